//! A text with the words that were looked for marked in it.

use std::ops::Range;

use super::{
    synonyms::Synonyms,
    wanted::{Grade, Slips, Wanted},
    words::words,
};

/// A text in pieces, each marked or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marked(pub Vec<(String, bool)>);

impl Marked {
    /// A text with nothing marked.
    pub fn plain(text: &str) -> Marked {
        Marked(vec![(text.to_owned(), false)])
    }

    /// A text with what was typed marked in it, if all of it is there.
    pub fn of(text: &str, typed: &str) -> Option<Marked> {
        let wanted = Wanted::new(typed, &Synonyms::default());
        let marks = Marks::new(&wanted, Slips::Never);
        let marking = marks.of(text);
        (!wanted.is_empty() && marking.met == marks.all()).then_some(marking.marked)
    }

    /// The whole text.
    pub fn text(&self) -> String {
        self.0.iter().map(|(piece, _)| piece.as_str()).collect()
    }

    /// Whether there is no text.
    pub fn is_empty(&self) -> bool {
        self.0.iter().all(|(piece, _)| piece.is_empty())
    }

    fn new(text: &str, mut on: Vec<Range<usize>>) -> Marked {
        on.sort_unstable_by_key(|range| (range.start, range.end));
        let mut pieces: Vec<(String, bool)> = Vec::new();
        let mut push = |range: Range<usize>, marked: bool| {
            if let Some(piece) = text.get(range).filter(|piece| !piece.is_empty()) {
                pieces.push((piece.to_owned(), marked));
            }
        };
        let mut at = 0;
        for range in on {
            let from = range.start.max(at);
            if from < range.end {
                push(at..from, false);
                push(from..range.end, true);
                at = range.end;
            }
        }
        push(at..text.len(), false);
        Marked(pieces)
    }
}

/// A pen that marks what is looked for.
pub struct Marks<'a> {
    wanted: &'a Wanted,
    slips: Slips,
}

/// A text marked, and what of what is looked for is in it.
pub struct Marking {
    /// The text.
    pub marked: Marked,
    /// Which of the words typed are met in it, a bit each.
    pub met: u32,
    /// Where the first mark is.
    pub first: Option<usize>,
    /// Its words that are a slip away from what was typed.
    pub slipped: Vec<String>,
}

/// A word of the text that is being marked.
struct Word {
    at: Range<usize>,
    word: String,
    alone: bool,
}

impl<'a> Marks<'a> {
    /// Marks what is looked for, with slips or without.
    pub fn new(wanted: &'a Wanted, slips: Slips) -> Marks<'a> {
        Marks { wanted, slips }
    }

    /// All words typed, a bit each.
    pub fn all(&self) -> u32 {
        (1u32 << self.wanted.ways().len().min(31)) - 1
    }

    /// Marks a text.
    pub fn of(&self, text: &str) -> Marking {
        let mut found: Vec<Word> = Vec::new();
        words(text, &mut |token| {
            found.push(Word {
                at: token.at,
                word: token.word.to_owned(),
                alone: token.words == 1,
            });
        });
        let mut on = Vec::new();
        let (mut met, mut slipped) = (0, Vec::new());
        for (clause, ways) in self.wanted.ways().iter().enumerate() {
            for way in ways {
                for at in 0..found.len() {
                    let Some(range) = self.meets(text, &found, at, way, &mut slipped) else {
                        continue;
                    };
                    met |= 1 << clause;
                    on.push(range);
                }
            }
        }
        Marking {
            met,
            first: on.iter().map(|range| range.start).min(),
            marked: Marked::new(text, on),
            slipped,
        }
    }

    /// The stretch of a text that meets a way from one of its words on.
    fn meets(
        &self,
        text: &str,
        found: &[Word],
        at: usize,
        way: &[usize],
        slipped: &mut Vec<String>,
    ) -> Option<Range<usize>> {
        let first = found.get(at)?;
        if let [term] = way {
            let (grade, letters) = self.wanted.grade(*term, &first.word, self.slips)?;
            if grade.slipped() && !slipped.contains(&first.word) {
                slipped.push(first.word.clone());
            }
            return Some(match grade {
                Grade::Beginning => beginning(text, first, letters),
                _ => first.at.clone(),
            });
        }
        // A phrase stands together.
        let mut rest = found.get(at..)?.iter().filter(|word| word.alone);
        let mut end = first.at.end;
        for term in way {
            let word = rest.next()?;
            self.wanted.grade(*term, &word.word, self.slips)?;
            end = word.at.end;
        }
        first.alone.then_some(first.at.start..end)
    }
}

/// So many letters of a word, or all of it where its letters aren't those of the text one by one.
fn beginning(text: &str, word: &Word, letters: usize) -> Range<usize> {
    let whole = text.get(word.at.clone()).unwrap_or_default();
    let as_is = whole.chars().count() == word.word.chars().count();
    match whole.char_indices().nth(letters).filter(|_| as_is) {
        Some((end, _)) => word.at.start..word.at.start + end,
        None => word.at.clone(),
    }
}
