//! The golden thread of a plan as one outline: from its outcomes down to priorities, measures, actions and
//! their milestones, with the risks to each and the money about it; and what hangs from no aim. Aims are walked
//! at once, all else when somebody unfolds it.

use std::collections::HashSet;

use super::{
    document::{Document, Part},
    index::Index,
    rows::{and, gist, so_many},
    tiles::counted,
};
use crate::plan::{Id, Kind, Plan, Relation};

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
    /// The aims under it.
    pub aims: Vec<Knot>,
    /// What else hangs from it, kind by kind.
    pub under: Vec<Branch>,
}

/// Steps of one kind that hang from the same one. They are named when somebody asks for them: a large plan has
/// thousands.
#[derive(Clone, Debug, PartialEq)]
pub struct Branch {
    /// How many of what: '5 measures'.
    pub words: String,
    /// The records or milestones.
    pub ids: Vec<Id>,
}

/// A plan as an outline.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Outline {
    /// Outcomes, then the priorities that name no outcome.
    pub aims: Vec<Knot>,
    /// What hangs from no aim, kind by kind.
    pub loose: Vec<Branch>,
}

/// The kinds that hang from aims and from each other, in the order they are shown.
pub(super) const HANGING: [Kind; 5] = [
    Kind::Measure,
    Kind::Action,
    Kind::Project,
    Kind::Risk,
    Kind::Money,
];

/// The widest aims of a plan: outcomes that are part of no other, then the priorities that name no outcome.
pub(super) fn roots(plan: &Plan, index: &Index) -> Vec<Id> {
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
    wide.chain(free).collect()
}

/// The records of a kind that hang from another.
pub(super) fn hanging(index: &Index, id: &Id, kind: Kind) -> Vec<Id> {
    let upward = |relation: &Relation| match kind {
        // A line of money is part of a total, and seldom says what it serves; what it is about, it pays for.
        Kind::Money => matches!(relation, Relation::Serves | Relation::About),
        _ => matches!(
            relation,
            Relation::Serves | Relation::Threatens | Relation::PartOf
        ),
    };
    let mut from: Vec<Id> = Vec::new();
    for (relation, other) in index.links_to(id) {
        let place = index.place(other);
        let fits = place.is_some_and(|p| p.kind == kind && p.part.is_none());
        if fits && upward(relation) && !from.contains(other) {
            from.push(other.clone());
        }
    }
    from
}

/// What a plan's aims lead to.
pub fn outline(plan: &Plan, index: &Index) -> Outline {
    let roots = roots(plan, index);
    let seen = reached(index, &roots);
    let aims = roots
        .iter()
        .map(|id| knot(plan, index, id, &mut Vec::new()))
        .collect();
    let mut loose = Vec::new();
    let mut told = seen;
    for kind in HANGING.into_iter().filter(|kind| *kind != Kind::Money) {
        let collection = plan.collection(kind);
        let all = (0..collection.len()).filter_map(|at| collection.id_at(at).cloned());
        let mut ids = Vec::new();
        for id in all {
            // A workstream stands under its pillar, not beside it.
            if !told.contains(&id) {
                told.extend(reached(index, std::slice::from_ref(&id)));
                ids.push(id);
            }
        }
        loose.extend(branch(kind, ids));
    }
    Outline { aims, loose }
}

/// Some steps as knots. `above` holds the way down to them: what is in it isn't walked again, so that a cycle
/// of links ends.
pub fn knots(plan: &Plan, index: &Index, ids: &[Id], above: &[Id]) -> Vec<Knot> {
    let mut above = above.to_vec();
    let knot = |id: &Id| knot(plan, index, id, &mut above);
    ids.iter().map(knot).collect()
}

/// Everything that can be reached from some records, and these.
fn reached(index: &Index, from: &[Id]) -> HashSet<Id> {
    let mut seen: HashSet<Id> = from.iter().cloned().collect();
    let mut next: Vec<Id> = from.to_vec();
    while let Some(id) = next.pop() {
        let kinds = AIMS.into_iter().chain(HANGING);
        for other in kinds.flat_map(|kind| hanging(index, &id, kind)) {
            if seen.insert(other.clone()) {
                next.push(other);
            }
        }
    }
    seen
}

const AIMS: [Kind; 2] = [Kind::Outcome, Kind::Priority];

fn branch(kind: Kind, ids: Vec<Id>) -> Option<Branch> {
    (!ids.is_empty()).then(|| Branch {
        words: counted(ids.len(), kind),
        ids,
    })
}

