//! Words found and replaced in the whole plan or in one kind of record: only in prose and names, each hit with its place
//! and a little of what stands around it. Retold prose becomes the author's own, as it does where one types in it.

use std::{collections::BTreeSet, ops::Range};

use serde_json::{Map, Value, json};

use super::{
    items::name,
    matching::Needle,
    prose::{Holds, holds},
};
use crate::{
    drafting::{
        Change, Command, Path,
        change::front_json,
        merge::{field_label, one_of_list},
        typed::{Meant, Reading},
    },
    insight::rows::{sentence, some},
    plan::{Id, Kind, Plan},
};

/// As many characters are shown on either side of a hit.
const AROUND: usize = 40;

/// What is looked for, and what stands there instead.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sought {
    /// The words to find.
    pub find: String,
    /// The words in their place.
    pub instead: String,
    /// Capitals and small letters differ.
    pub case: bool,
    /// Only as whole words.
    pub whole: bool,
    /// In one kind of record alone.
    pub within: Option<Kind>,
}

/// One place where the words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// What it is known by, as long as the plan stays as it is.
    pub key: String,
    /// The record; none for the plan's own details.
    pub record: Option<Id>,
    /// What that is called.
    pub title: String,
    /// The field in words.
    pub place: String,
    /// What stands before it.
    pub lead: String,
    /// The words as they stand there.
    pub found: String,
    /// What stands after it.
    pub tail: String,
    /// Why it stays as it is, if it does whatever is chosen.
    pub stays: Option<&'static str>,
}

/// All hits, and what replaces those that aren't left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Replaced {
    /// The hits in the plan's order.
    pub hits: Vec<Hit>,
    /// How many of them are replaced.
    pub replacing: usize,
    /// What carries it out; none where nothing would change.
    pub command: Option<Command>,
}

/// Finds words, and replaces them but where they are left out by the key of their hit.
pub fn replaced(plan: &Plan, sought: &Sought, left_out: &BTreeSet<String>) -> Replaced {
    let mut result = Replaced::default();
    let Some(needle) = Needle::new(&sought.find, sought.case, sought.whole) else {
        return result;
    };
    let mut changes = Vec::new();
    let mut see = |text: &Text<'_>| {
        let places = needle.places(text.words);
        if places.is_empty() {
            return;
        }
        let mut next = String::new();
        let mut from = 0;
        let mut taken = 0;
        let mut hits = Vec::new();
        for (nth, at) in places.into_iter().enumerate() {
            let hit = text.hit(nth, &at);
            if !left_out.contains(&hit.key) {
                next.push_str(text.words.get(from..at.start).unwrap_or_default());
                next.push_str(&sought.instead);
                from = at.end;
                taken += 1;
            }
            hits.push(hit);
        }
        next.push_str(text.words.get(from..).unwrap_or_default());
        let stays = match taken > 0 {
            true if next.trim().is_empty() => Some("Nothing would be left of it"),
            true if next == text.words => Some("It says so already"),
            _ => None,
        };
        if stays.is_none() && taken > 0 {
            changes.push(Change::Set {
                at: text.at.clone(),
                to: text.valued(&next),
            });
            result.replacing += taken;
        }
        hits.iter_mut().for_each(|hit| hit.stays = stays);
        result.hits.append(&mut hits);
    };
    if sought.within.is_none() {
        let front = front_json(&plan.front);
        let whole = Whole {
            kind: None,
            id: None,
            title: "The plan’s own details",
        };
        whole.walk(&front, None, &Path::own_details(), &mut see);
    }
    let kinds = Kind::ALL.iter().copied();
    for kind in kinds.filter(|kind| sought.within.is_none_or(|within| within == *kind)) {
        let collection = plan.collection(kind);
        for record in (0..collection.len()).filter_map(|at| collection.record(at)) {
            let title = name(&*record);
            let whole = Whole {
                kind: Some(kind),
                id: Some(record.id()),
                title: &title,
            };
            let at = Path::record(kind, record.id());
            whole.walk(&record.json(), None, &at, &mut see);
        }
    }
    result.command = (!changes.is_empty()).then(|| Command {
        name: named(sought, result.replacing),
        changes,
    });
    result
}

