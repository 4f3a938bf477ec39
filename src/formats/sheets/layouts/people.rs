//! The sheets of who does it: organisations, service areas, posts.

use super::super::column::{cell, lines, link, text, words};
use super::{Layout, Of};
use crate::plan::Kind;

pub(super) static PEOPLE: &[Layout] = &[
    Layout {
        name: "Organisations",
        key: "organisations",
        of: Of::Records(Kind::Organisation),
        columns: &[
            text("name", "Name"),
            words("description", "Description"),
            lines("variants", "Also written"),
        ],
    },
    Layout {
        name: "Service areas",
        key: "teams",
        of: Of::Records(Kind::Team),
        columns: &[
            text("name", "Name"),
            cell("lead", "Lead"),
            lines("responsibilities", "Responsible for"),
            link("parent", "Part of"),
            lines("variants", "Also written"),
        ],
    },
    Layout {
        name: "Posts",
        key: "posts",
        of: Of::Records(Kind::Post),
        columns: &[
            text("title", "Post"),
            cell("holder", "Holder"),
            link("team", "Service area"),
            lines("responsibilities", "Responsible for"),
            lines("details", "Details"),
            lines("variants", "Also written"),
        ],
    },
];
