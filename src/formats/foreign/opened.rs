//! A file that someone chose, opened as what it is: a copy of a plan, or tables of which a person says what they are.

use memchr::memmem;

use super::{Kind, NotOpened};
use crate::{
    formats::{
        Caps, Place, PlanFile, Unread,
        archive::{Archive, ArchiveError, Limits},
        decoded,
        package::read_package,
        pasted::{COLUMNS, Grid, LONGEST, NotATable, ROWS, read_table},
        read_plan_file,
        sheets::{Came, Cell, Of, Style, back, layout_of},
        stratml, version_hash,
        workbook::{ABOUT, read_workbook},
    },
    plan::{Day, Plan},
};

/// What a file holds.
#[derive(Debug)]
pub enum Opened {
    /// A plan.
    Plan(Box<Copied>),
    /// Tables that aren't a plan's own.
    Tables(Vec<Table>, Vec<Unread>),
}

/// A copy of a plan.
#[derive(Debug)]
pub struct Copied {
    /// The plan with what goes along. The newest of its versions is the plan that the file was made of.
    pub file: PlanFile,
    /// What of the file could not be read.
    pub unread: Vec<Unread>,
    /// What it came as; nothing for a plan file.
    pub kind: Option<Kind>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// What its sheet is called; empty for a file of one table.
    pub name: String,
    /// Its rows, as far as anything stands in them.
    pub grid: Grid,
}

/// Opens whatever file it is.
///
/// # Errors
/// Why it opens nothing.
pub fn open(bytes: &[u8]) -> Result<Opened, NotOpened> {
    if bytes.starts_with(b"PK\x03\x04") {
        return archive(bytes);
    }
    if bytes.starts_with(b"%PDF") {
        return Err(NotOpened::Pdf);
    }
    if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        // Says whether it is old or locked.
        read_workbook(bytes)?;
        return Err(NotOpened::Unknown);
    }
    let text = begin(bytes);
    match text.trim_start().chars().next() {
        Some('{') => Ok(copied(read_plan_file(bytes, Caps::FILE)?, Vec::new(), None)),
        Some('<') => {
            let read = stratml::read(bytes)?;
            Ok(copied(alone(read.plan), read.unread, Some(Kind::Stratml)))
        }
        // What no text holds.
        _ if text.contains('\0') => Err(NotOpened::Unknown),
        _ => table(bytes),
    }
}

/// The first words of a file, cut between two letters where it is UTF-8.
fn begin(bytes: &[u8]) -> String {
    let some = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    let whole = match std::str::from_utf8(some) {
        Err(cut) if cut.error_len().is_none() => some.get(..cut.valid_up_to()),
        _ => None,
    };
    decoded(whole.unwrap_or(some))
}

fn copied(file: PlanFile, unread: Vec<Unread>, kind: Option<Kind>) -> Opened {
    Opened::Plan(Box::new(Copied { file, unread, kind }))
}

/// A plan of which nothing else is known.
fn alone(plan: Plan) -> PlanFile {
    PlanFile {
        plan,
        unknown: Vec::new(),
        notes: Vec::new(),
        versions: Vec::new(),
        left_out: Vec::new(),
    }
}

/// An archive by what is in it: names stand in it unpacked (APPNOTE.TXT 4.3.7).
fn archive(bytes: &[u8]) -> Result<Opened, NotOpened> {
    let has = |name: &str| memmem::find(bytes, name.as_bytes()).is_some();
    if has("datapackage.json") {
        let package = read_package(bytes)?;
        return plan_of(
            package.sheets,
            package.carried,
            package.unread,
            Kind::Package,
        );
    }
    if has("xl/workbook") {
        let book = read_workbook(bytes)?;
        let is_ours = book.carried.is_some() || book.sheets.iter().any(is_of_a_plan);
        let sheets = book.sheets.into_iter();
        if is_ours {
            let sheets = sheets.filter(|sheet| sheet.name != ABOUT).collect();
            return plan_of(sheets, book.carried, book.unread, Kind::Workbook);
        }
        let (tables, unread) = tables(sheets.collect(), book.unread);
        return match tables.is_empty() {
            true if unread.is_empty() => Err(NotOpened::Empty),
            _ => Ok(Opened::Tables(tables, unread)),
        };
    }
    Err(
        match (
            has("word/document"),
            has("application/vnd.oasis.opendocument"),
        ) {
            (true, _) => NotOpened::WordDocument,
            (_, true) => NotOpened::OpenDocument,
            _ => match Archive::read(bytes, &Limits::default()) {
                Ok(_) => NotOpened::OtherArchive,
                Err(ArchiveError::NotAnArchive) => NotOpened::Unknown,
                Err(error) => NotOpened::Archive(error),
            },
        },
    )
}

