//! Opening a plan file or a link: choose, drop or paste; what can't be opened says why and changes
//! nothing.

use js_sys::Uint8Array;
use leptos::{ev, html, prelude::*, web_sys};
use wasm_bindgen_futures::JsFuture;

use crate::{
    app::{Address, Of, View, start_draft, use_location},
    components::{PageTitle, PlainPage},
    formats::{Caps, ReadError, link::Arrival, read_plan},
};

/// Why nothing was opened.
#[derive(Clone)]
struct Refusal {
    what: String,
    what_to_do: String,
}

impl From<ReadError> for Refusal {
    fn from(e: ReadError) -> Self {
        Refusal {
            what: e.to_string(),
            what_to_do: e.what_to_do().to_owned(),
        }
    }
}

/// The page to open a file or a link.
#[component]
pub fn OpenFile() -> impl IntoView {
    let location = use_location();
    let refused = RwSignal::new(None::<Refusal>);
    let busy = RwSignal::new(false);
    let over = RwSignal::new(false);
    let take = move |file: web_sys::File| {
        busy.set(true);
        refused.set(None);
        leptos::task::spawn_local(async move {
            let outcome = open(&file).await;
            let _ = busy.try_set(false);
            match outcome {
                Ok(to) => location.go(to),
                Err(refusal) => {
                    let _ = refused.try_set(Some(refusal));
                }
            }
        });
    };
    let first = |files: Option<web_sys::FileList>| files.and_then(|files| files.get(0));
    let chooser = NodeRef::<html::Input>::new();
    let chosen = move |_| {
        if let Some(input) = chooser.get() {
            if let Some(file) = first(input.files()) {
                take(file);
            }
            // Choosing the same file again is a new choice.
            input.set_value("");
        }
    };
    let dropped = move |event: ev::DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = first(event.data_transfer().and_then(|d| d.files())) {
            take(file);
        }
    };
    view! {
        <PlainPage>
            <div class="wm-stack wm-stack--m">
                <PageTitle text="Open a plan" class="wm-title" />
                <p>
                    "Open a plan that was saved as a file, or a link that someone sent you. A file becomes "
                    "a draft on this device; a link opens to read."
                </p>
                {move || {
                    refused
                        .get()
                        .map(|r| {
                            view! {
                                <div class="wm-banner wm-banner--error" role="alert">
                                    <p>
                                        <b>{r.what}</b>
                                        " "
                                        {r.what_to_do}
                                        " Nothing was changed."
                                    </p>
                                </div>
                            }
                        })
                }}
                <section
                    class="wm-card wm-stack wm-stack--s"
                    class:is-over=over
                    on:dragover=move |event| {
                        event.prevent_default();
                        over.set(true);
                    }
                    on:dragleave=move |_| over.set(false)
                    on:drop=dropped
                >
                    <h2>"From a file"</h2>
                    <div class="govuk-form-group">
                        <label class="govuk-label" for="file">
                            "Choose a plan file, or drop it here"
                        </label>
                        <div class="govuk-hint" id="file-hint">
                            "A file that Waymark saved; its name ends in .json"
                        </div>
                        <input
                            class="govuk-file-upload"
                            id="file"
                            type="file"
                            accept=".json,application/json"
                            aria-describedby="file-hint"
                            node_ref=chooser
                            on:change=chosen
                        />
                    </div>
                    <p role="status">{move || busy.get().then_some("Opening the file…")}</p>
                </section>
                <FromLink refused=refused />
            </div>
        </PlainPage>
    }
}

/// Opens a link that was pasted.
#[component]
fn FromLink(refused: RwSignal<Option<Refusal>>) -> impl IntoView {
    let location = use_location();
    let pasted = NodeRef::<html::Textarea>::new();
    let open = move |event: ev::SubmitEvent| {
        event.prevent_default();
        let text = pasted.get().map_or(String::new(), |area| area.value());
        match Arrival::read(&text) {
            Ok(Arrival::Plan(plan)) => match crate::formats::link::share_plan(&plan) {
                Ok(fragment) => {
                    refused.set(None);
                    location.go(Address::view(Of::Shared(fragment), View::Overview));
                }
                Err(e) => refused.set(Some(Refusal {
                    what: e.to_string(),
                    what_to_do: "Ask for the plan as a file.".to_owned(),
                })),
            },
            Err(e) => refused.set(Some(Refusal {
                what: e.to_string(),
                what_to_do: e.what_to_do().to_owned(),
            })),
        }
    };
    view! {
        <form class="wm-card wm-stack wm-stack--s" on:submit=open>
            <h2>"From a link"</h2>
            <div class="govuk-form-group">
                <label class="govuk-label" for="link">
                    "Paste the whole link"
                </label>
                <textarea class="govuk-textarea" id="link" rows="3" node_ref=pasted></textarea>
            </div>
            <button class="wm-btn">"Open the link"</button>
        </form>
    }
}

/// Reads a file and keeps it as a new draft.
async fn open(file: &web_sys::File) -> Result<Address, Refusal> {
    let size = file.size();
    if size > Caps::FILE.bytes as f64 {
        let error = ReadError::TooLarge {
            bytes: size as usize,
            cap: Caps::FILE.bytes,
        };
        return Err(error.into());
    }
    let unreadable = || Refusal {
        what: "This file could not be read.".to_owned(),
        what_to_do: "Check that it is still where it was, and choose it again.".to_owned(),
    };
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| unreadable())?;
    let plan = read_plan(&Uint8Array::new(&buffer).to_vec(), Caps::FILE)?;
    let id = start_draft(&plan, None).await.map_err(|e| Refusal {
        what: e.to_string(),
        what_to_do: e.what_to_do().to_owned(),
    })?;
    Ok(Address::view(Of::Draft(id.to_string()), View::Overview))
}
