//! Places where what is being said was said before: what came next there is likely to come again.
//!
//! Three pointers: where the last six bytes came before, where the last four did, and the last value of
//! the same field, or the text of the base that the next stands in place of.

use crate::{
    opinions::Learnt,
    place::{Next, Place},
};

/// How many there are.
pub(crate) const POINTERS: usize = 3;
/// Places by the hash of the bytes before them, as a power of two.
const PLACES: u32 = 18;
/// Fewer bytes alike are chance.
const LEAST: usize = 4;
/// More bytes alike say no more.
const MOST: usize = 40;
/// Bytes alike before the old text is thought to go on.
const SAME: usize = 3;
/// So often a value may differ from the one before it and still be likened to it.
const MISSES: u32 = 8;

/// Where something was said before.
#[derive(Clone, Copy, Debug, Default)]
struct Pointer {
    /// The byte that came next; 0 for none.
    at: usize,
    /// How many bytes before it are alike.
    length: u32,
    /// How many weren't since it was set.
    missed: u32,
}

/// The pointers, and all that was said.
pub(crate) struct Pointers {
    said: Vec<u8>,
    pointers: [Pointer; POINTERS],
    places: [Vec<u32>; 2],
    /// Where the last value of each field begins.
    starts: Vec<u32>,
    /// The text of the base that the next stands in place of: from where to where.
    old: (usize, usize),
    learnt: [Learnt; POINTERS],
    asked: [Option<usize>; POINTERS],
}

impl Pointers {
    pub(crate) fn new() -> Pointers {
        let learnt = || Learnt::new(2 * 64 * 4, 1023, |_| 32_768);
        Pointers {
            said: vec![0],
            pointers: [Pointer::default(); POINTERS],
            places: [vec![0; 1 << PLACES], vec![0; 1 << PLACES]],
            starts: vec![0; 256],
            old: (0, 0),
            learnt: [learnt(), learnt(), learnt()],
            asked: [None; POINTERS],
        }
    }

    /// How many bytes were said.
    pub(crate) fn said(&self) -> usize {
        self.said.len()
    }

    /// The byte was said, at this place.
    pub(crate) fn say(&mut self, byte: u8, place: &Place) {
        if place.next() == Next::Value
            && let Some(start) = self.starts.get_mut(usize::from(place.field))
        {
            *start = self.said.len() as u32;
        }
        self.said.push(byte);
    }

    /// Follows the pointers past a byte that was said.
    pub(crate) fn follow(&mut self, byte: u8) {
        for pointer in &mut self.pointers {
            if pointer.at == 0 {
                continue;
            }
            let alike = self.said.get(pointer.at) == Some(&byte);
            pointer.at += 1;
            if alike {
                pointer.length = (pointer.length + 1).min(60);
            } else {
                pointer.missed += 1;
                pointer.length = 0;
                if pointer.missed > MISSES {
                    pointer.at = 0;
                }
            }
        }
        self.find_old();
        let [long, short, _] = &mut self.pointers;
        for pointer in [long, short] {
            if pointer.length == 0 {
                *pointer = Pointer::default();
            }
        }
    }

    /// Notes the place that is reached, and finds where the like was before.
    pub(crate) fn find(&mut self, place: &Place) {
        let now = self.said.len();
        let before = self.note(place);
        for (pointer, candidate) in self.pointers.iter_mut().zip(before) {
            if pointer.at != 0 || candidate == 0 || candidate >= now {
                continue;
            }
            let then = self.said.get(..candidate).unwrap_or_default();
            let alike = |(one, two): &(&u8, &u8)| one == two;
            let pairs = then.iter().skip(1).rev().zip(self.said.iter().rev());
            let length = pairs.take(MOST).take_while(alike).count();
            if length >= LEAST {
                *pointer = Pointer {
                    at: candidate,
                    length: length as u32,
                    missed: 0,
                };
            }
        }
        if place.next() == Next::Value {
            self.old = (0, 0);
            let start = self.starts.get(usize::from(place.field));
            let [_, _, last] = &mut self.pointers;
            *last = Pointer {
                at: start.map_or(0, |start| *start as usize),
                ..Pointer::default()
            };
        }
    }

