//! What comes from the other copy and what a person must decide, and the one step that takes it in.

use std::sync::Arc;

use leptos::prelude::*;

use crate::{
    app::Refusal,
    app::{View, use_editing, use_location, view_href},
    components::{Banner, Tone, Unfold},
    drafting::merge::{Choices, Clash, Conflict, Merge, RecordKey, Side, Taken, Version},
    insight::rows::{sentence, short, some},
};

/// The most characters of a value.
const VALUE: usize = 600;

/// The two copies beside each other.
#[component]
pub fn Review(
    /// The comparison.
    merge: Arc<Merge>,
    /// What both began from, in words.
    base: Option<String>,
    /// What the other copy is called.
    name: String,
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
    let lost = {
        let (merge, name) = (merge.clone(), name.clone());
        Memo::new(move |_| {
            let merged = choices.with(|choices| merge.resolve(choices, &name)).ok();
            let lost = merged.map_or(Vec::new(), |merged| merged.lost_links);
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
    let confirm = {
        let (merge, name) = (merge.clone(), name.clone());
        move |_| {
            let merged = choices.with_untracked(|choices| merge.resolve(choices, &name));
            match merged {
                Ok(merged) => {
                    editing.perform_and_say(merged.command);
                    location.go(location.get_untracked().to_view(View::Overview));
                }
                Err(e) => refused.set(Some(Refusal::new(
                    &format!("The two copies could not be merged. {e}"),
                    "Your draft is as it was. Choose the file again, or ask for a new one.",
                ))),
            }
        }
    };
    let nothing = merge.taken.is_empty() && merge.conflicts.is_empty();
    let records = records(&merge.conflicts);
    let some_conflicts = !records.is_empty();
    let all = move |side: Side| choices.set(Choices::all(side));
    let how = match &base {
        Some(base) => format!("Both began from this: {base}."),
        None => "No version is known that both began from. So every difference is yours to decide, and until you do your draft stays as it is.".to_owned(),
    };
    let taken = merge.taken.clone();
    let taken_count = taken.len();
    view! {
        <p>{told(&merge, &name)}</p>
        <p class="wm-sub">{how}</p>
        {move || refused.get().map(|refusal| view! { <Banner tone=Tone::Error refusal /> })}
        {(taken_count > 0)
            .then(|| {
                let label = some(taken_count, "change that only they made", "changes that only they made");
                view! {
                    <Unfold label=sentence(&label)>
                        <ul class="govuk-list govuk-list--bullet">
                            {taken.iter().map(|one| view! { <li>{taken_words(one)}</li> }).collect_view()}
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
            .map(|(key, words, conflicts)| view! { <Decide key words conflicts choices /> })
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
    let taken = merge.taken.len();
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

/// The conflicts, record by record.
fn records(conflicts: &[Conflict]) -> Vec<(RecordKey, String, Vec<Conflict>)> {
    let mut all: Vec<(RecordKey, String, Vec<Conflict>)> = Vec::new();
    for conflict in conflicts {
        match all.last_mut() {
            Some((_, words, of)) if *words == conflict.record.words => of.push(conflict.clone()),
            _ => all.push((
                conflict.record.key.clone(),
                conflict.record.words.clone(),
                vec![conflict.clone()],
            )),
        }
    }
    all
}

/// A change that only they made, in words.
fn taken_words(taken: &Taken) -> String {
    let place = place(&taken.label, &taken.part);
    let (before, after) = (said(&taken.before), said(&taken.after));
    let what = match (before.is_empty(), after.is_empty()) {
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

fn place(label: &str, part: &str) -> String {
    match (label, part) {
        ("", part) => part.to_owned(),
        (label, "") => label.to_lowercase(),
        (label, part) => format!("{} of {part}", label.to_lowercase()),
    }
}

fn said(version: &Version) -> String {
    short(&version.words, VALUE)
}

/// What a record's conflicts are, each with its three values and the choice.
#[component]
fn Decide(
    key: RecordKey,
    words: String,
    conflicts: Vec<Conflict>,
    choices: RwSignal<Choices>,
) -> impl IntoView {
    let issues: Vec<_> = conflicts.iter().map(|c| c.issue.clone()).collect();
    let several = conflicts.len() > 1;
    let whole = {
        let key = key.clone();
        move |side: Side| choices.update(|choices| choices.choose_record(&key, &issues, side))
    };
    let whole = StoredValue::new(whole);
    let each = conflicts
        .into_iter()
        .map(|conflict| view! { <One key=key.clone() conflict choices /> })
        .collect_view();
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h3>{sentence(&words)}</h3>
            {several
                .then(|| {
                    view! {
                        <div class="wm-acts">
                            <button class="wm-btn" type="button" on:click=move |_| whole.with_value(|whole| whole(Side::Mine))>
                                "All of mine"
                            </button>
                            <button class="wm-btn" type="button" on:click=move |_| whole.with_value(|whole| whole(Side::Theirs))>
                                "All of theirs"
                            </button>
                        </div>
                    }
                })}
            {each}
        </section>
    }
}

/// One conflict.
#[component]
fn One(key: RecordKey, conflict: Conflict, choices: RwSignal<Choices>) -> impl IntoView {
    let id = format!(
        "merge-{}",
        crate::formats::sha256_hex(format!("{:?}", conflict.issue).as_bytes())
            .get(..12)
            .unwrap_or_default()
    );
    let label = match place(&conflict.label, &conflict.part) {
        place if place.is_empty() => "All of it".to_owned(),
        place => sentence(&place),
    };
    let issue = StoredValue::new(conflict.issue.clone());
    let key = StoredValue::new(key);
    let chosen = Memo::new(move |_| {
        choices
            .with(|choices| issue.with_value(|issue| key.with_value(|key| choices.of(key, issue))))
    });
    let choose = move |side: Side| {
        choices.update(|choices| issue.with_value(|issue| choices.choose(issue, side)))
    };
    let radio = |side: Side, name: &'static str, version: &Version, gone: bool| {
        let own = format!("{id}-{name}");
        let group = id.clone();
        let words = match said(version) {
            _ if gone => "Deleted".to_owned(),
            words if words.is_empty() => "Nothing".to_owned(),
            words => words,
        };
        view! {
            <div class="govuk-radios__item">
                <input
                    class="govuk-radios__input"
                    type="radio"
                    id=own.clone()
                    name=group
                    prop:checked=move || chosen.get() == Some(side)
                    on:change=move |_| choose(side)
                />
                <label class="govuk-label govuk-radios__label" for=own>
                    <b>{name}</b>
                    " "
                    {words}
                </label>
            </div>
        }
    };
    let before = said(&conflict.before);
    let gone = |clash: Clash| conflict.clash == clash;
    let mine = radio(
        Side::Mine,
        "Mine:",
        &conflict.mine,
        gone(Clash::DeletedHere) || gone(Clash::OnlyThere),
    );
    let theirs = radio(
        Side::Theirs,
        "Theirs:",
        &conflict.theirs,
        gone(Clash::DeletedThere) || gone(Clash::OnlyHere),
    );
    view! {
        <fieldset class="govuk-fieldset wm-merge">
            <legend class="govuk-fieldset__legend">{label} <span class="wm-sub">" " {clash(conflict.clash)}</span></legend>
            {(!before.is_empty()).then(|| view! { <p class="wm-sub">"Before: " {before}</p> })}
            <div class="govuk-radios govuk-radios--small">{mine} {theirs}</div>
        </fieldset>
    }
}

/// How the two sides clash, in words.
fn clash(clash: Clash) -> &'static str {
    match clash {
        Clash::BothChanged => "Changed by both",
        Clash::DeletedHere => "You deleted it, they changed it",
        Clash::DeletedThere => "You changed it, they deleted it",
        Clash::BothAdded => "Added by both, differently",
        Clash::Order => "Put in order by both, differently",
        Clash::Placed => "Put into different places",
        Clash::OnlyHere => "Only in yours",
        Clash::OnlyThere => "Only in theirs",
    }
}
