//! What the page of one item says: facts, tables and prose for each kind of record and part, laid
//! out for that kind, as plain data. Pages draw it; exports and print can too.

mod account;
mod delivery;
mod figures;
mod links;
mod parts;
mod people;
mod performance;
mod tables;

use std::{borrow::Cow, sync::Arc};

use super::{as_at::MilestoneState, index::Index, standing::Standing};
use crate::plan::{AnyRecord, Day, Id, Kind, Plan, Printed, Provenance, Rag, Ref, Words};

pub(crate) use figures::column;
pub use links::{related, thread, what_is};
pub(crate) use tables::rank;

/// One value on a page.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Exact text.
    Text(String),
    /// The document's meaning in our words.
    Retold(String),
    /// A word the document prints where a value would stand.
    Word(String),
    /// A value we concluded.
    Inferred(String),
    /// A rating.
    Rating(Rag),
    /// How a measure stands by the rule.
    Standing(Standing),
    /// How a milestone stands.
    State(MilestoneState),
    /// Other items, by id and the words to show.
    Items(Vec<(Id, String)>),
}

/// A table of an item page.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// What it shows.
    pub caption: String,
    /// Its columns; the first names the row.
    pub columns: Vec<Cow<'static, str>>,
    /// Its rows, each with the id of its part if it has one.
    pub rows: Vec<(Option<Id>, Vec<Option<Fact>>)>,
}

/// One block of an item page.
#[derive(Clone, Debug, PartialEq)]
pub enum Block {
    /// Labelled facts.
    Facts(Vec<Labelled>),
    /// A table.
    Grid(Grid),
    /// A headed list.
    List(&'static str, Vec<Entry>),
}

/// A fact with its label: ours, or the heading as printed.
pub type Labelled = (Cow<'static, str>, Fact);

/// One entry of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The part it is, if it is one with an id.
    pub id: Option<Id>,
    /// What it says.
    pub fact: Fact,
    /// Whether it stands under the entry before it.
    pub nested: bool,
}

/// What the page of one item says.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// What it is, in a word or two: 'measure', 'milestone'.
    pub noun: &'static str,
    /// Its printed reference.
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Whether the title is in our words.
    pub retold: bool,
    /// The record it is a part of, for a part.
    pub holder: Option<Id>,
    /// What is said of it.
    pub blocks: Vec<Block>,
    /// Where it came from.
    pub source: String,
    /// Our remark on it.
    pub note: String,
    /// What is concluded and not in the document.
    pub inferred: Vec<String>,
}

/// What the makers of sheets work with.
pub(crate) struct Desk<'a> {
    pub plan: &'a Plan,
    pub index: &'a Index,
    pub as_at: Day,
}

/// The sheet of an item; `None` if the plan has no such item.
pub fn sheet(plan: &Plan, index: &Index, id: &Id, as_at: Day) -> Option<Sheet> {
    let desk = Desk { plan, index, as_at };
    let place = index.place(id)?;
    let record = index.record(plan, id)?;
    if let Some(noun) = place.part {
        return Some(desk.part(&record, id, noun));
    }
    let mut sheet = desk.frame(&record);
    let body = match place.kind {
        Kind::Measure | Kind::Benchmark => desk.performance(&*record),
        Kind::Action | Kind::Project | Kind::Risk => desk.delivery(&*record),
        Kind::Money | Kind::Table | Kind::Statistic | Kind::Survey => desk.figures(&*record),
        Kind::Team | Kind::Post | Kind::Organisation => desk.people(&*record),
        _ => desk.account(&*record),
    };
    sheet.retold = body.retold;
    sheet.blocks = body.blocks;
    sheet.blocks.extend(desk.beside(record.provenance()));
    Some(sheet)
}

/// What a maker gives back.
#[derive(Default)]
pub(crate) struct Body {
    pub retold: bool,
    pub blocks: Vec<Block>,
}

impl Desk<'_> {
    fn frame(&self, record: &Arc<dyn AnyRecord>) -> Sheet {
        let about = record.provenance();
        Sheet {
            noun: record.kind().one(),
            reference: record.reference().to_owned(),
            title: titled(record.title(), record.kind().one()),
            retold: false,
            holder: None,
            blocks: Vec::new(),
            source: about.source.to_owned(),
            note: about.note.to_owned(),
            inferred: about.inferred.to_vec(),
        }
    }

    /// What else is printed with a record or part, and where else it is printed.
    fn beside(&self, about: Provenance<'_>) -> Option<Block> {
        let cells = about.cells.iter().filter_map(|c| {
            let shown = printed_words(&c.value)?;
            Some((Cow::Owned(c.label.clone()), shown))
        });
        let reasons = about.reasons.iter().filter_map(|r| {
            let told = text(&r.told())?;
            Some((Cow::Owned(format!("Changed: {}", r.what)), told))
        });
        let links = [
            ("About", self.items(about.about)),
            (
                "Printed in",
                self.items(about.table.map_or(&[], std::slice::from_ref)),
            ),
            ("Also printed as", self.items(about.same_as)),
        ];
        let links = links.into_iter();
        let links = links.filter_map(|(label, items)| Some((Cow::Borrowed(label), items?)));
        let all: Vec<Labelled> = cells.chain(reasons).chain(links).collect();
        (!all.is_empty()).then_some(Block::Facts(all))
    }

    fn part(&self, record: &Arc<dyn AnyRecord>, id: &Id, noun: &'static str) -> Sheet {
        let body = self.part_body(&**record, id);
        let mut sheet = Sheet {
            noun,
            retold: body.retold,
            holder: Some(record.id().clone()),
            blocks: body.blocks,
            note: String::new(),
            inferred: Vec::new(),
            ..self.frame(record)
        };
        record.parts(&mut |part| {
            if part.id == id {
                sheet.title = titled(part.title.to_owned(), noun);
                sheet.blocks.extend(self.beside(part.about));
                sheet.note = part.about.note.to_owned();
                sheet.inferred = part.about.inferred.to_vec();
                if !part.about.source.is_empty() {
                    sheet.source = part.about.source.to_owned();
                }
            }
        });
        sheet
    }

    /// References with the words to show for them.
    pub fn items(&self, refs: &[Ref]) -> Option<Fact> {
        (!refs.is_empty()).then(|| {
            let show = |r: &Ref| {
                let words = match &r.as_printed {
                    Some(words) => words.clone(),
                    None => self.index.title(self.plan, &r.to),
                };
                (r.to.clone(), words)
            };
            Fact::Items(refs.iter().map(show).collect())
        })
    }
}

