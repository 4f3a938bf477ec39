//! Next year's draft of a plan of a few records.

use serde_json::json;

use super::*;
use crate::plan::{Action, Measure, Progress};

fn plan() -> Plan {
    let plan = json!({
        "id": "adult-care-2026-27", "title": "Adult care 2026/27", "period": "2026/27", "status": "published",
        "published": "2026-03-31", "edition": "Version 2", "document": { "title": "Printed" },
        "priorities": [{ "id": "p1", "text": "Stay well" }],
        "measures": [{ "id": "m1", "name": "Reviews", "unit": "%", "explanation": "Staff left", "points": [
            { "period": "2025/26", "kind": "baseline", "value": "70.0" },
            { "period": "2025/26", "value": "72.5" },
            { "period": "2026/27", "value": "74.0" },
            { "period": "2026/27", "kind": "target", "value": "75.0" },
            { "period": "2026/27", "kind": "forecast", "value": "76.0" },
        ], "ratings": [{ "aspect": "overall", "rating": "amber" }] },
        { "id": "m2", "name": "Visits", "points": [
            { "period": "2026/27", "kind": "target", "value": "10" },
            { "period": "2027/28", "kind": "target", "value": "12" },
        ] }],
        "actions": [
            { "id": "a1", "reference": "A1", "text": "Open the centre", "end": "2026-09-30", "serves": ["p1"],
              "milestones": [
                { "id": "x1", "text": "Sign", "due": "2026-05", "progress": "done" },
                { "id": "x2", "text": "Build", "due": "2026-06" },
                { "id": "x3", "text": "Open", "due": "2026-09", "original_due": "2025-09" },
              ] },
            { "id": "a2", "text": "Train staff", "end": { "words": "some time" }, "about": ["a1"] },
            { "id": "a3", "text": "Hire staff", "milestones": [{ "id": "x4", "text": "Advertise" }], "serves": ["p1"] },
            { "id": "a4", "text": "Buy beds", "serves": ["p1"] },
        ],
        "projects": [{ "id": "q1", "name": "Homes", "milestones": [{ "id": "x5", "text": "Plan", "due": "2026-12" }] }],
        "risks": [{ "id": "r1", "text": "Delay", "about": ["a4", "a3"], "appearances": [] }],
    });
    Plan::from_json(plan).unwrap()
}

fn id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

fn fate(choices: &mut Choices, action: &str, fate: ActionFate, reason: &str) {
    let choice = ActionChoice {
        fate,
        reason: reason.into(),
        ..ActionChoice::default()
    };
    choices.actions.insert(id(action), choice);
}

fn action<'a>(rolled: &'a RolledForward, of: &str) -> &'a Action {
    rolled
        .plan
        .actions
        .iter()
        .find(|a| a.id.as_str() == of)
        .unwrap()
}

/// The figures of a measure: period, kind, value.
fn points(measure: &Measure) -> Vec<String> {
    let point = |p: &crate::plan::Point| {
        format!(
            "{} {} {}",
            p.period.unwrap(),
            p.kind().key(),
            measure.cell(p)
        )
        .trim_end()
        .to_owned()
    };
    measure.points.iter().map(point).collect()
}

#[test]
fn the_new_plan_follows_the_old() {
    let rolled = roll_forward(&plan(), &Choices::default(), "abc");
    let front = &rolled.plan.front;
    assert_eq!(front.title, "Adult care 2027/28");
    assert_eq!(front.period.unwrap().to_string(), "2027/28");
    assert_ne!(front.id, plan().front.id);
    assert_eq!(front.status, Some(PlanStatus::Draft));
    let follows = front.supersedes.as_ref().unwrap();
    assert_eq!(
        (follows.id.as_ref().unwrap().as_str(), follows.hash.as_str()),
        ("adult-care-2026-27", "abc")
    );
    assert!(front.document.is_none() && front.published.is_none() && front.edition.is_empty());
    let old = plan();
    assert!(
        rolled
            .plan
            .actions
            .iter()
            .map(|a| &a.id)
            .eq(old.actions.iter().map(|a| &a.id))
    );
    assert_eq!(rolled.plan.actions, old.actions);
    assert_eq!(rolled.remarks, [""; 0]);
}

