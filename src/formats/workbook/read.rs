//! A workbook as it comes: its sheets as cells, and the plan that went along with it, if it is one of ours.

use std::{fmt, io::Cursor};

use calamine::{DataRef, Reader as _, Xlsx, XlsxError};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

use super::{CARRIED, UPRIGHT};
use crate::{
    formats::{
        Caps, Place, PlanFile, Unread,
        archive::{Archive, ArchiveError, Entry, Limits, refuse_active_content, refuse_doctype},
        base64url, read_plan_file,
        room::{COLUMNS, ROWS, Room},
        sheets::{Came, Cell},
        unread::Told,
    },
    plan::{Day, Decimal, brief, tidy},
};

/// More sheets than anybody leafs through.
const MOST_SHEETS: usize = 500;

/// A workbook that could be read.
#[derive(Debug)]
pub struct Workbook {
    /// Its sheets, those of ours that hold no records left out.
    pub sheets: Vec<Came>,
    /// The plan that went along, where it is a workbook of ours and nobody took that out.
    pub carried: Option<PlanFile>,
    /// What of the cells could not be read.
    pub unread: Vec<Unread>,
}

/// Why a workbook opens nothing.
#[derive(Debug, PartialEq, Eq)]
pub enum WorkbookError {
    /// It is no archive as Excel writes them, or one that isn't opened.
    Archive(ArchiveError),
    /// It is an archive, but no workbook.
    NotAWorkbook,
    /// It has more sheets, rows, columns or cells than we read.
    TooMuch,
}

impl fmt::Display for WorkbookError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            WorkbookError::Archive(error) => error.fmt(out),
            WorkbookError::NotAWorkbook => out.write_str("This is no Excel workbook."),
            WorkbookError::TooMuch => out.write_str("This workbook holds more than Waymark reads: at most 200 columns a sheet and five million cells."),
        }
    }
}

impl WorkbookError {
    /// What to do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            WorkbookError::Archive(error) => error.what_to_do(),
            WorkbookError::NotAWorkbook => {
                "Open it in Excel, choose ‘Save as’, then ‘Excel workbook (.xlsx)’, and open that."
            }
            WorkbookError::TooMuch => "Copy the rows you need into a new workbook, and open that.",
        }
    }
}

impl From<ArchiveError> for WorkbookError {
    fn from(error: ArchiveError) -> WorkbookError {
        WorkbookError::Archive(error)
    }
}

/// Whatever the reader finds wrong with the XML.
impl From<XlsxError> for WorkbookError {
    fn from(_: XlsxError) -> WorkbookError {
        WorkbookError::NotAWorkbook
    }
}

/// Reads a workbook.
///
/// # Errors
/// A [`WorkbookError`] where it is none, or holds what isn't opened: macros, links to other files, a bomb.
pub fn read_workbook(bytes: &[u8]) -> Result<Workbook, WorkbookError> {
    let archive = Archive::read(bytes, &Limits::default())?;
    refuse_active_content(&archive)?;
    refuse_doctype(&archive)?;
    if archive.entries().iter().any(promises_too_much) {
        return Err(WorkbookError::NotAWorkbook);
    }
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(archive.written()))?;
    let names = book.sheet_names();
    if names.len() > MOST_SHEETS {
        return Err(WorkbookError::TooMuch);
    }
    let mut read = Workbook {
        sheets: Vec::new(),
        carried: None,
        unread: Vec::new(),
    };
    let mut room = Room::new();
    let mut told = Told::default();
    for name in names {
        let rows = rows(&mut book, &name, &mut room, &mut told)?;
        let name = shown(&name);
        if name == CARRIED {
            read.carried = carried(&rows);
            if read.carried.is_none() {
                let what =
                    "was changed, so that nothing can be told of what the workbook was made of";
                told.push(Unread::at(Place::part(name), what));
            }
            continue;
        }
        let rows = match is_upright(&rows) {
            true => across(rows),
            false => rows,
        };
        read.sheets.push(Came { name, rows });
    }
    read.unread = told.list();
    Ok(read)
}

/// Whether a part states more shared strings than it has room for: the reader makes room for as many as it is told. What
/// is between the letters of a wide encoding is passed over.
fn promises_too_much(part: &Entry) -> bool {
    if !part
        .name
        .to_ascii_lowercase()
        .ends_with("sharedstrings.xml")
    {
        return false;
    }
    let narrow: Vec<u8>;
    let bytes = match memchr::memchr(0, &part.bytes) {
        None => part.bytes.as_slice(),
        Some(_) => {
            narrow = part.bytes.iter().copied().filter(|b| *b != 0).collect();
            narrow.as_slice()
        }
    };
    memchr::memmem::find_iter(bytes, "uniqueCount").any(|at| {
        let rest = bytes.get(at + "uniqueCount".len()..).unwrap_or_default();
        let mut digits = rest
            .iter()
            .skip_while(|b| b" \t\r\n=\"'+".contains(b))
            .take_while(|b| b.is_ascii_digit());
        // `<si/>` is the shortest of them.
        digits
            .try_fold(0_usize, |n, digit| {
                n.checked_mul(10)?.checked_add(usize::from(digit - b'0'))
            })
            .is_none_or(|count| count > bytes.len() / 5)
    })
}