fn named(sought: &Sought, count: usize) -> String {
    let places = some(count, "place", "places");
    match sought.instead.as_str() {
        "" => format!("Took out “{}” in {places}", sought.find),
        instead => format!("Replaced “{}” by “{instead}” in {places}", sought.find),
    }
}

/// A record, or the plan's own details.
struct Whole<'a> {
    kind: Option<Kind>,
    id: Option<&'a Id>,
    title: &'a str,
}

/// One text of it.
struct Text<'a> {
    whole: &'a Whole<'a>,
    at: Path,
    list: Option<&'a str>,
    field: &'a str,
    holds: Holds,
    words: &'a str,
}

impl Whole<'_> {
    /// Shows each text of the record, or of a part of it that stands in `list`.
    fn walk(&self, value: &Value, list: Option<&str>, at: &Path, see: &mut dyn FnMut(&Text<'_>)) {
        let none = Map::new();
        for (field, value) in value.as_object().unwrap_or(&none) {
            // What a published document says of itself is no draft's to change.
            if self.kind.is_none() && field == "document" {
                continue;
            }
            let here = at.clone().field(field);
            let held = holds(self.kind, list, field);
            let text = |value: &Value, at: Path, see: &mut dyn FnMut(&Text<'_>)| {
                if let (Some(holds), Some(words)) = (held, words_of(value)) {
                    see(&Text {
                        whole: self,
                        at,
                        list,
                        field,
                        holds,
                        words,
                    });
                }
            };
            match value {
                Value::Array(items) => {
                    for (place, item) in items.iter().enumerate() {
                        let id = item.get("id").and_then(Value::as_str).and_then(Id::parse);
                        let at = match id {
                            Some(id) => here.clone().item(&id),
                            None => here.clone().place(place),
                        };
                        match held {
                            Some(_) => text(item, at, see),
                            None => self.walk(item, Some(field), &at, see),
                        }
                    }
                }
                value => text(value, here, see),
            }
        }
    }
}

/// The words of a value as they are printed; none of a word such as 'TBC' that stands where a value would.
fn words_of(value: &Value) -> Option<&str> {
    let within = |name: &str| value.get(name).and_then(words_of);
    match value {
        Value::String(text) => Some(text),
        Value::Object(_) => ["as_printed", "words", "retold", "value"]
            .into_iter()
            .find_map(within),
        _ => None,
    }
}

