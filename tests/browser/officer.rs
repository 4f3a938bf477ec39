//! An officer starts a draft from a plan, writes, undoes, reloads, loses the browser, and finds every
//! word; then keeps the draft as a file and tidies up.

use serde_json::{Value, json};
use thirtyfour::Key;

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::site::scratch;
use crate::visit::Visit;
use crate::witness::Rules;

in_every_engine!(
    writes_a_draft_that_a_reload_keeps,
    renames_duplicates_and_takes_a_deletion_back,
    links_by_words_and_deletes_with_the_links,
    goes_back_to_a_version_with_a_name,
    merges_what_a_colleague_sends_back,
    makes_next_years_plan,
    comes_from_a_finding_to_the_field_and_mends_it,
    two_tabs_never_write_at_once
);
// WebKit's driver wipes the storage of each session, so there the same is walked without it.
in_engine!(files, Chromium, opens_files_and_refuses_what_is_no_plan);

pub const PLAN: &str = "?plan=warwickshire-2021-22";

/// Starts a draft from a shipped plan and waits for the form of its details.
pub async fn start(visit: &mut Visit) -> Outcome {
    visit.read(PLAN).await?;
    visit.click_named("button", "Start a draft").await?;
    visit.wait_for_text("h1", "Write").await?;
    visit.named("textbox", "Title").await.map(drop)
}

/// What a field holds.
pub async fn value(visit: &Visit, label: &str) -> Outcome<String> {
    let field = visit.named("textbox", label).await?;
    Ok(field.value().await?.unwrap_or_default())
}

/// Goes to the forms of a kind, through the group it is in.
pub async fn write(visit: &Visit, group: &str, kind: &str) -> Outcome {
    visit.click_named("link", group).await?;
    visit
        .click(&format!(".wm-seg a[href*='of={kind}']"))
        .await?;
    visit.wait_for(".wm-editor__form").await.map(drop)
}

pub async fn saved(visit: &Visit) -> Outcome {
    visit
        .wait_for_text(".wm-save", "Saved on this device")
        .await
}

