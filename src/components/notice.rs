//! What went wrong and what to do about it: a page of its own, or a banner on another.

use leptos::prelude::*;

use super::page::PageTitle;
use crate::app::{Refusal, View, page_href};

/// A full-page notice.
#[component]
pub fn Notice(
    /// What is wrong, in a few words.
    title: &'static str,
    /// What happened and what to do next.
    refusal: Refusal,
    /// More ways on, beside the list of plans.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <section class="wm-notice wm-card">
            <PageTitle text=title.to_owned() class="wm-title" />
            <p>{refusal.what}</p>
            <h2>"What you can do"</h2>
            <p>{refusal.what_to_do}</p>
            <div class="wm-acts">
                {children.map(|children| children())}
                <a class="wm-btn" href=page_href(View::Library)>
                    "All plans"
                </a>
            </div>
        </section>
    }
}

/// How much a banner matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something was not done; said at once.
    Error,
    /// Something to know; said when there is a pause.
    Warning,
}

/// A banner: what is wrong in bold, then what to do about it.
#[component]
pub fn Banner(
    /// How much it matters.
    tone: Tone,
    /// What happened and what to do next.
    refusal: Refusal,
    /// Ways on, below the words.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let (class, role) = match tone {
        Tone::Error => ("wm-banner wm-banner--error", "alert"),
        Tone::Warning => ("wm-banner wm-banner--warn", "status"),
    };
    view! {
        <div class=class role=role>
            <p>
                <b>{refusal.what}</b>
                " "
                {refusal.what_to_do}
            </p>
            {children.map(|children| view! { <div class="wm-banner__acts">{children()}</div> })}
        </div>
    }
}
