//! Links: how long one is and how far it gets, copying it, handing it to the device's own ways of sharing, and its QR
//! code.

use js_sys::{Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::{Sending, qr};
use crate::{
    app::{Refusal, painted, use_plan},
    components::{Banner, Tone, Unfold, Waiting, clipboard::copy_text},
    formats::link::{Verdict, share_plan_with, share_url},
};

/// The address of this app, without what it shows.
pub fn here() -> String {
    let here = window().location();
    let origin = here.origin().unwrap_or_default();
    format!("{origin}{}", here.pathname().unwrap_or_default())
}

/// The link that carries what is sent.
#[component]
pub fn CarryingLink(
    /// What is chosen.
    sending: Sending,
) -> impl IntoView {
    let made = RwSignal::new(None::<Result<String, Refusal>>);
    // What is chosen may change while a link is made: only the last one counts.
    let turn = StoredValue::new(0u32);
    Effect::new(move |_| {
        let (taken, notes) = (sending.taken.get(), sending.along());
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        made.set(None);
        leptos::task::spawn_local(async move {
            painted().await;
            let link = share_plan_with(&taken.plan, &notes);
            if turn.try_get_value() == Some(mine) {
                let link = link.map(|fragment| share_url(&here(), &fragment));
                let _ = made.try_set(Some(link.map_err(Refusal::from)));
            }
        });
    });
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>
                {move || match sending.taken.get().records {
                    0 => "A link that carries the plan",
                    _ => "A link that carries this part",
                }}
            </h2>
            <p>
                "What you send is inside the link. No server keeps it, but whoever handles the message can read it on the way: "
                "a mail gateway that looks at links can, and so can anyone the message is passed on to."
            </p>
            {move || match made.get() {
                None => view! { <Waiting what="Making the link" /> }.into_any(),
                Some(Err(refusal)) => view! { <Banner tone=Tone::Warning refusal /> }.into_any(),
                Some(Ok(url)) => {
                    let verdict = Verdict::of(&url).to_string();
                    view! {
                        <p>{verdict}</p>
                        <CopyLink id="link-whole" url=Signal::stored(url) />
                    }
                        .into_any()
                }
            }}
        </section>
    }
}

/// A link to copy, to look at, to hand on.
#[component]
pub fn CopyLink(
    /// A name for its field.
    id: &'static str,
    /// The link.
    url: Signal<String>,
) -> impl IntoView {
    let open = use_plan();
    let said = RwSignal::new("");
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let told = match copy_text(&url.get_untracked()).await {
                true => "Copied. Paste it into a message.",
                false => "This browser doesn’t let us copy. Select the link and copy it yourself.",
            };
            let _ = said.try_set(told);
        });
    };
    let hand_on = move |share: Function| {
        let title = open.get_untracked().front.title.clone();
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
            <input class="govuk-input" id=id readonly prop:value=url />
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
            <a class="wm-btn" href=url target="_blank" rel="noopener">
                "Open it as they will"
                <span class="govuk-visually-hidden">" (in a new tab)"</span>
            </a>
            <span role="status">{said}</span>
        </div>
        {move || url.with(|url| qr::code(url)).map(|code| {
            view! {
                <Unfold label="Show a QR code" name=format!("{id}-qr")>
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
