//! A measure over time in a cell: a small line, and its first and last figure.

use super::{Bit, Cell, SortKey, Trend};
use crate::{
    insight::series::{Series, Step, series},
    plan::{Measure, PointKind, Polarity},
};

/// The figures of a measure over time; an empty cell where there is only one moment.
pub(super) fn trend(m: &Measure) -> Cell {
    let series = series(m);
    let (Some(first), Some(last), true) = (series.told.first(), series.told.last(), series.moves())
    else {
        return Cell::default();
    };
    let expected = match last.kind {
        PointKind::Forecast => " forecast",
        _ => "",
    };
    let words = format!(
        "{} → {}{expected}",
        m.figure(&first.number),
        m.figure(&last.number)
    );
    let change = last.number.minus(first.number).to_f64();
    let better = match m.polarity {
        Some(Polarity::LowerIsBetter) => -change,
        _ => change,
    };
    // Measures of different units are held against each other by the share they changed by.
    let key = match first.number.to_f64().abs() {
        0.0 => SortKey::Missing,
        whole => SortKey::Number(better / whole),
    };
    Cell::new(vec![Bit::Trend(line(&series), words)], key)
}

/// The line, within the range of its figures and targets.
fn line(series: &Series) -> Trend {
    let all = || series.told.iter().chain(&series.targets);
    let low = all()
        .map(|s| s.number.to_f64())
        .fold(f64::INFINITY, f64::min);
    let high = all()
        .map(|s| s.number.to_f64())
        .fold(f64::NEG_INFINITY, f64::max);
    let (span, steps) = (
        high - low,
        series.moments.len().saturating_sub(1).max(1) as f64,
    );
    let up = |step: &Step| match span > 0.0 {
        true => (step.number.to_f64() - low) / span,
        false => 0.5,
    };
    let across = |at: f64| (at / steps).clamp(0.0, 1.0);
    // A target reaches half a step to either side of its moment.
    let aim = |step: &Step| {
        let (at, up) = (step.at as f64, up(step));
        ((across(at - 0.5), up), (across(at + 0.5), up))
    };
    Trend {
        line: series
            .told
            .iter()
            .map(|s| (across(s.at as f64), up(s)))
            .collect(),
        aims: series.targets.iter().map(aim).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_line_goes_from_corner_to_corner_and_says_its_ends() {
        let m: Measure = crate::plan::read(
            json!({"id": "m", "unit": "%", "polarity": "lower-is-better", "points": [
            {"period": "2019/20", "value": "50"}, {"period": "2020/21", "value": "60"},
            {"period": "2020/21", "kind": "target", "value": "40"}]}),
        )
        .unwrap();
        let cell = trend(&m);
        let [Bit::Trend(trend, words)] = cell.bits.as_slice() else {
            panic!("one trend: {cell:?}");
        };
        assert_eq!(words, "50% → 60%");
        assert_eq!(trend.line, [(0.0, 0.5), (1.0, 1.0)]);
        assert_eq!(trend.aims, [((0.5, 0.0), (1.0, 0.0))]);
        assert_eq!(cell.key, SortKey::Number(-0.2), "the worse way is less");
    }
}
