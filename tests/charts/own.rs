//! Flows and boxes, drawn from the plans we ship.

use std::{fs, path::Path};

use serde_json::Value;
use waymark::{
    charts::{ChartFigure, Look, Width, money, thread},
    formats::{Caps, read_plan},
    insight::{
        Index,
        money::{Plot, flow, plot},
        rows::money::tables,
        thread_map::thread_map,
    },
    plan::{Id, Plan},
};

fn plan(name: &str) -> Plan {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("public/plans/{name}.json"));
    read_plan(&fs::read(path).unwrap(), Caps::FILE).unwrap()
}

fn through(name: &str, look: Look) -> ChartFigure {
    let plan = plan(name);
    let tables = tables(&plan, &Index::new(&plan));
    money::flow(&flow(&plan, &tables).unwrap(), look)
}

fn boxes(name: &str, table: &str, look: Look) -> ChartFigure {
    let plan = plan(name);
    let tables = tables(&plan, &Index::new(&plan)).tables;
    let table = tables.iter().find(|t| t.id == Some(Id::slug(table)));
    let (rows, words) = plot(&plan, table.unwrap(), "")
        .as_ref()
        .map(Plot::areas)
        .unwrap();
    money::boxes(&rows, &words, look)
}

fn woven(name: &str, aim: &str, look: Look) -> ChartFigure {
    let plan = plan(name);
    thread::figure(&thread_map(&plan, &Index::new(&plan), aim), look)
}

/// Every chart that isn't made of charming's own series, by name.
pub fn charts(look: Look) -> Vec<(&'static str, ChartFigure)> {
    vec![
        ("flow-sources", through("worcestershire-2018-21", look)),
        ("flow-groups", through("cheshire-west-2011-14", look)),
        ("flow-providers", through("coventry-2014", look)),
        ("flow-settings", through("warwickshire-2021-22", look)),
        (
            "boxes",
            boxes("warwickshire-2021-22", "table-service-spend", look),
        ),
        ("thread", woven("cheshire-west-2011-14", "", look)),
        (
            "thread-aim",
            woven("cheshire-west-2011-14", "priority-4", look),
        ),
    ]
}

fn series(figure: &ChartFigure) -> Value {
    let option: Value = serde_json::from_str(&waymark::charts::option_json(figure)).unwrap();
    option["series"][0].clone()
}

#[test]
fn the_findings_are_what_the_documents_say() {
    let said: Vec<String> = charts(Look::default())
        .into_iter()
        .map(|(_, f)| f.headline)
        .collect();
    assert_eq!(
        said,
        [
            "Of the budget, two thirds comes from Grant, Council Tax, Business Rates and just over half goes to Older People",
            "Of the budget, 81% comes from the council’s net budget and just over two thirds goes to Prevention & Wellbeing",
            "Of the spending, 81% goes to other providers",
            "Of the budget, almost a quarter comes from Income and 41% goes to Older People",
            "Older People: Care Home Placements and Learning Disabilities: Support in the Community take almost half of the spending",
            "Most hangs from Priority 7: 1 measure, 5 actions and 9 risks",
            "From Priority 4 hang 4 measures, 3 actions and 1 risk",
        ]
    );
}

/// Nothing is made up: what comes into a place goes out of it or stays, and the lines are the printed ones.
#[test]
fn every_flow_is_kept() {
    for name in [
        "worcestershire-2018-21",
        "cheshire-west-2011-14",
        "coventry-2014",
        "warwickshire-2021-22",
    ] {
        let plan = plan(name);
        let flow = flow(&plan, &tables(&plan, &Index::new(&plan))).unwrap();
        let last = flow.nodes.iter().map(|n| n.column).max().unwrap();
        for (at, node) in flow.nodes.iter().enumerate() {
            let sum = |into: bool| {
                let links = flow.links.iter();
                let here = links.filter(|l| if into { l.to == at } else { l.from == at });
                here.map(|l| l.pounds).sum::<i64>()
            };
            // Cheshire West prints £20,234k where its lines come to £20,233k, and other roundings.
            let near = |sum: i64| (sum - node.pounds).abs() <= 2_000;
            assert!(
                node.column == 0 || near(sum(true)),
                "{name}: into {}",
                node.name
            );
            assert!(
                node.column == last || near(sum(false)),
                "{name}: out of {}",
                node.name
            );
        }
    }
}

#[test]
fn every_place_flow_and_box_leads_to_its_record() {
    for width in [Width::Medium, Width::Wide] {
        let look = Look {
            width,
            ..Look::default()
        };
        for (name, figure) in charts(look) {
            let series = series(&figure);
            let count = |list: &Value| list.as_array().map_or(0, Vec::len);
            if name == "boxes" {
                let inner = series["data"].as_array().unwrap().iter();
                let boxes: usize = inner.map(|b| 1 + count(&b["children"])).sum();
                assert_eq!(figure.marks[0].len(), 1 + boxes, "{name}");
            } else {
                assert_eq!(figure.marks[0].len(), count(&series["data"]), "{name}");
                assert_eq!(figure.marks[1].len(), count(&series["links"]), "{name}");
            }
            let drawn: Vec<&Id> = figure.marks.iter().flatten().flatten().collect();
            let listed = figure.table.rows.iter().filter_map(|row| row.item.as_ref());
            let missing: Vec<_> = listed.filter(|id| !drawn.contains(id)).collect();
            assert!(missing.is_empty(), "{name}: {missing:?}");
        }
    }
}

#[test]
fn a_phone_gets_bars_in_place_of_flows() {
    let look = Look {
        width: Width::Narrow,
        ..Look::default()
    };
    for (name, figure) in charts(look) {
        if name != "boxes" {
            assert_eq!(series(&figure)["type"], "bar", "{name}");
            assert!(figure.own.is_none(), "{name}");
        }
    }
}

#[test]
fn a_plan_without_aims_or_money_has_nothing_to_draw() {
    let plan = plan("worcestershire-update-2021-03");
    let index = Index::new(&plan);
    assert_eq!(flow(&plan, &tables(&plan, &index)), None);
    let empty = Plan::default();
    let figure = thread::figure(
        &thread_map(&empty, &Index::new(&empty), ""),
        Look::default(),
    );
    assert!(figure.chart.is_none());
}
