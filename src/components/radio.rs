//! One of several ways, of which one is chosen.

use leptos::prelude::*;

/// The button of one way with its label; `group` is what the ways share.
pub fn radio(
    id: &'static str,
    group: &'static str,
    label: impl Into<String>,
    chosen: impl Fn() -> bool + Send + Sync + 'static,
    choose: impl Fn() + Send + Sync + 'static,
) -> AnyView {
    view! {
        <div class="govuk-radios__item">
            <input
                class="govuk-radios__input"
                type="radio"
                id=id
                name=group
                prop:checked=chosen
                on:change=move |_| choose()
            />
            <label class="govuk-label govuk-radios__label" for=id>
                {label.into()}
            </label>
        </div>
    }
    .into_any()
}
