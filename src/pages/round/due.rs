//! What is due in a round, one below the other: done, given another date, given up, or a word about it.

use leptos::prelude::*;
use serde_json::{Value, json};

use super::super::edit::{choices::choices, form_of};
use crate::{
    app::{today, use_editing},
    components::field::{Choice, Field},
    drafting::{Change, Command, Path, typed::Reading},
    insight::{round::DueItem, rows::short},
    plan::Progress,
};

const DATE: &str = "govuk-input--width-10";
/// As many stand on the page; the next round has the others.
const MOST: usize = 200;

/// Everything that is due.
#[component]
pub fn Dues(
    /// In the order they are walked.
    dues: Vec<DueItem>,
) -> impl IntoView {
    if dues.is_empty() {
        return ().into_any();
    }
    let count = dues.len();
    let rest = count.saturating_sub(MOST);
    let more = (rest > 0).then(|| {
        view! { <p class="wm-sub">{format!("{rest} more come once these are told of and the page is opened again.")}</p> }
    });
    let rows = dues.into_iter().take(MOST).enumerate();
    let rows = rows.map(|(number, item)| view! { <Due number=number + 1 item /> }.into_any());
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Due" " " <span class="wm-links__n">{count}</span></h2>
            <div>{rows.collect_view()}</div>
            {more}
        </section>
    }
    .into_any()
}

fn progress() -> Vec<(String, String)> {
    let all = [
        Progress::NotStarted,
        Progress::Underway,
        Progress::Done,
        Progress::Dropped,
    ];
    choices(&all, Progress::shown)
}

/// One thing that is due.
#[component]
fn Due(
    /// Its place, from 1.
    number: usize,
    item: DueItem,
) -> impl IntoView {
    let editing = use_editing();
    let record = Path::record(item.kind, &item.record);
    let (at, due) = match &item.milestone {
        Some(id) => (record.field("milestones").item(id), "due"),
        None => (record, "end"),
    };
    let f = |name: &str| at.clone().field(name);
    let state = editing.value(f("progress"));
    let date = editing.value(f(due));
    let (was, stood) = (state.get_untracked(), date.get_untracked());
    let told = Memo::new(move |_| match state.get() {
        now if now == json!("done") => "Done",
        now if now == json!("dropped") => "Given up",
        _ if date.get() != stood => "Another date",
        now if now != was => "Told of",
        _ => "",
    });
    let name = short(&item.text, 60);
    let is_done = move || state.get() == json!("done");
    // Pressing it again takes it back. It stays where it is, and so does the focus.
    let done_today = {
        let (progress, done_on) = (f("progress"), f("done_on"));
        let name = name.clone();
        let has_day = item.milestone.is_some();
        move |_| {
            let done = state.get_untracked() != json!("done");
            let set = |at: &Path, to: Value| Change::Set {
                at: at.clone(),
                to: if done { to } else { Value::Null },
            };
            let day = has_day.then(|| set(&done_on, json!(today().iso())));
            let told = if done { "done" } else { "not done" };
            let command = Command {
                name: format!("Marked “{name}” as {told}"),
                changes: [set(&progress, json!("done"))]
                    .into_iter()
                    .chain(day)
                    .collect(),
            };
            editing.perform(command, false);
        }
    };
    let milestone = item.milestone.is_some();
    let form = form_of(item.kind, Some(&item.record)).href();
    let new = item.is_new.then_some("new since the last round");
    view! {
        <fieldset class="wm-rowform wm-round">
            <legend>
                {format!("{number}. {}", item.text)}
                " "
                <span class="wm-round__told">{told}</span>
            </legend>
            <p class="wm-sub">
                <span>{format!("Due {}", item.date)}</span>
                {new.map(|new| view! { <span>{new}</span> })}
                <a href=form>{if item.of.is_empty() { "Its form".to_owned() } else { item.of.clone() }}</a>
            </p>
            <div class="wm-rowform__fields">
                <div>
                    <button
                        class="wm-btn"
                        type="button"
                        aria-label=format!("Done today: {name}")
                        aria-pressed=move || is_done().to_string()
                        disabled=move || !editing.writes.get()
                        on:click=done_today
                    >
                        "Done today"
                    </button>
                </div>
                <Choice at=f("progress") label="Progress" options=progress() />
                {milestone.then(|| view! { <Field at=f("done_on") label="Done on" reading=Reading::Date width=DATE /> })}
                <Field at=f(due) label=if milestone { "Due" } else { "Ends" } reading=Reading::Date width=DATE />
                {milestone.then(|| view! { <Field at=f("comment") label="Comment" reading=Reading::Text /> })}
            </div>
        </fieldset>
    }
}
