//! What stands out among risks: the highest, and those that are not meant to fall.

use super::{LONGEST, Lead, Mark, Standout};
use crate::{
    insight::{index::Index, rows::and},
    plan::{Plan, Risk, brief},
};

pub(super) fn highest_risk(plan: &Plan, index: &Index) -> Option<Standout> {
    let risk: &Risk = plan.risks.iter().max_by_key(|r| r.current())?;
    let now = risk.current()?;
    let mut threatened = Vec::new();
    for a in &risk.appearances {
        if let Some(p) = &a.priority {
            let record = index.record(plan, &p.to);
            let name = record.map_or(String::new(), |r| match r.reference() {
                "" => r.title(),
                reference => reference.to_owned(),
            });
            if !name.is_empty() && !threatened.contains(&name) {
                threatened.push(name);
            }
        }
    }
    let count = risk.mitigations().count();
    let threatens = if threatened.is_empty() {
        String::new()
    } else {
        format!("Threatens {}. ", and(&threatened))
    };
    let done = match count {
        0 => "Nothing is said to be done about it.".to_owned(),
        1 => "One thing is done about it.".to_owned(),
        n => format!("{n} things are done about it."),
    };
    Some(Standout {
        mark: Mark::Score(now),
        link: brief(risk.text.as_str(), LONGEST),
        rest: " — the highest risk.".into(),
        lead: Lead::Item(risk.id.clone()),
        why: format!("{threatens}{done}"),
        figure: risk
            .target()
            .map_or(now.to_string(), |t| format!("{now} → {t}")),
        figure_label: "risk score".into(),
        weight: 700,
    })
}

pub(super) fn risks_not_meant_to_fall(plan: &Plan) -> Option<Standout> {
    let flat: Vec<&Risk> = plan
        .risks
        .iter()
        .map(|r| &**r)
        .filter(|r| matches!((r.current(), r.target()), (Some(now), Some(aim)) if aim >= now))
        .collect();
    let first = flat.first()?;
    let (link, rest, lead) = match flat.len() {
        1 => (
            brief(first.text.as_str(), LONGEST),
            " is not meant to become smaller.".to_owned(),
            Lead::Item(first.id.clone()),
        ),
        n => (
            format!("{n} risks"),
            " are not meant to become smaller.".to_owned(),
            Lead::View("risks"),
        ),
    };
    Some(Standout {
        mark: Mark::Check,
        link,
        rest,
        lead,
        why: "The target score is no lower than the present one.".into(),
        figure: first
            .current()
            .map_or(String::new(), |s| format!("{s} → {s}")),
        figure_label: "risk score".into(),
        weight: 350,
    })
}
