//! A plan taken apart into the rows of its sheets, and put together again. Taking apart and putting together alone gives
//! the same plan.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use super::layouts::{Layout, Of, layouts};
use crate::plan::Plan;

/// What becomes a row: the plan's own details, a record, or an element of a list within one.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Element {
    /// Its id; empty where it has none.
    pub id: String,
    /// The id of what holds it; empty for records.
    pub parent: String,
    /// Its place in its list, from 1.
    pub place: usize,
    /// Its fields without the lists that are sheets of their own.
    pub fields: Map<String, Value>,
    /// The row it stands in, the headings being 1, if it came in a sheet.
    pub row: Option<usize>,
}

impl Element {
    /// What tells it from every other of its sheet.
    pub fn key(&self, layout: &Layout) -> (String, usize) {
        match layout.has_ids() {
            true => (self.id.clone(), 0),
            false => (self.parent.clone(), self.place),
        }
    }
}

/// The elements of a plan by the key of their sheet.
pub(super) type Elements = BTreeMap<&'static str, Vec<Element>>;

/// The sheet of a list within the rows of another.
fn list_within(holder: &Layout, list: &str) -> Option<&'static Layout> {
    layouts().find(|layout| layout.list() == Some(list) && layout.is_within(holder))
}

/// Takes a plan apart.
pub(super) fn take_apart(plan: &Plan) -> Elements {
    let mut elements = Elements::new();
    let own = serde_json::to_value(&*plan.front).unwrap_or_default();
    let front = layouts().find(|layout| layout.of == Of::Plan);
    if let (Some(layout), Value::Object(fields)) = (front, own) {
        take(layout, String::new(), 1, fields, &mut elements);
    }
    for record in plan.records() {
        let is_its = |layout: &&Layout| layout.of == Of::Records(record.kind());
        let Some(layout) = layouts().find(is_its) else {
            continue;
        };
        if let Value::Object(fields) = record.json() {
            let place = elements.get(layout.key).map_or(0, Vec::len) + 1;
            take(layout, String::new(), place, fields, &mut elements);
        }
    }
    elements
}

fn take(
    layout: &'static Layout,
    parent: String,
    place: usize,
    mut fields: Map<String, Value>,
    elements: &mut Elements,
) {
    let id = match fields.get("id") {
        Some(Value::String(id)) => id.clone(),
        _ => String::new(),
    };
    let names: Vec<String> = fields.keys().cloned().collect();
    let mut within = Vec::new();
    for name in names {
        if let Some(Value::Array(items)) = fields.get(&name)
            && items.first().is_some_and(Value::is_object)
            && let Some(list) = list_within(layout, &name)
            && let Some(Value::Array(items)) = fields.remove(&name)
        {
            within.push((list, items));
        }
    }
    // What holds something comes before it.
    elements.entry(layout.key).or_default().push(Element {
        id: id.clone(),
        parent,
        place,
        fields,
        row: None,
    });
    for (list, items) in within {
        for (at, item) in items.into_iter().enumerate() {
            if let Value::Object(fields) = item {
                take(list, id.clone(), at + 1, fields, elements);
            }
        }
    }
}

/// Puts elements together to the JSON of a plan; gives those whose holder isn't there.
pub(super) fn put_together(mut elements: Elements) -> (Value, Vec<(&'static Layout, Element)>) {
    // Parts by what holds them and the list they are in: what holds parts of its own is taken last.
    let mut within: HashMap<String, Vec<(&'static Layout, Vec<Element>)>> = HashMap::new();
    for layout in layouts().filter(|layout| layout.list().is_some()) {
        let mut groups: HashMap<String, Vec<Element>> = HashMap::new();
        for element in elements.remove(layout.key).unwrap_or_default() {
            groups
                .entry(element.parent.clone())
                .or_default()
                .push(element);
        }
        for (parent, group) in groups {
            within.entry(parent).or_default().push((layout, group));
        }
    }
    let mut plan = Map::new();
    for layout in layouts() {
        let whole = elements.remove(layout.key).unwrap_or_default();
        match layout.of {
            Of::Plan => {
                let own = whole.into_iter().next();
                let own = own.map(|own| filled(layout, own, &mut within));
                if let Some(Value::Object(fields)) = own {
                    plan.extend(fields);
                }
            }
            Of::Records(kind) => {
                let records = whole
                    .into_iter()
                    .map(|record| filled(layout, record, &mut within));
                let records: Vec<Value> = records.collect();
                if !records.is_empty() {
                    plan.insert(kind.key().to_owned(), Value::Array(records));
                }
            }
            Of::Parts { .. } => {}
        }
    }
    let left = within.into_values().flatten();
    let left = left.flat_map(|(layout, group)| group.into_iter().map(move |one| (layout, one)));
    (Value::Object(plan), left.collect())
}

/// An element with all that it holds.
fn filled(
    holder: &Layout,
    element: Element,
    within: &mut HashMap<String, Vec<(&'static Layout, Vec<Element>)>>,
) -> Value {
    let Element { id, mut fields, .. } = element;
    let held = match id.is_empty() {
        true => Vec::new(),
        false => within.remove(&id).unwrap_or_default(),
    };
    let (mine, others): (Vec<_>, Vec<_>) = held
        .into_iter()
        .partition(|(layout, _)| layout.is_within(holder));
    if !others.is_empty() {
        within.insert(id, others);
    }
    for (layout, group) in mine {
        let items = group.into_iter().map(|part| filled(layout, part, within));
        let items: Vec<Value> = items.collect();
        if let Some(list) = layout.list() {
            fields.insert(list.to_owned(), Value::Array(items));
        }
    }
    Value::Object(fields)
}

/// A field, or what stands within one: `change/from`.
pub(super) fn get<'a>(fields: &'a Map<String, Value>, field: &str) -> &'a Value {
    match field.split_once('/') {
        Some((outer, inner)) => fields.get(outer).and_then(|outer| outer.get(inner)),
        None => fields.get(field),
    }
    .unwrap_or(&Value::Null)
}

/// Puts a value into a field; null takes it out.
pub(super) fn set(fields: &mut Map<String, Value>, field: &str, value: Value) {
    let is_nothing = value.is_null() || value.as_array().is_some_and(Vec::is_empty);
    match field.split_once('/') {
        Some((outer, inner)) => {
            let held = fields
                .entry(outer)
                .or_insert_with(|| Value::Object(Map::new()));
            if let Value::Object(held) = held {
                set(held, inner, value);
                if held.is_empty() {
                    fields.remove(outer);
                }
            }
        }
        None if is_nothing => drop(fields.remove(field)),
        None => drop(fields.insert(field.to_owned(), value)),
    }
}
