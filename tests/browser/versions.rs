//! A newer version of the app is offered, and all tabs move to it together once their reader says so.

use std::fs;
use std::path::Path;

use serde_json::json;
use waymark::formats::sha256_hex;

use crate::journey::{Outcome, in_every_engine};
use crate::officer::PLAN;
use crate::plain::{IN_WINDOW, Plain};
use crate::site::{Site, copy_of_release};
use crate::visit::Visit;

in_every_engine!(
    all_tabs_move_together_with_every_word,
    who_says_later_goes_on_with_the_old_version
);

/// Publishes another release over the one in a folder: its page says that it is the next.
fn publish_next(folder: &Path) -> Outcome {
    let page = folder.join("index.html");
    let old = fs::read(&page)?;
    let new = String::from_utf8(old.clone())?.replace("<html ", "<html data-release=next ");
    let worker = folder.join("sw.js");
    let script = fs::read_to_string(&worker)?;
    let listed = script.replace(&sha256_hex(&old), &sha256_hex(new.as_bytes()));
    assert_ne!(script, listed, "the worker lists the page");
    // Its version is the first text of sixteen hexadecimal figures.
    let is_version = |text: &&str| text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let version = listed
        .split('"')
        .find(is_version)
        .ok_or("the worker has no version")?;
    let listed = listed.replace(version, "0123456789abcdef");
    fs::write(&page, new)?;
    Ok(fs::write(&worker, listed)?)
}

/// Has the open page hear of the release that was published, and waits for the offer.
async fn hear_of_it(visit: &Visit) -> Outcome {
    let ask =
        "navigator.serviceWorker.getRegistration().then((registration) => registration.update())";
    visit
        .eval(&format!("{ask}; return true"), json!([]))
        .await?;
    offered(visit).await
}

async fn offered(visit: &Visit) -> Outcome {
    visit
        .wait_for_text(".wm-banner", "A new version of Waymark is here.")
        .await
}

async fn moved(visit: &Visit) -> Outcome {
    visit
        .wait_for("html[data-release=next][data-ready]")
        .await
        .map(drop)
}

/// Types a word into a field and stays in it.
async fn type_into(visit: &Visit, label: &str, word: &str) -> Outcome {
    let field = visit.named("textbox", label).await?;
    field.clear().await?;
    Ok(field.send_keys(word).await?)
}

async fn all_tabs_move_together_with_every_word(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("upgrade-{}", visit.engine))?;
    visit.move_to(Site::of(folder.clone(), "")?);
    // Two drafts and a list for the meeting, each in a tab of its own.
    visit.read("?plan=warwickshire-2021-22").await?;
    visit.kept_offline().await?;
    let pages = [
        ("?plan=warwickshire-2021-22", "Start a draft", "Title"),
        ("?plan=coventry-2014", "Start a draft", "Title"),
        (
            "?plan=cheshire-west-2011-14&view=notes",
            "Write a question or note",
            "Question to ask",
        ),
    ];
    let mut tabs = vec![visit.session().window().await?];
    for _ in 1..pages.len() {
        tabs.push(visit.session().new_tab().await?);
    }
    for (tab, (page, button, label)) in tabs.iter().zip(pages) {
        visit.session().switch_to_window(tab.clone()).await?;
        visit.read(page).await?;
        visit.click_named("button", button).await?;
        visit.named("textbox", label).await?;
    }
    publish_next(&folder)?;
    hear_of_it(visit).await?;
    for (at, (tab, (_, _, label))) in tabs.iter().zip(pages).enumerate() {
        visit.session().switch_to_window(tab.clone()).await?;
        offered(visit).await?;
        assert_eq!(
            visit.count("html[data-release]").await?,
            0,
            "nobody is forced"
        );
        type_into(visit, label, &format!("An unsaved word {at}")).await?;
    }
    visit.click_named("button", "Use it now").await?;
    for (at, tab) in tabs.iter().enumerate() {
        visit.session().switch_to_window(tab.clone()).await?;
        moved(visit).await?;
        visit
            .wait_for_text("body", &format!("An unsaved word {at}"))
            .await?;
        assert_eq!(
            visit.count(".wm-banner--info").await?,
            0,
            "the offer is gone"
        );
    }
    Ok(())
}

async fn who_says_later_goes_on_with_the_old_version(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("later-{}", visit.engine))?;
    visit.move_to(Site::of(folder.clone(), "")?);
    visit.read("").await?;
    visit.kept_offline().await?;
    publish_next(&folder)?;
    hear_of_it(visit).await?;
    visit.click_named("button", "Later").await?;
    visit.wait_gone(".wm-banner--info").await?;
    // A page that wasn't fetched before comes from what is kept of the old version.
    visit.site.stop();
    visit.click_named("link", "My drafts").await?;
    visit.wait_for_text("h1", "My drafts").await?;
    visit.reload().await?;
    visit.ready().await?;
    assert_eq!(
        visit.count("html[data-release]").await?,
        0,
        "nobody is forced"
    );
    offered(visit).await
}

/// Under a driver WebKit keeps nothing: what outlives the browser is walked without one.
#[test]
fn webkit_moves_to_the_next_version_with_what_it_kept() {
    let plain = Plain::new("upgrade").unwrap();
    let begun = format!(
        "{IN_WINDOW}
        const view = await open('{PLAN}');
        (await button(view, 'Start a draft')).click();
        const title = await field(view, 'Title');
        title.value = 'Kept by the version before';
        title.dispatchEvent(new view.Event('input', {{ bubbles: true }}));
        await there(() => view.document.querySelector('.wm-save')?.textContent.includes('Saved on this device'));
        await there(() => view.document.documentElement.dataset.offline === 'ready');
        return view.location.search;"
    );
    let begun = plain.run(&begun).unwrap();
    let query = begun.answer.as_str().unwrap().to_owned();
    assert!(query.starts_with("?draft="), "{query}");
    publish_next(plain.folder()).unwrap();
    // The browser opens again with the version that it kept; its reader moves on, and the title is there.
    let standing = "
        const frame = document.querySelector('iframe');
        const release = () => frame.contentDocument?.documentElement?.dataset.release ?? 'before';
        const title = async () => (await field(frame.contentWindow, 'Title')).value;";
    let moved = format!(
        "{IN_WINDOW}
        await open('{query}');
        {standing}
        const found = [release(), await title()];
        (await button(frame.contentWindow, 'Use it now')).click();
        await there(() => release() === 'next');
        return [...found, release(), await title()];"
    );
    let kept = "Kept by the version before";
    let moved = plain.run(&moved).unwrap();
    assert_eq!(moved.answer, json!(["before", kept, "next", kept]));
    let again =
        format!("{IN_WINDOW} await open('{query}'); {standing} return [release(), await title()];");
    let again = plain.run(&again).unwrap();
    assert_eq!(again.answer, json!(["next", kept]));
    assert_eq!(again.console, Vec::<String>::new());
}
