//! What stands out in a plan: sentences computed from its figures, worst first.

use std::collections::BTreeMap;

use super::{
    index::Index,
    rows::and,
    standing::{Standing, read},
    totals::{Verdict, sum_checks},
};
use crate::plan::{Aspect, Date, Day, Id, Measure, Plan, Pounds, Printed, Rag, Risk, Word, brief};

/// The most characters a link in a sentence has.
const LONGEST: usize = 90;

/// The sign beside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A rating, by the rule or as reported.
    Rag(Rag),
    /// A risk score.
    Score(u32),
    /// Something to look into.
    Check,
    /// Something to go towards.
    ToGo,
}

/// Where a sentence leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To an item.
    Item(Id),
    /// To a view of the plan, by its name in the address bar.
    View(&'static str),
}

/// One thing that stands out: a sentence with a link in it, why, and its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Standout {
    /// The sign beside it.
    pub mark: Mark,
    /// The words of the link, which begin the sentence.
    pub link: String,
    /// The rest of the sentence.
    pub rest: String,
    /// Where the link leads.
    pub lead: Lead,
    /// Why, in one more sentence.
    pub why: String,
    /// The figure at the right.
    pub figure: String,
    /// What the figure is.
    pub figure_label: String,
    /// How much it matters, for sorting: more is worse.
    weight: u32,
}

/// The things that stand out, worst first, at most `most`.
pub fn standouts(plan: &Plan, index: &Index, as_at: Day, most: usize) -> Vec<Standout> {
    let mut all = Vec::new();
    all.extend(plan.measures.iter().filter_map(|m| off_target(plan, m)));
    all.extend(furthest_to_go(plan));
    all.extend(highest_risk(plan, index));
    all.extend(risks_not_meant_to_fall(plan));
    all.extend(late_milestones(plan));
    all.extend(sums(plan));
    all.extend(unowned(plan));
    all.extend(gaps_in_roles(plan));
    all.extend(next_dates(plan, as_at));
    all.sort_by_key(|s| std::cmp::Reverse(s.weight));
    all.truncate(most);
    all
}

fn off_target(plan: &Plan, m: &Measure) -> Option<Standout> {
    let reading = read(m, plan.front.rule());
    let reported = m.reported(Aspect::Overall).and_then(|r| r.value().copied());
    let Standing::Rated(by_rule) = reading.standing else {
        return None;
    };
    if by_rule == Rag::Green {
        return None;
    }
    let (value, target) = reading.numbers()?;
    let short = 1.0
        - reading
            .ratio()
            .map_or(1.0, |r| if r > 1.0 { 1.0 / r } else { r });
    let rest = match by_rule {
        Rag::Red if short > 0.25 => ": far from its target.",
        Rag::Red => ": short of its target.",
        _ => ": just short of its target.",
    };
    let taken = reading.value.and_then(|p| {
        let what = match p.kind() {
            crate::plan::PointKind::Forecast => "is the forecast",
            _ => "was counted",
        };
        let taken = p.as_at.as_ref().and_then(|cell| cell.value());
        let when = taken.map(|d| d.shown()).or(p.period.map(|p| p.shown()))?;
        let by = match p.kind() {
            crate::plan::PointKind::Forecast => "for",
            _ => "by",
        };
        Some(format!("{} {what} {by} {when}", m.figure(&value)))
    });
    let rates = |r: Rag| r.shown().to_lowercase();
    let council = reported.map(|r| match r == by_rule {
        true => format!("The council rates it {}.", rates(r)),
        false => format!(
            "The council rates it {}; by the plan’s rule it is {}.",
            rates(r),
            rates(by_rule)
        ),
    });
    let taken = taken.map_or(String::new(), |t| format!("{t}. "));
    Some(Standout {
        mark: Mark::Rag(reported.unwrap_or(by_rule)),
        link: brief(m.name.as_str(), LONGEST),
        rest: rest.into(),
        lead: Lead::Item(m.id.clone()),
        why: format!("{taken}{}", council.unwrap_or_default())
            .trim()
            .to_owned(),
        figure: m.figure(&value),
        figure_label: format!("target {}", m.figure(&target)),
        weight: if by_rule == Rag::Red { 800 } else { 500 } + (short * 100.0) as u32,
    })
}

