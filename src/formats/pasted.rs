//! A table pasted from Excel or Word: cells between tabs or commas, quoted where they hold more than a
//! line, or the HTML that the clipboard carries beside them. Any text gives a grid of plain text or says
//! why not; nothing of it is ever run or shown as HTML.

use std::fmt;

use crate::plan::is_unseemly;

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 4 * 1024 * 1024;
/// The most rows.
pub const ROWS: usize = 5_000;
/// The most cells of a row.
pub const COLUMNS: usize = 100;

/// Rows of cells, all of one length.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The rows, from the top.
    pub rows: Vec<Vec<String>>,
}

impl Grid {
    /// The table as text with tabs between its cells, which [`read_table`] reads back the same.
    pub fn text(&self) -> String {
        let mut out = String::new();
        for row in &self.rows {
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    out.push('\t');
                }
                if cell.contains(['"', '\n']) {
                    out.push('"');
                    out.push_str(&cell.replace('"', "\"\""));
                    out.push('"');
                } else {
                    out.push_str(cell);
                }
            }
            // Without any tab, commas would be taken for what stands between cells.
            if row.len() == 1 {
                out.push('\t');
            }
            out.push('\n');
        }
        out
    }
}

/// Why a text isn't a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotATable {
    /// There is nothing in it.
    Empty,
    /// It is longer than [`LONGEST`].
    TooLong,
    /// It has more than [`ROWS`] rows.
    TooManyRows,
    /// A row has more than [`COLUMNS`] cells.
    TooManyColumns,
}

impl fmt::Display for NotATable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotATable::Empty => f.write_str("There is no table in what was pasted."),
            NotATable::TooLong => f.write_str("What was pasted is longer than 4 MB."),
            NotATable::TooManyRows => write!(f, "The table has more than {ROWS} rows."),
            NotATable::TooManyColumns => write!(f, "The table has more than {COLUMNS} columns."),
        }
    }
}

impl NotATable {
    /// What to do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            NotATable::Empty => "Select the table in Excel or Word, copy it, and paste it here.",
            NotATable::TooLong | NotATable::TooManyRows => {
                "Paste it in parts, each with the row of headings."
            }
            NotATable::TooManyColumns => "Copy only the columns that are needed.",
        }
    }
}

/// Reads a pasted text: HTML with a table in it, else cells between tabs where the text has any, else
/// cells between commas.
///
/// ```
/// use waymark::formats::pasted::read_table;
/// let grid = read_table("Action\tDue\r\n\"Open\r\nthe centre\"\t31/8/2026\r\n").unwrap();
/// assert_eq!(grid.rows[1], ["Open\nthe centre", "31/8/2026"]);
/// ```
///
/// # Errors
/// If there is no table in it, or it is larger than what is read.
pub fn read_table(text: &str) -> Result<Grid, NotATable> {
    if text.len() > LONGEST {
        return Err(NotATable::TooLong);
    }
    if let Some(at) = find(text, "<table", 0) {
        return html(text, at);
    }
    let between = if text.contains('\t') { '\t' } else { ',' };
    separated(text, between)
}

/// Rows gathered within the limits.
#[derive(Default)]
struct Gathered {
    rows: Vec<Vec<String>>,
    row: Vec<String>,
    /// How many more rows the cell above reaches down into, for each column.
    reaches: Vec<usize>,
}

impl Gathered {
    fn cell(&mut self, text: &str) -> Result<(), NotATable> {
        if self.row.len() >= COLUMNS {
            return Err(NotATable::TooManyColumns);
        }
        self.row.push(tidied(text));
        Ok(())
    }

    /// A cell over several rows and columns: it stands in the first of them, the others are empty.
    fn spanning(&mut self, text: &str, across: usize, down: usize) -> Result<(), NotATable> {
        self.below()?;
        for n in 0..across {
            let at = self.row.len();
            self.cell(if n == 0 { text } else { "" })?;
            if down > 1 {
                self.reaches.resize(self.reaches.len().max(at + 1), 0);
                if let Some(reach) = self.reaches.get_mut(at) {
                    *reach = down;
                }
            }
        }
        Ok(())
    }

