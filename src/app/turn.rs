//! Work that takes a while, of which only what was begun last counts: an earlier piece that ends later changes nothing any
//! more, and neither does one whose page was left.

use leptos::prelude::*;

/// Whose turn it is.
#[derive(Clone, Copy, Debug)]
pub struct Turn(StoredValue<u32>);

/// A piece of work.
#[derive(Clone, Copy, Debug)]
pub struct Mine {
    turn: Turn,
    number: u32,
}

impl Turn {
    /// Nobody's yet; it ends with the component that makes it.
    pub fn nobodys() -> Turn {
        Turn(StoredValue::new(0))
    }

    /// Begins a piece of work, and ends the turn of any before it.
    pub fn begin(self) -> Mine {
        let number = self.0.try_get_value().unwrap_or_default().wrapping_add(1);
        self.0.try_set_value(number);
        Mine { turn: self, number }
    }
}

impl Mine {
    /// Whether nothing was begun since, and the page is still there.
    pub fn is_last(self) -> bool {
        self.turn.0.try_get_value() == Some(self.number)
    }
}
