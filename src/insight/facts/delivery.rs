//! The pages of actions, projects and risks, and of their parts.

use super::{Block, Body, Desk, Fact, cell, facts, grid, list, performance::date, text, words};
use crate::{
    insight::as_at::{milestone_state, records_outcomes},
    plan::{
        Action, ActionKind, AnyRecord, Appearance, Id, Milestone, Mitigation, Printed, Progress,
        Project, Risk, Role, Survey, Words,
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
        let lines =
            |words: &mut dyn Iterator<Item = &Words>| words.filter_map(super::words).collect();
        blocks.extend(list(
            "How it will be done",
            lines(&mut a.steps.iter().map(|s| &s.text)),
        ));
        blocks.extend(list(
            "Timescales",
            lines(&mut a.timescales.iter().map(|t| &t.text)),
        ));
        blocks.extend(list(
            "How it will be measured",
            lines(&mut a.measured_by.iter().map(|l| &l.text)),
        ));
        blocks.extend(list(
            "Improvements intended",
            lines(&mut a.improvements.iter().map(|l| &l.text)),
        ));
        Body {
            retold: a.text.is_retold(),
            blocks,
        }
    }

    fn milestones(&self, milestones: &[Milestone]) -> Option<Block> {
        let outcomes = records_outcomes(self.plan);
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
        let description = match &p.description {
            Some(Printed::Value { value, .. }) => words(value),
            Some(Printed::Word(word)) => Some(Fact::Word(word.shown().to_owned())),
            None => None,
        };
        let mut blocks = vec![facts([
            ("What it is to do", description),
            ("Sort", text(&p.sort)),
            ("Status", text(&p.status)),
            ("Part of", self.items(p.parent.as_slice())),
            ("Works towards", self.items(&p.serves)),
        ])];
        let roles = p.roles.iter().map(|r: &Role| {
            (
                Some(r.id.clone()),
                vec![text(&r.title), cell(&r.holder, String::clone)],
            )
        });
        blocks.extend(grid(
            "Who does what".into(),
            &["Role", "Held by"],
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

    /// The page of a part of a record.
    pub(super) fn part_body(&self, record: &dyn AnyRecord, id: &Id) -> Body {
        if let Some(action) = record.downcast::<Action>() {
            return self.action_part(action, id);
        }
        if let Some(project) = record.downcast::<Project>() {
            return self.project_part(project, id);
        }
        if let Some(risk) = record.downcast::<Risk>() {
            return self.risk_part(risk, id);
        }
        if let Some(survey) = record.downcast::<Survey>() {
            return self.question(survey, id);
        }
        Body::default()
    }

    fn action_part(&self, a: &Action, id: &Id) -> Body {
        if let Some(m) = a.milestones.iter().find(|m| m.id == *id) {
            return self.milestone(m, self.items(&a.responsible), self.items(&a.serves));
        }
        let lines = a.measured_by.iter().chain(&a.improvements);
        let line = lines
            .filter(|l| l.id == *id)
            .map(|l| l.text.is_retold())
            .next();
        let step = a
            .steps
            .iter()
            .find(|s| s.id == *id)
            .map(|s| s.text.is_retold());
        let timescale = a.timescales.iter().find(|t| t.id == *id);
        Body {
            retold: line
                .or(step)
                .or(timescale.map(|t| t.text.is_retold()))
                .unwrap_or(false),
            blocks: timescale
                .map(|t| {
                    facts([
                        ("Date", cell(&t.date, date)),
                        ("Step", self.items(t.step.as_slice())),
                    ])
                })
                .into_iter()
                .collect(),
        }
    }

    fn milestone(&self, m: &Milestone, responsible: Option<Fact>, serves: Option<Fact>) -> Body {
        let state = milestone_state(m, self.as_at, records_outcomes(self.plan));
        Body {
            retold: m.text.is_retold(),
            blocks: vec![facts([
                ("Due", cell(&m.due, date)),
                ("State", Some(Fact::State(state))),
                ("First due", cell(&m.original_due, date)),
                ("Progress", progress(m.progress)),
                ("Done on", cell(&m.done_on, date)),
                ("Comment", text(&m.comment)),
                ("Responsible", responsible),
                ("Works towards", serves),
                ("Note", text(&m.note)),
            ])],
        }
    }

    fn project_part(&self, p: &Project, id: &Id) -> Body {
        if let Some(m) = p.milestones.iter().find(|m| m.id == *id) {
            return self.milestone(m, None, self.items(&p.serves));
        }
        let role = p.roles.iter().find(|r| r.id == *id);
        let update = p.updates.iter().find(|u| u.id == *id);
        Body {
            retold: update.is_some_and(|u| u.text.is_retold()),
            blocks: vec![facts([
                ("Held by", role.and_then(|r| cell(&r.holder, String::clone))),
                ("Date", update.and_then(|u| cell(&u.date, date))),
                ("Note", role.and_then(|r| text(&r.note))),
            ])],
        }
    }

    fn risk_part(&self, r: &Risk, id: &Id) -> Body {
        for a in &r.appearances {
            if a.id == *id {
                return self.appearance(a);
            }
            if let Some(m) = a.mitigations.iter().find(|m| m.id == *id) {
                let cells = mitigation(self, m);
                let labels = ["", "Starts", "Ends", "Responsible"];
                let shown = labels.into_iter().zip(cells).skip(1);
                let mut all: Vec<_> = shown.filter_map(|(l, c)| c.map(|c| (l, c))).collect();
                all.extend(self.items(a.priority.as_slice()).map(|f| ("For", f)));
                return Body {
                    retold: m.text.is_retold(),
                    blocks: vec![Block::Facts(all)],
                };
            }
        }
        Body::default()
    }

    fn appearance(&self, a: &Appearance) -> Body {
        let mut blocks = vec![facts([
            ("Threatens", self.items(a.priority.as_slice())),
            ("Present score", cell(&a.current, u32::to_string)),
            ("Target score", cell(&a.target, u32::to_string)),
            ("Responsible", self.items(&a.owners)),
            ("Reference", text(&a.reference)),
        ])];
        let rows = a
            .mitigations
            .iter()
            .map(|m| (Some(m.id.clone()), mitigation(self, m)));
        let columns = ["Mitigation", "Starts", "Ends", "Responsible"];
        blocks.extend(grid(
            "What is done about it".into(),
            &columns,
            rows.collect(),
        ));
        Body {
            retold: a.wording.is_retold(),
            blocks,
        }
    }

    fn question(&self, s: &Survey, id: &Id) -> Body {
        let question = s.questions.iter().find(|q| q.id == *id);
        let block = question.and_then(super::figures::answers);
        Body {
            retold: question.is_some_and(|q| q.text.is_retold()),
            blocks: block.into_iter().collect(),
        }
    }
}

fn mitigation(desk: &Desk<'_>, m: &Mitigation) -> Vec<Option<Fact>> {
    vec![
        words(&m.text),
        cell(&m.start, date),
        cell(&m.end, date),
        desk.items(&m.owners),
    ]
}

fn progress(progress: Option<Progress>) -> Option<Fact> {
    progress.and_then(|p| text(p.shown()))
}
