//! How a measure stands against its target, by a rule that is shown and can be set: green met, amber
//! within 5% of the target, red otherwise. A rating the council reported stands beside it and is
//! never replaced.

use std::sync::Arc;

use crate::plan::{Decimal, Front, Measure, Plan, Point, PointKind, Polarity, Rag, StandingRule};

/// A plan as it reads by a rule the reader chose: the very same one where nothing is chosen, or the plan's own rule.
pub fn by_rule(plan: &Arc<Plan>, chosen: Option<StandingRule>) -> Arc<Plan> {
    match chosen.filter(|rule| *rule != plan.front.rule()) {
        None => plan.clone(),
        Some(rule) => Arc::new(Plan {
            front: Arc::new(Front {
                standing_rule: Some(rule),
                ..(*plan.front).clone()
            }),
            ..(**plan).clone()
        }),
    }
}

/// How a measure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Value and target are for the same period: red, amber or green by the rule.
    Rated(Rag),
    /// The target is for a later period: how far there is to go, and whether it is reached already.
    ToGo {
        /// The value is already as good as the target.
        reached: bool,
    },
    /// Nothing can be said, and why.
    None(&'static str),
}

impl Standing {
    /// Its name in the address bar and in filters.
    pub fn key(self) -> &'static str {
        match self {
            Standing::Rated(Rag::Green) => "green",
            Standing::Rated(Rag::Amber) => "amber",
            Standing::Rated(Rag::Red) => "red",
            Standing::ToGo { reached: true } => "reached",
            Standing::ToGo { reached: false } => "to-go",
            Standing::None(_) => "none",
        }
    }

    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Standing::Rated(Rag::Green) => "Target met",
            Standing::Rated(Rag::Amber) => "Close to target",
            Standing::Rated(Rag::Red) => "Off target",
            Standing::ToGo { reached: true } => "Already at next target",
            Standing::ToGo { reached: false } => "Distance to go",
            Standing::None(_) => "No comparison",
        }
    }

    /// Every standing a filter can offer, worst first.
    pub const ALL: [Standing; 6] = [
        Standing::Rated(Rag::Red),
        Standing::Rated(Rag::Amber),
        Standing::Rated(Rag::Green),
        Standing::ToGo { reached: false },
        Standing::ToGo { reached: true },
        Standing::None(""),
    ];
}

/// What a measure's figures say together.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The figure judged: the final one of the period, else the forecast, else the latest so far.
    pub value: Option<&'a Point>,
    /// The target it is held against.
    pub target: Option<&'a Point>,
    /// How it stands.
    pub standing: Standing,
}

impl Reading<'_> {
    /// Value and target as numbers, where both are.
    pub fn numbers(&self) -> Option<(Decimal, Decimal)> {
        Some((self.value?.number()?, self.target?.number()?))
    }

    /// Where the measure started, and that as a share of the target, for drawing.
    pub fn start(&self, measure: &Measure) -> Option<(Decimal, f64)> {
        let (_, target) = self.numbers()?;
        let start = last(measure, |p| p.has_number(PointKind::Baseline))?.number()?;
        (target.millionths() != 0).then(|| (start, start.to_f64() / target.to_f64()))
    }

    /// The value as a share of the target, for drawing; `None` without two numbers or with a target
    /// of nought.
    pub fn ratio(&self) -> Option<f64> {
        let (value, target) = self.numbers()?;
        (target.millionths() != 0).then(|| value.to_f64() / target.to_f64())
    }
}

/// Reads a measure by a rule.
pub fn read(measure: &Measure, rule: StandingRule) -> Reading<'_> {
    let target = last(measure, |p| p.kind() == PointKind::Target);
    let period = target.and_then(|t| t.period);
    let in_period = |p: &Point| period.is_none() || p.period == period;
    // The end of the period decides: a final figure, else the forecast of it, else the latest so far.
    let value = last(measure, |p| in_period(p) && p.is_final())
        .or_else(|| {
            last(measure, |p| {
                in_period(p) && p.has_number(PointKind::Forecast)
            })
        })
        .or_else(|| last(measure, |p| in_period(p) && p.has_number(PointKind::Actual)))
        .or_else(|| last(measure, |p| p.has_number(PointKind::Actual)))
        .or_else(|| last(measure, |p| p.has_number(PointKind::Forecast)))
        .or_else(|| last(measure, |p| p.kind() == PointKind::Actual))
        .or_else(|| last(measure, |p| p.kind() == PointKind::Forecast));
    let standing = stand(measure, value, target, rule);
    Reading {
        value,
        target,
        standing,
    }
}

impl Point {
    fn has_number(&self, kind: PointKind) -> bool {
        self.kind() == kind && self.number().is_some()
    }

    /// Whether it is what was counted when the period was over.
    fn is_final(&self) -> bool {
        let taken = self.as_at.as_ref().and_then(|cell| cell.value());
        let over = match (taken, self.period) {
            (Some(taken), Some(period)) => taken.last_day() >= period.last_day(),
            _ => true,
        };
        over && self.has_number(PointKind::Actual)
    }
}

