//! Files that people already use: a workbook goes out, is changed in Excel and comes back as changes; any other workbook comes in
//! through its columns; calendars, packages and Word documents are made without a network; what is hostile opens nothing.

use std::{fs, path::PathBuf};

use rust_xlsxwriter::Workbook as Book;
use serde_json::json;
use waymark::formats::{
    archive::{Archive, Limits, write as zipped},
    package::read_package,
    stratml,
};

use crate::downloads::Saved;
use crate::journey::{Outcome, in_every_engine};
use crate::officer::start;
use crate::site::scratch;
use crate::visit::Visit;

in_every_engine!(
    changes_a_plan_in_excel,
    brings_in_any_workbook,
    saves_files_for_other_programs_offline,
);

/// A file in a folder of its own.
fn file(name: &str, bytes: &[u8]) -> Outcome<PathBuf> {
    let path = scratch("files")?.join(name);
    fs::write(&path, bytes)?;
    Ok(path)
}

/// A workbook as Excel would save it after these words were replaced in its cells.
fn edited(bytes: &[u8], from: &str, to: &str) -> Outcome<Vec<u8>> {
    let archive = Archive::read(bytes, &Limits::default()).map_err(|e| e.to_string())?;
    let parts: Vec<(String, Vec<u8>)> = archive
        .entries()
        .iter()
        .map(|entry| match entry.name.as_str() {
            "xl/sharedStrings.xml" => {
                let text = String::from_utf8_lossy(&entry.bytes);
                assert_eq!(text.matches(from).count(), 1, "{from} stands in one cell");
                (entry.name.clone(), text.replace(from, to).into_bytes())
            }
            _ => (entry.name.clone(), entry.bytes.clone()),
        })
        .collect();
    let parts = parts.iter().map(|(name, bytes)| (&**name, &**bytes));
    zipped(parts).map_err(|e| e.to_string().into())
}

async fn changes_a_plan_in_excel(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.click_named("link", "Share").await?;
    visit.wait_for_text("h1", "Share this plan").await?;
    let saved = visit.saved_by("Save as Excel workbook").await?;
    assert!(saved.name.ends_with(".xlsx"), "{}", saved.name);
    assert!(saved.kind.contains("spreadsheetml"), "{}", saved.kind);
    // Changed in Excel, while the draft went on here.
    let before = "The number of people using the service with control over their daily life, taken from Adult Social Care Survey.";
    let bytes = edited(
        &saved.bytes,
        before,
        "People with control over their daily life",
    )?;
    let path = file("changed.xlsx", &bytes)?;
    let merge = visit.address().await?.replace("view=share", "view=merge");
    visit.read(&merge[merge.find('?').unwrap_or(0)..]).await?;
    visit
        .wait_for_text("h1", "Merge a colleague’s copy")
        .await?;
    visit
        .type_into("#copy", &path.display().to_string())
        .await?;
    visit
        .wait_for_text(
            "main",
            "Changed.xlsx brings one change; nothing was changed by both of you.",
        )
        .await?;
    visit.wait_for_text("main", "Both began from this").await?;
    visit.click_named("button", "Merge into my draft").await?;
    visit.turn_to("Measures").await?;
    visit
        .wait_for_text("main", "People with control over their daily life")
        .await?;
    // A workbook that would run something opens nothing.
    let macros = zipped([
        ("[Content_Types].xml", &b"<Types/>"[..]),
        ("xl/workbook.xml", b"<workbook/>"),
        ("xl/vbaProject.bin", b"\0"),
    ])
    .map_err(|e| e.to_string())?;
    let path = file("macros.xlsx", &macros)?;
    visit.read("?view=open").await?;
    visit
        .type_into("#file", &path.display().to_string())
        .await?;
    visit
        .wait_for_text("[role=alert]", "This file has macros")
        .await?;
    visit
        .wait_for_text("[role=alert]", "Nothing was changed.")
        .await?;
    visit.console_is_clean().await?;
    visit.nothing_left_the_origin().await
}

