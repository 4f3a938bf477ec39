//! What is drawn of a printed table.

use crate::{
    insight::{
        Index,
        money::plot::{Plot, Side, plot},
        rows,
    },
    plan::Plan,
};
use serde_json::json;

fn plots(amount: &str) -> Vec<Option<Plot>> {
    let cell = |kind: &str, period: &str, pounds: i64| {
        json!({"kind": kind, "period": period, "column": format!("{kind} {period}"),
               "status": "budget", "value": {"pounds": pounds}})
    };
    let plan = Plan::from_json(json!({"id": "p",
        "tables": [{"id": "t1", "title": "One year"}, {"id": "t2", "title": "Two years"},
                   {"id": "t3", "title": "Funding"}],
        "money": [
            {"id": "a", "label": "A", "table": "t1", "parent": "t",
             "amounts": [cell("spend", "2012/13", 10), cell("income", "2012/13", 4), cell("net", "2012/13", 6)]},
            {"id": "b", "label": "B", "table": "t1", "parent": "t",
             "amounts": [cell("spend", "2012/13", 5), cell("net", "2012/13", 5)]},
            {"id": "t", "label": "All", "table": "t1", "role": "total",
             "amounts": [cell("spend", "2012/13", 15)]},
            {"id": "c", "label": "C", "table": "t2", "client_group": "Older people",
             "amounts": [cell("spend", "2020/21", 1), cell("spend", "2021/22", 2)]},
            {"id": "d", "label": "D", "table": "t2",
             "amounts": [cell("spend", "2020/21", 3), cell("spend", "2021/22", 4)]},
            {"id": "f", "label": "F", "table": "t3", "amounts": [cell("funding", "2012/13", 7)]},
            {"id": "g", "label": "G", "table": "t3", "amounts": [cell("funding", "2012/13", 8)]},
            {"id": "s", "label": "S", "amounts": [cell("saving", "2012/13", 1)]}]}))
    .unwrap();
    let tables = rows::money::tables(&plan, &Index::new(&plan));
    let settings = [("amount".to_owned(), amount.to_owned())];
    let chosen = tables.chosen(&settings);
    chosen.iter().map(|t| plot(&plan, t, amount)).collect()
}

#[test]
fn what_is_drawn_follows_what_a_table_holds() {
    let drawn = plots("");
    let Some(Plot::Areas(rows, words)) = &drawn[0] else {
        panic!("{drawn:?}")
    };
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].spend, rows[0].net), (Some(10), Some(6)));
    assert_eq!(words.whole, "net budget");
    let Some(Plot::Periods(rows, words)) = &drawn[1] else {
        panic!("{drawn:?}")
    };
    assert_eq!((rows[1].before, rows[1].after), (Some(3), Some(4)));
    assert_eq!(words.before, "spend 2020/21");
    let Some(Plot::Areas(rows, words)) = &drawn[2] else {
        panic!("{drawn:?}")
    };
    assert_eq!((rows[1].spend, rows[1].income), (Some(8), None));
    assert_eq!(
        (words.whole.as_str(), words.side),
        ("funding", Side::Funding)
    );
    assert_eq!(drawn[3], None);
}

#[test]
fn one_period_of_two_is_drawn_alone() {
    let drawn = plots("expenditure-2021-22");
    let Some(Plot::Areas(rows, words)) = &drawn[0] else {
        panic!("{drawn:?}")
    };
    assert_eq!((rows[0].spend, words.period.as_str()), (Some(2), "2021/22"));
}

#[test]
fn of_two_periods_the_later_makes_the_parts() {
    let (rows, words) = plots("").swap_remove(1).unwrap().areas();
    assert_eq!(
        (rows[1].size(), words.period.as_str()),
        (Some(4), "spend 2021/22")
    );
    assert_eq!(rows[0].label, "Older people: C");
    assert_eq!(
        (rows[0].group.as_str(), rows[0].name_in_group()),
        ("Older people", "C")
    );
}
