//! Sheets back to a plan. What a cell says as it did stays as it was, byte for byte; what it says anew is read as if it
//! were typed. Rows are known by their ids, wherever they stand; new ones come behind the row they stand below.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::{
    cell::{Cell, Read, taken, written},
    column::{Column, How},
    element::{Element, Elements, get, put_together, set, take_apart},
    layouts::{Layout, Of, layout_of, layouts},
    names::{Names, Style, id_in, to},
    out::{ID, PARENT, PLACE, Titles, coded, leading, names, titles},
};
use crate::{
    formats::{Place, Unread, sha256_hex, unread::Told},
    plan::{Id, Plan, Remark, brief},
};

/// A sheet as it came: its name, and its rows, the headings first.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// What it is called.
    pub name: String,
    /// Its rows of cells.
    pub rows: Vec<Vec<Cell>>,
}

/// What sheets come to.
#[derive(Debug)]
pub struct Back {
    /// The plan that they say.
    pub plan: Plan,
    /// What of them could not be read, or was read otherwise than it stands there.
    pub unread: Vec<Unread>,
}

/// The rows of a sheet that could be read, before their cells are.
struct Sheet<'a> {
    layout: &'static Layout,
    /// The place of each of its columns in a row.
    columns: Vec<(usize, &'static Column)>,
    rows: Vec<Row<'a>>,
}

/// A row, and the element that it is.
struct Row<'a> {
    cells: &'a [Cell],
    element: Element,
    /// Its place among the elements of its sheet before, if it was one.
    before: Option<usize>,
}

