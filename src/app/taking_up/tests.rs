//! Drafts that a newer Waymark wrote, whole or in part: all is told, nothing is written.

use futures_util::FutureExt;

use super::*;
use crate::{
    drafting::{Change, Command, Path, blank_plan},
    formats::compact_plan,
    storage::NewDraft,
};

fn now<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().unwrap()
}

/// A step that gives the plan another title, as the journal keeps it.
fn step(title: &str) -> String {
    let mut draft = Draft::new(blank_plan("A plan"));
    let change = Change::Set {
        at: Path::parse("title").unwrap(),
        to: title.into(),
    };
    let command = Command::one(draft.plan(), change);
    serde_json::to_string(&draft.perform(command, false).unwrap()).unwrap()
}

/// A draft of these steps, and of a version of this plan behind them if there is one.
fn kept(steps: &[&str], version: Option<&str>) -> (Drafts, DraftId) {
    let drafts = Drafts::in_memory();
    let plan = compact_plan(&blank_plan("A plan"));
    let new = NewDraft {
        title: "A plan",
        based_on: None,
        plan: plan.as_bytes(),
        came: None,
    };
    let id = now(drafts.create(new)).unwrap();
    let (journal, _) = now(drafts.write(&id, |_| {})).unwrap();
    for step in steps {
        journal.append(step);
    }
    now(journal.flush()).unwrap();
    if let Some(plan) = version {
        now(journal.checkpoint(steps.len() as u64, plan.as_bytes(), "{}", None)).unwrap();
    }
    (drafts, id)
}

/// Everything there is of a draft, with who may write it.
fn everything(drafts: &Drafts, id: &DraftId) -> impl PartialEq + std::fmt::Debug + use<> {
    let mut remains = now(drafts.remains(id)).unwrap();
    for one in &mut remains {
        one.at = 0.0;
    }
    let writer = now(drafts.setting(&format!("writer/{id}"))).unwrap();
    (remains, writer, now(drafts.quarantined()).unwrap())
}

/// Opens a draft as a tab that could write, and holds it to changing nothing.
fn taken_up(drafts: &Drafts, id: &DraftId) -> Result<Taken, Untaken> {
    let before = everything(drafts, id);
    let taken = now(take_up(
        drafts,
        id,
        || true,
        |_| panic!("nothing is written"),
    ));
    assert_eq!(everything(drafts, id), before);
    taken
}

fn title(draft: &Draft) -> &str {
    &draft.plan().front.title
}

#[test]
fn what_this_waymark_understands_is_written_on() {
    let (drafts, id) = kept(&[&step("One"), &step("Two")], None);
    let looked = now(take_up(&drafts, &id, || false, |_| {})).ok().unwrap();
    assert!(looked.journal.is_none());
    let taken = now(take_up(&drafts, &id, || true, |_| {})).ok().unwrap();
    assert_eq!(title(&taken.replayed.draft), "Two");
    assert_eq!(taken.replayed.only_read, None);
    assert_eq!(taken.journal.unwrap().append(&step("Three")), 3);
}

#[test]
fn a_version_of_a_newer_plan_format_is_told_and_an_older_one_offered_to_be_read() {
    let newer = r#"{"format":"waymark-plan","version":2,"plan":{"title":"Later"}}"#;
    let (drafts, id) = kept(&[&step("One")], Some(newer));
    let untaken = taken_up(&drafts, &id).err().unwrap();
    assert!(untaken.remains);
    let told = &untaken.refusal;
    assert!(
        told.what
            .contains("kept by a newer Waymark (in plan format 2)"),
        "{told:?}"
    );
    assert!(told.what.contains("Nothing of it was changed"), "{told:?}");
    assert!(
        told.what_to_do.contains("Reload") && told.what_to_do.contains("ownload"),
        "{told:?}"
    );
    let older = untaken.older.unwrap();
    assert_eq!(
        (older.seq, older.name.as_str()),
        (0, "The draft as it began")
    );
    assert_eq!(older.plan.front.title, "A plan");
}

#[test]
fn a_version_that_cannot_be_read_for_another_reason_is_told_alike() {
    let odd = r#"{"format":"waymark-plan","version":1,"plan":{"title":"Odd","measures":7}}"#;
    let (drafts, id) = kept(&[&step("One")], Some(odd));
    let untaken = taken_up(&drafts, &id).err().unwrap();
    assert!(untaken.remains && untaken.older.is_some());
    assert!(
        untaken.refusal.what.contains("can’t be read"),
        "{:?}",
        untaken.refusal
    );
}

#[test]
fn a_plan_that_says_more_than_we_know_is_read_and_not_written() {
    let more = r#"{"format":"waymark-plan","version":1,"plan":{"title":"More","mood":"hopeful"}}"#;
    let (drafts, id) = kept(&[&step("One")], Some(more));
    let taken = taken_up(&drafts, &id).ok().unwrap();
    assert_eq!(title(&taken.replayed.draft), "More");
    assert!(taken.journal.is_none());
    let told = taken.replayed.only_read.unwrap();
    assert!(
        told.what.contains("more than this Waymark knows"),
        "{told:?}"
    );
    assert!(told.what.contains("mood"), "{told:?}");
}

#[test]
fn steps_of_an_unknown_kind_end_what_is_shown_and_nothing_is_written_over_them() {
    let unknown_change =
        r#"{"step":"did","command":{"name":"x","changes":[{"do":"swap","at":"title"}]}}"#;
    let unknown_field =
        r#"{"step":"did","command":{"name":"x","changes":[{"do":"set","at":"mood","to":"glad"}]}}"#;
    for odd in [
        r#"{"step":"wove"}"#,
        unknown_change,
        unknown_field,
        "",
        r#"{"step":"redid"}"#,
    ] {
        let (drafts, id) = kept(&[&step("One"), odd, &step("Three"), &step("Four")], None);
        let taken = taken_up(&drafts, &id).ok().unwrap();
        assert_eq!(title(&taken.replayed.draft), "One", "{odd}");
        assert!(taken.journal.is_none(), "{odd}");
        let told = taken.replayed.only_read.unwrap();
        assert!(
            told.what.starts_with("Step 2, and with it the 2 after, "),
            "{told:?}"
        );
        assert!(told.what.contains("can’t be changed here"), "{told:?}");
    }
}

#[test]
fn a_draft_that_is_not_there_leaves_nothing_to_take_along() {
    let drafts = Drafts::in_memory();
    let untaken = now(take_up(&drafts, &"none".parse().unwrap(), || true, |_| {}));
    let untaken = untaken.err().unwrap();
    assert!(!untaken.remains && untaken.older.is_none());
}

#[test]
fn a_draft_opened_before_its_words_are_where_they_belong_is_not_called_kept() {
    use crate::app::Safety;
    assert_eq!(
        Safety::at_first(&SaveState::Saving { waiting: 1 }),
        Safety::Saving
    );
    let (drafts, id) = kept(&[&step("One")], None);
    let taken = now(take_up(&drafts, &id, || true, |_| {})).ok().unwrap();
    let state = taken.journal.unwrap().state();
    assert_eq!(Safety::at_first(&state), Safety::Unchanged);
}
