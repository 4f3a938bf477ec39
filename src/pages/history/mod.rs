//! The versions of a draft: those it keeps by itself and those someone named, what changed between any two, and the way
//! back to each.

mod changed;

use leptos::{html, prelude::*};

use crate::{
    app::{Editing, Of, Refusal, drafts, drafts::moment, use_editing, use_location},
    components::{Banner, PageTitle, Tone, Unfold, Waiting},
    insight::rows::{sentence, some},
    storage::{DraftId, Version},
};
use changed::Changed;

/// What is known of the versions; nothing until they are read.
type Known = Option<Result<Vec<Version>, Refusal>>;

/// The page.
#[component]
pub fn History() -> impl IntoView {
    let editing = use_editing();
    let of = use_location().of();
    let id = Memo::new(move |_| match of.get() {
        Of::Draft(id) => id.parse::<DraftId>().ok(),
        _ => None,
    });
    let known = RwSignal::new(None::<Result<Vec<Version>, Refusal>>);
    let refresh = Callback::new(move |()| {
        let Some(id) = id.get_untracked() else { return };
        leptos::task::spawn_local(async move {
            let card = drafts().await.card(&id).await;
            let _ = known.try_set(Some(card.map(|card| card.versions).map_err(Refusal::from)));
        });
    });
    refresh.run(());
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle text="Versions of this draft" class="wm-title" />
            <p>{move || known.with(told)}</p>
            <Keep editing refresh />
            {move || match known.get() {
                None => view! { <Waiting what="Reading the versions" /> }.into_any(),
                Some(Err(refusal)) => view! { <Banner tone=Tone::Error refusal /> }.into_any(),
                Some(Ok(versions)) => {
                    let id = id.get_untracked();
                    id.map(|id| view! { <Versions id versions refresh /> }).into_any()
                }
            }}
        </div>
    }
}

/// How many versions there are, and what becomes of them.
fn told(known: &Known) -> String {
    let Some(Ok(versions)) = known else {
        return String::new();
    };
    let named = versions.iter().filter(|v| v.name.is_some()).count();
    let kept = some(versions.len(), "version is kept", "versions are kept");
    let named = match named {
        0 => "none has a name yet".to_owned(),
        n => some(n, "of them has a name", "of them have a name"),
    };
    let kept = sentence(&kept);
    format!(
        "{kept}; {named}. Versions with a name stay for good; of the others the newest five do."
    )
}

/// The field that keeps the draft as it is now under a name.
#[component]
fn Keep(editing: Editing, refresh: Callback<()>) -> impl IntoView {
    let name = NodeRef::<html::Input>::new();
    let failed = RwSignal::new(None::<Refusal>);
    let keep = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let Some(field) = name.get_untracked() else {
            return;
        };
        let text = field.value().trim().to_owned();
        if text.is_empty() {
            failed.set(Some(Refusal::new(
                "The version has no name yet.",
                "Write one, such as ‘Sent to the director’.",
            )));
            drop(field.focus());
            return;
        }
        failed.set(None);
        leptos::task::spawn_local(async move {
            match editing.keep_as(Some(&text)).await {
                Ok(()) => {
                    field.set_value("");
                    refresh.run(());
                }
                Err(e) => {
                    let _ = failed.try_set(Some(e.into()));
                }
            }
        });
    };
    view! {
        <form class="wm-card wm-stack wm-stack--s" on:submit=keep>
            {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            <label class="govuk-label" for="version-name">
                "Keep the draft as it is now, under a name"
            </label>
            <div class="wm-cluster">
                <input
                    class="govuk-input govuk-input--width-20"
                    id="version-name"
                    autocomplete="off"
                    node_ref=name
                    disabled=move || !editing.writes.get()
                />
                <button class="wm-btn wm-btn--main" disabled=move || !editing.writes.get()>
                    "Keep this version"
                </button>
            </div>
        </form>
    }
}