impl Text<'_> {
    fn hit(&self, nth: usize, at: &Range<usize>) -> Hit {
        let lead = self.words.get(..at.start).unwrap_or_default();
        let tail = self.words.get(at.end..).unwrap_or_default();
        let before = lead
            .char_indices()
            .rev()
            .nth(AROUND)
            .map(|(at, c)| at + c.len_utf8());
        let lead = match before.and_then(|from| lead.get(from..)) {
            Some(end) => format!("…{end}"),
            None => lead.to_owned(),
        };
        let tail = match tail
            .char_indices()
            .nth(AROUND)
            .and_then(|(to, _)| tail.get(..to))
        {
            Some(begin) => format!("{begin}…"),
            None => tail.to_owned(),
        };
        let label = field_label(self.field);
        Hit {
            key: format!("{}~{nth}", self.at),
            record: self.whole.id.cloned(),
            title: self.whole.title.to_owned(),
            place: match self.list {
                Some(list) => sentence(&format!("{}, {}", one_of_list(list), label.to_lowercase())),
                None => label,
            },
            lead,
            found: self.words.get(at.clone()).unwrap_or_default().to_owned(),
            tail,
            stays: None,
        }
    }

    /// The value that other words have in its place.
    fn valued(&self, words: &str) -> Value {
        match self.holds {
            Holds::Words => json!(words),
            Holds::Cell => match Reading::Cell.read(words) {
                Meant::Value(value) | Meant::Words(value, _) => value,
                Meant::Error(_) => json!(words),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::{apply_all, value_at};

    fn plan() -> Plan {
        let plan = json!({
            "id": "p", "title": "The Trust’s plan", "organisation": "Anytown", "authors": ["Trust lead"],
            "document": { "title": "Trust", "publisher": "Trust" },
            "actions": [{
                "id": "trust", "reference": "Trust 1", "text": { "retold": "Work with the Trust and its trustees." },
                "responsible": [{ "to": "t", "as_printed": "Trust" }], "end": { "words": "When the Trust says" },
                "milestones": [{ "id": "m", "text": "Trust met", "progress": "done" }],
                "cells": [{ "label": "Office", "value": "Trust" }],
            }],
            "teams": [{ "id": "t", "name": "Trust", "lead": { "value": "A Trust", "as_printed": "A. Trust" }, "variants": ["The Trust"] }],
        });
        Plan::from_json(plan).unwrap()
    }

    fn sought(find: &str, instead: &str) -> Sought {
        Sought {
            find: find.into(),
            instead: instead.into(),
            case: true,
            whole: true,
            within: None,
        }
    }

    #[test]
    fn prose_and_names_change_and_nothing_else() {
        let mut plan = plan();
        let found = replaced(&plan, &sought("Trust", "ICB"), &BTreeSet::new());
        let places: Vec<String> = found
            .hits
            .iter()
            .map(|h| format!("{}: {}", h.title, h.place))
            .collect();
        assert_eq!(
            places,
            [
                "The plan’s own details: Authors",
                "The plan’s own details: Title",
                "Trust 1 Work with the Trust and its trustees: Cell, value",
                "Trust 1 Work with the Trust and its trustees: Milestone, wording",
                "Trust 1 Work with the Trust and its trustees: Wording",
                "Trust: Lead",
                "Trust: Name",
                "Trust: Variants",
            ]
        );
        let command = found.command.unwrap();
        assert_eq!(command.name, "Replaced “Trust” by “ICB” in 8 places");
        let before = plan.clone();
        let back = apply_all(&mut plan, &command.changes).unwrap();
        let at = |path: &str| value_at(&plan, &Path::parse(path).unwrap());
        assert_eq!(
            at("actions/#trust/text"),
            json!("Work with the ICB and its trustees.")
        );
        assert_eq!(
            at("actions/#trust/end"),
            json!({ "words": "When the Trust says" })
        );
        assert_eq!(at("actions/#trust/reference"), json!("Trust 1"));
        assert_eq!(at("teams/#t/lead"), json!("A. ICB"));
        assert_eq!(at("document/title"), json!("Trust"));
        apply_all(&mut plan, &back).unwrap();
        assert_eq!(plan.json_text(), before.json_text());
    }

    #[test]
    fn what_is_left_out_stays_and_nothing_is_emptied() {
        let plan = plan();
        let all = replaced(&plan, &sought("Trust", ""), &BTreeSet::new());
        let stays: Vec<bool> = all.hits.iter().map(|h| h.stays.is_some()).collect();
        assert_eq!(
            stays,
            [false, false, true, false, false, false, true, false]
        );
        assert_eq!((all.replacing, all.hits.len()), (6, 8));
        let only = all.hits[3].key.clone();
        let others = all
            .hits
            .iter()
            .map(|h| h.key.clone())
            .filter(|key| *key != only);
        let one = replaced(&plan, &sought("Trust", "ICB"), &others.collect());
        let command = one.command.unwrap();
        assert_eq!(command.name, "Replaced “Trust” by “ICB” in one place");
        assert_eq!(command.changes.len(), 1);
        let within = Sought {
            within: Some(Kind::Team),
            ..sought("Trust", "Trust")
        };
        let same = replaced(&plan, &within, &BTreeSet::new());
        assert_eq!(
            (same.hits.len(), same.replacing, same.command),
            (3, 0, None)
        );
    }

    #[test]
    fn a_hit_shows_a_little_of_what_is_around_it() {
        let long = format!("{} here {}", "é".repeat(60), "ü".repeat(60));
        let plan = json!({ "id": "p", "title": "A plan", "vision": long });
        let plan = Plan::from_json(plan).unwrap();
        let found = replaced(&plan, &sought("here", "there"), &BTreeSet::new());
        let hit = &found.hits[0];
        assert_eq!(hit.lead, format!("…{} ", "é".repeat(39)));
        assert_eq!(hit.tail, format!(" {}…", "ü".repeat(39)));
    }
}
