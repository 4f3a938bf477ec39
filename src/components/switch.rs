//! One of a few ways to see a page, side by side. The choice is in the address.

use leptos::prelude::*;

use crate::app::use_location;

/// A choice: its name in the address, its words, and how many it leaves, where that says something.
pub type Choice = (&'static str, &'static str, Option<usize>);

/// Buttons side by side, of which one is pressed. The first choice has no name in the address.
#[component]
pub fn Switch(
    /// The setting of the address it is bound to.
    name: &'static str,
    /// What is chosen.
    label: &'static str,
    /// The choices.
    choices: Vec<Choice>,
) -> impl IntoView {
    let location = use_location();
    let setting = location.setting(name);
    let known: Vec<&str> = choices.iter().map(|(key, ..)| *key).collect();
    // What the address names and nobody offers is the first choice.
    let chosen = Memo::new(move |_| {
        setting.with(|set| {
            known
                .iter()
                .find(|key| *key == set)
                .copied()
                .unwrap_or_default()
        })
    });
    let button = |(key, words, count): Choice| {
        view! {
            <button
                type="button"
                aria-pressed=move || (chosen.get() == key).to_string()
                on:click=move |_| location.change(name, key)
            >
                {words}
                {count.map(|count| view! { <span class="wm-tabs__n">{count}</span> })}
            </button>
        }
    };
    view! {
        <div class="wm-seg" role="group" aria-label=label>
            {choices.into_iter().map(button).collect_view()}
        </div>
    }
}
