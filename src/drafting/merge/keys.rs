//! How the elements of a list are known in every version of it: by their id, by what they refer to, or
//! by what a figure says that it is.

use serde_json::Value;

/// The fields that say which element of a list without ids it is.
fn names_of(list: &str) -> Option<&'static [&'static str]> {
    Some(match list {
        "points" => &["kind", "period", "breakdown", "column", "as_at"],
        "amounts" => &[
            "kind",
            "column",
            "column_group",
            "period",
            "status",
            "gross",
            "provider",
            "client_group",
        ],
        "ratings" => &["aspect"],
        "comparisons" => &["with"],
        "dimensions" => &["name"],
        "cells" => &["label"],
        "reasons" => &["what"],
        "answers" => &["text"],
        _ => return None,
    })
}

/// The keys of a list's elements; `None` if one has none or two have the same: then the list is one
/// value.
pub(super) fn keys(list: &str, items: &[Value]) -> Option<Vec<String>> {
    let keys: Option<Vec<String>> = items.iter().map(|item| key(list, item)).collect();
    let keys = keys?;
    let mut seen: Vec<&str> = keys.iter().map(String::as_str).collect();
    seen.sort_unstable();
    let twice = seen.windows(2).any(|pair| pair.first() == pair.last());
    (!twice).then_some(keys)
}

fn key(list: &str, item: &Value) -> Option<String> {
    match item {
        Value::String(text) => Some(text.clone()),
        Value::Object(fields) => {
            let text = |name: &str| fields.get(name).and_then(Value::as_str);
            if let Some(id) = text("id").or(text("to")) {
                return Some(id.to_owned());
            }
            let said = names_of(list)?.iter().map(|name| match fields.get(*name) {
                Some(value) => value.to_string(),
                None => String::new(),
            });
            Some(said.collect::<Vec<_>>().join(" "))
        }
        _ => None,
    }
}

/// Whether an element is merged field by field; else it is one value, as a link is.
pub(super) fn has_fields(list: &str, item: &Value) -> bool {
    item.get("id").is_some() || (item.is_object() && names_of(list).is_some())
}

/// Whether a field's value is merged field by field. All others are one value: a printed cell or an
/// amount of money made of halves of two would say what neither side wrote.
pub(super) fn is_made_of_fields(field: &str) -> bool {
    field == "document"
}
