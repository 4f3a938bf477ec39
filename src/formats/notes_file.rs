//! Notes as a file of their own: `{ "format": "waymark-notes", "version": 1, "plan": {…}, "notes": […] }`, to be brought
//! back here or on another device.

use std::sync::Arc;

use serde_json::{Value, json};

use super::plan_file::{
    Caps, ReadError, VERSION, compact_notes, laid_out, read_fields, read_notes_value,
    read_plan_file,
};
use crate::{insight::notes::Note, plan::tidy};

/// What a file of notes holds.
#[derive(Clone, Debug, PartialEq)]
pub struct NotesFile {
    /// Which plan they were written on, as this device or another knows it.
    pub plan: String,
    /// What that plan is called.
    pub title: String,
    /// The notes.
    pub notes: Vec<Note>,
}

/// Writes notes with the plan they are on.
pub fn write_notes(plan: &str, title: &str, notes: &[Arc<Note>]) -> String {
    let plan = json!({ "id": plan, "title": title });
    let notes = compact_notes(notes);
    let whole = format!(
        r#"{{"format":"waymark-notes","version":{VERSION},"plan":{plan},"notes":{notes}}}"#
    );
    laid_out(&tidy(&whole))
}

/// Reads a file of notes, or the notes that came in a plan's file.
///
/// # Errors
/// Anything that isn't a whole, readable file of notes of a version we know, or is past the caps.
pub fn read_notes(bytes: &[u8], caps: Caps) -> Result<NotesFile, ReadError> {
    let mut fields = match read_fields(bytes, caps, "waymark-notes") {
        Err(ReadError::NotAPlan) => return of_plan(bytes, caps),
        fields => fields?,
    };
    let plan = fields.remove("plan").unwrap_or_default();
    let told = |name: &str| {
        let told = plan.get(name).and_then(Value::as_str);
        tidy(told.unwrap_or_default()).into_owned()
    };
    let notes = fields.remove("notes").ok_or(ReadError::NotNotes)?;
    Ok(NotesFile {
        plan: told("id"),
        title: told("title"),
        notes: read_notes_value(notes)?,
    })
}

fn of_plan(bytes: &[u8], caps: Caps) -> Result<NotesFile, ReadError> {
    match read_plan_file(bytes, caps) {
        Ok(file) if !file.notes.is_empty() => Ok(NotesFile {
            plan: String::new(),
            title: file.plan.front.title.clone(),
            notes: file.notes,
        }),
        Ok(_) | Err(ReadError::NotAPlan) => Err(ReadError::NotNotes),
        Err(other) => Err(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Id;

    fn note() -> Note {
        Note {
            listed: true,
            question: "Why so low?\nAnd since when?".into(),
            asked_by: "2012-08-31".into(),
            ..Note::about(Some(&Id::slug("m1")))
        }
    }

    #[test]
    fn notes_come_back_from_their_file() {
        let text = write_notes("plan/a", "A “plan”", &[Arc::new(note()), Arc::default()]);
        let file = read_notes(text.as_bytes(), Caps::FILE).unwrap();
        assert_eq!((&*file.plan, &*file.title), ("plan/a", "A “plan”"));
        assert_eq!(file.notes, [note(), Note::default()]);
    }

    #[test]
    fn what_is_no_file_of_notes_says_so() {
        let read = |text: &str| read_notes(text.as_bytes(), Caps::FILE);
        assert!(matches!(read("hello"), Err(ReadError::NotJson { line: 1 })));
        assert_eq!(read("[]"), Err(ReadError::NotNotes));
        assert_eq!(
            read(r#"{"format":"waymark-notes","version":1}"#),
            Err(ReadError::NotNotes)
        );
        let plan = r#"{"format":"waymark-plan","version":1,"plan":{"id":"a"}}"#;
        assert_eq!(read(plan), Err(ReadError::NotNotes), "a plan without notes");
        let newer = r#"{"format":"waymark-notes","version":9,"notes":[]}"#;
        assert_eq!(read(newer), Err(ReadError::Newer { version: 9 }));
        assert_eq!(read(&"[".repeat(99)), Err(ReadError::TooDeep));
        let wrong = r#"{"format":"waymark-notes","version":1,"plan":7,"notes":[{"done":"yes"}]}"#;
        assert!(matches!(read(wrong), Err(ReadError::Unreadable(_))));
    }

    #[test]
    fn the_notes_in_a_plans_file_can_be_taken_alone() {
        let text = r#"{"format":"waymark-plan","version":1,"plan":{"id":"a","title":"A"},"notes":[{"item":"m1"}]}"#;
        let file = read_notes(text.as_bytes(), Caps::FILE).unwrap();
        assert_eq!((&*file.title, file.notes.len()), ("A", 1));
    }
}
