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

/// Puts what was met into words.
pub(super) fn tell(
    versions: &Versions,
    touched: &[Touched],
    met: Vec<(RecordKey, Met)>,
) -> (Vec<Taken>, Vec<Conflict>) {
    let (mut taken, mut conflicts) = (Vec::new(), Vec::new());
    if met.is_empty() {
        return (taken, conflicts);
    }
    let names = Names::of([&versions.mine, &versions.theirs], touched);
    for (key, met) in met {
        let Met {
            spot,
            clash,
            before,
            mine,
            theirs,
        } = met;
        let in_order = spot.key.ends_with(" in order");
        let (label, part) = place(&spot, in_order);
        let record = whose(&names, key, &spot);
        let version = |json: Value| Version {
            words: match in_order {
                true => names.order(&json),
                false => names.value(&spot.field, &json),
            },
            json,
        };
        let at = spot.at.clone();
        match clash {
            None => taken.push(Taken {
                record,
                at,
                label,
                part,
                before: version(mine),
                after: version(theirs),
            }),
            Some(Clash::Placed) => {
                let place = |json: Value| Version {
                    words: names.place(json.get("place").and_then(Value::as_str).unwrap_or("")),
                    json: json.get("value").cloned().unwrap_or_default(),
                };
                conflicts.push(Conflict {
                    issue: Issue(spot.key.clone()),
                    clash: Clash::Placed,
                    record,
                    at,
                    label: "Where it is".to_owned(),
                    part,
                    before: place(before),
                    mine: place(mine),
                    theirs: place(theirs),
                });
            }
            Some(clash) => conflicts.push(Conflict {
                issue: Issue(spot.key.clone()),
                clash,
                record,
                at,
                label,
                part,
                before: version(before),
                mine: version(mine),
                theirs: version(theirs),
            }),
        }
    }
    (taken, conflicts)
}

/// The label of the field, and the part it is in.
fn place(spot: &Spot, in_order: bool) -> (String, String) {
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

fn whose(names: &Names, key: RecordKey, spot: &Spot) -> Whose {
    let words = match &key {
        Some((kind, id)) => names.record(*kind, id),
        None => match spot.at.kind() {
            Some(kind) => format!("the order of the {}", Kind::many(kind)),
            None => "the plan’s own details".to_owned(),
        },
    };
    Whose { key, words }
}
