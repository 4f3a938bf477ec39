//! What every file of the plan begins and ends with: what is sent as it is chosen now, what goes along with it, and that the
//! draft remembers what left this device, so that an answer can be read against it.

use std::sync::Arc;

use leptos::prelude::*;

use super::{
    Sending,
    past::{Goes, Past, card_of},
};
use crate::{
    app::{
        Desk, Editing, Held, Of, OpenPlan, Origin, Refusal, drafts, drafts::moment, use_location,
        use_plan,
    },
    drafting::excerpt::{Excerpt, Taken},
    formats::Along,
    insight::notes::Note,
    plan::Plan,
    storage::Card,
};

/// Saving what is sent.
#[derive(Clone, Copy)]
pub struct Saving {
    sending: Sending,
    open: OpenPlan,
    of: Memo<Of>,
    editing: Option<Editing>,
    /// What is known of the draft, read ahead: a browser may only let a download begin that a hand has just asked for.
    known: StoredValue<Option<Card>>,
}

impl Saving {
    /// Of what is chosen on this page.
    pub fn of(sending: Sending) -> Saving {
        let of = use_location().of();
        let known = StoredValue::new(None::<Card>);
        if let Of::Draft(id) = of.get_untracked() {
            leptos::task::spawn_local(async move {
                if let Ok(card) = card_of(&id).await {
                    known.try_set_value(Some(card));
                }
            });
        }
        Saving {
            sending,
            open: use_plan(),
            of,
            editing: use_context::<Editing>(),
            known,
        }
    }

    /// What is sent, as it is now.
    pub fn now(self) -> Now {
        Now {
            whole: self.open.written_untracked(),
            taken: self.sending.taken.get_untracked(),
            excerpt: self.sending.excerpt.get_untracked(),
            notes: untrack(|| self.sending.along()),
            of: self.of.get_untracked(),
            origin: self.open.origin.get_value(),
            desk: self
                .editing
                .and_then(|editing| Some((editing, editing.desk()?, editing.head()))),
            known: self.known.get_value(),
        }
    }
}

/// What is sent at one moment.
pub struct Now {
    whole: Held<Plan>,
    taken: Held<Taken>,
    excerpt: Excerpt,
    notes: Vec<Arc<Note>>,
    of: Of,
    origin: Origin,
    desk: Option<(Editing, Desk, u64)>,
    known: Option<Card>,
}

impl Now {
    /// What is left of the plan, to be saved.
    pub fn plan(&self) -> Arc<Plan> {
        Arc::new(self.taken.plan.clone())
    }

    /// What is left of another plan.
    pub fn part_of(&self, plan: &Plan) -> Arc<Plan> {
        Arc::new(self.excerpt.of(plan).plan)
    }

    /// What the plan is called.
    pub fn title(&self) -> &str {
        &self.whole.front.title
    }

    /// What goes along with it.
    ///
    /// # Errors
    /// If the draft's own list can't be read.
    pub async fn along(&self) -> Result<Along, Refusal> {
        let past = match &self.of {
            Of::Draft(id) => {
                let card = match self.known.clone() {
                    Some(card) => card,
                    None => card_of(id).await?,
                };
                Past::of_draft(card, Goes::InAFile)
            }
            _ => Past::of_read(self.origin.clone(), &self.whole),
        };
        Ok(past.along(
            &self.whole,
            &self.excerpt,
            self.notes.clone(),
            Goes::InAFile,
        ))
    }

    /// Remembers in the draft what was saved; one that went whole is backed up by it.
    pub async fn remember(self) {
        let Some((editing, desk, head)) = self.desk else {
            return;
        };
        let id = desk.journal.draft().clone();
        // A name keeps it: what comes back is read against it.
        let name = format!("Saved to a file on {}", moment(js_sys::Date::now()));
        drop(editing.keep_as(Some(&name)).await);
        if self.excerpt.is_whole() {
            drop(drafts().await.backed_up(&id, head).await);
        }
    }
}
