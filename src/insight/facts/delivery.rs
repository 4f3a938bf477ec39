//! The pages of actions, projects and risks, and of their parts.

use super::{
    Block, Body, Desk, Entry, Fact, cell, facts, grid, listed, performance::date, printed_words,
    text, words,
};
use crate::{
    insight::as_at::{Outcomes, milestone_state},
    plan::{
        Action, ActionKind, AnyRecord, Id, Line, Milestone, Mitigation, Progress, Project, Risk,
        Role, Step, Timescale,
    },
};

impl Desk<'_> {
    pub(super) fn delivery(&self, record: &dyn AnyRecord) -> Body {
        if let Some(action) = record.downcast::<Action>() {
            return self.action(action);
        }
        if let Some(project) = record.downcast::<Project>() {
            return self.project(project);
        }
        record
            .downcast::<Risk>()
            .map_or_else(Body::default, |r| self.risk(r))
    }

    fn action(&self, a: &Action) -> Body {
        let kinds: Vec<&str> = a.kinds.iter().copied().map(ActionKind::shown).collect();
        let mut blocks = vec![facts([
            ("Starts", cell(&a.start, date)),
            ("Ends", cell(&a.end, date)),
            ("Responsible", self.items(&a.responsible)),
            ("Service area", self.items(&a.areas)),
            ("Works towards", self.items(&a.serves)),
            ("Kind of work", text(&kinds.join(", "))),
            ("Progress", progress(a.progress)),
            ("Measured by", self.items(&a.measures)),
        ])];
        blocks.extend(self.milestones(&a.milestones));
        blocks.extend(listed("How it will be done", steps(a)));
        blocks.extend(self.timescales(a));
        blocks.extend(listed("How it will be measured", lines(&a.measured_by)));
        blocks.extend(listed("Improvements intended", lines(&a.improvements)));
        Body {
            retold: a.text.is_retold(),
            blocks,
        }
    }

    /// A list where lines are all there is; a table where they carry dates or belong to steps.
    fn timescales(&self, a: &Action) -> Option<Block> {
        let entry = |t: &Timescale| (Some(t.id.clone()), words(&t.text));
        if a.timescales
            .iter()
            .all(|t| t.date.is_none() && t.step.is_none())
        {
            return listed("Timescales", entries(a.timescales.iter().map(entry)));
        }
        let rows = a.timescales.iter().map(|t| {
            let (id, words) = entry(t);
            let step = self.items(t.step.as_slice());
            (id, vec![words, cell(&t.date, date), step])
        });
        let columns = ["Timescale", "Date", "For the step"];
        grid("Timescales".into(), &columns, rows.collect())
    }

    fn milestones(&self, milestones: &[Milestone]) -> Option<Block> {
        let outcomes = Outcomes::of(self.plan);
        let rows = milestones.iter().map(|m| {
            let state = milestone_state(m, self.as_at, outcomes);
            let cells = vec![
                words(&m.text),
                cell(&m.due, date),
                Some(Fact::State(state)),
                cell(&m.original_due, date),
                cell(&m.done_on, date),
                text(&m.comment),
            ];
            (Some(m.id.clone()), cells)
        });
        let columns = [
            "Milestone",
            "Due",
            "State",
            "First due",
            "Done on",
            "Comment",
        ];
        grid("Milestones".into(), &columns, rows.collect())
    }

    fn project(&self, p: &Project) -> Body {
        let mut blocks = vec![facts([
            ("What it is to do", printed_words(&p.description)),
            ("Sort", text(&p.sort)),
            ("Status", text(&p.status)),
            ("Part of", self.items(p.parent.as_slice())),
            ("Works towards", self.items(&p.serves)),
            ("Works with", self.items(&p.partners)),
        ])];
        blocks.extend(listed("What it takes in", lines(&p.scope)));
        let roles = p.roles.iter().map(|r: &Role| {
            let cells = vec![
                text(&r.title),
                cell(&r.holder, String::clone),
                self.items(r.post.as_slice()),
            ];
            (Some(r.id.clone()), cells)
        });
        blocks.extend(grid(
            "Who does what".into(),
            &["Role", "Held by", "Post"],
            roles.collect(),
        ));
        let updates = p.updates.iter().map(|u| {
            (
                Some(u.id.clone()),
                vec![words(&u.text), cell(&u.date, date)],
            )
        });
        blocks.extend(grid(
            "Updates".into(),
            &["Update", "Date"],
            updates.collect(),
        ));
        blocks.extend(self.milestones(&p.milestones));
        Body {
            retold: p.name.is_retold(),
            blocks,
        }
    }

    fn risk(&self, r: &Risk) -> Body {
        let score = |s: Option<u32>| s.map(|s| Fact::Text(s.to_string()));
        let mut blocks = vec![facts([
            ("Present score", score(r.current())),
            ("Target score", score(r.target())),
        ])];
        let rows = r.appearances.iter().map(|a| {
            let cells = vec![
                self.items(a.priority.as_slice())
                    .or_else(|| text("The plan as a whole")),
                words(&a.wording),
                cell(&a.current, u32::to_string),
                cell(&a.target, u32::to_string),
                self.items(&a.owners),
                text(&a.reference),
            ];
            (Some(a.id.clone()), cells)
        });
        let columns = [
            "Threatens",
            "Wording there",
            "Present",
            "Target",
            "Responsible",
            "Reference",
        ];
        blocks.extend(grid("Where it appears".into(), &columns, rows.collect()));
        let mitigations = r.appearances.iter().flat_map(|a| {
            a.mitigations.iter().map(move |m| {
                let mut cells = mitigation(self, m);
                cells.push(self.items(a.priority.as_slice()));
                (Some(m.id.clone()), cells)
            })
        });
        let columns = ["Mitigation", "Starts", "Ends", "Responsible", "For"];
        blocks.extend(grid(
            "What is done about it".into(),
            &columns,
            mitigations.collect(),
        ));
        Body {
            retold: r.text.is_retold(),
            blocks,
        }
    }
}

/// The steps of an action, each under the step it is a part of.
fn steps(a: &Action) -> Vec<Entry> {
    let step = |s: &Step| {
        Some(Entry {
            id: Some(s.id.clone()),
            fact: words(&s.text)?,
            nested: s.within.is_some(),
        })
    };
    a.steps.iter().filter_map(step).collect()
}

fn lines(lines: &[Line]) -> Vec<Entry> {
    entries(lines.iter().map(|l| (Some(l.id.clone()), words(&l.text))))
}

fn entries(all: impl Iterator<Item = (Option<Id>, Option<Fact>)>) -> Vec<Entry> {
    let entry = |(id, fact): (_, Option<Fact>)| {
        Some(Entry {
            id,
            fact: fact?,
            nested: false,
        })
    };
    all.filter_map(entry).collect()
}

pub(super) fn mitigation(desk: &Desk<'_>, m: &Mitigation) -> Vec<Option<Fact>> {
    vec![
        words(&m.text),
        cell(&m.start, date),
        cell(&m.end, date),
        desk.items(&m.owners),
    ]
}

pub(super) fn progress(progress: Option<Progress>) -> Option<Fact> {
    progress.and_then(|p| text(p.shown()))
}
