//! The columns of a table of milestones.

use super::{super::choices::PROGRESS, DUE_HEADINGS, How, Layout, PROGRESS_HEADINGS, field};
use crate::drafting::typed::Reading;

pub(super) static MILESTONES: Layout = Layout {
    main: "text",
    fields: &[
        field(
            "action",
            "Action it belongs to",
            How::OfAction,
            "action|action ref|ref|reference|action reference|action no|no|action id",
        ),
        field(
            "text",
            "What will have happened",
            How::One("text", Reading::Words),
            "milestone|milestones|what|what will have happened|step|description|key milestone|task|\
             deliverable|key milestones",
        ),
        field("due", "Due", How::One("due", Reading::Date), DUE_HEADINGS),
        field(
            "original_due",
            "First due",
            How::One("original_due", Reading::Date),
            "original date|original due date|first due|original due|baseline date",
        ),
        field(
            "progress",
            "Progress",
            How::Choice("progress", &PROGRESS),
            PROGRESS_HEADINGS,
        ),
        field(
            "done_on",
            "Done on",
            How::One("done_on", Reading::Date),
            "done on|completed on|date completed|actual date|date achieved|completed",
        ),
        field(
            "comment",
            "Comment",
            How::One("comment", Reading::Text),
            "comment|comments|update|updates|notes|commentary|progress update",
        ),
    ],
};
