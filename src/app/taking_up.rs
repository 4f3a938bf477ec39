//! Taking a draft up again: its newest version and the steps after it. It is written only where this Waymark understands
//! all of it; else it is shown as far as it can be read, or not at all, and nothing of what is kept is touched.

use std::{cell::RefCell, sync::Arc};

use super::{drafts::version_name, refusal::Refusal};
use crate::{
    drafting::{ChangeError, Draft, Entry},
    formats::{Caps, PlanFile, ReadError, read_plan_file},
    plan::{Plan, Remark},
    storage::{
        self, Checkpoint, DraftId, Drafts, ErrorKind, Journal, Loaded, SaveState, StorageError,
    },
};

thread_local! {
    /// The plan that a draft was begun with a moment ago: its first page need not read it again.
    static BEGUN: RefCell<Option<(DraftId, Plan)>> = const { RefCell::new(None) };
}

/// What helps where a newer Waymark wrote something that this one can't take up.
pub const NEWEST: &str = "Reload this page while online to get the newest Waymark.";

/// Remembers what a draft was begun with.
pub fn remember_begun(id: DraftId, plan: Plan) {
    BEGUN.set(Some((id, plan)));
}

/// A draft as it was kept, with its steps.
pub struct Replayed {
    /// The draft.
    pub draft: Draft,
    /// What of it was damaged, and what was done about that.
    pub problems: Vec<Refusal>,
    /// Why it may be looked at and not be written: what is kept says more than the draft here does.
    pub only_read: Option<Refusal>,
}

/// A draft that was taken up.
pub struct Taken {
    /// The draft and what is to be said of it.
    pub replayed: Replayed,
    /// The writer's end, where this tab writes.
    pub journal: Option<Journal>,
    /// The last step there is.
    pub head: u64,
    /// The step of the version it was opened from.
    pub version: u64,
}

/// A draft that can't be taken up.
pub struct Untaken {
    /// Why not.
    pub refusal: Refusal,
    /// Whether there is something of it that can be taken along as it is.
    pub remains: bool,
    /// The newest version that can be read whole, if there is one.
    pub older: Option<Older>,
}

/// A version before the one that can't be read.
#[derive(Clone)]
pub struct Older {
    /// Its step.
    pub seq: u64,
    /// What it is called.
    pub name: String,
    /// What it says.
    pub plan: Arc<Plan>,
}

/// Takes a draft up, as its writer where `may_write` says so and this Waymark understands all of it. Everything is read
/// before anything is written.
///
/// # Errors
/// If its newest version can't be read; then nothing was written.
pub async fn take_up(
    drafts: &Drafts,
    id: &DraftId,
    may_write: impl Fn() -> bool,
    on_state: impl Fn(&SaveState) + 'static,
) -> Result<Taken, Untaken> {
    match attempt(drafts, id, may_write, on_state).await {
        Ok(taken) => Ok(taken),
        Err(why) => Err(Untaken {
            older: match why.remains() {
                true => older(drafts, id).await,
                false => None,
            },
            remains: why.remains(),
            refusal: why.into(),
        }),
    }
}

async fn attempt(
    drafts: &Drafts,
    id: &DraftId,
    may_write: impl Fn() -> bool,
    on_state: impl Fn(&SaveState) + 'static,
) -> Result<Taken, Why> {
    let seen = drafts.load(id).await?;
    let mut taken = taken(id, &seen)?;
    if taken.replayed.only_read.is_some() || !may_write() {
        return Ok(taken);
    }
    let (journal, loaded, same) = drafts.go_on(id, seen, on_state).await?;
    if !same {
        // Another tab wrote between the reading and the writing.
        taken = self::taken(id, &loaded)?;
    }
    taken.journal = taken.replayed.only_read.is_none().then_some(journal);
    Ok(taken)
}

fn taken(id: &DraftId, loaded: &Loaded) -> Result<Taken, ReadError> {
    Ok(Taken {
        replayed: replayed(id, loaded)?,
        journal: None,
        head: loaded.head(),
        version: loaded.version().seq,
    })
}

/// A draft as it was kept, with its steps up to the first that can't be taken up again: what came after was written by
/// someone who saw that step.
///
/// # Errors
/// If its plan can't be read.
pub fn replayed(id: &DraftId, loaded: &Loaded) -> Result<Replayed, ReadError> {
    let (plan, unknown) = plan_of(id, &loaded.checkpoint)?;
    let mut draft = Draft::from_checkpoint(plan, &loaded.checkpoint.history);
    let mut only_read = more_than_we_know(&unknown);
    if let Err((at, why)) = take_all(&mut draft, &loaded.entries) {
        let seq = loaded
            .entries
            .get(at)
            .map_or(loaded.head(), |kept| kept.seq);
        let after = loaded.head().saturating_sub(seq);
        only_read = Some(stopped(&format!("Step {seq}{}", and_after(after)), &why));
    }
    if let (Some(seq), None) = (loaded.newer, &only_read) {
        only_read = Some(stopped(&format!("Step {seq}"), "was kept in a newer way"));
    }
    let problems = loaded.problems.iter();
    Ok(Replayed {
        draft,
        problems: problems
            .map(|p| Refusal::new(&p.to_string(), p.what_to_do()))
            .collect(),
        only_read,
    })
}

