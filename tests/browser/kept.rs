//! That the harness can show what survives a killed browser: what a database has taken is there when it opens again.

use serde_json::json;

use crate::journey::{Outcome, in_engine};
use crate::plain::Plain;
use crate::visit::Visit;

in_engine!(chromium, Chromium, a_killed_browser_opens_again);
in_engine!(firefox, Firefox, a_killed_browser_opens_again);

/// Puts a word into IndexedDB, or reads it, in whichever window `view` is.
const STORE: &str = "
    const store = (view, word) => new Promise((done, fail) => {
        const opening = view.indexedDB.open('harness', 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore('words');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => {
            const work = opening.result.transaction('words', 'readwrite');
            const words = work.objectStore('words');
            const asked = word === undefined ? words.get(1) : words.put(word, 1);
            work.oncomplete = () => done(word === undefined ? asked.result ?? 'nothing' : 'stored');
        };
    });";

async fn a_killed_browser_opens_again(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    let put = format!("{STORE} store(window, 'kept').then(arguments[0])");
    assert_eq!(visit.eval_async(&put, json!([])).await?, json!("stored"));
    visit.crash_and_open_again().await?;
    visit.read("").await?;
    let get = format!("{STORE} store(window).then(arguments[0])");
    assert_eq!(visit.eval_async(&get, json!([])).await?, json!("kept"));
    Ok(())
}

#[test]
fn webkit_keeps_its_storage_without_a_driver() {
    let plain = Plain::new("kept").unwrap();
    let put = plain
        .run(&format!("{STORE} return store(await open(''), 'kept')"))
        .unwrap();
    assert_eq!(put.answer, json!("stored"));
    let got = plain
        .run(&format!("{STORE} return store(await open(''))"))
        .unwrap();
    assert_eq!(got.answer, json!("kept"));
}
