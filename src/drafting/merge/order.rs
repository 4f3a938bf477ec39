//! Orders of lists: two new orders of one list made into one, and the fewest moves from an order to
//! another.
//!
//! What one side alone moved or added keeps its place after what stands before it on that side. Where
//! both put something after the same neighbour, the run whose first key comes first in the alphabet
//! goes first: so it doesn't matter which side is called mine.

use std::collections::HashMap;

use super::{Side, pairing::paired};

/// A merged order.
#[derive(Debug, PartialEq)]
pub(super) struct Merged<'a> {
    /// The keys, in their new order.
    pub keys: Vec<&'a str>,
    /// Both sides moved the same things, differently.
    pub clash: bool,
}

/// The keys of two sides as numbers: a list of a large plan has thousands, and each is asked for again and again.
struct Keys<'a> {
    names: Vec<&'a str>,
}

impl<'a> Keys<'a> {
    /// Mine are numbered as they stand; gives theirs by number too.
    fn of(mine: &[&'a str], theirs: &[&'a str]) -> (Keys<'a>, Vec<usize>) {
        let mut names = mine.to_vec();
        let places = paired(theirs, mine).places;
        let numbers = theirs.iter().zip(places).map(|(key, place)| {
            place.unwrap_or_else(|| {
                names.push(*key);
                names.len() - 1
            })
        });
        let numbers = numbers.collect();
        (Keys { names }, numbers)
    }

    /// The keys of another list that one of the two has, by number.
    fn known(&self, keys: &[&str]) -> impl Iterator<Item = usize> {
        paired(keys, &self.names).places.into_iter().flatten()
    }

    fn name(&self, number: usize) -> &'a str {
        self.names.get(number).copied().unwrap_or_default()
    }

    /// Where each key stands in a list; nowhere if it isn't there.
    fn places(&self, list: impl Iterator<Item = usize>) -> Vec<Option<usize>> {
        let mut places = vec![None; self.names.len()];
        for (at, number) in list.enumerate() {
            if let Some(place) = places.get_mut(number) {
                *place = Some(at);
            }
        }
        places
    }
}

/// What is said of a key, by its number.
fn of(list: &[Option<usize>], number: usize) -> Option<usize> {
    list.get(number).copied().flatten()
}

fn is(list: &[bool], number: usize) -> bool {
    list.get(number).copied().unwrap_or_default()
}

