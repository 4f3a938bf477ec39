//! Weighs opinions against each other, and learns whom to trust from how it came out.

use crate::logistic::{Logistic, MOST};

/// The largest weight, of 65,536: times the strongest opinion it still is 32 bits.
const WEIGHTIEST: i32 = (1 << 19) - 1;
/// A result that was off by less than this teaches nothing.
const RIGHT: i32 = 40;

/// Sets of weights for the same opinions, of which the circumstances choose one.
pub(crate) struct Mixer {
    weights: Vec<i32>,
    inputs: usize,
    /// Where the chosen set begins.
    chosen: usize,
    rate: i32,
    /// The last result, stretched.
    pub(crate) stretched: i32,
    /// The last result, of 65,536.
    pub(crate) chance: u32,
}

impl Mixer {
    pub(crate) fn new(inputs: usize, sets: usize, first: i32, rate: i32) -> Mixer {
        Mixer {
            weights: vec![first; inputs * sets],
            inputs,
            chosen: 0,
            rate,
            stretched: 0,
            chance: 32_768,
        }
    }

    #[inline]
    pub(crate) fn mix(&mut self, opinions: &[i32], set: usize, logistic: &Logistic) {
        self.chosen = set * self.inputs;
        let weights = &self.weights[self.chosen..self.chosen + self.inputs];
        let mut sum = 0i32;
        for (weight, opinion) in weights.iter().zip(opinions) {
            sum += (*weight * *opinion) >> 8;
        }
        self.stretched = (sum >> 8).clamp(-MOST, MOST);
        self.chance = logistic.squash(self.stretched);
    }

    #[inline]
    pub(crate) fn learn(&mut self, opinions: &[i32], bit: u32) {
        let wrong = (bit << 16) as i32 - self.chance as i32;
        if wrong.abs() < RIGHT {
            return;
        }
        let wrong = (wrong * self.rate) >> 6;
        let weights = &mut self.weights[self.chosen..self.chosen + self.inputs];
        for (weight, opinion) in weights.iter_mut().zip(opinions) {
            let moved = *weight + ((*opinion * wrong + 0x2000) >> 14);
            *weight = moved.clamp(-WEIGHTIEST, WEIGHTIEST);
        }
    }
}
