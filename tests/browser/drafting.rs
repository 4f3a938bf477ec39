//! What makes writing a plan quick and safe: figures pasted from a spreadsheet, reasons for changes, errors and findings
//! beside the form, and the progress round.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::officer::{saved, value, write};
use crate::visit::Visit;

in_every_engine!(
    pastes_figures_and_says_why_a_target_moved,
    is_told_what_cannot_be_kept,
    goes_round_what_is_due
);

/// A draft of Cheshire West's plan, which follows the published one.
async fn follow(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await.map(drop)
}

async fn pastes_figures_and_says_why_a_target_moved(visit: &mut Visit) -> Outcome {
    follow(visit).await?;
    write(visit, "Aims and work", "measures").await?;
    visit
        .named("textbox", "Target 2011/12")
        .await?
        .focus()
        .await?;
    visit.paste("text/plain", "41.5\n43").await?;
    visit
        .wait_for_text(".wm-points__said", "2 cells were pasted.")
        .await?;
    visit
        .until_true(
            "the figures below each other",
            "const shown = (year) => document.querySelector(`[aria-label='Target ${year}']`)?.value;
            return shown('2011/12') === '41.5' && shown('2012/13') === '43'",
            json!([]),
        )
        .await?;
    // One step, and one undo.
    visit.click_named("button", "Undo").await?;
    visit
        .wait_for_text("[role=status]", "Undone: Pasted 2 figures.")
        .await?;
    // A target that is changed by hand asks why, and keeps the answer with the measure.
    let before = value(visit, "Target 2011/12").await?;
    visit.fill("textbox", "Target 2011/12", "12.5").await?;
    visit
        .press_named("textbox", "Target 2011/12", Key::Tab)
        .await?;
    visit
        .wait_for_text(".wm-why", "Why was “Target 2011/12” changed?")
        .await?;
    visit
        .wait_for_text(".wm-why", &format!("It was: {before}."))
        .await?;
    visit
        .fill(
            "textbox",
            "Why was “Target 2011/12” changed?",
            "The grant ended",
        )
        .await?;
    saved(visit).await?;
    visit.reload().await?;
    visit.ready().await?;
    assert_eq!(
        value(visit, "Why was “Target 2011/12” changed?").await?,
        "The grant ended"
    );
    visit.click_named("link", "See the measure’s page").await?;
    visit.wait_for_text("main", "The grant ended").await?;
    visit.console_is_clean().await
}

async fn is_told_what_cannot_be_kept(visit: &mut Visit) -> Outcome {
    follow(visit).await?;
    visit.fill("textbox", "Period", "next year or so").await?;
    visit.press_named("textbox", "Period", Key::Tab).await?;
    visit
        .wait_for_text(".govuk-error-summary", "There is a problem")
        .await?;
    visit
        .click_named("link", "Period: Enter a financial year")
        .await?;
    let at_period = "return document.activeElement.value === 'next year or so'
        && document.activeElement.getAttribute('aria-invalid') === 'true'";
    visit
        .until_true("the field to have the focus", at_period, json!([]))
        .await?;
    visit.fill("textbox", "Period", "2012/13").await?;
    visit.press_named("textbox", "Period", Key::Tab).await?;
    visit.wait_gone(".govuk-error-summary").await?;
    // A record with nothing in it is kept, and the checks beside it say what is missing.
    write(visit, "Aims and work", "actions").await?;
    visit.click_named("button", "Add an action").await?;
    visit.click_named("button", "Checks:").await?;
    visit
        .wait_for(".wm-editor__form .wm-links li button")
        .await?;
    visit.click(".wm-editor__form .wm-links li button").await?;
    let in_form = "return document.activeElement.closest('.wm-editor__form') !== null
        && ['INPUT', 'TEXTAREA', 'SELECT'].includes(document.activeElement.tagName)";
    visit
        .until_true("a field to have the focus", in_form, json!([]))
        .await?;
    visit.console_is_clean().await
}

async fn goes_round_what_is_due(visit: &mut Visit) -> Outcome {
    follow(visit).await?;
    visit.click_named("link", "Progress round").await?;
    visit.wait_for_text("h1", "Progress round").await?;
    visit
        .wait_for_text("[role=status]", "This is the first round of this draft.")
        .await?;
    visit
        .wait_for_text("main", "Nothing is recorded yet.")
        .await?;
    // By keyboard: done, on to the next, another date with its reason.
    visit
        .press_named("button", "Done today: ", Key::Enter)
        .await?;
    visit.wait_for_text(".wm-round__told", "Done").await?;
    visit
        .session()
        .active_element()
        .await?
        .send_keys(Key::Control + Key::Enter)
        .await?;
    let second = "const stops = [...document.querySelectorAll('.wm-round')];
        return stops[1].contains(document.activeElement)";
    visit
        .until_true("the next thing to have the focus", second, json!([]))
        .await?;
    let due = "const due = [...document.querySelectorAll('.wm-round')[1].querySelectorAll('input')]
            .find((field) => /-(due|end)$/.test(field.id));
        due.focus(); due.select();";
    visit.eval(due, json!([])).await?;
    let field = visit.session().active_element().await?;
    field.send_keys("March 2027").await?;
    field.send_keys(Key::Tab + "").await?;
    visit.wait_for_text(".wm-round .wm-why", "It was:").await?;
    visit
        .type_into(".wm-round .wm-why input", "Staff left")
        .await?;
    visit
        .wait_for_text("main", "→ March 2027. Staff left.")
        .await?;
    visit
        .wait_for_text(
            "[role=status]",
            "Recorded: 1 done and 1 given another date.",
        )
        .await?;
    saved(visit).await?;
    visit.click_named("button", "Finish the round").await?;
    visit
        .wait_for_text("[role=status]", "The last round was on")
        .await?;
    visit
        .wait_for_text("main", "Nothing is recorded yet.")
        .await?;
    visit.click_named("link", "Versions").await?;
    visit
        .wait_for_text(".wm-versions", "Progress round of")
        .await?;
    visit.console_is_clean().await
}
