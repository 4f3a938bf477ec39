//! The keeping of drafts over a fake that can be emptied, torn and told to fail.

use std::cell::RefCell;
use std::future::Future;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::local::{LocalRows, Memory, Texts};
use super::record::writer_key;
use super::row::{Key, Read, Row, Store, Write};
use super::rows::Rows;
use super::*;

/// Natively nothing has to be waited for.
fn now<T>(future: impl Future<Output = T>) -> T {
    let mut future = std::pin::pin!(future);
    match future
        .as_mut()
        .poll(&mut Context::from_waker(Waker::noop()))
    {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("memory made us wait"),
    }
}

/// A device: its two places outlive the pages that use them.
struct Device {
    database: Rc<RefCell<Memory>>,
    local: Rc<RefCell<Memory>>,
}

impl Device {
    fn new() -> Device {
        Device {
            database: Rc::default(),
            local: Rc::default(),
        }
    }

    /// A page that opens. Its main place counts as the database.
    fn page(&self) -> Drafts {
        let rows = |memory: &Rc<RefCell<Memory>>| LocalRows::new(Texts::Memory(memory.clone()));
        let database = Rows::FakeDatabase(rows(&self.database));
        Drafts::on(database, Some(rows(&self.local)), Standing::default())
    }

    fn keys(&self, place: &Rc<RefCell<Memory>>, store: &str) -> Vec<String> {
        let prefix = format!("waymark/{store}/");
        let memory = place.borrow();
        let keys = memory
            .texts
            .keys()
            .filter_map(|key| key.strip_prefix(&prefix));
        keys.map(str::to_owned).collect()
    }
}

fn full() -> Option<StorageError> {
    Some(StorageError::new(ErrorKind::Full, "QuotaExceededError"))
}

fn begun(device: &Device) -> DraftId {
    now(device.page().create(NewDraft {
        title: "Next year",
        based_on: None,
        plan: b"{plan 0}",
    }))
    .unwrap()
}

fn write(device: &Device, id: &DraftId) -> (Journal, Loaded) {
    now(device.page().write(id, |_| {})).unwrap()
}

fn texts(loaded: &Loaded) -> Vec<&str> {
    loaded
        .entries
        .iter()
        .map(|entry| entry.text.as_str())
        .collect()
}

#[test]
fn what_was_appended_is_there_for_the_next_page() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, loaded) = write(&device, &id);
    assert_eq!(loaded.checkpoint.plan, b"{plan 0}");
    assert_eq!((journal.append("one"), journal.append("two")), (1, 2));
    assert_eq!(now(journal.flush()).unwrap().seq, 2);

    let (journal, loaded) = write(&device, &id);
    assert_eq!(texts(&loaded), ["one", "two"]);
    assert_eq!(loaded.problems, []);
    assert_eq!(journal.head(), 2);
    assert_eq!(journal.append("three"), 3);
    assert_eq!(
        texts(&now(device.page().load(&id)).unwrap()),
        ["one", "two", "three"]
    );
}

#[test]
fn saved_is_not_said_while_the_database_is_full() {
    let device = Device::new();
    let id = begun(&device);
    let states = Rc::new(RefCell::new(Vec::new()));
    let seen = states.clone();
    let (journal, _) = now(device.page().write(&id, move |state: &SaveState| {
        seen.borrow_mut().push(state.clone());
    }))
    .unwrap();
    device.database.borrow_mut().fault = full();
    journal.append("kept in this tab");
    assert!(
        !states
            .borrow()
            .iter()
            .any(|state| matches!(state, SaveState::Saved(_)))
    );
    let failed = SaveState::Failed {
        error: full().unwrap(),
        unsaved: 1,
    };
    assert_eq!(journal.state(), failed);
    assert_eq!(now(journal.flush()), Err(full().unwrap()));
    assert_eq!(journal.unsaved()[0].text, "kept in this tab");

    // Room again: the next word takes the one before along, in order.
    device.database.borrow_mut().fault = None;
    journal.append("and this");
    assert_eq!(now(journal.flush()).unwrap().seq, 2);
    assert_eq!(journal.unsaved(), []);
    assert!(matches!(
        states.borrow().last(),
        Some(SaveState::Saved(Saved { seq: 2, .. }))
    ));
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(texts(&loaded), ["kept in this tab", "and this"]);
}

#[test]
fn words_that_only_localstorage_had_are_brought_into_the_database() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("one");
    device.database.borrow_mut().fault = full();
    journal.append("two");
    // The page dies here; the next one finds both.
    device.database.borrow_mut().fault = None;
    let (journal, loaded) = write(&device, &id);
    assert_eq!(texts(&loaded), ["one", "two"]);
    assert_eq!(now(journal.flush()).unwrap().seq, 2);
    device.local.borrow_mut().texts.clear();
    assert_eq!(
        texts(&now(device.page().load(&id)).unwrap()),
        ["one", "two"]
    );
}

