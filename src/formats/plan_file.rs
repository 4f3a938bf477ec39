//! The native plan file: `{ "format": "waymark-plan", "version": 1, "plan": {…} }`, UTF-8 JSON,
//! read tolerantly and written in one canonical form.

mod stream;

use std::{collections::HashSet, fmt};

use serde_json::Value;

use self::stream::{Streamed, stream};
use super::layout::lay_out;
use crate::plan::{Id, Plan, Remark, tidy};

/// The version this code writes, and the newest it reads.
pub const VERSION: u64 = 1;

/// How much a reader takes in before it refuses.
#[derive(Clone, Copy, Debug)]
pub struct Caps {
    /// Bytes of JSON.
    pub bytes: usize,
    /// Records and parts with an id.
    pub records: usize,
    /// Objects and lists within one another.
    pub depth: usize,
}

impl Caps {
    /// For a file someone opens.
    pub const FILE: Caps = Caps {
        bytes: 64 * 1024 * 1024,
        records: 200_000,
        depth: 16,
    };
    /// For what a link carries, once decoded.
    pub const LINK: Caps = Caps {
        bytes: 5 * 1024 * 1024,
        ..Caps::FILE
    };
}

/// Why a text is not a plan we can open. [`fmt::Display`] says what is wrong;
/// [`ReadError::what_to_do`] says what to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// More bytes than we open.
    TooLarge {
        /// How many there are.
        bytes: usize,
        /// How many we open.
        cap: usize,
    },
    /// Things within things, deeper than a plan goes.
    TooDeep,
    /// More records than we open.
    TooMany,
    /// Not UTF-8 JSON.
    NotJson {
        /// The line, from 1, where reading stopped.
        line: usize,
    },
    /// JSON, but not a plan.
    NotAPlan,
    /// Written by a newer Waymark.
    Newer {
        /// The version it says it has.
        version: u64,
    },
    /// A plan with records we can't read.
    Unreadable(Vec<Remark>),
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mb = |bytes: usize| bytes.div_ceil(1024 * 1024);
        match self {
            ReadError::TooLarge { bytes, cap } => write!(
                f,
                "This is too large to be a plan: {} MB, where at most {} MB can be opened.",
                mb(*bytes),
                mb(*cap)
            ),
            ReadError::TooDeep => f.write_str(
                "This is not a plan: its parts are nested deeper than a plan’s ever are.",
            ),
            ReadError::TooMany => {
                f.write_str("This is too large to be a plan: it has more than 200,000 records.")
            }
            ReadError::NotJson { line } => write!(
                f,
                "This is not a plan file, or it is damaged: it can’t be read from line {line} on."
            ),
            ReadError::NotAPlan => f.write_str("This file is not a Waymark plan."),
            ReadError::Newer { version } => write!(
                f,
                "This plan was saved by a newer Waymark (plan format {version}; this one reads up to {VERSION})."
            ),
            ReadError::Unreadable(wrong) => {
                let more = wrong.len().saturating_sub(3);
                f.write_str("Parts of this plan can’t be read. ")?;
                for w in wrong.iter().take(3) {
                    write!(f, "In {}: {}. ", w.place, w.what.trim_end_matches('.'))?;
                }
                if more > 0 {
                    write!(f, "And {more} more.")?;
                }
                Ok(())
            }
        }
    }
}

impl ReadError {
    /// What a person can do about it.
    pub fn what_to_do(&self) -> &'static str {
        match self {
            ReadError::TooLarge { .. } | ReadError::TooMany => {
                "Check that you chose the right file, or ask its sender for one plan at a time."
            }
            ReadError::TooDeep | ReadError::NotAPlan => {
                "Choose a file that Waymark saved: its name ends in .json and it was made with ‘Save as a file’."
            }
            ReadError::NotJson { .. } => {
                "Ask for the file again, or open the copy you saved before."
            }
            ReadError::Newer { .. } => {
                "Open Waymark while online so that it can update itself, then open the plan again."
            }
            ReadError::Unreadable(_) => {
                "Ask whoever made the file to check these places, then open it again."
            }
        }
    }
}

