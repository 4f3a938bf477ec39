//! The sheets of the shipped plans, and what becomes of an edited copy.

use super::{
    element::{put_together, take_apart},
    *,
};
use crate::{
    formats::{Caps, read_plan},
    plan::{Kind, Plan, json_schema},
};
use serde_json::Value;

const PLANS: [&str; 5] = [
    "cheshire-west-2011-14",
    "coventry-2014",
    "warwickshire-2021-22",
    "worcestershire-2018-21",
    "worcestershire-update-2021-03",
];

fn plan(id: &str) -> Plan {
    let path = format!("{}/public/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    read_plan(&std::fs::read(path).unwrap(), Caps::FILE).unwrap()
}

/// The sheets as a program would give them back that changed nothing.
fn came(sheets: &[Sheet]) -> Vec<Came> {
    let one = |sheet: &Sheet| {
        let headings = sheet.headings().map(Cell::text).collect();
        Came {
            name: sheet.layout.name.to_owned(),
            rows: std::iter::once(headings)
                .chain(sheet.rows.iter().cloned())
                .collect(),
        }
    };
    sheets.iter().map(one).collect()
}

/// The sheet of a name among those that came.
fn sheet<'a>(came: &'a mut [Came], name: &str) -> &'a mut Came {
    came.iter_mut().find(|sheet| sheet.name == name).unwrap()
}

/// The place of a column.
fn at(sheet: &Came, heading: &str) -> usize {
    let is_it = |cell: &Cell| cell.plain() == heading;
    sheet.rows[0].iter().position(is_it).unwrap()
}

#[test]
fn taken_apart_and_put_together_it_is_the_same_plan() {
    for id in PLANS {
        let plan = plan(id);
        let (value, left) = put_together(take_apart(&plan));
        assert!(left.is_empty(), "{id}: {left:?}");
        assert!(Plan::from_json(value).unwrap() == plan, "{id}");
    }
}

#[test]
fn a_copy_in_which_nothing_was_changed_is_the_same_plan() {
    for id in PLANS {
        let plan = plan(id);
        for style in [Style::Titles, Style::Ids] {
            let back = back(&came(&sheets(&plan, style)), &plan, style).unwrap();
            assert_eq!(back.unread, [], "{id}");
            assert!(back.plan == plan, "{id}");
        }
    }
}

#[test]
fn without_the_plan_it_was_made_of_every_record_comes_back_with_its_words() {
    for id in PLANS {
        let plan = plan(id);
        let sheets = sheets(&plan, Style::Titles);
        let back = back(&came(&sheets), &Plan::default(), Style::Titles).unwrap();
        assert_eq!(back.plan.count(), plan.count(), "{id}");
        let again = super::sheets(&back.plan, Style::Titles);
        for (one, other) in sheets.iter().zip(&again) {
            for (row, same) in one.rows.iter().zip(&other.rows) {
                let keys = row.iter().take(one.leading());
                assert!(
                    keys.zip(same).all(|(cell, came)| came.says(cell)),
                    "{id}: {row:?}"
                );
                let cells = row.iter().zip(same).skip(one.leading());
                for ((cell, came), column) in cells.zip(one.columns()) {
                    // What is printed otherwise than it is meant, '31.12.11' or 'GREEN', comes back as it is meant.
                    let is_exact = column.is_long() || matches!(column.how, How::Link);
                    let is_kept = match is_exact {
                        true => came.says(cell),
                        false => came.is_empty() == cell.is_empty(),
                    };
                    assert!(
                        is_kept,
                        "{id}, {}, {}: {cell:?} became {came:?}",
                        one.layout.name, column.heading
                    );
                }
            }
            assert_eq!(
                one.rows.len(),
                other.rows.len(),
                "{id}, {}",
                one.layout.name
            );
        }
    }
}

