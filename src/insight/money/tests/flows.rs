//! Where money comes from and where it goes.

use crate::{
    insight::{
        Index,
        money::flow::{Flow, FlowLink, MOST, flow},
        rows::money::tables,
    },
    plan::Plan,
};
use serde_json::{Value, json};

fn of(plan: Value) -> Option<Flow> {
    let plan = Plan::from_json(plan).unwrap();
    flow(&plan, &tables(&plan, &Index::new(&plan)))
}

/// 'a 3 > b' for each link.
fn told(flow: &Flow) -> Vec<String> {
    let name = |at: usize| flow.nodes[at].name.clone();
    let link = |l: &FlowLink| format!("{} {} > {}", name(l.from), l.pounds, name(l.to));
    flow.links.iter().map(link).collect()
}

fn amount(kind: &str, pounds: i64) -> Value {
    json!({"kind": kind, "column": "£", "period": "2018/19", "value": {"pounds": pounds, "unit": "£"}})
}

fn line(id: &str, table: &str, parent: &str, amounts: Value) -> Value {
    let mut line = json!({"id": id, "label": id, "table": table, "amounts": amounts});
    match parent {
        "" => line["role"] = json!("total"),
        _ => line["parent"] = json!(parent),
    }
    line
}

fn two_tables(council: i64) -> Value {
    json!({"tables": [{"id": "s", "title": "Spend"}, {"id": "f", "title": "Funding"}], "money": [
        line("homes", "s", "all", json!([amount("spend", 70)])),
        line("carers", "s", "all", json!([amount("spend", 30)])),
        line("all", "s", "", json!([amount("spend", 100)])),
        line("council", "f", "funds", json!([amount("funding", council)])),
        line("health", "f", "funds", json!([amount("funding", 20)])),
        line("funds", "f", "", json!([amount("funding", council + 20)]))]})
}

#[test]
fn funding_and_spending_of_one_period_meet_in_the_whole() {
    let flow = of(two_tables(80)).unwrap();
    assert_eq!(
        told(&flow),
        [
            "council 80 > all",
            "health 20 > all",
            "all 70 > homes",
            "all 30 > carers"
        ]
    );
    assert_eq!(
        flow.remarks,
        [
            "From the table “Funding”.",
            "Into the table “Spend”.",
            "The plan doesn’t print which of this money pays for what."
        ]
    );
    assert_eq!(flow.period, "2018/19");
}

#[test]
fn what_one_side_leaves_open_is_a_place_of_its_own() {
    let flow = of(two_tables(60)).unwrap();
    assert_eq!(told(&flow)[2], "Not said where from 20 > all");
    let flow = of(two_tables(90)).unwrap();
    assert_eq!(told(&flow)[4], "all 10 > Not said what for");
}

#[test]
fn income_and_net_pay_for_groups_and_their_lines() {
    let amounts = |spend, income| {
        json!([
            amount("spend", spend),
            amount("income", income),
            amount("net", spend - income)
        ])
    };
    let mut care = line("care", "t", "", amounts(60, 10));
    let mut work = line("work", "t", "", amounts(40, 0));
    care["parent"] = json!("all");
    work["parent"] = json!("all");
    let flow = of(
        json!({"tables": [{"id": "t", "title": "Budget"}, {"id": "u", "title": "Sum"}], "money": [
        line("a", "t", "care", amounts(50, 10)), line("b", "t", "care", amounts(10, 0)), care,
        line("c", "t", "work", amounts(39, 0)), work, line("all", "u", "", amounts(100, 10))]}),
    )
    .unwrap();
    assert_eq!(
        told(&flow),
        [
            "Income 10 > all",
            "The council’s net spending 90 > all",
            "all 60 > care",
            "all 40 > work",
            "care 50 > a",
            "care 10 > b",
            "work 39 > c",
            "work 1 > Not broken down"
        ]
    );
}

#[test]
fn providers_stand_between_the_whole_and_the_services() {
    let cell = |provider: &str, group: &str, pounds: i64| json!({"kind": "spend", "column": group, "provider": provider, "client_group": group, "period": "2018/19", "value": {"pounds": pounds, "unit": "£"}});
    let row = |gross: i64, own: i64, other: i64| {
        json!([
            amount("spend", gross),
            cell("internal", "OP", own),
            cell("external", "", other)
        ])
    };
    let flow = of(json!({"tables": [{"id": "t", "title": "Gross"}], "money": [
        line("homes", "t", "all", row(70, 20, 50)), line("meals", "t", "all", row(30, 0, 30)),
        line("all", "t", "", row(100, 20, 80))]}))
    .unwrap();
    assert_eq!(
        told(&flow),
        [
            "all 20 > The council’s own, OP",
            "all 80 > Other providers",
            "The council’s own, OP 20 > homes",
            "Other providers 50 > homes",
            "Other providers 30 > meals"
        ]
    );
}

#[test]
fn groups_of_people_share_settings_and_income_leaves_the_rest_open() {
    let place = |id: &str, group: &str, setting: &str, kind: &str, pounds: i64| json!({"id": id, "label": id, "table": "t", "client_group": group, "setting": setting, "amounts": [amount(kind, pounds)]});
    let flow = of(json!({"tables": [{"id": "t", "title": "Spend"}], "money": [
        place("a", "Older", "Home", "spend", 50), place("b", "Older", "Community", "spend", 20),
        place("c", "Younger", "Home", "spend", 10), place("fees", "All", "", "income", 30)]}))
    .unwrap();
    assert_eq!(
        told(&flow),
        [
            "fees 30 > All spending",
            "Not said where from 50 > All spending",
            "All spending 70 > Older",
            "All spending 10 > Younger",
            "Older 50 > Home",
            "Older 20 > b",
            "Younger 10 > Home"
        ]
    );
    assert!(
        flow.remarks
            .contains(&"No total is printed: it is our sum of 3 lines.".to_owned())
    );
}

#[test]
fn a_single_list_of_amounts_is_no_flow() {
    assert_eq!(
        of(json!({"tables": [{"id": "t"}], "money": [
        line("a", "t", "all", json!([amount("spend", 5)])), line("b", "t", "all", json!([amount("spend", 5)])),
        line("all", "t", "", json!([amount("spend", 10)]))]})),
        None
    );
    assert_eq!(of(json!({})), None);
}

#[test]
fn the_smallest_of_many_are_taken_together() {
    let mut plan = two_tables(80);
    let money = plan["money"].as_array_mut().unwrap();
    money.retain(|l| l["id"] != "homes");
    for n in 0..70 {
        money.push(line(
            &format!("n{n}"),
            "s",
            "all",
            json!([amount("spend", 1)]),
        ));
    }
    let flow = of(plan).unwrap();
    let last = flow.nodes.last().unwrap();
    assert_eq!((last.name.as_str(), last.pounds), ("52 smaller", 52));
    assert_eq!(flow.nodes.iter().filter(|n| n.column == 2).count(), MOST);
    let into: i64 = flow
        .links
        .iter()
        .filter(|l| flow.nodes[l.to].column == 2)
        .map(|l| l.pounds)
        .sum();
    assert_eq!(into, 100);
}
