//! One note: all that a reader keeps about one item of a plan, or about the plan as a whole. Its JSON is read like a
//! plan's, by the names of its fields, for it may come from anybody.

use serde::Serialize;

use crate::plan::{FromJson, Id, Json, Reader, tidy};

/// What a reader keeps about one item.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize)]
pub struct Note {
    /// The record or part; none for the plan as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<Id>,
    /// What the item is, as it was when this was written: 'Action ASCH2/1'.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub what: String,
    /// What it was called then, for when it is no longer in the plan.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What the plan was called, for the list of all notes.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub plan: String,
    /// It is on the list for the meeting.
    #[serde(skip_serializing_if = "is_false")]
    pub listed: bool,
    /// Where in the reader's own order: a smaller number comes first.
    #[serde(skip_serializing_if = "is_zero")]
    pub place: i64,
    /// The question to ask.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub question: String,
    /// A private note.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// The information asked for.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub asked: String,
    /// Who was asked for it.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub asked_of: String,
    /// By when: a date as `2012-08-31`, or other words.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub asked_by: String,
    /// It was dealt with.
    #[serde(skip_serializing_if = "is_false")]
    pub done: bool,
    /// What was answered.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub answer: String,
}

fn is_false(value: &bool) -> bool {
    !value
}

fn is_zero(value: &i64) -> bool {
    *value == 0
}

/// A part of a note that is written in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The question to ask.
    Question,
    /// A private note.
    Note,
    /// The information asked for.
    Asked,
    /// Who was asked for it.
    AskedOf,
    /// By when.
    AskedBy,
    /// What was answered.
    Answer,
}

impl Part {
    /// Every part, in the order of a form.
    pub const ALL: [Part; 6] = [
        Part::Question,
        Part::Note,
        Part::Asked,
        Part::AskedOf,
        Part::AskedBy,
        Part::Answer,
    ];

    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Part::Question => "Question to ask",
            Part::Note => "Private note",
            Part::Asked => "Information asked for",
            Part::AskedOf => "Asked of",
            Part::AskedBy => "Needed by",
            Part::Answer => "What was answered",
        }
    }

    /// Its name as part of an element's id.
    pub fn key(self) -> &'static str {
        match self {
            Part::Question => "question",
            Part::Note => "note",
            Part::Asked => "asked",
            Part::AskedOf => "asked-of",
            Part::AskedBy => "asked-by",
            Part::Answer => "answer",
        }
    }
}

impl Note {
    /// A note about an item with nothing in it yet.
    pub fn about(item: Option<&Id>) -> Note {
        Note {
            item: item.cloned(),
            ..Note::default()
        }
    }

    /// The words of a part.
    pub fn text(&self, part: Part) -> &str {
        match part {
            Part::Question => &self.question,
            Part::Note => &self.note,
            Part::Asked => &self.asked,
            Part::AskedOf => &self.asked_of,
            Part::AskedBy => &self.asked_by,
            Part::Answer => &self.answer,
        }
    }

    /// Writes a part, to the letter.
    pub fn write(&mut self, part: Part, words: &str) {
        let field = match part {
            Part::Question => &mut self.question,
            Part::Note => &mut self.note,
            Part::Asked => &mut self.asked,
            Part::AskedOf => &mut self.asked_of,
            Part::AskedBy => &mut self.asked_by,
            Part::Answer => &mut self.answer,
        };
        words.clone_into(field);
    }

    /// Whether anything is written.
    pub fn has_words(&self) -> bool {
        Part::ALL
            .iter()
            .any(|part| !self.text(*part).trim().is_empty())
    }

    /// Whether information was asked for.
    pub fn asks(&self) -> bool {
        [Part::Asked, Part::AskedOf, Part::AskedBy]
            .iter()
            .any(|part| !self.text(*part).trim().is_empty())
    }

    /// Whether there is nothing to keep: what was taken away stays as such a note, so that an older copy of it does
    /// not come back.
    pub fn is_blank(&self) -> bool {
        !self.listed && !self.has_words()
    }

    /// The note as compact JSON.
    pub fn json(&self) -> String {
        // A plain struct always has a JSON form; an empty text would be seen as damage on reading.
        let text = serde_json::to_string(self).unwrap_or_default();
        tidy(&text).into_owned()
    }

    /// Reads a note from its JSON; `None` if it isn't one, or says more than this Waymark would write again.
    pub fn from_json(text: &str) -> Option<Note> {
        let value: Json<'_> = serde_json::from_str(text).ok()?;
        let mut reader = Reader::default();
        let note = Note::read(value, &mut reader);
        let known = reader.unknown.is_empty();
        reader.done(note).ok().filter(|_| known)
    }
}

impl FromJson for Note {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let mut fields = reader.fields(value)?;
        let note = Note {
            item: fields.find("item"),
            what: fields.take("what"),
            title: fields.take("title"),
            plan: fields.take("plan"),
            listed: fields.take("listed"),
            place: fields.take("place"),
            question: fields.take("question"),
            note: fields.take("note"),
            asked: fields.take("asked"),
            asked_of: fields.take("asked_of"),
            asked_by: fields.take("asked_by"),
            done: fields.take("done"),
            answer: fields.take("answer"),
        };
        fields.close();
        Some(note)
    }
}

