//! What must hold for any three versions of a plan: merging with oneself or with the base changes
//! nothing, swapping the sides gives the same plan, undoing gives back mine, and nothing is lost that
//! nobody deleted. `make soak` runs many more cases (PROPTEST_CASES).

use std::{
    collections::{BTreeSet, hash_map::DefaultHasher},
    fs,
    hash::{Hash, Hasher},
    path::PathBuf,
};

use proptest::{collection::vec, prelude::*, sample::Index as Pick};
use serde_json::{Value, json};
use waymark::{
    drafting::{
        Change, Command, Draft, Path, apply_all,
        merge::{Choices, Clash, Merge, Merged, Side},
        value_at,
    },
    formats::{Caps, read_plan},
    plan::{Id, Kind, Plan},
};

/// A small plan with every sort of list.
fn small() -> Plan {
    let milestone = |id: &str| json!({ "id": id, "text": format!("Reach {id}"), "due": "2026-09" });
    let action = |n: usize| {
        json!({
            "id": format!("a{n}"), "reference": format!("A{n}"), "text": format!("Do thing {n}"),
            "serves": ["p1", "p2"], "responsible": ["t1"], "start": "2026-04",
            "milestones": [milestone(&format!("a{n}-m1")), milestone(&format!("a{n}-m2")), milestone(&format!("a{n}-m3"))],
            "steps": [{ "id": format!("a{n}-s1"), "text": "First" }, { "id": format!("a{n}-s2"), "text": "Then", "within": format!("a{n}-s1") }],
            "cells": [{ "label": "Office", "value": "North" }],
        })
    };
    let plan = json!({
        "id": "small", "title": "Small plan", "organisation": "Anytown", "period": "2026/27",
        "authors": ["Ann", "Ben"], "vision": "Well",
        "document": { "title": "Printed", "publisher": "Anytown", "remarks": ["One", "Two"] },
        "priorities": (1..=3).map(|n| json!({ "id": format!("p{n}"), "text": format!("Priority {n}") })).collect::<Vec<_>>(),
        "measures": (1..=3).map(|n| json!({
            "id": format!("m{n}"), "name": format!("Measure {n}"), "marks": ["KBM"], "serves": ["p1"],
            "points": [
                { "period": "2025/26", "value": "8.00" },
                { "period": "2026/27", "kind": "target", "value": "9.50" },
                { "period": "2027/28", "kind": "target", "value": { "print": "tbc" } },
            ],
            "ratings": [{ "aspect": "overall", "rating": "green" }],
        })).collect::<Vec<_>>(),
        "actions": (1..=5).map(action).collect::<Vec<_>>(),
        "risks": [{ "id": "r1", "text": "It may rain", "appearances": [
            { "id": "r1-p1", "priority": "p1", "current": 12, "mitigations": [
                { "id": "r1-x1", "text": "Umbrella", "owners": ["t1"] }, { "id": "r1-x2", "text": "Roof" }] },
            { "id": "r1-p2", "priority": "p2", "current": 6 }] }],
        "money": [{ "id": "l1", "label": "Care", "amounts": [
            { "kind": "spend", "column": "Budget", "period": "2026/27", "value": { "pounds": 1000, "unit": "£000" } },
            { "kind": "spend", "column": "Outturn", "period": "2025/26", "value": { "pounds": 900, "unit": "£000" } }] }],
        "teams": [{ "id": "t1", "name": "Team one" }, { "id": "t2", "name": "Team two" }],
    });
    Plan::from_json(plan).unwrap()
}

