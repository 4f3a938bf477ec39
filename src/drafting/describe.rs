//! The name of a change in plain English, for undo, history and summaries.

use super::{change::Change, path::Segment};
use crate::plan::{AnyRecord, Kind, Plan, with_article};

/// What a change does, in the past tense: 'Changed the target of “Self-directed support”'. `plan` is
/// the plan before the change.
pub fn describe(plan: &Plan, change: &Change) -> String {
    let path = change.path();
    let record = path.record_id().and_then(|(kind, id)| {
        let collection = plan.collection(kind);
        collection.place(id).and_then(|at| collection.record(at))
    });
    let whose = record.as_deref().map_or(String::new(), name);
    let inside = path.segments().len() > 2;
    match change {
        Change::Add { .. } if record.is_none() => match path.kind() {
            Some(kind) => format!("Added {}", with_article(kind.one())),
            None => format!(
                "Added to {}",
                words(path.last_field().unwrap_or("the plan"))
            ),
        },
        Change::Add { .. } => format!(
            "Added {} to {whose}",
            with_article(&singular(path.last_field().unwrap_or("entry")))
        ),
        Change::Take { .. } if !inside => format!("Deleted {whose}"),
        Change::Take { .. } => format!(
            "Deleted {} from {whose}",
            with_article(&singular(path.last_field().unwrap_or("entry")))
        ),
        Change::Shift { .. } if !inside => format!("Moved {whose}"),
        Change::Shift { .. } => format!(
            "Moved {} of {whose}",
            with_article(&singular(path.last_field().unwrap_or("entry")))
        ),
        Change::Set { .. } => {
            let field = field_words(path.segments());
            match path.kind() {
                Some(_) => format!("Changed the {field} of {whose}"),
                None => format!("Changed the plan’s {field}"),
            }
        }
    }
}

/// A record in a sentence: its reference and the first words of its title.
fn name(record: &dyn AnyRecord) -> String {
    let title = record.title();
    let mut short: String = title.chars().take(48).collect();
    if short.len() < title.len() {
        short.push('…');
    }
    match (record.reference(), short.trim()) {
        ("", "") => format!("an unnamed {}", record.kind().one()),
        ("", title) => format!("“{title}”"),
        (reference, "") => reference.to_owned(),
        (reference, title) => format!("{reference} “{title}”"),
    }
}

/// The field as people call it: the last named one, and the list it is in when that says more.
fn field_words(segments: &[Segment]) -> String {
    let names: Vec<&str> = segments
        .iter()
        .filter_map(|s| match s {
            Segment::Field(name) if Kind::from_key(name).is_none() => Some(name.as_str()),
            _ => None,
        })
        .collect();
    match names.as_slice() {
        [list, field] if *field != "value" => format!("{} of a {}", words(field), singular(list)),
        [.., list, "value"] => singular(list),
        [.., field] => words(field),
        [] => "contents".into(),
    }
}

fn words(field: &str) -> String {
    match field {
        "text" | "why" => "wording".into(),
        "serves" => "links to priorities".into(),
        "appearances" => "risk scores".into(),
        "standing_rule" => "rule for standing".into(),
        other => other.replace('_', " "),
    }
}

fn singular(list: &str) -> String {
    match list {
        "points" => "figure".into(),
        "appearances" => "place where it appears".into(),
        "responsible" | "owners" => "responsible officer".into(),
        "areas" => "service area".into(),
        "measured_by" => "way of measuring".into(),
        "serves" => "link".into(),
        other => words(other.strip_suffix('s').unwrap_or(other)),
    }
}
