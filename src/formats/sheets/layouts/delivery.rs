//! The sheets of what will be done: actions, projects, risks, and the lists within them.

use super::super::column::{Column, cell, choice, choices, date, link, links, text, typed, words};
use super::{Layout, Of, Within, names};
use crate::{drafting::typed::Reading, plan::Kind};

/// What a line has.
const LINE: &[Column] = &[words("text", "Words")];

/// A list of lines within records of one kind.
const fn of_lines(
    name: &'static str,
    key: &'static str,
    list: &'static str,
    kinds: &'static [Kind],
) -> Layout {
    Layout {
        name,
        key,
        of: Of::Parts {
            list,
            within: Within::Records(kinds),
            ids: true,
        },
        columns: LINE,
    }
}

pub(super) static DELIVERY: &[Layout] = &[
    Layout {
        name: "Actions",
        key: "actions",
        of: Of::Records(Kind::Action),
        columns: &[
            text("reference", "Reference"),
            words("text", "What will be done"),
            date("start", "Starts"),
            date("end", "Ends"),
            choice("progress", "Progress", names::progress),
            links("responsible", "Responsible"),
            links("areas", "Service area"),
            links("serves", "Works towards"),
            links("measures", "Measured by"),
            choices("kinds", "Kind of work", names::action_kinds),
        ],
    },
    Layout {
        name: "Milestones",
        key: "milestones",
        of: Of::Parts {
            list: "milestones",
            within: Within::Records(&[Kind::Action, Kind::Project]),
            ids: true,
        },
        columns: &[
            words("text", "What will have happened"),
            date("due", "Due"),
            choice("progress", "Progress", names::progress),
            date("done_on", "Done on"),
            date("original_due", "First due"),
            text("comment", "Comment"),
        ],
    },
    Layout {
        name: "Steps",
        key: "steps",
        of: Of::Parts {
            list: "steps",
            within: Within::Records(&[Kind::Action]),
            ids: true,
        },
        columns: &[words("text", "Step"), link("within", "Within the step")],
    },
    Layout {
        name: "Timescales",
        key: "timescales",
        of: Of::Parts {
            list: "timescales",
            within: Within::Records(&[Kind::Action]),
            ids: true,
        },
        columns: &[
            words("text", "What will have happened"),
            date("date", "By"),
            link("step", "Of the step"),
        ],
    },
    of_lines(
        "How measured",
        "measured_by",
        "measured_by",
        &[Kind::Action],
    ),
    of_lines(
        "Improvements",
        "improvements",
        "improvements",
        &[Kind::Action],
    ),
    Layout {
        name: "Projects",
        key: "projects",
        of: Of::Records(Kind::Project),
        columns: &[
            words("name", "Name"),
            text("sort", "What it is"),
            cell("description", "Description"),
            text("status", "Status"),
            link("parent", "Part of"),
            links("serves", "Works towards"),
            links("partners", "Partners"),
        ],
    },
    of_lines("Scope", "scope", "scope", &[Kind::Project]),
    Layout {
        name: "Roles",
        key: "roles",
        of: Of::Parts {
            list: "roles",
            within: Within::Records(&[Kind::Project]),
            ids: true,
        },
        columns: &[
            text("title", "Role"),
            cell("holder", "Holder"),
            link("post", "Post"),
        ],
    },
    Layout {
        name: "Updates",
        key: "updates",
        of: Of::Parts {
            list: "updates",
            within: Within::Records(&[Kind::Project]),
            ids: true,
        },
        columns: &[date("date", "Date"), words("text", "Update")],
    },
    Layout {
        name: "Risks",
        key: "risks",
        of: Of::Records(Kind::Risk),
        columns: &[text("reference", "Reference"), words("text", "Risk")],
    },
    Layout {
        name: "Where risks stand",
        key: "appearances",
        of: Of::Parts {
            list: "appearances",
            within: Within::Records(&[Kind::Risk]),
            ids: true,
        },
        columns: &[
            link("priority", "Priority"),
            words("wording", "Wording"),
            text("reference", "Reference"),
            typed("current", "Score now", Reading::Count),
            typed("target", "Score aimed at", Reading::Count),
            links("owners", "Responsible"),
        ],
    },
    Layout {
        name: "Mitigations",
        key: "mitigations",
        of: Of::Parts {
            list: "mitigations",
            within: Within::Parts("appearances"),
            ids: true,
        },
        columns: &[
            words("text", "What is done about it"),
            date("start", "Starts"),
            date("end", "Ends"),
            links("owners", "Responsible"),
        ],
    },
];