fn knot(plan: &Plan, index: &Index, id: &Id, above: &mut Vec<Id>) -> Knot {
    let place = index.place(id);
    let record = index.record(plan, id);
    // A milestone is a part: it has no reference of its own, and nothing hangs from it.
    let is_part = place.is_some_and(|p| p.part.is_some());
    let record = record.as_deref().filter(|_| !is_part);
    let mut knot = Knot {
        id: id.clone(),
        reference: record.map_or("", |r| r.reference()).to_owned(),
        title: index.title(plan, id),
        is_aim: record.is_some_and(|r| AIMS.contains(&r.kind())),
        gist: String::new(),
        aims: Vec::new(),
        under: Vec::new(),
    };
    let told = gist(plan, index, id);
    if told != knot.reference {
        knot.gist = told;
    }
    let Some(record) = record else { return knot };
    above.push(id.clone());
    let fresh = |kind: Kind, above: &[Id]| {
        let mut ids = hanging(index, id, kind);
        ids.retain(|other| !above.contains(other));
        ids
    };
    for kind in AIMS {
        for aim in fresh(kind, above) {
            let aim = self::knot(plan, index, &aim, above);
            knot.aims.push(aim);
        }
    }
    for kind in HANGING {
        knot.under.extend(branch(kind, fresh(kind, above)));
    }
    above.pop();
    let mut milestones = Vec::new();
    record.parts(&mut |part| {
        if part.list == "milestones" {
            milestones.push(part.id.clone());
        }
    });
    if !milestones.is_empty() {
        knot.under.push(Branch {
            words: so_many(milestones.len(), "milestone", "milestones"),
            ids: milestones,
        });
    }
    knot
}

impl Outline {
    /// How many aims and steps right under them there are.
    pub fn size(&self) -> usize {
        fn of(knot: &Knot) -> usize {
            let under: usize = knot.under.iter().map(|b| b.ids.len()).sum();
            1 + under + knot.aims.iter().map(of).sum::<usize>()
        }
        let loose: usize = self.loose.iter().map(|b| b.ids.len()).sum();
        loose + self.aims.iter().map(of).sum::<usize>()
    }
}

/// What the outline says, in one sentence.
pub fn answer(outline: &Outline, plan: &Plan) -> String {
    let held = |kind: Kind| {
        let count = plan.collection(kind).len();
        (count > 0).then(|| counted(count, kind))
    };
    let aims: Vec<String> = [Kind::Outcome, Kind::Priority]
        .into_iter()
        .filter_map(held)
        .collect();
    let work: Vec<String> = [Kind::Measure, Kind::Action, Kind::Project, Kind::Risk]
        .into_iter()
        .filter_map(held)
        .collect();
    let loose: Vec<String> = outline.loose.iter().map(|b| b.words.clone()).collect();
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
        false => {
            let hang = match loose.as_slice() {
                [one] if one.starts_with("1 ") => "hangs",
                _ => "hang",
            };
            let loose = super::rows::sentence(&and(&loose));
            format!("{said}. {loose} {hang} from no aim.")
        }
    }
}

/// The most steps of a document: a large plan has more than anybody would read in one.
const MOST: usize = 3000;

/// Aims with everything under them as a document: an aim is a heading, what hangs from it a list.
pub fn document(plan: &Plan, index: &Index, heading: &str, aims: &[Knot]) -> Document {
    let mut written = Written::of(plan, index);
    for aim in aims {
        written.aim(aim, 3, &[]);
    }
    written.headed(heading)
}

/// What hangs from no aim as a document.
pub fn branch_document(plan: &Plan, index: &Index, heading: &str, branch: &Branch) -> Document {
    let mut written = Written::of(plan, index);
    let mut lines = Vec::new();
    written.lines(&branch.ids, &[], 0, &mut lines);
    written.parts.push(Part::List(lines));
    written.headed(heading)
}

/// An outline while it is written down.
struct Written<'a> {
    plan: &'a Plan,
    index: &'a Index,
    parts: Vec<Part>,
    left: usize,
}

