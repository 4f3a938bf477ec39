//! A plan saved as a file of another program.

use std::fmt;

use super::Kind;
use crate::{
    formats::{
        Along, Unread,
        calendar::calendar_for,
        package::{Licence, package},
        stratml::{Edition, write},
        workbook::workbook,
    },
    plan::{Day, Plan},
};

/// What is wanted, with what is to be said for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// An Excel workbook.
    Workbook,
    /// A data package, under these terms where they are said.
    Package(Option<Licence>),
    /// A calendar: all of it, or what this post, team or organisation of this name answers for.
    Calendar(Option<String>),
    /// A StratML document of this part of the standard.
    Stratml(Edition),
}

impl Wanted {
    /// The kind of file that it is.
    pub fn kind(&self) -> Kind {
        match self {
            Wanted::Workbook => Kind::Workbook,
            Wanted::Package(_) => Kind::Package,
            Wanted::Calendar(_) => Kind::Calendar,
            Wanted::Stratml(_) => Kind::Stratml,
        }
    }
}

/// A file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What of the plan isn't in it.
    pub unread: Vec<Unread>,
}

/// Why there is no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotSaved {
    /// Nothing that was asked for has a date.
    NothingDated,
    /// The writer of a format gave up, in its words.
    Writer(String),
}

impl fmt::Display for NotSaved {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(match self {
            NotSaved::NothingDated => "Nothing that would be in this calendar has a date.",
            NotSaved::Writer(_) => "The file could not be made.",
        })
    }
}

impl NotSaved {
    /// What to do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            NotSaved::NothingDated => {
                "Choose everybody’s milestones, or put back the parts of the plan that have them."
            }
            NotSaved::Writer(_) => {
                "Try another kind of file, and tell whoever looks after this site."
            }
        }
    }
}

/// Saves a plan as a file of this kind, as of this day. Whatever a kind can't hold is named, and a calendar may be of
/// several plans.
///
/// # Errors
/// A [`NotSaved`]: there is no calendar without an event (RFC 5545, 3.6), and of a writer that gives up none is known.
pub fn save(wanted: &Wanted, plans: &[&Plan], along: &Along, made: Day) -> Result<Saved, NotSaved> {
    let nothing = Plan::default();
    let plan = plans.first().copied().unwrap_or(&nothing);
    let (bytes, unread) = match wanted {
        Wanted::Workbook => {
            workbook(plan, along, made).map_err(|e| NotSaved::Writer(e.to_string()))?
        }
        Wanted::Package(licence) => {
            let bytes = package(plan, along, *licence, made)
                .map_err(|e| NotSaved::Writer(e.to_string()))?;
            (bytes, Vec::new())
        }
        Wanted::Calendar(owner) => {
            let made = calendar_for(plans, owner.as_deref(), made);
            if made.events == 0 {
                return Err(NotSaved::NothingDated);
            }
            (made.text.into_bytes(), made.unread)
        }
        Wanted::Stratml(edition) => {
            let made = write(plan, *edition);
            (made.text.into_bytes(), made.unread)
        }
    };
    Ok(Saved { bytes, unread })
}
