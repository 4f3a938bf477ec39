//! A plan being written: the plan, what was done to it and what was undone. Every step is an
//! [`Entry`], and replaying the entries on the same start gives the same draft.

use serde::{Deserialize, Serialize};

use super::{
    change::{Change, ChangeError, apply_all},
    describe::describe,
};
use crate::plan::{Plan, tidied};

/// How many steps can be undone.
pub const REMEMBERED: usize = 500;

/// Something an officer did: one or more changes that belong together, under one name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Command {
    /// What it did, in plain English.
    #[serde(deserialize_with = "tidied")]
    pub name: String,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

impl Command {
    /// A command of one change, named by what it does to `plan`.
    pub fn one(plan: &Plan, change: Change) -> Command {
        Command {
            name: describe(plan, &change),
            changes: vec![change],
        }
    }
}

/// One step of a draft, as the journal keeps it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub enum Entry {
    /// A command was carried out.
    Did {
        /// The command.
        command: Command,
        /// It goes on with the step before it, as each letter typed in one field does: undoing
        /// takes both back at once.
        #[serde(default)]
        continues: bool,
    },
    /// The last step was undone.
    Undid,
    /// The last undone step was done again.
    Redid,
}

impl Entry {
    /// Whether it goes on with what another typed in the same field.
    fn goes_on(&self, before: &Entry) -> bool {
        let set = |entry: &Entry| match entry {
            Entry::Did { command, .. } => match command.changes.as_slice() {
                [Change::Set { at, .. }] => Some(at.clone()),
                _ => None,
            },
            _ => None,
        };
        let continues = matches!(
            self,
            Entry::Did {
                continues: true,
                ..
            }
        );
        continues && set(before).is_some_and(|at| set(self) == Some(at))
    }
}

/// A step that can be undone, or done again.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Done {
    command: Command,
    inverse: Vec<Change>,
}

/// A plan being written, with its steps. `past` and `future` hold changes, never plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    plan: Plan,
    past: Vec<Done>,
    future: Vec<Done>,
}

/// The steps of a draft as a checkpoint keeps them beside the plan.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
struct Steps {
    past: Vec<Done>,
    future: Vec<Done>,
}

impl Draft {
    /// A draft with nothing done to it yet.
    pub fn new(plan: Plan) -> Draft {
        Draft {
            plan,
            ..Draft::default()
        }
    }

    /// A draft from a checkpoint: its plan, and the text of [`Draft::steps_json`]. Steps that can't
    /// be read are forgotten; the plan is not.
    pub fn from_checkpoint(plan: Plan, steps_json: &str) -> Draft {
        let steps: Steps = serde_json::from_str(steps_json)
            .and_then(|value: serde_json::Value| Steps::deserialize(value))
            .unwrap_or_default();
        let Steps { past, future } = steps;
        if past.len() > REMEMBERED || future.len() > REMEMBERED {
            return Draft::new(plan);
        }
        Draft { plan, past, future }
    }

    /// The steps that can be undone and done again, as JSON text.
    pub fn steps_json(&self) -> String {
        let steps = Steps {
            past: self.past.clone(),
            future: self.future.clone(),
        };
        serde_json::to_string(&steps).unwrap_or_default()
    }

    /// The plan as it is now.
    pub fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Carries out a command and gives back the entry to journal. `continues` joins it to the step
    /// before, if that changed the same field.
    ///
    /// # Errors
    /// If a change can't be made; nothing has then changed.
    pub fn perform(&mut self, command: Command, continues: bool) -> Result<Entry, ChangeError> {
        let inverse = apply_all(&mut self.plan, &command.changes)?;
        self.future.clear();
        let joint = match self.past.last() {
            Some(last) if continues => joined(last, &command),
            _ => None,
        };
        let entry = Entry::Did {
            command: command.clone(),
            continues: joint.is_some(),
        };
        match (self.past.last_mut(), joint) {
            (Some(last), Some(joint)) => last.command = joint,
            _ => {
                self.past.push(Done { command, inverse });
                if self.past.len() > REMEMBERED {
                    self.past.remove(0);
                }
            }
        }
        Ok(entry)
    }

