//! A cell of a document: a value, or one of the words that stand where a value would.

use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{FromJson, Json, Reader};

/// What a document prints where a value would stand. Each means something different, so none is
/// ever turned into another.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Word {
    /// An empty cell.
    Blank,
    /// 'TBC'.
    Tbc,
    /// 'TBC following baseline'.
    TbcFollowingBaseline,
    /// 'None'.
    None,
    /// 'Vacant'.
    Vacant,
    /// 'N/A'.
    NotApplicable,
    /// 'Paused', with any reason kept in the record's note.
    Paused,
    /// 'Ongoing'.
    Ongoing,
    /// 'Baseline year'.
    BaselineYear,
    /// 'Awaiting survey'.
    AwaitingSurvey,
    /// Any other words, exactly.
    Other(String),
}

/// The words that have a name of their own in JSON, and how each is shown.
const NAMED: [(Word, &str, &str); 10] = [
    (Word::Blank, "blank", "Blank"),
    (Word::Tbc, "tbc", "TBC"),
    (
        Word::TbcFollowingBaseline,
        "tbc-following-baseline",
        "TBC following baseline",
    ),
    (Word::None, "none", "None"),
    (Word::Vacant, "vacant", "Vacant"),
    (Word::NotApplicable, "n/a", "N/A"),
    (Word::Paused, "paused", "Paused"),
    (Word::Ongoing, "ongoing", "Ongoing"),
    (Word::BaselineYear, "baseline-year", "Baseline year"),
    (Word::AwaitingSurvey, "awaiting-survey", "Awaiting survey"),
];

impl Word {
    /// As a reader sees it.
    pub fn shown(&self) -> &str {
        match self {
            Word::Other(words) => words,
            named => NAMED
                .iter()
                .find(|(word, _, _)| word == named)
                .map_or("", |(_, _, shown)| shown),
        }
    }

    /// Its name in JSON; `None` for other words.
    pub fn key(&self) -> Option<&'static str> {
        NAMED
            .iter()
            .find(|(word, _, _)| word == self)
            .map(|(_, key, _)| *key)
    }

    /// The word with this name in JSON.
    pub fn from_key(key: &str) -> Option<Word> {
        NAMED
            .iter()
            .find(|(_, name, _)| *name == key)
            .map(|(word, _, _)| word.clone())
    }

    /// Every named word with its JSON name and how it is shown, for forms.
    pub fn named() -> impl Iterator<Item = (&'static str, &'static str)> {
        NAMED.iter().map(|(_, key, shown)| (*key, *shown))
    }
}

/// A printed cell. In JSON: the value itself; `{"value": …, "as_printed": "31/09/11"}` where print
/// and sense differ, with `"inferred": true` where the sense is our conclusion;
/// `{"print": "tbc"}` for a word of [`Word`]; `{"words": "…"}` for other words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Printed<T> {
    /// A value.
    Value {
        /// What it is.
        value: T,
        /// What is printed, where that differs.
        as_printed: Option<String>,
        /// We concluded the value; the document doesn't say it outright.
        inferred: bool,
    },
    /// A word where a value would stand.
    Word(Word),
}

/// Blank, as a cell that was never filled.
impl<T> Default for Printed<T> {
    fn default() -> Self {
        Printed::Word(Word::Blank)
    }
}

impl<T> From<T> for Printed<T> {
    fn from(value: T) -> Self {
        Printed::Value {
            value,
            as_printed: None,
            inferred: false,
        }
    }
}

impl<T> Printed<T> {
    /// The value, if there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Printed::Value { value, .. } => Some(value),
            Printed::Word(_) => None,
        }
    }

    /// The word, if there is no value.
    pub fn word(&self) -> Option<&Word> {
        match self {
            Printed::Value { .. } => None,
            Printed::Word(word) => Some(word),
        }
    }

    /// What is printed, where that differs from the value.
    pub fn as_printed(&self) -> Option<&str> {
        match self {
            Printed::Value { as_printed, .. } => as_printed.as_deref(),
            Printed::Word(_) => None,
        }
    }

    /// Whether the value is our conclusion.
    pub fn is_inferred(&self) -> bool {
        matches!(self, Printed::Value { inferred: true, .. })
    }

    /// Whether the cell is empty.
    pub fn is_blank(&self) -> bool {
        matches!(self, Printed::Word(Word::Blank))
    }

    /// What a reader sees: the printed form, or the value by `show`, or the word.
    pub fn shown(&self, show: impl FnOnce(&T) -> String) -> String {
        match self {
            Printed::Value {
                as_printed: Some(text),
                ..
            } => text.clone(),
            Printed::Value { value, .. } => show(value),
            Printed::Word(word) => word.shown().to_owned(),
        }
    }
}

impl<T: Serialize> Serialize for Printed<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Printed::Value {
                value,
                as_printed: None,
                inferred: false,
            } => value.serialize(serializer),
            Printed::Value {
                value,
                as_printed,
                inferred,
            } => {
                let mut map = serializer.serialize_map(None)?;
                map.serialize_entry("value", value)?;
                if let Some(text) = as_printed {
                    map.serialize_entry("as_printed", text)?;
                }
                if *inferred {
                    map.serialize_entry("inferred", inferred)?;
                }
                map.end()
            }
            Printed::Word(word) => {
                let mut map = serializer.serialize_map(Some(1))?;
                match word.key() {
                    Some(key) => map.serialize_entry("print", key)?,
                    None => map.serialize_entry("words", word.shown())?,
                }
                map.end()
            }
        }
    }
}

/// One form of a cell excludes the others: 'print', 'words', or 'value' with what belongs to it.
impl<T: FromJson> FromJson for Printed<T> {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let spelt_out = ["print", "words", "value"];
        if !spelt_out.iter().any(|form| value.get(form).is_some()) {
            return T::read(value, reader).map(Printed::from);
        }
        let mut fields = reader.fields(value)?;
        let read = if fields.has("print") {
            fields.find::<Word>("print").map(Printed::Word)
        } else if fields.has("words") {
            let words = fields.find("words");
            words.map(|words| Printed::Word(Word::Other(words)))
        } else {
            let value = fields.find("value");
            let (as_printed, inferred) = (fields.find("as_printed"), fields.take("inferred"));
            value.map(|value| Printed::Value {
                value,
                as_printed,
                inferred,
            })
        };
        fields.close();
        read
    }
}

/// A word that has a name, by that name.
impl FromJson for Word {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let at = reader.one_of(value, &NAMED.map(|(_, key, _)| key))?;
        NAMED.get(at).map(|(word, _, _)| word.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Decimal, read};

    #[test]
    fn each_form_comes_back_as_it_went() {
        for json in [
            r#""8.00""#,
            r#"{"value":"0.50","as_printed":".50"}"#,
            r#"{"value":"6.0","inferred":true}"#,
            r#"{"print":"tbc-following-baseline"}"#,
            r#"{"words":"Annual conference"}"#,
        ] {
            let cell: Printed<Decimal> = read(serde_json::from_str::<Json>(json).unwrap()).unwrap();
            assert_eq!(serde_json::to_string(&cell).unwrap(), json);
        }
    }

    #[test]
    fn words_that_look_alike_stay_apart() {
        let shown: std::collections::BTreeSet<_> =
            NAMED.iter().map(|(_, _, shown)| shown).collect();
        assert_eq!(shown.len(), NAMED.len());
        assert!(read::<Printed<Decimal>>(serde_json::json!({"print": "tba"})).is_err());
    }
}
