//! What becomes of the figures of measures: the last outturn is the baseline, and targets are blank or
//! carried.

use std::collections::BTreeMap;

use super::{Choices, Targets, Work};
use crate::plan::{Measure, Period, Plan, Point, PointKind, Reason};

pub(super) fn carry(next: &mut Plan, period: Option<Period>, choices: &Choices, work: &mut Work) {
    let mut told = Told::default();
    let measures = next.measures.iter().map(|measure| {
        let mut measure = (**measure).clone();
        // They judge the year that is over.
        told.judged += usize::from(!measure.ratings.is_empty() || measure.explanation.is_some());
        measure.ratings = Vec::new();
        measure.explanation = None;
        if let Some(period) = period {
            figures(&mut measure, period, choices, &mut told);
        }
        measure
    });
    next.measures = measures.collect();
    work.tell(
        told.baselines,
        "measure has its last outturn as the baseline.",
        "measures have their last outturn as the baseline.",
    );
    work.tell(told.blank, "target is blank.", "targets are blank.");
    work.tell(
        told.carried,
        "target is carried into the new period.",
        "targets are carried into the new period.",
    );
    work.tell(
        told.judged,
        "measure is without last year’s rating and explanation.",
        "measures are without last year’s ratings and explanations.",
    );
    if period.is_none() && !next.measures.is_empty() {
        work.remarks
            .push("The plan has no period, so the figures of measures stay as they are.".into());
    }
}

#[derive(Default)]
struct Told {
    baselines: usize,
    blank: usize,
    carried: usize,
    judged: usize,
}

fn figures(measure: &mut Measure, new: Period, choices: &Choices, told: &mut Told) {
    let ahead = |p: &Point| {
        p.period
            .is_none_or(|period| period.first_day() >= new.first_day())
    };
    let is = |kind| move |p: &&Point| p.kind() == kind;
    let has_figure = |p: &&Point| p.number().is_some();
    let outturns = last(
        measure
            .points
            .iter()
            .filter(is(PointKind::Actual))
            .filter(has_figure),
    );
    let set: Vec<Point> = measure
        .points
        .iter()
        .filter(is(PointKind::Target))
        .filter(|p| ahead(p))
        .cloned()
        .collect();
    let old = last(
        measure
            .points
            .iter()
            .filter(is(PointKind::Target))
            .filter(|p| !ahead(p)),
    );
    let mut points = Vec::new();
    if choices.outturn_to_baseline && !outturns.is_empty() {
        told.baselines += 1;
        points.extend(outturns.into_values().map(|p| Point {
            kind: Some(PointKind::Baseline),
            column: String::new(),
            ..p
        }));
    } else if choices.outturn_to_baseline {
        points.extend(
            measure
                .points
                .iter()
                .filter(is(PointKind::Baseline))
                .cloned(),
        );
    } else {
        let before = |p: &&Point| p.kind() != PointKind::Target || !ahead(p);
        points.extend(measure.points.iter().filter(before).cloned());
    }
    let is_set = |p: &Point| {
        set.iter()
            .any(|s| s.breakdown == p.breakdown && s.period.is_some())
    };
    let missing: Vec<Point> = old.into_values().filter(|p| !is_set(p)).collect();
    points.extend(set.iter().cloned());
    let year = first_year(new);
    for target in missing {
        let empty = Point {
            period: Some(year),
            kind: Some(PointKind::Target),
            breakdown: target.breakdown.clone(),
            ..Point::default()
        };
        match choices.targets {
            Targets::Blank => {
                told.blank += 1;
                points.push(empty);
            }
            Targets::Carry => {
                told.carried += 1;
                if !choices.targets_reason.trim().is_empty() {
                    measure.reasons.push(Reason {
                        what: format!("Target {}", year.shown()),
                        before: measure.cell(&target),
                        why: choices.targets_reason.clone(),
                    });
                }
                points.push(Point {
                    value: target.value,
                    qualifier: target.qualifier,
                    ..empty
                });
            }
        }
    }
    measure.points = points;
}

/// The last of some points for each part of the whole that they count.
fn last<'a>(points: impl Iterator<Item = &'a Point>) -> BTreeMap<String, Point> {
    let mut last: BTreeMap<String, Point> = BTreeMap::new();
    for point in points {
        let end = |p: &Point| {
            let taken = p
                .as_at
                .as_ref()
                .and_then(|cell| cell.value())
                .map(|d| d.last_day());
            (p.period.map(|period| period.last_day()), taken)
        };
        match last.get_mut(&point.breakdown) {
            Some(known) if end(known) > end(point) => {}
            Some(known) => *known = point.clone(),
            None => drop(last.insert(point.breakdown.clone(), point.clone())),
        }
    }
    last
}

/// The first year of a period of several.
fn first_year(period: Period) -> Period {
    match period {
        Period::Years(from, _) => Period::Financial(from),
        one => one,
    }
}
