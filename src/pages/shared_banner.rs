//! What is said above a plan that came with a link. It comes with the part that reads links, which is here by then.

use leptos::prelude::*;

use crate::app::{Origin, View, shelf::Entry, use_location, use_plan, use_shelf, view_href};

/// Says that what is open came with a link, and that it is stored nowhere.
#[component]
pub fn SharedBanner() -> impl IntoView {
    let open = use_plan();
    let shelf = use_shelf();
    let location = use_location();
    leptos::task::spawn_local(async move { drop(shelf.load().await) });
    // It calls itself what a plan of this site is called: that plan is at hand to compare it with.
    let published = Memo::new(move |_| {
        let id = open.get().front.id.clone()?;
        let entries = shelf.entries()?.ok()?;
        entries.into_iter().find(|entry| entry.id == id)
    });
    let is_told_by_changes = move || {
        let changes = |from: &Origin| matches!(from, Origin::Copy { base: Some(_), .. });
        open.origin.with_value(changes)
    };
    let compare = move |entry: &Entry| {
        let here = location.get();
        here.to_view(View::Compare)
            .set("with", entry.id.as_str())
            .href()
    };
    view! {
        <div class="wm-banner wm-banner--shared" role="status">
            <p>
                <b>"This plan came with a link."</b>
                " It is read-only and is not kept on this device. "
                {move || match published.get() {
                    Some(entry) if is_told_by_changes() => format!(
                        "It changes a plan that {} published here: the changes are those of whoever sent the link.",
                        entry.organisation
                    ),
                    Some(entry) => format!(
                        "A plan of its name is published here by {}; nobody has checked that the link is from them.",
                        entry.organisation
                    ),
                    None => "No plan of its name is published here: whose it is, only its sender can tell.".to_owned(),
                }}
            </p>
            <div class="wm-banner__acts">
                {move || published.get().map(|entry| {
                    view! {
                        <a class="wm-btn" href=compare(&entry)>
                            "Compare with the published plan"
                        </a>
                    }
                })}
                <a class="wm-btn" href=view_href(View::Merge)>
                    "Merge into a draft"
                </a>
            </div>
        </div>
    }
}
