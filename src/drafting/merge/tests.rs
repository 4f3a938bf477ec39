//! The rules of a merge, one by one, on a plan of a few records.

use serde_json::{Value, json};

use super::*;
use crate::{
    drafting::{Change, Path, apply_all},
    plan::Plan,
};

fn base() -> Plan {
    let plan = json!({
        "id": "p", "title": "A plan",
        "priorities": [{ "id": "p1", "text": "Stay well" }, { "id": "p2", "text": "Stay home" }],
        "measures": [{ "id": "m1", "name": "Reviews", "points": [
            { "period": "2025/26", "value": "8.00" },
            { "period": "2026/27", "kind": "target", "value": "9.00" },
        ] }],
        "actions": [
            { "id": "a1", "reference": "A1", "text": "Open the centre", "end": "2026-09", "serves": ["p1"],
              "milestones": [{ "id": "x1", "text": "Sign" }, { "id": "x2", "text": "Build", "due": "2026-05" }] },
            { "id": "a2", "text": "Train staff" },
        ],
    });
    Plan::from_json(plan).unwrap()
}

fn with(changes: &[(&str, Value)]) -> Plan {
    let mut plan = base();
    for (at, to) in changes {
        let at = Path::parse(at).unwrap();
        let change = match (to, at.kind().is_some() && at.segments().len() == 2) {
            (Value::Null, true) => Change::Take { at },
            _ => Change::Set { at, to: to.clone() },
        };
        apply_all(&mut plan, &[change]).unwrap();
    }
    plan
}

fn merge(mine: &[(&str, Value)], theirs: &[(&str, Value)]) -> Merge {
    Merge::new(&base(), &with(mine), &with(theirs))
}

fn merged(merge: &Merge, choices: &Choices) -> Merged {
    merge.resolve(choices, "Ann’s copy").unwrap()
}

/// A conflict in words: record, part, label, before, mine, theirs.
fn told(c: &Conflict) -> [&str; 6] {
    [
        &c.record.words,
        &c.part,
        &c.label,
        &c.before.words,
        &c.mine.words,
        &c.theirs.words,
    ]
}

#[test]
fn what_only_one_side_changed_is_taken_and_told() {
    let merge = merge(
        &[("actions/#a1/text", json!("Open it"))],
        &[
            ("actions/#a1/milestones/#x2/due", json!("2026-06-30")),
            ("actions/#a1/serves", json!(["p1", "p2"])),
            ("measures/#m1/points/1/value", json!("9.50")),
            ("title", json!("Our plan")),
            ("actions/#a2", Value::Null),
        ],
    );
    assert!(merge.conflicts.is_empty(), "{:#?}", merge.conflicts);
    let told = merge.taken();
    let taken: Vec<[&str; 5]> = told
        .iter()
        .map(|t| {
            [
                t.record.words.as_str(),
                &t.part,
                &t.label,
                &t.before.words,
                &t.after.words,
            ]
        })
        .collect();
    assert_eq!(
        taken,
        [
            ["the plan’s own details", "", "Title", "A plan", "Our plan"],
            [
                "measure “Reviews”",
                "Figure “Target 2026/27”",
                "Value",
                "9.00",
                "9.50"
            ],
            [
                "action “A1 Open it”",
                "Milestone “Build”",
                "Due",
                "May 2026",
                "30 June 2026"
            ],
            ["action “A1 Open it”", "", "Works towards", "", "Stay home"],
            ["action “Train staff”", "", "", "Train staff", ""],
        ]
    );
    let merged = merged(&merge, &Choices::none());
    assert_eq!(merged.command.name, "Merged 5 changes from Ann’s copy");
    assert_eq!(merged.plan.actions[0].text.as_str(), "Open it");
    assert_eq!(merged.plan.actions.len(), 1);
    assert_eq!(merged.plan.front.title, "Our plan");
}

#[test]
fn what_both_changed_is_a_conflict_decided_by_field_record_or_all() {
    let merge = merge(
        &[
            ("actions/#a1/end", json!("2026-10")),
            ("actions/#a1/text", json!("Mine")),
            ("title", json!("Mine")),
        ],
        &[
            ("actions/#a1/end", json!({ "print": "tbc" })),
            ("actions/#a1/text", json!("Theirs")),
            ("title", json!("Theirs")),
        ],
    );
    let [title, end, text] = merge.conflicts.as_slice() else {
        panic!("{:#?}", merge.conflicts)
    };
    assert_eq!(
        told(title),
        [
            "the plan’s own details",
            "",
            "Title",
            "A plan",
            "Mine",
            "Theirs"
        ]
    );
    assert_eq!(
        told(end),
        [
            "action “A1 Mine”",
            "",
            "Ends",
            "September 2026",
            "October 2026",
            "TBC"
        ]
    );
    assert_eq!(end.at.to_string(), "actions/#a1/end");
    assert_eq!(
        told(text),
        [
            "action “A1 Mine”",
            "",
            "Wording",
            "Open the centre",
            "Mine",
            "Theirs"
        ]
    );

    let mut choices = Choices::none();
    let open = |choices: &Choices| merge.open(choices).count();
    let now = |choices: &Choices| {
        let plan = merged(&merge, choices).plan;
        let ends = plan.actions[0].end.as_ref().unwrap().shown(|d| d.shown());
        (
            plan.front.title.clone(),
            ends,
            plan.actions[0].text.as_str().to_owned(),
        )
    };
    let is =
        |title: &str, ends: &str, text: &str| (title.to_owned(), ends.to_owned(), text.to_owned());
    assert_eq!(open(&choices), 3);
    assert_eq!(now(&choices), is("Mine", "October 2026", "Mine"));
    choices.choose(&end.issue, Side::Theirs);
    assert_eq!(open(&choices), 2);
    assert_eq!(now(&choices), is("Mine", "TBC", "Mine"));
    choices.choose_record(&end.record.key, [&end.issue, &text.issue], Side::Theirs);
    assert_eq!(open(&choices), 1);
    assert_eq!(now(&choices), is("Mine", "TBC", "Theirs"));
    assert_eq!(open(&Choices::all(Side::Theirs)), 0);
    assert_eq!(
        now(&Choices::all(Side::Theirs)),
        is("Theirs", "TBC", "Theirs")
    );
}