/// Reads sheets as an edited copy of `base`, or of an empty plan.
///
/// # Errors
/// What is wrong with the plan that they say: it is none then.
pub fn back(came: &[Came], base: &Plan, style: Style) -> Result<Back, Vec<Remark>> {
    let mut before = take_apart(base);
    let mut told = Told::default();
    let mut sheets = Vec::new();
    let mut fresh = Fresh::new(&before);
    for one in came {
        match layout_of(&one.name) {
            None => told.push(Unread::at(
                Place::part(&one.name),
                "is no sheet of a plan, and was left out",
            )),
            Some(layout)
                if sheets
                    .iter()
                    .any(|sheet: &Sheet<'_>| sheet.layout.key == layout.key) =>
            {
                told.push(Unread::at(
                    Place::part(&one.name),
                    "is there twice: the second was left out",
                ));
            }
            Some(layout) => {
                let known = before
                    .get(layout.key)
                    .map(Vec::as_slice)
                    .unwrap_or_default();
                sheets.push(identified(layout, one, known, &mut fresh, &mut told));
            }
        }
    }
    for layout in layouts() {
        let was = before.get(layout.key).map_or(0, Vec::len);
        let is_here = sheets.iter().any(|sheet| sheet.layout.key == layout.key);
        if was > 0 && !is_here && layout.of != Of::Plan {
            let stays = "is not there: what stood in it stays as it was";
            told.push(Unread::at(Place::part(layout.name), stays));
        }
    }
    let titles = titles_now(base, &before, &sheets);
    let names = names(&titles, style);
    let were = ids(&before);
    // What no sheet is there for stays; the others' fields move on into what their rows say.
    let mut after = Elements::new();
    for sheet in sheets {
        let known = before.remove(sheet.layout.key).unwrap_or_default();
        after.insert(sheet.layout.key, read_rows(sheet, known, &names, &mut told));
    }
    after.append(&mut before);
    let gone = gone(were, &after);
    drop_links_to(&gone, &mut after);
    let (plan, left) = put_together(after);
    for (layout, part) in left {
        let place = Place {
            row: part.row,
            ..Place::part(layout.name).column(PARENT)
        };
        let what = format!(
            "“{}” is nothing that could hold it: the row was left out",
            brief(&part.parent, 80)
        );
        // What held it was deleted: then it goes along, as in a form.
        if !gone.contains(&part.parent) {
            told.push(Unread::at(place, what));
        }
    }
    let plan = Plan::from_json(plan)?;
    Ok(Back {
        plan,
        unread: told.list(),
    })
}

/// Ids that are taken, and new ones.
struct Fresh {
    taken: HashSet<String>,
    /// How often the same was said before.
    said: HashMap<String, usize>,
}

impl Fresh {
    fn new(before: &Elements) -> Fresh {
        let ids = before.values().flatten().map(|element| element.id.clone());
        Fresh {
            taken: ids.collect(),
            said: HashMap::new(),
        }
    }

    /// An id for a row without one: of what the row says, so that two copies in which officers add rows never give one
    /// id to two things.
    fn id(&mut self, layout: &Layout, parent: &str, cells: &[Cell]) -> String {
        let mut said = format!("{}\n{parent}", layout.key);
        for cell in cells {
            said.push('\n');
            said.push_str(&cell.plain());
        }
        let said = sha256_hex(said.as_bytes());
        let before = self.said.entry(said.clone()).or_default();
        loop {
            let id = match *before {
                0 => format!("x{}", &said[..12]),
                n => format!("x{}", &sha256_hex(format!("{said}+{n}").as_bytes())[..12]),
            };
            *before += 1;
            if self.taken.insert(id.clone()) {
                return id;
            }
        }
    }
}

/// Finds the columns of a sheet, and which element each row is.
fn identified<'a>(
    layout: &'static Layout,
    came: &'a Came,
    known: &[Element],
    fresh: &mut Fresh,
    told: &mut Told,
) -> Sheet<'a> {
    let (headings, rows) = match came.rows.split_first() {
        Some((headings, rows)) => (headings.as_slice(), rows),
        None => (&[][..], &[][..]),
    };
    let mut columns = Vec::new();
    let mut leads = HashMap::new();
    for (at, heading) in headings.iter().enumerate() {
        let heading = heading.plain();
        let heading = heading.trim();
        let is_it = |name: &str| name.eq_ignore_ascii_case(heading) || coded(name) == heading;
        if let Some(lead) = leading(layout).iter().find(|name| is_it(name)) {
            leads.entry(*lead).or_insert(at);
        } else if let Some(column) = layout.columns().find(|column| {
            column.heading.eq_ignore_ascii_case(heading) || coded(column.field) == heading
        }) {
            columns.push((at, column));
        } else if !heading.is_empty() {
            let place = Place::part(layout.name).column(brief(heading, 80));
            told.push(Unread::at(
                place,
                "is no column of this sheet, and was left out",
            ));
        }
    }
    let places: HashMap<(String, usize), usize> = known
        .iter()
        .enumerate()
        .map(|(at, element)| (element.key(layout), at))
        .collect();
    let mut seen = HashSet::new();
    let mut read = Vec::new();
    for (at, cells) in rows.iter().enumerate() {
        if cells.iter().all(Cell::is_empty) {
            continue;
        }
        let cell = |lead: &str| leads.get(lead).and_then(|at| cells.get(*at));
        let words = |lead: &str| {
            cell(lead)
                .map(|cell| cell.plain().trim().to_owned())
                .unwrap_or_default()
        };
        let number = at + 2;
        let mut element = Element {
            id: words(ID),
            // Which it is is found once all names are known; an id in brackets is one at once.
            parent: id_in(&words(PARENT)).to_owned(),
            place: words(PLACE).parse().unwrap_or(0),
            fields: Map::new(),
            // The plan's own fields stand below each other.
            row: Some(number).filter(|_| layout.of != Of::Plan),
        };
        let before = match layout.of {
            Of::Plan => Some(0).filter(|_| !known.is_empty()),
            _ => places.get(&element.key(layout)).copied(),
        };
        if layout.of == Of::Plan {
            let said = columns.iter().find(|(_, column)| column.field == "id");
            let said = said.and_then(|(at, _)| cells.get(*at)).map(Cell::plain);
            let was = known.first().map(|own| own.id.clone());
            element.id = was.filter(|id| !id.is_empty()).or(said).unwrap_or_default();
        }
        let is_second = !seen.insert(element.key(layout));
        let before = before.filter(|_| !is_second);
        if layout.has_ids() && before.is_none() {
            let place = || Place::part(layout.name).row(number).column(ID);
            let id = &element.id;
            let shown = brief(id, 80);
            if is_second && !id.is_empty() {
                let what =
                    format!("“{shown}” stands there twice: this row was taken for a new one");
                told.push(Unread::at(place(), what));
            } else if !id.is_empty() && Id::parse(id).is_none() {
                let what = format!("“{shown}” is no id: the row was given one");
                told.push(Unread::at(place(), what));
            }
            let is_free = !is_second && Id::parse(id).is_some() && fresh.taken.insert(id.clone());
            if !is_free {
                element.id = fresh.id(layout, &element.parent, cells);
            }
        }
        read.push(Row {
            cells,
            element,
            before,
        });
        if layout.of == Of::Plan {
            break;
        }
    }
    Sheet {
        layout,
        columns,
        rows: read,
    }
}

