//! After one visit the app and every plan work with the server gone.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::journey::{Outcome, in_engine, in_every_engine};
use crate::site::{Site, copy_of_release};
use crate::visit::Visit;

in_every_engine!(
    reload_works_with_the_server_gone,
    a_first_visit_is_enough_to_read_every_plan,
    a_bad_plan_never_keeps_the_others_away,
    a_damaged_file_is_never_kept,
    a_missing_file_comes_with_the_next_visit,
    a_new_edition_comes_with_the_next_visit
);
// The others keep a page that was left for a while, to go back to it: when it lets go can't be waited for there.
in_engine!(worker, Chromium, a_new_version_waits_for_the_old_ones_tabs);

async fn reload_works_with_the_server_gone(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await?;
    // A deep link, opened for the first time with nothing to answer for it.
    visit.read("?view=drafts").await?;
    visit.read("index.html").await
}

async fn a_first_visit_is_enough_to_read_every_plan(visit: &mut Visit) -> Outcome {
    visit.read("").await?;
    visit.kept_offline().await?;
    visit.site.stop();
    // The shelf and the plans, as the app asks for them; the page has not asked for one before.
    let read = "const done = arguments[0];
        (async () => {
            const shelf = await (await fetch('plans/index.json')).json();
            const ids = await Promise.all(shelf.plans.map(async ({ file }) => (await (await fetch('plans/' + file)).json()).plan.id));
            return JSON.stringify(ids) === JSON.stringify(shelf.plans.map(({ id }) => id)) ? 'all read' : ids.join();
        })().then(done, (error) => done(String(error)));";
    assert_eq!(visit.eval_async(read, json!([])).await?, json!("all read"));
    Ok(())
}

/// What the page gets when it asks for a file: its text, or the error.
async fn fetched(visit: &Visit, path: &str) -> Outcome<String> {
    let fetch = "const [path, done] = arguments;
        fetch(path).then((answer) => answer.text()).then(done, (error) => done(`Error: ${error}`));";
    let text = visit.eval_async(fetch, json!([path])).await?;
    Ok(text.as_str().unwrap_or_default().to_owned())
}

/// Changes the shelf of a copy of the release.
fn reshelve(folder: &Path, change: impl FnOnce(&mut Vec<Value>)) -> Outcome {
    let path = folder.join("plans/index.json");
    let mut shelf: Value = serde_json::from_slice(&fs::read(&path)?)?;
    change(
        shelf["plans"]
            .as_array_mut()
            .ok_or("a shelf without plans")?,
    );
    Ok(fs::write(path, serde_json::to_vec(&shelf)?)?)
}

async fn a_bad_plan_never_keeps_the_others_away(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("bad-plan-{}", visit.engine))?;
    reshelve(&folder, |plans| {
        plans.insert(0, json!({ "id": "bad", "file": "bad.json", "sha256": "0".repeat(64), "title": "Bad", "organisation": "A council", "period": "2012/13" }));
    })?;
    fs::write(folder.join("plans/bad.json"), "not what the shelf says")?;
    visit.move_to(Site::of(folder.clone(), "")?);
    visit.read("").await?;
    visit.wait_for("html[data-offline=partly]").await?;
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await?;
    let shelf: Value = serde_json::from_str(&fetched(visit, "plans/index.json").await?)?;
    for plan in shelf["plans"].as_array().into_iter().flatten() {
        let text = fetched(
            visit,
            &format!("plans/{}", plan["file"].as_str().unwrap_or_default()),
        )
        .await?;
        assert_eq!(
            text.starts_with("Error"),
            plan["id"] == "bad",
            "{plan}: {text}"
        );
    }
    Ok(())
}

/// Waits until the app says that it isn't kept, and holds that nothing of it is.
async fn nothing_is_kept(visit: &Visit) -> Outcome {
    visit
        .wait_for_text(".wm-offline", "Not ready offline")
        .await?;
    let names = "caches.keys().then((keys) => arguments[0](keys.filter((key) => key.startsWith('waymark-app-'))))";
    assert_eq!(visit.eval_async(names, json!([])).await?, json!([]));
    Ok(())
}

