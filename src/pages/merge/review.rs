//! What comes from the other copy and what a person must decide, and the one step that takes it in.

use std::sync::Arc;

use leptos::prelude::*;

use super::decide::{Decide, place, said};
use crate::{
    app::{Refusal, View, use_editing, use_location, view_href},
    components::{Banner, Tone, Unfold},
    drafting::{
        ChangeError, Command,
        merge::{Choices, Conflict, Merge, Side, Taken},
    },
    insight::rows::{sentence, some},
};

/// The id of what is said of the two, to which focus goes.
pub const TOLD: &str = "merge-told";

/// The two copies beside each other.
#[component]
pub fn Review(
    /// The comparison.
    merge: Arc<Merge>,
    /// What both began from, in words.
    base: Option<String>,
    /// What the other copy is called.
    name: String,
    /// What they wrote where something of mine stood that they never got.
    unseen: Vec<Conflict>,
    /// Called to choose another copy.
    again: Callback<()>,
) -> impl IntoView {
    let editing = use_editing();
    let location = use_location();
    let choices = RwSignal::new(Choices::none());
    let refused = RwSignal::new(None::<Refusal>);
    let left = {
        let merge = merge.clone();
        Memo::new(move |_| choices.with(|choices| merge.open(choices).count()))
    };
    // What the choices come to: worked out once for what is told of it and for taking it in.
    let step = StoredValue::new(None::<Result<Command, ChangeError>>);
    let lost = {
        let (merge, name) = (merge.clone(), name.clone());
        Memo::new(move |_| {
            let now = choices.with(|choices| merge.resolve(choices, &name));
            let lost = now
                .as_ref()
                .map_or(Vec::new(), |now| now.lost_links.clone());
            step.set_value(Some(now.map(|now| now.command)));
            let told = lost.into_iter().map(|link| {
                format!(
                    "{}: {} {}",
                    sentence(&link.from_words),
                    link.relation.forward().to_lowercase(),
                    link.to_words
                )
            });
            told.collect::<Vec<String>>()
        })
    };
    let confirm = move |_| {
        // For the choices as they are now.
        lost.with_untracked(|_| ());
        match step.get_value() {
            // The draft may have gone on since the copies were put beside each other: what was decided stays here then.
            Some(Ok(step)) => match editing.take_in(step) {
                Ok(()) => location.go(location.get_untracked().to_view(View::Overview)),
                Err(e) => refused.set(Some(Refusal::new(
                    &format!("Your draft was changed since, so this can’t be taken in. {e}"),
                    "Nothing was changed. Undo what you changed last, or choose the copy again.",
                ))),
            },
            Some(Err(e)) => refused.set(Some(Refusal::new(
                &format!("The two copies could not be merged. {e}"),
                "Your draft is as it was. Choose the file again, or ask for a new one.",
            ))),
            None => {}
        }
    };
    let nothing = merge.takes() == 0 && merge.conflicts.is_empty();
    let known = merge.is_three_way();
    let records = records(&merge.conflicts);
    let some_conflicts = !records.is_empty();
    let all = move |side: Side| choices.set(Choices::all(side));
    let how = match &base {
        Some(base) => format!("Both began from this: {base}."),
        None => "No version is known that both began from. So every difference is yours to decide, and until you do your draft stays as it is.".to_owned(),
    };
    let takes = merge.takes();
    // In words once somebody wants to read them.
    let (read, opened) = signal(false);
    let from_them = {
        let merge = merge.clone();
        move || {
            read.get().then(|| {
                merge
                    .taken()
                    .iter()
                    .map(|one| view! { <li>{taken_words(one)}</li> })
                    .collect_view()
            })
        }
    };
    view! {
        <p id=TOLD tabindex="-1">
            {told(&merge, &name)}
        </p>
        <p class="wm-sub">{how}</p>
        {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
        {(!unseen.is_empty())
            .then(|| {
                let each: Vec<String> = unseen.iter().map(unseen_words).collect();
                let refusal = Refusal::new(
                    "They wrote where something of yours stands that they didn’t get.",
                    &format!("Yours stays. If theirs is right, put it in yourself: {}.", each.join("; ")),
                );
                view! { <Banner tone=Tone::Warning refusal /> }
            })}
        {(takes > 0)
            .then(|| {
                let label = some(takes, "change that only they made", "changes that only they made");
                view! {
                    <Unfold label=sentence(&label) opened>
                        <ul class="govuk-list govuk-list--bullet">
                            {from_them}
                        </ul>
                    </Unfold>
                }
            })}
        {some_conflicts
            .then(|| {
                view! {
                    <h2>"To decide"</h2>
                    <div class="wm-acts">
                        <button class="wm-btn" type="button" on:click=move |_| all(Side::Mine)>
                            "Mine for all"
                        </button>
                        <button class="wm-btn" type="button" on:click=move |_| all(Side::Theirs)>
                            "Theirs for all"
                        </button>
                    </div>
                }
            })}
        {records
            .into_iter()
            .map(|conflicts| view! { <Decide conflicts known choices /> })
            .collect_view()}
        {move || {
            let lost = lost.get();
            (!lost.is_empty())
                .then(|| {
                    let refusal = Refusal::new(
                        &format!("These links would lead to something that one of you deleted: {}.", lost.join("; ")),
                        "Keep what was deleted, or link to something else afterwards: the page ‘Checks’ lists them.",
                    );
                    view! { <Banner tone=Tone::Warning refusal /> }
                })
        }}
        <div class="wm-card wm-stack wm-stack--s">
            <p role="status">
                {move || match (nothing, left.get()) {
                    (true, _) => "There is nothing to merge.".to_owned(),
                    (_, 0) => "Everything is decided.".to_owned(),
                    (_, left) => format!("{} still to be decided: there yours stays.", sentence(&some(left, "thing is", "things are"))),
                }}
            </p>
            <div class="wm-acts">
                <button
                    class="wm-btn wm-btn--main"
                    type="button"
                    disabled=move || nothing || !editing.writes.get()
                    on:click=confirm
                >
                    "Merge into my draft"
                </button>
                <button class="wm-btn" type="button" on:click=move |_| again.run(())>
                    "Choose another copy"
                </button>
                <a class="wm-btn" href=view_href(View::Edit)>
                    "Leave it"
                </a>
            </div>
        </div>
    }
}

/// What there is, in a sentence.
fn told(merge: &Merge, name: &str) -> String {
    let taken = merge.takes();
    let conflicts = merge.conflicts.len();
    match (merge.is_three_way(), taken, conflicts) {
        (_, 0, 0) => format!(
            "{} says nothing that this draft doesn’t say.",
            sentence(name)
        ),
        (true, taken, 0) => format!(
            "{} brings {}; nothing was changed by both of you.",
            sentence(name),
            some(taken, "change", "changes")
        ),
        (true, taken, conflicts) => format!(
            "{} brings {}; {} by both of you, differently.",
            sentence(name),
            some(taken, "change", "changes"),
            some(conflicts, "thing was changed", "things were changed")
        ),
        (false, _, conflicts) => format!(
            "{} differs from this draft in {}.",
            sentence(name),
            some(conflicts, "place", "places")
        ),
    }
}

/// The conflicts, each with its number, record by record.
fn records(conflicts: &[Conflict]) -> Vec<Vec<(usize, Conflict)>> {
    let numbered: Vec<(usize, Conflict)> = conflicts.iter().cloned().enumerate().collect();
    let same = |a: &(usize, Conflict), b: &(usize, Conflict)| a.1.record == b.1.record;
    numbered.chunk_by(same).map(<[_]>::to_vec).collect()
}

/// What they wrote over something that they never saw.
fn unseen_words(conflict: &Conflict) -> String {
    let place = place(&conflict.label, &conflict.part);
    format!(
        "{}, {place}: “{}”",
        conflict.record.words,
        said(&conflict.mine)
    )
}

/// A change that only they made, in words.
fn taken_words(taken: &Taken) -> String {
    let place = place(&taken.label, &taken.part);
    let (before, after) = (said(&taken.before), said(&taken.after));
    // Of a whole record or part the name says enough.
    let whole = taken.label.is_empty();
    let what = match (before.is_empty(), after.is_empty()) {
        (true, false) if whole => "new".to_owned(),
        (false, true) if whole => "taken out".to_owned(),
        (true, true) => "changed".to_owned(),
        (true, false) => format!("“{after}” is new"),
        (false, true) => format!("“{before}” is gone"),
        (false, false) => format!("from “{before}” to “{after}”"),
    };
    match place.as_str() {
        "" => format!("{}: {what}", sentence(&taken.record.words)),
        place => format!("{}, {place}: {what}", sentence(&taken.record.words)),
    }
}
