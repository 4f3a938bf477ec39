//! The sheets of what is counted: measures, benchmarks, statistics, surveys, and the figures within them.

use super::super::column::{
    cell, choice, choice_cell, date, flag, lines, link, links, text, typed, words,
};
use super::{Layout, Of, Within, names};
use crate::{drafting::typed::Reading, plan::Kind};

pub(super) static PERFORMANCE: &[Layout] = &[
    Layout {
        name: "Measures",
        key: "measures",
        of: Of::Records(Kind::Measure),
        columns: &[
            text("code", "Code"),
            text("framework", "Framework"),
            words("name", "Measure"),
            text("unit", "Counted in"),
            choice("polarity", "Which way is better", names::polarities),
            choice_cell("frequency", "How often", names::frequencies),
            text("group", "Listed under"),
            lines("marks", "Marked as"),
            links("areas", "Service area"),
            links("owners", "Responsible"),
            links("serves", "Shows the way to"),
            cell("corporate_priority", "Corporate priority"),
            cell("explanation", "What is said of its figures"),
        ],
    },
    Layout {
        name: "Figures",
        key: "points",
        of: Of::Parts {
            list: "points",
            within: Within::Records(&[Kind::Measure]),
            ids: false,
        },
        columns: &[
            typed("period", "Period", Reading::Period),
            choice("kind", "What it is", names::point_kinds),
            typed("value", "Figure", Reading::Figure),
            date("as_at", "As at"),
            text("qualifier", "Said of it"),
            text("breakdown", "For which part"),
            text("column", "Column heading"),
        ],
    },
    Layout {
        name: "Ratings",
        key: "ratings",
        of: Of::Parts {
            list: "ratings",
            within: Within::Records(&[Kind::Measure]),
            ids: false,
        },
        columns: &[
            choice("aspect", "What is rated", names::aspects),
            choice_cell("rating", "Rating", names::ratings),
        ],
    },
    Layout {
        name: "Benchmarks",
        key: "benchmarks",
        of: Of::Records(Kind::Benchmark),
        columns: &[
            link("measure", "Measure"),
            text("code", "Code"),
            text("framework", "Framework"),
            words("name", "Name"),
            text("unit", "Counted in"),
            typed("period", "Period", Reading::Period),
            typed("own", "Our figure", Reading::Figure),
            choice("polarity", "Which way is better", names::polarities),
        ],
    },
    Layout {
        name: "Compared with",
        key: "comparisons",
        of: Of::Parts {
            list: "comparisons",
            within: Within::Records(&[Kind::Benchmark]),
            ids: false,
        },
        columns: &[
            text("with", "Compared with"),
            typed("average", "Average", Reading::Figure),
            typed("rank", "Rank", Reading::Whole),
            typed("of", "Of how many", Reading::Whole),
            text("position", "Position"),
        ],
    },
    Layout {
        name: "Statistics",
        key: "statistics",
        of: Of::Records(Kind::Statistic),
        columns: &[
            text("topic", "Topic"),
            words("label", "What is counted"),
            typed("value", "Figure", Reading::Figure),
            text("ratio", "As a ratio"),
            text("unit", "Counted in"),
            typed("period", "Period", Reading::PeriodCell),
            text("place", "Place"),
            text("qualifier", "Said of it"),
            choice("basis", "How it is known", names::bases),
            typed("change/from", "Changed from", Reading::Number),
            typed("change/to", "Changed to", Reading::Number),
            text("change/by", "Changed by"),
            text("cited", "Cited from"),
            link("share_of", "Is a share of"),
            links("part_of", "Is part of"),
            choice("role", "In its table", names::sum_roles),
        ],
    },
    Layout {
        name: "Dimensions",
        key: "dimensions",
        of: Of::Parts {
            list: "dimensions",
            within: Within::Records(&[Kind::Statistic]),
            ids: false,
        },
        columns: &[text("name", "By what"), text("value", "Which")],
    },
    Layout {
        name: "Surveys",
        key: "surveys",
        of: Of::Records(Kind::Survey),
        columns: &[
            words("name", "Survey"),
            typed("period", "Period", Reading::Period),
            typed("issued", "Sent out", Reading::Number),
            typed("responses", "Answered", Reading::Number),
            text("confidence", "Confidence"),
            words("remark", "Said of it"),
        ],
    },
    Layout {
        name: "Survey questions",
        key: "survey_questions",
        of: Of::Parts {
            list: "questions",
            within: Within::Records(&[Kind::Survey]),
            ids: true,
        },
        columns: &[
            words("text", "Question"),
            flag("complete", "All answers printed"),
        ],
    },
    Layout {
        name: "Answers",
        key: "answers",
        of: Of::Parts {
            list: "answers",
            within: Within::Parts("questions"),
            ids: false,
        },
        columns: &[
            words("text", "Answer"),
            typed("share", "Per cent", Reading::Figure),
        ],
    },
];
