//! Notes are kept through a crash, a full disk and a second tab, and none takes another's words.

use super::*;
use crate::storage::row::{Key, Row, Store};
use crate::storage::rows::Places;

/// Joins as the app does, in short: what only one changed, else both.
fn join(base: Option<&str>, ours: &str, theirs: &str) -> Option<String> {
    match (base, ours, theirs) {
        (_, _, "?") => None,
        (base, ours, theirs) if base == Some(theirs) || ours == theirs => Some(ours.to_owned()),
        (base, ours, theirs) if base == Some(ours) => Some(theirs.to_owned()),
        (_, ours, theirs) => Some(format!("{theirs}+{ours}")),
    }
}

type Events = Rc<RefCell<Vec<SlipEvent>>>;

fn places(device: &Device) -> Places {
    let rows = |memory: &Rc<RefCell<Memory>>| LocalRows::new(Texts::Memory(memory.clone()));
    Places {
        rows: Rows::FakeDatabase(rows(&device.database)),
        mirror: Some(rows(&device.local)),
        standing: Standing::default(),
    }
}

/// A tab that opens, with what it found and what it is told.
fn tab(device: &Device) -> (Slips, Found, Events) {
    let events = Events::default();
    let seen = events.clone();
    let slips = Slips::at(places(device), join, move |event| {
        seen.borrow_mut().push(event)
    });
    let found = now(slips.gather());
    (slips, found, events)
}

fn found(device: &Device) -> Vec<(String, String)> {
    tab(device).1.slips
}

fn said(name: &str, text: &str) -> Vec<(String, String)> {
    vec![(name.to_owned(), text.to_owned())]
}

fn last(events: &Events) -> SlipEvent {
    events.borrow().last().cloned().unwrap()
}

#[test]
fn what_was_written_is_there_for_the_next_page_and_no_longer_held() {
    let device = Device::new();
    let (slips, empty, events) = tab(&device);
    assert_eq!(empty, Found::default());
    slips.put("plan/a/m1", "Why?");
    assert!(
        matches!(last(&events), SlipEvent::State(SaveState::Saved(saved)) if saved.place == Place::Database)
    );
    slips.put("plan/a/m1", "Why so low?");
    assert_eq!(found(&device), said("plan/a/m1", "Why so low?"));
    assert_eq!(device.keys(&device.local, "notes"), Vec::<String>::new());
}

#[test]
fn a_full_database_is_told_and_the_words_are_held() {
    let device = Device::new();
    let (slips, _, events) = tab(&device);
    device.database.borrow_mut().fault = full();
    slips.put("plan/a/m1", "Why?");
    let failed = SaveState::Failed {
        error: full().unwrap(),
        unsaved: 1,
    };
    assert_eq!(last(&events), SlipEvent::State(failed));
    assert!(
        !events
            .borrow()
            .iter()
            .any(|e| matches!(e, SlipEvent::State(SaveState::Saved(_))))
    );
    // The page is closed, there is room again: the words are found where they were held.
    device.database.borrow_mut().fault = None;
    assert_eq!(found(&device), said("plan/a/m1", "Why?"));
    assert_eq!(
        device.keys(&device.local, "notes"),
        Vec::<String>::new(),
        "and are kept now"
    );
    assert_eq!(device.keys(&device.database, "notes"), ["plan/a/m1/0"]);
}

#[test]
fn both_places_may_be_full_and_the_words_still_wait() {
    let device = Device::new();
    let (slips, _, events) = tab(&device);
    device.database.borrow_mut().fault = full();
    device.local.borrow_mut().fault = full();
    slips.put("plan/a/m1", "Why?");
    slips.put("plan/a/m2", "Who?");
    assert!(matches!(
        last(&events),
        SlipEvent::State(SaveState::Failed { unsaved: 2, .. })
    ));
    device.database.borrow_mut().fault = None;
    slips.keep_on();
    assert!(matches!(
        last(&events),
        SlipEvent::State(SaveState::Saved(_))
    ));
    assert_eq!(found(&device).len(), 2);
}

#[test]
fn two_tabs_never_take_each_others_words() {
    let device = Device::new();
    let (one, ..) = tab(&device);
    one.put("plan/a/m1", "base");
    let (two, _, events) = tab(&device);
    one.put("plan/a/m1", "one");
    // The second has not heard of it: other notes are untouched, the same note holds both.
    two.put("plan/a/m2", "two");
    two.put("plan/a/m1", "two");
    assert!(events.borrow().contains(&SlipEvent::Changed {
        name: "plan/a/m1".into(),
        text: "one+two".into()
    }));
    let both = [
        ("plan/a/m1".to_owned(), "one+two".to_owned()),
        ("plan/a/m2".to_owned(), "two".to_owned()),
    ];
    assert_eq!(found(&device), both);
    one.put("plan/a/m1", "one");
    assert_eq!(
        found(&device)[0].1,
        "one+two",
        "nothing new was written over it"
    );
}

#[test]
fn an_older_copy_left_behind_does_not_come_back() {
    let device = Device::new();
    let (slips, ..) = tab(&device);
    device.database.borrow_mut().fault = full();
    slips.put("plan/a/m1", "old");
    let held = device.local.borrow().texts.clone();
    device.database.borrow_mut().fault = None;
    slips.put("plan/a/m1", "new");
    // A browser that crashes may bring back what was let go.
    device.local.borrow_mut().texts = held;
    assert_eq!(found(&device), said("plan/a/m1", "new"));
    assert_eq!(device.keys(&device.local, "notes"), Vec::<String>::new());
}

