//! The records of three versions held against each other. Records sit behind `Arc`s, so what nobody
//! touched is passed over by its pointer.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde_json::Value;

use super::{
    Choices, Issue, RecordKey, Side, doubles,
    walk::{Clash, Met, Spot, Verdict, Walk, verdict},
};
use crate::{
    drafting::{Path, change::front_json},
    plan::{AnyRecord, Id, Kind, Plan},
};

/// The versions that are merged.
#[derive(Debug)]
pub(super) struct Versions {
    /// What both began from, if that is known.
    pub base: Option<Plan>,
    pub mine: Plan,
    pub theirs: Plan,
}

/// A record that isn't the same on the two sides.
#[derive(Clone, Debug)]
pub(super) struct Touched {
    pub kind: Kind,
    pub id: Id,
    pub base: Option<Seen>,
    pub mine: Option<Seen>,
    pub theirs: Option<Seen>,
}

/// A record as one version has it. Two are the same if they say the same.
#[derive(Clone, Debug)]
pub(super) struct Seen(pub Arc<dyn AnyRecord>);

impl PartialEq for Seen {
    fn eq(&self, other: &Seen) -> bool {
        Arc::as_ptr(&self.0).addr() == Arc::as_ptr(&other.0).addr()
            || self.0.kind().same(&*self.0, &*other.0)
    }
}

/// What a pass over the touched records gives.
pub(super) struct Pass {
    /// The plan's own details.
    pub front: Value,
    /// Each touched record as it will be; `None` if it won't.
    pub records: Vec<Option<Value>>,
    /// The new order of each list that has one.
    pub orders: Vec<(Kind, Vec<Id>)>,
    /// Conflicts and changes to take, each with its record.
    pub met: Vec<(RecordKey, Met)>,
    /// How many changes both sides made alike.
    pub alike: usize,
}

impl Versions {
    /// The records that aren't the same on the two sides, kind by kind.
    pub fn touched(&self) -> Vec<Touched> {
        let mut touched = Vec::new();
        for &kind in Kind::ALL {
            let seen = |plan: &Plan| -> Vec<Seen> {
                let list = plan.collection(kind);
                (0..list.len()).filter_map(|at| list.record(at).map(Seen)).collect()
            };
            let (mine, theirs) = (seen(&self.mine), seen(&self.theirs));
            let base = self.base.as_ref().map(seen).unwrap_or_default();
            let by_id = |seen: &'_ [Seen]| -> HashMap<Id, Seen> {
                seen.iter().map(|s| (s.0.id().clone(), s.clone())).collect()
            };
            let same = |a: &Vec<Seen>, b: &Vec<Seen>| {
                a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.0.id() == b.0.id() && a == b)
            };
            if same(&mine, &theirs) {
                continue;
            }
            let (here, there, before) = (by_id(&mine), by_id(&theirs), by_id(&base));
            let only_there = theirs.iter().filter(|s| !here.contains_key(s.0.id()));
            for id in mine.iter().chain(only_there).map(|s| s.0.id()) {
                let (m, t) = (here.get(id), there.get(id));
                if m != t {
                    touched.push(Touched {
                        kind,
                        id: id.clone(),
                        base: before.get(id).cloned(),
                        mine: m.cloned(),
                        theirs: t.cloned(),
                    });
                }
            }
        }
        touched
    }

    /// Goes through what was touched, with the choices made so far.
    pub fn pass(&self, touched: &[Touched], choices: &Choices) -> Pass {
        let known = self.base.is_some();
        let mut pass = Pass {
            front: front_json(&self.mine.front),
            records: Vec::with_capacity(touched.len()),
            orders: Vec::new(),
            met: Vec::new(),
            alike: 0,
        };
        if self.mine.front != self.theirs.front {
            let base = self.base.as_ref().map(|plan| front_json(&plan.front));
            let theirs = front_json(&self.theirs.front);
            let mut walk = Walk::new(known, choices, None);
            let top = Spot::top(Path::own_details());
            pass.front = walk.fields(&top, base.as_ref(), Some(&pass.front), Some(&theirs));
            pass.keep(walk);
        }
        for one in touched {
            let mut walk = Walk::new(known, choices, Some((one.kind, one.id.clone())));
            let merged = one.merged(&mut walk);
            pass.keep(walk);
            pass.records.push(merged);
        }
        self.settle_doubles(touched, choices, &mut pass);
        for &kind in Kind::ALL {
            self.order(kind, touched, choices, &mut pass);
        }
        pass
    }

    /// Leaves every id in one place.
    fn settle_doubles(&self, touched: &[Touched], choices: &Choices, pass: &mut Pass) {
        let mut placed = Placed::default();
        for one in touched {
            placed.see(one);
        }
        let known = self.base.is_some();
        for (id, record, at) in placed.clashes() {
            let mut walk = Walk::new(known, choices, record);
            let [base, mine, theirs] = placed.of(&id).map(|place| place.map(Value::from));
            let spot = Spot {
                key: format!("{id} in two places"),
                ..Spot::top(at)
            };
            walk.meet(&spot, Some(Clash::Placed), base.as_ref(), mine.as_ref(), theirs.as_ref());
            pass.keep(walk);
        }
        let top = |one: &Touched| Path::record(one.kind, &one.id).to_string();
        let mut records: Vec<(String, Option<Value>)> = touched
            .iter()
            .map(top)
            .zip(std::mem::take(&mut pass.records))
            .collect();
        doubles::settle(&mut records, |id, places| {
            let [base, mine, theirs] = placed.of(id);
            let choice = choices.of(&placed.record(id), &Issue(format!("{id} in two places")));
            let by_choice = match choice {
                Some(Side::Theirs) => theirs,
                Some(Side::Mine) | None => mine,
            };
            let place = |wanted: Option<&str>| {
                wanted.and_then(|wanted| places.iter().position(|place| place == wanted))
            };
            place(base).or_else(|| place(by_choice)).unwrap_or(0)
        });
        pass.records = records.into_iter().map(|(_, record)| record).collect();
    }

    /// The order of a kind's list.
    fn order(&self, kind: Kind, touched: &[Touched], choices: &Choices, pass: &mut Pass) {
        let of = |plan: &Plan| -> Vec<Id> {
            let list = plan.collection(kind);
            (0..list.len()).filter_map(|at| list.id_at(at).cloned()).collect()
        };
        let (mine, theirs) = (of(&self.mine), of(&self.theirs));
        let mut stays: HashSet<&str> = mine.iter().map(Id::as_str).collect();
        let mut changed = false;
        for (one, record) in touched.iter().zip(&pass.records) {
            if one.kind == kind && one.mine.is_some() != record.is_some() {
                changed = true;
                match record {
                    Some(_) => stays.insert(one.id.as_str()),
                    None => stays.remove(one.id.as_str()),
                };
            }
        }
        let base = self.base.as_ref().map(of);
        if mine == theirs && !changed {
            return;
        }
        if base.as_ref() == Some(&theirs) && !changed {
            return;
        }
        let base = base.unwrap_or_default();
        let mut walk = Walk::new(self.base.is_some(), choices, None);
        let spot = Spot::top(Path::list(kind));
        let order = walk.order(&spot, &strs(&base), &strs(&mine), &strs(&theirs), &stays);
        let order = order.into_iter().filter_map(Id::parse).collect();
        pass.keep(walk);
        pass.orders.push((kind, order));
    }
}

