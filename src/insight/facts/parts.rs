//! The pages of parts: milestones, steps and lines of actions, roles and updates of projects, mitigations
//! of risks, questions of surveys.

use super::{
    Body, Desk, Fact, cell,
    delivery::{mitigation, progress},
    facts, grid,
    performance::date,
    text,
};
use crate::{
    insight::as_at::{Outcomes, milestone_state},
    plan::{Action, AnyRecord, Appearance, Id, Line, Milestone, Project, Risk, Survey, Words},
};

impl Desk<'_> {
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
        let timescale = a.timescales.iter().find(|t| t.id == *id);
        let step = a.steps.iter().find(|s| s.id == *id);
        let mut words = timescale
            .map(|t| &t.text)
            .into_iter()
            .chain(step.map(|s| &s.text))
            .chain(line(&a.measured_by, id))
            .chain(line(&a.improvements, id));
        Body {
            retold: words.any(Words::is_retold),
            blocks: vec![facts([
                ("Date", timescale.and_then(|t| cell(&t.date, date))),
                (
                    "For the step",
                    timescale.and_then(|t| self.items(t.step.as_slice())),
                ),
                (
                    "A part of the step",
                    step.and_then(|s| self.items(s.within.as_slice())),
                ),
            ])],
        }
    }

    fn milestone(&self, m: &Milestone, responsible: Option<Fact>, serves: Option<Fact>) -> Body {
        let state = milestone_state(m, self.as_at, Outcomes::of(self.plan));
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
            ])],
        }
    }

    fn project_part(&self, p: &Project, id: &Id) -> Body {
        if let Some(m) = p.milestones.iter().find(|m| m.id == *id) {
            return self.milestone(m, None, self.items(&p.serves));
        }
        let role = p.roles.iter().find(|r| r.id == *id);
        let update = p.updates.iter().find(|u| u.id == *id);
        let mut words = update
            .map(|u| &u.text)
            .into_iter()
            .chain(line(&p.scope, id));
        Body {
            retold: words.any(Words::is_retold),
            blocks: vec![facts([
                ("Held by", role.and_then(|r| cell(&r.holder, String::clone))),
                ("Post", role.and_then(|r| self.items(r.post.as_slice()))),
                ("Date", update.and_then(|u| cell(&u.date, date))),
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
                let threatened = ("For", self.items(a.priority.as_slice()));
                return Body {
                    retold: m.text.is_retold(),
                    blocks: vec![facts(shown.chain([threatened]))],
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

/// The words of the line with an id.
fn line<'a>(lines: &'a [Line], id: &Id) -> Option<&'a Words> {
    lines.iter().find(|l| l.id == *id).map(|l| &l.text)
}
