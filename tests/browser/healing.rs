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
    a_damaged_file_among_what_is_kept_is_fetched_anew,
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

async fn a_damaged_file_among_what_is_kept_is_fetched_anew(visit: &mut Visit) -> Outcome {
    start(visit).await?;
    visit.fill("textbox", "Title", "Still here").await?;
    saved(visit).await?;
    visit.kept_offline().await?;
    // What a network with a sign-in page of its own would have left, if it were ever kept.
    let damage = format!("const done = arguments[0]; {KEPT}.then((name) => caches.open(name)).then(async (cache) => {{
        const module = (await cache.keys()).find(({{ url }}) => url.endsWith('_bg.wasm'));
        await cache.put(module, new Response('<!doctype html><title>Sign in</title>', {{ headers: {{ 'content-type': 'text/html' }} }}));
    }}).then(() => done(true));");
    visit.eval_async(&damage, json!([])).await?;
    visit.reload().await?;
    visit.ready().await?;
    assert_eq!(value(visit, "Title").await?, "Still here");
    visit.kept_offline().await
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