/// The last point by period that `want` takes; of several in one period, the first printed.
fn last(measure: &Measure, want: impl Fn(&Point) -> bool) -> Option<&Point> {
    measure
        .points
        .iter()
        .filter(|p| want(p))
        .reduce(|best, p| if p.period > best.period { p } else { best })
}

fn stand(
    measure: &Measure,
    value: Option<&Point>,
    target: Option<&Point>,
    rule: StandingRule,
) -> Standing {
    let Some(target_point) = target else {
        return Standing::None("no target is given");
    };
    let Some(value_point) = value else {
        return Standing::None("no figure is given");
    };
    let Some(target) = target_point.number() else {
        return Standing::None("the target is words, not a figure");
    };
    let Some(value) = value_point.number() else {
        return Standing::None("the figure is not known yet");
    };
    if target_point.breakdown != value_point.breakdown {
        return Standing::None("the figure is printed in parts, the target is not");
    }
    let (short, reached) = match measure.polarity {
        Some(Polarity::HigherIsBetter) => {
            (target.millionths() - value.millionths(), value >= target)
        }
        Some(Polarity::LowerIsBetter) => {
            (value.millionths() - target.millionths(), value <= target)
        }
        Some(Polarity::Neutral) | None => {
            return Standing::None("it isn’t said which way is better");
        }
    };
    if target_point.period != value_point.period {
        return Standing::ToGo { reached };
    }
    let allowed = target.millionths().abs() * i128::from(rule.amber_within_percent);
    Standing::Rated(if reached {
        Rag::Green
    } else if short * 100 <= allowed {
        Rag::Amber
    } else {
        Rag::Red
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn measure(polarity: &str, points: serde_json::Value) -> Measure {
        let value = json!({"id": "m", "polarity": polarity, "points": points});
        crate::plan::read(value).unwrap()
    }

    fn standing(polarity: &str, points: serde_json::Value) -> Standing {
        read(&measure(polarity, points), StandingRule::default()).standing
    }

    #[test]
    fn amber_reaches_to_five_percent_of_the_target() {
        let at = |value: &str| {
            standing(
                "higher-is-better",
                json!([{"period": "2011/12", "kind": "target", "value": "80"},
                       {"period": "2011/12", "value": value}]),
            )
        };
        assert_eq!(at("80.0"), Standing::Rated(Rag::Green));
        assert_eq!(at("76"), Standing::Rated(Rag::Amber));
        assert_eq!(at("75.9"), Standing::Rated(Rag::Red));
    }

    #[test]
    fn a_chosen_rule_changes_the_reading_and_not_the_plan() {
        let points = json!([{"period": "2011/12", "kind": "target", "value": "80"},
                            {"period": "2011/12", "value": "75.9"}]);
        let measure = json!({"id": "m", "polarity": "higher-is-better", "points": points});
        let plan = Arc::new(Plan::from_json(json!({"id": "p", "measures": [measure]})).unwrap());
        let chosen = by_rule(&plan, StandingRule::from_setting("6"));
        let stands =
            |plan: &Plan| read(plan.measures.iter().next().unwrap(), plan.front.rule()).standing;
        assert_eq!(stands(&chosen), Standing::Rated(Rag::Amber));
        assert_eq!(stands(&plan), Standing::Rated(Rag::Red));
        assert_eq!(plan.front.standing_rule, None);
        for same in ["5", "", "-1", "101", "x", "5.5"] {
            assert!(
                Arc::ptr_eq(&plan, &by_rule(&plan, StandingRule::from_setting(same))),
                "{same}"
            );
        }
    }

    #[test]
    fn lower_can_be_better() {
        let points = json!([{"period": "2011/12", "kind": "target", "value": "6.0"},
                            {"period": "2011/12", "value": "5.2"}]);
        assert_eq!(
            standing("lower-is-better", points),
            Standing::Rated(Rag::Green)
        );
    }

    #[test]
    fn a_forecast_of_the_year_counts_before_a_count_of_nine_months() {
        let points = json!([{"period": "2011/12", "kind": "target", "value": "9075"},
                            {"period": "2011/12", "value": "6001", "as_at": "2011-12-31"},
                            {"period": "2011/12", "kind": "forecast", "value": "9258"}]);
        assert_eq!(
            standing("higher-is-better", points),
            Standing::Rated(Rag::Green)
        );
    }

    #[test]
    fn last_year_against_this_years_target_is_distance_to_go() {
        let points = json!([{"period": "2021/22", "kind": "target", "value": "68"},
                            {"period": "2020/21", "value": "60"}]);
        assert_eq!(
            standing("higher-is-better", points),
            Standing::ToGo { reached: false }
        );
    }

    #[test]
    fn words_are_never_judged() {
        let points = json!([{"period": "2011/12", "kind": "target", "value": {"print": "baseline-year"}},
                            {"period": "2011/12", "value": "60"}]);
        assert!(matches!(
            standing("higher-is-better", points),
            Standing::None(_)
        ));
    }
}
