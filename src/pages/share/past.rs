//! What a plan went through before it is sent. By that a copy that comes back is told from another plan, and what it is
//! without from what was deleted.

use std::sync::Arc;

use crate::{
    app::{Origin, drafts},
    drafting::excerpt::Excerpt,
    formats::{Along, version_hash},
    insight::notes::Note,
    plan::Plan,
    storage::{BasedOn, Card, StorageError},
};

/// Versions that a link names at most: each costs some forty characters, and one of the newest is nearly always the one.
const IN_A_LINK: usize = 2;

/// How a plan goes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Goes {
    /// In a link, where every character counts.
    InALink,
    /// In a file.
    InAFile,
}

/// What a plan was begun from and went through.
#[derive(Clone, Debug, Default)]
pub struct Past {
    /// The published plan that it was begun from.
    pub base: Option<BasedOn>,
    versions: Vec<String>,
    left_out: Vec<String>,
    is_draft: bool,
}

/// What the list of drafts knows of one.
pub async fn card_of(id: &str) -> Result<Card, StorageError> {
    drafts().await.card(&id.parse()?).await
}

impl Past {
    /// The past of a draft. A file tells all versions that were kept, a link those that whoever sent it knows.
    pub fn of_draft(card: Card, goes: Goes) -> Past {
        let versions = match goes {
            Goes::InALink => card.sent_as(),
            Goes::InAFile => card.hashes(),
        };
        Past {
            base: card.based_on,
            versions,
            left_out: card.left_out,
            is_draft: true,
        }
    }

    /// The past of a plan that is only read.
    pub fn of_read(origin: Origin, plan: &Plan) -> Past {
        match origin {
            Origin::Copy {
                versions,
                left_out,
                base,
            } => Past {
                base,
                versions,
                left_out,
                is_draft: false,
            },
            Origin::Published(hash) => Past {
                base: plan.front.id.as_ref().map(|id| BasedOn {
                    plan: id.to_string(),
                    hash,
                }),
                ..Past::default()
            },
            Origin::Unknown => Past::default(),
        }
    }

    /// What goes along with this much of the whole plan.
    pub fn along(
        self,
        whole: &Plan,
        excerpt: &Excerpt,
        notes: Vec<Arc<Note>>,
        goes: Goes,
    ) -> Along {
        let mut versions = self.versions;
        let mut left_out = self.left_out;
        // An answer to a part is read against all that there was: here, unless this is such an answer itself.
        let is_part = !excerpt.is_whole() && left_out.is_empty();
        if is_part || (self.is_draft && goes == Goes::InAFile) {
            let now = version_hash(whole);
            versions.retain(|hash| *hash != now);
            versions.insert(0, now);
        }
        if goes == Goes::InALink {
            versions.truncate(IN_A_LINK);
        }
        left_out.extend(excerpt.keys().into_iter().map(str::to_owned));
        Along {
            notes,
            versions,
            left_out,
        }
    }
}
