//! What the next bit is thought to be: opinions from many contexts, weighed.

use crate::{
    contexts::{CONTEXTS, contexts, kind},
    edits::Coder,
    logistic::{Logistic, MOST},
    mixing::Mixer,
    opinions::{Learnt, Slot, Slots, chance, history, shares},
    place::{Place, hash},
    pointers::{POINTERS, Pointers},
};

/// One opinion a context and a pointer, and one that is always the same.
const INPUTS: usize = CONTEXTS + POINTERS + 1;
const MIXERS: usize = 2;
/// How fast weights are learnt.
const RATE: i32 = 22;
const LAST_RATE: i32 = 3;
/// Points on the scale of stretched chances at which a result is refined.
const POINTS: usize = 33;
const BETWEEN_POINTS: u32 = 176;
/// Lines that are made in the time that a byte takes.
const LINES_A_BYTE: usize = 64;

pub(crate) struct Model {
    pub(crate) place: Place,
    pointers: Pointers,
    logistic: Logistic,
    shares: Vec<u32>,
    slots: Slots,
    /// By context and history, what came next.
    histories: Vec<Learnt>,
    contexts: [u32; CONTEXTS],
    lines: [u32; CONTEXTS],
    found: [(Slot, u32); CONTEXTS],
    fetched: u32,
    opinions: [i32; INPUTS],
    mixers: [Mixer; MIXERS],
    /// The set of weights for the kind of place and what the pointers say.
    circumstances: usize,
    mixed: [i32; MIXERS],
    last: Mixer,
    /// By a result and the circumstances, what came.
    refined: [Learnt; 2],
    refined_at: [usize; 2],
    /// The bits of the byte so far, behind a one.
    partial: u32,
    chance: u32,
}

impl Model {
    pub(crate) fn new() -> Model {
        let logistic = Logistic::new();
        // A one, then the bits: the more of one kind, the likelier.
        let of_history = |history: usize| {
            let bits = 31 - (history as u32 | 1).leading_zeros();
            let ones = (history as u32).count_ones().saturating_sub(1);
            (65_536 * (2 * ones + 1) / (2 * bits + 2)).min(65_000)
        };
        let histories = || Learnt::new(256, 255, of_history);
        let unrefined = |at: usize| {
            let stretched = (at % POINTS) as i32 * BETWEEN_POINTS as i32 - MOST - 1;
            logistic.squash(stretched)
        };
        let refined = |sets: usize| Learnt::new(sets * POINTS, 127, unrefined);
        let mixer = |sets| Mixer::new(INPUTS, sets, 65_536 / 4, RATE);
        Model {
            place: Place::new(),
            pointers: Pointers::new(),
            shares: shares(),
            slots: Slots::new(),
            histories: (0..CONTEXTS).map(|_| histories()).collect(),
            contexts: [0; CONTEXTS],
            lines: [0; CONTEXTS],
            found: [(Slot::default(), 0); CONTEXTS],
            fetched: 0,
            opinions: [0; INPUTS],
            mixers: [mixer(5 * 256), mixer(5 * 15)],
            circumstances: 0,
            mixed: [0; MIXERS],
            last: Mixer::new(MIXERS, 5, 65_536 / MIXERS as i32, LAST_RATE),
            refined: [refined(3 * 256), refined(4096)],
            refined_at: [0; 2],
            partial: 1,
            chance: 32_768,
            logistic,
        }
    }

    /// Makes room for what it will learn, for about so many bytes' worth of time; whether it is ready to.
    pub(crate) fn make_room(&mut self, budget: usize) -> bool {
        let all = self.slots.make_room(budget.saturating_mul(LINES_A_BYTE));
        if all {
            self.begin_byte();
        }
        all
    }

    /// How many bytes it was told.
    pub(crate) fn told(&self) -> usize {
        self.pointers.said()
    }

    /// At a plan's beginning again.
    pub(crate) fn begin_again(&mut self) {
        self.place.begin_again();
        self.begin_byte();
    }

    /// Learns a byte that both sides know.
    pub(crate) fn learn(&mut self, byte: u8) {
        for at in (0..8).rev() {
            self.update(u32::from(byte >> at & 1));
        }
    }

    /// Codes a byte; reading, gives the one that came.
    pub(crate) fn code(&mut self, coder: &mut Coder, byte: u8) -> u8 {
        let mut came = 0;
        for at in (0..8).rev() {
            let bit = coder.code(u32::from(byte >> at & 1), self.chance);
            came = came << 1 | bit as u8;
            self.update(bit);
        }
        came
    }

    /// Goes past a byte of the base that stays.
    pub(crate) fn pass(&mut self, byte: u8) {
        self.pointers.say(byte, &self.place);
        self.place.advance(byte);
    }

    /// Goes past a byte of the base so that it can be found again.
    pub(crate) fn look(&mut self, byte: u8) {
        self.pass(byte);
        self.pointers.note(&self.place);
    }

