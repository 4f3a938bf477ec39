//! The sheets of money: its lines, their amounts, the printed tables, and proposals.

use super::super::column::{choice, flag, lines, link, text, typed, words};
use super::{Layout, Of, Within, names};
use crate::{drafting::typed::Reading, plan::Kind};

pub(super) static MONEY: &[Layout] = &[
    Layout {
        name: "Money",
        key: "money",
        of: Of::Records(Kind::Money),
        columns: &[
            words("label", "What the money is for"),
            text("service", "Service"),
            text("client_group", "Client group"),
            text("setting", "Where care is given"),
            link("parent", "Part of"),
            choice("role", "In its table", names::sum_roles),
        ],
    },
    Layout {
        name: "Amounts",
        key: "amounts",
        of: Of::Parts {
            list: "amounts",
            within: Within::Records(&[Kind::Money]),
            ids: false,
        },
        columns: &[
            typed("period", "Period", Reading::Period),
            choice("kind", "What it is", names::money_kinds),
            choice("status", "How firm it is", names::money_statuses),
            typed("value", "Amount", Reading::Money),
            typed("share", "Per cent", Reading::Figure),
            flag("gross", "Gross"),
            choice("provider", "Provider", names::providers),
            text("client_group", "Client group"),
            text("qualifier", "Said of it"),
            text("column", "Column heading"),
            text("column_group", "Heading over columns"),
        ],
    },
    Layout {
        name: "Printed tables",
        key: "tables",
        of: Of::Records(Kind::Table),
        columns: &[
            words("title", "Title"),
            lines("columns", "Column headings"),
            words("remark", "Said of it"),
        ],
    },
    Layout {
        name: "Budget proposals",
        key: "proposals",
        of: Of::Records(Kind::Proposal),
        columns: &[text("reference", "Reference"), words("text", "Proposal")],
    },
];
