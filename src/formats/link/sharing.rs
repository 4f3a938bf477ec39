//! A plan on its way into a link, step by step.

use std::sync::Arc;

use waymark_packing::Packing;

use super::{
    Codec, Content, Edition, MAX_CHARACTERS, MAX_DECODED, Needed, TooLargeForALink, codec,
    envelope::{seal, to_fragment},
};
use crate::{
    formats::plan_file::{Along, compact_plan_with},
    insight::notes::Note,
    plan::Plan,
};

/// A link that is ready.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    content: Content,
    body: Vec<u8>,
}

impl Shared {
    /// A link to a body that opens with a passphrase: what AES-GCM made of [`Shared::body`], with the
    /// salt of its key and the bytes that are used once.
    ///
    /// # Errors
    /// More than a link that could be opened again can hold.
    pub fn locked(
        salt: [u8; 16],
        once: [u8; 12],
        locked: &[u8],
    ) -> Result<Shared, TooLargeForALink> {
        let bytes = [&salt, &once[..], locked].concat();
        let body = seal(Content::Locked, None, Codec::Stored, &bytes, &bytes);
        Shared::checked(Content::Locked, body)
    }

    fn checked(content: Content, body: Vec<u8>) -> Result<Shared, TooLargeForALink> {
        let shared = Shared { content, body };
        match shared.fragment().len() {
            ..=MAX_CHARACTERS => Ok(shared),
            characters => Err(TooLargeForALink::Characters(characters)),
        }
    }

    /// What it carries: a plan that couldn't be told by its changes goes whole.
    pub fn content(&self) -> Content {
        self.content
    }

    /// The fragment without its `#`.
    pub fn fragment(&self) -> String {
        to_fragment(&self.body)
    }

    /// The bytes that the fragment stands for: what a passphrase locks. [`super::Arriving::of_body`]
    /// opens them.
    pub fn body(&self) -> &[u8] {
        &self.body
    }
}

/// A link being made.
pub struct Sharing {
    content: Content,
    base: Option<Needed>,
    bytes: Vec<u8>,
    packing: Packing,
}

impl Sharing {
    /// A whole plan, with what goes along beside it.
    pub fn plan(plan: &Plan, along: &Along) -> Sharing {
        let bytes = compact_plan_with(plan, along).into_bytes();
        Sharing::of(Content::Plan, None, bytes)
    }

    /// A whole plan with what goes along beside it, as what differs from a published one: its file's very bytes,
    /// and its name, by which whoever lacks it is told what to open.
    pub fn changes(published: &[u8], edition: Edition, plan: &Plan, along: &Along) -> Sharing {
        let bytes = compact_plan_with(plan, along).into_bytes();
        let base = (Needed::of(published, edition), published);
        Sharing::of(Content::Changes, Some(base), bytes)
    }

    /// A plan of which only a part is left: what goes along names what was left out.
    pub fn part(plan: &Plan, along: &Along) -> Sharing {
        let bytes = compact_plan_with(plan, along).into_bytes();
        Sharing::of(Content::Part, None, bytes)
    }

    fn of(content: Content, base: Option<(Needed, &[u8])>, bytes: Vec<u8>) -> Sharing {
        let (base, file) = base.unzip();
        // What is too large is refused by the first step: it isn't copied for that.
        let packed = if bytes.len() > MAX_DECODED {
            Vec::new()
        } else {
            bytes.clone()
        };
        Sharing {
            content,
            base,
            packing: Packing::new(packed, file.map(<[u8]>::to_vec)),
            bytes,
        }
    }

    /// Goes on for about so many bytes of the plan; the link once it is done. The same link comes out
    /// whatever the steps.
    ///
    /// # Errors
    /// A plan too large for a link that could be opened again: send it as a file.
    pub fn step(&mut self, budget: usize) -> Option<Result<Shared, TooLargeForALink>> {
        if self.bytes.len() > MAX_DECODED {
            return Some(Err(TooLargeForALink::Bytes(self.bytes.len())));
        }
        let packed = self.packing.step(budget)?;
        let (codec, packed) = match packed {
            Ok(packed) => (Codec::Primed, packed),
            Err(_) if self.base.take().is_some() => {
                // Nothing to liken it to: it goes whole.
                self.content = Content::Plan;
                self.packing = Packing::new(self.bytes.clone(), None);
                return None;
            }
            Err(_) => codec::plainly(&self.bytes),
        };
        let base = self.base.as_ref();
        let body = seal(self.content, base, codec, &self.bytes, &packed);
        Some(Shared::checked(self.content, body))
    }

    /// Makes it at once.
    ///
    /// # Errors
    /// As [`Sharing::step`].
    pub fn finish(mut self) -> Result<Shared, TooLargeForALink> {
        loop {
            if let Some(shared) = self.step(MAX_DECODED) {
                return shared;
            }
        }
    }
}

/// The share fragment of a whole plan, without its `#`. Whatever comes back, [`super::Arrival::read`]
/// opens.
///
/// # Errors
/// A plan too large for a link that could be opened again: send it as a file.
pub fn share_plan(plan: &Plan) -> Result<String, TooLargeForALink> {
    share_plan_with(plan, &[])
}

/// The share fragment of a whole plan with notes beside it; without any it is [`share_plan`] to the
/// character.
///
/// # Errors
/// As [`share_plan`].
pub fn share_plan_with(plan: &Plan, notes: &[Arc<Note>]) -> Result<String, TooLargeForALink> {
    let along = Along {
        notes: notes.to_vec(),
        ..Along::default()
    };
    let shared = Sharing::plan(plan, &along).finish()?;
    Ok(shared.fragment())
}
