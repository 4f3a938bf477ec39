//! The rows of the pages that list measures, actions, risks and money: what each cell says, what the
//! rows can be narrowed by, and how they are sorted. A chart and its table read the same rows.

pub mod actions;
pub mod benchmarks;
mod cell;
mod desk;
mod due;
mod filter;
pub mod glossary;
pub mod measures;
pub mod money;
mod money_line;
pub mod projects;
pub mod risks;
pub mod timeline;
mod trend;
mod words;

use std::{collections::HashMap, sync::Arc};

use crate::plan::{Id, List, Record};

pub use cell::{Bit, Cell, Column, Home, SortKey, Trend};
pub(in crate::insight) use desk::Desk;
use desk::{CHOICE, named};
pub use due::{due_words, standing_at};
use due::{next_due, state_tag};
pub use filter::{Choice, Filter, Tag, counted, filter, narrowed, setting};
pub use words::{and, gist, group, indicator, sentence, short, so_many, some};

/// A row about one record.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Row {
    /// The record.
    pub id: Id,
    /// Where that is.
    pub home: Home,
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
    pub words: Arc<str>,
}

/// The records that rows are about, in the order of the rows.
pub fn records<'a, T: Record>(list: &'a List<T>, rows: &[Arc<Row>]) -> Vec<&'a T> {
    let sections = sections(list, rows);
    sections.into_iter().map(|(record, _)| record).collect()
}

/// The records that rows are about, in the order of the rows, with the heading each stands under.
pub fn sections<'a, 'r, T: Record>(
    list: &'a List<T>,
    rows: &'r [Arc<Row>],
) -> Vec<(&'a T, &'r str)> {
    let by_id: HashMap<&Id, &T> = list.iter().map(|r| (r.id(), &**r)).collect();
    rows.iter()
        .filter_map(|row| Some((*by_id.get(&row.id)?, row.section.as_str())))
        .collect()
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
    /// Whether the reader may put the rows under headings: those of one of the filters, named by the setting `by`.
    pub grouped: bool,
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
            grouped: false,
        }
    }

    /// The same rows, which the reader may put under headings.
    pub fn grouped(self) -> Listing {
        Listing {
            grouped: true,
            ..self
        }
    }

    /// The rows a reader's settings leave, in the order they ask for.
    pub fn chosen(&self, settings: &[(String, String)]) -> Vec<Arc<Row>> {
        let mut rows = narrowed(&self.rows, &self.filters, settings);
        let by = setting(settings, "by");
        if let Some(filter) = self.filters.iter().find(|f| self.grouped && f.name == by) {
            under(&mut rows, filter);
        }
        sort(&mut rows, &self.columns, setting(settings, "sort"));
        rows
    }
}

/// Whether rows stand under more than one heading.
pub fn grouped(rows: &[Arc<Row>]) -> bool {
    let mut sections = rows.iter().map(|row| &row.section);
    let first = sections.next();
    sections.any(|section| Some(section) != first)
}

/// Whether rows are the very same. Those that say what they said before are taken over by whoever makes them anew, so
/// nothing need be read.
pub fn same(a: &[Arc<Row>], b: &[Arc<Row>]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| Arc::ptr_eq(a, b))
}

/// Puts rows under headings, the choices of a filter in their order. A row that has several of them stands under them
/// all together, so that each row is there once.
fn under(rows: &mut [Arc<Row>], filter: &Filter) {
    let place = |row: &Row| {
        let first = row.tags.iter().find(|t| t.filter == filter.name);
        first.and_then(|tag| filter.choices.iter().position(|c| *c.value == *tag.value))
    };
    for row in rows.iter_mut() {
        let tags = row.tags.iter().filter(|t| t.filter == filter.name);
        let labels: Vec<&str> = tags.map(|t| &*t.label).collect();
        let section = and(&labels);
        Arc::make_mut(row).section = section;
    }
    // Those under none of the choices come last.
    let order = |row: &Arc<Row>| (place(row).unwrap_or(usize::MAX), row.section.clone());
    rows.sort_by_cached_key(order);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn row(id: &str, section: &str, total: bool, key: SortKey) -> Arc<Row> {
        Arc::new(Row {
            id: Id::slug(id),
            section: section.to_owned(),
            total,
            cells: vec![Cell::new(Vec::new(), key)],
            words: format!("row {id}").into(),
            tags: vec![Tag {
                filter: "section",
                value: section.into(),
                label: section.into(),
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
    fn a_filter_gives_headings_and_sorting_stays_under_them() {
        let flat = |id: &str, owners: &[&str], key: f64| Row {
            id: Id::slug(id),
            cells: vec![Cell::new(
                vec![Bit::Small("x".into())],
                SortKey::Number(key),
            )],
            tags: owners
                .iter()
                .map(|owner| Tag {
                    filter: "owner",
                    value: (*owner).into(),
                    label: (*owner).into(),
                    rank: 0,
                })
                .collect(),
            ..Row::default()
        };
        let rows = vec![
            flat("a", &["Ann"], 1.0),
            flat("b", &["Bo"], 2.0),
            flat("c", &[], 3.0),
            flat("d", &["Ann", "Bo"], 4.0),
            flat("e", &["Ann"], 5.0),
        ];
        let columns = vec![Column::figures("k", "K")];
        let listing = Listing::new(columns, &[("owner", "Owner")], rows);
        let by = settings(&[("by", "owner"), ("sort", "-k")]);
        let sections = |listing: &Listing| {
            let rows = listing.chosen(&by);
            let told: Vec<String> = rows
                .iter()
                .map(|r| format!("{}:{}", r.id, r.section))
                .collect();
            told.join(" ")
        };
        assert_eq!(sections(&listing), "e: d: c: b: a:");
        assert_eq!(
            sections(&listing.grouped()),
            "e:Ann a:Ann d:Ann and Bo b:Bo c:"
        );
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
