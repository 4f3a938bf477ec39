//! Words found and replaced: what to find, where, and each hit with a box to leave it out.

use std::collections::BTreeSet;

use leptos::prelude::*;

use super::{
    LISTED, SAID, line,
    places::is_last,
    preview::{Headings, Seen, preview_table},
    select, text,
};
use crate::{
    app::{focus, use_editing, use_location, use_plan},
    components::{settled, tick::tick_box},
    drafting::many::{Hit, Replaced, Sought, replaced},
    insight::rows::{sentence, so_many},
    plan::Kind,
};

/// The form and the hits.
#[component]
pub fn FindAndReplace() -> impl IntoView {
    let open = use_plan();
    let editing = use_editing();
    let location = use_location();
    let find = location.setting("find");
    let instead = RwSignal::new(String::new());
    let case = location.part(|address| address.get("case").is_some());
    let parts = location.part(|address| address.get("parts").is_some());
    let whole = Memo::new(move |_| !parts.get());
    let of = location.setting("of");
    let sought = Memo::new(move |_| Sought {
        find: find.get(),
        instead: instead.get(),
        case: case.get(),
        whole: whole.get(),
        within: Kind::from_key(&of.get()),
    });
    let wanted = settled(sought);
    let left_out = RwSignal::new(BTreeSet::<String>::new());
    // Another search has other hits.
    Effect::new(move |before: Option<String>| {
        let now = find.get();
        if before.is_some_and(|before| before != now) {
            left_out.set(BTreeSet::new());
        }
        now
    });
    let told = Memo::new(move |_| {
        let plan = open.written();
        wanted.with(|sought| left_out.with(|left| replaced(&plan, sought, left)))
    });
    let done = RwSignal::new((String::new(), String::new()));
    let press = move |_| {
        // As it is filled in now, whatever has followed yet.
        let now = sought.with_untracked(|sought| {
            left_out.with_untracked(|left| replaced(&open.written_untracked(), sought, left))
        });
        if let Some(command) = now.command {
            done.set((find.get_untracked(), command.name.clone()));
            editing.perform_and_say(command);
            left_out.set(BTreeSet::new());
        }
        focus(SAID);
    };
    let said = move || {
        let (hits, replacing) = told.with(|told| (told.hits.len(), told.replacing));
        let places = |n| so_many(n, "place", "places");
        let (of, name) = done.get();
        let before = match find.get() == of && is_last(editing, &name) {
            true => format!("{name}. "),
            false => String::new(),
        };
        let now = match (find.get().is_empty(), hits, replacing) {
            (true, ..) => "Write what to find.".to_owned(),
            (_, 0, _) if !before.is_empty() => "It stands nowhere else.".to_owned(),
            (_, 0, _) => "It stands nowhere in the words of this plan.".to_owned(),
            (_, n, r) if n == r => format!("It stands in {}; all will change.", places(n)),
            (_, n, r) => format!("It stands in {}; {r} will change.", places(n)),
        };
        format!("{before}{now}")
    };
    let kinds = move || {
        let plan = open.written();
        let whole = (String::new(), "The whole plan".to_owned());
        let kinds = Kind::ALL
            .iter()
            .filter(|kind| !plan.collection(**kind).is_empty());
        let kinds = kinds.map(|kind| (kind.key().to_owned(), sentence(kind.many())));
        std::iter::once(whole).chain(kinds).collect::<Vec<_>>()
    };
    let count = Memo::new(move |_| told.with(|told| told.replacing));
    let set = move |name: &str, on: bool| location.change(name, if on { "yes" } else { "" });
    view! {
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"Find and replace"</h2>
            <div class="wm-rowform__fields">
                {line("many-find", "Find", "", "", find.into(), move |words| location.change("find", &words))}
                {text("many-instead", "Replace by", "", "", instead)}
                {move || {
                    select("many-within", "Where", kinds(), of.into(), move |to| location.change("of", &to))
                }}
            </div>
            <fieldset class="govuk-fieldset">
                <legend class="govuk-label">"How to find it"</legend>
                <div class="govuk-checkboxes govuk-checkboxes--small">
                    {tick_box(
                        "many-whole".to_owned(),
                        "Only whole words".into_any(),
                        None,
                        whole.into(),
                        Callback::new(move |on: bool| set("parts", !on)),
                    )}
                    {tick_box(
                        "many-case".to_owned(),
                        "Only with the same capitals".into_any(),
                        None,
                        case.into(),
                        Callback::new(move |on| set("case", on)),
                    )}
                </div>
            </fieldset>
            <p class="wm-sub">
                "Words and names are looked through: never links, dates, figures, references or codes. What was retold "
                "from a document becomes your own words where something in it is replaced."
            </p>
        </section>
        <section class="wm-card wm-stack wm-stack--s">
            <h2>"What this does"</h2>
            <p id=SAID tabindex="-1" role="status">
                {said}
            </p>
            {hits(told, instead, left_out)}
            <div class="wm-acts">
                <button
                    class="wm-btn wm-btn--main"
                    type="button"
                    disabled=move || count.get() == 0 || !editing.writes.get()
                    on:click=press
                >
                    {move || match (count.get(), instead.with(String::is_empty)) {
                        (0, _) => "Replace".to_owned(),
                        (n, true) => format!("Take out in {}", so_many(n, "place", "places")),
                        (n, false) => format!("Replace in {}", so_many(n, "place", "places")),
                    }}
                </button>
            </div>
        </section>
    }
}

