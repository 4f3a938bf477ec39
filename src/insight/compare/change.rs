//! What changed in one record from one edition to the next, in the words its own page has for it.
//!
//! Two sheets are held against each other, so a field that a page shows is never passed over in
//! silence. Figures of measures and amounts of money have no ids: they are told apart by what they say
//! they are.

use std::collections::HashMap;

use super::points::figures;
use crate::{
    insight::{
        Index,
        facts::{Block, Entry, Fact, Grid, Sheet, sheet},
        rows::short,
    },
    plan::{AnyRecord, Day, Id, Plan},
};

/// What kind of change it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum What {
    /// It is in the later plan only.
    Added,
    /// It is in the earlier plan only.
    Dropped,
    /// What is aimed at.
    Target,
    /// When it is.
    Date,
    /// Who answers for it.
    Owner,
    /// How it is scored or rated.
    Score,
    /// What was counted, spent or expected.
    Figure,
    /// How it is worded.
    Wording,
    /// Anything else.
    Detail,
}

impl What {
    /// Every kind of change, the gravest first.
    pub const ALL: [What; 9] = [
        What::Added,
        What::Dropped,
        What::Target,
        What::Date,
        What::Owner,
        What::Score,
        What::Figure,
        What::Wording,
        What::Detail,
    ];

    /// As a filter shows it.
    pub fn shown(self) -> &'static str {
        match self {
            What::Added => "Added",
            What::Dropped => "Dropped",
            What::Target => "Target",
            What::Date => "Date",
            What::Owner => "Who is responsible",
            What::Score => "Score or rating",
            What::Figure => "Figure",
            What::Wording => "Wording",
            What::Detail => "Other details",
        }
    }

    /// Its name in the address bar.
    pub fn key(self) -> &'static str {
        match self {
            What::Added => "added",
            What::Dropped => "dropped",
            What::Target => "target",
            What::Date => "date",
            What::Owner => "owner",
            What::Score => "score",
            What::Figure => "figure",
            What::Wording => "wording",
            What::Detail => "detail",
        }
    }

    /// What kind of change a change of a field is, by the label its page has for it.
    pub fn of(label: &str) -> What {
        let has = |labels: &[&str]| labels.contains(&label);
        if has(&DATES) {
            What::Date
        } else if has(&OWNERS) {
            What::Owner
        } else if has(&SCORES) {
            What::Score
        } else if has(&FIGURES) {
            What::Figure
        } else if has(&WORDINGS) {
            What::Wording
        } else {
            What::Detail
        }
    }
}

const DATES: [&str; 9] = [
    "Starts",
    "Ends",
    "Due",
    "First due",
    "Done on",
    "Date",
    "Next",
    "Taken",
    "Period",
];
const OWNERS: [&str; 7] = [
    "Responsible",
    "Service area",
    "Held by",
    "Led by",
    "By",
    "Post",
    "Responsibilities",
];
const SCORES: [&str; 6] = [
    "Present",
    "Target",
    "Overall assessment, as reported",
    "Target attainment, as reported",
    "Direction of travel, as reported",
    "Rating, as reported",
];
const FIGURES: [&str; 9] = [
    "Figure",
    "Own figure",
    "Change",
    "Average",
    "Rank",
    "Position",
    "Share",
    "Responses",
    "Asked",
];
const WORDINGS: [&str; 20] = [
    "Milestone",
    "Timescale",
    "Mitigation",
    "Update",
    "Wording there",
    "What it says",
    "Passage",
    "Story",
    "Meaning",
    "Stands for",
    "Comment",
    "What was achieved",
    "What it is to do",
    "What it is",
    "Explanation of the difference",
    "Progress to date",
    "Said of it",
    "How it will be done",
    "How it will be measured",
    "Improvements intended",
];

/// What follows from the other fields, or from the day one asks.
const FOLLOWS: [&str; 7] = [
    "Standing by the rule",
    "The rule",
    "State",
    "Present score",
    "Target score",
    "All answers",
    "Does it add up?",
];

/// One change of a record, with what stood before and what stands after in the field's own words;
/// nothing stands where the field was empty.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub what: What,
    /// The field: 'Due', 'Target 2012/13'.
    pub label: String,
    /// The part of the record it is about, if it isn't the record itself.
    pub part: String,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// The most characters that the name of a part has.
const PART: usize = 80;

/// A record in its plan.
#[derive(Clone, Copy)]
pub(super) struct In<'a> {
    pub plan: &'a Plan,
    pub index: &'a Index,
    pub record: &'a dyn AnyRecord,
}

impl In<'_> {
    fn sheet(&self) -> Option<Sheet> {
        // What depends on the day is passed over.
        sheet(self.plan, self.index, self.record.id(), Day(0))
    }
}

