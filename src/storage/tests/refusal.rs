//! Other tabs, emptied stores and blocked ones.

use super::super::record::writer_key;
use super::super::row::{Key, Read, Row, Store, Write};
use super::*;

#[test]
fn an_earlier_writer_is_fenced_off_and_its_words_stay_in_its_hands() {
    let device = Device::new();
    let id = begun(&device);
    let (frozen, _) = write(&device, &id);
    frozen.append("before");
    let (newer, _) = write(&device, &id);
    // The frozen tab wakes.
    frozen.append("stale");
    newer.append("newer");
    assert_eq!(now(frozen.flush()).unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(frozen.unsaved()[0].text, "stale");
    // Not even for a moment were they where the newer tab's belong.
    assert_eq!(now(device.page().quarantined()).unwrap(), []);
    let version = now(frozen.checkpoint(2, b"{stale}", "[]", None));
    assert_eq!(version.unwrap_err().kind(), ErrorKind::Conflict);
    newer.append("newest");
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(texts(&loaded), ["before", "newer", "newest"]);
    assert_eq!(loaded.problems, []);
}

#[test]
fn stale_words_in_localstorage_never_pass_for_the_new_writers() {
    let device = Device::new();
    let id = begun(&device);
    let (frozen, _) = write(&device, &id);
    let (newer, _) = write(&device, &id);
    // What a process that saw an old localStorage would do: it takes itself for the writer there.
    let old = LocalRows::new(Texts::Memory(device.local.clone()));
    let database = LocalRows::new(Texts::Memory(device.database.clone()));
    let current = database.row(&writer_key(&id)).unwrap().unwrap();
    frozen.put_token_for_test(&old);
    frozen.append("stale");
    assert_eq!(device.keys(&device.local, "journal"), Vec::<String>::new());
    old.put(&current).unwrap();
    assert_eq!(now(device.page().quarantined()).unwrap()[0].bytes, b"stale");
    newer.append("newer");
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(texts(&loaded), ["newer"]);
    assert_eq!(loaded.problems, []);
}

#[test]
fn a_store_emptied_mid_session_is_told_and_the_words_stay() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("one");
    device.database.borrow_mut().texts.clear();
    device.local.borrow_mut().texts.clear();
    journal.append("two");
    assert_eq!(now(journal.flush()).unwrap_err().kind(), ErrorKind::Removed);
    assert_eq!(journal.unsaved()[0].text, "two");
}

#[test]
fn after_removing_everything_an_open_journal_brings_nothing_back() {
    let device = Device::new();
    let id = begun(&device);
    let page = device.page();
    let (journal, _) = now(page.write(&id, |_| {})).unwrap();
    journal.append("one");
    now(page.remove_everything()).unwrap();
    journal.append("two");
    assert_eq!(now(journal.flush()).unwrap_err().kind(), ErrorKind::Removed);
    assert!(now(page.rename(&id, "again")).is_err());
    assert!(device.database.borrow().texts.is_empty());
    assert!(device.local.borrow().texts.is_empty());
    // And a new draft may be begun.
    let id = begun(&device);
    assert_eq!(texts(&write(&device, &id).1), Vec::<&str>::new());
}

#[test]
fn memory_alone_is_never_called_saved() {
    let blocked = || Some(StorageError::new(ErrorKind::Blocked, ""));
    let standing = Standing {
        database: blocked(),
        local: blocked(),
    };
    let page = Drafts::on(Rows::memory(), None, standing.clone());
    assert!(!standing.keeps_drafts());
    assert!(standing.notice().is_some());
    let plan = NewDraft {
        title: "Loose",
        based_on: None,
        plan: b"{}",
        came: None,
    };
    let id = now(page.create(plan)).unwrap();
    let (journal, _) = now(page.write(&id, |_| {})).unwrap();
    journal.append("one");
    journal.append("two");
    assert_eq!(now(journal.flush()).unwrap_err().kind(), ErrorKind::Blocked);
    assert_eq!(journal.unsaved().len(), 2);
    // Another look at the draft from this page still finds it.
    assert_eq!(texts(&now(page.load(&id)).unwrap()), ["one", "two"]);
}

#[test]
fn localstorage_alone_keeps_drafts_and_says_what_that_is_worth() {
    let local = LocalRows::new(Texts::memory());
    let standing = Standing {
        database: Some(StorageError::new(ErrorKind::Blocked, "")),
        local: None,
    };
    let page = || {
        Drafts::on(
            Rows::Texts(local.clone()),
            Some(local.clone()),
            standing.clone(),
        )
    };
    let plan = NewDraft {
        title: "Small",
        based_on: None,
        plan: b"{plan 0}",
        came: None,
    };
    let id = now(page().create(plan)).unwrap();
    let (journal, _) = now(page().write(&id, |_| {})).unwrap();
    journal.append("one");
    let saved = now(journal.flush()).unwrap();
    assert_eq!(saved.place, Place::LocalOnly);
    assert!(saved.place.note().is_some());
    now(journal.checkpoint(1, b"{plan 1}", "[]", None)).unwrap();
    journal.append("two");
    let loaded = now(page().load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 1}");
    assert_eq!(texts(&loaded), ["two"]);
    assert_eq!(loaded.problems, []);

    // The database works again: what was made meanwhile moves in, the journal stays readable from both.
    let database = Rows::FakeDatabase(LocalRows::new(Texts::memory()));
    let later = Drafts::on(database, Some(local.clone()), Standing::default());
    now(later.adopt()).unwrap();
    let loaded = now(later.load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 1}");
    assert_eq!(texts(&loaded), ["two"]);
    assert_eq!(local.read(&Read::All(Store::Drafts)).unwrap(), []);
}

#[test]
fn a_failed_write_of_texts_leaves_things_as_they_were() {
    let texts = Texts::memory();
    let rows = LocalRows::new(texts.clone());
    let row = |name: &str, meta: &str| Row::of_meta(Key::new(Store::Settings, name, 0), meta);
    rows.put(&row("b", "old")).unwrap();
    let writes = [
        Write::Put(row("a", "new")),
        Write::Put(row("b", "new")),
        Write::Add(row("b", "other")),
        Write::Delete(row("b", "").key),
    ];
    let error = rows.write(&[], &writes).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert_eq!(
        rows.read(&Read::All(Store::Settings)).unwrap(),
        [row("b", "old")]
    );
}

#[test]
fn bytes_that_are_not_text_survive_as_texts() {
    let rows = LocalRows::new(Texts::memory());
    let row = Row {
        key: Key::new(Store::Quarantine, "odd", 0),
        meta: "{}".into(),
        body: vec![0xff, 0, 0x80],
    };
    rows.put(&row).unwrap();
    assert_eq!(rows.row(&row.key).unwrap(), Some(row));
}
