//! The rows of the pages that list measures, actions, risks and money: what each cell says, what the
//! rows can be narrowed by, and how they are sorted. A chart and its table read the same rows.

pub mod actions;
pub mod measures;
pub mod money;
pub mod risks;

use std::{cmp::Ordering, sync::Arc};

use super::{Fact, Index, Verdict};
use crate::plan::{Id, Kind, Plan, Ref};

/// The most characters a choice of a filter has.
const CHOICE: usize = 60;
/// The most characters the name of another item has in a cell.
const MENTION: usize = 60;

/// One thing in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Bit {
    /// A value, or links.
    Fact(Fact),
    /// An amount as printed, and in full.
    Amount(String, String),
    /// A second, quiet line.
    Small(String),
    /// A printed reference.
    Reference(String),
    /// Whether a sum adds up, and what was found.
    Sum(Verdict, String),
}

/// What a cell is sorted by.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum SortKey {
    /// Nothing: it stands last whichever way the rows are sorted.
    #[default]
    Missing,
    /// A figure, a rank or a day.
    Number(f64),
    /// Words.
    Text(String),
}

impl SortKey {
    /// A whole number, if there is one.
    pub fn count(number: Option<i64>) -> SortKey {
        number.map_or(SortKey::Missing, |n| SortKey::Number(n as f64))
    }

    /// Words, unless they are empty.
    pub fn text(words: &str) -> SortKey {
        match words {
            "" => SortKey::Missing,
            words => SortKey::Text(words.to_lowercase()),
        }
    }

    fn against(&self, other: &SortKey, descending: bool) -> Ordering {
        let order = match (self, other) {
            (SortKey::Missing, SortKey::Missing) => return Ordering::Equal,
            (SortKey::Missing, _) => return Ordering::Greater,
            (_, SortKey::Missing) => return Ordering::Less,
            (SortKey::Number(a), SortKey::Number(b)) => a.total_cmp(b),
            (SortKey::Text(a), SortKey::Text(b)) => a.cmp(b),
            (SortKey::Number(_), SortKey::Text(_)) => Ordering::Less,
            (SortKey::Text(_), SortKey::Number(_)) => Ordering::Greater,
        };
        if descending { order.reverse() } else { order }
    }
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Cell {
    /// What it says; nothing for an empty cell.
    pub bits: Vec<Bit>,
    /// What it is sorted by.
    pub key: SortKey,
}

impl Cell {
    /// A cell of bits with what it is sorted by.
    pub fn new(bits: Vec<Bit>, key: SortKey) -> Cell {
        Cell { bits, key }
    }

    /// A cell of one value, or an empty one.
    pub fn of(fact: Option<Fact>, key: SortKey) -> Cell {
        Cell::new(fact.map(Bit::Fact).into_iter().collect(), key)
    }

    /// A cell of words, sorted by them.
    pub fn text(words: &str) -> Cell {
        Cell::of(super::facts::text(words), SortKey::text(words))
    }
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in the address bar.
    pub key: String,
    /// Its heading.
    pub heading: String,
    /// Whether it holds figures, which stand at the right.
    pub numeric: bool,
    /// Whether the first press sorts it from the top down, as one looks for the worst or largest.
    pub largest_first: bool,
}

impl Column {
    /// A column of words.
    pub fn words(key: &str, heading: &str) -> Column {
        Column {
            key: key.to_owned(),
            heading: heading.to_owned(),
            numeric: false,
            largest_first: false,
        }
    }

    /// A column of figures.
    pub fn figures(key: &str, heading: &str) -> Column {
        Column {
            numeric: true,
            largest_first: true,
            ..Column::words(key, heading)
        }
    }
}

/// A value a row can be found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Which filter offers it.
    pub filter: &'static str,
    /// Its name in the address bar.
    pub value: String,
    /// As the filter shows it.
    pub label: String,
    /// Its place among the filter's choices.
    pub rank: usize,
}

/// A row about one record.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Row {
    /// The record.
    pub id: Id,
    /// What the row is called.
    pub title: String,
    /// Whether that is in our words.
    pub retold: bool,
    /// The heading it stands under; empty for none.
    pub section: String,
    /// It is the total of its section.
    pub total: bool,
    /// Its cells, one a column; the first holds what stands under the title.
    pub cells: Vec<Cell>,
    /// What it can be narrowed by.
    pub tags: Vec<Tag>,
    /// What it can be found by, in small letters.
    pub words: String,
}

/// One choice of a filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Its name in the address bar.
    pub value: String,
    /// As a reader sees it.
    pub label: String,
    /// How many rows have it.
    pub count: usize,
}