#[test]
fn every_field_of_the_schema_has_a_column() {
    let schema = json_schema();
    let plan = &schema["properties"]["plan"];
    let mut wrong = Vec::new();
    for layout in layouts() {
        let schema = match layout.of {
            Of::Plan => plan.clone(),
            Of::Records(kind) => plan["properties"][kind.key()]["items"].clone(),
            Of::Parts { .. } => continue,
        };
        check(&schema_of(&json_schema(), &schema), layout, &mut wrong);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

fn schema_of<'a>(all: &'a Value, mut here: &'a Value) -> Value {
    while let Some(to) = here.get("$ref").and_then(Value::as_str) {
        here = all.pointer(to.strip_prefix('#').unwrap()).unwrap();
    }
    here.clone()
}

fn check(schema: &Value, layout: &Layout, wrong: &mut Vec<String>) {
    let all = json_schema();
    for (name, field) in schema["properties"].as_object().unwrap() {
        if layout.of == Of::Plan && Kind::from_key(name).is_some() || name == "id" {
            continue;
        }
        let within = layouts().find(|one| one.list() == Some(name) && one.is_within(layout));
        if let Some(within) = within {
            check(&schema_of(&all, &field["items"]), within, wrong);
            continue;
        }
        let begins = format!("{name}/");
        let has_it = layout
            .columns()
            .any(|column| column.field == name || column.field.starts_with(&begins));
        if !has_it {
            wrong.push(format!("{}: {name}", layout.name));
        }
    }
}

#[test]
fn names_fit_into_a_workbook_and_headings_differ() {
    let mut names = std::collections::HashSet::new();
    for layout in layouts() {
        assert!(layout.name.len() <= 31, "{}", layout.name);
        assert!(
            names.insert(layout.name) && names.insert(layout.key) || layout.name == layout.key,
            "{}",
            layout.name
        );
        let mut headings = std::collections::HashSet::from([ID, PARENT, PLACE]);
        let own = layout.of == Of::Plan;
        for column in layout.columns() {
            let is_new = headings.insert(column.heading) || own && column.heading == ID;
            assert!(is_new, "{}: {}", layout.name, column.heading);
        }
    }
}

#[test]
fn a_changed_cell_changes_its_field_alone() {
    let plan = plan("cheshire-west-2011-14");
    let mut came = came(&sheets(&plan, Style::Titles));
    let actions = sheet(&mut came, "Actions");
    let (id, end) = (actions.rows[3][0].plain(), at(actions, "Ends"));
    actions.rows[3][end] = Cell::text("31 March 2013");
    let back = back(&came, &plan, Style::Titles).unwrap();
    assert_eq!(back.unread, []);
    let changed: Vec<String> = plan
        .actions
        .iter()
        .zip(back.plan.actions.iter())
        .filter(|(one, other)| one != other)
        .map(|(one, _)| one.id.to_string())
        .collect();
    assert_eq!(changed, [id]);
    let mut expected = (**plan.actions.get(2).unwrap()).clone();
    expected.end = back.plan.actions.get(2).unwrap().end.clone();
    assert_eq!(
        serde_json::to_string(&expected.end).unwrap(),
        "\"2013-03-31\""
    );
    assert_eq!(expected, **back.plan.actions.get(2).unwrap());
}

#[test]
fn rows_that_are_sorted_anew_keep_their_order_and_new_ones_their_neighbour() {
    let plan = plan("warwickshire-2021-22");
    let mut came = came(&sheets(&plan, Style::Titles));
    let actions = sheet(&mut came, "Actions");
    let words = at(actions, "What will be done");
    // Sorted from the last to the first, and a new row below the one that was second.
    actions.rows[1..].reverse();
    let second = plan.actions.get(1).unwrap().id.to_string();
    let below = actions
        .rows
        .iter()
        .position(|row| row[0].plain() == second)
        .unwrap();
    let mut new = vec![Cell::Empty; actions.rows[0].len()];
    new[words] = Cell::text("Something new");
    actions.rows.insert(below + 1, new);
    let back = back(&came, &plan, Style::Titles).unwrap();
    assert_eq!(back.unread, []);
    let titles: Vec<String> = back
        .plan
        .actions
        .iter()
        .map(|a| a.text.as_str().to_owned())
        .collect();
    let mut expected: Vec<String> = plan
        .actions
        .iter()
        .map(|a| a.text.as_str().to_owned())
        .collect();
    expected.insert(2, "Something new".to_owned());
    assert_eq!(titles, expected);
}

#[test]
fn a_deleted_row_takes_what_it_holds_and_the_links_to_it_along() {
    let plan = plan("cheshire-west-2011-14");
    let mut came = came(&sheets(&plan, Style::Titles));
    let measures = sheet(&mut came, "Measures");
    let gone = measures.rows.remove(1)[0].plain();
    let back = back(&came, &plan, Style::Titles).unwrap();
    assert_eq!(back.unread, []);
    assert_eq!(back.plan.measures.len(), plan.measures.len() - 1);
    for record in back.plan.records() {
        record.links(&mut |_, to| assert_ne!(to.to.as_str(), gone));
    }
}

#[test]
fn a_copied_row_becomes_a_new_record_and_what_is_no_choice_is_told() {
    let plan = plan("warwickshire-2021-22");
    let mut came = came(&sheets(&plan, Style::Titles));
    let actions = sheet(&mut came, "Actions");
    let progress = at(actions, "Progress");
    let mut copy = actions.rows[1].clone();
    copy[progress] = Cell::text("Nearly");
    actions.rows.insert(2, copy);
    actions.rows[0].push(Cell::text("My own column"));
    let back = back(&came, &plan, Style::Titles).unwrap();
    assert_eq!(back.plan.actions.len(), plan.actions.len() + 1);
    let told: Vec<String> = back
        .unread
        .iter()
        .map(|one| format!("{}: {}", one.place, one.what))
        .collect();
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].contains("‘My own column’"), "{told:#?}");
    assert!(told[1].starts_with("Actions, row 3, ‘Id’:"), "{told:#?}");
    assert!(
        told[2].starts_with("Actions, row 3, ‘Progress’: “Nearly” is none of"),
        "{told:#?}"
    );
}

