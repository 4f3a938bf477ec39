//! The list for a meeting: each note with what its item is, what it comes to and where it hangs; and what the list
//! comes to in a sentence.

use std::sync::Arc;

use super::{Note, in_order};
use crate::{
    insight::{
        facts::{thread, what_is},
        index::Index,
        rows::{and, gist, sentence, short, so_many},
    },
    plan::{Date, Id, Kind, Plan},
};

/// The most characters of a step above an item.
const STEP: usize = 70;

/// A note in its context.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The note.
    pub note: Arc<Note>,
    /// Whether its item is in the plan; what it was called is remembered if not.
    pub here: bool,
    /// What the item is: 'Action ASCH2/1'.
    pub what: String,
    /// What it is called.
    pub title: String,
    /// What it comes to, in a few words.
    pub gist: String,
    /// From the plan's aims down to it, itself left out.
    pub thread: Vec<(Id, String)>,
    /// What kind of record it is, or is part of.
    pub kind: Option<Kind>,
}

impl Entry {
    /// A note as it stands in a plan.
    pub fn of(plan: &Plan, index: &Index, note: &Arc<Note>) -> Entry {
        let place = note.item.as_ref().and_then(|id| index.place(id));
        let mut entry = Entry {
            note: note.clone(),
            here: place.is_some() || note.item.is_none(),
            what: note.what.clone(),
            title: note.title.clone(),
            gist: String::new(),
            thread: Vec::new(),
            kind: place.map(|place| place.kind),
        };
        match &note.item {
            None => {
                entry.what = "The plan as a whole".to_owned();
                entry.title.clone_from(&plan.front.title);
            }
            Some(id) if entry.here => {
                entry.what = what_is(plan, index, id);
                entry.title = index.title(plan, id);
                entry.gist = gist(plan, index, id);
                let above = thread(plan, index, id).into_iter();
                let above = above.filter(|(_, step, _)| step != id);
                let step = |(_, step, title): (Kind, Id, String)| (step, short(&title, STEP));
                entry.thread = above.map(step).collect();
                if entry.what.ends_with(&entry.gist) {
                    entry.gist.clear();
                }
            }
            Some(_) => {}
        }
        entry
    }

    /// What the item is filed under, as a filter of the list has it: a value and a label.
    pub fn about(&self) -> (&'static str, String) {
        match (self.kind, &self.note.item) {
            (Some(kind), _) => (kind.key(), sentence(kind.many())),
            (None, None) => ("plan", "The plan as a whole".to_owned()),
            (None, Some(_)) => ("gone", "No longer in this plan".to_owned()),
        }
    }
}

/// The notes of a plan with their context, in the reader's order.
pub fn entries(plan: &Plan, index: &Index, notes: &[Arc<Note>]) -> Vec<Entry> {
    let kept = in_order(notes).into_iter().filter(|note| !note.is_blank());
    kept.map(|note| Entry::of(plan, index, &note)).collect()
}

/// What of the list is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// All of it.
    All,
    /// What has a question.
    Questions,
    /// What information was asked for.
    Asked,
    /// What has a private note.
    Notes,
    /// What is not dealt with.
    Open,
    /// What was dealt with.
    Done,
}

impl Show {
    /// Every choice, in order.
    pub const ALL: [Show; 6] = [
        Show::All,
        Show::Questions,
        Show::Asked,
        Show::Notes,
        Show::Open,
        Show::Done,
    ];

    /// Its name in the address; none for all.
    pub fn key(self) -> &'static str {
        match self {
            Show::All => "",
            Show::Questions => "questions",
            Show::Asked => "asked",
            Show::Notes => "notes",
            Show::Open => "open",
            Show::Done => "done",
        }
    }

    /// The choice of a name in the address; all for a name nobody knows.
    pub fn from_key(key: &str) -> Show {
        let known = Show::ALL.into_iter().find(|show| show.key() == key);
        known.unwrap_or(Show::All)
    }

    /// What the reader sees.
    pub fn shown(self) -> &'static str {
        match self {
            Show::All => "All",
            Show::Questions => "Questions",
            Show::Asked => "Information asked for",
            Show::Notes => "Private notes",
            Show::Open => "Still open",
            Show::Done => "Dealt with",
        }
    }

    /// Whether it shows a note.
    pub fn fits(self, note: &Note) -> bool {
        match self {
            Show::All => true,
            Show::Questions => !note.question.trim().is_empty(),
            Show::Asked => note.asks(),
            Show::Notes => !note.note.trim().is_empty(),
            Show::Open => !note.done,
            Show::Done => note.done,
        }
    }
}

