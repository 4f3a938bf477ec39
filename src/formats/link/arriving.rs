//! A link on its way to being open, step by step.

use waymark_packing::Unpacking;

use super::{
    Codec, Content, Envelope, LinkError, MAX_DECODED, Needed,
    envelope::{Sealed, to_fragment},
};
use crate::{
    formats::{
        hash::Sha256,
        plan_file::{Caps, read_plan_file, write_plan},
    },
    insight::notes::Note,
    plan::Plan,
};

/// What came with a link, read and ready to show.
#[derive(Clone, Debug, PartialEq)]
pub struct Arrival {
    /// What the link carried.
    pub content: Content,
    /// The plan; of a part, what there is of it.
    pub plan: Plan,
    /// The notes on it that whoever sent it let go along.
    pub notes: Vec<Note>,
    /// The versions it went through, by their hashes, the newest first.
    pub versions: Vec<String>,
    /// What of the newest of them it is without.
    pub left_out: Vec<String>,
}

impl Arrival {
    /// A whole plan that nothing came along with.
    pub fn of(plan: Plan) -> Arrival {
        Arrival {
            content: Content::Plan,
            plan,
            notes: Vec::new(),
            versions: Vec::new(),
            left_out: Vec::new(),
        }
    }

    /// Reads a fragment, a whole address, or a message with an address in it, that stands on its own.
    ///
    /// ```
    /// use waymark::{formats::link::{Arrival, share_plan, share_url}, plan::Plan};
    /// let url = share_url("https://example.org/", &share_plan(&Plan::default())?);
    /// assert_eq!(Arrival::read(&url), Ok(Arrival::of(Plan::default())));
    /// # Ok::<(), waymark::formats::link::TooLargeForALink>(())
    /// ```
    ///
    /// # Errors
    /// Anything but a whole, undamaged link that carries something this code can read, without a
    /// published plan or a passphrase.
    pub fn read(text: &str) -> Result<Arrival, LinkError> {
        Arriving::read(text)?.finish()
    }
}

/// A body that opens with a passphrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    /// The salt of the key.
    pub salt: [u8; 16],
    /// The bytes that were used once.
    pub once: [u8; 12],
    /// What AES-GCM made of the body: [`Arriving::of_body`] opens it once it is unlocked.
    pub locked: Vec<u8>,
}

/// A link being opened.
pub struct Arriving {
    sealed: Sealed,
    base: Option<Vec<u8>>,
    locked: Option<Locked>,
    stage: Stage,
}

enum Stage {
    Packed,
    Unpacking(Box<Unpacking>),
    Unpacked(Envelope),
}

impl Arriving {
    /// Finds the link in a fragment, a whole address, or a message with an address in it, and looks at
    /// all of it that can be known without unpacking.
    ///
    /// # Errors
    /// What can be seen by then to be wrong.
    pub fn read(text: &str) -> Result<Arriving, LinkError> {
        Arriving::of(Sealed::read(text)?)
    }

    /// The same for a body that was locked: see [`super::Shared::body`].
    ///
    /// # Errors
    /// As [`Arriving::read`].
    pub fn of_body(body: &[u8]) -> Result<Arriving, LinkError> {
        let arriving = Arriving::of(Sealed::of_body(body)?)?;
        match arriving.locked {
            // A lock within a lock is nothing we made.
            Some(_) => Err(LinkError::Damaged),
            None => Ok(arriving),
        }
    }

    fn of(sealed: Sealed) -> Result<Arriving, LinkError> {
        let mut locked = None;
        if sealed.says() == Some(Content::Locked) {
            if sealed.codec != Codec::Stored || sealed.needs().is_some() {
                return Err(LinkError::Damaged);
            }
            let bytes = sealed.clone().open()?.bytes;
            locked = Some(lock(&bytes).ok_or(LinkError::Damaged)?);
        }
        Ok(Arriving {
            sealed,
            base: None,
            locked,
            stage: Stage::Packed,
        })
    }

    /// The link alone, as it was made: its fragment without the `#`, and without what mail did to it.
    pub fn fragment(&self) -> String {
        to_fragment(&self.body())
    }