/// Takes the steps of a journal up again, or says which can't be, and how, as the end of a sentence.
fn take_all(draft: &mut Draft, steps: &[storage::Entry]) -> Result<(), (usize, String)> {
    let mut known = Vec::with_capacity(steps.len());
    let mut unknown = Ok(());
    for step in steps {
        match step_of(&step.text) {
            Ok(entry) => known.push(entry),
            Err(why) => {
                unknown = Err((known.len(), why));
                break;
            }
        }
    }
    let taken = draft.replay_all(known);
    taken.map_err(|(at, why)| (at, not_fitting(&why)))?;
    unknown
}

/// Takes a step of the journal up again, or says how it can't be, as the end of a sentence.
pub fn take(draft: &mut Draft, text: &str) -> Result<(), String> {
    let entry = step_of(text)?;
    draft.replay(entry).map_err(|why| not_fitting(&why))
}

fn step_of(text: &str) -> Result<Entry, String> {
    serde_json::from_str::<serde_json::Value>(text)
        .and_then(<Entry as serde::Deserialize>::deserialize)
        .map_err(|_| "was written in a way that this Waymark doesn’t know".to_owned())
}

fn not_fitting(why: &ChangeError) -> String {
    let why = why.to_string();
    format!("can’t be taken up again ({})", why.trim_end_matches('.'))
}

/// The plan of a draft's version, which storage has verified, and what it says that this Waymark doesn't know.
///
/// # Errors
/// If its bytes are none that this Waymark can read.
fn plan_of(id: &DraftId, checkpoint: &Checkpoint) -> Result<(Plan, Vec<Remark>), ReadError> {
    match BEGUN.take() {
        Some((begun, plan)) if begun == *id && checkpoint.version.seq == 0 => {
            Ok((plan, Vec::new()))
        }
        _ => read_plan_file(&checkpoint.plan, Caps::FILE)
            .map(|PlanFile { plan, unknown, .. }| (plan, unknown)),
    }
}

/// The newest version that can be read whole.
async fn older(drafts: &Drafts, id: &DraftId) -> Option<Older> {
    for seq in drafts.versions_of(id).await.ok()?.into_iter().rev() {
        let Ok(kept) = drafts.version(id, seq).await else {
            continue;
        };
        match read_plan_file(&kept.plan, Caps::FILE) {
            Ok(file) if file.unknown.is_empty() => {
                return Some(Older {
                    seq,
                    name: version_name(&kept.version),
                    plan: Arc::new(file.plan),
                });
            }
            _ => {}
        }
    }
    None
}

fn and_after(steps: u64) -> String {
    match steps {
        0 => String::new(),
        1 => ", and with it the one after,".to_owned(),
        more => format!(", and with it the {more} after,"),
    }
}

/// Only to be read, for one step stands in the way.
fn stopped(step: &str, why: &str) -> Refusal {
    Refusal::new(
        &format!(
            "{step} {why}. So the draft is shown as it was before that step, and can’t be changed here. All of it is kept as it is."
        ),
        &on_from_here(),
    )
}

/// Only to be read, for its plan has fields of which we know nothing and which a version of ours would be without.
fn more_than_we_know(unknown: &[Remark]) -> Option<Refusal> {
    let first = unknown.first()?;
    let more = match unknown.len() {
        1 => String::new(),
        many => format!(", and {} more", many - 1),
    };
    Some(Refusal::new(
        &format!(
            "This draft says more than this Waymark knows ({}{more}). So it is shown without that, and can’t be changed here. All of it is kept as it is.",
            first.place
        ),
        &on_from_here(),
    ))
}

/// How one goes on from a draft that is only to be read.
pub fn on_from_here() -> String {
    format!("{NEWEST} Or go on in a copy of what is shown here: this draft stays as it is.")
}

/// Why a draft can't be taken up.
enum Why {
    Storage(StorageError),
    Plan(ReadError),
}

impl Why {
    /// Whether there are bytes of it that can't be read but taken along.
    fn remains(&self) -> bool {
        match self {
            Why::Plan(_) => true,
            Why::Storage(e) => matches!(e.kind(), ErrorKind::Newer | ErrorKind::Damaged),
        }
    }
}

impl From<StorageError> for Why {
    fn from(e: StorageError) -> Why {
        Why::Storage(e)
    }
}

impl From<ReadError> for Why {
    fn from(e: ReadError) -> Why {
        Why::Plan(e)
    }
}

impl From<Why> for Refusal {
    fn from(why: Why) -> Refusal {
        let what = match &why {
            Why::Plan(ReadError::Newer { version }) => format!(
                "The newest version of this draft was kept by a newer Waymark (in plan format {version}), and this one can’t read it."
            ),
            Why::Plan(e) => format!("The newest version of this draft can’t be read. {e}"),
            Why::Storage(e) if e.kind() == ErrorKind::Newer => {
                "A newer Waymark has changed how this draft is kept, and this one can’t read it."
                    .to_owned()
            }
            Why::Storage(e) => return e.clone().into(),
        };
        Refusal::new(
            &format!("{what} Nothing of it was changed."),
            &format!(
                "{NEWEST} Or download all that is kept of this draft, every byte as it stands."
            ),
        )
    }
}

#[cfg(test)]
mod tests;