/// One note out of two that were written from the same one, in two tabs or on two devices. What only one of them
/// changed is taken; where both wrote, both their words stay. Without `base` nobody knows what was there before.
pub fn joined(base: Option<&Note>, ours: &Note, theirs: &Note) -> Note {
    let blank = Note::default();
    let was = base.unwrap_or(&blank);
    let pick = |was: bool, ours: bool, theirs: bool| if ours == was { theirs } else { ours };
    let named = |ours: &str, theirs: &str| if ours.is_empty() { theirs } else { ours }.to_owned();
    let mut note = Note {
        item: ours.item.clone(),
        what: named(&ours.what, &theirs.what),
        title: named(&ours.title, &theirs.title),
        plan: named(&ours.plan, &theirs.plan),
        listed: pick(was.listed, ours.listed, theirs.listed),
        done: pick(was.done, ours.done, theirs.done),
        place: if ours.place == was.place {
            theirs.place
        } else {
            ours.place
        },
        ..Note::default()
    };
    for part in Part::ALL {
        let words = both(was.text(part), ours.text(part), theirs.text(part));
        note.write(part, &words);
    }
    note
}

fn both(was: &str, ours: &str, theirs: &str) -> String {
    if theirs == was || ours.contains(theirs) {
        return ours.to_owned();
    }
    if ours == was || theirs.contains(ours) {
        return theirs.to_owned();
    }
    format!("{theirs}\n\n{ours}")
}

/// [`joined`] for notes as they are kept, in JSON; `None` where `theirs` can't be read.
pub fn join(base: Option<&str>, ours: &str, theirs: &str) -> Option<String> {
    let theirs = Note::from_json(theirs)?;
    let base = base.and_then(Note::from_json);
    let ours = Note::from_json(ours)?;
    Some(joined(base.as_ref(), &ours, &theirs).json())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn asking(question: &str) -> Note {
        Note {
            question: question.to_owned(),
            ..Note::about(Some(&Id::slug("m1")))
        }
    }

    #[test]
    fn what_only_one_side_changed_is_taken() {
        let base = asking("Why?");
        let mut ours = base.clone();
        ours.listed = true;
        let mut theirs = base.clone();
        theirs.write(Part::Note, "Ask at the start");
        let note = joined(Some(&base), &ours, &theirs);
        assert!(note.listed);
        assert_eq!((&*note.question, &*note.note), ("Why?", "Ask at the start"));
    }

    #[test]
    fn where_both_wrote_both_stay() {
        let note = joined(
            Some(&asking("")),
            &asking("Why so low?"),
            &asking("Who leads?"),
        );
        assert_eq!(note.question, "Who leads?\n\nWhy so low?");
        let again = joined(None, &note, &asking("Who leads?"));
        assert_eq!(again, note, "what is there already isn't added again");
    }

    #[test]
    fn taking_words_away_is_a_change_like_any_other() {
        let base = asking("Why?");
        let note = joined(Some(&base), &asking(""), &base);
        assert_eq!(note.question, "");
    }

    #[test]
    fn what_is_no_note_is_refused() {
        for text in [
            "",
            "[]",
            "{\"item\":3}",
            "{\"item\":\"Not an id\"}",
            "{\"place\":1e99}",
            "{\"listed\":\"yes\"}",
            "{\"of-a-newer-waymark\":1}",
        ] {
            assert_eq!(Note::from_json(text), None, "{text}");
        }
        assert_eq!(Note::from_json("{}"), Some(Note::default()));
    }

    pub(crate) fn notes() -> impl Strategy<Value = Note> {
        let words = "\\PC{0,12}";
        (
            prop::option::of("[a-z][a-z0-9]{0,6}"),
            (any::<bool>(), any::<bool>(), any::<i64>()),
            prop::collection::vec(words, 8),
        )
            .prop_map(|(item, (listed, done, place), words)| {
                let word = |at: usize| tidy(words.get(at).map_or("", String::as_str)).into_owned();
                let mut note = Note {
                    item: item.as_deref().and_then(Id::parse),
                    what: word(6),
                    title: word(7),
                    listed,
                    done,
                    place,
                    ..Note::default()
                };
                for (at, part) in Part::ALL.into_iter().enumerate() {
                    note.write(part, &word(at));
                }
                note
            })
    }

    proptest! {
        #[test]
        fn a_note_comes_back_as_it_was_written(note in notes()) {
            prop_assert_eq!(Note::from_json(&note.json()), Some(note));
        }

        #[test]
        fn no_words_are_lost_in_joining(base in prop::option::of(notes()), ours in notes(), theirs in notes()) {
            let note = joined(base.as_ref(), &ours, &theirs);
            for part in Part::ALL {
                let was = base.as_ref().map_or("", |b| b.text(part));
                for side in [ours.text(part), theirs.text(part)] {
                    prop_assert!(side == was || note.text(part).contains(side));
                }
            }
            let same = joined(base.as_ref(), &ours, &ours);
            prop_assert_eq!(&same.note, &ours.note);
        }
    }
}
