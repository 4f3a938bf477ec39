//! Making the link that carries what is sent: the shortest that serves, in slices, behind a passphrase where one is set.

use leptos::prelude::*;

use super::Sending;
use crate::{
    app::{
        Held, Of, Origin, Refusal, Shelf, drafts, in_slices, painted, passphrase, use_location,
        use_plan, use_shelf,
    },
    drafting::excerpt::{Excerpt, Taken},
    formats::{
        Along,
        link::{Content, Shared, Sharing, Verdict, share_url},
        version_hash,
    },
    plan::{Id, Plan},
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
    // What is chosen may change while a link is made: only the last one counts.
    let turn = StoredValue::new(0u32);
    let shelf = use_shelf();
    let (open, of) = (use_plan(), use_location().of());
    Effect::new(move |_| {
        let what = What {
            whole: open.written_untracked(),
            from: Begun {
                of: of.get_untracked(),
                origin: open.origin.get_value(),
            },
            as_it_is: sending.is_whole(),
            taken: sending.taken.get(),
            excerpt: sending.excerpt.get(),
            along: Along {
                notes: sending.along(),
                ..Along::default()
            },
            passphrase: sending.passphrase.get(),
        };
        turn.update_value(|turn| *turn += 1);
        let mine = turn.get_value();
        made.set(None);
        leptos::task::spawn_local(async move {
            painted().await;
            let is_last = || turn.try_get_value() == Some(mine);
            if !is_last() {
                return;
            }
            let link = what.made(shelf).await;
            if is_last() {
                let _ = made.try_set(Some(link));
            }
        });
    });
    made
}

/// What the open plan was begun from.
struct Begun {
    of: Of,
    origin: Origin,
}

impl Begun {
    /// The published plan that it was begun from, what it went through since, and what it is without.
    async fn past(self, plan: &Plan) -> (Option<BasedOn>, Vec<String>, Vec<String>) {
        if let Of::Draft(id) = self.of {
            let card = async { drafts().await.card(&id.parse().ok()?).await.ok() };
            return match card.await {
                Some(card) => (card.based_on.clone(), card.sent_as(), card.left_out),
                None => Default::default(),
            };
        }
        match self.origin {
            Origin::Copy {
                versions,
                left_out,
                base,
            } => (base, versions, left_out),
            Origin::Published(hash) => {
                let id = plan.front.id.as_ref().map(ToString::to_string);
                let base = id.map(|plan| BasedOn { plan, hash });
                (base, Vec::new(), Vec::new())
            }
            Origin::Unknown => Default::default(),
        }
    }
}

/// What goes into the link.
struct What {
    /// The plan that it is taken of.
    whole: Held<Plan>,
    from: Begun,
    /// Whether the plan goes as it is and alone.
    as_it_is: bool,
    taken: Held<Taken>,
    excerpt: Excerpt,
    along: Along,
    passphrase: String,
}

impl What {
    async fn made(mut self, shelf: Shelf) -> Result<Made, Refusal> {
        // Who only reads a published plan and sends it as it is can send its address; here it goes with all it says.
        let stands_alone = self.as_it_is && self.from.origin.published().is_some();
        let (base, versions, left_out) = self.from.past(&self.whole).await;
        let base = base.filter(|_| !stands_alone);
        self.along.left_out = left_out;
        self.along.versions = versions;
        if !self.excerpt.is_whole() {
            // An answer to a part is read against all that there was: here, unless this is such an answer itself.
            if self.along.left_out.is_empty() {
                self.along.versions.insert(0, version_hash(&self.whole));
            }
            let left_out = self.excerpt.keys().into_iter().map(str::to_owned);
            self.along.left_out.extend(left_out);
        }
        // Each costs some forty characters, and one of the newest is nearly always the one: of this plan, or of its sender's.
        self.along.versions.truncate(2);
        let mut sharing = sharing(&self.taken.plan, &self.along, base, shelf).await;
        let mut shared = in_slices(|| sharing.step(STEP)).await?;
        let content = shared.content();
        if !self.passphrase.trim().is_empty() {
            let (salt, once, locked) = passphrase::lock(shared.body(), &self.passphrase).await?;
            shared = Shared::locked(salt, once, &locked)?;
        }
        let url = share_url(&here(), &shared.fragment());
        Ok(Made {
            verdict: Verdict::of(&url),
            content,
            url,
        })
    }
}

/// Told by its changes where it was begun from a plan that is published here, else whole.
async fn sharing(plan: &Plan, along: &Along, base: Option<BasedOn>, shelf: Shelf) -> Sharing {
    if !along.left_out.is_empty() {
        return Sharing::part(plan, along);
    }
    if let Some(base) = base
        && let Some(id) = Id::parse(&base.plan)
        && let Ok((_, file)) = shelf.file(|entry| entry.sha256 == base.hash).await
    {
        return Sharing::changes(&file, &id, plan, along);
    }
    Sharing::plan(plan, along)
}