/// What an officer may do to any plan, by places picked at random.
#[derive(Clone, Debug)]
enum Deed {
    Front(Pick, Pick),
    Set(Pick, Pick, Pick),
    Part(Pick, Pick, Pick),
    AddRecord(Pick, Pick, Pick, Pick),
    AddPart(Pick, Pick, Pick, Pick),
    TakeRecord(Pick),
    TakeElement(Pick, Pick, Pick),
    ShiftRecord(Pick, Pick),
    ShiftElement(Pick, Pick, Pick, Pick),
    MovePart(Pick, Pick, Pick),
    Point(Pick, Pick, Pick),
    Link(Pick, Pick, Pick),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let p = any::<Pick>;
    let deed = prop_oneof![
        (p(), p()).prop_map(|(a, b)| Deed::Front(a, b)),
        (p(), p(), p()).prop_map(|(a, b, c)| Deed::Set(a, b, c)),
        (p(), p(), p()).prop_map(|(a, b, c)| Deed::Part(a, b, c)),
        (p(), p(), p(), p()).prop_map(|(a, b, c, d)| Deed::AddRecord(a, b, c, d)),
        (p(), p(), p(), p()).prop_map(|(a, b, c, d)| Deed::AddPart(a, b, c, d)),
        p().prop_map(Deed::TakeRecord),
        (p(), p(), p()).prop_map(|(a, b, c)| Deed::TakeElement(a, b, c)),
        (p(), p()).prop_map(|(a, b)| Deed::ShiftRecord(a, b)),
        (p(), p(), p(), p()).prop_map(|(a, b, c, d)| Deed::ShiftElement(a, b, c, d)),
        (p(), p(), p()).prop_map(|(a, b, c)| Deed::MovePart(a, b, c)),
        (p(), p(), p()).prop_map(|(a, b, c)| Deed::Point(a, b, c)),
        (p(), p(), p()).prop_map(|(a, b, c)| Deed::Link(a, b, c)),
    ];
    vec(deed, 0..14)
}

fn of<'a, T>(pick: &Pick, all: &'a [T]) -> Option<&'a T> {
    (!all.is_empty()).then(|| pick.get(all))
}

/// The ids that either side may invent: few, so that both invent the same.
const NEW: [&str; 3] = ["n-1", "n-2", "n-3"];
const WORDS: [&str; 3] = ["New words", "Other words", "More words"];

fn records(plan: &Plan) -> Vec<(Kind, Id)> {
    plan.records().map(|r| (r.kind(), r.id().clone())).collect()
}

