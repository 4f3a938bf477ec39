//! A choice of one from a list, over any signal.

use leptos::prelude::*;

/// The list. A choice is a name and what a reader sees of it.
#[component]
pub fn Select(
    /// The id of its element.
    #[prop(into)]
    id: String,
    /// What it is.
    #[prop(into)]
    label: String,
    /// The name of the choice made.
    #[prop(into)]
    chosen: Signal<String>,
    /// The choices.
    #[prop(into)]
    options: Signal<Vec<(String, String)>>,
    /// What is done with the name of a choice.
    #[prop(into)]
    choose: Callback<String>,
    /// What it says where nothing is chosen, which then has an empty name; else it always has a choice.
    #[prop(optional)]
    none: Option<&'static str>,
    /// Whether it only shows what is chosen.
    #[prop(into, optional)]
    disabled: Signal<bool>,
    /// The class of its box.
    #[prop(default = "govuk-form-group")]
    class: &'static str,
) -> impl IntoView {
    let option = move |(key, shown): (String, String)| {
        let this = key.clone();
        view! {
            <option value=key selected=move || chosen.with(|chosen| *chosen == this)>
                {shown}
            </option>
        }
    };
    view! {
        <div class=class>
            <label class="govuk-label" for=id.clone()>
                {label}
            </label>
            <select
                class="govuk-select"
                id=id
                disabled=disabled
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {none.map(|none| option((String::new(), none.to_owned())))}
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
