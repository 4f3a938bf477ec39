//! How rows speak of other items: in few words, with links, and as choices of a filter.

use super::{Cell, SortKey, Tag, short};
use crate::{
    insight::{Fact, Index},
    plan::{Id, Kind, Plan, Ref},
};

/// The most characters a choice of a filter has.
pub(super) const CHOICE: usize = 60;

/// The most characters the name of another item has in a cell.
const MENTION: usize = 60;

/// What the makers of rows work with.
#[derive(Clone, Copy)]
pub(in crate::insight) struct Desk<'a> {
    pub plan: &'a Plan,
    pub index: &'a Index,
}

impl Desk<'_> {
    /// What another item is called where there is little room: its reference, else its first words.
    fn mention(&self, id: &Id) -> String {
        let record = self.index.record(self.plan, id);
        match record.as_deref().map(|r| r.reference()) {
            Some(reference) if !reference.is_empty() => reference.to_owned(),
            _ => short(&self.index.title(self.plan, id), MENTION),
        }
    }

    /// Links to other items, in few words; each once.
    pub fn mentions<'r>(&self, refs: impl Iterator<Item = &'r Ref>) -> Option<Fact> {
        let mut items: Vec<(Id, String)> = Vec::new();
        for r in refs {
            if !items.iter().any(|(id, _)| *id == r.to) {
                items.push((r.to.clone(), self.mention(&r.to)));
            }
        }
        (!items.is_empty()).then_some(Fact::Items(items))
    }

    /// Tags for other items; one that says so if there are none.
    pub fn tags<'r>(
        &self,
        filter: &'static str,
        refs: impl Iterator<Item = &'r Ref>,
        nobody: &str,
        tags: &mut Vec<Tag>,
    ) {
        let before = tags.len();
        for r in refs {
            let twice = tags
                .iter()
                .any(|t| t.filter == filter && *t.value == *r.to.as_str());
            if twice {
                continue;
            }
            let title = self.index.title(self.plan, &r.to);
            let record = self.index.record(self.plan, &r.to);
            let label = match record.as_deref().map(|r| r.reference()) {
                Some(reference) if !reference.is_empty() => format!("{reference}: {title}"),
                _ => title,
            };
            let place = self.index.place(&r.to);
            tags.push(Tag {
                filter,
                value: r.to.as_str().into(),
                label: short(&label, CHOICE).into(),
                rank: place.map_or(usize::MAX - 1, |p| kind_rank(p.kind) + p.at),
            });
        }
        if tags.len() == before {
            tags.push(Tag {
                filter,
                value: "none".into(),
                label: nobody.into(),
                rank: usize::MAX,
            });
        }
    }

    /// The kinds of what these refer to, for the name of a filter.
    pub fn aims<'r>(&self, refs: impl Iterator<Item = &'r Ref>) -> &'static str {
        let (mut outcomes, mut others) = (false, false);
        for r in refs {
            match self.index.place(&r.to).map(|p| p.kind) {
                Some(Kind::Outcome) => outcomes = true,
                _ => others = true,
            }
        }
        match (outcomes, others) {
            (true, true) => "Priority or outcome",
            (true, false) => "Outcome",
            _ => "Priority",
        }
    }
}

/// A cell of links, sorted by the first.
pub(super) fn named(items: Option<Fact>) -> Cell {
    let key = match &items {
        Some(Fact::Items(items)) => items.first().map(|(_, name)| SortKey::text(name)),
        _ => None,
    };
    Cell::of(items, key.unwrap_or_default())
}

/// Puts kinds one after another, each with room for all its records.
fn kind_rank(kind: Kind) -> usize {
    let at = Kind::ALL.iter().position(|k| *k == kind);
    at.unwrap_or(0) * 100_000
}
