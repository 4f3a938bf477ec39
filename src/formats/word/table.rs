//! A document's tables and facts as tables of Word: heads that repeat, rows that stay whole, and widths that fit the page.

use super::{
    body::{Style, paragraph, spacer},
    page::Page,
    xml::Xml,
};
use crate::insight::document::{Cell, Line, Table};

/// More columns than these are on a page on its side.
pub(super) const UPRIGHT: usize = 6;
/// More columns than these are in smaller letters.
const ROOMY: usize = 8;
/// The most columns that Word takes (63), less a few.
pub(super) const MOST: usize = 60;
/// The space within a cell, left and right together, in twentieths of a point.
const PADDING: u32 = 216;
/// The colour behind heads, and behind the headings of groups.
const HEAD: &str = "D9E2EC";
const GROUP: &str = "EEF2F6";

/// How wide a table's grid is: as many columns as its widest row has cells.
pub(super) fn columns(table: &Table) -> usize {
    let cells = table.rows.iter().map(|row| row.cells.len()).max();
    let all = table.columns.len().max(cells.unwrap_or_default());
    all.clamp(1, MOST)
}

/// A table, with a little room below it.
pub(super) fn table(table: &Table, page: Page, xml: &mut Xml) {
    // Word takes a table without a row for damage.
    if table.columns.is_empty() && table.rows.is_empty() {
        return;
    }
    let count = columns(table);
    let small = count > ROOMY;
    let widths = widths(table, count, page.width(), small);
    let frame = Frame {
        table,
        widths: &widths,
        style: match small {
            true => Style::TableSmall,
            false => Style::Table,
        },
    };
    xml.within("w:tbl", &[], |xml| {
        properties(&widths, &table.caption, true, xml);
        frame.head(xml);
        let grouped = table.is_grouped();
        let mut under = None;
        for line in &table.rows {
            if grouped && under != Some(&line.under) {
                under = Some(&line.under);
                let words = match line.under.as_str() {
                    "" => "Others",
                    words => words,
                };
                frame.group(words, xml);
            }
            frame.line(line, xml);
        }
    });
    spacer(xml);
}

/// Labels and what is said under each, side by side.
pub(super) fn facts(facts: &[(String, String)], page: Page, xml: &mut Xml) {
    if facts.is_empty() {
        return;
    }
    let label = page.width() * 28 / 100;
    let widths = [label, page.width() - label];
    xml.within("w:tbl", &[], |xml| {
        properties(&widths, "", false, xml);
        for (label, words) in facts {
            row(false, xml, |xml| {
                for (words, bold, width) in [(label, true, widths[0]), (words, false, widths[1])] {
                    cell(width, 1, None, xml, |xml| {
                        paragraph(words, Style::Table, bold, false, xml);
                    });
                }
            });
        }
    });
    spacer(xml);
}

/// What a table says of itself before its rows ([ECMA-376] part 1, 17.4.60).
fn properties(widths: &[u32], caption: &str, head: bool, xml: &mut Xml) {
    xml.within("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", if head { "PlanTable" } else { "PlanFacts" });
        let all = widths.iter().sum::<u32>().to_string();
        xml.empty("w:tblW", &[("w:w", &all), ("w:type", "dxa")]);
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        // Its first row heads the columns, its first column names the rows.
        let (value, first) = if head { ("04A0", "1") } else { ("0480", "0") };
        let look = [
            ("w:val", value),
            ("w:firstRow", first),
            ("w:lastRow", "0"),
            ("w:firstColumn", "1"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "1"),
        ];
        xml.empty("w:tblLook", &look);
        if !caption.is_empty() {
            xml.value("w:tblCaption", caption);
        }
    });
    xml.within("w:tblGrid", &[], |xml| {
        for width in widths {
            xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
        }
    });
}

/// A table with what its rows are laid out by.
struct Frame<'a> {
    table: &'a Table,
    widths: &'a [u32],
    style: Style,
}

impl Frame<'_> {
    fn numeric(&self, at: usize) -> bool {
        self.table
            .columns
            .get(at)
            .is_some_and(|column| column.numeric)
    }

    /// The headings, on each page anew.
    fn head(&self, xml: &mut Xml) {
        if self.table.columns.is_empty() {
            return;
        }
        row(true, xml, |xml| {
            for (at, width) in self.widths.iter().enumerate() {
                let heading = self.table.columns.get(at).map(|c| c.heading.as_str());
                cell(*width, 1, Some(HEAD), xml, |xml| {
                    let style = self.style.of_head();
                    paragraph(
                        heading.unwrap_or_default(),
                        style,
                        false,
                        self.numeric(at),
                        xml,
                    );
                });
            }
        });
    }

    /// The heading of a group, across all columns.
    fn group(&self, words: &str, xml: &mut Xml) {
        row(false, xml, |xml| {
            let all = self.widths.iter().sum();
            cell(all, self.widths.len(), Some(GROUP), xml, |xml| {
                paragraph(words, self.style.of_head(), false, false, xml);
            });
        });
    }

    fn line(&self, line: &Line, xml: &mut Xml) {
        let none = Cell::default();
        row(false, xml, |xml| {
            for (at, width) in self.widths.iter().enumerate() {
                let lines = &line.cells.get(at).unwrap_or(&none).lines;
                cell(*width, 1, None, xml, |xml| {
                    let words = lines.join("\n");
                    paragraph(&words, self.style, line.total, self.numeric(at), xml);
                });
            }
        });
    }
}

