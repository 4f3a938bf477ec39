//! What stands out as nobody's: actions, and measures and risks beside which others name who is responsible.

use std::collections::HashMap;

use super::{LONGEST, Lead, Mark, Standout};
use crate::plan::{Id, Plan, Record, Risk, brief};

/// Actions that name nobody responsible, whether or not others do.
pub(super) fn actions(plan: &Plan) -> Option<Standout> {
    let total = plan.actions.len();
    let unowned = plan
        .actions
        .iter()
        .filter(|a| a.responsible.is_empty())
        .count();
    let undated = plan.actions.iter().filter(|a| !a.is_dated()).count();
    if unowned == 0 {
        return None;
    }
    let (link, rest) = if unowned == total {
        (
            format!("None of the {total} actions"),
            " names who is responsible.".to_owned(),
        )
    } else {
        let verb = if unowned == 1 { "names" } else { "name" };
        (
            format!("{unowned} of {total} actions"),
            format!(" {verb} nobody responsible."),
        )
    };
    let why = match undated {
        0 => String::new(),
        n if n == total => "None has a date or a milestone either.".into(),
        1 => "One has no date or milestone.".into(),
        n => format!("{n} have no date or milestone."),
    };
    Some(Standout {
        mark: Mark::Check,
        link,
        rest,
        lead: Lead::View("actions"),
        why,
        figure: unowned.to_string(),
        figure_label: "without an owner".into(),
        weight: 400,
    })
}

/// Measures and risks without anybody responsible, in tables where most name somebody. Where a table has no
/// place for a name, its lines lack none.
pub(super) fn beside_others(plan: &Plan) -> Vec<Standout> {
    let measures = plan.measures.iter().map(|m| (&**m, !m.owners.is_empty()));
    let risks = plan.risks.iter().map(|r| (&**r, is_owned(r)));
    let measures = alone(measures, |m| m.name.as_str());
    let risks = alone(risks, |r| r.text.as_str());
    let told = |found: Option<Alone>, (one, many): (&str, &str), view: &'static str| {
        let found = found?;
        let verb = if found.count == 1 { "names" } else { "name" };
        Some(Standout {
            mark: Mark::Check,
            link: match found.count {
                1 => found.title.clone(),
                n => format!("{n} {many}"),
            },
            rest: format!(" {verb} nobody responsible."),
            lead: match found.count {
                1 => Lead::Item(found.id),
                _ => Lead::View(view),
            },
            why: match found.owned {
                1 => format!("The other {one} beside does."),
                n => format!("The other {n} {many} beside do."),
            },
            figure: found.count.to_string(),
            figure_label: "without an owner".into(),
            weight: 395,
        })
    };
    let measures = told(measures, ("measure", "measures"), "measures");
    let risks = told(risks, ("risk", "risks"), "risks");
    measures.into_iter().chain(risks).collect()
}

fn is_owned(risk: &Risk) -> bool {
    let named = risk.appearances.iter().any(|a| !a.owners.is_empty());
    named || risk.mitigations().any(|m| !m.owners.is_empty())
}

/// What nobody answers for among what somebody does.
struct Alone {
    id: Id,
    title: String,
    count: usize,
    owned: usize,
}

fn alone<'a, T: Record + 'a>(
    all: impl Iterator<Item = (&'a T, bool)>,
    title: impl Fn(&'a T) -> &'a str,
) -> Option<Alone> {
    let mut tables: HashMap<Option<&Id>, (Vec<&T>, usize)> = HashMap::new();
    let mut order = Vec::new();
    for (record, owned) in all {
        let table = record.provenance().table.map(|t| &t.to);
        let (lacking, named) = tables.entry(table).or_insert_with(|| {
            order.push(table);
            Default::default()
        });
        match owned {
            true => *named += 1,
            false => lacking.push(record),
        }
    }
    let mixed = order.iter().filter_map(|table| tables.get(table));
    let mixed: Vec<_> = mixed
        .filter(|(lacking, named)| *named > lacking.len())
        .collect();
    let mut lacking = mixed.iter().flat_map(|(lacking, _)| lacking);
    let first = lacking.next()?;
    Some(Alone {
        id: first.id().clone(),
        title: brief(title(first), LONGEST),
        count: 1 + lacking.count(),
        owned: mixed
            .iter()
            .filter(|(lacking, _)| !lacking.is_empty())
            .map(|(_, named)| named)
            .sum(),
    })
}
