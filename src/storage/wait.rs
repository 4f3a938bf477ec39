//! Waiting for the browser: for one of an object's events, or for a while.

use std::cell::RefCell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

use super::host;

/// The first of some events that an object fires. Listening begins at once, not at the first poll: a transaction
/// may be complete before anyone asks.
pub(crate) struct FirstEvent {
    target: EventTarget,
    names: &'static [&'static str],
    listener: Closure<dyn FnMut(Event)>,
    slot: Rc<RefCell<Slot>>,
}

#[derive(Default)]
struct Slot {
    event: Option<Event>,
    waker: Option<Waker>,
}

impl FirstEvent {
    pub(crate) fn of(target: &EventTarget, names: &'static [&'static str]) -> FirstEvent {
        let slot = Rc::new(RefCell::new(Slot::default()));
        let listener = Closure::new({
            let slot = slot.clone();
            move |event: Event| {
                let waker = {
                    let mut slot = slot.borrow_mut();
                    slot.event.get_or_insert(event);
                    slot.waker.take()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
        });
        for name in names {
            // Fails only for an object that is no event target, and the type rules that out.
            let _ =
                target.add_event_listener_with_callback(name, listener.as_ref().unchecked_ref());
        }
        FirstEvent {
            target: target.clone(),
            names,
            listener,
            slot,
        }
    }
}

impl Future for FirstEvent {
    type Output = Event;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Event> {
        let mut slot = self.slot.borrow_mut();
        match slot.event.take() {
            Some(event) => Poll::Ready(event),
            None => {
                slot.waker = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for FirstEvent {
    fn drop(&mut self) {
        for name in self.names {
            let _ = self
                .target
                .remove_event_listener_with_callback(name, self.listener.as_ref().unchecked_ref());
        }
    }
}

/// Waits this many milliseconds.
pub async fn pause(ms: i32) {
    Alarm::after(ms).await;
}

/// What a future gives, unless it takes longer than this many milliseconds.
pub(crate) async fn within<F: Future>(ms: i32, future: F) -> Option<F::Output> {
    let mut future = std::pin::pin!(future);
    let mut alarm = Alarm::after(ms);
    std::future::poll_fn(move |context| {
        if let Poll::Ready(done) = future.as_mut().poll(context) {
            return Poll::Ready(Some(done));
        }
        Pin::new(&mut alarm).poll(context).map(|()| None)
    })
    .await
}

/// A timer that is taken off the clock when nobody waits for it any more.
struct Alarm {
    id: Option<i32>,
    _ring: Closure<dyn FnMut()>,
    slot: Rc<RefCell<(bool, Option<Waker>)>>,
}

impl Alarm {
    fn after(ms: i32) -> Alarm {
        let slot = Rc::new(RefCell::new((false, None::<Waker>)));
        let ring = Closure::new({
            let slot = slot.clone();
            move || {
                let waker = {
                    let mut slot = slot.borrow_mut();
                    slot.0 = true;
                    slot.1.take()
                };
                if let Some(waker) = waker {
                    waker.wake();
                }
            }
        });
        let id = host::window().and_then(|window| {
            window
                .set_timeout_with_callback_and_timeout_and_arguments_0(
                    ring.as_ref().unchecked_ref(),
                    ms,
                )
                .ok()
        });
        Alarm {
            id,
            _ring: ring,
            slot,
        }
    }
}

impl Future for Alarm {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let mut slot = self.slot.borrow_mut();
        if slot.0 {
            return Poll::Ready(());
        }
        slot.1 = Some(context.waker().clone());
        Poll::Pending
    }
}

impl Drop for Alarm {
    fn drop(&mut self) {
        if let (Some(id), Some(window)) = (self.id, host::window()) {
            window.clear_timeout_with_handle(id);
        }
    }
}
