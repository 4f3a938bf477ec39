//! All plans with notes on this device, each a link to its list.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::{
    app::{Address, Of, View, use_notebook, use_shelf},
    components::{PageTitle, PlainPage, Waiting},
    insight::rows::some,
    plan::Id,
};

/// The page about no plan.
#[component]
pub fn AllNotes() -> impl IntoView {
    let book = use_notebook();
    leptos::task::spawn_local(book.open());
    view! {
        <PlainPage>
            <div class="wm-stack wm-stack--m">
                <PageTitle text="My notes" class="wm-title" />
                {move || match book.is_open.get() {
                    false => view! { <Waiting what="Reading your notes" /> }.into_any(),
                    true => view! { <Plans /> }.into_any(),
                }}
            </div>
        </PlainPage>
    }
}

#[component]
fn Plans() -> impl IntoView {
    let book = use_notebook();
    let shelf = use_shelf();
    let titles = RwSignal::new(HashMap::<String, String>::new());
    leptos::task::spawn_local(async move {
        // A plan that is not on the shelf keeps the name it had when its notes were written.
        let entries = shelf.load().await.unwrap_or_default().into_iter();
        let named = entries.map(|entry| (format!("plan/{}", entry.id), entry.title));
        let _ = titles.try_set(named.collect());
    });
    move || {
        let all = book.all();
        if all.is_empty() {
            return view! {
                <p class="wm-empty">
                    "You have no notes on this device. Open a plan, go to any item and press ‘Mark for the meeting’."
                </p>
            }
            .into_any();
        }
        let told = format!("You have notes on {}.", some(all.len(), "plan", "plans"));
        let plans = all.into_iter().map(|(plan, notes)| {
            let listed = notes.iter().filter(|note| note.listed).count();
            let remembered = notes.iter().map(|note| &note.plan).find(|title| !title.is_empty());
            let title = titles.with(|titles| titles.get(&plan).cloned());
            let title = title.or_else(|| remembered.cloned()).unwrap_or_else(|| plan.clone());
            let count = format!(
                "{}, {} on the list for the meeting",
                some(notes.len(), "note", "notes"),
                match listed {
                    0 => "none".to_owned(),
                    n => n.to_string(),
                }
            );
            let name = match href_of(&plan) {
                Some(href) => view! { <a href=href>{title}</a> }.into_any(),
                None => view! {
                    {title}
                    <small>"It came with a link: open the link again to see your notes beside it."</small>
                }
                .into_any(),
            };
            view! { <li>{name} <small>{count}</small></li> }
        });
        let plans = plans.collect_view();
        view! {
            <p>{told}</p>
            <section class="wm-card wm-links wm-links--told">
                <ul>{plans}</ul>
            </section>
        }
        .into_any()
    }
}

/// The list of a plan's notes as a link; none for what came with a link, for it is kept nowhere.
fn href_of(plan: &str) -> Option<String> {
    let of = match plan.split_once('/')? {
        ("plan", id) => Of::Published(Id::parse(id)?),
        ("draft", id) => Of::Draft(id.to_owned()),
        _ => return None,
    };
    Some(Address::view(of, View::Notes).href())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_kept_can_be_led_to() {
        assert_eq!(href_of("plan/a").as_deref(), Some("?plan=a&view=notes"));
        assert_eq!(
            href_of("draft/k3f9").as_deref(),
            Some("?draft=k3f9&view=notes")
        );
        assert_eq!(href_of("shared/a"), None);
        assert_eq!(href_of("plan/../x"), None);
    }
}
