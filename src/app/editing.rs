//! The draft that is open for writing: commands go in, the plan on the pages follows, and each step
//! is in the journal before the officer has lifted the hand.

use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::{drafts::drafts, open::OpenPlan, refusal::Refusal, taking_up::take};
use crate::{
    drafting::{
        Change, ChangeError, Command, Draft, Entry, IdMaker, Path, Removal, becoming, removal,
        value_at,
    },
    formats::{compact_plan, write_plan},
    plan::{Id, Kind, Plan},
    storage::{DraftId, DraftLock, Journal, SaveState, StorageError},
};

/// After how many steps a whole version is kept beside the journal: more where the plan is larger, as a version costs
/// what the plan is long and replaying a step doesn't.
fn steps_a_version(plan: &Plan) -> u64 {
    let records: usize = Kind::ALL
        .iter()
        .map(|kind| plan.collection(*kind).len())
        .sum();
    50 + records as u64 / 30
}

/// How safe the words are, as the page shows it.
#[derive(Clone, Debug, PartialEq)]
pub enum Safety {
    /// Nothing was written yet in this tab.
    Unchanged,
    /// On the way to the disk.
    Saving,
    /// On the disk; a remark if that is true with a 'but'.
    Saved(Option<&'static str>),
    /// Not on the disk: what is wrong and what to do.
    Failed(Refusal),
}

impl From<&SaveState> for Safety {
    fn from(state: &SaveState) -> Self {
        match state {
            SaveState::Saving { .. } => Safety::Saving,
            SaveState::Saved(saved) => Safety::Saved(saved.place.note()),
            SaveState::Failed { error, .. } => Safety::Failed(error.clone().into()),
        }
    }
}

impl Safety {
    /// What is said of a draft that was just opened: all is kept, or what was found of it isn't where it belongs yet.
    pub fn at_first(state: &SaveState) -> Safety {
        match state {
            SaveState::Saved(_) => Safety::Unchanged,
            state => Safety::from(state),
        }
    }
}

/// The draft being written, from any component below it.
#[derive(Clone, Copy)]
pub struct Editing {
    open: OpenPlan,
    draft: StoredValue<Draft>,
    desk: StoredValue<Option<Desk>, LocalStorage>,
    ids: StoredValue<IdMaker>,
    /// The step of the newest version that is kept.
    kept: StoredValue<u64>,
    /// The step of the newest version that was tried, kept or not.
    tried: StoredValue<u64>,
    steps: RwSignal<(Option<String>, Option<String>)>,
    /// How safe the words are.
    pub safety: RwSignal<Safety>,
    /// What went wrong with the last change, or what was just done, for the toast.
    pub toast: RwSignal<Option<Toast>>,
    /// Whether this tab may write; false while another tab does.
    pub writes: RwSignal<bool>,
}

/// A short notice at the foot of the page.
#[derive(Clone, Debug, PartialEq)]
pub struct Toast {
    /// What it says.
    pub text: String,
    /// Whether it offers to undo.
    pub undo: bool,
}

/// The writer's end of the draft in storage.
#[derive(Clone)]
pub struct Desk {
    /// Its journal.
    pub journal: Journal,
    /// The lock that makes this tab its one writer.
    pub lock: DraftLock,
}

/// The draft being written.
pub fn use_editing() -> Editing {
    expect_context::<Editing>()
}

impl Editing {
    /// A draft to write in, shown through `open`; `kept` is the step of its newest version.
    pub fn new(
        open: OpenPlan,
        draft: Draft,
        desk: Option<Desk>,
        kept: u64,
        random: [u8; 4],
    ) -> Editing {
        let ids = IdMaker::new(random, draft.plan());
        let safety = desk.as_ref().map_or(Safety::Unchanged, |desk| {
            Safety::at_first(&desk.journal.state())
        });
        let editing = Editing {
            open,
            desk: StoredValue::new_local(desk),
            ids: StoredValue::new(ids),
            kept: StoredValue::new(kept),
            tried: StoredValue::new(kept),
            steps: RwSignal::new((None, None)),
            safety: RwSignal::new(safety),
            toast: RwSignal::new(None),
            writes: RwSignal::new(true),
            draft: StoredValue::new(draft),
        };
        editing.show();
        editing
    }

