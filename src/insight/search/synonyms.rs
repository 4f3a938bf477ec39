//! Other ways to say the same: the abbreviations a plan lists, and what they stand for.

use std::{ops::Range, sync::Arc};

use super::words::{stem, words};
use crate::plan::{Abbreviation, Plan};

/// The longest phrase that is taken for what an abbreviation stands for, in words.
const LONGEST: usize = 8;

/// What a plan's abbreviations stand for.
#[derive(Debug, Default)]
pub struct Synonyms {
    of: Vec<Arc<Abbreviation>>,
    pairs: Vec<(Vec<String>, Vec<String>)>,
}

impl Synonyms {
    /// Those of a plan.
    pub fn new(plan: &Plan) -> Synonyms {
        let phrase = |text: &str| {
            let mut all = Vec::new();
            words(text, &mut |token| {
                if token.words == 1 {
                    all.push(token.word.to_owned());
                }
            });
            all
        };
        let pair = |a: &Arc<Abbreviation>| (phrase(&a.short), phrase(&a.long));
        let known = |words: &Vec<String>| (1..=LONGEST).contains(&words.len());
        let mut pairs: Vec<_> = plan
            .abbreviations
            .iter()
            .map(pair)
            .filter(|(short, long)| known(short) && known(long) && short != long)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        let of = plan.abbreviations.to_vec();
        Synonyms { of, pairs }
    }

    /// Whether a plan's abbreviations are the very ones these were made of.
    pub fn are_of(&self, plan: &Plan) -> bool {
        let now = &plan.abbreviations;
        self.of.len() == now.len()
            && self
                .of
                .iter()
                .zip(now.iter())
                .all(|(a, b)| Arc::ptr_eq(a, b))
    }

    /// Each stretch of some words that can be said otherwise, and how.
    pub fn said_in(&self, said: &[String]) -> Vec<(Range<usize>, &[String])> {
        let mut found: Vec<(Range<usize>, &[String])> = Vec::new();
        for (short, long) in &self.pairs {
            for (one, other) in [(short, long), (long, short)] {
                // 'DPs' is too short for a stem.
                let several = |a: &str, b: &str| a.strip_suffix('s') == Some(b);
                let same = |(a, b): (&String, &String)| stem(a) == stem(b) || several(a, b);
                for (at, some) in said.windows(one.len()).enumerate() {
                    if some.iter().zip(one).all(same) {
                        found.push((at..at + one.len(), other));
                    }
                }
            }
        }
        found
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn both_ways_and_plurals_aside() {
        let plan = Plan::from_json(json!({"abbreviations": [
            {"id": "a", "short": "DP", "long": "Direct payment"},
            {"id": "b", "short": "DP", "long": "Direct payment"},
            {"id": "c", "short": "ACT"}]}))
        .unwrap();
        let synonyms = Synonyms::new(&plan);
        let said = |text: &str| {
            let words: Vec<String> = text.split(' ').map(str::to_owned).collect();
            let found = synonyms.said_in(&words);
            found
                .into_iter()
                .map(|(at, other)| (at, other.join(" ")))
                .collect::<Vec<_>>()
        };
        assert_eq!(said("more dps"), [(1..2, "direct payment".into())]);
        assert_eq!(said("direct payments now"), [(0..2, "dp".into())]);
        assert_eq!(said("act direct"), []);
        assert!(synonyms.are_of(&plan) && !synonyms.are_of(&Plan::default()));
    }
}
