//! A plan on its way into a link, and out of one.

use std::fmt;

use crate::{
    LONGEST, PRIMING,
    apart::{put_together, take_apart},
    coder::{Decoder, Encoder},
    edits::Coder,
    units::{changes, units},
    work::{Base, Work, Written},
};

/// Why bytes aren't packed: they aren't compact JSON that would come back byte for byte, the base
/// isn't JSON, or they are longer than [`LONGEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Refused;

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this can’t be packed as a plan")
    }
}

impl std::error::Error for Refused {}

/// Why nothing is unpacked: what is packed is damaged, was made with another base, or is of another
/// length.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl fmt::Display for Damaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is no packed plan")
    }
}

impl std::error::Error for Damaged {}

/// Compact JSON being packed, step by step.
pub struct Packing {
    json: Vec<u8>,
    base: Option<Vec<u8>>,
    priming: Vec<u8>,
    stage: Stage,
}

enum Stage {
    Given,
    Apart(Vec<u8>),
    Likened(Vec<u8>, Option<Base>),
    Learning(Box<Work>, Written),
    Going(Box<Work>, Written),
    Done,
}

impl Packing {
    /// Packs JSON that stands on its own, or against a base.
    pub fn new(json: Vec<u8>, base: Option<Vec<u8>>) -> Packing {
        Packing::primed_with(PRIMING.to_vec(), json, base)
    }

    /// The same with another priming: only for measuring what it is worth.
    pub fn primed_with(priming: Vec<u8>, json: Vec<u8>, base: Option<Vec<u8>>) -> Packing {
        Packing {
            json,
            base,
            priming,
            stage: Stage::Given,
        }
    }

    /// Goes on for about so many bytes; the packed bytes once it is done. The first steps take a
    /// plan apart and make room, each of them whole.
    pub fn step(&mut self, budget: usize) -> Option<Result<Vec<u8>, Refused>> {
        let next = match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Given => take_apart(&self.json).map(Stage::Apart),
            Stage::Apart(apart) => match &self.base {
                None if self.json.len() > LONGEST => None,
                None => Some(Stage::Likened(apart, None)),
                Some(base) => Base::of(base).map(|base| Stage::Likened(apart, Some(base))),
            },
            Stage::Likened(apart, base) => self.written(apart, base),
            Stage::Learning(mut work, written) => Some(match work.learn(budget) {
                true => Stage::Going(work, written),
                false => Stage::Learning(work, written),
            }),
            Stage::Going(mut work, written) => {
                if work.go(Some(&written), usize::MAX, budget) {
                    let whole = work.is_whole() && work.out == written.apart;
                    return Some(match work.coder {
                        Coder::Writing(encoder) if whole => Ok(encoder.finish()),
                        _ => Err(Refused),
                    });
                }
                Some(Stage::Going(work, written))
            }
            Stage::Done => None,
        };
        match next {
            Some(stage) => {
                self.stage = stage;
                None
            }
            None => Some(Err(Refused)),
        }
    }

    fn written(&self, apart: Vec<u8>, base: Option<Base>) -> Option<Stage> {
        let changes = match &base {
            Some(base) => changes(&base.units, &units(&apart)),
            None => Vec::new(),
        };
        let work = Work::new(&self.priming, base, Coder::Writing(Encoder::new()))?;
        Some(Stage::Learning(Box::new(work), Written { apart, changes }))
    }
}

/// Packed bytes being unpacked, step by step.
pub struct Unpacking {
    packed: Vec<u8>,
    length: usize,
    base: Option<Vec<u8>>,
    priming: &'static [u8],
    work: Option<Box<Work>>,
    learnt: bool,
}

impl Unpacking {
    /// Unpacks JSON of exactly this length, packed on its own or against this base.
    pub fn new(packed: Vec<u8>, length: usize, base: Option<Vec<u8>>) -> Unpacking {
        Unpacking::primed_with(PRIMING, packed, length, base)
    }

    /// The same with another priming: only for trying many, without learning it all for each. What
    /// was packed with one comes back with no other.
    pub fn primed_with(
        priming: &'static [u8],
        packed: Vec<u8>,
        length: usize,
        base: Option<Vec<u8>>,
    ) -> Unpacking {
        Unpacking {
            packed,
            length,
            base,
            priming,
            work: None,
            learnt: false,
        }
    }

    /// Goes on for about so many bytes; the JSON once it is done. Whoever packed it may have been
    /// anybody: what comes is only as good as a checksum that it is held against.
    pub fn step(&mut self, budget: usize) -> Option<Result<Vec<u8>, Damaged>> {
        let Some(work) = &mut self.work else {
            let base = match &self.base {
                None if self.length > LONGEST => return Some(Err(Damaged)),
                None => None,
                Some(base) => match Base::of(base) {
                    Some(base) => Some(base),
                    None => return Some(Err(Damaged)),
                },
            };
            let coder = Coder::Reading(Decoder::new(&self.packed));
            self.work = Work::new(self.priming, base, coder).map(Box::new);
            return self.work.is_none().then_some(Err(Damaged));
        };
        if !self.learnt {
            self.learnt = work.learn(budget);
            return None;
        }
        // A figure on its own takes two bytes more apart than in JSON.
        let most = self.length.saturating_mul(3).saturating_add(16);
        if !work.go(None, most, budget) {
            return None;
        }
        let whole = work
            .is_whole()
            .then(|| put_together(&work.out, self.length));
        let json = whole.flatten().filter(|json| json.len() == self.length);
        Some(json.ok_or(Damaged))
    }
}

/// A step that nobody waits through: all of it.
const WHOLE: usize = usize::MAX / 64;

/// Packs compact JSON at once.
///
/// # Errors
/// [`Refused`] says which JSON isn't packed.
pub fn pack(json: &[u8], base: Option<&[u8]>) -> Result<Vec<u8>, Refused> {
    let mut packing = Packing::new(json.to_vec(), base.map(<[u8]>::to_vec));
    loop {
        if let Some(packed) = packing.step(WHOLE) {
            return packed;
        }
    }
}

/// Unpacks at once.
///
/// # Errors
/// [`Damaged`] says when.
pub fn unpack(packed: &[u8], length: usize, base: Option<&[u8]>) -> Result<Vec<u8>, Damaged> {
    let mut unpacking = Unpacking::new(packed.to_vec(), length, base.map(<[u8]>::to_vec));
    loop {
        if let Some(json) = unpacking.step(WHOLE) {
            return json;
        }
    }
}
