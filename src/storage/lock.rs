//! One writer a draft. A Web Lock says which tab it is, a BroadcastChannel lets tabs ask for it and follow along.
//! The lock is a courtesy: what keeps two tabs from mixing their words is the fence in the journal.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, BroadcastChannel, MessageEvent};

use super::wait::within;
use super::{DraftId, ErrorKind, StorageError, host};

/// What a tab hears about a draft that it has open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockEvent {
    /// Another tab asks to write: flush the journal, then [`DraftLock::release`].
    Asked,
    /// Another tab took the draft because this one did not answer: stop writing and follow.
    Lost,
    /// The writer has saved up to this command.
    Changed(u64),
    /// The writer let go: [`DraftLock::try_again`] may succeed.
    Free,
}

/// This tab's part in a draft: its writer, or one who follows. Clones are the same part; when the last is dropped the
/// lock is let go.
#[derive(Clone)]
pub struct DraftLock {
    inner: Rc<Inner>,
}

struct Inner {
    name: String,
    on: Box<dyn Fn(LockEvent)>,
    /// Taken away when the browser turns out to refuse every lock, as some do where storage is blocked.
    locks: RefCell<Option<JsValue>>,
    /// Settles the promise that the browser holds the lock for; present while this tab is the writer.
    held: RefCell<Option<Held>>,
    channel: Option<BroadcastChannel>,
    listener: RefCell<Option<Listener>>,
}

type Listener = Closure<dyn FnMut(MessageEvent)>;

struct Held {
    release: Function,
    /// Which request it came from, so that the end of an older one is not taken for the loss of this one.
    number: u32,
}

thread_local! {
    static REQUESTS: Cell<u32> = const { Cell::new(0) };
}

/// How a lock is asked for.
enum Ask {
    /// Now or not at all.
    IfAvailable,
    /// In turn, until the signal says stop.
    InTurn(AbortController),
    /// Whoever has it.
    Steal,
}

impl DraftLock {
    /// Tries to become the writer at once, without waiting for another tab. `on` hears what other tabs do.
    pub async fn claim(id: &DraftId, on: impl Fn(LockEvent) + 'static) -> DraftLock {
        let name = format!("waymark-draft-{id}");
        let lock = DraftLock {
            inner: Rc::new(Inner {
                on: Box::new(on),
                locks: RefCell::new(locks()),
                held: RefCell::new(None),
                channel: BroadcastChannel::new(&name).ok(),
                listener: RefCell::new(None),
                name,
            }),
        };
        lock.listen();
        lock.try_again().await;
        lock
    }

    /// Whether this tab may write. Without Web Locks every tab may, and [`DraftLock::warning`] says so.
    pub fn is_writer(&self) -> bool {
        self.inner.locks.borrow().is_none() || self.inner.held.borrow().is_some()
    }

