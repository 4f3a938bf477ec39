//! What is asked on the search page, as the address has it.

use crate::{
    app::{Address, Of},
    plan::{Id, Kind},
};

/// How many hits of one plan are shown, and how many more each time.
pub const SOME: usize = 60;
/// How many are shown of each plan where several are searched.
pub const A_FEW: usize = 10;
/// The value of `in` for the open plan alone.
pub const THIS: &str = "this";

/// A question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Question {
    /// The words looked for.
    pub words: String,
    /// The kind of record.
    pub kind: Option<Kind>,
    /// The plans.
    pub within: Within,
    /// How many hits of the first plan are shown.
    pub show: usize,
}

/// Which plans are searched.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Within {
    /// All.
    #[default]
    All,
    /// The open one.
    This,
    /// One of the shelf.
    One(Id),
}

impl Question {
    /// What an address asks.
    pub fn of(address: &Address) -> Question {
        let setting = |name| address.get(name).unwrap_or_default();
        let within = match setting("in") {
            "" => Within::All,
            THIS => Within::This,
            id => Id::parse(id).map_or(Within::All, Within::One),
        };
        let open = match &address.of {
            Of::Published(id) => Some(id),
            _ => None,
        };
        Question {
            words: setting("q").trim().to_owned(),
            kind: Kind::from_key(setting("kind")),
            within: match within {
                // Without an open plan there is no 'this', and the open one has no other name.
                Within::This if address.of == Of::Nothing => Within::All,
                Within::One(id) if Some(&id) == open => Within::This,
                within => within,
            },
            show: setting("show").parse().unwrap_or(SOME).clamp(SOME, 6000),
        }
    }

    /// Whether the open plan is searched.
    pub fn asks_this(&self) -> bool {
        !matches!(self.within, Within::One(_))
    }

    /// Whether a plan of the shelf is searched.
    pub fn asks(&self, id: &Id) -> bool {
        match &self.within {
            Within::All => true,
            Within::This => false,
            Within::One(one) => one == id,
        }
    }

    /// How many hits of a plan of the shelf are shown.
    pub fn of_another(&self) -> usize {
        match self.within {
            Within::One(_) => self.show,
            _ => A_FEW,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(query: &str) -> Question {
        Question::of(&Address::parse(query, ""))
    }

    #[test]
    fn the_address_says_what_is_asked() {
        let asked = question("?plan=a&view=search&q=+carers+&kind=actions&in=b&show=120");
        assert_eq!(asked.words, "carers");
        assert_eq!(asked.kind, Some(Kind::Action));
        assert_eq!((asked.show, asked.of_another()), (120, 120));
        assert!(!asked.asks_this() && asked.asks(&Id::slug("b")) && !asked.asks(&Id::slug("c")));
    }

    #[test]
    fn what_names_nothing_narrows_nothing() {
        let asked = question("?view=search&q=x&kind=nope&in=this&show=-3");
        assert_eq!(
            (asked.kind, asked.within, asked.show),
            (None, Within::All, SOME)
        );
        assert_eq!(question("?plan=a&view=search&in=a").within, Within::This);
    }
}
