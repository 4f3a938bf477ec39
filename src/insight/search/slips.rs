//! Slips of the finger: how few letters missed, added, changed or swapped make what was typed into a word.

use super::words::LONGEST;

/// How far what was typed is from a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Distance {
    /// From the whole word.
    pub whole: usize,
    /// From the nearest beginning of it.
    pub beginning: usize,
}

/// How many slips are forgiven in a word of so many letters.
pub fn forgiven(letters: usize) -> usize {
    match letters {
        0..4 => 0,
        4..8 => 1,
        _ => 2,
    }
}

/// How many slips lie between what was typed and a word; `None` if more than `most`.
pub fn distance(typed: &str, word: &str, most: usize) -> Option<Distance> {
    let mut letters = [' '; LONGEST];
    let mut n = 0;
    for (slot, c) in letters.iter_mut().zip(typed.chars()) {
        *slot = c;
        n += 1;
    }
    let typed = letters.get(..n)?;
    // Rows of the usual table: slips between so much of the word and each beginning of what was typed.
    let mut older = [u8::MAX; LONGEST + 1];
    let mut old = [0u8; LONGEST + 1];
    for (slot, j) in old.iter_mut().zip(0u8..) {
        *slot = j;
    }
    let last = |row: &[u8]| row.get(n).map_or(usize::MAX, |least| usize::from(*least));
    let mut best = last(&old);
    let mut before = None;
    for c in word.chars() {
        let row = next_row(typed, c, before, &old, &older);
        best = best.min(last(&row));
        let hopeful = |row: &[u8]| row.iter().take(n + 1).any(|d| usize::from(*d) <= most);
        if !hopeful(&row) && !hopeful(&old) {
            old = row;
            break;
        }
        older = old;
        old = row;
        before = Some(c);
    }
    (best <= most).then(|| Distance {
        // After leaving early the last row holds nothing within reach.
        whole: last(&old),
        beginning: best,
    })
}

fn next_row(
    typed: &[char],
    c: char,
    before: Option<char>,
    old: &[u8; LONGEST + 1],
    older: &[u8; LONGEST + 1],
) -> [u8; LONGEST + 1] {
    let at = |row: &[u8; LONGEST + 1], j: usize| row.get(j).copied().unwrap_or(u8::MAX);
    let mut row = [u8::MAX; LONGEST + 1];
    let mut left = at(old, 0).saturating_add(1);
    if let Some(first) = row.first_mut() {
        *first = left;
    }
    let mut typed_before = None;
    for (j, &t) in typed.iter().enumerate() {
        let changed = at(old, j).saturating_add(u8::from(t != c));
        let missed = at(old, j + 1).saturating_add(1);
        let mut least = changed.min(missed).min(left.saturating_add(1));
        if before == Some(t) && typed_before == Some(c) && j > 0 {
            least = least.min(at(older, j - 1).saturating_add(1));
        }
        if let Some(slot) = row.get_mut(j + 1) {
            *slot = least;
        }
        left = least;
        typed_before = Some(t);
    }
    row
}

/// A bit for each letter a word has, so that most words are ruled out without a look at them.
pub fn mask(word: &str) -> u32 {
    word.chars().fold(0, |mask, c| {
        mask | match c {
            'a'..='z' => 1 << (u32::from(c) - u32::from('a')),
            _ => 1 << (26 + u32::from(c) % 6),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn far(typed: &str, word: &str) -> (usize, usize) {
        distance(typed, word, 9).map_or((99, 99), |d| (d.whole, d.beginning))
    }

    #[test]
    fn each_slip_counts_one() {
        assert_eq!(far("carer", "carer"), (0, 0));
        assert_eq!(far("caer", "carer").0, 1, "missed");
        assert_eq!(far("carrer", "carer").0, 1, "added");
        assert_eq!(far("cager", "carer").0, 1, "changed");
        assert_eq!(far("acrer", "carer").0, 1, "swapped");
        assert_eq!(far("safegaurd", "safeguarding"), (4, 1));
        assert_eq!(far("", "ab"), (2, 0));
    }

    #[test]
    fn too_far_is_no_distance() {
        assert_eq!(distance("zebra", "carer", 2), None);
        assert_eq!(distance("carer", "carers", 0).unwrap().beginning, 0);
    }

    #[test]
    fn longer_words_are_forgiven_more() {
        assert_eq!([3, 4, 7, 8].map(forgiven), [0, 1, 1, 2]);
    }
}
