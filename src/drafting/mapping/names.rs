//! The records of a plan by what they are called, for cells that name one: by reference, code or name,
//! whatever the case and the spaces. Nothing is matched by likeness.

use std::collections::HashMap;

use serde_json::{Value, json};

use crate::{
    insight::names::people,
    plan::{AnyRecord, Id, Kind, Plan, Post, Team, brief},
};

/// A text in lower case, with single spaces and plain quotes and dashes.
pub(super) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        for c in word.chars() {
            match c {
                '’' | '‘' => out.push('\''),
                '–' | '—' | '‑' => out.push('-'),
                c => out.extend(c.to_lowercase()),
            }
        }
    }
    out
}

/// A record that a text may name.
struct Named {
    kind: Kind,
    id: Id,
    /// By its own name or reference, not by another way of writing it.
    own: bool,
}

/// What a text names.
pub(super) enum Found {
    /// One record: the link to it in JSON, and its title.
    One(Value, Id, String),
    /// Several records are called so.
    Several,
    /// None is.
    None,
}

/// The records of a plan by their names.
pub(super) struct Known<'a> {
    plan: &'a Plan,
    names: HashMap<String, Vec<Named>>,
}

const KINDS: [Kind; 7] = [
    Kind::Priority,
    Kind::Outcome,
    Kind::Team,
    Kind::Post,
    Kind::Organisation,
    Kind::Measure,
    Kind::Action,
];

impl<'a> Known<'a> {
    pub fn new(plan: &'a Plan) -> Known<'a> {
        let mut known = Known {
            plan,
            names: HashMap::new(),
        };
        for kind in KINDS {
            let list = plan.collection(kind);
            for at in 0..list.len() {
                if let Some(record) = list.record(at) {
                    known.see(kind, &*record);
                }
            }
        }
        for organisation in plan.organisations.iter() {
            for name in &organisation.variants {
                known.call(Kind::Organisation, &organisation.id, name, false);
            }
        }
        known
    }

    fn see(&mut self, kind: Kind, record: &dyn AnyRecord) {
        let (title, reference) = (record.title(), record.reference());
        self.call(kind, record.id(), &title, true);
        self.call(kind, record.id(), reference, true);
        if !reference.is_empty() {
            for between in [" ", ": ", " - ", ". "] {
                let both = format!("{reference}{between}{title}");
                self.call(kind, record.id(), &both, false);
            }
        }
        if let Some(team) = record.downcast::<Team>() {
            let each = |name: &String| self.call(kind, &team.id, name, false);
            team.variants.iter().for_each(each);
        }
        if let Some(post) = record.downcast::<Post>() {
            let holders = people(post.holder.as_ref());
            let names = post.variants.iter().map(String::as_str).chain(holders);
            for name in names {
                self.call(kind, &post.id, name, false);
            }
        }
    }

    fn call(&mut self, kind: Kind, id: &Id, name: &str, own: bool) {
        let name = folded(name);
        if name.is_empty() {
            return;
        }
        let named = self.names.entry(name).or_default();
        match named.iter_mut().find(|n| n.id == *id) {
            Some(there) => there.own |= own,
            None => named.push(Named {
                kind,
                id: id.clone(),
                own,
            }),
        }
    }

    /// The record of these kinds that a text names.
    pub fn find(&self, text: &str, kinds: &[Kind]) -> Found {
        let Some(named) = self.names.get(&folded(text)) else {
            return Found::None;
        };
        let mut of_kind = named.iter().filter(|n| kinds.contains(&n.kind));
        let Some(first) = of_kind.next() else {
            return Found::None;
        };
        if of_kind.next().is_some() {
            return Found::Several;
        }
        let link = match first.own {
            true => json!(first.id),
            false => json!({ "to": first.id, "as_printed": text }),
        };
        Found::One(link, first.id.clone(), self.title(first.kind, &first.id))
    }

    /// What a list calls a record.
    pub fn title(&self, kind: Kind, id: &Id) -> String {
        let list = self.plan.collection(kind);
        let at = list.place(id);
        let record = at.and_then(|at| list.record(at));
        record.map_or(String::new(), |record| {
            let title = brief(&record.title(), 60);
            match record.reference() {
                "" => title,
                reference if title.is_empty() => reference.to_owned(),
                reference => format!("{reference} {title}"),
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "id": "p", "title": "P",
            "priorities": [{ "id": "p1", "reference": "Priority 1", "text": "Keep well" }],
            "teams": [{ "id": "t1", "name": "North" }, { "id": "t2", "name": "north" }],
            "posts": [{ "id": "h", "title": "Head of Care", "variants": ["HoC"], "holder": "Ann Bell / Cy Dee" }],
        }))
        .unwrap()
    }

    #[test]
    fn a_name_is_found_whatever_its_case_and_spaces() {
        let plan = plan();
        let known = Known::new(&plan);
        let link = |text, kind| match known.find(text, &[kind]) {
            Found::One(link, ..) => link,
            Found::Several => json!("several"),
            Found::None => Value::Null,
        };
        assert_eq!(link("head  of CARE", Kind::Post), json!("h"));
        assert_eq!(
            link("HoC", Kind::Post),
            json!({ "to": "h", "as_printed": "HoC" })
        );
        assert_eq!(
            link("Cy Dee", Kind::Post),
            json!({ "to": "h", "as_printed": "Cy Dee" })
        );
        assert_eq!(link("priority 1", Kind::Priority), json!("p1"));
        assert_eq!(
            link("Priority 1: Keep well", Kind::Priority),
            json!({ "to": "p1", "as_printed": "Priority 1: Keep well" })
        );
        assert_eq!(link("North", Kind::Team), json!("several"));
        assert_eq!(link("Head of Car", Kind::Post), Value::Null);
        assert_eq!(link("Head of Care", Kind::Team), Value::Null);
    }
}
