//! Some records in a row and where each word occurs in them: the piece of an index that is built, kept or
//! thrown away as one.

use std::{borrow::Cow, ops::Range, sync::Arc};

use super::{
    texts::texts,
    vocabulary::{Vocabulary, WordId},
    wanted::{Graded, Wanted},
    words::{squashed, words},
};
use crate::plan::{AnyRecord, Kind};

/// Where in a record or part a word stands, by what that is worth.
const BODY: u32 = 0;
const TITLE: u32 = 1;
const FRONT: u32 = 2;
const REFERENCE: u32 = 3;
/// What a place is worth, by its number.
const WEIGHTS: [u8; 4] = [1, 3, 4, 5];
/// How many words are the front of a title.
const FRONT_WORDS: usize = 3;
/// What a whole reference adds.
const WHOLE: u32 = 100;
/// Added to what takes no slip, so that it stands before all that does.
const WITHOUT_SLIPS: u32 = 10_000;

/// Records of one kind in a row.
#[derive(Debug)]
pub struct Segment {
    /// Their kind.
    pub kind: Kind,
    /// The records.
    pub records: Vec<Arc<dyn AnyRecord>>,
    /// For each record read the number of its first entry: its own, then one for each of its parts.
    starts: Vec<u32>,
    entries: u32,
    /// Words and the ends of their places, which are an entry's number and the place in it.
    words: Vec<WordId>,
    ends: Vec<u32>,
    places: Vec<u32>,
    /// What has been read, until all has: a word's number in the upper half, its place in the lower.
    unsorted: Vec<u64>,
}

/// What answers, and how well.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Match {
    /// The record, by its number in the segment.
    pub record: usize,
    /// Nought for the record itself, `n` for its `n`th part.
    pub part: usize,
    /// More is better.
    pub score: u32,
}

impl Match {
    /// Whether it takes a slip.
    pub fn near(&self) -> bool {
        self.score < WITHOUT_SLIPS
    }
}

impl Segment {
    /// Records that haven't been read.
    pub fn new(kind: Kind, records: Vec<Arc<dyn AnyRecord>>) -> Segment {
        Segment {
            kind,
            records,
            starts: Vec::new(),
            entries: 0,
            words: Vec::new(),
            ends: Vec::new(),
            places: Vec::new(),
            unsorted: Vec::new(),
        }
    }

    /// How many of its records have been read.
    pub fn read(&self) -> usize {
        self.starts.len()
    }

    /// Reads one more record; false if all have been read.
    pub fn read_on(&mut self, vocabulary: &mut Vocabulary) -> bool {
        let Some(record) = self.records.get(self.read()).cloned() else {
            return false;
        };
        self.starts.push(self.entries);
        self.read_record(&*record, vocabulary);
        if self.read() == self.records.len() {
            self.seal();
        }
        true
    }

    fn read_record(&mut self, record: &dyn AnyRecord, vocabulary: &mut Vocabulary) {
        let (unsorted, first) = (&mut self.unsorted, self.entries);
        let mut put = |part: usize, place: u32, word: &str| {
            let entry = first + part as u32;
            let word = u64::from(vocabulary.number(word));
            unsorted.push(word << 32 | u64::from(entry << 2 | place));
        };
        let reference = record.reference();
        words(reference, &mut |token| put(0, REFERENCE, token.word));
        let whole = squashed(reference);
        if !whole.is_empty() {
            put(0, REFERENCE, &whole);
        }
        let mut titles = vec![Cow::Owned(record.title())];
        record.parts(&mut |part| titles.push(Cow::Borrowed(part.title)));
        for (part, title) in titles.iter().enumerate() {
            let mut at = 0;
            words(title, &mut |token| {
                let front = at < FRONT_WORDS;
                put(part, if front { FRONT } else { TITLE }, token.word);
                at += 1;
            });
        }
        texts(record, &mut |part, text| {
            // Its words are known from the title already.
            if titles.get(part).is_none_or(|title| title != text) {
                words(text, &mut |token| put(part, BODY, token.word));
            }
        });
        self.entries = first + titles.len() as u32;
    }

