//! The words that stand for a choice. Only plain ones are read: 'Amber' says nothing of how far an action
//! has come, and a guess would stand in the plan as if the council had said it.

use serde_json::{Value, json};

use super::names::folded;
use crate::plan::{Frequency, Polarity, Progress, Rag, Word};

/// A field's choices: the words and what they mean, and what else the field can hold.
#[derive(Debug)]
pub(super) struct Choice {
    /// The words of each choice, by its name in JSON.
    words: &'static [(&'static str, &'static [&'static str])],
    shown: fn(&str) -> &'static str,
    /// Whether the field keeps other words too.
    pub holds_words: bool,
    /// Why other words aren't read.
    pub why: &'static str,
}

impl Choice {
    /// The choice that some words stand for.
    pub fn read(&self, text: &str) -> Option<&'static str> {
        let text = folded(text);
        let text = text.trim_end_matches(['.', '!', '*']);
        let found = self.words.iter().find(|(_, words)| words.contains(&text));
        found.map(|(key, _)| *key)
    }

    /// A choice as a reader sees it.
    pub fn shown(&self, key: &str) -> &'static str {
        (self.shown)(key)
    }
}

/// The JSON of words where a choice would stand.
pub(super) fn printed(text: &str) -> Value {
    let named = Word::named().find(|(_, shown)| shown.eq_ignore_ascii_case(text.trim()));
    match named {
        Some((key, _)) => json!({ "print": key }),
        None => json!({ "words": text }),
    }
}

pub(super) static PROGRESS: Choice = Choice {
    words: &[
        (
            "not-started",
            &[
                "not started",
                "not yet started",
                "not begun",
                "to start",
                "not due to start",
            ],
        ),
        (
            "underway",
            &[
                "underway",
                "under way",
                "in progress",
                "started",
                "ongoing",
                "on track",
                "on-track",
                "begun",
            ],
        ),
        (
            "done",
            &[
                "done",
                "complete",
                "completed",
                "achieved",
                "finished",
                "delivered",
            ],
        ),
        (
            "dropped",
            &[
                "dropped",
                "cancelled",
                "withdrawn",
                "stopped",
                "abandoned",
                "no longer required",
            ],
        ),
    ],
    shown: |key| match key {
        "not-started" => Progress::NotStarted.shown(),
        "underway" => Progress::Underway.shown(),
        "done" => Progress::Done.shown(),
        _ => Progress::Dropped.shown(),
    },
    holds_words: false,
    why: "it doesn’t plainly say “Not started”, “Under way”, “Done” or “Dropped”",
};

pub(super) static POLARITY: Choice = Choice {
    words: &[
        (
            "higher-is-better",
            &[
                "higher is better",
                "higher",
                "high",
                "up",
                "bigger is better",
                "increase",
                "aim to maximise",
                "maximise",
                "↑",
            ],
        ),
        (
            "lower-is-better",
            &[
                "lower is better",
                "lower",
                "low",
                "down",
                "smaller is better",
                "decrease",
                "reduce",
                "aim to minimise",
                "minimise",
                "↓",
            ],
        ),
        ("neutral", &["neutral", "neither", "neither way is better"]),
    ],
    shown: |key| match key {
        "higher-is-better" => Polarity::HigherIsBetter.shown(),
        "lower-is-better" => Polarity::LowerIsBetter.shown(),
        _ => Polarity::Neutral.shown(),
    },
    holds_words: false,
    why: "it doesn’t plainly say whether higher or lower is better",
};

pub(super) static FREQUENCY: Choice = Choice {
    words: &[
        ("monthly", &["monthly", "month", "every month"]),
        ("quarterly", &["quarterly", "quarter", "every quarter"]),
        (
            "half-yearly",
            &[
                "half-yearly",
                "half yearly",
                "six monthly",
                "6 monthly",
                "six-monthly",
            ],
        ),
        ("annual", &["annual", "annually", "yearly", "every year"]),
        ("biennial", &["biennial", "every two years"]),
    ],
    shown: |key| match key {
        "monthly" => Frequency::Monthly.shown(),
        "quarterly" => Frequency::Quarterly.shown(),
        "half-yearly" => Frequency::HalfYearly.shown(),
        "annual" => Frequency::Annual.shown(),
        _ => Frequency::Biennial.shown(),
    },
    holds_words: true,
    why: "it isn’t how often a measure is taken, such as Monthly",
};

pub(super) static RATING: Choice = Choice {
    words: &[
        ("green", &["green", "g"]),
        ("amber", &["amber", "a"]),
        ("red", &["red", "r"]),
    ],
    shown: |key| match key {
        "green" => Rag::Green.shown(),
        "amber" => Rag::Amber.shown(),
        _ => Rag::Red.shown(),
    },
    holds_words: true,
    why: "it isn’t green, amber or red",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_words_are_read() {
        assert_eq!(PROGRESS.read(" Completed. "), Some("done"));
        assert_eq!(PROGRESS.read("On  Track"), Some("underway"));
        for doubtful in ["Green", "Closed", "Nearly complete", ""] {
            assert_eq!(PROGRESS.read(doubtful), None, "{doubtful}");
        }
        assert_eq!(RATING.read("AMBER"), Some("amber"));
        assert_eq!(printed("n/a"), json!({ "print": "n/a" }));
    }

    #[test]
    fn each_choice_is_one_the_plan_knows() {
        for choice in [&PROGRESS, &POLARITY, &FREQUENCY, &RATING] {
            for (key, words) in choice.words {
                assert!(words.contains(&folded(choice.shown(key)).as_str()), "{key}");
            }
        }
    }
}
