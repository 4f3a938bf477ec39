//! A plan taken along: a committee paper of chosen sections, a table and a chart saved and copied, the glossary and
//! the abbreviations, and panels that are open again after a reload.

use std::fs;
use std::process::Command;

use serde_json::{Value, json};
use thirtyfour::common::print::PrintParameters;

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::site::scratch;
use crate::visit::Visit;

in_every_engine!(
    puts_chosen_sections_on_paper,
    looks_up_abbreviations_by_keyboard,
    takes_a_chart_and_its_table_along,
    finds_open_panels_again
);
// WebKit's driver prints nothing.
in_engine!(
    chromium_prints,
    Chromium,
    names_plan_page_and_date_on_every_sheet
);
in_engine!(
    firefox_prints,
    Firefox,
    names_plan_page_and_date_on_every_sheet
);

const PLAN: &str = "?plan=cheshire-west-2011-14";

async fn puts_chosen_sections_on_paper(visit: &mut Visit) -> Outcome {
    visit.resize(1180, 900).await?;
    visit.read(PLAN).await?;
    visit.click_named("link", "Print").await?;
    visit.wait_for_text("h1", "Committee paper").await?;
    for heading in ["What stands out", "Aims", "Measures", "Risks", "Money"] {
        visit.wait_for_text(".wm-paper h2", heading).await?;
    }
    // The sentence, the chart and the table of a page, without its filters.
    visit
        .wait_for_text(".wm-paper p", "Of 36 measures, 9 meet their targets")
        .await?;
    visit
        .wait_for(".wm-paper .wm-figure__chart svg path")
        .await?;
    visit
        .wait_for_text(".wm-paper table caption", "Measures in full")
        .await?;
    assert_eq!(visit.count(".wm-paper .wm-filters").await?, 0);
    assert_eq!(visit.count("h1").await?, 1);
    // By mouse and by keyboard: the choice is in the address, and the order is the plan's.
    visit.click_named("button", "Choose none").await?;
    visit.wait_gone(".wm-paper__section").await?;
    visit.click("label[for=section-glossary]").await?;
    visit.wait_for_text(".wm-paper h2", "Glossary").await?;
    let focus = "document.querySelector('#section-risks').focus()";
    visit.eval(focus, json!([])).await?;
    visit.type_into("#section-risks", " ").await?;
    visit.wait_for_text(".wm-paper h2", "Risks").await?;
    let address = visit.address().await?;
    assert!(address.contains("sections=risks.glossary"), "{address}");
    visit.reload().await?;
    visit.wait_for_text(".wm-paper h2", "Glossary").await?;
    let headings =
        "return [...document.querySelectorAll('.wm-paper h2')].map((h) => h.textContent)";
    assert_eq!(
        visit.eval(headings, json!([])).await?,
        json!(["Risks", "Glossary"])
    );
    visit.console_is_clean().await
}

/// The words of each sheet of the page that is open, as it is printed.
async fn sheets(visit: &Visit, name: &str) -> Outcome<Vec<String>> {
    let pdf = visit
        .session()
        .print_page(PrintParameters::default())
        .await?;
    let path = scratch("printed")?.join(format!("{}-{name}.pdf", visit.engine));
    fs::write(&path, pdf)?;
    let said = Command::new("pdftotext").arg(&path).arg("-").output()?;
    assert!(said.status.success(), "pdftotext can’t read it");
    let text = String::from_utf8(said.stdout)?;
    let words = |sheet: &str| sheet.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(text
        .trim_end_matches('\u{c}')
        .split('\u{c}')
        .map(words)
        .collect())
}

async fn names_plan_page_and_date_on_every_sheet(visit: &mut Visit) -> Outcome {
    let plan = "Adult social care and health business plan 2011–14";
    for (view, page) in [
        ("overview", ""),
        ("measures", ": Measures"),
        ("timeline", ": Timeline"),
        ("paper", ": Committee paper"),
    ] {
        visit
            .read_whole(&format!("{PLAN}&view={view}&as-at=2012-08-31"))
            .await?;
        let sheets = sheets(visit, view).await?;
        assert!(sheets.len() > 1, "{view} takes several sheets");
        let head = format!("{plan}{page}, as at 31 August 2012");
        for (at, sheet) in sheets.iter().enumerate() {
            assert!(
                sheet.starts_with(&head),
                "sheet {} of {view}: {sheet:.300}",
                at + 1
            );
        }
    }
    Ok(())
}

