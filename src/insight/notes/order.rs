//! The reader's own order of the list for the meeting. Each note has a place of its own, with room between two, so
//! that moving one changes one.

use std::{cmp::Ordering, sync::Arc};

use super::Note;
use crate::plan::Id;

/// The room between two notes of the list.
const ROOM: i64 = 1 << 20;

fn compare(a: &Note, b: &Note) -> Ordering {
    // The plan as a whole before its items; what has the same place has an order all the same.
    (a.place, &a.item).cmp(&(b.place, &b.item))
}

/// The notes in the reader's order, those on the list for the meeting first.
pub fn in_order(notes: &[Arc<Note>]) -> Vec<Arc<Note>> {
    let mut notes = notes.to_vec();
    notes.sort_by(|a, b| b.listed.cmp(&a.listed).then_with(|| compare(a, b)));
    notes
}

/// The place behind all that are there.
pub fn next_place(notes: &[Arc<Note>]) -> i64 {
    let last = notes.iter().map(|note| note.place).max().unwrap_or(0);
    last.saturating_add(ROOM)
}

/// Which notes get which place when one is put where another is: the others make room, downwards or upwards. `notes`
/// are in order.
pub fn moved(notes: &[Arc<Note>], from: usize, to: usize) -> Vec<(Option<Id>, i64)> {
    let to = to.min(notes.len().saturating_sub(1));
    let Some(moving) = notes.get(from).filter(|_| from != to) else {
        return Vec::new();
    };
    let (before, after) = match from < to {
        true => (Some(to), to.checked_add(1)),
        false => (to.checked_sub(1), Some(to)),
    };
    let place = |at: Option<usize>| at.and_then(|at| notes.get(at)).map(|note| note.place);
    let between = match (place(before), place(after)) {
        (Some(before), Some(after)) => {
            let middle = before.midpoint(after);
            (before < middle && middle < after).then_some(middle)
        }
        (Some(before), None) => before.checked_add(ROOM),
        (None, Some(after)) => after.checked_sub(ROOM),
        (None, None) => Some(0),
    };
    if let Some(place) = between {
        return vec![(moving.item.clone(), place)];
    }
    // No room is left between the two: all get new places.
    let mut order: Vec<&Arc<Note>> = notes.iter().collect();
    let moving = order.remove(from);
    order.insert(to, moving);
    let places = (1..).map(|at: i64| at.saturating_mul(ROOM));
    order
        .into_iter()
        .zip(places)
        .map(|(note, place)| (note.item.clone(), place))
        .collect()
}

/// Which place a card lands at that is held so far from its own. `cards` are the top and bottom of each in order, downwards.
/// It goes past another once its edge is past that one's middle.
pub fn lands(cards: &[(f64, f64)], from: usize, by: f64) -> usize {
    let Some((top, bottom)) = cards.get(from).map(|(top, bottom)| (top + by, bottom + by)) else {
        return from;
    };
    let middle = |(top, bottom): &(f64, f64)| (top + bottom) / 2.0;
    let above = cards.iter().take(from).filter(|card| middle(card) > top);
    let below = cards
        .iter()
        .skip(from + 1)
        .filter(|card| middle(card) < bottom);
    from - above.count() + below.count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn list(places: &[i64]) -> Vec<Arc<Note>> {
        let note = |(at, place): (usize, &i64)| {
            let item = Id::slug(&format!("m{at}"));
            Arc::new(Note {
                listed: true,
                place: *place,
                ..Note::about(Some(&item))
            })
        };
        in_order(&places.iter().enumerate().map(note).collect::<Vec<_>>())
    }

    fn ids(notes: &[Arc<Note>]) -> Vec<Option<Id>> {
        notes.iter().map(|note| note.item.clone()).collect()
    }

    fn after(notes: &[Arc<Note>], from: usize, to: usize) -> Vec<Arc<Note>> {
        let places = moved(notes, from, to);
        let placed = notes.iter().map(|note| {
            let place = places.iter().find(|(item, _)| *item == note.item);
            Arc::new(Note {
                place: place.map_or(note.place, |(_, place)| *place),
                ..Note::clone(note)
            })
        });
        in_order(&placed.collect::<Vec<_>>())
    }

    #[test]
    fn moving_one_changes_one_while_there_is_room() {
        let notes = list(&[10, 20, 30]);
        assert_eq!(moved(&notes, 2, 1), [(Some(Id::slug("m2")), 15)]);
        assert_eq!(moved(&notes, 1, 1), []);
        assert_eq!(moved(&notes, 7, 1), []);
        assert_eq!(
            moved(&list(&[1, 2, 3]), 2, 1).len(),
            3,
            "no room between 1 and 2"
        );
    }

    #[test]
    fn a_card_lands_past_those_whose_middle_its_edge_has_passed() {
        // Cards of 100, a tall one of 300, and one of 100.
        let cards = [(0.0, 100.0), (110.0, 410.0), (420.0, 520.0)];
        for (from, by, to) in [
            (0, 0.0, 0),
            (0, 159.0, 0),
            (0, 161.0, 1),
            (0, 371.0, 2),
            (0, 9_000.0, 2),
            (0, -50.0, 0),
            (1, -59.0, 1),
            (1, -61.0, 0),
            (1, 61.0, 2),
            (2, -159.0, 2),
            (2, -161.0, 1),
            (2, -9_000.0, 0),
            (7, 100.0, 7),
        ] {
            assert_eq!(lands(&cards, from, by), to, "{from} by {by}");
        }
    }

    #[test]
    fn what_is_not_on_the_list_stands_behind_it() {
        let mut notes = list(&[5, 6]);
        notes.push(Arc::new(Note::about(Some(&Id::slug("x")))));
        assert_eq!(in_order(&notes).last().unwrap().item, Some(Id::slug("x")));
        assert!(next_place(&notes) > 6);
        assert_eq!(next_place(&list(&[i64::MAX])), i64::MAX);
    }

    proptest! {
        #[test]
        fn a_note_goes_where_it_is_put(places in prop::collection::vec(prop_oneof![any::<i64>(), 0..4i64], 1..9), from: prop::sample::Index, to: prop::sample::Index) {
            let notes = list(&places);
            let (from, to) = (from.index(notes.len()), to.index(notes.len()));
            let mut expected = ids(&notes);
            let moving = expected.remove(from);
            expected.insert(to, moving);
            prop_assert_eq!(ids(&after(&notes, from, to)), expected);
        }
    }
}