/// A filter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Its name in the address bar.
    pub name: &'static str,
    /// What it asks.
    pub label: String,
    /// Its choices.
    pub choices: Vec<Choice>,
}

/// All rows of a page with the ways to narrow and sort them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Listing {
    /// The columns that at least one row fills.
    pub columns: Vec<Column>,
    /// The filters that have something to choose.
    pub filters: Vec<Filter>,
    /// The rows in the plan's order.
    pub rows: Vec<Arc<Row>>,
}

impl Listing {
    /// Lists rows. A column no row fills and a filter that would change nothing are left out.
    pub fn new(columns: Vec<Column>, filters: &[(&'static str, &str)], rows: Vec<Row>) -> Listing {
        let used: Vec<bool> = (0..columns.len())
            .map(|at| at == 0 || rows.iter().any(|r| filled(r, at)))
            .collect();
        let keep = |at: usize| used.get(at).copied().unwrap_or(false);
        let rows = rows.into_iter().map(|mut row| {
            let cells = std::mem::take(&mut row.cells);
            row.cells = kept(cells, keep);
            Arc::new(row)
        });
        let rows: Vec<Arc<Row>> = rows.collect();
        Listing {
            columns: kept(columns, keep),
            filters: filters
                .iter()
                .filter_map(|(name, label)| filter(name, label, &rows))
                .collect(),
            rows,
        }
    }

    /// The rows a reader's settings leave, in the order they ask for.
    pub fn chosen(&self, settings: &[(String, String)]) -> Vec<Arc<Row>> {
        let mut rows = narrowed(&self.rows, &self.filters, settings);
        sort(&mut rows, &self.columns, setting(settings, "sort"));
        rows
    }
}

fn filled(row: &Row, at: usize) -> bool {
    row.cells.get(at).is_some_and(|c| !c.bits.is_empty())
}

fn kept<T>(all: Vec<T>, keep: impl Fn(usize) -> bool) -> Vec<T> {
    let numbered = all.into_iter().enumerate();
    numbered
        .filter(|(at, _)| keep(*at))
        .map(|(_, x)| x)
        .collect()
}

/// The filter of a name over these rows; `None` if every row has the same.
pub fn filter(name: &'static str, label: &str, rows: &[Arc<Row>]) -> Option<Filter> {
    let mut found: Vec<(usize, Choice)> = Vec::new();
    for tag in rows.iter().flat_map(|r| &r.tags) {
        if tag.filter != name {
            continue;
        }
        match found.iter_mut().find(|(_, c)| c.value == tag.value) {
            Some((_, choice)) => choice.count += 1,
            None => found.push((
                tag.rank,
                Choice {
                    value: tag.value.clone(),
                    label: tag.label.clone(),
                    count: 1,
                },
            )),
        }
    }
    // A stable sort keeps the plan's own order among equals.
    found.sort_by_key(|(rank, _)| *rank);
    let narrows = found.len() > 1 || found.iter().any(|(_, c)| c.count < rows.len());
    narrows.then(|| Filter {
        name,
        label: label.to_owned(),
        choices: found.into_iter().map(|(_, c)| c).collect(),
    })
}

/// The rows that hold every word looked for and every choice made. A choice no filter offers is
/// passed over, so that an old link still shows something.
pub fn narrowed(
    rows: &[Arc<Row>],
    filters: &[Filter],
    settings: &[(String, String)],
) -> Vec<Arc<Row>> {
    let words: Vec<String> = setting(settings, "q")
        .split_whitespace()
        .map(str::to_lowercase)
        .collect();
    let made = filters.iter().filter_map(|f| {
        let value = setting(settings, f.name);
        let offered = f.choices.iter().any(|c| c.value == value);
        offered.then_some((f.name, value))
    });
    let made: Vec<(&str, &str)> = made.collect();
    let fits = |row: &&Arc<Row>| {
        let has = |(name, value): &(&str, &str)| {
            row.tags
                .iter()
                .any(|t| t.filter == *name && t.value == *value)
        };
        words.iter().all(|w| row.words.contains(w.as_str())) && made.iter().all(has)
    };
    rows.iter().filter(fits).cloned().collect()
}

/// Sorts rows by a column, `-` before its name for the largest first. Sections keep their order and
/// a total stays the last of its section.
pub fn sort(rows: &mut [Arc<Row>], columns: &[Column], by: &str) {
    let (name, descending) = match by.strip_prefix('-') {
        Some(name) => (name, true),
        None => (by, false),
    };
    let Some(at) = columns.iter().position(|c| c.key == name) else {
        return;
    };
    let mut sections: Vec<String> = Vec::new();
    for row in rows.iter() {
        if !sections.contains(&row.section) {
            sections.push(row.section.clone());
        }
    }
    let section = |row: &Row| sections.iter().position(|s| *s == row.section);
    let missing = SortKey::Missing;
    let key = |row: &Row| row.cells.get(at).map_or(&missing, |c| &c.key).clone();
    rows.sort_by(|a, b| {
        (section(a), a.total)
            .cmp(&(section(b), b.total))
            .then_with(|| key(a).against(&key(b), descending))
    });
}

/// One of the reader's settings, empty if it isn't set.
pub fn setting<'a>(settings: &'a [(String, String)], name: &str) -> &'a str {
    settings
        .iter()
        .find(|(n, _)| n == name)
        .map_or("", |(_, v)| v.as_str())
}

