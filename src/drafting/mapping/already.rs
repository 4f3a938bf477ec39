//! What the plan has already: a table pasted twice must not double the plan.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Made, names::folded};
use crate::plan::{AnyRecord, Id, Plan};

/// What the records of a kind are called, and what they hold.
pub(super) struct Already {
    made: Made,
    references: HashSet<String>,
    titles: HashSet<String>,
    /// The amounts of the money lines of each label.
    amounts: HashMap<String, Vec<Value>>,
    /// The words of each action's milestones.
    milestones: HashMap<Id, HashSet<String>>,
}

impl Already {
    pub fn new(plan: &Plan, made: Made) -> Already {
        let mut already = Already {
            made,
            references: HashSet::new(),
            titles: HashSet::new(),
            amounts: HashMap::new(),
            milestones: HashMap::new(),
        };
        let list = plan.collection(made.kind());
        match made {
            Made::Actions | Made::Measures => {
                for record in (0..list.len()).filter_map(|at| list.record(at)) {
                    already.references.insert(folded(record.reference()));
                    already.titles.insert(folded(&record.title()));
                }
            }
            Made::Money => {
                for line in plan.money.iter() {
                    let record = (&**line as &dyn AnyRecord).json();
                    let amounts = already
                        .amounts
                        .entry(folded(line.label.as_str()))
                        .or_default();
                    amounts.extend(values(&record));
                }
            }
            Made::Milestones => {
                for action in plan.actions.iter() {
                    let texts = action.milestones.iter().map(|m| folded(m.text.as_str()));
                    already
                        .milestones
                        .insert(action.id.clone(), texts.collect());
                }
            }
        }
        already
    }

    /// Why the plan is said to have this already; none if it hasn't. `action` is whose milestone it is.
    pub fn has(&self, record: &Map<String, Value>, action: Option<&Id>) -> Option<String> {
        let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
        let words = folded(text(self.made.main()));
        match self.made {
            Made::Actions | Made::Measures => {
                let (name, what) = match self.made {
                    Made::Actions => ("reference", "Reference"),
                    _ => ("code", "Code"),
                };
                let reference = text(name);
                if !reference.is_empty() {
                    let there = self.references.contains(&folded(reference));
                    return there.then(|| format!("{what} {reference} is already in the plan"));
                }
                let there = !words.is_empty() && self.titles.contains(&words);
                let one = self.made.one();
                there.then(|| format!("The plan already has this {one}, in the same words"))
            }
            Made::Money => {
                let own = values(&Value::Object(record.clone()));
                let there = self.amounts.get(&words)?;
                let all = !own.is_empty() && own.iter().all(|value| there.contains(value));
                all.then(|| {
                    "The plan already has a line of this name with these amounts".to_owned()
                })
            }
            Made::Milestones => {
                let there = self.milestones.get(action?)?;
                let there = !words.is_empty() && there.contains(&words);
                there.then(|| "The action already has this milestone, in the same words".to_owned())
            }
        }
    }
}

/// The pounds of a line's amounts.
fn values(record: &Value) -> Vec<Value> {
    let amounts = record.get("amounts").and_then(Value::as_array);
    let pounds = |amount: &Value| amount.get("value")?.get("pounds").cloned();
    amounts.map_or(Vec::new(), |all| all.iter().filter_map(pounds).collect())
}
