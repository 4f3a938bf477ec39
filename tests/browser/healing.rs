//! What breaks around the app heals by itself, or it is said what to do; drafts are never touched.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::json;

use crate::journey::{Outcome, in_every_engine};
use crate::officer::{saved, start, value};
use crate::site::{Site, copy_of_release};
use crate::visit::Visit;

in_every_engine!(
    what_was_thrown_away_of_the_app_is_kept_again,
    a_page_kept_for_the_module_is_fetched_anew,
    another_versions_module_under_these_scripts_is_fetched_anew,
    what_the_browser_cleared_is_said_and_kept_again,
    what_never_starts_gives_the_drafts_out
);

/// The module that the page starts with.
fn module(folder: &Path) -> Outcome<PathBuf> {
    let files = fs::read_dir(folder)?.filter_map(|entry| Some(entry.ok()?.path()));
    let is_it = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.starts_with("waymark-") && name.ends_with("_bg.wasm")
    };
    Ok(files
        .into_iter()
        .find(is_it)
        .ok_or("the release has no module")?)
}

const KEPT: &str =
    "caches.keys().then((names) => names.find((name) => name.startsWith('waymark-app-')))";

async fn what_was_thrown_away_of_the_app_is_kept_again(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.kept_offline().await?;
    let delete = format!(
        "const done = arguments[0]; {KEPT}.then((name) => caches.delete(name)).then(done);"
    );
    assert_eq!(visit.eval_async(&delete, json!([])).await?, json!(true));
    // The page that is open goes on, and the next visit keeps it all again.
    visit.click_named("link", "My drafts").await?;
    visit.wait_for_text("h1", "My drafts").await?;
    visit.reload().await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await
}

/// Puts something else in the place of the kept module, given as the arguments of a `Response`: the app is fetched anew, and
/// the draft is there.
async fn heals_with(visit: &mut Visit, module: &str) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", "Still here").await?;
    saved(visit).await?;
    visit.kept_offline().await?;
    let damage = format!(
        "const done = arguments[0]; {KEPT}.then((name) => caches.open(name)).then(async (cache) => {{
            const module = (await cache.keys()).find(({{ url }}) => url.endsWith('_bg.wasm'));
            await cache.put(module, new Response({module}));
        }}).then(() => done(true));"
    );
    visit.eval_async(&damage, json!([])).await?;
    visit.reload().await?;
    visit.ready().await?;
    assert_eq!(value(visit, "Title").await?, "Still here");
    visit.kept_offline().await
}

/// What a network with a sign-in page of its own would have left, if it were ever kept.
async fn a_page_kept_for_the_module_is_fetched_anew(visit: &mut Visit) -> Outcome {
    let page =
        "'<!doctype html><title>Sign in</title>', { headers: { 'content-type': 'text/html' } }";
    heals_with(visit, page).await
}

/// A sound module which has nothing of what the scripts call.
async fn another_versions_module_under_these_scripts_is_fetched_anew(visit: &mut Visit) -> Outcome {
    let module = "new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]), { headers: { 'content-type': 'application/wasm' } }";
    heals_with(visit, module).await
}

/// As a browser does that needs room, or Safari after a week: files, drafts and settings, all of the site's.
async fn what_the_browser_cleared_is_said_and_kept_again(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", "Gone").await?;
    saved(visit).await?;
    visit.kept_offline().await?;
    let draft = visit.eval("return location.search", json!([])).await?;
    let draft = draft.as_str().unwrap_or_default().to_owned();
    assert!(draft.starts_with("?draft="), "{draft}");
    // Not from the app's own page: that would hold the database open, and write once more as it is left.
    visit.goto("icons/icon.svg").await?;
    let clear = "const done = arguments[0];
        (async () => {
            localStorage.clear();
            sessionStorage.clear();
            for (const name of await caches.keys()) await caches.delete(name);
            for (const registration of await navigator.serviceWorker.getRegistrations()) await registration.unregister();
            for (const { name } of await indexedDB.databases()) {
                await new Promise((next) => Object.assign(indexedDB.deleteDatabase(name), { onsuccess: next, onerror: next }));
            }
        })().then(() => done('cleared'), (error) => done(String(error)));";
    assert_eq!(visit.eval_async(clear, json!([])).await?, json!("cleared"));
    visit.read(&draft).await?;
    visit
        .wait_for_text("main", "open the last file you saved of it")
        .await?;
    visit.kept_offline().await?;
    // What can be done next leads somewhere.
    visit.read("?view=drafts").await?;
    visit
        .wait_for_text("main", "There are no drafts on this device")
        .await
}

async fn what_never_starts_gives_the_drafts_out(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("broken-{}", visit.engine))?;
    visit.move_to(Site::of(folder.clone(), "")?);
    start(visit).await?;
    visit.fill("textbox", "Title", "Not lost").await?;
    saved(visit).await?;
    visit.kept_offline().await?;
    // The host sends a page for the module, and nothing is kept that would do instead.
    let module = module(&folder)?;
    let sound = fs::read(&module)?;
    fs::write(&module, "<!doctype html><title>Sign in</title>")?;
    let forget = format!(
        "const done = arguments[0]; {KEPT}.then((name) => caches.delete(name)).then(done);"
    );
    visit.eval_async(&forget, json!([])).await?;
    visit.reload().await?;
    visit
        .wait_for_text(".boot-notice", "Waymark could not start")
        .await?;
    visit
        .wait_for_text(".boot-notice", "Your drafts and notes are not touched")
        .await?;
    let listen = "URL.createObjectURL = (blob) => { blob.text().then((text) => { window.given = text; }); return '#'; };";
    visit.eval(listen, json!([])).await?;
    visit.click_named("button", "Save drafts and notes").await?;
    let given = "return window.given?.includes('Not lost') && JSON.parse(window.given).format === 'waymark-kept'";
    visit
        .until_true("the drafts as they are kept", given, json!([]))
        .await?;
    // Mended, it opens with all that was written.
    fs::write(&module, sound)?;
    visit.click_named("button", "Reload").await?;
    visit.ready().await?;
    assert_eq!(value(visit, "Title").await?, "Not lost");
    visit.kept_offline().await
}
