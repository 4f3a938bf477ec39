//! The records of three versions held against each other. Records sit behind `Arc`s, so what nobody
//! touched is passed over by its pointer.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use serde_json::{Value, json};

use super::{
    Choices, RecordKey, doubles,
    placed::{Placed, in_two_places},
    walk::{Clash, Met, Spot, Verdict, Walk, verdict},
};
use crate::{
    drafting::{Path, change::front_json, value_at},
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
                (0..list.len())
                    .filter_map(|at| list.record(at).map(Seen))
                    .collect()
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
    pub fn pass(&self, touched: &[Touched], placed: &Placed, choices: &Choices) -> Pass {
        let mut keeps = HashSet::new();
        loop {
            let mut pass = self.records(touched, placed, choices, &keeps);
            let lost = placed.lost(&pass.records, choices);
            if lost.is_subset(&keeps) {
                for &kind in Kind::ALL {
                    self.order(kind, touched, choices, &mut pass);
                }
                return pass;
            }
            keeps.extend(lost);
        }
    }

    fn records(
        &self,
        touched: &[Touched],
        placed: &Placed,
        choices: &Choices,
        keeps: &HashSet<String>,
    ) -> Pass {
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
            let mut walk = Walk::new(known, choices, keeps, None);
            let top = Spot::top(Path::own_details());
            pass.front = walk.fields(&top, base.as_ref(), Some(&pass.front), Some(&theirs));
            pass.keep(walk);
        }
        for one in touched {
            let record = Some((one.kind, one.id.clone()));
            let mut walk = Walk::new(known, choices, keeps, record);
            let merged = one.merged(&mut walk);
            pass.keep(walk);
            pass.records.push(merged);
        }
        for (id, record, at) in placed.clashes() {
            let mut walk = Walk::new(known, choices, keeps, record);
            // What it is goes along with where it is, as what is given up takes its parts along.
            let of = |plan: Option<&Plan>, place: Option<&str>| {
                let path = place.and_then(Path::parse)?;
                Some(json!({ "place": path, "value": value_at(plan?, &path) }))
            };
            let [base, mine, theirs] = placed.of(&id);
            let base = of(self.base.as_ref(), base);
            let mine = of(Some(&self.mine), mine);
            let theirs = of(Some(&self.theirs), theirs);
            let spot = Spot {
                key: in_two_places(&id),
                ..Spot::top(at)
            };
            let (b, m, t) = (base.as_ref(), mine.as_ref(), theirs.as_ref());
            walk.meet(&spot, Some(Clash::Placed), b, m, t);
            pass.keep(walk);
        }
        let top = |one: &Touched| Path::record(one.kind, &one.id).to_string();
        let records = std::mem::take(&mut pass.records);
        let mut records: Vec<_> = touched.iter().map(top).zip(records).collect();
        doubles::settle(&mut records, |id, places| {
            let wanted = placed.preferred(id, choices);
            let wanted = wanted
                .iter()
                .filter_map(|wanted| places.iter().position(|place| place == wanted));
            wanted.into_iter().next().unwrap_or(0)
        });
        pass.records = records.into_iter().map(|(_, record)| record).collect();
        pass
    }

    /// The order of a kind's list.
    fn order(&self, kind: Kind, touched: &[Touched], choices: &Choices, pass: &mut Pass) {
        let of = |plan: &Plan| -> Vec<Id> {
            let list = plan.collection(kind);
            (0..list.len())
                .filter_map(|at| list.id_at(at).cloned())
                .collect()
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
        let keeps = HashSet::new();
        let mut walk = Walk::new(self.base.is_some(), choices, &keeps, None);
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
        self.met
            .extend(walk.met.into_iter().map(|met| (record.clone(), met)));
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
        if matches!(verdict, Verdict::Keep) && walk.keeps.is_empty() {
            return mine;
        }
        let base = self.base.as_ref().map(Seen::json);
        let theirs = self.theirs.as_ref().map(Seen::json);
        let (b, m, t) = (base.as_ref(), mine.as_ref(), theirs.as_ref());
        let spot = Spot::top(Path::record(self.kind, &self.id));
        let both = m.is_some() && t.is_some();
        match verdict {
            _ if !both && walk.keeps.contains(self.id.as_str()) => mine.or(theirs),
            Verdict::Clash(clash) => walk.decide(&spot, clash, b, m, t),
            _ if both => Some(walk.fields(&spot, b, m, t)),
            Verdict::Keep | Verdict::Join => mine,
            Verdict::Take => {
                walk.meet(&spot, None, b, m, t);
                theirs
            }
        }
    }
}

impl Seen {
    pub fn json(&self) -> Value {
        self.0.json()
    }
}
