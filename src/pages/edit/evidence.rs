//! The forms of what the plan knows: statistics, surveys, benchmarks, achievements, stories and equality objectives.

use leptos::prelude::*;
use serde_json::json;

use super::{
    beside::Beside,
    choices::{AIMS, choices, of, ratings},
    parts::Rows,
};
use crate::{
    components::{
        Link, Links, Tick,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{Basis, Kind, Level, Polarity, SumRole},
};

const NUMBER: &str = "govuk-input--width-5";

/// The form of a statistic.
pub fn statistic(at: Path) -> AnyView {
    let f = of(&at);
    let basis = [Basis::Counted, Basis::Estimated, Basis::Projected];
    let role = |role: SumRole| match role {
        SumRole::Total => "The total of other figures",
        SumRole::Whole => "The total of more than the figures here",
        SumRole::Part => "A figure of its own",
    };
    let roles = [SumRole::Part, SumRole::Total, SumRole::Whole];
    view! {
        <Field at=f("label") label="What it counts" reading=Reading::Words />
        <Field at=f("topic") label="Topic" reading=Reading::Text hint="The heading it belongs under, such as Workforce" />
        <div class="wm-rowform__fields">
            <Field at=f("qualifier") label="About or over" reading=Reading::Text hint="Such as around" width=NUMBER />
            <Field at=f("value") label="Figure" reading=Reading::Figure width="govuk-input--width-10" />
            <Field at=f("unit") label="Counted in" reading=Reading::Text hint="Such as people, % or £ a week" width="govuk-input--width-10" />
            <Field at=f("period") label="For" reading=Reading::PeriodCell hint="Such as 2026/27 or March 2027" width="govuk-input--width-10" />
        </div>
        <Field at=f("ratio") label="As a ratio" reading=Reading::Text hint="Only if the plan says it so, such as 1 in 4" width="govuk-input--width-10" />
        <h2>"Broken down by"</h2>
        <Rows list=f("dimensions") noun="heading" begins_as=json!({}) row=dimension />
        <h2>"Where it comes from"</h2>
        <div class="wm-rowform__fields">
            <Choice at=f("basis") label="Counted or estimated" options=choices(&basis, Basis::shown) />
            <Choice at=f("role") label="Figure or total" options=choices(&roles, role) />
        </div>
        <Field at=f("cited") label="Source the plan names" reading=Reading::Text hint="Such as Census 2021" />
        <Field at=f("place") label="Place" reading=Reading::Text hint="Only where it is not the council’s area" />
        <Link at=f("share_of") label="A share of" kinds=&[Kind::Statistic] />
        <Links at=f("part_of") label="Counted in" kinds=&[Kind::Statistic] />
        <Beside at=at />
    }
    .into_any()
}

fn dimension(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("name") label="What it is" reading=Reading::Text hint="Such as age or team" />
        <Field at=f("value") label="Which" reading=Reading::Text hint="Such as 18 to 64" />
    }
    .into_any()
}

/// The form of a survey.
pub fn survey(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("name") label="Name" reading=Reading::Words />
        <div class="wm-rowform__fields">
            <Field at=f("period") label="Taken in" reading=Reading::Period width="govuk-input--width-10" />
            <Field at=f("issued") label="People asked" reading=Reading::Number width=NUMBER />
            <Field at=f("responses") label="People who answered" reading=Reading::Number width=NUMBER />
        </div>
        <Field at=f("confidence") label="How sure its figures are" reading=Reading::Text hint="Such as 95% confidence, ±3.5%" />
        <Field at=f("remark") label="What is said of it" reading=Reading::Words long=true />
        <h2>"Questions"</h2>
        <Rows list=f("questions") noun="question" with_ids=true row=question />
        <Beside at=at />
    }
    .into_any()
}

fn question(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <div class="wm-wide">
            <Field at=f("text") label="What was asked" reading=Reading::Words />
            <Tick
                at=f("complete")
                label="These are all the answers there were"
                hint="Their shares should then add to 100%"
            />
            <h3>"Answers"</h3>
            <Rows list=f("answers") noun="answer" begins_as=json!({}) row=answer />
        </div>
    }
    .into_any()
}

fn answer(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="Answer" reading=Reading::Words />
        <Field at=f("share") label="Share, %" reading=Reading::Figure width=NUMBER />
    }
    .into_any()
}

/// The form of a benchmark.
pub fn benchmark(at: Path) -> AnyView {
    let f = of(&at);
    let polarity = [
        Polarity::HigherIsBetter,
        Polarity::LowerIsBetter,
        Polarity::Neutral,
    ];
    view! {
        <Field at=f("name") label="What is compared" reading=Reading::Words long=true />
        <div class="wm-rowform__fields">
            <Field at=f("framework") label="Framework" reading=Reading::Text hint="Such as ASCOF" width="govuk-input--width-10" />
            <Field at=f("code") label="Code" reading=Reading::Text width=NUMBER />
            <Field at=f("unit") label="Counted in" reading=Reading::Text width=NUMBER />
            <Choice at=f("polarity") label="Which way is better" options=choices(&polarity, Polarity::shown) />
        </div>
        <div class="wm-rowform__fields">
            <Field at=f("period") label="Period" reading=Reading::Period width="govuk-input--width-10" />
            <Field at=f("own") label="Our figure" reading=Reading::Figure width="govuk-input--width-10" />
        </div>
        <Link at=f("measure") label="The measure of this plan that it is" kinds=&[Kind::Measure] />
        <h2>"Compared with"</h2>
        <Rows list=f("comparisons") noun="comparison" begins_as=json!({}) row=comparison />
        <Beside at=at />
    }
    .into_any()
}

fn comparison(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("with") label="With whom" reading=Reading::Text hint="Such as England" />
        <Field at=f("average") label="Their average" reading=Reading::Figure width=NUMBER />
        <Field at=f("rank") label="Our place" reading=Reading::Whole width="govuk-input--width-4" />
        <Field at=f("of") label="Out of" reading=Reading::Whole width="govuk-input--width-4" />
        <Field at=f("position") label="In words" reading=Reading::Text hint="Such as above average" />
    }
    .into_any()
}

/// The form of an achievement.
pub fn achievement(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="What was achieved" reading=Reading::Words long=true />
        <Field at=f("under") label="Under which aim of last year" reading=Reading::Text hint="Only where it is no longer an aim of this plan" />
        <Links at=f("serves") label="Belongs to" kinds=AIMS />
        <Beside at=at />
    }
    .into_any()
}

/// The form of one person's story.
pub fn case_study(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("title") label="Title" reading=Reading::Text hint="Use a name only with the person’s consent" />
        <Field at=f("text") label="The story" reading=Reading::Words long=true />
        <Beside at=at />
    }
    .into_any()
}

/// The form of an equality objective.
pub fn equality(at: Path) -> AnyView {
    let f = of(&at);
    let levels = choices(&[Level::Corporate, Level::Directorate], Level::shown);
    view! {
        <Field at=f("text") label="Objective" reading=Reading::Words long=true />
        <Field at=f("reference") label="Number or code" reading=Reading::Text width="govuk-input--width-10" />
        <div class="wm-rowform__fields">
            <Choice at=f("level") label="Whose objective it is" options=levels />
            <Choice at=f("rating") label="Rating" options=ratings() />
        </div>
        <Field at=f("progress") label="Progress so far" reading=Reading::Words long=true />
        <Beside at=at />
    }
    .into_any()
}