/// What everything is called, the new rows included.
fn titles_now(base: &Plan, before: &Elements, sheets: &[Sheet<'_>]) -> Titles {
    let mut titles = titles(base, before);
    for sheet in sheets.iter().filter(|sheet| sheet.layout.has_ids()) {
        let is_main = |(_, column): &&(usize, &Column)| {
            matches!(
                column.field,
                "text" | "name" | "title" | "label" | "term" | "short" | "heading" | "wording"
            )
        };
        let main = sheet.columns.iter().find(is_main).map(|(at, _)| *at);
        let reference = sheet
            .columns
            .iter()
            .find(|(_, column)| matches!(column.field, "reference" | "code"));
        let reference = reference.map(|(at, _)| *at);
        for row in sheet.rows.iter().filter(|row| row.before.is_none()) {
            let words = |at: Option<usize>| {
                at.and_then(|at| row.cells.get(at))
                    .map(Cell::plain)
                    .unwrap_or_default()
            };
            titles.push((row.element.id.clone(), words(main), words(reference)));
        }
    }
    titles
}

/// Reads the cells of a sheet's rows, and puts its elements in order.
fn read_rows(
    sheet: Sheet<'_>,
    mut known: Vec<Element>,
    names: &Names<'_>,
    told: &mut Told,
) -> Vec<Element> {
    let layout = sheet.layout;
    let mut placed = Vec::with_capacity(sheet.rows.len());
    // Behind which element of before a new one of the same list comes.
    let mut last: HashMap<String, usize> = HashMap::new();
    for (at, row) in sheet.rows.into_iter().enumerate() {
        let number = row.element.row;
        let here = move |column: &str| Place {
            row: number,
            ..Place::part(layout.name).column(column)
        };
        let was = row.before.and_then(|at| known.get_mut(at));
        let mut element = row.element;
        let is_new = was.is_none();
        // No second row is the same element.
        if let Some(was) = was {
            element.fields = std::mem::take(&mut was.fields);
        }
        if layout.has_ids() && is_new {
            set(&mut element.fields, "id", Value::String(element.id.clone()));
        }
        if !element.parent.is_empty()
            && let Ok(id) = names.id(&element.parent)
        {
            element.parent = id.to_owned();
        }
        for (at, column) in &sheet.columns {
            let cell = row.cells.get(*at).unwrap_or(&Cell::Empty);
            let before = get(&element.fields, column.field);
            if written(column.how, before, names).says(cell) {
                continue;
            }
            if layout.of == Of::Plan && column.field == "id" && !before.is_null() {
                told.push(Unread::at(
                    here(column.heading),
                    "is how Waymark knows the plan: it stays as it was",
                ));
                continue;
            }
            match taken(column.how, cell, before, names) {
                Read::Value(value) => set(&mut element.fields, column.field, value),
                Read::Told(value, what) => {
                    set(&mut element.fields, column.field, value);
                    told.push(Unread::at(here(column.heading), what));
                }
                Read::No(why) => told.push(Unread::at(here(column.heading), why)),
            }
        }
        let order = match row.before {
            Some(before) => {
                last.insert(element.parent.clone(), before);
                (Some(before), 0)
            }
            None => (last.get(&element.parent).copied(), at + 1),
        };
        placed.push((order, element));
    }
    placed.sort_by_key(|(order, _)| *order);
    placed.into_iter().map(|(_, element)| element).collect()
}

/// The ids of the rows that were deleted.
fn gone(mut were: HashSet<String>, after: &Elements) -> HashSet<String> {
    for element in after.values().flatten() {
        were.remove(&element.id);
    }
    were
}

/// The ids of all elements.
fn ids(elements: &Elements) -> HashSet<String> {
    let all = elements.values().flatten();
    all.map(|element| element.id.clone()).collect()
}

/// Takes links away that lead to rows which were deleted, as deleting them in a form does.
fn drop_links_to(gone: &HashSet<String>, after: &mut Elements) {
    if gone.is_empty() {
        return;
    }
    for layout in layouts() {
        for element in after.get_mut(layout.key).into_iter().flatten() {
            for column in layout.columns() {
                let leads_nowhere = |link: &Value| gone.contains(to(link));
                match (column.how, get(&element.fields, column.field)) {
                    (How::Link, link) if leads_nowhere(link) => {
                        set(&mut element.fields, column.field, Value::Null);
                    }
                    (How::Links, Value::Array(links)) if links.iter().any(leads_nowhere) => {
                        let left = links.iter().filter(|link| !leads_nowhere(link)).cloned();
                        let left: Value = left.collect();
                        set(&mut element.fields, column.field, left);
                    }
                    _ => {}
                }
            }
        }
    }
}
