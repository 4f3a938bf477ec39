//! What both sides do alike: learn the priming, look through the base, then go through the plan.

use crate::{
    LONGEST,
    apart::{take_apart, take_base_apart},
    edits::{Coder, Edits},
    model::Model,
    units::{Change, Unit, units},
};

/// Bytes of a base that are looked through for one that is learnt: it costs that much less.
const LOOKS: usize = 32;

/// A base, taken apart.
pub(crate) struct Base {
    apart: Vec<u8>,
    pub(crate) units: Vec<Unit>,
    /// Where it begins in what the model was told.
    from: usize,
}

impl Base {
    pub(crate) fn of(json: &[u8]) -> Option<Base> {
        let apart = take_base_apart(json)?;
        let units = units(&apart);
        Some(Base {
            apart,
            units,
            from: 0,
        })
    }

    /// The bytes of a unit: from where to where.
    fn range(&self, at: usize) -> std::ops::Range<usize> {
        let end = |at: usize| self.units.get(at).map_or(self.apart.len(), |unit| unit.end);
        at.checked_sub(1).map_or(0, end)..end(at)
    }
}

/// What is written: the plan taken apart, and where it differs from its base.
pub(crate) struct Written {
    pub(crate) apart: Vec<u8>,
    pub(crate) changes: Vec<Change>,
}

pub(crate) struct Work {
    model: Option<Box<Model>>,
    /// Whether the model can learn.
    ready: bool,
    priming: Vec<u8>,
    base: Option<Base>,
    pub(crate) coder: Coder,
    edits: Edits,
    /// How much of the priming and then the base is learnt.
    learnt: usize,
    /// The plan, as far as it has come.
    pub(crate) out: Vec<u8>,
    /// The unit of the base that is next.
    at: usize,
    /// The change that is next, writing.
    change: usize,
    /// Units still to come before the base goes on.
    put: usize,
    /// Bytes coded.
    coded: usize,
    ended: bool,
}

impl Work {
    pub(crate) fn new(priming: &[u8], base: Option<Base>, coder: Coder) -> Option<Work> {
        Some(Work {
            model: None,
            ready: false,
            priming: take_apart(priming)?,
            base,
            coder,
            edits: Edits::new(),
            learnt: 0,
            out: Vec::new(),
            at: 0,
            change: 0,
            put: 0,
            coded: 0,
            ended: false,
        })
    }

    /// Learns for about so many bytes; whether all is learnt.
    pub(crate) fn learn(&mut self, budget: usize) -> bool {
        let Some(model) = &mut self.model else {
            self.model = Some(Box::new(Model::new()));
            return false;
        };
        if !self.ready {
            self.ready = model.make_room(budget);
            return false;
        }
        let primed = self.priming.len();
        if self.learnt < primed {
            let rest = self.priming.iter().skip(self.learnt).take(budget);
            for byte in rest {
                model.learn(*byte);
                self.learnt += 1;
            }
            if self.learnt == primed {
                model.begin_again();
            }
            return false;
        }
        let Some(base) = &mut self.base else {
            return true;
        };
        let looked = self.learnt - primed;
        if looked == 0 {
            base.from = model.told();
        }
        for byte in base.apart.iter().skip(looked).take(budget * LOOKS) {
            model.look(*byte);
            self.learnt += 1;
        }
        let all = self.learnt - primed >= base.apart.len();
        if all {
            model.begin_again();
        }
        all
    }

    /// Goes on through the plan for about so many bytes: the one that is written, or the one that
    /// comes, of at most so many. Whether it came to its end.
    pub(crate) fn go(&mut self, written: Option<&Written>, most: usize, budget: usize) -> bool {
        let mut spent = 0;
        while spent < budget && !self.ended {
            spent += match &self.base {
                Some(_) if self.put == 0 => self.edit(written),
                _ => self.code(written),
            };
            if self.out.len() > most || self.coded > 3 * LONGEST {
                return true;
            }
        }
        self.ended
    }

    /// Whether the whole plan came.
    pub(crate) fn is_whole(&self) -> bool {
        let done = |model: &Model| model.place.is_done();
        self.ended && self.model.as_deref().is_some_and(done)
    }

    /// One byte.
    fn code(&mut self, written: Option<&Written>) -> usize {
        let Some(model) = &mut self.model else {
            self.ended = true;
            return 1;
        };
        let next = written.and_then(|written| written.apart.get(self.out.len()));
        let byte = model.code(&mut self.coder, next.copied().unwrap_or(0));
        self.out.push(byte);
        self.coded += 1;
        self.ended = model.place.is_done();
        if model.place.is_between() {
            self.put = self.put.saturating_sub(1);
        }
        1
    }

    /// Whether the next unit of the base stays, and what comes instead where it doesn't.
    fn edit(&mut self, written: Option<&Written>) -> usize {
        let (Some(model), Some(base)) = (&mut self.model, &self.base) else {
            self.ended = true;
            return 1;
        };
        let change = written.and_then(|written| written.changes.get(self.change));
        let change = change.filter(|change| change.at == self.at);
        let place = &model.place;
        let differs = self.edits.differs(&mut self.coder, place, change.is_some());
        let old = base.range(self.at);
        if !differs {
            let bytes = base.apart.get(old).unwrap_or_default();
            for byte in bytes {
                model.pass(*byte);
            }
            self.out.extend(bytes);
            self.at += 1;
            self.ended = model.place.is_done() || self.at > base.units.len();
            return 1;
        }
        let (out, put) = change.map_or((0, 0), |change| (change.out, change.put));
        let (out, put) = self.edits.counts(&mut self.coder, out, put);
        self.change += 1;
        self.at = self.at.saturating_add(out);
        self.put = put;
        // Only what is damaged has nothing go and nothing come, or more go than there is: of that a few
        // bytes could tell for minutes.
        self.ended = out == 0 && put == 0 || self.at > base.units.len();
        if put > 0 {
            let old = (base.from + old.start, base.from + old.end);
            model.resume((out > 0).then_some(old));
        }
        1
    }
}
