//! A measure over time: what was counted and expected, moment by moment, what was aimed at, and whether it moves the
//! better way.

use crate::plan::{Day, Decimal, Measure, Point, PointKind, Polarity};

/// A figure of a series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Which moment it is for, counted from the first.
    pub at: usize,
    /// What it says.
    pub kind: PointKind,
    /// The figure.
    pub number: Decimal,
}

/// A measure over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Series {
    /// The moments, in order, as a reader sees them: '2011/12', '31 Dec 2011'.
    pub moments: Vec<String>,
    /// What was counted and what is expected, in order.
    pub told: Vec<Step>,
    /// What is aimed at, in order.
    pub targets: Vec<Step>,
}

impl Series {
    /// Whether there is anything to follow: figures of two moments.
    pub fn moves(&self) -> bool {
        match (self.told.first(), self.told.last()) {
            (Some(first), Some(last)) => first.at != last.at,
            _ => false,
        }
    }

    /// What a moment is called.
    pub fn moment(&self, at: usize) -> &str {
        self.moments.get(at).map_or("", String::as_str)
    }
}

/// The day a figure is for: when it was taken, else the end of its period. What has neither is where it started.
fn day(point: &Point) -> Option<Day> {
    let taken = point.as_at.as_ref().and_then(|cell| cell.value());
    let taken = taken.map(|date| date.last_day());
    taken.or_else(|| point.period.map(|period| period.last_day()))
}

fn called(point: &Point) -> String {
    let taken = point.as_at.as_ref().and_then(|cell| cell.value());
    let taken = taken.map(|date| date.short());
    let period = || point.period.map(|period| period.shown());
    taken.or_else(period).unwrap_or_else(|| match point.kind() {
        PointKind::Baseline => "Baseline".to_owned(),
        _ => "No date".to_owned(),
    })
}

/// The figures of a measure over time. Figures of a part of the whole are not drawn with those of the whole.
pub fn series(m: &Measure) -> Series {
    let whole = |p: &&Point| p.breakdown.is_empty() && p.number().is_some();
    let points: Vec<&Point> = m.points.iter().filter(whole).collect();
    let (targets, told): (Vec<&Point>, Vec<&Point>) = points
        .into_iter()
        .partition(|p| p.kind() == PointKind::Target);
    let mut days: Vec<(Option<Day>, String)> = Vec::new();
    // A moment has the name of what was counted then, before that of what was aimed at.
    for point in told.iter().chain(&targets) {
        let day = day(point);
        if !days.iter().any(|(known, _)| *known == day) {
            days.push((day, called(point)));
        }
    }
    days.sort_by_key(|(day, _)| *day);
    let place = |point: &Point| days.iter().position(|(known, _)| *known == day(point));
    let step = |point: &Point, at: usize| {
        Some(Step {
            at,
            kind: point.kind(),
            number: point.number()?,
        })
    };
    let mut steps: Vec<Step> = told
        .iter()
        .filter_map(|point| step(point, place(point)?))
        .collect();
    // Of several figures of one moment the first printed is followed, a count before a forecast.
    steps.sort_by_key(|step| (step.at, step.kind == PointKind::Forecast));
    steps.dedup_by_key(|step| step.at);
    // What is aimed at for a period is aimed at throughout it.
    let aims = |target: &Point, (known, _): &(Option<Day>, String)| match (target.period, known) {
        (Some(period), Some(known)) => (period.first_day()..=period.last_day()).contains(known),
        (None, _) => true,
        (Some(_), None) => false,
    };
    let mut aimed: Vec<Step> = Vec::new();
    for target in &targets {
        let held = days.iter().enumerate().filter(|(_, day)| aims(target, day));
        aimed.extend(held.filter_map(|(at, _)| step(target, at)));
    }
    aimed.sort_by_key(|step| step.at);
    aimed.dedup_by_key(|step| step.at);
    Series {
        moments: days.into_iter().map(|(_, called)| called).collect(),
        told: steps,
        targets: aimed,
    }
}

/// Which way a measure has moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moved {
    /// The worse way.
    Worse,
    /// Not at all.
    Same,
    /// Up, where nothing says which way is better.
    Up,
    /// Down, where nothing says which way is better.
    Down,
    /// The better way.
    Better,
}

