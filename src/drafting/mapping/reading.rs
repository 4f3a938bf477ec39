//! What becomes of each row of a table, and the one command that adds all that is made.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{
    Made, Mapping,
    already::Already,
    heading::Heading,
    names::{Known, folded},
    row::{CellFate, Remark, Row, Taken, action_of, filled},
    told,
};
use crate::{
    drafting::{Change, Command, Path},
    plan::{Id, Kind, Plan, brief},
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
    record: Value,
    action: Option<Id>,
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
    let mut pass = Pass {
        mapping,
        headings: &headings,
        known: &known,
        already: Already::new(plan, mapping.made),
        first: rows.first().filter(|_| mapping.heading),
        above: None,
        action: None,
        references: HashMap::new(),
    };
    let read = rows
        .iter()
        .enumerate()
        .map(|(at, row)| pass.row(at, row))
        .collect();
    let left_out = |at: &usize| {
        let read = mapping
            .columns
            .get(*at)
            .is_some_and(|c| c.takes != super::Takes::Nothing);
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
        columns_left_out: columns_left_out
            .map(|at| super::row::named(&headings, at))
            .collect(),
    }
}

fn headings(rows: &[Vec<String>], mapping: &Mapping) -> Vec<Heading> {
    match rows.first().filter(|_| mapping.heading) {
        Some(first) => first.iter().map(|cell| Heading::of(cell)).collect(),
        None => Vec::new(),
    }
}

/// The rows one after the other, with what later ones need to know of those above.
struct Pass<'a> {
    mapping: &'a Mapping,
    headings: &'a [Heading],
    known: &'a Known<'a>,
    already: Already,
    first: Option<&'a Vec<String>>,
    /// The last row with an action of its own: its number, and whether it is added.
    above: Option<(usize, bool)>,
    /// The action of the milestone above, or why there is none.
    action: Option<Result<(Id, String), String>>,
    /// The row of each reference or code.
    references: HashMap<String, usize>,
}

