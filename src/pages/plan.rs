//! A plan and its pages: gets the plan, says so if it can't, and frames its views with its name, its
//! dates, what can be done with it and the ways between its pages.

use leptos::{ev, prelude::*};

use super::{
    later::{Noting, Reading, Revising, Writing, asking, explain_soon, shared_banner},
    overview,
    tabs::Tabs,
};
use crate::{
    app::{
        Came, Editing, Held, Of, OpenPlan, Opened, Origin, PageName, Received, Refusal, Shelf,
        View,
        later::{arrived, start_draft},
        notes_key, notes_of_this_plan, use_location, use_notebook, use_plan, use_shelf, view_href,
    },
    components::{Banner, Notice, PageTitle, PlainPage, Tone, Waiting},
    insight::rows::some,
    plan::Date,
};

/// Opens the plan an address names and shows its pages.
#[component]
pub fn PlanRoot(
    /// Whose plan it is.
    of: Of,
) -> impl IntoView {
    let shelf = use_shelf();
    let title = match of {
        Of::Shared(_) => "This link can’t be opened",
        _ => "This plan can’t be shown",
    };
    let opened = RwSignal::new(None::<Result<Opened, Refusal>>);
    let book = use_notebook();
    let here = of.clone();
    // The reader may have gone elsewhere meanwhile.
    let put = move |outcome: Result<Opened, Refusal>| {
        if let Ok(Opened::Here(received)) = &outcome
            && !received.notes.is_empty()
        {
            let came = Came {
                plan: notes_key(&here, received.plan.front.id.as_ref()),
                notes: received.notes.clone(),
            };
            let _ = book.came.try_set(Some(came));
        }
        let _ = opened.try_set(Some(outcome));
    };
    let answered = Callback::new({
        let put = put.clone();
        move |opened: Opened| put(Ok(opened))
    });
    leptos::task::spawn_local(async move { put(bring(of, shelf).await) });
    move || match opened.get() {
        None => view! {
            <PlainPage>
                <Waiting what="Opening the plan" />
            </PlainPage>
        }
        .into_any(),
        Some(Ok(Opened::Here(received))) => view! { <ToRead received /> }.into_any(),
        Some(Ok(Opened::Asks(asks))) => view! {
            <PlainPage>{asking(asks, answered)}</PlainPage>
        }
        .into_any(),
        Some(Err(refusal)) => view! {
            <PlainPage>
                <Notice title refusal />
            </PlainPage>
        }
        .into_any(),
    }
}

/// Gets a plan from the shelf or out of its link.
async fn bring(of: Of, shelf: Shelf) -> Result<Opened, Refusal> {
    match of {
        Of::Shared(fragment) => arrived(fragment, shelf).await,
        Of::Published(id) => {
            let published = shelf.plan(&id).await?;
            Ok(Opened::Here(Received {
                plan: published.plan,
                notes: Vec::new(),
                origin: Origin::Published(published.sha256),
            }))
        }
        Of::Draft(_) | Of::Nothing => Err(Refusal::new(
            "The address names no plan.",
            "Check the link for missing characters, or start from the list of plans.",
        )),
    }
}

/// A plan that only reads: published, or come with a link.
#[component]
fn ToRead(
    /// The plan and where it comes from.
    received: Received,
) -> impl IntoView {
    provide_context(OpenPlan::new(received.plan, received.origin));
    view! {
        <Head />
        <Body />
    }
}

/// The page of the open plan that the address names.
#[component]
pub fn Body() -> impl IntoView {
    let location = use_location();
    let here = location.part(|a| (a.view, a.item.clone()));
    let editing = use_context::<Editing>().is_some();
    // Within the editor the item is the form's, which follows it by itself.
    let here = Memo::new(move |_| match here.get() {
        (View::Edit, _) => (View::Edit, None),
        other => other,
    });
    view! {
        <main class="wm-main" id="main" tabindex="-1">
            <div class="wm-wrap">
                {move || match here.get() {
                    (View::Edit, _) if editing => Writing::Editor.shown(),
                    (View::History, None) if editing => Revising::History.shown(),
                    (View::Merge, None) if editing => Revising::Merge.shown(),
                    (View::Round, None) if editing => Revising::Round.shown(),
                    (View::Paste, None) if editing => Revising::Paste.shown(),
                    (View::Many, None) if editing => Revising::Many.shown(),
                    (View::Merge, None) => Revising::Into.shown(),
                    (View::NextYear, None) => Revising::NextYear.shown(),
                    (View::Share, _) => Writing::Sharing.shown(),
                    (View::Notes, None) => Noting::Plan.shown(),
                    (_, Some(id)) => Reading::Item(id).shown(),
                    (View::Overview, _) => {
                        explain_soon();
                        view! { <overview::Overview /> }.into_any()
                    }
                    (view, _) => Reading::Plan(view).shown(),
                }}
            </div>
        </main>
    }
}