    /// What comes next is coded again after what was passed. Where it stands in place of some of the
    /// base, `old` says of what.
    pub(crate) fn resume(&mut self, old: Option<(usize, usize)>) {
        self.begin_byte();
        if let Some((from, end)) = old {
            self.pointers.expect(from, end);
            self.think();
        }
    }

    fn begin_byte(&mut self) {
        self.partial = 1;
        self.contexts = contexts(&self.place);
        self.find_lines();
        self.pointers.find(&self.place);
        self.circumstances = kind(self.place.next()) * 15 + self.pointers.circumstances();
        self.think();
    }

    /// The lines of half a byte.
    fn find_lines(&mut self) {
        let half = if self.partial < 16 { 0 } else { self.partial };
        let half = half.wrapping_mul(0x3d4d_51cb);
        for (line, context) in self.lines.iter_mut().zip(&self.contexts) {
            *line = Slots::line(context.wrapping_add(half));
        }
        self.fetched = self.slots.fetch(&self.lines);
    }

    fn think(&mut self) {
        self.gather();
        let kind = kind(self.place.next());
        let strongest = {
            let logistic = &self.logistic;
            let of_pointers = self.opinions.get_mut(CONTEXTS..).unwrap_or_default();
            let of_pointers = of_pointers.get_mut(..POINTERS).unwrap_or_default();
            let stretch = |chance| logistic.stretch(chance);
            self.pointers.opinions(self.partial, of_pointers, stretch)
        };
        if let Some(same) = self.opinions.last_mut() {
            *same = 256;
        }
        let sets = [kind * 256 + self.partial as usize, self.circumstances];
        for ((mixer, set), mixed) in self.mixers.iter_mut().zip(sets).zip(&mut self.mixed) {
            mixer.mix(&self.opinions, set, &self.logistic);
            *mixed = mixer.stretched;
        }
        self.last.mix(&self.mixed, kind, &self.logistic);
        self.refine(strongest);
    }

    /// What each context says.
    #[inline]
    fn gather(&mut self) {
        // The bits of this half of the byte, behind a one.
        let node = if self.partial < 16 {
            self.partial
        } else {
            let coded = 27 - self.partial.leading_zeros();
            self.partial & ((1 << coded) - 1) | 1 << coded
        };
        let places = self.lines.iter().zip(&self.contexts);
        let results = self.opinions.iter_mut().zip(&mut self.found);
        let all = places.zip(&self.histories).zip(results);
        for (((line, context), learnt), (opinion, found)) in all {
            *found = self.slots.find(*line, *context, node);
            let history = history(found.1);
            *opinion = if history == 0 {
                0
            } else {
                let direct = self.logistic.stretch(chance(found.1));
                (direct + self.logistic.stretch(learnt.chance(history))) >> 1
            };
        }
    }

    /// The result, by how such results came out before.
    #[inline]
    fn refine(&mut self, strongest: usize) {
        let position = (self.last.stretched + MOST + 1) as u32;
        let (point, part) = (position / BETWEEN_POINTS, position % BETWEEN_POINTS);
        let two_bytes = self.contexts.get(1).copied().unwrap_or(0);
        let sets = [
            self.partial as usize + 256 * strongest,
            (hash(two_bytes, self.partial) >> 20) as usize,
        ];
        let mut sum = 2 * self.last.chance;
        let nearer = usize::from(part > BETWEEN_POINTS / 2);
        for ((learnt, at), set) in self.refined.iter().zip(&mut self.refined_at).zip(sets) {
            let below = set * POINTS + point as usize;
            let (one, two) = (learnt.chance(below), learnt.chance(below + 1));
            sum += (one * (BETWEEN_POINTS - part) + two * part) / BETWEEN_POINTS;
            *at = below + nearer;
        }
        self.chance = (sum / 4).clamp(1, 65_535);
    }

    fn update(&mut self, bit: u32) {
        for ((slot, seen), learnt) in self.found.iter().zip(&mut self.histories) {
            let history = history(*seen);
            if history != 0 {
                learnt.update(history, bit, &self.shares);
            }
            self.slots.update(*slot, bit);
        }
        self.pointers.update(bit, &self.shares);
        for mixer in &mut self.mixers {
            mixer.learn(&self.opinions, bit);
        }
        self.last.learn(&self.mixed, bit);
        for (learnt, at) in self.refined.iter_mut().zip(self.refined_at) {
            learnt.update(at, bit, &self.shares);
        }
        self.partial = self.partial << 1 | bit;
        if self.partial >= 256 {
            self.end_byte((self.partial & 0xff) as u8);
            return self.begin_byte();
        }
        if (16..32).contains(&self.partial) {
            self.find_lines();
        }
        self.think();
    }

    fn end_byte(&mut self, byte: u8) {
        // A value's own beginning is noted only once it is there: the one before it is pointed to.
        self.pointers.say(byte, &self.place);
        self.pointers.follow(byte);
        self.place.advance(byte);
    }
}