/// What changed from one edition of a record to the next.
pub(super) fn changes(before: In<'_>, after: In<'_>) -> Vec<Change> {
    let mut found = Vec::new();
    let (Some(old), Some(new)) = (before.sheet(), after.sheet()) else {
        return found;
    };
    let own = |field: &str, old: &str, new: &str, found: &mut Vec<Change>| {
        if old != new {
            found.push(Change {
                what: What::of(field),
                label: field.to_owned(),
                part: String::new(),
                before: old.to_owned(),
                after: new.to_owned(),
            });
        }
    };
    if old.title != new.title {
        found.push(Change {
            what: What::Wording,
            label: "Wording".to_owned(),
            part: String::new(),
            before: old.title.clone(),
            after: new.title.clone(),
        });
    }
    own("Reference", &old.reference, &new.reference, &mut found);
    let typed = figures(before.record, after.record);
    let by_id = typed.is_some();
    found.extend(typed.unwrap_or_default());
    facts(&old, &new, &mut found);
    let grids = pairs(&old, &new, |block| match block {
        Block::Grid(grid) => Some((grid.caption.clone(), grid)),
        Block::Facts(_) | Block::List(..) => None,
    });
    for (caption, old, new) in grids {
        // Rows without ids are told by type where there is one for them.
        let own_rows = |grid: &&Grid| !by_id || grid.rows.iter().any(|(id, _)| id.is_some());
        rows(
            &caption,
            old.filter(own_rows),
            new.filter(own_rows),
            &mut found,
        );
    }
    let lists = pairs(&old, &new, |block| match block {
        Block::List(heading, entries) => Some(((*heading).to_owned(), entries)),
        Block::Facts(_) | Block::Grid(_) => None,
    });
    for (heading, old, new) in lists {
        if !FOLLOWS.contains(&heading.as_str()) {
            entries(&heading, old, new, &mut found);
        }
    }
    own("Where it is printed", &old.source, &new.source, &mut found);
    own("Our remark", &old.note, &new.note, &mut found);
    own(
        "We concluded",
        &old.inferred.join(", "),
        &new.inferred.join(", "),
        &mut found,
    );
    found
}

/// What is on either sheet under one name, in the order of the earlier sheet.
fn pairs<'a, T>(
    old: &'a Sheet,
    new: &'a Sheet,
    pick: impl Fn(&'a Block) -> Option<(String, T)>,
) -> Vec<(String, Option<T>, Option<T>)> {
    let of = |sheet: &'a Sheet| sheet.blocks.iter().filter_map(&pick);
    let mut all: Vec<(String, Option<T>, Option<T>)> = Vec::new();
    for (name, value) in of(old) {
        all.push((name, Some(value), None));
    }
    for (name, value) in of(new) {
        match all
            .iter_mut()
            .find(|(n, _, new)| *n == name && new.is_none())
        {
            Some((.., slot)) => *slot = Some(value),
            None => all.push((name, None, Some(value))),
        }
    }
    all
}

fn facts(old: &Sheet, new: &Sheet, found: &mut Vec<Change>) {
    let of = |sheet: &Sheet| -> Vec<(String, Fact)> {
        let mut all = Vec::new();
        for block in &sheet.blocks {
            if let Block::Facts(facts) = block {
                all.extend(
                    facts
                        .iter()
                        .map(|(label, fact)| (label.to_string(), fact.clone())),
                );
            }
        }
        all
    };
    let (old, mut new) = (of(old), of(new));
    for (label, before) in old {
        let at = new.iter().position(|(l, _)| *l == label);
        let after = at.map(|at| new.remove(at).1);
        field(&label, "", Some(&before), after.as_ref(), found);
    }
    for (label, after) in new {
        field(&label, "", None, Some(&after), found);
    }
}

/// Two values of one field.
fn field(
    label: &str,
    part: &str,
    before: Option<&Fact>,
    after: Option<&Fact>,
    found: &mut Vec<Change>,
) {
    let same = match (before, after) {
        (Some(a), Some(b)) => same(a, b),
        (None, None) => true,
        _ => false,
    };
    if same || FOLLOWS.contains(&label) {
        return;
    }
    let shown = |fact: Option<&Fact>| fact.map(told).unwrap_or_default();
    found.push(Change {
        what: What::of(label),
        label: label.to_owned(),
        part: part.to_owned(),
        before: shown(before),
        after: shown(after),
    });
}

/// Links are the same if they lead to the same items, whatever these are called now.
fn same(a: &Fact, b: &Fact) -> bool {
    match (a, b) {
        (Fact::Items(a), Fact::Items(b)) => {
            a.iter().map(|(id, _)| id).eq(b.iter().map(|(id, _)| id))
        }
        _ => a == b,
    }
}

