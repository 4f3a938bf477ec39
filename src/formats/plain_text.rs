//! A document as plain text, for where nothing else can be pasted: a blank line between its parts, and
//! a tab between the cells of a table.

use crate::insight::document::{Cell, Document, Part, Table};

/// The document as plain text.
pub fn plain(document: &Document) -> String {
    let parts: Vec<String> = document.parts.iter().filter_map(part).collect();
    let mut text = parts.join("\n\n");
    text.push('\n');
    text
}

fn part(part: &Part) -> Option<String> {
    Some(match part {
        Part::Heading(_, words) | Part::Text(words) => words.clone(),
        Part::Facts(facts) => {
            let line = |(label, words): &(String, String)| format!("{label}: {words}");
            facts.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Part::List(items) => {
            let line = |item: &String| format!("- {item}");
            items.iter().map(line).collect::<Vec<_>>().join("\n")
        }
        Part::Table(table) => table_text(table),
        // Its words are in the table beside it.
        Part::Picture(_) => return None,
    })
}

fn table_text(table: &Table) -> String {
    let mut lines = Vec::new();
    if !table.caption.is_empty() {
        lines.push(table.caption.clone());
    }
    let headings: Vec<&str> = table.columns.iter().map(|c| c.heading.as_str()).collect();
    lines.push(headings.join("\t"));
    let grouped = table.is_grouped();
    let mut under = None;
    for row in &table.rows {
        if grouped && under != Some(&row.under) {
            under = Some(&row.under);
            lines.push(row.under.clone());
        }
        let cells: Vec<String> = row.cells.iter().map(one_line).collect();
        lines.push(cells.join("\t"));
    }
    lines.join("\n")
}

/// A cell may break neither its row nor its column.
fn one_line(cell: &Cell) -> String {
    cell.lines.join("; ").replace(['\t', '\n', '\r'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::document::{Column, Line};

    #[test]
    fn a_table_keeps_its_rows_and_columns_whatever_a_cell_says() {
        let table = Table {
            caption: "Risks".into(),
            columns: ["Risk", "Score"]
                .map(|heading| Column {
                    heading: heading.into(),
                    numeric: false,
                })
                .to_vec(),
            rows: vec![Line {
                cells: vec![Cell::of("a\tb\nc"), Cell::of("12")],
                ..Line::default()
            }],
        };
        let document = Document::headed("Top", [Part::Table(table), Part::List(vec!["x".into()])]);
        assert_eq!(
            plain(&document),
            "Top\n\nRisks\nRisk\tScore\na b c\t12\n\n- x\n"
        );
    }
}
