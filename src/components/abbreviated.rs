//! Abbreviations in the texts of a plan's pages: each is a button that says what it stands for, right
//! behind it, for finger, keyboard and ear alike.

use std::sync::Arc;

use leptos::{ev, prelude::*, web_sys::Element};
use wasm_bindgen::JsCast;

use crate::{
    app::{Held, OpenPlan},
    insight::{Abbreviations, abbreviations::Piece},
};

/// The abbreviations of the open plan, for the texts below.
#[derive(Clone, Copy)]
struct Known(Memo<Held<Abbreviations>>);

/// What the abbreviation stands for, at its button.
const LONG: &str = "data-long";
/// The id of the place where an expansion is said aloud.
const SAID: &str = "abbreviation-said";

/// Lets the texts below explain the abbreviations of the open plan. One listener serves them all, for
/// a table may hold thousands.
pub fn explain_abbreviations() {
    let Some(open) = use_context::<OpenPlan>() else {
        return;
    };
    provide_context(Known(Memo::new(move |_| {
        Held(Arc::new(Abbreviations::new(&open.get())))
    })));
    prepare_to_say();
    let click = window_event_listener(ev::click, |event| {
        let target = event.target().and_then(|t| t.dyn_into::<Element>().ok());
        if let Some(button) = target.and_then(|t| t.closest(".wm-abbr").ok().flatten()) {
            let open = button.get_attribute("aria-expanded").as_deref() == Some("true");
            expand(&button, !open);
        }
    });
    let keys = window_event_listener(ev::keydown, |event| {
        if event.key() == "Escape" {
            close_all();
        }
    });
    on_cleanup(move || {
        click.remove();
        keys.remove();
    });
}

/// A text whose abbreviations can be expanded.
pub fn told(text: &str) -> AnyView {
    let Some(Known(known)) = use_context::<Known>() else {
        return text.to_owned().into_any();
    };
    known.with(|known| {
        let pieces = known.split(text);
        match pieces.as_slice() {
            [] | [Piece::Text(_)] => text.to_owned().into_any(),
            pieces => pieces.iter().map(piece).collect_view().into_any(),
        }
    })
}

fn piece(piece: &Piece<'_>) -> AnyView {
    match piece {
        Piece::Text(text) => (*text).to_owned().into_any(),
        Piece::Short(short, long) => view! {
            <button
                class="wm-abbr"
                type="button"
                aria-expanded="false"
                data-long=(*long).to_owned()
            >
                {(*short).to_owned()}
            </button>
            <span class="wm-abbr__long"></span>
        }
        .into_any(),
    }
}

/// The place must be there before there is something to say.
fn prepare_to_say() {
    if document().get_element_by_id(SAID).is_some() {
        return;
    }
    let Ok(place) = document().create_element("p") else {
        return;
    };
    place.set_id(SAID);
    place.set_class_name("govuk-visually-hidden");
    // Without it the words aren't said; they still stand behind the button.
    drop(place.set_attribute("role", "status"));
    drop(document().body().map(|body| body.append_child(&place)));
}

fn expand(button: &Element, open: bool) {
    let short = button.text_content().unwrap_or_default();
    let long = button.get_attribute(LONG).unwrap_or_default();
    let (shown, said) = match open {
        true => (format!(" ({long})"), format!("{short}: {long}")),
        false => (String::new(), String::new()),
    };
    drop(button.set_attribute("aria-expanded", &open.to_string()));
    if let Some(place) = button.next_element_sibling() {
        place.set_text_content(Some(&shown));
    }
    if let Some(place) = document().get_element_by_id(SAID) {
        place.set_text_content(Some(&said));
    }
}

fn close_all() {
    let open = document().query_selector_all(".wm-abbr[aria-expanded=true]");
    let Ok(open) = open else { return };
    for at in 0..open.length() {
        if let Some(button) = open.item(at).and_then(|b| b.dyn_into::<Element>().ok()) {
            expand(&button, false);
        }
    }
}
