//! A plan in figures: a handful of numbers, each with what it says and where more of it is.

use std::collections::HashSet;

use super::{
    budget::{budget, millions},
    projects::{is_gap, sorts},
    rows::{and, sentence, so_many},
    split::{Tone, by_rule, reported, split, told},
    standouts::Lead,
    upcoming::Coming,
};
use crate::plan::{AnyRecord, Aspect, Id, Kind, Plan, Statistic, brief};

/// A number of a plan with what it says.
#[derive(Clone, Debug, PartialEq)]
pub struct Tile {
    /// What is counted.
    pub heading: String,
    /// The number.
    pub figure: String,
    /// What it is made up of.
    pub split: Vec<(Tone, usize)>,
    /// What there is to say of it.
    pub note: String,
    /// Where more of it is.
    pub lead: Lead,
}

/// The figures of a plan that has them, in their order: those that no date touches, with room for what is due next.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    before: Vec<Tile>,
    after: Vec<Tile>,
}

/// As many figures are shown.
const MOST: usize = 6;

impl Figures {
    /// The figures of a plan that no date touches.
    pub fn of(plan: &Plan) -> Figures {
        let mut people = headlines(plan);
        let before = [measures(plan), actions(plan)];
        let after = [
            risks(plan),
            money(plan),
            people.next(),
            equality(plan),
            people.next(),
            projects(plan),
        ];
        Figures {
            before: before.into_iter().flatten().collect(),
            after: after.into_iter().flatten().collect(),
        }
    }

