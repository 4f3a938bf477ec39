//! The plans that the app ships: whole, canonical, with every reference leading somewhere, and
//! the contradictions they are known for found.

use std::{fs, path::PathBuf};

use waymark::{
    drafting::{Path, apply_all, removal},
    formats::{Caps, hash::sha256_hex, read_plan, write_plan},
    insight::{Index, SearchIndex, as_at_start, facts::sheet, standouts, sum_checks},
    plan::{Day, Id, MoneyKind, Plan, Ref, Relation, json_schema},
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
fn the_schema_holds_for_every_plan_and_for_no_other_shape() {
    let schema = serde_json::from_str(&file("schema.json")).unwrap();
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("schema.json", schema).unwrap();
    let mut schemas = boon::Schemas::new();
    let schema = compiler.compile("schema.json", &mut schemas).unwrap();
    for id in shelf() {
        let mut plan: serde_json::Value =
            serde_json::from_str(&file(&format!("{id}.json"))).unwrap();
        if let Err(wrong) = schemas.validate(&plan, schema) {
            panic!("{id}: {wrong}");
        }
        plan["plan"]["abbreviations"][0]["unheard-of"] = true.into();
        assert!(schemas.validate(&plan, schema).is_err(), "{id}");
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for id in shelf() {
        let plan = plan(&id);
        let index = Index::new(&plan);
        let holds = |from: &Id, relation: Relation, to: &Ref| {
            let found = index.place(&to.to).is_some();
            assert!(found, "{id}: {from} {relation:?} {}", to.to);
        };
        for record in plan.records() {
            record.links(&mut |relation, to| holds(record.id(), relation, to));
            record.parts(&mut |part| {
                part.links()
                    .for_each(|(relation, to)| holds(part.id, relation, to));
            });
        }
    }
}

#[test]
fn what_is_taken_out_leaves_no_link_behind() {
    for id in shelf() {
        let plan = plan(&id);
        let index = Index::new(&plan);
        let linked = |id: &Id| !index.links_to(id).is_empty();
        for record in plan.records().filter(|record| linked(record.id())) {
            let at = Path::record(record.kind(), record.id());
            let found = removal(&plan, &at).unwrap();
            let mut left = plan.clone();
            apply_all(&mut left, &found.command.changes).unwrap();
            for other in left.records() {
                other.links(&mut |_, to| assert_ne!(to.to, *record.id(), "{id}: {}", other.id()));
                other.parts(&mut |part| {
                    for (_, to) in part.links() {
                        assert_ne!(to.to, *record.id(), "{id}: {}", part.id);
                    }
                });
            }
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
        let search = SearchIndex::of(&plan);
        for record in plan.records() {
            let words: Vec<String> = record
                .title()
                .split_whitespace()
                .take(4)
                .map(str::to_owned)
                .collect();
            let found = search.search(&words.join(" "), None, usize::MAX);
            assert!(
                found.hits.iter().any(|h| h.id == *record.id()),
                "{id}: {}",
                record.id()
            );
        }
    }
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
