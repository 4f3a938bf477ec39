//! The reader's own notes on this device, as the pages see them: what is noted on each plan, how safe the words are,
//! and what came along with a link or a file. The first page knows only this; what opens, changes and keeps notes is
//! reached from the part `notes` alone.

use std::{cell::RefCell, collections::BTreeMap, future::Future, pin::Pin, sync::Arc};

use futures_util::future::{FutureExt, Shared};
use leptos::{ev, prelude::*, task::spawn_local};
use serde_json::Value;

use super::{Of, Refusal, Safety, ask_to_persist, use_location, use_plan};
use crate::{
    formats::sha256_hex,
    insight::notes::{Note, join, joined, next_place},
    plan::Id,
    storage::{ErrorKind, SaveState, SlipEvent, Slips, StorageError, slips_were_kept},
};

type Opening = Shared<Pin<Box<dyn Future<Output = Slips>>>>;

thread_local! {
    /// What keeps the notes, from the moment that it is opened.
    static KEEPER: RefCell<Option<Opening>> = const { RefCell::new(None) };
}

/// All notes of this device.
#[derive(Clone, Copy)]
pub struct Notebook {
    /// By the plan they are on, as [`notes_key`] names it.
    plans: RwSignal<BTreeMap<String, Vec<Arc<Note>>>>,
    /// Whether what is on this device has been read.
    pub is_open: RwSignal<bool>,
    /// How safe the words are.
    pub safety: RwSignal<Safety>,
    /// How many notes can't be read by this Waymark.
    pub unreadable: RwSignal<usize>,
    /// What came with the plan that is open.
    pub came: RwSignal<Option<Came>>,
}

/// Notes that came along with a plan. They are nobody's here until the reader takes them.
#[derive(Clone, Debug, PartialEq)]
pub struct Came {
    /// The plan they came with, as [`notes_key`] names it.
    pub plan: String,
    /// The notes, as they came.
    pub notes: Vec<Arc<Note>>,
}

/// The notes, from any component.
pub fn use_notebook() -> Notebook {
    expect_context::<Notebook>()
}

/// Under which name the notes on a plan are kept: they stay with it through new editions. What came with a link is
/// apart from what is published, whatever it calls itself.
pub fn notes_key(of: &Of, id: Option<&Id>) -> String {
    match (of, id) {
        (Of::Published(id), _) => format!("plan/{id}"),
        (Of::Draft(id), _) => format!("draft/{id}"),
        (Of::Shared(_), Some(id)) => format!("shared/{id}"),
        (Of::Shared(fragment), None) => {
            let hash = sha256_hex(fragment.as_bytes());
            format!("shared/{}", hash.get(..16).unwrap_or_default())
        }
        (Of::Nothing, _) => String::new(),
    }
}

/// The name of the open plan's notes, followed.
pub fn notes_of_this_plan() -> Memo<String> {
    let open = use_plan();
    let of = use_location().of();
    Memo::new(move |_| of.with(|of| notes_key(of, open.get().front.id.as_ref())))
}

impl Notebook {
    /// A notebook that is not opened yet; once, by the app.
    pub fn closed() -> Notebook {
        Notebook {
            plans: RwSignal::new(BTreeMap::new()),
            is_open: RwSignal::new(false),
            safety: RwSignal::new(Safety::Unchanged),
            unreadable: RwSignal::new(0),
            came: RwSignal::new(None),
        }
    }

    /// How many notes a plan has, followed.
    pub fn count(self, plan: &str) -> usize {
        self.plans.with(|plans| {
            let notes = plans.get(plan).into_iter().flatten();
            notes.filter(|note| !note.is_blank()).count()
        })
    }

    /// The notes on a plan, followed.
    pub fn of(self, plan: &str) -> Vec<Arc<Note>> {
        self.plans
            .with(|plans| plans.get(plan).cloned().unwrap_or_default())
    }

    /// The notes on a plan that hold anything, as they are now.
    pub fn of_untracked(self, plan: &str) -> Vec<Arc<Note>> {
        self.plans.with_untracked(|plans| {
            let notes = plans.get(plan).into_iter().flatten();
            notes.filter(|note| !note.is_blank()).cloned().collect()
        })
    }

