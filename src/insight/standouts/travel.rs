//! What stands out among measures over time: what gets worse from one period to the next.

use super::{LONGEST, Lead, Mark, Standout};
use crate::plan::{Aspect, Decimal, Measure, Period, Plan, PointKind, Rag, brief};

/// A measure with its figures of two periods, the later being the worse.
struct Worse<'a> {
    measure: &'a Measure,
    before: (Period, Decimal),
    after: (Period, Decimal),
}

impl Worse<'_> {
    /// How far it fell, as a share of what it was.
    fn by(&self) -> f64 {
        let (before, after) = (self.before.1.to_f64(), self.after.1.to_f64());
        (after - before).abs() / before.abs().max(f64::MIN_POSITIVE)
    }

    fn both_ends(&self) -> String {
        let figure = |n: &Decimal| self.measure.figure(n);
        format!(
            "{} in {}, {} in {}",
            figure(&self.before.1),
            self.before.0.shown(),
            figure(&self.after.1),
            self.after.0.shown()
        )
    }
}

/// Measures whose figures of two periods say that they get worse; where no measure has two, those whose
/// direction the council itself rates red.
pub(super) fn getting_worse(plan: &Plan) -> Option<Standout> {
    let mut worse: Vec<Worse> = plan.measures.iter().filter_map(|m| read(m)).collect();
    worse.sort_by(|a, b| b.by().total_cmp(&a.by()));
    let Some(first) = worse.first() else {
        return rated(plan);
    };
    let (link, rest, lead) = match worse.len() {
        1 => (
            brief(first.measure.name.as_str(), LONGEST),
            ": getting worse.".to_owned(),
            Lead::Item(first.measure.id.clone()),
        ),
        n => (
            format!("{n} measures"),
            " are getting worse.".to_owned(),
            Lead::View("measures"),
        ),
    };
    let why = match worse.len() {
        1 => format!("{}.", first.both_ends()),
        _ => {
            let name = brief(first.measure.name.as_str(), LONGEST);
            format!("Most of all “{name}”: {}.", first.both_ends())
        }
    };
    let (figure, figure_label) = match worse.len() {
        1 => (
            first.measure.figure(&first.after.1),
            format!("before {}", first.measure.figure(&first.before.1)),
        ),
        n => (n.to_string(), "getting worse".to_owned()),
    };
    Some(standout(link, rest, lead, why, figure, figure_label))
}

fn read(measure: &Measure) -> Option<Worse<'_>> {
    let polarity = measure.polarity?;
    let counted = |p: &&crate::plan::Point| p.kind() == PointKind::Actual && p.number().is_some();
    let latest = measure
        .points
        .iter()
        .filter(counted)
        .max_by_key(|p| p.period)?;
    let alike = measure.points.iter().filter(counted);
    // A count of nine months says nothing beside one of twelve.
    let alike = alike
        .filter(|p| p.breakdown == latest.breakdown && p.as_at.is_some() == latest.as_at.is_some());
    let before = alike
        .filter(|p| p.period < latest.period && p.period.is_some())
        .max_by_key(|p| p.period)?;
    let before = (before.period?, before.number()?);
    let after = (latest.period?, latest.number()?);
    polarity.prefers(before.1, after.1).then_some(Worse {
        measure,
        before,
        after,
    })
}

/// By the council's own rating of the direction of travel.
fn rated(plan: &Plan) -> Option<Standout> {
    let red = |m: &&Measure| {
        let rating = m.reported(Aspect::Direction);
        rating.and_then(|r| r.value()) == Some(&Rag::Red)
    };
    let measures = plan.measures.iter().map(|m| &**m);
    let red: Vec<&Measure> = measures.filter(red).collect();
    let first = red.first()?;
    let (link, rest, lead) = match red.len() {
        1 => (
            brief(first.name.as_str(), LONGEST),
            ": getting worse, as the council rates it.".to_owned(),
            Lead::Item(first.id.clone()),
        ),
        n => (
            format!("{n} measures"),
            " are getting worse, as the council rates them.".to_owned(),
            Lead::View("measures"),
        ),
    };
    let names = red
        .iter()
        .take(2)
        .map(|m| format!("“{}”", brief(m.name.as_str(), LONGEST)));
    let why = match red.len() {
        1 => String::new(),
        _ => format!(
            "Among them {}.",
            crate::insight::rows::and(&names.collect::<Vec<_>>())
        ),
    };
    let figure = red.len().to_string();
    Some(standout(
        link,
        rest,
        lead,
        why,
        figure,
        "rated red for direction".to_owned(),
    ))
}

fn standout(
    link: String,
    rest: String,
    lead: Lead,
    why: String,
    figure: String,
    figure_label: String,
) -> Standout {
    Standout {
        mark: Mark::Check,
        link,
        rest,
        lead,
        why,
        figure,
        figure_label,
        weight: 640,
    }
}
