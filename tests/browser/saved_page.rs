//! A plan saved as one page and opened from disk, with no site to answer: read, searched, drawn, noted, and gone about in.

use std::fs;
use std::path::PathBuf;

use serde_json::json;

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::site::scratch;
use crate::views::SHELF;
use crate::visit::Visit;

in_every_engine!(
    a_saved_plan_opens_from_disk_with_all_that_reading_needs,
    a_page_that_was_cut_off_says_so
);
in_engine!(chromium_sizes, Chromium, every_plan_fits_into_two_megabytes);

const LARGEST: &str = "worcestershire-2018-21";
const LIMIT: usize = 2_000_000;

/// The page of a published plan, as the running app saves it.
async fn page_of(visit: &mut Visit, plan: &str) -> Outcome<String> {
    visit.read(&format!("?plan={plan}&view=share")).await?;
    let saved = visit.saved_by("Save as one HTML page").await?;
    assert!(saved.name.ends_with(".html"), "{}", saved.name);
    Ok(saved.text())
}

/// Puts a page on the disk, takes the site away, and opens the page there.
async fn open_from_disk(visit: &mut Visit, text: &str, name: &str) -> Outcome<PathBuf> {
    let path = scratch("saved")?.join(format!("{name} {}.html", visit.engine));
    fs::write(&path, text)?;
    visit.site.stop();
    go(visit, &path, "").await?;
    Ok(path)
}

async fn go(visit: &mut Visit, path: &std::path::Path, rest: &str) -> Outcome {
    let address = format!(
        "file://{}{rest}",
        path.display().to_string().replace(' ', "%20")
    );
    visit.session().goto(address).await?;
    visit.engine.listen(&visit.driver).await
}

async fn a_saved_plan_opens_from_disk_with_all_that_reading_needs(visit: &mut Visit) -> Outcome {
    let text = page_of(visit, LARGEST).await?;
    assert!(text.len() <= LIMIT, "{} bytes", text.len());
    let title = visit.text(".wm-head__plan").await?;
    let path = open_from_disk(visit, &text, "whole page").await?;
    // The overview can be read, says what it is, and offers nothing that can't be done here.
    visit.ready().await?;
    visit.wait_for_text("h1", &title).await?;
    visit
        .wait_for_text(".wm-foot", "A page saved from Waymark on")
        .await?;
    let offered = "return [...document.querySelectorAll('a, button')].filter((e) => e.checkVisibility())
        .map((e) => e.textContent.trim()).filter((t) => /^(Share|Start a draft|Write|Plans|My drafts|This device|Online only|Compare|Privacy|Accessibility)$/.test(t))";
    assert_eq!(visit.eval(offered, json!([])).await?, json!([]));
    // Another page, back, and a reload that stays.
    visit.turn_to("Actions").await?;
    visit.wait_for_text("h1", "Actions").await?;
    assert!(visit.address().await?.contains("#?plan="));
    // A chart is drawn, and its table is there.
    visit.turn_to("Money").await?;
    visit.wait_for_text("h1", "Money").await?;
    visit.wait_for(".wm-figure__chart svg").await?;
    visit.click_named("button", "Show as table").await?;
    visit.wait_for(".wm-figure table td").await?;
    visit.session().back().await?;
    visit.wait_for_text("h1", "Actions").await?;
    visit.reload().await?;
    visit.ready().await?;
    visit.wait_for_text("h1", "Actions").await?;
    // Search finds.
    visit.type_into("#find", "carers").await?;
    visit.wait_for(".wm-hit").await?;
    assert!(visit.address().await?.contains("q=carers"));
    let said = visit.text("main").await?;
    assert!(
        !said.contains("can’t be searched") && !said.contains("Search in"),
        "{said}"
    );
    // Paper can be had, and nothing that a part makes which isn't here.
    go(visit, &path, &format!("#?plan={LARGEST}&view=paper")).await?;
    visit.wait_for_text("h1", "Committee paper").await?;
    let said = visit.text("main").await?;
    assert!(!said.contains("Word"), "{said}");
    // A link opened by itself, as in another tab.
    go(visit, &path, &format!("?plan={LARGEST}&view=timeline")).await?;
    visit.wait_for_text("h1", "Timeline").await?;
    // A note is kept.
    go(
        visit,
        &path,
        &format!("?plan={LARGEST}&item=strength-carers"),
    )
    .await?;
    visit.click_named("button", "Mark for the meeting").await?;
    visit
        .wait_for_text(".wm-meet", "Saved on this device")
        .await?;
    visit.reload().await?;
    visit.named("button", "Marked for the meeting").await?;
    // Help speaks of what can be done here, and is the only page about Waymark.
    visit.click_named("link", "Help").await?;
    visit.wait_for_text("main", "holds one plan").await?;
    let help = visit.text("main").await?;
    assert!(
        help.contains("Reading a plan") && !help.contains("Writing a plan"),
        "{help}"
    );
    let asked = "return performance.getEntriesByType('resource').map((e) => e.name).filter((name) => !name.startsWith('data:'))";
    assert_eq!(visit.eval(asked, json!([])).await?, json!([]));
    visit.console_is_clean().await
}

async fn a_page_that_was_cut_off_says_so(visit: &mut Visit) -> Outcome {
    let text = page_of(visit, "warwickshire-2021-22").await?;
    let mut cut = text.len() / 2;
    while !text.is_char_boundary(cut) {
        cut += 1;
    }
    open_from_disk(visit, &text[..cut], "half a page").await?;
    visit
        .wait_for_text("[role=alert]", "This page is not whole")
        .await
}

async fn every_plan_fits_into_two_megabytes(visit: &mut Visit) -> Outcome {
    for plan in SHELF {
        let size = page_of(visit, plan).await?.len();
        println!("{plan}: {size} bytes");
        assert!(size <= LIMIT, "{plan}: {size} bytes");
    }
    Ok(())
}
