//! The shape of a plan: its outcomes, the priorities under them, and how much works towards each.

use super::{
    index::Index,
    split::{Tone, rated, split, time},
};
use crate::plan::{AnyRecord, Day, Id, Kind, Plan, Relation};

/// An outcome or a priority.
#[derive(Clone, Debug, PartialEq)]
pub struct Aim {
    /// Its record.
    pub id: Id,
    /// Outcome or priority.
    pub kind: Kind,
    /// Its number as printed.
    pub reference: String,
    /// Its words.
    pub title: String,
    /// How many records of a kind work towards it, or for risks against it.
    pub counts: Vec<(Kind, usize)>,
    /// How its measures stand.
    pub measures: Vec<(Tone, usize)>,
    /// When its actions are.
    pub actions: Vec<(Tone, usize)>,
    /// Priorities under it.
    pub under: Vec<Aim>,
}

/// Outcomes with their priorities, then the priorities that name no outcome, as they stand at a date.
pub fn aims(plan: &Plan, index: &Index, as_at: Day) -> Vec<Aim> {
    let aim = |record: &dyn AnyRecord| aim(plan, index, record, as_at);
    let mut top: Vec<Aim> = plan
        .outcomes
        .iter()
        .map(|outcome| aim(&**outcome))
        .collect();
    for priority in plan.priorities.iter() {
        let aim = aim(&**priority);
        let home = top.iter_mut().find(|outcome| {
            outcome.kind == Kind::Outcome && priority.outcomes.iter().any(|o| o.to == outcome.id)
        });
        match home {
            Some(outcome) => outcome.under.push(aim),
            None => top.push(aim),
        }
    }
    top
}

fn aim(plan: &Plan, index: &Index, record: &dyn AnyRecord, as_at: Day) -> Aim {
    let from = |kind: Kind| {
        let links = index.links_to(record.id()).iter();
        let of_kind = links
            .filter(|(relation, _)| matches!(relation, Relation::Serves | Relation::Threatens))
            .filter_map(|(_, from)| index.place(from).filter(|place| place.kind == kind));
        // A risk that is printed twice under it is one.
        let mut places: Vec<usize> = of_kind.map(|place| place.at).collect();
        places.dedup();
        places
    };
    let counts =
        [Kind::Measure, Kind::Action, Kind::Project, Kind::Risk].map(|kind| (kind, from(kind)));
    let measures = from(Kind::Measure)
        .into_iter()
        .filter_map(|at| plan.measures.get(at));
    let actions = from(Kind::Action)
        .into_iter()
        .filter_map(|at| plan.actions.get(at));
    Aim {
        id: record.id().clone(),
        kind: record.kind(),
        reference: record.reference().to_owned(),
        title: record.title(),
        measures: split(measures.map(|m| rated(plan, m))),
        actions: split(actions.map(|a| time(a, as_at))),
        counts: counts
            .into_iter()
            .map(|(kind, from)| (kind, from.len()))
            .filter(|(_, count)| *count > 0)
            .collect(),
        under: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn priorities_stand_under_their_outcome_with_what_works_towards_them() {
        let plan = Plan::from_json(json!({
            "outcomes": [{"id": "o", "text": "Well"}],
            "priorities": [{"id": "p1", "text": "Safe", "outcomes": ["o"]},
                           {"id": "p2", "text": "Fair", "outcomes": ["gone"]}],
            "actions": [{"id": "a", "text": "Do", "serves": ["p1"], "start": "2012", "end": "2013"}],
            "risks": [{"id": "r", "text": "Fail", "appearances": [
                {"id": "r-1", "priority": "p1"}, {"id": "r-2", "priority": "p1"}]}]}))
        .unwrap();
        let aims = aims(&plan, &Index::new(&plan), Day(15_500));
        let names: Vec<&str> = aims.iter().map(|aim| aim.title.as_str()).collect();
        assert_eq!(names, ["Well", "Fair"]);
        assert_eq!(
            aims[0].under[0].counts,
            [(Kind::Action, 1), (Kind::Risk, 1)]
        );
        assert_eq!(aims[0].under[0].actions, [(Tone::Underway, 1)]);
        assert!(aims[1].counts.is_empty());
    }
}
