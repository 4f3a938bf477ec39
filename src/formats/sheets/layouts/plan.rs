//! The sheet of the plan's own details.

use super::super::column::{choice, date, lines, link, text, typed, words};
use super::{Layout, Of, names};
use crate::drafting::typed::Reading;

pub(super) static PLAN: &[Layout] = &[Layout {
    name: "Plan",
    key: "plan",
    of: Of::Plan,
    columns: &[
        text("id", "Id"),
        text("title", "Title"),
        text("organisation", "Council"),
        text("directorate", "Directorate"),
        typed("period", "Period", Reading::Period),
        text("edition", "Edition"),
        choice("status", "Status", names::plan_statuses),
        date("reporting", "Figures as at"),
        date("published", "Published"),
        date("refreshed", "Refreshed"),
        date("next_review", "Next review"),
        lines("authors", "Authors"),
        text("presented_to", "Presented to"),
        date("presented", "Presented on"),
        words("vision", "Vision"),
        words("mission", "Mission"),
        typed("standing_rule", "Amber within, per cent", Reading::Rule),
        link("supersedes/id", "Follows the plan"),
        text("supersedes/hash", "Follows the edition"),
        text("document/title", "Document"),
        text("document/publisher", "Its publisher"),
        text("document/transcription", "Its transcription"),
        text("document/contact", "Its contact"),
        lines("document/marks", "Its marks"),
        lines("document/lost", "Lost from it"),
        lines("document/remarks", "Remarks on it"),
        text("template", "Template"),
        lines("inferred", "Concluded, not printed"),
    ],
}];
