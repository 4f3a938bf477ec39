//! The form of the plan's own details.

use leptos::prelude::*;

use super::{choices::choices, prompts};
use crate::{
    components::field::{Choice, Field},
    drafting::{Path, typed::Reading},
    plan::PlanStatus,
};

/// The plan's own details.
#[component]
pub fn Details() -> impl IntoView {
    let at = Path::front;
    let status = [
        PlanStatus::Draft,
        PlanStatus::Consultation,
        PlanStatus::Final,
        PlanStatus::Published,
    ];
    view! {
        <Field at=at("title") label="Title" reading=Reading::Text />
        <Field at=at("organisation") label="Council" reading=Reading::Text />
        <Field at=at("directorate") label="Directorate or service" reading=Reading::Text />
        <div class="wm-rowform__fields">
            <Field
                at=at("period")
                label="Period"
                reading=Reading::Period
                hint="Such as 2026/27, or 2026/27-2028/29"
                width="govuk-input--width-10"
            />
            <Field at=at("edition") label="Edition" reading=Reading::Text width="govuk-input--width-10" />
            <Choice at=at("status") label="Status" options=choices(&status, PlanStatus::shown) />
        </div>
        <Field at=at("vision") label="Vision" reading=Reading::Words long=true />
        <Field at=at("mission") label="Mission" reading=Reading::Words long=true />
        <div class="wm-rowform__fields">
            <Field
                at=at("reporting")
                label="Figures are for"
                reading=Reading::Date
                hint="The date the plan reports on"
                width="govuk-input--width-10"
            />
            <Field at=at("presented") label="Presented" reading=Reading::Date width="govuk-input--width-10" />
            <Field at=at("presented_to") label="Presented to" reading=Reading::Text />
            <Field at=at("published") label="Published" reading=Reading::Date width="govuk-input--width-10" />
            <Field at=at("refreshed") label="Refreshed" reading=Reading::Date width="govuk-input--width-10" />
            <Field
                at=at("next_review")
                label="Next review"
                reading=Reading::Date
                width="govuk-input--width-10"
            />
        </div>
        <Field
            at=at("authors")
            label="Written by"
            reading=Reading::Lines
            hint="Names, posts or teams, one on each line"
            long=true
        />
        <Field
            at=at("standing_rule")
            label="A measure is amber within this many per cent of its target"
            reading=Reading::Rule
            hint="5, unless you say otherwise"
            width="govuk-input--width-4"
        />
        <Choice at=at("template") label="Prompts for" options=prompts::options() none="No prompts" />
    }
}