/// Each hit before and after, with a box to leave it out.
fn hits(
    told: Memo<Replaced>,
    instead: RwSignal<String>,
    left_out: RwSignal<BTreeSet<String>>,
) -> AnyView {
    let count = Memo::new(move |_| told.with(|told| told.hits.len()));
    let listed = Signal::derive(move || {
        told.with(|told| told.hits.iter().take(LISTED).cloned().collect::<Vec<_>>())
    });
    let headings = Headings {
        caption: "Where the words stand, before and after".to_owned(),
        region: "Where the words stand".to_owned(),
        place: "Place".to_owned(),
        choice: Some("Replace"),
        rest: ", which change too. Choose one kind of record to see fewer at a time.",
    };
    preview_table(headings, count, listed, key, move |hit| {
        seen(hit, instead, left_out)
    })
}

/// A name that no other hit has, and this one only as long as it says the same.
fn key(hit: &Hit) -> (String, String, String, String, Option<&'static str>) {
    let Hit {
        key,
        lead,
        found,
        tail,
        stays,
        ..
    } = hit.clone();
    (key, lead, found, tail, stays)
}

fn seen(hit: Hit, instead: RwSignal<String>, left_out: RwSignal<BTreeSet<String>>) -> Seen {
    let (this, of) = (hit.key.clone(), hit.key.clone());
    let taken = Signal::derive(move || left_out.with(|left| !left.contains(&this)));
    let set = Callback::new(move |on: bool| {
        let key = of.clone();
        left_out.update(|left| match on {
            true => drop(left.remove(&key)),
            false => drop(left.insert(key)),
        });
    });
    let (lead, tail, stays) = (hit.lead.clone(), hit.tail.clone(), hit.stays);
    let after = move || match (stays, taken.get()) {
        (Some(why), true) => format!("Stays. {why}.").into_any(),
        (_, false) => "Stays. It is left out.".into_any(),
        _ => view! { {lead.clone()} <mark>{instead}</mark> {tail.clone()} }.into_any(),
    };
    // Its place in the plan is a name that no other hit has.
    let id = format!("hit-{}", hit.key.replace(['/', '#', '~'], "-"));
    let place = format!("{}: {}", hit.title, hit.place.to_lowercase());
    let label =
        view! { "Replace" <span class="govuk-visually-hidden">{format!(" in {place}")}</span> };
    let choice = view! {
        <div class="govuk-checkboxes govuk-checkboxes--small">
            {tick_box(id, label.into_any(), None, taken, set)}
        </div>
    };
    Seen {
        place: place.into_any(),
        now: view! { <span>{hit.lead} <mark>{hit.found}</mark> {hit.tail}</span> }.into_any(),
        becomes: view! { <span>{after}</span> }.into_any(),
        choice: Some(choice.into_any()),
    }
}
