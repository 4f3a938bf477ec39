//! What was seen in a context before: for each a chance, and the last bits that came.
//!
//! A slot is 32 bits: 8 that tell whose it is, 8 of history (a one and then the last bits, up to seven),
//! 16 of chance. All contexts share one table; the slots of one context and half a byte lie in one line
//! of sixteen, so that a look costs memory once.

/// Lines, as a power of two: 16 MB.
const LINES: u32 = 18;

/// Sixteen slots that memory gives at once.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line([u32; 16]);

pub(crate) struct Slots {
    lines: Vec<Line>,
}

/// A slot: its line, and its place there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Slot {
    line: u32,
    at: u32,
}

/// How far a chance moves, by how much of its history is known: 65,536 over what is left.
const RATES: [i32; 8] = [43_000, 26_000, 18_600, 14_500, 11_900, 9_500, 8_000, 5_000];

impl Slots {
    /// Without any line yet: see [`Slots::make_room`].
    pub(crate) fn new() -> Slots {
        Slots {
            lines: Vec::with_capacity(1 << LINES),
        }
    }

    /// Makes so many lines more; whether all are there. Memory that was never written to is slow to write.
    pub(crate) fn make_room(&mut self, lines: usize) -> bool {
        let all = 1 << LINES;
        let next = self.lines.len().saturating_add(lines).min(all);
        self.lines.resize(next, Line([0; 16]));
        next == all
    }

    /// The line of a context.
    #[inline]
    pub(crate) fn line(context: u32) -> u32 {
        context.wrapping_mul(0x2c1b_3c6d) >> (32 - LINES)
    }

    /// Has memory fetch lines together, not one after the other.
    #[inline]
    pub(crate) fn fetch(&self, lines: &[u32]) -> u32 {
        let first = |line: &u32| self.lines[*line as usize].0[0];
        lines.iter().map(first).fold(0, |all, one| all ^ one)
    }

    /// The slot for this node of a context; what another context had there is given up.
    #[inline]
    pub(crate) fn find(&mut self, line: u32, context: u32, node: u32) -> (Slot, u32) {
        let slots = &mut self.lines[line as usize].0;
        let check = (context.wrapping_add(node.wrapping_mul(0x9d)) & 0xff) << 24;
        let at = (node ^ (context >> 8)) & 15;
        let (one, two) = (slots[at as usize], slots[(at ^ 1) as usize]);
        if (one ^ check) >> 24 == 0 && one != 0 {
            return (Slot { line, at }, one);
        }
        if (two ^ check) >> 24 == 0 && two != 0 {
            return (Slot { line, at: at ^ 1 }, two);
        }
        let history = |slot: u32| slot >> 16 & 0xff;
        let at = if history(one) <= history(two) {
            at
        } else {
            at ^ 1
        };
        let fresh = check | 0x8000;
        slots[at as usize] = fresh;
        (Slot { line, at }, fresh)
    }

    #[inline]
    pub(crate) fn update(&mut self, found: Slot, bit: u32) {
        let slot = &mut self.lines[found.line as usize].0[(found.at & 15) as usize];
        let chance = (*slot & 0xffff) as i32;
        let history = (*slot >> 16) & 0xff;
        let known = 31 - (history | 1).leading_zeros();
        let rate = RATES[(known & 7) as usize];
        let target = if bit == 1 { 65_535 } else { 0 };
        // Half of each, so that 32 bits hold the product.
        let moved = chance + ((((target - chance) >> 1) * (rate >> 1)) >> 14);
        let longer = (history.max(1) << 1) | bit;
        let longer = if longer > 0xff {
            0x80 | (longer & 0x7f)
        } else {
            longer
        };
        *slot = (*slot & 0xff00_0000) | (longer << 16) | moved.clamp(16, 65_519) as u32;
    }
}

/// The chance of a slot, of 65,536.
#[inline]
pub(crate) fn chance(slot: u32) -> u32 {
    slot & 0xffff
}

/// The history of a slot; 0 for none.
#[inline]
pub(crate) fn history(slot: u32) -> usize {
    (slot >> 16 & 0xff) as usize
}

/// Chances that are learnt: 22 bits of chance, 10 of how often.
pub(crate) struct Learnt {
    chances: Vec<u32>,
    limit: u32,
}

impl Learnt {
    pub(crate) fn new(count: usize, limit: u32, first: impl Fn(usize) -> u32) -> Learnt {
        Learnt {
            chances: (0..count).map(|at| first(at) << 16).collect(),
            limit,
        }
    }

    #[inline]
    pub(crate) fn chance(&self, at: usize) -> u32 {
        self.chances[at] >> 16
    }

    #[inline]
    pub(crate) fn update(&mut self, at: usize, bit: u32, shares: &[u32]) {
        let entry = &mut self.chances[at];
        let count = *entry & 0x3ff;
        let chance = (*entry >> 10) as i64;
        let target = if bit == 1 { (1 << 22) - 1 } else { 0 };
        let share = i64::from(shares[count as usize]);
        let moved = chance + (((target - chance) * share) >> 16);
        let count = if count < self.limit { count + 1 } else { count };
        *entry = (moved as u32) << 10 | count;
    }
}

/// How far a learnt chance moves after so many: 65,536 / (n + 1.5).
pub(crate) fn shares() -> Vec<u32> {
    (0..1024u32).map(|n| 131_072 / (2 * n + 3)).collect()
}
