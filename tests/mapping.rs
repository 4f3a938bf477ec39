//! What must hold for any table and any mapping of it: nothing panics, each row and each cell is accounted for,
//! what is made fits the plan, and one undo gives the plan back to the byte.

use std::collections::BTreeMap;

use proptest::{collection::vec, prelude::*, sample::select};
use serde_json::{Value, json};
use waymark::{
    drafting::{
        Change, Draft, IdMaker,
        mapping::{
            Also, CellFate, Column, Fate, Made, Mapping, TableReading, Takes, guess, read_rows,
        },
    },
    formats::{pasted::read_table, write_plan},
    plan::{Id, MoneyUnit, Period, Plan},
};

fn plan() -> Plan {
    Plan::from_json(json!({
        "id": "small", "title": "Small plan", "period": "2026/27",
        "priorities": [{ "id": "p1", "reference": "P1", "text": "Keep well" }],
        "measures": [{ "id": "m1", "code": "1A", "name": "Quality of life" }, { "id": "m2", "name": "Waiting" }],
        "actions": [
            { "id": "a1", "reference": "3.1", "text": "Open", "milestones": [{ "id": "a1-m1", "text": "Done" }] },
            { "id": "a2", "reference": "3.2", "text": "Close" },
        ],
        "money": [{ "id": "l1", "label": "Care", "amounts": [{ "value": { "pounds": 1000, "unit": "£000" } }] }],
        "posts": [{ "id": "h", "title": "Director", "holder": "Ann Bell" }],
        "teams": [{ "id": "t1", "name": "North" }, { "id": "t2", "name": "Open" }],
    }))
    .unwrap()
}

/// Cells as tables have them, and any text at all.
fn cell() -> impl Strategy<Value = String> {
    let usual = select(vec![
        "",
        "",
        "Ref",
        "Action",
        "By when",
        "KPI",
        "Target 2026/27",
        "Budget £000",
        "3.1",
        "3.3",
        "1A",
        "Open",
        "Care",
        "Director",
        "Ann Bell / Director",
        "P1; North",
        "North and South",
        ";",
        "/",
        "•",
        "31/8/2026",
        "soon",
        "TBC",
        "n/a",
        "Complete",
        "Green",
        "High",
        "monthly",
        "1,250",
        "(1,250)",
        "£1.2m",
        "£(3)",
        "£",
        "%",
        "85%",
        "12.5k",
        "-",
        "2025/26",
        "Q1 2025/26",
        "99999999999999",
        "Total",
        "Grand total:",
        "line one\nline two",
        "99/00",
        "0000",
        "12/0000",
        "Jan 0000 to Feb 9999",
        "9999/00",
        "<table>",
    ]);
    prop_oneof![4 => usual.prop_map(str::to_owned), 1 => "\\PC{0,12}"]
}

fn grid() -> impl Strategy<Value = Vec<Vec<String>>> {
    (1_usize..7).prop_flat_map(|wide| vec(vec(cell(), wide..=wide), 0..7))
}

/// Any mapping of as many columns as a table has, or a few more or less.
fn mapping() -> impl Strategy<Value = Mapping> {
    let made = select(Made::ALL.to_vec());
    made.prop_flat_map(|made| {
        let mut takes = vec![Takes::Nothing, Takes::Words];
        takes.extend(made.fields().iter().map(Takes::Field));
        let period = select(vec![None, Some("2026/27".parse::<Period>().unwrap())]);
        let column = (select(takes), period).prop_map(|(takes, period)| Column { takes, period });
        let unit = select(vec![
            MoneyUnit::Pounds,
            MoneyUnit::Thousands,
            MoneyUnit::Millions,
        ]);
        let action = select(vec![None, Id::parse("a1"), Id::parse("gone")]);
        let rows = proptest::collection::btree_map(0_usize..7, any::<bool>(), 0..3);
        let also = any::<(bool, bool, bool)>();
        let told = any::<(bool, bool)>();
        (vec(column, 0..8), unit, action, rows, also, told).prop_map(
            move |(
                columns,
                unit,
                action,
                rows,
                (already, totals, headings),
                (heading, keep_words),
            )| Mapping {
                made,
                heading,
                columns,
                unit,
                action,
                keep_words,
                also: Also {
                    already,
                    totals,
                    headings,
                },
                rows,
            },
        )
    })
}

fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// All words of a record.
fn words(value: &Value, out: &mut String) {
    match value {
        Value::String(text) => {
            out.push(' ');
            out.push_str(&squeezed(text));
        }
        Value::Array(items) => items.iter().for_each(|v| words(v, out)),
        Value::Object(fields) => fields.values().for_each(|v| words(v, out)),
        _ => {}
    }
}

