//! Risks in a grid, each a numbered mark in its cell: the graver the higher, and the further right the more.

use charming::{
    datatype::{DataPoint, DataPointItem},
    element::{ItemStyle, LabelPosition, Symbol},
    series::Scatter,
};

use crate::plan::Id;

use super::{
    frame::{Canvas, Tick, bars, point, text_point},
    rows::first,
    table::{Cell, ChartFigure, ChartTable, Column, TableRow},
    theme::{Look, SMALL, TEXT, filled},
    words::{count, tip, width_of},
};

/// A risk as this chart needs it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridRow {
    /// The risk.
    pub id: Option<Id>,
    /// What may go wrong.
    pub label: String,
    /// Its band down the grid, counted from the lowest, and its band across.
    pub place: (usize, usize),
}

/// The sides of the grid, and whether they are the score now and the score aimed at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct GridWords {
    /// What the rows are: 'Score now'.
    pub down: String,
    /// Their bands, from low to high.
    pub downs: Vec<String>,
    /// What the columns are: 'Target score'.
    pub across: String,
    /// Their bands.
    pub acrosses: Vec<String>,
    /// Whether a risk that stands in the same band on both sides is meant to stay where it is.
    pub by_score: bool,
}

/// The size of a mark, and the slots it takes from top to bottom.
const MARK: f64 = 26.0;
const DEEP: usize = 3;
const SLOT: f64 = 10.0;

/// The grid of risks, numbered in the order given.
pub fn figure(rows: &[GridRow], words: &GridWords, look: Look) -> ChartFigure {
    let headline = headline(rows, words);
    let mut figure = ChartFigure {
        summary: format!(
            "Grid of {}, {} by {}. {headline}.",
            count(rows.len(), "risk", "risks"),
            words.down.to_lowercase(),
            words.across.to_lowercase()
        ),
        headline,
        subtitle: format!(
            "{} from bottom to top, {} from left to right; the numbers are those of the table",
            words.down,
            words.across.to_lowercase()
        ),
        instead: "Too few risks have both scores to draw a grid.".to_owned(),
        table: table(rows, words),
        look,
        ..ChartFigure::default()
    };
    if rows.len() >= 2 && !words.downs.is_empty() && !words.acrosses.is_empty() {
        let shown = first(rows, &mut figure.subtitle);
        draw(&mut figure, shown, words);
    }
    figure
}

/// `2 of 11 risks stand in the highest band; all of them are meant to fall`
fn headline(rows: &[GridRow], words: &GridWords) -> String {
    let top = words.downs.len().saturating_sub(1);
    let name = words.downs.last().map_or("", String::as_str);
    let worst: Vec<&GridRow> = rows.iter().filter(|row| row.place.0 == top).collect();
    let stand = if worst.len() == 1 { "stands" } else { "stand" };
    let said = format!(
        "{} of {} {stand} at {name}, the highest {}",
        worst.len(),
        count(rows.len(), "risk", "risks"),
        words.down.to_lowercase()
    );
    if !words.by_score {
        let far = words.acrosses.len().saturating_sub(1);
        let both = worst.iter().filter(|row| row.place.1 == far).count();
        return match both {
            0 => said,
            n => format!(
                "{said}, {n} of them with the highest {}",
                words.across.to_lowercase()
            ),
        };
    }
    let band = |names: &[String], at: usize| names.get(at).cloned();
    let stays = rows
        .iter()
        .filter(|row| band(&words.downs, row.place.0) == band(&words.acrosses, row.place.1));
    match stays.count() {
        0 => format!("{said}; every risk is meant to fall to a lower band"),
        1 => format!("{said}; 1 is meant to stay in its band"),
        n => format!("{said}; {n} are meant to stay in their bands"),
    }
}

fn table(rows: &[GridRow], words: &GridWords) -> ChartTable {
    let band = |names: &[String], at: usize| Cell::Text(names.get(at).cloned().unwrap_or_default());
    let row = |(n, row): (usize, &GridRow)| TableRow {
        item: row.id.clone(),
        cells: vec![
            Cell::Text(format!("{}. {}", n + 1, row.label)),
            band(&words.downs, row.place.0),
            band(&words.acrosses, row.place.1),
        ],
    };
    ChartTable {
        caption: format!(
            "Risks by {} and {}",
            words.down.to_lowercase(),
            words.across.to_lowercase()
        ),
        columns: vec![
            Column::words("Risk"),
            Column::figures(&words.down),
            Column::figures(&words.across),
        ],
        rows: rows.iter().enumerate().map(row).collect(),
    }
}

