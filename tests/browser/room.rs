//! Room for eyes and fingers: on a phone axe-core finds nothing, at 400% zoom nothing of any page is lost, and whatever is
//! pressed is as large as a finger needs. In Chromium, whose driver makes windows this small. Each page is opened on a
//! phone, once, and turned to the other screens.

use std::collections::HashSet;

use serde_json::json;

use crate::journey::{Outcome, in_engine};
use crate::screen::{LAPTOP, PHONE, TABLET, ZOOMED};
use crate::views::{PLAN, each, items, pages, views};
use crate::visit::Visit;
use crate::witness::Rules;

in_engine!(
    chromium,
    Chromium,
    pages_about_no_plan_have_room,
    views_of_a_plan_have_room,
    records_and_forms_have_room,
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

const OPEN_MORE: &str = "document.querySelector('.wm-tabs button[aria-expanded=false]')?.click();
    return new Promise((resolve) => setTimeout(() => resolve(null)))";

async fn found(visit: &Visit, script: &str) -> Outcome<Vec<String>> {
    Ok(serde_json::from_value(
        visit.eval(script, json!([])).await?,
    )?)
}

/// Waits until a script that lists what is wrong lists nothing: charts are drawn again for the room they have.
async fn in_the_end_none(visit: &Visit, script: &str, address: &str) -> Outcome {
    let none = visit.until("nothing to be wrong", async || {
        Ok(found(visit, script).await?.is_empty().then_some(()))
    });
    if none.await.is_err() {
        let wrong = found(visit, script).await?;
        return Err(format!("{address}: {}", wrong.join("\n")).into());
    }
    Ok(())
}

async fn has_room(visit: &mut Visit, address: &str) -> Outcome {
    visit.look_through(PHONE).await?;
    visit.read_whole(address).await?;
    if visit.is_no_page().await? {
        return Ok(());
    }
    let phone = visit.is_accessible(Rules::All).await;
    phone.map_err(|found| format!("{address}, on a phone: {found}"))?;
    visit.until_true("folds to open", UNFOLD, json!([])).await?;
    in_the_end_none(visit, TARGETS, address).await?;
    visit.look_through(TABLET).await?;
    in_the_end_none(visit, TARGETS, address).await?;
    visit.look_through(LAPTOP).await?;
    let before: HashSet<String> = found(visit, CONTROLS).await?.into_iter().collect();
    visit.look_through(ZOOMED).await?;
    visit.until_true("folds to open", UNFOLD, json!([])).await?;
    in_the_end_none(visit, LOST, address).await?;
    // The pages that have no tab on so small a screen are under 'More'.
    visit.eval(OPEN_MORE, json!([])).await?;
    let after: HashSet<String> = found(visit, CONTROLS).await?.into_iter().collect();
    let mut gone: Vec<_> = before.difference(&after).collect();
    // A small screen has the facts of a plan on its overview alone.
    if !address.ends_with("view=overview") {
        gone.retain(|name| *name != "not the council’s own publication");
    }
    assert!(gone.is_empty(), "{address} is without {gone:?}");
    Ok(())
}

async fn pages_about_no_plan_have_room(visit: &mut Visit) -> Outcome {
    each(visit, pages(), has_room).await
}

async fn views_of_a_plan_have_room(visit: &mut Visit) -> Outcome {
    each(visit, views(PLAN), has_room).await
}

/// A record of each kind, and what there is of a draft alone.
async fn records_and_forms_have_room(visit: &mut Visit) -> Outcome {
    let records = items(visit, PLAN).await?;
    visit.read(&format!("?plan={PLAN}")).await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    let address = visit.address().await?;
    let draft = address.split_once('?').map(|(_, query)| query.to_owned());
    let draft = draft.ok_or("the address of a draft")?;
    let forms = ["measures", "actions"].map(|kind| format!("?{draft}&of={kind}"));
    let whole = ["history", "merge", "round", "many", "paste"]
        .map(|view| format!("?{}", draft.replace("view=edit", &format!("view={view}"))));
    let records = records.into_iter().map(|(_, address)| address);
    each(visit, records.chain(forms).chain(whole), has_room).await
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
