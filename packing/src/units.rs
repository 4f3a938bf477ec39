//! A plan in units, and what another plan has in place of some of them.
//!
//! A unit is a field, the beginning or end of an object or list, or a whole value. It is known by the
//! record it is in and by what it says, so that two records never lend each other their values.

use std::collections::HashMap;

use crate::place::{Next, Place, hash};

/// A unit: where it ends, and what it is known by.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Unit {
    pub(crate) end: usize,
    known: u64,
    is_value: bool,
}

/// The units of a plan that was taken apart.
pub(crate) fn units(apart: &[u8]) -> Vec<Unit> {
    let mut place = Place::new();
    let mut units = Vec::new();
    let (mut said, mut field, mut is_value) = (0u32, 0u8, true);
    for (at, byte) in apart.iter().enumerate() {
        place.advance(*byte);
        said = hash(said.wrapping_add(3), u32::from(*byte));
        if !place.is_between() && !place.is_done() {
            continue;
        }
        let record = hash(place.id, u32::from(field));
        units.push(Unit {
            end: at + 1,
            known: u64::from(record) << 32 | u64::from(said),
            is_value,
        });
        (said, field) = (0, place.field);
        is_value = place.next() == Next::Value;
    }
    units
}

/// From here on as many units of the base are left out, and as many of the other put in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Change {
    /// The place in the base.
    pub(crate) at: usize,
    pub(crate) out: usize,
    pub(crate) put: usize,
}

/// Units in a row that must be alike before the two are thought to be together again.
const ALIKE: usize = 3;
/// How far ahead is looked for that.
const AHEAD: usize = 2048;

/// The changes that make one the other.
pub(crate) fn changes(base: &[Unit], other: &[Unit]) -> Vec<Change> {
    let mut places: HashMap<[u64; ALIKE], Vec<usize>> = HashMap::new();
    let key = |units: &[Unit], at: usize| -> Option<[u64; ALIKE]> {
        let units = units.get(at..at + ALIKE)?;
        let mut key = [0; ALIKE];
        for (known, unit) in key.iter_mut().zip(units) {
            *known = unit.known;
        }
        Some(key)
    };
    for at in 0..base.len() {
        if let Some(key) = key(base, at) {
            places.entry(key).or_default().push(at);
        }
    }
    let (mut i, mut j) = (0, 0);
    let mut changes: Vec<Change> = Vec::new();
    while i < base.len() || j < other.len() {
        let alike = |i: usize, j: usize| match (base.get(i), other.get(j)) {
            (Some(one), Some(two)) => one.known == two.known,
            (None, None) => true,
            _ => false,
        };
        if alike(i, j) {
            (i, j) = (i + 1, j + 1);
            continue;
        }
        let is_value = |units: &[Unit], at: usize| units.get(at).is_some_and(|unit| unit.is_value);
        let (mut out, mut put) = (base.len() - i, (other.len() - j).min(AHEAD));
        if is_value(base, i) && is_value(other, j) && alike(i + 1, j + 1) {
            (out, put) = (1, 1);
        } else {
            let mut best = usize::MAX;
            for ahead in 0..AHEAD.min(other.len() - j) {
                if ahead >= best {
                    break;
                }
                let Some(found) = key(other, j + ahead).and_then(|key| places.get(&key)) else {
                    continue;
                };
                let next = found.partition_point(|at| *at < i);
                if let Some(at) = found.get(next) {
                    let cost = at - i + ahead;
                    if cost < best {
                        (best, out, put) = (cost, at - i, ahead);
                    }
                }
            }
            if best == usize::MAX && j + put < other.len() {
                // Nothing alike so far: what comes later may be.
                out = 0;
            }
        }
        match changes.last_mut() {
            Some(last) if last.at + last.out == i => {
                last.out += out;
                last.put += put;
            }
            _ => changes.push(Change { at: i, out, put }),
        }
        (i, j) = (i + out, j + put);
    }
    changes
}
