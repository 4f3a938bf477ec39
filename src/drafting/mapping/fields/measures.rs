//! The columns of a table of measures and their figures.

use super::{
    super::choices::{FREQUENCY, POLARITY},
    AIM_HEADINGS, AIMS, ANSWER_HEADINGS, ANSWERS, How, Layout, TEAM_HEADINGS, TEAMS, field,
};
use crate::{drafting::typed::Reading, plan::PointKind};

pub(super) static MEASURES: Layout = Layout {
    main: "name",
    fields: &[
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
            How::Choice("polarity", &POLARITY),
            "polarity|good is|better|which way is better|good performance|good to be|\
             bigger or smaller is better",
        ),
        field(
            "frequency",
            "How often",
            How::Choice("frequency", &FREQUENCY),
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
    ],
};
