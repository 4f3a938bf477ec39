//! Links of next year's draft: none leads to what isn't carried, and none is dropped in silence.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::{ActionFate, Work, ids};
use crate::{
    drafting::link_fields::is_link,
    plan::{AnyRecord, Id, Kind, Plan, brief},
};

/// Takes the reasons out that an earlier roll forward kept: they are about the plan before the last.
pub(super) fn forget_reasons(next: &mut Plan) {
    let has = |record: &dyn AnyRecord| {
        let mut has = !record.provenance().reasons.is_empty();
        record.parts(&mut |part| has |= !part.about.reasons.is_empty());
        has
    };
    rewrite(next, &has, &mut |_, json| {
        strip_reasons(json);
    });
}

fn strip_reasons(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("reasons");
            fields.values_mut().for_each(strip_reasons);
        }
        Value::Array(items) => items.iter_mut().for_each(strip_reasons),
        _ => {}
    }
}

/// Leads links to merged actions to what they were merged with, and takes out those to what isn't
/// carried.
pub(super) fn mend(next: &mut Plan, plan: &Plan, fates: &HashMap<Id, ActionFate>, work: &mut Work) {
    let left = ids(next);
    let gone: HashSet<Id> = ids(plan).difference(&left).cloned().collect();
    if gone.is_empty() {
        return;
    }
    let leads = |id: &str| match fates.get(id) {
        Some(ActionFate::MergeWith(into)) => Some(into.clone()),
        _ => None,
    };
    let mut names: HashMap<Id, String> = HashMap::new();
    for record in plan.records() {
        names.insert(record.id().clone(), brief(&record.title(), 60));
        record.parts(&mut |part| drop(names.insert(part.id.clone(), brief(part.title, 60))));
    }
    let has = |record: &dyn AnyRecord| {
        let mut has = false;
        record.links(&mut |_, to| has |= gone.contains(&to.to));
        record.parts(&mut |part| has |= part.links().any(|(_, to)| gone.contains(&to.to)));
        has
    };
    let remarks = &mut work.remarks;
    rewrite(next, &has, &mut |record, json| {
        let mut out = Vec::new();
        mend_in(
            json,
            &Mending {
                own: record.id(),
                gone: &gone,
                leads: &leads,
            },
            &mut out,
        );
        for id in out {
            let name = names.get(id.as_str()).map_or(id.as_str(), String::as_str);
            remarks.push(format!(
                "The {} “{}” no longer leads to “{name}”, which isn’t carried.",
                record.kind().one(),
                brief(&record.title(), 60),
            ));
        }
    });
}

struct Mending<'a> {
    own: &'a Id,
    gone: &'a HashSet<Id>,
    leads: &'a dyn Fn(&str) -> Option<Id>,
}

impl Mending<'_> {
    /// What becomes of a link: whether it stays, perhaps with another end.
    fn link(&self, value: &mut Value, out: &mut Vec<String>) -> bool {
        let to = match value {
            Value::Object(fields) => fields.get_mut("to"),
            other => Some(other),
        };
        let Some(Value::String(to)) = to else {
            return true;
        };
        if !self.gone.contains(to.as_str()) {
            return true;
        }
        match (self.leads)(to) {
            Some(new) if new == *self.own => false,
            Some(new) => {
                *to = new.to_string();
                true
            }
            None => {
                out.push(to.clone());
                false
            }
        }
    }
}

fn mend_in(value: &mut Value, mending: &Mending<'_>, out: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.retain(|name, value| {
            if !is_link(name) {
                mend_in(value, mending, out);
                return true;
            }
            let Value::Array(items) = value else {
                return mending.link(value, out);
            };
            items.retain_mut(|item| {
                // A list with the name of a link may hold parts.
                if item.get("id").is_some() {
                    mend_in(item, mending, out);
                    return true;
                }
                mending.link(item, out)
            });
            let end = |item: &Value| item.get("to").unwrap_or(item).clone();
            let mut seen: Vec<Value> = Vec::new();
            items.retain(|item| {
                let new = !seen.contains(&end(item));
                seen.push(end(item));
                new
            });
            true
        }),
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| mend_in(item, mending, out)),
        _ => {}
    }
}

/// Writes the records anew for which `which` holds.
fn rewrite(
    next: &mut Plan,
    which: &dyn Fn(&dyn AnyRecord) -> bool,
    write: &mut dyn FnMut(&dyn AnyRecord, &mut Value),
) {
    for &kind in Kind::ALL {
        let list = next.collection_mut(kind);
        for at in 0..list.len() {
            if let Some(record) = list.record(at).filter(|record| which(&**record)) {
                let mut json = record.json();
                write(&*record, &mut json);
                // Taking out what may be absent leaves a record that reads as before.
                let _ = list.replace(at, &json);
            }
        }
    }
}
