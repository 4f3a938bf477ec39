//! The columns that a kind of record can take: what each is called, how its cells are read, and the
//! headings under which councils print it.

use super::{Made, choices};
use crate::{
    drafting::typed::Reading,
    plan::{Kind, MoneyKind, PointKind},
};

/// How the cells of a column are read, and where in the record they go.
#[derive(Clone, Copy, Debug)]
pub(super) enum How {
    /// A field with one value.
    One(&'static str, Reading),
    /// A field with a choice.
    Choice(&'static str, &'static choices::Choice),
    /// A list of links to records of these kinds.
    Links(&'static str, &'static [Kind]),
    /// A list of parts, one for each line.
    Lines(&'static str),
    /// Links to measures, and the lines that name none in words.
    MeasuredBy,
    /// A field of the action's milestone with one value.
    Milestone(&'static str, Reading),
    /// A field of the action's milestone with a choice.
    MilestoneChoice(&'static str, &'static choices::Choice),
    /// A figure of the measure.
    Figure(PointKind),
    /// An amount of the money line.
    Amount(MoneyKind),
    /// A rating that the council reports.
    Rating,
    /// The period of the row's figures.
    Period,
    /// The action that the milestone belongs to.
    OfAction,
}

/// A column that a kind of record can take.
#[derive(Debug)]
pub struct Field {
    /// Its name among the fields of its kind.
    pub key: &'static str,
    /// As an officer sees it.
    pub label: &'static str,
    pub(super) how: How,
    /// Headings it is printed under, in lower case, a bar between them.
    headings: &'static str,
}

/// There is one of each.
impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Field {
    /// Headings it is printed under, in lower case.
    pub(super) fn headings(&self) -> impl Iterator<Item = &'static str> {
        self.headings.split('|')
    }

    /// Whether several columns can be of it.
    pub(super) fn takes_several(&self) -> bool {
        matches!(self.how, How::Figure(_) | How::Amount(_))
    }

    /// Whether its cells are figures for a period.
    pub fn has_period(&self) -> bool {
        self.takes_several()
    }
}

const fn field(key: &'static str, label: &'static str, how: How, headings: &'static str) -> Field {
    Field {
        key,
        label,
        how,
        headings,
    }
}

const AIMS: &[Kind] = &[Kind::Priority, Kind::Outcome];
const ANSWERS: &[Kind] = &[Kind::Post, Kind::Team, Kind::Organisation];
const TEAMS: &[Kind] = &[Kind::Team];

const ANSWER_HEADINGS: &str = "lead|leads|lead officer|owner|owners|responsible|responsible officer|responsibility|who|\
         by whom|accountable|accountable officer|lead person|officer|action owner|led by|\
         lead role|named lead|sponsor|head of service";
const AIM_HEADINGS: &str = "priority|priorities|outcome|outcomes|aim|works towards|objective|strategic priority|\
         strategic objective|goal|link to priority|linked priority";
const TEAM_HEADINGS: &str = "service area|service|team|department|division";
const PROGRESS_HEADINGS: &str =
    "progress|status|rag|rag status|rag rating|brag|state|current status";
const DUE_HEADINGS: &str = "ends|end|end date|by when|when|timescale|timescales|timeframe|due|due date|deadline|\
         target date|completion date|complete by|completed by|date|by|timing";

static ACTION: [Field; 14] = [
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
        How::Choice("progress", &choices::PROGRESS),
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
        How::MilestoneChoice("progress", &choices::PROGRESS),
        "milestone progress|milestone status|milestone rag",
    ),
];

static MEASURE: [Field; 16] = [
    field(
        "code",
        "Code",
        How::One("code", Reading::Text),
        "code|ref|reference|kpi ref|measure ref|indicator ref|id|no|number|kpi no|pi code|pi ref|\
         measure code|indicator code|ref no",
    ),
    field(
        "name",
        "Name",
        How::One("name", Reading::Words),
        "measure|measures|kpi|indicator|name|description|performance indicator|pi|\
         performance measure|key performance indicator|what we measure|title|metric|measure name|\
         indicator name|measure description",
    ),
    field(
        "framework",
        "Framework",
        How::One("framework", Reading::Text),
        "framework|source framework",
    ),
    field(
        "unit",
        "Counted in",
        How::One("unit", Reading::Text),
        "unit|units|counted in|unit of measure|unit of measurement|format",
    ),
    field(
        "polarity",
        "Which way is better",
        How::Choice("polarity", &choices::POLARITY),
        "polarity|good is|better|which way is better|good performance|good to be|\
         bigger or smaller is better",
    ),
    field(
        "frequency",
        "How often",
        How::Choice("frequency", &choices::FREQUENCY),
        "frequency|how often|reporting frequency|reported",
    ),
    field(
        "baseline",
        "Baseline",
        How::Figure(PointKind::Baseline),
        "baseline|starting point|base",
    ),
    field(
        "target",
        "Target",
        How::Figure(PointKind::Target),
        "target|targets|ambition",
    ),
    field(
        "actual",
        "Actual",
        How::Figure(PointKind::Actual),
        "actual|actuals|outturn|out turn|result|performance|latest|value|achieved|year end|\
         current performance|current|latest figure",
    ),
    field(
        "forecast",
        "Forecast",
        How::Figure(PointKind::Forecast),
        "forecast|projected|projection|predicted",
    ),
    field(
        "period",
        "Period of its figures",
        How::Period,
        "period|year|financial year|quarter",
    ),
    field(
        "rating",
        "Rating",
        How::Rating,
        "rag|rag status|rag rating|rating|status",
    ),
    field(
        "owners",
        "Responsible",
        How::Links("owners", ANSWERS),
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
        "Shows the way to",
        How::Links("serves", AIMS),
        AIM_HEADINGS,
    ),
    field(
        "explanation",
        "What is said of its figures",
        How::One("explanation", Reading::Cell),
        "comment|comments|commentary|explanation|narrative|notes|note",
    ),
];

static MONEY: [Field; 11] = [
    field(
        "label",
        "What the money is for",
        How::One("label", Reading::Words),
        "service|budget|budget line|description|item|heading|line|area|label|what|saving|savings|\
         proposal|category|subjective|expenditure|income|funding|source|details",
    ),
    field(
        "service",
        "Service",
        How::One("service", Reading::Text),
        "service area|directorate|division|department",
    ),
    field(
        "client_group",
        "Client group",
        How::One("client_group", Reading::Text),
        "client group|care group|client|user group",
    ),
    field(
        "setting",
        "Where care is given",
        How::One("setting", Reading::Text),
        "setting|care setting",
    ),
    field(
        "period",
        "Period of its amounts",
        How::Period,
        "period|year|financial year",
    ),
    field(
        "spend",
        "Amount: expenditure",
        How::Amount(MoneyKind::Spend),
        "spend|expenditure|gross|cost|costs|budget|amount|outturn|forecast|gross budget",
    ),
    field(
        "income",
        "Amount: income",
        How::Amount(MoneyKind::Income),
        "income|charges|contributions",
    ),
    field(
        "net",
        "Amount: net",
        How::Amount(MoneyKind::Net),
        "net|net budget|net expenditure|net cost",
    ),
    field(
        "funding",
        "Amount: funding",
        How::Amount(MoneyKind::Funding),
        "funding|grant|funding available",
    ),
    field(
        "saving",
        "Amount: savings",
        How::Amount(MoneyKind::Saving),
        "saving|savings|efficiencies|efficiency",
    ),
    field(
        "pressure",
        "Amount: pressure",
        How::Amount(MoneyKind::Pressure),
        "pressure|pressures|growth",
    ),
];

static MILESTONE: [Field; 7] = [
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
        How::Choice("progress", &choices::PROGRESS),
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
];

impl Made {
    /// The columns that such a record can take.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Made::Actions => &ACTION,
            Made::Measures => &MEASURE,
            Made::Money => &MONEY,
            Made::Milestones => &MILESTONE,
        }
    }

    /// The field of a name.
    pub fn field(self, key: &str) -> Option<&'static Field> {
        self.fields().iter().find(|field| field.key == key)
    }

    /// What a row that is one has words in: the field that names it.
    pub(super) fn main(self) -> &'static str {
        match self {
            Made::Actions | Made::Milestones => "text",
            Made::Measures => "name",
            Made::Money => "label",
        }
    }
}
