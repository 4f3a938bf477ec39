//! Reads the parts of a plan from JSON, by the names of their fields. All that is wrong is named with
//! its place and reading goes on, so that a person can mend a file in one go; a field nobody knows is
//! named too, and passed over.

use std::borrow::Cow;

use super::{Json, is_unseemly, tidy};

/// A place in a plan, and what is the matter there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where: 'measures, number 3 (self-directed-support), polarity'.
    pub place: String,
    /// What is the matter, as the end of a sentence.
    pub what: String,
}

/// Remarks of one sort that are kept: more help nobody, and a hostile file could cause millions.
const MOST: usize = 200;

/// A way from the plan down to the value being read.
#[derive(Debug)]
enum Step {
    Field(&'static str),
    /// Its place in a list, from 1, and where in the reader's ids its own begins.
    Item(usize, usize),
}

/// Where reading stands, and what was found.
#[derive(Debug, Default)]
pub struct Reader {
    steps: Vec<Step>,
    /// The ids of the items that steps lead through, one behind the other.
    ids: String,
    /// What could not be read.
    pub wrong: Vec<Remark>,
    /// Fields that no plan of this version has.
    pub unknown: Vec<Remark>,
}

impl Reader {
    fn remark(&self, field: &str, what: String) -> Remark {
        let mut place = String::new();
        let mut ends = self.ids.len();
        let mut words: Vec<Cow<'_, str>> = Vec::new();
        for step in self.steps.iter().rev() {
            words.push(match step {
                Step::Field(name) => Cow::Borrowed(*name),
                Step::Item(n, from) => {
                    let id = self.ids.get(*from..ends).unwrap_or_default();
                    ends = *from;
                    match shortened(id) {
                        id if id.is_empty() => format!("number {n}").into(),
                        id => format!("number {n} ({id})").into(),
                    }
                }
            });
        }
        words.reverse();
        place.push_str(&words.join(", "));
        if !field.is_empty() {
            if !place.is_empty() {
                place.push_str(", ");
            }
            place.push_str(&shortened(field));
        }
        if place.is_empty() {
            place.push_str("plan");
        }
        Remark { place, what }
    }

    /// Says what is wrong with the value being read.
    pub fn refuse(&mut self, what: impl Into<String>) {
        if self.wrong.len() < MOST {
            let remark = self.remark("", what.into());
            self.wrong.push(remark);
        }
    }

    /// The words of a value that has to be a string, in canonical form.
    pub fn text(&mut self, value: Json<'_>) -> Option<String> {
        match tidy(self.letters(&value)?) {
            Cow::Owned(tidied) => Some(tidied),
            Cow::Borrowed(_) => match value {
                Json::Text(text) => Some(text.into_owned()),
                _ => None,
            },
        }
    }

    /// The letters of a value that has to be a string, as they stand there: what has rules of its own is not tidied to
    /// fit them.
    fn letters<'v>(&mut self, value: &'v Json<'_>) -> Option<&'v str> {
        let letters = value.as_str();
        if letters.is_none() {
            self.refuse("is not text");
        }
        letters
    }

    /// A value written as a string, read by its own rules; `why` ends the sentence '“…” …'.
    pub fn parsed<T, E: std::fmt::Display>(
        &mut self,
        value: Json<'_>,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.letters(&value)?;
        match parse(text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.refuse(format!("“{}” {why}", shortened(text)));
                None
            }
        }
    }

    /// Which of some names a value is.
    pub fn one_of(&mut self, value: Json<'_>, names: &[&str]) -> Option<usize> {
        let text = self.letters(&value)?;
        let found = names.iter().position(|name| *name == text);
        if found.is_none() {
            self.refuse(format!(
                "“{}” is none of: {}",
                shortened(text),
                names.join(", ")
            ));
        }
        found
    }

    /// The fields of a value that has to be an object.
    pub fn fields<'r, 'j>(&'r mut self, value: Json<'j>) -> Option<Fields<'r, 'j>> {
        match value {
            Json::Object(fields) => Some(Fields {
                fields,
                next: 0,
                reader: self,
            }),
            _ => {
                self.refuse("is not an object");
                None
            }
        }
    }

