//! What is due on a time axis: swim lanes with a bar for the time an action runs and marks that tell done from due by
//! shape and filling, how much falls in each month as columns over them, and a line at the as-at date.

mod lanes;
mod time;

use crate::{
    insight::timeline::{Bunch, Seen, Window, finding},
    plan::Day,
};

use time::long;

use super::{
    table::{Cell, ChartFigure, ChartTable, Column, TableRow},
    theme::{Look, Width},
    words::{capital, count},
};

pub use crate::insight::MilestoneState;

/// What a timeline is drawn of.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The lanes.
    pub seen: Seen,
    /// How much falls in each month, quarter or year of the window.
    pub bunches: Vec<Bunch>,
    /// The time that is looked at.
    pub window: Window,
    /// The as-at date.
    pub as_at: Day,
    /// What is due, one and many: 'milestone', 'milestones'.
    pub noun: (&'static str, &'static str),
    /// What a lane stands for: 'priority'.
    pub lane: String,
    /// How many have no date that could be drawn.
    pub undrawn: usize,
}

/// The most columns that can be told apart over a chart of this look.
pub fn columns(look: Look) -> usize {
    match look.width {
        Width::Narrow => 18,
        Width::Medium => 30,
        Width::Wide => 48,
    }
}

/// The chart of a timeline.
pub fn figure(scene: &Scene, look: Look) -> ChartFigure {
    let (one, many) = scene.noun;
    let headline = finding(&scene.bunches, many);
    let counted = scene.bunches.iter().map(|bunch| bunch.count).sum();
    let mut figure = ChartFigure {
        summary: format!(
            "Timeline of {} in {}, {}. {headline}.",
            count(counted, one, many),
            count(scene.seen.lanes.len() + scene.seen.hidden, "lane", "lanes"),
            scene.window.shown()
        ),
        headline,
        subtitle: subtitle(scene),
        instead: format!("None of these {many} falls in the time shown."),
        table: table(scene),
        // It is drawn again at each step of the as-at date: marks that moved there would never rest.
        look: Look {
            motion: false,
            ..look
        },
        ..ChartFigure::default()
    };
    if !scene.seen.lanes.is_empty() {
        lanes::draw(&mut figure, scene);
    }
    figure
}

fn subtitle(scene: &Scene) -> String {
    let seen = &scene.seen;
    let mut text = format!(
        "What is due, in lanes by {}, {}, as at {}",
        scene.lane,
        scene.window.shown(),
        scene.as_at
    );
    if seen.merged {
        text.push_str("; a mark with a number stands for so many of one state in a month");
    }
    let tracks = seen.lanes.iter().flat_map(|lane| &lane.tracks);
    if tracks
        .flat_map(|track| &track.marks)
        .any(|mark| long(mark).is_some())
    {
        text.push_str("; a date that spans months counts at its end");
    }
    let mut more = |n: usize, one: &str, many: &str| match n {
        0 => {}
        1 => text.push_str(&format!("; {one}")),
        n => text.push_str(&format!("; {}", many.replace("{n}", &n.to_string()))),
    };
    more(
        scene.undrawn,
        "one without a date is in the list below",
        "{n} without a date are in the list below",
    );
    more(
        seen.hidden,
        "one more lane is not drawn",
        "{n} more lanes are not drawn",
    );
    text
}

fn table(scene: &Scene) -> ChartTable {
    let row = |bunch: &Bunch| TableRow {
        item: None,
        cells: vec![Cell::text(&bunch.name), Cell::text(bunch.count.to_string())],
    };
    let filled = scene.bunches.iter().filter(|bunch| bunch.count > 0);
    ChartTable {
        caption: format!("{} by the time they fall in", capital(scene.noun.1)),
        columns: vec![
            Column::words("Time"),
            Column::figures(capital(scene.noun.1)),
        ],
        rows: filled.map(row).collect(),
    }
}
