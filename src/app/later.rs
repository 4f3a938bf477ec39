//! The parts of the app that opening a published plan does not need. The release cuts them off the
//! first download: each is fetched when a reader first needs it, and kept for use offline with the
//! rest. Every other build has them in one piece.
//!
//! The cut is made by `wasm_split`: a function declared with [`later!`] goes to its part with all
//! that only this part uses; what two parts use becomes a shared piece by itself.

use std::{fmt, pin::Pin, sync::Arc};

use super::{
    Address, Of, View,
    drafts::{self, Kept, Origin},
    page_file,
    received::{Opened, Waiting, receive, unlocked, with_published},
    refusal::Refusal,
    shelf::Shelf,
};
use leptos::prelude::Callback;

use crate::{
    drafting::blank_plan,
    formats::{
        Along, foreign,
        link::{Arriving, Locked},
        word,
        word::About,
    },
    insight::Document,
    plan::{Day, Plan},
};

/// A part that did not arrive: the network is gone before the app was kept for use without it.
#[derive(Clone, Copy, Debug)]
pub struct NotFetched;

impl fmt::Display for NotFetched {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("It belongs to a part of Waymark that is not on this device yet.")
    }
}

impl NotFetched {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        "Connect to the network and reload this page. Waymark then keeps itself for use offline."
    }
}

#[cfg(split)]
impl From<leptos::wasm_split::SplitLoaderError> for NotFetched {
    fn from(_: leptos::wasm_split::SplitLoaderError) -> Self {
        NotFetched
    }
}

