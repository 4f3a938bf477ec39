//! Choosing one of many by writing some of its words: a field with a list below it, by mouse, finger and keys. What there
//! is to choose from is asked for when the field is used, and not before: a plan has thousands of records.

use leptos::{ev, prelude::*};

use crate::app::use_editing;

/// As many are listed at once.
const LISTED: usize = 12;

/// One that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// What is done when it is chosen is told by this.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What it is, where several sorts stand in one list.
    pub sort: &'static str,
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

/// The field and its list.
#[component]
pub fn Picker(
    /// The id of the field.
    id: String,
    /// All that can be chosen, asked when the field is used.
    all: Callback<(), Vec<Candidate>>,
    /// What is done with the key of a choice.
    choose: Callback<String>,
    /// What the field says while it is empty.
    asks: String,
) -> impl IntoView {
    let editing = use_editing();
    let words = RwSignal::new(String::new());
    let open = RwSignal::new(false);
    let active = RwSignal::new(0_usize);
    let found = Memo::new(move |_| match open.get() {
        true => fitting(all.run(()), &words.get()),
        false => (Vec::new(), 0),
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
        let key = found.with_untracked(|(found, _)| found.get(at).map(|o| o.key.clone()));
        if let Some(key) = key {
            words.set(String::new());
            close();
            choose.run(key);
        }
    };
    let press = move |event: ev::KeyboardEvent| {
        let count = found.with_untracked(|(found, _)| found.len());
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
            let there = found.with(|(found, _)| at < found.len());
            there.then(|| place(at))
        }
    };
    let said = move || {
        if !open.get() {
            return String::new();
        }
        match found.get() {
            (found, _) if found.is_empty() => "Nothing has these words.".to_owned(),
            (found, 0) => format!("{} to choose from.", found.len()),
            (found, more) => format!(
                "The first {} of {}. Write more to find others.",
                found.len(),
                found.len() + more
            ),
        }
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
                    {move || found.get().0.into_iter().enumerate().map(option.clone()).collect_view()}
                </ul>
                <p role="status">{said}</p>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_in_any_order_find_and_only_a_screenful_is_listed() {
        let one = |n: usize| Candidate {
            key: n.to_string(),
            name: format!("ASCH{n} Buy Care together"),
            sort: "action",
        };
        let all: Vec<Candidate> = (1..=20).map(one).collect();
        let keys = |words: &str| {
            let (found, more) = fitting(all.clone(), words);
            (
                found.iter().map(|o| o.key.clone()).collect::<Vec<_>>(),
                more,
            )
        };
        assert_eq!(keys("care asch7"), (vec!["7".to_owned()], 0));
        assert_eq!(keys("").0.len(), LISTED);
        assert_eq!(keys(" Together ").1, 8);
        assert_eq!(keys("nothing"), (Vec::new(), 0));
    }
}
