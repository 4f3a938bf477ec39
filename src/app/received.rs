//! What came with a link: opened in slices, with the published plan that it may need, or behind its passphrase.

use std::sync::Arc;

use super::{Refusal, Shelf, drafts::Origin, in_slices, passphrase, shelf::ShelfError};
use crate::{
    formats::link::{Arrival, Arriving, LinkError, Locked, Needed},
    insight::notes::Note,
    plan::Plan,
    storage::BasedOn,
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
    /// It opens with a passphrase alone.
    Locked(Locked),
}

/// Bytes between two looks at the clock.
const STEP: usize = 512;

/// Opens a link: a fragment, a whole address, or a message with an address in it.
///
/// # Errors
/// If it isn't a whole link that this Waymark can read, or needs a plan that isn't published here.
pub async fn receive(text: &str, shelf: Shelf) -> Result<Opened, Refusal> {
    let arriving = Arriving::read(text)?;
    match arriving.locked() {
        Some(locked) => Ok(Opened::Locked(locked.clone())),
        None => Ok(Opened::Here(opened(arriving, shelf).await?)),
    }
}

/// Opens what a passphrase locks.
///
/// # Errors
/// If it isn't the passphrase, or as [`receive`].
pub async fn unlocked(
    locked: &Locked,
    passphrase: &str,
    shelf: Shelf,
) -> Result<Received, Refusal> {
    let body = passphrase::unlock(locked, passphrase).await?;
    opened(Arriving::of_body(&body)?, shelf).await
}

async fn opened(mut arriving: Arriving, shelf: Shelf) -> Result<Received, Refusal> {
    let mut base = None;
    if let Some(needed) = arriving.needs().cloned() {
        let (file, based_on) = published(&needed, shelf).await?;
        arriving.give(file)?;
        base = Some(based_on);
    }
    let arrival = in_slices(|| arriving.step(STEP)).await?;
    let Arrival {
        plan,
        notes,
        versions,
        left_out,
        ..
    } = arrival;
    Ok(Received {
        plan: Arc::new(plan),
        notes: notes.into_iter().map(Arc::new).collect(),
        origin: Origin::Copy {
            versions,
            left_out,
            base,
        },
    })
}

/// The file of the published plan that a link needs: told by its hash, whatever it is called.
async fn published(needed: &Needed, shelf: Shelf) -> Result<(Vec<u8>, BasedOn), Refusal> {
    let prefix = needed.prefix.to_string();
    let found = shelf.file(|entry| entry.sha256.starts_with(&prefix)).await;
    match found {
        Ok((entry, file)) => Ok((
            file,
            BasedOn {
                plan: entry.id.to_string(),
                hash: entry.sha256,
            },
        )),
        Err(ShelfError::NoSuchPlan) => {
            let plan = needed.plan.clone();
            let known = shelf.load().await.unwrap_or_default();
            Err(match known.iter().any(|entry| entry.id.as_str() == plan) {
                true => LinkError::BaseDiffers { plan },
                false => LinkError::BaseMissing { plan },
            }
            .into())
        }
        Err(e) => Err(e.into()),
    }
}