async fn writes_a_draft_that_a_reload_keeps(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", "Plan for 2026/27").await?;
    visit
        .wait_for_text(".wm-head__plan", "Plan for 2026/27")
        .await?;
    saved(visit).await?;
    // A measure with a figure, and an action with a milestone.
    write(visit, "Aims and work", "measures").await?;
    visit.click_named("button", "Add a measure").await?;
    visit
        .wait_for_text(".wm-record[aria-current=true]", "Unnamed measure")
        .await?;
    visit
        .fill("textbox", "Name", "Carers who feel supported")
        .await?;
    visit
        .wait_for_text(".wm-record[aria-current=true]", "Carers who feel supported")
        .await?;
    visit.fill("textbox", "Another period", "2026/27").await?;
    visit.click_named("button", "Add the period").await?;
    visit.fill("textbox", "Target 2026/27", "62.50").await?;
    saved(visit).await?;
    visit.reload().await?;
    visit.ready().await?;
    visit
        .wait_for_text(".wm-head__plan", "Plan for 2026/27")
        .await?;
    assert_eq!(value(visit, "Name").await?, "Carers who feel supported");
    assert_eq!(value(visit, "Target 2026/27").await?, "62.50");
    // Undo goes back over the reload, field by field.
    visit.click_named("button", "Undo").await?;
    visit.until_true(
        "the figure to be empty",
        "return [...document.querySelectorAll('.wm-points input')].every((field) => field.value !== '62.50')",
        json!([]),
    )
    .await?;
    visit.click_named("button", "Redo").await?;
    visit.until_true(
        "the figure to be back",
        "return [...document.querySelectorAll('.wm-points input')].some((field) => field.value === '62.50')",
        json!([]),
    )
    .await?;
    saved(visit).await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

async fn comes_from_a_finding_to_the_field_and_mends_it(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.click_named("button", "Start a draft").await?;
    visit.named("textbox", "Title").await?;
    visit.turn_to("Checks").await?;
    visit
        .wait_for_text("#milestone-outside", "Due September 2012")
        .await?;
    visit.click("#milestone-outside a").await?;
    let at_due = "const field = document.activeElement;
        return field.id.endsWith('--asch7-1-m2-due') && field.value === 'September 2012'";
    visit
        .until_true("the date to have the focus", at_due, json!([]))
        .await?;
    visit
        .eval("document.activeElement.select()", json!([]))
        .await?;
    let due = visit.session().active_element().await?;
    due.send_keys("August 2012").await?;
    saved(visit).await?;
    visit.turn_to("Checks").await?;
    visit
        .wait_for_text("#milestone-outside", "Due March 2014")
        .await?;
    let mended = "return !document.querySelector('#milestone-outside').textContent.includes('Due September 2012')";
    visit
        .until_true("the finding to be gone", mended, json!([]))
        .await
}

async fn renames_duplicates_and_takes_a_deletion_back(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.click_named("link", "My drafts").await?;
    visit
        .wait_for_text(".wm-plan--draft", "Adult social care business plan 2021/22")
        .await?;
    visit.click_named("button", "Rename").await?;
    visit.fill("textbox", "New name", "Ours").await?;
    visit.click(".wm-plan--draft form button").await?;
    visit.wait_for_text(".wm-plan--draft h2", "Ours").await?;
    visit.click_named("button", "Duplicate").await?;
    visit
        .wait_for_text(".wm-plan--draft h2", "Ours (copy)")
        .await?;
    visit.click_named("button", "Delete").await?;
    visit
        .until_true(
            "one draft to be left",
            "return document.querySelectorAll('.wm-plan--draft').length === 1",
            json!([]),
        )
        .await?;
    visit.click(".wm-toast button").await?;
    visit
        .until_true(
            "both to be back",
            "return document.querySelectorAll('.wm-plan--draft').length === 2",
            json!([]),
        )
        .await?;
    visit.console_is_clean().await
}

async fn links_by_words_and_deletes_with_the_links(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    write(visit, "Aims and work", "priorities").await?;
    visit.click_named("button", "Add a priority").await?;
    visit
        .fill("textbox", "Priority", "Homes that people choose")
        .await?;
    write(visit, "Aims and work", "actions").await?;
    visit.click_named("button", "Add an action").await?;
    visit
        .fill("textbox", "What will be done", "Open two more homes")
        .await?;
    // Found by any of its words, chosen by keys alone.
    visit
        .fill("combobox", "Works towards", "choose homes")
        .await?;
    visit
        .wait_for_text(
            "[role=option][aria-selected=true]",
            "Homes that people choose",
        )
        .await?;
    let field = visit.session().active_element().await?;
    field.send_keys(Key::Enter).await?;
    visit
        .wait_for_text(".wm-chosen", "Homes that people choose")
        .await?;
    visit
        .fill("combobox", "Works towards", "no such words")
        .await?;
    visit
        .wait_for_text(".wm-pick [role=status]", "Nothing else has these words")
        .await?;
    // What it touches is said before it goes, and one undo brings all of it back.
    write(visit, "Aims and work", "priorities").await?;
    let last = ".wm-editor__list li:last-child a";
    visit.click(last).await?;
    visit
        .wait_for_text(".wm-record[aria-current=true]", "Homes that people choose")
        .await?;
    visit.click_named("button", "Delete this priority").await?;
    visit
        .wait_for_text(".wm-banner--warn", "One record links to it")
        .await?;
    visit
        .wait_for_text(".wm-banner--warn", "Open two more homes")
        .await?;
    visit
        .click_named("button", "Delete the priority and the links")
        .await?;
    visit
        .wait_for_text(
            ".wm-toast",
            "Deleted “Homes that people choose” and a link to it",
        )
        .await?;
    write(visit, "Aims and work", "actions").await?;
    visit.click(last).await?;
    visit
        .wait_for_text(".wm-record[aria-current=true]", "Open two more homes")
        .await?;
    assert_eq!(visit.count(".wm-chosen li").await?, 0);
    visit.click_named("button", "Undo").await?;
    visit
        .wait_for_text(".wm-chosen", "Homes that people choose")
        .await?;
    saved(visit).await?;
    visit.console_is_clean().await
}

async fn goes_back_to_a_version_with_a_name(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", "Plan for 2026/27").await?;
    saved(visit).await?;
    visit.click_named("link", "Versions").await?;
    visit.wait_for_text("h1", "Versions of this draft").await?;
    visit
        .fill(
            "textbox",
            "Keep the draft as it is now, under a name",
            "Sent to the director",
        )
        .await?;
    visit.click_named("button", "Keep this version").await?;
    visit
        .wait_for_text(".wm-versions h2", "Sent to the director")
        .await?;
    visit
        .wait_for_text("main", "one of them has a name")
        .await?;
    visit.click_named("link", "Write").await?;
    visit
        .fill("textbox", "Title", "A title nobody wanted")
        .await?;
    saved(visit).await?;
    visit.click_named("link", "Versions").await?;
    visit
        .wait_for_text(".wm-versions h2", "Sent to the director")
        .await?;
    // The newest is beside the one before it; beside the draft as it is now it says what came since.
    visit.click(".wm-versions li:first-child summary").await?;
    visit
        .choose("Compared with", "The draft as it is now")
        .await?;
    visit
        .wait_for_text(
            ".wm-versions",
            "Title changed from “Plan for 2026/27” to “A title nobody wanted”",
        )
        .await?;
    visit.click_named("button", "Go back to it").await?;
    visit
        .wait_for_text(".wm-head__plan", "Plan for 2026/27")
        .await?;
    visit
        .wait_for_text(".wm-toast", "Went back to “Sent to the director”")
        .await?;
    saved(visit).await?;
    visit.reload().await?;
    visit
        .wait_for_text(".wm-head__plan", "Plan for 2026/27")
        .await?;
    visit
        .wait_for_text(".wm-versions h2", "Sent to the director")
        .await?;
    visit.console_is_clean().await
}

async fn two_tabs_never_write_at_once(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    let address = visit.address().await?;
    let first = visit.session().window().await?;
    let second = visit.session().new_tab().await?;
    visit.session().switch_to_window(second.clone()).await?;
    visit.session().goto(&address).await?;
    visit.ready().await?;
    visit
        .wait_for_text(".wm-banner", "being written in another tab")
        .await?;
    // What the first tab writes shows in the second.
    visit.session().switch_to_window(first.clone()).await?;
    visit
        .fill("textbox", "Title", "Written in the first")
        .await?;
    saved(visit).await?;
    visit.session().switch_to_window(second.clone()).await?;
    visit
        .wait_for_text(".wm-head__plan", "Written in the first")
        .await?;
    // Taking over moves the pen; the first tab then reads.
    visit.click_named("button", "Write here instead").await?;
    visit.wait_gone(".wm-banner--info").await?;
    visit
        .fill("textbox", "Title", "Written in the second")
        .await?;
    saved(visit).await?;
    visit.session().switch_to_window(first.clone()).await?;
    visit
        .wait_for_text(".wm-banner", "being written in another tab")
        .await?;
    visit
        .wait_for_text(".wm-head__plan", "Written in the second")
        .await?;
    // Shown again after the writer has gone, the reader is the writer.
    visit.session().switch_to_window(second).await?;
    visit.session().close_window().await?;
    visit.session().switch_to_window(first).await?;
    let shown = "document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))";
    visit.eval(shown, json!([])).await?;
    visit.wait_gone(".wm-banner--info").await?;
    visit
        .fill("textbox", "Title", "Written in the first again")
        .await?;
    saved(visit).await
}

async fn opens_files_and_refuses_what_is_no_plan(visit: &mut Visit) -> Outcome {
    let folder = std::env::temp_dir().join(format!("waymark-files-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let plans = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/plans");
    for (name, bytes, words) in [
        (
            "letter.json",
            &b"Dear colleague"[..],
            "This is not a plan file, or it is damaged",
        ),
        (
            "other.json",
            b"{\"format\":\"something\"}",
            "This file is not a Waymark plan",
        ),
        (
            "newer.json",
            b"{\"format\":\"waymark-plan\",\"version\":9,\"plan\":{}}",
            "saved by a newer Waymark",
        ),
        ("deep.json", "[".repeat(40).as_bytes(), "nested deeper"),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, bytes)?;
        visit.read("?view=open").await?;
        visit
            .type_into("#file", &path.display().to_string())
            .await?;
        visit.wait_for_text("[role=alert]", words).await?;
        visit
            .wait_for_text("[role=alert]", "Nothing was changed")
            .await?;
    }
    visit.read("?view=drafts").await?;
    visit
        .wait_for_text("main", "There are no drafts on this device yet")
        .await?;
    // What this Waymark doesn't know is named before a draft is made without it.
    let path = folder.join("more.json");
    let more = r#"{"format":"waymark-plan","version":1,"plan":{"id":"more","title":"A plan with more",
        "measures":[{"id":"m1","title":"Counted","weight":3}]}}"#;
    std::fs::write(&path, more)?;
    visit.read("?view=open").await?;
    visit
        .type_into("#file", &path.display().to_string())
        .await?;
    visit
        .wait_for_text(".wm-banner--warn", "measures, number 1 (m1), weight")
        .await?;
    visit.click_named("button", "Open it without them").await?;
    visit.wait_for_text("h1", "A plan with more").await?;
    // A real one becomes a draft, and its file is the same bytes again.
    visit.read("?view=open").await?;
    let file = plans.join("warwickshire-2021-22.json");
    visit
        .type_into("#file", &file.display().to_string())
        .await?;
    visit
        .wait_for_text("h1", "Adult social care business plan 2021/22")
        .await?;
    let saved = save_as_file(visit).await?;
    // But for the versions that a draft's file names behind the plan.
    let plan = |text: &str| text.split(",\n  \"versions\"").next().map(str::to_owned);
    let shipped = std::fs::read_to_string(file)?;
    assert_ne!(plan(&saved).as_deref(), Some(saved.as_str()));
    assert_eq!(plan(&saved).as_deref(), shipped.strip_suffix("\n}\n"));
    std::fs::remove_dir_all(folder)?;
    Ok(())
}