/// The versions, the newest first.
#[component]
fn Versions(id: DraftId, versions: Vec<Version>, refresh: Callback<()>) -> impl IntoView {
    let all = StoredValue::new(versions.clone());
    let last = versions.len().saturating_sub(1);
    let card = move |(at, version): (usize, Version)| {
        let name = called(&version);
        let heading = name.clone();
        // Beside the one before it, the newest is the draft as it is now if that went on since.
        let before = at
            .checked_sub(1)
            .and_then(|at| all.with_value(|all| all.get(at).map(|v| v.seq)));
        let (opened, open) = signal(false);
        let of = id.clone();
        let seq = version.seq;
        view! {
            <li class="wm-card wm-stack wm-stack--s">
                <h2 class="govuk-heading-s">{heading}</h2>
                <p class="wm-sub">
                    {format!("Kept on {}", moment(version.at))} {(at == last).then_some(", the newest")}
                </p>
                <div class="wm-acts">
                    <Rename id=id.clone() version=version.clone() refresh />
                    <Restore id=id.clone() seq name />
                </div>
                <Unfold label="What changed" opened=open name=format!("changed-{seq}")>
                    {
                        let of = of.clone();
                        move || opened.get().then(|| view! { <Changed id=of.clone() all=all.get_value() seq before /> })
                    }
                </Unfold>
            </li>
        }
    };
    let cards: Vec<(usize, Version)> = versions.into_iter().enumerate().rev().collect();
    view! { <ol class="wm-versions">{cards.into_iter().map(card).collect_view()}</ol> }
}

/// What a version is called on this page.
fn called(version: &Version) -> String {
    match (&version.name, version.seq) {
        (Some(name), _) => name.clone(),
        (None, 0) => "As it began".to_owned(),
        (None, seq) => format!(
            "After {}",
            some(usize::try_from(seq).unwrap_or(usize::MAX), "step", "steps")
        ),
    }
}

/// Gives a version a name, or another one.
#[component]
fn Rename(id: DraftId, version: Version, refresh: Callback<()>) -> impl IntoView {
    let writing = RwSignal::new(false);
    let failed = RwSignal::new(None::<Refusal>);
    let field = NodeRef::<html::Input>::new();
    let seq = version.seq;
    let name = version.name.clone().unwrap_or_default();
    let label = if name.is_empty() {
        "Give it a name"
    } else {
        "Change its name"
    };
    let element = format!("name-of-{seq}");
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            drop(field.focus());
        }
    });
    let id = StoredValue::new(id);
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = field
            .get_untracked()
            .map_or(String::new(), |field| field.value().trim().to_owned());
        leptos::task::spawn_local(async move {
            let to = (!text.is_empty()).then_some(text.as_str());
            match drafts().await.name_version(&id.get_value(), seq, to).await {
                Ok(()) => refresh.run(()),
                Err(e) => {
                    let _ = failed.try_set(Some(e.into()));
                }
            }
        });
    };
    let (element, name) = (StoredValue::new(element), StoredValue::new(name));
    view! {
        {move || failed.get().map(|refusal: Refusal| view! { <Banner tone=Tone::Error refusal /> })}
        <Show
            when=move || writing.get()
            fallback=move || {
                view! {
                    <button class="wm-btn" type="button" on:click=move |_| writing.set(true)>
                        {label}
                    </button>
                }
            }
        >
            <form class="wm-cluster" on:submit=save>
                <label class="govuk-label" for=element.get_value()>
                    "Name"
                </label>
                <input
                    class="govuk-input govuk-input--width-20"
                    id=element.get_value()
                    autocomplete="off"
                    node_ref=field
                    prop:value=name.get_value()
                />
                <button class="wm-btn wm-btn--main">"Save the name"</button>
                <button class="wm-btn" type="button" on:click=move |_| writing.set(false)>
                    "Cancel"
                </button>
            </form>
        </Show>
    }
}

/// Makes the draft what it was in a version, as one step.
#[component]
fn Restore(id: DraftId, seq: u64, name: String) -> impl IntoView {
    let editing = use_editing();
    let busy = RwSignal::new(false);
    let failed = RwSignal::new(None::<Refusal>);
    let id = StoredValue::new(id);
    let name = StoredValue::new(name);
    let back = move |_| {
        busy.set(true);
        leptos::task::spawn_local(async move {
            let done: Result<bool, Refusal> = async {
                let (plan, _) = drafts::kept_plan(id.get_value().to_string(), Some(seq)).await?;
                Ok(editing.become_like(&plan, &format!("Went back to “{}”", name.get_value())))
            }
            .await;
            match done {
                Ok(true) => {}
                Ok(false) => editing.say("The draft is as it was in that version already."),
                Err(refusal) => {
                    let _ = failed.try_set(Some(refusal));
                }
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <button class="wm-btn" type="button" disabled=move || busy.get() || !editing.writes.get() on:click=back>
            {move || if busy.get() { "Going back…" } else { "Go back to it" }}
        </button>
        {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
    }
}
