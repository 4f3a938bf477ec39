//! Choosing the copy to merge: a file, a link, or another draft on this device.

use leptos::{ev, html, prelude::*, task::spawn_local, web_sys};

use crate::{
    app::{
        Asks, Opened, Origin, Received, Refusal, TheirCopy, bytes_of, drafts,
        drafts::{Kept, kept_here, kept_plan},
        later::arrived,
        open_any, painted, use_editing, use_shelf,
    },
    components::{Unfold, file_field, file_field::PLANS},
    formats::{Caps, foreign},
    pages::later::asking,
};

/// Where a copy comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum From {
    File,
    Link,
    Draft,
}

/// The ways to choose.
#[component]
pub fn Incoming(
    /// Called with the copy.
    take: Callback<TheirCopy>,
    /// What could not be opened.
    refused: RwSignal<Option<Refusal>>,
) -> impl IntoView {
    let asks = RwSignal::new(None::<Asks>);
    let opening = RwSignal::new(None::<From>);
    let tell = move |outcome: Result<TheirCopy, Refusal>| {
        let _ = opening.try_set(None);
        match outcome {
            Ok(copy) => {
                let _ = refused.try_set(None);
                let _ = take.try_run(copy);
            }
            Err(refusal) => {
                let _ = refused.try_set(Some(refusal.nothing_changed()));
            }
        }
    };
    // One at a time: what comes first would be taken.
    let begin = Callback::new(move |from: From| {
        let free = opening.get_untracked().is_none();
        if free {
            opening.set(Some(from));
            asks.set(None);
        }
        free
    });
    let chosen = move |file: web_sys::File| {
        if !begin.run(From::File) {
            return;
        }
        spawn_local(async move {
            painted().await;
            let read = async {
                let bytes = bytes_of(&file, Caps::FILE.bytes).await?;
                match open_any(bytes, &file.name()).await? {
                    foreign::Opened::Plan(copied) => Ok(TheirCopy::of_file(*copied, file.name())),
                    foreign::Opened::Tables(..) => Err(Refusal::new(
                        "This file holds tables, not a copy of the plan.",
                        "Bring it in with ‘Paste a table’, where you say what its columns are.",
                    )),
                }
            };
            tell(read.await);
        });
    };
    let shelf = use_shelf();
    let opened = Callback::new(move |opened: Opened| match opened {
        Opened::Here(received) => tell(Ok(from_link(received))),
        Opened::Asks(more) => {
            let _ = opening.try_set(None);
            drop(asks.try_set(Some(more)));
        }
    });
    let pasted = NodeRef::<html::Textarea>::new();
    let follow = move |event: ev::SubmitEvent| {
        event.prevent_default();
        if !begin.run(From::Link) {
            return;
        }
        let text = pasted
            .get_untracked()
            .map_or(String::new(), |area| area.value());
        spawn_local(async move {
            match arrived(text, shelf).await {
                Ok(outcome) => drop(opened.try_run(outcome)),
                Err(refusal) => tell(Err(refusal)),
            }
        });
    };
    let said = move |from: From, words: &'static str| {
        move || (opening.get() == Some(from)).then_some(words)
    };
    view! {
        <p>
            "What only they changed comes into this draft, what only you changed stays, and you decide what both changed. "
            "Nothing is changed before you say so, and one ‘Undo’ takes all of it back."
        </p>
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"From a file"</h2>
            {file_field(
                "copy",
                "Choose the file they sent you",
                "A plan that Waymark saved (.json), or a workbook (.xlsx) or data package (.zip) that it made",
                PLANS,
                chosen,
            )}
            <p role="status">{said(From::File, "Reading the file…")}</p>
        </section>
        <form class="wm-card wm-stack wm-stack--s" on:submit=follow>
            <h2>"From a link"</h2>
            <div class="govuk-form-group">
                <label class="govuk-label" for="copy-link">
                    "Paste the whole link"
                </label>
                <textarea class="govuk-textarea" id="copy-link" rows="3" node_ref=pasted></textarea>
            </div>
            <button class="wm-btn">"Open the link"</button>
            <p role="status">{said(From::Link, "Opening the link…")}</p>
        </form>
        {move || asks.get().map(|asks| asking(asks, opened))}
        <OtherDrafts begin tell=Callback::new(tell) />
        <p role="status">{said(From::Draft, "Reading the draft…")}</p>
    }
}

/// Drafts to choose one from, by its id.
pub fn listed(drafts: Vec<Kept>, choose: impl Fn(String) + Copy + 'static) -> impl IntoView {
    let item = move |kept: Kept| {
        let draft = kept.draft.clone();
        view! {
            <li>
                <button class="wm-link-btn" type="button" on:click=move |_| choose(draft.clone())>
                    {kept.title}
                </button>
                <small>"Changed " {kept.when}</small>
            </li>
        }
    };
    view! { <ul class="wm-links">{drafts.into_iter().map(item).collect_view()}</ul> }
}

/// What came with a link.
pub fn from_link(received: Received) -> TheirCopy {
    let (versions, left_out) = match received.origin {
        Origin::Copy {
            versions, left_out, ..
        } => (versions, left_out),
        Origin::Unknown | Origin::Published(_) => (Vec::new(), Vec::new()),
    };
    TheirCopy {
        plan: received.plan,
        versions,
        left_out,
        notes: received.notes,
        name: "the link".to_owned(),
        unread: Vec::new(),
    }
}

/// The other drafts on this device.
#[component]
fn OtherDrafts(
    /// Whether one may be opened now.
    begin: Callback<From, bool>,
    /// Called with the copy, or why there is none.
    tell: Callback<Result<TheirCopy, Refusal>>,
) -> impl IntoView {
    let editing = use_editing();
    let list = LocalResource::new(move || async move {
        let open = editing.draft_id().map(|id| id.to_string());
        let kept = kept_here(open).await.unwrap_or_default();
        kept.into_iter()
            .filter(|kept| kept.version.is_none())
            .collect::<Vec<_>>()
    });
    let choose = move |draft: String| {
        if !begin.run(From::Draft) {
            return;
        }
        spawn_local(async move {
            let read = async {
                let (plan, name) = kept_plan(draft.clone(), None).await?;
                let card = drafts().await.card(&draft.parse()?).await?;
                Ok(TheirCopy {
                    plan,
                    versions: card.hashes(),
                    left_out: card.left_out,
                    notes: Vec::new(),
                    name,
                    unread: Vec::new(),
                })
            };
            let _ = tell.try_run(read.await);
        });
    };
    move || {
        let drafts = list.get()?;
        (!drafts.is_empty()).then(|| {
            view! {
                <Unfold label="From another draft on this device">
                    {listed(drafts, choose)}
                </Unfold>
            }
        })
    }
}
