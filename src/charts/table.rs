//! What a chart hands to a page: the finding in words, the drawing, and the same facts as a table.

use std::collections::HashMap;

use charming::Chart;

use crate::{
    insight::{Standing, document},
    plan::{Day, Id},
};

use super::{own::Own, theme::Look};

/// A chart ready to be shown, with everything a reader needs who cannot or will not look at it.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ChartFigure {
    /// What the figures say, as a sentence without its full stop.
    pub headline: String,
    /// What is plotted, and in which unit.
    pub subtitle: String,
    /// The drawing; none where fewer than two marks would stand in it.
    pub chart: Option<Chart>,
    /// The one series of a drawing that charming can't describe.
    pub own: Option<Own>,
    /// What to say in place of a drawing.
    pub instead: String,
    /// What the shapes and colours mean.
    pub key: Vec<KeyItem>,
    /// Every row given, drawn or not.
    pub table: ChartTable,
    /// The height the drawing needs, in pixels.
    pub height: u32,
    /// The drawing in a sentence, for those who cannot see it.
    pub summary: String,
    /// The record behind each mark: by series, then by place in the series. The flows of a sankey follow its
    /// places as a series of their own.
    pub marks: Vec<Vec<Option<Id>>>,
    /// The first and last day of what a mark stands for where that is a stretch of time: by series and place.
    pub stretches: HashMap<(usize, usize), (Day, Day)>,
    /// Where its scale stands in it.
    pub plot: Plot,
    /// What it was drawn for.
    pub look: Look,
}

impl ChartFigure {
    /// A chart that is told and not drawn yet: what kind of drawing it is, what it finds, what is plotted, and what to
    /// say where there is too little to draw.
    pub(super) fn undrawn(
        look: Look,
        kind: &str,
        headline: String,
        subtitle: String,
        instead: impl Into<String>,
        table: ChartTable,
    ) -> ChartFigure {
        ChartFigure {
            summary: format!("{kind}. {headline}."),
            headline,
            subtitle,
            instead: instead.into(),
            table,
            look,
            ..ChartFigure::default()
        }
    }

    /// The record behind a mark, if there is one.
    pub fn item_at(&self, series: usize, place: usize) -> Option<&Id> {
        self.marks.get(series)?.get(place)?.as_ref()
    }
}

/// The edges of the scale across a chart, in pixels from the edges of the drawing: what a page lays over a chart stands
/// between them.
#[derive(Clone, Copy, Debug, PartialEq, Default)]
pub struct Plot {
    /// From the left edge.
    pub left: f64,
    /// From the right edge.
    pub right: f64,
}

/// The facts of a chart as rows and columns.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct ChartTable {
    /// What the table holds.
    pub caption: String,
    /// Its columns; the first names the row.
    pub columns: Vec<Column>,
    /// Its rows, in the order of the chart.
    pub rows: Vec<TableRow>,
}

impl ChartTable {
    /// The table as it goes into a document.
    pub fn document(&self) -> document::Table {
        let column = |column: &Column| document::Column {
            heading: column.heading.clone(),
            numeric: column.numeric,
        };
        let row = |row: &TableRow| document::Line {
            cells: row
                .cells
                .iter()
                .map(|c| document::Cell::of(c.said()))
                .collect(),
            ..document::Line::default()
        };
        document::Table {
            caption: self.caption.clone(),
            columns: self.columns.iter().map(column).collect(),
            rows: self.rows.iter().map(row).collect(),
        }
    }
}

/// A column of a chart's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its heading.
    pub heading: String,
    /// Whether it holds figures, which stand at the right.
    pub numeric: bool,
}

impl Column {
    /// A column of words.
    pub fn words(heading: impl Into<String>) -> Column {
        Column {
            heading: heading.into(),
            numeric: false,
        }
    }

    /// A column of figures.
    pub fn figures(heading: impl Into<String>) -> Column {
        Column {
            heading: heading.into(),
            numeric: true,
        }
    }
}

/// A row of a chart's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// The record it is about.
    pub item: Option<Id>,
    /// Its cells, one a column.
    pub cells: Vec<Cell>,
}

/// A cell of a chart's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// Words or a figure.
    Text(String),
    /// How a measure stands.
    Standing(Standing),
}

impl Cell {
    /// A cell of words.
    pub fn text(words: impl Into<String>) -> Cell {
        Cell::Text(words.into())
    }

    /// What it says, in words alone.
    pub fn said(&self) -> String {
        match self {
            Cell::Text(words) => words.clone(),
            Cell::Standing(Standing::None(why)) if !why.is_empty() => {
                format!("{}: {why}", Standing::None("").shown())
            }
            Cell::Standing(standing) => standing.shown().to_owned(),
        }
    }
}

/// One line of the key beside a chart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyItem {
    /// How the mark looks.
    pub shape: KeyShape,
    /// The colour of its outline.
    pub stroke: &'static str,
    /// The colour inside, or `none`.
    pub fill: &'static str,
    /// What it means.
    pub words: String,
}

/// The shapes of marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyShape {
    /// A length of bar.
    Bar,
    /// A length of bar with a broken outline.
    DashedBar,
    /// A thin bar, for a span of time or a distance.
    ThinBar,
    /// An upright line.
    Tick,
    /// A circle.
    Circle,
    /// A square standing on its corner.
    Diamond,
    /// A square.
    Square,
    /// A cross.
    Cross,
}
