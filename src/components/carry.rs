//! What a reader takes along from a page: formatted text for a word processor, a table for a
//! spreadsheet, a picture for a slide.

use leptos::{html, prelude::*, task::spawn_local};
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{
    copied::reader,
    download::{blob, save},
    paper::on_paper,
    picture::{copy, png, with_pictures},
};
use crate::{
    app::OpenPlan,
    charts::Paper,
    formats::{csv, html as formatted_text, html_page, plain},
    insight::{Document, document::Picture, rows::short},
    plan::Id,
};

/// How the buttons look.
const SMALL: &str = "wm-btn wm-btn--small";

const SAVED: &str = "Saved where this browser keeps its downloads.";
const COPIED: &str = "Copied. Paste it into a document or a message.";
const REFUSED: &str =
    "This browser doesn’t let us copy. Save it as a file instead: a word processor opens it.";
const NOT_DRAWN: &str = "The chart is not here yet, so it can’t be saved. Try again in a moment.";
const TOO_LARGE: &str =
    "This chart is too large for a PNG. Save it as SVG, or filter the rows first.";

/// How files from here are called: by the plan and the thing itself.
#[derive(Clone, Copy)]
struct Files {
    plan: Option<OpenPlan>,
    name: Signal<String>,
}

impl Files {
    fn of(name: Signal<String>) -> Files {
        let plan = use_context::<OpenPlan>();
        Files { plan, name }
    }

    fn called(self, ending: &str) -> String {
        let plan = self.plan.map_or(String::new(), |open| {
            open.get_untracked().front.title.clone()
        });
        let [plan, name] = [plan, self.name.get_untracked()].map(|words| short(&words, 40));
        format!("{}.{ending}", Id::slug(&format!("{plan} {name}")))
    }

    fn save(self, content: &JsValue, (ending, kind): (&str, &str)) {
        save(&self.called(ending), content, kind);
    }
}

/// The endings of files and what kind they are.
const CSV: (&str, &str) = ("csv", "text/csv");
const HTML: (&str, &str) = ("html", "text/html");
const SVG: (&str, &str) = ("svg", "image/svg+xml");
const PNG: (&str, &str) = ("png", "image/png");

/// Copies something as formatted text, and says how that went.
#[component]
pub fn Copy(
    /// What a file of it is called.
    #[prop(into)]
    name: Signal<String>,
    /// What is copied.
    content: Callback<(), Document>,
    /// How the button looks.
    #[prop(default = "wm-btn")]
    class: &'static str,
) -> impl IntoView {
    let said = RwSignal::new("");
    view! {
        <CopyButton name=name content=content said=said class=class />
        <Said said=said />
    }
}

/// Copies a section of a page, from the foot of it: what `content` says, else what stands in the section.
#[component]
pub fn CopySection(
    /// What a file of it is called.
    #[prop(into)]
    name: Signal<String>,
    /// What is copied, where the page doesn't show all of it.
    #[prop(optional)]
    content: Option<Callback<(), Document>>,
) -> impl IntoView {
    // A paper is copied as a whole.
    if on_paper() {
        return ().into_any();
    }
    let place = NodeRef::<html::Div>::new();
    let read = reader();
    let around = move |()| {
        let section = place.get_untracked();
        let section = section.and_then(|place| place.closest("section").ok().flatten());
        section.map(|section| read(&section)).unwrap_or_default()
    };
    let content = content.unwrap_or_else(|| Callback::new(around));
    view! {
        <div class="wm-cluster wm-copied" node_ref=place>
            <Copy name=name content=content class="wm-link-btn" />
        </div>
    }
    .into_any()
}

/// What came of it.
#[component]
fn Said(
    /// In a sentence.
    said: RwSignal<&'static str>,
) -> impl IntoView {
    view! {
        <span class="wm-carry__said" role="status">
            {said}
        </span>
    }
}

