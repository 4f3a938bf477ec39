//! The rule by which measures stand against their targets: said in words, with the share that counts as amber as a field.

use leptos::{ev, prelude::*};

use crate::{
    app::{focus, use_location, use_plan},
    plan::StandingRule,
};

/// The rule, which the reader may set for this plan. What is set stays in the address and changes no plan.
#[component]
pub fn Rule() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let own = Memo::new(move |_| open.written().front.rule());
    let now = Memo::new(move |_| open.get().front.rule());
    let wrong = RwSignal::new(false);
    let set = move |event: ev::Event| {
        let typed = event_target_value(&event);
        let rule = StandingRule::from_setting(typed.trim());
        wrong.set(rule.is_none());
        match rule {
            Some(rule) if rule == own.get_untracked() => location.change("amber", ""),
            Some(rule) => location.change("amber", &rule.amber_within_percent.to_string()),
            None => {}
        }
    };
    let back = move |_| {
        wrong.set(false);
        location.change("amber", "");
        // The button goes; the focus stays with the rule.
        focus("rule-amber");
    };
    let described = move || match wrong.get() {
        true => "rule-wrong rule-rest",
        false => "rule-rest",
    };
    view! {
        <form class="wm-rule" aria-label="Rule for standing" on:submit=|event| event.prevent_default()>
            <p>
                "Green where the target is met, " <label for="rule-amber">"amber within"</label> " "
                <input
                    class="govuk-input"
                    class=("govuk-input--error", move || wrong.get())
                    id="rule-amber"
                    type="number"
                    min="0"
                    max="100"
                    step="1"
                    inputmode="numeric"
                    autocomplete="off"
                    aria-describedby=described
                    aria-invalid=move || wrong.get().then_some("true")
                    prop:value=move || now.get().amber_within_percent.to_string()
                    on:input=set
                />
                <span id="rule-rest">" % of it, red otherwise."</span>
                " What the council itself reported stands beside it."
            </p>
            <Show when=move || wrong.get()>
                <p class="govuk-error-message" id="rule-wrong" role="alert">
                    "Enter a whole number from 0 to 100"
                </p>
            </Show>
            <Show when=move || now.get() != own.get()>
                <button class="wm-link-btn" type="button" on:click=back>
                    {move || format!("Back to the plan’s {}%", own.get().amber_within_percent)}
                </button>
            </Show>
        </form>
    }
}
