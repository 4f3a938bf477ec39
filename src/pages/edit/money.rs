//! The forms of money: lines with their amounts, budget proposals, and the tables that lines stand in.

use leptos::prelude::*;
use serde_json::json;

use super::{
    beside::Beside,
    choices::{choices, of},
    parts::Rows,
};
use crate::{
    components::{
        Link, Tick,
        field::{Choice, Field},
    },
    drafting::{Path, typed::Reading},
    plan::{Kind, MoneyKind, MoneyStatus, Provider, SumRole},
};

/// The form of a money line.
pub fn line(at: Path) -> AnyView {
    let f = of(&at);
    let role = |role: SumRole| match role {
        SumRole::Total => "A total of other lines",
        SumRole::Whole => "A total of more than the lines here",
        SumRole::Part => "A line of its own",
    };
    view! {
        <Field at=f("label") label="What the money is for" reading=Reading::Words />
        <div class="wm-rowform__fields">
            <Field at=f("service") label="Service" reading=Reading::Text />
            <Field at=f("client_group") label="Client group" reading=Reading::Text />
            <Field at=f("setting") label="Where care is given" reading=Reading::Text />
            <Choice at=f("role") label="Part or total" options=choices(&[SumRole::Part, SumRole::Total, SumRole::Whole], role) />
        </div>
        <Link at=f("parent") label="Counted in" kinds=&[Kind::Money] />
        <h2>"Amounts"</h2>
        <Rows list=f("amounts") noun="amount" begins_as=json!({"kind": "spend"}) row=amount />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a budget proposal.
pub fn proposal(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("text") label="What is proposed" reading=Reading::Words long=true />
        <Field at=f("reference") label="Number" reading=Reading::Text hint="Such as Option 1" width="govuk-input--width-10" />
        <Beside at=at />
    }
    .into_any()
}

/// The form of a printed table.
pub fn table(at: Path) -> AnyView {
    let f = of(&at);
    view! {
        <Field at=f("title") label="Title" reading=Reading::Words />
        <Field
            at=f("columns")
            label="Column headings"
            reading=Reading::Lines
            hint="One on each line, from left to right"
            long=true
        />
        <Field at=f("remark") label="What is said of it" reading=Reading::Words long=true />
        <Beside at=at />
    }
    .into_any()
}

fn amount(at: Path) -> AnyView {
    let f = of(&at);
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
        <Choice at=f("provider") label="Care" options=choices(&[Provider::Internal, Provider::External], Provider::shown) />
        <Field at=f("client_group") label="For whom" reading=Reading::Text hint="Only if other than the line" />
        <Tick at=f("gross") label="Before income is taken off" />
        <Field at=f("column_group") label="Heading over the column" reading=Reading::Text />
        <Field at=f("column") label="Column heading" reading=Reading::Text />
    }
    .into_any()
}
