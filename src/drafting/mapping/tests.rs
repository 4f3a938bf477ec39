//! Tables as councils write them, and what becomes of them.

use serde_json::{Value, json};

use super::*;
use crate::{
    drafting::{Command, apply_all},
    plan::{AnyRecord, Plan},
};

fn plan() -> Plan {
    Plan::from_json(json!({
        "id": "p", "title": "P", "period": "2026/27",
        "priorities": [{ "id": "p1", "reference": "P1", "text": "Keep well" }],
        "measures": [{ "id": "m1", "code": "1A", "name": "Quality of life" }],
        "actions": [
            { "id": "a1", "reference": "3.1", "text": "Open the centre", "milestones": [{ "id": "a1-m1", "text": "Site found" }] },
            { "id": "a2", "reference": "3.2", "text": "Close the other" },
        ],
        "money": [{ "id": "l1", "label": "Homecare", "amounts": [{ "value": { "pounds": 1_200_000, "unit": "£000" } }] }],
        "posts": [{ "id": "h", "title": "Head of Care" }, { "id": "d", "title": "Director" }],
    }))
    .unwrap()
}

fn rows(text: &str) -> Vec<Vec<String>> {
    let row = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    text.lines()
        .map(str::trim)
        .filter(|l| !l.is_empty())
        .map(row)
        .collect()
}

fn keys(mapping: &Mapping) -> Vec<&'static str> {
    let key = |column: &Column| match column.takes {
        Takes::Nothing => "-",
        Takes::Words => "words",
        Takes::Field(field) => field.key,
    };
    mapping.columns.iter().map(key).collect()
}

fn command(read: &TableReading) -> Command {
    let mut n = 0;
    let mut id = || {
        n += 1;
        Id::slug(&format!("new-{n}"))
    };
    read.command(&mut id).unwrap()
}

/// The records of the kind after the command, as JSON.
fn after(plan: &Plan, read: &TableReading) -> Vec<Value> {
    let mut next = plan.clone();
    apply_all(&mut next, &command(read).changes).unwrap();
    let list = next.collection(read.made.kind());
    let records = (0..list.len()).filter_map(|at| list.record(at));
    records
        .map(|record| (&*record as &dyn AnyRecord).json())
        .collect()
}

fn remarks(read: &TableReading, number: usize) -> Vec<String> {
    read.rows[number - 1]
        .remarks
        .iter()
        .map(Remark::told)
        .collect()
}

#[test]
fn a_table_of_actions_becomes_actions() {
    let rows = rows(
        "Ref | Action | Lead officer | By when | RAG | Priority | Budget code
         4.1 | Train carers | Head of Care | 31/8/2026 | Complete | P1 | X12
         4.2 | Write to all | Jo Smith / Director | soon | Green | P9 |
         3.1 | Open the centre | Director | 2026 | | |",
    );
    let plan = plan();
    let mapping = guess(&plan, &rows, Made::Actions);
    assert_eq!(
        keys(&mapping),
        [
            "reference",
            "text",
            "responsible",
            "end",
            "progress",
            "serves",
            "words"
        ]
    );
    assert!(mapping.heading);
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(
        read.told(),
        "2 actions will be added; 1 row is left out; 4 cells are kept as words."
    );
    let made = after(&plan, &read);
    assert_eq!(made.len(), 4);
    assert_eq!(
        made[2],
        json!({
            "id": "new-1", "reference": "4.1", "text": "Train carers", "responsible": ["h"], "end": "2026-08-31",
            "progress": "done", "serves": ["p1"], "cells": [{ "label": "Budget code", "value": "X12" }],
        })
    );
    assert_eq!(
        made[3],
        json!({
            "id": "new-2", "reference": "4.2", "text": "Write to all", "responsible": ["d"], "end": { "words": "soon" },
            "cells": [
                { "label": "Lead officer", "value": "Jo Smith / Director" },
                { "label": "RAG", "value": "Green" },
                { "label": "Priority", "value": "P9" },
            ],
        })
    );
    assert_eq!(
        remarks(&read, 3)[0],
        "Lead officer: “Jo Smith / Director” is kept as words beside it, because no post, service area or organisation in \
         this plan is called “Jo Smith”."
    );
    assert_eq!(
        read.rows[3].told(Made::Actions),
        "Left out. Reference 3.1 is already in the plan."
    );
    assert_eq!(command(&read).name, "Added 2 actions from a table");
}

#[test]
fn what_is_not_kept_is_told() {
    let rows = rows("Action | Status\n Train carers | Green");
    let plan = plan();
    let mut mapping = guess(&plan, &rows, Made::Actions);
    mapping.keep_words = false;
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(
        read.told(),
        "1 action will be added; 1 cell could not be read and is not kept."
    );
    assert!(
        remarks(&read, 2)[0]
            .starts_with("Status: “Green” could not be read and is not kept, because")
    );
    assert_eq!(
        after(&plan, &read)[2],
        json!({ "id": "new-1", "text": "Train carers" })
    );
}

#[test]
fn rows_below_a_merged_cell_are_milestones_of_the_action_above() {
    let rows = rows(
        "Action | Milestones | By when
         Train carers | Plan agreed | May 2026
          | All trained | March 2027
          | | ",
    );
    let plan = plan();
    let mapping = guess(&plan, &rows, Made::Actions);
    assert_eq!(keys(&mapping), ["text", "milestone", "milestone-due"]);
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(read.rows[2].fate, Fate::Joins(2));
    assert_eq!(read.rows[3].fate, Fate::Empty);
    assert_eq!(
        after(&plan, &read)[2],
        json!({ "id": "new-1", "text": "Train carers", "milestones": [
            { "id": "new-2", "text": "Plan agreed", "due": "2026-05" },
            { "id": "new-3", "text": "All trained", "due": "2027-03" },
        ]})
    );
    let mut without = mapping;
    without.rows.insert(1, false);
    let read = read_rows(&plan, &rows, &without);
    assert_eq!(read.rows[1].fate, Fate::LeftOut(Why::ByHand));
    assert_eq!(read.rows[2].fate, Fate::LeftOut(Why::WithoutTheRow(2)));
    assert_eq!(read.count(), 0);
    assert_eq!(read.command(&mut Id::default), None);
}

