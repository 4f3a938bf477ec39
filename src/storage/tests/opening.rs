//! A draft that is still being opened: what comes then, a flush, a second opening or the end of the page, takes nothing
//! away and writes over nothing.

use super::super::record::writer_key;
use super::super::row::Row;
use super::*;

/// A draft with a version, a step after it, and one more that only localStorage has.
fn half_kept(device: &Device) -> DraftId {
    let id = begun(device);
    let (journal, _) = write(device, &id);
    journal.append("one");
    now(journal.checkpoint(1, b"{plan 1}", "[]", None)).unwrap();
    journal.append("two");
    device.database.borrow_mut().fault = full();
    journal.append("three");
    device.database.borrow_mut().fault = None;
    id
}

#[test]
fn before_a_journal_has_begun_there_is_nothing_to_flush_and_reading_writes_nothing() {
    let device = Device::new();
    let id = half_kept(&device);
    let before = (all_of(&device.database), all_of(&device.local));
    // All that a page can have done when it is hidden, closed or frozen before the draft is there.
    let page = device.page();
    let loaded = now(page.load(&id)).unwrap();
    assert_eq!(texts(&loaded), ["two", "three"]);
    now(page.list()).unwrap();
    now(page.card(&id)).unwrap();
    now(page.version(&id, 0)).unwrap();
    now(page.entries_after(&id, 1)).unwrap();
    now(page.remains(&id)).unwrap();
    drop(page);
    assert_eq!(before, (all_of(&device.database), all_of(&device.local)));
}

#[test]
fn a_flush_right_after_opening_keeps_what_was_found_or_says_that_it_could_not() {
    let device = Device::new();
    let id = half_kept(&device);
    {
        let mut database = device.database.borrow_mut();
        (database.fault, database.at) = (full(), "waymark/journal");
    }
    let (journal, loaded) = write(&device, &id);
    assert_eq!(texts(&loaded), ["two", "three"]);
    // Nobody has typed yet, and it is not called saved.
    assert!(matches!(journal.state(), SaveState::Failed { .. }));
    assert_eq!(now(journal.flush()), Err(full().unwrap()));
    assert_eq!(
        device.keys(&device.local, "journal").last(),
        Some(&format!("{id}/3"))
    );
    // The page is closed here; the next one finds the same.
    assert_eq!(
        texts(&now(device.page().load(&id)).unwrap()),
        ["two", "three"]
    );
    device.database.borrow_mut().fault = None;
    assert_eq!(now(journal.flush()).unwrap().seq, 3);
    device.local.borrow_mut().texts.clear();
    assert_eq!(
        texts(&now(device.page().load(&id)).unwrap()),
        ["two", "three"]
    );
}

#[test]
fn a_version_kept_right_after_opening_covers_no_more_than_what_was_opened() {
    let device = Device::new();
    let id = half_kept(&device);
    let (journal, _) = write(&device, &id);
    // As a page does that is hidden the moment its draft is there.
    now(journal.checkpoint(journal.head(), b"{plan 3}", "[]", None)).unwrap();
    let ahead = now(journal.checkpoint(4, b"{plan 4}", "[]", None));
    assert!(ahead.is_err());
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(
        (loaded.checkpoint.plan, loaded.entries),
        (b"{plan 3}".to_vec(), vec![])
    );
    let card = now(device.page().card(&id)).unwrap();
    assert_eq!((card.head, card.versions.len()), (3, 3));
}

#[test]
fn a_second_opening_while_the_first_is_under_way_leaves_every_word_to_the_second() {
    let device = Device::new();
    let id = half_kept(&device);
    let page = device.page();
    let found = now(page.load(&id)).unwrap();
    let missing = vec![found.entries[1].clone()];
    // The first has read all there is. Before it goes on the second puts up its fence, and has read nothing yet.
    let fence = |who: &str| Row::of_meta(writer_key(&id), who);
    for place in [&device.database, &device.local] {
        let rows = LocalRows::new(Texts::Memory(place.clone()));
        rows.put(&fence("second")).unwrap();
    }
    let first = Journal::begin(
        page,
        id.clone(),
        fence("first"),
        3,
        missing,
        0.0,
        Box::new(|_| {}),
    );
    assert_eq!(now(first.flush()).unwrap_err().kind(), ErrorKind::Conflict);
    first.append("typed in the first");
    assert_eq!(first.unsaved().len(), 2);
    let (second, loaded) = write(&device, &id);
    assert_eq!(
        texts(&loaded),
        ["two", "three"],
        "what the first had only found"
    );
    assert_eq!(loaded.problems, []);
    assert_eq!(now(device.page().quarantined()).unwrap(), []);
    assert_eq!(second.append("four"), 4);
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(texts(&loaded), ["two", "three", "four"]);
}

#[test]
fn what_was_written_between_reading_and_writing_is_told() {
    let device = Device::new();
    let id = half_kept(&device);
    let page = device.page();
    let seen = now(page.load(&id)).unwrap();
    let (_, loaded, same) = now(page.go_on(&id, seen.clone(), |_| {})).unwrap();
    assert!(same);
    assert_eq!(loaded, seen);
    let (other, _) = write(&device, &id);
    other.append("four");
    let (journal, loaded, same) = now(page.go_on(&id, seen.clone(), |_| {})).unwrap();
    assert!(!same);
    assert_eq!(texts(&loaded), ["two", "three", "four"]);
    now(journal.checkpoint(4, b"{plan 4}", "[]", None)).unwrap();
    let (journal, loaded, same) = now(page.go_on(&id, seen, |_| {})).unwrap();
    assert!(!same);
    assert_eq!(
        (loaded.checkpoint.plan, journal.head()),
        (b"{plan 4}".to_vec(), 4)
    );
}

#[test]
fn an_opening_that_ends_half_way_is_made_again_by_the_next() {
    for at in [
        "waymark/settings",
        "waymark/quarantine",
        "waymark/drafts",
        "waymark/journal",
    ] {
        let device = Device::new();
        let id = half_kept(&device);
        // A version and a step that no longer can be read, to be put out of the way.
        let (version, step) = (
            format!("waymark/checkpoints/{id}/1"),
            format!("waymark/journal/{id}/4"),
        );
        device
            .database
            .borrow_mut()
            .texts
            .insert(version, "torn version".into());
        device
            .local
            .borrow_mut()
            .texts
            .insert(step, "torn step".into());
        {
            let mut database = device.database.borrow_mut();
            (database.fault, database.at) = (full(), at);
        }
        let opened = now(device.page().write(&id, |_| {}));
        // Without its fence it writes nothing; what it can't put out of the way it says.
        match opened {
            Err(_) => assert_eq!(at, "waymark/settings"),
            Ok((_, loaded)) => assert_eq!(texts(&loaded), ["one", "two", "three"], "{at}"),
        }
        device.database.borrow_mut().fault = None;
        let (_, loaded) = write(&device, &id);
        assert_eq!(texts(&loaded), ["one", "two", "three"], "{at}");
        let aside = now(device.page().quarantined()).unwrap();
        let mut bytes: Vec<String> = aside
            .into_iter()
            .map(|one| String::from_utf8(one.bytes).unwrap())
            .collect();
        bytes.sort();
        assert_eq!(bytes, ["torn step", "torn version"], "{at}");
    }
}
