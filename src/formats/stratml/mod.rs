//! StratML (ISO 17469), the exchange format for strategic plans and performance reports: a plan out as part 2, or as
//! part 1 on request, and any file of either part in.
//!
//! Both ways go through one normal form of a document (`tree`), and a plan that was read keeps all of it: so what is
//! written reads back to a plan that writes the same bytes, and what was read, written and read again is the same plan.
//! Outcomes and priorities are goals, actions are objectives, measures are performance indicators. What a file says
//! that no field holds stands in cells, each under the way to it, such as ‘Stakeholder 2, Role 1, Name’; what it says of
//! the whole document, in the cells of a passage of its own.

mod left;
mod lines;
mod print;
mod reading;
mod result;
mod schema;
mod tree;
mod writing;
mod xml;

use std::fmt;

use super::Unread;
use crate::plan::Plan;

/// The heading of the passage that keeps what a file says of itself.
const FILE_HEADING: &str = "From the StratML file";

/// Which part of the standard is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edition {
    /// Part 1, StrategicPlan: goals and objectives.
    StrategicPlan,
    /// Part 2, PerformancePlanOrReport: with performance indicators and their results.
    PerformancePlan,
}

/// A plan written as StratML.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// The file.
    pub text: String,
    /// What the plan says that isn't in it.
    pub unread: Vec<Unread>,
}

/// A plan read from StratML.
#[derive(Clone, Debug, PartialEq)]
pub struct Read {
    /// The plan.
    pub plan: Plan,
    /// What the file says that isn't in it.
    pub unread: Vec<Unread>,
}

/// Why a file isn't read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// It has more bytes than any plan needs.
    TooLarge,
    /// It has more elements than any plan needs.
    TooManyElements,
    /// Elements stand too deep in one another, on a line.
    TooDeep(usize),
    /// It is no XML, or breaks off, on a line.
    NotXml(usize),
    /// It declares what it is made of, on a line: a way to make a small file huge, or to fetch others.
    Doctype(usize),
    /// It uses a sign by a name that only a declaration could explain, on a line.
    Entity(usize),
    /// It is XML, but its outermost element is another.
    NotStratml(String),
    /// What it says makes no plan.
    NoPlan,
}

impl fmt::Display for Refused {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Refused::TooLarge => {
                out.write_str("This file is larger than 16 MB, which no plan needs.")
            }
            Refused::TooManyElements => {
                out.write_str("This file has more than 500,000 elements, which no plan needs.")
            }
            Refused::TooDeep(line) => write!(
                out,
                "In line {line} of this file, elements stand more than 64 deep in one another. No plan needs that."
            ),
            Refused::NotXml(line) => write!(
                out,
                "This file is not whole XML: line {line} can’t be read. It may have broken off on its way."
            ),
            Refused::Doctype(line) => write!(
                out,
                "Line {line} of this file has a DOCTYPE. StratML needs none, and what it declares is never safe to \
                 follow: take it out and try again."
            ),
            Refused::Entity(line) => write!(
                out,
                "Line {line} of this file uses a sign by a name that XML doesn’t know. Write the sign itself."
            ),
            Refused::NotStratml(name) => write!(
                out,
                "This file is XML, but not StratML: its outermost element is ‘{name}’, not StrategicPlan or \
                 PerformancePlanOrReport."
            ),
            Refused::NoPlan => out.write_str("What this file says could not be made a plan."),
        }
    }
}

impl std::error::Error for Refused {}

/// A plan as StratML.
pub fn write(plan: &Plan, edition: Edition) -> Written {
    let document = writing::document(plan, edition);
    Written {
        text: print::print(&document, edition),
        unread: left::told(plan, edition),
    }
}

/// The plan in a StratML file.
///
/// # Errors
/// Why it isn't read.
pub fn read(bytes: &[u8]) -> Result<Read, Refused> {
    let (document, unread) = reading::document(bytes)?;
    let plan = reading::plan(document).ok_or(Refused::NoPlan)?;
    Ok(Read { plan, unread })
}