fn rows(
    book: &mut Xlsx<Cursor<Vec<u8>>>,
    name: &str,
    room: &mut Room,
    unread: &mut Told,
) -> Result<Vec<Vec<Cell>>, WorkbookError> {
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let sheet = shown(name);
    // A sheet that is only a chart, say, has no cells.
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(rows),
        Err(error) => return Err(error.into()),
    };
    while let Some(found) = cells.next_cell()? {
        let (row, column) = found.get_position();
        let (row, column) = (row as usize, column as usize);
        let cell = match cell(found.get_value()) {
            Ok(Cell::Empty) => continue,
            Ok(cell) => cell,
            Err(what) => {
                let place = Place::part(sheet.as_str())
                    .row(row + 1)
                    .column(lettered(column));
                unread.push(Unread::at(place, what));
                continue;
            }
        };
        if row >= ROWS || column >= COLUMNS {
            return Err(WorkbookError::TooMuch);
        }
        if let Cell::Text(words) = &cell {
            room.words(words).ok_or(WorkbookError::TooMuch)?;
        }
        if rows.len() <= row {
            let more = row + 1 - rows.len();
            room.cells(more).ok_or(WorkbookError::TooMuch)?;
            rows.resize(row + 1, Vec::new());
        }
        if let Some(cells) = rows.get_mut(row) {
            if cells.len() <= column {
                let more = column + 1 - cells.len();
                room.cells(more).ok_or(WorkbookError::TooMuch)?;
                cells.resize(column + 1, Cell::Empty);
            }
            if let Some(place) = cells.get_mut(column) {
                *place = cell;
            }
        }
    }
    Ok(rows)
}

/// The name of a sheet as it can be shown: Excel's own are no longer, a hostile one may be anything.
fn shown(name: &str) -> String {
    brief(&tidy(name), 100)
}

/// A column as Excel calls it: A, B, … AA.
fn lettered(mut column: usize) -> String {
    let mut letters = String::new();
    loop {
        letters.insert(0, char::from(b'A' + (column % 26) as u8));
        match (column / 26).checked_sub(1) {
            Some(next) => column = next,
            None => return letters,
        }
    }
}

fn cell(found: &DataRef<'_>) -> Result<Cell, &'static str> {
    Ok(match found {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => number_of(*number as f64),
        DataRef::Float(number) => number_of(*number),
        DataRef::String(words) => Cell::text(tidy(words)),
        DataRef::SharedString(words) => Cell::text(tidy(words)),
        DataRef::Bool(true) => Cell::text("Yes"),
        DataRef::Bool(false) => Cell::text("No"),
        DataRef::DateTime(time) if time.is_duration() => {
            return Err("is a length of time, which no field holds");
        }
        DataRef::DateTime(time) => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            let day = Day::new(year.into(), month, day);
            day.map(Cell::Day).ok_or("is no day of the calendar")?
        }
        DataRef::DateTimeIso(text) => {
            let day = text.get(..10).and_then(iso);
            day.map_or_else(|| Cell::text(tidy(text)), Cell::Day)
        }
        DataRef::DurationIso(_) => return Err("is a length of time, which no field holds"),
        DataRef::Error(_) => return Err("holds a formula that came to no value"),
    })
}

fn iso(text: &str) -> Option<Day> {
    let mut parts = text.split('-');
    let day = Day::new(
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    )?;
    parts.next().is_none().then_some(day)
}

/// A number with no more digits than it has: Excel counts in binary fractions, of which a tenth is none.
fn number_of(number: f64) -> Cell {
    let text = format!("{number:.6}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let text = if text == "-0" { "0" } else { text };
    match text.parse::<Decimal>() {
        Ok(number) => Cell::Number(number),
        Err(_) => Cell::text(number.to_string()),
    }
}

/// Whether a sheet has its fields below each other.
fn is_upright(rows: &[Vec<Cell>]) -> bool {
    let first = rows.first().map(Vec::as_slice).unwrap_or_default();
    let heads: Vec<String> = first.iter().take(2).map(Cell::plain).collect();
    heads == UPRIGHT
}

/// Fields below each other as headings with a row.
fn across(rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let mut pairs = Vec::new();
    for row in rows.into_iter().skip(1) {
        let mut cells = row.into_iter();
        let heading = cells.next().unwrap_or(Cell::Empty);
        pairs.push((heading, cells.next().unwrap_or(Cell::Empty)));
    }
    let (headings, cells) = pairs.into_iter().unzip();
    vec![headings, cells]
}

/// The plan file of the hidden sheet.
fn carried(rows: &[Vec<Cell>]) -> Option<PlanFile> {
    let pieces = rows.iter().skip(1).filter_map(|row| row.first());
    let letters: String = pieces.map(Cell::plain).collect();
    let packed = base64url::decode(letters.as_bytes())?;
    let text = decompress_to_vec_with_limit(&packed, Caps::FILE.bytes).ok()?;
    read_plan_file(&text, Caps::FILE).ok()
}
