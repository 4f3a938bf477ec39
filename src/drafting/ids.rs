//! The ids in use while many changes are made at once. A step of a thousand changes would otherwise look through the
//! whole plan a thousand times.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use crate::plan::{AnyRecord, Id, Plan};

/// From how many changes on it pays to remember ids.
const MANY: usize = 8;

/// What is known of the ids of a plan.
#[derive(Default)]
pub(super) struct Ids {
    several: bool,
    many: bool,
    /// The ids that several changes together brought.
    brought: HashSet<String>,
    /// How often each id stands in the plan, once that was asked.
    known: Option<HashMap<String, usize>>,
}

impl Ids {
    /// For so many changes.
    pub fn of(changes: usize) -> Ids {
        Ids {
            several: changes > 1,
            many: changes >= MANY,
            ..Ids::default()
        }
    }

    /// Whether they are more changes than one.
    pub fn is_of_several(&self) -> bool {
        self.several
    }

    /// Remembers the ids in a new value for [`Ids::standing_twice`].
    pub fn ask_at_the_end(&mut self, new: &Value) {
        let mut ids = Vec::new();
        ids_in(new, &mut ids);
        self.brought.extend(ids.into_iter().map(str::to_owned));
    }

    /// An id that was brought and that the plan now has twice.
    pub fn standing_twice(mut self, plan: &Plan) -> Option<String> {
        if self.brought.is_empty() {
            return None;
        }
        let mut seen = HashSet::new();
        let mut twice = None;
        for record in plan.records() {
            each_id(&*record, &mut |id| {
                if let Some(id) = self.brought.take(id.as_str()) {
                    seen.insert(id);
                } else if seen.contains(id.as_str()) {
                    twice = Some(id.to_string());
                }
            });
        }
        twice
    }

    /// One of these ids that the plan has already.
    pub fn taken(&mut self, plan: &Plan, ids: &[&str]) -> Option<String> {
        if ids.is_empty() {
            return None;
        }
        if self.many {
            let known = self.known.get_or_insert_with(|| {
                let mut known = HashMap::new();
                for record in plan.records() {
                    each_id(&*record, &mut |id| {
                        *known.entry(id.to_string()).or_default() += 1
                    });
                }
                known
            });
            let taken = ids.iter().find(|id| known.contains_key(**id));
            return taken.map(|id| (*id).to_owned());
        }
        let mut taken = None;
        for record in plan.records() {
            each_id(&*record, &mut |id| {
                if ids.contains(&id.as_str()) {
                    taken = Some(id.to_string());
                }
            });
        }
        taken
    }

    /// A record was put in, taken out or changed.
    pub fn changed(&mut self, before: Option<&Value>, after: Option<&Value>) {
        let Some(known) = &mut self.known else {
            return;
        };
        let mut gone = Vec::new();
        before.inspect(|value| ids_in(value, &mut gone));
        for id in gone {
            if let Some(count) = known.get_mut(id) {
                *count -= 1;
                if *count == 0 {
                    known.remove(id);
                }
            }
        }
        let mut new = Vec::new();
        after.inspect(|value| ids_in(value, &mut new));
        for id in new {
            *known.entry(id.to_owned()).or_default() += 1;
        }
    }
}

fn each_id(record: &dyn AnyRecord, see: &mut dyn FnMut(&Id)) {
    see(record.id());
    record.parts(&mut |part| see(part.id));
}

/// The ids in a value: its own and its parts'.
pub(super) fn ids_in<'a>(value: &'a Value, out: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            out.extend(fields.get("id").and_then(Value::as_str));
            fields.values().for_each(|v| ids_in(v, out));
        }
        Value::Array(items) => items.iter().for_each(|v| ids_in(v, out)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::{
        drafting::{Change, ChangeError, Path, apply, apply_all, blank_plan},
        plan::Kind,
    };
    use serde_json::json;

    #[test]
    fn many_changes_at_once_do_what_they_do_one_by_one() {
        let action =
            |n: usize| json!({ "id": format!("a{n}"), "milestones": [{ "id": format!("m{n}") }] });
        let list = Path::list(Kind::Action);
        let at = |n: usize| Path::parse(&format!("actions/#a{n}")).unwrap();
        let add = |n: usize, place| Change::Add {
            list: list.clone(),
            place,
            value: action(n),
        };
        let mut changes: Vec<Change> = (0..9).map(|n| add(n, n / 2)).collect();
        changes.extend([
            Change::Shift { at: at(8), to: 0 },
            Change::Take { at: at(3) },
            add(3, 2),
            Change::Set {
                at: at(5).field("milestones"),
                to: json!([]),
            },
            Change::Add {
                list: at(4).field("milestones"),
                place: 0,
                value: json!({ "id": "m5" }),
            },
            Change::Take { at: at(0) },
            Change::Set {
                at: at(7).field("text"),
                to: json!("Seven"),
            },
        ]);
        let mut together = blank_plan("A plan");
        let mut apart = together.clone();
        let back = apply_all(&mut together, &changes).unwrap();
        changes
            .iter()
            .for_each(|change| drop(apply(&mut apart, change).unwrap()));
        assert_eq!(together, apart);
        let refused = |id: &str| {
            let mut more = changes.clone();
            more.push(Change::Add {
                list: list.clone(),
                place: 0,
                value: json!({ "id": id }),
            });
            apply_all(&mut blank_plan("A plan"), &more).err()
        };
        for id in ["a3", "m5", "m8"] {
            assert_eq!(refused(id), Some(ChangeError::IdTaken(id.into())));
        }
        assert_eq!(refused("m0"), None);
        apply_all(&mut together, &back).unwrap();
        assert_eq!(together, blank_plan("A plan"));
    }
}