#[test]
fn deleted_on_one_side_and_changed_on_the_other_is_a_conflict() {
    for (mine, theirs, clash) in [
        (json!("Changed"), Value::Null, Clash::DeletedThere),
        (Value::Null, json!("Changed"), Clash::DeletedHere),
    ] {
        let at = |to: &Value| {
            if to.is_null() {
                "actions/#a2"
            } else {
                "actions/#a2/text"
            }
        };
        let merge = merge(
            &[(at(&mine), mine.clone())],
            &[(at(&theirs), theirs.clone())],
        );
        let [conflict] = merge.conflicts.as_slice() else {
            panic!("{:#?}", merge.conflicts)
        };
        assert_eq!(conflict.clash, clash);
        assert_eq!(
            told(conflict)[3..],
            [
                "Train staff",
                mine.as_str().unwrap_or(""),
                theirs.as_str().unwrap_or("")
            ]
        );
        let left = |side| merged(&merge, &Choices::all(side)).plan.actions.len();
        assert_eq!(
            (left(Side::Mine), left(Side::Theirs)),
            (
                if mine.is_null() { 1 } else { 2 },
                if theirs.is_null() { 1 } else { 2 }
            )
        );
    }
}

#[test]
fn the_same_id_added_by_both_is_a_conflict_unless_it_says_the_same() {
    let add = |text: &str| {
        let mut plan = base();
        let value = json!({ "id": "n1", "text": text });
        let list = Path::parse("actions").unwrap();
        apply_all(
            &mut plan,
            &[Change::Add {
                list,
                place: 0,
                value,
            }],
        )
        .unwrap();
        plan
    };
    let one = Merge::new(&base(), &add("One"), &add("Other"));
    assert_eq!(one.conflicts.len(), 1);
    assert_eq!(one.conflicts[0].clash, Clash::BothAdded);
    assert_eq!(merged(&one, &Choices::all(Side::Theirs)).plan, add("Other"));
    assert!(
        Merge::new(&base(), &add("One"), &add("One"))
            .conflicts
            .is_empty()
    );
}

#[test]
fn a_part_moved_to_what_the_other_side_deleted_stays_where_it_was() {
    let part = json!([{ "id": "x1", "text": "Sign" }]);
    let left = json!([{ "id": "x2", "text": "Build", "due": "2026-05" }]);
    let merge = merge(
        &[("actions/#a2", Value::Null)],
        &[
            ("actions/#a1/milestones", left),
            ("actions/#a2/milestones", part),
        ],
    );
    let plan = merged(&merge, &Choices::none()).plan;
    assert_eq!(plan.actions[0].milestones.len(), 2);
    let plan = merged(&merge, &Choices::all(Side::Theirs)).plan;
    assert_eq!(
        (
            plan.actions[0].milestones.len(),
            plan.actions[1].milestones.len()
        ),
        (1, 1)
    );
}

#[test]
fn a_link_to_what_the_other_side_deleted_is_told() {
    let merge = merge(
        &[("priorities/#p2", Value::Null)],
        &[("actions/#a2/serves", json!(["p2"]))],
    );
    let merged = merged(&merge, &Choices::none());
    let [lost] = merged.lost_links.as_slice() else {
        panic!("{:#?}", merged.lost_links)
    };
    assert_eq!(lost.from_words, "action “Train staff”");
    assert_eq!(
        (lost.to_words.as_str(), lost.deleted_by),
        ("Stay home", Side::Mine)
    );
    // The link itself is kept.
    assert_eq!(merged.plan.actions[1].serves[0].to.as_str(), "p2");
}

#[test]
fn without_a_common_version_nothing_is_taken() {
    let (mine, theirs) = (
        with(&[("title", json!("Mine"))]),
        with(&[("actions/#a2", Value::Null)]),
    );
    let merge = Merge::two_way(&mine, &theirs);
    assert!(!merge.is_three_way());
    assert_eq!(merge.takes(), 0);
    let clashes: Vec<Clash> = merge.conflicts.iter().map(|c| c.clash).collect();
    assert_eq!(clashes, [Clash::BothChanged, Clash::OnlyHere]);
    assert!(
        merge
            .conflicts
            .iter()
            .all(|c| c.before == Version::default())
    );
}
