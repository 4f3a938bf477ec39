//! What is said, and what survives, when the browser refuses.

use futures_util::future::join;
use wasm_bindgen_test::wasm_bindgen_test;
use waymark::storage::*;

use super::device::*;

#[wasm_bindgen_test]
async fn a_full_database_is_told_and_the_words_go_on_when_there_is_room() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    let fault = Fault::method("IDBObjectStore.prototype", "put", FULL);
    journal.append("one");
    assert_eq!(journal.flush().await.unwrap_err().kind(), ErrorKind::Full);
    assert!(matches!(
        journal.state(),
        SaveState::Failed { unsaved: 1, .. }
    ));
    assert_eq!(journal.unsaved()[0].text, "one");
    drop(fault);
    journal.append("two");
    assert_eq!(journal.flush().await.unwrap().seq, 2);
    eval("localStorage.clear()");
    assert_eq!(texts(&later(&id).await), ["one", "two"]);
}

#[wasm_bindgen_test]
async fn quota_that_shows_only_at_the_commit_is_not_called_saved() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    let fault = Fault::method(
        "IDBObjectStore.prototype",
        "put",
        "function (...row) { const made = was.apply(this, row), transaction = this.transaction;
            Object.defineProperty(transaction, 'error', { value: new DOMException('no room', 'QuotaExceededError') });
            made.onsuccess = () => transaction.abort(); return made; }",
    );
    journal.append("one");
    assert_eq!(journal.flush().await.unwrap_err().kind(), ErrorKind::Full);
    drop(fault);
    assert_eq!(journal.flush().await.unwrap().seq, 1);
}

#[wasm_bindgen_test]
async fn every_step_of_the_database_may_fail_without_a_panic_or_a_lie() {
    let steps = [
        ("IDBFactory.prototype", "open"),
        ("IDBDatabase.prototype", "transaction"),
        ("IDBTransaction.prototype", "objectStore"),
        ("IDBObjectStore.prototype", "get"),
        ("IDBObjectStore.prototype", "put"),
    ];
    for (object, method) in steps {
        let drafts = fresh().await;
        let id = begun(&drafts).await;
        let (journal, _) = written(&drafts, &id).await;
        let fault = Fault::method(object, method, "function () { throw new Error('odd'); }");
        // Nothing is opened while there is a connection.
        let lost = (method == "open").then(|| {
            let lost = "() => { throw new DOMException('lost', 'InvalidStateError'); }";
            Fault::method("IDBDatabase.prototype", "transaction", lost)
        });
        journal.append("one");
        let error = journal.flush().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unexpected, "{method}");
        assert_eq!(error.detail(), "Error: odd", "{method}");
        assert!(
            journal
                .checkpoint(1, b"{plan 1}", "[]", None)
                .await
                .is_err(),
            "{method}"
        );
        assert!(drafts.rename(&id, "new").await.is_err(), "{method}");
        drop(lost);
        drop(fault);
        assert_eq!(journal.flush().await.unwrap().seq, 1, "{method}");
        eval("localStorage.clear()");
        assert_eq!(texts(&later(&id).await), ["one"], "{method}");
    }
}

#[wasm_bindgen_test]
async fn a_connection_closed_under_us_is_opened_again() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    // As iOS does to a page that was in the background.
    let _fault = Fault::method(
        "IDBDatabase.prototype",
        "transaction",
        "function (...asked) { if (!window.closed_once) { window.closed_once = true; this.close(); }
            return was.apply(this, asked); }",
    );
    journal.append("one");
    assert_eq!(journal.flush().await.unwrap().seq, 1);
    assert_eq!(eval("window.closed_once"), true);
    assert_eq!(texts(&later(&id).await), ["one"]);
}

#[wasm_bindgen_test]
async fn closed_in_the_middle_of_a_write_it_writes_once_more() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    let _fault = Fault::method(
        "IDBObjectStore.prototype",
        "put",
        "function (...row) { const made = was.apply(this, row);
            if (!window.cut_once) { window.cut_once = true; this.transaction.abort(); } return made; }",
    );
    journal.append("one");
    assert_eq!(journal.flush().await.unwrap().seq, 1);
    assert_eq!(eval("window.cut_once"), true);
    assert_eq!(texts(&later(&id).await), ["one"]);
}

#[wasm_bindgen_test]
async fn a_localstorage_that_throws_costs_nothing_while_the_database_works() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    for (method, how) in [
        ("setItem", FULL),
        ("getItem", "() => { throw 'not even an Error'; }"),
    ] {
        let _fault = Fault::method("Storage.prototype", method, how);
        journal.append(method);
        journal.flush().await.unwrap();
    }
    {
        let _fault = Fault::blocked("localStorage");
        journal.append("blocked later");
        journal.flush().await.unwrap();
        assert_eq!(texts(&drafts.load(&id).await.unwrap()).len(), 3);
    }
    assert_eq!(
        texts(&later(&id).await),
        ["setItem", "getItem", "blocked later"]
    );
}

#[wasm_bindgen_test]
async fn blocked_localstorage_leaves_the_database() {
    fresh().await;
    let _fault = Fault::blocked("localStorage");
    let drafts = Drafts::open().await;
    let standing = drafts.standing();
    let kind = standing.local.as_ref().map(StorageError::kind);
    assert_eq!(kind, Some(ErrorKind::Blocked));
    assert!(standing.keeps_drafts() && standing.notice().is_some());
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    journal.append("one");
    assert_eq!(journal.flush().await.unwrap().place, Place::Database);
    assert_eq!(texts(&later(&id).await), ["one"]);
}

