//! A document as the HTML that a word processor takes from the clipboard or from a file: headings,
//! paragraphs, bordered tables whose heads repeat, and pictures. Every word in it is escaped.

use std::fmt::Write;

use crate::{
    insight::document::{Document, Part, Table},
    plan::is_unseemly,
};

/// The document as HTML without a frame.
pub fn html(document: &Document) -> String {
    let mut out = String::new();
    for part in &document.parts {
        write_part(part, &mut out);
    }
    out
}

/// The document as a file that opens by itself.
pub fn html_page(title: &str, document: &Document) -> String {
    format!(
        "<!doctype html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n{}</html>\n",
        escaped(title),
        html(document)
    )
}

/// Text with what HTML would read as its own written out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // XML has no way to say the other control characters.
            c if is_unseemly(c) => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

/// An element with text in it, on a line of its own.
fn element(name: &str, text: &str, out: &mut String) {
    // Writing to a String can't fail.
    let _ = writeln!(out, "<{name}>{}</{name}>", escaped(text));
}

fn write_part(part: &Part, out: &mut String) {
    match part {
        Part::Heading(level, words) => element(&format!("h{}", (*level).clamp(1, 6)), words, out),
        Part::Text(words) => element("p", words, out),
        Part::Facts(facts) => {
            open_table(out);
            for (label, words) in facts {
                let (label, words) = (escaped(label), escaped(words));
                let _ = writeln!(
                    out,
                    "<tr><th align=\"left\" valign=\"top\" scope=\"row\">{label}</th><td valign=\"top\">{words}</td></tr>"
                );
            }
            out.push_str("</table>\n");
        }
        Part::List(items) => {
            out.push_str("<ul>\n");
            items.iter().for_each(|item| element("li", item, out));
            out.push_str("</ul>\n");
        }
        Part::Table(table) => write_table(table, out),
        Part::Picture(picture) => {
            let _ = writeln!(
                out,
                "<p><img src=\"{}\" width=\"{}\" height=\"{}\" alt=\"{}\"></p>",
                escaped(&picture.source),
                picture.width,
                picture.height,
                escaped(&picture.words)
            );
        }
    }
}

fn open_table(out: &mut String) {
    out.push_str("<table border=\"1\" cellspacing=\"0\" cellpadding=\"4\">\n");
}

fn write_table(table: &Table, out: &mut String) {
    let side = |at: usize| match table.columns.get(at).is_some_and(|c| c.numeric) {
        true => "right",
        false => "left",
    };
    open_table(out);
    if !table.caption.is_empty() {
        element("caption", &table.caption, out);
    }
    out.push_str("<thead><tr>");
    for (at, column) in table.columns.iter().enumerate() {
        let heading = escaped(&column.heading);
        let _ = write!(
            out,
            "<th align=\"{}\" scope=\"col\">{heading}</th>",
            side(at)
        );
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    let grouped = table.is_grouped();
    let mut under = None;
    for row in &table.rows {
        if grouped && under != Some(&row.under) {
            under = Some(&row.under);
            let words = if row.under.is_empty() {
                "Others"
            } else {
                &row.under
            };
            let across = table.columns.len();
            let _ = writeln!(
                out,
                "<tr><th align=\"left\" colspan=\"{across}\">{}</th></tr>",
                escaped(words)
            );
        }
        out.push_str("<tr>");
        for (at, cell) in row.cells.iter().enumerate() {
            let lines: Vec<String> = cell.lines.iter().map(|line| escaped(line)).collect();
            let mut words = lines.join("<br>");
            if row.total {
                words = format!("<b>{words}</b>");
            }
            let (name, scope) = match at {
                0 => ("th", " scope=\"row\""),
                _ => ("td", ""),
            };
            let _ = write!(
                out,
                "<{name} align=\"{}\" valign=\"top\"{scope}>{words}</{name}>",
                side(at)
            );
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::document::{Cell, Column, Line, Picture};

    const HOSTILE: &str = "</td><script>alert('x')</script>\" onload=\"y&\u{0}";

    fn everything(words: &str) -> Document {
        let words = || words.to_owned();
        Document {
            parts: vec![
                Part::Heading(9, words()),
                Part::Text(words()),
                Part::Facts(vec![(words(), words())]),
                Part::List(vec![words()]),
                Part::Table(Table {
                    caption: words(),
                    columns: vec![Column {
                        heading: words(),
                        numeric: true,
                    }],
                    rows: [words(), "other".into()]
                        .into_iter()
                        .map(|under| Line {
                            under,
                            total: true,
                            cells: vec![Cell::of(words())],
                        })
                        .collect(),
                }),
                Part::Picture(Picture {
                    source: words(),
                    words: words(),
                    ..Picture::default()
                }),
            ],
        }
    }

    #[test]
    fn hostile_text_stays_text() {
        let page = html_page(HOSTILE, &everything(HOSTILE));
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("onload=\""), "{page}");
        assert!(!page.contains('\u{0}'));
        // Every tag is one of ours.
        let plain = html_page("x", &everything("x"));
        let tags = |page: &str| page.matches('<').count();
        assert_eq!(tags(&page), tags(&plain));
        assert!(html(&everything(HOSTILE)).starts_with("<h6>&lt;/td&gt;"));
    }

    #[test]
    fn lines_totals_and_groups_are_kept() {
        let mut cell = Cell::of("1.2m");
        cell.lines.push("net".into());
        let row = |under: &str, total| Line {
            under: under.into(),
            total,
            cells: vec![cell.clone()],
        };
        let table = Table {
            columns: vec![Column::default()],
            rows: vec![row("Homes", false), row("", true)],
            ..Table::default()
        };
        let text = html(&Document::from(table));
        assert!(text.contains("colspan=\"1\">Homes</th>"), "{text}");
        assert!(text.contains("colspan=\"1\">Others</th>"), "{text}");
        assert!(text.contains(">1.2m<br>net</th>"), "{text}");
        assert!(text.contains("<b>1.2m<br>net</b>"), "{text}");
    }
}