    /// The items of a value that has to be a list, each shown with the reader at its place.
    pub fn each(
        &mut self,
        field: Option<&'static str>,
        value: Json<'_>,
        see: &mut dyn FnMut(Json<'_>, &mut Reader),
    ) {
        self.steps.extend(field.map(Step::Field));
        if let Json::List(items) = value {
            for (i, item) in items.into_iter().enumerate() {
                self.item(i + 1, item, see);
            }
        } else {
            self.refuse("is not a list");
        }
        if field.is_some() {
            self.steps.pop();
        }
    }

    /// An item of a list, shown with the reader at its place, from 1.
    pub fn item(
        &mut self,
        number: usize,
        item: Json<'_>,
        see: &mut dyn FnMut(Json<'_>, &mut Reader),
    ) {
        let before = self.ids.len();
        self.steps.push(Step::Item(number, before));
        self.ids
            .push_str(item.get("id").and_then(Json::as_str).unwrap_or_default());
        see(item, self);
        self.ids.truncate(before);
        self.steps.pop();
    }

    /// Reads on with the reader at a field's place.
    pub fn within<T>(&mut self, field: &'static str, see: impl FnOnce(&mut Reader) -> T) -> T {
        self.steps.push(Step::Field(field));
        let seen = see(self);
        self.steps.pop();
        seen
    }

    /// Whether so much is wrong that nothing more would be named.
    pub fn is_full(&self) -> bool {
        self.wrong.len() >= MOST
    }

    /// What was read, unless anything is wrong.
    ///
    /// # Errors
    /// All that is wrong.
    pub fn done<T>(self, read: Option<T>) -> Result<T, Vec<Remark>> {
        match read {
            Some(read) if self.wrong.is_empty() => Ok(read),
            _ => Err(self.wrong),
        }
    }
}

/// The start of a text that isn't what it should be, as a message may show it.
fn shortened(text: &str) -> String {
    let shown = text.chars().filter(|c| !is_unseemly(*c));
    shown.take(64).collect()
}

/// The fields of an object that are still to be read.
pub struct Fields<'r, 'j> {
    /// In their order; null once taken.
    fields: Vec<(Cow<'j, str>, Json<'j>)>,
    /// Where the next field is looked for first: behind the last one taken.
    next: usize,
    reader: &'r mut Reader,
}

impl<'j> Fields<'_, 'j> {
    /// Takes a field; its default if it is absent or can't be read.
    pub fn take<T: FromJson + Default>(&mut self, name: &'static str) -> T {
        self.find(name).unwrap_or_default()
    }

    /// Takes a field that may be absent.
    pub fn find<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        let value = self.enter(name)?;
        let read = T::read(value, self.reader);
        self.reader.steps.pop();
        read
    }

    /// Takes a field that has to be there.
    pub fn require<T: FromJson>(&mut self, name: &'static str) -> Option<T> {
        if !self.has(name) {
            self.reader.steps.push(Step::Field(name));
            self.reader.refuse("is missing");
            self.reader.steps.pop();
        }
        self.find(name)
    }

    /// Whether a field is there.
    pub fn has(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    /// Where a field is. A file in canonical form has each where it is looked for.
    fn place(&self, name: &str) -> Option<usize> {
        let is = |at: &usize| {
            let field = self.fields.get(*at);
            field.is_some_and(|(field, value)| field == name && *value != Json::Null)
        };
        (self.next..self.fields.len()).chain(0..self.next).find(is)
    }

    /// Goes to a field's place, if it is there.
    fn enter(&mut self, name: &'static str) -> Option<Json<'j>> {
        let at = self.place(name)?;
        self.next = at + 1;
        let (_, value) = self.fields.get_mut(at)?;
        let value = std::mem::replace(value, Json::Null);
        self.reader.steps.push(Step::Field(name));
        Some(value)
    }

    /// Names the fields nobody took.
    pub fn close(self) {
        for (name, value) in &self.fields {
            if *value != Json::Null && self.reader.unknown.len() < MOST {
                let what = "is not a field that this Waymark knows".to_owned();
                let remark = self.reader.remark(name, what);
                self.reader.unknown.push(remark);
            }
        }
    }
}

/// A part of a plan that is read from JSON.
pub trait FromJson: Sized {
    /// Reads a value. `None` if it can't be, which the reader has then been told.
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self>;
}

/// Reads a value that stands alone.
///
/// # Errors
/// All that is wrong with it.
///
/// ```
/// use serde_json::json;
/// use waymark::plan::{Measure, read};
/// let wrong = read::<Measure>(json!({"id": "m", "points": [{"kind": "guess"}]})).unwrap_err();
/// assert_eq!(wrong[0].place, "points, number 1, kind");
/// assert_eq!(wrong[0].what, "“guess” is none of: baseline, actual, forecast, target");
/// ```
pub fn read<'a, T: FromJson>(value: impl Into<Json<'a>>) -> Result<T, Vec<Remark>> {
    let mut reader = Reader::default();
    let read = T::read(value.into(), &mut reader);
    reader.done(read)
}

impl FromJson for String {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        reader.text(value)
    }
}

