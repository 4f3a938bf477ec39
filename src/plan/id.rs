//! Permanent names of records, and references from one record to another.

use std::{borrow::Borrow, fmt, sync::Arc};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use super::{FromJson, Json, Reader};

/// The permanent name of a record: lower-case letters, digits and single hyphens, beginning with a
/// letter, at most 64 characters. Periods and dates begin with a digit, so neither can be mistaken
/// for the other.
///
/// ```
/// use waymark::plan::Id;
/// assert!(Id::parse("asch1-1").is_some());
/// assert!(Id::parse("2012/13").is_none());
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Id(Arc<str>);

impl Id {
    /// The longest id, in characters.
    pub const LONGEST: usize = 64;

    /// Reads an id; `None` if the text isn't one.
    pub fn parse(text: &str) -> Option<Id> {
        let bytes = text.as_bytes();
        let starts_well = bytes.first().is_some_and(u8::is_ascii_lowercase);
        let ends_well = bytes.last().is_some_and(|b| *b != b'-');
        let only_known = bytes
            .iter()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || *b == b'-');
        (starts_well && ends_well && only_known && bytes.len() <= Id::LONGEST)
            .then(|| Id(text.into()))
    }

    /// A readable id made from any words: `Key measures` becomes `key-measures`.
    pub fn slug(words: &str) -> Id {
        let mut text = String::new();
        for c in words.chars() {
            if c.is_ascii_alphanumeric() {
                text.push(c.to_ascii_lowercase());
            } else if !text.is_empty() && !text.ends_with('-') {
                text.push('-');
            }
            if text.len() >= Id::LONGEST - 2 {
                break;
            }
        }
        let text = text.trim_end_matches('-');
        if text.starts_with(|c: char| c.is_ascii_lowercase()) {
            Id(text.into())
        } else {
            Id(format!("x-{text}").trim_end_matches('-').into())
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// An id that names nothing; reading refuses it, so it only stands in records being made.
impl Default for Id {
    fn default() -> Self {
        Id("".into())
    }
}

impl fmt::Display for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Id {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.0)
    }
}

impl Borrow<str> for Id {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl Serialize for Id {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Id {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Id::parse(&text).ok_or_else(|| D::Error::custom(format!("“{text}” {NOT_AN_ID}")))
    }
}

const NOT_AN_ID: &str =
    "is not an id: use lower-case letters, digits and hyphens, beginning with a letter";

impl FromJson for Id {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        reader.parsed(value, |text| Id::parse(text).ok_or(NOT_AN_ID))
    }
}

/// A reference to another record, with the words the document used for it where they differ from
/// that record's own name. In JSON: `"id"`, or `{"to": "id", "as_printed": "words"}`.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ref {
    /// The record referred to.
    pub to: Id,
    /// How the document named it here, if not by its own name.
    pub as_printed: Option<String>,
}

impl Ref {
    /// A plain reference.
    pub fn to(id: &Id) -> Ref {
        Ref {
            to: id.clone(),
            as_printed: None,
        }
    }
}

#[derive(Serialize)]
struct LongRef {
    to: Id,
    as_printed: String,
}

impl Serialize for Ref {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.as_printed {
            None => self.to.serialize(serializer),
            Some(words) => LongRef {
                to: self.to.clone(),
                as_printed: words.clone(),
            }
            .serialize(serializer),
        }
    }
}

impl FromJson for Ref {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        if value.as_str().is_some() {
            return Id::read(value, reader).map(|to| Ref::to(&to));
        }
        let mut fields = reader.fields(value)?;
        let to = fields.require("to");
        let as_printed = fields.require("as_printed");
        fields.close();
        Some(Ref {
            to: to?,
            as_printed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_never_looks_like_a_period_or_a_path() {
        for bad in [
            "",
            "2012",
            "2012/13",
            "A",
            "a b",
            "-a",
            "a-",
            "é",
            "__proto__",
        ] {
            assert!(Id::parse(bad).is_none(), "{bad}");
        }
        assert!(Id::parse(&"a".repeat(64)).is_some());
        assert!(Id::parse(&"a".repeat(65)).is_none());
    }

    #[test]
    fn a_slug_is_always_an_id() {
        for words in [
            "Key measures",
            "",
            "—",
            "2012/13",
            "ASCH1/1",
            &"é ".repeat(100),
        ] {
            let slug = Id::slug(words);
            assert!(Id::parse(slug.as_str()).is_some(), "{words} gave {slug}");
        }
    }
}
