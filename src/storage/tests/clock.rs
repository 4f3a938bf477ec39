//! A clock that is set back while a draft is written: nothing is lost, reordered or thinned by it, and what is shown stays
//! what the clock said.

use super::super::host::set_clock;
use super::*;

fn titles(device: &Device) -> Vec<String> {
    let list = now(device.page().list()).unwrap();
    list.into_iter().map(|card| card.title).collect()
}

fn titled(device: &Device, title: &str) -> DraftId {
    let id = begun(device);
    now(device.page().rename(&id, title)).unwrap();
    id
}

#[test]
fn steps_versions_and_thinning_go_by_sequence_whatever_the_clock_says() {
    let device = Device::new();
    set_clock(9_000.0);
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    for seq in 1..=8u64 {
        set_clock(9_000.0 - 1_000.0 * seq as f64);
        journal.append(&format!("c{seq}"));
        let name = (seq == 2).then_some("for the board");
        now(journal.checkpoint(seq, format!("{{plan {seq}}}").as_bytes(), "[]", name)).unwrap();
    }
    set_clock(0.0);
    journal.append("c9");
    assert_eq!(now(journal.flush()).unwrap().seq, 9);

    let card = now(device.page().card(&id)).unwrap();
    let kept: Vec<u64> = card.versions.iter().map(|one| one.seq).collect();
    assert_eq!(
        kept,
        [2, 4, 5, 6, 7, 8],
        "the newest five and the named one"
    );
    assert_eq!(card.hashes()[0], card.version(8).unwrap().sha256);
    let (_, loaded) = write(&device, &id);
    assert_eq!(loaded.checkpoint.plan, b"{plan 8}");
    assert_eq!(texts(&loaded), ["c9"]);
    assert_eq!(loaded.problems, []);
    // Should the newest version go bad, the one before it by sequence is taken, with every step since.
    let key = format!("waymark/checkpoints/{id}/8");
    device.database.borrow_mut().texts.insert(key, "x".into());
    let loaded = now(device.page().load(&id)).unwrap();
    assert_eq!(loaded.checkpoint.plan, b"{plan 7}");
    assert_eq!(texts(&loaded), ["c8", "c9"]);
}

#[test]
fn tidying_up_takes_the_oldest_by_sequence_and_a_rebuilt_card_keeps_their_order() {
    let device = Device::new();
    set_clock(9_000.0);
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    for seq in 1..=4u64 {
        set_clock(9_000.0 - 1_000.0 * seq as f64);
        journal.append(&format!("c{seq}"));
        now(journal.checkpoint(seq, format!("{{plan {seq}}}").as_bytes(), "[]", None)).unwrap();
    }
    let key = format!("waymark/drafts/{id}/0");
    device.database.borrow_mut().texts.remove(&key);
    now(device.page().tidy(&id)).unwrap();
    let card = now(device.page().card(&id)).unwrap();
    let kept: Vec<u64> = card.versions.iter().map(|one| one.seq).collect();
    assert_eq!((kept, card.head), (vec![3, 4], 4));
}

#[test]
fn the_draft_changed_last_stands_first_and_its_time_is_what_the_clock_said() {
    let device = Device::new();
    set_clock(1_000.0);
    let one = titled(&device, "One");
    set_clock(2_000.0);
    let two = titled(&device, "Two");
    assert_eq!(titles(&device), ["Two", "One"]);
    let (journal, _) = write(&device, &one);
    // Set back, with the draft open and a step on its way.
    set_clock(500.0);
    journal.append("c1");
    assert_eq!(titles(&device), ["One", "Two"]);
    let list = now(device.page().list()).unwrap();
    assert_eq!(list[0].updated, 500.0, "no time is made up");
    now(journal.checkpoint(1, b"{plan 1}", "[]", None)).unwrap();
    assert_eq!(titles(&device), ["One", "Two"]);
    // Another draft, opened while the clock is still behind.
    let (journal, _) = write(&device, &two);
    journal.append("c1");
    assert_eq!(titles(&device), ["Two", "One"]);
    let three = titled(&device, "Three");
    let copy = now(device.page().duplicate(&one, "Four")).unwrap();
    assert_eq!(titles(&device), ["Four", "Three", "Two", "One"]);
    // The clock is put right again.
    set_clock(3_000.0);
    let (journal, _) = write(&device, &three);
    journal.append("c1");
    assert_eq!(titles(&device), ["Three", "Four", "Two", "One"]);
    let card = &now(device.page().list()).unwrap()[0];
    assert_eq!((card.updated, card.order), (3_000.0, None));
    assert_eq!(now(device.page().card(&copy)).unwrap().updated, 500.0);
}

#[test]
fn a_backup_is_up_to_date_by_its_step_and_the_bin_is_emptied_by_hand_alone() {
    let device = Device::new();
    set_clock(5_000.0);
    let id = begun(&device);
    let (journal, _) = write(&device, &id);
    journal.append("c1");
    now(device.page().backed_up(&id, 1)).unwrap();
    set_clock(100.0);
    journal.append("c2");
    let behind = |device: &Device| {
        let card = now(device.page().list()).unwrap().remove(0);
        card.backed_up.unwrap().seq < card.head
    };
    assert!(
        behind(&device),
        "the file lacks a step, though its time is later"
    );
    now(device.page().backed_up(&id, 2)).unwrap();
    assert!(!behind(&device));
    now(device.page().delete(&id)).unwrap();
    for clock in [9e15, 0.0] {
        set_clock(clock);
        assert_eq!(now(device.page().tidy(&id)), Ok(0));
        assert_eq!(texts(&now(device.page().load(&id)).unwrap()), ["c1", "c2"]);
        assert!(now(device.page().list()).unwrap()[0].deleted.is_some());
    }
    now(device.page().restore(&id)).unwrap();
    assert_eq!(now(device.page().card(&id)).unwrap().deleted, None);
}

#[test]
fn two_things_set_aside_from_one_place_are_both_there_at_any_clock() {
    let device = Device::new();
    let id = begun(&device);
    for (clock, torn) in [(5_000.0, "{ha"), (100.0, "{ho"), (100.0, "{ha")] {
        set_clock(clock);
        let key = format!("waymark/journal/{id}/1");
        device.local.borrow_mut().texts.insert(key, torn.into());
        write(&device, &id);
    }
    let aside = now(device.page().quarantined()).unwrap();
    let mut bytes: Vec<&[u8]> = aside.iter().map(|one| one.bytes.as_slice()).collect();
    bytes.sort_unstable();
    assert_eq!(bytes, [b"{ha", b"{ho"]);
}