    /// A new id for a record or part.
    pub fn new_id(self) -> Id {
        self.ids.try_update_value(IdMaker::make).unwrap_or_default()
    }

    /// The value at a place of the plan, followed; changes only when the value does.
    pub fn value(self, path: Path) -> Memo<Value> {
        Memo::new(move |_| value_at(&self.open.written(), &path))
    }

    /// Makes one change, named by what it does.
    pub fn change(self, change: Change) {
        let command = self.draft.with_value(|d| Command::one(d.plan(), change));
        self.perform(command, false);
    }

    /// Sets a field while it is being typed in. `goes_on` joins it to what was typed there just
    /// before: all of the typing is one step.
    pub fn type_in(self, at: &Path, to: Value, goes_on: bool) {
        let change = Change::Set { at: at.clone(), to };
        let command = self.draft.with_value(|d| Command::one(d.plan(), change));
        self.perform(command, goes_on);
    }

    /// Carries out a command, unless another tab is the writer.
    pub fn perform(self, command: Command, continues: bool) {
        if let Err(e) = self.attempt(command, continues) {
            self.refuse(&e);
        }
    }

    /// Gives whether it was carried out: it isn't where another tab is the writer.
    fn attempt(self, command: Command, continues: bool) -> Result<bool, ChangeError> {
        if !self.writes.get_untracked() {
            return Ok(false);
        }
        let done = self
            .draft
            .try_update_value(|draft| draft.perform(command, continues));
        let Some(entry) = done.transpose()? else {
            return Ok(false);
        };
        self.keep(&entry);
        Ok(true)
    }

    /// What taking a record or part out would do; `None` if it isn't there.
    pub fn removal(self, at: &Path) -> Option<Removal> {
        self.draft.with_value(|draft| removal(draft.plan(), at))
    }

    /// Takes a record or part out with the links to it, and offers to take that back.
    pub fn delete(self, at: &Path) {
        if let Some(removal) = self.removal(at) {
            self.perform_and_say(removal.command);
        }
    }

    /// Makes the draft say what another plan says, as one step of that name. False if it says that already.
    pub fn become_like(self, plan: &Plan, name: &str) -> bool {
        match self.draft.with_value(|draft| becoming(draft.plan(), plan)) {
            Ok(changes) if changes.is_empty() => return false,
            Ok(changes) => self.perform_and_say(Command {
                name: name.to_owned(),
                changes,
            }),
            Err(e) => self.refuse(&e),
        }
        true
    }

    /// Carries out a command and says so, with the offer to take it back.
    pub fn perform_and_say(self, command: Command) {
        if let Err(e) = self.take_in(command) {
            self.refuse(&e);
        }
    }

    /// The same for what was prepared on a page of its own, where it stays if the draft can't take it in.
    ///
    /// # Errors
    /// If it doesn't fit the draft as it is by now; nothing has then changed, and nothing was said.
    pub fn take_in(self, command: Command) -> Result<(), ChangeError> {
        let text = format!("{}.", command.name);
        if self.attempt(command, false)? {
            self.toast.set(Some(Toast { text, undo: true }));
        }
        Ok(())
    }

    /// The draft in storage, if this tab is its writer.
    pub fn draft_id(self) -> Option<DraftId> {
        self.desk
            .with_value(|desk| Some(desk.as_ref()?.journal.draft().clone()))
    }

    /// Takes the last step back.
    pub fn undo(self) {
        self.step("Undone", Draft::undo);
    }

    /// Does the last undone step again.
    pub fn redo(self) {
        self.step("Done again", Draft::redo);
    }

    fn step(
        self,
        what: &str,
        step: impl FnOnce(&mut Draft) -> Result<Option<(String, Entry)>, ChangeError>,
    ) {
        if !self.writes.get_untracked() {
            return;
        }
        match self.draft.try_update_value(step) {
            Some(Ok(Some((name, entry)))) => {
                self.keep(&entry);
                self.toast.set(Some(Toast {
                    text: format!("{what}: {name}."),
                    undo: false,
                }));
            }
            Some(Err(e)) => self.refuse(&e),
            _ => {}
        }
    }

