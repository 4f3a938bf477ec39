//! The native plan file: `{ "format": "waymark-plan", "version": 1, "plan": {…} }`, UTF-8 JSON,
//! read tolerantly and written in one canonical form. Beside the plan there may be `notes`, where a reader let their
//! own go along, and `versions`, by which two copies of one draft know what they have in common.

mod caps;
mod read_error;
mod stream;

use std::{borrow::Cow, collections::HashSet, sync::Arc};

use serde_json::{Map, Value};

pub use self::{caps::Caps, read_error::ReadError};

use self::stream::{Streamed, stream};
use super::{
    hash::sha256_hex,
    layout::{lay_out, string_length},
};
use crate::{
    insight::notes::Note,
    plan::{FromJson, Id, Plan, Reader, Remark, tidy},
};

/// The version this code writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// More notes than anybody writes on one plan.
const MOST_NOTES: usize = 10_000;

/// Ids that can't be told apart which are named: more help nobody.
const MOST_WRONG: usize = 200;

/// More versions than a file names.
const MOST_VERSIONS: usize = 200;

/// More kinds of things to leave out than there are.
const MOST_LEFT_OUT: usize = 100;

/// What a plan file holds.
#[derive(Debug)]
pub struct PlanFile {
    /// The plan.
    pub plan: Plan,
    /// What else the file says, which this Waymark doesn't know and would leave out of a copy.
    pub unknown: Vec<Remark>,
    /// The notes that whoever sent it let go along.
    pub notes: Vec<Note>,
    /// The versions it went through, by their hashes ([`version_hash`]), the newest first.
    pub versions: Vec<String>,
    /// What of the newest of them it is without, by the names of [`Excerpt::keys`](crate::drafting::excerpt::Excerpt::keys).
    pub left_out: Vec<String>,
}

/// What goes along with a plan in a file.
#[derive(Clone, Debug, Default)]
pub struct Along {
    /// Notes that the reader lets go along.
    pub notes: Vec<Arc<Note>>,
    /// The versions it went through, by their hashes, the newest first.
    pub versions: Vec<String>,
    /// What of the newest of them it is without.
    pub left_out: Vec<String>,
}

/// What a version of a draft is known by: the SHA-256 of its compact plan file, in hexadecimal.
pub fn version_hash(plan: &Plan) -> String {
    sha256_hex(compact_plan(plan).as_bytes())
}

/// Reads a plan.
///
/// # Errors
/// Anything that isn't a whole, readable plan of a version we know, or is past the caps.
pub fn read_plan(bytes: &[u8], caps: Caps) -> Result<Plan, ReadError> {
    read_whole(bytes, caps).map(|(file, _)| file.plan)
}

/// Reads a plan and the notes beside it, and names what is passed over.
///
/// # Errors
/// As [`read_plan`], and notes that can't be read.
pub fn read_plan_file(bytes: &[u8], caps: Caps) -> Result<PlanFile, ReadError> {
    let (mut file, mut others) = read_whole(bytes, caps)?;
    let notes = others.remove("notes");
    file.notes = notes.map_or(Ok(Vec::new()), read_notes_value)?;
    file.versions = others.remove("versions").map(hashes).unwrap_or_default();
    file.left_out = others.remove("left_out").map(left_out).unwrap_or_default();
    Ok(file)
}

/// The hashes of a list; what is none is passed over.
fn hashes(list: Value) -> Vec<String> {
    let is_hash = |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    let hashes = texts(list).filter(|text| is_hash(text));
    hashes
        .map(|text| text.to_ascii_lowercase())
        .take(MOST_VERSIONS)
        .collect()
}

/// The names of what was left out; what can't be one is passed over.
fn left_out(list: Value) -> Vec<String> {
    let is_name =
        |text: &str| text.len() < 64 && text.bytes().all(|b| b.is_ascii_lowercase() || b == b'_');
    texts(list)
        .filter(|text| is_name(text))
        .take(MOST_LEFT_OUT)
        .collect()
}

