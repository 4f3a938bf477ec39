//! What tabs call to each other: a word on a channel of this browser, and whoever listens. A word that is missed does
//! no harm, for each tab looks at what is kept before it writes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BroadcastChannel, MessageEvent};

use super::host;

/// A channel to the other tabs, open until it is dropped.
pub(crate) struct Hearing {
    channel: BroadcastChannel,
    _listener: Closure<dyn FnMut(MessageEvent)>,
}

impl Hearing {
    /// Listens for the words of other tabs. `None` where the browser has no channels.
    pub(crate) fn on(name: &str, mut heard: impl FnMut(String) + 'static) -> Option<Hearing> {
        host::window()?;
        let channel = BroadcastChannel::new(name).ok()?;
        let listener = Closure::new(move |event: MessageEvent| {
            if let Some(word) = event.data().as_string() {
                heard(word);
            }
        });
        channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        Some(Hearing {
            channel,
            _listener: listener,
        })
    }

    /// Tells the other tabs.
    pub(crate) fn say(&self, word: &str) {
        let _ = self.channel.post_message(&word.into());
    }
}

impl Drop for Hearing {
    fn drop(&mut self) {
        self.channel.set_onmessage(None);
        self.channel.close();
    }
}
