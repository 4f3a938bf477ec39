//! The words of a plan and where they stand: built once, a record at a time, and brought up to date by
//! reading only what was touched.

use std::{collections::HashMap, sync::Arc};

use super::{
    found::{Found, Hit},
    segment::{Match, Segment},
    synonyms::Synonyms,
    vocabulary::Vocabulary,
    wanted::{Slips, Wanted},
};
use crate::plan::{AnyRecord, Kind, Plan};

/// How many records a segment holds: a change makes so many be read again.
const SEGMENT: usize = 64;
/// With fewer answers than this, words that are near long ones are shown as well.
const FEW: usize = 5;

/// An index of a plan's words.
#[derive(Debug, Default)]
pub struct SearchIndex {
    vocabulary: Vocabulary,
    synonyms: Synonyms,
    segments: Vec<Segment>,
    /// The first segment that may not have been read to its end.
    next: usize,
}

/// A segment and what answers in it.
type Answer = (usize, Match);

impl SearchIndex {
    /// A whole index.
    pub fn of(plan: &Plan) -> SearchIndex {
        let mut index = SearchIndex::default();
        index.turn_to(plan);
        while index.read_on() {}
        index
    }

    /// Makes this the index of a plan. What is known of records that are the very same stays; the others are
    /// read by [`SearchIndex::read_on`].
    pub fn turn_to(&mut self, plan: &Plan) {
        if !self.synonyms.are_of(plan) {
            self.synonyms = Synonyms::new(plan);
        }
        let mut known: HashMap<*const (), Segment> = HashMap::new();
        for segment in self.segments.drain(..) {
            if let Some(first) = segment.records.first() {
                known.insert(address(first), segment);
            }
        }
        for &kind in Kind::ALL {
            let collection = plan.collection(kind);
            let mut fresh: Vec<Arc<dyn AnyRecord>> = Vec::new();
            let mut at = 0;
            while let Some(record) = collection.record(at) {
                let segment = known.remove(&address(&record)).filter(|segment| {
                    let full = segment.records.len() >= SEGMENT / 2;
                    let same = |(n, old): (usize, &Arc<dyn AnyRecord>)| {
                        let now = collection.record(at + n);
                        now.is_some_and(|now| address(&now) == address(old))
                    };
                    // A small one is read again with its neighbours, so that small ones don't gather.
                    (full || fresh.is_empty()) && segment.records.iter().enumerate().all(same)
                });
                if let Some(segment) = segment {
                    self.put(kind, &mut fresh);
                    at += segment.records.len();
                    self.segments.push(segment);
                    continue;
                }
                fresh.push(record);
                at += 1;
                if fresh.len() == SEGMENT {
                    self.put(kind, &mut fresh);
                }
            }
            self.put(kind, &mut fresh);
        }
        self.next = 0;
    }

    fn put(&mut self, kind: Kind, records: &mut Vec<Arc<dyn AnyRecord>>) {
        if !records.is_empty() {
            self.segments
                .push(Segment::new(kind, std::mem::take(records)));
        }
    }

    /// Reads one more record; false if all have been read.
    pub fn read_on(&mut self) -> bool {
        while let Some(segment) = self.segments.get_mut(self.next) {
            if segment.read_on(&mut self.vocabulary) {
                return true;
            }
            self.next += 1;
        }
        false
    }

    /// How many records have been read, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        let count = |of: fn(&Segment) -> usize| self.segments.iter().map(of).sum();
        (count(Segment::read), count(|s| s.records.len()))
    }

    /// What answers among the records read: at most `most` hits, of one kind if one is given. Slips are
    /// forgiven if hardly anything answers without.
    pub fn search(&self, typed: &str, kind: Option<Kind>, most: usize) -> Found {
        let wanted = Wanted::new(typed, &self.synonyms);
        if wanted.is_empty() {
            return Found::default();
        }
        let mut slips = Slips::Never;
        let mut answers = self.answers(&wanted, slips);
        if answers.len() < FEW {
            slips = match answers.is_empty() {
                true => Slips::Allowed,
                false => Slips::InLongWords,
            };
            answers = self.answers(&wanted, slips);
        }
        let mut kinds: Vec<(Kind, usize)> = Vec::new();
        for (at, _) in &answers {
            let Some(kind) = self.segments.get(*at).map(|s| s.kind) else {
                continue;
            };
            match kinds.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, count)) => *count += 1,
                None => kinds.push((kind, 1)),
            }
        }
        if let Some(kind) = kind {
            answers.retain(|(at, _)| self.segments.get(*at).is_some_and(|s| s.kind == kind));
        }
        let total = answers.len();
        let near = answers.iter().filter(|(_, m)| m.near()).count();
        best(&mut answers, most);
        let hit = |(at, found): &Answer| {
            let record = self.segments.get(*at)?.records.get(found.record)?;
            Some(Hit::new(&**record, found, &wanted, slips))
        };
        let hits: Vec<Hit> = answers.iter().filter_map(hit).collect();
        Found {
            hits,
            total,
            near,
            kinds,
        }
    }

    fn answers(&self, wanted: &Wanted, slips: Slips) -> Vec<Answer> {
        let graded = wanted.graded(&self.vocabulary, slips);
        let mut answers = Vec::new();
        for (at, segment) in self.segments.iter().enumerate() {
            segment.search(wanted, &graded, &mut |found| answers.push((at, found)));
        }
        answers
    }

    /// How many bytes it takes, but for the plan's own records.
    pub fn bytes(&self) -> usize {
        let segments = self.segments.iter().map(Segment::bytes).sum::<usize>();
        segments + self.vocabulary.bytes()
    }
}

/// Where a record is: two are the very same if they are at one place.
fn address(record: &Arc<dyn AnyRecord>) -> *const () {
    Arc::as_ptr(record).cast()
}

/// The best answers, best first; equals stay in the plan's order.
fn best(answers: &mut Vec<Answer>, most: usize) {
    let rank = |(at, found): &Answer| {
        let score = std::cmp::Reverse(found.score);
        (score, *at, found.record, found.part)
    };
    if most < answers.len() {
        answers.select_nth_unstable_by_key(most, rank);
        answers.truncate(most);
    }
    answers.sort_unstable_by_key(rank);
}