async fn looks_up_abbreviations_by_keyboard(visit: &mut Visit) -> Outcome {
    visit.read(&format!("{PLAN}&view=contents")).await?;
    visit.click_named("link", "Abbreviations").await?;
    visit.wait_for_text("h1", "Glossary").await?;
    visit
        .wait_for_text("main", "31 abbreviations, 4 of which it never spells out")
        .await?;
    visit
        .fill("searchbox", "Find in terms", "resource all")
        .await?;
    visit.wait_for_text("[role=status]", "1 of 34").await?;
    visit.click_named("link", "RAS").await?;
    visit.wait_for_text("h1", "RAS").await?;
    visit
        .wait_for_text("main", "Resource Allocation System")
        .await?;
    visit.click_named("link", "Glossary").await?;
    visit.wait_for_text("h1", "Glossary").await?;
    // In a text: a button that says what it stands for, and takes it back.
    visit.read(&format!("{PLAN}&view=measures")).await?;
    let button = visit.named("button", "TBC").await?;
    button.send_keys("\u{e007}").await?;
    visit
        .wait_for_text(".wm-abbr__long", "(to be confirmed)")
        .await?;
    visit
        .wait_for_text("#abbreviation-said", "TBC: to be confirmed")
        .await?;
    visit.wait_for(".wm-abbr[aria-expanded=true]").await?;
    button.send_keys("\u{e00c}").await?;
    visit.wait_gone(".wm-abbr[aria-expanded=true]").await?;
    visit.click_named("button", "TBC").await?;
    visit
        .wait_for_text(".wm-abbr__long", "(to be confirmed)")
        .await?;
    assert_eq!(
        visit.count("a .wm-abbr, h1 .wm-abbr, h2 .wm-abbr").await?,
        0
    );
    visit.console_is_clean().await
}

/// Lends the page a clipboard that can be read.
const CLIPBOARD: &str = "window.copied = [];
    window.ClipboardItem = class { constructor(parts) { this.parts = parts; } };
    Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { write: async ([item]) => {
        if (window.refusing) throw new DOMException('no', 'NotAllowedError');
        for (const part of Object.values(item.parts)) window.copied.push(await (await part).text());
    } } });";

