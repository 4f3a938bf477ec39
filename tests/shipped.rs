//! The plans that the app ships: whole, canonical, with every reference leading somewhere, and with
//! the counts a careful reader of the documents comes to.

use std::{collections::BTreeMap, fs, path::PathBuf};

use waymark::{
    formats::{Caps, hash::sha256_hex, read_plan, write_plan},
    insight::{Index, as_at_start, facts::sheet, search, standouts, sum_checks},
    plan::{Day, MoneyKind, Plan, PointKind, Word, json_schema},
};

fn plans_folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/plans")
}

fn file(name: &str) -> String {
    fs::read_to_string(plans_folder().join(name)).unwrap()
}

fn plan(id: &str) -> Plan {
    read_plan(file(&format!("{id}.json")).as_bytes(), Caps::FILE).unwrap()
}

fn shelf() -> Vec<String> {
    let index: serde_json::Value = serde_json::from_str(&file("index.json")).unwrap();
    let plans = index["plans"].as_array().unwrap().clone();
    plans
        .iter()
        .map(|p| p["id"].as_str().unwrap().to_owned())
        .collect()
}

fn parts(plan: &Plan, noun: &str) -> usize {
    let mut count = 0;
    for record in plan.records() {
        record.parts(&mut |part| count += usize::from(part.noun == noun));
    }
    count
}

#[test]
fn the_shelf_lists_each_plan_by_the_hash_of_its_file() {
    let index: serde_json::Value = serde_json::from_str(&file("index.json")).unwrap();
    for entry in index["plans"].as_array().unwrap() {
        let text = file(entry["file"].as_str().unwrap());
        assert_eq!(
            entry["sha256"],
            sha256_hex(text.as_bytes()),
            "run make shelf"
        );
    }
    assert!(shelf().len() >= 2);
}

#[test]
fn every_plan_is_in_canonical_form() {
    for id in shelf() {
        assert_eq!(write_plan(&plan(&id)), file(&format!("{id}.json")), "{id}");
    }
}

#[test]
fn the_published_schema_is_that_of_the_types() {
    let generated = serde_json::to_string_pretty(&json_schema()).unwrap() + "\n";
    assert_eq!(
        file("schema.json"),
        generated,
        "run: cargo run --example schema"
    );
}

#[test]
fn every_reference_leads_somewhere() {
    for id in shelf() {
        let plan = plan(&id);
        let index = Index::new(&plan);
        for record in plan.records() {
            record.links(&mut |relation, to| {
                let found = index.place(&to.to).is_some();
                assert!(found, "{id}: {} {relation:?} {}", record.id(), to.to);
            });
        }
    }
}

#[test]
fn every_record_and_part_has_a_page_and_a_source() {
    for id in shelf() {
        let plan = plan(&id);
        let index = Index::new(&plan);
        for record in plan.records() {
            let mut ids = vec![record.id().clone()];
            record.parts(&mut |part| ids.push(part.id.clone()));
            for item in ids {
                let sheet = sheet(&plan, &index, &item, Day(15_000));
                assert!(sheet.is_some_and(|s| !s.title.is_empty()), "{id}: {item}");
            }
            assert!(
                !record.provenance().source.is_empty(),
                "{id}: {} has no source",
                record.id()
            );
        }
    }
}

#[test]
fn every_title_can_be_found_by_searching() {
    for id in shelf() {
        let plan = plan(&id);
        for record in plan.records() {
            let words: Vec<String> = record
                .title()
                .split_whitespace()
                .take(4)
                .map(str::to_owned)
                .collect();
            let (hits, _) = search(&plan, &words.join(" "), usize::MAX);
            assert!(
                hits.iter().any(|h| h.id == *record.id()),
                "{id}: {}",
                record.id()
            );
        }
    }
}

