//! Why something was not done, in the words a reader sees.

use crate::{
    formats::{
        ReadError,
        foreign::{NotOpened, NotSaved},
        link::{LinkError, TooLargeForALink},
    },
    storage::{Standing, StorageError, forgets_in_a_week},
};

use super::{later::NotFetched, shelf::ShelfError};

/// What is wrong and what to do about it, each as whole sentences.
#[derive(Clone, Debug, PartialEq)]
pub struct Refusal {
    /// What happened.
    pub what: String,
    /// What to do next.
    pub what_to_do: String,
}

impl Refusal {
    /// A refusal in the given words.
    pub fn new(what: &str, what_to_do: &str) -> Refusal {
        Refusal {
            what: what.to_owned(),
            what_to_do: what_to_do.to_owned(),
        }
    }

    /// The same, and that nothing came of what was tried.
    pub fn nothing_changed(self) -> Refusal {
        Refusal {
            what_to_do: format!("{} Nothing was changed.", self.what_to_do),
            ..self
        }
    }

    /// What a browser that forgets what isn't visited will do, if this is one.
    pub fn of_forgetting() -> Option<Refusal> {
        forgets_in_a_week().then(|| {
            Refusal::new(
                "On an iPad or iPhone, Safari may erase drafts after seven days without a visit.",
                "Put Waymark on the home screen (Share, then ‘Add to Home Screen’), or save a file of each draft.",
            )
        })
    }

    /// What this browser doesn't keep, if there is such a thing.
    pub fn of_standing(standing: &Standing) -> Option<Refusal> {
        let notice = standing.notice()?;
        Some(Refusal::new(
            notice,
            standing.what_to_do().unwrap_or_default(),
        ))
    }
}

macro_rules! refusal_from {
    ($($error:ty),*) => {$(
        impl From<$error> for Refusal {
            fn from(e: $error) -> Self {
                Refusal::new(&e.to_string(), e.what_to_do())
            }
        }
    )*};
}

refusal_from!(
    ReadError,
    ShelfError,
    LinkError,
    TooLargeForALink,
    StorageError,
    NotFetched,
    NotOpened,
    NotSaved
);
