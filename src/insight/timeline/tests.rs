//! What stands when and in which lane, what a step, a window and a month hold, on small plans written here.

use super::*;
use serde_json::json;

fn plan() -> Plan {
    Plan::from_json(json!({"id": "p",
        "outcomes": [{"id": "o1", "text": "Live well"}],
        "priorities": [{"id": "p1", "reference": "1", "text": "At home"}, {"id": "p2", "reference": "2", "text": "Carers"}],
        "posts": [{"id": "head", "title": "Head of Care"}, {"id": "lead", "title": "Lead"}],
        "actions": [
            {"id": "a", "reference": "A1", "text": "First", "serves": ["p2"], "responsible": ["head", "lead"],
             "start": "2012-04", "end": "2012-09", "milestones": [
                {"id": "m1", "text": "Agreed", "due": "2012-04"},
                {"id": "m2", "text": "Asked", "due": "2012-06-15", "progress": "done"},
                {"id": "m3", "text": "Some day", "due": {"print": "tbc"}}]},
            {"id": "b", "text": "Second", "serves": ["p1"], "responsible": ["head"], "start": "2012-05", "end": "2012-06"},
            {"id": "c", "text": "Third", "serves": ["p1"], "timescales": [
                {"id": "t1", "text": "Ongoing", "date": {"print": "ongoing"}}, {"id": "t2", "text": "By autumn", "date": "2012-06"}]},
            {"id": "d", "text": "Fourth, of which nothing is said"}],
        "projects": [{"id": "x", "name": "Hub", "milestones": [{"id": "m4", "text": "Opened", "due": "2012"}]},
                     {"id": "y", "name": "No dates"}]}))
    .unwrap()
}

fn timeline() -> Timeline {
    let plan = plan();
    Timeline::new(&plan, &Index::new(&plan))
}

fn every(timeline: &Timeline) -> Vec<usize> {
    (0..timeline.dues.len()).collect()
}

fn day(iso: &str) -> Day {
    iso.parse::<Date>().unwrap().first_day()
}

fn window(first: &str, last: &str) -> Window {
    Window {
        first: day(first),
        last: day(last),
    }
}

#[test]
fn what_is_due_stands_in_the_order_of_its_dates() {
    let timeline = timeline();
    let ids: Vec<&str> = timeline.dues.iter().map(|d| d.id.as_str()).collect();
    // The second action has nothing but its end.
    assert_eq!(ids, ["m1", "m2", "b", "t2", "m4", "m3"]);
    assert_eq!(timeline.noun(), ("date", "dates"));
    assert_eq!(timeline.carried_by(), "3 actions and one project");
    let state = |at: usize| timeline.dues[at].state(day("2013-01-01"));
    // The plan records what came of milestones, and nothing of actions or timescales.
    assert_eq!(state(0), MilestoneState::Overdue);
    assert_eq!(state(1), MilestoneState::Done);
    assert_eq!(state(2), MilestoneState::Passed);
    assert_eq!(state(3), MilestoneState::Passed);
}

#[test]
fn a_plan_without_dates_has_no_timeline() {
    assert!(has_dates(&plan()));
    let bare = json!({"id": "p", "actions": [{"id": "a", "text": "x", "start": "2012-04",
        "milestones": [{"id": "m", "text": "y", "due": {"print": "tbc"}}]}]});
    assert!(!has_dates(&Plan::from_json(bare).unwrap()));
}

#[test]
fn lanes_are_in_the_plans_order_and_hold_what_belongs_to_several_in_each() {
    let timeline = timeline();
    let told = |by: LaneBy| -> Vec<String> {
        let lanes = lanes(&timeline, by, &every(&timeline));
        let names = |lane: &Lane| {
            let of = lane.tracks.iter().map(|t| &timeline.carriers[t.carrier]);
            of.map(|c| c.id.to_string()).collect::<Vec<_>>().join(" ")
        };
        lanes
            .iter()
            .map(|lane| format!("{}: {}", lane.label, names(lane)))
            .collect()
    };
    assert_eq!(
        told(LaneBy::Priority),
        ["1: At home: b c", "2: Carers: a", "Under none: x"]
    );
    assert_eq!(
        told(LaneBy::Owner),
        ["Head of Care: a b", "Lead: a", "Nobody named: c x"]
    );
    assert_eq!(told(LaneBy::Carrier).len(), 4);
    // Nobody names a service area, and nothing is part of anything.
    assert_eq!(
        offered(&timeline),
        [LaneBy::Priority, LaneBy::Owner, LaneBy::Carrier]
    );
    let offered = offered(&timeline);
    assert_eq!(LaneBy::named("owner", &offered), LaneBy::Owner);
    assert_eq!(LaneBy::named("area", &offered), LaneBy::Priority);
}

