//! What each rule finds in small plans, and what it leaves in peace.

use super::*;
use serde_json::{Value, json};

/// What one rule finds in a plan, with how many others share it.
fn found(rule: &str, mut plan: Value) -> Vec<(String, usize)> {
    plan["id"] = "p".into();
    let plan = Plan::from_json(plan).unwrap();
    check(&plan, Day(15_000))
        .into_iter()
        .filter(|f| f.rule == rule)
        .map(|f| (format!("{}: {}", f.at, f.what), f.also.len()))
        .collect()
}

fn one(rule: &str, plan: Value) -> String {
    match found(rule, plan).as_slice() {
        [] => String::new(),
        [(what, 0)] => what.clone(),
        more => panic!("{more:?}"),
    }
}

#[test]
fn rules_have_names_of_their_own() {
    let ids: std::collections::BTreeSet<_> = RULES.iter().map(|r| r.id).collect();
    assert_eq!(ids.len(), RULES.len());
    assert!(rule("two-figures").is_some());
}

#[test]
fn a_grid_is_summed_by_row_and_by_column() {
    let grid = |total: &str| {
        let cell = |id: &str, team: &str, grade: &str, value: &str| {
            let role = if id.contains('t') { "total" } else { "part" };
            json!({"id": id, "value": value, "role": role, "dimensions":
                [{"name": "team", "value": team}, {"name": "grade", "value": grade}]})
        };
        let mut cells = [
            cell("tt", "All", "All", total),
            cell("at", "A", "All", "3"),
            cell("bt", "B", "All", "5"),
            cell("tx", "All", "X", "8"),
            cell("ax", "A", "X", "3"),
            cell("bx", "B", "X", "5"),
        ];
        for (cell, of) in cells[1..].iter_mut().zip([
            json!(["tt"]),
            json!(["tt"]),
            json!(["tt"]),
            json!(["at", "tx"]),
            json!(["bt", "tx"]),
        ]) {
            cell["part_of"] = of;
        }
        json!({"statistics": cells})
    };
    assert_eq!(found("cells-and-total", grid("8")), []);
    let off = one("cells-and-total", grid("9"));
    assert_eq!(off, "tt: 2 figures come to 8, and 9 is printed.");
}

#[test]
fn a_share_of_money_is_held_against_its_amount() {
    let lines = |share: &str| {
        let amount = |pounds: i64| json!({"pounds": pounds * 100_000, "unit": "£m", "places": 1});
        json!({"money": [
            {"id": "all", "label": "All", "role": "total", "amounts": [{"value": amount(100)}]},
            {"id": "a", "label": "A", "parent": "all",
             "amounts": [{"value": amount(35), "share": share}]},
            {"id": "b", "label": "B", "parent": "all", "amounts": [{"value": amount(65)}]}]})
    };
    assert_eq!(one("amount-share", lines("35")), "");
    let off = "a: 39% is printed, and £3.5m of £10.0m is 35.0%.";
    assert_eq!(one("amount-share", lines("39")), off);
}

#[test]
fn one_slip_in_an_ordered_list_is_told_and_another_order_is_not() {
    let dues = |dues: &[&str]| {
        let milestone = |(at, due)| json!({"id": format!("m{at}"), "text": "Done", "due": due});
        let milestones: Vec<_> = dues.iter().enumerate().map(milestone).collect();
        json!({"actions": [{"id": "a", "text": "Do", "milestones": milestones}]})
    };
    let ordered = ["2012-01", "2012-03", "2012-06", "2012-09"];
    assert_eq!(one("out-of-order", dues(&ordered)), "");
    let slip = one(
        "out-of-order",
        dues(&["2012-01", "2012-03", "2011-06", "2012-09"]),
    );
    assert!(
        slip.starts_with("m2: Due June 2011, after one due March 2012"),
        "{slip}"
    );
    let backwards = ["2012-09", "2012-06", "2012-03", "2012-01"];
    assert_eq!(one("out-of-order", dues(&backwards)), "");
}

#[test]
fn a_past_date_is_only_told_where_outcomes_are_recorded() {
    let plan = |progress: Value| {
        json!({"presented": "2021-03-22", "projects": [{"id": "w", "name": "W", "milestones": [
            {"id": "m", "text": "Launch", "due": "2020"},
            {"id": "n", "text": "Design", "progress": progress}]}]})
    };
    assert_eq!(one("before-the-plan", plan(Value::Null)), "");
    let told = one("before-the-plan", plan("done".into()));
    assert!(
        told.starts_with("m: Due 2020, and the plan is of 22 March 2021"),
        "{told}"
    );
}

#[test]
fn what_many_lack_is_said_once() {
    let action = |id: &str| json!({"id": id, "text": "Do", "responsible": ["r"], "end": "2012"});
    let actions = ["a", "b", "c", "d", "e"].map(action);
    let mut plan = json!({"posts": [{"id": "r", "title": "Head"}],
        "actions": actions});
    let all = found("action-without", plan.clone());
    assert_eq!(
        all,
        [("a: None of the 5 actions has a milestone.".to_owned(), 4)]
    );
    plan["actions"][0]["responsible"] = json!([]);
    let most = found("action-without", plan);
    let told: Vec<_> = most
        .iter()
        .map(|(what, also)| (what.as_str(), *also))
        .collect();
    assert_eq!(
        told,
        [
            ("a: The action is without an owner and a milestone.", 0),
            ("b: 4 of the 5 actions are without a milestone.", 3)
        ]
    );
}

#[test]
fn two_figures_count_only_where_the_print_says_they_are_one_fact() {
    let plan = |name: &str, inferred: Value| {
        json!({"statistics": [
            {"id": "a", "label": "Carers", "value": "7", "same_as": ["b"], "inferred": inferred},
            {"id": "b", "label": name, "value": "9", "same_as": ["a"], "source": "page 9"}]})
    };
    let told = "a: 7 is printed here and 9 in page 9.";
    assert_eq!(one("two-figures", plan("People who care", json!([]))), told);
    assert_eq!(one("two-figures", plan("Carers", json!(["same_as"]))), told);
    assert_eq!(
        one("two-figures", plan("People who care", json!(["same_as"]))),
        ""
    );
}

#[test]
fn a_person_spelt_two_ways_is_found_across_records() {
    let plan = json!({"teams": [{"id": "t", "name": "Health", "lead": "Paula Mawson"}],
        "projects": [{"id": "p", "name": "P", "roles": [
            {"id": "r", "title": "Sponsor", "holder": "Pawla Mawson/Jo Bell"}]}]});
    let told = "t: ‘Paula Mawson’ in one place, ‘Pawla Mawson’ in another.";
    assert_eq!(one("two-spellings", plan), told);
}

#[test]
fn a_rating_of_no_figure_is_worth_a_look() {
    let plan = |value: Value| {
        json!({"measures": [{"id": "m", "name": "M", "points": [{"period": "2011/12", "value": value}],
            "ratings": [{"aspect": "attainment", "rating": "green"}]}]})
    };
    let told = "m: Target attainment is reported green, and the figure is ‘Awaiting survey’.";
    assert_eq!(
        one(
            "rated-without-figure",
            plan(json!({"print": "awaiting-survey"}))
        ),
        told
    );
    assert_eq!(
        one("rated-without-figure", plan(json!({"words": "Complete"}))),
        ""
    );
    assert_eq!(one("rated-without-figure", plan(json!("4"))), "");
}