/// The button; where the browser refuses, another beside it offers a file.
#[component]
fn CopyButton(
    /// What a file of it is called.
    name: Signal<String>,
    /// What is copied.
    content: Callback<(), Document>,
    /// Told how it went.
    said: RwSignal<&'static str>,
    /// How the button looks.
    class: &'static str,
) -> impl IntoView {
    let files = Files::of(name);
    let refused = RwSignal::new(false);
    let press = move |_| {
        said.set("");
        let document = untrack(|| content.run(()));
        let text = plain(&document);
        let formatted = future_to_promise(async move {
            blob(
                &formatted_text(&with_pictures(document).await).into(),
                HTML.1,
            )
        });
        // Asked at once, while the press is fresh: the formatted text may follow.
        let written = copy(&formatted, &text);
        spawn_local(async move {
            let done = match written {
                Ok(promise) => JsFuture::from(promise).await.is_ok(),
                Err(_) => false,
            };
            // The reader may have left the page meanwhile.
            said.try_set(if done { COPIED } else { REFUSED });
            refused.try_set(!done);
        });
    };
    let save_instead = move |_| {
        let document = untrack(|| content.run(()));
        spawn_local(async move {
            let title = name.try_get_untracked().unwrap_or_default();
            let page = html_page(&title, &with_pictures(document).await);
            files.save(&page.into(), HTML);
            said.try_set(SAVED);
        });
    };
    view! {
        <button class=class type="button" on:click=press>
            "Copy as formatted text"
        </button>
        <Show when=move || refused.get()>
            <button class=class type="button" on:click=save_instead>
                "Save as a file for a word processor"
            </button>
        </Show>
    }
}

/// Behind a button: what can be saved or copied of a table or a figure.
#[component]
pub fn Carry(
    /// What files of it are called.
    #[prop(into)]
    name: Signal<String>,
    /// What is copied; its first table is what is saved.
    content: Callback<(), Document>,
    /// Draws its picture, where it has one.
    #[prop(optional)]
    picture: Option<Callback<Paper, Option<Picture>>>,
) -> impl IntoView {
    // A paper is copied as a whole.
    if on_paper() {
        return ().into_any();
    }
    let open = RwSignal::new(false);
    let said = RwSignal::new("");
    let files = Files::of(name);
    let save_table = move |_| {
        if let Some(table) = untrack(|| content.run(())).table() {
            files.save(&csv(table).into(), CSV);
            said.set(SAVED);
        }
    };
    let group = move || format!("Save or copy: {}", name.get());
    view! {
        <button
            class="wm-link-btn wm-carry__button"
            type="button"
            aria-expanded=move || open.get().to_string()
            on:click=move |_| open.update(|open| *open = !*open)
        >
            "Save or copy"
        </button>
        <Show when=move || open.get()>
            <div class="wm-carry" role="group" aria-label=group>
                <CopyButton name=name content=content said=said class=SMALL />
                <button class=SMALL type="button" on:click=save_table>
                    "Save as CSV"
                </button>
                {picture.map(|draw| view! { <SavePicture files=files draw=draw said=said /> })}
                <Said said=said />
            </div>
        </Show>
    }
    .into_any()
}

/// The buttons that save a chart as a picture, on white unless dark is asked for.
#[component]
fn SavePicture(
    /// How its file is called.
    files: Files,
    /// Draws it.
    draw: Callback<Paper, Option<Picture>>,
    /// Told how it went.
    said: RwSignal<&'static str>,
) -> impl IntoView {
    let dark = RwSignal::new(false);
    let drawn = move || {
        let paper = if dark.get_untracked() {
            Paper::Dark
        } else {
            Paper::Light
        };
        let picture = untrack(|| draw.run(paper));
        said.set(if picture.is_some() { "" } else { NOT_DRAWN });
        picture
    };
    let save_svg = move |_| {
        if let Some(picture) = drawn() {
            files.save(&picture.source.into(), SVG);
            said.set(SAVED);
        }
    };
    let save_png = move |_| {
        let Some(picture) = drawn() else { return };
        spawn_local(async move {
            let told = match png(&picture).await {
                Ok(bytes) => {
                    files.save(&bytes, PNG);
                    SAVED
                }
                Err(_) => TOO_LARGE,
            };
            said.try_set(told);
        });
    };
    view! {
        <button class=SMALL type="button" on:click=save_png>
            "Save as PNG"
        </button>
        <button class=SMALL type="button" on:click=save_svg>
            "Save as SVG"
        </button>
        <label class="wm-carry__dark">
            <input
                type="checkbox"
                prop:checked=move || dark.get()
                on:change=move |event| dark.set(event_target_checked(&event))
            />
            "Picture on a dark ground"
        </label>
    }
}
