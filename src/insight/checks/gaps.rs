//! What a plan of this kind would say and doesn't.

use super::{Report, Rule};
use crate::{
    insight::standouts::and,
    plan::{Appearance, Id, PointKind, Printed},
};

/// Says what a record is without, if anything.
fn lacks(report: &mut Report, at: &Id, field: &'static str, noun: &str, missing: &[&str]) {
    if !missing.is_empty() {
        let what = format!("The {noun} is without {}.", and(missing));
        report.gap(at, field, what);
    }
}

/// Risks without anyone who answers for them or anything that is done.
pub const RISKS: Rule = Rule {
    id: "risk-without",
    title: "Risks without an owner or a mitigation",
    what_to_do: "Name who answers for the risk and what is done about it.",
    run: |subject, report| {
        for risk in subject.plan.risks.iter() {
            let owned = |a: &Appearance| {
                !a.owners.is_empty() || a.mitigations.iter().any(|m| !m.owners.is_empty())
            };
            let mut missing = Vec::new();
            if !risk.appearances.iter().any(owned) {
                missing.push("an owner");
            }
            if risk.mitigations().next().is_none() {
                missing.push("a mitigation");
            }
            lacks(report, &risk.id, "appearances", "risk", &missing);
        }
    },
};

/// Measures without a target or an owner.
pub const MEASURES: Rule = Rule {
    id: "measure-without",
    title: "Measures without a target or an owner",
    what_to_do: "Set a target and name who answers for it.",
    run: |subject, report| {
        for measure in subject.plan.measures.iter() {
            let mut missing = Vec::new();
            let target = measure.points.iter().any(|p| {
                p.kind() == PointKind::Target && p.value.as_ref().is_some_and(|v| !v.is_blank())
            });
            if !target {
                missing.push("a target");
            }
            if measure.owners.is_empty() && measure.areas.is_empty() {
                missing.push("an owner");
            }
            lacks(report, &measure.id, "points", "measure", &missing);
        }
    },
};

/// Actions without an owner, a date or a milestone.
pub const ACTIONS: Rule = Rule {
    id: "action-without",
    title: "Actions without an owner, a date or a milestone",
    what_to_do: "Name who is responsible, and by when it is done.",
    run: |subject, report| {
        for action in subject.plan.actions.iter() {
            let dated = |cell: &Option<Printed<_>>| cell.as_ref().is_some_and(|c| !c.is_blank());
            let mut missing = Vec::new();
            if action.responsible.is_empty() {
                missing.push("an owner");
            }
            let timed = dated(&action.start)
                || dated(&action.end)
                || !action.timescales.is_empty()
                || action.milestones.iter().any(|m| dated(&m.due));
            if !timed {
                missing.push("a date");
            }
            if action.milestones.is_empty() && action.steps.is_empty() {
                missing.push("a milestone");
            }
            lacks(report, &action.id, "responsible", "action", &missing);
        }
    },
};
