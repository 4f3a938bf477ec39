//! What differs between two editions of a plan: what was added, what was dropped, and each change of
//! what is in both, as rows that can be narrowed and sorted.

use std::sync::Arc;

use super::{
    By, Change, Comparison, Found, Piece, Side, What,
    change::{In, changes},
    wordings,
};
use crate::{
    insight::{
        Fact, imprint,
        rows::{Bit, Cell, Column, Home, Listing, Row, SortKey, Tag, sentence, short},
    },
    plan::{AnyRecord, Front, Id, Kind},
};

/// One difference.
#[derive(Clone, Debug)]
pub struct Difference {
    /// The kind of record; `None` for the plan's own details.
    pub kind: Option<Kind>,
    /// The record in the later plan; in the earlier one for what was dropped.
    pub id: Id,
    /// Which plan that is.
    pub side: Side,
    /// What it is called there.
    pub title: String,
    /// How one knows that it is the same in both, where it is in both.
    pub by: Option<By>,
    /// What changed.
    pub change: Change,
}

/// What differs from the earlier plan to the later.
pub fn differences(c: &Comparison, later: Side) -> Vec<Difference> {
    let earlier = later.across();
    let mut found = details(
        &c.side(earlier).plan.front,
        &c.side(later).plan.front,
        later,
    );
    for (open, other, by) in c.both() {
        let (before, after) = match later {
            Side::Open => (other, open),
            Side::Other => (open, other),
        };
        found.extend(of_pair(c, earlier, before, after, by));
    }
    for (what, side) in [(What::Added, later), (What::Dropped, earlier)] {
        found.extend(c.only(side).map(|record| {
            let words = gist_of(record);
            let (before, after) = match what {
                What::Added => (String::new(), words),
                _ => (words, String::new()),
            };
            Difference {
                kind: Some(record.kind()),
                id: record.id().clone(),
                side,
                title: record.title(),
                by: None,
                change: Change {
                    what,
                    label: format!("The whole {}", record.kind().one()),
                    part: String::new(),
                    before,
                    after,
                },
            }
        }));
    }
    // Kind by kind; within one, the order of the plan with what is new and gone at the end.
    found.sort_by_key(|d| d.kind);
    found
}

fn gist_of(record: Found<'_>) -> String {
    match record.reference() {
        "" => record.title(),
        reference => format!("{reference} {}", record.title()),
    }
}

fn of_pair(
    c: &Comparison,
    earlier: Side,
    before: Found<'_>,
    after: Found<'_>,
    by: By,
) -> Vec<Difference> {
    // A draft shares with the plan it came from whatever it left alone.
    if Arc::ptr_eq(before, after) {
        return Vec::new();
    }
    let fields = differing(&**before, &**after);
    if fields.is_empty() {
        return Vec::new();
    }
    let within = |side: Side| {
        let compared = c.side(side);
        (&*compared.plan, &*compared.index)
    };
    let ((old_plan, old_index), (new_plan, new_index)) =
        (within(earlier), within(earlier.across()));
    let of = |plan, index, record| In {
        plan,
        index,
        record,
    };
    let mut found = changes(
        of(old_plan, old_index, &**before),
        of(new_plan, new_index, &**after),
    );
    if found.is_empty() {
        // A page has no words for it, and yet it is not the same.
        found.push(Change {
            what: What::Detail,
            label: format!("Recorded in another way: {}", fields.join(", ")),
            part: String::new(),
            before: String::new(),
            after: String::new(),
        });
    }
    let told = |change| Difference {
        kind: Some(after.kind()),
        id: after.id().clone(),
        side: earlier.across(),
        title: after.title(),
        by: Some(by),
        change,
    };
    found.into_iter().map(told).collect()
}

/// The fields in which two records differ, their ids aside.
fn differing(before: &dyn AnyRecord, after: &dyn AnyRecord) -> Vec<String> {
    if before.json_text() == after.json_text() {
        return Vec::new();
    }
    let (old, new) = (before.json(), after.json());
    let empty = serde_json::Map::new();
    let of = |value: &serde_json::Value| value.as_object().unwrap_or(&empty).clone();
    let (old, new) = (of(&old), of(&new));
    let mut names: Vec<&String> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let differs = |name: &&String| *name != "id" && old.get(*name) != new.get(*name);
    let names = names.into_iter().filter(differs);
    names.map(|name| name.replace('_', " ")).collect()
}