#[test]
fn warwickshire_is_all_there() {
    let plan = plan("warwickshire-2021-22");
    assert_eq!(plan.outcomes.len(), 3);
    assert_eq!(plan.priorities.len(), 10);
    assert_eq!(plan.actions.len(), 17);
    let key = plan.measures.iter().filter(|m| m.points.is_empty()).count();
    let business: Vec<_> = plan
        .measures
        .iter()
        .filter(|m| !m.points.is_empty())
        .collect();
    assert_eq!((key, business.len()), (6, 22));
    let marked = business
        .iter()
        .filter(|m| m.marks.iter().any(|mark| mark == "KBM"));
    assert_eq!(marked.count(), 5);
    for measure in business {
        let kinds: Vec<PointKind> = measure.points.iter().map(|p| p.kind()).collect();
        assert_eq!(
            kinds,
            [PointKind::Actual, PointKind::Target],
            "{}",
            measure.id
        );
    }
    assert_eq!(plan.projects.len(), 13);
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for role in plan.projects.iter().flat_map(|p| &p.roles) {
        let word = role.holder.as_ref().and_then(|h| h.word());
        *holders
            .entry(word.map_or("named", Word::shown))
            .or_default() += 1;
    }
    let expected = [
        ("Blank", 2),
        ("None", 2),
        ("TBC", 3),
        ("Vacant", 1),
        ("named", 71),
    ];
    assert_eq!(holders, BTreeMap::from(expected), "79 role entries");
    assert_eq!(plan.teams.iter().filter(|t| t.lead.is_some()).count(), 8);
    let spend = plan.money.iter().filter(|m| m.amounts.len() == 2).count();
    let budget = plan.money.iter().filter(|m| m.amounts.len() == 4).count();
    assert_eq!((spend, budget), (11, 2));
    let grid = |s: &&std::sync::Arc<waymark::plan::Statistic>| {
        s.dimensions.iter().any(|d| d.name == "grade")
    };
    assert_eq!(
        plan.statistics.iter().filter(grid).count(),
        36,
        "workforce cells"
    );
}

#[test]
fn cheshire_west_is_all_there() {
    let plan = plan("cheshire-west-2011-14");
    assert_eq!(plan.priorities.len(), 8);
    assert_eq!(plan.actions.len(), 26);
    assert_eq!(parts(&plan, "milestone"), 75);
    let (table, kpis): (Vec<_>, Vec<_>) = plan.measures.iter().partition(|m| !m.ratings.is_empty());
    assert_eq!((table.len(), kpis.len()), (23, 13));
    assert!(table.iter().all(|m| m.ratings.len() == 3));
    assert_eq!(plan.risks.len(), 11);
    assert_eq!(parts(&plan, "appearance"), 22);
    assert_eq!(parts(&plan, "mitigation"), 45);
    let rated = plan
        .equality_objectives
        .iter()
        .filter(|e| e.rating.is_some())
        .count();
    assert_eq!((rated, plan.equality_objectives.len()), (7, 17));
    assert_eq!(plan.proposals.len(), 14);
    assert_eq!(plan.achievements.len(), 7);
    assert_eq!(
        plan.definitions
            .iter()
            .filter(|d| ["R", "A", "G"].contains(&d.term.as_str()))
            .count(),
        3
    );
    let whole = |m: &waymark::plan::MoneyLine| {
        [MoneyKind::Spend, MoneyKind::Income, MoneyKind::Net]
            .iter()
            .all(|k| m.amount(*k).is_some())
    };
    let lines = plan.money.iter().filter(|m| whole(m) && !m.is_total());
    assert_eq!(lines.count(), 20, "ten lines, printed twice");
}

#[test]
fn known_contradictions_are_found() {
    let plan = plan("cheshire-west-2011-14");
    let off: Vec<_> = sum_checks(&plan)
        .into_iter()
        .filter(|c| c.difference() != 0)
        .map(|c| (c.line.to_string(), c.kind, c.difference()))
        .collect();
    assert!(
        off.iter()
            .any(|(_, kind, by)| *kind == MoneyKind::Income && *by == -1_000),
        "{off:?}"
    );
    let index = Index::new(&plan);
    let all = standouts(&plan, &index, as_at_start(&plan, Day(0)), 20);
    assert!(
        all.iter()
            .any(|s| s.why.contains("ASCH7/1") && s.why.contains("ASCH7/4"))
    );
}
