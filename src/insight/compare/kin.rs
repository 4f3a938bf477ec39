//! What two plans are to each other: editions of one plan, or plans of their own.

use crate::plan::{Front, Plan};

/// One of the two plans compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The plan that is open.
    Open,
    /// The one beside it.
    Other,
}

impl Side {
    /// The other one.
    pub fn across(self) -> Side {
        match self {
            Side::Open => Side::Other,
            Side::Other => Side::Open,
        }
    }
}

/// What two plans are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kin {
    /// One is a draft, a version or a later edition of the other: their ids mean the same, and what
    /// differs has changed.
    Editions {
        /// Which of them came after the other.
        later: Side,
    },
    /// Each was written by itself; `one_council` if by the same organisation.
    Apart {
        /// The same organisation wrote both, so their references may mean the same.
        one_council: bool,
    },
}

/// What the open plan and another are to each other, by what they say of themselves.
pub fn kin(open: &Plan, other: &Plan) -> Kin {
    let (open, other) = (&*open.front, &*other.front);
    let named = open.id.is_some() && open.id == other.id;
    let (after, before) = (follows(open, other), follows(other, open));
    if named || after || before || open == other {
        let later = match before && !after {
            true => Side::Other,
            false => Side::Open,
        };
        return Kin::Editions { later };
    }
    Kin::Apart {
        one_council: !open.organisation.is_empty() && open.organisation == other.organisation,
    }
}

/// Whether a plan says that it follows another.
fn follows(plan: &Front, other: &Front) -> bool {
    let followed = plan.supersedes.as_ref().and_then(|s| s.id.as_ref());
    followed.is_some() && followed == other.id.as_ref()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn of(a: Value, b: Value) -> Kin {
        let plan = |front| Plan::from_json(front).unwrap();
        kin(&plan(a), &plan(b))
    }

    #[test]
    fn a_draft_comes_after_the_plan_it_began_as() {
        let published = json!({"id": "p", "title": "P"});
        let draft = json!({"id": "p", "title": "P", "supersedes": {"id": "p", "hash": "x"}});
        let editions = |later| Kin::Editions { later };
        assert_eq!(of(draft.clone(), published.clone()), editions(Side::Open));
        assert_eq!(of(published.clone(), draft.clone()), editions(Side::Other));
        assert_eq!(of(draft.clone(), draft), editions(Side::Open));
        let next = json!({"id": "q", "supersedes": {"id": "p", "hash": "x"}});
        assert_eq!(of(published, next), editions(Side::Other));
    }

    #[test]
    fn plans_that_know_nothing_of_each_other_are_apart() {
        let of = |a: &str, b: &str| {
            of(
                json!({"id": "a", "organisation": a}),
                json!({"id": "b", "organisation": b}),
            )
        };
        assert_eq!(of("A", "B"), Kin::Apart { one_council: false });
        assert_eq!(of("A", "A"), Kin::Apart { one_council: true });
        assert_eq!(of("", ""), Kin::Apart { one_council: false });
    }
}
