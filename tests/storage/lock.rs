//! Which tab may write. Two locks in one page meet each other as two tabs do.

use std::cell::RefCell;
use std::rc::Rc;
use std::task::{Poll, Waker};

use wasm_bindgen_test::wasm_bindgen_test;
use waymark::storage::{DraftId, DraftLock, LockEvent};

use super::device::{Fault, eval};

/// A tab's lock and what it has heard, with a way to wait for the next thing it hears.
struct Tab {
    lock: DraftLock,
    heard: Rc<RefCell<Vec<LockEvent>>>,
    wakers: Rc<RefCell<Vec<Waker>>>,
}

impl Tab {
    /// `obliging`: it hands over when asked.
    async fn open(id: &DraftId, obliging: bool) -> Tab {
        let heard = Rc::new(RefCell::new(Vec::new()));
        let wakers: Rc<RefCell<Vec<Waker>>> = Rc::default();
        let own: Rc<RefCell<Option<DraftLock>>> = Rc::default();
        let on = {
            let (heard, wakers, own) = (heard.clone(), wakers.clone(), own.clone());
            move |event| {
                heard.borrow_mut().push(event);
                let lock = own.borrow().clone();
                if let (LockEvent::Asked, true, Some(lock)) = (event, obliging, lock) {
                    lock.release();
                }
                wakers.borrow_mut().drain(..).for_each(Waker::wake);
            }
        };
        let lock = DraftLock::claim(id, on).await;
        *own.borrow_mut() = Some(lock.clone());
        Tab {
            lock,
            heard,
            wakers,
        }
    }

    async fn hears(&self, event: LockEvent) {
        std::future::poll_fn(|context| {
            if self.heard.borrow().contains(&event) {
                return Poll::Ready(());
            }
            self.wakers.borrow_mut().push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }
}

#[wasm_bindgen_test]
async fn one_tab_writes_and_the_other_follows_until_it_is_handed_over() {
    let id: DraftId = "handover".parse().unwrap();
    let first = Tab::open(&id, true).await;
    let second = Tab::open(&id, true).await;
    assert_eq!(
        (first.lock.is_writer(), second.lock.is_writer()),
        (true, false)
    );
    assert_eq!(first.lock.warning(), None);
    first.lock.changed(7);
    second.hears(LockEvent::Changed(7)).await;
    // So patient that only an answer can end it.
    second.lock.take_over(600_000).await.unwrap();
    assert_eq!(
        (first.lock.is_writer(), second.lock.is_writer()),
        (false, true)
    );
    // It let go by itself: nothing was taken from it.
    assert_eq!(*first.heard.borrow(), [LockEvent::Asked]);
    second.lock.release();
    first.hears(LockEvent::Free).await;
    assert!(first.lock.try_again().await);
    first.lock.release();
}

#[wasm_bindgen_test]
async fn a_tab_that_does_not_answer_loses_the_draft_and_hears_of_it() {
    let id: DraftId = "frozen".parse().unwrap();
    let frozen = Tab::open(&id, false).await;
    let second = Tab::open(&id, true).await;
    second.lock.take_over(1).await.unwrap();
    assert!(second.lock.is_writer());
    frozen.hears(LockEvent::Lost).await;
    assert!(!frozen.lock.is_writer());
    assert!(!frozen.lock.try_again().await);
    assert!(second.lock.is_writer());
    second.lock.release();
}

#[wasm_bindgen_test]
async fn a_tab_that_is_closed_leaves_the_draft_to_others() {
    let id: DraftId = "closed".parse().unwrap();
    let first = DraftLock::claim(&id, |_| {}).await;
    let second = Tab::open(&id, true).await;
    assert!(!second.lock.is_writer());
    drop(first);
    second.hears(LockEvent::Free).await;
    assert!(second.lock.try_again().await);
    second.lock.release();
}

#[wasm_bindgen_test]
async fn without_web_locks_it_warns_and_works() {
    eval("Object.defineProperty(navigator, 'locks', { configurable: true, value: undefined })");
    let id: DraftId = "old-browser".parse().unwrap();
    let lock = DraftLock::claim(&id, |_| {}).await;
    assert!(lock.is_writer() && lock.warning().is_some());
    assert_eq!(lock.take_over(1).await, Ok(()));
    eval("delete navigator.locks");
}

#[wasm_bindgen_test]
async fn where_the_browser_refuses_every_lock_it_warns_and_works() {
    let _fault = Fault::method(
        "LockManager.prototype",
        "request",
        "() => Promise.reject(new DOMException('denied', 'SecurityError'))",
    );
    let id: DraftId = "denied".parse().unwrap();
    let lock = DraftLock::claim(&id, |_| {}).await;
    assert!(lock.is_writer() && lock.warning().is_some());
}
