//! The map being made: of all aims, or of the things under one.

use std::collections::{HashMap, HashSet};

use super::{
    MapLine, MapRow, MapSpot, Spot, ThreadMap, counted,
    load::{Load, fewer},
    named,
};
use crate::{
    insight::{
        index::Index,
        outline::{HANGING, hanging},
        rows::{gist, sentence, so_many},
    },
    plan::{Id, Kind, Plan},
};

/// The most things that are named one by one.
const NAMED: usize = 40;

/// Aims with how much hangs from each.
pub(super) fn whole(loads: Vec<Load>, loose: Option<Load>) -> ThreadMap {
    let mut seen = HashSet::new();
    let mut map = ThreadMap {
        shared: loads
            .iter()
            .filter(|load| load.is_shared(&mut seen))
            .count()
            > 0,
        ..ThreadMap::default()
    };
    let mut kinds: Vec<Kind> = Vec::new();
    for load in loads.iter().chain(&loose) {
        kinds.extend(
            load.all()
                .iter()
                .filter(|(_, n)| *n > 0)
                .map(|(kind, _)| *kind),
        );
    }
    let kinds: Vec<Kind> = HANGING.into_iter().filter(|k| kinds.contains(k)).collect();
    map.columns = std::iter::once("Aim".to_owned())
        .chain(kinds.iter().map(|kind| sentence(kind.many())))
        .collect();
    for load in loads.iter().chain(&loose) {
        rows(&mut map.rows, load, &kinds);
    }
    let mut ends: HashMap<Kind, usize> = HashMap::new();
    let mut weave = Weave {
        map: &mut map,
        ends: &mut ends,
    };
    weave.aims(&fewer(loads), None, 0);
    if let Some(loose) = &loose {
        weave.aim(loose, None, 0, Spot::Loose);
    }
    let last = map
        .spots
        .iter()
        .map(|s| s.column)
        .max()
        .map_or(0, |c| c + 1);
    for kind in kinds {
        let Some(at) = ends.get(&kind) else { continue };
        let into = map.lines.iter().filter(|line| line.to == *at);
        let count: usize = into.map(|line| line.count).sum();
        if let Some(spot) = map.spots.get_mut(*at) {
            spot.count = count;
            spot.words = so_many(count, kind.one(), kind.many());
            spot.column = last;
        }
    }
    map
}

fn rows(rows: &mut Vec<MapRow>, load: &Load, kinds: &[Kind]) {
    let count = |kind: &Kind| {
        load.counts
            .iter()
            .find(|(k, _)| k == kind)
            .map_or(0, |(_, n)| *n)
    };
    rows.push(MapRow {
        id: load.id.clone(),
        name: load.name.clone(),
        cells: kinds.iter().map(|kind| count(kind).to_string()).collect(),
    });
    for under in &load.under {
        self::rows(rows, under, kinds);
    }
}

/// A map being made.
struct Weave<'a> {
    map: &'a mut ThreadMap,
    /// The place of each kind.
    ends: &'a mut HashMap<Kind, usize>,
}

impl Weave<'_> {
    fn aims(&mut self, loads: &[Load], above: Option<usize>, column: usize) {
        for load in loads {
            self.aim(load, above, column, Spot::Aim);
        }
    }

    fn aim(&mut self, load: &Load, above: Option<usize>, column: usize, spot: Spot) {
        let at = self.map.spots.len();
        self.map.spots.push(MapSpot {
            id: load.id.clone(),
            name: load.name.clone(),
            called: load.called.clone(),
            count: load.count(),
            words: counted(&load.all()),
            spot,
            column,
        });
        if let Some(from) = above {
            let count = load.count();
            self.map.lines.push(MapLine {
                from,
                to: at,
                count,
            });
        }
        self.aims(&load.under, Some(at), column + 1);
        for (kind, count) in load.counts.iter().filter(|(_, count)| *count > 0) {
            let to = *self.ends.entry(*kind).or_insert_with(|| {
                self.map.spots.push(MapSpot {
                    id: None,
                    name: sentence(kind.many()),
                    called: String::new(),
                    count: 0,
                    words: String::new(),
                    spot: Spot::Kind,
                    column: 0,
                });
                self.map.spots.len() - 1
            });
            let count = *count;
            self.map.lines.push(MapLine {
                from: at,
                to,
                count,
            });
        }
    }
}

/// One aim with each thing that hangs from it by its name.
pub(super) fn things(plan: &Plan, index: &Index, aim: &Id, load: Load) -> ThreadMap {
    let mut map = ThreadMap {
        columns: vec![
            "Name".to_owned(),
            "Kind".to_owned(),
            "What it comes to".to_owned(),
        ],
        ..ThreadMap::default()
    };
    let total = load.count();
    map.spots.push(MapSpot {
        id: Some(aim.clone()),
        name: load.name.clone(),
        called: load.called.clone(),
        count: total,
        words: counted(&load.counts),
        spot: Spot::Aim,
        column: 0,
    });
    for (kind, count) in load.counts.iter().filter(|(_, count)| *count > 0) {
        let at = map.spots.len();
        map.spots.push(MapSpot {
            id: None,
            name: sentence(kind.many()),
            called: String::new(),
            count: *count,
            words: so_many(*count, kind.one(), kind.many()),
            spot: Spot::Kind,
            column: 1,
        });
        let count = *count;
        map.lines.push(MapLine {
            from: 0,
            to: at,
            count,
        });
        for id in hanging(index, aim, *kind) {
            let name = named(plan, index, &id);
            let words = gist(plan, index, &id);
            map.rows.push(MapRow {
                id: Some(id.clone()),
                name: name.clone(),
                cells: vec![sentence(kind.one()), words.clone()],
            });
            // More are counted, not named.
            if total <= NAMED {
                let to = map.spots.len();
                map.lines.push(MapLine {
                    from: at,
                    to,
                    count: 1,
                });
                map.spots.push(MapSpot {
                    id: Some(id),
                    name,
                    called: String::new(),
                    count: 1,
                    words: String::new(),
                    spot: Spot::Thing,
                    column: 2,
                });
            }
        }
    }
    map
}