impl Moved {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Moved::Worse => "Getting worse",
            Moved::Same => "Unchanged",
            Moved::Up => "Up",
            Moved::Down => "Down",
            Moved::Better => "Getting better",
        }
    }
}

/// How a measure has moved since its baseline, or since the last figure of an earlier period: counts within one year
/// grow with the year and say nothing. With the figure it moved from.
pub fn moved<'a>(m: &'a Measure, value: &Point) -> Option<(Moved, &'a Point)> {
    let number = value.number()?;
    let earlier = |p: &&Point| {
        let before = match p.kind() {
            PointKind::Actual => p.period.is_some() && p.period < value.period,
            PointKind::Baseline => p.period.is_none() || p.period < value.period,
            PointKind::Forecast | PointKind::Target => false,
        };
        before && p.breakdown == value.breakdown && p.number().is_some()
    };
    let from = m.points.iter().filter(earlier).max_by_key(|p| p.period)?;
    let higher = number.cmp(&from.number()?);
    let way = match (higher, m.polarity) {
        (std::cmp::Ordering::Equal, _) => Moved::Same,
        (std::cmp::Ordering::Greater, Some(Polarity::HigherIsBetter))
        | (std::cmp::Ordering::Less, Some(Polarity::LowerIsBetter)) => Moved::Better,
        (_, Some(Polarity::HigherIsBetter | Polarity::LowerIsBetter)) => Moved::Worse,
        (std::cmp::Ordering::Greater, _) => Moved::Up,
        (std::cmp::Ordering::Less, _) => Moved::Down,
    };
    Some((way, from))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn measure(polarity: &str, points: serde_json::Value) -> Measure {
        crate::plan::read(json!({"id": "m", "polarity": polarity, "points": points})).unwrap()
    }

    #[test]
    fn a_year_is_followed_from_its_baseline_to_its_forecast() {
        let m = measure(
            "higher-is-better",
            json!([{"kind": "target", "period": "2011/12", "value": "160"},
                   {"period": "2011/12", "value": "200", "as_at": "2011-12-31"},
                   {"kind": "forecast", "period": "2011/12", "value": "210", "as_at": "2012-03-31"},
                   {"kind": "baseline", "value": "150"},
                   {"period": "2011/12", "value": "7", "breakdown": "staff"}]),
        );
        let series = series(&m);
        assert!(series.moves());
        assert_eq!(series.moments, ["Baseline", "31 Dec 2011", "31 Mar 2012"]);
        let told: Vec<_> = series
            .told
            .iter()
            .map(|s| (s.at, s.number.to_string()))
            .collect();
        assert_eq!(
            told,
            [(0, "150".into()), (1, "200".into()), (2, "210".into())]
        );
        let aimed: Vec<_> = series.targets.iter().map(|s| s.at).collect();
        assert_eq!(aimed, [1, 2], "all through its year, not before");
        let (way, from) = moved(&m, &m.points[2]).unwrap();
        assert_eq!((way, from.kind()), (Moved::Better, PointKind::Baseline));
    }

    #[test]
    fn last_year_is_moved_from_and_this_year_is_not() {
        let points = json!([{"period": "2019/20", "value": "9"}, {"period": "2020/21", "value": "12"},
                            {"period": "2021/22", "value": "5", "as_at": "2021-12-31"},
                            {"period": "2021/22", "kind": "forecast", "value": "12"}]);
        let way = |polarity| {
            let m = measure(polarity, points.clone());
            moved(&m, &m.points[3]).map(|(way, from)| (way, from.number().unwrap().to_string()))
        };
        assert_eq!(way("lower-is-better"), Some((Moved::Same, "12".into())));
        let m = measure("lower-is-better", points.clone());
        assert_eq!(moved(&m, &m.points[1]).unwrap().0, Moved::Worse);
        let m = measure("neutral", points);
        assert_eq!(moved(&m, &m.points[2]).unwrap().0, Moved::Down);
        assert!(moved(&m, &m.points[0]).is_none());
    }

    #[test]
    fn one_figure_and_a_later_target_are_no_series() {
        let m = measure(
            "higher-is-better",
            json!([{"period": "2020/21", "value": "60"}, {"kind": "target", "period": "2021/22", "value": "68"}]),
        );
        assert!(!series(&m).moves());
    }
}