/// Declares functions of a part. Each becomes `async` and may fail, for calling it may fetch the part;
/// `after` names a function that only fetches.
macro_rules! later {
    ($($(#[$doc:meta])* in $part:ident after $here:ident: $vis:vis fn $name:ident($($arg:ident: $ty:ty),*) -> $out:ty $body:block)*) => {$(
        #[cfg(split)]
        #[leptos::wasm_split::wasm_split(
            $part,
            wasm_split_path = ::leptos::wasm_split,
            preload(#[allow(dead_code, reason = "not each caller waits apart")] $here),
            fallible
        )]
        $(#[$doc])*
        $vis fn $name($($arg: $ty),*) -> Result<$out, $crate::app::later::NotFetched> {
            Ok($body)
        }

        #[cfg(not(split))]
        $(#[$doc])*
        $vis async fn $name($($arg: $ty),*) -> Result<$out, $crate::app::later::NotFetched> {
            Ok($body)
        }

        #[cfg(not(split))]
        #[allow(dead_code, reason = "not each caller waits apart")]
        $vis async fn $here() -> Result<(), $crate::app::later::NotFetched> {
            Ok(())
        }
    )*};
}

#[cfg_attr(fuzzing, expect(unused_imports, reason = "it has no pages"))]
pub(crate) use later;

/// What a part does over some time.
pub type Doing<T> = Pin<Box<dyn Future<Output = T>>>;

later! {
    in links after links_are_here: fn read_link(text: String, shelf: Shelf) -> Doing<Result<Opened, Refusal>> {
        Box::pin(async move { receive(&text, shelf).await })
    }

    in links after unlocking_is_here: fn open_locked(locked: Locked, passphrase: String, shelf: Shelf) -> Doing<Result<Opened, Refusal>> {
        Box::pin(async move { unlocked(&locked, &passphrase, shelf).await })
    }

    in links after giving_is_here: fn open_given(waiting: Waiting, file: Vec<u8>) -> Doing<Result<Opened, Refusal>> {
        Box::pin(async move { with_published(&waiting, file).await })
    }

    in links after finding_is_here: fn find_link(text: String) -> Result<String, Refusal> {
        let arriving = Arriving::read(&text);
        arriving.map(|link| link.fragment()).map_err(Refusal::from)
    }

    in files after page_is_here: fn put_together(plan: Arc<Plan>, told: Callback<(usize, usize)>) -> Doing<Result<Vec<u8>, Refusal>> {
        Box::pin(page_file::put_together(plan, told))
    }

    in drafting after blank_is_here: fn begin_blank() -> Doing<Result<Address, Refusal>> {
        Box::pin(start_draft(Arc::new(blank_plan("New plan")), Origin::Unknown))
    }

    in drafting after drafting_is_here: fn begin_draft(plan: Arc<Plan>, origin: Origin) -> Doing<Result<Address, Refusal>> {
        Box::pin(async move {
            let id = drafts::start_draft(&plan, origin).await?;
            Ok(Address::view(Of::Draft(id.to_string()), View::Edit))
        })
    }

    in drafting after desk_is_here: fn list_kept(open: Option<String>) -> Doing<Result<Vec<Kept>, Refusal>> {
        Box::pin(drafts::kept_here(open))
    }

    in files after files_are_here: pub(crate) fn open_foreign(bytes: Vec<u8>) -> Result<foreign::Opened, Refusal> {
        foreign::open(&bytes).map_err(Refusal::from)
    }

    in files after saving_is_here: pub(crate) fn save_foreign(wanted: foreign::Wanted, plans: Vec<Arc<Plan>>, along: Along, made: Day) -> Result<foreign::Saved, Refusal> {
        let plans: Vec<&Plan> = plans.iter().map(Arc::as_ref).collect();
        foreign::save(&wanted, &plans, &along, made).map_err(Refusal::from)
    }

    in files after word_is_here: pub(crate) fn save_word(document: Document, about: About) -> foreign::Saved {
        let (bytes, unread) = word(&document, &about);
        foreign::Saved { bytes, unread }
    }

    in drafting after kept_is_here: fn read_kept(draft: String, version: Option<u64>) -> Doing<Result<(Arc<Plan>, String), Refusal>> {
        Box::pin(drafts::kept_plan(draft, version))
    }
}

/// Opens what came with a link.
///
/// # Errors
/// If it isn't a whole link that this Waymark can read.
pub async fn arrived(text: String, shelf: Shelf) -> Result<Opened, Refusal> {
    read_link(text, shelf).await?.await
}

/// Opens what a passphrase locks.
///
/// # Errors
/// If it isn't the passphrase, or as [`arrived`].
pub async fn unlock_link(
    locked: Locked,
    passphrase: String,
    shelf: Shelf,
) -> Result<Opened, Refusal> {
    open_locked(locked, passphrase, shelf).await?.await
}

/// Opens what waited for the file of a published plan.
///
/// # Errors
/// If it isn't the file that the link needs, or as [`arrived`].
pub async fn give_published(waiting: Waiting, file: Vec<u8>) -> Result<Opened, Refusal> {
    open_given(waiting, file).await?.await
}

/// The fragment of the link in an address, or in a message with an address in it.
///
/// # Errors
/// If there is none, or it isn't whole.
pub async fn link_in(text: String) -> Result<String, Refusal> {
    find_link(text).await?
}

/// Begins a draft of an empty plan and says where it is edited.
///
/// # Errors
/// If the device can't keep it.
pub async fn start_blank() -> Result<Address, Refusal> {
    begin_blank().await?.await
}

/// Keeps a copy of a plan as a new draft and says where it is edited.
///
/// # Errors
/// If the device can't keep it.
pub async fn start_draft(plan: Arc<Plan>, origin: Origin) -> Result<Address, Refusal> {
    begin_draft(plan, origin).await?.await
}

/// The drafts on this device and the versions of the one with this id, to be looked at.
///
/// # Errors
/// If storage can't be read.
pub async fn kept_here(open: Option<String>) -> Result<Vec<Kept>, Refusal> {
    list_kept(open).await?.await
}

/// A draft on this device, or a version of it, to be looked at, and what it is called.
///
/// # Errors
/// If it isn't there or can't be read.
pub async fn kept_plan(
    draft: String,
    version: Option<u64>,
) -> Result<(Arc<Plan>, String), Refusal> {
    read_kept(draft, version).await?.await
}

/// The plan as one page that opens from disk. `told` hears how many of how many files are packed.
///
/// # Errors
/// If a file of this Waymark isn't at hand.
pub async fn page_file(
    plan: Arc<Plan>,
    told: Callback<(usize, usize)>,
) -> Result<Vec<u8>, Refusal> {
    put_together(plan, told).await?.await
}
