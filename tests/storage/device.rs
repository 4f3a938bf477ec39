//! A device with nothing on it, ways to break it, and ways to look behind the library's back.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use waymark::storage::{DraftId, Drafts, Journal, Loaded, NewDraft, Standing};

/// Breaks a method or a property of the browser until it is dropped.
pub struct Fault;

impl Fault {
    /// `object.method` is `replacement`, which has the original as `was`.
    pub fn method(object: &str, method: &str, replacement: &str) -> Fault {
        eval(&format!(
            "{{ const object = {object}, was = object.{method}; object.{method} = {replacement};
               (window.undo ??= []).push(() => {{ object.{method} = was; }}); }}"
        ));
        Fault
    }

    /// `window.name` throws a SecurityError, as where storage is blocked.
    pub fn blocked(name: &str) -> Fault {
        eval(&format!(
            "{{ const was = Object.getOwnPropertyDescriptor(window, '{name}');
               Object.defineProperty(window, '{name}', {{ configurable: true,
                 get() {{ throw new DOMException('blocked', 'SecurityError'); }} }});
               (window.undo ??= []).push(() => Object.defineProperty(window, '{name}', was)); }}"
        ));
        Fault
    }
}

impl Drop for Fault {
    fn drop(&mut self) {
        eval("window.undo.pop()()");
    }
}

/// What a method does when the quota is used up.
pub const FULL: &str = "function () { throw new DOMException('no room', 'QuotaExceededError'); }";

pub fn eval(code: &str) -> JsValue {
    js_sys::eval(code).unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

pub async fn promised(code: &str) -> JsValue {
    let promise: Promise = eval(code).dyn_into().unwrap();
    JsFuture::from(promise)
        .await
        .unwrap_or_else(|error| panic!("{code}: {error:?}"))
}

/// Does something to an object store behind the library's back: `store` is there to use, and `value` is the answer.
pub async fn behind(store: &str, code: &str) -> JsValue {
    promised(&format!(
        "new Promise((done, fail) => {{
            const open = indexedDB.open('waymark');
            open.onerror = () => fail(open.error);
            open.onsuccess = () => {{
                const db = open.result, transaction = db.transaction('{store}', 'readwrite');
                const store = transaction.objectStore('{store}');
                let value;
                {code}
                transaction.oncomplete = () => {{ db.close(); done(value); }};
                transaction.onabort = () => fail(transaction.error);
            }};
        }})"
    ))
    .await
}

/// A device with nothing on it.
pub async fn fresh() -> Drafts {
    Drafts::open().await.remove_everything().await.unwrap();
    let drafts = Drafts::open().await;
    assert_eq!(drafts.standing(), Standing::default());
    drafts
}

pub async fn begun(drafts: &Drafts) -> DraftId {
    let plan = NewDraft {
        title: "Next year",
        based_on: None,
        plan: b"{plan 0}",
        came: None,
    };
    drafts.create(plan).await.unwrap()
}

pub async fn written(drafts: &Drafts, id: &DraftId) -> (Journal, Loaded) {
    drafts.write(id, |_| {}).await.unwrap()
}

/// What a later visit finds.
pub async fn later(id: &DraftId) -> Loaded {
    Drafts::open().await.load(id).await.unwrap()
}

pub fn local(key: &str) -> Option<String> {
    let storage = web_sys::window().unwrap().local_storage().unwrap().unwrap();
    storage.get_item(key).unwrap()
}

pub fn texts(loaded: &Loaded) -> Vec<&str> {
    loaded
        .entries
        .iter()
        .map(|entry| entry.text.as_str())
        .collect()
}
