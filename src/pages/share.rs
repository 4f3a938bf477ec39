//! Sharing the open plan: a link that carries it whole or leads to the published one, and a file.

use leptos::prelude::*;
use wasm_bindgen_futures::JsFuture;

use crate::{
    app::{Editing, Of, View, drafts, today, use_location, use_plan},
    components::{
        PageTitle,
        download::{download, file_name},
    },
    formats::{
        link::{Verdict, share_plan, share_url},
        write_plan,
    },
};

/// The page to share a plan.
#[component]
pub fn Share() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let within = Memo::new(move |_| open.get().front.title.clone());
    let published = matches!(location.get_untracked().of, Of::Published(_));
    let base = {
        let here = window().location();
        let origin = here.origin().unwrap_or_default();
        format!("{origin}{}", here.pathname().unwrap_or_default())
    };
    let plain = published.then(|| {
        let to = location.get_untracked().to_view(View::Overview);
        format!("{base}{}", to.href())
    });
    let whole = Memo::new(move |_| {
        share_plan(&open.get())
            .map(|fragment| share_url(&base, &fragment))
            .map_err(|e| e.to_string())
    });
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle text="Share this plan" within=within class="wm-title" />
            {plain
                .map(|url| {
                    view! {
                        <section class="wm-card wm-stack wm-stack--s">
                            <h2>"A link to the published plan"</h2>
                            <p>"Anyone who can reach this site can open it."</p>
                            <CopyLink id="link-plain" url=url />
                        </section>
                    }
                })}
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"A link that carries the plan"</h2>
                <p>
                    "The whole plan is inside the link, with every name and note in it. No server keeps it, "
                    "but whoever handles the message can read it, a mail gateway too."
                </p>
                {move || match whole.get() {
                    Ok(url) => {
                        let verdict = Verdict::of(&url).to_string();
                        view! {
                            <p>{verdict}</p>
                            <CopyLink id="link-whole" url=url />
                        }
                            .into_any()
                    }
                    Err(what) => view! { <p>{what}</p> }.into_any(),
                }}
            </section>
            <section class="wm-card wm-stack wm-stack--s">
                <h2>"A file"</h2>
                <p>
                    "A file has no limit of length. Send it by email or keep it as a copy; it opens in "
                    "Waymark with ‘Open a file’."
                </p>
                <SaveFile />
            </section>
        </div>
    }
}

/// A link to copy.
#[component]
fn CopyLink(
    /// A name for its field.
    id: &'static str,
    /// The link.
    url: String,
) -> impl IntoView {
    let copied = RwSignal::new("");
    let text = url.clone();
    let length = url.chars().count();
    let copy = move |_| {
        let promise = window().navigator().clipboard().write_text(&text);
        leptos::task::spawn_local(async move {
            let said = match JsFuture::from(promise).await {
                Ok(_) => "Copied. Paste it into a message.",
                Err(_) => "This browser doesn’t let us copy. Select the link and copy it yourself.",
            };
            let _ = copied.try_set(said);
        });
    };
    let grouped = crate::plan::Decimal::new(length as i64, 0).grouped();
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id>
                {format!("The link, {grouped} characters")}
            </label>
            <input class="govuk-input" id=id readonly prop:value=url />
        </div>
        <div class="wm-cluster">
            <button class="wm-btn wm-btn--main" type="button" on:click=copy>
                "Copy the link"
            </button>
            <span role="status">{copied}</span>
        </div>
    }
}

/// Saves the plan as a file; a draft remembers that it was backed up.
#[component]
fn SaveFile() -> impl IntoView {
    let open = use_plan();
    let editing = use_context::<Editing>();
    let saved = RwSignal::new("");
    let save = move |_| {
        let plan = open.get_untracked();
        let name = file_name(&plan.front.title, &today().iso());
        match editing {
            Some(editing) => {
                let (file, head) = editing.file();
                download(&name, &file);
                if let Some(desk) = editing.desk() {
                    leptos::task::spawn_local(async move {
                        let id = desk.journal.draft().clone();
                        drop(drafts().await.backed_up(&id, head).await);
                    });
                }
            }
            None => download(&name, &write_plan(&plan)),
        }
        saved.set("Saved where this browser keeps its downloads.");
    };
    view! {
        <div class="wm-cluster">
            <button class="wm-btn wm-btn--main" type="button" on:click=save>
                "Save as a file"
            </button>
            <span role="status">{saved}</span>
        </div>
    }
}
