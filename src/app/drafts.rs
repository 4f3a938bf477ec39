//! The drafts of this device, opened once and shared by the pages that need them: not before, so
//! that a reader's first page waits for no database.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
    sync::Arc,
};

use futures_util::future::{FutureExt, Shared};

use super::{
    notes::remove_notes,
    refusal::Refusal,
    taking_up::{NEWEST, remember_begun, replayed},
};
use crate::{
    drafting::draft_from,
    formats::{Caps, compact_plan, read_plan},
    plan::{Plan, month_name},
    storage::{BasedOn, CameFrom, Card, DraftId, Drafts, NewDraft, StorageError, Version, persist},
};

type Opening = Shared<Pin<Box<dyn Future<Output = Rc<Drafts>>>>>;

thread_local! {
    static OPENING: RefCell<Option<Opening>> = const { RefCell::new(None) };
}

/// The drafts of this device. The first call opens them; the others wait for the same opening.
pub async fn drafts() -> Drafts {
    let opening = OPENING.with_borrow_mut(|slot| {
        slot.get_or_insert_with(|| {
            let open = async { Rc::new(Drafts::open().await) };
            let open: Pin<Box<dyn Future<Output = Rc<Drafts>>>> = Box::pin(open);
            open.shared()
        })
        .clone()
    });
    Drafts::clone(&*opening.await)
}

/// Where a draft comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// Nowhere that is known.
    Unknown,
    /// A published plan, by the SHA-256 of its file: the draft follows it.
    Published(String),
    /// A copy that someone saved.
    Copy {
        /// The hashes of the versions it went through, the newest first.
        versions: Vec<String>,
        /// What of the newest of them it is without.
        left_out: Vec<String>,
        /// The published plan that it was told by its changes to.
        base: Option<BasedOn>,
    },
}

impl Origin {
    /// The hash of the published file, if it is one.
    pub fn published(&self) -> Option<&str> {
        match self {
            Origin::Published(sha256) => Some(sha256),
            Origin::Unknown | Origin::Copy { .. } => None,
        }
    }
}

/// Keeps a copy of a plan as a new draft.
///
/// # Errors
/// If the device can't keep it.
pub async fn start_draft(plan: &Plan, origin: Origin) -> Result<DraftId, StorageError> {
    let id = plan.front.id.as_ref().map(ToString::to_string);
    let (based_on, came) = match &origin {
        Origin::Unknown => (None, None),
        Origin::Published(sha256) => {
            let hash = sha256.clone();
            (id.map(|plan| BasedOn { plan, hash }), None)
        }
        Origin::Copy {
            versions,
            left_out,
            base,
        } => {
            let came = CameFrom {
                versions: versions.clone(),
                left_out: left_out.clone(),
            };
            (base.clone(), Some(came))
        }
    };
    // A copy goes on as what it is; only a draft of a published plan becomes another that follows it.
    let begun = match origin.published() {
        Some(sha256) => draft_from(plan, sha256),
        None => plan.clone(),
    };
    let file = compact_plan(&begun);
    let new = NewDraft {
        title: &begun.front.title,
        based_on,
        plan: file.as_bytes(),
        came,
    };
    let id = drafts().await.create(new).await?;
    remember_begun(id.clone(), begun);
    Ok(id)
}

/// Asks the browser, once in this page's life, not to erase drafts by itself. Only now that there is something to
/// keep: browsers judge by that. Nothing waits for the answer, which 'This device' shows.
pub fn ask_to_persist() {
    thread_local! {
        static ASKED: Cell<bool> = const { Cell::new(false) };
    }
    if !ASKED.replace(true) {
        leptos::task::spawn_local(async {
            let _ = persist().await;
        });
    }
}

/// Removes every draft, note, setting and kept file from this device. What is opened afterwards begins
/// anew.
///
/// # Errors
/// If the browser doesn't let go of them.
pub async fn remove_everything() -> Result<(), StorageError> {
    // Each is tried, whatever comes of the other. Notes first: the drafts take all of localStorage along.
    let notes = remove_notes().await;
    let removed = drafts().await.remove_everything().await;
    OPENING.set(None);
    removed.and(notes)
}

/// A draft or a version on this device, as a list offers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// The draft's id.
    pub draft: String,
    /// Which version of it; `None` for the draft as it is now.
    pub version: Option<u64>,
    /// Its title.
    pub title: String,
    /// Since when it is as it is.
    pub when: String,
}

/// What is on this device to be looked at: the drafts, the last changed first, and the versions of one
/// of them, the last first. Nothing is changed by it.
///
/// # Errors
/// If storage can't be read.
pub async fn kept_here(open: Option<String>) -> Result<Vec<Kept>, Refusal> {
    let cards = drafts().await.list().await?;
    let cards = || cards.iter().filter(|card| card.deleted.is_none());
    let is_open = |card: &&Card| open.as_deref() == Some(card.id.as_str());
    let others = cards().filter(|card| !is_open(card)).map(|card| Kept {
        draft: card.id.to_string(),
        version: None,
        title: card.title.clone(),
        when: moment(card.updated),
    });
    let versions = cards().filter(is_open).flat_map(|card| {
        let version = |version: &Version| Kept {
            draft: card.id.to_string(),
            version: Some(version.seq),
            title: version_name(version),
            when: moment(version.at),
        };
        card.versions.iter().rev().map(version)
    });
    Ok(others.chain(versions).collect())
}

/// What a version is called.
pub(super) fn version_name(version: &Version) -> String {
    match (&version.name, version.seq) {
        (Some(name), _) => format!("The version “{name}”"),
        (None, 0) => "The draft as it began".to_owned(),
        (None, _) => format!("The version of {}", moment(version.at)),
    }
}

/// A draft, or a version of one, to be looked at, and what it is called. It takes no lock and changes
/// nothing.
///
/// # Errors
/// If it isn't there or can't be read.
pub async fn kept_plan(
    draft: String,
    version: Option<u64>,
) -> Result<(Arc<Plan>, String), Refusal> {
    let id: DraftId = draft.parse()?;
    let drafts = drafts().await;
    let card = drafts.card(&id).await?;
    match version {
        None => {
            let found = replayed(&id, &drafts.load(&id).await?)?;
            // Part of a draft would pass for all of it.
            if found.only_read.is_some() {
                return Err(Refusal::new(
                    &format!(
                        "The draft “{}” says more than this Waymark can read.",
                        card.title
                    ),
                    &format!("{NEWEST} The draft is kept as it is."),
                ));
            }
            let name = format!("The draft “{}”", card.title);
            Ok((Arc::new(found.draft.plan().clone()), name))
        }
        Some(seq) => {
            let kept = drafts.version(&id, seq).await?;
            let name = version_name(card.version(seq).unwrap_or(&kept.version));
            Ok((Arc::new(read_plan(&kept.plan, Caps::FILE)?), name))
        }
    }
}

/// A moment as people write it, in the device's own time.
pub fn moment(at: f64) -> String {
    let date = js_sys::Date::new(&at.into());
    let month = month_name(date.get_month() as u8 + 1);
    format!(
        "{} {month} {} at {:02}:{:02}",
        date.get_date(),
        date.get_full_year(),
        date.get_hours(),
        date.get_minutes()
    )
}