/// A row that no page break goes through.
fn row(head: bool, xml: &mut Xml, cells: impl FnOnce(&mut Xml)) {
    xml.within("w:tr", &[], |xml| {
        xml.within("w:trPr", &[], |xml| {
            xml.empty("w:cantSplit", &[]);
            if head {
                xml.empty("w:tblHeader", &[]);
            }
        });
        cells(xml);
    });
}

fn cell(width: u32, span: usize, shade: Option<&str>, xml: &mut Xml, inner: impl FnOnce(&mut Xml)) {
    xml.within("w:tc", &[], |xml| {
        xml.within("w:tcPr", &[], |xml| {
            xml.empty("w:tcW", &[("w:w", &width.to_string()), ("w:type", "dxa")]);
            if span > 1 {
                xml.value("w:gridSpan", &span.to_string());
            }
            if let Some(colour) = shade {
                let look = [("w:val", "clear"), ("w:color", "auto"), ("w:fill", colour)];
                xml.empty("w:shd", &look);
            }
        });
        inner(xml);
    });
}

/// How much the lines of a column say.
#[derive(Clone, Copy, Default)]
struct Says {
    /// The letters of the longest.
    most: usize,
    /// The letters of all.
    all: usize,
    /// How many lines there are.
    lines: usize,
}

impl Says {
    fn add(&mut self, letters: usize) {
        // Beyond this a sentence is worth no more room.
        let letters = letters.min(120);
        self.most = self.most.max(letters);
        self.all += letters;
        self.lines += 1;
    }

    /// The letters to make room for: one long line among short ones counts for less than many of them.
    fn letters(self) -> u32 {
        let mean = self.all / self.lines.max(1);
        u32::try_from((self.most + 2 * mean) / 3).unwrap_or_default()
    }
}

/// A width a column, together as wide as the page's text: each as wide as its longest word where there is room, and the
/// rest by how much it says.
fn widths(table: &Table, count: usize, page: u32, small: bool) -> Vec<u32> {
    // An average letter of Arial at 10 points is half as wide as high; capitals and bold want a little more.
    let letter = if small { 88 } else { 110 };
    let words = |text: &str| {
        text.split_whitespace()
            .map(|w| w.chars().count())
            .max()
            .unwrap_or(0)
    };
    let mut least = vec![0; count];
    let mut says = vec![Says::default(); count];
    let mut add = |at: usize, text: &str| {
        if let (Some(least), Some(says)) = (least.get_mut(at), says.get_mut(at)) {
            *least = words(text).max(*least);
            says.add(text.chars().count());
        }
    };
    for (at, column) in table.columns.iter().enumerate() {
        add(at, &column.heading);
    }
    for line in &table.rows {
        for (at, cell) in line.cells.iter().enumerate() {
            cell.lines.iter().for_each(|line| add(at, line));
        }
    }
    // Beyond this a word is broken.
    let least: Vec<u32> = least
        .iter()
        .map(|n| (*n).clamp(4, 16) as u32 * letter + PADDING)
        .collect();
    let says: Vec<u32> = says
        .iter()
        .map(|n| n.letters() * letter + PADDING)
        .collect();
    let wanted: Vec<u32> = least.iter().zip(&says).map(|(l, s)| *l.max(s)).collect();
    let needed: u32 = least.iter().sum();
    let mut widths: Vec<u32> = if needed > page {
        least.iter().map(|w| w * page / needed.max(1)).collect()
    } else if wanted.iter().sum::<u32>() > page {
        let room = page - needed;
        let more: Vec<u32> = wanted.iter().zip(&least).map(|(w, l)| w - l).collect();
        let all: u32 = more.iter().sum();
        let share = |(least, more): (&u32, &u32)| {
            let share = u64::from(room) * u64::from(*more) / u64::from(all.max(1));
            least + u32::try_from(share).unwrap_or_default()
        };
        least.iter().zip(&more).map(share).collect()
    } else {
        // Room that nobody needs goes to the words: figures far from them are hard to follow.
        let figures = |at: usize| table.columns.get(at).is_some_and(|column| column.numeric);
        let room = page - wanted.iter().sum::<u32>();
        let words = (0..count).filter(|at| !figures(*at)).count();
        let each = room / u32::try_from(words).unwrap_or_default().max(1);
        let with = |(at, width): (usize, &u32)| width + if figures(at) { 0 } else { each };
        wanted.iter().enumerate().map(with).collect()
    };
    let left = page.saturating_sub(widths.iter().sum());
    if let Some(first) = widths.first_mut() {
        *first += left;
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::document::Column;

    #[test]
    fn room_that_nobody_needs_goes_to_the_words() {
        let table = Table {
            columns: [false, true]
                .map(|numeric| Column {
                    heading: "H".into(),
                    numeric,
                })
                .into(),
            ..Table::default()
        };
        let widths = widths(&table, 2, 9_000, false);
        assert!(
            widths[0] > 7_000 && widths[0] + widths[1] == 9_000,
            "{widths:?}"
        );
    }

    #[test]
    fn widths_fill_the_page_and_go_by_what_is_said() {
        let text = "A long sentence about what is done and by whom ".repeat(3);
        let table = Table {
            columns: vec![Column::default(); 3],
            rows: vec![Line {
                cells: vec![Cell::of("1.1"), Cell::of(text), Cell::of("Green")],
                ..Line::default()
            }],
            ..Table::default()
        };
        let widths = widths(&table, 3, 9_000, false);
        assert_eq!(widths.iter().sum::<u32>(), 9_000);
        assert!(widths[1] > 3 * widths[0] && widths[0] < 2_000, "{widths:?}");
        for count in [1, 12, MOST] {
            let widths = super::widths(&table, count, 9_000, true);
            assert_eq!((widths.len(), widths.iter().sum::<u32>()), (count, 9_000));
        }
    }
}
