//! Making the link that carries what is sent: the shortest that serves, in slices, behind a passphrase where one is set.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Sending,
    past::{Goes, Past, card_of},
};
use crate::{
    app::{
        Held, Of, Origin, Refusal, Shelf, Turn, in_slices, painted, passphrase, use_location,
        use_plan, use_shelf,
    },
    drafting::excerpt::{Excerpt, Taken},
    formats::{
        Along,
        link::{Content, Edition, Shared, Sharing, Verdict, share_url},
    },
    insight::notes::Note,
    plan::Plan,
    storage::BasedOn,
};

/// Bytes between two looks at the clock.
const STEP: usize = 512;

/// A link that was made.
#[derive(Clone, Debug, PartialEq)]
pub struct Made {
    /// The whole address.
    pub url: String,
    /// What it carries.
    pub content: Content,
    /// How far it gets.
    pub verdict: Verdict,
}

/// The address of this app, without what it shows.
pub fn here() -> String {
    let here = window().location();
    let origin = here.origin().unwrap_or_default();
    format!("{origin}{}", here.pathname().unwrap_or_default())
}

/// Makes the link anew whenever what is chosen changes; nothing while it is being made.
pub fn follow(sending: Sending) -> RwSignal<Option<Result<Made, Refusal>>> {
    let made = RwSignal::new(None);
    // What is chosen may change while a link is made.
    let turn = Turn::nobodys();
    let shelf = use_shelf();
    let (open, of) = (use_plan(), use_location().of());
    Effect::new(move |_| {
        let what = What {
            whole: open.written_untracked(),
            of: of.get_untracked(),
            origin: open.origin.get_value(),
            as_it_is: sending.is_whole(),
            taken: sending.taken.get(),
            excerpt: sending.excerpt.get(),
            notes: sending.along(),
            passphrase: sending.passphrase.get(),
        };
        let mine = turn.begin();
        made.set(None);
        leptos::task::spawn_local(async move {
            painted().await;
            if !mine.is_last() {
                return;
            }
            if let Some(link) = what.made(shelf, || mine.is_last()).await {
                let _ = made.try_set(Some(link));
            }
        });
    });
    made
}

/// What goes into the link.
struct What {
    /// The plan that it is taken of.
    whole: Held<Plan>,
    of: Of,
    origin: Origin,
    /// Whether the plan goes as it is and alone.
    as_it_is: bool,
    taken: Held<Taken>,
    excerpt: Excerpt,
    notes: Vec<Arc<Note>>,
    passphrase: String,
}

impl What {
    /// The link, unless it is no longer wanted before it is made.
    async fn made(
        self,
        shelf: Shelf,
        is_wanted: impl Fn() -> bool,
    ) -> Option<Result<Made, Refusal>> {
        // Who only reads a published plan and sends it as it is can send its address; here it goes with all it says.
        let stands_alone = self.as_it_is && self.origin.published().is_some();
        let past = self.past().await;
        let base = past.base.clone().filter(|_| !stands_alone);
        let along = past.along(&self.whole, &self.excerpt, self.notes, Goes::InALink);
        let mut sharing = sharing(&self.taken.plan, &along, base, shelf).await;
        let step = || match is_wanted() {
            true => sharing.step(STEP).map(Some),
            false => Some(None),
        };
        match in_slices(step).await? {
            Ok(shared) => Some(locked(shared, &self.passphrase).await),
            Err(e) => Some(Err(e.into())),
        }
    }

    async fn past(&self) -> Past {
        match &self.of {
            Of::Draft(id) => match card_of(id).await {
                Ok(card) => Past::of_draft(card, Goes::InALink),
                Err(_) => Past::default(),
            },
            _ => Past::of_read(self.origin.clone(), &self.whole),
        }
    }
}

/// The link, behind its passphrase where it has one.
async fn locked(mut shared: Shared, passphrase: &str) -> Result<Made, Refusal> {
    let content = shared.content();
    if !passphrase.trim().is_empty() {
        let (salt, once, locked) = passphrase::lock(shared.body(), passphrase).await?;
        shared = Shared::locked(salt, once, &locked)?;
    }
    let url = share_url(&here(), &shared.fragment());
    Ok(Made {
        verdict: Verdict::of(&url),
        content,
        url,
    })
}

/// Told by its changes where it was begun from a plan that is published here, else whole.
async fn sharing(plan: &Plan, along: &Along, base: Option<BasedOn>, shelf: Shelf) -> Sharing {
    if !along.left_out.is_empty() {
        return Sharing::part(plan, along);
    }
    if let Some(base) = base
        && let Ok((entry, file)) = shelf.file(|entry| entry.sha256 == base.hash).await
    {
        let edition = Edition::new(&base.plan, &entry.edition);
        return Sharing::changes(&file, edition, plan, along);
    }
    Sharing::plan(plan, along)
}
