//! What a plan holds, kind by kind, and how much of it is in our words or our conclusion.

use serde_json::Value;

use crate::plan::{Kind, Plan};

/// How many records there are of a kind, and what was done to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holding {
    /// The kind.
    pub kind: Kind,
    /// How many records.
    pub records: usize,
    /// How many parts with an id of their own, such as milestones.
    pub parts: usize,
    /// How many texts are in our words.
    pub retold: usize,
    /// How many values we concluded.
    pub inferred: usize,
}

/// Every kind that a plan holds something of, in the order of a plan file.
pub fn holdings(plan: &Plan) -> Vec<Holding> {
    let held = Kind::ALL.iter().map(|&kind| {
        let collection = plan.collection(kind);
        let mut holding = Holding {
            kind,
            records: collection.len(),
            parts: 0,
            retold: 0,
            inferred: 0,
        };
        for record in (0..collection.len()).filter_map(|at| collection.record(at)) {
            record.parts(&mut |_| holding.parts += 1);
            let (retold, inferred) = told(&record.json());
            holding.retold += retold;
            holding.inferred += inferred;
        }
        holding
    });
    held.filter(|holding| holding.records > 0).collect()
}

/// How many texts of a JSON value are retold, and how many values inferred.
fn told(value: &Value) -> (usize, usize) {
    let add = |a: (usize, usize), b: (usize, usize)| (a.0 + b.0, a.1 + b.1);
    match value {
        Value::Array(items) => items.iter().map(told).fold((0, 0), add),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| match (name.as_str(), value) {
                ("retold", Value::String(_)) => (1, 0),
                ("inferred", Value::Array(names)) => (0, names.len()),
                ("inferred", Value::Bool(true)) => (0, 1),
                _ => told(value),
            })
            .fold((0, 0), add),
        _ => (0, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn retold_texts_and_conclusions_are_counted_at_every_depth() {
        let plan = Plan::from_json(json!({"actions": [
            {"id": "a", "text": {"retold": "Do it"}, "inferred": ["start", "end"], "milestones": [
                {"id": "m", "text": {"retold": "Done"},
                 "due": {"value": "2012-09", "as_printed": "31/09/12", "inferred": true}}]},
            {"id": "b", "text": "retold"}]}))
        .unwrap();
        let expected = Holding {
            kind: Kind::Action,
            records: 2,
            parts: 1,
            retold: 2,
            inferred: 3,
        };
        assert_eq!(holdings(&plan), [expected]);
    }
}
