//! Words as a plan carries them: exact as printed, or retold in our own words.

use std::borrow::Cow;

use serde::{Serialize, Serializer};
use serde_json::Value;

use super::{FromJson, Json, Reader};

/// A piece of prose. Labels are exact; sentences of a published document are retold briefly and
/// marked so. In JSON: `"exact words"`, or `{"retold": "our words"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Words {
    /// As the document prints it, or as its author wrote it.
    Exact(String),
    /// The document's meaning in our own words.
    Retold(String),
}

impl Words {
    /// The words, whoever's they are.
    pub fn as_str(&self) -> &str {
        match self {
            Words::Exact(text) | Words::Retold(text) => text,
        }
    }

    /// Whether these are our words for the document's.
    pub fn is_retold(&self) -> bool {
        matches!(self, Words::Retold(_))
    }
}

impl Default for Words {
    fn default() -> Self {
        Words::Exact(String::new())
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Words::Exact(text.to_owned())
    }
}

#[derive(Serialize)]
struct RetoldWords {
    retold: String,
}

impl Serialize for Words {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Words::Exact(text) => serializer.serialize_str(text),
            Words::Retold(text) => RetoldWords {
                retold: text.clone(),
            }
            .serialize(serializer),
        }
    }
}

impl FromJson for Words {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        if value.as_str().is_some() {
            return reader.text(value).map(Words::Exact);
        }
        let mut fields = reader.fields(value)?;
        let words = fields.require("retold").map(Words::Retold);
        fields.close();
        words
    }
}

/// A noun with its article: 'an action', 'a measure'.
pub fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The first sentence of a text, cut after a whole word if it is longer than `most` characters: what a
/// list or a headline calls a record whose title is prose.
///
/// ```
/// use waymark::plan::brief;
/// assert_eq!(brief("One thing. And another.", 60), "One thing");
/// assert_eq!(brief("No. of reviews", 60), "No. of reviews");
/// assert_eq!(brief("A rather long label", 12), "A rather…");
/// ```
pub fn brief(text: &str, most: usize) -> String {
    // 'No. of people' goes on: a sentence ends where a capital or a figure follows.
    let end = text.match_indices(". ").find(|(at, stop)| {
        let after = text
            .get(at + stop.len()..)
            .and_then(|rest| rest.chars().next());
        after.is_some_and(|c| !c.is_lowercase())
    });
    let sentence = end.and_then(|(at, _)| text.get(..at)).unwrap_or(text);
    let sentence = sentence.trim().trim_end_matches('.');
    if sentence.chars().count() <= most {
        return sentence.to_owned();
    }
    let cut: String = sentence.chars().take(most).collect();
    let whole = cut
        .rsplit_once(' ')
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", whole.trim_end_matches([',', ';', ':']))
}

/// The one canonical form of a string: Unicode NFC, and LF for every line end.
///
/// ```
/// use waymark::plan::tidy;
/// assert_eq!(tidy("caf\u{65}\u{301}\r\n"), "caf\u{e9}\n");
/// ```
pub fn tidy(text: &str) -> Cow<'_, str> {
    let text = if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    };
    if is_nfc(text.as_bytes()) {
        text
    } else {
        Cow::Owned(nfc(&text))
    }
}

/// Whether each character of a text is one that has no other form. Below U+0300, where combining marks begin, every text
/// is its own NFC; U+0300 begins with the byte 0xCC, and no character before it has one as high. Quotation marks, dashes
/// and signs of money (U+2002 to U+20CF) have one form alone as well. Of anything else this says no.
fn is_nfc(mut text: &[u8]) -> bool {
    while let Some(at) = text.iter().position(|b| *b >= 0xCC) {
        let sign = text.get(at..at + 3);
        let plain = matches!(
            sign,
            Some([0xE2, 0x80, 0x82..=0xFF] | [0xE2, 0x81 | 0x82, _] | [0xE2, 0x83, 0x80..=0x8F])
        );
        if !plain {
            return false;
        }
        text = text.get(at + 3..).unwrap_or_default();
    }
    true
}

/// Puts every string of a JSON value into canonical form, and drops fields that are null: absent and
/// null mean the same, and only the first is written.
pub fn tidy_value(value: &mut Value) {
    match value {
        Value::String(text) => {
            if let Cow::Owned(tidied) = tidy(text) {
                *text = tidied;
            }
        }
        Value::Array(items) => items.iter_mut().for_each(tidy_value),
        Value::Object(fields) => {
            fields.retain(|_, value| !value.is_null());
            fields.values_mut().for_each(tidy_value);
        }
        _ => {}
    }
}

/// The browser has the Unicode tables already; shipping them again would cost the first load.
#[cfg(target_arch = "wasm32")]
fn nfc(text: &str) -> String {
    js_sys::JsString::from(text).normalize("NFC").into()
}

#[cfg(not(target_arch = "wasm32"))]
fn nfc(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    text.nfc().collect()
}
