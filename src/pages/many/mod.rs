//! One change made in many places of a draft: who is responsible, a date, the progress, or words. Each place shows what
//! becomes of it before anything is done, and one undo takes all of it back.

mod filter;
mod places;
mod preview;
mod wish;
mod words;

use leptos::prelude::*;

use crate::{
    app::{Address, View, use_location},
    components::{PageTitle, Select, radio},
    drafting::many::Sort,
};
use places::Places;
use words::FindAndReplace;

/// Where the focus goes once something was done: the sentence that says what.
const SAID: &str = "many-said";

/// As many places are listed; filters find the others.
const LISTED: usize = 200;

/// What can be changed: its name in the address, and as an officer sees it.
const WHATS: [(&str, &str); 4] = [
    ("owner", "Who is responsible"),
    ("date", "A date"),
    ("progress", "How far things have come"),
    ("words", "Words, wherever they stand"),
];

/// What the places are narrowed by and the words found by, as the address names it.
const FILTERS: [&str; 6] = ["q", "owner", "progress", "find", "case", "parts"];

/// An address without what its places are narrowed by: that is about the places of one field.
fn unfiltered(here: Address) -> Address {
    FILTERS.iter().fold(here, |here, name| here.set(name, ""))
}

/// The page.
#[component]
pub fn Many() -> impl IntoView {
    let location = use_location();
    let named = location.setting("what");
    let what = Memo::new(move |_| {
        let named = named.get();
        let known = WHATS.iter().find(|(key, _)| *key == named);
        known.map_or("owner", |(key, _)| key)
    });
    let choice = |(key, label): (&'static str, &'static str)| {
        let id = match key {
            "owner" => "many-owner",
            "date" => "many-date",
            "progress" => "many-progress",
            _ => "many-words",
        };
        radio(
            id,
            "many-what",
            label,
            move || what.get() == key,
            move || {
                let to = unfiltered(location.get_untracked());
                location.replace(to.set("field", "").set("what", key));
            },
        )
    };
    // To the forms that the officer came from.
    let here = use_location().get_untracked();
    let of = here.get("of").unwrap_or_default();
    let back = here.to_view(View::Edit).set("of", of).href();
    view! {
        <div class="wm-stack wm-stack--m">
            <PageTitle text="Change many at once" class="wm-title" />
            <p>
                "Choose what to change, and see what becomes of each place. Nothing changes before you press the button "
                "below the list, and one ‘Undo’ takes all of it back. "
                <a href=back>"Back to writing"</a>
            </p>
            <fieldset class="govuk-fieldset">
                <legend class="govuk-label">"What to change"</legend>
                <div class="govuk-radios govuk-radios--small">
                    {WHATS.into_iter().map(choice).collect_view()}
                </div>
            </fieldset>
            {move || match what.get() {
                "date" => view! { <Places sort=Sort::Date /> }.into_any(),
                "progress" => view! { <Places sort=Sort::Progress /> }.into_any(),
                "words" => view! { <FindAndReplace /> }.into_any(),
                _ => view! { <Places sort=Sort::Owner /> }.into_any(),
            }}
        </div>
    }
}

/// A line of text to fill in.
fn text(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    width: &'static str,
    value: RwSignal<String>,
) -> AnyView {
    line(id, label, hint, width, value.into(), move |to| {
        value.set(to)
    })
}

/// The same over whatever holds the text.
fn line(
    id: &'static str,
    label: &'static str,
    hint: &'static str,
    width: &'static str,
    value: Signal<String>,
    write: impl Fn(String) + 'static,
) -> AnyView {
    let hint_id = format!("{id}-hint");
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    view! {
        <div class="govuk-form-group">
            <label class="govuk-label" for=id>
                {label}
            </label>
            {(!hint.is_empty())
                .then(|| {
                    view! {
                        <div class="govuk-hint" id=hint_id>
                            {hint}
                        </div>
                    }
                })}
            <input
                class=format!("govuk-input {width}")
                id=id
                type="text"
                autocomplete="off"
                aria-describedby=described
                prop:value=value
                on:input=move |event| write(event_target_value(&event))
            />
        </div>
    }
    .into_any()
}

/// A choice of many: the name of each, and its words. Where what was chosen is offered no longer, the first is.
fn select(
    id: &'static str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + Send + Sync + 'static,
) -> AnyView {
    let choose = Callback::new(choose);
    let keys: Vec<String> = options.iter().map(|(key, _)| key.clone()).collect();
    Effect::new(move |_| {
        let offered = chosen.with(|chosen| keys.contains(chosen));
        if let Some(first) = keys.first().filter(|_| !offered) {
            choose.run(first.clone());
        }
    });
    let options = Signal::stored(options);
    view! { <Select id label chosen options choose /> }.into_any()
}
