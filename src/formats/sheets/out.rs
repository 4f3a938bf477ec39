//! A plan as sheets: one a kind of record and one a list within records, each row with its id.

use std::collections::HashMap;

use super::{
    cell::{Cell, written},
    column::Column,
    element::{Elements, get, take_apart},
    layouts::{Layout, Of, layouts},
    names::{Names, Style},
};
use crate::plan::{Plan, Words};

/// The headings of the columns that say which row it is.
pub const ID: &str = "Id";
/// What holds it.
pub const PARENT: &str = "Belongs to";
/// Its place in what holds it, where it has no id.
pub const PLACE: &str = "No.";

/// A heading or the way to a field as one word, as programs like it: `belongs_to`, `change_from`.
pub fn coded(name: &str) -> String {
    let plain = name.trim_end_matches('.').to_lowercase();
    plain.replace([' ', '/'], "_")
}

/// A sheet with its rows.
#[derive(Clone, Debug)]
pub struct Sheet {
    /// What sheet it is.
    pub layout: &'static Layout,
    /// Its rows: the cells of [`Sheet::headings`].
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The headings of its columns.
    pub fn headings(&self) -> impl Iterator<Item = &'static str> {
        let own = self.layout.columns().map(|column| column.heading);
        leading(self.layout).iter().copied().chain(own)
    }

    /// Its columns, behind those that say which row it is.
    pub fn columns(&self) -> impl Iterator<Item = &'static Column> {
        self.layout.columns()
    }

    /// How many columns say which row it is.
    pub fn leading(&self) -> usize {
        leading(self.layout).len()
    }
}

/// The headings that say which row of a sheet it is.
pub(super) fn leading(layout: &Layout) -> &'static [&'static str] {
    match layout.of {
        Of::Plan => &[],
        Of::Records(_) => &[ID],
        Of::Parts { ids: true, .. } => &[ID, PARENT],
        Of::Parts { ids: false, .. } => &[PARENT, PLACE],
    }
}

/// The sheets of a plan, those without rows left out.
pub fn sheets(plan: &Plan, style: Style) -> Vec<Sheet> {
    let mut elements = take_apart(plan);
    let titles = titles(plan, &elements);
    let names = names(&titles, style);
    layouts()
        .filter_map(|layout| {
            // They go as soon as their rows are made: both at once would take twice the memory.
            let rows = elements.remove(layout.key)?;
            let row = |element: &super::element::Element| {
                let leading = leading(layout).iter().map(|heading| match *heading {
                    ID => Cell::text(&element.id),
                    PARENT => Cell::text(names.of(&element.parent)),
                    _ => Cell::Number(crate::plan::Decimal::new(element.place as i64, 0)),
                });
                let own = layout
                    .columns()
                    .map(|column| written(column.how, get(&element.fields, column.field), &names));
                leading.chain(own).collect()
            };
            let rows = rows.iter().map(row).collect();
            Some(Sheet { layout, rows })
        })
        .collect()
}

/// Everything in a plan that has an id, with the key of its sheet and its title.
pub fn everything(plan: &Plan) -> Vec<(String, &'static str, String)> {
    let elements = take_apart(plan);
    let titles = titles(plan, &elements);
    let keys = layouts()
        .filter(|layout| layout.has_ids())
        .flat_map(|layout| {
            let rows = elements.get(layout.key).map_or(0, Vec::len);
            std::iter::repeat_n(layout.key, rows)
        });
    titles
        .into_iter()
        .zip(keys)
        .map(|((id, title, _), key)| (id, key, title))
        .collect()
}

/// The title and reference of everything that has an id.
pub(super) type Titles = Vec<(String, String, String)>;

/// What everything with an id is called: a record by its own title, a part by its first words.
pub(super) fn titles(plan: &Plan, elements: &Elements) -> Titles {
    let of_records: HashMap<String, (String, String)> = plan
        .records()
        .map(|record| {
            let named = (record.title(), record.reference().to_owned());
            (record.id().to_string(), named)
        })
        .collect();
    let mut titles = Vec::new();
    for layout in layouts().filter(|layout| layout.has_ids()) {
        for element in elements.get(layout.key).into_iter().flatten() {
            let (title, reference) = match of_records.get(&element.id) {
                Some(named) => named.clone(),
                None => (first_words(layout, element), String::new()),
            };
            titles.push((element.id.clone(), title, reference));
        }
    }
    titles
}

fn first_words(layout: &Layout, element: &super::element::Element) -> String {
    let words = layout.columns.iter().find_map(|column| {
        let value = get(&element.fields, column.field);
        let words: Option<Words> = crate::plan::read(value).ok();
        words.map(|words| words.as_str().to_owned())
    });
    words.unwrap_or_default()
}

/// The names of these titles.
pub(super) fn names(titles: &Titles, style: Style) -> Names<'_> {
    let mut names = Names::new(style);
    for (id, title, reference) in titles {
        names.call(id, title, reference);
    }
    names
}
