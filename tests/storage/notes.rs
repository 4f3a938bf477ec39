//! Notes in a real browser: held at once, kept in a database of their own, seen by the other tab. Two openings in one
//! page meet each other as two tabs do.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Poll, Waker};

use js_sys::Reflect;
use wasm_bindgen_test::wasm_bindgen_test;
use waymark::storage::*;

use super::device::{FULL, Fault, eval, promised};

/// A tab's slips and what it was told, with a way to wait for the next thing.
struct Tab {
    slips: Slips,
    found: Found,
    told: Rc<RefCell<Vec<SlipEvent>>>,
    wakers: Rc<RefCell<Vec<Waker>>>,
}

/// Both texts, unless one of them is what both began from.
fn join(base: Option<&str>, ours: &str, theirs: &str) -> Option<String> {
    Some(match base {
        Some(base) if base == theirs => ours.to_owned(),
        _ if ours == theirs => ours.to_owned(),
        _ => format!("{theirs}+{ours}"),
    })
}

impl Tab {
    async fn open() -> Tab {
        let told: Rc<RefCell<Vec<SlipEvent>>> = Rc::default();
        let wakers: Rc<RefCell<Vec<Waker>>> = Rc::default();
        let on = {
            let (told, wakers) = (told.clone(), wakers.clone());
            move |event| {
                told.borrow_mut().push(event);
                wakers.borrow_mut().drain(..).for_each(Waker::wake);
            }
        };
        let (slips, found) = Slips::open(join, on).await;
        Tab {
            slips,
            found,
            told,
            wakers,
        }
    }

    /// Waits until the tab is told something like this, and forgets what came before.
    async fn hears(&self, what: impl Fn(&SlipEvent) -> bool) {
        std::future::poll_fn(|context| {
            let at = self.told.borrow().iter().position(&what);
            match at {
                Some(at) => {
                    self.told.borrow_mut().drain(..=at);
                    Poll::Ready(())
                }
                None => {
                    self.wakers.borrow_mut().push(context.waker().clone());
                    Poll::Pending
                }
            }
        })
        .await;
    }

    async fn saved(&self) {
        self.hears(|event| matches!(event, SlipEvent::State(SaveState::Saved(_))))
            .await;
    }
}

async fn fresh() -> Tab {
    Tab::open().await.slips.remove_everything().await.unwrap();
    let tab = Tab::open().await;
    assert_eq!(tab.slips.standing(), Standing::default());
    assert_eq!(tab.found, Found::default());
    tab
}

fn slip(name: &str, text: &str) -> (String, String) {
    (name.to_owned(), text.to_owned())
}

/// How many keys of notes localStorage has.
fn held() -> f64 {
    eval("Object.keys(localStorage).filter((key) => key.startsWith('waymark/notes/')).length")
        .as_f64()
        .unwrap()
}

#[wasm_bindgen_test]
async fn a_note_is_held_at_once_and_let_go_when_it_is_kept() {
    let tab = fresh().await;
    tab.slips.put("plan/a/m1", "Why?");
    assert_eq!(held(), 1.0, "before anything else happens");
    tab.saved().await;
    assert_eq!(held(), 0.0);
    assert_eq!(Tab::open().await.found.slips, [slip("plan/a/m1", "Why?")]);
}

#[wasm_bindgen_test]
async fn what_was_held_when_a_tab_ended_is_kept_by_the_next() {
    let tab = fresh().await;
    let fault = Fault::method("IDBObjectStore.prototype", "put", FULL);
    tab.slips.put("plan/a/m1", "Why?");
    tab.hears(|event| matches!(event, SlipEvent::State(SaveState::Failed { error, unsaved: 1 }) if error.kind() == ErrorKind::Full))
        .await;
    drop(fault);
    let next = Tab::open().await;
    assert_eq!(next.found.slips, [slip("plan/a/m1", "Why?")]);
    next.saved().await;
    assert_eq!(held(), 0.0);
}

#[wasm_bindgen_test]
async fn the_other_tab_sees_it_and_neither_loses_words() {
    let (one, two) = (fresh().await, Tab::open().await);
    one.slips.put("plan/a/m1", "one");
    let seen = |text: &'static str| move |event: &SlipEvent| matches!(event, SlipEvent::Changed { name, text: now } if name == "plan/a/m1" && now == text);
    two.hears(seen("one")).await;
    // Both write before either has heard of the other.
    one.slips.put("plan/a/m1", "one more");
    two.slips.put("plan/a/m1", "two");
    let kept = loop {
        pause(10).await;
        let kept = Tab::open().await.found.slips.remove(0).1;
        if kept.contains("one more") && kept.contains("two") {
            break kept;
        }
    };
    assert!(kept.len() <= "one more+two".len(), "{kept}");
}

#[wasm_bindgen_test]
async fn removing_everything_reaches_the_other_tab_and_leaves_no_database() {
    let (one, two) = (fresh().await, Tab::open().await);
    one.slips.put("plan/a/m1", "Why?");
    one.saved().await;
    one.slips.remove_everything().await.unwrap();
    two.hears(|event| *event == SlipEvent::Removed).await;
    assert_eq!(held(), 0.0);
    assert_eq!(Tab::open().await.found, Found::default());
}

#[wasm_bindgen_test]
async fn notes_have_a_database_of_their_own() {
    let tab = fresh().await;
    tab.slips.put("plan/a/m1", "Why?");
    tab.saved().await;
    let stores = promised(
        "new Promise((done, fail) => { const open = indexedDB.open('waymark-notes'); open.onerror = fail;
            open.onsuccess = () => { done([...open.result.objectStoreNames].join()); open.result.close(); }; })",
    );
    assert_eq!(stores.await.as_string().unwrap(), "notes,quarantine");
}

#[wasm_bindgen_test]
async fn without_storage_saved_is_never_said() {
    let blocked = (Fault::blocked("indexedDB"), Fault::blocked("localStorage"));
    let tab = Tab::open().await;
    tab.slips.put("plan/a/m1", "Why?");
    tab.hears(|event| matches!(event, SlipEvent::State(SaveState::Failed { error, .. }) if error.kind() == ErrorKind::Blocked))
        .await;
    let (database, local) = blocked;
    drop((local, database));
    assert!(Reflect::get(&web_sys::window().unwrap(), &"localStorage".into()).is_ok());
}