impl Pass<'_> {
    fn row(&mut self, at: usize, row: &[String]) -> RowReading {
        let number = at + 1;
        let first_words = row
            .iter()
            .map(|cell| cell.trim())
            .find(|cell| !cell.is_empty());
        let mut read = RowReading {
            number,
            title: brief(
                &super::row::on_one_line(first_words.unwrap_or_default()),
                60,
            ),
            fate: Fate::Heading,
            can_choose: false,
            taken: Vec::new(),
            remarks: Vec::new(),
            record: Value::Null,
            action: None,
        };
        if at == 0 && self.mapping.heading {
            return read;
        }
        let cells: Vec<_> = filled(row, self.mapping).collect();
        let has = |key: &str| {
            cells
                .iter()
                .any(|(_, takes, _)| takes.field().is_some_and(|f| f.key == key))
        };
        if cells.is_empty() {
            read.fate = Fate::Empty;
            return read;
        }
        let made = self.mapping.made;
        let alone = made == Made::Actions && !has("reference") && !has("text");
        let joins = self.above.filter(|_| alone && has("milestone"));
        let again = self.first.is_some_and(|first| {
            let same = |(one, other): (&String, &String)| folded(one) == folded(other);
            first.len() == row.len() && first.iter().zip(row).all(same)
        });
        let filled_fields: Vec<&str> = cells
            .iter()
            .filter_map(|(_, takes, _)| Some(takes.field()?.key))
            .collect();
        let over = cells.len() == 1 && self.is_over(filled_fields.first().copied());
        let Row {
            mut record,
            taken,
            remarks,
            ..
        } = Row::read(
            row,
            self.mapping,
            self.headings,
            self.known,
            joins.is_some(),
        );
        read.taken = taken;
        read.remarks = remarks;
        let mut why = None;
        if made == Made::Milestones {
            let named = cells
                .iter()
                .find(|(_, takes, _)| takes.field().is_some_and(|f| f.key == "action"));
            let named = named.map(|(at, _, text)| (*at, *text));
            match self.whose(named) {
                Ok((id, label, words)) => {
                    read.taken.insert(
                        0,
                        Taken {
                            column: named.map_or(usize::MAX, |(at, _)| at),
                            label,
                            words,
                        },
                    );
                    read.action = Some(id);
                }
                Err(reason) => why = Some(Why::NoAction(reason)),
            }
        }
        let blocked = why.is_some();
        if again {
            why = why.or(Some(Why::HeadingAgain));
        } else if over {
            why = why.or(Some(Why::HeadingOver));
        } else if made == Made::Money && is_total(&record) {
            record.insert("role".into(), json!("total"));
            why = Some(Why::Total);
        }
        if joins.is_none() {
            let has_it = self.already.has(&record, read.action.as_ref());
            why = why.or(has_it.map(Why::Already));
        }
        read.title = title(made, &record).unwrap_or(read.title);
        let also = self.mapping.also;
        let usual = match &why {
            None => true,
            Some(Why::Already(_)) => also.already,
            Some(Why::Total) => also.totals,
            Some(Why::HeadingOver) => also.headings,
            Some(_) => false,
        };
        let mut added = !blocked && self.mapping.rows.get(&at).copied().unwrap_or(usual);
        read.can_choose = !blocked;
        read.fate = match (joins, added) {
            (Some((above, false)), _) => {
                (added, read.can_choose) = (false, false);
                Fate::LeftOut(Why::WithoutTheRow(above))
            }
            (Some((above, true)), true) => Fate::Joins(above),
            (None, true) => Fate::Added,
            (_, false) => Fate::LeftOut(why.clone().unwrap_or(Why::ByHand)),
        };
        if joins.is_none() {
            self.above = Some((number, added));
        }
        if added {
            self.note(&mut read, &record, why.as_ref());
        }
        read.record = Value::Object(record);
        read
    }

    /// What to know of a row that is added.
    fn note(&mut self, read: &mut RowReading, record: &Map<String, Value>, why: Option<&Why>) {
        let mut note = |why: String| {
            read.remarks.push(Remark {
                column: None,
                heading: String::new(),
                text: String::new(),
                why,
                fate: CellFate::Read,
            });
        };
        if let Some(why) = why {
            note(told::why(why, self.mapping.made));
        }
        if !record.contains_key(self.mapping.made.main()) {
            note(format!(
                "It has no words for what the {} is",
                self.mapping.made.one()
            ));
        }
        for (name, what) in [("reference", "reference"), ("code", "code")] {
            let Some(text) = record.get(name).and_then(Value::as_str) else {
                continue;
            };
            match self.references.insert(folded(text), read.number) {
                Some(other) => note(format!("Row {other} has the {what} {text} too")),
                None => continue,
            };
        }
    }

    /// Whether a row with nothing but one cell, of this field, looks like a heading over others.
    fn is_over(&self, field: Option<&'static str>) -> bool {
        let Some(field) = field else {
            return self.mapping.columns.len() > 1;
        };
        let takes = |wanted: &dyn Fn(&super::Field) -> bool| {
            self.mapping
                .columns
                .iter()
                .filter_map(|c| c.takes.field())
                .any(wanted)
        };
        let main = self.mapping.made.main();
        match field == main {
            true => takes(&|other| other.has_period()),
            // A row with an action's name is a heading over its milestones; figures may stand alone.
            false => {
                matches!(field, "reference" | "code" | "action" | "serves" | "areas")
                    && takes(&|other| other.key == main)
            }
        }
    }

    /// Whose milestone a row is, the words for it, and what is said of it.
    fn whose(&mut self, named: Option<(usize, &str)>) -> Result<(Id, String, String), String> {
        const LABEL: &str = "Action";
        if let Some((_, text)) = named {
            let found = action_of(self.known, text);
            self.action = Some(found.clone());
            return found.map(|(id, title)| (id, LABEL.to_owned(), title));
        }
        match &self.action {
            Some(Ok((id, title))) => Ok((
                id.clone(),
                format!("{LABEL}, as in the row above"),
                title.clone(),
            )),
            Some(Err(why)) => Err(why.clone()),
            None => match &self.mapping.action {
                Some(id) => {
                    let title = self.known.title(Kind::Action, id);
                    match title.is_empty() {
                        true => Err("the chosen action is no longer in this plan".to_owned()),
                        false => Ok((id.clone(), LABEL.to_owned(), title)),
                    }
                }
                None => {
                    Err("neither the row nor a choice says which action it belongs to".to_owned())
                }
            },
        }
    }
}

/// Whether a line of money calls itself a total.
fn is_total(record: &Map<String, Value>) -> bool {
    let label = folded(
        record
            .get("label")
            .and_then(Value::as_str)
            .unwrap_or_default(),
    );
    let begins = [
        "total",
        "grand total",
        "sub total",
        "subtotal",
        "sub-total",
        "overall total",
    ];
    let begins = begins.iter().any(|word| {
        let rest = label.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    begins || label.ends_with(" total")
}

/// What a record is called.
fn title(made: Made, record: &Map<String, Value>) -> Option<String> {
    let text = |name: &str| record.get(name).and_then(Value::as_str).unwrap_or_default();
    let reference = match made {
        Made::Actions => text("reference"),
        Made::Measures => text("code"),
        Made::Money | Made::Milestones => "",
    };
    let main = text(if record.contains_key(made.main()) {
        made.main()
    } else {
        "text"
    });
    let title = brief(&super::row::on_one_line(main), 60);
    let whole = format!("{reference} {title}");
    (!whole.trim().is_empty()).then(|| whole.trim().to_owned())
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
