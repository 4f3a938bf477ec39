//! What is kept in a layout that is older or newer than this code's. Layout 1 is the only one that was released: it says
//! no number and has to be read for ever. A later one says its number in each row, and nothing of it is written over.

use super::super::record::{Card, Checkpoint, Entry};
use super::super::row::{Key, Store};
use super::*;

/// A draft as the first release kept it, word for word.
const FIRST: [(&str, &str); 4] = [
    (
        "waymark/drafts/first/0",
        r#"{"meta":"{\"id\":\"first\",\"title\":\"Next year\",\"created\":1000.0,\"updated\":1000.0,\"based_on\":{\"plan\":\"a-plan\",\"hash\":\"ab\"},\"head\":0,\"versions\":[{\"seq\":0,\"at\":1000.0,\"len\":8,\"sha256\":\"3195ac2474559e693cdb8b74eaf15e1cfddf11478f2061f1e0ec88651a8b20f9\"}]}"}"#,
    ),
    (
        "waymark/checkpoints/first/0",
        r#"{"meta":"{\"version\":{\"seq\":0,\"at\":1000.0,\"len\":8,\"sha256\":\"3195ac2474559e693cdb8b74eaf15e1cfddf11478f2061f1e0ec88651a8b20f9\"},\"history_sha256\":\"4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945\"}","text":"{plan 0}[]"}"#,
    ),
    (
        "waymark/journal/first/1",
        r#"{"meta":"{\"at\":2000.0,\"sum\":\"755ac6d1465697cf\"}","text":"one"}"#,
    ),
    (
        "waymark/settings/writer/first/0",
        r#"{"meta":"abcdefghijkm"}"#,
    ),
];

#[test]
fn a_draft_as_the_first_release_kept_it_opens() {
    let device = Device::new();
    for (key, text) in FIRST {
        device
            .database
            .borrow_mut()
            .texts
            .insert(key.into(), text.into());
    }
    let id: DraftId = "first".parse().unwrap();
    let (journal, loaded) = write(&device, &id);
    assert_eq!(loaded.checkpoint.plan, b"{plan 0}");
    assert_eq!(texts(&loaded), ["one"]);
    assert_eq!((loaded.problems, loaded.newer), (vec![], None));
    assert_eq!(journal.append("two"), 2);
    let card = now(device.page().list()).unwrap().remove(0);
    assert_eq!((card.title.as_str(), card.head), ("Next year", 2));
    assert_eq!(card.based_on.unwrap().plan, "a-plan");
}

#[test]
fn the_layout_is_still_the_first() {
    // Whoever changes what is written gives it a number, and keeps reading this.
    let device = Device::new();
    let id: DraftId = "first".parse().unwrap();
    for (key, text) in FIRST {
        let mut database = device.database.borrow_mut();
        database.texts.insert(key.into(), text.into());
    }
    let rows = LocalRows::new(Texts::Memory(device.database.clone()));
    for (key, text) in FIRST {
        let row = rows.row(&Key::from_local(key).unwrap()).unwrap().unwrap();
        let again = match row.key.store {
            Store::Drafts => Card::from_row(&row).unwrap().to_row(),
            Store::Checkpoints => now(Checkpoint::from_row(row)).unwrap().to_row(&id),
            Store::Journal => Entry::from_row(&row).unwrap().to_row(&id),
            _ => row,
        };
        device.local.borrow_mut().texts.clear();
        let local = LocalRows::new(Texts::Memory(device.local.clone()));
        local.put(&again).unwrap();
        assert_eq!(device.local.borrow().texts[key], text);
    }
}

/// A draft with two versions and two steps after them.
fn kept(device: &Device) -> DraftId {
    let id = begun(device);
    let (journal, _) = write(device, &id);
    journal.append("one");
    now(journal.checkpoint(1, b"{plan 1}", "[]", None)).unwrap();
    journal.append("two");
    journal.append("three");
    now(journal.flush()).unwrap();
    id
}

/// Makes a row one that a newer Waymark wrote.
fn newer(place: &Rc<RefCell<Memory>>, key: &str) {
    let meta = r#"{"layout":2,"title":"Later","words":"we know nothing of"}"#;
    let text = serde_json::json!({"meta": meta, "text": "another shape"}).to_string();
    place.borrow_mut().texts.insert(key.to_owned(), text);
}

/// Does whatever the app can do to a draft that it can't write, and holds both places to the byte.
fn refuses_all_and_changes_nothing(device: &Device, id: &DraftId) {
    let before = (all_of(&device.database), all_of(&device.local));
    let written = now(device.page().write(id, |_| panic!("nothing is begun")));
    assert_eq!(written.err().unwrap().kind(), ErrorKind::Newer);
    assert_eq!(before, (all_of(&device.database), all_of(&device.local)));
}

