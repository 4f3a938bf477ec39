//! The JSON Schema of a plan file, generated from the types. Only tools and tests need it, so it
//! isn't in the wasm.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, generate::SchemaSettings, json_schema};
use serde_json::{Map, Value, json};

use super::{Date, Decimal, Front, Id, Kind, Period, Printed, Ref, Words};

/// The schema of a whole plan file, version 1.
pub fn json_schema() -> Value {
    let mut generator = SchemaSettings::draft2020_12().into_generator();
    let front = generator.root_schema_for::<Front>().to_value();
    let lists = super::record_schemas(&mut generator);
    let mut properties = front
        .get("properties")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    for (kind, record) in lists {
        let list = json!({
            "description": format!("The plan's {}.", kind.many()),
            "type": "array",
            "items": record.to_value(),
        });
        properties.insert(Kind::key(kind).into(), list);
    }
    let mut definitions: Map<String, Value> = generator.take_definitions(true);
    if let Some(more) = front.get("$defs").and_then(Value::as_object) {
        for (name, definition) in more {
            definitions
                .entry(name.clone())
                .or_insert(definition.clone());
        }
    }
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Waymark plan, version 1",
        "type": "object",
        "required": ["format", "version", "plan"],
        "properties": {
            "format": { "const": "waymark-plan" },
            "version": { "const": 1 },
            "plan": {
                "type": "object",
                "required": ["id", "title"],
                "properties": properties,
                "additionalProperties": false,
            },
            "notes": {
                "description": "A reader's own notes on the plan, where they let them go along. No part of the plan.",
                "type": "array",
                "items": { "type": "object" },
            },
        },
        "additionalProperties": false,
        "$defs": definitions,
    })
}

macro_rules! schema_as {
    ($type:ty, $name:literal, $schema:tt) => {
        impl JsonSchema for $type {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }
            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    };
}

schema_as!(Id, "Id", {
    "description": "A permanent id: lower-case letters, digits and hyphens, beginning with a letter.",
    "type": "string",
    "pattern": "^[a-z]([a-z0-9-]{0,62}[a-z0-9])?$"
});

schema_as!(Decimal, "Decimal", {
    "description": "A decimal number as a string, with the zeros it was printed with.",
    "type": "string",
    "pattern": r"^-?[0-9]+(\.[0-9]{1,6})?$"
});

schema_as!(Date, "Date", {
    "description": "2012, 2012/13 (a financial year), 2013-summer, 2018-Q4, 2012-08, 2012-08-31, or two of these joined by '..'.",
    "type": "string",
    "pattern": r"^[0-9]{4}[-/0-9A-Za-z]*(\.\.[0-9]{4}[-/0-9A-Za-z]*)?$"
});

schema_as!(Period, "Period", {
    "description": "2012/13, 2011/12-2013/14, 2018/19-Q4, or a date.",
    "type": "string",
    "pattern": r"^[0-9]{4}[-/.0-9A-Za-z]*$"
});

schema_as!(Words, "Words", {
    "description": "Exact words, or the document's meaning in our own.",
    "oneOf": [
        { "type": "string" },
        {
            "type": "object",
            "required": ["retold"],
            "properties": { "retold": { "type": "string" } },
            "additionalProperties": false
        }
    ]
});

impl JsonSchema for Ref {
    fn schema_name() -> Cow<'static, str> {
        "Ref".into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let id = generator.subschema_for::<Id>();
        json_schema!({
            "description": "The id of another record, with the words used for it where they differ.",
            "anyOf": [
                id,
                {
                    "type": "object",
                    "required": ["to", "as_printed"],
                    "properties": { "to": id, "as_printed": { "type": "string" } },
                    "additionalProperties": false
                }
            ]
        })
    }
}

impl<T: JsonSchema> JsonSchema for Printed<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Printed_{}", T::schema_name()).into()
    }
    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let value = generator.subschema_for::<T>();
        let words: Vec<&str> = super::Word::named().map(|(key, _)| key).collect();
        json_schema!({
            "description": "A printed cell: a value, or the word that stands where a value would.",
            "anyOf": [
                value,
                {
                    "type": "object",
                    "required": ["value"],
                    "properties": {
                        "value": value,
                        "as_printed": { "type": "string" },
                        "inferred": { "const": true }
                    },
                    "additionalProperties": false
                },
                {
                    "type": "object",
                    "required": ["print"],
                    "properties": { "print": { "enum": words } },
                    "additionalProperties": false
                },
                {
                    "type": "object",
                    "required": ["words"],
                    "properties": { "words": { "type": "string" } },
                    "additionalProperties": false
                }
            ]
        })
    }
}
