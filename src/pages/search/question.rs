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

/// What stands before a draft's id in `in`.
const DRAFT: &str = "draft:";

/// The plan that `in` names: a plan's id, or `draft:ID`.
fn named(key: &str) -> Option<Of> {
    match key.strip_prefix(DRAFT) {
        Some("") => None,
        Some(draft) => Some(Of::Draft(draft.to_owned())),
        None => Id::parse(key).map(Of::Published),
    }
}

/// A plan as `in` names it.
pub fn key(of: &Of) -> String {
    match of {
        Of::Published(id) => id.to_string(),
        Of::Draft(draft) => format!("{DRAFT}{draft}"),
        Of::Shared(_) | Of::Nothing => THIS.to_owned(),
    }
}

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
    /// One of the shelf, or a draft of this device.
    One(Of),
}

impl Question {
    /// What an address asks.
    pub fn of(address: &Address) -> Question {
        let setting = |name| address.get(name).unwrap_or_default();
        let within = match setting("in") {
            "" => Within::All,
            THIS => Within::This,
            key => named(key).map_or(Within::All, Within::One),
        };
        Question {
            words: setting("q").trim().to_owned(),
            kind: Kind::from_key(setting("kind")),
            within: match within {
                // Without an open plan there is no 'this', and the open one has no other name.
                Within::This if address.of == Of::Nothing => Within::All,
                Within::One(of) if of == address.of => Within::This,
                within => within,
            },
            show: setting("show").parse().unwrap_or(SOME).clamp(SOME, 6000),
        }
    }

    /// Whether the open plan is searched.
    pub fn asks_this(&self) -> bool {
        !matches!(self.within, Within::One(_))
    }

    /// Whether a plan beside the open one is searched.
    pub fn asks(&self, of: &Of) -> bool {
        match &self.within {
            Within::All => true,
            Within::This => false,
            Within::One(one) => one == of,
        }
    }

    /// How many hits of a plan beside the open one are shown.
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
        let published = |id: &str| Of::Published(Id::slug(id));
        assert!(!asked.asks_this());
        assert!(asked.asks(&published("b")) && !asked.asks(&published("c")));
        let draft = Of::Draft("k3f9".to_owned());
        let of_draft = question(&format!("?plan=a&view=search&q=x&in={}", key(&draft)));
        assert!(of_draft.asks(&draft) && !of_draft.asks(&published("b")));
        assert_eq!(question("?view=search&q=x&in=draft:").within, Within::All);
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