/// The strings of a list.
fn texts(list: Value) -> impl Iterator<Item = String> {
    let items = match list {
        Value::Array(items) => items,
        _ => Vec::new(),
    };
    items.into_iter().filter_map(|item| match item {
        Value::String(text) => Some(text),
        _ => None,
    })
}

/// Reads a list of notes.
pub(super) fn read_notes_value(notes: Value) -> Result<Vec<Note>, ReadError> {
    let mut reader = Reader::default();
    let mut read = Vec::new();
    reader.each(Some("notes"), notes.into(), &mut |note, reader| {
        read.extend(Note::read(note, reader));
    });
    let notes = reader.done(Some(read)).map_err(ReadError::Unreadable)?;
    match notes.len() > MOST_NOTES {
        true => Err(ReadError::TooMany),
        false => Ok(notes),
    }
}

/// The fields of a JSON object within the caps, if it says that it is of this format and of a version we know.
pub(super) fn read_fields(
    bytes: &[u8],
    caps: Caps,
    format: &str,
) -> Result<Map<String, Value>, ReadError> {
    let value: Value = serde_json::from_slice(within(bytes, caps)?)
        .map_err(|e| ReadError::NotJson { line: e.line() })?;
    let Value::Object(fields) = value else {
        return Err(ReadError::NotAPlan);
    };
    check_head(&fields, format)?;
    Ok(fields)
}