/// What a plan file holds.
#[derive(Debug)]
pub struct PlanFile {
    /// The plan.
    pub plan: Plan,
    /// What else the file says, which this Waymark doesn't know and would leave out of a copy.
    pub unknown: Vec<Remark>,
}

/// Reads a plan.
///
/// # Errors
/// Anything that isn't a whole, readable plan of a version we know, or is past the caps.
pub fn read_plan(bytes: &[u8], caps: Caps) -> Result<Plan, ReadError> {
    read_plan_file(bytes, caps).map(|file| file.plan)
}

/// Reads a plan, and names what is passed over.
///
/// # Errors
/// As [`read_plan`].
pub fn read_plan_file(bytes: &[u8], caps: Caps) -> Result<PlanFile, ReadError> {
    if bytes.len() > caps.bytes {
        return Err(ReadError::TooLarge {
            bytes: bytes.len(),
            cap: caps.bytes,
        });
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    check_shape(bytes, caps)?;
    let Streamed {
        others,
        plan,
        mut reader,
    } = stream(bytes).map_err(|(e, reader)| match e.is_data() {
        false => ReadError::NotJson { line: e.line() },
        true if reader.wrong.is_empty() => ReadError::NotAPlan,
        true => ReadError::Unreadable(reader.wrong),
    })?;
    if others.get("format").and_then(Value::as_str) != Some("waymark-plan") {
        return Err(ReadError::NotAPlan);
    }
    match others.get("version").and_then(Value::as_u64) {
        Some(VERSION) => {}
        Some(version) if version > VERSION => return Err(ReadError::Newer { version }),
        _ => return Err(ReadError::NotAPlan),
    }
    let unknown = std::mem::take(&mut reader.unknown);
    let plan = match plan {
        None if reader.wrong.is_empty() => return Err(ReadError::NotAPlan),
        plan => reader.done(plan).map_err(ReadError::Unreadable)?,
    };
    check_ids(&plan, caps)?;
    Ok(PlanFile { plan, unknown })
}

/// Writes a plan file in canonical form. Reading it and writing it again gives the same bytes.
pub fn write_plan(plan: &Plan) -> String {
    let mut text = lay_out(&compact_plan(plan));
    text.push('\n');
    text
}

/// A plan file on one line without a space to spare, as a link carries it.
pub fn compact_plan(plan: &Plan) -> String {
    let body = plan.json_text();
    let body = String::from_utf8_lossy(&body);
    let whole = format!(r#"{{"format":"waymark-plan","version":{VERSION},"plan":{body}}}"#);
    tidy(&whole).into_owned()
}

/// Walks the bytes once, before anything is built from them: how deep they go and how many values
/// they could hold.
fn check_shape(bytes: &[u8], caps: Caps) -> Result<(), ReadError> {
    let values_cap = caps.records.saturating_mul(20);
    let (mut depth, mut values) = (0usize, 0usize);
    let (mut in_string, mut escaped) = (false, false);
    for &b in bytes {
        if in_string {
            match b {
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => in_string = false,
                _ => {}
            }
            continue;
        }
        match b {
            b'"' => in_string = true,
            b'{' | b'[' => {
                depth += 1;
                values += 1;
                if depth > caps.depth {
                    return Err(ReadError::TooDeep);
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            b',' => values += 1,
            _ => {}
        }
        if values > values_cap {
            return Err(ReadError::TooMany);
        }
    }
    Ok(())
}

/// Every record and part needs an id of its own, and no two the same.
fn check_ids(plan: &Plan, caps: Caps) -> Result<(), ReadError> {
    let mut seen: HashSet<Id> = HashSet::new();
    let mut wrong = Vec::new();
    let mut see = |id: &Id, noun: &str| {
        let what = if id.as_str().is_empty() {
            "has no id".to_owned()
        } else if seen.insert(id.clone()) {
            return;
        } else {
            format!("the id “{id}” is used twice")
        };
        wrong.push(Remark {
            place: format!("a {noun}"),
            what,
        });
    };
    for record in plan.records() {
        see(record.id(), record.kind().one());
        record.parts(&mut |part| see(part.id, part.noun));
    }
    if !wrong.is_empty() {
        return Err(ReadError::Unreadable(wrong));
    }
    if seen.len() > caps.records {
        return Err(ReadError::TooMany);
    }
    Ok(())
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
}
