//! The shape of a plan: its outcomes, the priorities under them, and how much works towards each.

use super::{
    facts::{self, Fact, Grid},
    index::Index,
    rows::and,
    split::{Tone, rated, split, time},
    tiles::counted,
};
use crate::plan::{AnyRecord, Day, Id, Kind, Plan, Relation};

/// What works towards an aim, or for risks against it.
const COUNTED: [Kind; 4] = [Kind::Action, Kind::Measure, Kind::Project, Kind::Risk];

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
    /// The places of its actions in the plan.
    pub acts: Vec<usize>,
}

impl Aim {
    /// The aim with what its actions come to at a date; the rest of it no date touches.
    pub fn at(mut self, plan: &Plan, as_at: Day) -> Aim {
        let actions = self.acts.iter().filter_map(|at| plan.actions.get(*at));
        self.actions = split(actions.map(|a| time(a, as_at)));
        let under = std::mem::take(&mut self.under).into_iter();
        self.under = under.map(|aim| aim.at(plan, as_at)).collect();
        self
    }
}

/// Outcomes with their priorities, then the priorities that name no outcome: [`Aim::at`] says how they stand at a date.
pub fn aims(plan: &Plan, index: &Index) -> Vec<Aim> {
    let aim = |record: &dyn AnyRecord| aim(plan, index, record);
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

fn aim(plan: &Plan, index: &Index, record: &dyn AnyRecord) -> Aim {
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
    Aim {
        id: record.id().clone(),
        kind: record.kind(),
        reference: record.reference().to_owned(),
        title: record.title(),
        measures: split(measures.map(|m| rated(plan, m))),
        actions: Vec::new(),
        counts: counts
            .into_iter()
            .map(|(kind, from)| (kind, from.len()))
            .filter(|(_, count)| *count > 0)
            .collect(),
        under: Vec::new(),
        acts: from(Kind::Action),
    }
}

/// The aims as a table: each with how much works towards it, what stands under another right behind it.
pub fn table(aims: &[Aim]) -> Option<Grid> {
    const COLUMNS: [&str; 5] = ["Aim", "Actions", "Measures", "Projects", "Risks"];
    let row = |aim: &Aim| {
        let name = match aim.reference.as_str() {
            "" => aim.title.clone(),
            reference => format!("{reference}: {}", aim.title),
        };
        let count = |kind: Kind| {
            let count = aim.counts.iter().find(|(of, _)| *of == kind)?;
            Some(Fact::Text(count.1.to_string()))
        };
        let mut cells = vec![Some(Fact::Text(name))];
        cells.extend(COUNTED.map(count));
        (Some(aim.id.clone()), cells)
    };
    let rows = aims
        .iter()
        .flat_map(|aim| [aim].into_iter().chain(&aim.under))
        .map(row);
    facts::table(
        "Aims and what works towards each".to_owned(),
        &COLUMNS,
        rows.collect(),
    )
}

/// How many aims there are, and towards how many of them nothing works, in a sentence.
pub fn answer(aims: &[Aim]) -> String {
    let all: Vec<&Aim> = aims
        .iter()
        .flat_map(|aim| [aim].into_iter().chain(&aim.under))
        .collect();
    let of = |kind: Kind| all.iter().filter(|aim| aim.kind == kind).count();
    let counted = [Kind::Outcome, Kind::Priority]
        .into_iter()
        .filter(|kind| of(*kind) > 0)
        .map(|kind| counted(of(kind), kind));
    let counted: Vec<String> = counted.collect();
    let idle =
        |aim: &&&Aim| aim.under.is_empty() && aim.counts.iter().all(|(of, _)| *of == Kind::Risk);
    let rest = match all.iter().filter(idle).count() {
        0 => "Actions, measures or projects work towards each of them.".to_owned(),
        1 => "No action, measure or project is linked to 1 of them.".to_owned(),
        n => format!("No action, measure or project is linked to {n} of them."),
    };
    match counted.is_empty() {
        true => "This plan names no aims.".to_owned(),
        false => format!("This plan has {}. {rest}", and(&counted)),
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
        let aims: Vec<Aim> = aims(&plan, &Index::new(&plan))
            .into_iter()
            .map(|aim| aim.at(&plan, Day(15_500)))
            .collect();
        let names: Vec<&str> = aims.iter().map(|aim| aim.title.as_str()).collect();
        assert_eq!(names, ["Well", "Fair"]);
        assert_eq!(
            aims[0].under[0].counts,
            [(Kind::Action, 1), (Kind::Risk, 1)]
        );
        assert_eq!(aims[0].under[0].actions, [(Tone::Underway, 1)]);
        assert!(aims[1].counts.is_empty());
        let table = table(&aims).unwrap();
        assert_eq!(table.columns, ["Aim", "Actions", "Risks"]);
        assert_eq!(table.rows.len(), 3);
        assert_eq!(
            answer(&aims),
            "This plan has 1 outcome and 2 priorities. No action, measure or project is linked to 1 of them."
        );
    }
}
