//! Why an archive, or the Office file that it is, can't be opened, and what a person can do about it.

use std::fmt;

use crate::plan::{Decimal, is_unseemly};

/// Why an archive opens nothing. [`fmt::Display`] says what is wrong; [`ArchiveError::what_to_do`] says what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// No zip archive at all.
    NotAnArchive,
    /// A document of an Office before 2007, which is no archive.
    OldOffice,
    /// It opens with a password only.
    Encrypted,
    /// Cut short or changed on its way.
    Damaged,
    /// Packed in a way we don't unpack.
    UnknownPacking,
    /// More bytes than we open.
    TooLarge {
        /// How many we open.
        cap: usize,
    },
    /// More files inside than we open.
    TooMany {
        /// How many we open.
        cap: usize,
    },
    /// One file inside that unpacks to more than we open.
    TooLargeInside {
        /// Its name.
        name: String,
        /// How many bytes we open.
        cap: usize,
    },
    /// Files inside that together unpack to more than we open.
    TooLargeTogether {
        /// How many bytes we open.
        cap: usize,
    },
    /// A file inside that was packed to overwhelm whoever opens it.
    Bomb {
        /// Its name.
        name: String,
    },
    /// Two files inside with one name, letters' case apart.
    SameName {
        /// The name.
        name: String,
    },
    /// A name that leads out of the archive, or that isn't one.
    UnsafeName {
        /// The name.
        name: String,
    },
    /// Something in it runs, or fetches from elsewhere.
    Active {
        /// What it is.
        what: Active,
        /// The part that says so.
        name: String,
    },
    /// A part that declares a document type or entities of its own.
    Doctype {
        /// Its name.
        name: String,
    },
    /// A part that isn't XML, or in letters that we don't read.
    NotXml {
        /// Its name.
        name: String,
    },
}

/// What an Office file can carry besides its words that runs, or fetches from elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Active {
    /// A program of its own.
    Macros,
    /// Cells or pictures that are fetched from another file or address.
    ExternalLinks,
    /// A document of another program within it.
    EmbeddedObjects,
    /// A control that runs a program of the device.
    ActiveX,
}

impl Active {
    /// As it is said behind 'This file has'.
    pub fn shown(self) -> &'static str {
        match self {
            Active::Macros => "macros",
            Active::ExternalLinks => "links that fetch from another file or address",
            Active::EmbeddedObjects => "documents of other programs embedded in it",
            Active::ActiveX => "ActiveX controls",
        }
    }
}

/// A name from an archive as it can be shown: short, and without what turns or hides words.
pub(super) fn shown(name: &str) -> String {
    let seemly = name.chars().filter(|c| !is_unseemly(*c) && *c != '\n');
    let mut shown: String = seemly.take(81).collect();
    if shown.chars().count() > 80 {
        shown.pop();
        shown.push('…');
    }
    shown
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mb = |bytes: &usize| bytes.div_ceil(1024 * 1024);
        match self {
            ArchiveError::NotAnArchive => {
                f.write_str("This is not an Office file or a zip archive.")
            }
            ArchiveError::OldOffice => f.write_str(
                "This was saved in the format of Office before 2007, which can’t be opened here.",
            ),
            ArchiveError::Encrypted => f.write_str("This file opens with a password only."),
            ArchiveError::Damaged => {
                f.write_str("This file is damaged: it was cut short or changed on its way.")
            }
            ArchiveError::UnknownPacking => {
                f.write_str("This file is packed in a way that can’t be opened here.")
            }
            ArchiveError::TooLarge { cap } => write!(
                f,
                "This file is too large: it has more than {} MB.",
                mb(cap)
            ),
            ArchiveError::TooMany { cap } => write!(
                f,
                "This file is not what it seems: it holds more than {} files.",
                Decimal::new(i64::try_from(*cap).unwrap_or(i64::MAX), 0).grouped()
            ),
            ArchiveError::TooLargeInside { name, cap } => write!(
                f,
                "This file is too large: ‘{name}’ in it unpacks to more than {} MB.",
                mb(cap)
            ),
            ArchiveError::TooLargeTogether { cap } => write!(
                f,
                "This file is too large: it unpacks to more than {} MB.",
                mb(cap)
            ),
            ArchiveError::Bomb { name } => write!(
                f,
                "This file is not what it seems: ‘{name}’ in it is packed so as to overwhelm whoever opens it."
            ),
            ArchiveError::SameName { name } => write!(
                f,
                "This file is not what it seems: it holds ‘{name}’ twice."
            ),
            ArchiveError::UnsafeName { name } => write!(
                f,
                "This file is not what it seems: it holds something under the name ‘{name}’, which no Office file uses."
            ),
            ArchiveError::Active { what, name } => write!(
                f,
                "This file has {} (‘{name}’), and such files aren’t opened here.",
                what.shown()
            ),
            ArchiveError::Doctype { name } => write!(
                f,
                "This file is not what it seems: ‘{name}’ in it declares words of its own, which no Office program writes."
            ),
            ArchiveError::NotXml { name } => {
                write!(f, "This file is damaged: ‘{name}’ in it can’t be read.")
            }
        }
    }
}