fn told(fact: &Fact) -> String {
    match fact {
        Fact::Text(text) | Fact::Retold(text) | Fact::Word(text) | Fact::Inferred(text) => {
            text.clone()
        }
        Fact::Rating(rag) => rag.shown().to_owned(),
        Fact::Standing(standing) => standing.shown().to_owned(),
        Fact::State(state) => state.shown().to_owned(),
        Fact::Items(items) => {
            let names: Vec<&str> = items.iter().map(|(_, name)| name.as_str()).collect();
            names.join("; ")
        }
    }
}

/// A row is the same by its id, else by its first cell.
type Row = (Option<Id>, Vec<Option<Fact>>);

fn key(row: &Row) -> (Option<Id>, String) {
    match &row.0 {
        Some(id) => (Some(id.clone()), String::new()),
        None => (None, cell(row, 0).map(told).unwrap_or_default()),
    }
}

fn cell(row: &Row, at: usize) -> Option<&Fact> {
    row.1.get(at).and_then(Option::as_ref)
}

fn rows(caption: &str, old: Option<&Grid>, new: Option<&Grid>, found: &mut Vec<Change>) {
    let none = Vec::new();
    let old_rows = old.map_or(&none, |grid| &grid.rows);
    let new_rows = new.map_or(&none, |grid| &grid.rows);
    let mut left: HashMap<(Option<Id>, String), Vec<&Row>> = HashMap::new();
    for row in new_rows.iter().rev() {
        left.entry(key(row)).or_default().push(row);
    }
    let columns = |grid: Option<&Grid>| -> Vec<String> {
        let columns = grid.map_or(&[][..], |grid| &grid.columns);
        columns.iter().map(ToString::to_string).collect()
    };
    let (old_columns, new_columns) = (columns(old), columns(new));
    // A sheet leaves out columns that no row fills, so they are found by name.
    let mut labels = old_columns.clone();
    labels.extend(
        new_columns
            .iter()
            .filter(|c| !old_columns.contains(c))
            .cloned(),
    );
    for before in old_rows {
        let Some(after) = left.get_mut(&key(before)).and_then(Vec::pop) else {
            found.push(gone(What::Dropped, caption, before));
            continue;
        };
        let part = short(&cell(before, 0).map(told).unwrap_or_default(), PART);
        for label in &labels {
            let at = |columns: &[String]| columns.iter().position(|c| c == label);
            let of = |row, columns: &[String]| at(columns).and_then(|at| cell(row, at));
            let (b, a) = (of(before, &old_columns), of(after, &new_columns));
            field(label, &part, b, a, found);
        }
    }
    // What is left is new, in its own order.
    let mut new_left: Vec<&Row> = left.into_values().flatten().collect();
    new_left.sort_by_key(|row| new_rows.iter().position(|r| std::ptr::eq(r, *row)));
    found.extend(
        new_left
            .into_iter()
            .map(|row| gone(What::Added, caption, row)),
    );
}

/// A row that is on one side only, told in one line.
fn gone(what: What, caption: &str, row: &Row) -> Change {
    let cells = row
        .1
        .iter()
        .flatten()
        .filter(|fact| !matches!(fact, Fact::State(_)));
    let words: Vec<String> = cells.map(told).filter(|words| !words.is_empty()).collect();
    alone(what, caption, words.join(", "))
}

fn alone(what: What, label: &str, words: String) -> Change {
    let (before, after) = match what {
        What::Added => (String::new(), words),
        _ => (words, String::new()),
    };
    Change {
        what,
        label: label.to_owned(),
        part: String::new(),
        before,
        after,
    }
}

fn entries(
    heading: &str,
    old: Option<&Vec<Entry>>,
    new: Option<&Vec<Entry>>,
    found: &mut Vec<Change>,
) {
    let none = Vec::new();
    let (old, mut new): (&Vec<Entry>, Vec<&Entry>) =
        (old.unwrap_or(&none), new.unwrap_or(&none).iter().collect());
    let mut gone: Vec<&Entry> = Vec::new();
    for before in old {
        let at = new.iter().position(|after| match (&before.id, &after.id) {
            (Some(a), Some(b)) => a == b,
            _ => same(&before.fact, &after.fact),
        });
        match at.map(|at| new.remove(at)) {
            Some(after) => field(heading, "", Some(&before.fact), Some(&after.fact), found),
            None => gone.push(before),
        }
    }
    let told = |entry: &&Entry| told(&entry.fact);
    found.extend(gone.iter().map(|e| alone(What::Dropped, heading, told(e))));
    found.extend(new.iter().map(|e| alone(What::Added, heading, told(e))));
}
