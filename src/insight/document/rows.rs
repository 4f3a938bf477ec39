//! The rows of a listing as a table: all of them, whatever of them a screen shows.

use std::sync::Arc;

use super::{Cell, Column, Line, Table, said};
use crate::insight::rows::{self, Bit, Row};

/// Rows that are filtered and sorted already.
pub fn listed(caption: &str, columns: &[rows::Column], rows: &[Arc<Row>]) -> Table {
    let column = |column: &rows::Column| Column {
        heading: column.heading.clone(),
        numeric: column.numeric,
    };
    Table {
        caption: caption.to_owned(),
        columns: columns.iter().map(column).collect(),
        rows: rows.iter().map(|row| line(row)).collect(),
    }
}

fn line(row: &Row) -> Line {
    let mut cells: Vec<Cell> = row.cells.iter().map(cell).collect();
    let ours = if row.retold { " (in our words)" } else { "" };
    if cells.is_empty() {
        cells.push(Cell::default());
    }
    if let Some(first) = cells.first_mut() {
        first.lines.insert(0, format!("{}{ours}", row.title));
    }
    Line {
        under: row.section.clone(),
        total: row.total,
        cells,
    }
}

fn cell(cell: &rows::Cell) -> Cell {
    let mut told = Cell::default();
    for bit in cell.bits.iter() {
        let words = match bit {
            Bit::Fact(fact) => said(fact),
            Bit::Amount(printed, full) => {
                told.exact = Some(full.clone());
                printed.clone()
            }
            Bit::Small(words)
            | Bit::Reference(words)
            | Bit::Trend(_, words)
            | Bit::Item(.., words) => words.clone(),
            Bit::Marked(pieces) => {
                let words: Vec<&str> = pieces.iter().map(|piece| piece.text.as_str()).collect();
                words.join(" ")
            }
            Bit::Sum(verdict, found) => {
                format!("{} {found}", verdict.shown()).trim_end().to_owned()
            }
        };
        told.lines.push(words);
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{insight::rows::SortKey, plan::Id};

    #[test]
    fn a_row_keeps_its_order_its_section_and_its_amount_in_full() {
        let row = Row {
            id: Id::slug("a"),
            title: "Homes".into(),
            section: "Older people".into(),
            cells: vec![
                rows::Cell::default(),
                rows::Cell::new(
                    vec![
                        Bit::Amount("1.2m".into(), "£1,200,000".into()),
                        Bit::Small("net".into()),
                    ],
                    SortKey::Missing,
                ),
            ],
            ..Row::default()
        };
        let columns = [
            rows::Column::words("name", "Line"),
            rows::Column::figures("2011", "2011/12"),
        ];
        let table = listed("Money", &columns, &[Arc::new(row)]);
        assert_eq!(table.rows[0].under, "Older people");
        assert_eq!(table.rows[0].cells[0].lines, ["Homes"]);
        assert_eq!(table.rows[0].cells[1].lines, ["1.2m", "net"]);
        assert_eq!(table.rows[0].cells[1].exact.as_deref(), Some("£1,200,000"));
        assert!(table.columns[1].numeric);
    }
}