    /// Notes the place that is reached; gives the ones before with the same six and four bytes.
    pub(crate) fn note(&mut self, place: &Place) -> [usize; 2] {
        let now = self.said.len() as u32;
        let mut before = [0; 2];
        let masks = [0xffff_ffff_ffff, 0xffff_ffff];
        for ((before, places), mask) in before.iter_mut().zip(&mut self.places).zip(masks) {
            let key = (place.bytes & mask).wrapping_mul(0x9e37_79b9_7f4a_7c15);
            if let Some(slot) = places.get_mut((key >> (64 - PLACES)) as usize) {
                *before = std::mem::replace(slot, now) as usize;
            }
        }
        before
    }

    /// What is next stands in place of these bytes.
    pub(crate) fn expect(&mut self, from: usize, end: usize) {
        self.old = (from, end);
        let [_, _, last] = &mut self.pointers;
        *last = Pointer {
            at: from,
            length: 24,
            missed: 0,
        };
    }

    /// Where the old text has been left, looks for where it goes on.
    fn find_old(&mut self) {
        let (from, end) = self.old;
        let [_, _, last] = &mut self.pointers;
        if end == 0 || last.length > 0 {
            return;
        }
        let tail = self.said.len().saturating_sub(SAME);
        let tail = self.said.get(tail..).unwrap_or_default();
        let old = self.said.get(from..end).unwrap_or_default();
        let left = last.at.saturating_sub(from);
        let places = old.windows(SAME).enumerate();
        let alike = places.filter(|(_, bytes)| *bytes == tail);
        let nearest = alike
            .map(|(at, _)| at + SAME)
            .min_by_key(|at| at.abs_diff(left));
        if let Some(at) = nearest {
            *last = Pointer {
                at: from + at,
                length: SAME as u32,
                missed: 0,
            };
        }
    }

    /// How much is alike, in a few steps, and whether there is an old text: 10 cases.
    pub(crate) fn circumstances(&self) -> usize {
        let [long, short, last] = &self.pointers;
        let alike = match long.length.max(short.length) {
            0 => 0,
            1..8 => 1,
            8..16 => 2,
            16..32 => 3,
            _ => 4,
        };
        alike * 3 + usize::from(last.at != 0) + usize::from(last.at != 0 && last.length > 16)
    }

    /// Each pointer's opinion of the next bit, given those of the byte so far behind a one; stretched.
    /// Gives also what the first of them that has one expects: 0 for nothing, else the bit and one.
    #[inline]
    pub(crate) fn opinions(
        &mut self,
        partial: u32,
        opinions: &mut [i32],
        stretch: impl Fn(u32) -> i32,
    ) -> usize {
        let mut strongest = 0;
        let coded = 31 - partial.leading_zeros();
        let three = self.pointers.iter().zip(&self.learnt);
        for ((opinion, asked), (pointer, learnt)) in
            opinions.iter_mut().zip(&mut self.asked).zip(three)
        {
            (*opinion, *asked) = (0, None);
            let byte = self.said.get(pointer.at).filter(|_| pointer.at != 0);
            let Some(byte) = byte.map(|byte| u32::from(*byte) | 0x100) else {
                continue;
            };
            if byte >> (8 - coded) != partial {
                continue;
            }
            let bit = byte >> (7 - coded) & 1;
            let length = pointer.length.min(31) + if pointer.length > 32 { 8 } else { 0 };
            let at = ((length * 4 + pointer.missed.min(3)) * 2 + bit) as usize;
            *asked = Some(at);
            *opinion = stretch(learnt.chance(at));
            if strongest == 0 {
                strongest = 1 + bit as usize;
            }
        }
        strongest
    }

    #[inline]
    pub(crate) fn update(&mut self, bit: u32, shares: &[u32]) {
        for (learnt, asked) in self.learnt.iter_mut().zip(self.asked) {
            if let Some(at) = asked {
                learnt.update(at, bit, shares);
            }
        }
    }
}