/// A workbook that somebody made by hand, with a sheet beside the one that matters.
fn by_hand() -> Outcome<Vec<u8>> {
    let mut book = Book::new();
    let page = book.add_worksheet();
    page.set_name("Cover")?;
    page.write_string(0, 0, "Our plan for carers")?;
    let page = book.add_worksheet();
    page.set_name("Actions 2027")?;
    let rows = [
        ["Ref", "Action", "By when"],
        ["9.1", "Open the hub", "31/8/2027"],
        ["9.2", "Train carers", "when ready"],
    ];
    for (row, cells) in rows.iter().enumerate() {
        for (at, cell) in cells.iter().enumerate() {
            page.write_string(row as u32, at as u16, *cell)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

async fn brings_in_any_workbook(visit: &mut Visit) -> Outcome {
    let path = file("Carers.xlsx", &by_hand()?)?;
    visit.read("?view=open").await?;
    visit
        .type_into("#file", &path.display().to_string())
        .await?;
    visit
        .wait_for_text("main", "“Carers.xlsx” holds 2 tables, not a plan.")
        .await?;
    visit.click_named("button", "Start a draft from it").await?;
    visit.wait_for_text("h1", "Paste a table").await?;
    visit.wait_for_text(".wm-head__plan", "Carers").await?;
    visit
        .choose("Which sheet of the workbook", "Actions 2027")
        .await?;
    visit
        .wait_for_text("[role=status]", "2 actions will be added")
        .await?;
    // What can't be read as a date is told in its row before anything is added.
    visit.wait_for_text("main", "when ready").await?;
    visit.click_named("button", "Add 2 actions").await?;
    visit
        .wait_for_text(".wm-record[aria-current=true]", "Open the hub")
        .await?;
    visit.console_is_clean().await
}

async fn saves_files_for_other_programs_offline(visit: &mut Visit) -> Outcome {
    visit.read("?plan=cheshire-west-2011-14").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.click_named("link", "Share").await?;
    visit.wait_for_text("h1", "Share this plan").await?;

    visit
        .choose(
            "Under what terms others may use it",
            "Open Government Licence v3.0",
        )
        .await?;
    let package = visit.saved_by("Save as data package").await?;
    let read = read_package(&package.bytes).map_err(|e| e.to_string())?;
    assert!(read.carried.is_some() && read.unread.is_empty());

    let everybody = visit.saved_by("Save as calendar").await?;
    assert_eq!(everybody.kind, "text/calendar");
    let events = |saved: &Saved| {
        String::from_utf8_lossy(&saved.bytes)
            .matches("BEGIN:VEVENT")
            .count()
    };
    assert!(events(&everybody) > 70, "{}", events(&everybody));
    visit.click_named("button", "Add other plans").await?;
    visit.wait_for("#calendar-0").await?;
    let all = "document.querySelectorAll('input[id^=calendar-]').forEach((box) => box.click())";
    visit.eval(all, json!([])).await?;
    let several = visit.saved_by("Save as calendar").await?;
    assert!(
        events(&several) > events(&everybody),
        "{}",
        events(&several)
    );

    let stratml = visit.saved_by("Save as StratML").await?;
    let read = stratml::read(&stratml.bytes).map_err(|e| e.to_string())?;
    assert!(read.plan.front.title.contains("business plan"));
    // What has no place in it is listed.
    visit
        .wait_for_text("main", "not in the file as it stands in the plan")
        .await?;

    visit.click_named("link", "Choose its sections").await?;
    visit.wait_for_text("h1", "Committee paper").await?;
    visit.wait_for(".wm-paper .wm-figure").await?;
    let word = visit.saved_by("Save as Word document").await?;
    assert!(word.name.contains("committee-paper") && word.name.ends_with(".docx"));
    let archive = Archive::read(&word.bytes, &Limits::default()).map_err(|e| e.to_string())?;
    let text =
        String::from_utf8_lossy(archive.get("word/document.xml").unwrap_or_default()).into_owned();
    assert!(text.contains("<w:tbl>") && text.contains("What stands out"));
    let pictures = archive
        .entries()
        .iter()
        .filter(|entry| entry.name.ends_with(".png"));
    assert!(pictures.count() >= 3, "its charts are in it");
    let told = text.matches("<wp:docPr").count();
    assert!(told >= 3 && text.matches("descr=\"").count() >= told && !text.contains("descr=\"\""));
    visit.console_is_clean().await
}