/// The plan's name, its dates and the ways between its pages. On the overview the name is the
/// page's h1; elsewhere it leads back to the overview.
#[component]
pub fn Head() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let on_overview = location.part(|a| a.view == View::Overview && a.item.is_none());
    let title = Memo::new(move |_| open.get().front.title.clone());
    let facts = move || {
        let plan = open.get();
        let front = &plan.front;
        let shown = |label: &str, cell: &Option<crate::plan::Printed<Date>>| {
            let cell = cell.as_ref()?;
            Some(format!("{label} {}", cell.shown(|d| d.shown())))
        };
        let mut facts: Vec<String> = front.period.map(|p| p.shown()).into_iter().collect();
        facts.extend(shown("Published", &front.published));
        facts.extend(shown("Refreshed", &front.refreshed));
        facts.extend(shown("Next refresh", &front.next_review));
        facts
    };
    let shared = location.part(|a| matches!(a.of, Of::Shared(_)));
    let PageName(page) = expect_context();
    let running = move || {
        let as_at = Date::day(open.as_at()).shown();
        let title = title.get();
        match page.get() {
            page if page == title || page.is_empty() => format!("{title}, as at {as_at}"),
            page => format!("{title}: {page}, as at {as_at}"),
        }
    };
    view! {
        // Heads each printed sheet; the screen has all of it elsewhere.
        <div class="wm-running" aria-hidden="true">
            <p>{running}</p>
        </div>
        <section
            class="wm-head"
            class=("wm-head--inner", move || !on_overview.get())
            aria-label="The plan"
        >
            <div class="wm-wrap">
                {move || shared.get().then(shared_banner)}
                <CameBanner />
                <div class="wm-head__row">
                    <div>
                        <p class="wm-eyebrow">{move || open.get().front.organisation.clone()}</p>
                        {move || {
                            if on_overview.get() {
                                view! { <PageTitle text=title /> }.into_any()
                            } else {
                                view! {
                                    <p class="wm-head__plan">
                                        <a href=view_href(View::Overview)>{title}</a>
                                    </p>
                                }
                                    .into_any()
                            }
                        }}
                        <p class="wm-sub">
                            {move || {
                                facts().into_iter().map(|f| view! { <span>{f}</span> }).collect_view()
                            }}
                            {move || {
                                open
                                    .get()
                                    .front
                                    .document
                                    .is_some()
                                    .then(|| {
                                        view! {
                                            <span>
                                                "Transcribed from a published document, "
                                                <a href=view_href(View::Source)>
                                                    "not the council’s own publication"
                                                </a>
                                            </span>
                                        }
                                    })
                            }}
                        </p>
                    </div>
                    <div class="wm-acts">
                        <AsAt />
                        <ByRule />
                        <Ways />
                    </div>
                </div>
                <Tabs />
            </div>
        </section>
    }
}

/// What can be done with the plan as a whole.
#[component]
fn Ways() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let of = location.of();
    let writing = location.part(|a| a.view == View::Edit);
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<Refusal>);
    let start = move |_| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let Held(plan) = open.written_untracked();
        let origin = open.origin.get_value();
        leptos::task::spawn_local(async move {
            match start_draft(plan, origin).await {
                Ok(editor) => location.go(editor),
                Err(e) => {
                    let _ = failed.try_set(Some(e));
                }
            }
            let _ = busy.try_set(false);
        });
    };
    let label = move || match (busy.get(), of.get()) {
        (true, _) => "Starting…",
        (_, Of::Shared(_)) => "Save a copy to my drafts",
        _ => "Start a draft",
    };
    view! {
        <a class="wm-btn" href=view_href(View::Share)>
            "Share"
        </a>
        <a class="wm-btn" href=view_href(View::Paper)>
            "Print"
        </a>
        {move || match of.get() {
            Of::Draft(_) => {
                view! {
                    <Show when=move || !writing.get()>
                        <a class="wm-btn wm-btn--main" href=view_href(View::Edit)>
                            "Write"
                        </a>
                    </Show>
                }
                    .into_any()
            }
            _ => {
                view! {
                    <button class="wm-btn wm-btn--main" type="button" on:click=start>
                        {label}
                    </button>
                }
                    .into_any()
            }
        }}
        {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
    }
}

/// Says that notes came along with the plan, and leads to them.
#[component]
fn CameBanner() -> impl IntoView {
    let book = use_notebook();
    let plan = notes_of_this_plan();
    let many = Memo::new(move |_| {
        let came = book.came.get().filter(|came| came.plan == plan.get());
        came.map_or(0, |came| came.notes.len())
    });
    move || {
        let many = many.get();
        let what = format!(
            "It came with {} from whoever sent it.",
            some(many, "note", "notes")
        );
        (many > 0).then(|| {
            view! {
                <div class="wm-banner wm-banner--shared" role="status">
                    <p>
                        <b>{what}</b>
                        " They are not kept on this device unless you add them. "
                        <a href=view_href(View::Notes)>"Read them"</a>
                    </p>
                </div>
            }
        })
    }
}

/// The date that every status question is asked for.
#[component]
fn AsAt() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let chosen = location.setting("as-at");
    let change = move |event: ev::Event| {
        if let Ok(date) = event_target_value(&event).parse::<Date>() {
            location.ask_of(date.first_day(), &open.get_untracked());
        }
    };
    view! {
        <form class="wm-asat" on:submit=|event| event.prevent_default()>
            <label for="as-at">"As at"</label>
            <input
                id="as-at"
                type="date"
                prop:value=move || open.as_at().iso()
                on:change=change
            />
            <Show when=move || !chosen.get().is_empty()>
                <button
                    class="wm-link-btn"
                    type="button"
                    on:click=move |_| location.change("as-at", "")
                >
                    "Reset"
                </button>
            </Show>
        </form>
    }
}

/// Says that the plan is read by another rule than its own, wherever one looks, and leads back.
#[component]
fn ByRule() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let rule = Memo::new(move |_| open.get().front.rule());
    let changed = Memo::new(move |_| rule.get() != open.written().front.rule());
    view! {
        <Show when=move || changed.get()>
            <p class="wm-asat">
                <span>
                    {move || format!("Amber within {}% of target", rule.get().amber_within_percent)}
                </span>
                <button
                    class="wm-link-btn"
                    type="button"
                    aria-label="Reset the rule for amber"
                    on:click=move |_| location.change("amber", "")
                >
                    "Reset"
                </button>
            </p>
        </Show>
    }
}