/// Each row stands in the reading once, and each cell of a row that is made in its fields or its remarks.
fn accounted(
    rows: &[Vec<String>],
    mapping: &Mapping,
    read: &TableReading,
) -> Result<(), TestCaseError> {
    let numbers: Vec<usize> = read.rows.iter().map(|row| row.number).collect();
    prop_assert_eq!(numbers, (1..=rows.len()).collect::<Vec<_>>());
    for (row, told) in rows.iter().zip(&read.rows) {
        prop_assert!(!told.told(mapping.made).is_empty());
        if !told.is_added() {
            continue;
        }
        for (at, (cell, column)) in row.iter().zip(&mapping.columns).enumerate() {
            if cell.trim().is_empty() || column.takes == Takes::Nothing {
                continue;
            }
            let taken = told.taken.iter().any(|taken| taken.column == at);
            let remarked = told.remarks.iter().any(|r| {
                r.column == Some(at) && r.text.split_whitespace().eq(cell.split_whitespace())
            });
            prop_assert!(taken || remarked, "{cell:?} of {told:?}");
        }
    }
    Ok(())
}

/// What is kept as words, and what goes into a field of plain text, stands in what is added.
fn kept(
    rows: &[Vec<String>],
    mapping: &Mapping,
    read: &TableReading,
    changes: &[Change],
) -> Result<(), TestCaseError> {
    let mut all = String::new();
    for change in changes {
        if let Change::Add { value, .. } = change {
            words(value, &mut all);
        }
    }
    for (row, told) in rows
        .iter()
        .zip(&read.rows)
        .filter(|(_, told)| told.is_added())
    {
        for remark in &told.remarks {
            let at = remark.column.unwrap_or(usize::MAX);
            let wanted = matches!(remark.fate, CellFate::Beside | CellFate::InField);
            let text = row.get(at).map_or("", String::as_str);
            prop_assert!(
                !wanted || all.contains(&squeezed(text)),
                "{text:?} in {all:?}"
            );
        }
        for (at, column) in mapping.columns.iter().enumerate() {
            let plain = match column.takes {
                Takes::Words => true,
                Takes::Field(field) => matches!(
                    field.key,
                    "reference"
                        | "text"
                        | "name"
                        | "code"
                        | "label"
                        | "framework"
                        | "unit"
                        | "comment"
                ),
                Takes::Nothing => false,
            };
            let taken = told.taken.iter().any(|taken| taken.column == at);
            let text = squeezed(row.get(at).map_or("", String::as_str));
            prop_assert!(
                !plain || !taken || all.contains(&text),
                "{text:?} in {all:?}"
            );
        }
    }
    Ok(())
}

/// Adds all that is made to a draft, and takes it back.
fn added(plan: Plan, read: &TableReading) -> Result<Vec<Change>, TestCaseError> {
    let before = write_plan(&plan);
    let mut ids = IdMaker::new([1, 2, 3, 4], &plan);
    let Some(command) = read.command(&mut || ids.make()) else {
        prop_assert_eq!(read.count(), 0);
        return Ok(Vec::new());
    };
    prop_assert_eq!(command.changes.len(), read.count());
    let changes = command.changes.clone();
    let mut draft = Draft::new(plan);
    if let Err(e) = draft.perform(command, false) {
        return Err(TestCaseError::fail(format!("{e}: {changes:?}")));
    }
    let text = write_plan(draft.plan());
    prop_assert_ne!(&text, &before);
    let back = waymark::formats::read_plan(text.as_bytes(), waymark::formats::Caps::FILE);
    prop_assert_eq!(back.as_ref().map_err(|e| e.to_string()), Ok(draft.plan()));
    draft.undo().unwrap();
    prop_assert_eq!(write_plan(draft.plan()), before);
    Ok(changes)
}

/// Word puts a whole page on the clipboard; where one action has several milestones its cells reach down.
const OF_WORD: &str = "<html><head><style><!-- td { mso-style: x } --></style></head><body><!--StartFragment-->
    <table class=MsoTableGrid border=1><tr><td><p><b>Ref</b></p></td><td><p>Action</p></td><td><p>Lead&nbsp;officer</p></td>
    <td><p>Milestone</p></td><td><p>By when</p></td></tr>
    <tr><td rowspan=2><p>4.1</p></td><td rowspan=2><p>Train all<br>carers</p></td><td rowspan=2><p>Ann Bell</p></td>
    <td><p>Plan agreed</p></td><td><p>31<sup>st</sup> May 2026</p></td></tr>
    <tr><td><p>All trained</p></td><td><p>when funded</p></td></tr>
    <tr><td><p>3.1</p></td><td><p>Open</p></td><td></td><td></td><td></td></tr></table><!--EndFragment--></body></html>";

