//! Links: how long one is and how far it gets, copying it, handing it to the device's own ways of sharing, and its QR
//! code.

use js_sys::{Function, Object, Reflect};
use leptos::{ev, prelude::*};
use wasm_bindgen::{JsCast, JsValue};

use super::{Sending, making::Made, qr};
use crate::{
    app::{Editing, Refusal, drafts::moment, use_plan},
    components::{Banner, Tone, Unfold, Waiting, clipboard::copy_text},
    formats::link::Content,
};

/// The link that carries what is sent.
#[component]
pub fn CarryingLink(
    /// What is chosen.
    sending: Sending,
    /// The link, once it is made.
    made: RwSignal<Option<Result<Made, Refusal>>>,
    /// Whether it is what serves best.
    #[prop(into)]
    best: Signal<bool>,
) -> impl IntoView {
    let locked = Signal::derive(move || sending.passphrase.with(|words| !words.trim().is_empty()));
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>
                {move || match made.get() {
                    Some(Ok(Made { content: Content::Changes, .. })) => {
                        "A link that carries what differs from the published plan"
                    }
                    Some(Ok(Made { content: Content::Part, .. })) => "A link that carries this part",
                    _ => "A link that carries the plan",
                }}
                {move || best.get().then(serves_best)}
            </h2>
            <p>
                "What you send is inside the link. No server keeps it, but whoever handles the message can read it on the way: "
                "a mail gateway that looks at links can, and so can anyone the message is passed on to."
            </p>
            <Passphrase sending />
            {move || match made.get() {
                None => view! { <Waiting what="Making the link" /> }.into_any(),
                Some(Err(refusal)) => view! { <Banner tone=Tone::Warning refusal /> }.into_any(),
                Some(Ok(made)) => {
                    view! {
                        <p>{made.verdict.to_string()}</p>
                        <CopyLink id="link-whole" url=Signal::stored(made.url) keeps=true locked />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// Marks the way that serves best.
pub fn serves_best() -> impl IntoView {
    view! { " " <span class="wm-tag">"Serves best"</span> }
}

/// A passphrase for the link.
#[component]
fn Passphrase(sending: Sending) -> impl IntoView {
    let set = move |event: ev::Event| sending.passphrase.set(event_target_value(&event));
    view! {
        <Unfold label="Protect it with a passphrase">
            <div class="govuk-form-group">
                <label class="govuk-label" for="passphrase">
                    "Passphrase"
                </label>
                <div class="govuk-hint" id="passphrase-hint">
                    "Four or more words that nobody would guess. Tell them by another way than the link, by phone for example. "
                    "Nobody can open the link without it; it can’t be found again."
                </div>
                <input
                    class="govuk-input govuk-input--width-20"
                    id="passphrase"
                    autocomplete="off"
                    spellcheck="false"
                    aria-describedby="passphrase-hint"
                    prop:value=sending.passphrase
                    on:change=set
                />
            </div>
            <p role="status">
                {move || {
                    let set = sending.passphrase.with(|words| !words.trim().is_empty());
                    set.then_some("The link opens with this passphrase only. A file has none.")
                }}
            </p>
        </Unfold>
    }
}

/// A link to copy, to look at, to hand on.
#[component]
pub fn CopyLink(
    /// A name for its field.
    id: &'static str,
    /// The link.
    url: Signal<String>,
    /// Whether a draft keeps what was sent in it.
    #[prop(optional)]
    keeps: bool,
    /// Whether it opens with a passphrase only.
    #[prop(into, optional)]
    locked: Signal<bool>,
) -> impl IntoView {
    let open = use_plan();
    let said = RwSignal::new("");
    let kept = StoredValue::new(!keeps);
    let editing = use_context::<Editing>();
    // A name keeps it: an answer is read against it.
    let keep = move || {
        if let Some(editing) = editing.filter(|_| !kept.get_value()) {
            kept.set_value(true);
            leptos::task::spawn_local(async move {
                let name = format!("Sent as a link on {}", moment(js_sys::Date::now()));
                if editing.keep_as(Some(&name)).await.is_err() {
                    let _ = kept.try_set_value(false);
                }
            });
        }
    };
    // Who shows the code lets it be scanned.
    let (shows, scanned) = signal(false);
    Effect::new(move |_| {
        if shows.get() {
            keep();
        }
    });
    let copy = move |_| {
        keep();
        leptos::task::spawn_local(async move {
            let told = match copy_text(&url.get_untracked()).await {
                true => "Copied. Paste it into a message.",
                false => "This browser doesn’t let us copy. Select the link and copy it yourself.",
            };
            let _ = said.try_set(told);
        });
    };
    let hand_on = move |share: Function| {
        keep();
        // What a passphrase locks has no name outside.
        let title = match locked.get_untracked() {
            true => "A plan".to_owned(),
            false => open.get_untracked().front.title.clone(),
        };
        if share_sheet(&share, &title, &url.get_untracked()).is_none() {
            said.set("This device didn’t offer a way to share. Copy the link instead.");
        }
    };
    let length = move || crate::plan::Decimal::new(url.with(|url| url.chars().count()) as i64, 0);
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id>
                {move || format!("The link, {} characters", length().grouped())}
            </label>
            <input class="govuk-input" id=id readonly prop:value=url on:copy=move |_| keep() />
        </div>
        <div class="wm-acts">
            <button class="wm-btn wm-btn--main" type="button" on:click=copy>
                "Copy the link"
            </button>
            {sharing().map(|share| {
                view! {
                    <button class="wm-btn" type="button" on:click=move |_| hand_on(share.clone())>
                        "Send it from here…"
                    </button>
                }
            })}
            <a class="wm-btn" href=url target="_blank" rel="noopener" on:click=move |_| keep()>
                "Open it as they will"
                <span class="govuk-visually-hidden">" (in a new tab)"</span>
            </a>
            <span role="status">{said}</span>
        </div>
        {move || url.with(|url| qr::code(url)).map(|code| {
            view! {
                <Unfold label="Show a QR code" name=format!("{id}-qr") opened=scanned>
                    {qr::picture(&code)}
                    <p class="wm-sub">"For a slide or a sheet of paper: a phone’s camera opens the link."</p>
                </Unfold>
            }
        })}
    }
}

/// The device's own way of sharing, where the browser has one.
fn sharing() -> Option<Function> {
    let navigator = window().navigator();
    Reflect::get(&navigator, &"share".into())
        .ok()?
        .dyn_into()
        .ok()
}

/// Opens it with a link. What comes of it is between the reader and the device.
fn share_sheet(share: &Function, title: &str, url: &str) -> Option<JsValue> {
    let what = Object::new();
    Reflect::set(&what, &"title".into(), &title.into()).ok()?;
    Reflect::set(&what, &"url".into(), &url.into()).ok()?;
    let asked = share.call1(&window().navigator(), &what).ok()?;
    // Leaving the sheet without sharing is no fault; unheard, the browser would report one.
    let quiet = wasm_bindgen::closure::Closure::once_into_js(|_: JsValue| ());
    let promise: js_sys::Promise = asked.dyn_into().ok()?;
    let catch: Function = Reflect::get(&promise, &"catch".into())
        .ok()?
        .dyn_into()
        .ok()?;
    catch.call1(&promise, &quiet).ok()
}