fn strs(ids: &[Id]) -> Vec<&str> {
    ids.iter().map(Id::as_str).collect()
}

impl Pass {
    fn keep(&mut self, walk: Walk<'_>) {
        let record = walk.record;
        self.alike += walk.alike;
        self.met.extend(walk.met.into_iter().map(|met| (record.clone(), met)));
    }
}

impl Touched {
    /// The record as it has to be, if it has to be.
    fn merged(&self, walk: &mut Walk<'_>) -> Option<Value> {
        let verdict = verdict(
            walk.known,
            self.base.as_ref(),
            self.mine.as_ref(),
            self.theirs.as_ref(),
        );
        let mine = self.mine.as_ref().map(Seen::json);
        if matches!(verdict, Verdict::Keep) {
            return mine;
        }
        let base = self.base.as_ref().map(Seen::json);
        let theirs = self.theirs.as_ref().map(Seen::json);
        let (b, m, t) = (base.as_ref(), mine.as_ref(), theirs.as_ref());
        let spot = Spot::top(Path::record(self.kind, &self.id));
        match verdict {
            Verdict::Keep => mine,
            Verdict::Take if m.is_some() && t.is_some() => {
                walk.fields(&spot, b, m, t);
                theirs
            }
            Verdict::Take => {
                walk.meet(&spot, None, b, m, t);
                theirs
            }
            Verdict::Clash(clash) => walk.decide(&spot, clash, b, m, t),
            Verdict::Join => Some(walk.fields(&spot, b, m, t)),
        }
    }
}

impl Seen {
    pub fn json(&self) -> Value {
        self.0.json()
    }
}

/// Where each id of the touched records stands: in the base, in mine, in theirs.
#[derive(Default)]
struct Placed(HashMap<String, [Option<(doubles::Place, Kind, Id)>; 3]>);

impl Placed {
    fn see(&mut self, one: &Touched) {
        let top = Path::record(one.kind, &one.id).to_string();
        for (version, seen) in [&one.base, &one.mine, &one.theirs].into_iter().enumerate() {
            let Some(seen) = seen else { continue };
            let json = seen.json();
            let mut found = Vec::new();
            doubles::places(&top, &json, &mut found);
            for (id, place) in found {
                let versions = self.0.entry(id.to_owned()).or_default();
                if let Some(slot) = versions.get_mut(version) {
                    *slot = Some((place, one.kind, one.id.clone()));
                }
            }
        }
    }

    /// The places of an id.
    fn of(&self, id: &str) -> [Option<&str>; 3] {
        self.0.get(id).map_or([None; 3], |versions| {
            versions.each_ref().map(|v| v.as_ref().map(|(place, ..)| place.as_str()))
        })
    }

    /// The record under which a clash of places is told: the same whichever side is mine.
    fn record(&self, id: &str) -> RecordKey {
        let [_, mine, theirs] = self.0.get(id)?;
        let first = mine.iter().chain(theirs).min_by(|a, b| a.0.cmp(&b.0));
        first.map(|(_, kind, id)| (*kind, id.clone()))
    }

    /// The ids that both sides put into different places.
    fn clashes(&self) -> Vec<(String, RecordKey, Path)> {
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
}