    fn refuse(self, e: &ChangeError) {
        self.toast.set(Some(Toast {
            text: e.to_string(),
            undo: false,
        }));
    }

    /// Journals a step that was made and shows the plan after it.
    fn keep(self, entry: &Entry) {
        let text = serde_json::to_string(entry).unwrap_or_default();
        let desk = self.desk.with_value(Clone::clone);
        if let Some(desk) = desk {
            let seq = desk.journal.append(&text);
            let steps = self.draft.with_value(|d| steps_a_version(d.plan()));
            let last = self.kept.get_value().max(self.tried.get_value());
            if seq.saturating_sub(last) >= steps {
                self.keep_version();
            }
        }
        self.show();
    }

    /// Takes up a step that another tab made. False if this Waymark can't: then what is shown here stays behind.
    pub fn follow(self, text: &str) -> bool {
        let taken = self
            .draft
            .try_update_value(|draft| take(draft, text).is_ok());
        if taken == Some(true) {
            self.show();
        }
        taken != Some(false)
    }

    fn show(self) {
        let (plan, steps) = self.draft.with_value(|draft| {
            let name = |name: Option<&str>| name.map(str::to_owned);
            (
                draft.plan().clone(),
                (name(draft.undoes()), name(draft.redoes())),
            )
        });
        self.open.put(Arc::new(plan));
        if self.steps.get_untracked() != steps {
            self.steps.set(steps);
        }
    }

    /// The name of the step that undo would take back, followed.
    pub fn undoes(self) -> Option<String> {
        self.steps.get().0
    }

    /// The name of the step that redo would do again, followed.
    pub fn redoes(self) -> Option<String> {
        self.steps.get().1
    }

    /// Keeps the whole plan as a version, off the keystroke.
    pub fn keep_version(self) {
        self.tried.set_value(self.head());
        leptos::task::spawn_local(async move {
            // What can't be kept as a version is still in the journal, whose state the page shows.
            let _ = self.keep_as(None).await;
        });
    }

    /// Keeps the whole plan as a version, under a name if there is one. Of what is kept already only the name is new.
    ///
    /// # Errors
    /// If it can't be kept.
    pub async fn keep_as(self, name: Option<&str>) -> Result<(), StorageError> {
        let Some(desk) = self.desk.with_value(Clone::clone) else {
            return Ok(());
        };
        let drafts = drafts().await;
        // From here to the plan's text nothing is waited for: they belong together.
        let (seq, id) = (desk.journal.head(), desk.journal.draft());
        if self.kept.try_get_value() == Some(seq) {
            return match name {
                Some(_) => drafts.name_version(id, seq, name).await,
                None => Ok(()),
            };
        }
        let kept = self.draft.try_with_value(|draft| {
            let title = draft.plan().front.title.clone();
            (compact_plan(draft.plan()), draft.steps_json(), title)
        });
        let Some((file, steps, title)) = kept else {
            return Ok(());
        };
        let plan = file.as_bytes();
        let version = desk.journal.checkpoint(seq, plan, &steps, name).await;
        drop(drafts.rename(id, &title).await);
        version?;
        self.kept.try_set_value(seq);
        Ok(())
    }

    /// Says something at the foot of the page.
    pub fn say(self, text: &str) {
        self.toast.set(Some(Toast {
            text: text.to_owned(),
            undo: false,
        }));
    }

    /// The plan file as it is now.
    pub fn file(self) -> String {
        self.draft.with_value(|draft| write_plan(draft.plan()))
    }

    /// The step the draft is at.
    pub fn head(self) -> u64 {
        self.desk
            .with_value(|desk| desk.as_ref().map_or(0, |d| d.journal.head()))
    }

    /// The writer's end in storage, if this tab has it.
    pub fn desk(self) -> Option<Desk> {
        self.desk.with_value(Clone::clone)
    }

    /// Lets go of the writer's end, when another tab takes over.
    pub fn stop_writing(self) {
        self.writes.set(false);
        self.desk.set_value(None);
    }
}