impl<'a> Written<'a> {
    fn of(plan: &'a Plan, index: &'a Index) -> Written<'a> {
        Written {
            plan,
            index,
            parts: Vec::new(),
            left: MOST,
        }
    }

    fn headed(mut self, heading: &str) -> Document {
        if self.left == 0 {
            let rest = format!("The first {MOST} steps: the outline goes on in Waymark.");
            self.parts.push(Part::Text(rest));
        }
        Document::headed(heading, self.parts)
    }

    fn aim(&mut self, aim: &Knot, level: u8, above: &[Id]) {
        let above = [above, std::slice::from_ref(&aim.id)].concat();
        self.parts.push(Part::Heading(level, step(aim)));
        for branch in &aim.under {
            let mut lines = Vec::new();
            self.lines(&branch.ids, &above, 0, &mut lines);
            self.parts
                .push(Part::Text(super::rows::sentence(&branch.words)));
            self.parts.push(Part::List(lines));
        }
        for under in &aim.aims {
            self.aim(under, (level + 1).min(6), &above);
        }
    }

    /// Steps a line each, with a dash for each step above them.
    fn lines(&mut self, ids: &[Id], above: &[Id], deep: usize, lines: &mut Vec<String>) {
        let most = ids.len().min(self.left);
        self.left -= most;
        let ids = ids.get(..most).unwrap_or_default();
        for knot in knots(self.plan, self.index, ids, above) {
            lines.push(format!("{}{}", "– ".repeat(deep), step(&knot)));
            let above = [above, std::slice::from_ref(&knot.id)].concat();
            for branch in &knot.under {
                self.lines(&branch.ids, &above, deep + 1, lines);
            }
        }
    }
}

/// 'A1 Do it (by June 2012)'.
fn step(knot: &Knot) -> String {
    let gist = match knot.gist.as_str() {
        "" => String::new(),
        gist => format!(" ({gist})"),
    };
    format!("{} {}{gist}", knot.reference, knot.title)
        .trim_start()
        .to_owned()
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
            "risks": [{"id": "r", "text": "Fail", "appearances": [{"id": "r-1", "priority": "p1"}]}],
            "money": [{"id": "cost", "label": "Cost", "about": ["r"]}, {"id": "other", "label": "Other"}]}))
        .unwrap()
    }

    fn written(document: &Document) -> String {
        let part = |part: &Part| match part {
            Part::Heading(level, words) => format!("{} {words}", "#".repeat((*level).into())),
            Part::List(lines) => {
                let lines: Vec<String> = lines.iter().map(|line| format!("* {line}")).collect();
                lines.join("|")
            }
            Part::Text(words) => words.clone(),
            other => format!("{other:?}"),
        };
        let parts: Vec<String> = document.parts.iter().map(part).collect();
        parts.join("|")
    }

    fn told(plan: &Plan, index: &Index, knots: &[Knot], above: &[Id]) -> String {
        let one = |knot: &Knot| {
            let above = [above, std::slice::from_ref(&knot.id)].concat();
            let mut under = told(plan, index, &knot.aims, &above);
            for branch in &knot.under {
                let knots = super::knots(plan, index, &branch.ids, &above);
                under.push_str(&told(plan, index, &knots, &above));
            }
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
        let index = Index::new(&plan);
        let outline = outline(&plan, &index);
        assert_eq!(
            told(&plan, &index, &outline.aims, &[]),
            "(o (p1 (m)(a (a-1))(r (cost))))(p2)"
        );
        let loose = |branch: &Branch| {
            let knots = knots(&plan, &index, &branch.ids, &[]);
            told(&plan, &index, &knots, &[])
        };
        let loose: String = outline.loose.iter().map(loose).collect();
        assert_eq!(loose, "(n)(x (y))", "a cycle of links ends");
        assert_eq!(outline.size(), 8);
    }

    #[test]
    fn a_document_has_every_step() {
        let plan = plan();
        let index = Index::new(&plan);
        let outline = outline(&plan, &index);
        let said = written(&document(&plan, &index, "From its aims", &outline.aims));
        assert_eq!(
            said,
            "## From its aims|### Well|#### Priority 1 Safe|1 measure|* Carers|1 action|* Do|* – Done|1 risk\
             |* Fail|* – Cost|### Fair"
        );
        let loose = branch_document(&plan, &index, "From no aim", &outline.loose[1]);
        assert_eq!(written(&loose), "## From no aim|* X|* – Y");
    }

    #[test]
    fn nothing_but_aims_is_walked_before_it_is_asked_for() {
        let plan = plan();
        let outline = outline(&plan, &Index::new(&plan));
        let well = &outline.aims[0];
        assert!(well.under.is_empty());
        let safe = &well.aims[0];
        let words: Vec<&str> = safe.under.iter().map(|b| b.words.as_str()).collect();
        assert_eq!(words, ["1 measure", "1 action", "1 risk"]);
    }

    #[test]
    fn the_answer_names_what_hangs_from_nothing() {
        let plan = plan();
        let outline = outline(&plan, &Index::new(&plan));
        assert_eq!(
            answer(&outline, &plan),
            "1 outcome and 2 priorities, with 2 measures, 1 action, 2 projects and 1 risk. \
             1 measure and 1 project hang from no aim."
        );
    }
}