fn changes(plan: &Plan, deed: &Deed) -> Option<Vec<Change>> {
    let all = records(plan);
    let record = |pick: &Pick| of(pick, &all).map(|(kind, id)| Path::record(*kind, id));
    let action = |pick: &Pick| of(pick, &plan.actions).map(|a| Path::record(Kind::Action, &a.id));
    let lists = [
        "milestones",
        "steps",
        "points",
        "appearances",
        "amounts",
        "serves",
        "ratings",
        "cells",
    ];
    let elements = |at: &Path, list: &Pick| -> Option<(Path, Vec<Value>)> {
        let there = |list: &&&str| value_at(plan, &at.clone().field(list)).is_array();
        let has: Vec<&&str> = lists.iter().filter(there).collect();
        let list = at.clone().field(of(list, &has)?);
        let items = value_at(plan, &list)
            .as_array()
            .cloned()
            .unwrap_or_default();
        Some((list, items))
    };
    let element = |list: Path, items: &[Value], at: &Pick| -> Option<Path> {
        let place = at.index(items.len().max(1));
        let id = items.get(place)?.get("id").and_then(Value::as_str);
        Some(match id.and_then(Id::parse) {
            Some(id) => list.item(&id),
            None => list.place(place),
        })
    };
    let set = |at, to| vec![Change::Set { at, to }];
    Some(match deed {
        Deed::Front(field, to) => {
            let fields = [
                ("title", json!(of(to, &WORDS)?)),
                ("vision", json!({ "retold": of(to, &WORDS)? })),
                ("authors", json!(&WORDS[..to.index(4)])),
                ("period", json!(of(to, &["2026/27", "2027/28"])?)),
                ("document", Value::Null),
                ("edition", json!(of(to, &WORDS)?)),
                ("supersedes", json!({ "id": of(to, &NEW)? })),
            ];
            let (field, to) = of(field, &fields)?;
            set(Path::front(field), to.clone())
        }
        Deed::Set(at, field, to) => {
            let fields = [
                ("text", json!(of(to, &WORDS)?)),
                ("name", json!(of(to, &WORDS)?)),
                ("note", json!(of(to, &WORDS)?)),
                ("end", json!(of(to, &["2027-03", "2027-04-30"])?)),
                ("end", json!({ "words": of(to, &WORDS)? })),
                ("reference", json!(of(to, &WORDS)?)),
                ("serves", json!([of(to, &["p1", "p2", "p3", "n-1"])?])),
                ("milestones", Value::Null),
                ("points", Value::Null),
                ("inferred", json!(["text"])),
            ];
            let (field, to) = of(field, &fields)?;
            set(record(at)?.field(field), to.clone())
        }
        Deed::Part(at, place, to) => {
            let (list, items) = elements(&record(at)?, place)?;
            let part = element(list, &items, place)?;
            let fields = [
                ("text", json!(of(to, &WORDS)?)),
                ("due", json!("2027-01")),
                ("current", json!(4)),
                ("value", json!({ "print": "n/a" })),
                ("note", json!(of(to, &WORDS)?)),
            ];
            let (field, to) = of(to, &fields)?;
            set(part.field(field), to.clone())
        }
        Deed::AddRecord(kind, id, words, place) => {
            let kind = *of(kind, &[Kind::Action, Kind::Measure, Kind::Priority])?;
            let field = if kind == Kind::Measure {
                "name"
            } else {
                "text"
            };
            let mut value = json!({ "id": of(id, &NEW)?, field: of(words, &WORDS)? });
            if kind != Kind::Priority {
                value["serves"] = json!(["p3"]);
            }
            vec![Change::Add {
                list: Path::list(kind),
                place: place.index(6),
                value,
            }]
        }
        Deed::AddPart(at, id, words, place) => vec![Change::Add {
            list: action(at)?.field("milestones"),
            place: place.index(5),
            value: json!({ "id": of(id, &NEW)?, "text": of(words, &WORDS)? }),
        }],
        Deed::TakeRecord(at) => vec![Change::Take { at: record(at)? }],
        Deed::TakeElement(at, list, place) => {
            let (list, items) = elements(&record(at)?, list)?;
            vec![Change::Take {
                at: element(list, &items, place)?,
            }]
        }
        Deed::ShiftRecord(at, to) => vec![Change::Shift {
            at: record(at)?,
            to: to.index(6),
        }],
        Deed::ShiftElement(at, list, place, to) => {
            let (list, items) = elements(&record(at)?, list)?;
            vec![Change::Shift {
                at: element(list, &items, place)?,
                to: to.index(5),
            }]
        }
        Deed::MovePart(from, to, part) => {
            let list = action(from)?.field("milestones");
            let items = value_at(plan, &list).as_array().cloned()?;
            let value = of(part, &items)?.clone();
            vec![
                Change::Take {
                    at: element(list, &items, part)?,
                },
                Change::Add {
                    list: action(to)?.field("milestones"),
                    place: part.index(3),
                    value,
                },
            ]
        }
        Deed::Point(at, period, value) => {
            let m = of(at, &plan.measures)?;
            let value = json!({
                "period": of(period, &["2026/27", "2027/28", "2028/29"])?,
                "kind": of(value, &["actual", "target"])?,
                "value": of(value, &["1.0", "2.0", "3.0"])?,
            });
            vec![Change::Add {
                list: Path::record(Kind::Measure, &m.id).field("points"),
                place: period.index(4),
                value,
            }]
        }
        Deed::Link(at, to, place) => vec![Change::Add {
            list: action(at)?.field("serves"),
            place: place.index(3),
            value: json!(of(to, &["p1", "p2", "p3", "n-1"])?),
        }],
    })
}

fn after(start: &Plan, deeds: &[Deed]) -> Plan {
    let mut plan = start.clone();
    for deed in deeds {
        if let Some(changes) = changes(&plan, deed) {
            let _ = apply_all(&mut plan, &changes);
        }
    }
    plan
}

/// Chooses for each conflict by its own name, alike on both sides.
fn choices(merge: &Merge, mirrored: bool, seed: u64) -> Choices {
    let mut choices = Choices::none();
    for conflict in &merge.conflicts {
        let mut hasher = DefaultHasher::new();
        (&conflict.issue, seed).hash(&mut hasher);
        let side = match (hasher.finish() & 1 == 1) != mirrored {
            true => Side::Mine,
            false => Side::Theirs,
        };
        choices.choose(&conflict.issue, side);
    }
    choices
}

fn resolved(merge: &Merge, choices: &Choices) -> Merged {
    let merged = merge.resolve(choices, "Ann’s copy");
    merged.unwrap_or_else(|e| panic!("{e} {:#?}", merge.conflicts))
}

/// The plan of a merge in which nothing may clash.
fn clean(merge: &Merge) -> Plan {
    assert!(merge.conflicts.is_empty(), "{:#?}", merge.conflicts);
    resolved(merge, &Choices::none()).plan
}