    /// The note on one item, followed; a blank one where there is none.
    pub fn note(self, plan: &str, item: Option<&Id>) -> Arc<Note> {
        self.plans.with(|plans| find(plans, plan, item))
    }

    /// What the plans are called and what is noted on each, followed.
    pub fn all(self) -> Vec<(String, Vec<Arc<Note>>)> {
        self.plans.with(|plans| {
            let plans = plans.iter().map(|(plan, notes)| {
                let kept = notes.iter().filter(|note| !note.is_blank());
                (plan.clone(), kept.cloned().collect::<Vec<_>>())
            });
            plans.filter(|(_, notes)| !notes.is_empty()).collect()
        })
    }

    /// Changes the note on one item. It is on its way to the disk when this returns.
    pub fn change(self, plan: &str, item: Option<&Id>, change: impl FnOnce(&mut Note)) {
        let mut note = Note::clone(&self.plans.with_untracked(|plans| find(plans, plan, item)));
        let blank = note.is_blank();
        change(&mut note);
        if blank && !note.is_blank() {
            let notes = self.of_untracked(plan);
            note.place = next_place(&notes);
        }
        self.keep(plan, note);
    }

    /// Takes notes that came from elsewhere to the reader's own; what is there already stays. Says how many were new
    /// or brought something new.
    pub fn add(self, plan: &str, notes: &[Arc<Note>]) -> usize {
        let mut taken = 0;
        for theirs in notes.iter().filter(|note| !note.is_blank()) {
            let item = theirs.item.as_ref();
            let ours = self.plans.with_untracked(|plans| find(plans, plan, item));
            let mut note = match ours.is_blank() {
                true => Note::clone(theirs),
                false => joined(None, &ours, theirs),
            };
            note.place = match ours.is_blank() {
                true => next_place(&self.of_untracked(plan)),
                false => ours.place,
            };
            if note != *ours {
                taken += 1;
                self.keep(plan, note);
            }
        }
        taken
    }

    /// Shows a note and hands it to the keeper.
    fn keep(self, plan: &str, note: Note) {
        let text = note.json();
        let name = name_of(plan, note.item.as_ref());
        self.show(plan, note);
        match KEEPER.with_borrow(|keeper| keeper.as_ref()?.peek().cloned()) {
            Some(slips) => slips.put(&name, &text),
            None => {
                self.safety.set(Safety::Saving);
                spawn_local(async move { self.keeper().await.put(&name, &text) });
            }
        }
    }

    /// What keeps the notes, opened at the first call.
    fn keeper(self) -> Opening {
        KEEPER.with_borrow_mut(|keeper| {
            let open = || {
                let opening: Pin<Box<dyn Future<Output = Slips>>> = Box::pin(self.gather());
                opening.shared()
            };
            keeper.get_or_insert_with(open).clone()
        })
    }

    fn show(self, plan: &str, note: Note) {
        self.plans.update(|plans| {
            let notes = plans.entry(plan.to_owned()).or_default();
            let note = Arc::new(note);
            match notes.iter_mut().find(|other| other.item == note.item) {
                Some(other) => *other = note,
                None => notes.push(note),
            }
        });
    }

    /// Reads what is on this device, once. Where nothing was ever noted there is nothing to read, and no database is
    /// opened: a page that is left while it opens one has made WebKit answer no other page.
    pub async fn open(self) {
        if slips_were_kept() {
            self.keeper().await;
        }
        // Several parts of a page ask for it: what is shown already isn't made anew.
        if !self.is_open.get_untracked() {
            self.is_open.set(true);
        }
    }

