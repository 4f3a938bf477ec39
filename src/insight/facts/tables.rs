//! The page of a printed table: its rows and columns as the document has them, each figure a link to
//! the record that holds it.

use super::{
    Block, Body, Desk, Fact, Grid, cell, facts, figures::column, performance::rating, text, words,
};
use crate::plan::{
    Benchmark, Comparison, Decimal, EqualityObjective, Id, Measure, MoneyLine, Pounds,
    PrintedTable, Relation, Risk, Statistic,
};

/// A row as it is put together: what it is called, whose it is, and its cells by their column.
struct Row {
    title: String,
    id: Option<Id>,
    cells: Vec<(String, Fact)>,
}

/// With more columns than this, a table reads better as a list.
const MOST: usize = 12;

impl Desk<'_> {
    pub(super) fn table(&self, t: &PrintedTable) -> Body {
        let mut rows: Vec<Row> = Vec::new();
        for id in self.index.linked(&t.id, Relation::InTable) {
            let row = self.row(id);
            // The figures of a grid that share a row are told in one.
            match rows
                .iter_mut()
                .find(|r| r.id.is_none() && r.title == row.title)
            {
                Some(same) if row.id.is_none() => same.cells.extend(row.cells),
                _ => rows.push(row),
            }
        }
        let mut blocks = vec![facts([
            ("Columns", text(&t.columns.join(", "))),
            ("Printed with it", words(&t.remark)),
        ])];
        blocks.extend(laid_out(rows));
        Body {
            retold: t.title.is_retold(),
            blocks,
        }
    }

    fn row(&self, id: &Id) -> Row {
        let mut row = Row {
            title: self.index.title(self.plan, id),
            id: Some(id.clone()),
            cells: Vec::new(),
        };
        let record = self.index.record(self.plan, id);
        let Some(record) = record.as_deref() else {
            return row;
        };
        let mut add = |column: String, fact: Option<Fact>| {
            row.cells.extend(fact.map(|fact| (column, fact)));
        };
        if let Some(line) = record.downcast::<MoneyLine>() {
            for amount in &line.amounts {
                add(column(amount), cell(&amount.value, Pounds::to_string));
            }
        } else if let Some(b) = record.downcast::<Benchmark>() {
            benchmark(b, &mut add);
        } else if let Some(m) = record.downcast::<Measure>() {
            for point in &m.points {
                let period = point
                    .period
                    .map_or(String::new(), |p| format!(" {}", p.shown()));
                let heading = match point.column.as_str() {
                    "" => format!("{}{period}", point.kind().shown()),
                    column => column.to_owned(),
                };
                add(heading, text(&m.cell(point)));
            }
        } else if let Some(e) = record.downcast::<EqualityObjective>() {
            add("Rating".into(), rating(e.rating.as_ref()));
        } else if let Some(risk) = record.downcast::<Risk>() {
            let here = risk
                .appearances
                .iter()
                .filter(|a| a.id == *id || risk.id == *id);
            for a in here {
                add("Present score".into(), cell(&a.current, u32::to_string));
                add("Target score".into(), cell(&a.target, u32::to_string));
            }
        } else if let Some(s) = record.downcast::<Statistic>() {
            return statistic(s, row);
        }
        row
    }
}

fn benchmark(b: &Benchmark, add: &mut impl FnMut(String, Option<Fact>)) {
    let figure = |n: &Decimal| n.grouped();
    add("Own figure".into(), cell(&b.own, figure));
    for c in &b.comparisons {
        add(format!("{}: average", c.with), cell(&c.average, figure));
        add(format!("{}: rank", c.with), rank(c));
    }
}

/// The rank among how many.
pub(crate) fn rank(c: &Comparison) -> Option<Fact> {
    match (c.rank, c.of) {
        (Some(rank), Some(of)) => Some(Fact::Text(format!("{rank} of {of}"))),
        (Some(rank), None) => Some(Fact::Text(rank.to_string())),
        (None, _) => None,
    }
}

/// A figure of a grid stands in the row of its first headings and the column of its last.
fn statistic(s: &Statistic, row: Row) -> Row {
    let link = |title: String| Fact::Items(vec![(s.id.clone(), title)]);
    match s.dimensions.as_slice() {
        [rows @ .., last] if !rows.is_empty() => Row {
            title: rows
                .iter()
                .map(|d| d.value.as_str())
                .collect::<Vec<_>>()
                .join(", "),
            id: None,
            cells: vec![(last.value.clone(), link(s.shown()))],
        },
        _ => Row {
            cells: text(&s.shown())
                .into_iter()
                .map(|f| ("Figure".into(), f))
                .collect(),
            ..row
        },
    }
}

/// The rows under the columns that any of them has, in the order they come.
fn laid_out(rows: Vec<Row>) -> Option<Block> {
    if rows.is_empty() {
        return None;
    }
    let mut columns: Vec<String> = Vec::new();
    for (column, _) in rows.iter().flat_map(|row| &row.cells) {
        if !columns.contains(column) {
            columns.push(column.clone());
        }
    }
    if columns.len() > MOST {
        columns.clear();
    }
    let row = |row: Row| {
        let title = match &row.id {
            Some(id) => Fact::Items(vec![(id.clone(), row.title)]),
            None => Fact::Text(row.title),
        };
        let mut cells = vec![Some(title)];
        cells.extend(columns.iter().map(|column| {
            let found = row.cells.iter().find(|(heading, _)| heading == column);
            found.map(|(_, fact)| fact.clone())
        }));
        (row.id, cells)
    };
    let rows = rows.into_iter().map(row).collect();
    let headings = columns.iter().map(|c| c.clone().into());
    let headings = [std::borrow::Cow::Borrowed("Row")]
        .into_iter()
        .chain(headings);
    Some(Block::Grid(Grid {
        caption: "Its rows".into(),
        columns: headings.collect(),
        rows,
    }))
}
