//! How it is told where a plan differs from its base: for every unit of the base whether it stays, and
//! where one doesn't, how many go and how many come.

use crate::{
    coder::{Decoder, Encoder},
    place::{Next, Place},
};

/// One of the two ways a yes or no goes: into a link, or out of one.
#[derive(Clone, Debug)]
pub(crate) enum Coder {
    Writing(Encoder),
    Reading(Decoder),
}

impl Coder {
    /// Codes a bit with its chance of being one. Reading, what is given doesn't count.
    #[inline]
    pub(crate) fn code(&mut self, bit: u32, chance: u32) -> u32 {
        match self {
            Coder::Writing(encoder) => {
                encoder.code(bit == 1, chance);
                bit
            }
            Coder::Reading(decoder) => u32::from(decoder.code(chance)),
        }
    }
}

/// A chance that is learnt as it goes, and how often it was asked.
#[derive(Clone, Copy, Debug)]
struct Chance {
    chance: u32,
    asked: u32,
}

impl Chance {
    const fn of(chance: u32, asked: u32) -> Chance {
        Chance { chance, asked }
    }

    fn code(&mut self, coder: &mut Coder, bit: u32) -> u32 {
        let bit = coder.code(bit, self.chance >> 8);
        let target = if bit == 1 { 0xff_ffff } else { 0 };
        let share = i64::from(self.asked) + 2;
        let moved = i64::from(self.chance) + (target - i64::from(self.chance)) / share;
        self.chance = moved.clamp(0x100, 0xff_feff) as u32;
        self.asked = (self.asked + 1).min(250);
        bit
    }
}

/// The chances of edits.
#[derive(Clone, Debug)]
pub(crate) struct Edits {
    /// By field and kind of unit.
    differs: Vec<Chance>,
    one_for_one: Chance,
    counts: [[Chance; 64]; 2],
}

impl Edits {
    pub(crate) fn new() -> Edits {
        Edits {
            differs: vec![Chance::of(0x01_0000, 30); 3 * 256],
            one_for_one: Chance::of(0xd0_0000, 4),
            counts: [[Chance::of(0x80_0000, 1); 64]; 2],
        }
    }

    /// Whether the next unit of the base goes, or something comes before it.
    pub(crate) fn differs(&mut self, coder: &mut Coder, place: &Place, bit: bool) -> bool {
        let kind = match place.next() {
            Next::Value => 0,
            _ => 1,
        };
        let at = usize::from(place.field) + 256 * kind;
        let chance = self.differs.get_mut(at);
        chance.is_some_and(|chance| chance.code(coder, u32::from(bit)) == 1)
    }

    /// How many go and how many come.
    pub(crate) fn counts(&mut self, coder: &mut Coder, out: usize, put: usize) -> (usize, usize) {
        let one = u32::from(out == 1 && put == 1);
        if self.one_for_one.code(coder, one) == 1 {
            return (1, 1);
        }
        let [of_out, of_put] = &mut self.counts;
        (count(of_out, coder, out), count(of_put, coder, put))
    }
}

/// A count: how many bits it has, one more for each yes, and then the bits below the first.
fn count(chances: &mut [Chance; 64], coder: &mut Coder, count: usize) -> usize {
    let sought = count as u32 + 1;
    let bits = 31 - sought.leading_zeros();
    let mut length = 0;
    while length < 24 {
        let more = u32::from(length < bits);
        let Some(chance) = chances.get_mut(length as usize) else {
            break;
        };
        if chance.code(coder, more) == 0 {
            break;
        }
        length += 1;
    }
    let mut value = 1u32;
    for at in (0..length).rev() {
        let chance = chances.get_mut(32 + (length.min(3) * 4 + at.min(3)) as usize);
        let bit = sought >> at & 1;
        value = value << 1 | chance.map_or(0, |chance| chance.code(coder, bit));
    }
    value as usize - 1
}
