//! Where in a plan the next byte stands: the field, what is above it, the words before it.

use crate::{
    apart::{DEEPEST, END, END_OF_LIST, FALSE, LIST, NULL, NUMBER, OBJECT, TRUE},
    names::SPELLED,
};

/// The number of the field `id`.
const ID: u8 = 63;

/// What the next byte is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Next {
    /// A field's number, or the end of the object.
    Field,
    /// The first byte of a value.
    Value,
    /// A byte of a string's text.
    Text,
    /// A byte of a number.
    Figure,
    /// A byte of a field's name.
    Name,
}

/// An open object or list.
#[derive(Clone, Copy, Debug, Default)]
struct Open {
    is_object: bool,
    /// The field that it is the value of.
    field: u8,
    /// What stands in it so far: fields by number, or how many elements.
    shape: u32,
    /// The last field in it.
    last: u8,
}

/// A place, moved along byte by byte.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    open: Vec<Open>,
    next: Next,
    /// The field whose value it is in or at.
    pub(crate) field: u8,
    /// The last eight bytes, the newest lowest.
    pub(crate) bytes: u64,
    /// The value's text so far, and how long it is.
    pub(crate) text: u32,
    pub(crate) length: u32,
    /// The word so far and the three before it, without regard to capitals.
    pub(crate) words: [u32; 4],
    /// For every field, the text of its last value.
    lasts: Vec<u32>,
    /// What kind the last value was.
    pub(crate) kind: u8,
    /// The id of the record or part it is in.
    pub(crate) id: u32,
    /// A whole value has come.
    done: bool,
}

/// Mixes two numbers into one.
#[inline]
pub(crate) fn hash(a: u32, b: u32) -> u32 {
    let h = (a ^ b.wrapping_mul(0x85eb_ca6b).rotate_left(13)).wrapping_mul(0x9e37_79b1);
    h ^ (h >> 15)
}

impl Place {
    pub(crate) fn new() -> Place {
        Place {
            open: Vec::with_capacity(DEEPEST + 2),
            next: Next::Value,
            field: 0,
            bytes: 0,
            text: 0,
            length: 0,
            words: [0; 4],
            lasts: vec![0; 256],
            kind: 0,
            id: 0,
            done: false,
        }
    }

    pub(crate) fn next(&self) -> Next {
        self.next
    }

    /// Whether a whole plan has come.
    pub(crate) fn is_done(&self) -> bool {
        self.done
    }

    /// At a plan's beginning again, with all that is known of fields.
    pub(crate) fn begin_again(&mut self) {
        self.open.clear();
        self.next = Next::Value;
        self.field = 0;
        self.done = false;
    }

    /// Whether it is between fields and values rather than within one.
    pub(crate) fn is_between(&self) -> bool {
        matches!(self.next, Next::Field | Next::Value)
    }

    /// The field that holds the object or list it is in, and the one above that.
    pub(crate) fn above(&self) -> u32 {
        let mut above = self.open.iter().rev();
        let mut one = || above.next().map_or(0, |open| u32::from(open.field));
        one() | one() << 8
    }

    /// What stands in the innermost object or list so far.
    pub(crate) fn shape(&self) -> u32 {
        self.open.last().map_or(0, |open| open.shape)
    }

    /// The last field of the innermost object.
    pub(crate) fn last_field(&self) -> u32 {
        self.open.last().map_or(0, |open| u32::from(open.last))
    }

    /// The text of the last value of this field.
    pub(crate) fn last_text(&self) -> u32 {
        self.lasts
            .get(usize::from(self.field))
            .copied()
            .unwrap_or(0)
    }

    /// Goes past a byte.
    pub(crate) fn advance(&mut self, byte: u8) {
        self.bytes = self.bytes << 8 | u64::from(byte);
        match self.next {
            Next::Field => self.at_field(byte),
            Next::Value => self.at_value(byte),
            Next::Text | Next::Figure if byte == END => self.end_of_text(),
            Next::Name if byte == END => {
                self.next = Next::Value;
                self.clear_text();
            }
            _ => self.in_text(byte),
        }
    }

    fn at_field(&mut self, byte: u8) {
        if byte == END {
            return self.close();
        }
        self.field = byte;
        if let Some(open) = self.open.last_mut() {
            open.shape = hash(open.shape, u32::from(byte));
            open.last = byte;
        }
        self.clear_text();
        self.next = if byte == SPELLED {
            Next::Name
        } else {
            Next::Value
        };
    }

    fn at_value(&mut self, byte: u8) {
        match byte {
            OBJECT | LIST => {
                let open = Open {
                    is_object: byte == OBJECT,
                    field: self.field,
                    ..Open::default()
                };
                self.open.push(open);
                self.kind = byte;
                self.clear_text();
                self.next = if byte == OBJECT {
                    Next::Field
                } else {
                    Next::Value
                };
                if self.open.len() > DEEPEST + 1 {
                    // Only what is damaged goes so deep: it is led to an end.
                    self.done = true;
                }
            }
            END_OF_LIST => self.close(),
            TRUE | FALSE | NULL => {
                self.kind = byte;
                self.value_came();
            }
            NUMBER => {
                self.kind = NUMBER;
                self.next = Next::Figure;
            }
            END => {
                self.kind = b'"';
                self.end_of_text();
            }
            first => {
                self.kind = b'"';
                self.next = Next::Text;
                self.in_text(first);
            }
        }
    }

    fn in_text(&mut self, byte: u8) {
        self.text = hash(self.text.wrapping_add(1), u32::from(byte));
        self.length += 1;
        let lower = byte.to_ascii_lowercase();
        if lower.is_ascii_alphanumeric() || lower >= 0x80 {
            let [word, ..] = &mut self.words;
            *word = hash(word.wrapping_add(7), u32::from(lower));
        } else {
            self.end_of_word();
        }
    }

    fn end_of_word(&mut self) {
        let [word, one, two, _] = self.words;
        if word != 0 {
            self.words = [0, word, one, two];
        }
    }

    fn end_of_text(&mut self) {
        if let Some(last) = self.lasts.get_mut(usize::from(self.field)) {
            *last = self.text;
        }
        if self.field == ID {
            self.id = self.text;
        }
        self.end_of_word();
        self.value_came();
    }

    fn clear_text(&mut self) {
        self.text = 0;
        self.length = 0;
        self.end_of_word();
    }

    fn close(&mut self) {
        let closed = self.open.pop().unwrap_or_default();
        self.kind = if closed.is_object { OBJECT } else { LIST };
        self.field = closed.field;
        self.value_came();
    }

    /// What comes after a value.
    fn value_came(&mut self) {
        self.clear_text();
        match self.open.last_mut() {
            None => self.done = true,
            Some(open) if open.is_object => self.next = Next::Field,
            Some(open) => {
                self.field = open.field;
                open.shape = (open.shape + 1).min(3);
                self.next = Next::Value;
            }
        }
    }
}
