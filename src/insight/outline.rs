//! The golden thread of a plan as one outline: from its outcomes down to priorities, measures, actions and
//! their milestones, with the risks to each; and what hangs from no aim.

use std::collections::HashSet;

use super::{
    index::Index,
    rows::{and, gist, some},
};
use crate::plan::{AnyRecord, Id, Kind, Plan, Relation};

/// One step of the thread, with what hangs from it.
#[derive(Clone, Debug, PartialEq)]
pub struct Knot {
    /// The record or part.
    pub id: Id,
    /// Its printed reference; empty if it has none.
    pub reference: String,
    /// What it is called.
    pub title: String,
    /// Whether it is an outcome or a priority.
    pub is_aim: bool,
    /// What it comes to, in a few words.
    pub gist: String,
    /// What hangs from it, kind by kind: how many of what, and each.
    pub under: Vec<(String, Vec<Knot>)>,
}

/// A plan as an outline.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outline {
    /// Outcomes, then the priorities that name no outcome.
    pub aims: Vec<Knot>,
    /// What hangs from no aim, kind by kind.
    pub loose: Vec<(String, Vec<Knot>)>,
}

/// The kinds that hang from others, in the order they are shown.
const UNDER: [Kind; 6] = [
    Kind::Outcome,
    Kind::Priority,
    Kind::Measure,
    Kind::Action,
    Kind::Project,
    Kind::Risk,
];

/// What a plan's aims lead to.
pub fn outline(plan: &Plan, index: &Index) -> Outline {
    let mut walk = Walk {
        plan,
        index,
        seen: HashSet::new(),
    };
    let held = |to: &Id| index.place(to).is_some();
    let wide = plan
        .outcomes
        .iter()
        .filter(|o| o.parent.as_ref().is_none_or(|p| !held(&p.to)))
        .map(|o| o.id.clone());
    let free = plan
        .priorities
        .iter()
        .filter(|p| !p.outcomes.iter().any(|o| held(&o.to)))
        .map(|p| p.id.clone());
    let roots: Vec<Id> = wide.chain(free).collect();
    let aims = roots
        .iter()
        .map(|id| walk.knot(id, &mut Vec::new()))
        .collect();
    let mut loose = Vec::new();
    for kind in [Kind::Measure, Kind::Action, Kind::Project, Kind::Risk] {
        let collection = plan.collection(kind);
        let ids: Vec<Id> = (0..collection.len())
            .filter_map(|at| collection.id_at(at).cloned())
            .filter(|id| !walk.seen.contains(id))
            .collect();
        let mut knots = Vec::new();
        for id in ids {
            // A workstream stands under its pillar, not beside it.
            if !walk.seen.contains(&id) {
                knots.push(walk.knot(&id, &mut Vec::new()));
            }
        }
        if !knots.is_empty() {
            loose.push((some(knots.len(), kind.one(), kind.many()), knots));
        }
    }
    Outline { aims, loose }
}

struct Walk<'a> {
    plan: &'a Plan,
    index: &'a Index,
    seen: HashSet<Id>,
}

impl Walk<'_> {
    /// A record with what hangs from it. `above` holds the way down to it: a record in it is not
    /// walked again, so that a cycle of links ends.
    fn knot(&mut self, id: &Id, above: &mut Vec<Id>) -> Knot {
        self.seen.insert(id.clone());
        let record = self.index.record(self.plan, id);
        let mut knot = Knot {
            id: id.clone(),
            reference: record.as_deref().map_or("", |r| r.reference()).to_owned(),
            title: self.index.title(self.plan, id),
            is_aim: record
                .as_deref()
                .is_some_and(|r| matches!(r.kind(), Kind::Outcome | Kind::Priority)),
            gist: String::new(),
            under: Vec::new(),
        };
        let told = gist(self.plan, self.index, id);
        if told != knot.reference {
            knot.gist = told;
        }
        above.push(id.clone());
        for kind in UNDER {
            let knots = self.hanging(id, kind, above);
            if !knots.is_empty() {
                knot.under
                    .push((some(knots.len(), kind.one(), kind.many()), knots));
            }
        }
        above.pop();
        if let Some(record) = record.as_deref() {
            let parts = parts(record);
            if !parts.is_empty() {
                let many = some(parts.len(), "milestone", "milestones");
                knot.under.push((many, parts));
            }
        }
        knot
    }

    fn hanging(&mut self, id: &Id, kind: Kind, above: &mut Vec<Id>) -> Vec<Knot> {
        let upward =
            |r: &Relation| matches!(r, Relation::Serves | Relation::Threatens | Relation::PartOf);
        let mut from: Vec<Id> = Vec::new();
        for (relation, other) in self.index.links_to(id) {
            let place = self.index.place(other);
            let fits = place.is_some_and(|p| p.kind == kind && p.part.is_none());
            if fits && upward(relation) && !from.contains(other) && !above.contains(other) {
                from.push(other.clone());
            }
        }
        from.iter().map(|id| self.knot(id, above)).collect()
    }
}

