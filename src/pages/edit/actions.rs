//! The form of an action with its steps, timescales and milestones.

use leptos::prelude::*;

use super::{
    super::paste::paste_milestones,
    beside::Beside,
    choices::{AIMS, ANSWERS, choices, of},
    parts::Rows,
    projects::line,
};
use crate::{
    components::{
        Links, Ticks,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{ActionKind, Kind, Progress},
};

const DATE: &str = "govuk-input--width-10";

fn progress() -> Vec<(String, String)> {
    let all = [
        Progress::NotStarted,
        Progress::Underway,
        Progress::Done,
        Progress::Dropped,
    ];
    choices(&all, Progress::shown)
}

/// The form of an action.
pub fn action(at: Path) -> AnyView {
    let f = of(&at);
    let paste = at.record_id().map(|(_, id)| {
        let page = paste_milestones(id).href();
        view! { <p><a class="wm-btn" href=page>"Paste a table of milestones"</a></p> }
    });
    let kinds = [
        ActionKind::Statutory,
        ActionKind::Transformational,
        ActionKind::ServiceDevelopment,
        ActionKind::CorporatePriority,
    ];
    view! {
        <Field at=f("text") label="What will be done" reading=Reading::Words long=true />
        <Field at=f("reference") label="Reference" reading=Reading::Text width=DATE />
        <div class="wm-rowform__fields">
            <Field at=f("start") label="Starts" reading=Reading::Date width=DATE />
            <Field at=f("end") label="Ends" reading=Reading::Date width=DATE />
            <Choice at=f("progress") label="Progress" options=progress() />
        </div>
        <h2>"Milestones"</h2>
        <Rows list=f("milestones") noun="milestone" with_ids=true row=milestone />
        {paste}
        <h2>"Who and what for"</h2>
        <Links at=f("serves") label="Works towards" kinds=AIMS />
        <Links at=f("responsible") label="Responsible" kinds=ANSWERS />
        <Links at=f("areas") label="Service area" kinds=&[Kind::Team] />
        <Links at=f("measures") label="Measured by" kinds=&[Kind::Measure] />
        <Ticks at=f("kinds") label="What kind of work it is" options=choices(&kinds, ActionKind::shown) />
        <h2>"Steps"</h2>
        <Rows list=f("steps") noun="step" with_ids=true row=line />
        <h2>"Timescales"</h2>
        <Rows list=f("timescales") noun="timescale" with_ids=true row=timescale />
        <h2>"How it will be measured, in words"</h2>
        <Rows list=f("measured_by") noun="line" with_ids=true row=line />
        <h2>"What it will improve"</h2>
        <Rows list=f("improvements") noun="improvement" with_ids=true row=line />
        <Beside at=at />
    }
    .into_any()
}

/// A milestone of an action or a project.
pub fn milestone(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <div class="wm-wide">
            <Field at=f("text") label="What will have happened" reading=Reading::Words />
        </div>
        <Field at=f("due") label="Due" reading=Reading::Date width=DATE />
        <Choice at=f("progress") label="Progress" options=progress() />
        <Field at=f("done_on") label="Done on" reading=Reading::Date width=DATE />
        <Field at=f("original_due") label="First due" reading=Reading::Date hint="If it was put off" width=DATE />
        <div class="wm-wide">
            <Field at=f("comment") label="Comment" reading=Reading::Text />
        </div>
    }
    .into_any()
}

fn timescale(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <div class="wm-wide">
            <Field at=f("text") label="What will have happened" reading=Reading::Words />
        </div>
        <Field at=f("date") label="By" reading=Reading::Date width=DATE />
    }
    .into_any()
}
