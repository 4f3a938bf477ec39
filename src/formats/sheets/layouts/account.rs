//! The sheets of what else a plan tells: achievements, duties, reviews, definitions and the like.

use super::super::column::{choice, choice_cell, date, lines, links, text, words};
use super::{Layout, Of, names};
use crate::plan::Kind;

pub(super) static ACCOUNT: &[Layout] = &[
    Layout {
        name: "Achievements",
        key: "achievements",
        of: Of::Records(Kind::Achievement),
        columns: &[
            words("text", "Achievement"),
            text("under", "Heading"),
            links("serves", "Works towards"),
        ],
    },
    Layout {
        name: "Case studies",
        key: "case_studies",
        of: Of::Records(Kind::CaseStudy),
        columns: &[text("title", "Title"), words("text", "Words")],
    },
    Layout {
        name: "Equality objectives",
        key: "equality_objectives",
        of: Of::Records(Kind::Equality),
        columns: &[
            text("reference", "Reference"),
            words("text", "Objective"),
            choice("level", "Level", names::levels),
            choice_cell("rating", "Rating", names::ratings),
            words("progress", "Progress"),
        ],
    },
    Layout {
        name: "Reviews",
        key: "reviews",
        of: Of::Records(Kind::Review),
        columns: &[
            words("text", "Review"),
            links("by", "By"),
            text("frequency", "How often"),
            date("next", "Next"),
        ],
    },
    Layout {
        name: "Duties",
        key: "duties",
        of: Of::Records(Kind::Duty),
        columns: &[
            words("text", "Duty"),
            text("basis", "Asked for by"),
            links("holders", "Responsible"),
        ],
    },
    Layout {
        name: "Related documents",
        key: "references",
        of: Of::Records(Kind::Reference),
        columns: &[
            text("title", "Title"),
            text("date", "Date"),
            text("group", "Listed under"),
            words("remark", "Said of it"),
            text("url", "Address"),
            lines("variants", "Also written"),
        ],
    },
    Layout {
        name: "Questions to members",
        key: "questions",
        of: Of::Records(Kind::Question),
        columns: &[
            text("reference", "Reference"),
            words("text", "Question"),
            text("asked_of", "Asked of"),
        ],
    },
    Layout {
        name: "Passages",
        key: "narratives",
        of: Of::Records(Kind::Narrative),
        columns: &[text("heading", "Heading"), words("text", "Words")],
    },
    Layout {
        name: "Definitions",
        key: "definitions",
        of: Of::Records(Kind::Definition),
        columns: &[
            text("term", "Term"),
            words("meaning", "Meaning"),
            text("scope", "Where it holds"),
        ],
    },
    Layout {
        name: "Abbreviations",
        key: "abbreviations",
        of: Of::Records(Kind::Abbreviation),
        columns: &[text("short", "Short"), text("long", "In full")],
    },
];
