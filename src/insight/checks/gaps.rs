//! What a plan of this kind would say and doesn't.

use super::{Report, Rule};
use crate::{
    insight::rows::and,
    plan::{Appearance, Id, Kind, PointKind},
};

/// What the records of a kind are without.
struct Gaps<'a> {
    kind: Kind,
    field: &'static str,
    records: Vec<(&'a Id, Vec<&'static str>)>,
}

impl<'a> Gaps<'a> {
    fn of(kind: Kind, field: &'static str) -> Self {
        Gaps {
            kind,
            field,
            records: Vec::new(),
        }
    }

    fn see(&mut self, id: &'a Id, missing: impl IntoIterator<Item = (bool, &'static str)>) {
        let missing = missing.into_iter().filter(|(lacks, _)| *lacks);
        self.records
            .push((id, missing.map(|(_, what)| what).collect()));
    }

    /// What many records are without is said once for them all.
    fn tell(self, report: &mut Report) {
        let all = self.records.len();
        let mut groups: Vec<(Vec<&str>, Vec<Id>)> = Vec::new();
        for (id, missing) in self.records {
            match groups.iter_mut().find(|(same, _)| *same == missing) {
                _ if missing.is_empty() => {}
                Some((_, ids)) => ids.push(id.clone()),
                None => groups.push((missing, vec![id.clone()])),
            }
        }
        for (missing, ids) in groups {
            let (one, many) = (self.kind.one(), self.kind.many());
            if ids.len() < MANY {
                for id in &ids {
                    let what = format!("The {one} is without {}.", and(&missing));
                    report.gap(id, self.field, what);
                }
                continue;
            }
            let what = match ids.len() == all {
                true => format!("None of the {all} {many} has {}.", or(&missing)),
                false => format!(
                    "{} of the {all} {many} are without {}.",
                    ids.len(),
                    and(&missing)
                ),
            };
            report.gap_of_many(&ids, self.field, what);
        }
    }
}

/// So many records without the same thing are one finding.
const MANY: usize = 4;

/// 'a target', 'a target or an owner'.
pub(super) fn or(words: &[&str]) -> String {
    let joined = and(words);
    match joined.rsplit_once(" and ") {
        Some((first, last)) => format!("{first} or {last}"),
        None => joined,
    }
}

/// Risks without anyone who answers for them or anything that is done.
pub const RISKS: Rule = Rule {
    id: "risk-without",
    title: "Risks without an owner or a mitigation",
    what_to_do: "Name who answers for the risk and what is done about it.",
    run: |subject, report| {
        let mut gaps = Gaps::of(Kind::Risk, "appearances");
        for risk in subject.plan.risks.iter() {
            let owned = |a: &Appearance| {
                !a.owners.is_empty() || a.mitigations.iter().any(|m| !m.owners.is_empty())
            };
            let missing = [
                (!risk.appearances.iter().any(owned), "an owner"),
                (risk.mitigations().next().is_none(), "a mitigation"),
            ];
            gaps.see(&risk.id, missing);
        }
        gaps.tell(report);
    },
};

/// Measures without a target or an owner.
pub const MEASURES: Rule = Rule {
    id: "measure-without",
    title: "Measures without a target or an owner",
    what_to_do: "Set a target and name who answers for it.",
    run: |subject, report| {
        let mut gaps = Gaps::of(Kind::Measure, "points");
        for measure in subject.plan.measures.iter() {
            let target = measure.points.iter().any(|p| {
                p.kind() == PointKind::Target && p.value.as_ref().is_some_and(|v| !v.is_blank())
            });
            let owned = !measure.owners.is_empty() || !measure.areas.is_empty();
            gaps.see(&measure.id, [(!target, "a target"), (!owned, "an owner")]);
        }
        gaps.tell(report);
    },
};

/// Actions without an owner, a date or a milestone.
pub const ACTIONS: Rule = Rule {
    id: "action-without",
    title: "Actions without an owner, a date or a milestone",
    what_to_do: "Name who is responsible, and by when it is done.",
    run: |subject, report| {
        let mut gaps = Gaps::of(Kind::Action, "responsible");
        for action in subject.plan.actions.iter() {
            let stepped = !action.milestones.is_empty() || !action.steps.is_empty();
            let missing = [
                (action.responsible.is_empty(), "an owner"),
                (!action.is_dated(), "a date"),
                (!stepped, "a milestone"),
            ];
            gaps.see(&action.id, missing);
        }
        gaps.tell(report);
    },
};
