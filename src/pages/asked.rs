//! What a link asks the reader for before it opens: its passphrase, or the file of the published plan that it changes.

use leptos::{ev, html, prelude::*, task::spawn_local, web_sys};

use crate::{
    app::{
        Asks, Opened, Refusal, Waiting, bytes_of,
        later::{give_published, unlock_link},
        use_shelf,
    },
    components::{Banner, PageTitle, Tone, file_field},
    formats::{Caps, link::Locked},
};

/// The form, until what it asks for does.
#[component]
pub fn Asked(
    /// What it asks for.
    asks: Asks,
    /// Called with what came of it.
    opened: Callback<Opened>,
) -> impl IntoView {
    match asks {
        Asks::Passphrase(locked) => view! { <Passphrase locked opened /> }.into_any(),
        Asks::Published(waiting) => view! { <Published waiting opened /> }.into_any(),
    }
}

/// How trying goes.
#[derive(Clone, Copy)]
struct Trying {
    busy: RwSignal<bool>,
    refused: RwSignal<Option<Refusal>>,
    opened: Callback<Opened>,
}

impl Trying {
    fn new(opened: Callback<Opened>) -> Trying {
        Trying {
            busy: RwSignal::new(false),
            refused: RwSignal::new(None),
            opened,
        }
    }

    /// Tries, one try at a time; `again` is called where it didn't do.
    fn with(
        self,
        what: impl Future<Output = Result<Opened, Refusal>> + 'static,
        again: impl Fn() + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.refused.set(None);
        spawn_local(async move {
            match what.await {
                Ok(opened) => drop(self.opened.try_run(opened)),
                Err(refusal) => {
                    let _ = self.refused.try_set(Some(refusal));
                    let _ = self.busy.try_set(false);
                    again();
                }
            }
        });
    }

    fn refusal(self) -> impl IntoView {
        move || {
            let refusal = self.refused.get()?;
            Some(view! { <Banner tone=Tone::Error refusal /> })
        }
    }

    fn progress(self) -> impl IntoView {
        view! { <span role="status">{move || self.busy.get().then_some("Opening…")}</span> }
    }
}

/// The passphrase.
#[component]
fn Passphrase(locked: Locked, opened: Callback<Opened>) -> impl IntoView {
    let shelf = use_shelf();
    let field = NodeRef::<html::Input>::new();
    let trying = Trying::new(opened);
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let words = field
            .get_untracked()
            .map_or(String::new(), |field| field.value());
        trying.with(unlock_link(locked.clone(), words, shelf), move || {
            if let Some(Some(field)) = field.try_get_untracked() {
                let _ = field.focus();
            }
        });
    };
    view! {
        <form class="wm-card wm-stack wm-stack--s" on:submit=open>
            <PageTitle text="This link opens with a passphrase" class="wm-title" />
            <p>"Whoever sent it can tell you the passphrase, by another way than the link came."</p>
            {trying.refusal()}
            <div class="govuk-form-group">
                <label class="govuk-label" for="unlock">
                    "Passphrase"
                </label>
                <input
                    class="govuk-input govuk-input--width-20"
                    id="unlock"
                    autocomplete="off"
                    autocapitalize="none"
                    spellcheck="false"
                    node_ref=field
                />
            </div>
            <div class="wm-acts">
                <button class="wm-btn wm-btn--main" disabled=trying.busy>
                    "Open it"
                </button>
                {trying.progress()}
            </div>
        </form>
    }
}

/// The file of the published plan.
#[component]
fn Published(waiting: Waiting, opened: Callback<Opened>) -> impl IntoView {
    let trying = Trying::new(opened);
    let why = Refusal::from(waiting.why.clone());
    let take = move |file: web_sys::File| {
        let waiting = waiting.clone();
        let open = async move {
            let bytes = bytes_of(&file, Caps::FILE.bytes).await?;
            give_published(waiting, bytes).await
        };
        trying.with(open, || {});
    };
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <PageTitle text="This link needs a published plan" class="wm-title" />
            <p>{why.what}</p>
            <p>{why.what_to_do}</p>
            {trying.refusal()}
            {file_field(
                "published",
                "The file of the published plan",
                "As the council publishes it, or as Waymark saved it; its name ends in .json",
                ".json,application/json",
                take,
            )}
            {trying.progress()}
        </section>
    }
}