    /// At most six figures, with what comes due.
    pub fn with(&self, coming: &[Coming<'_>]) -> Vec<Tile> {
        let before = self.before.iter().cloned();
        let after = self.after.iter().cloned();
        before.chain(due(coming)).chain(after).take(MOST).collect()
    }
}

/// '1 measure', '23 measures'.
pub fn counted(count: usize, kind: Kind) -> String {
    so_many(count, kind.one(), kind.many())
}

fn measures(plan: &Plan) -> Option<Tile> {
    let all = &plan.measures;
    let as_reported = all.iter().any(|m| m.reported(Aspect::Overall).is_some());
    let split = split(all.iter().map(|m| match as_reported {
        true => reported(m.reported(Aspect::Overall)),
        false => by_rule(plan, m),
    }));
    let (heading, unrated) = match as_reported {
        true => ("Measures, as reported", "not rated"),
        false => ("Measures", "can’t be compared"),
    };
    (!all.is_empty()).then(|| Tile {
        heading: heading.into(),
        figure: all.len().to_string(),
        note: told(&split, unrated),
        split,
        lead: Lead::View("measures"),
    })
}

fn actions(plan: &Plan) -> Option<Tile> {
    let milestones: usize = plan.actions.iter().map(|a| a.milestones.len()).sum();
    let dated = plan
        .actions
        .iter()
        .any(|a| a.start.is_some() || a.end.is_some() || !a.timescales.is_empty());
    let served: HashSet<&Id> = plan
        .actions
        .iter()
        .flat_map(|a| a.serves.iter().map(|r| &r.to))
        .collect();
    let priorities = plan.priorities.iter().filter(|p| served.contains(&p.id));
    let outcomes = plan.outcomes.iter().filter(|o| served.contains(&o.id));
    let (priorities, outcomes) = (priorities.count(), outcomes.count());
    let aims = match (priorities, outcomes) {
        (0, 0) => None,
        (0, n) => Some(format!("under {}", counted(n, Kind::Outcome))),
        (n, _) => Some(format!("under {}", counted(n, Kind::Priority))),
    };
    let steps = match (milestones, dated) {
        (0, true) => None,
        (0, false) => Some("none has a date".to_owned()),
        (1, _) => Some("1 milestone".to_owned()),
        (n, _) => Some(format!("{n} milestones")),
    };
    let note: Vec<String> = aims.into_iter().chain(steps).collect();
    (!plan.actions.is_empty()).then(|| Tile {
        heading: "Actions".into(),
        figure: plan.actions.len().to_string(),
        split: Vec::new(),
        note: note.join(", "),
        lead: Lead::View("actions"),
    })
}

fn due(coming: &[Coming<'_>]) -> Option<Tile> {
    let next = coming.first()?;
    let then = next.steps.len();
    let total: usize = coming.iter().map(|c| c.steps.len()).sum();
    let milestones = if then == 1 { "milestone" } else { "milestones" };
    Some(Tile {
        heading: "Due next".into(),
        figure: next.date.short(),
        split: Vec::new(),
        note: format!("{then} {milestones}, of {total} still to come"),
        lead: Lead::View("actions"),
    })
}

fn risks(plan: &Plan) -> Option<Tile> {
    let scored: Vec<(u32, Option<u32>)> = plan
        .risks
        .iter()
        .filter_map(|r| Some((r.current()?, r.target())))
        .collect();
    let tile = |heading: &str, figure: String, note: String| Tile {
        heading: heading.into(),
        figure,
        split: Vec::new(),
        note,
        lead: Lead::View("risks"),
    };
    let all = plan.risks.len();
    let Some((highest, lowest)) = scored
        .iter()
        .map(|(now, _)| *now)
        .max()
        .zip(scored.iter().map(|(now, _)| *now).min())
    else {
        return (all > 0).then(|| tile("Risks", all.to_string(), "none has a score".into()));
    };
    let above = scored
        .iter()
        .filter(|(now, target)| target.is_some_and(|t| *now > t))
        .count();
    Some(tile(
        "Risks above target",
        format!("{above} of {all}"),
        format!("highest {highest}, lowest {lowest}"),
    ))
}

fn money(plan: &Plan) -> Option<Tile> {
    let budget = budget(plan)?;
    let mut note = Vec::new();
    if let (true, Some(spend)) = (budget.net, budget.spend) {
        note.push(match budget.income {
            Some(income) => format!("{} less {} income", millions(spend), millions(income)),
            None => format!("{} before income", millions(spend)),
        });
    }
    if budget.lines > 1 {
        note.push(format!("our sum of {} lines", budget.lines));
    }
    Some(Tile {
        heading: budget.what,
        figure: millions(budget.pounds),
        split: Vec::new(),
        note: note.join("; "),
        lead: Lead::View("money"),
    })
}

/// Figures of people for the whole place, one a topic.
fn headlines(plan: &Plan) -> impl Iterator<Item = Tile> {
    let mut topics: Vec<&str> = Vec::new();
    let mut found: Vec<&Statistic> = Vec::new();
    for statistic in plan.statistics.iter() {
        let number = statistic
            .value
            .as_ref()
            .is_some_and(|v| v.value().is_some());
        let whole = statistic.dimensions.is_empty() && statistic.part_of.is_empty();
        // What is counted elsewhere, or of somebody else, doesn't stand for the council.
        let elsewhere = !statistic.place.is_empty()
            || plan
                .organisations
                .iter()
                .any(|o| statistic.about.iter().any(|a| a.to == o.id));
        let whole = whole && !elsewhere;
        if number && whole && statistic.unit == "people" && !topics.contains(&&*statistic.topic) {
            topics.push(&statistic.topic);
            found.push(statistic);
        }
    }
    found.into_iter().map(|statistic| Tile {
        heading: match statistic.topic.as_str() {
            "" => "People".into(),
            topic => brief(topic, 40),
        },
        // 'Approximately' stands with the words: the figure is set large.
        figure: Statistic {
            qualifier: String::new(),
            ..statistic.clone()
        }
        .shown(),
        split: Vec::new(),
        note: match statistic.qualifier.as_str() {
            "" => brief(&statistic.title(), 80),
            qualifier => format!("{} ({qualifier})", brief(&statistic.title(), 80)),
        },
        lead: Lead::Item(statistic.id.clone()),
    })
}

fn equality(plan: &Plan) -> Option<Tile> {
    let all = &plan.equality_objectives;
    let split = split(all.iter().map(|e| reported(e.rating.as_ref())));
    let rated = split.iter().any(|(tone, _)| *tone != Tone::Unrated);
    (!all.is_empty()).then(|| Tile {
        heading: "Equality objectives".into(),
        figure: all.len().to_string(),
        note: if rated {
            told(&split, "not rated")
        } else {
            "none is rated".into()
        },
        split: if rated { split } else { Vec::new() },
        lead: Lead::View("contents"),
    })
}

fn projects(plan: &Plan) -> Option<Tile> {
    let all = &plan.projects;
    let roles: Vec<_> = all.iter().flat_map(|p| &p.roles).collect();
    let unfilled = roles.iter().filter(|r| is_gap(r)).count();
    let sorts = sorts(plan);
    let ((count, name), others) = sorts.split_first()?;
    let beside: Vec<String> = others
        .iter()
        .map(|(n, name)| format!("{n} {name}"))
        .collect();
    let note = match (roles.len(), unfilled) {
        _ if !beside.is_empty() => format!("and {}", and(&beside)),
        (0 | 1, 0) => String::new(),
        (n, 0) => format!("{n} roles, all filled"),
        (n, open) => format!("{n} roles, {open} without a name yet"),
    };
    (!all.is_empty()).then(|| Tile {
        heading: sentence(name),
        figure: count.to_string(),
        split: Vec::new(),
        note,
        lead: Lead::View("projects"),
    })
}

#[cfg(test)]
mod tests {
    use super::{super::upcoming::upcoming, *};
    use serde_json::json;

    fn first(plan: serde_json::Value) -> Tile {
        let plan = Plan::from_json(plan).unwrap();
        Figures::of(&plan).with(&[]).remove(0)
    }

    #[test]
    fn reported_ratings_are_told_with_what_has_none() {
        let rated = |id: &str, rating: &str| json!({"id": id, "ratings": [{"aspect": "overall", "rating": rating}]});
        let tile = first(
            json!({"measures": [rated("a", "green"), rated("b", "green"),
            rated("c", "amber"), {"id": "d"}]}),
        );
        assert_eq!(tile.note, "2 green, 1 amber, none red, 1 not rated");
        assert_eq!(tile.figure, "4");
    }

    #[test]
    fn the_next_date_has_its_milestones_counted() {
        let due = |id: &str, due: &str| json!({"id": id, "due": due});
        let plan = Plan::from_json(json!({"actions": [{"id": "a", "milestones":
            [due("m1", "2020-05"), due("m2", "2020-04"), due("m3", "2020-04")]}]}))
        .unwrap();
        let start = "2020-03-31"
            .parse::<crate::plan::Date>()
            .unwrap()
            .first_day();
        let tile = Figures::of(&plan).with(&upcoming(&plan, start)).remove(1);
        assert_eq!(
            (tile.figure.as_str(), tile.note.as_str()),
            ("Apr 2020", "2 milestones, of 3 still to come")
        );
    }
}
