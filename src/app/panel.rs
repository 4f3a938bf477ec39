//! What opens and closes on a page: a chart's table, the rest of a list, filters on a phone. Which are
//! open is in the address, so that they come back after a reload, back and forward, and in a copied link.

use leptos::prelude::*;

use super::location::{Location, use_location};
use crate::plan::Id;

/// One panel of a page.
#[derive(Clone, Copy)]
pub struct Panel {
    key: StoredValue<String>,
    open: Memo<bool>,
    location: Location,
}

impl Panel {
    /// The panel that is called so on its page; only letters and digits of the name count.
    pub fn named(name: &str) -> Panel {
        let key = Id::slug(name).to_string();
        let location = use_location();
        Panel {
            key: StoredValue::new(key.clone()),
            open: location.part(move |address| address.is_open(&key)),
            location,
        }
    }

    /// Whether it is open, followed.
    pub fn is_open(self) -> bool {
        self.open.get()
    }

    /// Opens or closes it.
    pub fn set(self, open: bool) {
        if self.open.get_untracked() != open {
            let to = self.location.get_untracked();
            let to = self.key.with_value(|key| to.opened(key, open));
            self.location.replace(to);
        }
    }

    /// Closes it if it is open, else opens it.
    pub fn toggle(self) {
        self.set(!self.open.get_untracked());
    }
}
