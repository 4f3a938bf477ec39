//! The plans of the shelf beside the open one: fetched and read one after another, once somebody asks.

use std::collections::HashMap;

use leptos::{prelude::*, task::spawn_local};

use super::{
    indexes::{Stage, ask, pause, read},
    question::Question,
};
use crate::{
    app::{Of, Refusal, shelf::Entry, use_shelf},
    insight::search::Found,
    plan::Id,
};

/// The other plans and how far each is.
#[derive(Clone, Copy)]
pub struct Others {
    entries: RwSignal<Option<Vec<Entry>>>,
    stages: RwSignal<HashMap<Id, Stage>>,
    trouble: RwSignal<Option<Refusal>>,
    begun: StoredValue<bool>,
}

/// What one of them answers.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// The plan.
    pub entry: Entry,
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
            trouble: RwSignal::new(None),
            begun: StoredValue::new(false),
        }
    }

    /// Fetches and reads all but the open one, the first time it is called.
    pub fn begin(self, open: Option<Id>) {
        if self.begun.get_value() {
            return;
        }
        self.begun.set_value(true);
        let shelf = use_shelf();
        spawn_local(async move {
            // What was found in the open plan is drawn first.
            pause().await;
            let entries = match shelf.load().await {
                Ok(entries) => entries,
                Err(e) => {
                    let _ = self.trouble.try_set(Some(e.into()));
                    Vec::new()
                }
            };
            let others = entries.into_iter().filter(|e| Some(&e.id) != open.as_ref());
            let (old, mut entries): (Vec<Entry>, Vec<Entry>) = others.partition(|e| e.superseded);
            entries.extend(old);
            if self.entries.try_set(Some(entries.clone())).is_some() {
                return;
            }
            for entry in entries {
                let id = entry.id.clone();
                let tell = |stage| {
                    let told = self.stages.try_update(|all| all.insert(id.clone(), stage));
                    told.is_some()
                };
                match shelf.plan(&entry.id).await {
                    Ok(published) => {
                        read(Of::Published(entry.id.clone()), published.plan, tell).await;
                    }
                    Err(e) => drop(tell(Stage::Failed(e.to_string()))),
                }
                if self.entries.is_disposed() {
                    return;
                }
            }
        });
    }

    /// The plans, followed; `None` until the shelf has been read.
    pub fn entries(self) -> Option<Vec<Entry>> {
        self.entries.get()
    }

    /// Why the shelf can't be searched, followed.
    pub fn trouble(self) -> Option<Refusal> {
        self.trouble.get()
    }

    /// What those that are asked answer, followed: plans with something to the letter first.
    pub fn answers(self, asked: &Question) -> Vec<Answer> {
        let stages = self.stages.get();
        let entries = self.entries.get().unwrap_or_default().into_iter();
        let answer = |entry: Entry| {
            let stage = stages.get(&entry.id).cloned().unwrap_or(Stage::Waiting);
            let (words, most) = (&asked.words, asked.of_another());
            let found = match stage {
                Stage::Waiting | Stage::Failed(_) => None,
                Stage::Reading(_) | Stage::Ready => {
                    let of = Of::Published(entry.id.clone());
                    ask(&of, |index| index.search(words, asked.kind, most))
                }
            };
            Answer {
                entry,
                stage,
                found,
            }
        };
        let asked_of = entries.filter(|entry| asked.asks(&entry.id));
        let mut answers: Vec<Answer> = asked_of.map(answer).collect();
        let only_near = |answer: &Answer| {
            let found = answer.found.as_ref();
            found.is_none_or(|found| found.total == found.near)
        };
        answers.sort_by_key(only_near);
        answers
    }
}
