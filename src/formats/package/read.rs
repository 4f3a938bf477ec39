//! A data package as it comes: its tables as sheets, and the plan that went along with it.

use std::{collections::HashMap, fmt};

use serde_json::Value;

use super::{
    CARRIED, DESCRIBED, LINKS, RECORDS,
    columns::{beside, is_of_links, unneutral},
};
use crate::{
    formats::{
        Caps, Place, PlanFile, Unread,
        archive::{Archive, ArchiveError, Limits},
        decoded, read_plan_file,
        room::{COLUMNS, ROWS, Room},
        sheets::{Came, Cell, ID, Layout, coded, layout_of},
    },
    plan::{brief, tidy},
};

/// Bytes of a description: ours have 100 KB.
const MOST_DESCRIBED: usize = 4 * 1024 * 1024;
/// More tables than a package of ours has.
const MOST_TABLES: usize = 500;

/// A package that could be read.
#[derive(Debug)]
pub struct Package {
    /// Its tables.
    pub sheets: Vec<Came>,
    /// The plan that went along, where nobody took it out.
    pub carried: Option<PlanFile>,
    /// What of it could not be read.
    pub unread: Vec<Unread>,
}

/// Why a package opens nothing.
#[derive(Debug, PartialEq, Eq)]
pub enum PackageError {
    /// It is no archive, or one that isn't opened.
    Archive(ArchiveError),
    /// It has no `datapackage.json` that could be read.
    NotAPackage,
    /// It has more tables or rows than we read.
    TooMuch,
}

impl fmt::Display for PackageError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PackageError::Archive(error) => error.fmt(out),
            PackageError::NotAPackage => out.write_str("This zip file is no data package: it has no datapackage.json that can be read."),
            PackageError::TooMuch => out.write_str("This data package holds more than Waymark reads: at most 500 tables and a million rows."),
        }
    }
}

impl PackageError {
    /// What to do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            PackageError::Archive(error) => error.what_to_do(),
            PackageError::NotAPackage => {
                "Open the package as it was made, with datapackage.json at its top."
            }
            PackageError::TooMuch => {
                "Take out the tables that are not about the plan, and open it again."
            }
        }
    }
}

impl From<ArchiveError> for PackageError {
    fn from(error: ArchiveError) -> PackageError {
        PackageError::Archive(error)
    }
}

/// Reads a data package.
///
/// # Errors
/// A [`PackageError`] where it is none, or holds more than is read.
pub fn read_package(bytes: &[u8]) -> Result<Package, PackageError> {
    let archive = Archive::read(bytes, &Limits::default())?;
    let description = archive.get(DESCRIBED).ok_or(PackageError::NotAPackage)?;
    if description.len() > MOST_DESCRIBED {
        return Err(PackageError::TooMuch);
    }
    let description: Value =
        serde_json::from_str(&decoded(description)).map_err(|_| PackageError::NotAPackage)?;
    let resources = description["resources"]
        .as_array()
        .ok_or(PackageError::NotAPackage)?;
    if resources.len() > MOST_TABLES {
        return Err(PackageError::TooMuch);
    }
    let mut package = Package {
        sheets: Vec::new(),
        carried: archive
            .get(CARRIED)
            .and_then(|bytes| read_plan_file(bytes, Caps::FILE).ok()),
        unread: Vec::new(),
    };
    let mut links = None;
    let mut room = Room::new();
    for resource in resources {
        let (name, path) = (resource["name"].as_str(), resource["path"].as_str());
        let (Some(name), Some(path)) = (name, path) else {
            continue;
        };
        let key = name.replace('-', "_");
        if path == CARRIED || key == RECORDS {
            continue;
        }
        let layout = layout_of(&key);
        let part = || Place::part(brief(&tidy(name), 100));
        if layout.is_none() && key != LINKS {
            let what = "is no table of a plan, and was left out";
            package.unread.push(Unread::at(part(), what));
            continue;
        }
        let Some(bytes) = archive.get(path) else {
            let path = brief(&tidy(path), 100);
            let what = format!("is not there: {path} is missing from the package");
            package.unread.push(Unread::at(part(), what));
            continue;
        };
        if layout.is_some_and(|_| package.sheets.iter().any(|sheet| sheet.name == key)) {
            let what = "is there twice: the second was left out";
            package.unread.push(Unread::at(part(), what));
            continue;
        }
        let rows = rows(&decoded(bytes), &mut room)?;
        match layout {
            Some(layout) => package.sheets.push(Came {
                name: key,
                rows: without_those_beside(layout, rows),
            }),
            None => links = Some(links_of(&rows)),
        }
    }
    if let Some(links) = links {
        for sheet in &mut package.sheets {
            put_links(sheet, &links);
        }
    }
    Ok(package)
}