/// The first row of a sheet that has something in a column, changed there; what it comes to, with its number.
fn with(plan: &Plan, name: &str, heading: &str, cell: Cell) -> (Back, usize) {
    let mut came = came(&sheets(plan, Style::Titles));
    let sheet = sheet(&mut came, name);
    let at = at(sheet, heading);
    let row = sheet.rows[1..].iter().position(|row| !row[at].is_empty());
    let row = row.unwrap() + 1;
    sheet.rows[row][at] = cell;
    (back(&came, plan, Style::Titles).unwrap(), row + 1)
}

fn told(back: &Back) -> Vec<String> {
    let all = back.unread.iter();
    all.map(|one| format!("{}: {}", one.place, one.what))
        .collect()
}

#[test]
fn a_reference_that_is_the_same_number_is_another_reference() {
    let mut plan = plan("cheshire-west-2011-14");
    let mut action = (**plan.actions.first().unwrap()).clone();
    action.reference = "3.1".to_owned();
    let rest = plan.actions.iter().skip(1).map(|action| (**action).clone());
    plan.actions = std::iter::once(action).chain(rest).collect();
    let (changed, _) = with(&plan, "Actions", "Reference", Cell::text("3.10"));
    assert_eq!(changed.plan.actions[0].reference, "3.10");
    // Excel makes a date of what is typed as 1-2.
    let day = crate::plan::Day::new(2026, 2, 1).unwrap();
    let (dated, row) = with(&plan, "Actions", "Reference", Cell::Day(day));
    assert!(
        told(&dated)[0].starts_with(&format!("Actions, row {row}, ‘Reference’: is a date")),
        "{:?}",
        told(&dated)
    );
}

#[test]
fn an_amount_keeps_its_unit_and_loses_no_pence_unsaid() {
    let plan = plan("cheshire-west-2011-14");
    let of = |back: &Back| {
        let all = back.plan.money.iter().flat_map(|line| line.amounts.clone());
        all.filter_map(|amount| amount.value?.value().copied())
            .collect::<Vec<_>>()
    };
    let before = with(&plan, "Actions", "Reference", Cell::text("R")).0;
    let at = |amounts: &[crate::plan::Pounds]| amounts.first().copied().unwrap();
    let was = at(&of(&before));
    let more = 13 * was.unit.pounds().max(1_000);
    let number = |pounds: i64, places| Cell::Number(crate::plan::Decimal::new(pounds, places));
    let (changed, _) = with(&plan, "Amounts", "Amount", number(more, 0));
    let now = at(&of(&changed));
    assert_eq!(
        (now.pounds, now.unit, now.places),
        (more, was.unit, was.places)
    );
    assert_eq!(changed.unread, []);
    let (pence, row) = with(&plan, "Amounts", "Amount", number(123_456, 2));
    assert_eq!(at(&of(&pence)).pounds, 1_234);
    assert_eq!(
        told(&pence),
        [format!(
            "Amounts, row {row}, ‘Amount’: is not in whole pounds: its pence were left out"
        )]
    );
}

#[test]
fn many_rows_of_the_same_words_are_many_records_in_the_time_of_many() {
    let mut came = came(&sheets(&plan("warwickshire-2021-22"), Style::Titles));
    let actions = sheet(&mut came, "Actions");
    let words = at(actions, "What will be done");
    let mut new = vec![Cell::Empty; actions.rows[0].len()];
    new[words] = Cell::text("The same");
    let before = actions.rows.len() - 1;
    actions.rows.extend(std::iter::repeat_n(new, 20_000));
    let plan = plan("warwickshire-2021-22");
    let back = back(&came, &plan, Style::Titles).unwrap();
    assert_eq!(back.plan.actions.len(), before + 20_000);
}

#[test]
fn a_cell_full_of_links_that_lead_nowhere_is_told_in_short() {
    let lines = "nobody knows this\n".repeat(10_000);
    let plan = plan("cheshire-west-2011-14");
    let (back, row) = with(&plan, "Actions", "Responsible", Cell::text(lines));
    let told = told(&back);
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with(&format!("Actions, row {row}, ")),
        "{}",
        told[0]
    );
    assert!(
        told[0].contains("9997 more lines lead nowhere"),
        "{}",
        told[0]
    );
}
