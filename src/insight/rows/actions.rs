//! Actions as rows: whose they are, when they run, their milestones and how those stand at a date.

use std::{cmp::Reverse, collections::HashMap, sync::Arc};

use super::{
    Bit, Cell, Column, Desk, Listing, Row, SortKey, Tag, filter, named, next_due, short, some,
    standing_at, state_tag,
};
use crate::{
    insight::{
        Fact, Index, MilestoneState, Outcomes,
        facts::{cell, printed_words},
        milestone_state,
    },
    plan::{Action, Date, Day, Id, Milestone, Plan, Printed},
};

const TITLE: usize = 110;
const NEXT: usize = 70;
/// The place of the column of service areas.
const AREA: usize = 3;
/// The filter by how milestones stand, and what it asks.
const STATE: &str = "state";
const HAS: &str = "Has milestones";

/// Every action of a plan, as it stands at a date.
pub fn listing(plan: &Plan, index: &Index, as_at: Day) -> Listing {
    let desk = Desk { plan, index };
    let columns = vec![
        Column::words("name", "Action"),
        Column::words("priority", "Works towards"),
        Column::words("owner", "Owner"),
        Column::words("area", "Service area"),
        Column::words("start", "Starts"),
        Column::words("end", "Ends"),
        Column::words("next", "Next due"),
        Column::figures("milestones", "Milestones"),
        Column::figures("steps", "Steps"),
        Column::words("timescales", "Timescales"),
        Column::words("progress", "Progress"),
    ];
    let serves = plan.actions.iter().flat_map(|a| &a.serves);
    let filters = [
        ("priority", desk.aims(serves)),
        ("owner", "Owner"),
        ("area", "Service area"),
        (STATE, HAS),
    ];
    let outcomes = Outcomes::of(plan);
    let mut rows: Vec<Row> = plan
        .actions
        .iter()
        .map(|a| row(desk, a, as_at, outcomes))
        .collect();
    // There is room for one of the two: where owners are named the area goes to its filter.
    if plan.actions.iter().any(|a| !a.responsible.is_empty()) {
        for cell in rows.iter_mut().filter_map(|r| r.cells.get_mut(AREA)) {
            *cell = Cell::default();
        }
    }
    Listing::new(columns, &filters, rows)
}

/// The rows as they stand at a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated {
    of: Arc<Listing>,
    states: Vec<Vec<MilestoneState>>,
    /// The rows with their columns and filters.
    pub listing: Listing,
}

/// The same rows as they stand at another date: only what depends on it is made anew, and rows that stood like that
/// before are taken over.
pub fn at(
    all: &Arc<Listing>,
    plan: &Plan,
    index: &Index,
    as_at: Day,
    before: Option<&Dated>,
) -> Dated {
    let outcomes = Outcomes::of(plan);
    // Rows with other columns are of no use.
    let before = before
        .filter(|before| Arc::ptr_eq(&before.of, all) && before.listing.columns == all.columns);
    let place = |key: &str| all.columns.iter().position(|c| c.key == key);
    let (next, milestones) = (place("next"), place("milestones"));
    let standing: Vec<_> = plan
        .actions
        .iter()
        .map(|a| states(a, as_at, outcomes))
        .collect();
    let mut has_next = false;
    let numbered = all.rows.iter().zip(plan.actions.iter()).zip(&standing);
    let rows = numbered.enumerate().map(|(at, ((row, a), states))| {
        let waited = [MilestoneState::Overdue, MilestoneState::Due];
        has_next |= states.iter().any(|state| waited.contains(state));
        let kept = before.and_then(|b| Some((b.states.get(at)?, b.listing.rows.get(at)?)));
        if let Some((_, kept)) = kept.filter(|(was, _)| *was == states) {
            return kept.clone();
        }
        let mut row = Row::clone(row);
        let cells = [(next, next_cell(a, states)), (milestones, counts(states))];
        for (place, cell) in cells {
            if let Some(old) = place.and_then(|at| row.cells.get_mut(at)) {
                *old = cell;
            }
        }
        row.tags.retain(|tag| tag.filter != STATE);
        row.tags.extend(state_tags(states));
        Arc::new(row)
    });
    let rows: Vec<Arc<Row>> = rows.collect();
    // A column comes with the first date that fills it, and goes with the last.
    let listing = if rows.len() != plan.actions.len() || has_next != next.is_some() {
        listing(plan, index, as_at)
    } else {
        let others = all.filters.iter().filter(|f| f.name != STATE).cloned();
        Listing {
            columns: all.columns.clone(),
            filters: others.chain(filter(STATE, HAS, &rows)).collect(),
            rows,
            grouped: all.grouped,
        }
    };
    Dated {
        of: all.clone(),
        states: standing,
        listing,
    }
}

