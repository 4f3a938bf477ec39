//! Risks as rows: how grave each is, how grave it is meant to become, what is done about it and what
//! it threatens.

use super::{Bit, Cell, Column, Desk, Listing, Row, SortKey, Tag, named, sentence, short, some};
use crate::{
    insight::{Fact, Index},
    plan::{Plan, Ref, Risk},
};

const TITLE: usize = 130;

/// Every risk of a plan.
pub fn listing(plan: &Plan, index: &Index) -> Listing {
    let desk = Desk { plan, index };
    let columns = vec![
        Column::words("name", "Risk"),
        Column::figures("now", "Score now"),
        Column::figures("target", "Target"),
        Column::figures("gap", "Meant to fall by"),
        Column::figures("mitigations", "Mitigations"),
        Column::words("threatens", "Threatens"),
        Column::words("owner", "Owner"),
    ];
    let threatened = plan.risks.iter().flat_map(|r| priorities(r));
    let filters = [
        ("priority", desk.aims(threatened)),
        ("owner", "Owner"),
        ("above", "Against its target"),
    ];
    let rows = plan.risks.iter().map(|r| row(desk, r)).collect();
    Listing::new(columns, &filters, rows)
}

fn priorities(r: &Risk) -> impl Iterator<Item = &Ref> {
    r.appearances.iter().flat_map(|a| a.priority.as_slice())
}

fn owners(r: &Risk) -> impl Iterator<Item = &Ref> {
    r.appearances.iter().flat_map(|a| &a.owners)
}

/// How far a risk stands above its target.
fn above(r: &Risk) -> Option<i64> {
    Some(i64::from(r.current()?) - i64::from(r.target()?))
}

fn row(desk: Desk<'_>, r: &Risk) -> Row {
    let mut tags = Vec::new();
    desk.tags("priority", priorities(r), "The plan as a whole", &mut tags);
    desk.tags("owner", owners(r), "Nobody named", &mut tags);
    let (value, label, rank) = match above(r) {
        Some(1..) => ("yes", "Above target", 0),
        Some(_) => ("no", "At its target or below", 1),
        None => ("unknown", "No score or target", 2),
    };
    tags.push(Tag {
        filter: "above",
        value: value.to_owned(),
        label: label.to_owned(),
        rank,
    });
    let score = |s: Option<u32>| {
        Cell::of(
            s.map(|s| Fact::Text(s.to_string())),
            SortKey::count(s.map(i64::from)),
        )
    };
    let fall = above(r).map(|n| match n {
        0 => Fact::Text("Not at all".to_owned()),
        n if n < 0 => Fact::Text(format!("−{}", -n)),
        n => Fact::Text(n.to_string()),
    });
    let mitigations = r.mitigations().count();
    let name = r.text.as_str();
    let mut under = Vec::new();
    if !r.reference.is_empty() {
        under.push(Bit::Reference(r.reference.clone()));
    }
    let mut words = format!("{name} {}", r.reference);
    for text in r.mitigations().map(|m| m.text.as_str()) {
        words.push(' ');
        words.push_str(text);
    }
    Row {
        id: r.id.clone(),
        title: short(name, TITLE),
        retold: r.text.is_retold(),
        cells: vec![
            Cell::new(under, SortKey::text(name)),
            score(r.current()),
            score(r.target()),
            Cell::of(fall, SortKey::count(above(r))),
            Cell::of(
                Some(Fact::Text(mitigations.to_string())),
                SortKey::Number(mitigations as f64),
            ),
            Cell::of(
                desk.mentions(priorities(r)),
                SortKey::Number(priorities(r).count() as f64),
            ),
            named(desk.mentions(owners(r))),
        ],
        tags,
        words: words.to_lowercase(),
        ..Row::default()
    }
}

/// What the risks say together, in one sentence.
pub fn answer(plan: &Plan) -> String {
    let all = plan.risks.len();
    if all == 0 {
        return "This plan has no risks.".to_owned();
    }
    let higher = plan
        .risks
        .iter()
        .filter(|r| above(r).is_some_and(|n| n > 0))
        .count();
    if plan.risks.iter().all(|r| r.current().is_none()) {
        return format!("{}, without scores.", sentence(&some(all, "risk", "risks")));
    }
    let stand = match higher {
        0 => format!(
            "None of {} stands above its target",
            some(all, "risk", "risks")
        ),
        n if n == all && all > 1 => format!("All {all} risks stand above their targets"),
        1 => format!(
            "One of {} stands above its target",
            some(all, "risk", "risks")
        ),
        n => format!("{n} of {all} risks stand above their targets"),
    };
    let highest = plan.risks.iter().filter_map(|r| r.current()).max();
    let Some(highest) = highest else {
        return format!("{stand}; none has a score.");
    };
    let worst: Vec<&Risk> = plan
        .risks
        .iter()
        .map(|r| &**r)
        .filter(|r| r.current() == Some(highest))
        .collect();
    let meant = match worst.as_slice() {
        [one] => match one.target() {
            Some(target) if target < highest => format!(" and is meant to fall to {target}"),
            Some(_) => " and is not meant to fall".to_owned(),
            None => " and has no target".to_owned(),
        },
        more => format!(", shared by {} risks", more.len()),
    };
    format!("{stand}; the highest score is {highest}{meant}.")
}

/// A risk's scores, for beside a link.
pub(super) fn gist(r: &Risk) -> String {
    match (r.current(), r.target()) {
        (Some(now), Some(target)) => format!("{now} → {target}"),
        (Some(now), None) => now.to_string(),
        (None, _) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p",
            "priorities": [{"id": "p1", "reference": "Priority 1", "text": "Safe"},
                           {"id": "p2", "reference": "Priority 2", "text": "Well"}],
            "risks": [
                {"id": "low", "text": "Low", "appearances": [
                    {"id": "low-1", "priority": "p1", "current": 10, "target": 10}]},
                {"id": "high", "text": "High", "appearances": [
                    {"id": "high-1", "priority": "p1", "current": 22, "target": 12},
                    {"id": "high-2", "priority": "p2", "current": 27, "target": 12,
                     "mitigations": [{"id": "high-2-m1", "text": "Train carers"}]}]}]}))
        .unwrap()
    }

    fn chosen(settings: &[(&str, &str)]) -> String {
        let plan = plan();
        let listing = listing(&plan, &Index::new(&plan));
        let settings: Vec<_> = settings
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let rows = listing.chosen(&settings);
        let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        ids.join(" ")
    }

    #[test]
    fn a_risk_is_found_under_every_priority_it_threatens() {
        assert_eq!(chosen(&[("priority", "p2")]), "high");
        assert_eq!(chosen(&[("priority", "p1"), ("sort", "-now")]), "high low");
        assert_eq!(chosen(&[("above", "yes")]), "high");
        assert_eq!(chosen(&[("q", "carers")]), "high");
    }

    #[test]
    fn the_answer_names_the_highest_score() {
        assert_eq!(
            answer(&plan()),
            "One of 2 risks stands above its target; the highest score is 27 and is meant to fall to 12."
        );
    }
}
