//! Whatever is written into a plan, a workbook and a data package of it bring it back, or it is told what they don't hold:
//! into a shipped one anywhere, into a small one everywhere. Rows may be moved, and columns, and some added that are
//! nobody's; a row that is deleted is gone, and nothing else is. `make soak` tries many more cases (PROPTEST_CASES).

mod shelf;

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use serde_json::Value;
use waymark::{
    formats::{
        Along, Caps,
        foreign::{Opened, Wanted, open, save},
        package::{package, read_package},
        read_plan,
        sheets::{Came, Cell, Style, back},
        workbook::{ABOUT, read_workbook, workbook},
        write_plan,
    },
    plan::{Day, Plan},
};

static PLANS: LazyLock<Vec<Plan>> =
    LazyLock::new(|| shelf::plans().into_iter().map(|(_, plan)| plan).collect());

/// Each case makes and reads a workbook of a whole plan: fewer than elsewhere.
fn few() -> ProptestConfig {
    let cases = ProptestConfig::default().cases / 16;
    ProptestConfig::with_cases(cases.max(4))
}

/// Words that a cell, a formula, XML or CSV could take for something else.
fn hostile() -> impl Strategy<Value = String> {
    let tricks = prop::sample::select(vec![
        "=1+1".to_owned(),
        "+44 1234".to_owned(),
        "-5%".to_owned(),
        "@SUM(A1)".to_owned(),
        "\tbehind a tab".to_owned(),
        "'=quoted".to_owned(),
        "''twice".to_owned(),
        "two\nlines".to_owned(),
        "\"said\", and more; then".to_owned(),
        "_x0041_ and _x000D_".to_owned(),
        "<b>&amp;</b> ]]>".to_owned(),
        "00123".to_owned(),
        "1e5".to_owned(),
        "31/8/2027".to_owned(),
        "TRUE".to_owned(),
        "Name [a-id]".to_owned(),
        " spaces around ".to_owned(),
        "é and 𝒳 and \u{a0}".to_owned(),
        "long ".repeat(8_000),
    ]);
    prop_oneof![3 => tricks, 1 => ".{0,40}"]
}

/// The places of all strings in a value, but of what names a record and of what leads to one.
fn strings(value: &Value, at: &str, places: &mut Vec<String>) {
    match value {
        Value::String(_) => places.push(at.to_owned()),
        Value::Array(items) => {
            for (n, item) in items.iter().enumerate() {
                strings(item, &format!("{at}/{n}"), places);
            }
        }
        Value::Object(fields) => {
            for (name, field) in fields {
                if !matches!(name.as_str(), "id" | "to") {
                    strings(field, &format!("{at}/{name}"), places);
                }
            }
        }
        _ => {}
    }
}

/// A shipped plan with some of its words replaced, wherever the plan then still is one.
fn changed(plan: &Plan, changes: Vec<(Index, String)>) -> Plan {
    let mut value: Value = serde_json::from_str(&write_plan(plan)).unwrap();
    let mut value = value["plan"].take();
    let mut places = Vec::new();
    strings(&value, "", &mut places);
    let mut plan = plan.clone();
    for (index, words) in changes {
        let place = index.get(&places);
        let mut next = value.clone();
        *next.pointer_mut(place).unwrap() = Value::String(words);
        if let Ok(read) = Plan::from_json(next.clone()) {
            (plan, value) = (read, next);
        }
    }
    plan
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let changes = prop::collection::vec((any::<Index>(), hostile()), 1..8);
    (0..PLANS.len(), changes).prop_map(|(which, changes)| changed(&PLANS[which], changes))
}

fn day() -> Day {
    Day::new(2026, 11, 29).unwrap()
}

/// The sheets of a workbook of a plan.
fn came(plan: &Plan) -> Vec<Came> {
    let saved = save(&Wanted::Workbook, &[plan], &Along::default(), day()).unwrap();
    let sheets = read_workbook(&saved.bytes).unwrap().sheets;
    sheets
        .into_iter()
        .filter(|sheet| sheet.name != ABOUT)
        .collect()
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn any_plan_comes_back(plan in any_plan()) {
        for wanted in [Wanted::Workbook, Wanted::Package(None)] {
            let saved = save(&wanted, &[&plan], &Along::default(), day()).unwrap();
            let Ok(Opened::Plan(copied)) = open(&saved.bytes) else {
                panic!("{wanted:?} is a plan");
            };
            // What doesn't fit into a cell is told where it is written, and stays as it was where it is read.
            prop_assert!(copied.file.plan == plan, "{wanted:?}");
            prop_assert_eq!(copied.unread, []);
        }
    }

    #[test]
    fn a_row_that_is_deleted_is_gone_and_nothing_else_is(which in 0..PLANS.len(), row in any::<Index>()) {
        let plan = &PLANS[which];
        let mut sheets = came(plan);
        let sheet = sheets.iter_mut().find(|sheet| sheet.name == "Abbreviations");
        let Some(sheet) = sheet.filter(|sheet| sheet.rows.len() > 1) else { return Ok(()); };
        let gone = 1 + row.index(sheet.rows.len() - 1);
        sheet.rows.remove(gone);
        let said = back(&sheets, plan, Style::Titles).unwrap();
        prop_assert_eq!(said.plan.abbreviations.len() + 1, plan.abbreviations.len());
        prop_assert_eq!(said.plan.count() + 1, plan.count());
    }
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
fn small(words: &[String]) -> Plan {
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
    let (bytes, lost) = workbook(plan, &Along::default(), day()).unwrap();
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
    #![proptest_config(few())]

    #[test]
    fn any_words_come_back_from_a_workbook(some in prop::collection::vec(words(), 1..16), by in 0..9usize) {
        let plan = small(&some);
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
        let plan = small(&some);
        let bytes = package(&plan, &Along::default(), None, day()).unwrap();
        let read = read_package(&bytes).unwrap();
        prop_assert_eq!(read.unread, []);
        let said = back(&read.sheets, &plan, Style::Ids).unwrap();
        prop_assert_eq!(&said.plan, &plan);
        prop_assert_eq!(said.unread, []);
    }
}

#[test]
fn what_is_longer_than_a_cell_is_told_and_comes_back_whole() {
    let plan = small(&["long ".repeat(8_000)]);
    let (sheets, lost) = through_workbook(&plan);
    assert!(lost > 0);
    let said = back(&sheets, &plan, Style::Titles).unwrap();
    assert_eq!(said.unread, []);
    assert!(said.plan == plan);
}