fn states(a: &Action, as_at: Day, outcomes: Outcomes) -> Vec<MilestoneState> {
    let state = |m: &Milestone| milestone_state(m, as_at, outcomes);
    a.milestones.iter().map(state).collect()
}

fn next_cell(a: &Action, states: &[MilestoneState]) -> Cell {
    next_due(&a.milestones, states, |due| due.value().map(|d| d.shown()))
}

fn row(desk: Desk<'_>, a: &Action, as_at: Day, outcomes: Outcomes) -> Row {
    let mut tags = Vec::new();
    desk.tags("priority", a.serves.iter(), "Under none", &mut tags);
    desk.tags("owner", a.responsible.iter(), "Nobody named", &mut tags);
    desk.tags("area", a.areas.iter(), "None named", &mut tags);
    let states = states(a, as_at, outcomes);
    tags.extend(state_tags(&states));
    let mut under = Vec::new();
    if !a.reference.is_empty() {
        under.push(Bit::Reference(a.reference.clone()));
    }
    let name = a.text.as_str();
    let milestones = a.milestones.iter().map(|m| m.text.as_str());
    let words: Vec<&str> = [name, a.reference.as_str()]
        .into_iter()
        .chain(milestones)
        .collect();
    let owners = desk.mentions(a.responsible.iter());
    let areas = desk.mentions(a.areas.iter());
    let serves = desk.mentions(a.serves.iter());
    Row {
        id: a.id.clone(),
        title: short(name, TITLE),
        retold: a.text.is_retold(),
        cells: vec![
            Cell::new(under, SortKey::text(name)),
            named(serves),
            match a.responsible.is_empty() {
                true => Cell::of(printed_owner(a), SortKey::Missing),
                false => named(owners),
            },
            named(areas),
            date(&a.start),
            date(&a.end),
            next_cell(a, &states),
            counts(&states),
            // Steps take the place of milestones in plans that have none.
            Cell::count(a.whole_steps().count(), []),
            timescales(a),
            Cell::text(a.progress.map_or("", |p| p.shown())),
        ],
        words: words.join(" ").to_lowercase().into(),
        tags,
        ..Row::default()
    }
}

/// What the owner's column prints where it names nobody.
fn printed_owner(a: &Action) -> Option<Fact> {
    let heads_owners = |label: &str| {
        let label = label.to_lowercase();
        label.contains("owner") || label.contains("responsib")
    };
    let cell = a.cells.iter().find(|c| heads_owners(&c.label))?;
    printed_words(&cell.value)
}

/// The first of an action's timescales, and how many more there are.
fn timescales(a: &Action) -> Cell {
    let Some((first, more)) = a.timescales.split_first() else {
        return Cell::default();
    };
    let day = a.timescales.iter().filter_map(|t| t.date.as_ref()?.value());
    let day = day.map(|d| i64::from(d.last_day().0)).min();
    let mut bits = vec![Bit::Fact(Fact::Text(short(first.text.as_str(), NEXT)))];
    if !more.is_empty() {
        bits.push(Bit::Small(format!("and {} more", more.len())));
    }
    Cell::new(bits, SortKey::count(day))
}

fn date(printed: &Option<Printed<Date>>) -> Cell {
    let day = printed
        .as_ref()
        .and_then(|c| c.value())
        .map(|d| d.first_day());
    let key = SortKey::count(day.map(|d| i64::from(d.0)));
    Cell::of(cell(printed, |d| d.shown()), key)
}

fn state_tags(states: &[MilestoneState]) -> impl Iterator<Item = Tag> {
    let held: Vec<MilestoneState> = MilestoneState::ALL
        .into_iter()
        .filter(|s| states.contains(s))
        .collect();
    let none = states.is_empty().then(|| Tag {
        filter: STATE,
        value: "none".into(),
        label: "No milestones".into(),
        rank: usize::MAX,
    });
    held.into_iter().map(state_tag).chain(none)
}

fn due(m: &Milestone) -> Option<Date> {
    m.due.as_ref()?.value().copied()
}

fn counts(states: &[MilestoneState]) -> Cell {
    let split = MilestoneState::ALL.into_iter().filter_map(|state| {
        let n = states.iter().filter(|s| **s == state).count();
        (n > 0).then(|| format!("{n} {}", in_brief(state)))
    });
    Cell::count(states.len(), split)
}