/// Where targets are for a later year than the figures: the one with furthest to go.
fn furthest_to_go(plan: &Plan) -> Vec<Standout> {
    let mut found: Vec<(f64, &Measure)> = Vec::new();
    for m in plan.measures.iter() {
        let reading = read(m, plan.front.rule());
        if reading.standing == (Standing::ToGo { reached: false })
            && let Some(ratio) = reading.ratio()
        {
            let share = if ratio > 1.0 {
                1.0 - 1.0 / ratio
            } else {
                1.0 - ratio
            };
            found.push((share, m));
        }
    }
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let sentence = |(share, m): (f64, &Measure)| {
        let reading = read(m, plan.front.rule());
        let (value, target) = reading.numbers()?;
        let periods = reading.value?.period.zip(reading.target?.period);
        let why = periods.map_or(String::new(), |(from, to)| {
            format!(
                "{} in {}, and {} wanted in {}.",
                m.figure(&value),
                from.shown(),
                m.figure(&target),
                to.shown()
            )
        });
        Some(Standout {
            mark: Mark::ToGo,
            link: brief(m.name.as_str(), LONGEST),
            rest: format!(": {}% to go to its target.", (share * 100.0).round()),
            lead: Lead::Item(m.id.clone()),
            why,
            figure: m.figure(&value),
            figure_label: format!("target {}", m.figure(&target)),
            weight: 300 + (share * 100.0) as u32,
        })
    };
    found.into_iter().take(3).filter_map(sentence).collect()
}