async fn a_damaged_file_is_never_kept(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("damaged-{}", visit.engine))?;
    let manifest = folder.join("manifest.webmanifest");
    fs::write(
        &manifest,
        fs::read_to_string(&manifest)?.replace("Waymark", "Damaged"),
    )?;
    visit.move_to(Site::of(folder, "")?);
    visit.read("").await?;
    nothing_is_kept(visit).await
}

async fn a_missing_file_comes_with_the_next_visit(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("missing-{}", visit.engine))?;
    let icon = folder.join("icons/icon-512.png");
    let bytes = fs::read(&icon)?;
    fs::remove_file(&icon)?;
    visit.move_to(Site::of(folder, "")?);
    visit.read("").await?;
    nothing_is_kept(visit).await?;
    // It works all the same, and says how things stand.
    visit.click(".wm-offline").await?;
    visit
        .wait_for_text("main", "some files of Waymark itself did not come")
        .await?;
    fs::write(&icon, bytes)?;
    visit.reload().await?;
    visit.kept_offline().await?;
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await
}

async fn a_new_edition_comes_with_the_next_visit(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release(&format!("new-edition-{}", visit.engine))?;
    let edition = |words: &str| {
        let plan = json!({ "id": "ours", "title": words, "organisation": "A council", "period": "2012/13" });
        json!({ "format": "waymark-plan", "version": 1, "plan": plan }).to_string()
    };
    // As a council publishes: a file, and `make shelf`.
    let publish = |words: &str| -> Outcome {
        fs::write(folder.join("plans/ours.json"), edition(words))?;
        let tool = concat!(env!("CARGO_MANIFEST_DIR"), "/tools/shelf.mjs");
        let done = Command::new("node")
            .arg(tool)
            .arg(folder.join("plans"))
            .output()?;
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        Ok(())
    };
    publish("First")?;
    visit.move_to(Site::of(folder.clone(), "")?);
    visit.read("").await?;
    visit.kept_offline().await?;
    publish("Second")?;
    visit.reload().await?;
    visit.kept_offline().await?;
    assert_eq!(fetched(visit, "plans/ours.json").await?, edition("Second"));
    visit.site.stop();
    visit.reload().await?;
    visit.ready().await?;
    assert_eq!(
        fetched(visit, "plans/ours.json").await?,
        edition("Second"),
        "with the server gone"
    );
    Ok(())
}

async fn a_new_version_waits_for_the_old_ones_tabs(visit: &mut Visit) -> Outcome {
    let folder = copy_of_release("new-version")?;
    visit.move_to(Site::of(folder.clone(), "")?);
    visit.read("").await?;
    visit.kept_offline().await?;
    let versions = "const done = arguments[0]; caches.keys().then((keys) => done(keys.filter((key) => key.startsWith('waymark-app-'))))";
    let old = visit.eval_async(versions, json!([])).await?;

    // A worker of another version with the same files stands for the next release.
    let worker = folder.join("sw.js");
    let name = old[0]
        .as_str()
        .and_then(|name| name.strip_prefix("waymark-app-"))
        .ok_or("no version is kept")?;
    fs::write(
        &worker,
        fs::read_to_string(&worker)?.replace(name, "0123456789abcdef"),
    )?;
    visit.eval("navigator.serviceWorker.getRegistration().then((registration) => registration.update())", json!([])).await?;
    visit.until("the new version to wait", async || {
        let waits = "navigator.serviceWorker.getRegistration().then((registration) => arguments[0](Boolean(registration.waiting)))";
        Ok((visit.eval_async(waits, json!([])).await? == json!(true)).then_some(()))
    }).await?;
    let both = visit.eval_async(versions, json!([])).await?;
    assert_eq!(
        both.as_array().map(Vec::len),
        Some(2),
        "the old version is kept while a tab has it: {both}"
    );

    // The tab leaves, so the new version takes over, and the old one's files go. A browser lets go of a page a moment
    // after it is left: a tab that comes back sooner is still the old version's, and leaves once more.
    let new = json!(["waymark-app-0123456789abcdef"]);
    let mut kept = both;
    for _ in 0..20 {
        visit.session().goto("about:blank").await?;
        visit.read("").await?;
        kept = visit.eval_async(versions, json!([])).await?;
        if kept == new {
            break;
        }
    }
    assert_eq!(kept, new, "the old version goes");
    Ok(())
}
