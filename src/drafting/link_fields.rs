//! The fields of a plan's JSON that hold links.

/// Whether a field holds a link or a list of links.
pub(super) fn is_link(field: &str) -> bool {
    matches!(
        field,
        "serves"
            | "areas"
            | "responsible"
            | "owners"
            | "measures"
            | "measure"
            | "parent"
            | "outcomes"
            | "priority"
            | "within"
            | "step"
            | "post"
            | "team"
            | "partners"
            | "by"
            | "holders"
            | "same_as"
            | "about"
            | "table"
            | "share_of"
            | "part_of"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::json_schema;
    use serde_json::Value;
    use std::collections::BTreeSet;

    /// The fields of the schema whose values are links.
    fn linked(value: &Value, out: &mut BTreeSet<String>) {
        if let Some(properties) = value.get("properties").and_then(Value::as_object) {
            for (name, field) in properties {
                if field.to_string().contains("#/$defs/Ref\"") {
                    out.insert(name.clone());
                }
            }
        }
        match value {
            Value::Object(fields) => fields.values().for_each(|v| linked(v, out)),
            Value::Array(items) => items.iter().for_each(|v| linked(v, out)),
            _ => {}
        }
    }

    #[test]
    fn every_link_of_the_schema_is_known() {
        let mut fields = BTreeSet::new();
        linked(&json_schema(), &mut fields);
        // The lists of records hold links deeper down.
        fields.retain(|name| name != "plan" && name != "to");
        assert!(fields.len() > 15, "{fields:?}");
        let unknown: Vec<&String> = fields.iter().filter(|name| !is_link(name)).collect();
        assert!(unknown.is_empty(), "{unknown:?}");
    }
}
