//! The shape of a plan: its outcomes, the priorities under them, and how much works towards each.

use super::index::Index;
use crate::plan::{AnyRecord, Id, Kind, Plan, Relation};

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
    /// Priorities under it.
    pub under: Vec<Aim>,
}

/// Outcomes with their priorities, then the priorities that name no outcome.
pub fn aims(plan: &Plan, index: &Index) -> Vec<Aim> {
    let mut top: Vec<Aim> = plan
        .outcomes
        .iter()
        .map(|outcome| aim(&**outcome, index))
        .collect();
    for priority in plan.priorities.iter() {
        let aim = aim(&**priority, index);
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

fn aim(record: &dyn AnyRecord, index: &Index) -> Aim {
    let count = |kind: Kind| {
        let links = index.links_to(record.id()).iter();
        let mut from: Vec<&Id> = links
            .filter(|(relation, _)| matches!(relation, Relation::Serves | Relation::Threatens))
            .filter(|(_, from)| index.place(from).is_some_and(|place| place.kind == kind))
            .map(|(_, from)| from)
            .collect();
        from.dedup();
        from.len()
    };
    Aim {
        id: record.id().clone(),
        kind: record.kind(),
        reference: record.reference().to_owned(),
        title: record.title(),
        counts: [Kind::Action, Kind::Measure, Kind::Project, Kind::Risk]
            .into_iter()
            .map(|kind| (kind, count(kind)))
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
            "actions": [{"id": "a", "text": "Do", "serves": ["p1"]}],
            "risks": [{"id": "r", "text": "Fail", "appearances": [
                {"id": "r-1", "priority": "p1"}, {"id": "r-2", "priority": "p1"}]}]}))
        .unwrap();
        let aims = aims(&plan, &Index::new(&plan));
        let names: Vec<&str> = aims.iter().map(|aim| aim.title.as_str()).collect();
        assert_eq!(names, ["Well", "Fair"]);
        assert_eq!(
            aims[0].under[0].counts,
            [(Kind::Action, 1), (Kind::Risk, 1)]
        );
        assert!(aims[1].counts.is_empty());
    }
}