#[test]
fn a_table_of_measures_has_a_figure_for_each_period() {
    let rows = rows(
        "Code | KPI | Polarity | Outturn 2023/24 | 2025/26 target % | Interim 2024/25 actual | RAG
         1A | Quality of life | High | 81.0 | 85 | 82 | G
         2B | Reablement | Up a bit | 81.0% | n/a | about 80 | On target",
    );
    let plan = plan();
    let mut mapping = guess(&plan, &rows, Made::Measures);
    assert_eq!(
        keys(&mapping),
        [
            "code", "name", "polarity", "actual", "target", "actual", "rating"
        ]
    );
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(
        read.rows[1].told(Made::Measures),
        "Left out. Code 1A is already in the plan."
    );
    let made = after(&plan, &read);
    assert_eq!(
        made[1],
        json!({
            "id": "new-1", "code": "2B", "name": "Reablement", "unit": "%",
            "points": [
                { "period": "2023/24", "kind": "actual", "value": "81.0" },
                { "period": "2025/26", "kind": "target", "value": { "print": "n/a" } },
                { "period": "2024/25", "kind": "actual", "value": { "words": "about 80" }, "column": "Interim 2024/25 actual" },
            ],
            "ratings": [{ "aspect": "overall", "rating": { "words": "On target" } }],
            "cells": [{ "label": "Polarity", "value": "Up a bit" }],
        })
    );
    mapping.also.already = true;
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(read.count(), 2);
    assert_eq!(remarks(&read, 2), ["Code 1A is already in the plan."]);
}

#[test]
fn a_table_of_money_has_the_unit_of_its_headings() {
    let rows = rows(
        "Service | Budget 2026/27 £000 | Outturn 2025/26 £000 | Variance %
         Adults | | |
         Homecare | 1,200 | 1,150 | 4
         Day care | (50) | £1.2m | 2
         Total | 1,150 | | ",
    );
    let plan = plan();
    let mut mapping = guess(&plan, &rows, Made::Money);
    assert_eq!(keys(&mapping), ["label", "spend", "spend", "words"]);
    mapping.also.totals = true;
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(read.rows[1].fate, Fate::LeftOut(Why::HeadingOver));
    let made = after(&plan, &read);
    assert_eq!(made.len(), 4);
    assert_eq!(
        made[2],
        json!({ "id": "new-2", "label": "Day care", "cells": [{ "label": "Variance %", "value": "2" }], "amounts": [
            { "kind": "spend", "column": "Budget 2026/27 £000", "period": "2026/27", "status": "budget",
              "value": { "pounds": -50_000, "unit": "£000" } },
            { "kind": "spend", "column": "Outturn 2025/26 £000", "period": "2025/26", "status": "outturn",
              "value": { "pounds": 1_200_000, "unit": "£m", "places": 1 } },
        ]})
    );
    assert_eq!(made[3]["role"], json!("total"));
    // What is there with the same amounts isn't added twice.
    let mut twice = plan.clone();
    apply_all(&mut twice, &command(&read).changes).unwrap();
    let again = read_rows(&twice, &rows, &mapping);
    assert!(
        matches!(again.rows[2].fate, Fate::LeftOut(Why::Already(_))),
        "{:?}",
        again.rows[2].fate
    );
}

#[test]
fn milestones_go_to_the_action_their_row_names_or_the_one_above() {
    let rows = rows(
        "Action ref | Milestone | Due | Status
         3.1 | Site found | May 2026 | Done
          | Doors open | 2027 | Not started
         9.9 | Lost | |
          | Lost too | |
         close the OTHER | Keys back | June 2026 | ",
    );
    let plan = plan();
    let mapping = guess(&plan, &rows, Made::Milestones);
    assert_eq!(keys(&mapping), ["action", "text", "due", "progress"]);
    let read = read_rows(&plan, &rows, &mapping);
    assert_eq!(read.count(), 2);
    assert!(matches!(read.rows[1].fate, Fate::LeftOut(Why::Already(_))));
    assert_eq!(
        read.rows[3].told(Made::Milestones),
        "Left out. No action in this plan is called “9.9”."
    );
    assert!(matches!(read.rows[4].fate, Fate::LeftOut(Why::NoAction(_))));
    let made = after(&plan, &read);
    assert_eq!(
        made[0]["milestones"][1],
        json!({ "id": "new-1", "text": "Doors open", "due": "2027", "progress": "not-started" })
    );
    assert_eq!(made[1]["milestones"][0]["text"], json!("Keys back"));
}

#[test]
fn a_table_without_headings_is_mapped_by_what_stands_in_it() {
    let rows =
        rows("Train all carers in the county | 31/8/2026\nWrite to every household | 1/9/2026");
    let mapping = guess(&plan(), &rows, Made::Actions);
    assert!(!mapping.heading);
    assert_eq!(keys(&mapping), ["text", "end"]);
    let money = self::rows("Homecare | 1,200\nDay care | 300");
    let mapping = guess(&plan(), &money, Made::Money);
    assert_eq!(
        (mapping.heading, keys(&mapping)),
        (false, vec!["label", "spend"])
    );
}
