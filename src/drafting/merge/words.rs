//! What a person reads of a merge: records, fields and values in plain English.

use std::{cell::OnceCell, collections::HashMap, sync::Arc};

use serde_json::Value;

use super::records::Touched;
use crate::{
    drafting::{Path, link_fields::is_link, typed::Reading},
    plan::{AnyRecord, Date, Id, Kind, Period, Plan, brief},
};

/// What a record is called: its reference and the beginning of its title.
fn called_there(record: &dyn AnyRecord) -> String {
    let title = brief(&record.title(), NAME);
    match record.reference() {
        "" => title,
        reference => format!("{reference} {title}"),
    }
}

/// The most characters of a name.
const NAME: usize = 80;

/// How many names of a list are said before the rest is counted.
const NAMES: usize = 8;

/// What the ids of two plans are called, mine before theirs; then what stood in the base alone. Looked up when it is asked:
/// a plan has more names than a merge ever says.
pub(super) struct Names<'a> {
    plans: [&'a Plan; 2],
    touched: HashMap<&'a Id, &'a Touched>,
    /// What the parts are called.
    parts: OnceCell<HashMap<Id, String>>,
}

impl<'a> Names<'a> {
    /// The names that both plans have, and those of touched records that stood in the base alone.
    pub fn of(plans: [&'a Plan; 2], touched: &'a [Touched]) -> Names<'a> {
        Names {
            plans,
            touched: touched.iter().map(|one| (&one.id, one)).collect(),
            parts: OnceCell::new(),
        }
    }

    fn known(&self, id: &str) -> Option<String> {
        let id = Id::parse(id)?;
        let there = || {
            let lists = self.plans.into_iter().flat_map(|plan| {
                let kinds = Kind::ALL.iter();
                kinds.map(move |kind| plan.collection(*kind))
            });
            let mut found = lists.filter_map(|list| list.record(list.place(&id)?));
            found.next()
        };
        let part = || self.parts().get(&id).cloned();
        let record = self.touched(&id).or_else(there);
        let name = record.map(|record| called_there(&*record)).or_else(part);
        name.filter(|name| !name.is_empty())
    }

    /// A record that isn't the same on the two sides: mine, else theirs, else what both began from.
    fn touched(&self, id: &Id) -> Option<Arc<dyn AnyRecord>> {
        let one = self.touched.get(id)?;
        let seen = [&one.mine, &one.theirs, &one.base]
            .into_iter()
            .flatten()
            .next()?;
        Some(seen.record.clone())
    }

    fn parts(&self) -> &HashMap<Id, String> {
        self.parts.get_or_init(|| {
            let mut parts = HashMap::new();
            let mut see = |record: &dyn AnyRecord| {
                record.parts(&mut |part| {
                    let name = || brief(part.title, NAME);
                    parts.entry(part.id.clone()).or_insert_with(name);
                });
            };
            for plan in self.plans {
                plan.records().for_each(|record| see(&*record));
            }
            let base = self.touched.values().filter_map(|one| one.base.as_ref());
            base.for_each(|seen| see(&*seen.record));
            parts
        })
    }

    /// A place in words: 'action “A1 Open the centre”, milestones'.
    pub fn place(&self, path: &str) -> String {
        let path = Path::parse(path);
        let Some((kind, id)) = path.as_ref().and_then(Path::record_id) else {
            return String::new();
        };
        let inside = path.as_ref().and_then(Path::last_field);
        match inside.filter(|field| *field != kind.key()) {
            Some(field) => format!("{}, {}", self.record(kind, id), label(field).to_lowercase()),
            None => kind.many().to_owned(),
        }
    }

    /// What an id is called; the id itself if nothing is known of it.
    pub fn name(&self, id: &str) -> String {
        self.known(id).unwrap_or_else(|| id.to_owned())
    }

    /// A record or part in words: 'action “A1 Open the centre”'.
    pub fn record(&self, kind: Kind, id: &Id) -> String {
        let there = |plan: &Plan| {
            let list = plan.collection(kind);
            list.record(list.place(id)?)
        };
        let plans = || self.plans.into_iter().find_map(there);
        let record = self.touched(id).or_else(plans);
        let name = record.map(|record| called_there(&*record));
        match name
            .filter(|name| !name.is_empty())
            .or_else(|| self.known(id.as_str()))
        {
            Some(name) => format!("{} “{name}”", kind.one()),
            None => format!("unnamed {}", kind.one()),
        }
    }

