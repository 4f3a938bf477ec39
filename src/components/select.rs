//! A choice of one from a list, over any signal.

use leptos::{html, prelude::*};

/// The list. A choice is a name and what a reader sees of it.
#[component]
pub fn Select(
    /// The id of its element.
    #[prop(into)]
    id: String,
    /// What it is.
    #[prop(into)]
    label: Signal<String>,
    /// What helps to choose.
    #[prop(into, optional)]
    hint: Option<Signal<String>>,
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
    let hint_id = format!("{id}-hint");
    let described = hint.is_some().then(|| hint_id.clone());
    let options = Memo::new(move |_| options.get());
    let element = NodeRef::<html::Select>::new();
    Effect::new(move |_| {
        let now = chosen.get();
        let offered = options.with_untracked(|all| all.iter().any(|(key, _)| *key == now));
        // What a hand has picked before doesn't follow its attribute any more, so that undo wouldn't be seen.
        match element.get() {
            Some(element) if offered => element.set_value(&now),
            Some(element) if none.is_some() => element.set_value(""),
            _ => {}
        }
    });
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
            {hint
                .map(|hint| {
                    view! {
                        <div class="govuk-hint" id=hint_id>
                            {hint}
                        </div>
                    }
                })}
            <select
                class="govuk-select"
                id=id
                aria-describedby=described
                node_ref=element
                disabled=disabled
                on:change=move |event| choose.run(event_target_value(&event))
            >
                {none.map(|none| option((String::new(), none.to_owned())))}
                {move || options.get().into_iter().map(option).collect_view()}
            </select>
        </div>
    }
}
