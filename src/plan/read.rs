//! Reads the parts of a plan from JSON, by the names of their fields. All that is wrong is named with
//! its place and reading goes on, so that a person can mend a file in one go; a field nobody knows is
//! named too, and passed over.

use serde_json::{Map, Value};

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
    /// Its place in a list, from 1.
    Number(usize),
    /// Its place in a list, and its id.
    Named(usize, String),
}

/// Where reading stands, and what was found.
#[derive(Debug, Default)]
pub struct Reader {
    steps: Vec<Step>,
    /// What could not be read.
    pub wrong: Vec<Remark>,
    /// Fields that no plan of this version has.
    pub unknown: Vec<Remark>,
}

impl Reader {
    fn remark(&self, field: &str, what: String) -> Remark {
        let mut place = String::new();
        for step in &self.steps {
            if !place.is_empty() {
                place.push_str(", ");
            }
            match step {
                Step::Field(name) => place.push_str(name),
                Step::Number(n) => place.push_str(&format!("number {n}")),
                Step::Named(n, id) => place.push_str(&format!("number {n} ({id})")),
            }
        }
        if !field.is_empty() {
            if !place.is_empty() {
                place.push_str(", ");
            }
            place.extend(field.chars().take(64));
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

    /// The words of a value that has to be a string.
    pub fn text(&mut self, value: Value) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            _ => {
                self.refuse("is not text");
                None
            }
        }
    }

    /// A value written as a string, read by its own rules; `why` ends the sentence '“…” …'.
    pub fn parsed<T, E: std::fmt::Display>(
        &mut self,
        value: Value,
        parse: impl FnOnce(&str) -> Result<T, E>,
    ) -> Option<T> {
        let text = self.text(value)?;
        match parse(&text) {
            Ok(value) => Some(value),
            Err(why) => {
                self.refuse(format!("“{}” {why}", shortened(&text)));
                None
            }
        }
    }

    /// Which of some names a value is.
    pub fn one_of(&mut self, value: Value, names: &[&str]) -> Option<usize> {
        let text = self.text(value)?;
        let found = names.iter().position(|name| *name == text);
        if found.is_none() {
            self.refuse(format!(
                "“{}” is none of: {}",
                shortened(&text),
                names.join(", ")
            ));
        }
        found
    }

    /// The fields of a value that has to be an object.
    pub fn fields(&mut self, value: Value) -> Option<Fields<'_>> {
        match value {
            Value::Object(map) => Some(Fields { map, reader: self }),
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
        value: Value,
        see: &mut dyn FnMut(Value, &mut Reader),
    ) {
        self.steps.extend(field.map(Step::Field));
        if let Value::Array(items) = value {
            for (i, item) in items.into_iter().enumerate() {
                let id = item.get("id").and_then(Value::as_str);
                self.steps.push(match id {
                    Some(id) => Step::Named(i + 1, shortened(id)),
                    None => Step::Number(i + 1),
                });
                see(item, self);
                self.steps.pop();
            }
        } else {
            self.refuse("is not a list");
        }
        if field.is_some() {
            self.steps.pop();
        }
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

fn shortened(text: &str) -> String {
    text.chars().take(64).collect()
}

/// The fields of an object that are still to be read.
pub struct Fields<'a> {
    map: Map<String, Value>,
    reader: &'a mut Reader,
}

impl Fields<'_> {
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
        self.map.contains_key(name)
    }

    /// Goes to a field's place, if it is there.
    fn enter(&mut self, name: &'static str) -> Option<Value> {
        let value = self.map.remove(name)?;
        self.reader.steps.push(Step::Field(name));
        Some(value)
    }

    /// Names the fields nobody took.
    pub fn close(self) {
        for name in self.map.keys() {
            if self.reader.unknown.len() < MOST {
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
    fn read(value: Value, reader: &mut Reader) -> Option<Self>;
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
pub fn read<T: FromJson>(value: Value) -> Result<T, Vec<Remark>> {
    let mut reader = Reader::default();
    let read = T::read(value, &mut reader);
    reader.done(read)
}

impl FromJson for String {
    fn read(value: Value, reader: &mut Reader) -> Option<Self> {
        reader.text(value)
    }
}

impl FromJson for bool {
    fn read(value: Value, reader: &mut Reader) -> Option<Self> {
        let read = value.as_bool();
        if read.is_none() {
            reader.refuse("is neither true nor false");
        }
        read
    }
}

impl FromJson for i64 {
    fn read(value: Value, reader: &mut Reader) -> Option<Self> {
        let read = value.as_i64();
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
            fn read(value: Value, reader: &mut Reader) -> Option<Self> {
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
    fn read(value: Value, reader: &mut Reader) -> Option<Self> {
        T::read(value, reader).map(Some)
    }
}

impl<T: FromJson> FromJson for Vec<T> {
    fn read(value: Value, reader: &mut Reader) -> Option<Self> {
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
        let lists = Vec::<Vec<bool>>::read(json!([[true], 3, [1, false]]), &mut reader);
        assert_eq!(lists, Some(vec![vec![true], vec![], vec![false]]));
        let places: Vec<_> = reader.wrong.iter().map(|r| r.place.as_str()).collect();
        assert_eq!(places, ["number 2", "number 3, number 1"]);
    }

    #[test]
    fn a_field_nobody_knows_is_named_with_its_place() {
        let mut reader = Reader::default();
        reader.each(
            Some("risks"),
            json!([{"id": "r", "likelyhood": 3}]),
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
        let _ = Vec::<bool>::read(json!(vec![0; 100_000]), &mut reader);
        assert_eq!(reader.wrong.len(), MOST);
        let mut reader = Reader::default();
        let _ = Vec::<crate::plan::Ref>::read(json!(vec![json!({}); 1_000]), &mut reader);
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
