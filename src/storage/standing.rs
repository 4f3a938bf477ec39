//! What this browser lets us keep: asked once when the app opens, and on the storage page.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::{ErrorKind, StorageError, host};

/// Which of the two places work, and what was said of the one that does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Why IndexedDB cannot be used; `None`: it can.
    pub database: Option<StorageError>,
    /// Why localStorage cannot be used; `None`: it can.
    pub local: Option<StorageError>,
}

impl Standing {
    /// Whether a draft outlives this page at all. Be loud when it does not.
    pub fn keeps_drafts(&self) -> bool {
        self.database.is_none() || self.local.is_none()
    }

    /// Whether a newer Waymark changed the layout of the database, so that this one can't open it.
    pub fn is_newer(&self) -> bool {
        let database = self.database.as_ref();
        database.is_some_and(|error| error.kind() == ErrorKind::Newer)
    }

    /// What to tell the person, unless all is well.
    pub fn notice(&self) -> Option<&'static str> {
        if self.is_newer() {
            return Some(
                "A newer Waymark has changed how drafts are kept on this device, and this one can’t read or change them. They are all still there.",
            );
        }
        match (&self.database, &self.local) {
            (None, None) => None,
            (None, Some(_)) => Some(
                "One of the two places where drafts are kept is blocked in this browser. If the page is closed while it is saving, your last words can be lost.",
            ),
            (Some(_), None) => Some(
                "This browser keeps drafts only in a small store: about 5 MB for all of them, and up to half a minute of typing can be lost if it crashes.",
            ),
            (Some(_), Some(_)) => Some(
                "This browser does not let Waymark keep anything. What you write is gone when you close or reload this page.",
            ),
        }
    }

    /// What helps, unless all is well.
    pub fn what_to_do(&self) -> Option<&'static str> {
        match (&self.database, &self.local) {
            (Some(error), _) | (None, Some(error)) => Some(error.what_to_do()),
            (None, None) => None,
        }
    }
}

/// Whether the browser erases what a site keeps after seven days without a visit: Safari does, on iPads and iPhones,
/// unless the site was put on the home screen.
pub fn forgets_in_a_week() -> bool {
    let Some(window) = host::window() else {
        return false;
    };
    let navigator = window.navigator();
    let agent = navigator.user_agent().unwrap_or_default();
    // An iPad says that it is a Mac; no Mac has a touch screen.
    let apple = ["iPhone", "iPad"].iter().any(|name| agent.contains(name))
        || (agent.contains("Macintosh") && navigator.max_touch_points() > 1);
    let installed = Reflect::get(&navigator, &"standalone".into()).ok();
    apple && installed.and_then(|value| value.as_bool()) != Some(true)
}

/// How much is used and how much may be, in bytes, as the browser reckons it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// What this site takes.
    pub usage: f64,
    /// What it may take.
    pub quota: f64,
}

/// What the browser answers when asked not to erase this site's data by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Persist {
    /// It will not.
    Granted,
    /// It may, when space is short.
    Refused,
    /// It does not know the question.
    Unsupported,
}

/// How much room there is; `None` where the browser does not say.
pub async fn estimate() -> Option<Estimate> {
    let answer = ask("estimate").await?;
    let number = |name: &str| Reflect::get(&answer, &name.into()).ok()?.as_f64();
    Some(Estimate {
        usage: number("usage")?,
        quota: number("quota")?,
    })
}

/// Asks the browser not to erase drafts by itself. After the first real save: some browsers answer by what they
/// have seen of the site. Firefox asks the person and answers when they do, or never: let nothing wait for it.
pub async fn persist() -> Persist {
    persist_from(ask("persist").await)
}

/// What it answered earlier.
pub async fn persisted() -> Persist {
    persist_from(ask("persisted").await)
}

fn persist_from(answer: Option<JsValue>) -> Persist {
    match answer.and_then(|answer| answer.as_bool()) {
        Some(true) => Persist::Granted,
        Some(false) => Persist::Refused,
        None => Persist::Unsupported,
    }
}

/// Calls a method of `navigator.storage`, which is absent over plain http and throws in some private modes.
async fn ask(method: &str) -> Option<JsValue> {
    let navigator = host::window()?.navigator();
    let storage = Reflect::get(&navigator, &"storage".into()).ok()?;
    let method: Function = Reflect::get(&storage, &method.into())
        .ok()?
        .dyn_into()
        .ok()?;
    let promise: Promise = method.call0(&storage).ok()?.dyn_into().ok()?;
    JsFuture::from(promise).await.ok()
}

/// Takes our caches away: those of the service worker, which begin with our name.
pub(super) async fn remove_caches() -> Result<(), StorageError> {
    let thrown = |error: JsValue| StorageError::from_js(&error);
    let Some(window) = host::window() else {
        return Ok(());
    };
    let caches = Reflect::get(&window, &"caches".into()).map_err(thrown)?;
    // Absent over plain http, and then there is nothing in them.
    let Ok(caches) = caches.dyn_into::<web_sys::CacheStorage>() else {
        return Ok(());
    };
    let names = JsFuture::from(caches.keys()).await.map_err(thrown)?;
    for name in js_sys::Array::from(&names)
        .iter()
        .filter_map(|name| name.as_string())
    {
        if name.starts_with("waymark") {
            JsFuture::from(caches.delete(&name)).await.map_err(thrown)?;
        }
    }
    Ok(())
}
