//! What the open plan is compared with, as the address names it.

use crate::{
    app::{Address, Of, View},
    plan::Id,
};

/// What the open plan is compared with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Against {
    /// A plan of the shelf.
    Published(Id),
    /// A draft on this device.
    Draft(String),
    /// A version of the open draft.
    Version(u64),
}

impl Against {
    /// Reads it from the address: a plan's id, `draft:ID`, `version:N`.
    pub fn parse(text: &str) -> Option<Against> {
        match text.split_once(':') {
            None => Id::parse(text).map(Against::Published),
            Some(("draft", id)) if !id.is_empty() => Some(Against::Draft(id.to_owned())),
            Some(("version", seq)) => seq.parse().ok().map(Against::Version),
            Some(_) => None,
        }
    }

    /// As the address names it.
    pub fn key(&self) -> String {
        match self {
            Against::Published(id) => id.to_string(),
            Against::Draft(id) => format!("draft:{id}"),
            Against::Version(seq) => format!("version:{seq}"),
        }
    }

    /// Whose plan it is, if that can be opened by itself: a version can't.
    pub fn of(&self) -> Option<Of> {
        match self {
            Against::Published(id) => Some(Of::Published(id.clone())),
            Against::Draft(id) => Some(Of::Draft(id.clone())),
            Against::Version(_) => None,
        }
    }

    /// The page of an item of it.
    pub fn item_href(&self, id: &Id) -> Option<String> {
        Some(Address::view(self.of()?, View::Overview).to_item(id).href())
    }

    /// The same comparison from the other side, if both plans can be opened by their addresses.
    pub fn swapped(&self, open: &Of) -> Option<Address> {
        let own = match open {
            Of::Published(id) => Against::Published(id.clone()),
            Of::Draft(id) => Against::Draft(id.clone()),
            Of::Shared(_) | Of::Nothing => return None,
        };
        Some(Address::view(self.of()?, View::Compare).set("with", &own.key()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_address_names_comes_back_as_it_went() {
        for text in ["coventry-2014", "draft:k3f9", "version:17"] {
            assert_eq!(Against::parse(text).unwrap().key(), text);
        }
        for text in ["", "draft:", "version:x", "other:1", "2014"] {
            assert_eq!(Against::parse(text), None, "{text}");
        }
    }

    #[test]
    fn sides_are_exchanged_where_both_have_an_address() {
        let open = Of::Draft("k3f9".into());
        let swapped = Against::parse("coventry-2014")
            .unwrap()
            .swapped(&open)
            .unwrap();
        assert_eq!(
            swapped.href(),
            "?plan=coventry-2014&view=compare&with=draft%3Ak3f9"
        );
        assert_eq!(Against::Version(1).swapped(&open), None);
        assert_eq!(
            Against::Draft("a".into()).swapped(&Of::Shared("x".into())),
            None
        );
    }
}
