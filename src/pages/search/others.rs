//! The plans beside the open one, of the shelf and the drafts of this device: fetched and read one after another, once
//! somebody asks.

use std::{collections::HashMap, sync::Arc};

use leptos::{prelude::*, task::spawn_local};

use super::{
    indexes::{Stage, ask, read},
    question::Question,
};
use crate::{
    app::{
        Address, Of, Refusal, Shelf, View, breath,
        drafts::Kept,
        is_saved_page,
        later::{kept_here, kept_plan},
        shelf::Entry,
        use_shelf,
    },
    insight::search::Found,
    plan::{Period, Plan},
};

/// A plan that is searched beside the open one.
#[derive(Clone, Debug, PartialEq)]
pub struct Other {
    /// Where it is.
    pub of: Of,
    /// Whose it is, or that it is a draft.
    pub whose: String,
    /// Its title.
    pub title: String,
    /// The period it covers, or when a draft was changed.
    pub when: String,
}

impl Other {
    fn published(entry: Entry) -> Other {
        let period = entry.period.parse::<Period>();
        Other {
            of: Of::Published(entry.id),
            whose: entry.organisation,
            title: entry.title,
            when: period.map_or(entry.period, Period::shown),
        }
    }

    fn draft(kept: Kept) -> Other {
        Other {
            of: Of::Draft(kept.draft),
            whose: "Draft on this device".to_owned(),
            title: kept.title,
            when: format!("changed {}", kept.when),
        }
    }

    /// Its name where it stands alone.
    pub fn name(&self) -> String {
        format!("{}: {}", self.whose, self.title)
    }

    /// Its first page.
    pub fn href(&self) -> String {
        Address::view(self.of.clone(), View::Overview).href()
    }
}

/// The other plans and how far each is.
#[derive(Clone, Copy)]
pub struct Others {
    entries: RwSignal<Option<Vec<Other>>>,
    stages: RwSignal<HashMap<Of, Stage>>,
    trouble: RwSignal<Vec<String>>,
    begun: StoredValue<bool>,
}

/// What one of them answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The plan.
    pub entry: Other,
    /// How far it is.
    pub stage: Stage,
    /// What was found in what has been read of it.
    pub found: Option<Found>,
}

impl Others {
    /// None yet.
    pub fn new() -> Others {
        Others {
            entries: RwSignal::new(None),
            stages: RwSignal::new(HashMap::new()),
            trouble: RwSignal::new(Vec::new()),
            begun: StoredValue::new(false),
        }
    }

    /// Fetches and reads all but the open one, the first time it is called.
    pub fn begin(self, open: Of) {
        if self.begun.get_value() {
            return;
        }
        self.begun.set_value(true);
        let shelf = use_shelf();
        spawn_local(async move {
            // What was found in the open plan is drawn first.
            breath().await;
            let mut entries = self.listed(shelf, &open).await;
            entries.retain(|entry| entry.of != open);
            if self.entries.try_set(Some(entries.clone())).is_some() {
                return;
            }
            for entry in entries {
                let of = entry.of;
                let tell = |stage| {
                    let told = self.stages.try_update(|all| all.insert(of.clone(), stage));
                    told.is_some()
                };
                match plan(shelf, &of).await {
                    Ok(plan) => read(of.clone(), plan, tell).await,
                    Err(refusal) => drop(tell(Stage::Failed(refusal.what))),
                }
                if self.entries.is_disposed() {
                    return;
                }
            }
        });
    }

    /// What there is: the plans of the shelf, then the drafts, then what newer editions have replaced.
    async fn listed(self, shelf: Shelf, open: &Of) -> Vec<Other> {
        let trouble = |what: &str, refusal: Refusal| {
            let said = format!(
                "{what} can’t be searched. {} {}",
                refusal.what, refusal.what_to_do
            );
            let _ = self.trouble.try_update(|all| all.push(said));
        };
        let published = shelf.load().await.unwrap_or_else(|e| {
            trouble("Other plans", e.into());
            Vec::new()
        });
        let draft = match open {
            Of::Draft(id) => Some(id.clone()),
            _ => None,
        };
        // A plan saved as one page has no drafts beside it.
        let kept = match is_saved_page() {
            true => Ok(Vec::new()),
            false => kept_here(draft).await,
        };
        let kept = kept.unwrap_or_else(|e| {
            trouble("Drafts on this device", e);
            Vec::new()
        });
        let drafts = kept.into_iter().filter(|kept| kept.version.is_none());
        let (old, new): (Vec<Entry>, Vec<Entry>) =
            published.into_iter().partition(|e| e.superseded);
        let new = new.into_iter().map(Other::published);
        let old = old.into_iter().map(Other::published);
        new.chain(drafts.map(Other::draft)).chain(old).collect()
    }

    /// The plans, followed; `None` until the shelf has been read.
    pub fn entries(self) -> Option<Vec<Other>> {
        self.entries.get()
    }

    /// What can't be searched and why, followed.
    pub fn trouble(self) -> Vec<String> {
        self.trouble.get()
    }

    /// What those that are asked answer, followed: plans with something to the letter first.
    pub fn answers(self, asked: &Question) -> Vec<Answer> {
        let stages = self.stages.get();
        let entries = self.entries.get().unwrap_or_default().into_iter();
        let answer = |entry: Other| {
            let stage = stages.get(&entry.of).cloned().unwrap_or(Stage::Waiting);
            let (words, most) = (&asked.words, asked.of_another());
            let found = match stage {
                Stage::Waiting | Stage::Failed(_) => None,
                Stage::Reading(_) | Stage::Ready => {
                    ask(&entry.of, |index| index.search(words, asked.kind, most))
                }
            };
            Answer {
                entry,
                stage,
                found,
            }
        };
        let asked_of = entries.filter(|entry| asked.asks(&entry.of));
        let mut answers: Vec<Answer> = asked_of.map(answer).collect();
        let only_near = |answer: &Answer| {
            let found = answer.found.as_ref();
            found.is_none_or(|found| found.total == found.near)
        };
        answers.sort_by_key(only_near);
        answers
    }
}

/// The plan at an address.
async fn plan(shelf: Shelf, of: &Of) -> Result<Arc<Plan>, Refusal> {
    match of {
        Of::Published(id) => Ok(shelf.plan(id).await?.plan),
        Of::Draft(draft) => Ok(kept_plan(draft.clone(), None).await?.0),
        Of::Shared(_) | Of::Nothing => Err(Refusal::new("There is no such plan.", "")),
    }
}
