//! What becomes of dates, owners and outcomes in a calendar.

use super::*;
use serde_json::{Value, json};

fn plan(actions: Value) -> Plan {
    Plan::from_json(json!({
        "id": "plan", "title": "Living well", "organisation": "Anytown", "actions": actions,
        "posts": [{ "id": "head", "title": "Head of Care, North" }, { "id": "other", "title": "Other" }],
    }))
    .unwrap()
}

fn of(plan: &Plan) -> Calendar {
    calendar(&[plan], None, Day::new(2026, 4, 1).unwrap())
}

/// The lines of a file with their folds undone.
fn lines(calendar: &Calendar) -> Vec<String> {
    let text = calendar.text.replace("\r\n ", "");
    text.split_terminator("\r\n").map(str::to_owned).collect()
}

fn values(calendar: &Calendar, name: &str) -> Vec<String> {
    let name = format!("{name}:");
    let lines = lines(calendar);
    let all = lines.iter().filter_map(|line| line.strip_prefix(&name));
    all.map(str::to_owned).collect()
}

#[test]
fn a_day_is_an_event_that_ends_the_day_after() {
    let action = json!([{ "id": "a1", "reference": "1.1", "text": "Open", "responsible": ["head"], "milestones": [
        { "id": "m1", "text": "Doors open; all of them", "due": "2026-12-31", "progress": "done", "comment": "Early" }] }]);
    let made = of(&plan(action));
    assert_eq!((made.events, made.unread.len()), (1, 0));
    let expected = [
        "BEGIN:VEVENT",
        "UID:plan.a1.m1@waymark",
        "DTSTAMP:20260401T000000Z",
        "DTSTART;VALUE=DATE:20261231",
        "DTEND;VALUE=DATE:20270101",
        "SUMMARY:Doors open\\; all of them",
        "DESCRIPTION:Action: 1.1 Open\\nWho answers: Head of Care\\, North\\nWhen: 31 December 2026\\nOutcome: \
         Done\\nEarly\\nPlan: Living well\\, Anytown",
        "CATEGORIES:Head of Care\\, North",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ];
    assert_eq!(lines(&made)[5..15], expected);
}

#[test]
fn a_month_is_drawn_whole_and_anything_longer_on_its_last_day() {
    let cases = [
        ("2026-02", "20260201", "20260301", "Then"),
        ("2026-12", "20261201", "20270101", "Then"),
        ("2026-03-10..2026-03-12", "20260310", "20260313", "Then"),
        ("2026-Q2", "20260630", "20260701", "Then (quarter 2 2026)"),
        ("2026-summer", "20260831", "20260901", "Then (Summer 2026)"),
        ("2026/27", "20270331", "20270401", "Then (2026/27)"),
        (
            "2026-04..2026-10",
            "20261031",
            "20261101",
            "Then (April to October 2026)",
        ),
    ];
    for (due, first, after, summary) in cases {
        let made = of(&plan(
            json!([{ "id": "a1", "milestones": [{ "id": "m1", "text": "Then", "due": due }] }]),
        ));
        assert_eq!(values(&made, "DTSTART;VALUE=DATE"), [first], "{due}");
        assert_eq!(values(&made, "DTEND;VALUE=DATE"), [after], "{due}");
        assert_eq!(values(&made, "SUMMARY"), [summary]);
    }
    let printed = json!({ "value": "2026-06..2026-08", "as_printed": "early Summer" });
    let made = of(&plan(
        json!([{ "id": "a1", "milestones": [{ "id": "m1", "text": "Then", "due": printed }] }]),
    ));
    assert_eq!(values(&made, "SUMMARY"), ["Then (early Summer)"]);
}

#[test]
fn what_has_no_date_is_told_with_its_place() {
    let made = of(&plan(json!([{ "id": "a1", "text": "Open", "milestones": [
        { "id": "m1", "text": "Some day", "due": { "print": "tbc" } }, { "id": "m2", "text": "Never said" },
        { "id": "m3", "text": "At the end of days", "due": "9999-12-31" }] }])));
    assert_eq!(made.events, 0);
    let told: Vec<String> = made
        .unread
        .iter()
        .map(|u| format!("{}: {}", u.place, u.what))
        .collect();
    assert_eq!(
        told,
        [
            "Living well, Open, ‘Some day’: Its date is ‘TBC’, which is no day of a calendar, so it is not in the \
             calendar file.",
            "Living well, Open, ‘Never said’: It has no date, so it is not in the calendar file.",
            "Living well, Open, ‘At the end of days’: Its date is one that a diary can’t hold, so it is not in the \
             calendar file.",
        ]
    );
}

#[test]
fn an_end_counts_where_there_are_no_milestones_and_an_owner_sees_their_own() {
    let plan = plan(json!([
        { "id": "a1", "text": "Close", "end": "2026-05", "responsible": ["head"] },
        { "id": "a2", "text": "Open", "end": "2026-05", "responsible": ["other"],
          "milestones": [{ "id": "m1", "text": "Half way", "due": "2026-04" }] }]));
    let all = of(&plan);
    assert_eq!(values(&all, "SUMMARY"), ["End of Close", "Half way"]);
    assert_eq!(
        values(&all, "UID"),
        ["plan.a1@waymark", "plan.a2.m1@waymark"]
    );
    let stamp = Day::new(2026, 4, 1).unwrap();
    let of_one = |owner: &str| calendar(&[&plan, &plan], Id::parse(owner).as_ref(), stamp);
    // The same twice is one event, or a diary would keep either.
    let head = of_one("head");
    assert_eq!(values(&head, "SUMMARY"), ["End of Close"]);
    assert_eq!(head.unread.len(), 1);
    assert_eq!(of_one("nobody").events, 0);
}