    async fn gather(self) -> Slips {
        let (slips, found) = Slips::open(join, move |event| self.heard(event)).await;
        let mut unreadable = found.aside;
        for (name, text) in found.slips {
            match (Note::from_json(&text), name.rsplit_once('/')) {
                (Some(note), Some((plan, _))) => self.show(plan, note),
                _ => {
                    unreadable += 1;
                    // What a newer Waymark wrote stays as it is.
                    if serde_json::from_str::<Value>(&text).is_err() {
                        let _ = slips.set_aside(&name, "it is no note").await;
                    }
                }
            }
        }
        self.unreadable.set(unreadable);
        // For as long as the app runs: the words are in this page alone.
        let leaving = window_event_listener(ev::beforeunload, move |event| {
            if matches!(self.safety.get_untracked(), Safety::Failed(..)) {
                event.prevent_default();
            }
        });
        std::mem::forget(leaving);
        slips
    }

    fn heard(self, event: SlipEvent) {
        match event {
            SlipEvent::State(state) => {
                if matches!(state, SaveState::Saved(_)) {
                    ask_to_persist();
                }
                self.safety.set(match &state {
                    SaveState::Failed { error, .. } => Safety::Failed(refusal(error)),
                    state => Safety::from(state),
                });
            }
            SlipEvent::Changed { name, text } => {
                let note = Note::from_json(&text);
                if let (Some(note), Some((plan, _))) = (note, name.rsplit_once('/')) {
                    self.show(plan, note);
                }
            }
            SlipEvent::Removed => {
                self.plans.set(BTreeMap::new());
                self.came.set(None);
                self.unreadable.set(0);
                self.safety.set(Safety::Unchanged);
            }
        }
    }
}

/// Tries again to keep what is in this page alone.
pub fn keep_notes_again() {
    if let Some(slips) = KEEPER.with_borrow(|keeper| keeper.as_ref()?.peek().cloned()) {
        slips.keep_on();
    }
}

/// Removes all notes from this device.
///
/// # Errors
/// If the browser doesn't let go of them.
pub async fn remove_notes() -> Result<(), StorageError> {
    let slips = match KEEPER.with_borrow(Clone::clone) {
        Some(opening) => opening.await,
        None => Slips::open(join, |_| {}).await.0,
    };
    slips.remove_everything().await
}

fn find(plans: &BTreeMap<String, Vec<Arc<Note>>>, plan: &str, item: Option<&Id>) -> Arc<Note> {
    let notes = plans.get(plan).into_iter().flatten();
    let mut found = notes.filter(|note| note.item.as_ref() == item);
    found
        .next()
        .map_or_else(|| Arc::new(Note::about(item)), Arc::clone)
}

fn name_of(plan: &str, item: Option<&Id>) -> String {
    format!("{plan}/{}", item.map_or("", Id::as_str))
}

/// What is wrong with the keeping of notes, and what helps.
fn refusal(error: &StorageError) -> Refusal {
    let then = match error.kind() {
        ErrorKind::Blocked => {
            "Then allow this site to store data in the browser’s settings, or leave private browsing."
        }
        ErrorKind::Full => {
            "Then delete drafts you no longer need, or free some space on this device."
        }
        ErrorKind::Newer => "Then reload the page to get the newer version.",
        _ => "Then reload the page.",
    };
    Refusal::new(
        &format!("Your last notes are not saved. {error}"),
        &format!(
            "They are still on this page: copy them or save them as a file before you close it. {then}"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_plan_has_its_own_notes() {
        let id = Id::slug("coventry-2014");
        let key = |of, id| notes_key(&of, id);
        assert_eq!(key(Of::Published(id.clone()), None), "plan/coventry-2014");
        assert_eq!(key(Of::Draft("k3f9".into()), Some(&id)), "draft/k3f9");
        assert_eq!(
            key(Of::Shared("waymark1.".into()), Some(&id)),
            "shared/coventry-2014"
        );
        let (one, two) = (
            key(Of::Shared("a".into()), None),
            key(Of::Shared("b".into()), None),
        );
        assert!(one != two && one.len() == "shared/".len() + 16);
    }

    #[test]
    fn a_name_leads_back_to_its_plan() {
        for item in [None, Some(&Id::slug("m1"))] {
            let name = name_of("plan/coventry-2014", item);
            assert_eq!(name.rsplit_once('/').unwrap().0, "plan/coventry-2014");
        }
    }
}