#[test]
fn a_full_localstorage_costs_nothing_while_the_database_works() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    device.local.borrow_mut().fault = full();
    journal.append("one");
    assert_eq!(now(journal.flush()).unwrap().seq, 1);
    assert_eq!(texts(&now(device.page().load(&id)).unwrap()), ["one"]);
}

#[test]
fn a_long_command_goes_to_the_database_alone() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append(&"x".repeat(32 * 1024));
    journal.append(&"x".repeat(32 * 1024 + 1));
    assert_eq!(device.keys(&device.local, "journal"), [format!("{id}/1")]);
    assert_eq!(device.keys(&device.database, "journal").len(), 2);
}

#[test]
fn a_checkpoint_takes_the_journals_place() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    for seq in 1..=3 {
        journal.append(&format!("c{seq}"));
    }
    let version = now(journal.checkpoint(2, b"{plan 2}", "[2]", None)).unwrap();
    assert_eq!(device.keys(&device.local, "journal"), [format!("{id}/3")]);
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 2}");
    assert_eq!(loaded.checkpoint.history, "[2]");
    assert_eq!(texts(&loaded), ["c3"]);
    let first = now(device.page().version(&id, 0)).unwrap().version;
    assert_eq!(version.parent, Some(first.sha256));
    assert_eq!(version.len, 8);
}

#[test]
fn versions_are_thinned_but_never_a_named_one() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    for seq in 1..=8 {
        journal.append(&format!("c{seq}"));
        let name = (seq == 2).then_some("for the board");
        now(journal.checkpoint(seq, format!("{{plan {seq}}}").as_bytes(), "[]", name)).unwrap();
    }
    let card = now(device.page().card(&id)).unwrap();
    let kept: Vec<u64> = card.versions.iter().map(|one| one.seq).collect();
    assert_eq!(kept, [2, 4, 5, 6, 7, 8]);
    assert_eq!(device.keys(&device.database, "checkpoints").len(), 6);
    let named = now(device.page().version(&id, 2)).unwrap();
    assert_eq!(named.plan, b"{plan 2}");
    // Any of the newest five can be fallen back on: the journal goes back that far, and no further.
    assert_eq!(device.keys(&device.database, "journal").len(), 4);
}

#[test]
fn the_same_plan_again_is_the_same_version() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("c1");
    let one = now(journal.checkpoint(1, b"{plan 1}", "[]", None)).unwrap();
    let two = now(journal.checkpoint(1, b"{plan 1}", "[]", Some("done"))).unwrap();
    assert_eq!(
        (one.sha256, two.name.as_deref()),
        (two.sha256, Some("done"))
    );
    let other = now(journal.checkpoint(1, b"{other}", "[]", None));
    assert_eq!(other.unwrap_err().kind(), ErrorKind::Conflict);
    let ahead = now(journal.checkpoint(2, b"{plan 2}", "[]", None));
    assert_eq!(ahead.unwrap_err().kind(), ErrorKind::Unexpected);
}

/// Changes the text of a row as a bad disk would.
fn damage(place: &Rc<RefCell<Memory>>, key: &str, change: impl FnOnce(&str) -> String) {
    let mut memory = place.borrow_mut();
    let text = memory.texts.get_mut(key).unwrap();
    *text = change(text);
}

#[test]
fn a_damaged_version_is_passed_over_and_kept_byte_for_byte() {
    let cases: [fn(&str) -> String; 3] = [
        |text| text.replace("{plan 2}", "{plan 3}"),
        |text| text.replace("{plan 2}", "{pl"),
        |_| "not even JSON".to_owned(),
    ];
    for change in cases {
        let device = Device::new();
        let id = begun(&device);
        let (journal, _) = write(&device, &id);
        journal.append("c1");
        journal.append("c2");
        now(journal.checkpoint(2, b"{plan 2}", "[]", None)).unwrap();
        journal.append("c3");
        let key = format!("waymark/checkpoints/{id}/2");
        damage(&device.database, &key, change);

        let looked = now(device.page().load(&id)).unwrap();
        let (journal, loaded) = write(&device, &id);
        assert_eq!(loaded, looked);
        assert_eq!(loaded.checkpoint.plan, b"{plan 0}");
        assert_eq!(texts(&loaded), ["c1", "c2", "c3"]);
        assert!(matches!(
            loaded.problems[..],
            [Problem::BadCheckpoint { seq: 2, .. }]
        ));
        let aside = now(device.page().quarantined()).unwrap();
        assert_eq!(aside.len(), 1);
        let was = String::from_utf8(aside[0].bytes.clone()).unwrap();
        assert!(
            ["{plan 3}[]", "{pl[]", "not even JSON"].contains(&was.as_str()),
            "{was}"
        );

        // Told once; and the place is free for a version that is whole.
        assert_eq!(write(&device, &id).1.problems, []);
        drop(journal);
        let (journal, _) = write(&device, &id);
        now(journal.checkpoint(2, b"{plan 2}", "[]", None)).unwrap();
        assert_eq!(
            now(device.page().load(&id)).unwrap().checkpoint.plan,
            b"{plan 2}"
        );
    }
}

