//! The drafts of this device: open, rename, duplicate, delete and take the deletion back, and the
//! ways to begin one.

use std::sync::Arc;

use leptos::{html, prelude::*};

use crate::{
    app::{
        Address, Of, Origin, Refusal, View, drafts, drafts::moment, later::start_draft, page_href,
        use_location, use_shelf,
    },
    components::{Banner, PageTitle, PlainPage, Toast, Tone, Unfold, Waiting},
    drafting::templates::Template,
    plan::Id,
    storage::{Card, DraftId, StorageError},
};

use super::edit::OUTLINE;

type List = Option<Result<Vec<Card>, StorageError>>;

/// What the page's parts share: the list, and how to get it anew.
#[derive(Clone, Copy)]
struct Desk {
    list: RwSignal<List>,
    said: RwSignal<Option<Refusal>>,
    deleted: RwSignal<Option<(DraftId, String)>>,
}

impl Desk {
    fn refresh(self) {
        leptos::task::spawn_local(async move {
            let list = drafts().await.list().await;
            let _ = self.list.try_set(Some(list));
        });
    }

    /// Does something with storage, then shows the list as it is.
    fn after(self, what: impl Future<Output = Result<(), StorageError>> + 'static) {
        leptos::task::spawn_local(async move {
            if let Err(e) = what.await {
                let _ = self.said.try_set(Some(e.into()));
            }
            self.refresh();
        });
    }
}

/// The list of drafts.
#[component]
pub fn DraftList() -> impl IntoView {
    let desk = Desk {
        list: RwSignal::new(None),
        said: RwSignal::new(None),
        deleted: RwSignal::new(None),
    };
    desk.refresh();
    let standing = RwSignal::new(None);
    let hidden = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        let found = drafts().await.standing();
        let _ = hidden.try_set(found.is_newer());
        let _ = standing.try_set(Refusal::of_standing(&found));
    });
    view! {
        <PlainPage>
            <div class="wm-stack wm-stack--m">
                <PageTitle text="My drafts" class="wm-title" />
                <p>
                    "Drafts are kept on this device, in this browser, and nowhere else. Save a file of "
                    "each one from time to time."
                </p>
                {Refusal::of_forgetting().map(|refusal| view! { <Banner tone=Tone::Warning refusal /> })}
                {move || standing.get().map(|refusal| view! { <Banner tone=Tone::Warning refusal /> })}
                <Said desk=desk />
                {move || match desk.list.get() {
                    None => view! { <Waiting what="Looking for drafts" /> }.into_any(),
                    Some(Err(e)) => {
                        view! {
                            <p class="wm-empty">{e.to_string()} " " {e.what_to_do()}</p>
                        }
                            .into_any()
                    }
                    Some(Ok(cards)) => view! { <Cards cards=cards desk=desk hidden=hidden /> }.into_any(),
                }}
                <Begin desk=desk />
            </div>
        </PlainPage>
    }
}

