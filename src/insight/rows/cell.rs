//! Columns and cells of a listing: what a cell says, and what it is sorted by.

use std::{cmp::Ordering, sync::Arc};

use crate::{
    insight::{Fact, Verdict, compare::Piece},
    plan::Id,
};

/// One thing in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Bit {
    /// A value, or links.
    Fact(Fact),
    /// An amount as printed, and in full.
    Amount(String, String),
    /// A second, quiet line.
    Small(String),
    /// A printed reference.
    Reference(String),
    /// Whether a sum adds up, and what was found.
    Sum(Verdict, String),
    /// A line through figures, beside the first and the last of them in words.
    Trend(Trend, String),
    /// A text with the words marked that went or came.
    Marked(Vec<Piece>),
    /// A link to a record of this plan or another, where several stand beside each other.
    Item(Home, Id, String),
}

/// A line small enough for a cell: places across and up, each from 0 to 1.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Trend {
    /// The line, from left to right.
    pub line: Vec<(f64, f64)>,
    /// What is aimed at, as pieces from one place to another.
    pub aims: Vec<((f64, f64), (f64, f64))>,
}

/// Where the record of a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Home {
    /// In the open plan.
    #[default]
    Open,
    /// In one of the plans beside it, by its place among them.
    Beside(usize),
    /// The row is about no record.
    Nowhere,
}

/// What a cell is sorted by.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum SortKey {
    /// Nothing: it stands last whichever way the rows are sorted.
    #[default]
    Missing,
    /// A figure, a rank or a day.
    Number(f64),
    /// Words.
    Text(Arc<str>),
}

impl SortKey {
    /// A whole number, if there is one.
    pub fn count(number: Option<i64>) -> SortKey {
        number.map_or(SortKey::Missing, |n| SortKey::Number(n as f64))
    }

    /// Words, unless they are empty.
    pub fn text(words: &str) -> SortKey {
        match words {
            "" => SortKey::Missing,
            words => SortKey::Text(words.to_lowercase().into()),
        }
    }

    pub(super) fn against(&self, other: &SortKey, descending: bool) -> Ordering {
        let order = match (self, other) {
            (SortKey::Missing, SortKey::Missing) => return Ordering::Equal,
            (SortKey::Missing, _) => return Ordering::Greater,
            (_, SortKey::Missing) => return Ordering::Less,
            (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
            (SortKey::Text(a), SortKey::Text(b)) => a.cmp(b),
            (SortKey::Number(_), SortKey::Text(_)) => Ordering::Less,
            (SortKey::Text(_), SortKey::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

/// A cell. Rows at another date share those of it that say the same.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cell {
    /// What it says; nothing for an empty cell.
    pub bits: Arc<Vec<Bit>>,
    /// What it is sorted by.
    pub key: SortKey,
}

impl Cell {
    /// A cell of bits with what it is sorted by.
    pub fn new(bits: Vec<Bit>, key: SortKey) -> Cell {
        let bits = Arc::new(bits);
        Cell { bits, key }
    }

    /// The same cell with one thing more.
    pub fn and(mut self, bit: Bit) -> Cell {
        Arc::make_mut(&mut self.bits).push(bit);
        self
    }

    /// A cell of one value, or an empty one.
    pub fn of(fact: Option<Fact>, key: SortKey) -> Cell {
        Cell::new(fact.map(Bit::Fact).into_iter().collect(), key)
    }

    /// A cell of a count with smaller ones under it; an empty one for nought.
    pub fn count(count: usize, under: impl IntoIterator<Item = String>) -> Cell {
        if count == 0 {
            return Cell::default();
        }
        let mut bits = vec![Bit::Fact(Fact::Text(count.to_string()))];
        bits.extend(under.into_iter().map(Bit::Small));
        Cell::new(bits, SortKey::count(i64::try_from(count).ok()))
    }

    /// A cell of words, sorted by them.
    pub fn text(words: &str) -> Cell {
        Cell::of(crate::insight::facts::text(words), SortKey::text(words))
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the address bar.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// Whether it holds figures, which stand at the right.
    pub numeric: bool,
    /// Whether the first press sorts it from the top down, as one looks for the worst or largest.
    pub largest_first: bool,
}

impl Column {
    /// A column of words.
    pub fn words(key: &str, heading: &str) -> Column {
        Column {
            key: key.to_owned(),
            heading: heading.to_owned(),
            numeric: false,
            largest_first: false,
        }
    }

    /// A column of figures.
    pub fn figures(key: &str, heading: &str) -> Column {
        Column {
            numeric: true,
            largest_first: true,
            ..Column::words(key, heading)
        }
    }
}
