//! What a person chooses where two drafts differ: for a field, for a whole record, or for all.

use std::collections::HashMap;

use crate::plan::{Id, Kind};

/// One of the two drafts that are merged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Side {
    /// The draft that is open here.
    Mine,
    /// The draft that came in.
    Theirs,
}

impl Side {
    /// The other one.
    pub fn other(self) -> Side {
        match self {
            Side::Mine => Side::Theirs,
            Side::Theirs => Side::Mine,
        }
    }
}

/// What a conflict is about: the same text whichever side is called mine.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Issue(pub(super) String);

/// The record a change is in, by kind and id; `None` is the plan's own details, or the order of
/// one of its lists.
pub type RecordKey = Option<(Kind, Id)>;

/// The choices made so far. The narrower one counts: a field's before its record's before the one for
/// all. Where nothing is chosen, mine is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    all: Option<Side>,
    records: HashMap<RecordKey, Side>,
    issues: HashMap<Issue, Side>,
}

impl Choices {
    /// No choice made.
    pub fn none() -> Choices {
        Choices::default()
    }

    /// One side for every conflict.
    pub fn all(side: Side) -> Choices {
        Choices {
            all: Some(side),
            ..Choices::default()
        }
    }

    /// Chooses for one conflict.
    pub fn choose(&mut self, issue: &Issue, side: Side) {
        self.issues.insert(issue.clone(), side);
    }

    /// Chooses for all of a record, over what was chosen for its fields before.
    pub fn choose_record<'a>(
        &mut self,
        record: &RecordKey,
        its_issues: impl IntoIterator<Item = &'a Issue>,
        side: Side,
    ) {
        for issue in its_issues {
            self.issues.remove(issue);
        }
        self.records.insert(record.clone(), side);
    }

    /// What is chosen for a conflict; `None` as long as it is open.
    pub fn of(&self, record: &RecordKey, issue: &Issue) -> Option<Side> {
        let field = self.issues.get(issue).copied();
        field
            .or_else(|| self.records.get(record).copied())
            .or(self.all)
    }
}
