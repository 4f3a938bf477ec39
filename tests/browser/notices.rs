//! What is said in plain words where Waymark cannot run, by the page itself and not by the app.

use std::fs;

use serde_json::json;

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::site::dist;
use crate::visit::Visit;
use crate::witness::Rules;

in_every_engine!(a_page_opened_from_disk_says_so, a_missing_page_says_so);
in_engine!(
    chromium_only,
    Chromium,
    an_old_browser_is_told,
    an_app_that_cannot_start_says_so,
    an_app_that_does_not_come_says_so,
    a_part_that_does_not_come_says_so,
    plain_http_is_warned_of
);

#[test]
fn without_scripts_there_is_a_notice() {
    let html = fs::read_to_string(dist().join("index.html")).unwrap();
    let notice = html
        .split("<body>")
        .nth(1)
        .and_then(|body| body.split("</noscript>").next())
        .unwrap();
    assert!(notice.contains("Waymark needs JavaScript"), "{notice}");
}

async fn a_page_opened_from_disk_says_so(visit: &mut Visit) -> Outcome {
    visit
        .session()
        .goto(format!("file://{}", dist().join("index.html").display()))
        .await?;
    visit
        .wait_for_text("[role=alert] h2", "Waymark cannot open from a disk")
        .await
}

async fn a_missing_page_says_so(visit: &mut Visit) -> Outcome {
    visit.goto("nowhere/at-all.html").await?;
    visit.wait_for_text("h1", "This page is not here").await?;
    visit.click_named("link", "Go to the plans").await?;
    visit.ready().await?;
    assert!(visit.address().await? == visit.site.url());
    // The browser reports the 404 itself; there must be nothing else.
    let said: Vec<_> = visit
        .console()
        .await?
        .iter()
        .filter(|line| !line.contains("404"))
        .collect();
    assert!(said.is_empty(), "{said:?}");
    Ok(())
}

/// Runs the script before any of the page's own, from the next address on.
async fn before_every_page(visit: &Visit, script: &str) -> Outcome {
    let source = json!({ "source": script });
    visit
        .session()
        .cdp()
        .send_raw("Page.addScriptToEvaluateOnNewDocument", source)
        .await?;
    Ok(())
}

async fn an_old_browser_is_told(visit: &mut Visit) -> Outcome {
    before_every_page(visit, "delete window.DecompressionStream;").await?;
    visit.goto("").await?;
    visit
        .wait_for_text("[role=alert] h2", "This browser cannot open Waymark")
        .await?;
    visit.wait_for_text("[role=alert]", "Safari 16.4").await
}

async fn an_app_that_cannot_start_says_so(visit: &mut Visit) -> Outcome {
    before_every_page(visit, "WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => Promise.reject(new Error('no'));").await?;
    visit.goto("").await?;
    visit
        .wait_for_text("[role=alert] h2", "Waymark could not start")
        .await?;
    visit.wait_for_text("[role=alert] button", "Reload").await
}

async fn an_app_that_does_not_come_says_so(visit: &mut Visit) -> Outcome {
    // The page's own patience runs out at once, and the wasm never arrives.
    let stuck = "const own = setTimeout;
        window.setTimeout = (work, ms, ...rest) => own(work, ms === 20000 ? 0 : ms, ...rest);
        WebAssembly.instantiateStreaming = WebAssembly.instantiate = () => new Promise(() => {});";
    before_every_page(visit, stuck).await?;
    visit.goto("").await?;
    let heading = "Waymark is taking a long time to open";
    visit.wait_for_text("[role=alert] h2", heading).await?;
    visit.wait_for_text("[role=alert] button", "Reload").await
}

async fn a_part_that_does_not_come_says_so(visit: &mut Visit) -> Outcome {
    let lost = "const own = window.fetch;
        window.fetch = (what, ...rest) => String(what).includes('later-pages')
            ? Promise.reject(new TypeError('The network is gone')) : own(what, ...rest);";
    before_every_page(visit, lost).await?;
    visit
        .read("?plan=warwickshire-2021-22&view=measures")
        .await?;
    visit
        .wait_for_text("h1", "This page could not be fetched")
        .await?;
    visit.wait_for_text("main", "reload this page").await?;
    // The rest of the plan is there.
    visit.click_named("link", "Overview").await?;
    visit
        .wait_for_text("h1", "Adult social care business plan 2021/22")
        .await
}

/// The app opens, for a plan can be read; what cannot be had is said above it and stays.
async fn plain_http_is_warned_of(visit: &mut Visit) -> Outcome {
    let address = visit.site.url().replace("127.0.0.1", "waymark.test");
    visit.session().goto(address).await?;
    visit.ready().await?;
    visit
        .wait_for_text("[role=alert] h2", "This address is not secure")
        .await?;
    visit.is_accessible(Rules::All).await
}
