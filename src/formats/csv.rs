//! A table as CSV that spreadsheets open as it is meant: UTF-8 with a mark in front, quoted as RFC 4180
//! says, and no cell that would be run as a formula.

use crate::insight::document::{Cell, Table};

/// The table as CSV. Where rows stand under headings, those are the first column.
pub fn csv(table: &Table) -> String {
    let grouped = table.is_grouped();
    // Without the mark, Excel takes UTF-8 for the code page of the machine.
    let mut out = String::from('\u{feff}');
    let headings = table.columns.iter().map(|c| c.heading.clone());
    let group = grouped.then(|| "Group".to_owned());
    line(group.into_iter().chain(headings), &mut out);
    for row in &table.rows {
        let group = grouped.then(|| row.under.clone());
        line(
            group.into_iter().chain(row.cells.iter().map(words)),
            &mut out,
        );
    }
    out
}

/// What a spreadsheet gets of a cell.
fn words(cell: &Cell) -> String {
    cell.exact.clone().unwrap_or_else(|| cell.lines.join("; "))
}

fn line(cells: impl Iterator<Item = String>, out: &mut String) {
    for (at, cell) in cells.enumerate() {
        if at > 0 {
            out.push(',');
        }
        quoted(&harmless(&cell), out);
    }
    out.push_str("\r\n");
}

fn quoted(cell: &str, out: &mut String) {
    if !cell.contains(['"', ',', '\r', '\n']) {
        out.push_str(cell);
        return;
    }
    out.push('"');
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

/// A cell that begins as a formula does gets an apostrophe in front. A number keeps its sign, as one
/// that spreadsheets know: they take a real minus for a word.
fn harmless(cell: &str) -> String {
    let number = cell.replacen('−', "-", 1);
    if is_number(&number) {
        return number;
    }
    match begins_as_formula(cell) {
        true => format!("'{cell}"),
        false => cell.to_owned(),
    }
}

/// Whether a program of sheets could take a cell for a formula, by how it begins (OWASP, 'CSV injection').
pub(super) fn begins_as_formula(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A sign, pounds if it is money, digits with commas and one point, and a percent sign if it is a share.
fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let digits = digits.strip_prefix('£').unwrap_or(digits);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let is_figure = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    whole.starts_with(|c: char| c.is_ascii_digit())
        && is_figure(&whole.replace(',', ""))
        && !part.is_empty()
        && is_figure(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::document::{Column, Line};

    fn table(cells: &[&str]) -> Table {
        Table {
            columns: vec![Column {
                heading: "Name".into(),
                numeric: false,
            }],
            rows: cells
                .iter()
                .map(|words| Line {
                    cells: vec![Cell::of(*words)],
                    ..Line::default()
                })
                .collect(),
            ..Table::default()
        }
    }

    #[test]
    fn it_begins_with_the_mark_and_quotes_what_needs_it() {
        let text = csv(&table(&["plain", "a, b", "say \"so\"", "two\nlines", ""]));
        assert_eq!(
            text,
            "\u{feff}Name\r\nplain\r\n\"a, b\"\r\n\"say \"\"so\"\"\"\r\n\"two\nlines\"\r\n\r\n"
        );
    }

    #[test]
    fn formulas_are_defused_and_negative_numbers_are_not() {
        for (cell, kept) in [
            ("=HYPERLINK(0)", "'=HYPERLINK(0)"),
            ("+44 1244 000000", "'+44 1244 000000"),
            ("-1+1|cmd", "'-1+1|cmd"),
            ("-", "'-"),
            ("--1", "'--1"),
            ("-1.", "'-1."),
            ("-.5", "'-.5"),
            ("-1.2.3", "'-1.2.3"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("-5", "-5"),
            ("+2.4", "+2.4"),
            ("-12.50%", "-12.50%"),
            ("−3", "-3"),
            ("5−3", "5−3"),
            ("5 = 5", "5 = 5"),
        ] {
            assert_eq!(harmless(cell), kept);
        }
        assert_eq!(harmless("\r=1"), "'\r=1");
        assert_eq!(harmless("-£1,200"), "-£1,200");
    }

    #[test]
    fn headings_over_rows_become_a_column_and_amounts_stand_in_full() {
        let mut table = table(&["1.2m", "3"]);
        table.rows[0].under = "Homes".into();
        table.rows[0].cells[0].exact = Some("£1,200,000".into());
        assert_eq!(
            csv(&table),
            "\u{feff}Group,Name\r\nHomes,\"£1,200,000\"\r\n,3\r\n"
        );
    }
}
