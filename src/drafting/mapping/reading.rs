//! What becomes of each row of a table, and the one command that adds all that is made.

use serde_json::{Value, json};

use super::{
    Made, Mapping, Takes,
    heading::Heading,
    names::Known,
    pass::Pass,
    row::{Remark, Taken, named},
};
use crate::{
    drafting::{Change, Command, Path},
    plan::{Id, Kind, Plan},
};

/// Why a row isn't added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// It says what the first row says.
    HeadingAgain,
    /// It looks like a heading over the rows below.
    HeadingOver,
    /// It is a total of other lines.
    Total,
    /// The plan has it already: how that is known.
    Already(String),
    /// No action is known that its milestone belongs to: why.
    NoAction(String),
    /// It goes on with a row above that isn't added, of this number.
    WithoutTheRow(usize),
    /// An officer left it out.
    ByHand,
}

/// What becomes of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is added.
    Added,
    /// It is added as a milestone more of what the row of this number makes.
    Joins(usize),
    /// It is the table's heading.
    Heading,
    /// It has nothing in a column that is read.
    Empty,
    /// It isn't added.
    LeftOut(Why),
}

/// A row of the table, read.
#[derive(Clone, Debug, PartialEq)]
pub struct RowReading {
    /// Its number in the table, from 1.
    pub number: usize,
    /// What it is called.
    pub title: String,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether it can be added or left out as an officer likes.
    pub can_choose: bool,
    /// What stands in its fields.
    pub taken: Vec<Taken>,
    /// What to know of it.
    pub remarks: Vec<Remark>,
    /// What is made, without ids.
    pub(super) record: Value,
    /// Whose milestone it is.
    pub(super) action: Option<Id>,
}

impl RowReading {
    /// Whether something is made of it.
    pub fn is_added(&self) -> bool {
        matches!(self.fate, Fate::Added | Fate::Joins(_))
    }

    /// Whether there is anything to know of it.
    pub fn has_remarks(&self) -> bool {
        !self.remarks.is_empty() || matches!(self.fate, Fate::LeftOut(_) | Fate::Joins(_))
    }
}

/// A table, read.
#[derive(Clone, Debug, PartialEq)]
pub struct TableReading {
    /// What its rows become.
    pub made: Made,
    /// Its rows, from the top.
    pub rows: Vec<RowReading>,
    /// The names of the columns that are left out although something stands in them.
    pub columns_left_out: Vec<String>,
}

/// Reads the rows of a table. Nothing is changed: [`TableReading::command`] is what adds them.
pub fn read_rows(plan: &Plan, rows: &[Vec<String>], mapping: &Mapping) -> TableReading {
    let known = Known::new(plan);
    let headings = headings(rows, mapping);
    let mut pass = Pass::over(plan, rows, mapping, &headings, &known);
    let read = rows
        .iter()
        .enumerate()
        .map(|(at, row)| pass.row(at, row))
        .collect();
    let left_out = |at: &usize| {
        let read = mapping
            .columns
            .get(*at)
            .is_some_and(|c| c.takes != Takes::Nothing);
        let below = rows.iter().skip(usize::from(mapping.heading));
        !read
            && below
                .filter_map(|row| row.get(*at))
                .any(|cell| !cell.trim().is_empty())
    };
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    let columns_left_out = (0..wide).filter(left_out);
    TableReading {
        made: mapping.made,
        rows: read,
        columns_left_out: columns_left_out.map(|at| named(&headings, at)).collect(),
    }
}

fn headings(rows: &[Vec<String>], mapping: &Mapping) -> Vec<Heading> {
    match rows.first().filter(|_| mapping.heading) {
        Some(first) => first.iter().map(|cell| Heading::of(cell)).collect(),
        None => Vec::new(),
    }
}

impl TableReading {
    /// How many are added; with milestones that go on with an action above, these are not counted.
    pub fn count(&self) -> usize {
        self.rows
            .iter()
            .filter(|row| row.fate == Fate::Added)
            .count()
    }

    /// The one step that adds all that is made, with new ids. `None` if nothing is.
    pub fn command(&self, new_id: &mut dyn FnMut() -> Id) -> Option<Command> {
        let mut records: Vec<(usize, Option<&Id>, Value)> = Vec::new();
        for row in &self.rows {
            match row.fate {
                Fate::Added => records.push((row.number, row.action.as_ref(), row.record.clone())),
                Fate::Joins(number) => {
                    let above = records.iter_mut().rev().find(|(n, ..)| *n == number);
                    if let Some(fields) = above.and_then(|(_, _, record)| record.as_object_mut()) {
                        let list = fields.entry("milestones").or_insert_with(|| json!([]));
                        list.as_array_mut()?.push(row.record.clone());
                    }
                }
                _ => {}
            }
        }
        let changes: Vec<Change> = records
            .into_iter()
            .map(|(_, action, mut value)| {
                with_ids(&mut value, new_id);
                let list = Path::list(self.made.kind());
                Change::Add {
                    list: match action {
                        Some(action) => Path::record(Kind::Action, action).field("milestones"),
                        None => list,
                    },
                    place: usize::MAX,
                    value,
                }
            })
            .collect();
        let count = changes.len();
        let what = match count {
            0 => return None,
            1 => format!("1 {}", self.made.one()),
            n => format!("{n} {}", self.made.many()),
        };
        Some(Command {
            name: format!("Added {what} from a table"),
            changes,
        })
    }
}

/// Gives a record and its parts their ids.
fn with_ids(record: &mut Value, new_id: &mut dyn FnMut() -> Id) {
    let Some(fields) = record.as_object_mut() else {
        return;
    };
    fields.insert("id".into(), json!(new_id()));
    for list in ["milestones", "steps", "measured_by", "improvements"] {
        let parts = fields.get_mut(list).and_then(Value::as_array_mut);
        for part in parts.into_iter().flatten() {
            if let Some(part) = part.as_object_mut() {
                part.insert("id".into(), json!(new_id()));
            }
        }
    }
}
