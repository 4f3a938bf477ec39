//! What a plan of this kind would say and doesn't.

use super::{Report, Rule, Subject};
use crate::{
    insight::rows::and,
    plan::{Appearance, Id, Kind, List, PointKind, Record},
};

/// Tells what the records of a list are without; what many are without is said once for them all.
fn tell<T: Record, const N: usize>(
    (subject, report): (&Subject, &mut Report),
    (kind, list): (Kind, &List<T>),
    field: &'static str,
    missing: impl Fn(&T) -> [(bool, &'static str); N],
) {
    let lacks = |record: &T| {
        let missing = missing(record).into_iter().filter(|(lacks, _)| *lacks);
        missing.map(|(_, what)| what).collect::<Vec<_>>()
    };
    let mut groups: Vec<(Vec<&str>, Vec<Id>)> = Vec::new();
    for record in subject.each(list) {
        let missing = lacks(record);
        if !missing.is_empty() && !groups.iter().any(|(same, _)| *same == missing) {
            groups.push((missing, Vec::new()));
        }
    }
    if groups.is_empty() {
        return;
    }
    for record in list.iter() {
        let missing = lacks(record);
        if let Some((_, ids)) = groups.iter_mut().find(|(same, _)| *same == missing) {
            ids.push(record.id().clone());
        }
    }
    let all = list.len();
    for (missing, ids) in groups {
        let (one, many) = (kind.one(), kind.many());
        if ids.len() < MANY {
            for id in &ids {
                let what = format!("The {one} is without {}.", and(&missing));
                report.gap(id, field, what);
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
        report.gap_of_many(&ids, field, what);
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
        let list = (Kind::Risk, &subject.plan.risks);
        tell((subject, report), list, "appearances", |risk| {
            let owned = |a: &Appearance| {
                !a.owners.is_empty() || a.mitigations.iter().any(|m| !m.owners.is_empty())
            };
            [
                (!risk.appearances.iter().any(owned), "an owner"),
                (risk.mitigations().next().is_none(), "a mitigation"),
            ]
        });
    },
};

/// Measures without a target or an owner.
pub const MEASURES: Rule = Rule {
    id: "measure-without",
    title: "Measures without a target or an owner",
    what_to_do: "Set a target and name who answers for it.",
    run: |subject, report| {
        let list = (Kind::Measure, &subject.plan.measures);
        tell((subject, report), list, "points", |measure| {
            let target = measure.points.iter().any(|p| {
                p.kind() == PointKind::Target && p.value.as_ref().is_some_and(|v| !v.is_blank())
            });
            let owned = !measure.owners.is_empty() || !measure.areas.is_empty();
            [(!target, "a target"), (!owned, "an owner")]
        });
    },
};

/// Actions without an owner, a date or a milestone.
pub const ACTIONS: Rule = Rule {
    id: "action-without",
    title: "Actions without an owner, a date or a milestone",
    what_to_do: "Name who is responsible, and by when it is done.",
    run: |subject, report| {
        let list = (Kind::Action, &subject.plan.actions);
        tell((subject, report), list, "responsible", |action| {
            let stepped = !action.milestones.is_empty() || !action.steps.is_empty();
            [
                (action.responsible.is_empty(), "an owner"),
                (!action.is_dated(), "a date"),
                (!stepped, "a milestone"),
            ]
        });
    },
};
