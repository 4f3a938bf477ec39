//! How figures of people change: what a plan prints from one moment to another, counted or projected.

use super::rows::sentence;
use crate::plan::{Decimal, Id, Period, Plan, Printed, Statistic};

/// A figure at two moments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Growth {
    /// The statistic of the later figure.
    pub id: Id,
    /// What is counted.
    pub label: String,
    /// The earlier figure, and when it is for.
    pub from: (Decimal, String),
    /// The later one.
    pub to: (Decimal, String),
}

impl Growth {
    /// By how much it grows, in per cent of the earlier figure.
    pub fn percent(&self) -> Option<f64> {
        let from = self.from.0.to_f64();
        (from > 0.0).then(|| (self.to.0.to_f64() - from) * 100.0 / from)
    }
}

/// Every figure that a plan prints at two moments, in the plan's order.
pub fn growths(plan: &Plan) -> Vec<Growth> {
    let mut found = Vec::new();
    let all: Vec<&Statistic> = plan.statistics.iter().map(|s| &**s).collect();
    for (at, s) in all.iter().enumerate() {
        found.extend(within(s));
        // The later of two figures is printed with its year; the earlier may say 'currently'.
        let later = s.period.as_ref().and_then(|p| p.value());
        // A share that becomes another grows by points, not by a share of itself.
        let (Some(later), Some(to), false) = (later, s.number(), s.unit == "%") else {
            continue;
        };
        let earlier = all
            .iter()
            .take(at)
            .rfind(|e| alike(e, s) && is_before(e, later));
        if let Some((e, from)) = earlier.and_then(|e| Some((e, e.number()?))) {
            found.push(Growth {
                id: s.id.clone(),
                label: named(e),
                from: (from, when(e)),
                to: (to, when(s)),
            });
        }
    }
    found
}

/// A change printed as one: 'from 35,450 to 42,550'.
fn within(s: &Statistic) -> Option<Growth> {
    let change = s.change.as_ref().filter(|_| s.unit != "%")?;
    Some(Growth {
        id: s.id.clone(),
        label: named(s),
        from: (change.from?, String::new()),
        to: (change.to?, when(s)),
    })
}

fn named(s: &Statistic) -> String {
    use crate::plan::AnyRecord;
    sentence(&s.title())
}

fn when(s: &Statistic) -> String {
    let shown = s
        .period
        .as_ref()
        .map(|p| p.shown(|period: &Period| period.shown()));
    shown.unwrap_or_default()
}

fn is_before(s: &Statistic, later: &Period) -> bool {
    match &s.period {
        Some(Printed::Value { value, .. }) => value < later,
        Some(Printed::Word(_)) => true,
        None => false,
    }
}

/// Whether two figures count the same: of one topic, unit and breakdown, and mostly in the same words.
fn alike(one: &Statistic, other: &Statistic) -> bool {
    let same =
        one.topic == other.topic && one.unit == other.unit && one.dimensions == other.dimensions;
    let words = |s: &Statistic| -> Vec<String> {
        let words = s.label.as_str().to_lowercase();
        let words = words
            .split(|c: char| !c.is_alphanumeric())
            .map(str::to_owned);
        words.filter(|w| w.len() > 3).collect()
    };
    let (one, other) = (words(one), words(other));
    let shared = one.iter().filter(|w| other.contains(w)).count();
    same && shared > 0 && shared * 3 >= one.len().min(other.len()) * 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn now_and_a_later_year_are_one_change() {
        let plan = Plan::from_json(json!({"id": "p", "statistics": [
            {"id": "now", "topic": "T", "label": "estimated population of the City", "value": "200", "unit": "people",
             "period": {"words": "current"}},
            {"id": "old", "topic": "T", "label": "estimated population of the City", "value": "47", "unit": "people",
             "period": {"words": "current"}, "dimensions": [{"name": "age", "value": "65 and over"}]},
            {"id": "homes", "topic": "T", "label": "homes", "value": "9", "unit": "people", "period": {"words": "current"}},
            {"id": "then", "topic": "T", "label": "Population as estimated for 2020", "value": "230", "unit": "people",
             "period": "2020"},
            {"id": "alone", "topic": "T", "label": "Living alone", "unit": "people", "period": "2030",
             "change": {"from": "35450", "to": "42550"}}]}))
        .unwrap();
        let found = growths(&plan);
        let told: Vec<String> = found
            .iter()
            .map(|g| format!("{} {} {:.0}%", g.id, g.label, g.percent().unwrap()))
            .collect();
        assert_eq!(
            told,
            [
                "then Estimated population of the City 15%",
                "alone Living alone 20%"
            ]
        );
        assert_eq!(found[0].from.1, "current");
    }
}
