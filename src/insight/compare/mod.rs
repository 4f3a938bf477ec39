//! Two plans beside each other: which record of one is which of the other, what changed from one
//! edition to the next, and, across any number of plans, what each prints on the same topic.
//!
//! | file | what it is for |
//! |---|---|
//! | `kin`, `name`, `pair` | what two plans are to each other, and which record is which |
//! | `change`, `points`, `wording` | what changed in a record, in its fields' own words |
//! | `differences`, `side_by_side` | the rows of the page: changes of an edition, or two councils' records |
//! | `population`, `areas`, `answer` | money a head and by area, and the sentences at the top |
//! | `subject`, `mention`, `shelf` | topics across plans, and what each plan prints on them |

pub mod answer;
pub mod areas;
mod change;
pub mod differences;
mod kin;
mod mention;
mod name;
mod pair;
mod points;
pub mod population;
pub mod shelf;
pub mod side_by_side;
pub mod subject;
mod wording;

use std::{collections::HashSet, sync::Arc};

pub use change::{Change, What};
pub use kin::{Kin, Side, kin};
pub use mention::{Mention, mentions};
pub use name::Name;
pub use pair::{By, Pair, pair};
pub use wording::{Fate, Piece, wordings};

use super::index::Index;
use crate::plan::{AnyRecord, Kind, Plan};

/// A plan to compare, with its index and what it is called beside the other: 'Coventry 2014',
/// 'This draft'.
#[derive(Clone, Debug)]
pub struct Compared {
    /// The plan.
    pub plan: Arc<Plan>,
    /// Where everything in it is.
    pub index: Arc<Index>,
    /// What it is called.
    pub name: String,
}

impl Compared {
    /// A plan under a name.
    pub fn new(plan: Arc<Plan>, name: String) -> Compared {
        let index = Arc::new(Index::new(&plan));
        Compared { plan, index, name }
    }
}

/// Two plans with their records paired.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// What they are to each other.
    pub kin: Kin,
    /// The open plan.
    pub open: Compared,
    /// The one beside it.
    pub other: Compared,
    open_records: Vec<Arc<dyn AnyRecord>>,
    other_records: Vec<Arc<dyn AnyRecord>>,
    pairs: Vec<Pair>,
}

/// How many records of a kind there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Count {
    /// The kind.
    pub kind: Kind,
    /// In the open plan.
    pub open: usize,
    /// In the other.
    pub other: usize,
    /// How many are in both; what is a measure in one plan may be a benchmark in the other.
    pub both: usize,
}

/// A record of a comparison.
pub type Found<'a> = &'a Arc<dyn AnyRecord>;

impl Comparison {
    /// Pairs the records of two plans.
    pub fn new(open: Compared, other: Compared) -> Comparison {
        let kin = kin(&open.plan, &other.plan);
        let open_records: Vec<_> = open.plan.records().collect();
        let other_records: Vec<_> = other.plan.records().collect();
        let pairs = pair(&open_records, &other_records, kin);
        Comparison {
            kin,
            open,
            other,
            open_records,
            other_records,
            pairs,
        }
    }

    /// One of the two plans.
    pub fn side(&self, side: Side) -> &Compared {
        match side {
            Side::Open => &self.open,
            Side::Other => &self.other,
        }
    }

    /// The records of one side.
    pub fn records(&self, side: Side) -> &[Arc<dyn AnyRecord>] {
        match side {
            Side::Open => &self.open_records,
            Side::Other => &self.other_records,
        }
    }

    /// What is in both, in the order of the open plan: its record, the other's, and how one knows.
    pub fn both(&self) -> impl Iterator<Item = (Found<'_>, Found<'_>, By)> {
        self.pairs.iter().filter_map(|pair| {
            let open = self.open_records.get(pair.open)?;
            Some((open, self.other_records.get(pair.other)?, pair.by))
        })
    }

    /// What is on one side only, in that plan's order.
    pub fn only(&self, side: Side) -> impl Iterator<Item = Found<'_>> {
        let place = move |pair: &Pair| match side {
            Side::Open => pair.open,
            Side::Other => pair.other,
        };
        let paired: HashSet<usize> = self.pairs.iter().map(place).collect();
        let records = self.records(side).iter().enumerate();
        records
            .filter(move |(at, _)| !paired.contains(at))
            .map(|(_, record)| record)
    }

    /// How many records of each kind there are; kinds that neither plan has are left out.
    pub fn counts(&self) -> Vec<Count> {
        let of = |kind: Kind| Count {
            kind,
            open: self.open.plan.collection(kind).len(),
            other: self.other.plan.collection(kind).len(),
            both: self
                .both()
                .filter(|(a, b, _)| a.kind() == kind || b.kind() == kind)
                .count(),
        };
        let counts = Kind::ALL.iter().map(|kind| of(*kind));
        counts.filter(|c| c.open + c.other > 0).collect()
    }

    /// Whether the two are editions of one plan.
    pub fn is_of_editions(&self) -> bool {
        matches!(self.kin, Kin::Editions { .. })
    }
}

/// What a plan is called beside others: its council and its period, 'Coventry 2014'.
pub fn called(plan: &Plan) -> String {
    let front = &plan.front;
    let council = council(&front.organisation);
    let name = match council.is_empty() {
        true => front.title.as_str(),
        false => council,
    };
    match front.period {
        Some(period) => format!("{name} {}", period.shown()),
        None => name.to_owned(),
    }
}

/// A council's name without what kind of council it is.
pub fn council(organisation: &str) -> &str {
    let kinds = [
        " County Council",
        " City Council",
        " Borough Council",
        " Council",
    ];
    let short = kinds
        .iter()
        .find_map(|kind| organisation.strip_suffix(kind));
    short.unwrap_or(organisation).trim()
}

#[cfg(test)]
mod tests;
