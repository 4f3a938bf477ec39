//! Room for eyes and fingers: at 400% zoom nothing of any page is lost, and whatever is pressed is as large as a finger
//! needs. In Chromium, whose driver makes windows this small.

use std::collections::HashSet;

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine};
use crate::screen::{LAPTOP, PHONE, Screen, TABLET, ZOOMED};
use crate::views::{PLAN, items, pages, views};
use crate::visit::Visit;

in_engine!(
    chromium,
    Chromium,
    nothing_is_lost_at_400_percent_zoom,
    every_target_is_as_large_as_a_finger_on_a_tablet,
    every_target_is_as_large_as_a_finger_on_a_phone,
    what_is_lost_or_too_small_is_found
);

const LOST: &str = include_str!("lost.js");
const TARGETS: &str = include_str!("targets.js");

/// What can be pressed or filled in, by name, outside the rows of tables: long ones are made where the reader looks.
const CONTROLS: &str = "return [...document.querySelectorAll('a[href], button, summary, input, select, textarea')]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('tbody, .wm-top'))
    .map((element) => (element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent ?? element.textContent)
        .replace(/\\s+/g, ' ').trim())";

/// Unfolds what a phone folds away, and waits until it is open.
const UNFOLD: &str = "for (const button of document.querySelectorAll('.wm-fold__button[aria-expanded=false]')) button.click();
    return document.querySelectorAll('.wm-fold:not(.is-open)').length === 0";

/// Every page there is, of no plan and of one with nearly everything, and the form of a draft.
async fn everything(visit: &mut Visit) -> Outcome<Vec<String>> {
    visit.read(&format!("?plan={PLAN}")).await?;
    let items = items(visit, PLAN).await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    let address = visit.address().await?;
    let draft = address.split_once('?').map(|(_, query)| query.to_owned());
    let draft = draft.ok_or("the address of a draft")?;
    let forms = ["measures", "actions"].map(|kind| format!("?{draft}&of={kind}"));
    let whole = ["history", "merge", "round", "many", "paste"]
        .map(|view| format!("?{}", draft.replace("view=edit", &format!("view={view}"))));
    Ok(pages()
        .chain(views(PLAN))
        .chain(items)
        .chain(forms)
        .chain(whole)
        .collect())
}

const OPEN_MORE: &str = "document.querySelector('.wm-tabs button[aria-expanded=false]')?.click();
    return new Promise((resolve) => setTimeout(() => resolve(null)))";

async fn found(visit: &Visit, script: &str) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(
        visit.eval(script, json!([])).await?,
    )?)
}

async fn nothing_is_lost_at_400_percent_zoom(visit: &mut Visit) -> Outcome {
    for address in everything(visit).await? {
        visit.look_through(LAPTOP).await?;
        visit.read_whole(&address).await?;
        if visit.is_no_page().await? {
            continue;
        }
        let before: HashSet<String> = found(visit, CONTROLS).await?.into_iter().collect();
        visit.look_through(ZOOMED).await?;
        visit.until_true("folds to open", UNFOLD, json!([])).await?;
        // Charts are drawn again for the room they have.
        let nothing = visit.until("nothing to be lost", async || {
            Ok(found(visit, LOST).await?.is_empty().then_some(()))
        });
        if nothing.await.is_err() {
            let lost = found(visit, LOST).await?;
            return Err(format!("{address}: {}", lost.join("\n")).into());
        }
        // The pages that have no tab on so small a screen are under 'More'.
        visit.eval(OPEN_MORE, json!([])).await?;
        let after: HashSet<String> = found(visit, CONTROLS).await?.into_iter().collect();
        let mut gone: Vec<_> = before.difference(&after).collect();
        // A small screen has the facts of a plan on its overview alone.
        if !address.ends_with("view=overview") {
            gone.retain(|name| *name != "not the council’s own publication");
        }
        assert!(gone.is_empty(), "{address} is without {gone:?}");
    }
    Ok(())
}

async fn every_target(visit: &mut Visit, screen: Screen) -> Outcome {
    visit.read("").await?;
    visit.look_through(screen).await?;
    for address in everything(visit).await? {
        visit.read_whole(&address).await?;
        if visit.is_no_page().await? {
            continue;
        }
        visit
            .eval(UNFOLD, json!([]))
            .await
            .map(|value: Value| drop(value))?;
        let small = found(visit, TARGETS).await?;
        assert!(small.is_empty(), "{address}: {}", small.join("\n"));
    }
    Ok(())
}

async fn every_target_is_as_large_as_a_finger_on_a_tablet(visit: &mut Visit) -> Outcome {
    every_target(visit, TABLET).await
}

async fn every_target_is_as_large_as_a_finger_on_a_phone(visit: &mut Visit) -> Outcome {
    every_target(visit, PHONE).await
}

/// Checks that find nothing must be ones that can.
async fn what_is_lost_or_too_small_is_found(visit: &mut Visit) -> Outcome {
    visit.read("?view=help").await?;
    visit.look_through(ZOOMED).await?;
    // The page's policy blocks styles in its text, not those a script sets.
    let spoil = "document.querySelector('main').insertAdjacentHTML('afterbegin', arguments[0]);
        for (const wrong of document.querySelectorAll('[data-wrong]')) wrong.style.cssText = wrong.dataset.wrong;";
    let wrong = "<p data-wrong='width: 500px'>Wide words that go on and on until they reach the edge</p>
        <p data-wrong='height: 5px; overflow: hidden'>Cut words</p>
        <div data-wrong='position: relative'><button>Covered</button><b data-wrong='position: absolute; inset: 0'>Cover</b></div>
        <nav><a href='?' data-wrong='font-size: 12px'>x</a></nav>";
    visit.eval(spoil, json!([wrong])).await?;
    let lost = found(visit, LOST).await?.join("\n");
    for words in [
        "the page scrolls sideways",
        "cuts off p. \"Cut words\"",
        "\"Covered\" lies under b. \"Cover\"",
    ] {
        assert!(lost.contains(words), "{words:?} in {lost}");
    }
    let small = found(visit, TARGETS).await?.join("\n");
    assert!(small.contains("a. \"x\""), "{small}");
    Ok(())
}
