//! The records of three versions held against each other. Records sit behind `Arc`s, so what nobody
//! touched is passed over by its pointer.

use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, OnceLock},
};

use serde_json::{Value, json};

use super::{
    Choices, RecordKey, doubles,
    pairing::paired,
    placed::{Placed, in_two_places},
    walk::{Clash, Met, Spot, Verdict, Walk, verdict},
};
use crate::{
    drafting::{Path, change::front_json, value_at},
    plan::{AnyRecord, Collection, Id, Kind, Plan},
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
    pub base: Option<Arc<Seen>>,
    pub mine: Option<Arc<Seen>>,
    pub theirs: Option<Arc<Seen>>,
}

/// A record as one version has it. Two are the same if they say the same.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub record: Arc<dyn AnyRecord>,
    /// What it says, once that was asked: each pass over the touched records asks again.
    json: OnceLock<Value>,
}

impl PartialEq for Seen {
    fn eq(&self, other: &Seen) -> bool {
        same(&self.record, &other.record)
    }
}

fn same(one: &Arc<dyn AnyRecord>, other: &Arc<dyn AnyRecord>) -> bool {
    Arc::as_ptr(one).addr() == Arc::as_ptr(other).addr() || one.kind().same(&**one, &**other)
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
            let (mine, theirs) = (self.mine.collection(kind), self.theirs.collection(kind));
            if mine.address() == theirs.address() {
                continue;
            }
            let base = self.base.as_ref().map(|plan| plan.collection(kind));
            let here = ids(mine);
            let there = paired(&here, &ids(theirs));
            let before = base.map(|base| paired(&here, &ids(base)));
            let mut touch =
                |mine: Option<Arc<Seen>>, theirs: Option<Arc<Seen>>, was: Option<usize>| {
                    let sides = || [&mine, &theirs].into_iter().flatten();
                    let Some(id) = sides().next().map(|side| side.record.id().clone()) else {
                        return;
                    };
                    // Where a side didn't change it, both say it once.
                    let said = |base: Arc<dyn AnyRecord>| {
                        let unchanged = sides().find(|side| same(&side.record, &base)).cloned();
                        unchanged.unwrap_or_else(|| Seen::of(base))
                    };
                    touched.push(Touched {
                        kind,
                        id,
                        base: base.and_then(|base| base.record(was?)).map(said),
                        mine,
                        theirs,
                    });
                };
            for (at, place) in there.places.iter().enumerate() {
                let Some(here) = mine.record(at) else {
                    continue;
                };
                let other = place.and_then(|at| theirs.record(at));
                if !other.as_ref().is_some_and(|other| same(&here, other)) {
                    let was = before.as_ref().and_then(|before| *before.places.get(at)?);
                    touch(Some(Seen::of(here)), other.map(Seen::of), was);
                }
            }
            let mut gone = HashMap::new();
            if let (Some(base), Some(before)) = (base, &before) {
                let id = |at: &usize| base.id_at(*at).map(|id| (id, *at));
                gone.extend(before.left.iter().filter_map(id));
            }
            for only in there.left.iter().filter_map(|at| theirs.record(*at)) {
                let was = gone.get(only.id()).copied();
                touch(None, Some(Seen::of(only)), was);
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
    fn order<'a>(&'a self, kind: Kind, touched: &[Touched], choices: &Choices, pass: &mut Pass) {
        let of = |plan: &'a Plan| ids(plan.collection(kind));
        let (mine, theirs) = (of(&self.mine), of(&self.theirs));
        let base = self.base.as_ref().map(of);
        let comes_or_goes = || {
            let all = touched.iter().zip(&pass.records);
            all.filter(|(one, record)| one.kind == kind && one.mine.is_some() != record.is_some())
        };
        let unmoved = mine == theirs || base.as_ref() == Some(&theirs);
        if unmoved && comes_or_goes().next().is_none() {
            return;
        }
        // What nobody touched is on both sides, and stays.
        let all = touched.iter().zip(&pass.records);
        let goes = all.filter(|(one, record)| one.kind == kind && record.is_none());
        let gone: HashSet<&str> = goes.map(|(one, _)| one.id.as_str()).collect();
        let stays = |key: &str| gone.is_empty() || !gone.contains(key);
        let base = base.unwrap_or_default();
        let keeps = HashSet::new();
        let mut walk = Walk::new(self.base.is_some(), choices, &keeps, None);
        let spot = Spot::top(Path::list(kind));
        let order = walk.order(&spot, &base, &mine, &theirs, &stays);
        let order = order.into_iter().filter_map(Id::parse).collect();
        pass.keep(walk);
        pass.orders.push((kind, order));
    }
}

/// The ids of a list, in its order.
fn ids(list: &dyn Collection) -> Vec<&str> {
    let id = |at| list.id_at(at).map(Id::as_str);
    (0..list.len()).filter_map(id).collect()
}

impl Pass {
    fn keep(&mut self, walk: Walk<'_>) {
        let record = walk.record;
        self.alike += walk.alike;
        self.met
            .extend(walk.met.into_iter().map(|met| (record.clone(), met)));
    }
}

/// What a version says of a record, if it has it.
fn json(seen: &Option<Arc<Seen>>) -> Option<&Value> {
    seen.as_deref().map(Seen::json)
}

impl Touched {
    /// Whether it and all of its parts stand where they stood, on both sides.
    pub fn stands_still(&self) -> bool {
        match (&self.base, &self.mine, &self.theirs) {
            (Some(base), Some(mine), Some(theirs)) => {
                let parts = base.parts();
                parts == mine.parts() && parts == theirs.parts()
            }
            _ => false,
        }
    }

    /// The record as it has to be, if it has to be.
    fn merged(&self, walk: &mut Walk<'_>) -> Option<Value> {
        let verdict = verdict(
            walk.known,
            self.base.as_ref(),
            self.mine.as_ref(),
            self.theirs.as_ref(),
        );
        let m = json(&self.mine);
        if matches!(verdict, Verdict::Keep) && walk.keeps.is_empty() {
            return m.cloned();
        }
        let (b, t) = (json(&self.base), json(&self.theirs));
        let spot = Spot::top(Path::record(self.kind, &self.id));
        let both = m.is_some() && t.is_some();
        match verdict {
            _ if !both && walk.keeps.contains(self.id.as_str()) => m.or(t).cloned(),
            Verdict::Clash(clash) => walk.decide(&spot, clash, b, m, t),
            _ if both => Some(walk.fields(&spot, b, m, t)),
            Verdict::Keep | Verdict::Join => m.cloned(),
            Verdict::Take => {
                walk.meet(&spot, None, b, m, t);
                t.cloned()
            }
        }
    }
}

impl Seen {
    fn of(record: Arc<dyn AnyRecord>) -> Arc<Seen> {
        Arc::new(Seen {
            record,
            json: OnceLock::new(),
        })
    }

    /// Its parts, and where in it each stands.
    fn parts(&self) -> Vec<(Id, &'static str, Option<Id>)> {
        let mut parts = Vec::new();
        self.record.parts(&mut |part| {
            parts.push((part.id.clone(), part.list, part.within.cloned()));
        });
        parts
    }

    pub fn json(&self) -> &Value {
        self.json.get_or_init(|| self.record.json())
    }
}