    /// A value of a field in words; nothing for an empty one.
    pub fn value(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Null => String::new(),
            Value::Bool(true) => "Yes".to_owned(),
            Value::Bool(false) => "No".to_owned(),
            Value::Number(n) => n.to_string(),
            Value::String(text) => self.text(field, text),
            Value::Array(items) => {
                let said: Vec<String> = items.iter().map(|i| self.value(field, i)).collect();
                said.join("; ")
            }
            Value::Object(fields) => {
                let text = |name: &str| fields.get(name).and_then(Value::as_str);
                if let Some(to) = text("to") {
                    let printed = text("as_printed");
                    return printed.map_or_else(|| self.name(to), str::to_owned);
                }
                if is_cell(value) {
                    return self.cell(field, value);
                }
                let all = fields.iter().filter(|(name, _)| *name != "id");
                let said = all
                    .map(|(name, value)| format!("{}: {}", label(name), self.value(name, value)));
                let called = called(field, value);
                let rest: Vec<String> = said.filter(|s| !s.ends_with(&called)).collect();
                match (called.as_str(), rest.as_slice()) {
                    ("", rest) => rest.join(", "),
                    (called, []) => called.to_owned(),
                    (called, rest) => format!("{called} ({})", rest.join(", ")),
                }
            }
        }
    }

    fn text(&self, field: &str, text: &str) -> String {
        if is_link(field)
            && let Some(name) = self.known(text)
        {
            return name;
        }
        if field == "period"
            && let Ok(period) = text.parse::<Period>()
        {
            return period.shown();
        }
        if is_date(field)
            && let Ok(date) = text.parse::<Date>()
        {
            return date.shown();
        }
        if is_choice(field) {
            return capital(&text.replace('-', " "));
        }
        text.to_owned()
    }

    fn cell(&self, field: &str, cell: &Value) -> String {
        match cell.get("value") {
            Some(inner) if cell.get("as_printed").is_none() => self.value(field, inner),
            _ => Reading::Cell.show(cell),
        }
    }

    /// An order in words: what comes first.
    pub fn order(&self, order: &Value) -> String {
        let ids = order.as_array().map_or(&[][..], Vec::as_slice);
        let names = ids.iter().filter_map(Value::as_str).take(NAMES);
        let said: Vec<String> = names.map(|id| self.name(id)).collect();
        match ids.len().saturating_sub(NAMES) {
            0 => said.join("; "),
            more => format!("{}; and {more} more", said.join("; ")),
        }
    }
}

/// Whether an object is a printed cell, retold prose or an amount of money rather than a shape of
/// fields.
fn is_cell(value: &Value) -> bool {
    [
        "value",
        "print",
        "words",
        "retold",
        "pounds",
        "amber_within_percent",
    ]
    .iter()
    .any(|name| value.get(name).is_some())
        && value.get("kind").is_none()
        && value.get("period").is_none()
        && value.get("label").is_none()
        && value.get("id").is_none()
}

fn is_date(field: &str) -> bool {
    matches!(
        field,
        "start"
            | "end"
            | "due"
            | "original_due"
            | "done_on"
            | "date"
            | "as_at"
            | "next"
            | "reporting"
            | "presented"
            | "published"
            | "refreshed"
            | "next_review"
    )
}

fn is_choice(field: &str) -> bool {
    matches!(
        field,
        "kind"
            | "kinds"
            | "progress"
            | "polarity"
            | "frequency"
            | "aspect"
            | "rating"
            | "level"
            | "status"
            | "provider"
            | "basis"
            | "template"
    )
}

/// The label of a field, as its page has it where it has one.
pub(in crate::drafting) fn label(field: &str) -> String {
    let label = match field {
        "text" | "label" => "Wording",
        "start" => "Starts",
        "end" => "Ends",
        "original_due" => "First due",
        "by" => "Held by",
        "areas" => "Service areas",
        "serves" => "Works towards",
        "owners" | "responsible" => "Responsible",
        "within" => "Part of",
        "parent" => "Belongs to",
        "measures" => "Measures that show whether it works",
        "measured_by" => "How it will be measured",
        "improvements" => "Improvements intended",
        "points" => "Figures",
        "ratings" => "Ratings as reported",
        "appearances" => "Where it appears",
        "current" => "Present score",
        "target" => "Target score",
        "wording" => "Wording there",
        "standing_rule" => "Rule for standing",
        "document" => "Source document",
        "supersedes" => "The plan it follows",
        "same_as" => "Also printed as",
        "table" => "Printed in",
        "cells" => "Other cells of its row",
        "reasons" => "Reasons for changes",
        "source" => "Where it is printed",
        "note" => "Our remark",
        "inferred" => "What we concluded",
        "as_at" => "Taken",
        "of" => "Out of",
        "with" => "Compared with",
        "sort" => "What it is",
        other => return capital(&other.replace('_', " ")),
    };
    label.to_owned()
}

/// What one element of a list is, in a word or two.
pub(in crate::drafting) fn one_of(list: &str) -> String {
    let one = match list {
        "points" => "figure",
        "responsible" | "owners" => "responsible",
        "areas" => "service area",
        "measured_by" => "way of measuring",
        "appearances" => "place where it appears",
        "serves" => "works towards",
        "same_as" => "also printed as",
        "cells" => "cell",
        "about" | "inferred" | "scope" => list,
        other => other.strip_suffix('s').unwrap_or(other),
    };
    capital(&one.replace('_', " "))
}

/// What an element of a list is called: its words, or what its figure is.
pub(super) fn called(list: &str, item: &Value) -> String {
    let text = |name: &str| match item.get(name) {
        Some(Value::String(text)) => text.as_str(),
        Some(inner) => inner.get("retold").and_then(Value::as_str).unwrap_or(""),
        None => "",
    };
    if matches!(list, "points" | "amounts") {
        let usual = if list == "points" { "actual" } else { "" };
        let kind = Some(text("kind"))
            .filter(|k| !k.is_empty())
            .unwrap_or(usual);
        let period = text("period");
        let period = period
            .parse::<Period>()
            .map_or(period.to_owned(), Period::shown);
        let said = [
            capital(&kind.replace('-', " ")),
            period,
            text("column").to_owned(),
            text("breakdown").to_owned(),
            text("client_group").to_owned(),
        ];
        let said: Vec<String> = said.into_iter().filter(|s| !s.is_empty()).collect();
        return said.join(" ");
    }
    let names = [
        "text",
        "title",
        "name",
        "wording",
        "label",
        "with",
        "aspect",
        "what",
        "reference",
    ];
    let name = names
        .iter()
        .map(|name| text(name))
        .find(|text| !text.is_empty());
    brief(name.unwrap_or(""), NAME)
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
