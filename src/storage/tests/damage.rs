//! Bad disks: what is damaged is passed over, told, and kept as it was.

use super::*;

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
