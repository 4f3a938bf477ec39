//! The indexes of the plans that have been searched: each is built once, a few milliseconds at a time, and kept
//! while the app is open.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use crate::{
    app::{Of, breath},
    insight::SearchIndex,
    plan::Plan,
};

/// How long the index is read for before the browser gets its turn, in milliseconds.
const SLICE: f64 = 6.0;
/// How long a reader waits before being told how far it is, and then between times.
const PATIENCE: f64 = 1000.0;
const BETWEEN: f64 = 500.0;

thread_local! {
    static KEPT: RefCell<HashMap<Of, SearchIndex>> = RefCell::new(HashMap::new());
}

/// How far an index is.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
    /// Not begun, or not for long.
    Waiting,
    /// So much of the plan has been read, in per cent.
    Reading(usize),
    /// The plan has been read.
    Ready,
    /// The plan could not be had.
    Failed(String),
}

impl Stage {
    /// Whether there is nothing more to wait for.
    pub fn over(&self) -> bool {
        matches!(self, Stage::Ready | Stage::Failed(_))
    }
}

/// Asks the index of a plan, if it has one yet.
pub fn ask<T>(of: &Of, ask: impl FnOnce(&SearchIndex) -> T) -> Option<T> {
    KEPT.with_borrow(|kept| kept.get(of).map(ask))
}

/// Lets go of the indexes of drafts and links but the open one: drafts change, and each visit reads them anew.
pub fn let_go(open: &Of) {
    KEPT.with_borrow_mut(|kept| {
        kept.retain(|of, _| matches!(of, Of::Published(_)) || of == open);
    });
}

/// Builds the index of a plan, or brings it up to date, and tells how far it is. Stops when nobody listens
/// any more, which `tell` answers with false: what has been read stays.
pub async fn read(of: Of, plan: Arc<Plan>, tell: impl Fn(Stage) -> bool) {
    KEPT.with_borrow_mut(|kept| kept.entry(of.clone()).or_default().turn_to(&plan));
    let mut told = now() + PATIENCE - BETWEEN;
    while let Some((read, all)) = read_for_a_while(&of) {
        if now() - told > BETWEEN {
            told = now();
            if !tell(Stage::Reading(read * 100 / all.max(1))) {
                return;
            }
        }
        breath().await;
    }
    tell(Stage::Ready);
}

/// Reads for one slice of time. Gives how many records have been read of how many, if there are more to read.
fn read_for_a_while(of: &Of) -> Option<(usize, usize)> {
    let began = now();
    KEPT.with_borrow_mut(|kept| {
        let index = kept.get_mut(of)?;
        while index.read_on() {
            if now() - began > SLICE {
                return Some(index.progress());
            }
        }
        None
    })
}

fn now() -> f64 {
    js_sys::Date::now()
}