    /// Leaves the places empty that a cell above reaches down into.
    fn below(&mut self) -> Result<(), NotATable> {
        while self.reaches.get(self.row.len()).is_some_and(|n| *n > 0) {
            self.cell("")?;
        }
        Ok(())
    }

    fn end_row(&mut self) -> Result<(), NotATable> {
        let row = std::mem::take(&mut self.row);
        // A row ends twice where its end is written and the next begins.
        if !row.is_empty() {
            for reach in &mut self.reaches {
                *reach = reach.saturating_sub(1);
            }
        }
        if row.iter().any(|cell| !cell.is_empty()) {
            if self.rows.len() >= ROWS {
                return Err(NotATable::TooManyRows);
            }
            self.rows.push(row);
        }
        Ok(())
    }

    /// The grid: empty rows and empty last columns left out, short rows filled up.
    fn grid(mut self) -> Result<Grid, NotATable> {
        self.end_row()?;
        let filled = |row: &Vec<String>| {
            row.iter()
                .rposition(|c| !c.is_empty())
                .map_or(0, |at| at + 1)
        };
        let wide = self.rows.iter().map(filled).max().unwrap_or(0);
        if wide == 0 {
            return Err(NotATable::Empty);
        }
        for row in &mut self.rows {
            row.resize(wide, String::new());
        }
        Ok(Grid { rows: self.rows })
    }
}

