//! The columns of a table of actions.

use super::{
    super::choices::PROGRESS, AIM_HEADINGS, AIMS, ANSWER_HEADINGS, ANSWERS, DUE_HEADINGS, How,
    Layout, PROGRESS_HEADINGS, TEAM_HEADINGS, TEAMS, field,
};
use crate::drafting::typed::Reading;

pub(super) static ACTIONS: Layout = Layout {
    main: "text",
    fields: &[
        field(
            "reference",
            "Reference",
            How::One("reference", Reading::Text),
            "ref|reference|ref no|no|number|id|action ref|action no|action number|action id|\
             action reference|item|item no",
        ),
        field(
            "text",
            "What will be done",
            How::One("text", Reading::Words),
            "action|actions|what will be done|what we will do|what will we do|what|we will|activity|\
             activities|task|key action|key actions|description|action required|action description|\
             commitment|what are we going to do|proposed action",
        ),
        field(
            "start",
            "Starts",
            How::One("start", Reading::Date),
            "start|starts|start date|from|begins|start by",
        ),
        field("end", "Ends", How::One("end", Reading::Date), DUE_HEADINGS),
        field(
            "progress",
            "Progress",
            How::Choice("progress", &PROGRESS),
            PROGRESS_HEADINGS,
        ),
        field(
            "responsible",
            "Responsible",
            How::Links("responsible", ANSWERS),
            ANSWER_HEADINGS,
        ),
        field(
            "areas",
            "Service area",
            How::Links("areas", TEAMS),
            TEAM_HEADINGS,
        ),
        field(
            "serves",
            "Works towards",
            How::Links("serves", AIMS),
            AIM_HEADINGS,
        ),
        field(
            "measured_by",
            "How it will be measured",
            How::MeasuredBy,
            "measure|measures|success measure|success measures|measured by|how measured|kpi|kpis|\
             measure of success|measures of success|success criteria|how will we know|\
             how we will know|performance measure|performance measures|how will it be measured|\
             how it will be measured",
        ),
        field(
            "steps",
            "Steps",
            How::Lines("steps"),
            "step|steps|how|how we will do it|tasks|key tasks",
        ),
        field(
            "improvements",
            "What it will improve",
            How::Lines("improvements"),
            "impact|benefit|benefits|improvement|improvements|intended outcome|expected outcome|\
             expected impact|difference|what it will improve",
        ),
        field(
            "milestone",
            "Milestone: what will have happened",
            How::Milestone("text", Reading::Words),
            "milestone|milestones|key milestone|key milestones",
        ),
        field(
            "milestone-due",
            "Milestone: due",
            How::Milestone("due", Reading::Date),
            "milestone due|milestone date|milestone by when|milestone deadline|milestone due date",
        ),
        field(
            "milestone-progress",
            "Milestone: progress",
            How::MilestoneChoice("progress", &PROGRESS),
            "milestone progress|milestone status|milestone rag",
        ),
    ],
};
