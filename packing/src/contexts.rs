//! The contexts that the next byte is looked at in.

use crate::place::{Next, Place, hash};

/// How many there are.
pub(crate) const CONTEXTS: usize = 11;

/// The contexts of a place, each as a hash.
pub(crate) fn contexts(place: &Place) -> [u32; CONTEXTS] {
    match place.next() {
        Next::Text | Next::Figure | Next::Name => in_text(place),
        Next::Field | Next::Value => between(place),
    }
}

/// The last few bytes.
fn last(place: &Place, count: u32) -> u32 {
    (place.bytes & ((1u64 << (8 * count)) - 1)) as u32
}

/// The last six bytes, as a hash.
fn last_six(place: &Place) -> u32 {
    let older = (place.bytes >> 32) as u32;
    let five = hash(last(place, 4), older & 0xff);
    hash(five, older >> 8 & 0xff)
}

/// Within a text: the letters before, the words before, the field, the text from its beginning.
fn in_text(place: &Place) -> [u32; CONTEXTS] {
    let field = u32::from(place.field);
    let [word, one, two, _] = place.words;
    let so_far = hash(place.text, place.length);
    // Between words, what stands between them counts too.
    let gap = if word == 0 { last(place, 1) } else { 0 };
    [
        hash(1, last(place, 1)) ^ place.next() as u32,
        hash(2, last(place, 2)),
        hash(3, last(place, 3)),
        hash(4, last(place, 4)),
        hash(5, last_six(place)),
        hash(6, word.wrapping_add(gap << 8)),
        hash(hash(7, word), one ^ gap),
        hash(hash(hash(8, word), one), two),
        hash(9, so_far),
        hash(hash(10, field), last(place, 2)),
        hash(hash(11, field), word),
    ]
}

/// At a field or a value: what is above, what came in this object so far, and the value before.
fn between(place: &Place) -> [u32; CONTEXTS] {
    let field = u32::from(place.field);
    let [_, one, _, _] = place.words;
    let shape = place.shape();
    let kind = u32::from(place.kind);
    let at = hash(hash(place.above(), field), place.next() as u32);
    [
        hash(21, at),
        hash(22, hash(at, shape)),
        hash(23, hash(at, hash(shape, kind))),
        hash(24, hash(at, last(place, 2))),
        hash(25, hash(at, last(place, 4))),
        hash(26, hash(at, place.last_field())),
        hash(27, hash(at, place.last_text())),
        hash(28, hash(at, one)),
        hash(29, hash(at, hash(kind, place.last_field()))),
        hash(30, last_six(place)),
        hash(31, hash(at, hash(place.id, shape))),
    ]
}

/// A set of weights for the place: what the next byte is.
pub(crate) fn kind(next: Next) -> usize {
    match next {
        Next::Text => 0,
        Next::Figure => 1,
        Next::Field => 2,
        Next::Value => 3,
        Next::Name => 4,
    }
}