/// A cell's text: no control characters but line ends, nothing that turns words around, no spaces around it or its lines.
fn tidied(text: &str) -> String {
    let plain: String = text
        .replace("\r\n", "\n")
        .chars()
        .map(|c| match c {
            '\r' | '\u{b}' | '\u{c}' | '\u{2028}' | '\u{2029}' => '\n',
            '\t' | '\u{a0}' => ' ',
            c => c,
        })
        .filter(|c| !is_unseemly(*c))
        .collect();
    let lines: Vec<&str> = plain.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

fn separated(text: &str, between: char) -> Result<Grid, NotATable> {
    let mut gathered = Gathered::default();
    let mut cell = String::new();
    let mut letters = text.trim_start_matches('\u{feff}').chars().peekable();
    // A quote opens only at the start of a cell, and what nothing closes is a quote like any other. So
    // that a text of nothing but quotes is read in time too, looking ahead ends after a while.
    let mut quoted = false;
    let mut ahead = 8 * text.len() + QUOTED;
    while let Some(c) = letters.next() {
        match c {
            '"' if quoted && letters.peek() == Some(&'"') => {
                letters.next();
                cell.push('"');
            }
            '"' if quoted => quoted = false,
            '"' if cell.is_empty() && closes(&letters, between, &mut ahead) => quoted = true,
            c if quoted => cell.push(c),
            c if c == between => {
                gathered.cell(&cell)?;
                cell.clear();
            }
            '\n' | '\r' => {
                if c == '\r' && letters.peek() == Some(&'\n') {
                    letters.next();
                }
                gathered.cell(&cell)?;
                cell.clear();
                gathered.end_row()?;
            }
            c => cell.push(c),
        }
    }
    gathered.cell(&cell)?;
    gathered.grid()
}

/// The most characters that are looked through for the end of a quoted cell.
const QUOTED: usize = 20_000;

/// Whether an opened quote closes before a separator, a line end or the end of the text.
fn closes(
    rest: &std::iter::Peekable<std::str::Chars<'_>>,
    between: char,
    ahead: &mut usize,
) -> bool {
    let mut letters = rest.clone().take(QUOTED.min(*ahead)).peekable();
    while let Some(c) = letters.next() {
        *ahead = ahead.saturating_sub(1);
        if c == '"' {
            match letters.peek() {
                Some('"') => drop(letters.next()),
                None | Some('\n' | '\r') => return true,
                Some(next) => return *next == between,
            }
        }
    }
    false
}

/// Where a tag's name begins next, whatever its case.
fn find(text: &str, wanted: &str, from: usize) -> Option<usize> {
    let (bytes, wanted) = (text.as_bytes(), wanted.as_bytes());
    let rest = bytes.get(from..)?;
    let at = rest
        .windows(wanted.len())
        .position(|w| w.eq_ignore_ascii_case(wanted))?;
    Some(from + at)
}

/// The rows of the first table of an HTML text. A table within a cell is a part of that cell's text.
fn html(text: &str, table: usize) -> Result<Grid, NotATable> {
    let mut gathered = Gathered::default();
    let mut cell: Option<String> = None;
    let (mut across, mut down) = (1, 1);
    let mut deep = 0_usize;
    let mut rest = text.get(table..).unwrap_or("");
    while !rest.is_empty() {
        let Some(tag) = rest.strip_prefix('<') else {
            let end = rest.find('<').unwrap_or(rest.len());
            if let Some(cell) = &mut cell {
                let words = words(rest.get(..end).unwrap_or(""));
                let joined = cell.is_empty() || cell.ends_with([' ', '\n']);
                cell.push_str(if joined {
                    words.trim_start_matches(' ')
                } else {
                    &words
                });
            }
            rest = rest.get(end..).unwrap_or("");
            continue;
        };
        if tag.starts_with("!--") {
            rest = tag
                .find("-->")
                .and_then(|end| tag.get(end + 3..))
                .unwrap_or("");
            continue;
        }
        let end = tag.find('>').unwrap_or(tag.len());
        let inside = tag.get(..end).unwrap_or("");
        rest = tag.get(end + 1..).unwrap_or("");
        let name: String = inside
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '/')
            .map(|c| c.to_ascii_lowercase())
            .collect();
        match name.as_str() {
            "table" => deep += 1,
            "/table" => deep = deep.saturating_sub(1),
            "style" | "script" => {
                let close = format!("</{name}");
                rest = find(rest, &close, 0)
                    .and_then(|at| rest.get(at..))
                    .unwrap_or("");
            }
            "br" | "br/" | "/p" | "/div" | "/li" => {
                if let Some(cell) = &mut cell {
                    cell.push('\n');
                }
            }
            "td" | "th" | "/td" | "/th" | "tr" | "/tr" if deep <= 1 => {
                if let Some(text) = cell.take() {
                    gathered.spanning(&text, across, down)?;
                }
                match name.as_str() {
                    "td" | "th" => {
                        across = span(inside, "colspan=", COLUMNS);
                        down = span(inside, "rowspan=", ROWS);
                        cell = Some(String::new());
                    }
                    "tr" | "/tr" => gathered.end_row()?,
                    _ => {}
                }
            }
            _ => {}
        }
        if deep == 0 {
            break;
        }
    }
    if let Some(text) = cell {
        gathered.spanning(&text, across, down)?;
    }
    gathered.grid()
}

/// How many columns or rows a cell is over.
fn span(tag: &str, name: &str, most: usize) -> usize {
    let at = find(tag, name, 0);
    let value = at.and_then(|at| tag.get(at + name.len()..)).unwrap_or("");
    let digits: String = value
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(char::is_ascii_digit)
        .take(4)
        .collect();
    digits.parse().unwrap_or(1).clamp(1, most)
}