    /// What to tell the person where the browser cannot keep tabs apart.
    pub fn warning(&self) -> Option<&'static str> {
        self.inner.locks.borrow().is_none().then_some(
            "This browser cannot tell whether this draft is open in another tab. Keep it open in one tab only: the tab that opens it last is the one that can save.",
        )
    }

    /// Tries to become the writer at once; whether this tab is it now.
    pub async fn try_again(&self) -> bool {
        if !self.is_writer() {
            self.request(Ask::IfAvailable).await;
        }
        self.is_writer()
    }

    /// Asks the writer to flush and hand over, and takes the draft from it after `patience_ms` without an answer, as
    /// from a tab that is frozen.
    pub async fn take_over(&self, patience_ms: i32) -> Result<(), StorageError> {
        if self.is_writer() {
            return Ok(());
        }
        self.post("ask");
        let stop = AbortController::new().map_err(|error| StorageError::from_js(&error))?;
        {
            let turn = self.request(Ask::InTurn(stop.clone()));
            let mut turn = std::pin::pin!(turn);
            if within(patience_ms, turn.as_mut()).await.is_none() {
                stop.abort();
                // Settles now: either it was granted just before, or it ends without.
                turn.await;
            }
        }
        if !self.is_writer() {
            self.request(Ask::Steal).await;
        }
        match self.is_writer() {
            true => Ok(()),
            false => Err(StorageError::new(
                ErrorKind::Conflict,
                "the lock was not given",
            )),
        }
    }

    /// Lets go, after a flush, and follows from then on.
    pub fn release(&self) {
        if self.inner.let_go() {
            self.post("free");
        }
    }

    /// Tells the followers that commands up to `seq` are saved.
    pub fn changed(&self, seq: u64) {
        self.post(&format!("changed {seq}"));
    }

    fn post(&self, message: &str) {
        if let Some(channel) = &self.inner.channel {
            // A follower that misses a message catches up with the next.
            let _ = channel.post_message(&message.into());
        }
    }

    fn listen(&self) {
        let Some(channel) = &self.inner.channel else {
            return;
        };
        let weak = Rc::downgrade(&self.inner);
        let listener = Closure::new(move |event: MessageEvent| {
            let (Some(inner), Some(message)) = (weak.upgrade(), event.data().as_string()) else {
                return;
            };
            let writer = inner.held.borrow().is_some();
            let heard = match message.split_once(' ') {
                None if message == "ask" && writer => Some(LockEvent::Asked),
                None if message == "free" && !writer => Some(LockEvent::Free),
                Some(("changed", seq)) if !writer => seq.parse().ok().map(LockEvent::Changed),
                _ => None,
            };
            if let Some(heard) = heard {
                (inner.on)(heard);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        *self.inner.listener.borrow_mut() = Some(listener);
    }

    /// Asks the browser for the lock and resolves when it was granted or refused.
    async fn request(&self, ask: Ask) {
        let Some(locks) = self.inner.locks.borrow().clone() else {
            return;
        };
        let number = REQUESTS.with(|count| {
            count.set(count.get().wrapping_add(1));
            count.get()
        });
        let mut answer = None;
        let answered = Promise::new(&mut |resolve, _| answer = Some(resolve));
        let Some(answer) = answer else { return };

        // The browser holds the lock for as long as the promise that this gives is open.
        let granted = Closure::once_into_js({
            let (weak, answer) = (Rc::downgrade(&self.inner), answer.clone());
            move |lock: JsValue| -> JsValue {
                let mut held = JsValue::UNDEFINED;
                if let (Some(inner), false) = (weak.upgrade(), lock.is_null()) {
                    held = Promise::new(&mut |release, _| {
                        *inner.held.borrow_mut() = Some(Held { release, number });
                    })
                    .into();
                }
                let _ = answer.call0(&JsValue::UNDEFINED);
                held
            }
        });
        let Some(ended) = call_request(&locks, &self.inner.name, &ask, &granted) else {
            self.inner.locks.take();
            return;
        };
        let weak = Rc::downgrade(&self.inner);
        host::spawn(async move {
            let ended = JsFuture::from(ended).await;
            // It ends with an AbortError when the lock was stolen and when the signal said stop.
            if let (Some(inner), Err(error)) = (weak.upgrade(), &ended)
                && StorageError::from_js(error).kind() != ErrorKind::Closed
            {
                inner.locks.take();
            }
            let _ = answer.call0(&JsValue::UNDEFINED);
            let (Some(inner), Err(_)) = (weak.upgrade(), ended) else {
                return;
            };
            let ours = inner
                .held
                .borrow()
                .as_ref()
                .is_some_and(|held| held.number == number);
            if ours {
                inner.held.borrow_mut().take();
                (inner.on)(LockEvent::Lost);
            }
        });
        let _ = JsFuture::from(answered).await;
    }
}

impl Inner {
    /// Whether there was something to let go of.
    fn let_go(&self) -> bool {
        match self.held.borrow_mut().take() {
            Some(held) => held.release.call0(&JsValue::UNDEFINED).is_ok(),
            None => false,
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        let held = self.let_go();
        if let Some(channel) = &self.channel {
            if held {
                let _ = channel.post_message(&"free".into());
            }
            channel.set_onmessage(None);
            channel.close();
        }
    }
}

/// `navigator.locks`, which is absent over plain http. web-sys has no stable name for it.
fn locks() -> Option<JsValue> {
    let navigator = host::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then_some(locks)
}

fn call_request(locks: &JsValue, name: &str, ask: &Ask, granted: &JsValue) -> Option<Promise> {
    let options = Object::new();
    let (option, value) = match ask {
        Ask::IfAvailable => ("ifAvailable", JsValue::TRUE),
        Ask::InTurn(stop) => ("signal", stop.signal().into()),
        Ask::Steal => ("steal", JsValue::TRUE),
    };
    Reflect::set(&options, &option.into(), &value).ok()?;
    let request: Function = Reflect::get(locks, &"request".into())
        .ok()?
        .dyn_into()
        .ok()?;
    request
        .call3(locks, &name.into(), &options, granted)
        .ok()?
        .dyn_into()
        .ok()
}
