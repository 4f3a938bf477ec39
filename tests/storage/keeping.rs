//! What is kept, and found again.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen_test::wasm_bindgen_test;
use waymark::storage::*;

use super::device::*;

#[wasm_bindgen_test]
async fn a_command_is_in_localstorage_at_once_and_saved_when_the_database_has_it() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let states = Rc::new(RefCell::new(Vec::new()));
    let seen = states.clone();
    let shown = move |state: &SaveState| seen.borrow_mut().push(state.clone());
    let (journal, _) = drafts.write(&id, shown).await.unwrap();
    journal.append("{\"set\":\"é\"}");
    assert!(
        local(&format!("waymark/journal/{id}/1"))
            .unwrap()
            .contains("é")
    );
    assert_eq!(journal.state(), SaveState::Saving { waiting: 1 });
    let saved = journal.flush().await.unwrap();
    assert_eq!((saved.seq, saved.place), (1, Place::Database));
    assert_eq!(
        *states.borrow(),
        [SaveState::Saving { waiting: 1 }, SaveState::Saved(saved)]
    );

    eval("localStorage.clear()");
    assert_eq!(texts(&later(&id).await), ["{\"set\":\"é\"}"]);
}

#[wasm_bindgen_test]
async fn saved_is_said_after_complete_and_not_before() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let shown = |state: &SaveState| {
        if matches!(state, SaveState::Saved(_)) {
            eval("window.order.push('saved')");
        }
    };
    let (journal, _) = drafts.write(&id, shown).await.unwrap();
    eval("window.order = []");
    let _watch = Fault::method(
        "IDBDatabase.prototype",
        "transaction",
        "function (...asked) { const made = was.apply(this, asked);
            made.addEventListener('complete', () => window.order.push('complete, ' + made.durability)); return made; }",
    );
    journal.append("one");
    journal.flush().await.unwrap();
    assert_eq!(eval("order.join('; ')"), "complete, strict; saved");
}

#[wasm_bindgen_test]
async fn commands_typed_while_one_is_on_its_way_follow_in_order() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    for seq in 1..=300_u64 {
        assert_eq!(journal.append(&format!("c{seq}")), seq);
    }
    assert_eq!(journal.flush().await.unwrap().seq, 300);
    eval("localStorage.clear()");
    let seqs: Vec<u64> = later(&id)
        .await
        .entries
        .iter()
        .map(|entry| entry.seq)
        .collect();
    assert_eq!(seqs, (1..=300).collect::<Vec<_>>());
}

#[wasm_bindgen_test]
async fn a_version_takes_the_journals_place_and_old_ones_are_thinned() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    for seq in 1..=7_u64 {
        journal.append(&format!("c{seq}"));
        let plan = format!("{{plan {seq}}}");
        let name = (seq == 1).then_some("for the board");
        journal
            .checkpoint(seq, plan.as_bytes(), "[]", name)
            .await
            .unwrap();
    }
    journal.append("c8");
    journal.flush().await.unwrap();
    assert_eq!(local(&format!("waymark/journal/{id}/7")), None);
    assert!(local(&format!("waymark/journal/{id}/8")).is_some());
    let loaded = later(&id).await;
    assert_eq!(loaded.checkpoint.plan, b"{plan 7}");
    assert_eq!(texts(&loaded), ["c8"]);
    let kept = behind(
        "checkpoints",
        "store.getAllKeys().onsuccess = event => { value = event.target.result.map(key => key[1]).join(); };",
    );
    assert_eq!(kept.await, "1,3,4,5,6,7");
    let named = drafts.version(&id, 1).await.unwrap();
    assert_eq!(
        (named.plan, named.version.name.as_deref()),
        (b"{plan 1}".to_vec(), Some("for the board"))
    );
}

#[wasm_bindgen_test]
async fn a_damaged_version_is_passed_over_and_kept_as_it_was() {
    let damages = [
        "row.body[1] ^= 4; store.put(row, key)",
        "row.body = row.body.slice(0, 5); store.put(row, key)",
        "row.meta = row.meta.slice(1); store.put(row, key)",
        "store.put('what is this', key)",
    ];
    for damage in damages {
        let drafts = fresh().await;
        let id = begun(&drafts).await;
        let (journal, _) = written(&drafts, &id).await;
        journal.append("one");
        journal
            .checkpoint(1, b"{plan 1}", "[]", None)
            .await
            .unwrap();
        let code = format!(
            "const key = ['{id}', 1];
             store.get(key).onsuccess = event => {{ const row = event.target.result; {damage}; }};"
        );
        behind("checkpoints", &code).await;
        let (_, loaded) = written(&Drafts::open().await, &id).await;
        assert_eq!(loaded.checkpoint.plan, b"{plan 0}", "{damage}");
        assert_eq!(texts(&loaded), ["one"], "{damage}");
        assert!(
            matches!(loaded.problems[..], [Problem::BadCheckpoint { seq: 1, .. }]),
            "{damage}: {:?}",
            loaded.problems
        );
        let aside = drafts.quarantined().await.unwrap();
        assert_eq!(aside.len(), 1, "{damage}");
        assert!(!aside[0].bytes.is_empty(), "{damage}");
        assert_eq!(later(&id).await.problems, [], "{damage}");
    }
}

