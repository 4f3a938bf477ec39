//! Rows of the charts of distances, of risks in a grid and of one measure over time, and rows under headings.

use waymark::{
    charts::{
        apart::{ApartRow, ApartWords},
        measures::MeasureRow,
        risk_grid::{GridRow, GridWords},
        series::{SeriesRow, SeriesStep},
        tally::{TallyRow, TallyWords},
    },
    plan::{Id, PointKind},
};

fn id(text: &str) -> Option<Id> {
    Some(Id::slug(text))
}

/// The measures of `rows`, under two headings, one with its baseline.
pub fn grouped() -> Vec<MeasureRow> {
    let mut rows = super::rows::measures();
    for (at, row) in rows.iter_mut().enumerate() {
        row.section = if at < 3 {
            "People at home"
        } else {
            "Carers and staff"
        }
        .to_owned();
    }
    rows[0].baseline = Some(("30%".to_owned(), 0.4));
    rows
}

pub fn series() -> SeriesRow {
    let step = |at, kind, value: f64| SeriesStep {
        at,
        kind,
        value,
        shown: format!("{value}%"),
    };
    SeriesRow {
        id: id("self-directed"),
        name: "People with self-directed support".to_owned(),
        unit: "%".to_owned(),
        moments: [
            "Baseline",
            "2009/10",
            "2010/11",
            "31 Dec 2011",
            "31 Mar 2012",
        ]
        .map(str::to_owned)
        .to_vec(),
        told: vec![
            step(0, PointKind::Baseline, 12.0),
            step(1, PointKind::Actual, 20.5),
            step(2, PointKind::Actual, 31.0),
            step(3, PointKind::Actual, 48.0),
            step(4, PointKind::Forecast, 60.0),
        ],
        targets: vec![
            step(2, PointKind::Target, 30.0),
            step(3, PointKind::Target, 75.0),
            step(4, PointKind::Target, 75.0),
        ],
        stands: "off target".to_owned(),
    }
}

pub fn apart() -> Vec<ApartRow> {
    let row = |label: &str, apart, second| ApartRow {
        id: id(label),
        label: label.to_owned(),
        apart,
        second,
        figures: "82.3% against 73.5%".to_owned(),
        beside: vec!["82.3%".to_owned(), "73.5%".to_owned()],
    };
    vec![
        row(
            "Delayed transfers of care from hospital",
            Some(-52.4),
            Some(-28.0),
        ),
        row("Carers who receive direct payments", Some(34.6), Some(45.1)),
        row("At the average", Some(0.0), None),
        row("So far that its bar is cut", Some(640.0), None),
        row("Neither way is better", None, None),
    ]
}

pub fn apart_words() -> ApartWords {
    ApartWords {
        headline: "2 of 4 are better than England, 1 worse".to_owned(),
        subtitle: "How far from England, in per cent of its figure".to_owned(),
        caption: "Distance from England".to_owned(),
        what: "Benchmark".to_owned(),
        apart: "From England".to_owned(),
        second: "From the comparison group".to_owned(),
        beside: vec!["Here".to_owned(), "Their figure".to_owned()],
        sides: ("Worse".to_owned(), "Better".to_owned()),
    }
}

pub fn grid() -> Vec<GridRow> {
    let row = |label: &str, down, across| GridRow {
        id: id(label),
        label: label.to_owned(),
        place: (down, across),
    };
    vec![
        row("A workforce not ready for the new model", 2, 1),
        row("Savings targets are not met", 1, 2),
        row("Funding agreed with the primary care trust", 1, 0),
        row("Providers cannot meet the new framework", 0, 1),
        row("Demand grows faster than the budget", 0, 1),
        row("Non-recurring funding ends", 0, 2),
    ]
}

pub fn grid_words() -> GridWords {
    let bands = |bands: [&str; 3]| bands.map(str::to_owned).to_vec();
    GridWords {
        down: "Score now".to_owned(),
        downs: bands(["16 to 20", "21 to 25", "26 to 30"]),
        across: "Target score".to_owned(),
        acrosses: bands(["6 to 10", "11 to 15", "16 to 20"]),
        by_score: true,
    }
}

pub fn staff() -> Vec<TallyRow> {
    let row = |section: &str, label: &str, amount: f64| TallyRow {
        id: id(&format!("{section} {label}")),
        label: label.to_owned(),
        amount,
        value: amount.to_string(),
        section: section.to_owned(),
        ..TallyRow::default()
    };
    vec![
        row("Integrated Care: 210", "Managers", 4.0),
        row("Integrated Care: 210", "Practitioners", 190.0),
        row(
            "Service Development & Assurance, with a name that goes on: 16",
            "Managers",
            3.0,
        ),
        row(
            "Service Development & Assurance, with a name that goes on: 16",
            "Practitioners",
            8.0,
        ),
    ]
}

pub fn staff_words() -> TallyWords {
    TallyWords {
        headline: "Integrated Care has the most staff: 210 of 483".to_owned(),
        subtitle: "Delivery teams: staff by team and grade".to_owned(),
        caption: "Delivery teams by team and grade".to_owned(),
        what: "Grade".to_owned(),
        amount: "Staff".to_owned(),
        drawn: 30,
        ..TallyWords::default()
    }
}
