//! Which of one list is which of another, by what each is called.

use std::{collections::HashMap, hash::Hash};

/// One list in another.
#[derive(Debug, PartialEq)]
pub(super) struct Paired {
    /// Where each of the one is in the other.
    pub places: Vec<Option<usize>>,
    /// What of the other isn't in the one.
    pub left: Vec<usize>,
}

/// How far on something is looked for behind what was met last.
const NEAR: usize = 8;

/// Finds those of one list in another; in each, a name stands once. Most stand in the same order, so only those that
/// don't are looked up: a list of a large plan has thousands.
pub(super) fn paired<K: Copy + Eq + Hash>(one: &[K], other: &[K]) -> Paired {
    let mut met = vec![false; other.len()];
    let mut places = Vec::with_capacity(one.len());
    let mut next = 0;
    for key in one {
        let until = other.len().min(next + NEAR);
        let ahead = other.get(next..until).unwrap_or_default();
        let place = ahead.iter().position(|k| k == key).map(|on| next + on);
        if let Some(place) = place {
            meet(&mut met, place);
            next = place + 1;
        }
        places.push(place);
    }
    if places.contains(&None) && met.contains(&false) {
        let unmet = met.iter().zip(other).enumerate();
        let far: HashMap<K, usize> = unmet
            .filter(|(_, (met, _))| !**met)
            .map(|(at, (_, key))| (*key, at))
            .collect();
        for (place, key) in places.iter_mut().zip(one) {
            if place.is_none()
                && let Some(at) = far.get(key)
            {
                *place = Some(*at);
                meet(&mut met, *at);
            }
        }
    }
    let left = met.iter().enumerate().filter(|(_, met)| !**met);
    Paired {
        left: left.map(|(at, _)| at).collect(),
        places,
    }
}

/// Notes that something has been met.
fn meet(met: &mut [bool], at: usize) {
    if let Some(met) = met.get_mut(at) {
        *met = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn each_is_found_wherever_it_stands(
            one in prop::sample::subsequence((0..60).collect::<Vec<u8>>(), 0..50).prop_shuffle(),
            other in prop::sample::subsequence((0..60).collect::<Vec<u8>>(), 0..50),
        ) {
            let found = paired(&one, &other);
            let place = |key: &u8| other.iter().position(|k| k == key);
            prop_assert_eq!(found.places, one.iter().map(place).collect::<Vec<_>>());
            let left = (0..other.len()).filter(|at| !one.contains(&other[*at]));
            prop_assert_eq!(found.left, left.collect::<Vec<_>>());
        }
    }
}