/// What 'Save as a file' gives.
async fn save_as_file(visit: &mut Visit) -> Outcome<String> {
    visit.click_named("link", "Share").await?;
    let saved = visit.saved_by("Save as a file").await?;
    visit
        .wait_for_text("main", "Saved where this browser keeps its downloads")
        .await?;
    Ok(saved.text())
}

async fn makes_next_years_plan(visit: &mut Visit) -> Outcome {
    visit
        .read("?plan=cheshire-west-2011-14&view=next-year")
        .await?;
    visit.wait_for_text("h1", "Next year’s plan").await?;
    assert_eq!(
        value(visit, "Title").await?,
        "Adult social care and health business plan 2012–15"
    );
    visit
        .click_named("radio", "Move on by a year; what they were is remembered")
        .await?;
    visit
        .fill("textbox", "Why dates move", "The budget came late")
        .await?;
    let fate = "const [at, name] = arguments;
        const select = document.querySelectorAll('.wm-versions select')[at];
        select.value = name;
        select.dispatchEvent(new Event('change', { bubbles: true }));";
    visit.wait_for(".wm-versions select").await?;
    visit.eval(fate, json!([0, "complete"])).await?;
    visit.eval(fate, json!([1, "drop"])).await?;
    visit
        .wait_for_text("[role=status]", "1 completed action is now an achievement.")
        .await?;
    visit.click_named("button", "Make the draft").await?;
    visit
        .wait_for_text(
            ".wm-head__plan",
            "Adult social care and health business plan 2012–15",
        )
        .await?;
    visit.wait_for_text("h1", "Checks").await?;
    assert!(visit.address().await?.contains("view=checks"));
    visit.turn_to("Actions").await?;
    visit.wait_for_text("main", "24 actions").await?;
    // What was carried says what its dates were, and why they moved.
    visit.click(".wm-table tbody th a").await?;
    visit.wait_for_text("main", "The budget came late").await?;
    visit.console_is_clean().await
}