#[test]
fn a_newest_version_of_a_later_layout_is_neither_passed_over_nor_set_aside() {
    let device = Device::new();
    let id = kept(&device);
    newer(&device.database, &format!("waymark/checkpoints/{id}/1"));
    refuses_all_and_changes_nothing(&device, &id);
    let page = device.page();
    assert_eq!(now(page.load(&id)).unwrap_err().kind(), ErrorKind::Newer);
    assert_eq!(
        now(page.version(&id, 1)).unwrap_err().kind(),
        ErrorKind::Newer
    );
    // The one before can be looked at, and all of it be taken along.
    assert_eq!(now(page.version(&id, 0)).unwrap().plan, b"{plan 0}");
    let remains = now(page.remains(&id)).unwrap();
    assert!(remains.iter().any(|one| one.bytes == b"another shape"));
    // An older version of a later layout below one that can be read stands in nobody's way.
    let id = kept(&device);
    newer(&device.database, &format!("waymark/checkpoints/{id}/0"));
    assert_eq!(texts(&write(&device, &id).1), ["two", "three"]);
}

#[test]
fn a_step_of_a_later_layout_ends_what_can_be_read_and_nothing_is_written_behind_it() {
    for place in [0, 1] {
        let device = Device::new();
        let id = kept(&device);
        let places = [&device.database, &device.local];
        newer(places[place], &format!("waymark/journal/{id}/3"));
        refuses_all_and_changes_nothing(&device, &id);
        let page = device.page();
        let loaded = now(page.load(&id)).unwrap();
        assert_eq!((texts(&loaded), loaded.newer), (vec!["two"], Some(3)));
        assert_eq!(loaded.problems, [], "it is not damaged");
        // Who follows hears of the steps before it, then that there is something else.
        let entries = now(page.entries_after(&id, 1)).unwrap();
        assert_eq!(entries.len(), 1);
        let error = now(page.entries_after(&id, 2)).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Newer);
        let error = now(page.duplicate(&id, "A copy")).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Newer);
    }
}

#[test]
fn a_step_of_a_later_layout_that_comes_in_while_a_draft_is_opened_is_not_written_over() {
    let device = Device::new();
    let id = kept(&device);
    let page = device.page();
    let seen = now(page.load(&id)).unwrap();
    let key = format!("waymark/journal/{id}/4");
    newer(&device.local, &key);
    let error = now(page.go_on(&id, seen, |_| panic!("nothing is begun")));
    assert_eq!(error.err().unwrap().kind(), ErrorKind::Newer);
    assert!(device.local.borrow().texts[&key].contains("another shape"));
    assert!(!device.database.borrow().texts.contains_key(&key));
}

#[test]
fn a_card_of_a_later_layout_is_listed_and_never_changed() {
    let device = Device::new();
    let id = kept(&device);
    newer(&device.database, &format!("waymark/drafts/{id}/0"));
    refuses_all_and_changes_nothing(&device, &id);
    let page = device.page();
    let before = all_of(&device.database);
    let list = now(page.list()).unwrap();
    assert_eq!((list[0].title.as_str(), list[0].head), ("Later", 3));
    for done in [
        now(page.rename(&id, "Ours")),
        now(page.delete(&id)),
        now(page.backed_up(&id, 3)),
        now(page.name_version(&id, 1, Some("Ours"))),
        now(page.tidy(&id)).map(drop),
        now(page.duplicate(&id, "A copy")).map(drop),
    ] {
        assert_eq!(done.unwrap_err().kind(), ErrorKind::Newer);
    }
    assert_eq!(before, all_of(&device.database));
    // Another draft is none the worse for it.
    let other = begun(&device);
    assert_eq!(now(page.list()).unwrap().len(), 2);
    assert_eq!(write(&device, &other).0.append("one"), 1);
}

#[test]
fn a_database_of_a_later_layout_does_not_make_its_drafts_unheard_of() {
    let local = LocalRows::new(Texts::memory());
    let standing = Standing {
        database: Some(StorageError::new(ErrorKind::Newer, "VersionError")),
        local: None,
    };
    let page = Drafts::on(Rows::Texts(local.clone()), Some(local), standing.clone());
    let id: DraftId = "elsewhere".parse().unwrap();
    let kinds = [
        now(page.load(&id)).unwrap_err().kind(),
        now(page.card(&id)).unwrap_err().kind(),
        now(page.write(&id, |_| {})).err().unwrap().kind(),
    ];
    assert_eq!(kinds, [ErrorKind::Newer; 3]);
    assert!(standing.notice().unwrap().contains("newer Waymark"));
    assert!(standing.what_to_do().unwrap().contains("Reload"));
}
