//! What was written is there for the next page.

use super::*;

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
fn tidying_up_leaves_named_versions_and_every_word() {
    let device = Device::new();
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    for seq in 1..=6 {
        journal.append(&format!("c{seq}"));
        let name = (seq == 2).then_some("for the board");
        now(journal.checkpoint(seq, format!("{{plan {seq}}}").as_bytes(), "[]", name)).unwrap();
    }
    journal.append("after the last version");
    now(journal.flush()).unwrap();
    let before = now(device.page().card(&id)).unwrap();
    assert_eq!(now(device.page().tidy(&id)), Ok(3));
    let card = now(device.page().card(&id)).unwrap();
    let kept: Vec<u64> = card.versions.iter().map(|one| one.seq).collect();
    assert_eq!(kept, [2, 5, 6]);
    // What went is still known by its hash to whoever compares copies.
    for hash in before.hashes() {
        assert!(card.hashes().contains(&hash));
    }
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 6}");
    assert_eq!(texts(&loaded), ["after the last version"]);
    assert_eq!(now(device.page().tidy(&id)), Ok(0));
    // The newest version goes bad: the one before it and the journal behind it still give every word.
    let key = device.keys(&device.database, "checkpoints").pop().unwrap();
    let mut database = device.database.borrow_mut();
    let row = database
        .texts
        .get_mut(&format!("waymark/checkpoints/{key}"));
    row.unwrap().truncate(20);
    drop(database);
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 5}");
    assert_eq!(texts(&loaded), ["c6", "after the last version"]);
}

#[test]
fn moving_in_may_end_at_any_step_and_is_finished_the_next_time() {
    // Drafts that a time without a database left in localStorage: two versions, a word and something set aside.
    let local = || {
        let local = LocalRows::new(Texts::memory());
        let page = Drafts::on(
            Rows::Texts(local.clone()),
            Some(local.clone()),
            Standing::default(),
        );
        let new = NewDraft {
            title: "Small",
            based_on: None,
            plan: b"{plan 0}",
            came: None,
        };
        let id = now(page.create(new)).unwrap();
        let (journal, _) = now(page.write(&id, |_| {})).unwrap();
        journal.append("one");
        now(journal.checkpoint(1, b"{plan 1}", "[]", None)).unwrap();
        journal.append("two");
        now(journal.flush()).unwrap();
        (local, id)
    };
    let mut ended = 0;
    for removals in 0.. {
        let (local, id) = local();
        let database = LocalRows::new(Texts::memory());
        let page = || {
            let rows = Rows::FakeDatabase(database.clone());
            Drafts::on(rows, Some(local.clone()), Standing::default())
        };
        let Texts::Memory(memory) = &local.texts else {
            unreachable!("it was made of memory");
        };
        memory.borrow_mut().removals = Some(removals);
        let whole = now(page().adopt()).is_ok();
        memory.borrow_mut().removals = None;
        now(page().adopt()).unwrap();
        let loaded = now(page().load(&id)).unwrap();
        assert_eq!(
            loaded.checkpoint.plan, b"{plan 1}",
            "ended after {removals}"
        );
        assert_eq!(texts(&loaded), ["two"], "ended after {removals}");
        assert_eq!(now(page().list()).unwrap().len(), 1);
        assert_eq!(now(page().version(&id, 0)).unwrap().plan, b"{plan 0}");
        if whole {
            break;
        }
        ended += 1;
    }
    assert!(ended >= 3, "only {ended} steps could end it");
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