/// What the makers of rows work with.
#[derive(Clone, Copy)]
struct Desk<'a> {
    plan: &'a Plan,
    index: &'a Index,
}

impl Desk<'_> {
    /// What another item is called where there is little room: its reference, else its first words.
    fn mention(&self, id: &Id) -> String {
        let record = self.index.record(self.plan, id);
        match record.as_deref().map(|r| r.reference()) {
            Some(reference) if !reference.is_empty() => reference.to_owned(),
            _ => short(&self.index.title(self.plan, id), MENTION),
        }
    }

    /// Links to other items, in few words; each once.
    fn mentions<'r>(&self, refs: impl Iterator<Item = &'r Ref>) -> Option<Fact> {
        let mut items: Vec<(Id, String)> = Vec::new();
        for r in refs {
            if !items.iter().any(|(id, _)| *id == r.to) {
                items.push((r.to.clone(), self.mention(&r.to)));
            }
        }
        (!items.is_empty()).then_some(Fact::Items(items))
    }

    /// Tags for other items; one that says so if there are none.
    fn tags<'r>(
        &self,
        filter: &'static str,
        refs: impl Iterator<Item = &'r Ref>,
        nobody: &str,
        tags: &mut Vec<Tag>,
    ) {
        let before = tags.len();
        for r in refs {
            let twice = tags
                .iter()
                .any(|t| t.filter == filter && t.value == r.to.as_str());
            if twice {
                continue;
            }
            let title = self.index.title(self.plan, &r.to);
            let record = self.index.record(self.plan, &r.to);
            let label = match record.as_deref().map(|r| r.reference()) {
                Some(reference) if !reference.is_empty() => format!("{reference}: {title}"),
                _ => title,
            };
            let place = self.index.place(&r.to);
            tags.push(Tag {
                filter,
                value: r.to.to_string(),
                label: short(&label, CHOICE),
                rank: place.map_or(usize::MAX - 1, |p| kind_rank(p.kind) + p.at),
            });
        }
        if tags.len() == before {
            tags.push(Tag {
                filter,
                value: "none".to_owned(),
                label: nobody.to_owned(),
                rank: usize::MAX,
            });
        }
    }

    /// The kinds of what these refer to, for the name of a filter.
    fn aims<'r>(&self, refs: impl Iterator<Item = &'r Ref>) -> &'static str {
        let (mut outcomes, mut others) = (false, false);
        for r in refs {
            match self.index.place(&r.to).map(|p| p.kind) {
                Some(Kind::Outcome) => outcomes = true,
                _ => others = true,
            }
        }
        match (outcomes, others) {
            (true, true) => "Priority or outcome",
            (true, false) => "Outcome",
            _ => "Priority",
        }
    }
}

/// A cell of links, sorted by the first.
fn named(items: Option<Fact>) -> Cell {
    let key = match &items {
        Some(Fact::Items(items)) => items.first().map(|(_, name)| SortKey::text(name)),
        _ => None,
    };
    Cell::of(items, key.unwrap_or_default())
}

/// Puts kinds one after another, each with room for all its records.
fn kind_rank(kind: Kind) -> usize {
    let at = Kind::ALL.iter().position(|k| *k == kind);
    at.unwrap_or(0) * 100_000
}

/// 'one measure', '2 measures'.
pub fn some(count: usize, one: &str, many: &str) -> String {
    match count {
        1 => format!("one {one}"),
        n => format!("{n} {many}"),
    }
}

/// The first sentence of a text, or as many whole words of it as fit. A full stop before a small
/// letter, as in 'No. of people', ends no sentence.
pub fn short(text: &str, most: usize) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(". ") {
        kept.push_str(before);
        let goes_on = after.starts_with(|c: char| c.is_lowercase());
        kept.push_str(if goes_on { ".\u{a0}" } else { ". " });
        rest = after;
    }
    kept.push_str(rest);
    crate::plan::brief(&kept, most)
}