async fn takes_a_chart_and_its_table_along(visit: &mut Visit) -> Outcome {
    visit
        .read(&format!("{PLAN}&view=measures&q=admissions"))
        .await?;
    visit.wait_for(".wm-carried button").await?;
    visit.wait_for_text("[role=status]", "1 of 36").await?;
    // The table: the rows that are left, and nothing else.
    visit.click(".wm-carried .wm-carry__button").await?;
    let file = visit.saved_by("Save as CSV").await?;
    visit.wait_for_text(".wm-carry__said", "Saved").await?;
    assert_eq!(file.kind, "text/csv");
    assert!(file.bytes.starts_with(&[0xef, 0xbb, 0xbf]));
    let text = file.text();
    let text = text.trim_start_matches('\u{feff}');
    let lines: Vec<&str> = text.trim_end().split("\r\n").collect();
    assert_eq!(lines.len(), 2, "{text}");
    assert!(lines[0].starts_with("Measure,Figure,Target"), "{text}");
    assert!(lines[1].contains("Permanent admissions"), "{text}");
    visit.click(".wm-carried .wm-carry__button").await?;
    visit.wait_gone(".wm-carried .wm-carry").await?;

    // A chart as a picture that stands alone.
    visit.read(&format!("{PLAN}&view=risks")).await?;
    visit.wait_for(".wm-figure__chart svg path").await?;
    visit.eval(CLIPBOARD, json!([])).await?;
    visit.click(".wm-figure .wm-carry__button").await?;
    let svg = visit.saved_by("Save as SVG").await?.text();
    visit.wait_for_text(".wm-carry__said", "Saved").await?;
    let whole = "const read = new DOMParser().parseFromString(arguments[0], 'application/xml');
        return !read.querySelector('parsererror') && read.querySelectorAll('svg svg path').length > 5";
    // A parser of its own policy would block styles that a file may have.
    let plain = svg
        .replace("<style", "<metadata")
        .replace("</style", "</metadata")
        .replace(" style=", " data-style=");
    assert_eq!(
        visit.eval(whole, json!([plain])).await?,
        json!(true),
        "{svg}"
    );
    assert!(svg.contains("risks score above their target"), "{svg}");
    let png = visit.saved_by("Save as PNG").await?;
    assert_eq!(png.kind, "image/png");
    assert!(png.bytes.starts_with(b"\x89PNG"));
    // Formatted text with the heading, the picture and the table; plain text beside it.
    visit
        .click_named("button", "Copy as formatted text")
        .await?;
    visit.wait_for_text(".wm-carry__said", "Copied").await?;
    let copied = visit.eval("return window.copied", json!([])).await?;
    let texts = [&copied[0], &copied[1]].map(|text| text.as_str().unwrap_or_default());
    let [html, plain] = texts;
    assert!(html.contains("<h2>10 of 11 risks"), "{plain}");
    assert!(
        html.contains("<img src=\"data:image/png;base64,"),
        "{plain}"
    );
    assert!(
        html.contains("<th align=\"left\" scope=\"col\">"),
        "{plain}"
    );
    assert!(
        plain.contains("10 of 11 risks") && plain.contains('\t'),
        "{plain}"
    );
    // Where the browser refuses, it says so and offers a file.
    visit.eval("window.refusing = true", json!([])).await?;
    visit
        .click_named("button", "Copy as formatted text")
        .await?;
    visit
        .wait_for_text(".wm-carry__said", "doesn’t let us copy")
        .await?;
    let page = visit
        .saved_by("Save as a file for a word processor")
        .await?;
    assert!(page.name.ends_with(".html"), "{}", page.name);
    assert!(page.text().contains("<h2>10 of 11 risks"));
    visit.console_is_clean().await
}

async fn finds_open_panels_again(visit: &mut Visit) -> Outcome {
    visit.read(&format!("{PLAN}&view=risks")).await?;
    visit.click_named("button", "Show as table").await?;
    visit.wait_for(".wm-figure table").await?;
    assert!(visit.address().await?.contains("open="));
    visit.reload().await?;
    visit.wait_for(".wm-figure table").await?;
    // An item closes nothing on the page before it.
    visit.click(".wm-figure table a").await?;
    visit
        .wait_for("nav[aria-label='Golden thread'], .wm-eyebrow")
        .await?;
    assert!(!visit.address().await?.contains("open="));
    visit.eval("history.back()", json!([])).await?;
    visit.wait_for(".wm-figure table").await?;
    visit.click_named("button", "Hide the table").await?;
    visit.wait_gone(".wm-figure table").await?;
    assert!(!visit.address().await?.contains("open="));
    // What is folded in a list, by keyboard.
    visit.read(&format!("{PLAN}&view=contents")).await?;
    let summary = visit.wait_for("details summary").await?;
    summary.send_keys("\u{e007}").await?;
    visit.wait_for("details[open]").await?;
    visit
        .until_true(
            "the address",
            "return location.search.includes('open=')",
            json!([]),
        )
        .await?;
    visit.reload().await?;
    visit.wait_for("details[open]").await?;
    assert_eq!(visit.count("details[open]").await?, 1);
    // Filters on a phone.
    visit.resize(390, 844).await?;
    visit.read(&format!("{PLAN}&view=measures")).await?;
    visit.click_named("button", "Filter and sort").await?;
    visit.wait_for(".wm-fold.is-open").await?;
    visit.reload().await?;
    visit.wait_for(".wm-fold.is-open").await?;
    let none: Value = visit
        .eval(
            "return document.querySelectorAll('[data-for-print]').length",
            json!([]),
        )
        .await?;
    assert_eq!(none, json!(0));
    visit.console_is_clean().await
}