    /// The bytes that the fragment stands for: [`Arriving::of_body`] opens them.
    pub fn body(&self) -> Vec<u8> {
        self.sealed.body()
    }

    /// The published plan that it can't be opened without: give it by [`Arriving::give`].
    pub fn needs(&self) -> Option<&Needed> {
        self.sealed.needs().filter(|_| self.base.is_none())
    }

    /// What is to be unlocked with a passphrase.
    pub fn locked(&self) -> Option<&Locked> {
        self.locked.as_ref()
    }

    /// Takes the published plan's file: its very bytes, or a file that someone saved of that plan, unchanged. Gives the
    /// bytes that were published.
    ///
    /// # Errors
    /// [`LinkError::BaseDiffers`] for any other; the link still waits for the right one then.
    pub fn give(&mut self, published: Vec<u8>) -> Result<&[u8], LinkError> {
        let Some(needed) = self.sealed.needs() else {
            return Ok(&[]);
        };
        let is_needed = |file: &[u8]| Sha256::of(file).prefix() == needed.prefix;
        let file = if is_needed(&published) {
            Some(published)
        } else {
            // What went along with it there is no part of what is published.
            let read = read_plan_file(&published, Caps::FILE).ok();
            let written = read.map(|file| write_plan(&file.plan).into_bytes());
            written.filter(|file| is_needed(file))
        };
        let file = file.ok_or_else(|| LinkError::BaseDiffers(needed.edition.clone()))?;
        Ok(self.base.insert(file))
    }

    /// Goes on for about so many bytes; what came once all of it is there and its checksum holds.
    ///
    /// # Errors
    /// Anything but what was sent.
    pub fn step(&mut self, budget: usize) -> Option<Result<Arrival, LinkError>> {
        match self.on(budget) {
            Ok(None) => None,
            Ok(Some(arrival)) => Some(Ok(arrival)),
            Err(error) => Some(Err(error)),
        }
    }

    fn on(&mut self, budget: usize) -> Result<Option<Arrival>, LinkError> {
        let next = match &mut self.stage {
            Stage::Packed => self.begin()?,
            Stage::Unpacking(unpacking) => match unpacking.step(budget) {
                None => return Ok(None),
                Some(bytes) => {
                    let bytes = bytes.map_err(|_| LinkError::Damaged)?;
                    Stage::Unpacked(self.sealed.accept(bytes)?)
                }
            },
            Stage::Unpacked(envelope) => {
                return read_content(envelope).map(Some);
            }
        };
        self.stage = next;
        Ok(None)
    }

    fn begin(&mut self) -> Result<Stage, LinkError> {
        if self.locked.is_some() {
            return Err(LinkError::Locked);
        }
        if let Some(needed) = self.needs() {
            return Err(LinkError::BaseMissing(needed.edition.clone()));
        }
        Ok(match self.sealed.codec {
            Codec::Stored | Codec::Deflate => Stage::Unpacked(self.sealed.clone().open()?),
            Codec::Primed => {
                let (packed, length) = (self.sealed.packed.clone(), self.sealed.length);
                let unpacking = Unpacking::new(packed, length, self.base.clone());
                Stage::Unpacking(Box::new(unpacking))
            }
        })
    }

    /// Opens it at once.
    ///
    /// # Errors
    /// As [`Arriving::step`].
    pub fn finish(mut self) -> Result<Arrival, LinkError> {
        loop {
            if let Some(arrival) = self.step(MAX_DECODED) {
                return arrival;
            }
        }
    }
}

fn read_content(envelope: &Envelope) -> Result<Arrival, LinkError> {
    if envelope.content == Content::Locked {
        return Err(LinkError::Damaged);
    }
    let file = read_plan_file(&envelope.bytes, Caps::LINK).map_err(LinkError::Plan)?;
    Ok(Arrival {
        content: envelope.content,
        plan: file.plan,
        notes: file.notes,
        versions: file.versions,
        left_out: file.left_out,
    })
}

fn lock(bytes: &[u8]) -> Option<Locked> {
    let (salt, rest) = bytes.split_first_chunk()?;
    let (once, locked) = rest.split_first_chunk()?;
    Some(Locked {
        salt: *salt,
        once: *once,
        locked: locked.to_vec(),
    })
}