    /// Puts what has been read in order: each word once, and each of its entries once, at its best place.
    fn seal(&mut self) {
        let mut unsorted = std::mem::take(&mut self.unsorted);
        unsorted.sort_unstable();
        for pair in unsorted {
            let (word, place) = ((pair >> 32) as WordId, pair as u32);
            if self.words.last() == Some(&word) {
                match self.places.last_mut() {
                    Some(last) if *last >> 2 == place >> 2 => *last = place,
                    _ => self.places.push(place),
                }
            } else {
                self.words.push(word);
                self.ends.push(0);
                self.places.push(place);
            }
            if let Some(end) = self.ends.last_mut() {
                *end = self.places.len() as u32;
            }
        }
        self.words.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.places.shrink_to_fit();
    }

    /// Shows each record and part that answers.
    pub fn search(&self, wanted: &Wanted, graded: &Graded, see: &mut dyn FnMut(Match)) {
        let terms = wanted.terms();
        let mut table: Vec<u8> = Vec::new();
        let mut from = 0;
        for (word, end) in self.words.iter().zip(&self.ends) {
            let places = from..*end as usize;
            from = places.end;
            for (term, grade) in graded.of(*word) {
                if table.is_empty() {
                    table = vec![0; self.entries as usize * terms];
                }
                for place in self.places.get(places.clone()).unwrap_or_default() {
                    let weight = WEIGHTS.get((place & 3) as usize).copied().unwrap_or(1);
                    let whole = wanted.whole() == Some(term);
                    if whole && place & 3 != REFERENCE {
                        continue;
                    }
                    let cell = (place >> 2) as usize * terms + term;
                    if let Some(cell) = table.get_mut(cell) {
                        *cell = grade.worth(weight).max(*cell);
                    }
                }
            }
        }
        if table.is_empty() {
            return;
        }
        for record in 0..self.read() {
            self.look_in(record, &table, wanted, see);
        }
    }

    /// The entries of a record.
    fn entries_of(&self, record: usize) -> Range<usize> {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or(self.entries) as usize;
        start(record)..start(record + 1)
    }

    fn look_in(&self, record: usize, table: &[u8], wanted: &Wanted, see: &mut dyn FnMut(Match)) {
        let terms = wanted.terms().max(1);
        let entries = self.entries_of(record);
        let rows = entries.start * terms..entries.end * terms;
        let rows = table.get(rows).unwrap_or_default();
        if rows.iter().all(|worth| *worth == 0) {
            return;
        }
        let mut alone = false;
        let mut together = vec![0; terms];
        for (part, row) in rows.chunks(terms).enumerate() {
            for (all, one) in together.iter_mut().zip(row) {
                *all = (*one).max(*all);
            }
            if let Some(score) = score(row, wanted) {
                alone = true;
                see(Match {
                    record,
                    part,
                    score,
                });
            }
        }
        // Words that only the record and its parts hold between them.
        if !alone && let Some(score) = score(&together, wanted) {
            let least = score >= WITHOUT_SLIPS;
            see(Match {
                record,
                part: 0,
                score: if least { WITHOUT_SLIPS } else { 0 },
            });
        }
    }

    /// How many bytes it takes, but for the records.
    pub fn bytes(&self) -> usize {
        let words = self.words.capacity() + self.ends.capacity() + self.places.capacity();
        words * 4 + self.starts.capacity() * 4 + self.records.capacity() * 16
    }
}

/// How well a row of terms answers; `None` if a clause isn't met.
fn score(row: &[u8], wanted: &Wanted) -> Option<u32> {
    let worth = |term: usize| row.get(term).copied().unwrap_or(0);
    let mut score = WITHOUT_SLIPS;
    let mut slipped = false;
    for worth in wanted.clauses(worth) {
        if worth == 0 {
            return None;
        }
        slipped |= worth < 100;
        score += u32::from(worth % 100);
    }
    let whole = wanted.whole().map_or(0, worth);
    if whole > 0 {
        score += WHOLE;
    }
    Some(if slipped {
        score - WITHOUT_SLIPS
    } else {
        score
    })
}
