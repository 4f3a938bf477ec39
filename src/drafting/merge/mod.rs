//! Two drafts of one plan made into one: what only one side changed is taken, what both changed
//! differently is a conflict that a person decides, and the result is one command on mine that can be
//! undone.
//!
//! A merge is read against the version that both sides began from. Where none is known, nothing is
//! invented: [`Merge::two_way`] makes every difference a choice.
//!
//! - A record or part is the same by its id; a figure of a measure by its kind and period, an amount by
//!   its column; a link by what it leads to. Lists are merged element by element, and so are their
//!   orders. A list whose elements can't be told apart is one value.
//! - Deleted on one side and changed on the other is a conflict, as is the same id added by both with
//!   other content.
//! - As long as a conflict is open, mine is kept.
//! - What both add behind the same neighbour is put in the order of ids; see [`order`].
//! - An id stands in one place. Where both put one thing into different places that is a conflict. A part
//!   that one side moved stays where it was if the place it was moved to isn't in the result, or if the
//!   choices keep it where it was.

mod choice;
mod doubles;
mod keys;
mod links;
mod order;
mod pairing;
mod placed;
mod records;
mod steps;
#[cfg(test)]
mod tests;
mod told;
mod walk;
mod words;

pub use choice::{Choices, Issue, RecordKey, Side};
pub use links::LostLink;
pub use told::{Conflict, Taken, Version, Whose};
pub use walk::Clash;
pub(super) use words::{label as field_label, one_of as one_of_list};

use super::{ChangeError, Command, apply_all};
use crate::plan::Plan;
use placed::Placed;
use records::{Touched, Versions};

/// Two drafts held against each other, and what there is to decide.
#[derive(Debug)]
pub struct Merge {
    versions: Versions,
    touched: Vec<Touched>,
    placed: Placed,
    /// What only theirs changed, in the plan's order.
    takes: Vec<(RecordKey, walk::Met)>,
    /// What a person must decide, in the plan's order.
    pub conflicts: Vec<Conflict>,
    /// How many changes both sides made alike.
    pub alike: usize,
}

/// A merge carried out with the choices made.
#[derive(Clone, Debug, PartialEq)]
pub struct Merged {
    /// What turns mine into the merged plan, in one step.
    pub command: Command,
    /// The merged plan.
    pub plan: Plan,
    /// How many changes come from theirs.
    pub changes: usize,
    /// Links of the merged plan that lead to what one side deleted.
    pub lost_links: Vec<LostLink>,
}

impl Merge {
    /// Two drafts that began from `base`.
    pub fn new(base: &Plan, mine: &Plan, theirs: &Plan) -> Merge {
        Merge::of(Versions {
            base: Some(base.clone()),
            mine: mine.clone(),
            theirs: theirs.clone(),
        })
    }

    /// Two drafts of which no common version is known: every difference is a choice, and mine is kept
    /// until it is made.
    pub fn two_way(mine: &Plan, theirs: &Plan) -> Merge {
        Merge::of(Versions {
            base: None,
            mine: mine.clone(),
            theirs: theirs.clone(),
        })
    }

    fn of(versions: Versions) -> Merge {
        let touched = versions.touched();
        let placed = Placed::of_touched(&touched);
        let pass = versions.pass(&touched, &placed, &Choices::none());
        let (clashes, takes) = pass
            .met
            .into_iter()
            .partition(|(_, met)| met.clash.is_some());
        let conflicts = told::conflicts(&versions, &touched, clashes);
        Merge {
            versions,
            touched,
            placed,
            takes,
            conflicts,
            alike: pass.alike,
        }
    }

    /// Whether the two sides were read against a common version.
    pub fn is_three_way(&self) -> bool {
        self.versions.base.is_some()
    }

    /// How many changes only theirs has.
    pub fn takes(&self) -> usize {
        self.takes.len()
    }

    /// What only theirs changed, in the plan's order and in words: these are found when they are asked for, since there
    /// can be thousands and few are read.
    pub fn taken(&self) -> Vec<Taken> {
        told::taken(&self.versions, &self.touched, &self.takes)
    }

    /// The conflicts for which nothing is chosen yet.
    pub fn open<'a>(&'a self, choices: &'a Choices) -> impl Iterator<Item = &'a Conflict> {
        self.conflicts
            .iter()
            .filter(|c| choices.of(&c.record.key, &c.issue).is_none())
    }

    /// The merged plan and the command that makes it of mine. `from` says in the command's name where
    /// theirs came from: 'Merged 12 changes from Ann’s copy'.
    ///
    /// # Errors
    /// If a change can't be made in mine, which then is no plan that reading gives.
    pub fn resolve(&self, choices: &Choices, from: &str) -> Result<Merged, ChangeError> {
        let pass = self.versions.pass(&self.touched, &self.placed, choices);
        let changes = steps::steps(&self.versions.mine, &self.touched, &pass);
        let mut plan = self.versions.mine.clone();
        apply_all(&mut plan, &changes)?;
        let chosen = |c: &&Conflict| choices.of(&c.record.key, &c.issue) == Some(Side::Theirs);
        let count = self.takes.len() + self.conflicts.iter().filter(chosen).count();
        let lost_links = links::lost(&self.versions, &self.touched, &pass.records, &plan);
        Ok(Merged {
            command: Command {
                name: name(count, from),
                changes,
            },
            plan,
            changes: count,
            lost_links,
        })
    }
}

fn name(changes: usize, from: &str) -> String {
    match changes {
        0 => format!("Merged no changes from {from}"),
        1 => format!("Merged 1 change from {from}"),
        more => format!("Merged {more} changes from {from}"),
    }
}