#[test]
fn with_no_version_left_it_says_so_and_gives_up_nothing() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("c1");
    damage(
        &device.database,
        &format!("waymark/checkpoints/{id}/0"),
        |_| "x".to_owned(),
    );
    let error = now(device.page().write(&id, |_| {})).err().unwrap();
    assert_eq!(error.kind(), ErrorKind::Damaged);
    let remains = now(device.page().remains(&id)).unwrap();
    assert!(remains.iter().any(|one| one.bytes == b"x"));
    assert!(remains.iter().any(|one| one.bytes == b"c1"));
}

#[test]
fn a_damaged_history_costs_the_undo_steps_alone() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("c1");
    now(journal.checkpoint(1, b"{plan 1}", "[undo]", None)).unwrap();
    damage(
        &device.database,
        &format!("waymark/checkpoints/{id}/1"),
        |text| text.replace("[undo]", "[und0]"),
    );
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 1}");
    assert_eq!(loaded.checkpoint.history, "");
    assert_eq!(loaded.problems, [Problem::NoHistory { seq: 1 }]);
}

#[test]
fn a_torn_last_entry_is_set_aside_and_its_place_used_again() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("one");
    device.database.borrow_mut().fault = full();
    journal.append("two");
    device.database.borrow_mut().fault = None;
    let key = format!("waymark/journal/{id}/2");
    damage(&device.local, &key, |text| {
        text[..text.len() - 4].to_owned()
    });
    let torn = device.local.borrow().texts[&key].clone();

    let (journal, loaded) = write(&device, &id);
    assert_eq!(texts(&loaded), ["one"]);
    assert_eq!(loaded.problems, [Problem::TornEntry { seq: 2 }]);
    let aside = now(device.page().quarantined()).unwrap();
    assert_eq!(aside[0].bytes, torn.as_bytes());
    assert_eq!(journal.append("two again"), 2);
    let (_, loaded) = write(&device, &id);
    assert_eq!(texts(&loaded), ["one", "two again"]);
    assert_eq!(loaded.problems, []);
}

#[test]
fn an_earlier_writer_is_fenced_off_and_its_words_stay_in_its_hands() {
    let device = Device::new();
    let id = begun(&device);
    let (frozen, _) = write(&device, &id);
    frozen.append("before");
    let (newer, _) = write(&device, &id);
    newer.append("newer");
    // The frozen tab wakes.
    frozen.append("stale");
    assert_eq!(now(frozen.flush()).unwrap_err().kind(), ErrorKind::Conflict);
    assert_eq!(frozen.unsaved()[0].text, "stale");
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
}

#[test]
fn the_list_knows_titles_heads_and_the_bin() {
    let device = Device::new();
    let page = device.page();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("one");
    now(page.rename(&id, "The year after")).unwrap();
    now(page.backed_up(&id, 1)).unwrap();
    let copy = now(page.duplicate(&id, "A copy")).unwrap();
    now(page.delete(&id)).unwrap();

    let list = now(page.list()).unwrap();
    let card = list.iter().find(|card| card.id == id).unwrap();
    assert_eq!((card.title.as_str(), card.head), ("The year after", 1));
    assert_eq!(card.backed_up.map(|backup| backup.seq), Some(1));
    assert!(card.deleted.is_some());
    let card = list.iter().find(|card| card.id == copy).unwrap();
    assert_eq!(
        (card.title.as_str(), card.head, card.deleted),
        ("A copy", 1, None)
    );
    assert_eq!(texts(&now(page.load(&copy)).unwrap()), ["one"]);

    now(page.restore(&id)).unwrap();
    assert_eq!(now(page.card(&id)).unwrap().deleted, None);
    now(page.purge(&id)).unwrap();
    assert_eq!(now(page.load(&id)).unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(now(page.list()).unwrap().len(), 1);
    assert!(device.keys(&device.local, "journal").is_empty());
    assert_eq!(texts(&now(page.load(&copy)).unwrap()), ["one"]);
}

#[test]
fn a_lost_card_is_made_again_from_the_versions() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("one");
    damage(&device.database, &format!("waymark/drafts/{id}/0"), |_| {
        "{".to_owned()
    });
    let page = device.page();
    let list = now(page.list()).unwrap();
    assert_eq!(
        (list[0].title.as_str(), list[0].head),
        ("Recovered draft", 1)
    );
    assert_eq!(texts(&write(&device, &id).1), ["one"]);
    now(page.rename(&id, "Found")).unwrap();
    assert_eq!(now(page.card(&id)).unwrap().title, "Found");
    assert_eq!(now(page.quarantined()).unwrap()[0].bytes, b"{");
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
