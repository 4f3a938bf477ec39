//! Ids that would stand in two places of a merged plan: an id is never used twice, so one place is
//! chosen.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

/// Where an id stands: the record it is in or is, and the way down.
pub(super) type Place = String;

/// Every id in a record with its place. `at` is the record's own path.
pub(super) fn places<'v>(at: &str, record: &'v Value, out: &mut Vec<(&'v str, Place)>) {
    match record {
        Value::Object(fields) => {
            if let Some(id) = fields.get("id").and_then(Value::as_str) {
                out.push((id, at.to_owned()));
            }
            for (name, value) in fields {
                if matches!(value, Value::Array(_) | Value::Object(_)) {
                    places(&format!("{at}/{name}"), value, out);
                }
            }
        }
        Value::Array(items) => {
            for item in items {
                if let Some(id) = item.get("id").and_then(Value::as_str) {
                    places(&format!("{at}/#{id}"), item, out);
                }
            }
        }
        _ => {}
    }
}

/// Leaves each id in one place alone; `stays` chooses it among the places an id has. Where a place is given up, what
/// stands in it goes with it.
pub(super) fn settle(
    records: &mut [(String, Option<Value>)],
    stays: impl Fn(&str, &[Place]) -> usize,
) {
    // A plan is never deeper, so this is often enough.
    for _ in 0..16 {
        let mut found: Vec<(&str, Place)> = Vec::new();
        for (at, record) in records.iter() {
            if let Some(record) = record {
                places(at, record, &mut found);
            }
        }
        let mut by_id: HashMap<&str, Vec<Place>> = HashMap::new();
        for (id, place) in found {
            by_id.entry(id).or_default().push(place);
        }
        by_id.retain(|_, places| places.len() > 1);
        let depth = |place: &Place| place.matches('#').count();
        // What stands in something given up may be in one place then.
        let Some(first) = by_id.values().flatten().map(depth).min() else {
            return;
        };
        let mut given_up: HashSet<Place> = HashSet::new();
        for (id, mut places) in by_id {
            if places.iter().map(depth).min() != Some(first) {
                continue;
            }
            places.sort();
            let stay = stays(id, &places).min(places.len() - 1);
            places.remove(stay);
            given_up.extend(places);
        }
        for (at, record) in records.iter_mut() {
            if given_up.contains(at) {
                *record = None;
            } else if let Some(record) = record {
                give_up(at, record, &given_up);
            }
        }
    }
}

fn give_up(at: &str, value: &mut Value, places: &HashSet<Place>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter_mut() {
                if matches!(value, Value::Array(_) | Value::Object(_)) {
                    give_up(&format!("{at}/{name}"), value, places);
                }
            }
            fields.retain(|_, value| value.as_array().is_none_or(|list| !list.is_empty()));
        }
        Value::Array(items) => {
            let place = |item: &Value| {
                let id = item.get("id").and_then(Value::as_str);
                id.map(|id| format!("{at}/#{id}"))
            };
            items.retain(|item| place(item).is_none_or(|place| !places.contains(&place)));
            for item in items {
                if let Some(place) = place(item) {
                    give_up(&place, item, places);
                }
            }
        }
        _ => {}
    }
}
