//! A table from Excel or Word becomes actions: seen before anything is made, added as one step, and known again.

use serde_json::json;
use thirtyfour::Key;

use crate::journey::{Outcome, in_every_engine};
use crate::officer::{saved, start, write};
use crate::visit::Visit;

in_every_engine!(pastes_a_table_of_actions);

/// What Word's clipboard holds beside the plain text.
const TABLE: &str =
    "<table><tr><th>Ref</th><th>Action</th><th>Lead officer</th><th>By when</th></tr>
    <tr><td>9.1</td><td>Open the <b>hub</b></td><td>Nobody we know</td><td>31/8/2026</td></tr>
    <tr><td>9.2</td><td>Train carers</td><td></td><td>when ready</td></tr></table>";

async fn pastes_a_table_of_actions(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    write(visit, "Aims and work", "actions").await?;
    visit
        .click_named("link", "Paste a table of actions")
        .await?;
    visit.wait_for_text("h1", "Paste a table").await?;
    visit
        .named("textbox", "Paste the table here")
        .await?
        .focus()
        .await?;
    visit.paste("text/html", TABLE).await?;
    visit
        .wait_for_text("[role=status]", "2 actions will be added")
        .await?;
    // What can't be read as a date or a name is told in its row, and one row is left out by hand.
    visit.wait_for_text("main", "when ready").await?;
    visit.wait_for_text("main", "Nobody we know").await?;
    visit
        .press_named("checkbox", "Row 3: 9.2 Train carers", Key::Space)
        .await?;
    visit
        .wait_for_text("[role=status]", "1 action will be added")
        .await?;
    visit
        .press_named("checkbox", "Row 3: 9.2 Train carers", Key::Space)
        .await?;
    visit.click_named("button", "Add 2 actions").await?;
    visit
        .wait_for_text(".wm-record[aria-current=true]", "Open the hub")
        .await?;
    saved(visit).await?;
    // One undo takes both back.
    visit.click_named("button", "Undo").await?;
    visit
        .wait_for_text("[role=status]", "Undone: Added 2 actions from a table.")
        .await?;
    let gone = "return ![...document.querySelectorAll('.wm-record')]
        .some((row) => row.textContent.includes('Open the hub'))";
    visit
        .until_true("the actions to be gone", gone, json!([]))
        .await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}
