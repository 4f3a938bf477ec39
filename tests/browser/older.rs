//! A device that was last open long ago: an older Waymark's worker, its kept files, its drafts and notes, as
//! `tests/fixtures/clients` holds them for ever, meet the release of today.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use crate::journey::{Outcome, in_every_engine};
use crate::officer::value;
use crate::site::{Site, copy_of_release, scratch};
use crate::visit::Visit;

in_every_engine!(an_older_client_comes_to_today_with_every_word);

/// A client as it was released that day: its page, its worker with a shorter list of files, and what it had kept of a
/// draft and a note.
const CLIENT: &str = "2026-11-29";

/// Puts rows and values where an older Waymark kept them.
const RESTORE: &str = "
    const [kept, done] = arguments;
    const promised = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const bytes = (letters) => Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const alive = (value) => {
        if (Array.isArray(value)) return value.map(alive);
        if (!value || typeof value !== 'object') return value;
        if (typeof value.bytes === 'string' && Object.keys(value).length === 1) return bytes(value.bytes);
        if (typeof value.buffer === 'string' && Object.keys(value).length === 1) return bytes(value.buffer).buffer;
        return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, alive(inner)]));
    };
    (async () => {
        for (const [name, value] of Object.entries(kept.local)) localStorage.setItem(name, value);
        for (const [name, { version, stores }] of Object.entries(kept.databases)) {
            const opening = indexedDB.open(name, version);
            opening.onupgradeneeded = () => {
                for (const [store, { keyPath, autoIncrement }] of Object.entries(stores)) {
                    opening.result.createObjectStore(store, { keyPath, autoIncrement });
                }
            };
            const database = await promised(opening);
            for (const [store, { keyPath, rows }] of Object.entries(stores)) {
                if (!rows.length) continue;
                const into = database.transaction(store, 'readwrite').objectStore(store);
                for (const [key, row] of rows) await promised(keyPath === null ? into.put(alive(row), key) : into.put(alive(row)));
            }
            database.close();
        }
        const registration = await navigator.serviceWorker.register('./sw.js');
        await navigator.serviceWorker.ready;
        return (await caches.keys()).filter((name) => name.startsWith('waymark-app-')).length + (registration.active ? 0 : 100);
    })().then(done, (error) => done(String(error)));";

async fn an_older_client_comes_to_today_with_every_word(visit: &mut Visit) -> Outcome {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures/clients")
        .join(CLIENT);
    let kept: Value = serde_json::from_slice(&fs::read(fixture.join("kept.json"))?)?;
    let draft = kept["databases"]["waymark"]["stores"]["drafts"]["rows"][0][0][0]
        .as_str()
        .unwrap_or_default()
        .to_owned();
    assert!(!draft.is_empty(), "the fixture holds a draft");
    let folder = scratch("copies")?.join(format!("older-{}", visit.engine));
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    for file in ["index.html", "manifest.webmanifest", "sw.js"] {
        fs::copy(fixture.join(file), folder.join(file))?;
    }
    fs::write(
        folder.join("blank.html"),
        "<!doctype html><title>Blank</title>",
    )?;
    visit.move_to(Site::of(folder.clone(), "")?);
    visit.goto("blank.html").await?;
    assert_eq!(
        visit.eval_async(RESTORE, json!([kept])).await?,
        json!(1),
        "the older version is kept"
    );
    // Years later the site has today's files, and none of those that the older page asks for.
    let today = copy_of_release(&format!("today-{}", visit.engine))?;
    fs::remove_dir_all(&folder)?;
    fs::rename(today, &folder)?;
    visit.read(&format!("?draft={draft}&view=edit")).await?;
    assert_eq!(value(visit, "Title").await?, "Written by an older Waymark");
    assert_eq!(
        value(visit, "Council").await?,
        "Care County, written long ago"
    );
    // The older worker is still there, and moves on once its reader says so.
    visit.click_named("button", "Use it now").await?;
    visit.kept_offline().await?;
    visit.read("?plan=warwickshire-2021-22&view=notes").await?;
    visit
        .wait_for_text("main", "A question noted long ago")
        .await?;
    visit.site.stop();
    visit.read(&format!("?draft={draft}&view=edit")).await?;
    assert_eq!(value(visit, "Title").await?, "Written by an older Waymark");
    Ok(())
}
