//! The places of a plan that a field stands in: what each is called, what it says and who is responsible for it.

use std::collections::{BTreeSet, HashMap};

use serde_json::Value;

use super::field::{Field, Sort};
use crate::{
    drafting::{Path, typed::Reading},
    insight::rows::and,
    plan::{AnyRecord, Id, Kind, Plan, Progress, brief, read},
};

/// The most characters of a name.
const NAME: usize = 110;

/// One place that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// The field.
    pub at: Path,
    /// The record it is in.
    pub record: Id,
    /// The record or part that has the field.
    pub id: Id,
    /// What that is called.
    pub name: String,
    /// The record a part stands in, and nothing for a record.
    pub within: String,
    /// What stands there, as a plan file has it.
    pub value: Value,
    /// What stands there, as people read it.
    pub shown: String,
    /// Who is responsible for the part, or else for its record.
    pub who: Vec<String>,
    /// How far it has come, or else its record.
    pub stands: String,
    /// Whether it says when it was first due.
    pub first_due: bool,
}

/// The places of a field, in the plan's order.
pub fn items(plan: &Plan, field: &Field) -> Vec<Item> {
    let people = people(plan);
    let collection = plan.collection(field.kind);
    let mut found = Vec::new();
    for record in (0..collection.len()).filter_map(|at| collection.record(at)) {
        let json = record.json();
        let walk = Walk {
            field,
            people: &people,
            record: &*record,
        };
        let at = Path::record(field.kind, record.id());
        walk.down(&[&json], at, field.way, &mut found);
    }
    found
}

/// What the posts, service areas and organisations of a plan are called.
pub(super) fn people(plan: &Plan) -> HashMap<Id, String> {
    let mut named = HashMap::new();
    for kind in [Kind::Post, Kind::Team, Kind::Organisation] {
        let collection = plan.collection(kind);
        for record in (0..collection.len()).filter_map(|at| collection.record(at)) {
            named.insert(record.id().clone(), brief(&record.title(), NAME));
        }
    }
    named
}

/// Who is responsible in some places, by name; each once.
pub fn responsible(plan: &Plan, items: &[Item]) -> Vec<(Id, String)> {
    let people = people(plan);
    let refs = items
        .iter()
        .filter_map(|item| item.value.as_array())
        .flatten();
    let found: BTreeSet<Id> = refs.filter_map(target).collect();
    let name = |id: Id| {
        let name = people.get(&id).cloned().unwrap_or_else(|| id.to_string());
        (id, name)
    };
    let mut named: Vec<(Id, String)> = found.into_iter().map(name).collect();
    named.sort_by_key(|(_, name)| name.to_lowercase());
    named
}

/// A value of a field as people read it and nothing where it is empty.
pub(super) fn shown(field: &Field, value: &Value, people: &HashMap<Id, String>) -> String {
    match field.sort {
        Sort::Owner => and(&owners(value, people)),
        Sort::Date => Reading::Date.show(value),
        Sort::Progress if field.is_free() => Reading::Text.show(value),
        Sort::Progress => progress(value),
    }
}

fn progress(value: &Value) -> String {
    let read = read::<Progress>(value);
    read.map_or(String::new(), |progress| progress.shown().to_owned())
}

/// The id that a reference leads to.
pub(super) fn target(reference: &Value) -> Option<Id> {
    let long = || reference.get("to").and_then(Value::as_str);
    reference.as_str().or_else(long).and_then(Id::parse)
}

fn owners(list: &Value, people: &HashMap<Id, String>) -> Vec<String> {
    let refs = list.as_array().into_iter().flatten();
    let name = |reference: &Value| {
        let id = target(reference)?;
        Some(people.get(&id).cloned().unwrap_or_else(|| id.to_string()))
    };
    refs.filter_map(name).collect()
}

/// The way down one record.
struct Walk<'a> {
    field: &'a Field,
    people: &'a HashMap<Id, String>,
    record: &'a dyn AnyRecord,
}

impl Walk<'_> {
    /// Takes what stands at the end of the way; `holders` are the record and the parts passed, the record first.
    fn down(&self, holders: &[&Value], at: Path, way: &[&str], found: &mut Vec<Item>) {
        let Some(here) = holders.last() else { return };
        let Some((list, rest)) = way.split_first() else {
            found.extend(self.item(holders, at));
            return;
        };
        let parts = here.get(list).and_then(Value::as_array);
        for part in parts.into_iter().flatten() {
            let Some(id) = id(part) else { continue };
            let below: Vec<&Value> = holders.iter().copied().chain([part]).collect();
            self.down(&below, at.clone().field(list).item(&id), rest, found);
        }
    }

    fn item(&self, holders: &[&Value], at: Path) -> Option<Item> {
        let own = *holders.last()?;
        let id = id(own)?;
        let whole = name(self.record);
        let part = words(own, &["text", "wording"]);
        let (name, within) = match holders.len() {
            1 => (whole, String::new()),
            _ if part.is_empty() => (whole.clone(), whole),
            _ => (brief(&part, NAME), whole),
        };
        let value = own.get(self.field.name).cloned().unwrap_or_default();
        // The nearest that says who, or how far.
        let mut near = holders.iter().rev();
        let who = near.find_map(|holder| {
            let lists = ["responsible", "owners", "by", "holders"];
            let said = lists.iter().find_map(|list| holder.get(list))?;
            Some(owners(said, self.people))
        });
        let mut near = holders.iter().rev();
        let stands = near.find_map(|holder| match self.field.kind {
            Kind::Project if holder.get("progress").is_none() => Some(words(holder, &["status"])),
            _ => Some(progress(holder.get("progress")?)),
        });
        Some(Item {
            at: at.field(self.field.name),
            record: self.record.id().clone(),
            name,
            within,
            shown: shown(self.field, &value, self.people),
            value,
            who: who.unwrap_or_default(),
            stands: stands.unwrap_or_default(),
            first_due: said(own.get("original_due")),
            id,
        })
    }
}

/// A record in a list: its reference and the beginning of its title.
pub(super) fn name(record: &dyn AnyRecord) -> String {
    let name = format!("{} {}", record.reference(), record.title());
    match brief(name.trim(), NAME) {
        name if name.is_empty() => format!("Unnamed {}", record.kind().one()),
        name => name,
    }
}

/// Whether a cell says anything.
fn said(cell: Option<&Value>) -> bool {
    let blank = |cell: &Value| cell.get("print").and_then(Value::as_str) == Some("blank");
    cell.is_some_and(|cell| !blank(cell))
}

fn id(value: &Value) -> Option<Id> {
    value.get("id")?.as_str().and_then(Id::parse)
}

/// The first of some fields that says something.
fn words(value: &Value, fields: &[&str]) -> String {
    let said = fields.iter().filter_map(|name| value.get(name));
    let said = said.map(|words| Reading::Words.show(words));
    said.into_iter()
        .find(|words| !words.is_empty())
        .unwrap_or_default()
}