/// Merges the orders of two sides. Each key stands once in a list; `stays` says which are in the
/// result. `choice` is whose order holds where both moved the same things differently.
pub(super) fn merged<'a>(
    base: &[&str],
    mine: &[&'a str],
    theirs: &[&'a str],
    stays: &dyn Fn(&str) -> bool,
    choice: Side,
) -> Merged<'a> {
    let there = |keys: &[&'a str]| -> Vec<&'a str> {
        keys.iter().copied().filter(|key| stays(key)).collect()
    };
    let (mine, theirs) = (there(mine), there(theirs));
    if mine == theirs {
        let (keys, clash) = (mine, false);
        return Merged { keys, clash };
    }
    let (keys, theirs) = Keys::of(&mine, &theirs);
    let mine: Vec<usize> = (0..mine.len()).collect();
    let (here, there) = (
        keys.places(mine.iter().copied()),
        keys.places(theirs.iter().copied()),
    );
    let common = |key: usize| of(&here, key).is_some() && of(&there, key).is_some();
    let places = keys.places(keys.known(base).filter(|key| common(*key)));
    let moved_by_me = moved(&mine, &places);
    let moved_by_them = moved(&theirs, &places);
    let shared = |key: &usize| common(*key) && is(&moved_by_me, *key) == is(&moved_by_them, *key);
    let ours: Vec<usize> = mine.iter().copied().filter(shared).collect();
    let others: Vec<usize> = theirs.iter().copied().filter(shared).collect();
    let clash = ours != others;
    let frame = match choice {
        Side::Mine => ours,
        Side::Theirs => others,
    };
    let framed = keys.places(frame.iter().copied());
    let own =
        |key, other: &[Option<usize>], moved: &[bool]| of(other, key).is_none() || is(moved, key);
    let my_runs = runs(&mine, &framed, |key| own(key, &there, &moved_by_me));
    let their_runs = runs(&theirs, &framed, |key| own(key, &here, &moved_by_them));
    // Of two things, the side that changed which comes first is followed.
    let before = |one: usize, other: usize| {
        let [b, m, t] =
            [&places, &here, &there].map(|side| Some(of(side, one)? < of(side, other)?));
        let (b, m, t) = (b?, m?, t?);
        Some(if m == b { t } else { m })
    };
    let mut order = Vec::with_capacity(keys.names.len());
    for after in std::iter::once(None).chain(frame.into_iter().map(Some)) {
        order.extend(after);
        let none = Vec::new();
        let my_run = my_runs.get(&after).unwrap_or(&none);
        let their_run = their_runs.get(&after).unwrap_or(&none);
        order.extend(joined(&keys, my_run, their_run, &before));
    }
    Merged {
        keys: order.into_iter().map(|number| keys.name(number)).collect(),
        clash,
    }
}

/// Two runs that stand in the same gap made into one. `before` says which of two comes first where
/// that is known.
fn joined(
    keys: &Keys<'_>,
    mine: &[usize],
    theirs: &[usize],
    before: &dyn Fn(usize, usize) -> Option<bool>,
) -> Vec<usize> {
    let may_come = |run: &[usize], key: usize, at: usize| {
        run.iter()
            .skip(at)
            .all(|other| before(key, *other) != Some(false))
    };
    let mut run = Vec::with_capacity(mine.len() + theirs.len());
    let (mut m, mut t) = (0, 0);
    while let (Some(one), Some(other)) = (mine.get(m), theirs.get(t)) {
        let mine_may = may_come(theirs, *one, t);
        let theirs_may = may_come(mine, *other, m);
        // A run without known neighbours stays together.
        let last = run.last();
        let mine_next = match (mine_may, theirs_may) {
            (true, false) => true,
            (false, true) => false,
            _ if m > 0 && last == mine.get(m - 1) => true,
            _ if t > 0 && last == theirs.get(t - 1) => false,
            _ => keys.name(*one) < keys.name(*other),
        };
        if mine_next {
            run.push(*one);
            m += 1;
        } else {
            run.push(*other);
            t += 1;
        }
    }
    run.extend(mine.iter().skip(m));
    run.extend(theirs.iter().skip(t));
    run
}

/// Whether what two lists have in common stands in the same order.
pub(super) fn alike(one: &[&str], other: &[&str]) -> bool {
    one == other || paired(one, other).places.into_iter().flatten().is_sorted()
}

/// Whether a side moved each of its keys: the fewest that account for its order.
fn moved(side: &[usize], places: &[Option<usize>]) -> Vec<bool> {
    let known: Vec<(usize, usize)> = side
        .iter()
        .filter_map(|key| Some((*key, of(places, *key)?)))
        .collect();
    let order: Vec<usize> = known.iter().map(|(_, at)| *at).collect();
    let mut moved = vec![false; places.len()];
    for ((key, _), stays) in known.into_iter().zip(rising(&order)) {
        if let Some(moved) = moved.get_mut(key) {
            *moved = !stays;
        }
    }
    moved
}

/// A side's own keys, by the key of the frame that they stand after.
fn runs(
    side: &[usize],
    framed: &[Option<usize>],
    own: impl Fn(usize) -> bool,
) -> HashMap<Option<usize>, Vec<usize>> {
    let mut runs: HashMap<Option<usize>, Vec<usize>> = HashMap::new();
    let mut after = None;
    for key in side.iter().copied() {
        if of(framed, key).is_some() {
            after = Some(key);
        } else if own(key) {
            runs.entry(after).or_default().push(key);
        }
    }
    runs
}

/// Which elements belong to a longest rising run of a list of different numbers.
fn rising(numbers: &[usize]) -> Vec<bool> {
    // `ends[n]` is where the best run of n + 1 elements ends, `before` what each was put after.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    for (at, number) in numbers.iter().enumerate() {
        let length = ends.partition_point(|end| numbers.get(*end) < Some(number));
        let last = length.checked_sub(1).and_then(|n| ends.get(n)).copied();
        if let Some(slot) = before.get_mut(at) {
            *slot = last;
        }
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut stays = vec![false; numbers.len()];
    let mut next = ends.last().copied();
    while let Some(at) = next {
        if let Some(slot) = stays.get_mut(at) {
            *slot = true;
        }
        next = before.get(at).copied().flatten();
    }
    stays
}

/// One move or addition on the way from an order to another.
#[derive(Debug, PartialEq)]
pub(super) struct Put {
    /// Its place in the order that is made.
    pub number: usize,
    /// Where it is put, as a list stands at that moment.
    pub at: usize,
    /// It wasn't in the list before.
    pub new: bool,
}

/// The moves and additions that make `to` out of `from`, in order; all of `from` is in `to`.
pub(super) fn way(from: &[&str], to: &[&str]) -> Vec<Put> {
    let mut list: Vec<usize> = paired(from, to).places.into_iter().flatten().collect();
    let mut kept = vec![None; to.len()];
    for (number, stays) in list.iter().zip(rising(&list)) {
        if let Some(slot) = kept.get_mut(*number) {
            *slot = Some(stays);
        }
    }
    let mut way = Vec::new();
    // Where the next one goes: behind the one before it.
    let mut next = 0;
    for (number, known) in kept.into_iter().enumerate() {
        match known {
            Some(true) => {
                let on = list.iter().skip(next).position(|n| *n == number);
                next += on.unwrap_or(0) + 1;
            }
            Some(false) => {
                let Some(old) = list.iter().position(|n| *n == number) else {
                    continue;
                };
                list.remove(old);
                if old < next {
                    next -= 1;
                }
                list.insert(next, number);
                way.push(Put {
                    number,
                    at: next,
                    new: false,
                });
                next += 1;
            }
            None => {
                list.insert(next, number);
                way.push(Put {
                    number,
                    at: next,
                    new: true,
                });
                next += 1;
            }
        }
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> Vec<&str> {
        text.split(' ').filter(|k| !k.is_empty()).collect()
    }

    fn both(base: &str, mine: &str, theirs: &str, stays: &str, choice: Side) -> (String, bool) {
        let stays = keys(stays);
        let stays = |key: &str| stays.contains(&key);
        let merged = merged(&keys(base), &keys(mine), &keys(theirs), &stays, choice);
        (merged.keys.join(" "), merged.clash)
    }

    #[test]
    fn moves_and_additions_of_both_sides_are_kept() {
        for (base, mine, theirs, stays, result) in [
            ("a b c d", "b a c d", "a b d c", "a b c d", "b a d c"),
            ("a b c d", "d a b c", "a b c d x", "a b c d x", "d a b c x"),
            ("a b", "a b y", "a b x", "a b x y", "a b x y"),
            ("a b", "a y b", "a x b", "a b x y", "a x y b"),
            ("a b c", "a c", "a b x c", "a c x", "a x c"),
            ("a b c", "c a b", "c a b", "a b c", "c a b"),
            ("", "b", "a c", "a b c", "a c b"),
            ("a b c", "b c a", "c b a", "a b c", "c b a"),
        ] {
            for choice in [Side::Mine, Side::Theirs] {
                let found = both(base, mine, theirs, stays, choice);
                assert_eq!(
                    found,
                    (result.to_owned(), false),
                    "{base}: {mine} | {theirs}"
                );
                let other = both(base, theirs, mine, stays, choice);
                assert_eq!(other, found, "{base}: {theirs} | {mine}");
            }
        }
    }

    #[test]
    fn what_both_moved_differently_is_a_clash() {
        let found = |choice| both("a b c d e", "b c d e a", "b c a d e", "a b c d e", choice);
        assert_eq!(found(Side::Mine), ("b c d e a".to_owned(), true));
        assert_eq!(found(Side::Theirs), ("b c a d e".to_owned(), true));
    }

    #[test]
    fn the_way_to_an_order_is_short_and_leads_there() {
        for (from, to, most) in [
            ("a b c d e", "e a b c d", 1),
            ("a b c d e", "b c d e a", 1),
            ("a b c", "c b a", 2),
            ("a c", "x a y c z", 3),
            ("b a d c", "x a b y c d", 4),
            ("", "a b", 2),
        ] {
            let (mut list, to) = (keys(from), keys(to));
            let way = way(&list, &to);
            assert!(way.len() <= most, "{from}: {way:?}");
            for put in way {
                let key = to[put.number];
                if !put.new {
                    list.retain(|k| *k != key);
                }
                list.insert(put.at, key);
            }
            assert_eq!(list, to, "{from}");
        }
    }
}
