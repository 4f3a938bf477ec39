//! Any words in a plan, through a workbook or a data package and back: they are as they were, or it is told what wasn't held.
//! Rows may be shuffled, columns moved, and columns added that are nobody's.

use proptest::prelude::*;
use waymark::{
    formats::{
        Along, Caps,
        package::{package, read_package},
        read_plan,
        sheets::{Came, Cell, Style, back},
        workbook::{ABOUT, read_workbook, workbook},
    },
    plan::{Day, Plan},
};

fn today() -> Day {
    Day::new(2026, 11, 29).unwrap()
}

/// Words that spreadsheets, XML or CSV may do something to.
fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[=+@'\t\r-][ -~\n]{0,12}",
        3 => "[\u{0}-\u{24f}\u{200b}-\u{202e}\u{2066}\u{feff}\u{1f600}\n\r\t ]{0,20}",
        2 => "_x[0-9A-F]{4}_[a-z&<>\"]{0,5}",
        1 => "[0-9]{1,3}([./-][0-9]{1,4}){0,2}",
        1 => (32_700..40_000usize).prop_map(|long| "long ".repeat(long / 5)),
        2 => any::<String>(),
    ]
}

/// A small plan in which these words stand everywhere.
fn plan(words: &[String]) -> Plan {
    let word = |at: usize| {
        words
            .get(at % words.len().max(1))
            .cloned()
            .unwrap_or_default()
    };
    let json = serde_json::json!({ "format": "waymark-plan", "version": 1, "plan": {
        "id": "any", "title": "A plan", "organisation": "Anytown", "period": "2026/27",
        "priorities": [{ "id": "p1", "text": word(0), "note": word(1) }, { "id": "p2", "text": word(2) }],
        "measures": [{ "id": "m1", "name": word(3), "unit": word(4), "serves": ["p1", "p2"],
            "points": [{ "period": "2025/26", "value": "8.00" }, { "period": "2026/27", "value": { "words": word(5) } }] }],
        "actions": [
            { "id": "a1", "text": word(6), "reference": word(7), "serves": ["p2", "p1"],
              "start": { "words": word(8) }, "end": "2027-03-31",
              "milestones": [{ "id": "a1-m1", "text": word(9) }, { "id": "a1-m2", "text": word(10), "due": "2026-09" }],
              "cells": [{ "label": word(11), "value": word(12) }, { "label": "Office", "value": word(13) }] },
            { "id": "a2", "text": word(14), "note": word(15) }],
    }});
    read_plan(json.to_string().as_bytes(), Caps::FILE).expect("it is a plan")
}

fn through_workbook(plan: &Plan) -> (Vec<Came>, usize) {
    let (bytes, lost) = workbook(plan, &Along::default(), today()).unwrap();
    let read = read_workbook(&bytes).unwrap();
    assert_eq!(read.unread, []);
    assert!(read.carried.is_some_and(|file| file.plan == *plan));
    let mut sheets = read.sheets;
    sheets.retain(|sheet| sheet.name != ABOUT);
    (sheets, lost.len())
}

/// Moves the rows below the headings, and the columns, and adds a column of somebody's own.
fn muddled(sheet: &mut Came, by: usize) {
    let wide = sheet.rows.iter().map(Vec::len).max().unwrap_or(0);
    for row in &mut sheet.rows {
        row.resize(wide, Cell::Empty);
        row.rotate_left(by % wide.max(1));
        row.push(Cell::text("My own"));
    }
    if let Some((_, rows)) = sheet.rows.split_first_mut()
        && !rows.is_empty()
    {
        let by = by % rows.len();
        rows.rotate_left(by);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_words_come_back_from_a_workbook(some in prop::collection::vec(words(), 1..16), by in 0..9usize) {
        let plan = plan(&some);
        let (mut sheets, _) = through_workbook(&plan);
        let said = back(&sheets, &plan, Style::Titles).unwrap();
        prop_assert_eq!(&said.plan, &plan);
        prop_assert_eq!(said.unread, []);
        for sheet in &mut sheets {
            muddled(sheet, by);
        }
        let muddled = back(&sheets, &plan, Style::Titles).unwrap();
        prop_assert_eq!(&muddled.plan, &plan);
        // Each sheet's own column is told, and nothing else.
        prop_assert!(muddled.unread.iter().all(|one| one.place.column == "My own"), "{:?}", muddled.unread);
        prop_assert_eq!(muddled.unread.len(), sheets.len());
    }

    #[test]
    fn any_words_come_back_from_a_package(some in prop::collection::vec(words(), 1..16)) {
        let plan = plan(&some);
        let bytes = package(&plan, &Along::default(), None, today()).unwrap();
        let read = read_package(&bytes).unwrap();
        prop_assert_eq!(read.unread, []);
        let said = back(&read.sheets, &plan, Style::Ids).unwrap();
        prop_assert_eq!(&said.plan, &plan);
        prop_assert_eq!(said.unread, []);
    }
}

#[test]
fn what_is_longer_than_a_cell_is_told_and_comes_back_whole() {
    let plan = plan(&["long ".repeat(8_000)]);
    let (sheets, lost) = through_workbook(&plan);
    assert!(lost > 0);
    let said = back(&sheets, &plan, Style::Titles).unwrap();
    assert_eq!(said.unread, []);
    assert!(said.plan == plan);
}
