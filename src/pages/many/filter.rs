//! What narrows the list of places: words, who is responsible, how far they have come. It is in the address.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{line, select};
use crate::{app::use_location, drafting::many::Item};

/// The name of a filter's choice for those that have none.
const NONE: &str = "-";

/// A filter: its name in the address, what it offers, and the choice made of that. A choice it doesn't offer is passed
/// over, so that an old link still shows something.
#[derive(Clone, Copy)]
struct OneOf {
    name: &'static str,
    options: Memo<Vec<(String, String)>>,
    chosen: Memo<String>,
}

impl OneOf {
    fn new(name: &'static str, options: Memo<Vec<(String, String)>>) -> OneOf {
        let setting = use_location().setting(name);
        let chosen = Memo::new(move |_| {
            let chosen = setting.get();
            let offered = options.with(|all| all.iter().any(|(name, _)| *name == chosen));
            if offered { chosen } else { String::new() }
        });
        OneOf {
            name,
            options,
            chosen,
        }
    }

    fn field(self, id: &'static str, label: &'static str) -> impl IntoView {
        let location = use_location();
        move || {
            let options = self.options.get();
            let choose = move |to: String| location.change(self.name, &to);
            (!options.is_empty()).then(|| select(id, label, options, self.chosen.into(), choose))
        }
    }
}

/// What the reader has filtered by.
#[derive(Clone, Copy)]
pub struct Narrowed {
    words: Memo<String>,
    who: OneOf,
    stands: OneOf,
}

impl Narrowed {
    /// The filters of some places.
    pub fn of(all: Memo<Vec<Item>>) -> Narrowed {
        let who =
            Memo::new(move |_| all.with(|all| choices(all, |item| item.who.clone(), "Nobody")));
        let stands = Memo::new(move |_| {
            let said = |item: &Item| {
                let stands = Some(item.stands.clone()).filter(|s| !s.is_empty());
                stands.into_iter().collect()
            };
            all.with(|all| choices(all, said, "Not said"))
        });
        Narrowed {
            words: use_location().setting("q"),
            who: OneOf::new("owner", who),
            stands: OneOf::new("progress", stands),
        }
    }

    /// Whether the filters leave a place, followed.
    pub fn leaves(self, item: &Item) -> bool {
        let text = format!("{} {} {}", item.name, item.within, item.shown).to_lowercase();
        let words = self.words.get().to_lowercase();
        let (who, stands) = (self.who.chosen.get(), self.stands.chosen.get());
        let named = match who.as_str() {
            "" => true,
            NONE => item.who.is_empty(),
            who => item.who.iter().any(|name| name == who),
        };
        let progress = match stands.as_str() {
            "" => true,
            NONE => item.stands.is_empty(),
            stands => item.stands == stands,
        };
        named && progress && words.split_whitespace().all(|word| text.contains(word))
    }
}

/// The choices of a filter with how many have each; nothing where there is but one.
fn choices(all: &[Item], said: impl Fn(&Item) -> Vec<String>, none: &str) -> Vec<(String, String)> {
    let mut counts = BTreeMap::new();
    for item in all {
        let said = said(item);
        let said = if said.is_empty() {
            vec![NONE.to_owned()]
        } else {
            said
        };
        said.into_iter()
            .for_each(|name| *counts.entry(name).or_insert(0) += 1);
    }
    if counts.len() < 2 {
        return Vec::new();
    }
    let every = (String::new(), "All".to_owned());
    let told = counts.into_iter().map(|(name, count)| {
        let label = if name == NONE { none } else { &name };
        (name.clone(), format!("{label} ({count})"))
    });
    std::iter::once(every).chain(told).collect()
}

/// The filters above the list.
#[component]
pub fn Filter(narrowed: Narrowed) -> impl IntoView {
    let location = use_location();
    let write = move |words: String| location.change("q", &words);
    view! {
        <div class="wm-rowform__fields">
            {line("many-q", "Find in the list", "", "", narrowed.words.into(), write)}
            {narrowed.who.field("many-filter-who", "Responsible")}
            {narrowed.stands.field("many-filter-progress", "Progress")}
        </div>
    }
}