#[wasm_bindgen_test]
async fn a_torn_entry_and_a_neighbours_keys_do_no_harm() {
    let drafts = fresh().await;
    eval(
        "localStorage.setItem('theirs', '{not json'); localStorage.setItem('waymark/journal/x', '{')",
    );
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    journal.append("one");
    journal.flush().await.unwrap();
    let key = format!("waymark/journal/{id}/2");
    eval(&format!("localStorage.setItem('{key}', '{{\"meta\":\"{{')"));
    let (_, loaded) = written(&Drafts::open().await, &id).await;
    assert_eq!(texts(&loaded), ["one"]);
    assert_eq!(loaded.problems, [Problem::TornEntry { seq: 2 }]);
    assert_eq!(
        drafts.quarantined().await.unwrap()[0].bytes,
        b"{\"meta\":\"{"
    );
    assert_eq!(local(&key), None);
    assert_eq!(local("theirs").as_deref(), Some("{not json"));
    eval("localStorage.clear()");
}

#[wasm_bindgen_test]
async fn lists_renames_duplicates_and_the_bin_work_in_the_database() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    journal.append("one");
    journal.flush().await.unwrap();
    drafts.rename(&id, "The year after").await.unwrap();
    let copy = drafts.duplicate(&id, "A copy").await.unwrap();
    drafts.delete(&id).await.unwrap();
    let list = Drafts::open().await.list().await.unwrap();
    let of = |id: &DraftId| list.iter().find(|card| card.id == *id).unwrap();
    assert_eq!(
        (of(&id).title.as_str(), of(&id).head),
        ("The year after", 1)
    );
    assert!(of(&id).deleted.is_some());
    assert_eq!((of(&copy).title.as_str(), of(&copy).head), ("A copy", 1));
    assert!(drafts.size_of(&copy).await.unwrap() > 8);
    drafts.restore(&id).await.unwrap();
    assert_eq!(drafts.card(&id).await.unwrap().deleted, None);
    drafts.purge(&id).await.unwrap();
    assert_eq!(
        drafts.load(&id).await.unwrap_err().kind(),
        ErrorKind::NotFound
    );
    assert_eq!(texts(&drafts.load(&copy).await.unwrap()), ["one"]);
    assert_eq!(drafts.setting("theme").await.unwrap(), None);
    drafts.set_setting("theme", "dark").await.unwrap();
    assert_eq!(
        drafts.setting("theme").await.unwrap().as_deref(),
        Some("dark")
    );
}

#[wasm_bindgen_test]
async fn the_browser_is_asked_about_room_and_persistence() {
    let room = estimate().await.unwrap();
    assert!(room.quota > room.usage);
    // Firefox would ask the person, who is not here.
    let _fault = Fault::method(
        "StorageManager.prototype",
        "persist",
        "() => Promise.resolve(false)",
    );
    assert_eq!(persist().await, Persist::Refused);
    let _fault = Fault::method(
        "StorageManager.prototype",
        "persisted",
        "() => Promise.resolve(true)",
    );
    assert_eq!(persisted().await, Persist::Granted);
    let _fault = Fault::method("StorageManager.prototype", "estimate", "undefined");
    assert_eq!(estimate().await, None);
}

#[wasm_bindgen_test]
async fn removing_everything_leaves_nothing_even_with_a_draft_open_elsewhere() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (elsewhere, _) = written(&Drafts::open().await, &id).await;
    elsewhere.append("one");
    elsewhere.flush().await.unwrap();
    promised("caches.open('waymark-test')").await;
    eval("localStorage.setItem('theirs', '1')");
    drafts.remove_everything().await.unwrap();

    // Notes have a database of their own, which they remove themselves; other tests leave it behind.
    let names = promised(
        "indexedDB.databases().then(all => all.map(one => one.name).filter(name => name !== 'waymark-notes').join())",
    );
    assert_eq!(names.await, "");
    assert_eq!(eval("Object.keys(localStorage).join()"), "theirs");
    assert_eq!(
        promised("caches.keys().then(keys => keys.join())").await,
        ""
    );
    elsewhere.append("two");
    assert_eq!(
        elsewhere.flush().await.unwrap_err().kind(),
        ErrorKind::Removed
    );
    assert_eq!(elsewhere.unsaved()[0].text, "two");
    assert_eq!(eval("Object.keys(localStorage).join()"), "theirs");
    assert_eq!(Drafts::open().await.list().await.unwrap(), []);
    eval("localStorage.clear()");
}
