//! How far a benchmark's figure is from those it is compared with, by which way is better.

use super::rows::{benchmarks::widest, indicator};
use crate::plan::{Benchmark, Comparison, Decimal, Polarity, Printed};

fn figure(cell: &Option<Printed<Decimal>>) -> Option<Decimal> {
    cell.as_ref()?.value().copied()
}

/// How far the council's figure is from another's, in per cent of that: above nought on the better side. `None` without
/// two figures, where the other's is nought, and where neither way is better.
pub fn distance(b: &Benchmark, c: &Comparison) -> Option<f64> {
    let (own, other) = (figure(&b.own)?, figure(&c.average)?);
    if other.millionths() == 0 {
        return None;
    }
    let apart = own.minus(other).to_f64() * 100.0 / other.to_f64().abs();
    match b.polarity? {
        Polarity::HigherIsBetter => Some(apart),
        Polarity::LowerIsBetter => Some(-apart),
        Polarity::Neutral => None,
    }
}

/// How far a benchmark is from the widest group it is compared with, and from the next one.
pub fn distances(b: &Benchmark) -> (Option<f64>, Option<f64>) {
    let wide = widest(b);
    let others = b
        .comparisons
        .iter()
        .filter(|c| wide.is_some_and(|w| w.with != c.with));
    let second = others.filter_map(|c| distance(b, c)).next();
    (wide.and_then(|c| distance(b, c)), second)
}

/// Where the council leads and where it trails most, in one sentence; nothing without two figures to hold against each
/// other.
pub fn extremes<'a>(benchmarks: impl Iterator<Item = &'a Benchmark>) -> Option<String> {
    let far = benchmarks.filter_map(|b| Some((b, distances(b).0?)));
    let mut far: Vec<(&Benchmark, f64)> = far.collect();
    far.sort_by(|a, b| b.1.total_cmp(&a.1));
    let named = |b: &Benchmark| indicator(b.name.as_str(), LONGEST);
    let lead = far.first().filter(|(_, apart)| *apart > 0.0);
    let trail = far.last().filter(|(_, apart)| *apart < 0.0);
    let lead = lead.map(|(b, _)| format!("furthest ahead on ‘{}’", named(b)));
    let trail = trail.map(|(b, _)| format!("furthest behind on ‘{}’", named(b)));
    let said: Vec<String> = lead.into_iter().chain(trail).collect();
    (!said.is_empty()).then(|| super::rows::and(&said))
}

/// The most characters a benchmark has in a sentence.
const LONGEST: usize = 140;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use serde_json::json;

    #[test]
    fn the_better_way_is_ahead_whichever_it_is() {
        let plan = Plan::from_json(json!({"id": "p", "benchmarks": [
            {"id": "up", "name": "More", "own": "12", "polarity": "higher-is-better", "comparisons": [
                {"with": "Peers", "average": "16", "rank": 2, "of": 16},
                {"with": "England", "average": "10", "rank": 20, "of": 150}]},
            {"id": "down", "name": "Less", "own": "12", "polarity": "lower-is-better",
             "comparisons": [{"with": "England", "average": "8.0"}]},
            {"id": "neutral", "name": "Share", "own": "20", "polarity": "neutral",
             "comparisons": [{"with": "England", "average": "21"}]},
            {"id": "nought", "name": "None", "own": "1", "polarity": "lower-is-better",
             "comparisons": [{"with": "England", "average": "0"}]},
            {"id": "words", "name": "Words", "comparisons": [{"with": "England", "position": "below"}]}]}))
        .unwrap();
        let found: Vec<_> = plan.benchmarks.iter().map(|b| distances(b)).collect();
        assert_eq!(found[0], (Some(20.0), Some(-25.0)));
        assert_eq!(found[1], (Some(-50.0), None));
        assert_eq!(found[2..], [(None, None); 3]);
        let said = extremes(plan.benchmarks.iter().map(|b| &**b));
        assert_eq!(
            said.as_deref(),
            Some("furthest ahead on ‘More’ and furthest behind on ‘Less’")
        );
        assert_eq!(extremes(plan.benchmarks.iter().map(|b| &**b).skip(2)), None);
    }
}
