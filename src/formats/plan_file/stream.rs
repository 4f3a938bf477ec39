//! The text of a plan file, read record by record: at no time is more than one record held as JSON values, so that
//! a large plan takes little more room than it needs once it is open.

use std::{fmt, sync::Arc};

use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};

use crate::plan::{FromJson, Front, Json, Kind, Plan, Reader};

/// What the text of a plan file holds.
#[derive(Default)]
pub(super) struct Streamed {
    /// Its fields beside the plan: what the file is, and of which version.
    pub others: Map<String, Value>,
    /// The plan, as far as it could be read.
    pub plan: Option<Plan>,
    /// What could not be read, and what nobody knows.
    pub reader: Reader,
}

/// Reads a text. Whatever is wrong with its records is told to the reader.
///
/// # Errors
/// If it isn't JSON, or not the JSON of a plan file: [`serde_json::Error::is_data`] tells which.
pub(super) fn stream(bytes: &[u8]) -> Result<Streamed, (serde_json::Error, Reader)> {
    let mut streamed = Streamed::default();
    let mut text = serde_json::Deserializer::from_slice(bytes);
    let read = text.deserialize_map(Whole(&mut streamed));
    match read.and_then(|()| text.end()) {
        Ok(()) => Ok(streamed),
        Err(e) => Err((rest(e, bytes), streamed.reader)),
    }
}

/// A text that is JSON as far as it was read may be none behind that.
fn rest(error: serde_json::Error, bytes: &[u8]) -> serde_json::Error {
    match serde_json::from_slice::<IgnoredAny>(bytes) {
        Err(worse) if error.is_data() => worse,
        _ => error,
    }
}

struct Whole<'a>(&'a mut Streamed);

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plan file")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut fields: M) -> Result<(), M::Error> {
        let Streamed {
            others,
            plan,
            reader,
        } = self.0;
        while let Some(name) = fields.next_key::<String>()? {
            if name == "plan" {
                // Which of two is meant nobody can tell.
                if plan.is_some() {
                    return Err(M::Error::custom("two plans"));
                }
                *plan = fields.next_value_seed(Records(reader))?;
            } else {
                others.insert(name, fields.next_value()?);
            }
        }
        Ok(())
    }
}

/// The plan: its lists of records, and beside them its own details.
struct Records<'a>(&'a mut Reader);

impl<'de> DeserializeSeed<'de> for Records<'_> {
    type Value = Option<Plan>;

    fn deserialize<D: Deserializer<'de>>(self, text: D) -> Result<Option<Plan>, D::Error> {
        text.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Records<'_> {
    type Value = Option<Plan>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a plan")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut fields: M) -> Result<Option<Plan>, M::Error> {
        let mut plan = Plan::default();
        let mut front = Vec::new();
        while let Some(name) = fields.next_key::<Json<'de>>()? {
            let Json::Text(name) = name else { continue };
            match Kind::from_key(&name) {
                Some(kind) => fields.next_value_seed(List {
                    kind,
                    plan: &mut plan,
                    reader: &mut *self.0,
                })?,
                None => front.push((name, fields.next_value()?)),
            }
        }
        let front = Front::read(Json::Object(front), self.0);
        Ok(front.map(|front| Plan {
            front: Arc::new(front),
            ..plan
        }))
    }
}

/// The records of one kind; null is as good as none.
struct List<'a> {
    kind: Kind,
    plan: &'a mut Plan,
    reader: &'a mut Reader,
}

impl<'de> DeserializeSeed<'de> for List<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, text: D) -> Result<(), D::Error> {
        text.deserialize_option(self)
    }
}

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_none<E>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_some<D: Deserializer<'de>>(self, text: D) -> Result<(), D::Error> {
        let List { kind, plan, reader } = self;
        let mut begun = false;
        reader.within(kind.key(), |reader| {
            let items = Items {
                kind,
                plan,
                reader,
                begun: &mut begun,
            };
            let read = text.deserialize_seq(items);
            if read.is_err() && !begun {
                reader.refuse("is not a list");
            }
            read
        })
    }
}

struct Items<'a> {
    kind: Kind,
    plan: &'a mut Plan,
    reader: &'a mut Reader,
    begun: &'a mut bool,
}

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a list")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<(), S::Error> {
        *self.begun = true;
        let records = self.plan.collection_mut(self.kind);
        let mut number = 0;
        while let Some(record) = items.next_element::<Json<'de>>()? {
            number += 1;
            self.reader.item(number, record, &mut |record, reader| {
                records.insert(usize::MAX, record, reader);
            });
            // A hostile file says the same of each of its records: the first places are enough to mend it.
            if self.reader.is_full() {
                return Err(S::Error::custom("too much is wrong"));
            }
        }
        Ok(())
    }
}
