//! Words as a plan carries them: exact as printed, or retold in our own words.

use std::borrow::Cow;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
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

/// The one canonical form of a string: Unicode NFC, LF for every line end, and no character that a reader can't see but that
/// changes what they see ([`is_unseemly`]). Whatever is read from a file, a link, a table or this device goes through it.
///
/// ```
/// use waymark::plan::tidy;
/// assert_eq!(tidy("caf\u{65}\u{301}\r\n"), "caf\u{e9}\n");
/// assert_eq!(tidy("\u{202e}gnp.\u{202c}pdf\0"), "gnp.pdf");
/// ```
pub fn tidy(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    if memchr::memchr(b'\r', text.as_bytes()).is_some() {
        text = Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"));
    }
    if is_canonical(text.as_bytes()) {
        return text;
    }
    if text.contains(OTHER_LINE_ENDS) {
        text = Cow::Owned(text.replace(OTHER_LINE_ENDS, "\n"));
    }
    if text.contains(is_unseemly) {
        text = Cow::Owned(text.replace(is_unseemly, ""));
    }
    Cow::Owned(nfc(&text))
}

/// What word processors and old files end a line with: without it two words would become one.
const OTHER_LINE_ENDS: [char; 3] = ['\u{b}', '\u{c}', '\u{85}'];

/// Whether a character is a control character other than a tab or a line end, or turns the direction of the words around
/// it for as long as it likes (U+202A to U+202E, U+2066 to U+2069): with those a name or an amount can be made to read
/// as another. The marks that only say which way a neighbour goes (U+200E, U+200F, U+061C) stay.
pub fn is_unseemly(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

/// Whether a text is its own canonical form, its line ends apart; of a few that are it says no. Below U+0300, where
/// combining marks begin, every text is its own NFC; U+0300 begins with the byte 0xCC, and no character before it has one
/// as high. Quotation marks, dashes and signs of money (U+2002 to U+20CF) have one form alone as well.
fn is_canonical(mut text: &[u8]) -> bool {
    let is_odd = |b: &u8| match *b {
        b'\t' | b'\n' => false,
        b => b < b' ' || b == 0x7F || b == 0xC2 || b >= 0xCC,
    };
    while let Some(at) = text.iter().position(is_odd) {
        let rest = text.get(at..).unwrap_or_default();
        let length = match rest {
            // Control characters to U+009F come first.
            [0xC2, 0xA0..=0xFF, ..] => 2,
            [0xE2, 0x80, 0xAA..=0xAE, ..] | [0xE2, 0x81, 0xA6..=0xA9, ..] => return false,
            [0xE2, 0x80, 0x82..=0xFF, ..]
            | [0xE2, 0x81 | 0x82, _, ..]
            | [0xE2, 0x83, 0x80..=0x8F, ..] => 3,
            _ => return false,
        };
        text = rest.get(length..).unwrap_or_default();
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

/// Reads a string in canonical form where a derived reader reads the rest: `#[serde(deserialize_with = "tidied")]`.
///
/// # Errors
/// If it isn't a string.
pub fn tidied<'de, D: Deserializer<'de>>(text: D) -> Result<String, D::Error> {
    let text = String::deserialize(text)?;
    Ok(tidy(&text).into_owned())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_is_left_that_turns_or_hides_others() {
        let all: String = (0..=0x2fff).filter_map(char::from_u32).collect();
        let tidied = tidy(&all);
        assert_eq!(tidied.chars().find(|c| is_unseemly(*c)), None);
        for kept in [
            "\n",
            "\t",
            "£",
            "\u{a0}",
            "\u{200e}",
            "“”–—…",
            "\u{2065}",
            "\u{206a}",
            "é",
        ] {
            assert_eq!(tidy(kept), kept, "{kept:?}");
        }
        assert_eq!(tidy("needs\u{b}and\u{85}means"), "needs\nand\nmeans");
        for c in (0..0x3000)
            .filter_map(char::from_u32)
            .filter(|c| is_unseemly(*c) && *c != '\r' && !OTHER_LINE_ENDS.contains(c))
        {
            assert_eq!(tidy(&format!("£1{c}0")), "£10", "{c:?}");
        }
    }

    #[test]
    fn what_is_tidy_stays_as_it_is_and_is_not_copied() {
        assert!(matches!(
            tidy("One – “two”,\n\t£3\u{a0}m €4"),
            Cow::Borrowed(_)
        ));
        // Taken out first: what it kept apart is then put together.
        assert_eq!(tidy("e\u{202c}\u{301}"), "é");
        assert_eq!(
            tidy(&tidy("\r\u{1}\ne\u{202c}\u{301}")),
            tidy("\r\u{1}\ne\u{202c}\u{301}")
        );
    }
}
