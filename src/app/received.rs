//! What came with a link: opened in slices, with the published plan that it may need, or behind its passphrase.

use std::sync::Arc;

use super::{Refusal, Shelf, drafts::Origin, in_slices, passphrase, shelf::ShelfError};
use crate::{
    formats::link::{Arrival, Arriving, LinkError, Locked, Needed},
    insight::notes::Note,
    plan::Plan,
    storage::{BasedOn, digest},
};

/// A plan that came with a link.
#[derive(Clone, Debug)]
pub struct Received {
    /// The plan.
    pub plan: Arc<Plan>,
    /// The notes that came along.
    pub notes: Vec<Arc<Note>>,
    /// Where it comes from, which a draft of it remembers.
    pub origin: Origin,
}

/// How far a link could be opened.
#[derive(Clone, Debug)]
pub enum Opened {
    /// All of it is here.
    Here(Received),
    /// It asks the reader for something first.
    Asks(Asks),
}

/// What a link asks the reader for.
#[derive(Clone, Debug)]
pub enum Asks {
    /// The passphrase that opens this.
    Passphrase(Locked),
    /// The file of the published plan that it changes, which isn't published here.
    Published(Waiting),
}

/// A link that waits for the published plan that it changes.
#[derive(Clone, Debug)]
pub struct Waiting {
    body: Vec<u8>,
    /// What it needs, and why what is published here doesn't do.
    pub why: LinkError,
}

/// Bytes between two looks at the clock.
const STEP: usize = 512;

/// Opens a link: a fragment, a whole address, or a message with an address in it.
///
/// # Errors
/// If it isn't a whole link that this Waymark can read.
pub async fn receive(text: &str, shelf: Shelf) -> Result<Opened, Refusal> {
    let arriving = Arriving::read(text)?;
    match arriving.locked() {
        Some(locked) => Ok(Opened::Asks(Asks::Passphrase(locked.clone()))),
        None => opened(arriving, shelf).await,
    }
}

/// Opens what a passphrase locks.
///
/// # Errors
/// If it isn't the passphrase, or as [`receive`].
pub async fn unlocked(locked: &Locked, passphrase: &str, shelf: Shelf) -> Result<Opened, Refusal> {
    let body = passphrase::unlock(locked, passphrase).await?;
    opened(Arriving::of_body(&body)?, shelf).await
}

/// Opens what waited for the file of a published plan.
///
/// # Errors
/// If it isn't the file that the link needs, or as [`receive`].
pub async fn with_published(waiting: &Waiting, file: Vec<u8>) -> Result<Opened, Refusal> {
    let mut arriving = Arriving::of_body(&waiting.body)?;
    // A link is only ever told by its changes to what was published then, whatever is published now.
    let plan = arriving.needs().map(|needed| needed.edition.plan.clone());
    let file = arriving.give(file)?.to_vec();
    let hash = digest(&file).await;
    let base = plan.map(|plan| BasedOn { plan, hash });
    received(arriving, base).await
}

async fn opened(mut arriving: Arriving, shelf: Shelf) -> Result<Opened, Refusal> {
    let Some(needed) = arriving.needs().cloned() else {
        return received(arriving, None).await;
    };
    match published(&needed, shelf).await? {
        Ok((file, base)) => {
            arriving.give(file)?;
            received(arriving, Some(base)).await
        }
        Err(why) => Ok(Opened::Asks(Asks::Published(Waiting {
            body: arriving.body(),
            why,
        }))),
    }
}

async fn received(mut arriving: Arriving, base: Option<BasedOn>) -> Result<Opened, Refusal> {
    let arrival = in_slices(|| arriving.step(STEP)).await?;
    let Arrival {
        plan,
        notes,
        versions,
        left_out,
        ..
    } = arrival;
    Ok(Opened::Here(Received {
        plan: Arc::new(plan),
        notes: notes.into_iter().map(Arc::new).collect(),
        origin: Origin::Copy {
            versions,
            left_out,
            base,
        },
    }))
}

/// The file of the published plan that a link needs, told by its hash, whatever it is called; or why it isn't here.
async fn published(
    needed: &Needed,
    shelf: Shelf,
) -> Result<Result<(Vec<u8>, BasedOn), LinkError>, Refusal> {
    let prefix = needed.prefix.to_string();
    let found = shelf.file(|entry| entry.sha256.starts_with(&prefix)).await;
    match found {
        Ok((entry, file)) => {
            let base = BasedOn {
                plan: entry.id.to_string(),
                hash: entry.sha256,
            };
            Ok(Ok((file, base)))
        }
        Err(ShelfError::NoSuchPlan) => {
            let known = shelf.load().await.unwrap_or_default();
            let edition = needed.edition.clone();
            let is_known = known.iter().any(|entry| entry.id.as_str() == edition.plan);
            Ok(Err(match is_known {
                true => LinkError::BaseDiffers(edition),
                false => LinkError::BaseMissing(edition),
            }))
        }
        Err(e) => Err(e.into()),
    }
}
