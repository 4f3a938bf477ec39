//! The golden thread as flows: from each aim to what works towards it, as wide as there is much of it.

use crate::insight::thread_map::{MapRow, MapSpot, Spot, ThreadMap};

use super::{
    sankey::{self, Paint, Place, Run},
    table::{Cell, ChartFigure, ChartTable, Column, TableRow},
    theme::Look,
    words::tip,
};

/// The chart of a plan's thread, or of one aim's.
pub fn figure(map: &ThreadMap, look: Look) -> ChartFigure {
    let headline = headline(map);
    let subtitle = match (&map.of, map.shared) {
        (Some(_), false) => "What works towards this aim or puts it at risk",
        (Some(_), true) => {
            "What works towards this aim or puts it at risk; what hangs from several aims counts under each"
        }
        (None, false) => "Aims, and how much works towards each or puts it at risk",
        (None, true) => {
            "Aims, and how much works towards each or puts it at risk; what hangs from several counts under each"
        }
    };
    let mut figure = ChartFigure {
        summary: format!("Flow chart. {subtitle}. {headline}."),
        table: table(map, subtitle),
        headline,
        subtitle: subtitle.to_owned(),
        instead: "Too little hangs together to draw a chart.".to_owned(),
        look,
        ..ChartFigure::default()
    };
    if map.lines.is_empty() {
        return figure;
    }
    let places: Vec<Place> = map.spots.iter().map(|spot| place(map, spot)).collect();
    let name = |at: usize| map.spots.get(at).map_or("", |s| s.name.as_str());
    let runs: Vec<Run> = map
        .lines
        .iter()
        .map(|line| {
            let id = |at: usize| map.spots.get(at).and_then(|s| s.id.clone());
            Run {
                from: line.from,
                to: line.to,
                weight: line.count as f64,
                tip: tip(
                    &format!("{} → {}", name(line.from), name(line.to)),
                    &[&line.count.to_string()],
                ),
                // A thing, or else the aim it hangs from.
                item: id(line.to).or_else(|| id(line.from)),
            }
        })
        .collect();
    sankey::draw(&mut figure, &places, &runs);
    figure
}

fn place(map: &ThreadMap, spot: &MapSpot) -> Place {
    let is_thing = spot.spot == Spot::Thing;
    Place {
        item: spot.id.clone(),
        column: spot.column,
        label: spot.name.clone(),
        value: match is_thing {
            true => String::new(),
            false => spot.count.to_string(),
        },
        weight: spot.count as f64,
        tip: tip(&spot.name, &[&spot.words]),
        paint: match spot.spot {
            Spot::Aim => Paint::Strong,
            Spot::Kind | Spot::Thing => Paint::Soft,
            Spot::Loose => Paint::Open,
        },
        // A phone shows what a reader came for: the aims with what hangs from each, or from one.
        bar: match (&map.of, spot.spot) {
            (Some(_), Spot::Kind) => Some((spot.name.clone(), spot.count.to_string())),
            // In one line at 400% zoom, where words take no second.
            (None, Spot::Aim | Spot::Loose) => Some((spot.name.clone(), spot.words.clone())),
            _ => None,
        },
    }
}

/// 'Most hangs from Priority 7: 5 measures and 2 risks'.
fn headline(map: &ThreadMap) -> String {
    if let (Some(_), Some(first)) = (&map.of, map.spots.first()) {
        return match first.count {
            0 => format!("Nothing in the plan names {} as its aim", first.called),
            _ => format!("From {} hang {}", first.called, first.words),
        };
    }
    let aims = map.spots.iter();
    let aims = aims.filter(|s| s.spot == Spot::Aim && s.column == 0 && s.id.is_some());
    // Of equals the first: `max_by_key` would take the last.
    match aims.rev().max_by_key(|s| s.count) {
        Some(most) => format!("Most hangs from {}: {}", most.called, most.words),
        None => "Nothing in the plan hangs from an aim".to_owned(),
    }
}

fn table(map: &ThreadMap, caption: &str) -> ChartTable {
    let numeric = map.of.is_none() || map.columns.first().is_some_and(|c| c == "Aim");
    let column = |(at, heading): (usize, &String)| match at > 0 && numeric {
        true => Column::figures(heading.as_str()),
        false => Column::words(heading.as_str()),
    };
    let row = |row: &MapRow| TableRow {
        item: row.id.clone(),
        cells: std::iter::once(&row.name)
            .chain(&row.cells)
            .map(Cell::text)
            .collect(),
    };
    ChartTable {
        caption: caption.to_owned(),
        columns: map.columns.iter().enumerate().map(column).collect(),
        rows: map.rows.iter().map(row).collect(),
    }
}