/// Whether a sheet is the one that says what a plan is called and whose it is.
fn is_of_a_plan(sheet: &Came) -> bool {
    let layout = layout_of(&sheet.name).filter(|layout| layout.of == Of::Plan);
    let headings = sheet.rows.first().map(Vec::as_slice).unwrap_or_default();
    layout.is_some_and(|layout| {
        let ours = layout.columns().filter(|column| {
            headings
                .iter()
                .any(|cell| cell.plain() == column.heading || cell.plain() == column.field)
        });
        ours.count() > 1
    })
}

/// The plan that sheets say, beside the one they were made of.
fn plan_of(
    sheets: Vec<Came>,
    carried: Option<PlanFile>,
    mut unread: Vec<Unread>,
    kind: Kind,
) -> Result<Opened, NotOpened> {
    let style = match kind {
        Kind::Package => Style::Ids,
        _ => Style::Titles,
    };
    // What it was made of is what it is read against.
    let made_of = carried.as_ref().map(|file| version_hash(&file.plan));
    let mut file = carried.unwrap_or_else(|| alone(Plan::default()));
    let said = back(&sheets, &file.plan, style).map_err(NotOpened::Sheets)?;
    if let Some(made_of) = made_of {
        file.versions.retain(|version| *version != made_of);
        file.versions.insert(0, made_of);
    }
    file.plan = said.plan;
    unread.extend(said.unread);
    Ok(copied(file, unread, Some(kind)))
}

/// The text as a table.
fn table(bytes: &[u8]) -> Result<Opened, NotOpened> {
    if bytes.len() > LONGEST {
        return Err(NotATable::TooLong.into());
    }
    let grid = read_table(&decoded(bytes))?;
    // A letter is no table.
    if grid.rows.iter().all(|row| row.len() < 2) {
        return Err(NotOpened::Unknown);
    }
    let name = String::new();
    Ok(Opened::Tables(vec![Table { name, grid }], Vec::new()))
}

/// Sheets as tables: those that hold anything, without the rows and columns at their end that don't. What is beyond a
/// table's limits is told and left.
fn tables(sheets: Vec<Came>, mut unread: Vec<Unread>) -> (Vec<Table>, Vec<Unread>) {
    let mut tables = Vec::new();
    for sheet in sheets {
        let filled = |row: &&Vec<Cell>| row.iter().any(|cell| !cell.is_empty());
        let first = sheet.rows.iter().position(|row| filled(&row)).unwrap_or(0);
        let last = sheet.rows.iter().rposition(|row| filled(&row));
        let Some(last) = last else { continue };
        let rows = sheet.rows.get(first..=last).unwrap_or_default();
        if rows.len() > ROWS {
            let what = format!("and what is below is not read: a table has at most {ROWS} rows");
            unread.push(Unread::at(
                Place::part(&*sheet.name).row(first + ROWS + 1),
                what,
            ));
        }
        let rows = rows.get(..rows.len().min(ROWS)).unwrap_or_default();
        let width = |row: &Vec<Cell>| {
            let last = row.iter().rposition(|cell| !cell.is_empty());
            last.map_or(0, |last| last + 1)
        };
        let widest = rows.iter().map(width).max().unwrap_or(0);
        if widest > COLUMNS {
            let what = format!("has more than {COLUMNS} columns: those beyond are not read");
            unread.push(Unread::at(Place::part(&*sheet.name), what));
        }
        let wide = widest.min(COLUMNS);
        let shown = |row: &Vec<Cell>| {
            let cell = |at: usize| row.get(at).map_or(String::new(), shown);
            (0..wide).map(cell).collect()
        };
        let rows = rows.iter().map(shown).collect();
        tables.push(Table {
            name: sheet.name,
            grid: Grid { rows },
        });
    }
    (tables, unread)
}

/// A cell as a person would have typed it.
fn shown(cell: &Cell) -> String {
    match cell {
        Cell::Day(day) => typed(*day),
        cell => cell.plain(),
    }
}

/// A day as people here write it.
fn typed(day: Day) -> String {
    let (year, month, day) = day.civil();
    format!("{day}/{month}/{year}")
}
