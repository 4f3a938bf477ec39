//! What rows can be narrowed by: the choices that filters offer, and the rows a reader’s choices leave.

use std::{borrow::Borrow, collections::HashMap, sync::Arc};

use super::Row;

/// A value a row can be found by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// Which filter offers it.
    pub filter: &'static str,
    /// Its name in the address bar.
    pub value: Arc<str>,
    /// As the filter shows it.
    pub label: Arc<str>,
    /// Its place among the filter's choices.
    pub rank: usize,
}

impl Tag {
    /// Whether it names a record rather than saying that there is none.
    pub fn is_named(&self) -> bool {
        self.rank != usize::MAX
    }
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

/// The filter of a name over these rows; `None` if every row has the same.
pub fn filter(name: &'static str, label: &str, rows: &[Arc<Row>]) -> Option<Filter> {
    let mut found: Vec<(&Tag, usize)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for tag in rows.iter().flat_map(|r| &r.tags) {
        if tag.filter != name {
            continue;
        }
        let at = *places.entry(&tag.value).or_insert(found.len());
        match found.get_mut(at) {
            Some((_, count)) => *count += 1,
            None => found.push((tag, 1)),
        }
    }
    counted(name, label, found, rows.len())
}

/// The filter of what so many rows have, counted already; `None` if every one of them has the same.
pub fn counted<T: Borrow<Tag>>(
    name: &'static str,
    label: &str,
    mut found: Vec<(T, usize)>,
    rows: usize,
) -> Option<Filter> {
    // A stable sort keeps the plan's own order among equals.
    found.sort_by_key(|(tag, _)| tag.borrow().rank);
    let narrows = found.len() > 1 || found.iter().any(|(_, count)| *count < rows);
    let choice = |(tag, count): &(T, usize)| Choice {
        value: tag.borrow().value.to_string(),
        label: tag.borrow().label.to_string(),
        count: *count,
    };
    narrows.then(|| Filter {
        name,
        label: label.to_owned(),
        choices: found.iter().map(choice).collect(),
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
                .any(|t| t.filter == *name && *t.value == **value)
        };
        words.iter().all(|w| row.words.contains(w.as_str())) && made.iter().all(has)
    };
    rows.iter().filter(fits).cloned().collect()
}

/// One of the reader's settings, empty if it isn't set.
pub fn setting<'a>(settings: &'a [(String, String)], name: &str) -> &'a str {
    settings
        .iter()
        .find(|(n, _)| n == name)
        .map_or("", |(_, v)| v.as_str())
}