async fn merges_what_a_colleague_sends_back(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", "Plan for 2026/27").await?;
    saved(visit).await?;
    let sent = save_as_file(visit).await?;
    visit.click_named("link", "Versions").await?;
    visit
        .wait_for_text(".wm-versions h2", "Saved to a file on")
        .await?;
    // What comes back has another title, and another council; here the title was changed as well.
    let mut copy: Value = serde_json::from_str(&sent)?;
    copy["plan"]["title"] = json!("Plan of the colleague");
    copy["plan"]["directorate"] = json!("People and places");
    let path = scratch("merges")?.join("from-ann.json");
    std::fs::write(&path, serde_json::to_string(&copy)?)?;
    visit.click_named("link", "Write").await?;
    visit.fill("textbox", "Title", "Plan of ours").await?;
    saved(visit).await?;
    visit.click_named("link", "Merge a copy").await?;
    visit
        .type_into("#copy", &path.display().to_string())
        .await?;
    visit
        .wait_for_text(
            "main",
            "From-ann.json brings one change; one thing was changed by both of you, differently.",
        )
        .await?;
    visit
        .wait_for_text(
            "main",
            "Both began from this: The version “Saved to a file on",
        )
        .await?;
    visit
        .wait_for_text(".wm-merge", "Before: Plan for 2026/27")
        .await?;
    visit
        .wait_for_text("main", "One thing is still to be decided")
        .await?;
    visit.is_accessible(Rules::All).await?;
    visit
        .click_named("radio", "Theirs: Plan of the colleague")
        .await?;
    visit
        .wait_for_text("main", "Everything is decided.")
        .await?;
    visit.click_named("button", "Merge into my draft").await?;
    visit
        .wait_for_text(".wm-toast", "Merged 2 changes from from-ann.json")
        .await?;
    visit
        .wait_for_text(".wm-head h1", "Plan of the colleague")
        .await?;
    visit.click(".wm-toast button").await?;
    visit.wait_for_text(".wm-head h1", "Plan of ours").await?;
    // A file of another plan has no version in common, and none is made up.
    let other =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("public/plans/coventry-2014.json");
    visit.click_named("link", "Merge a copy").await?;
    visit
        .type_into("#copy", &other.display().to_string())
        .await?;
    visit
        .wait_for_text("main", "No version is known that both began from")
        .await?;
    // Then nobody can say by whom anything was changed.
    visit
        .wait_for_text(".wm-merge", "Different in the two")
        .await?;
    assert!(!visit.text("main").await?.contains("by both"));
    visit.console_is_clean().await
}