    /// Takes the last step back; gives its name and the entry to journal. `None` if there is
    /// nothing to undo.
    ///
    /// # Errors
    /// If the step can't be taken back; nothing has then changed.
    pub fn undo(&mut self) -> Result<Option<(String, Entry)>, ChangeError> {
        let Some(done) = self.past.last() else {
            return Ok(None);
        };
        apply_all(&mut self.plan, &done.inverse)?;
        let name = done.command.name.clone();
        self.future.extend(self.past.pop());
        Ok(Some((name, Entry::Undid)))
    }

    /// Does the last undone step again; gives its name and the entry to journal.
    ///
    /// # Errors
    /// If the step can't be done again; nothing has then changed.
    pub fn redo(&mut self) -> Result<Option<(String, Entry)>, ChangeError> {
        let Some(undone) = self.future.last() else {
            return Ok(None);
        };
        let inverse = apply_all(&mut self.plan, &undone.command.changes)?;
        let command = undone.command.clone();
        let name = command.name.clone();
        self.future.pop();
        self.past.push(Done { command, inverse });
        Ok(Some((name, Entry::Redid)))
    }

    /// Takes an entry of the journal up again.
    ///
    /// # Errors
    /// If the entry doesn't fit this draft, or takes back a step that is forgotten; nothing has then changed.
    pub fn replay(&mut self, entry: Entry) -> Result<(), ChangeError> {
        match entry {
            Entry::Did { command, continues } => self.perform(command, continues).map(drop),
            Entry::Undid => known(self.undo()?),
            Entry::Redid => known(self.redo()?),
        }
    }

    /// Takes the entries of a journal up again, in order. Of letters typed in one field the last has all of them: the
    /// others are carried out only where it doesn't fit.
    ///
    /// # Errors
    /// The place of the first entry that doesn't fit, and why; those before it are then taken up.
    pub fn replay_all(
        &mut self,
        entries: impl IntoIterator<Item = Entry>,
    ) -> Result<(), (usize, ChangeError)> {
        let mut run: Vec<(usize, Entry)> = Vec::new();
        for (at, entry) in entries.into_iter().enumerate() {
            let goes_on = run.last().is_some_and(|(_, last)| entry.goes_on(last));
            if !goes_on {
                self.replay_run(std::mem::take(&mut run))?;
            }
            run.push((at, entry));
        }
        self.replay_run(run)
    }

    /// Entries that each go on with the one before.
    fn replay_run(&mut self, run: Vec<(usize, Entry)>) -> Result<(), (usize, ChangeError)> {
        if let [
            (_, Entry::Did { continues, .. }),
            ..,
            (_, Entry::Did { command, .. }),
        ] = run.as_slice()
        {
            let whole = Entry::Did {
                command: command.clone(),
                continues: *continues,
            };
            if self.replay(whole).is_ok() {
                return Ok(());
            }
        }
        run.into_iter()
            .try_for_each(|(at, entry)| self.replay(entry).map_err(|why| (at, why)))
    }

    /// The name of the step that undo would take back.
    pub fn undoes(&self) -> Option<&str> {
        self.past.last().map(|done| done.command.name.as_str())
    }

    /// The name of the step that redo would do again.
    pub fn redoes(&self) -> Option<&str> {
        self.future.last().map(|done| done.command.name.as_str())
    }
}

fn known(step: Option<(String, Entry)>) -> Result<(), ChangeError> {
    step.map(drop).ok_or(ChangeError::StepForgotten)
}

