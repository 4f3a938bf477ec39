//! The first page: the plans that this copy of Waymark carries, and the other ways in.

use leptos::{prelude::*, task::spawn_local};

use crate::{
    app::{View, later::start_blank, page_href, plan_href, shelf::Entry, use_location, use_shelf},
    components::{Banner, PageTitle, PlainPage, Tone, Waiting},
    plan::Period,
};

/// Who comes here, and what they find.
const FOR_WHOM: [(&str, &str); 3] = [
    (
        "If you are a councillor",
        "Open a plan to see what stands out, what is due next and where the money goes. Set the as-at date to the day of your meeting. It works without a network.",
    ),
    (
        "If you are an officer",
        "Start a draft from a blank page or from a published plan. Every word is kept on this device as you type, and can be undone, checked, and sent as a link or a file.",
    ),
    (
        "If you are a partner",
        "Open the link or the file you were sent: the plan, or the part of it, is there at once. Nothing you open is sent to anyone.",
    ),
];

/// The page.
#[component]
pub fn Library() -> impl IntoView {
    let shelf = use_shelf();
    let load = move || spawn_local(async move { drop(shelf.load().await) });
    load();
    let location = use_location();
    let failed = RwSignal::new(None);
    let blank = move |_| {
        spawn_local(async move {
            match start_blank().await {
                Ok(editor) => location.go(editor),
                Err(refusal) => {
                    let _ = failed.try_set(Some(refusal));
                }
            }
        });
    };
    let plans = move || match shelf.entries() {
        None => view! { <Waiting what="Getting the list of plans" /> }.into_any(),
        Some(Err(e)) => view! {
            <div class="wm-banner wm-banner--error" role="status">
                <p>
                    <b>"The published plans can’t be listed."</b>
                    " "
                    {e.to_string()}
                    " "
                    {e.what_to_do()}
                    " Your drafts and files open all the same."
                </p>
                <div class="wm-banner__acts">
                    <button class="wm-btn" type="button" on:click=move |_| load()>
                        "Try again"
                    </button>
                </div>
            </div>
        }
        .into_any(),
        Some(Ok(entries)) if entries.is_empty() => view! {
            <p class="wm-empty">
                "No plan has been published here yet. Open a file you were sent, or start a draft."
            </p>
        }
        .into_any(),
        Some(Ok(entries)) => {
            let (old, current): (Vec<Entry>, Vec<Entry>) =
                entries.into_iter().partition(|entry| entry.superseded);
            let earlier = (!old.is_empty()).then(|| {
                view! {
                    <h2>"Earlier editions"</h2>
                    {cards(old)}
                }
            });
            view! {
                {cards(current)}
                {earlier}
            }
            .into_any()
        }
    };
    let whom = |(who, what): (&'static str, &'static str)| {
        view! {
            <div class="wm-wide">
                <dt>
                    <b>{who}</b>
                </dt>
                <dd>{what}</dd>
            </div>
        }
    };
    view! {
        <PlainPage>
            <PageTitle text="Adult social care plans" class="wm-title" />
            <p>
                "Open a council’s plan to see what stands out in it, follow any figure to its source, and start your own plan from it."
            </p>
            <section aria-label="Published plans">{plans}</section>
            <p class="wm-sub">
                "Plans that come with Waymark are transcribed from published documents. They are not the councils’ own publications."
            </p>
            <h2>"Other ways in"</h2>
            <div class="wm-cluster">
                {way(View::Compare, "Compare all plans")} {way(View::Open, "Open a file or a link")}
                {way(View::Drafts, "My drafts")}
                <button class="wm-btn" type="button" on:click=blank>
                    "Start a blank draft"
                </button>
            </div>
            {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            <h2>"What you can do here"</h2>
            <div class="wm-card">
                <dl class="wm-facts">{FOR_WHOM.into_iter().map(whom).collect_view()}</dl>
            </div>
        </PlainPage>
    }
}

fn way(view: View, name: &'static str) -> impl IntoView {
    view! {
        <a class="wm-btn" href=page_href(view)>
            {name}
        </a>
    }
}

fn cards(entries: Vec<Entry>) -> impl IntoView {
    let card = |entry: Entry| {
        let period = entry
            .period
            .parse::<Period>()
            .map_or(entry.period, |p| p.shown());
        view! {
            <li class="wm-plan">
                <p class="wm-eyebrow">{entry.organisation}</p>
                <h2>
                    <a href=plan_href(&entry.id)>{entry.title}</a>
                </h2>
                <p class="wm-sub">
                    <span>{period}</span>
                </p>
            </li>
        }
    };
    view! { <ul class="wm-shelf">{entries.into_iter().map(card).collect_view()}</ul> }
}
