//! Tests of the map.

use serde_json::{Value, json};

use super::{MapLine, ThreadMap, load::MOST, thread_map};
use crate::{insight::Index, plan::Plan};

fn map(plan: &Value, aim: &str) -> ThreadMap {
    let plan = Plan::from_json(plan.clone()).unwrap();
    thread_map(&plan, &Index::new(&plan), aim)
}

fn told(map: &ThreadMap) -> Vec<String> {
    let name = |at: usize| map.spots[at].name.clone();
    let line = |l: &MapLine| format!("{} {} > {}", name(l.from), l.count, name(l.to));
    map.lines.iter().map(line).collect()
}

fn plan() -> Value {
    json!({"outcomes": [{"id": "o", "text": "Well"}],
        "priorities": [{"id": "p", "reference": "P1", "text": "Safe", "outcomes": ["o"]}, {"id": "q", "text": "Fair"}],
        "measures": [{"id": "m", "name": "Carers", "serves": ["p"]}, {"id": "n", "name": "Alone"}],
        "actions": [{"id": "a", "text": "Do", "serves": ["p"]}, {"id": "b", "text": "Act", "serves": ["p"]}]})
}

#[test]
fn the_whole_is_counts_from_aim_to_kind() {
    let map = map(&plan(), "");
    assert_eq!(
        told(&map),
        [
            "Well 3 > P1: Safe",
            "P1: Safe 1 > Measures",
            "P1: Safe 2 > Actions",
            "No aim 1 > Measures"
        ]
    );
    let measures = map.spots.iter().find(|s| s.name == "Measures").unwrap();
    assert_eq!(
        (measures.column, measures.words.as_str()),
        (2, "2 measures")
    );
    let rows: Vec<String> = map
        .rows
        .iter()
        .map(|r| format!("{} {}", r.name, r.cells.join(" ")))
        .collect();
    assert_eq!(rows, ["Well 0 0", "P1: Safe 1 2", "Fair 0 0", "No aim 1 0"]);
}

#[test]
fn one_aim_names_each_thing() {
    let safe = map(&plan(), "p");
    assert_eq!(safe.of.as_deref(), Some("P1: Safe"));
    assert_eq!(
        told(&safe),
        [
            "P1: Safe 1 > Measures",
            "Measures 1 > Carers",
            "P1: Safe 2 > Actions",
            "Actions 1 > Do",
            "Actions 1 > Act"
        ]
    );
    assert_eq!(told(&map(&plan(), "o"))[0], "Well 3 > P1: Safe");
    assert_eq!(map(&plan(), "gone").of, None);
    assert_eq!(map(&plan(), "m").of, None, "a measure is no aim");
}

#[test]
fn a_large_plan_is_counted() {
    let aims: Vec<Value> = (0..60)
        .map(|n| json!({"id": format!("p{n}"), "text": format!("P{n}")}))
        .collect();
    let actions: Vec<Value> = (0..600)
        .map(|n| json!({"id": format!("a{n}"), "text": "Do", "serves": [format!("p{}", n % 60)]}))
        .chain((600..700).map(|n| json!({"id": format!("a{n}"), "text": "Do", "serves": ["p7"]})))
        .collect();
    let plan = json!({"priorities": aims, "actions": actions});
    let whole = map(&plan, "");
    assert_eq!(whole.spots.len(), MOST + 1);
    assert_eq!(whole.rows.len(), 60);
    assert!(
        whole
            .spots
            .iter()
            .any(|s| s.name == "41 more aims" && s.count == 410)
    );
    assert!(whole.spots.iter().any(|s| s.name == "P7" && s.count == 110));
    let one = map(&plan, "p7");
    assert_eq!((one.spots.len(), one.rows.len()), (2, 110));
}
