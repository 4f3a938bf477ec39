//! Choosing one of many by writing some of its words: a field with a list below it, by mouse, finger and keys. What there
//! is to choose from is asked for when the field is used, and not before: a plan has thousands of records.

use leptos::{ev, prelude::*};

use crate::{
    app::use_editing,
    plan::{Id, Kind},
};

/// As many are listed at once.
const LISTED: usize = 12;

/// What choosing does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// It takes a record of the plan.
    There(Id),
    /// It makes a record of a kind, called by what was written.
    New(Kind),
}

/// One that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What choosing it does.
    pub pick: Pick,
    /// What it is called.
    pub name: String,
    /// What it is, where several sorts stand in one list.
    pub sort: &'static str,
}

/// New records that could be made of some words.
fn to_make(makes: &[Kind], words: &str) -> Vec<Candidate> {
    let words = words.trim();
    if words.is_empty() {
        return Vec::new();
    }
    let new = |kind: &Kind| Candidate {
        pick: Pick::New(*kind),
        name: format!("Add “{words}” as a new {}", kind.one()),
        sort: "",
    };
    makes.iter().map(new).collect()
}

/// Those that hold each of some words, in their order, and how many more there are than are listed.
pub fn fitting(all: Vec<Candidate>, words: &str) -> (Vec<Candidate>, usize) {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    let fits = |option: &Candidate| {
        let name = option.name.to_lowercase();
        words.iter().all(|word| name.contains(word.as_str()))
    };
    let mut left: Vec<Candidate> = all.into_iter().filter(fits).collect();
    let more = left.len().saturating_sub(LISTED);
    left.truncate(LISTED);
    (left, more)
}

/// What is listed.
#[derive(Clone, Debug, Default, PartialEq)]
struct Found {
    /// Those there are, then those that can be made.
    found: Vec<Candidate>,
    /// How many of them there are.
    there: usize,
    /// How many more there are than are listed.
    more: usize,
}

/// The field and its list.
#[component]
pub fn Picker(
    /// The id of the field.
    id: String,
    /// All that can be chosen, asked when the field is used.
    all: Callback<(), Vec<Candidate>>,
    /// The kinds of which new ones can be made here, called by some words.
    makes: Callback<String, &'static [Kind]>,
    /// What is done with a choice; a new one is called by the words.
    choose: Callback<(Pick, String)>,
    /// What the field says while it is empty.
    asks: String,
) -> impl IntoView {
    let editing = use_editing();
    let words = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let found = Memo::new(move |_| match open.get() {
        true => {
            let (all, words) = (all.run(()), words.get());
            let new = to_make(makes.run(words.clone()), &words);
            let (mut found, more) = fitting(all, &words);
            let there = found.len();
            found.extend(new);
            Found { found, there, more }
        }
        false => Found::default(),
    });
    let list = format!("{id}-list");
    let place = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let begin = move || {
        active.set(0);
        open.set(true);
    };
    let close = move || open.set(false);
    let take = move |at: usize| {
        let pick = found.with_untracked(|all| all.found.get(at).map(|one| one.pick.clone()));
        if let Some(pick) = pick {
            let written = words.get_untracked().trim().to_owned();
            words.set(String::new());
            close();
            choose.run((pick, written));
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(|all| all.found.len());
        match event.key().as_str() {
            "ArrowDown" if !open.get_untracked() => begin(),
            "ArrowDown" if count > 0 => active.update(|at| *at = (*at + 1) % count),
            "ArrowUp" if count > 0 => active.update(|at| *at = (*at + count - 1) % count),
            "Enter" if open.get_untracked() => take(active.get_untracked()),
            "Escape" if open.get_untracked() => close(),
            _ => return,
        }
        event.prevent_default();
    };
    let pointed = {
        let place = place.clone();
        move || {
            let at = active.get();
            let there = found.with(|all| at < all.found.len());
            there.then(|| place(at))
        }
    };
    let said = move || {
        if !open.get() {
            return String::new();
        }
        found.with(|Found { there, more, .. }| match (there, more) {
            (0, _) if words.with(|words| words.trim().is_empty()) => {
                "There is nothing more to choose from.".to_owned()
            }
            (0, _) => "Nothing else has these words.".to_owned(),
            (there, 0) => format!("{there} to choose from."),
            (there, more) => format!(
                "The first {there} of {}. Write more to find others.",
                there + more
            ),
        })
    };
    // Words that were left standing look as if they were kept.
    let unchosen = move || {
        let left = !open.get() && words.with(|words| !words.trim().is_empty());
        left.then(|| {
            view! {
                <p class="wm-pick__left" role="status">
                    {format!("“{}” isn’t kept yet: choose from the list, by Enter or a tap.", words.get().trim())}
                </p>
            }
        })
    };
    let option = move |(at, one): (usize, Candidate)| {
        view! {
            <li
                role="option"
                id=place(at)
                aria-selected=move || (active.get() == at).to_string()
                // The field keeps the focus.
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| take(at)
            >
                <span>{one.name}</span>
                <small>{one.sort}</small>
            </li>
        }
    };
    view! {
        <div class="wm-pick">
            <input
                class="govuk-input"
                id=id
                type="text"
                role="combobox"
                autocomplete="off"
                aria-autocomplete="list"
                aria-expanded=move || open.get().to_string()
                aria-controls=list.clone()
                aria-activedescendant=pointed
                placeholder=asks
                prop:value=words
                readonly=move || !editing.writes.get()
                on:input=move |event| {
                    words.set(event_target_value(&event));
                    begin();
                }
                on:click=move |_| begin()
                on:keydown=press
                on:blur=move |_| close()
            />
            <div class="wm-pick__panel" hidden=move || !open.get()>
                <ul role="listbox" id=list aria-label="What can be chosen">
                    {move || found.get().found.into_iter().enumerate().map(option.clone()).collect_view()}
                </ul>
                <p role="status">{said}</p>
            </div>
            {unchosen}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_order_find_and_only_a_screenful_is_listed() {
        let one = |n: usize| Candidate {
            pick: Pick::There(Id::slug(&format!("a{n}"))),
            name: format!("ASCH{n} Buy Care together"),
            sort: "action",
        };
        let all: Vec<Candidate> = (1..=20).map(one).collect();
        let found = |words: &str| fitting(all.clone(), words);
        assert_eq!(found("care asch7"), (vec![one(7)], 0));
        assert_eq!(found("").0.len(), LISTED);
        assert_eq!(found(" Together ").1, 8);
        assert_eq!(found("nothing"), (Vec::new(), 0));
    }

    #[test]
    fn what_is_written_can_be_made_of_each_kind() {
        let names = |words: &str| {
            let new = to_make(&[Kind::Post, Kind::Team], words);
            new.into_iter().map(|one| one.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names(" Head "),
            [
                "Add “Head” as a new post",
                "Add “Head” as a new service area"
            ]
        );
        assert!(names("  ").is_empty());
    }
}