fn rows(text: &str, room: &mut Room) -> Result<Vec<Vec<Cell>>, PackageError> {
    let mut reader = ::csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut record = ::csv::StringRecord::new();
    while reader
        .read_record(&mut record)
        .map_err(|_| PackageError::NotAPackage)?
    {
        let taken = room.cells(1 + record.len());
        if taken.is_none() || record.len() > COLUMNS || rows.len() >= ROWS {
            return Err(PackageError::TooMuch);
        }
        let cells = record.iter().map(|cell| Cell::text(tidy(unneutral(cell))));
        rows.push(cells.collect());
    }
    Ok(rows)
}

/// The names in the first row.
fn headings(rows: &[Vec<Cell>]) -> Vec<String> {
    let first = rows.first().into_iter().flatten();
    first.map(Cell::plain).collect()
}

/// The rows without the columns that were made beside others for programs.
fn without_those_beside(layout: &Layout, mut rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let made: Vec<String> = layout
        .columns()
        .flat_map(|column| beside(column).iter().map(|one| one.name(column)))
        .collect();
    let headings = headings(&rows);
    let kept: Vec<bool> = headings
        .iter()
        .map(|heading| !made.contains(heading))
        .collect();
    for row in &mut rows {
        let mut at = 0;
        row.retain(|_| {
            at += 1;
            kept.get(at - 1).copied().unwrap_or(true)
        });
    }
    rows
}

/// Where each row leads, by its id and the field: in the order of their places.
type Links = HashMap<(String, String), Vec<(usize, String)>>;

fn links_of(rows: &[Vec<Cell>]) -> Links {
    let headings = headings(rows);
    let at = |name: &str| headings.iter().position(|heading| heading == name);
    let (from, field, place, to) = (at("from"), at("field"), at("place"), at("to"));
    let mut links = Links::new();
    for row in rows.iter().skip(1) {
        let words = |at: Option<usize>| {
            let cell = at.and_then(|at| row.get(at));
            cell.map(Cell::plain).unwrap_or_default()
        };
        let place = words(place).parse().unwrap_or(usize::MAX);
        links
            .entry((words(from), words(field)))
            .or_default()
            .push((place, words(to)));
    }
    for to in links.values_mut() {
        to.sort_by_key(|(place, _)| *place);
    }
    links
}

/// Puts links into the rows they come from, as sheets have them.
fn put_links(sheet: &mut Came, links: &Links) {
    let Some(layout) = layout_of(&sheet.name) else {
        return;
    };
    let Some((headings, rows)) = sheet.rows.split_first_mut() else {
        return;
    };
    let Some(id) = headings
        .iter()
        .position(|heading| heading.plain() == coded(ID))
    else {
        return;
    };
    let width = headings.len();
    for column in layout.columns().filter(|column| is_of_links(column)) {
        headings.push(Cell::text(column.field));
        for row in rows.iter_mut() {
            let from = row.get(id).map(Cell::plain).unwrap_or_default();
            let to = links.get(&(from, coded(column.field)));
            let to = to.into_iter().flatten().map(|(_, to)| to.as_str());
            let to = to.collect::<Vec<_>>().join("\n");
            // A row may be shorter than the headings.
            if row.len() < width {
                row.resize(width, Cell::Empty);
            }
            row.push(Cell::text(to));
        }
    }
}
