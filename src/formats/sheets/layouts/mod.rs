//! Which sheets there are: one for the plan's own details, one a kind of record, one a list within records. Held to the
//! schema by a test, so that a new field needs a column before it can be released.

mod account;
mod aims;
mod choices;
mod delivery;
mod money;
mod people;
mod performance;
mod plan;

use super::column::{Column, cell, lines, link, links, text};
use crate::plan::Kind;

/// Where the rows of a sheet stand in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The plan's own details: one row.
    Plan,
    /// Records of a kind.
    Records(Kind),
    /// Elements of a list of this name.
    Parts {
        /// The name of the list.
        list: &'static str,
        /// What holds it.
        within: Within,
        /// Whether its elements have ids; else they are known by their place.
        ids: bool,
    },
}

/// What holds a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// Records of these kinds.
    Records(&'static [Kind]),
    /// The elements of another list.
    Parts(&'static str),
    /// Whatever has an id.
    Anything,
}

/// A sheet: its name, what its rows are, and its columns.
#[derive(Debug)]
pub struct Layout {
    /// Its name in a workbook: at most 31 characters.
    pub name: &'static str,
    /// Its name in a data package.
    pub key: &'static str,
    /// What its rows are.
    pub of: Of,
    /// Its own columns, behind those that say which row it is.
    pub columns: &'static [Column],
}

impl Layout {
    /// The list that its rows are elements of, if they are parts.
    pub fn list(&self) -> Option<&'static str> {
        match self.of {
            Of::Parts { list, .. } => Some(list),
            _ => None,
        }
    }

    /// Whether its rows can stand within those of another sheet.
    pub fn is_within(&self, holder: &Layout) -> bool {
        let Of::Parts { list, within, .. } = self.of else {
            return false;
        };
        match (within, holder.of) {
            // A plan itself has reasons, and no other cells.
            (Within::Anything, Of::Plan) => list == "reasons",
            (Within::Anything, _) => holder.has_ids(),
            (Within::Records(kinds), Of::Records(kind)) => kinds.contains(&kind),
            (Within::Parts(held), Of::Parts { list, .. }) => list == held,
            _ => false,
        }
    }

    /// Whether its rows have an id of their own.
    pub fn has_ids(&self) -> bool {
        match self.of {
            Of::Plan => false,
            Of::Records(_) => true,
            Of::Parts { ids, .. } => ids,
        }
    }

    /// Its columns: its own, then those of whatever has an id.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        let common: &'static [Column] = match self.has_ids() {
            true => COMMON,
            false => &[],
        };
        self.columns.iter().chain(common)
    }
}

/// What every record and part with an id ends with.
const COMMON: &[Column] = &[
    links("about", "Is about"),
    links("same_as", "Printed again as"),
    link("table", "Printed in the table"),
    text("source", "Page of the document"),
    text("note", "Remark"),
    lines("inferred", "Concluded, not printed"),
];

/// What else an entry prints, and why it isn't as it was: within anything that has an id.
static WITHIN: &[Layout] = &[
    Layout {
        name: "Other cells",
        key: "cells",
        of: Of::Parts {
            list: "cells",
            within: Within::Anything,
            ids: false,
        },
        columns: &[text("label", "Heading"), cell("value", "Printed")],
    },
    Layout {
        name: "Reasons",
        key: "reasons",
        of: Of::Parts {
            list: "reasons",
            within: Within::Anything,
            ids: false,
        },
        columns: &[
            text("what", "What changed"),
            text("before", "Before"),
            text("why", "Why"),
        ],
    },
];

/// Every sheet, in the order of a workbook.
pub fn layouts() -> impl Iterator<Item = &'static Layout> {
    let groups = [
        plan::PLAN,
        aims::AIMS,
        delivery::DELIVERY,
        performance::PERFORMANCE,
        money::MONEY,
        people::PEOPLE,
        account::ACCOUNT,
        WITHIN,
    ];
    groups.into_iter().flatten()
}

/// The sheet that has a name, as a workbook or a data package says it.
pub fn layout_of(name: &str) -> Option<&'static Layout> {
    let name = name.trim();
    layouts().find(|layout| layout.name.eq_ignore_ascii_case(name) || layout.key == name)
}

use choices as names;