/// The milestones of an action or a project.
fn parts(record: &dyn AnyRecord) -> Vec<Knot> {
    let mut knots = Vec::new();
    record.parts(&mut |part| {
        if part.list == "milestones" {
            knots.push(Knot {
                id: part.id.clone(),
                reference: String::new(),
                title: part.title.to_owned(),
                is_aim: false,
                gist: String::new(),
                under: Vec::new(),
            });
        }
    });
    knots
}

/// What the outline says, in one sentence.
pub fn answer(outline: &Outline, plan: &Plan) -> String {
    let held = |kind: Kind| {
        let count = plan.collection(kind).len();
        (count > 0).then(|| some(count, kind.one(), kind.many()))
    };
    let aims: Vec<String> = [Kind::Outcome, Kind::Priority]
        .into_iter()
        .filter_map(held)
        .collect();
    let work: Vec<String> = [Kind::Measure, Kind::Action, Kind::Project, Kind::Risk]
        .into_iter()
        .filter_map(held)
        .collect();
    let loose: Vec<String> = outline.loose.iter().map(|(many, _)| many.clone()).collect();
    let said = match (aims.is_empty(), work.is_empty()) {
        (true, true) => {
            return "This plan names no aims and nothing that works towards them.".to_owned();
        }
        (true, false) => {
            return format!(
                "This plan names no outcomes or priorities for its {} to hang from.",
                and(&work)
            );
        }
        (false, true) => format!("{}, with nothing that works towards them", and(&aims)),
        (false, false) => format!("{}, with {}", and(&aims), and(&work)),
    };
    let said = super::rows::sentence(&said);
    match loose.is_empty() {
        true => format!("{said}: all hang together."),
        false => format!("{said}. From none of these aims hang {}.", and(&loose)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p",
            "outcomes": [{"id": "o", "text": "Well"}],
            "priorities": [{"id": "p1", "reference": "Priority 1", "text": "Safe", "outcomes": ["o"]},
                           {"id": "p2", "text": "Fair", "outcomes": ["gone"]}],
            "measures": [{"id": "m", "name": "Carers", "serves": ["p1"]}, {"id": "n", "name": "Alone"}],
            "actions": [{"id": "a", "text": "Do", "serves": ["p1"], "milestones": [{"id": "a-1", "text": "Done"}]}],
            "projects": [{"id": "x", "name": "X", "parent": "y"}, {"id": "y", "name": "Y", "parent": "x"}],
            "risks": [{"id": "r", "text": "Fail", "appearances": [{"id": "r-1", "priority": "p1"}]}]}))
        .unwrap()
    }

    fn told(knots: &[Knot]) -> String {
        let one = |knot: &Knot| {
            let under: String = knot.under.iter().map(|(_, under)| told(under)).collect();
            match under.is_empty() {
                true => format!("({})", knot.id),
                false => format!("({} {under})", knot.id),
            }
        };
        knots.iter().map(one).collect()
    }

    #[test]
    fn everything_hangs_where_it_belongs() {
        let plan = plan();
        let outline = outline(&plan, &Index::new(&plan));
        assert_eq!(told(&outline.aims), "(o (p1 (m)(a (a-1))(r)))(p2)");
        let loose: String = outline.loose.iter().map(|(_, knots)| told(knots)).collect();
        assert_eq!(loose, "(n)(x (y))", "a cycle of links ends");
    }

    #[test]
    fn the_answer_names_what_hangs_from_nothing() {
        let plan = plan();
        let outline = outline(&plan, &Index::new(&plan));
        assert_eq!(
            answer(&outline, &plan),
            "One outcome and 2 priorities, with 2 measures, one action, 2 projects and one risk. \
             From none of these aims hang one measure and one project."
        );
    }
}