#[wasm_bindgen_test]
async fn a_blocked_database_leaves_localstorage_and_moves_in_later() {
    fresh().await;
    let id = {
        let _fault = Fault::blocked("indexedDB");
        let drafts = Drafts::open().await;
        let kind = drafts.standing().database.map(|error| error.kind());
        assert_eq!(kind, Some(ErrorKind::Blocked));
        let id = begun(&drafts).await;
        let (journal, _) = written(&drafts, &id).await;
        journal.append("one");
        assert_eq!(journal.flush().await.unwrap().place, Place::LocalOnly);
        journal
            .checkpoint(1, b"{plan 1}", "[]", None)
            .await
            .unwrap();
        journal.append("two");
        journal.flush().await.unwrap();
        assert_eq!(texts(&later(&id).await), ["two"]);
        id
    };
    let drafts = Drafts::open().await;
    assert_eq!(local(&format!("waymark/checkpoints/{id}/1")), None);
    let (journal, loaded) = written(&drafts, &id).await;
    assert_eq!(loaded.checkpoint.plan, b"{plan 1}");
    assert_eq!(texts(&loaded), ["two"]);
    journal.flush().await.unwrap();
    eval("localStorage.clear()");
    assert_eq!(texts(&later(&id).await), ["two"]);
}

#[wasm_bindgen_test]
async fn with_everything_blocked_it_works_in_memory_and_never_says_saved() {
    fresh().await;
    let _faults = [Fault::blocked("indexedDB"), Fault::blocked("localStorage")];
    let drafts = Drafts::open().await;
    assert!(!drafts.standing().keeps_drafts());
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    journal.append("one");
    assert_eq!(
        journal.flush().await.unwrap_err().kind(),
        ErrorKind::Blocked
    );
    assert_eq!(journal.unsaved().len(), 1);
}

#[wasm_bindgen_test]
async fn a_database_of_a_newer_version_is_left_alone() {
    fresh().await.remove_everything().await.unwrap();
    promised(
        "new Promise((done, fail) => { const open = indexedDB.open('waymark', 2);
            open.onsuccess = () => { open.result.close(); done(); }; open.onerror = () => fail(open.error); })",
    )
    .await;
    let kind = Drafts::open()
        .await
        .standing()
        .database
        .map(|error| error.kind());
    assert_eq!(kind, Some(ErrorKind::Newer));
    let version = promised("indexedDB.databases().then(all => all[0].version)").await;
    assert_eq!(version, 2);
    promised(
        "new Promise(done => { indexedDB.deleteDatabase('waymark').onsuccess = () => done(); })",
    )
    .await;
}

#[wasm_bindgen_test]
async fn the_second_writer_fences_off_the_first() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (first, _) = written(&drafts, &id).await;
    first.append("one");
    first.flush().await.unwrap();
    let (second, loaded) = written(&Drafts::open().await, &id).await;
    assert_eq!(texts(&loaded), ["one"]);
    // Both write at once.
    first.append("stale");
    second.append("two");
    assert_eq!(first.flush().await.unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(second.flush().await.unwrap().seq, 2);
    assert_eq!(first.unsaved()[0].text, "stale");
    let version = first.checkpoint(2, b"{stale}", "[]", None).await;
    assert_eq!(version.unwrap_err().kind(), ErrorKind::Conflict);
    let loaded = later(&id).await;
    assert_eq!(
        (texts(&loaded), &loaded.problems),
        (vec!["one", "two"], &vec![])
    );
}

#[wasm_bindgen_test]
async fn two_openings_at_once_lose_no_word_that_only_localstorage_had() {
    let drafts = fresh().await;
    let id = begun(&drafts).await;
    let (journal, _) = written(&drafts, &id).await;
    journal.append("one");
    journal.flush().await.unwrap();
    let fault = Fault::method("IDBObjectStore.prototype", "put", FULL);
    journal.append("two");
    assert_eq!(journal.flush().await.unwrap_err().kind(), ErrorKind::Full);
    drop(fault);
    let (first, second) = (Drafts::open().await, Drafts::open().await);
    let opened = join(first.write(&id, |_| {}), second.write(&id, |_| {})).await;
    let (one, other) = (opened.0.unwrap(), opened.1.unwrap());
    assert_eq!(texts(&one.1), ["one", "two"]);
    assert_eq!(texts(&other.1), ["one", "two"]);
    // Whichever put up its fence last is the writer.
    let flushed = join(one.0.flush(), other.0.flush()).await;
    assert!(flushed.0.is_ok() || flushed.1.is_ok());
    eval("localStorage.clear()");
    let loaded = later(&id).await;
    assert_eq!(texts(&loaded), ["one", "two"]);
    assert_eq!(drafts.quarantined().await.unwrap(), []);
}

#[wasm_bindgen_test]
async fn what_a_newer_waymark_keeps_is_refused_and_stays_as_it_is() {
    const NEWER: &str = r#"{ meta: '{"layout":2}', parts: ['another', 'shape'] }"#;
    for (store, seq) in [("checkpoints", 1), ("journal", 2), ("drafts", 0)] {
        let drafts = fresh().await;
        let id = begun(&drafts).await;
        let (journal, _) = written(&drafts, &id).await;
        journal.append("one");
        journal
            .checkpoint(1, b"{plan 1}", "[]", None)
            .await
            .unwrap();
        let put = format!("store.put({NEWER}, ['{id}', {seq}])");
        behind(store, &put).await;
        let refused = Drafts::open().await.write(&id, |_| {}).await;
        assert_eq!(refused.err().unwrap().kind(), ErrorKind::Newer, "{store}");
        let get = format!(
            "store.get(['{id}', {seq}]).onsuccess = event => {{ value = event.target.result.parts.join(' '); }}"
        );
        assert_eq!(behind(store, &get).await, "another shape", "{store}");
        assert_eq!(drafts.quarantined().await.unwrap(), [], "{store}");
    }
}