/// The text itself, if it is within the caps.
fn within(bytes: &[u8], caps: Caps) -> Result<&[u8], ReadError> {
    if bytes.len() > caps.bytes {
        return Err(ReadError::TooLarge {
            bytes: bytes.len(),
            cap: caps.bytes,
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    check_shape(bytes, caps)?;
    Ok(bytes)
}

fn check_head(fields: &Map<String, Value>, format: &str) -> Result<(), ReadError> {
    if fields.get("format").and_then(Value::as_str) != Some(format) {
        return Err(ReadError::NotAPlan);
    }
    match fields.get("version").and_then(Value::as_u64) {
        Some(VERSION) => Ok(()),
        Some(version) if version > VERSION => Err(ReadError::Newer { version }),
        _ => Err(ReadError::NotAPlan),
    }
}

/// The plan, and what stands beside it as it is.
fn read_whole(bytes: &[u8], caps: Caps) -> Result<(PlanFile, Map<String, Value>), ReadError> {
    let bytes = within(bytes, caps)?;
    // An open plan takes a little more than twice its compact file.
    make_room(2 * bytes.len());
    let Streamed {
        others,
        plan,
        mut reader,
    } = stream(bytes).map_err(|(e, reader)| match e.is_data() {
        false => ReadError::NotJson { line: e.line() },
        true if reader.wrong.is_empty() => ReadError::NotAPlan,
        true => ReadError::Unreadable(reader.wrong),
    })?;
    check_head(&others, "waymark-plan")?;
    let unknown = std::mem::take(&mut reader.unknown);
    let plan = match plan {
        None if reader.wrong.is_empty() => return Err(ReadError::NotAPlan),
        plan => reader.done(plan).map_err(ReadError::Unreadable)?,
    };
    check_ids(&plan, caps)?;
    let file = PlanFile {
        plan,
        unknown,
        notes: Vec::new(),
        versions: Vec::new(),
        left_out: Vec::new(),
    };
    Ok((file, others))
}

/// Asks for the room that an open plan takes in one go, and leaves it to whatever is made next: page by page, a browser is
/// asked hundreds of times for that of a large one. What of it isn't used costs nothing.
fn make_room(bytes: usize) {
    let mut room = Vec::<u8>::new();
    if room.try_reserve_exact(bytes).is_ok() {
        // Else no compiler would ask for it.
        std::hint::black_box(&room);
    }
}

/// Writes a plan file in canonical form. Reading it and writing it again gives the same bytes.
pub fn write_plan(plan: &Plan) -> String {
    laid_out(&compact_plan(plan))
}

/// Writes a plan file with what goes along beside the plan; without anything it is [`write_plan`] to the byte.
pub fn write_plan_with(plan: &Plan, along: &Along) -> String {
    laid_out(&compact_plan_with(plan, along))
}

/// The same on one line; without anything beside the plan it is [`compact_plan`] to the byte.
pub fn compact_plan_with(plan: &Plan, along: &Along) -> String {
    let mut behind = notes_behind(&along.notes);
    for (name, list) in [("versions", &along.versions), ("left_out", &along.left_out)] {
        if !list.is_empty() {
            behind.push_str(&format!(r#","{name}":{}"#, Value::from(list.as_slice())));
        }
    }
    compact(plan, &behind)
}

pub(super) fn laid_out(compact: &str) -> String {
    let mut text = lay_out(compact);
    text.push('\n');
    text
}

/// A plan file on one line without a space to spare, as a link carries it.
pub fn compact_plan(plan: &Plan) -> String {
    compact(plan, "")
}

/// Notes as they stand behind the plan; nothing for none.
fn notes_behind(notes: &[Arc<Note>]) -> String {
    match notes {
        [] => String::new(),
        notes => format!(r#","notes":{}"#, compact_notes(notes)),
    }
}

fn compact(plan: &Plan, behind: &str) -> String {
    let head = format!(r#"{{"format":"waymark-plan","version":{VERSION},"plan":"#);
    let body = match String::from_utf8(plan.json_text()) {
        Ok(body) => body,
        Err(odd) => String::from_utf8_lossy(odd.as_bytes()).into_owned(),
    };
    let mut whole = String::with_capacity(head.len() + body.len() + behind.len() + 1);
    for part in [&head, &body, behind, "}"] {
        whole.push_str(part);
    }
    match tidy(&whole) {
        Cow::Owned(tidied) => tidied,
        Cow::Borrowed(_) => whole,
    }
}

/// Notes as a list in compact JSON.
pub(super) fn compact_notes(notes: &[Arc<Note>]) -> String {
    let notes: Vec<String> = notes.iter().map(|note| note.json()).collect();
    format!("[{}]", notes.join(","))
}

/// Walks the bytes once, before anything is built from them: how deep they go and how many values
/// they could hold.
fn check_shape(bytes: &[u8], caps: Caps) -> Result<(), ReadError> {
    let values_cap = caps.records.saturating_mul(20);
    let (mut depth, mut values) = (0usize, 0usize);
    let mut at = 0;
    while let Some(b) = bytes.get(at) {
        at += 1;
        match b {
            // Most of a plan is strings: they are passed over whole.
            b'"' => at += string_length(bytes.get(at..).unwrap_or_default()),
            b'{' | b'[' => {
                depth += 1;
                values += 1;
                if depth > caps.depth {
                    return Err(ReadError::TooDeep);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => {
                values += 1;
                if values > values_cap {
                    return Err(ReadError::TooMany);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Every record and part needs an id of its own, and no two the same.
fn check_ids(plan: &Plan, caps: Caps) -> Result<(), ReadError> {
    let mut seen: HashSet<Id> = HashSet::with_capacity(2 * plan.count());
    let mut wrong = Vec::new();
    let mut see = |id: &Id, noun: &str| {
        let what = if id.as_str().is_empty() {
            "has no id".to_owned()
        } else if seen.insert(id.clone()) {
            return;
        } else {
            format!("the id “{id}” is used twice")
        };
        if wrong.len() < MOST_WRONG {
            wrong.push(Remark {
                place: format!("a {noun}"),
                what,
            });
        }
    };
    let mut records = 0;
    for record in plan.records() {
        records += 1;
        see(record.id(), record.kind().one());
        record.parts(&mut |part| {
            records += 1;
            see(part.id, part.noun);
        });
        if records > caps.records {
            return Err(ReadError::TooMany);
        }
    }
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(ReadError::Unreadable(wrong)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Plan, ReadError> {
        read_plan(text.as_bytes(), Caps::FILE)
    }

    #[test]
    fn what_is_not_a_plan_says_so() {
        assert!(matches!(read("hello"), Err(ReadError::NotJson { line: 1 })));
        assert_eq!(read("[]"), Err(ReadError::NotAPlan));
        assert_eq!(
            read(r#"{"format":"waymark-plan","version":7,"plan":{}}"#),
            Err(ReadError::Newer { version: 7 })
        );
        assert_eq!(read(&"[".repeat(99)), Err(ReadError::TooDeep));
        let small = Caps {
            bytes: 3,
            ..Caps::FILE
        };
        assert!(matches!(
            read_plan(b"[1,2]", small),
            Err(ReadError::TooLarge { bytes: 5, cap: 3 })
        ));
    }

    #[test]
    fn a_wrong_record_is_named() {
        let text = r#"{"format":"waymark-plan","version":1,"plan":{"id":"a","measures":[
            {"id":"ok"},{"id":"m2","polarity":"sideways"}]}}"#;
        let Err(ReadError::Unreadable(wrong)) = read(text) else {
            panic!("expected the record to be refused");
        };
        assert_eq!(wrong[0].place, "measures, number 2 (m2), polarity");
    }

    #[test]
    fn two_records_never_share_an_id() {
        let text = r#"{"format":"waymark-plan","version":1,"plan":{"id":"a",
            "measures":[{"id":"x"}],"actions":[{"id":"y","milestones":[{"id":"x"}]}]}}"#;
        let Err(ReadError::Unreadable(wrong)) = read(text) else {
            panic!("expected the ids to be refused");
        };
        assert_eq!(wrong[0].what, "the id “x” is used twice");
    }

    #[test]
    fn writing_what_was_read_gives_the_same_bytes() {
        let text = r#"{"plan":{"title":"Cafe\u0301","id":"a","actions":[{"text":"Do\r\nit","id":"b","note":null}]},"format":"waymark-plan","version":1}"#;
        let once = write_plan(&read(text).unwrap());
        assert!(once.contains("Caf\u{e9}") && once.contains("Do\\nit") && !once.contains("null"));
        assert_eq!(write_plan(&read(&once).unwrap()), once);
    }

    #[test]
    fn notes_stand_beside_the_plan_and_only_where_there_are_some() {
        let plan = read(r#"{"format":"waymark-plan","version":1,"plan":{"id":"a","title":"A"}}"#);
        let plan = plan.unwrap();
        assert_eq!(write_plan_with(&plan, &Along::default()), write_plan(&plan));
        let note = Note {
            question: "Why? “So”.".into(),
            listed: true,
            ..Note::about(Some(&Id::slug("m1")))
        };
        let along = Along {
            notes: vec![Arc::new(note.clone())],
            versions: vec![version_hash(&plan), "0".repeat(64)],
            left_out: vec!["posts".to_owned(), "names".to_owned()],
        };
        let text = write_plan_with(&plan, &along);
        let file = read_plan_file(text.as_bytes(), Caps::FILE).unwrap();
        assert_eq!(
            (file.versions, file.left_out),
            (along.versions, along.left_out)
        );
        assert_eq!((file.plan, file.notes), (plan.clone(), vec![note]));
        assert_eq!(read(&text), Ok(plan), "who wants the plan alone gets it");
    }

    #[test]
    fn notes_that_cannot_be_read_are_named_and_nothing_is_opened() {
        let text = r#"{"format":"waymark-plan","version":1,"plan":{"id":"a"},"notes":[{"item":"m1"},{"item":"<b>"}]}"#;
        let Err(ReadError::Unreadable(wrong)) = read_plan_file(text.as_bytes(), Caps::FILE) else {
            panic!("expected the note to be refused");
        };
        assert_eq!(wrong[0].place, "notes, number 2, item");
        let many = vec!["{}"; MOST_NOTES + 1].join(",");
        let text = format!(
            r#"{{"format":"waymark-plan","version":1,"plan":{{"id":"a"}},"notes":[{many}]}}"#
        );
        let many = read_plan_file(text.as_bytes(), Caps::FILE).map(|file| file.notes.len());
        assert_eq!(many, Err(ReadError::TooMany));
    }
}
