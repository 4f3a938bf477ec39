//! The form of a money line with its amounts.

use leptos::prelude::*;
use serde_json::json;

use super::{beside::Beside, measures::choices, parts::Rows};
use crate::{
    components::field::{Choice, Field},
    drafting::{Path, typed::Reading},
    plan::{MoneyKind, MoneyStatus, SumRole},
};

/// The form of a money line.
#[component]
pub fn MoneyForm(
    /// The line.
    at: Path,
) -> impl IntoView {
    let f = |name: &str| at.clone().field(name);
    let role = |role: SumRole| match role {
        SumRole::Total => "A total of other lines",
        SumRole::Whole => "A total of more than the lines here",
        SumRole::Part => "A line of its own",
    };
    view! {
        <Field at=f("label") label="What the money is for" reading=Reading::Words />
        <div class="wm-rowform__fields">
            <Field at=f("client_group") label="Client group" reading=Reading::Text />
            <Field at=f("setting") label="Where care is given" reading=Reading::Text />
            <Choice at=f("role") label="Part or total" options=choices(&[SumRole::Part, SumRole::Total, SumRole::Whole], role) />
        </div>
        <h2>"Amounts"</h2>
        <Rows list=f("amounts") noun="amount" begins_as=json!({"kind": "spend"}) row=amount />
        <Beside at=at.clone() />
    }
}

fn amount(at: Path) -> AnyView {
    let f = |name: &str| at.clone().field(name);
    let kinds = [
        MoneyKind::Spend,
        MoneyKind::Income,
        MoneyKind::Net,
        MoneyKind::Funding,
        MoneyKind::Saving,
        MoneyKind::Pressure,
    ];
    let status = [
        MoneyStatus::Budget,
        MoneyStatus::Forecast,
        MoneyStatus::Outturn,
    ];
    view! {
        <Choice at=f("kind") label="What it is" options=choices(&kinds, MoneyKind::shown) />
        <Field at=f("period") label="Period" reading=Reading::Period width="govuk-input--width-5" />
        <Choice at=f("status") label="Planned or counted" options=choices(&status, MoneyStatus::shown) />
        <Field
            at=f("value")
            label="Amount"
            reading=Reading::Money
            hint="Such as £12,579k or £1.8m"
            width="govuk-input--width-10"
        />
        <Field
            at=f("qualifier")
            label="Said of it"
            reading=Reading::Text
            hint="Such as around, or by 2027/28"
        />
        <Field
            at=f("share")
            label="Share of the whole, %"
            reading=Reading::Figure
            width="govuk-input--width-5"
        />
        <Field at=f("column_group") label="Heading over the column" reading=Reading::Text />
        <Field at=f("column") label="Column heading" reading=Reading::Text />
    }
    .into_any()
}
