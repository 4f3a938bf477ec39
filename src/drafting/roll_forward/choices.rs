//! What is chosen for next year's draft.

use std::collections::HashMap;

use crate::plan::{Id, Period};

/// What becomes of an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum ActionFate {
    /// It goes on.
    #[default]
    Carry,
    /// It is done: it becomes an achievement.
    Complete,
    /// It is given up.
    Drop,
    /// It becomes several, in these words. The first keeps its id, its steps and its milestones.
    Split(Vec<String>),
    /// It becomes a part of another action, with its steps and milestones.
    MergeWith(Id),
}

/// What becomes of the dates of what isn't done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Dates {
    /// They stay.
    #[default]
    Keep,
    /// They move on by a year; what they were is remembered.
    MoveAYear,
}

/// What becomes of targets, where none is set for the new period yet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Targets {
    /// There is a place for one, without a figure.
    #[default]
    Blank,
    /// The last target is carried into the new period.
    Carry,
}

/// The choice for one action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ActionChoice {
    /// What becomes of it.
    pub fate: ActionFate,
    /// What becomes of its dates; `None` follows the choice for all.
    pub dates: Option<Dates>,
    /// Why, if that is said.
    pub reason: String,
}

/// All that is chosen. As it begins, everything is carried as it is, outturns become baselines and
/// targets are blank.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choices {
    /// The title of the new plan; blank for the usual one.
    pub title: String,
    /// The period of the new plan; `None` for the usual one.
    pub period: Option<Period>,
    /// What is chosen for single actions.
    pub actions: HashMap<Id, ActionChoice>,
    /// What becomes of dates where nothing else is chosen, of projects and risks as well.
    pub dates: Dates,
    /// Why dates move, if that is said.
    pub dates_reason: String,
    /// Whether the last outturn of a measure becomes its baseline.
    pub outturn_to_baseline: bool,
    /// What becomes of targets.
    pub targets: Targets,
    /// Why targets are carried, if that is said.
    pub targets_reason: String,
}

impl Default for Choices {
    fn default() -> Self {
        Choices {
            title: String::new(),
            period: None,
            actions: HashMap::new(),
            dates: Dates::default(),
            dates_reason: String::new(),
            outturn_to_baseline: true,
            targets: Targets::default(),
            targets_reason: String::new(),
        }
    }
}

impl Choices {
    /// The choice for an action.
    pub fn of(&self, action: &Id) -> ActionChoice {
        self.actions.get(action).cloned().unwrap_or_default()
    }

    /// What becomes of an action's dates, and why.
    pub(super) fn dates_of(&self, action: &Id) -> (Dates, String) {
        let own = self.of(action);
        let why = match own.reason.as_str() {
            "" => self.dates_reason.clone(),
            why => why.to_owned(),
        };
        (own.dates.unwrap_or(self.dates), why)
    }
}
