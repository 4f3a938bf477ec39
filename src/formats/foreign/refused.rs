//! Why a file of another program is not opened, and what a person can do about it.

use std::fmt;

use crate::{
    formats::{
        ReadError, archive::ArchiveError, package::PackageError, pasted::NotATable,
        stratml::Refused, workbook::WorkbookError,
    },
    plan::Remark,
};

/// Why a file opens nothing.
#[derive(Debug, PartialEq)]
pub enum NotOpened {
    /// It is a plan file that can't be read.
    Plan(ReadError),
    /// It is an archive, or an old Office file, that can't be opened.
    Archive(ArchiveError),
    /// It is a workbook that can't be opened.
    Workbook(WorkbookError),
    /// It is a data package that can't be opened.
    Package(PackageError),
    /// It is XML, but no plan.
    Stratml(Refused),
    /// It is text, but no table.
    Table(NotATable),
    /// Its sheets are those of a plan, and what they say isn't one.
    Sheets(Vec<Remark>),
    /// A document of Word.
    WordDocument,
    /// A spreadsheet of LibreOffice's own format.
    OpenDocument,
    /// A PDF.
    Pdf,
    /// A workbook without a cell in it.
    Empty,
    /// An archive of something else.
    OtherArchive,
    /// Nothing that we know.
    Unknown,
}

/// Remarks that are named: more help nobody.
const NAMED: usize = 3;

impl fmt::Display for NotOpened {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            NotOpened::Plan(error) => error.fmt(out),
            NotOpened::Archive(error) => error.fmt(out),
            NotOpened::Workbook(error) => error.fmt(out),
            NotOpened::Package(error) => error.fmt(out),
            NotOpened::Stratml(error) => error.fmt(out),
            NotOpened::Table(error) => match error {
                NotATable::Empty => out.write_str("There is no table in this file."),
                NotATable::TooLong => out.write_str("This table is longer than 4 MB."),
                error => error.fmt(out),
            },
            NotOpened::Sheets(remarks) => {
                out.write_str("What this file says is no whole plan: ")?;
                let named = remarks.iter().take(NAMED);
                let named: Vec<String> = named.map(|r| format!("{} {}", r.place, r.what)).collect();
                write!(out, "{}.", named.join("; "))
            }
            NotOpened::WordDocument => out.write_str("This is a Word document."),
            NotOpened::OpenDocument => {
                out.write_str("This is a file of LibreOffice’s own format, which isn’t read here.")
            }
            NotOpened::Pdf => out.write_str("This is a PDF, from which no plan can be read."),
            NotOpened::Empty => out.write_str("There is nothing in this workbook."),
            NotOpened::OtherArchive => {
                out.write_str("This is a zip archive, but neither a workbook nor a data package.")
            }
            NotOpened::Unknown => out.write_str("This file is of no kind that Waymark knows."),
        }
    }
}

impl NotOpened {
    /// What to do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            NotOpened::Plan(error) => error.what_to_do(),
            NotOpened::Archive(error) => error.what_to_do(),
            NotOpened::Workbook(error) => error.what_to_do(),
            NotOpened::Package(error) => error.what_to_do(),
            NotOpened::Stratml(_) => {
                "Choose a document of StratML part 1 or 2, or ask whoever sent it for the plan in another kind of file."
            }
            NotOpened::Table(NotATable::Empty) => "Check that you chose the right file.",
            NotOpened::Table(_) => {
                "Copy the rows and columns you need into a new file, and choose that."
            }
            NotOpened::Sheets(_) => {
                "Mend it in the file and choose it again, or ask for the file as Waymark saved it."
            }
            NotOpened::WordDocument => {
                "Select the table in Word, copy it, and paste it into a draft with ‘Paste a table’."
            }
            NotOpened::OpenDocument => {
                "In LibreOffice choose ‘Save as’, then ‘Excel 2007–365 (.xlsx)’, and choose that file."
            }
            NotOpened::Pdf => {
                "Ask for the plan as the file that Waymark saved, or copy a table and paste it into a draft with ‘Paste a table’."
            }
            NotOpened::Empty => "Check that you chose the right file.",
            NotOpened::OtherArchive => "Unpack it, and choose the file that is in it.",
            NotOpened::Unknown => {
                "Choose a plan that Waymark saved (.json), a workbook (.xlsx), a data package (.zip), StratML (.xml) or a table (.csv)."
            }
        }
    }
}

macro_rules! refused_from {
    ($($error:ty => $which:ident),*) => {$(
        impl From<$error> for NotOpened {
            fn from(error: $error) -> NotOpened {
                NotOpened::$which(error)
            }
        }
    )*};
}

refused_from!(
    ReadError => Plan,
    ArchiveError => Archive,
    WorkbookError => Workbook,
    PackageError => Package,
    Refused => Stratml,
    NotATable => Table
);
