//! Why a plan says something else than the plan it follows.

use super::shapes::shape;

shape! {
    /// Why something isn't as it was in the plan that this one follows.
    pub struct Reason {
        /// What changed, as its page calls it: 'Ends', 'Target 2012/13'.
        pub what: String,
        /// What stood there, as people write it.
        pub before: String,
        /// Why it was changed.
        pub why: String,
    }
}

impl Reason {
    /// What stood there and why it was changed, in one line.
    pub fn told(&self) -> String {
        match (self.before.as_str(), self.why.as_str()) {
            ("", why) => why.to_owned(),
            (before, "") => format!("was {before}"),
            (before, why) => format!("was {before}: {why}"),
        }
    }
}