#[test]
fn a_table_of_word_comes_whole() {
    let grid = read_table(OF_WORD).unwrap();
    // The page shows it as text, and reads that.
    let grid = read_table(&grid.text()).unwrap();
    let mapping = guess(&plan(), &grid.rows, Made::Actions);
    let read = read_rows(&plan(), &grid.rows, &mapping);
    assert_eq!(
        read.told(),
        "1 action will be added; 1 row is one more milestone of the action above it; 1 row is left out; \
         1 cell is kept as words."
    );
    let changes = added(plan(), &read).unwrap();
    let [Change::Add { value, .. }] = changes.as_slice() else {
        panic!("{changes:?}");
    };
    assert_eq!(value["text"], json!("Train all\ncarers"));
    assert_eq!(
        value["responsible"],
        json!([{ "to": "h", "as_printed": "Ann Bell" }])
    );
    let milestones = value["milestones"].as_array().unwrap();
    let due: Vec<&Value> = milestones.iter().map(|m| &m["due"]).collect();
    assert_eq!(
        due,
        [&json!("2026-05-31"), &json!({ "words": "when funded" })]
    );
}

#[test]
fn a_plan_pasted_into_itself_is_there_already() {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("public/plans/cheshire-west-2011-14.json");
    let text = std::fs::read(file).unwrap();
    let plan = waymark::formats::read_plan(&text, waymark::formats::Caps::FILE).unwrap();
    let head = |names: [&str; 2]| names.map(str::to_owned).to_vec();
    let mut actions = vec![head(["Ref", "Action"])];
    actions.extend(
        plan.actions
            .iter()
            .map(|a| vec![a.reference.clone(), a.text.as_str().to_owned()]),
    );
    let mut measures = vec![head(["Code", "Measure"])];
    measures.extend(
        plan.measures
            .iter()
            .map(|m| vec![m.code.clone(), m.name.as_str().to_owned()]),
    );
    for (made, rows) in [(Made::Actions, actions), (Made::Measures, measures)] {
        assert!(rows.len() > 10);
        let read = read_rows(&plan, &rows, &guess(&plan, &rows, made));
        assert_eq!(read.count(), 0, "{}", read.told());
        let all = Mapping {
            also: Also {
                already: true,
                totals: true,
                headings: true,
            },
            ..guess(&plan, &rows, made)
        };
        let read = read_rows(&plan, &rows, &all);
        assert_eq!(read.count(), rows.len() - 1);
        added(plan.clone(), &read).unwrap();
    }
}

proptest! {
    #[test]
    fn any_table_and_any_mapping_is_accounted_for(rows in grid(), mapping in mapping()) {
        let read = read_rows(&plan(), &rows, &mapping);
        accounted(&rows, &mapping, &read)?;
        let changes = added(plan(), &read)?;
        kept(&rows, &mapping, &read, &changes)?;
        prop_assert!(!read.told().is_empty());
    }

    #[test]
    fn what_is_guessed_leaves_nothing_out_that_has_a_heading(rows in grid(), made in select(Made::ALL.to_vec())) {
        let mapping = guess(&plan(), &rows, made);
        let read = read_rows(&plan(), &rows, &mapping);
        accounted(&rows, &mapping, &read)?;
        added(plan(), &read)?;
        if mapping.heading {
            for (at, heading) in rows[0].iter().enumerate().filter(|(_, heading)| !heading.trim().is_empty()) {
                let any = rows[1..].iter().any(|row| !row[at].trim().is_empty());
                prop_assert!(!any || mapping.columns[at].takes != Takes::Nothing, "{heading}");
            }
        }
    }

    #[test]
    fn any_text_that_is_pasted_is_accounted_for(text in "\\PC{0,80}|([a-z£%0-9/,.() ]{0,9}[\t\n]){0,30}", made in select(Made::ALL.to_vec())) {
        if let Ok(grid) = read_table(&text) {
            let mapping = guess(&plan(), &grid.rows, made);
            let read = read_rows(&plan(), &grid.rows, &mapping);
            accounted(&grid.rows, &mapping, &read)?;
            let changes = added(plan(), &read)?;
            kept(&grid.rows, &mapping, &read, &changes)?;
        }
    }

    #[test]
    fn a_row_that_is_left_out_by_hand_is_the_only_one_that_changes(rows in grid(), made in select(Made::ALL.to_vec()), at in 0_usize..7) {
        let mut mapping = guess(&plan(), &rows, made);
        let all = read_rows(&plan(), &rows, &mapping);
        mapping.rows = BTreeMap::from([(at, false)]);
        let less = read_rows(&plan(), &rows, &mapping);
        for (one, other) in all.rows.iter().zip(&less.rows) {
            let own = one.number == at + 1;
            let goes_along = matches!(one.fate, Fate::Joins(row) if row == at + 1);
            if own || goes_along {
                prop_assert!(!other.is_added());
            } else {
                prop_assert_eq!(one.is_added(), other.is_added());
            }
        }
    }
}
