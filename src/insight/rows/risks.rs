//! Risks as rows: how grave each is, how grave it is meant to become, what is done about it and what
//! it threatens.

use super::{Bit, Cell, Column, Desk, Listing, Row, SortKey, Tag, named, sentence, short, some};
use crate::{
    insight::{Fact, Index},
    plan::{Appearance, Date, Id, Mitigation, Plan, Printed, Ref, Risk},
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
        ("mitigated", "Mitigations"),
        ("many", "Where it is printed"),
    ];
    let rows = plan.risks.iter().map(|r| row(desk, r)).collect();
    Listing::new(columns, &filters, rows).grouped()
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
    let tag = |filter, value: &str, label: &str, rank| Tag {
        filter,
        value: value.into(),
        label: label.into(),
        rank,
    };
    tags.push(tag("above", value, label, rank));
    tags.push(match r.mitigations().next() {
        Some(_) => tag("mitigated", "yes", "With mitigations", 1),
        None => tag("mitigated", "no", "No mitigation", 0),
    });
    tags.push(match r.appearances.len() {
        0 | 1 => tag("many", "once", "In one place", 1),
        _ => tag("many", "several", "In several places", 0),
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
            mitigations(r),
            threatens(desk, r),
            named(desk.mentions(owners(r))),
        ],
        tags,
        words: words.to_lowercase().into(),
        ..Row::default()
    }
}

/// How many mitigations there are, the same one printed in several places once, and until when they run.
fn mitigations(r: &Risk) -> Cell {
    let all: Vec<_> = r.mitigations().collect();
    if all.is_empty() {
        return Cell::of(Some(Fact::Text("None".to_owned())), SortKey::Number(0.0));
    }
    let again = |m: &Mitigation| {
        m.same_as.iter().any(|to| {
            all.iter()
                .any(|other| other.id == to.to && other.id != m.id)
        })
    };
    let mut seen: Vec<&Id> = Vec::new();
    for m in &all {
        let told = m.same_as.iter().any(|to| seen.contains(&&to.to));
        if !(again(m) && told) {
            seen.push(&m.id);
        }
    }
    let once = seen.len();
    let dates = |pick: fn(&Mitigation) -> &Option<Printed<Date>>| {
        all.iter()
            .filter_map(move |m| pick(m).as_ref()?.value().copied())
    };
    let from = dates(|m| &m.start).min_by_key(|d| d.first_day());
    let to = dates(|m| &m.end).max_by_key(|d| d.last_day());
    let when = match (from, to) {
        (Some(from), Some(to)) => format!("{} to {}", from.short(), to.short()),
        (Some(from), None) => format!("from {}", from.short()),
        (None, Some(to)) => format!("until {}", to.short()),
        (None, None) => "no dates".to_owned(),
    };
    Cell::count(once, [when])
}

/// What a risk threatens; where it is printed in several places, whether its scores are the same in each.
fn threatens(desk: Desk<'_>, r: &Risk) -> Cell {
    let key = SortKey::Number(priorities(r).count() as f64);
    let cell = Cell::of(desk.mentions(priorities(r)), key);
    let scores = |a: &Appearance| {
        let score = |cell: &Option<Printed<u32>>| cell.as_ref().and_then(|c| c.value().copied());
        (score(&a.current), score(&a.target))
    };
    if let [first, rest @ ..] = r.appearances.as_slice()
        && !rest.is_empty()
    {
        let same = rest.iter().all(|a| scores(a) == scores(first));
        let places = r.appearances.len();
        return cell.and(Bit::Small(match (same, scores(first)) {
            (true, (None, None)) => format!("printed in {places} places"),
            (true, _) => format!("printed in {places} places, the same scores in each"),
            (false, _) => {
                format!("printed in {places} places, with different scores: the highest count")
            }
        }));
    }
    cell
}

/// What the risks say together, in one sentence, and what of them has no mitigation.
pub fn answer(plan: &Plan) -> String {
    let bare: Vec<&Risk> = plan
        .risks
        .iter()
        .map(|r| &**r)
        .filter(|r| r.mitigations().next().is_none())
        .collect();
    let told = match bare.as_slice() {
        _ if plan.risks.is_empty() => String::new(),
        [] => " Each has a mitigation.".to_owned(),
        all if all.len() == plan.risks.len() => {
            " No mitigation is printed for any of them.".to_owned()
        }
        [one] => format!(
            " One has no mitigation: ‘{}’.",
            short(one.text.as_str(), TITLE)
        ),
        several => format!(" {} have no mitigation.", several.len()),
    };
    format!("{}{told}", scores(plan))
}

/// What the scores say together, in one sentence.
fn scores(plan: &Plan) -> String {
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
            "1 of {} stands above its target",
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
        assert_eq!(chosen(&[("mitigated", "no")]), "low");
        assert_eq!(chosen(&[("many", "several")]), "high");
    }

    #[test]
    fn the_answer_names_the_highest_score() {
        assert_eq!(
            answer(&plan()),
            "1 of 2 risks stands above its target; the highest score is 27 and is meant to fall to 12. \
             One has no mitigation: ‘Low’."
        );
    }
}