/// The words of HTML text: all space is one space, and the usual entities are what they stand for.
fn words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(rest.get(..at).unwrap_or(""));
        let after = rest.get(at + 1..).unwrap_or("");
        let end = after.bytes().take(9).position(|b| b == b';');
        let known = end.and_then(|end| entity(after.get(..end)?));
        match (known, end) {
            (Some(c), Some(end)) => {
                out.push(c);
                rest = after.get(end + 1..).unwrap_or("");
            }
            _ => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    let mut one = String::with_capacity(out.len());
    for c in out.chars() {
        let space = matches!(c, ' ' | '\t' | '\r' | '\n');
        if !space {
            one.push(c);
        } else if !one.ends_with(' ') {
            one.push(' ');
        }
    }
    one
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "pound" => '£',
        "ndash" => '–',
        "mdash" => '—',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        "bull" => '•',
        "hellip" => '…',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        read_table(text).unwrap().rows
    }

    #[test]
    fn excel_puts_tabs_between_cells_and_quotes_around_lines() {
        let text = "Ref\tAction\tOwner\r\nA1\t\"Open \"\"the\"\" centre\r\nin May\"\tAnn\r\n\t\t\r\nA2\tSay \"hello\"\t\r\n";
        assert_eq!(
            rows(text),
            [
                ["Ref", "Action", "Owner"],
                ["A1", "Open \"the\" centre\nin May", "Ann"],
                ["A2", "Say \"hello\"", ""],
            ]
        );
    }

    #[test]
    fn commas_stand_between_cells_where_there_is_no_tab() {
        assert_eq!(
            rows("a,\"b, c\",d\n1,2"),
            [["a", "b, c", "d"], ["1", "2", ""]]
        );
    }

    #[test]
    fn a_quote_that_nothing_closes_is_a_quote() {
        assert_eq!(
            rows("\"Open\tNow\nNext\tThen"),
            [["\"Open", "Now"], ["Next", "Then"]]
        );
        assert_eq!(rows("5\" pipe\t\"6\" pipe"), [["5\" pipe", "\"6\" pipe"]]);
    }

    #[test]
    fn word_and_excel_put_a_table_of_html_on_the_clipboard() {
        let text = "<html><style>td { color: red }</style><!--x--><TABLE border=1><tr><th colspan=\"2\">Head &amp; more</th><th>Due</th></tr>\
            <tr><td><p>Open\r\n the <b>centre</b></p><p>in&nbsp;May</p></td><td>&pound;1,250 &#8211; &#x41;</td><td>31/8/2026</td></tr></TABLE><p>after";
        assert_eq!(
            rows(text),
            [
                ["Head & more", "", "Due"],
                ["Open the centre\nin May", "£1,250 – A", "31/8/2026"],
            ]
        );
    }

    #[test]
    fn a_cell_over_several_rows_moves_nothing_out_of_its_column() {
        let text = "<table><tr><td rowspan=2>A1</td><td colspan=2 rowspan='2'>Open</td><td>May</td></tr>\
            <tr><td>June</td></tr><tr><td>A2</td><td>Close</td><td>x</td><td>July</td></tr></table>";
        assert_eq!(
            rows(text),
            [
                ["A1", "Open", "", "May"],
                ["", "", "", "June"],
                ["A2", "Close", "x", "July"]
            ]
        );
    }

    #[test]
    fn a_grid_as_text_is_read_back() {
        for text in ["one, two\t\nthree\t", "a\t\"b\"\"\nc\"\n\td, e"] {
            let grid = read_table(text).unwrap();
            assert_eq!(read_table(&grid.text()), Ok(grid));
        }
    }

    #[test]
    fn what_is_too_large_or_nothing_says_so() {
        assert_eq!(read_table(" \t\n\t"), Err(NotATable::Empty));
        assert_eq!(read_table("<table><tr><td></table>"), Err(NotATable::Empty));
        assert_eq!(
            read_table(&"a\t".repeat(COLUMNS + 1)),
            Err(NotATable::TooManyColumns)
        );
        assert_eq!(
            read_table(&"a\n".repeat(ROWS + 1)),
            Err(NotATable::TooManyRows)
        );
        assert_eq!(
            read_table(&"a".repeat(LONGEST + 1)),
            Err(NotATable::TooLong)
        );
    }
}