#[test]
fn what_two_tabs_held_at_once_is_joined() {
    let device = Device::new();
    let (one, two) = (tab(&device).0, tab(&device).0);
    device.database.borrow_mut().fault = full();
    one.put("plan/a/m1", "one");
    two.put("plan/a/m1", "two");
    assert_eq!(device.keys(&device.local, "notes").len(), 2);
    device.database.borrow_mut().fault = None;
    let text = found(&device).remove(0).1;
    assert!(text.contains("one") && text.contains("two"), "{text}");
}

#[test]
fn what_cannot_be_read_is_set_aside_byte_for_byte() {
    let device = Device::new();
    let (slips, ..) = tab(&device);
    slips.put("plan/a/m1", "Why?");
    let key = "waymark/notes/plan/a/m1/0".to_owned();
    let torn = device.database.borrow().texts[&key].replace("Why?", "Wh");
    device.database.borrow_mut().texts.insert(key, torn);
    device
        .local
        .borrow_mut()
        .texts
        .insert("waymark/notes/plan/a/m2/7".into(), "{ha".into());
    let (slips, found, _) = tab(&device);
    assert_eq!(
        found,
        Found {
            slips: vec![],
            aside: 2
        }
    );
    let mut bytes: Vec<Vec<u8>> = now(slips.quarantined())
        .unwrap()
        .into_iter()
        .map(|q| q.bytes)
        .collect();
    bytes.sort();
    assert_eq!(bytes, [b"Wh".to_vec(), b"{ha".to_vec()]);
    slips.put("plan/a/m1", "Again");
    assert_eq!(tab(&device).1.slips, said("plan/a/m1", "Again"));
    assert_eq!(now(slips.quarantined()).unwrap().len(), 2);
}

#[test]
fn what_a_newer_waymark_wrote_is_never_written_over() {
    let device = Device::new();
    let (newer, ..) = tab(&device);
    let (slips, _, events) = tab(&device);
    newer.put("plan/a/m1", "?");
    slips.put("plan/a/m1", "Why?");
    slips.put("plan/a/m2", "Who?");
    let SlipEvent::State(SaveState::Failed { error, unsaved: 1 }) = last(&events) else {
        panic!("expected a refusal");
    };
    assert_eq!(error.kind(), ErrorKind::Newer);
    let kept = device.database.borrow().texts["waymark/notes/plan/a/m1/0"].clone();
    assert!(kept.contains('?') && !kept.contains("Why"), "{kept}");
    assert_eq!(
        device.keys(&device.database, "notes").len(),
        2,
        "the other one is kept"
    );
}

#[test]
fn removing_everything_leaves_nothing_of_notes_and_touches_nothing_else() {
    let device = Device::new();
    let id = begun(&device);
    let (slips, _, events) = tab(&device);
    slips.put("plan/a/m1", "Why?");
    device
        .local
        .borrow_mut()
        .texts
        .insert("waymark/notes/plan/a/m2/7".into(), "{ha".into());
    let drafts = device.keys(&device.local, "drafts");
    now(slips.remove_everything()).unwrap();
    assert_eq!(last(&events), SlipEvent::Removed);
    assert_eq!(found(&device), []);
    assert_eq!(device.keys(&device.local, "notes"), Vec::<String>::new());
    assert_eq!(device.keys(&device.local, "drafts"), drafts);
    drop(id);
    slips.put("plan/a/m1", "begun anew");
    assert_eq!(found(&device), said("plan/a/m1", "begun anew"));
}

#[test]
fn where_nothing_outlives_the_page_saved_is_never_said() {
    let blocked = StorageError::new(ErrorKind::Blocked, "no");
    let places = Places {
        rows: Rows::memory(),
        mirror: None,
        standing: Standing {
            database: Some(blocked.clone()),
            local: Some(blocked.clone()),
        },
    };
    let events = Events::default();
    let seen = events.clone();
    let slips = Slips::at(places, join, move |event| seen.borrow_mut().push(event));
    slips.put("plan/a/m1", "Why?");
    let failed = SaveState::Failed {
        error: blocked,
        unsaved: 1,
    };
    assert_eq!(last(&events), SlipEvent::State(failed));
}

#[test]
fn without_a_database_the_small_store_is_named() {
    let device = Device::new();
    let local = LocalRows::new(Texts::Memory(device.local.clone()));
    let small = || Places {
        rows: Rows::Texts(local.clone()),
        mirror: Some(local.clone()),
        standing: Standing {
            database: full(),
            local: None,
        },
    };
    let events = Events::default();
    let seen = events.clone();
    let slips = Slips::at(small(), join, move |event| seen.borrow_mut().push(event));
    slips.put("plan/a/m1", "Why?");
    assert!(
        matches!(last(&events), SlipEvent::State(SaveState::Saved(saved)) if saved.place == Place::LocalOnly)
    );
    let again = Slips::at(small(), join, |_| {});
    assert_eq!(now(again.gather()).slips, said("plan/a/m1", "Why?"));
    // The database works again: what the small store has moves there.
    assert_eq!(found(&device), said("plan/a/m1", "Why?"));
    assert_eq!(device.keys(&device.database, "notes"), ["plan/a/m1/0"]);
    assert_eq!(device.keys(&device.local, "notes"), Vec::<String>::new());
}

#[test]
fn a_row_under_the_wrong_key_is_not_believed() {
    let device = Device::new();
    let (slips, ..) = tab(&device);
    slips.put("plan/a/m1", "Why?");
    let rows = LocalRows::new(Texts::Memory(device.database.clone()));
    let row = rows
        .row(&Key::new(Store::Notes, "plan/a/m1", 0))
        .unwrap()
        .unwrap();
    let elsewhere = Row {
        key: Key::new(Store::Notes, "plan/a/m2", 0),
        ..row
    };
    rows.put(&elsewhere).unwrap();
    let (_, found, _) = tab(&device);
    assert_eq!((found.slips.len(), found.aside), (1, 1));
}
