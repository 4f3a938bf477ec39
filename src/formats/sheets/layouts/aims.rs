//! The sheets of what a plan is for: outcomes, priorities, statements.

use super::super::column::{choice, link, links, text, words};
use super::{Layout, Of, names};
use crate::plan::Kind;

pub(super) static AIMS: &[Layout] = &[
    Layout {
        name: "Outcomes",
        key: "outcomes",
        of: Of::Records(Kind::Outcome),
        columns: &[
            text("reference", "Reference"),
            words("text", "Outcome"),
            choice("level", "Level", names::levels),
            link("parent", "Part of"),
        ],
    },
    Layout {
        name: "Priorities",
        key: "priorities",
        of: Of::Records(Kind::Priority),
        columns: &[
            text("reference", "Reference"),
            words("text", "Priority"),
            choice("level", "Level", names::levels),
            links("outcomes", "Works towards"),
        ],
    },
    Layout {
        name: "Statements",
        key: "statements",
        of: Of::Records(Kind::Statement),
        columns: &[
            choice("role", "What it is", names::statement_roles),
            text("reference", "Reference"),
            text("name", "Name"),
            words("text", "Words"),
            text("heading", "Heading"),
        ],
    },
];
