//! Where each id stands in the three versions: a part may have been moved from one record to another,
//! and must end in one place, neither in two nor in none.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{Choices, Issue, RecordKey, Side, doubles, records::Touched};
use crate::{
    drafting::Path,
    plan::{Id, Kind},
};

/// Where each id of the touched records stands that moved, came or went: in the base, in mine, in theirs.
#[derive(Debug, Default)]
pub(super) struct Placed(HashMap<String, [Option<At>; 3]>);

/// A place, and the record it is in.
type At = (doubles::Place, Kind, Id);

impl Placed {
    /// Where the ids of the touched records stand, but of those that stand still.
    pub fn of_touched(touched: &[Touched]) -> Placed {
        let mut placed = Placed::default();
        touched.iter().for_each(|one| placed.see(one));
        placed
    }

    fn see(&mut self, one: &Touched) {
        if one.stands_still() {
            return;
        }
        let top = Path::record(one.kind, &one.id).to_string();
        for (version, seen) in [&one.base, &one.mine, &one.theirs].into_iter().enumerate() {
            let Some(seen) = seen else { continue };
            let json = seen.json();
            let mut found = Vec::new();
            doubles::places(&top, json, &mut found);
            for (id, place) in found {
                let versions = self.0.entry(id.to_owned()).or_default();
                if let Some(slot) = versions.get_mut(version) {
                    *slot = Some((place, one.kind, one.id.clone()));
                }
            }
        }
    }

    /// The places of an id.
    pub fn of(&self, id: &str) -> [Option<&str>; 3] {
        self.0.get(id).map_or([None; 3], |versions| {
            versions
                .each_ref()
                .map(|v| v.as_ref().map(|(place, ..)| place.as_str()))
        })
    }

    /// The record under which a clash of places is told: the same whichever side is mine.
    fn record(&self, id: &str) -> RecordKey {
        let [_, mine, theirs] = self.0.get(id)?;
        let first = mine.iter().chain(theirs).min_by(|a, b| a.0.cmp(&b.0));
        first.map(|(_, kind, id)| (*kind, id.clone()))
    }

    /// The ids that both sides put into different places.
    pub fn clashes(&self) -> Vec<(String, RecordKey, Path)> {
        let mut clashes = Vec::new();
        for id in self.0.keys() {
            let [base, mine, theirs] = self.of(id);
            if let (Some(m), Some(t)) = (mine, theirs)
                && m != t
                && base != mine
                && base != theirs
            {
                clashes.extend(Path::parse(m).map(|at| (id.clone(), self.record(id), at)));
            }
        }
        clashes.sort_by(|a, b| a.0.cmp(&b.0));
        clashes
    }

    /// The places an id may be left in, the first that there is: where it always was, else where
    /// the chosen side has it.
    pub fn preferred(&self, id: &str, choices: &Choices) -> Vec<String> {
        let [base, mine, theirs] = self.of(id);
        let first = match choices.of(&self.record(id), &Issue(in_two_places(id))) {
            Some(Side::Theirs) => [base, theirs, mine],
            Some(Side::Mine) | None => [base, mine, theirs],
        };
        first.into_iter().flatten().map(str::to_owned).collect()
    }

    /// What both sides have, if in different places, and the merged records haven't; with what holds
    /// it in the place it should be left in.
    pub fn lost(&self, records: &[Option<Value>], choices: &Choices) -> HashSet<String> {
        let mut left = Vec::new();
        let merged = records.iter().flatten();
        merged.for_each(|record| doubles::places("", record, &mut left));
        let left: HashSet<&str> = left.into_iter().map(|(id, _)| id).collect();
        let mut lost = HashSet::new();
        for id in self.0.keys() {
            let [_, mine, theirs] = self.of(id);
            if left.contains(id.as_str()) || mine.is_none() || theirs.is_none() {
                continue;
            }
            let sides = |place: &String| [mine, theirs].contains(&Some(place.as_str()));
            let place = self.preferred(id, choices).into_iter().find(sides);
            let way = place.as_deref().unwrap_or("").split('/');
            lost.extend(
                way.filter_map(|step| step.strip_prefix('#'))
                    .map(str::to_owned),
            );
        }
        lost
    }
}

/// The name of a clash of places.
pub(super) fn in_two_places(id: &str) -> String {
    format!("{id} in two places")
}
