//! Projects, pillars and workstreams as rows: what each belongs to, how it stands, who holds its roles and
//! what comes next.

use super::{
    Bit, Cell, Column, Desk, Listing, Row, SortKey, Tag, and, named, next_due, sentence, short,
    some,
};
use crate::{
    insight::{
        Fact, Index, MilestoneState, Outcomes, milestone_state,
        projects::{holders, is_gap, sorts},
    },
    plan::{Day, Plan, Project, Role, Update},
};

const TITLE: usize = 110;
const NEXT: usize = 70;

/// Every project of a plan, as it stands at a date.
pub fn listing(plan: &Plan, index: &Index, as_at: Day) -> Listing {
    let desk = Desk { plan, index };
    let columns = vec![
        Column::words("name", "Name"),
        Column::words("part-of", "Part of"),
        Column::words("status", "Status"),
        Column::words("update", "Last update"),
        Column::words("next", "Next due"),
        Column::figures("milestones", "Milestones"),
        Column::figures("roles", "Roles"),
        Column::words("partners", "Works with"),
        Column::words("serves", "Works towards"),
    ];
    let filters = [
        ("sort-of", "What it is"),
        ("part-of", "Part of"),
        ("gaps", "Roles"),
        ("holder", "Who holds a role"),
    ];
    let outcomes = Outcomes::of(plan);
    let rows = plan.projects.iter().map(|p| row(desk, p, as_at, outcomes));
    Listing::new(columns, &filters, rows.collect())
}

fn row(desk: Desk<'_>, p: &Project, as_at: Day, outcomes: Outcomes) -> Row {
    let mut tags = vec![Tag {
        filter: "sort-of",
        value: p.sort.clone().into(),
        label: sentence(if p.sort.is_empty() {
            "project"
        } else {
            &p.sort
        })
        .into(),
        rank: 0,
    }];
    desk.tags("part-of", p.parent.iter(), "Nothing larger", &mut tags);
    let gaps = p.roles.iter().filter(|r| is_gap(r)).count();
    if !p.roles.is_empty() {
        let (value, label, rank) = match gaps {
            0 => ("filled", "All have a name", 1),
            _ => ("open", "Some without a name", 0),
        };
        tags.push(Tag {
            filter: "gaps",
            value: value.into(),
            label: label.into(),
            rank,
        });
    }
    for name in p.roles.iter().flat_map(holders) {
        let twice = tags
            .iter()
            .any(|t| t.filter == "holder" && *t.value == *name);
        if !twice {
            tags.push(Tag {
                filter: "holder",
                value: name.into(),
                label: name.into(),
                rank: 0,
            });
        }
    }
    let states: Vec<MilestoneState> = p
        .milestones
        .iter()
        .map(|m| milestone_state(m, as_at, outcomes))
        .collect();
    let name = p.name.as_str();
    let mut under = Vec::new();
    if !p.sort.is_empty() {
        under.push(Bit::Small(sentence(&p.sort)));
    }
    let said = p.updates.iter().map(|u| u.text.as_str());
    let due = p.milestones.iter().map(|m| m.text.as_str());
    let roles = p.roles.iter().flat_map(holders);
    let words: Vec<&str> = [name, &p.status]
        .into_iter()
        .chain(said)
        .chain(due)
        .chain(roles)
        .collect();
    Row {
        id: p.id.clone(),
        title: short(name, TITLE),
        retold: p.name.is_retold(),
        cells: vec![
            Cell::new(under, SortKey::text(name)),
            named(desk.mentions(p.parent.iter())),
            Cell::text(&p.status),
            last_update(p),
            next_due(&p.milestones, &states, |due| Some(due.shown(|d| d.shown()))),
            Cell::count(states.len(), beside(done(&states), "done")),
            Cell::count(p.roles.len(), beside(gaps, "without a name")),
            named(desk.mentions(p.partners.iter())),
            named(desk.mentions(p.serves.iter())),
        ],
        words: words.join(" ").to_lowercase().into(),
        tags,
        ..Row::default()
    }
}

