//! Many records changed at once, each seen before and after; and a plan begun from a template, with its prompts.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::officer::{saved, write};
use crate::visit::Visit;

in_every_engine!(changes_many_at_once, begins_from_a_template);

async fn changes_many_at_once(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    write(visit, "Aims and work", "measures").await?;
    visit.click_named("link", "Change many at once").await?;
    visit.wait_for_text("h1", "Change many at once").await?;
    // Words in prose and names: each place with what becomes of it, one of them left out.
    visit
        .press_named("radio", "Words, wherever they stand", Key::Space)
        .await?;
    visit.fill("textbox", "Find", "Stakeholder Network").await?;
    visit
        .fill("textbox", "Replace by", "Partner Network")
        .await?;
    visit.wait_for_text("table", "Partner Network").await?;
    visit
        .press_named("button", "Replace in ", Key::Enter)
        .await?;
    visit.wait_for_text("#many-said", "Replaced").await?;
    visit
        .until_true(
            "the sentence to have the focus",
            "return document.activeElement.id === 'many-said'",
            json!([]),
        )
        .await?;
    saved(visit).await?;
    visit.turn_to("Measures").await?;
    visit.wait_for_text("main", "Partner Network").await?;
    visit.session().back().await?;
    visit.wait_for_text("h1", "Change many at once").await?;
    // What was looked for is in the address, and so comes back.
    visit
        .until_true(
            "the words looked for to stand in their field",
            "return document.getElementById('many-find')?.value === 'Stakeholder Network'",
            json!([]),
        )
        .await?;
    visit.click_named("button", "Undo").await?;
    visit
        .wait_for_text("[role=status]", "Undone: Replaced")
        .await?;
    visit.turn_to("Measures").await?;
    visit.wait_for_text("main", "Stakeholder Network").await?;
    visit.console_is_clean().await
}

async fn begins_from_a_template(visit: &mut Visit) -> Outcome {
    visit.read("?view=drafts").await?;
    visit.click_named("button", "Start a business plan").await?;
    visit.wait_for_text("h1", "Write").await?;
    visit
        .wait_for_text("main", "What a business plan holds")
        .await?;
    visit.wait_for_text("main", "parts are begun").await?;
    visit.click_named("link", "Priorities").await?;
    visit.wait_for_text("main", "In a business plan").await?;
    visit.click_named("button", "Add a priority").await?;
    visit
        .fill("textbox", "Priority", "Live well at home")
        .await?;
    saved(visit).await?;
    // Nothing of a prompt is in the plan.
    visit.click_named("link", "See the priority’s page").await?;
    visit.wait_for_text("h1", "Live well at home").await?;
    let told = "return document.querySelector('main').textContent.includes('In a business plan')";
    assert_eq!(visit.eval(told, json!([])).await?, json!(false));
    visit.console_is_clean().await
}