fn highest_risk(plan: &Plan, index: &Index) -> Option<Standout> {
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

fn risks_not_meant_to_fall(plan: &Plan) -> Option<Standout> {
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

/// Actions with a milestone after their own end.
fn late_milestones(plan: &Plan) -> Option<Standout> {
    let value = |cell: &Option<Printed<Date>>| cell.as_ref()?.value().copied();
    let mut late = Vec::new();
    for action in plan.actions.iter() {
        let Some(end) = value(&action.end) else {
            continue;
        };
        let last = action.milestones.iter().filter_map(|m| value(&m.due)).max();
        if let Some(last) = last.filter(|l| l.first_day() > end.last_day()) {
            late.push((action, end, last));
        }
    }
    let (first, ..) = late.first()?;
    let (link, rest, lead) = match late.len() {
        1 => (
            first.reference.clone(),
            " has a milestone after its end.".to_owned(),
            Lead::Item(first.id.clone()),
        ),
        n => (
            format!("{n} actions"),
            " have milestones after their end.".to_owned(),
            Lead::View("actions"),
        ),
    };
    let why: Vec<String> = late
        .iter()
        .take(3)
        .map(|(a, end, last)| {
            format!(
                "{} ends {}, its last milestone is {}",
                a.reference,
                end.shown(),
                last.shown()
            )
        })
        .collect();
    Some(Standout {
        mark: Mark::Check,
        link,
        rest,
        lead,
        why: format!("{}.", why.join("; ")),
        figure: late.len().to_string(),
        figure_label: if late.len() == 1 { "action" } else { "actions" }.into(),
        weight: 450,
    })
}

fn sums(plan: &Plan) -> Vec<Standout> {
    let mut off: Vec<_> = sum_checks(plan)
        .into_iter()
        .filter(|c| c.verdict != Verdict::AddsUp)
        .collect();
    off.sort_by_key(|c| {
        std::cmp::Reverse((c.verdict == Verdict::DoesNotAddUp, c.difference().abs()))
    });
    let sentence = |c: super::totals::SumCheck| {
        let line = plan.money.iter().find(|l| l.id == c.line)?;
        let printed = line
            .amounts
            .iter()
            .find(|a| a.kind() == c.kind && a.column == c.column)
            .and_then(|a| a.value.as_ref()?.value().copied())?;
        let as_printed = |pounds: i64| Pounds { pounds, ..printed }.to_string();
        let off = as_printed(c.difference().abs());
        let may_be = match c.verdict {
            Verdict::MayBeRounding => "May be rounding.",
            _ => "Rounding can’t explain it.",
        };
        Some(Standout {
            mark: Mark::Check,
            link: line.label.as_str().to_owned(),
            rest: format!(
                ": the {} is {off} off its lines.",
                c.kind.shown().to_lowercase()
            ),
            lead: Lead::Item(c.line.clone()),
            why: format!(
                "Lines add to {}, printed {}. {may_be}",
                as_printed(c.sum),
                as_printed(c.printed)
            ),
            figure: off,
            figure_label: "difference".into(),
            weight: if c.verdict == Verdict::DoesNotAddUp {
                480
            } else {
                320
            },
        })
    };
    off.into_iter().take(2).filter_map(sentence).collect()
}

fn unowned(plan: &Plan) -> Option<Standout> {
    let total = plan.actions.len();
    let unowned = plan
        .actions
        .iter()
        .filter(|a| a.responsible.is_empty())
        .count();
    let undated = plan
        .actions
        .iter()
        .filter(|a| a.end.is_none() && a.milestones.is_empty() && a.timescales.is_empty())
        .count();
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

fn gaps_in_roles(plan: &Plan) -> Option<Standout> {
    let mut by_word: BTreeMap<&str, usize> = BTreeMap::new();
    let mut projects: Vec<&Id> = Vec::new();
    for project in plan.projects.iter() {
        for role in &project.roles {
            let Some(word) = role.holder.as_ref().and_then(|h| h.word()) else {
                continue;
            };
            let gap = match word {
                Word::Blank => "left blank",
                Word::Tbc => "to be confirmed",
                Word::Vacant => "vacant",
                _ => continue,
            };
            *by_word.entry(gap).or_default() += 1;
            if !projects.contains(&&project.id) {
                projects.push(&project.id);
            }
        }
    }
    let total: usize = by_word.values().sum();
    let first = projects.first()?;
    let lead = match projects.len() {
        1 => Lead::Item((*first).clone()),
        _ => Lead::View("contents"),
    };
    let words: Vec<String> = by_word
        .iter()
        .map(|(word, n)| format!("{n} {word}"))
        .collect();
    Some(Standout {
        mark: Mark::Check,
        link: format!(
            "{total} project {}",
            if total == 1 { "role" } else { "roles" }
        ),
        rest: format!(
            " {} nobody’s name.",
            if total == 1 { "has" } else { "have" }
        ),
        lead,
        why: format!("Across {} projects: {}.", projects.len(), and(&words)),
        figure: total.to_string(),
        figure_label: "roles".into(),
        weight: 380,
    })
}

/// Many milestones on the busiest date to come.
fn next_dates(plan: &Plan, as_at: Day) -> Option<Standout> {
    let mut by_date: BTreeMap<Date, usize> = BTreeMap::new();
    let all = plan.actions.iter().flat_map(|a| &a.milestones);
    for due in all.filter_map(|m| m.due.as_ref()?.value().copied()) {
        if due.last_day() > as_at {
            *by_date.entry(due).or_default() += 1;
        }
    }
    let total: usize = by_date.values().sum();
    let (date, most) = by_date.into_iter().max_by_key(|(_, n)| *n)?;
    if most < 6 {
        return None;
    }
    Some(Standout {
        mark: Mark::Check,
        link: format!("{most} milestones"),
        rest: format!(" fall due together in {}.", date.shown()),
        lead: Lead::View("actions"),
        why: format!("Of {total} still to come."),
        figure: most.to_string(),
        figure_label: "due together".into(),
        weight: 310,
    })
}
