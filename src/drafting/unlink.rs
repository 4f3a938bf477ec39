//! Taking something out of a plan together with the links that lead to it, so that none is left leading nowhere.

use serde_json::Value;

use super::{
    change::{Change, apply},
    describe::describe,
    draft::Command,
    ids::ids_in,
    link_fields::is_link,
    path::Path,
};
use crate::plan::{AnyRecord, Id, Plan};

/// What taking something out does: the command, and the records whose links it takes off.
#[derive(Clone, Debug, PartialEq)]
pub struct Removal {
    /// All of it as one step.
    pub command: Command,
    /// The other records that link to it, or to a part of it, in the plan's order.
    pub touches: Vec<Id>,
}

/// Takes a record or part out, and every link to it or to a part of it; `None` if it isn't there.
pub fn removal(plan: &Plan, at: &Path) -> Option<Removal> {
    let take = Change::Take { at: at.clone() };
    let mut name = describe(plan, &take);
    let mut left = plan.clone();
    let Change::Add { value, .. } = apply(&mut left, &take).ok()? else {
        return None;
    };
    let mut gone = Vec::new();
    ids_in(&value, &mut gone);
    let gone: Vec<Id> = gone.into_iter().filter_map(Id::parse).collect();
    let mut changes = vec![take];
    let mut touches = Vec::new();
    for record in left.records() {
        if !leads_to(&*record, &gone) {
            continue;
        }
        let path = Path::record(record.kind(), record.id());
        let before = changes.len();
        without(&record.json(), &path, &gone, &mut changes);
        let own = at.record_id().map(|(_, id)| id) == Some(record.id());
        if changes.len() > before && !own {
            touches.push(record.id().clone());
        }
    }
    match touches.len() {
        0 => {}
        1 => name.push_str(" and a link to it"),
        n => name.push_str(&format!(" and {n} records’ links to it")),
    }
    Some(Removal {
        command: Command { name, changes },
        touches,
    })
}

fn leads_to(record: &dyn AnyRecord, gone: &[Id]) -> bool {
    let mut found = false;
    record.links(&mut |_, to| found |= gone.contains(&to.to));
    for (_, to) in record.provenance().links() {
        found |= gone.contains(&to.to);
    }
    record.parts(&mut |part| {
        for (_, to) in part.links() {
            found |= gone.contains(&to.to);
        }
    });
    found
}

/// The changes that take the links to what is gone out of a value.
fn without(value: &Value, at: &Path, gone: &[Id], changes: &mut Vec<Change>) {
    match value {
        Value::Object(fields) => {
            for (name, inner) in fields {
                let path = at.clone().field(name);
                if is_link(name)
                    && let Some(to) = unlinked(inner, gone)
                {
                    changes.push(Change::Set { at: path, to });
                } else {
                    without(inner, &path, gone, changes);
                }
            }
        }
        Value::Array(items) => {
            for (place, inner) in items.iter().enumerate() {
                let id = inner.get("id").and_then(Value::as_str).and_then(Id::parse);
                let path = match &id {
                    Some(id) => at.clone().item(id),
                    None => at.clone().place(place),
                };
                without(inner, &path, gone, changes);
            }
        }
        _ => {}
    }
}

/// What is left of a link or a list of links; `None` if all of it is.
fn unlinked(value: &Value, gone: &[Id]) -> Option<Value> {
    let leads = |link: &Value| {
        let to = link.as_str().or_else(|| link.get("to")?.as_str());
        to.is_some_and(|to| gone.iter().any(|id| id.as_str() == to))
    };
    match value {
        Value::Array(links) => {
            let left: Vec<Value> = links.iter().filter(|link| !leads(link)).cloned().collect();
            match left.len() {
                n if n == links.len() => None,
                0 => Some(Value::Null),
                _ => Some(Value::Array(left)),
            }
        }
        link => leads(link).then_some(Value::Null),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{drafting::apply_all, plan::Kind};
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p",
            "priorities": [{"id": "p1", "text": "One"}, {"id": "p2", "text": "Two"}],
            "measures": [{"id": "m1", "name": "M", "serves": ["p1", {"to": "p2", "as_printed": "Priority 2"}]}],
            "actions": [{"id": "a1", "text": "Act", "serves": ["p1"],
                "steps": [{"id": "s1", "text": "Step"}],
                "timescales": [{"id": "t1", "text": "By then", "step": "s1"}]}],
            "risks": [{"id": "r1", "text": "Risk", "appearances": [{"id": "r1-1", "priority": "p1"}]}]}))
        .unwrap()
    }

    fn dangling(plan: &Plan) -> usize {
        let ids: Vec<Id> = plan.records().map(|r| r.id().clone()).collect();
        let mut count = 0;
        for record in plan.records() {
            let mut parts = Vec::new();
            record.parts(&mut |part| parts.push(part.id.clone()));
            let known = |id: &Id| ids.contains(id) || parts.contains(id);
            record.links(&mut |_, to| count += usize::from(!known(&to.to)));
            record.parts(&mut |part| {
                count += part.links().filter(|(_, to)| !known(&to.to)).count();
            });
        }
        count
    }

    #[test]
    fn links_go_with_what_they_lead_to_and_come_back_with_it() {
        let mut plan = plan();
        let before = plan.clone();
        let priority = Path::record(Kind::Priority, &Id::slug("p1"));
        let found = removal(&plan, &priority).unwrap();
        let touched: Vec<&str> = found.touches.iter().map(Id::as_str).collect();
        assert_eq!(touched, ["m1", "a1", "r1"]);
        assert_eq!(
            found.command.name,
            "Deleted “One” and 3 records’ links to it"
        );
        let back = apply_all(&mut plan, &found.command.changes).unwrap();
        assert_eq!(dangling(&plan), 0);
        assert_eq!(plan.measures[0].serves.len(), 1);
        apply_all(&mut plan, &back).unwrap();
        assert_eq!(plan, before);
    }

    #[test]
    fn a_part_takes_the_links_within_its_record_along() {
        let mut plan = plan();
        let step = Path::parse("actions/#a1/steps/#s1").unwrap();
        let found = removal(&plan, &step).unwrap();
        assert_eq!(found.touches, []);
        apply_all(&mut plan, &found.command.changes).unwrap();
        assert_eq!(dangling(&plan), 0);
        assert_eq!(removal(&plan, &step), None);
    }
}
