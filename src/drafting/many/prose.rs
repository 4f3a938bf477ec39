//! Which fields of a plan hold prose and names. Ids, links, dates, figures, codes and what says where something is
//! printed are none.

use crate::plan::Kind;

/// What a field holds, as far as words go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    /// Prose or a name.
    Words,
    /// A printed cell of prose or a name.
    Cell,
}

/// What a field holds, given the kind of its record (none for the plan's own details) and the list of parts it stands in
/// (none in the record itself); `None` if no words.
pub(super) fn holds(kind: Option<Kind>, list: Option<&str>, field: &str) -> Option<Holds> {
    match (field, kind, list) {
        ("holder" | "lead" | "explanation" | "corporate_priority", ..)
        | ("value", _, Some("cells"))
        | ("description", Some(Kind::Project), None) => Some(Holds::Cell),
        ("value", _, Some("dimensions"))
        | ("basis", Some(Kind::Duty), None)
        | ("status", Some(Kind::Project), None)
        | ("progress", Some(Kind::Equality), None)
        | ("scope", Some(Kind::Definition), None) => Some(Holds::Words),
        (
            "asked_of" | "authors" | "breakdown" | "cited" | "client_group" | "column"
            | "column_group" | "columns" | "comment" | "description" | "details" | "directorate"
            | "group" | "heading" | "label" | "long" | "marks" | "meaning" | "mission" | "name"
            | "note" | "organisation" | "place" | "position" | "presented_to" | "qualifier"
            | "remark" | "responsibilities" | "service" | "setting" | "short" | "sort" | "term"
            | "text" | "title" | "topic" | "under" | "variants" | "vision" | "why" | "with"
            | "wording",
            ..,
        ) => Some(Holds::Words),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::json_schema;
    use serde_json::Value;

    /// Texts that are no prose and no names.
    const OTHER: [&str; 14] = [
        "before",
        "by",
        "code",
        "confidence",
        "date",
        "edition",
        "framework",
        "frequency",
        "inferred",
        "ratio",
        "reference",
        "source",
        "unit",
        "url",
    ];

    /// What names the field a reason is about, and the name of the template, which no reader sees as prose.
    const NAMES_OF_OURS: [&str; 2] = ["what", "template"];

    fn follow<'a>(schema: &'a Value, mut here: &'a Value) -> &'a Value {
        while let Some(to) = here.get("$ref").and_then(Value::as_str) {
            here = schema.pointer(to.strip_prefix('#').unwrap()).unwrap();
        }
        here
    }

    /// How a field holds words, if it does.
    fn text(here: &Value) -> Option<Holds> {
        let named = here.to_string();
        if named.contains("Printed_Words") || named.contains("Printed_string") {
            return Some(Holds::Cell);
        }
        let items = here.get("items").unwrap_or(here);
        let is_text = items.get("type").and_then(Value::as_str) == Some("string");
        let words = items.get("$ref").and_then(Value::as_str) == Some("#/$defs/Words");
        (is_text && items.get("enum").is_none() || words).then_some(Holds::Words)
    }

    fn check(
        schema: &Value,
        here: &Value,
        kind: Option<Kind>,
        list: Option<&str>,
        wrong: &mut Vec<String>,
    ) {
        let here = follow(schema, here);
        let fields = here.get("properties").and_then(Value::as_object);
        for (name, field) in fields.into_iter().flatten() {
            if kind.is_none() && matches!(name.as_str(), "document" | "supersedes") {
                continue;
            }
            let known = OTHER.contains(&name.as_str()) || NAMES_OF_OURS.contains(&name.as_str());
            let expected = text(field).filter(|_| !known);
            if holds(kind, list, name) != expected {
                wrong.push(format!("{kind:?} {list:?} {name}: {expected:?}"));
            }
            let records = kind.is_none() && Kind::from_key(name).is_some();
            if let Some(items) = field.get("items").filter(|_| !records) {
                check(schema, items, kind, Some(name), wrong);
            }
        }
    }

    #[test]
    fn every_text_of_the_schema_is_known_as_prose_or_not() {
        let schema = json_schema();
        let plan = &schema["properties"]["plan"];
        let mut wrong = Vec::new();
        check(&schema, plan, None, None, &mut wrong);
        for &kind in Kind::ALL {
            let record = &plan["properties"][kind.key()]["items"];
            check(&schema, record, Some(kind), None, &mut wrong);
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }
}