#[test]
fn steps_go_to_dates_that_something_is_due_on() {
    let timeline = timeline();
    let all = every(&timeline);
    let next = |iso| next_date(&timeline, &all, day(iso)).map(Day::iso);
    let previous = |iso| previous_date(&timeline, &all, day(iso)).map(Day::iso);
    assert_eq!(next("2011-01-01").as_deref(), Some("2012-04-30"));
    assert_eq!(next("2012-04-30").as_deref(), Some("2012-06-15"));
    assert_eq!(next("2012-12-31"), None);
    assert_eq!(previous("2012-06-15").as_deref(), Some("2012-04-30"));
    assert_eq!(previous("2012-04-30"), None);
    assert_eq!(previous("2099-01-01").as_deref(), Some("2012-12-31"));
    assert_eq!(next_date(&timeline, &[], day("2012-01-01")), None);
}

#[test]
fn a_month_on_is_the_same_day_or_the_last() {
    let on = |iso, months| months_on(day(iso), months).iso();
    assert_eq!(on("2012-01-15", 1), "2012-02-15");
    assert_eq!(on("2012-01-30", 1), "2012-02-29");
    assert_eq!(
        on("2012-02-29", 1),
        "2012-03-31",
        "a last day stays the last"
    );
    assert_eq!(on("2012-01-31", -2), "2011-11-30");
    assert_eq!(on("2011-12-05", 1), "2012-01-05");
}

#[test]
fn counts_follow_the_date() {
    let timeline = timeline();
    let told = |iso: &str| {
        let tally = tally(&timeline, &every(&timeline), day(iso));
        let counts: Vec<String> = tally
            .counts
            .iter()
            .map(|(state, n)| format!("{n} {}", state.key()))
            .collect();
        (counts.join(", "), tally.next_words().unwrap_or_default())
    };
    assert_eq!(told("2012-04-29").0, "4 due, 1 no-date, 1 done");
    assert_eq!(told("2012-04-29").1, "1 in April 2012");
    assert_eq!(told("2012-05-01").1, "2 in June 2012");
    assert_eq!(
        told("2012-06-30").0,
        "1 overdue, 2 passed, 1 due, 1 no-date, 1 done"
    );
    assert_eq!(
        answer(&timeline, day("2012-06-30")),
        "At 30 June 2012, of the 6 dates of 3 actions and one project, one is done; one is overdue; 2 are past their \
         date with no outcome recorded; one is without a date; one is still to come, the next in 2012."
    );
}

#[test]
fn the_whole_covers_every_date_in_whole_months() {
    let whole = timeline().whole(day("2011-12-31")).unwrap();
    assert_eq!(
        (whole.first.iso(), whole.last.iso()),
        ("2011-12-01".into(), "2012-12-31".into())
    );
    // A reader who starts from far away doesn't press the plan into a corner.
    let far = timeline().whole(day("1999-01-01")).unwrap();
    assert_eq!(far.first.iso(), "2012-01-01");
    assert!(Timeline::default().whole(day("2012-01-01")).is_none());
}

