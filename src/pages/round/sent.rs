//! The end of a round: what it found, to be copied or sent, and the version it is kept as.

use std::time::Duration;

use leptos::prelude::*;

use super::name_today;
use crate::{
    app::{Editing, Held, Refusal, today, use_plan},
    components::{Banner, Tone, at_rest, carry::Copy},
    formats::plain,
    insight::{
        Document,
        round::{Account, account},
    },
    plan::{Date, Plan},
};

/// As long a hand rests before the account is made anew.
const REST: Duration = Duration::from_millis(400);
/// Longer than this a letter can't be handed to every mail program.
const LETTER: usize = 1_500;

/// The account of the round, and its end.
#[component]
pub fn Summary(
    /// The draft.
    editing: Editing,
    /// The plan as the last round left it.
    before: Held<Plan>,
    /// Begins the next round.
    again: Callback<()>,
) -> impl IntoView {
    let open = use_plan();
    let before = StoredValue::new(before);
    let now = move || before.try_with_value(|before| account(before, &open.written_untracked()));
    let told = RwSignal::new(now().unwrap_or_default());
    let follow = move || {
        if let Some(now) = now() {
            let _ = told.try_set(now);
        }
    };
    at_rest(REST, move || drop(open.written()), follow);
    let failed = RwSignal::new(None::<Refusal>);
    let ended = RwSignal::new(false);
    let end = move |_| {
        leptos::task::spawn_local(async move {
            match editing.keep_as(Some(&name_today())).await {
                Ok(()) => {
                    editing.say("The round is kept as a version of the draft.");
                    let _ = ended.try_set(true);
                    again.run(());
                }
                Err(e) => {
                    let _ = failed.try_set(Some(e.into()));
                }
            }
        });
    };
    let heading = move || {
        let title = open.written_untracked().front.title.clone();
        format!("Progress of “{title}”, {}", Date::day(today()).shown())
    };
    let content = Callback::new(move |()| told.with_untracked(|told| told.document(&heading())));
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"What this round says"</h2>
            {move || failed.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
            <p role="status">{move || told.with(Account::told)}</p>
            {move || told.with(lists)}
            <div class="wm-acts">
                <button
                    class="wm-btn wm-btn--main"
                    type="button"
                    disabled=move || told.with(Account::is_empty) || !editing.writes.get()
                    on:click=end
                >
                    "Finish the round"
                </button>
                <Copy name="Progress round" content=content />
                {move || letter(&content.run(()), &heading()).map(|href| view! {
                    <a class="wm-btn" href=href>"Write an email with it"</a>
                })}
            </div>
            <p class="wm-sub">
                "Finishing keeps the draft as it is now as a version, from which the next round is counted."
            </p>
        </section>
    }
}

fn lists(told: &Account) -> impl IntoView + use<> {
    let lists = told.lists().map(|(name, lines)| {
        let lines: Vec<String> = lines.to_vec();
        view! {
            <h3>{name}</h3>
            <ul class="wm-list">
                {lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view()}
            </ul>
        }
    });
    lists.collect_view()
}

/// The address that begins an email with the account; `None` where it is too long for one.
fn letter(content: &Document, subject: &str) -> Option<String> {
    let text = plain(content);
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    (text.len() <= LETTER).then(|| {
        format!(
            "mailto:?subject={}&body={}",
            encoded(subject),
            encoded(&text)
        )
    })
}