fn ids(plan: &Plan) -> BTreeSet<Id> {
    let mut ids = BTreeSet::new();
    for record in plan.records() {
        assert!(
            ids.insert(record.id().clone()),
            "{} stands twice",
            record.id()
        );
        record.parts(&mut |part| assert!(ids.insert(part.id.clone()), "{} stands twice", part.id));
    }
    ids
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn merging_with_oneself_or_with_the_base_changes_nothing(deeds in deeds()) {
        let base = small();
        let x = after(&base, &deeds);
        let again = Plan::from_json(serde_json::from_slice(&x.json_text()).unwrap()).unwrap();
        for other in [&x, &again] {
            prop_assert_eq!(&clean(&Merge::new(&base, &base, other)), &x);
            prop_assert_eq!(&clean(&Merge::new(&base, other, &base)), &x);
            prop_assert_eq!(&clean(&Merge::new(&base, &x, other)), &x);
            let none = Merge::new(&base, &x, other);
            prop_assert!(resolved(&none, &Choices::none()).command.changes.is_empty());
            prop_assert_eq!(&clean(&Merge::two_way(&x, other)), &x);
        }
    }

    #[test]
    fn swapping_the_sides_gives_the_same_plan(mine in deeds(), theirs in deeds(), seed: u64) {
        let base = small();
        let (mine, theirs) = (after(&base, &mine), after(&base, &theirs));
        let (one, other) = (Merge::new(&base, &mine, &theirs), Merge::new(&base, &theirs, &mine));
        let issues = |m: &Merge| m.conflicts.iter().map(|c| c.issue.clone()).collect::<BTreeSet<_>>();
        prop_assert_eq!(issues(&one), issues(&other));
        let swapped = |clash| match clash {
            Clash::DeletedHere => Clash::DeletedThere,
            Clash::DeletedThere => Clash::DeletedHere,
            clash => clash,
        };
        for conflict in &one.conflicts {
            let mirrored = other.conflicts.iter().find(|c| c.issue == conflict.issue).unwrap();
            prop_assert_eq!(swapped(conflict.clash), mirrored.clash);
            prop_assert_eq!(&conflict.mine.json, &mirrored.theirs.json);
            prop_assert_eq!(&conflict.before.json, &mirrored.before.json);
        }
        let plan = resolved(&one, &choices(&one, false, seed)).plan;
        prop_assert_eq!(&plan, &resolved(&other, &choices(&other, true, seed)).plan);
        let two_way = Merge::two_way(&mine, &theirs);
        let back = Merge::two_way(&theirs, &mine);
        let plan = resolved(&two_way, &choices(&two_way, false, seed)).plan;
        prop_assert_eq!(&plan, &resolved(&back, &choices(&back, true, seed)).plan);
    }

    #[test]
    fn a_merge_is_one_step_that_can_be_undone(mine in deeds(), theirs in deeds(), seed: u64) {
        let base = small();
        let (mine, theirs) = (after(&base, &mine), after(&base, &theirs));
        for merge in [Merge::new(&base, &mine, &theirs), Merge::two_way(&mine, &theirs)] {
            for choices in [Choices::none(), Choices::all(Side::Theirs), choices(&merge, false, seed)] {
                let merged = resolved(&merge, &choices);
                let mut draft = Draft::new(mine.clone());
                draft.perform(merged.command.clone(), false).unwrap();
                prop_assert_eq!(draft.plan(), &merged.plan);
                draft.undo().unwrap();
                prop_assert_eq!(draft.plan(), &mine);
                draft.redo().unwrap();
                prop_assert_eq!(draft.plan(), &merged.plan);
                ids(&merged.plan);
            }
        }
    }

    #[test]
    fn without_a_common_version_every_difference_is_a_choice(mine in deeds(), theirs in deeds()) {
        let base = small();
        let (mine, theirs) = (after(&base, &mine), after(&base, &theirs));
        let merge = Merge::two_way(&mine, &theirs);
        prop_assert_eq!(merge.takes(), 0);
        prop_assert_eq!(&resolved(&merge, &Choices::none()).plan, &mine);
        prop_assert_eq!(&resolved(&merge, &Choices::all(Side::Mine)).plan, &mine);
        prop_assert_eq!(&resolved(&merge, &Choices::all(Side::Theirs)).plan, &theirs);
    }

    #[test]
    fn no_id_is_lost_that_nobody_deleted(mine in deeds(), theirs in deeds()) {
        let base = small();
        let (mine, theirs) = (after(&base, &mine), after(&base, &theirs));
        let merge = Merge::new(&base, &mine, &theirs);
        let merged = resolved(&merge, &Choices::none());
        let (before, here, there) = (ids(&base), ids(&mine), ids(&theirs));
        let left = ids(&merged.plan);
        let told: String = merge.conflicts.iter().map(|c| format!("{}{}{}", c.at, c.mine.json, c.theirs.json)).collect();
        for id in here.union(&there) {
            let deleted = before.contains(id) && !(here.contains(id) && there.contains(id));
            prop_assert!(left.contains(id) || deleted || told.contains(id.as_str()), "{} is lost", id);
        }
        // What mine has stays unless theirs deleted it.
        for id in here.difference(&left) {
            prop_assert!(before.contains(id) && !there.contains(id), "{} is lost", id);
        }
    }
}