impl FromJson for bool {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let read = match value {
            Json::Bool(is) => Some(is),
            _ => None,
        };
        if read.is_none() {
            reader.refuse("is neither true nor false");
        }
        read
    }
}

impl FromJson for i64 {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let read = match value {
            Json::Whole(number) => Some(number),
            _ => None,
        };
        if read.is_none() {
            reader.refuse("is not a whole number");
        }
        read
    }
}

/// Smaller whole numbers, within their bounds.
macro_rules! whole_number {
    ($($type:ty),*) => {$(
        impl FromJson for $type {
            fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
                let read = <$type>::try_from(i64::read(value, reader)?);
                if read.is_err() {
                    reader.refuse(format!("is not a number from 0 to {}", <$type>::MAX));
                }
                read.ok()
            }
        }
    )*};
}

whole_number!(u8, u32);

impl<T: FromJson> FromJson for Option<T> {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Some)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(value: Json<'_>, reader: &mut Reader) -> Option<Self> {
        let mut items = Vec::new();
        reader.each(None, value, &mut |item, reader| {
            items.extend(T::read(item, reader));
        });
        Some(items)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn every_wrong_place_is_named_not_only_the_first() {
        let mut reader = Reader::default();
        let lists = Vec::<Vec<bool>>::read(json!([[true], 3, [1, false]]).into(), &mut reader);
        assert_eq!(lists, Some(vec![vec![true], vec![], vec![false]]));
        let places: Vec<_> = reader.wrong.iter().map(|r| r.place.as_str()).collect();
        assert_eq!(places, ["number 2", "number 3, number 1"]);
    }

    #[test]
    fn a_field_nobody_knows_is_named_with_its_place() {
        let mut reader = Reader::default();
        reader.each(
            Some("risks"),
            json!([{"id": "r", "likelyhood": 3}]).into(),
            &mut |item, reader| {
                let mut fields = reader.fields(item).unwrap();
                assert_eq!(fields.take::<String>("id"), "r");
                fields.close();
            },
        );
        assert!(reader.wrong.is_empty());
        assert_eq!(reader.unknown[0].place, "risks, number 1 (r), likelyhood");
    }

    #[test]
    fn a_hostile_file_causes_only_so_many_remarks() {
        let mut reader = Reader::default();
        let _ = Vec::<bool>::read(json!(vec![0; 100_000]).into(), &mut reader);
        assert_eq!(reader.wrong.len(), MOST);
        let mut reader = Reader::default();
        let _ = Vec::<crate::plan::Ref>::read(json!(vec![json!({}); 1_000]).into(), &mut reader);
        assert_eq!(reader.wrong.len(), MOST, "what is missing counts as well");
        assert_eq!(reader.wrong[0].place, "number 1, to");
    }

    #[test]
    fn a_number_out_of_bounds_is_refused_not_cut() {
        assert_eq!(read::<u8>(json!(255)), Ok(255));
        assert!(read::<u8>(json!(256)).is_err());
        assert!(read::<u32>(json!(-1)).is_err());
        assert!(read::<i64>(json!(1.5)).is_err());
    }
}
