//! How much hangs from an aim.

use std::collections::HashSet;

use super::{called, named};
use crate::{
    insight::{
        index::Index,
        outline::{HANGING, hanging, outline},
    },
    plan::{Id, Kind, Plan},
};

/// The most aims beside each other; the smallest of more are taken together.
pub(super) const MOST: usize = 20;

/// An aim with what hangs from it.
pub(super) struct Load {
    pub id: Option<Id>,
    pub name: String,
    pub called: String,
    pub counts: Vec<(Kind, usize)>,
    ids: Vec<Id>,
    pub under: Vec<Load>,
}

impl Load {
    pub fn of(plan: &Plan, index: &Index, id: &Id, depth: usize) -> Load {
        let held = HANGING.map(|kind| (kind, hanging(index, id, kind)));
        let counts = held.iter().map(|(kind, ids)| (*kind, ids.len())).collect();
        let aims = [Kind::Outcome, Kind::Priority].into_iter();
        let aims = aims.flat_map(|kind| hanging(index, id, kind));
        Load {
            id: Some(id.clone()),
            name: named(plan, index, id),
            called: called(plan, index, id),
            counts,
            ids: held.into_iter().flat_map(|(_, ids)| ids).collect(),
            // Aims stand in aims once or twice: deeper is a cycle of links.
            under: match depth {
                0..4 => aims
                    .map(|aim| Load::of(plan, index, &aim, depth + 1))
                    .collect(),
                _ => Vec::new(),
            },
        }
    }

    /// How many of each kind hang from it and from the aims under it.
    pub fn all(&self) -> Vec<(Kind, usize)> {
        let mut all = self.counts.clone();
        for load in &self.under {
            add(&mut all, &load.all());
        }
        all
    }

    /// Puts together whatever hangs from it; says whether something was there already.
    pub fn is_shared(&self, seen: &mut HashSet<Id>) -> bool {
        let mut shared = false;
        for id in &self.ids {
            shared |= !seen.insert(id.clone());
        }
        for load in &self.under {
            shared |= load.is_shared(seen);
        }
        shared
    }

    pub fn count(&self) -> usize {
        self.all().iter().map(|(_, count)| count).sum()
    }
}

fn add(all: &mut Vec<(Kind, usize)>, more: &[(Kind, usize)]) {
    for (kind, count) in more {
        match all.iter_mut().find(|(known, _)| known == kind) {
            Some((_, sum)) => *sum += count,
            None => all.push((*kind, *count)),
        }
    }
}

/// What hangs from no aim at all.
pub(super) fn loose(plan: &Plan, index: &Index) -> Option<Load> {
    let outline = outline(plan, index);
    let mut counts: Vec<(Kind, usize)> = Vec::new();
    for id in outline.loose.iter().flat_map(|branch| &branch.ids) {
        if let Some(place) = index.place(id) {
            add(&mut counts, &[(place.kind, 1)]);
        }
    }
    (!counts.is_empty()).then(|| Load {
        id: None,
        name: "No aim".to_owned(),
        called: String::new(),
        counts,
        ids: Vec::new(),
        under: Vec::new(),
    })
}

/// The loads that something hangs from, the smallest of many taken together.
pub(super) fn fewer(mut loads: Vec<Load>) -> Vec<Load> {
    loads.retain(|load| load.count() > 0);
    for load in &mut loads {
        load.under = fewer(std::mem::take(&mut load.under));
    }
    if loads.len() <= MOST {
        return loads;
    }
    let mut sizes: Vec<usize> = loads.iter().map(Load::count).collect();
    sizes.sort_unstable_by_key(|size| std::cmp::Reverse(*size));
    let least = sizes.get(MOST - 2).copied().unwrap_or(0);
    let mut room = MOST - 1;
    let (mut kept, mut counts, mut small) = (Vec::new(), Vec::new(), 0);
    for load in loads {
        if load.count() >= least && room > 0 {
            room -= 1;
            kept.push(load);
        } else {
            add(&mut counts, &load.all());
            small += 1;
        }
    }
    kept.push(Load {
        id: None,
        name: format!("{small} more aims"),
        called: String::new(),
        counts,
        ids: Vec::new(),
        under: Vec::new(),
    });
    kept
}
