//! JSON on its way into a plan: values that borrow their words from the text they stand in, and objects
//! that keep their fields in order. Reading a plan looks each field up once, mostly where it was expected,
//! so a list of fields is faster than a map and takes a fraction of its room.

use std::{borrow::Cow, fmt};

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum Json<'a> {
    /// Null, which a plan takes for absent.
    Null,
    /// True or false.
    Bool(bool),
    /// A whole number that 64 bits hold.
    Whole(i64),
    /// Any other number: a plan has none.
    OtherNumber,
    /// A string.
    Text(Cow<'a, str>),
    /// A list.
    List(Vec<Json<'a>>),
    /// An object's fields, in their order.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

impl Json<'_> {
    /// A field of an object that isn't null.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Json::Object(fields) = self else {
            return None;
        };
        let found = fields.iter().find(|(field, _)| field == name);
        found.map(|(_, value)| value).filter(|v| **v != Json::Null)
    }

    /// The words of a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl<'a> From<&'a Value> for Json<'a> {
    fn from(value: &'a Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(is) => Json::Bool(*is),
            Value::Number(number) => number.as_i64().map_or(Json::OtherNumber, Json::Whole),
            Value::String(text) => Json::Text(Cow::Borrowed(text)),
            Value::Array(items) => Json::List(items.iter().map(Json::from).collect()),
            Value::Object(fields) => {
                let field = |(name, value): (&'a String, &'a Value)| {
                    (Cow::Borrowed(name.as_str()), Json::from(value))
                };
                Json::Object(fields.iter().map(field).collect())
            }
        }
    }
}

impl From<Value> for Json<'static> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Json::Null,
            Value::Bool(is) => Json::Bool(is),
            Value::Number(number) => number.as_i64().map_or(Json::OtherNumber, Json::Whole),
            Value::String(text) => Json::Text(Cow::Owned(text)),
            Value::Array(items) => Json::List(items.into_iter().map(Json::from).collect()),
            Value::Object(fields) => {
                let field = |(name, value)| (Cow::Owned(name), Json::from(value));
                Json::Object(fields.into_iter().map(field).collect())
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json<'de> {
    fn deserialize<D: Deserializer<'de>>(text: D) -> Result<Self, D::Error> {
        text.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Json<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<Json<'de>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, is: bool) -> Result<Json<'de>, E> {
        Ok(Json::Bool(is))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Json<'de>, E> {
        Ok(Json::Whole(number))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Json<'de>, E> {
        Ok(i64::try_from(number).map_or(Json::OtherNumber, Json::Whole))
    }

    fn visit_f64<E>(self, _: f64) -> Result<Json<'de>, E> {
        Ok(Json::OtherNumber)
    }

    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Json<'de>, E> {
        Ok(Json::Text(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut items: S) -> Result<Json<'de>, S::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Json::List(list))
    }

    fn visit_map<M: MapAccess<'de>>(self, mut entries: M) -> Result<Json<'de>, M::Error> {
        // Most objects of a plan have so many fields or fewer.
        let mut fields = Vec::with_capacity(8);
        while let Some(name) = entries.next_key::<Json<'de>>()? {
            let value = entries.next_value()?;
            // The key of an object is always a string.
            if let Json::Text(name) = name {
                fields.push((name, value));
            }
        }
        Ok(Json::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn text_and_value_give_the_same() {
        let value = json!({"a": [1, -2, 1.5, true, null, "é\n"], "b": {"c": ""}, "d": u64::MAX});
        let text = value.to_string();
        let read: Json<'_> = serde_json::from_str(&text).unwrap();
        assert_eq!(read, Json::from(&value));
        assert_eq!(read, Json::from(value.clone()));
        let Json::List(items) = read.get("a").unwrap() else {
            panic!("{read:?}")
        };
        assert_eq!(items[2], Json::OtherNumber);
        assert_eq!(read.get("d"), Some(&Json::OtherNumber));
    }

    #[test]
    fn words_without_an_escape_are_not_copied() {
        let read: Json<'_> = serde_json::from_str(r#"{"name":"plain"}"#).unwrap();
        let Json::Object(fields) = read else { panic!() };
        assert!(matches!(fields[0].0, Cow::Borrowed("name")));
        assert!(matches!(fields[0].1, Json::Text(Cow::Borrowed("plain"))));
    }
}