#[test]
fn a_window_is_zoomed_moved_and_named_within_the_whole() {
    let whole = window("2012-01-01", "2012-12-31");
    let near = whole.zoomed(whole, true, day("2012-07-01"));
    assert_eq!(near.days(), 183);
    // The day looked at keeps its place.
    assert!((near.place(day("2012-07-01")) - whole.place(day("2012-07-01"))).abs() < 0.01);
    assert_eq!(near.zoomed(whole, false, day("2012-07-01")), whole);
    let mut closest = whole;
    for _ in 0..20 {
        closest = closest.zoomed(whole, true, day("2012-07-01"));
    }
    assert_eq!(closest.days(), 28);
    // It stops at the ends and keeps its length.
    let late = near.moved(whole, 99.0);
    assert_eq!((late.last, late.days()), (whole.last, near.days()));
    assert_eq!(near.moved(whole, -99.0).first, whole.first);
    assert_eq!(near.showing(whole, near.first), near);
    assert_eq!(
        near.showing(whole, day("2012-12-01")).last,
        day("2012-12-01")
    );
    // Its names come back as they went; nonsense names everything.
    let (from, to) = late.names(whole);
    assert_eq!((from.as_str(), to.as_str()), ("2012-07-02", ""));
    assert_eq!(Window::named(&from, &to, whole), late);
    assert_eq!(
        Window::named("2012-04", "2012-06", whole),
        window("2012-04-01", "2012-06-30")
    );
    for (from, to) in [
        ("", ""),
        ("x", "y"),
        ("2013", ""),
        ("2012-09", "2012-03"),
        ("0001-01-01", "9999"),
    ] {
        assert_eq!(Window::named(from, to, whole), whole, "{from} {to}");
    }
}

#[test]
fn fingers_keep_the_days_they_hold() {
    let whole = window("2012-01-01", "2013-12-31");
    let (then, now) = ((0.4, 0.6), (0.3, 0.7));
    let near = whole.pinched(whole, then, now);
    assert!((near.days() - whole.days() / 2).abs() <= 1);
    for (a, b) in [(then.0, now.0), (then.1, now.1)] {
        assert!((whole.day_at(a).0 - near.day_at(b).0).abs() <= 2);
    }
    // Two fingers that move together move it; what crosses over or meets breaks nothing.
    let moved = near.pinched(whole, (0.4, 0.6), (0.2, 0.4));
    assert_eq!(moved.days(), near.days());
    assert!(moved.first > near.first);
    assert!(whole.pinched(whole, (0.5, 0.5), (0.0, 1.0)).days() >= 28);
    assert_eq!(
        near.pinched(whole, (0.6, 0.4), (0.7, 0.3)).days(),
        near.pinched(whole, (0.4, 0.6), (0.3, 0.7)).days()
    );
}

#[test]
fn months_are_counted_and_a_longer_date_counts_at_its_end() {
    let timeline = timeline();
    let whole = window("2012-01-01", "2012-12-31");
    let told = |window: Window, most: usize| -> Vec<(String, usize)> {
        let bunches = bunches(&timeline, &every(&timeline), window, most);
        bunches
            .into_iter()
            .filter(|b| b.count > 0)
            .map(|b| (b.name, b.count))
            .collect()
    };
    let at = |name: &str, count| (name.to_owned(), count);
    let months = [
        at("April 2012", 1),
        at("June 2012", 3),
        at("December 2012", 1),
    ];
    assert_eq!(told(whole, 40), months);
    let quarters = [
        at("April to June 2012", 4),
        at("October to December 2012", 1),
    ];
    assert_eq!(told(whole, 6), quarters);
    assert_eq!(told(whole, 1), [at("2012", 5)]);
    // Only what stands in the window.
    let part = window("2012-05-01", "2012-06-20");
    assert_eq!(told(part, 40), [at("June 2012", 3)]);
    assert_eq!(bunches(&timeline, &[], whole, 40).len(), 12);
}

#[test]
fn the_finding_says_where_they_bunch_or_that_they_dont() {
    let said = |counts: &[usize]| {
        let bunch = |(at, count): (usize, &usize)| Bunch {
            stretch: (Day(0), Day(0)),
            name: format!("{} 2012", month_of(at)),
            count: *count,
        };
        finding(
            &counts.iter().enumerate().map(bunch).collect::<Vec<_>>(),
            "milestones",
        )
    };
    assert_eq!(said(&[]), "No milestones fall in this time");
    assert_eq!(said(&[0, 3]), "All 3 milestones fall in February 2012");
    assert_eq!(
        said(&[1, 0, 6, 2]),
        "Milestones bunch in March 2012: 6 of 9 fall then"
    );
    assert_eq!(
        said(&[5, 1, 5, 2]),
        "Milestones bunch in January and March 2012: 5 of 13 in each"
    );
    assert_eq!(
        said(&[2, 2, 0, 1]),
        "5 milestones are spread from January 2012 to April 2012, at most 2 at a time"
    );
}