fn in_brief(state: MilestoneState) -> &'static str {
    match state {
        MilestoneState::Overdue => "overdue",
        MilestoneState::Passed => "past, not reported",
        MilestoneState::Due => "to come",
        MilestoneState::NoDate => "without a date",
        MilestoneState::Done => "done",
        MilestoneState::Dropped => "dropped",
    }
}

/// How many actions someone is responsible for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// Their record; none for those that name nobody.
    pub id: Option<Id>,
    /// Who it is.
    pub name: String,
    /// How many actions.
    pub actions: usize,
}

/// Who is responsible for how many of these actions, most first; those that name nobody last.
pub fn shares(rows: &[Arc<Row>]) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let owners = rows.iter().flat_map(|r| &r.tags);
    for tag in owners.filter(|t| t.filter == "owner") {
        let at = *places.entry(&tag.value).or_insert(shares.len());
        match shares.get_mut(at) {
            Some(share) => share.actions += 1,
            None => shares.push(Share {
                id: tag.is_named().then(|| Id::slug(&tag.value)),
                name: tag.label.to_string(),
                actions: 1,
            }),
        }
    }
    shares.sort_by_key(|share| (share.id.is_none(), Reverse(share.actions)));
    shares
}

/// Who carries most, as a sentence without its full stop.
pub fn finding(shares: &[Share]) -> String {
    let named = || shares.iter().filter(|share| share.id.is_some());
    let Some(first) = named().next() else {
        return "None of these actions names who is responsible".to_owned();
    };
    let most = named().filter(|s| s.actions == first.actions).count();
    let many = some(first.actions, "action", "actions");
    match (named().count(), most) {
        (1, _) => format!("{} is responsible for {many}", first.name),
        (all, n) if n == all => format!("{n} owners are responsible for {many} each"),
        (_, 1) => format!("{} carries most: {many}", first.name),
        (_, n) => format!("{n} owners carry most: {many} each"),
    }
}

/// What the actions' milestones say together at a date, in one sentence.
pub fn answer(plan: &Plan, as_at: Day) -> String {
    let actions = plan.actions.len();
    if actions == 0 {
        return "This plan has no actions.".to_owned();
    }
    let outcomes = Outcomes::of(plan);
    let all: Vec<(&Milestone, MilestoneState)> = plan
        .actions
        .iter()
        .flat_map(|a| &a.milestones)
        .map(|m| (m, milestone_state(m, as_at, outcomes)))
        .collect();
    if all.is_empty() {
        return format!("{}.", without_milestones(plan));
    }
    let count = |state| all.iter().filter(|(_, s)| *s == state).count();
    let counts: Vec<_> = MilestoneState::ALL.map(|s| (s, count(s))).to_vec();
    let next = all
        .iter()
        .filter(|(_, s)| *s == MilestoneState::Due)
        .filter_map(|(m, _)| due(m))
        .min_by_key(|d| (d.last_day(), d.first_day()));
    standing_at(
        as_at,
        &some(all.len(), "milestone", "milestones"),
        &some(actions, "action", "actions"),
        &counts,
        next,
    )
}

