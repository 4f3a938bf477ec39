//! Sentences that stand out, each with its sign at the left and its figure at the right.

use leptos::prelude::*;

use super::explained::explained;
use crate::{
    app::{View, item_href, view_href},
    insight::{Mark, Standout, standouts::Lead},
    plan::{Rag, brief},
};

/// The most characters of a link in a sentence.
const LONGEST: usize = 72;

/// A list of sentences, worst first.
#[component]
pub fn Standouts(
    /// The sentences.
    items: Vec<Standout>,
) -> impl IntoView {
    view! { <ol class="wm-out">{items.into_iter().map(sentence).collect_view()}</ol> }
}

fn sentence(said: Standout) -> impl IntoView {
    let (class, sign, label) = sign(said.mark);
    let why =
        (!said.why.is_empty()).then(|| view! { <p class="wm-out__why">{explained(said.why)}</p> });
    view! {
        <li>
            <span class=class role="img" aria-label=label>
                <b aria-hidden="true">{sign}</b>
            </span>
            <div>
                <p>
                    <a href=lead_href(&said.lead)>{brief(&said.link, LONGEST)}</a>
                    {explained(said.rest)}
                </p>
                {why}
            </div>
            <div class="wm-fig">{said.figure} <small>{said.figure_label}</small></div>
        </li>
    }
}

/// Class, letter and words of a sign.
fn sign(mark: Mark) -> (&'static str, String, String) {
    match mark {
        Mark::Rag(rag) => (rag_class(rag), rag.letter().into(), rag.shown().into()),
        Mark::Score(score) => (
            "wm-rag wm-rag--r",
            score.to_string(),
            format!("Risk score {score}"),
        ),
        Mark::Check => ("wm-rag wm-rag--n", "!".into(), "To look into".into()),
        Mark::ToGo => ("wm-rag wm-rag--n", "→".into(), "Worth knowing".into()),
        Mark::Well => ("wm-rag wm-rag--n", "✓".into(), "Goes well".into()),
    }
}

/// The class of a rating's shape and colour.
fn rag_class(rag: Rag) -> &'static str {
    match rag {
        Rag::Red => "wm-rag wm-rag--r",
        Rag::Amber => "wm-rag wm-rag--a",
        Rag::Green => "wm-rag wm-rag--g",
    }
}

/// Where a sentence or a figure leads, as a link.
pub fn lead_href(lead: &Lead) -> String {
    match lead {
        Lead::Item(id) => item_href(id),
        Lead::View(key) => view_href(View::from_key(key)),
    }
}
