//! Whatever is written into a shipped plan, a workbook and a data package of it bring it back; and a row that is deleted is gone,
//! and nothing else is. `make soak` tries many more cases (PROPTEST_CASES).

mod shelf;

use std::sync::LazyLock;

use proptest::{prelude::*, sample::Index};
use serde_json::Value;
use waymark::{
    formats::{
        Along,
        foreign::{Opened, Wanted, open, save},
        sheets::{Came, Style, back},
        workbook::{ABOUT, read_workbook},
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