fn shipped() -> Plan {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/plans");
    let text = fs::read(folder.join("cheshire-west-2011-14.json")).unwrap();
    read_plan(&text, Caps::FILE).unwrap()
}

/// The shipped plan many times over, each copy with ids of its own.
fn large(times: usize) -> Plan {
    let plan = shipped();
    let mut text = Vec::new();
    let whole: Value = serde_json::from_slice(&plan.json_text()).unwrap();
    let mut all = whole.clone();
    for copy in 1..times {
        for &kind in Kind::ALL {
            let Some(records) = whole.get(kind.key()).and_then(Value::as_array) else {
                continue;
            };
            let mut records = Value::from(records.clone());
            rename(&mut records, copy);
            let Value::Array(records) = records else {
                unreachable!()
            };
            all[kind.key()].as_array_mut().unwrap().extend(records);
        }
    }
    serde_json::to_writer(&mut text, &all).unwrap();
    Plan::from_json(serde_json::from_slice(&text).unwrap()).unwrap()
}

fn rename(value: &mut Value, copy: usize) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|v| rename(v, copy)),
        Value::Object(fields) => {
            if let Some(Value::String(id)) = fields.get_mut("id") {
                *id = format!("c{copy}-{id}").chars().take(Id::LONGEST).collect();
            }
            fields.values_mut().for_each(|v| rename(v, copy));
        }
        _ => {}
    }
}

#[test]
#[ignore = "a very large plan: `make soak` runs it"]
fn a_very_large_plan_with_a_thousand_changes_a_side_merges() {
    let base = large(100);
    // As read from a file: no record is shared.
    let read =
        |plan: &Plan| Plan::from_json(serde_json::from_slice(&plan.json_text()).unwrap()).unwrap();
    let edit = |plan: &Plan, from: usize, words: &str| {
        let mut plan = plan.clone();
        let mut changes = Vec::new();
        for (n, (kind, id)) in records(&plan)
            .into_iter()
            .step_by(7)
            .skip(from)
            .step_by(3)
            .take(1000)
            .enumerate()
        {
            let at = Path::record(kind, &id);
            changes.push(match n % 10 {
                0 => Change::Take { at },
                1 => Change::Shift { at, to: n },
                2 => Change::Add {
                    list: Path::list(kind),
                    place: n,
                    value: json!({ "id": format!("{words}-{n}") }),
                },
                _ => Change::Set {
                    at: at.field("note"),
                    to: json!(format!("{words} {n}")),
                },
            });
        }
        apply_all(&mut plan, &changes).unwrap();
        plan
    };
    let (mine, theirs) = (
        read(&edit(&base, 0, "mine")),
        read(&edit(&base, 1, "theirs")),
    );
    let merge = Merge::new(&base, &mine, &theirs);
    let merged = resolved(&merge, &Choices::none());
    assert!(merge.takes() >= 900, "{}", merge.takes());
    assert!(merged.command.changes.len() >= 900);
    let command = Command {
        name: String::new(),
        changes: merged.command.changes,
    };
    let mut draft = Draft::new(mine.clone());
    draft.perform(command, false).unwrap();
    assert_eq!(draft.plan(), &merged.plan);
    draft.undo().unwrap();
    assert_eq!(draft.plan(), &mine);
}
