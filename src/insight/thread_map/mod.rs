//! The golden thread as a map: how much hangs from each aim, kind by kind; and for one aim each thing by name.

mod load;
#[cfg(test)]
mod tests;
mod weave;

use load::{Load, loose};
use weave::{things, whole};

use super::{index::Index, outline::roots, rows::and, tiles};
use crate::plan::{Id, Kind, Plan, brief};

/// The most characters of an aim's name.
const NAME: usize = 70;

/// What a place on the map is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spot {
    /// An outcome or a priority.
    Aim,
    /// What hangs from no aim.
    Loose,
    /// All things of a kind.
    Kind,
    /// One thing.
    Thing,
}

/// A place on the map.
#[derive(Clone, Debug, PartialEq)]
pub struct MapSpot {
    /// The record it leads to.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// What it is called in a sentence: its number, or its words in quotes.
    pub called: String,
    /// How many things hang from it.
    pub count: usize,
    /// How many of what: '5 measures and 2 risks'.
    pub words: String,
    /// What it is.
    pub spot: Spot,
    /// How many steps it is from the first.
    pub column: usize,
}

/// Things of a kind that hang from a place.
#[derive(Clone, Debug, PartialEq)]
pub struct MapLine {
    /// The place above.
    pub from: usize,
    /// The place under it.
    pub to: usize,
    /// How many.
    pub count: usize,
}

/// A row of the map's table.
#[derive(Clone, Debug, PartialEq)]
pub struct MapRow {
    /// The record.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// What the columns say.
    pub cells: Vec<String>,
}

/// The map of a thread.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct ThreadMap {
    /// The aim it is of; none for the whole plan.
    pub of: Option<String>,
    /// Whether something hangs from several aims, and so is counted under each.
    pub shared: bool,
    /// Its places.
    pub spots: Vec<MapSpot>,
    /// What runs between them.
    pub lines: Vec<MapLine>,
    /// The headings over its rows.
    pub columns: Vec<String>,
    /// The same as rows: each aim with its counts, or each thing.
    pub rows: Vec<MapRow>,
}

/// Its number, if it has one, and its words.
fn named(plan: &Plan, index: &Index, id: &Id) -> String {
    let title = index.title(plan, id);
    let record = index.record(plan, id);
    match record.as_deref().map_or("", |r| r.reference()) {
        "" => brief(&title, NAME),
        reference => brief(&format!("{reference}: {title}"), NAME),
    }
}

/// Its number, or its words in quotes.
fn called(plan: &Plan, index: &Index, id: &Id) -> String {
    let record = index.record(plan, id);
    match record.as_deref().map_or("", |r| r.reference()) {
        "" => format!("“{}”", brief(&index.title(plan, id), NAME)),
        reference => reference.to_owned(),
    }
}

fn counted(counts: &[(Kind, usize)]) -> String {
    let held = counts.iter().filter(|(_, count)| *count > 0);
    let words: Vec<String> = held
        .map(|(kind, count)| tiles::counted(*count, *kind))
        .collect();
    and(&words)
}

/// The map of a whole plan, or of one of its aims.
pub fn thread_map(plan: &Plan, index: &Index, aim: &str) -> ThreadMap {
    let roots = roots(plan, index);
    let aim = Id::parse(aim).filter(|id| is_aim(index, id));
    let Some(aim) = aim else {
        let loads = roots
            .iter()
            .map(|id| Load::of(plan, index, id, 0))
            .collect();
        return whole(loads, loose(plan, index));
    };
    let load = Load::of(plan, index, &aim, 0);
    let name = load.name.clone();
    let mut map = match load.under.is_empty() {
        true => things(plan, index, &aim, load),
        false => whole(vec![load], None),
    };
    map.of = Some(name);
    map
}

fn is_aim(index: &Index, id: &Id) -> bool {
    let place = index.place(id);
    place.is_some_and(|p| p.part.is_none() && matches!(p.kind, Kind::Outcome | Kind::Priority))
}

/// Every aim that a map can be of, with its name.
pub fn aims_of(plan: &Plan, index: &Index) -> Vec<(Id, String)> {
    let outcomes = plan.outcomes.iter().map(|o| &o.id);
    let all = outcomes.chain(plan.priorities.iter().map(|p| &p.id));
    all.map(|id| (id.clone(), named(plan, index, id))).collect()
}
