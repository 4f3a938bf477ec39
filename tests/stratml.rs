//! StratML out of the shipped plans and in again, and files as they are found in the wild.
//! `GOLDENS=write cargo test --test stratml` writes the golden anew, to be looked through by eye.

use std::{fs, path::Path};

use proptest::prelude::*;
use serde_json::{Value, json};
use waymark::{
    formats::{
        Caps, read_plan,
        stratml::{Edition, Read, read, write},
        write_plan,
    },
    plan::Plan,
};

const SHIPPED: [&str; 5] = [
    "cheshire-west-2011-14",
    "coventry-2014",
    "warwickshire-2021-22",
    "worcestershire-2018-21",
    "worcestershire-update-2021-03",
];

fn path(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn shipped(name: &str) -> Plan {
    let file = fs::read(path(&format!("public/plans/{name}.json"))).unwrap();
    read_plan(&file, Caps::FILE).unwrap()
}

fn fixture(name: &str) -> Read {
    let file = fs::read(path(&format!("tests/fixtures/stratml/{name}"))).unwrap();
    stays(&file)
}

fn refused(file: &[u8]) -> String {
    read(file).unwrap_err().to_string()
}

/// What a plan is written as reads back to one that is written the same.
fn comes_back(plan: &Plan) {
    for edition in [Edition::PerformancePlan, Edition::StrategicPlan] {
        let first = write(plan, edition).text;
        let again = read(first.as_bytes()).unwrap();
        assert_eq!(again.unread, []);
        similar(&write(&again.plan, edition).text, &first);
        // It is a plan as any other.
        let kept = read_plan(write_plan(&again.plan).as_bytes(), Caps::FILE).unwrap();
        assert_eq!(kept, again.plan);
    }
}

fn similar(one: &str, other: &str) {
    let apart = one.lines().zip(other.lines()).find(|(a, b)| a != b);
    assert_eq!(apart, None);
    assert_eq!(one.len(), other.len());
}

/// A file that was read, written and read again is the same plan.
fn stays(file: &[u8]) -> Read {
    let first = read(file).unwrap();
    let text = write(&first.plan, Edition::PerformancePlan).text;
    let again = read(text.as_bytes()).unwrap();
    assert_eq!(again.unread, [], "{text}");
    assert_eq!(write_plan(&again.plan), write_plan(&first.plan), "\n{text}");
    first
}

#[test]
fn a_shipped_plan_comes_back_to_the_byte() {
    for name in SHIPPED {
        comes_back(&shipped(name));
    }
}

#[test]
fn a_shipped_plan_is_written_as_it_was() {
    let plan = shipped("warwickshire-2021-22");
    let made = write(&plan, Edition::PerformancePlan);
    let told = made.unread.iter();
    let told: String = told.map(|u| format!("{}: {}\n", u.place, u.what)).collect();
    for (ending, text) in [("xml", made.text), ("unread.txt", told)] {
        let golden = path(&format!(
            "tests/goldens/stratml/warwickshire-2021-22.{ending}"
        ));
        if std::env::var("GOLDENS").is_ok() {
            fs::write(&golden, &text).unwrap();
        }
        similar(&text, &fs::read_to_string(&golden).unwrap());
    }
}

#[test]
fn a_date_that_is_no_day_is_kept_in_words() {
    for (published, said) in [
        (
            json!({ "words": "Spring, as usual" }),
            "Published: Spring, as usual",
        ),
        (json!("2014-05"), "Published: May 2014"),
    ] {
        let plan = Plan::from_json(json!({ "id": "p", "title": "Plan", "published": published }));
        let plan = plan.unwrap();
        assert!(
            write(&plan, Edition::PerformancePlan).text.contains(said),
            "{said}"
        );
        comes_back(&plan);
    }
}

#[test]
fn an_old_file_is_read_by_what_it_means() {
    let old = fixture("core-of-2008.xml");
    let plan = &old.plan;
    assert_eq!(plan.front.organisation, "Anytown Council");
    assert_eq!(plan.front.vision.as_str(), "Everyone lives well");
    assert_eq!(plan.priorities[0].text.as_str(), "Keep well");
    assert_eq!(plan.actions[0].text.as_str(), "Visit everyone at home");
    assert_eq!(plan.actions[0].serves[0].to, plan.priorities[0].id);
    let cells = &plan.narratives[0].cells;
    let said = |label: &str| {
        let cell = cells.iter().find(|c| c.label == label);
        let cell = cell.unwrap_or_else(|| panic!("{label} in {cells:?}"));
        cell.value
            .as_ref()
            .unwrap()
            .shown(|w| w.as_str().to_owned())
    };
    assert_eq!(said("Type"), "Strategic_Plan");
    assert_eq!(said("Submitter, Given name"), "Ann Bell");
    assert_eq!(said("Administrative information, Start date"), "2008-10-19");
    assert_eq!(old.unread.len(), 2);
    assert_eq!(old.unread[1].place.to_string(), "goal, row 9, ‘Weather’");
}

#[test]
fn a_file_from_the_wild_keeps_what_it_says() {
    let wild = fixture("report.xml");
    let plan = &wild.plan;
    assert_eq!(plan.measures.len(), 1);
    let measure = &plan.measures[0];
    assert_eq!(
        (measure.code.as_str(), measure.unit.as_str()),
        ("1.1.1", "people")
    );
    let points: Vec<String> = measure.points.iter().map(|p| measure.cell(p)).collect();
    assert_eq!(
        points,
        [
            "1,200 All of them",
            "1,150.50 Status: Annual baseline",
            "Number of units: about 7"
        ]
    );
    assert_eq!(measure.points[0].period.unwrap().to_string(), "2011/12");
    // Its identifier is one that ours can't be, and the next has the same.
    assert_eq!(plan.priorities[0].id.as_str(), "a578ae20-e023");
    assert_eq!(plan.priorities[1].id.as_str(), "goal-1");
    assert_eq!(plan.organisations[0].name, "Director of Care");
    let text = write(plan, Edition::PerformancePlan).text;
    for said in [
        "HTML is\nread as words",
        "Co-chair",
        "Performer",
        "Output_Processing",
        "Peer_To",
        "_78901c50",
    ] {
        assert!(text.contains(said), "{said} in {text}");
    }
    assert_eq!(wild.unread, []);
}

#[test]
fn prefixes_marks_and_wide_letters_do_not_matter() {
    let plain = r#"<StrategicPlan><Name>A – b</Name><StrategicPlanCore><Goal><Name>G</Name></Goal></StrategicPlanCore></StrategicPlan>"#;
    let expected = stays(plain.as_bytes()).plan;
    let prefixed = plain.replace('<', "<s:").replace("<s:/", "</s:");
    let prefixed = prefixed.replacen(
        "<s:StrategicPlan",
        "<s:StrategicPlan xmlns:s='http://www.stratml.net'",
        1,
    );
    let marked = format!("\u{feff}<?xml version='1.0'?>\n<!-- c -->{plain}");
    let wide: Vec<u8> = marked.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for file in [prefixed.into_bytes(), marked.into_bytes(), wide] {
        assert_eq!(stays(&file).plan, expected);
    }
}

#[test]
fn what_is_hostile_or_no_stratml_is_refused_in_words() {
    let deep = format!("<StrategicPlan>{}", "<a>".repeat(100));
    let many = format!("<StrategicPlan>{}</StrategicPlan>", "<a/>".repeat(500_001));
    for (file, said) in [
        ("", "line 1"),
        ("words", "line 1"),
        ("<StrategicPlan>\n<Name>", "not whole XML: line 2"),
        ("<StrategicPlan></Name>", "not whole XML"),
        ("<StrategicPlan/><StrategicPlan/>", "not whole XML"),
        ("<html/>", "‘html’"),
        (
            "<!DOCTYPE a [<!ENTITY b 'c'>]><StrategicPlan/>",
            "has a DOCTYPE",
        ),
        ("<StrategicPlan>\n&nbsp;</StrategicPlan>", "Line 2"),
        ("<StrategicPlan a='&b;'/>", "by a name"),
        (deep.as_str(), "64 deep"),
        (many.as_str(), "500,000 elements"),
    ] {
        assert!(
            refused(file.as_bytes()).contains(said),
            "{file:.60}: {}",
            refused(file.as_bytes())
        );
    }
    assert!(refused(&vec![b' '; (16 << 20) + 1]).contains("16 MB"));
}

/// Words as people write them, with what XML minds.
fn words() -> impl Strategy<Value = String> {
    "([a-zA-Z0-9<>&\"' ,;:é£’\n-]|\\]\\]>){0,24}"
}

fn point() -> impl Strategy<Value = Value> {
    let period = prop::sample::select(vec![
        "2012/13",
        "2011/12-2013/14",
        "2018/19-Q4",
        "2014",
        "2012-10..2012-11",
    ]);
    let kind = prop::sample::select(vec!["baseline", "actual", "forecast", "target"]);
    (prop::option::of(period), kind, prop::option::of(0..99_999u32), words()).prop_map(|(period, kind, value, said)| {
        let value = value.map_or(json!({ "print": "tbc" }), |n| json!(format!("{n}.50")));
        json!({ "period": period, "kind": kind, "value": value, "qualifier": said, "as_at": "2013-05" })
    })
}

fn any_plan() -> impl Strategy<Value = Plan> {
    let label = prop::sample::select(vec![
        "Office",
        "Identifier",
        "Description",
        "Other information",
        "Stakeholder 1, Role 2, Name",
        "Stakeholder 3, Description",
        "Stakeholder 1, Stakeholder type type",
    ]);
    let cells = prop::collection::vec((label, words()), 0..4);
    let cells = cells.prop_map(|all| {
        let all = all.into_iter();
        Value::from_iter(all.map(|(label, value)| json!({ "label": label, "value": value })))
    });
    let record = (
        words(),
        cells,
        0..3usize,
        0..3usize,
        prop::collection::vec(point(), 0..4),
    );
    (words(), prop::collection::vec(record, 1..5)).prop_map(|(title, records)| {
        let (mut priorities, mut actions, mut measures) = (vec![], vec![], vec![]);
        for (at, (text, cells, serves, shows, points)) in records.iter().enumerate() {
            priorities.push(json!({ "id": format!("p{at}"), "text": text, "cells": cells }));
            let serves: Vec<String> = (0..*serves).filter(|p| *p < records.len()).map(|p| format!("p{p}")).collect();
            let shown: Vec<String> = (0..*shows).filter(|m| *m < records.len()).map(|m| format!("m{m}")).collect();
            actions.push(json!({ "id": format!("a{at}"), "text": text, "cells": cells, "serves": serves,
                "measures": shown, "responsible": ["t1", "o1"], "milestones": [{ "id": format!("x{at}"), "text": text }] }));
            measures.push(json!({ "id": format!("m{at}"), "name": text, "cells": cells, "points": points }));
        }
        Plan::from_json(json!({ "id": "p1", "title": title, "organisation": title, "period": "2012/13",
            "priorities": priorities, "actions": actions, "measures": measures,
            "teams": [{ "id": "t1", "name": title }],
            "organisations": [{ "id": "o1", "name": "One" }, { "id": "o2", "name": title, "description": "Two" }],
            "statements": [{ "id": "s1", "role": "value", "text": title }] }))
        .unwrap()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_plan_comes_back_to_the_byte(plan in any_plan()) {
        comes_back(&plan);
        stays(write(&plan, Edition::StrategicPlan).text.as_bytes());
    }
}
