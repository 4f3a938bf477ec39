//! Conflicts and changes as a person reads them.

use serde_json::Value;

use super::{
    Clash, Issue, RecordKey,
    records::{Touched, Versions},
    walk::{Met, Spot},
    words::{self, Names},
};
use crate::{drafting::Path, plan::Kind};

/// The record that a change is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whose {
    /// Its kind and id.
    pub key: RecordKey,
    /// In words: 'action “A1 Open the centre”', 'the plan’s own details', 'the order of the actions'.
    pub words: String,
}

/// A value as one version has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Version {
    /// As in a plan file; null where there is none.
    pub json: Value,
    /// As a person reads it; nothing where there is none.
    pub words: String,
}

/// What a person must decide.
#[derive(Clone, Debug, PartialEq)]
pub struct Conflict {
    /// What to choose by.
    pub issue: Issue,
    /// How the sides clash.
    pub clash: Clash,
    /// The record it is in.
    pub record: Whose,
    /// Where it is in mine, or the list it would come into.
    pub at: Path,
    /// The field: 'Due', 'Wording'; nothing where it is about the whole record or part.
    pub label: String,
    /// The part of the record it is in: 'Milestone “Open”'; nothing where it is in the record itself.
    pub part: String,
    /// What stood there in the common version.
    pub before: Version,
    /// What stands in mine.
    pub mine: Version,
    /// What stands in theirs.
    pub theirs: Version,
}

/// A change that only theirs made.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The record it is in.
    pub record: Whose,
    /// Where it is in mine, or the list it comes into.
    pub at: Path,
    /// The field; nothing where it is about the whole record or part.
    pub label: String,
    /// The part of the record it is in; nothing where it is in the record itself.
    pub part: String,
    /// What stands in mine; nothing where it was added.
    pub before: Version,
    /// What stands in theirs; nothing where it was deleted.
    pub after: Version,
}

/// Puts what is taken from theirs into words.
pub(super) fn taken(
    versions: &Versions,
    touched: &[Touched],
    met: &[(RecordKey, Met)],
) -> Vec<Taken> {
    let names = Names::of([&versions.mine, &versions.theirs], touched);
    let told = met.iter().map(|(key, met)| {
        let (label, part) = place(&met.spot);
        Taken {
            record: whose(&names, key, &met.spot),
            at: met.spot.at.clone(),
            label,
            part,
            before: version(&names, met, &met.mine),
            after: version(&names, met, &met.theirs),
        }
    });
    told.collect()
}

/// Puts what clashes into words.
pub(super) fn conflicts(
    versions: &Versions,
    touched: &[Touched],
    met: Vec<(RecordKey, Met)>,
) -> Vec<Conflict> {
    if met.is_empty() {
        return Vec::new();
    }
    let names = Names::of([&versions.mine, &versions.theirs], touched);
    let told = met.iter().filter_map(|(key, met)| {
        let clash = met.clash?;
        let (label, part) = match clash {
            Clash::Placed => ("Where it is".to_owned(), place(&met.spot).1),
            _ => place(&met.spot),
        };
        Some(Conflict {
            issue: Issue(met.spot.key.clone()),
            clash,
            record: whose(&names, key, &met.spot),
            at: met.spot.at.clone(),
            label,
            part,
            before: version(&names, met, &met.before),
            mine: version(&names, met, &met.mine),
            theirs: version(&names, met, &met.theirs),
        })
    });
    told.collect()
}

/// What one side says of what was met.
fn version(names: &Names, met: &Met, json: &Value) -> Version {
    match met.clash {
        Some(Clash::Placed) => Version {
            words: names.place(json.get("place").and_then(Value::as_str).unwrap_or("")),
            json: json.get("value").cloned().unwrap_or_default(),
        },
        _ => Version {
            words: match met.spot.in_order() {
                true => names.order(json),
                false => names.value(&met.spot.field, json),
            },
            json: json.clone(),
        },
    }
}

/// The label of the field, and the part it is in.
fn place(spot: &Spot) -> (String, String) {
    let in_order = spot.in_order();
    let mut parts = spot.parts.as_slice();
    let mut label = match spot.field.as_str() {
        "" if in_order => "Order".to_owned(),
        "" => String::new(),
        field if in_order => format!("Order of {}", words::label(field).to_lowercase()),
        field => words::label(field),
    };
    if spot.key.ends_with(']') {
        // It is about a whole element: named, or known by its value alone, as a link is.
        label = String::new();
        if let [holders @ .., (list, called)] = parts
            && called.is_empty()
        {
            parts = holders;
            label = words::one_of(list);
        }
    }
    let part = parts.iter().map(|(list, called)| {
        let one = words::one_of(list);
        match called.as_str() {
            "" => one,
            called => format!("{one} “{called}”"),
        }
    });
    (label, part.collect::<Vec<_>>().join(", "))
}

fn whose(names: &Names, key: &RecordKey, spot: &Spot) -> Whose {
    let words = match key {
        Some((kind, id)) => names.record(*kind, id),
        None => match spot.at.kind() {
            Some(kind) => format!("the order of the {}", Kind::many(kind)),
            None => "the plan’s own details".to_owned(),
        },
    };
    Whose {
        key: key.clone(),
        words,
    }
}
