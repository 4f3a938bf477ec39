//! What stands inside a record with an id of its own, and what every record and part carries in the
//! same way.

use super::{Cell, Id, Reason, Ref, Relation};

/// A record inside a record, with an id of its own: a milestone of an action, a mitigation of a
/// risk. `list` names the field it stands in and `within` the part that holds it, if any.
#[derive(Clone, Copy, Debug)]
pub struct Part<'a> {
    /// Its id.
    pub id: &'a Id,
    /// What it is, in one word: 'milestone'.
    pub noun: &'static str,
    /// The field of the holder it stands in.
    pub list: &'static str,
    /// The part it stands in, when it isn't directly in the record.
    pub within: Option<&'a Id>,
    /// What a list calls it.
    pub title: &'a str,
    /// The part of the same record it belongs to, and how.
    pub belongs: Option<(Relation, &'a Ref)>,
    /// Where it came from, and what else is printed with it.
    pub about: Provenance<'a>,
}

/// What every record and part carries in the same way.
pub(in crate::plan) trait Entry {
    /// Its permanent id.
    fn id(&self) -> &Id;
    /// Where it came from, and what else is printed with it.
    fn provenance(&self) -> Provenance<'_>;
}

impl<'a> Part<'a> {
    /// A part that stands in `list`.
    pub(in crate::plan) fn new(
        entry: &'a dyn Entry,
        noun: &'static str,
        list: &'static str,
        title: &'a str,
    ) -> Part<'a> {
        Part {
            id: entry.id(),
            noun,
            list,
            within: None,
            title,
            belongs: None,
            about: entry.provenance(),
        }
    }

    /// Every reference of it, with what it means.
    pub fn links(self) -> impl Iterator<Item = (Relation, &'a Ref)> {
        self.belongs.into_iter().chain(self.about.links())
    }
}

/// Where a record or part came from, what else is printed with it and what we added to it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Provenance<'a> {
    /// The same thing printed in another place.
    pub same_as: &'a [Ref],
    /// What it is about.
    pub about: &'a [Ref],
    /// The printed table it stands in.
    pub table: Option<&'a Ref>,
    /// What else its row or entry prints.
    pub cells: &'a [Cell],
    /// Why it isn't as it was in the plan that this one follows.
    pub reasons: &'a [Reason],
    /// The page or section of the document.
    pub source: &'a str,
    /// Our remark on it.
    pub note: &'a str,
    /// Names of the fields we concluded and the document doesn't say.
    pub inferred: &'a [String],
}

impl<'a> Provenance<'a> {
    /// Every reference of it, with what it means.
    pub fn links(self) -> impl Iterator<Item = (Relation, &'a Ref)> {
        let all = |relation, refs: &'a [Ref]| refs.iter().map(move |to| (relation, to));
        all(Relation::About, self.about)
            .chain(self.table.map(|to| (Relation::InTable, to)))
            .chain(all(Relation::SameAs, self.same_as))
    }
}