/// The last step and a command as one step, if the command goes on in the field that the last step set, or in the
/// element that it added. What undoes the last step undoes both.
fn joined(last: &Done, command: &Command) -> Option<Command> {
    let [Change::Set { at: now, .. }] = command.changes.as_slice() else {
        return None;
    };
    match (last.command.changes.as_slice(), last.inverse.as_slice()) {
        ([Change::Set { at, .. }], _) if at == now => Some(command.clone()),
        ([added @ Change::Add { .. }, rest @ ..], [Change::Take { at: element }])
            // A new record is a step of its own, whatever is written in it.
            if element.segments().len() > 2
                && now.is_in(element)
                && rest
                    .iter()
                    .all(|change| matches!(change, Change::Set { at, .. } if at == now)) =>
        {
            let changes = [added].into_iter().chain(&command.changes);
            Some(Command {
                name: last.command.name.clone(),
                changes: changes.cloned().collect(),
            })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        drafting::{Path, blank_plan},
        plan::{Id, Kind},
    };
    use serde_json::json;

    fn set(draft: &mut Draft, path: &str, to: serde_json::Value, continues: bool) -> Entry {
        let change = Change::Set {
            at: Path::parse(path).unwrap(),
            to,
        };
        let command = Command::one(draft.plan(), change);
        draft.perform(command, continues).unwrap()
    }

    fn add(draft: &mut Draft, kind: Kind, value: serde_json::Value) -> Entry {
        let change = Change::Add {
            list: Path::list(kind),
            place: usize::MAX,
            value,
        };
        let command = Command::one(draft.plan(), change);
        draft.perform(command, false).unwrap()
    }

    fn sample() -> Draft {
        let mut draft = Draft::new(blank_plan("A plan"));
        add(
            &mut draft,
            Kind::Action,
            json!({"id": "a1", "reference": "A1", "text": "Act"}),
        );
        draft
    }

    #[test]
    fn typing_in_one_field_is_one_step() {
        let mut draft = sample();
        for text in ["N", "Ne", "New"] {
            set(&mut draft, "actions/#a1/text", json!(text), true);
        }
        assert_eq!(draft.plan().actions[0].text.as_str(), "New");
        assert_eq!(draft.undoes(), Some("Changed the wording of A1 “Ne”"));
        draft.undo().unwrap();
        assert_eq!(draft.plan().actions[0].text.as_str(), "Act");
        draft.redo().unwrap();
        assert_eq!(draft.plan().actions[0].text.as_str(), "New");
    }

    #[test]
    fn typing_in_what_was_just_added_is_one_step_with_adding_it() {
        let mut draft = Draft::new(blank_plan("A plan"));
        add(&mut draft, Kind::Measure, json!({"id": "m1", "name": "M"}));
        let start = draft.clone();
        let list = Path::parse("measures/#m1/points").unwrap();
        let change = Change::Add {
            list,
            place: usize::MAX,
            value: json!({"period": "2026/27", "value": "3"}),
        };
        let command = Command::one(draft.plan(), change);
        let mut entries = vec![draft.perform(command, false).unwrap()];
        for text in ["38", "38.5"] {
            let at = "measures/#m1/points/0/value";
            entries.push(set(&mut draft, at, json!(text), true));
        }
        assert_eq!(draft.undoes(), Some("Added a figure to “M”"));
        let mut again = start.clone();
        for entry in entries {
            again.replay(entry).unwrap();
        }
        assert_eq!(again, draft);
        draft.undo().unwrap();
        assert_eq!(draft.plan(), start.plan());
        draft.redo().unwrap();
        assert_eq!(draft.plan(), again.plan());
        // Another field of it is another step.
        set(
            &mut draft,
            "measures/#m1/points/0/kind",
            json!("target"),
            true,
        );
        assert_eq!(draft.past.len(), 3);
    }

    #[test]
    fn replaying_the_entries_gives_the_same_draft() {
        let mut draft = sample();
        let start = draft.clone();
        let entries = vec![
            set(&mut draft, "title", json!("Another"), false),
            set(&mut draft, "title", json!("Another plan"), true),
            add(&mut draft, Kind::Action, json!({"id": "a2"})),
            draft.undo().unwrap().unwrap().1,
            draft.redo().unwrap().unwrap().1,
            set(&mut draft, "actions/#a2/start", json!("2012-08"), false),
        ];
        let mut again = start;
        for entry in entries {
            let text = serde_json::to_string(&entry).unwrap();
            again.replay(serde_json::from_str(&text).unwrap()).unwrap();
        }
        assert_eq!(again, draft);
    }

    #[test]
    fn what_was_typed_letter_by_letter_is_taken_up_at_once_and_nothing_of_it_lost() {
        let mut draft = sample();
        let start = draft.clone();
        let text = "actions/#a1/text";
        let mut entries: Vec<Entry> = ["N", "Ne", "New"]
            .map(|words| set(&mut draft, text, json!(words), true))
            .into();
        entries.push(set(&mut draft, "title", json!("B"), false));
        entries.push(draft.undo().unwrap().unwrap().1);
        entries.push(set(&mut draft, text, json!("Newer"), true));
        entries.push(set(&mut draft, text, json!("Newest"), true));
        let mut again = start.clone();
        assert_eq!(again.replay_all(entries.clone()), Ok(()));
        assert_eq!(again, draft);
        // The last letter doesn't fit: those before it still count.
        let at = Path::parse("actions/#a1/text").unwrap();
        let change = Change::Set { at, to: json!(7) };
        let command = Command::one(draft.plan(), change);
        entries.push(Entry::Did {
            command,
            continues: true,
        });
        let mut again = start;
        assert!(matches!(again.replay_all(entries), Err((7, _))));
        assert_eq!(again, draft);
    }

    #[test]
    fn parts_are_added_moved_and_taken_by_id() {
        let mut draft = sample();
        let list = Path::record(Kind::Action, &Id::parse("a1").unwrap()).field("milestones");
        for id in ["m1", "m2", "m3"] {
            let change = Change::Add {
                list: list.clone(),
                place: 99,
                value: json!({"id": id}),
            };
            let command = Command::one(draft.plan(), change);
            draft.perform(command, false).unwrap();
        }
        let before = draft.plan().clone();
        let shift = Change::Shift {
            at: list.clone().item(&Id::parse("m3").unwrap()),
            to: 0,
        };
        let take = Change::Take {
            at: list.item(&Id::parse("m1").unwrap()),
        };
        let command = Command {
            name: "Both".into(),
            changes: vec![shift, take],
        };
        draft.perform(command, false).unwrap();
        let ids: Vec<_> = draft.plan().actions[0]
            .milestones
            .iter()
            .map(|m| m.id.as_str())
            .collect();
        assert_eq!(ids, ["m3", "m2"]);
        draft.undo().unwrap();
        assert_eq!(draft.plan(), &before);
    }

    #[test]
    fn what_does_not_fit_changes_nothing() {
        let mut draft = sample();
        let before = draft.clone();
        for (path, to) in [
            ("actions/#a1/start", json!("31/09/11")),
            ("actions/#a9/text", json!("x")),
            ("actions/#a1/id", json!("b")),
            ("actions/#a1/milestones/#nope/text", json!("x")),
            ("title", json!(7)),
        ] {
            let change = Change::Set {
                at: Path::parse(path).unwrap(),
                to,
            };
            let command = Command {
                name: String::new(),
                changes: vec![change],
            };
            assert!(draft.perform(command, false).is_err(), "{path}");
        }
        assert_eq!(draft, before);
    }

    #[test]
    fn an_id_is_never_used_twice() {
        let mut draft = sample();
        let change = Change::Add {
            list: Path::list(Kind::Measure),
            place: 0,
            value: json!({"id": "a1"}),
        };
        let command = Command::one(draft.plan(), change);
        assert_eq!(
            draft.perform(command, false),
            Err(ChangeError::IdTaken("a1".into()))
        );
    }
}
