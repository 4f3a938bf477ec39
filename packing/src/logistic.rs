//! Chances and their logarithms, in integers alone: the same in every browser and out of one.
//!
//! A chance is of 65,536. Stretched, it is 256 times the natural logarithm of its odds, which is what
//! opinions are weighed in: two that agree add up.

/// The largest stretched chance: odds of 60,000 to one.
pub(crate) const MOST: i32 = 2815;
/// e^(-1/256) of 2^32.
const STEP: u64 = 4_278_222_805;
/// Chances below this have a place each in the table, since there the last digits count.
const FINE: usize = 4096;
const COARSE: usize = 1024;

/// Tables of both directions.
pub(crate) struct Logistic {
    squashed: Vec<u16>,
    fine: Vec<i16>,
    coarse: Vec<i16>,
}

impl Logistic {
    pub(crate) fn new() -> Logistic {
        // squash(-d) for d from 0: 1 / (1 + e^(d/256)) = r / (1 + r) with r = e^(-d/256).
        let mut falling = vec![0u16; MOST as usize + 1];
        let mut r = 1u64 << 32;
        for chance in &mut falling {
            *chance = (((r << 16) / ((1 << 32) + r)).clamp(1, 32_768)) as u16;
            r = (r * STEP) >> 32;
        }
        let mut squashed = vec![0u16; 2 * MOST as usize + 1];
        for (d, chance) in falling.iter().enumerate() {
            if let Some(low) = squashed.get_mut(MOST as usize - d) {
                *low = *chance;
            }
            if let Some(high) = squashed.get_mut(MOST as usize + d) {
                *high = (65_536 - u32::from(*chance)).min(65_535) as u16;
            }
        }
        let stretch = |chance: u32| {
            let at = squashed.partition_point(|p| u32::from(*p) < chance);
            (at as i32 - MOST).clamp(-MOST, MOST) as i16
        };
        let fine = (0..FINE as u32).map(stretch).collect();
        let coarse = (0..COARSE as u32).map(|p| stretch(p * 64 + 32)).collect();
        Logistic {
            squashed,
            fine,
            coarse,
        }
    }

    /// The chance of 65,536 for a stretched one.
    #[inline]
    pub(crate) fn squash(&self, stretched: i32) -> u32 {
        let at = (stretched.clamp(-MOST, MOST) + MOST) as usize;
        u32::from(self.squashed[at])
    }

    /// A chance of 65,536, stretched.
    #[inline]
    pub(crate) fn stretch(&self, chance: u32) -> i32 {
        let chance = (chance & 0xffff) as usize;
        if chance < FINE {
            i32::from(self.fine[chance])
        } else if chance >= 65_536 - FINE {
            -i32::from(self.fine[65_535 - chance])
        } else {
            i32::from(self.coarse[chance >> 6])
        }
    }
}