#[test]
fn actions_are_completed_dropped_split_and_merged() {
    let mut choices = Choices::default();
    fate(
        &mut choices,
        "a1",
        ActionFate::Split(vec![
            "Open the north".into(),
            " ".into(),
            "Open the south".into(),
        ]),
        "Two sites",
    );
    fate(
        &mut choices,
        "a2",
        ActionFate::MergeWith(id("a3")),
        "One team",
    );
    fate(&mut choices, "a3", ActionFate::MergeWith(id("a1")), "");
    fate(&mut choices, "a4", ActionFate::Drop, "No money");
    let rolled = roll_forward(&plan(), &choices, "");
    let texts: Vec<_> = rolled
        .plan
        .actions
        .iter()
        .map(|a| (a.id.as_str(), a.text.as_str()))
        .collect();
    assert_eq!(
        texts,
        [("a1", "Open the north"), ("a1-2", "Open the south")]
    );
    let first = action(&rolled, "a1");
    assert_eq!(first.milestones.len(), 4);
    assert_eq!(first.serves.len(), 1);
    // What was about the one it is merged with now is a part of it.
    assert!(first.about.is_empty());
    let why: Vec<_> = first
        .reasons
        .iter()
        .map(|r| (r.what.as_str(), r.why.as_str()))
        .collect();
    assert_eq!(
        why,
        [
            ("Split", "Two sites"),
            ("Merged", "One team"),
            ("Merged", "")
        ]
    );
    let second = action(&rolled, "a1-2");
    assert_eq!(
        (second.about[0].to.as_str(), second.serves[0].to.as_str()),
        ("a1", "p1")
    );
    assert!(second.milestones.is_empty());
    assert_eq!(rolled.plan.front.reasons[0].what, "“Buy beds” was dropped");
    assert_eq!(rolled.plan.front.reasons[0].why, "No money");
    let about: Vec<_> = rolled.plan.risks[0]
        .about
        .iter()
        .map(|r| r.to.as_str())
        .collect();
    assert_eq!(about, ["a1"]);
    assert_eq!(
        rolled.remarks,
        ["The risk “Delay” no longer leads to “Buy beds”, which isn’t carried."]
    );
    assert_eq!(
        rolled.summary[..3],
        [
            "1 action is dropped.",
            "1 action is split into 2.",
            "2 actions are merged with others."
        ]
    );

    fate(&mut choices, "a1", ActionFate::Complete, "Opened in June");
    let rolled = roll_forward(&plan(), &choices, "");
    let done = &rolled.plan.achievements[0];
    assert_eq!(
        (done.text.as_str(), done.reasons[0].why.as_str()),
        ("Open the centre", "Opened in June")
    );
    let left: Vec<_> = rolled.plan.actions.iter().map(|a| a.id.as_str()).collect();
    assert_eq!(left, ["a2", "a3"]);
    assert_eq!(
        rolled.remarks[0],
        "“Train staff” is carried as it is: what it was to be merged with isn’t carried."
    );
}

#[test]
fn actions_merged_in_a_ring_are_carried() {
    let mut choices = Choices::default();
    fate(&mut choices, "a2", ActionFate::MergeWith(id("a3")), "");
    fate(&mut choices, "a3", ActionFate::MergeWith(id("a2")), "");
    fate(&mut choices, "a4", ActionFate::MergeWith(id("a4")), "");
    let rolled = roll_forward(&plan(), &choices, "");
    let milestones: usize = rolled.plan.actions.iter().map(|a| a.milestones.len()).sum();
    assert_eq!(milestones, 4);
    assert!(rolled.remarks.len() >= 2, "{:?}", rolled.remarks);
}

#[test]
fn dates_move_by_a_year_and_what_they_were_is_remembered() {
    let mut choices = Choices {
        dates: Dates::MoveAYear,
        dates_reason: "Late start".into(),
        ..Choices::default()
    };
    let keep = ActionChoice {
        dates: Some(Dates::Keep),
        ..ActionChoice::default()
    };
    choices.actions.insert(id("a3"), keep);
    let rolled = roll_forward(&plan(), &choices, "");
    let a1 = action(&rolled, "a1");
    let shown = |cell: &Option<crate::plan::Printed<crate::plan::Date>>| {
        cell.as_ref()
            .map_or(String::new(), |c| c.shown(|d| d.shown()))
    };
    assert_eq!(shown(&a1.end), "30 September 2027");
    assert_eq!(
        (a1.reasons[0].what.as_str(), a1.reasons[0].told().as_str()),
        ("Ends", "was 30 September 2026: Late start")
    );
    let dues: Vec<_> = a1
        .milestones
        .iter()
        .map(|m| (shown(&m.due), shown(&m.original_due)))
        .collect();
    let is = |due: &str, first: &str| (due.to_owned(), first.to_owned());
    assert_eq!(
        dues,
        [
            is("May 2026", ""),
            is("June 2027", "June 2026"),
            is("September 2027", "September 2025")
        ]
    );
    assert_eq!(a1.milestones[0].progress, Some(Progress::Done));
    assert_eq!(shown(&action(&rolled, "a2").end), "some time");
    assert_eq!(
        shown(&rolled.plan.projects[0].milestones[0].due),
        "December 2027"
    );
}

#[test]
fn the_last_outturn_is_the_baseline_and_targets_are_blank_or_carried() {
    let rolled = roll_forward(&plan(), &Choices::default(), "");
    let reviews = &rolled.plan.measures[0];
    assert_eq!(
        points(reviews),
        ["2026/27 baseline 74.0%", "2027/28 target"]
    );
    assert!(reviews.ratings.is_empty() && reviews.explanation.is_none());
    // A target that is set already is kept.
    assert_eq!(points(&rolled.plan.measures[1]), ["2027/28 target 12"]);

    let choices = Choices {
        targets: Targets::Carry,
        targets_reason: "Not met yet".into(),
        outturn_to_baseline: false,
        ..Choices::default()
    };
    let rolled = roll_forward(&plan(), &choices, "");
    let reviews = &rolled.plan.measures[0];
    assert_eq!(points(reviews).len(), 6);
    assert_eq!(points(reviews)[5], "2027/28 target 75.0%");
    assert_eq!(reviews.reasons[0].what, "Target 2027/28");
    assert_eq!(reviews.reasons[0].told(), "was 75.0%: Not met yet");
}

#[test]
fn rolling_forward_again_forgets_the_reasons_of_the_year_before() {
    let choices = Choices {
        dates: Dates::MoveAYear,
        ..Choices::default()
    };
    let once = roll_forward(&plan(), &choices, "");
    assert_eq!(action(&once, "a1").reasons.len(), 1);
    let twice = roll_forward(&once.plan, &Choices::default(), "");
    assert!(action(&twice, "a1").reasons.is_empty());
    assert_eq!(twice.plan.front.period.unwrap().to_string(), "2028/29");
    assert_eq!(twice.plan.front.title, "Adult care 2028/29");
}
