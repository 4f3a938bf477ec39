//! What to look for, where nothing has been typed yet or nothing was found.

use leptos::prelude::*;

use crate::{
    app::use_location,
    plan::{Kind, Plan},
};

/// What to look for instead, or at all.
pub struct Hints {
    /// What is said before them.
    pub lead: &'static str,
    /// Words to look for, each with what is shown for it.
    pub words: Vec<(String, String)>,
    /// How many there are of other kinds than the one asked for.
    pub all_kinds: usize,
}

impl Hints {
    /// Where nothing has been typed yet.
    pub fn to_begin(plan: &Plan) -> Hints {
        let words = examples(plan);
        let lead = match words.is_empty() {
            true => "This plan holds nothing to look for yet.",
            false => "For example:",
        };
        Hints {
            lead,
            words: words.into_iter().map(|w| (w.clone(), w)).collect(),
            all_kinds: 0,
        }
    }

    /// Where nothing was found: each of several words that occurs alone. `count` says how often a word does.
    pub fn instead(typed: &str, count: impl Fn(&str) -> usize) -> Hints {
        let several = typed.split_whitespace().count() > 1;
        let alone = typed
            .split_whitespace()
            .map(|word| (word.to_owned(), count(word)));
        let words: Vec<(String, String)> = alone
            .filter(|(_, count)| several && *count > 0)
            .map(|(word, count)| (word.clone(), format!("{word} ({count})")))
            .take(5)
            .collect();
        let lead = match words.is_empty() {
            true => "Try a shorter word, or another one for the same thing.",
            false => "Every word has to occur in the same item. These occur alone:",
        };
        Hints {
            lead,
            words,
            all_kinds: 0,
        }
    }

    /// Where only other kinds hold what was typed.
    pub fn of_all_kinds(count: usize) -> Hints {
        Hints {
            lead: "There are results of other kinds.",
            words: Vec::new(),
            all_kinds: count,
        }
    }

    /// Draws them.
    pub fn shown(self) -> AnyView {
        let location = use_location();
        let link = |(word, shown): (String, String)| {
            let href = location.get_untracked().set("q", &word).href();
            view! {
                <a class="wm-btn" href=href>
                    {shown}
                </a>
            }
        };
        let all_kinds = (self.all_kinds > 0).then(|| {
            let href = location.get_untracked().set("kind", "").href();
            view! {
                <a class="wm-btn" href=href>
                    {format!("Show all kinds ({})", self.all_kinds)}
                </a>
            }
        });
        view! {
            <div class="wm-empty">
                <p>{self.lead}</p>
                <div class="wm-cluster">
                    {self.words.into_iter().map(link).collect_view()} {all_kinds}
                </div>
            </div>
        }
        .into_any()
    }
}

/// A code, a name and a place of this very plan to look for.
fn examples(plan: &Plan) -> Vec<String> {
    let kinds = [Kind::Action, Kind::Team, Kind::Project, Kind::Organisation];
    let example = |kind: Kind| {
        let record = plan.collection(kind).record(0)?;
        Some(match record.reference() {
            "" => record.title(),
            reference => reference.to_owned(),
        })
    };
    let short = |words: &String| !words.is_empty() && words.chars().count() <= 40;
    kinds
        .into_iter()
        .filter_map(example)
        .filter(short)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn words_that_never_meet_are_offered_alone() {
        let count = |word: &str| usize::from(word != "zebra");
        let hints = Hints::instead("helped reach zebra", count);
        let words: Vec<String> = hints.words.into_iter().map(|(word, _)| word).collect();
        assert_eq!(words, ["helped", "reach"]);
        assert!(Hints::instead("helped", count).words.is_empty());
    }

    #[test]
    fn examples_are_the_plans_own() {
        let plan = json!({"actions": [{"id": "a1", "reference": "A/1", "text": "Reach carers"}]});
        assert_eq!(examples(&Plan::from_json(plan).unwrap()), ["A/1"]);
    }
}