/// The risks of one cell with their numbers.
fn within(rows: &[GridRow], place: (usize, usize)) -> Vec<(usize, &GridRow)> {
    let numbered = rows.iter().enumerate();
    numbered.filter(|(_, row)| row.place == place).collect()
}

fn draw(figure: &mut ChartFigure, rows: &[GridRow], words: &GridWords) {
    let look = figure.look;
    let palette = look.palette();
    let (downs, acrosses) = (words.downs.len(), words.acrosses.len());
    let names = words.downs.iter().map(|name| width_of(name, 15.0));
    let left = (names.fold(0.0, f64::max) + 18.0).round();
    let cell = (look.width.least() - left - 8.0) / acrosses as f64;
    let a_line = ((cell / (MARK + 4.0)) as usize).max(1);
    // Rows from the top down, the highest band first, each as high as its fullest cell needs.
    let lines = |down: usize| {
        let fullest = (0..acrosses)
            .map(|across| within(rows, (down, across)).len())
            .max();
        fullest.unwrap_or(0).div_ceil(a_line).max(1)
    };
    let mut top = 2;
    let mut tops = Vec::new();
    for down in (0..downs).rev() {
        tops.push((down, top));
        top += lines(down) * DEEP + 2;
    }
    let mut canvas = Canvas::new(look, top + 1, SLOT, (left, 8.0)).scale(0.0, acrosses as f64);
    let (mut marks, mut items) = (Vec::<DataPoint>::new(), Vec::new());
    for (down, top) in &tops {
        for across in 0..acrosses {
            for (k, (n, row)) in within(rows, (*down, across)).into_iter().enumerate() {
                let in_line = within(rows, (*down, across)).len().min(a_line);
                let at = across as f64 + (k % a_line + 1) as f64 / (in_line + 1) as f64;
                let band = |names: &[String], at: usize| names.get(at).cloned().unwrap_or_default();
                let now = format!("{}: {}", words.down, band(&words.downs, *down));
                let aim = format!("{}: {}", words.across, band(&words.acrosses, across));
                let slot = top + 2 + k / a_line * DEEP;
                marks.push(text_point(
                    at,
                    slot,
                    &(n + 1).to_string(),
                    &tip(&row.label, &[&now, &aim]),
                ));
                items.push(row.id.clone());
            }
        }
    }
    let label = look
        .label()
        .position(LabelPosition::Inside)
        .formatter("{@[2]}")
        .font_size(SMALL)
        .font_weight("bold")
        .color(palette.paper);
    canvas.push(
        Scatter::new()
            .symbol(Symbol::Circle)
            .symbol_size(MARK)
            .item_style(filled(palette.c1))
            .label(label)
            .data(marks),
        items,
    );
    // A line under the headings and under each row.
    let edges = tops.iter().map(|(_, top)| *top).chain([top]);
    let edges: Vec<DataPointItem> = edges.map(|slot| point(acrosses as f64, slot, "")).collect();
    let none = vec![None; edges.len()];
    canvas.push(
        bars(1.0, ItemStyle::new().color(palette.ink_2), None, edges),
        none,
    );
    let across = words.acrosses.iter().enumerate();
    // '11 to 15' would touch its neighbour in a column of a phone.
    let close = across
        .clone()
        .any(|(_, name)| width_of(name, TEXT) + 12.0 > cell);
    let across = across.map(|(n, name)| {
        let name = match close {
            true => name.replace(" to ", "–"),
            false => name.clone(),
        };
        (n as f64 + 0.5, 0, name, String::new(), None)
    });
    let columns: Vec<Tick> = (0..=acrosses)
        .map(|at| Tick {
            at: at as f64,
            words: String::new(),
        })
        .collect();
    canvas.texts(across.collect(), LabelPosition::Inside, false, &columns);
    let down = tops.iter().map(|(down, top)| {
        let name = words.downs.get(*down).cloned().unwrap_or_default();
        (
            0.0,
            top + lines(*down) * DEEP / 2 + 1,
            name,
            String::new(),
            None,
        )
    });
    canvas.texts(down.collect(), LabelPosition::Left, false, &[]);
    (figure.chart, figure.marks, figure.height) = {
        let (chart, marks, height) = canvas.finish();
        (Some(chart), marks, height)
    };
}
