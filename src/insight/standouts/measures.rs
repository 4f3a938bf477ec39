//! What stands out among measures: what misses its target, what has furthest to go, and how the council
//! ranks among others.

use super::{LONGEST, Lead, Mark, Standout};
use crate::{
    insight::standing::{Standing, read},
    plan::{Aspect, Benchmark, Comparison, Decimal, Measure, Plan, Printed, Rag, brief},
};

pub(super) fn off_target(plan: &Plan, m: &Measure) -> Option<Standout> {
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
            "The council rates it {}; by the rule it is {}.",
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
pub(super) fn furthest_to_go(plan: &Plan) -> Vec<Standout> {
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

/// A comparison of a benchmark, and how far down the ranks it stands: 1 is the last place.
type Ranked<'a> = (&'a Benchmark, &'a Comparison, f64);

/// The lowest and the highest rank among many others.
pub(super) fn ranks(plan: &Plan) -> Vec<Standout> {
    // Among a handful a rank says little.
    let place = |c: &Comparison| {
        let of = c.of.filter(|of| *of >= 20)?;
        Some(f64::from(c.rank?) / f64::from(of))
    };
    let of = |b| move |c| Some((b, c, place(c)?));
    let benchmarks = plan.benchmarks.iter().map(|b| &**b);
    let ranked: Vec<Ranked> = benchmarks
        .flat_map(|b| b.comparisons.iter().filter_map(of(b)))
        .collect();
    let low = ranked.iter().max_by(|a, b| a.2.total_cmp(&b.2));
    let high = ranked.iter().min_by(|a, b| a.2.total_cmp(&b.2));
    let low = low.filter(|(.., place)| *place > 0.75);
    let high = high.filter(|(.., place)| *place <= 0.25);
    let low = low.map(|r| rank(r, Mark::Check, " — its lowest rank against others.", 460));
    let high = high.map(|r| rank(r, Mark::Well, " — its highest rank against others.", 240));
    low.into_iter().chain(high).collect()
}

fn rank((b, c, _): &Ranked, mark: Mark, rest: &str, weight: u32) -> Standout {
    let shown = |cell: &Option<Printed<Decimal>>| Some(cell.as_ref()?.shown(|n| n.grouped()));
    let figures = shown(&b.own).zip(shown(&c.average));
    let why = figures.map_or(String::new(), |(own, average)| {
        format!("{own} here, {average} on average in {}.", c.with)
    });
    let count = |n: Option<u32>| n.map_or(String::new(), |n| n.to_string());
    Standout {
        mark,
        link: brief(b.name.as_str(), LONGEST),
        rest: rest.into(),
        lead: Lead::Item(b.id.clone()),
        why,
        figure: format!("{} of {}", count(c.rank), count(c.of)),
        figure_label: format!("in {}", c.with),
        weight,
    }
}
