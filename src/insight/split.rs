//! A whole split by how its parts stand: so many green, so many amber, so many without a rating.

use crate::plan::{Printed, Rag};

/// What a share of a whole stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A rating.
    Rag(Rag),
    /// Already where its target is.
    Reached,
    /// Not yet where its target is.
    ToGo,
    /// Without a rating.
    Unrated,
}

impl Tone {
    const ALL: [Tone; 6] = [
        Tone::Rag(Rag::Green),
        Tone::Rag(Rag::Amber),
        Tone::Rag(Rag::Red),
        Tone::Reached,
        Tone::ToGo,
        Tone::Unrated,
    ];

    /// Its letter, where it has one.
    pub fn letter(self) -> &'static str {
        match self {
            Tone::Rag(rag) => rag.letter(),
            Tone::Reached | Tone::ToGo => "",
            Tone::Unrated => "–",
        }
    }

    fn words(self, unrated: &'static str) -> &'static str {
        match self {
            Tone::Rag(Rag::Green) => "green",
            Tone::Rag(Rag::Amber) => "amber",
            Tone::Rag(Rag::Red) => "red",
            Tone::Reached => "already at their target",
            Tone::ToGo => "to go",
            Tone::Unrated => unrated,
        }
    }
}

/// How many there are of each tone, best first; a tone that nothing has is left out.
pub fn split(tones: impl Iterator<Item = Tone>) -> Vec<(Tone, usize)> {
    let tones: Vec<Tone> = tones.collect();
    let count = |tone: Tone| tones.iter().filter(|t| **t == tone).count();
    let all = Tone::ALL.into_iter().map(|tone| (tone, count(tone)));
    all.filter(|(_, count)| *count > 0).collect()
}

/// The parts in words, with what is said of those that have no rating.
pub fn told(split: &[(Tone, usize)], unrated: &'static str) -> String {
    let mut words: Vec<String> = split
        .iter()
        .map(|(tone, count)| format!("{count} {}", tone.words(unrated)))
        .collect();
    let has = |rag| split.iter().any(|(tone, _)| *tone == Tone::Rag(rag));
    if (has(Rag::Green) || has(Rag::Amber)) && !has(Rag::Red) {
        let at = words.len() - usize::from(split.iter().any(|(tone, _)| *tone == Tone::Unrated));
        words.insert(at, "none red".into());
    }
    words.join(", ")
}

/// A rating as the document gives it; what has none is not rated.
pub fn reported(rating: Option<&Printed<Rag>>) -> Tone {
    rating
        .and_then(|cell| cell.value())
        .map_or(Tone::Unrated, |rag| Tone::Rag(*rag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_red_is_said_where_there_are_ratings_and_only_there() {
        let tones = [
            Tone::Unrated,
            Tone::Rag(Rag::Amber),
            Tone::Rag(Rag::Green),
            Tone::Rag(Rag::Green),
        ];
        let words = |tones: &[Tone]| told(&split(tones.iter().copied()), "not rated");
        assert_eq!(words(&tones), "2 green, 1 amber, none red, 1 not rated");
        assert_eq!(words(&tones[..1]), "1 not rated");
        assert_eq!(
            words(&[Tone::Rag(Rag::Red), Tone::Rag(Rag::Green)]),
            "1 green, 1 red"
        );
    }
}