/// A sentence begins with a capital.
pub fn sentence(words: &str) -> String {
    let mut chars = words.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => String::new(),
    }
}

/// What an item comes to, in a few words beside a link to it: a measure's figure and target, a
/// risk's scores, an action's end. Empty where there is nothing short to say.
pub fn gist(plan: &Plan, index: &Index, id: &Id) -> String {
    let place = index.place(id).filter(|p| p.part.is_none());
    let record = place.and_then(|_| index.record(plan, id));
    let Some(record) = record.as_deref() else {
        return String::new();
    };
    if let Some(m) = record.downcast() {
        return measures::gist(plan, m);
    }
    if let Some(r) = record.downcast() {
        return risks::gist(r);
    }
    if let Some(line) = record.downcast() {
        return money::gist(line);
    }
    record.reference().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, section: &str, total: bool, key: SortKey) -> Arc<Row> {
        Arc::new(Row {
            id: Id::slug(id),
            section: section.to_owned(),
            total,
            cells: vec![Cell::new(Vec::new(), key)],
            words: format!("row {id}"),
            tags: vec![Tag {
                filter: "section",
                value: section.to_owned(),
                label: section.to_owned(),
                rank: 0,
            }],
            ..Row::default()
        })
    }

    fn ids(rows: &[Arc<Row>]) -> String {
        let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        ids.join(" ")
    }

    fn rows() -> Vec<Arc<Row>> {
        vec![
            row("a", "x", false, SortKey::Number(1.0)),
            row("b", "x", false, SortKey::Missing),
            row("c", "x", false, SortKey::Number(9.0)),
            row("t", "x", true, SortKey::Number(10.0)),
            row("d", "y", false, SortKey::Number(20.0)),
        ]
    }

    fn settings(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = pairs.iter().map(|(n, v)| ((*n).into(), (*v).into()));
        owned.collect()
    }

    #[test]
    fn totals_stay_last_and_what_is_missing_stands_before_them() {
        let columns = [Column::figures("k", "K")];
        let mut sorted = rows();
        sort(&mut sorted, &columns, "-k");
        assert_eq!(ids(&sorted), "c a b t d");
        sort(&mut sorted, &columns, "k");
        assert_eq!(ids(&sorted), "a c b t d");
        sort(&mut sorted, &columns, "unknown");
        assert_eq!(ids(&sorted), "a c b t d");
    }

    #[test]
    fn words_and_choices_narrow_together() {
        let filters: Vec<Filter> = filter("section", "Section", &rows()).into_iter().collect();
        let chosen = |pairs| ids(&narrowed(&rows(), &filters, &settings(pairs)));
        assert_eq!(chosen(&[("section", "y")]), "d");
        assert_eq!(chosen(&[("q", " Row  A")]), "a");
        assert_eq!(chosen(&[("q", "a"), ("section", "y")]), "");
    }

    #[test]
    fn a_choice_nobody_offers_hides_nothing() {
        let filters: Vec<Filter> = filter("section", "Section", &rows()).into_iter().collect();
        let settings = settings(&[("section", "gone"), ("other", "y")]);
        assert_eq!(narrowed(&rows(), &filters, &settings).len(), 5);
    }

    #[test]
    fn a_filter_all_rows_agree_on_is_left_out() {
        let same = [row("a", "x", false, SortKey::Missing)];
        assert!(filter("section", "Section", &same).is_none());
        assert_eq!(filter("section", "", &rows()).unwrap().choices[0].count, 4);
    }

    #[test]
    fn a_number_is_no_end_of_a_sentence() {
        let shown = short("No. of carers seen. More about it.", 60);
        assert_eq!(shown, "No.\u{a0}of carers seen");
        assert_eq!(short("One two three", 8), "One two…");
    }

    #[test]
    fn a_column_nobody_fills_is_left_out() {
        let filled = Row {
            cells: vec![Cell::default(), Cell::default(), Cell::text("x")],
            ..Row::default()
        };
        let columns = ["a", "b", "c"].map(|k| Column::words(k, k)).to_vec();
        let listing = Listing::new(columns, &[], vec![filled]);
        let keys: Vec<&str> = listing.columns.iter().map(|c| c.key.as_str()).collect();
        assert_eq!(keys, ["a", "c"]);
        assert_eq!(listing.rows[0].cells.len(), 2);
    }
}