fn titled(title: String, noun: &str) -> String {
    if title.trim().is_empty() {
        format!("Unnamed {noun}")
    } else {
        title
    }
}

/// Text, unless it is empty.
pub(crate) fn text(text: &str) -> Option<Fact> {
    (!text.is_empty()).then(|| Fact::Text(text.to_owned()))
}

/// Words, exact or retold, unless they are empty.
pub(crate) fn words(words: &Words) -> Option<Fact> {
    match words {
        Words::Exact(exact) => text(exact),
        Words::Retold(retold) => Some(Fact::Retold(retold.clone())),
    }
}

/// A printed cell, if the document has it.
pub(crate) fn cell<T>(cell: &Option<Printed<T>>, show: impl FnOnce(&T) -> String) -> Option<Fact> {
    let cell = cell.as_ref()?;
    Some(match cell {
        Printed::Word(word) => Fact::Word(word.shown().to_owned()),
        Printed::Value { .. } if cell.is_inferred() => {
            let printed = cell.as_printed().map(str::to_owned);
            let value = cell.value().map(show).unwrap_or_default();
            match printed {
                Some(printed) => Fact::Inferred(format!("{printed} (read as {value})")),
                None => Fact::Inferred(value),
            }
        }
        Printed::Value { .. } => Fact::Text(cell.shown(show)),
    })
}

/// A printed cell that holds words.
pub(crate) fn printed_words(cell: &Option<Printed<Words>>) -> Option<Fact> {
    match cell.as_ref()? {
        Printed::Value { value, .. } => words(value),
        Printed::Word(word) => Some(Fact::Word(word.shown().to_owned())),
    }
}

/// Keeps the facts that are there.
pub(crate) fn facts(all: impl IntoIterator<Item = (&'static str, Option<Fact>)>) -> Block {
    let there = all
        .into_iter()
        .filter_map(|(label, fact)| fact.map(|f| (Cow::Borrowed(label), f)));
    Block::Facts(there.collect())
}

/// As [`table`], as a block of a page.
pub(crate) fn grid(
    caption: String,
    columns: &[&'static str],
    rows: Vec<(Option<Id>, Vec<Option<Fact>>)>,
) -> Option<Block> {
    table(caption, columns, rows).map(Block::Grid)
}

/// A table without the columns that no row fills; `None` without rows.
pub(crate) fn table(
    caption: String,
    columns: &[&'static str],
    rows: Vec<(Option<Id>, Vec<Option<Fact>>)>,
) -> Option<Grid> {
    if rows.is_empty() {
        return None;
    }
    let used: Vec<bool> = (0..columns.len())
        .map(|at| {
            at == 0
                || rows
                    .iter()
                    .any(|(_, cells)| matches!(cells.get(at), Some(Some(_))))
        })
        .collect();
    let keep = |at: usize| used.get(at).copied().unwrap_or(false);
    Some(Grid {
        caption,
        columns: columns
            .iter()
            .enumerate()
            .filter(|(at, _)| keep(*at))
            .map(|(_, c)| Cow::Borrowed(*c))
            .collect(),
        rows: rows
            .into_iter()
            .map(|(id, cells)| {
                let kept = cells.into_iter().enumerate().filter(|(at, _)| keep(*at));
                (id, kept.map(|(_, cell)| cell).collect())
            })
            .collect(),
    })
}

/// A headed list, unless it is empty.
pub(crate) fn list(
    heading: &'static str,
    facts: impl IntoIterator<Item = Option<Fact>>,
) -> Option<Block> {
    let entry = |fact| Entry {
        id: None,
        fact,
        nested: false,
    };
    let entries = facts.into_iter().flatten().map(entry).collect();
    listed(heading, entries)
}

/// A headed list of entries, unless it is empty.
pub(crate) fn listed(heading: &'static str, entries: Vec<Entry>) -> Option<Block> {
    (!entries.is_empty()).then_some(Block::List(heading, entries))
}
