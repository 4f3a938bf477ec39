//! Finding something in any plan: by keyboard alone from the list of plans, by tapping on a phone, and back again.

use serde_json::json;
use thirtyfour::{Key, TypingData};

use crate::journey::{Outcome, in_every_engine};
use crate::visit::Visit;

in_every_engine!(
    finds_an_item_of_any_plan_by_keyboard_alone,
    narrows_what_was_found_and_comes_back_to_it,
    finds_what_a_draft_of_this_device_says
);

/// Presses keys wherever the focus is.
async fn press(visit: &Visit, keys: impl Into<TypingData>) -> Outcome {
    let active = visit.session().active_element().await?;
    Ok(active.send_keys(keys).await?)
}

async fn finds_an_item_of_any_plan_by_keyboard_alone(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.wait_for(".wm-shelf a").await?;
    press(visit, "/").await?;
    visit.wait_for("#find:focus").await?;
    // Two letters swapped.
    press(visit, "safegaurding boards").await?;
    visit.wait_for_text("h1", "Search all plans").await?;
    let said = "No exact match for “safegaurding boards”; showing “safeguarding”";
    visit.wait_for_text("main [role=status]", said).await?;
    visit.wait_for_text(".wm-hit mark", "Safeguarding").await?;
    assert!(visit.address().await?.contains("q=safegaurding"));
    // Down to the second result and back to the first.
    press(visit, Key::Down).await?;
    press(visit, Key::Down).await?;
    press(visit, Key::Up).await?;
    let first = visit.wait_for(".wm-hit:focus").await?;
    let title = first.text().await?;
    press(visit, Key::Enter).await?;
    visit.wait_for_text(".wm-tabs", "Overview").await?;
    let heading = visit.text("h1").await?;
    assert!(
        title.contains(&heading),
        "{heading:?} was opened, not {title:?}"
    );
    // From within that plan, its own results come first; Enter in the box opens the first.
    press(visit, "/").await?;
    press(visit, "carers").await?;
    visit.wait_for_text("main h2", "In this plan").await?;
    visit
        .wait_for_text("main [role=status]", "for “carers”")
        .await?;
    visit.wait_for("#find:focus").await?;
    // Escape leads from a result to the box, then empties it.
    press(visit, Key::Down).await?;
    visit.wait_for(".wm-hit:focus").await?;
    press(visit, Key::Escape).await?;
    visit.wait_for("#find:focus").await?;
    press(visit, Key::Escape).await?;
    visit
        .wait_for_text("main [role=status]", "Type a word")
        .await?;
    press(visit, "carers").await?;
    visit
        .wait_for_text("main [role=status]", "for “carers”")
        .await?;
    press(visit, Key::Enter).await?;
    visit.wait_gone("#in-this").await?;
    visit.wait_for_text("h1", "arers").await?;
    visit.console_is_clean().await
}

async fn narrows_what_was_found_and_comes_back_to_it(visit: &mut Visit) -> Outcome {
    visit.resize(390, 844).await?;
    visit
        .read("?plan=cheshire-west-2011-14&view=search&q=care")
        .await?;
    // Until the other plans are searched as well, what is found moves.
    visit
        .wait_for_text("main [role=status]", "in 4 other plans")
        .await?;
    visit.click_named("button", "Show ").await?;
    visit.until_true(
        "the focus to be on a new result",
        "return document.activeElement.matches('.wm-hit') && document.querySelectorAll('#found-here .wm-hit').length > 60",
        json!([]),
    )
    .await?;
    visit.choose("Search in", "This plan").await?;
    visit.wait_gone("main .wm-found:not(#found-here)").await?;
    let risks = "const option = [...document.querySelectorAll('#filter-kind option')].find((o) => o.value === 'risks');
        return option?.textContent.trim()";
    let risks = visit
        .until("risks to be offered", async || {
            let found = visit.eval(risks, json!([])).await?;
            Ok(found.as_str().map(str::to_owned))
        })
        .await?;
    visit.choose("Kind", &risks).await?;
    visit.wait_for_text("#found-here h3", "Risks").await?;
    assert_eq!(visit.count("#found-here h3").await?, 1);
    let address = visit.address().await?;
    for part in ["q=care", "in=this", "kind=risks", "show=120"] {
        assert!(address.contains(part), "{address} lacks {part}");
    }
    visit.click("#found-here .wm-hit").await?;
    visit.wait_gone("#found-here").await?;
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for_text("#found-here h3", "Risks").await?;
    visit.reload().await?;
    visit.wait_for_text("#found-here h3", "Risks").await?;
    assert_eq!(visit.count("#found-here h3").await?, 1);
    // The way from what an abbreviation stands for to it, in another plan.
    visit
        .read("?view=search&q=national+health+service&in=warwickshire-2021-22")
        .await?;
    visit.wait_for_text(".wm-hit mark", "NHS").await?;
    visit.console_is_clean().await
}

async fn finds_what_a_draft_of_this_device_says(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    // From another plan, what it says is found.
    visit
        .read("?plan=coventry-2014&view=search&q=reablement")
        .await?;
    visit
        .wait_for_text(
            "main h2 a[href*='draft=']",
            "Adult social care and health business plan",
        )
        .await?;
    visit
        .choose(
            "Search in",
            "Draft on this device: Adult social care and health business plan 2011–14",
        )
        .await?;
    visit.wait_gone("main h2 a[href*='plan=']").await?;
    visit.wait_for("main .wm-hit[href*='draft=']").await?;
    visit.console_is_clean().await
}