impl std::error::Error for ArchiveError {}

impl ArchiveError {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            ArchiveError::NotAnArchive => {
                "Check that you chose the right file: its name should end in .xlsx, .docx or .ods."
            }
            ArchiveError::OldOffice => {
                "Open it in Office or LibreOffice, save it as .xlsx or .docx, and choose that file. If it has a password, take that away first."
            }
            ArchiveError::Encrypted => {
                "Open it in Office, take its password away (File, Info, Protect), save it, and choose it again."
            }
            ArchiveError::Damaged | ArchiveError::NotXml { .. } => {
                "Ask for the file again. If it opens in Office, save it there under a new name and choose that file."
            }
            ArchiveError::UnknownPacking => {
                "Open it in Office or LibreOffice, save it under a new name, and choose that file."
            }
            ArchiveError::TooLarge { .. }
            | ArchiveError::TooLargeInside { .. }
            | ArchiveError::TooLargeTogether { .. } => {
                "Take out pictures and sheets that aren’t needed, save it under a new name, and choose that file."
            }
            ArchiveError::TooMany { .. }
            | ArchiveError::Bomb { .. }
            | ArchiveError::SameName { .. }
            | ArchiveError::UnsafeName { .. }
            | ArchiveError::Doctype { .. } => {
                "Don’t open it elsewhere either. Ask its sender where it comes from, and for the file as Office saved it."
            }
            ArchiveError::Active { what, .. } => match what {
                Active::Macros => {
                    "Open it in Office, save it as a workbook or document without macros (.xlsx or .docx), and choose that file."
                }
                Active::ExternalLinks => {
                    "In Excel choose Data, Edit Links, Break Link; in Word copy the text into a new document. Save it under a new name and choose that file."
                }
                Active::EmbeddedObjects | Active::ActiveX => {
                    "Take them out in Office, or copy what you need into a new file, save it, and choose that file."
                }
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hostile_name_is_shown_short_and_plain() {
        assert_eq!(shown("a\u{202e}b\u{0}\nc"), "abc");
        let long = shown(&"x".repeat(10_000));
        assert_eq!(long.chars().count(), 81);
        assert!(long.ends_with('…'));
    }

    #[test]
    fn each_refusal_says_what_is_wrong_and_what_to_do() {
        let macros = ArchiveError::Active {
            what: Active::Macros,
            name: "xl/vbaProject.bin".into(),
        };
        assert_eq!(
            macros.to_string(),
            "This file has macros (‘xl/vbaProject.bin’), and such files aren’t opened here."
        );
        assert!(macros.what_to_do().contains("without macros"));
        let many = ArchiveError::TooMany { cap: 2_000 };
        assert!(many.to_string().contains("more than 2,000 files"));
    }
}