fn month_of(at: usize) -> String {
    crate::plan::month_name(at as u8 + 1).to_owned()
}

#[test]
fn only_what_can_be_read_is_drawn() {
    let actions: Vec<_> = (0..300)
        .map(|n| {
            let due = |m: usize| json!({"id": format!("a{n}-m{m}"), "text": "Step", "due": format!("2012-{:02}", (n + m) % 12 + 1)});
            json!({"id": format!("a{n}"), "reference": format!("A{n}"), "text": "Act", "serves": [format!("p{}", n % 4)],
                "start": "2012-01", "end": "2012-12", "milestones": [due(0), due(1)]})
        })
        .collect();
    let priorities: Vec<_> = (0..4)
        .map(|n| json!({"id": format!("p{n}"), "text": "Aim"}))
        .collect();
    let plan =
        Plan::from_json(json!({"id": "p", "priorities": priorities, "actions": actions})).unwrap();
    let timeline = Timeline::new(&plan, &Index::new(&plan));
    let all = every(&timeline);
    let whole = timeline.whole(day("2012-01-01")).unwrap();
    let seen = |by: LaneBy, window: Window, most: usize| {
        see(
            &timeline,
            &lanes(&timeline, by, &all),
            by,
            window,
            most,
            day("2012-06-30"),
        )
    };
    // Six hundred marks in four lanes: a mark a month and state in each.
    let merged = seen(LaneBy::Priority, whole, LANES);
    assert!(merged.merged);
    assert_eq!((merged.lanes.len(), merged.hidden), (4, 0));
    let counted: usize = merged
        .lanes
        .iter()
        .flat_map(|l| &l.tracks)
        .flat_map(|t| &t.marks)
        .map(|m| m.count)
        .sum();
    assert_eq!(counted, 600);
    assert!(
        merged
            .lanes
            .iter()
            .all(|lane| lane.tracks.len() == 1 && lane.tracks[0].marks.len() <= 12)
    );
    // An action a lane: the first forty, each mark by itself.
    let first = seen(LaneBy::Carrier, whole, LANES);
    assert_eq!(
        (first.lanes.len(), first.hidden, first.merged),
        (40, 260, false)
    );
    // A closer look leaves the lanes that have something then.
    let month = window("2012-03-01", "2012-03-31");
    // Every action runs then, and one in six has something due.
    let seen = seen(LaneBy::Carrier, month, LANES);
    let marks = seen
        .lanes
        .iter()
        .flat_map(|l| &l.tracks)
        .map(|t| t.marks.len());
    assert_eq!((marks.sum::<usize>(), seen.hidden), (8, 260));
}

#[test]
fn lanes_of_counts_are_cut_short_too() {
    // Each of forty aims has something due in every month of two years.
    let actions: Vec<_> = (0..40)
        .map(|n| {
            let due = |m: usize| json!({"id": format!("a{n}-m{m}"), "text": "Step", "due": format!("{}-{:02}", 2012 + m / 12, m % 12 + 1)});
            json!({"id": format!("a{n}"), "text": "Act", "serves": [format!("p{n}")], "milestones": (0..24).map(due).collect::<Vec<_>>()})
        })
        .collect();
    let priorities: Vec<_> = (0..40)
        .map(|n| json!({"id": format!("p{n}"), "text": "Aim"}))
        .collect();
    let plan = json!({"id": "p", "priorities": priorities, "actions": actions});
    let plan = Plan::from_json(plan).unwrap();
    let timeline = Timeline::new(&plan, &Index::new(&plan));
    let by = LaneBy::Priority;
    let lanes = lanes(&timeline, by, &every(&timeline));
    let whole = timeline.whole(day("2012-01-01")).unwrap();
    let told = |most: usize| {
        let seen = see(&timeline, &lanes, by, whole, most, day("2012-06-30"));
        assert!(seen.merged);
        (seen.lanes.len(), seen.hidden)
    };
    // Twelve lanes of twenty-four marks are as many as can be read; who asks for more gets them.
    assert_eq!(told(LANES), (12, 28));
    assert_eq!(told(2 * LANES), (25, 15));
    assert_eq!(told(4 * LANES), (40, 0));
}