/// What went wrong, and the offer to take a deletion back.
#[component]
fn Said(desk: Desk) -> impl IntoView {
    view! {
        {move || desk.said.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
        {move || {
            let (id, title) = desk.deleted.get()?;
            let close = Callback::new(move |()| desk.deleted.set(None));
            let undo = Callback::new(move |()| {
                let id = id.clone();
                desk.deleted.set(None);
                desk.after(async move { drafts().await.restore(&id).await });
            });
            Some(view! { <Toast text=format!("“{title}” was deleted.") undo=Some(undo) close=close /> })
        }}
    }
}

/// The drafts, newest first, and those in the bin.
#[component]
fn Cards(
    cards: Vec<Card>,
    desk: Desk,
    /// Whether there may be others that can't be shown.
    hidden: RwSignal<bool>,
) -> impl IntoView {
    let (bin, kept): (Vec<Card>, Vec<Card>) = cards.into_iter().partition(|c| c.deleted.is_some());
    let none = kept.is_empty();
    let kept = kept
        .into_iter()
        .map(|card| view! { <DraftCard card=card desk=desk /> })
        .collect_view();
    let some_in_bin = !bin.is_empty();
    let bin = bin
        .into_iter()
        .map(|card| {
            let (back, gone) = (card.id.clone(), card.id.clone());
            let sure = format!("Delete “{}” for good", card.title);
            view! {
                <li class="wm-cluster wm-cluster--apart">
                    <span>{card.title}</span>
                    <span class="wm-cluster">
                        <button
                            class="wm-btn"
                            type="button"
                            on:click=move |_| {
                                let id = back.clone();
                                desk.after(async move { drafts().await.restore(&id).await });
                            }
                        >
                            "Put back"
                        </button>
                        <button
                            class="wm-btn wm-btn--danger"
                            type="button"
                            aria-label=sure
                            on:click=move |_| {
                                let id = gone.clone();
                                desk.after(async move { drafts().await.purge(&id).await });
                            }
                        >
                            "Delete for good"
                        </button>
                    </span>
                </li>
            }
        })
        .collect_view();
    view! {
        {none
            .then(|| {
                let words = move || match hidden.get() {
                    true => "The drafts on this device can’t be shown here. They are all still there.",
                    false => "There are no drafts on this device yet.",
                };
                view! { <p class="wm-empty">{words}</p> }
            })}
        <ul class="wm-shelf">{kept}</ul>
        {some_in_bin
            .then(|| {
                view! {
                    <Unfold label="Deleted drafts">
                        <div class="govuk-details__text">
                            <ul class="wm-stack wm-stack--s">{bin}</ul>
                        </div>
                    </Unfold>
                }
            })}
    }
}

#[component]
fn DraftCard(card: Card, desk: Desk) -> impl IntoView {
    let renaming = RwSignal::new(false);
    let name = NodeRef::<html::Input>::new();
    let id = StoredValue::new(card.id.clone());
    let title = StoredValue::new(card.title.clone());
    let to = |view| Address::view(Of::Draft(card.id.to_string()), view).href();
    let rename = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let text = name.get().map_or(String::new(), |input| input.value());
        renaming.set(false);
        if !text.trim().is_empty() {
            let id = id.get_value();
            desk.after(async move { drafts().await.rename(&id, text.trim()).await });
        }
    };
    let duplicate = move |_| {
        let (id, copy) = (id.get_value(), format!("{} (copy)", title.get_value()));
        desk.after(async move { drafts().await.duplicate(&id, &copy).await.map(drop) });
    };
    let delete = move |_| {
        let id = id.get_value();
        desk.deleted.set(Some((id.clone(), title.get_value())));
        desk.after(async move { drafts().await.delete(&id).await });
    };
    let backed_up = match &card.backed_up {
        Some(backup) if backup.seq >= card.head => "A file of it is up to date".to_owned(),
        Some(backup) => format!("Last saved to a file {}", moment(backup.at)),
        None => "Never saved to a file".to_owned(),
    };
    view! {
        <li class="wm-plan wm-plan--draft">
            <p class="wm-eyebrow">"Draft"</p>
            <h2>
                <a href=to(View::Edit)>{card.title.clone()}</a>
            </h2>
            <p class="wm-sub">
                <span>{format!("Changed {}", moment(card.updated))}</span>
                <span>{backed_up}</span>
            </p>
            <Show when=move || renaming.get()>
                <form class="wm-cluster" on:submit=rename>
                    <label class="govuk-label" for=move || format!("name-{}", id.get_value())>
                        "New name"
                    </label>
                    <input
                        class="govuk-input"
                        id=move || format!("name-{}", id.get_value())
                        node_ref=name
                        prop:value=title.get_value()
                    />
                    <button class="wm-btn wm-btn--main">"Rename"</button>
                    <button
                        class="wm-btn"
                        type="button"
                        on:click=move |_| renaming.set(false)
                    >
                        "Cancel"
                    </button>
                </form>
            </Show>
            <div class="wm-acts">
                <a class="wm-btn wm-btn--main" href=to(View::Edit)>
                    "Write"
                </a>
                <a class="wm-btn" href=to(View::Overview)>
                    "Read"
                </a>
                <a class="wm-btn" href=to(View::Share)>
                    "Share or save"
                </a>
                <a class="wm-btn" href=to(View::NextYear)>
                    "Next year’s plan"
                </a>
                <button class="wm-btn" type="button" on:click=move |_| renaming.set(true)>
                    "Rename"
                </button>
                <button class="wm-btn" type="button" on:click=duplicate>
                    "Duplicate"
                </button>
                <button class="wm-btn wm-btn--danger" type="button" on:click=delete>
                    "Delete"
                </button>
            </div>
        </li>
    }
}

/// What a draft begins from.
enum Beginning {
    /// A published plan.
    Published(Id),
    /// A template.
    Template(Template),
}

/// The ways to begin a draft.
#[component]
fn Begin(desk: Desk) -> impl IntoView {
    let location = use_location();
    let shelf = use_shelf();
    leptos::task::spawn_local(async move {
        // What goes wrong is shown by the list below, which has then no plans to offer.
        drop(shelf.load().await);
    });
    let begin = move |from: Beginning| {
        leptos::task::spawn_local(async move {
            let begun = async move {
                match from {
                    Beginning::Published(id) => {
                        let published = shelf.plan(&id).await?;
                        start_draft(published.plan, Origin::Published(published.sha256)).await
                    }
                    Beginning::Template(template) => {
                        let editor =
                            start_draft(Arc::new(template.plan()), Origin::Unknown).await?;
                        let parts = !template.parts().is_empty();
                        Ok(editor.opened(OUTLINE, parts))
                    }
                }
            };
            match begun.await {
                Ok(editor) => location.go(editor),
                Err(refusal) => {
                    let _ = desk.said.try_set(Some(refusal));
                }
            }
        });
    };
    let template = move |template: Template| {
        view! {
            <li class="wm-card wm-stack wm-stack--s">
                <h3>{template.name()}</h3>
                <p>{template.what_for()}</p>
                <div class="wm-acts">
                    <button class="wm-btn" type="button" on:click=move |_| begin(Beginning::Template(template))>
                        {template.starts()}
                    </button>
                </div>
            </li>
        }
    };
    view! {
        <h2>"Begin a draft"</h2>
        <p>
            "A template has the headings that published plans of its sort share, and prompts beside the forms say what to "
            "write. Prompts are never part of the plan."
        </p>
        <ul class="wm-shelf">{Template::ALL.into_iter().map(template).collect_view()}</ul>
        <h3>"From a plan or a file"</h3>
        <div class="wm-acts">
            <a class="wm-btn" href=page_href(View::Open)>
                "Open a file"
            </a>
        </div>
        {move || {
            let entries = shelf.entries()?.ok()?;
            let rows = entries
                .into_iter()
                .filter(|e| !e.superseded)
                .map(|e| {
                    let id = e.id.clone();
                    let next = Address::view(Of::Published(id.clone()), View::NextYear).href();
                    view! {
                        <li>
                            <button
                                class="wm-link-btn"
                                type="button"
                                on:click=move |_| begin(Beginning::Published(id.clone()))
                            >
                                {format!("Start from {}: {}", e.organisation, e.title)}
                            </button>
                            " "
                            <a href=next>"Next year’s plan from this one"</a>
                        </li>
                    }
                })
                .collect_view();
            Some(view! { <ul class="wm-begin">{rows}</ul> })
        }}
    }
}
