//! A draft while it is being opened, and one that a newer Waymark wrote: nothing of what is kept is touched, and what is
//! said of it is true.

use serde_json::{Value, json};

use crate::journey::{Outcome, in_every_engine};
use crate::officer::{saved, start, value};
use crate::visit::Visit;

in_every_engine!(
    what_comes_while_a_draft_opens_writes_nothing,
    a_draft_of_a_newer_waymark_is_told_and_only_read,
    a_step_of_a_newer_waymark_is_not_written_over
);

/// Everything in the database as one text, and work in it behind the app's back.
const DATABASE: &str = "
    const database = () => new Promise((done, fail) => {
        const opening = indexedDB.open('waymark');
        opening.onerror = () => fail(opening.error);
        opening.onsuccess = () => done(opening.result);
    });
    const everything = async () => {
        const db = await database();
        const all = {};
        const work = db.transaction([...db.objectStoreNames], 'readonly');
        for (const name of db.objectStoreNames) {
            const store = work.objectStore(name);
            const keys = store.getAllKeys(), values = store.getAll();
            values.onsuccess = () => { all[name] = [keys.result, values.result.map((row) => [row.meta, [...row.body]])]; };
        }
        await new Promise((done) => { work.oncomplete = done; });
        db.close();
        return JSON.stringify(all);
    };
    const put = async (name, key, meta, text) => {
        const db = await database();
        const work = db.transaction(name, 'readwrite');
        work.objectStore(name).put({ meta: JSON.stringify(meta), body: new TextEncoder().encode(text) }, key);
        await new Promise((done, fail) => { work.oncomplete = done; work.onabort = () => fail(work.error); });
        db.close();
    };
    const sum = async (text) => {
        const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
        return [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    };";

/// Runs an async script that has the words of [`DATABASE`].
async fn behind(visit: &Visit, script: &str, arguments: Value) -> Outcome<Value> {
    let script = format!(
        "{DATABASE} const done = arguments[arguments.length - 1];
        (async ([a, b]) => {{ {script} }})(arguments).then(done, (error) => done(`Error: ${{error}}`));"
    );
    visit.eval_async(&script, arguments).await
}

async fn everything(visit: &Visit) -> Outcome<Value> {
    let all = behind(visit, "return everything()", json!([])).await?;
    assert!(
        all.as_str().is_some_and(|all| all.starts_with('{')),
        "{all}"
    );
    Ok(all)
}

/// Goes elsewhere as a click on a link does, so that the page is the same.
async fn turn_to(visit: &Visit, address: &str) -> Outcome {
    let turn = "const link = document.createElement('a');
        link.href = arguments[0];
        document.body.append(link);
        link.click();
        link.remove();";
    visit.eval(turn, json!([address])).await.map(drop)
}

/// A draft with a step of its own; its id. The page is that of the drafts.
async fn a_draft(visit: &mut Visit) -> Outcome<String> {
    start(visit).await?;
    visit.fill("textbox", "Title", "Written before").await?;
    saved(visit).await?;
    let address = visit.address().await?;
    let id = address
        .split(['?', '&'])
        .find_map(|part| part.strip_prefix("draft="))
        .ok_or("no draft in the address")?
        .to_owned();
    turn_to(visit, "?view=drafts").await?;
    visit.wait_for_text("h1", "My drafts").await?;
    Ok(id)
}

/// What the database answers reaches the app only once the gate is open; `gated` counts what waits there.
const GATE: &str = "const was = EventTarget.prototype.addEventListener;
    const gate = new Promise((open) => { window.openGate = open; });
    window.gated = 0;
    IDBTransaction.prototype.addEventListener = function (name, listener, ...rest) {
        const later = (event) => gate.then(() => listener.call(this, event));
        window.gated += name === 'complete';
        return was.call(this, name, name === 'complete' ? later : listener, ...rest);
    };";

async fn what_comes_while_a_draft_opens_writes_nothing(visit: &mut Visit) -> Outcome {
    let id = a_draft(visit).await?;
    let before = everything(visit).await?;
    visit.eval(GATE, json!([])).await?;
    turn_to(visit, &format!("?draft={id}&view=edit")).await?;
    visit.wait_for_text("main", "Opening the draft").await?;
    let gated = "return window.gated > 0";
    visit
        .until_true("the draft to be read", gated, json!([]))
        .await?;
    // The page is hidden, frozen and left, as far as it can tell, and another tab asks for the draft.
    let hidden = "const say = (name, on) => on.dispatchEvent(new Event(name, { bubbles: true }));
        Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
        say('visibilitychange', document);
        say('freeze', document);
        say('pagehide', window);
        delete document.visibilityState;
        const name = `waymark-draft-${a}`;
        const [other, hears] = [new BroadcastChannel(name), new BroadcastChannel(name)];
        for (const words of ['ask', 'so far']) {
            const heard = new Promise((next) => { hears.onmessage = next; });
            other.postMessage(words);
            await heard;
        }
        return 'heard';";
    assert_eq!(behind(visit, hidden, json!([id])).await?, json!("heard"));
    assert_eq!(everything(visit).await?, before);
    // The draft that was asked for meanwhile is handed over, and can be taken back.
    visit.eval("window.openGate()", json!([])).await?;
    visit
        .wait_for_text(".wm-banner", "being written in another tab")
        .await?;
    assert_eq!(value(visit, "Title").await?, "Written before");
    visit.click_named("button", "Write here instead").await?;
    visit.wait_gone(".wm-banner--info").await?;
    visit.fill("textbox", "Title", "Written after").await?;
    saved(visit).await?;
    visit.console_is_clean().await
}

async fn a_draft_of_a_newer_waymark_is_told_and_only_read(visit: &mut Visit) -> Outcome {
    let id = a_draft(visit).await?;
    // A whole version as a Waymark of the next plan format would keep it.
    let newer = r#"const plan = '{"format":"waymark-plan","version":2,"plan":{"title":"Written by a newer one"}}';
        const version = { seq: 9, at: Date.now(), len: plan.length, sha256: await sum(plan) };
        await put('checkpoints', [a, 9], { version, history_sha256: await sum('{}') }, plan + '{}');
        return 'put';"#;
    assert_eq!(behind(visit, newer, json!([id])).await?, json!("put"));
    let before = everything(visit).await?;
    turn_to(visit, &format!("?draft={id}&view=edit")).await?;
    visit
        .wait_for_text("h1", "This draft can’t be opened")
        .await?;
    for words in [
        "kept by a newer Waymark (in plan format 2), and this one can’t read it. Nothing of it was changed.",
        "Reload this page while online to get the newest Waymark. Or download all that is kept of this draft",
    ] {
        visit.wait_for_text("main", words).await?;
    }
    visit.named("button", "Reload the page").await?;
    visit.named("button", "Download what is kept").await?;
    // The version before can be looked at, and nothing in it be changed.
    visit
        .click_named("button", "Look at an older version: The draft as it began")
        .await?;
    visit
        .wait_for_text(".wm-banner", "This is an older version of the draft")
        .await?;
    let title = visit.named("textbox", "Title").await?;
    let locked = "return arguments[0].readOnly || arguments[0].disabled";
    let locked = visit.eval(locked, json!([title.to_json()?])).await?;
    assert_eq!(locked, json!(true));
    let offers = "return [...document.querySelectorAll('button')]
        .some((button) => button.textContent.trim() === 'Write here instead')";
    assert_eq!(visit.eval(offers, json!([])).await?, json!(false));
    let hidden = "Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
        document.dispatchEvent(new Event('visibilitychange'));
        delete document.visibilityState;
        document.dispatchEvent(new Event('visibilitychange'));";
    visit.eval(hidden, json!([])).await?;
    assert_eq!(everything(visit).await?, before);
    // Whoever can't wait goes on in a copy; the draft itself stays as it is.
    visit.click_named("button", "Go on in a copy").await?;
    visit.wait_gone(".wm-banner--warn").await?;
    visit.fill("textbox", "Title", "The copy").await?;
    saved(visit).await?;
    let untouched = "const all = JSON.parse(b), now = JSON.parse(await everything());
        const of = (all, name) => all[name][0].map((key, at) => [key, all[name][1][at]]).filter(([key]) => key[0].endsWith(a));
        return ['drafts', 'checkpoints', 'journal', 'settings'].filter((name) =>
            JSON.stringify(of(all, name)) !== JSON.stringify(of(now, name))).join();";
    assert_eq!(
        behind(visit, untouched, json!([id, before])).await?,
        json!("")
    );
    visit.console_is_clean().await
}

async fn a_step_of_a_newer_waymark_is_not_written_over(visit: &mut Visit) -> Outcome {
    let id = a_draft(visit).await?;
    // Behind the steps there are, one of a kind that this Waymark doesn't know.
    let newer = r#"const db = await database();
        const keys = await new Promise((done) => {
            const asked = db.transaction('journal').objectStore('journal').getAllKeys();
            asked.onsuccess = () => done(asked.result);
        });
        db.close();
        const next = Math.max(...keys.filter(([name]) => name === a).map(([, seq]) => seq)) + 1;
        const text = '{"step":"wove"}';
        const own = (await sum(`${a}
${next}
${text}`)).slice(0, 16);
        await put('journal', [a, next], { at: Date.now(), sum: own }, text);
        return next;"#;
    let next = behind(visit, newer, json!([id])).await?;
    assert!(next.is_u64(), "{next}");
    let before = everything(visit).await?;
    turn_to(visit, &format!("?draft={id}&view=edit")).await?;
    visit
        .wait_for_text(
            ".wm-banner",
            &format!("Step {next} was written in a way that this Waymark doesn’t know."),
        )
        .await?;
    assert_eq!(value(visit, "Title").await?, "Written before");
    assert_eq!(everything(visit).await?, before);
    visit.console_is_clean().await
}