/// The newest update, by its date where there is one.
fn last_update(p: &Project) -> Cell {
    let day = |u: &Update| Some(u.date.as_ref()?.value()?.last_day().0);
    let Some(last) = p.updates.iter().max_by_key(|u| day(u)) else {
        return Cell::default();
    };
    let mut bits = Vec::new();
    if let Some(date) = &last.date {
        bits.push(Bit::Fact(Fact::Text(date.shown(|d| d.shown()))));
    }
    bits.push(Bit::Small(short(last.text.as_str(), NEXT)));
    Cell::new(bits, SortKey::count(day(last).map(i64::from)))
}

/// A count that stands beside another, unless it is nought.
fn beside(count: usize, what: &str) -> Option<String> {
    (count > 0).then(|| format!("{count} {what}"))
}

fn done(states: &[MilestoneState]) -> usize {
    let done = |state: &&MilestoneState| **state == MilestoneState::Done;
    states.iter().filter(done).count()
}

/// What the projects say together, in one sentence.
pub fn answer(plan: &Plan, as_at: Day) -> String {
    let all = plan.projects.len();
    if all == 0 {
        return "This plan has no projects.".to_owned();
    }
    let mut parts = Vec::new();
    let roles: Vec<&Role> = plan.projects.iter().flat_map(|p| &p.roles).collect();
    let gaps = roles.iter().filter(|r| is_gap(r)).count();
    if roles.len() > 1 {
        let with = some(roles.len(), "role", "roles");
        parts.push(match gaps {
            0 => format!("{with}, all with a name"),
            n => format!("{with}, {n} without a name"),
        });
    }
    let outcomes = Outcomes::of(plan);
    let states = plan.projects.iter().flat_map(|p| &p.milestones);
    let states: Vec<_> = states
        .map(|m| milestone_state(m, as_at, outcomes))
        .collect();
    let done = done(&states);
    if !states.is_empty() {
        let of = some(states.len(), "milestone", "milestones");
        parts.push(format!("{done} of {of} done"));
    }
    let sorts = sorts(plan).into_iter();
    let many: Vec<String> = sorts
        .map(|(count, name)| format!("{count} {name}"))
        .collect();
    match parts.is_empty() {
        true => format!("{}.", and(&many)),
        false => format!("{}: {}.", and(&many), parts.join("; ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p", "projects": [
            {"id": "shape", "name": "Shaping", "sort": "pillar"},
            {"id": "one", "name": "Day services", "sort": "workstream", "parent": "shape", "status": "on track",
             "updates": [{"id": "u1", "date": "2020-05", "text": "Begun"}, {"id": "u2", "date": "2021-01", "text": "Half way"}],
             "milestones": [{"id": "m1", "text": "Tender", "due": "2021-04"}, {"id": "m2", "text": "Plan", "progress": "done"}]},
            {"id": "two", "name": "Direct payments", "sort": "workstream", "parent": "shape", "roles": [
                {"id": "r1", "title": "Lead", "holder": "Ann Bell"}, {"id": "r2", "title": "Sponsor", "holder": {"print": "vacant"}}]}]}))
        .unwrap()
    }

    fn day() -> Day {
        Day::new(2021, 3, 1).unwrap()
    }

    #[test]
    fn projects_are_found_by_what_they_belong_to_and_who_holds_a_role() {
        let plan = plan();
        let listing = listing(&plan, &Index::new(&plan), day());
        let chosen = |name: &str, value: &str| {
            let rows = listing.chosen(&[(name.to_owned(), value.to_owned())]);
            rows.iter()
                .map(|r| r.id.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(chosen("part-of", "shape"), "one two");
        assert_eq!(chosen("sort-of", "pillar"), "shape");
        assert_eq!(chosen("gaps", "open"), "two");
        assert_eq!(chosen("holder", "Ann Bell"), "two");
        assert_eq!(chosen("q", "half way"), "one");
    }

    #[test]
    fn the_answer_counts_what_there_is() {
        assert_eq!(
            answer(&plan(), day()),
            "2 workstreams and 1 pillar: 2 roles, 1 without a name; 1 of 2 milestones done."
        );
    }
}