fn without_milestones(plan: &Plan) -> String {
    let owned = plan.actions.iter().any(|a| !a.responsible.is_empty());
    let dated = plan.actions.iter().any(|a| a.is_dated());
    let lacks = match (owned, dated) {
        (false, false) => "an owner, a date or a milestone",
        (true, false) => "a date or a milestone",
        (false, true) => "an owner or a milestone",
        (true, true) => "a milestone",
    };
    let steps: usize = plan.actions.iter().map(|a| a.whole_steps().count()).sum();
    match (plan.actions.len(), steps) {
        (1, _) => format!("The one action doesn’t have {lacks}"),
        (n, 0) => format!("None of the {n} actions has {lacks}"),
        (n, steps) => format!(
            "{n} actions in {}; none has {lacks}",
            some(steps, "step", "steps")
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan(progress: Option<&str>) -> Plan {
        let mut plan = json!({"id": "p",
            "posts": [{"id": "head", "title": "Head of Care"}],
            "actions": [
                {"id": "a", "reference": "A1", "text": "First", "responsible": ["head"], "end": "2013-03",
                 "milestones": [{"id": "a-m1", "text": "Agreed", "due": "2012-04"},
                                {"id": "a-m2", "text": "Carers asked", "due": "2012-08"}]},
                {"id": "b", "text": "Second", "milestones": [{"id": "b-m1", "text": "Bought", "due": "2012-06-30"}]},
                {"id": "c", "text": "Third"}]});
        if let Some(progress) = progress {
            plan["actions"][1]["milestones"][0]["progress"] = json!(progress);
        }
        Plan::from_json(plan).unwrap()
    }

    fn day(iso: &str) -> Day {
        iso.parse::<Date>().unwrap().first_day()
    }

    fn chosen(plan: &Plan, as_at: &str, settings: &[(&str, &str)]) -> String {
        let listing = listing(plan, &Index::new(plan), day(as_at));
        let settings: Vec<_> = settings
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let rows = listing.chosen(&settings);
        let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn another_date_gives_what_a_new_listing_would() {
        for progress in [None, Some("done")] {
            let plan = plan(progress);
            let index = Index::new(&plan);
            let dates = ["2011-01-01", "2012-05-01", "2012-07-01", "2014-01-01"].map(day);
            for from in dates {
                let all = Arc::new(listing(&plan, &index, from));
                let mut before = None;
                for to in dates {
                    let dated = at(&all, &plan, &index, to, before.as_ref());
                    assert_eq!(dated.listing, listing(&plan, &index, to), "{from} to {to}");
                    before = Some(dated);
                }
            }
        }
    }

    #[test]
    fn the_state_of_milestones_is_that_at_the_date() {
        let plan = plan(None);
        assert_eq!(chosen(&plan, "2012-05-01", &[("state", "passed")]), "a");
        assert_eq!(chosen(&plan, "2012-07-01", &[("state", "passed")]), "a b");
        assert_eq!(chosen(&plan, "2012-07-01", &[("state", "none")]), "c");
    }

    #[test]
    fn actions_are_found_by_their_milestones_and_owners() {
        let plan = plan(None);
        assert_eq!(chosen(&plan, "2012-05-01", &[("q", "carers")]), "a");
        assert_eq!(chosen(&plan, "2012-05-01", &[("owner", "head")]), "a");
        assert_eq!(chosen(&plan, "2012-05-01", &[("owner", "none")]), "b c");
        assert_eq!(chosen(&plan, "2012-05-01", &[("sort", "next")]), "b a c");
    }

    #[test]
    fn shares_say_who_carries_most() {
        let share = |name: &str, actions| Share {
            id: Some(Id::slug(name)),
            name: name.to_owned(),
            actions,
        };
        assert_eq!(
            finding(&[]),
            "None of these actions names who is responsible"
        );
        assert_eq!(
            finding(&[share("Ann", 1)]),
            "Ann is responsible for one action"
        );
        assert_eq!(
            finding(&[share("Ann", 3), share("Bob", 1)]),
            "Ann carries most: 3 actions"
        );
        assert_eq!(
            finding(&[share("Ann", 2), share("Bob", 2)]),
            "2 owners are responsible for 2 actions each"
        );
        let plan = plan(None);
        let listing = listing(&plan, &Index::new(&plan), day("2012-05-01"));
        let told: Vec<_> = shares(&listing.rows)
            .into_iter()
            .map(|s| (s.name, s.actions))
            .collect();
        assert_eq!(
            told,
            [
                ("Head of Care".to_owned(), 1),
                ("Nobody named".to_owned(), 2)
            ]
        );
    }

    #[test]
    fn the_answer_says_what_is_past_and_what_is_next() {
        assert_eq!(
            answer(&plan(None), day("2012-04-01")),
            "At 1 April 2012, all 3 milestones of 3 actions are still to come, the next in April 2012."
        );
        assert_eq!(
            answer(&plan(None), day("2012-05-01")),
            "At 1 May 2012, of the 3 milestones of 3 actions, one is past its date with no outcome \
             recorded; 2 are still to come, the next on 30 June 2012."
        );
        assert_eq!(
            answer(&plan(Some("done")), day("2012-05-01")),
            "At 1 May 2012, of the 3 milestones of 3 actions, one is done; one is overdue; one is \
             still to come, the next in August 2012."
        );
    }

    #[test]
    fn a_plan_without_dates_says_so() {
        let bare = Plan::from_json(
            json!({"id": "p", "actions": [{"id": "a", "text": "x"}, {"id": "b", "text": "y"}]}),
        );
        assert_eq!(
            answer(&bare.unwrap(), day("2012-05-01")),
            "None of the 2 actions has an owner, a date or a milestone."
        );
    }
}