/// Changes of the plan's own details. What says that it is a draft, and of what, is no change of the
/// plan.
fn details(before: &Front, after: &Front, later: Side) -> Vec<Difference> {
    const ASIDE: [&str; 4] = [
        "Status",
        "Marked",
        "We concluded",
        "The council’s public contact",
    ];
    let of = |front: &Front| {
        let mut all = vec![("Title", front.title.clone())];
        all.extend(imprint(front));
        all.push(("Vision", front.vision.as_str().to_owned()));
        all.push(("Mission", front.mission.as_str().to_owned()));
        all.retain(|(label, words)| !ASIDE.contains(label) && !words.is_empty());
        all
    };
    let (old, new) = (of(before), of(after));
    let mut labels: Vec<&str> = old.iter().chain(&new).map(|(label, _)| *label).collect();
    labels.sort_unstable();
    labels.dedup();
    let value = |all: &[(&str, String)], label: &str| {
        let found = all.iter().find(|(l, _)| *l == label);
        found.map_or(String::new(), |(_, words)| words.clone())
    };
    let changed = |label: &str| {
        let (before, after) = (value(&old, label), value(&new, label));
        let what = match label {
            "Title" | "Vision" | "Mission" => What::Wording,
            "Figures are for" | "Presented" | "Published" | "Refreshed" | "Next refresh"
            | "Period" => What::Date,
            "Written by" => What::Owner,
            _ => What::Detail,
        };
        (before != after).then(|| Difference {
            kind: None,
            id: Id::default(),
            side: later,
            title: label.to_owned(),
            by: None,
            change: Change {
                what,
                label: label.to_owned(),
                part: String::new(),
                before,
                after,
            },
        })
    };
    labels.into_iter().filter_map(changed).collect()
}

/// The most characters an item has.
const TITLE: usize = 110;

/// The differences as rows, the earlier plan's words before the later's.
pub fn listing(c: &Comparison, later: Side, differences: &[Difference]) -> Listing {
    let columns = vec![
        Column::words("item", "Item"),
        Column::words("change", "What changed"),
        Column::words("before", &c.side(later.across()).name),
        Column::words("after", &c.side(later).name),
    ];
    let rows = differences.iter().map(row).collect();
    Listing::new(columns, &[("what", "What changed"), ("kind", "Kind")], rows)
}

fn row(difference: &Difference) -> Row {
    let Difference { change, .. } = difference;
    let kind = difference.kind.map_or("the plan itself", Kind::many);
    let key = difference.kind.map_or("plan", Kind::key);
    let mut under = Vec::new();
    if let Some(by) = difference.by.filter(|by| *by != By::Id) {
        under.push(Bit::Small(by.shown().to_owned()));
    }
    let mut what = vec![Bit::Fact(Fact::Text(match change.what {
        What::Added | What::Dropped => format!("{}: {}", change.what.shown(), change.label),
        _ => change.label.clone(),
    }))];
    if !change.part.is_empty() {
        what.push(Bit::Small(format!("of “{}”", change.part)));
    }
    let (before, after) = sides(change);
    let words = [
        difference.title.as_str(),
        &change.label,
        &change.part,
        &change.before,
        &change.after,
    ];
    let rank = What::ALL.iter().position(|what| *what == change.what);
    Row {
        id: difference.id.clone(),
        home: match (difference.kind, difference.side) {
            (None, _) => Home::Nowhere,
            (_, Side::Open) => Home::Open,
            (_, Side::Other) => Home::Beside(0),
        },
        title: short(&difference.title, TITLE),
        section: sentence(kind),
        cells: vec![
            Cell::new(under, SortKey::text(&difference.title)),
            Cell::new(what, SortKey::text(&change.label)),
            before,
            after,
        ],
        tags: vec![
            Tag {
                filter: "what",
                value: change.what.key().into(),
                label: change.what.shown().into(),
                rank: rank.unwrap_or(0),
            },
            Tag {
                filter: "kind",
                value: key.into(),
                label: sentence(kind).into(),
                rank: difference.kind.map_or(0, |kind| kind as usize + 1),
            },
        ],
        words: words.join(" ").to_lowercase().into(),
        ..Row::default()
    }
}

/// What stood before and what stands after; of a text worded anew, with the words marked that went and
/// came.
fn sides(change: &Change) -> (Cell, Cell) {
    let cell = |words: &str, pieces: Option<Vec<Piece>>| match (words, pieces) {
        ("", _) => Cell::new(
            vec![Bit::Fact(Fact::Word("Nothing".to_owned()))],
            SortKey::Missing,
        ),
        (words, Some(pieces)) => Cell::new(vec![Bit::Marked(pieces)], SortKey::text(words)),
        (words, None) => Cell::text(words),
    };
    if change.before.is_empty() && change.after.is_empty() {
        return (Cell::default(), Cell::default());
    }
    let worded = change.what == What::Wording && !change.before.is_empty();
    let (before, after) = match worded && !change.after.is_empty() {
        true => {
            let (before, after) = wordings(&change.before, &change.after);
            (Some(before), Some(after))
        }
        false => (None, None),
    };
    (cell(&change.before, before), cell(&change.after, after))
}