/// What the list comes to, in a sentence or two.
pub fn answer(notes: &[Arc<Note>]) -> String {
    let listed: Vec<&Arc<Note>> = notes.iter().filter(|note| note.listed).collect();
    let count = |fits: &dyn Fn(&Note) -> bool| listed.iter().filter(|note| fits(note)).count();
    let beside = notes.iter().filter(|note| !note.listed && note.has_words());
    let beside = match beside.count() {
        0 => String::new(),
        n => format!(" {} not on the list.", so_many(n, "note is", "notes are")),
    };
    if listed.is_empty() {
        return format!("Nothing is on your list for the meeting yet.{beside}");
    }
    let mut holds = Vec::new();
    let questions = count(&|note| Show::Questions.fits(note));
    if questions > 0 {
        holds.push(so_many(questions, "question", "questions"));
    }
    let asked = count(&Note::asks);
    if asked > 0 {
        holds.push(so_many(
            asked,
            "request for information",
            "requests for information",
        ));
    }
    let holds = match holds.is_empty() {
        true => String::new(),
        false => format!(", with {}", and(&holds)),
    };
    let done = match (count(&|note| note.done), listed.len()) {
        (0, _) => String::new(),
        (n, all) if n == all => " All of it was dealt with.".to_owned(),
        (n, all) => format!(" {} dealt with, {} still open.", n, all - n),
    };
    let due = listed.iter().filter(|note| !note.done);
    let due = due.filter_map(|note| note.asked_by.parse::<Date>().ok());
    let due = due.min_by_key(|date| date.first_day());
    let due = due.map_or(String::new(), |date| {
        format!(" The first answer is needed by {}.", date.shown())
    });
    let items = so_many(listed.len(), "item is", "items are");
    format!("{items} on your list for the meeting{holds}.{done}{due}{beside}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p", "title": "A plan",
            "priorities": [{"id": "p1", "reference": "Priority 1", "text": "Safe"}],
            "measures": [{"id": "m", "name": "Carers", "unit": "%", "polarity": "higher-is-better", "serves": ["p1"],
                "points": [{"period": "2011/12", "kind": "actual", "value": "60"},
                           {"period": "2011/12", "kind": "target", "value": "75"}]}],
            "actions": [{"id": "a", "reference": "A1", "text": "Do it", "milestones": [{"id": "a-1", "text": "Done"}]}]}))
        .unwrap()
    }

    fn note(item: &str, change: impl FnOnce(&mut Note)) -> Arc<Note> {
        let mut note = Note::about(Some(&Id::slug(item)));
        change(&mut note);
        Arc::new(note)
    }

    fn of(note: Arc<Note>) -> Entry {
        let plan = plan();
        Entry::of(&plan, &Index::new(&plan), &note)
    }

    #[test]
    fn a_note_stands_in_its_context() {
        let entry = of(note("m", |n| n.listed = true));
        assert_eq!((&*entry.what, &*entry.title), ("Measure", "Carers"));
        assert!(
            entry.gist.contains("60") && entry.gist.contains("75"),
            "{}",
            entry.gist
        );
        assert_eq!(entry.thread, [(Id::slug("p1"), "Safe".to_owned())]);
        assert_eq!(entry.about(), ("measures", "Measures".to_owned()));
        let part = of(note("a-1", |_| {}));
        assert_eq!((&*part.what, part.thread.len()), ("Milestone", 1));
        let action = of(note("a", |_| {}));
        assert_eq!(
            (&*action.what, &*action.gist),
            ("Action A1", ""),
            "said once"
        );
    }

    #[test]
    fn what_is_gone_keeps_its_name() {
        let entry = of(note("gone", |n| {
            n.title = "Old measure".into();
            n.what = "Measure".into();
        }));
        assert!(!entry.here);
        assert_eq!((&*entry.what, &*entry.title), ("Measure", "Old measure"));
        assert_eq!(entry.about().0, "gone");
        let whole = of(Arc::new(Note::default()));
        assert_eq!(
            (&*whole.what, &*whole.title, whole.here),
            ("The plan as a whole", "A plan", true)
        );
    }

    #[test]
    fn a_list_is_told_in_a_sentence() {
        assert_eq!(answer(&[]), "Nothing is on your list for the meeting yet.");
        let mut notes = vec![note("m", |n| {
            n.listed = true;
            n.question = "Why?".into();
        })];
        assert_eq!(
            answer(&notes),
            "1 item is on your list for the meeting, with 1 question."
        );
        notes.push(note("a", |n| {
            n.listed = true;
            n.asked_by = "2012-08-31".into();
        }));
        notes.push(note("a-1", |n| {
            n.listed = true;
            n.done = true;
        }));
        notes.push(note("x", |n| n.note = "Hm".into()));
        assert_eq!(
            answer(&notes),
            "3 items are on your list for the meeting, with 1 question and 1 request for information. \
             1 dealt with, 2 still open. The first answer is needed by 31 August 2012. 1 note is not on the list."
        );
    }

    #[test]
    fn what_was_taken_away_is_not_listed() {
        let plan = plan();
        let blank = note("m", |_| {});
        assert_eq!(entries(&plan, &Index::new(&plan), &[blank]), []);
    }

    #[test]
    fn a_choice_shows_what_it_says() {
        let asked = note("m", |n| n.asked_of = "The director".into());
        let fitting: Vec<&str> = Show::ALL
            .into_iter()
            .filter(|show| show.fits(&asked))
            .map(Show::key)
            .collect();
        assert_eq!(fitting, ["", "asked", "open"]);
        assert_eq!(Show::from_key("nonsense"), Show::All);
    }
}
