//! The way through the rows of a table, from the top: which are added and which aren't, and why.

use std::collections::HashMap;

use serde_json::{Map, Value, json};

use super::{
    Field, Made, Mapping,
    already::Already,
    heading::Heading,
    links::action_of,
    names::{Known, folded},
    reading::{Fate, RowReading, Why},
    row::{CellFate, Remark, Row, Taken, filled, on_one_line},
    told,
};
use crate::plan::{Id, Kind, Plan, brief};

/// The rows one after the other, with what later ones need to know of those above.
pub(super) struct Pass<'a> {
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

impl<'a> Pass<'a> {
    pub fn over(
        plan: &Plan,
        rows: &'a [Vec<String>],
        mapping: &'a Mapping,
        headings: &'a [Heading],
        known: &'a Known<'a>,
    ) -> Pass<'a> {
        Pass {
            mapping,
            headings,
            known,
            already: Already::new(plan, mapping.made),
            first: rows.first().filter(|_| mapping.heading),
            above: None,
            action: None,
            references: HashMap::new(),
        }
    }

    /// Reads the next row.
    pub fn row(&mut self, at: usize, row: &[String]) -> RowReading {
        let number = at + 1;
        let first_words = row
            .iter()
            .map(|cell| cell.trim())
            .find(|cell| !cell.is_empty());
        let mut read = RowReading {
            number,
            title: brief(&on_one_line(first_words.unwrap_or_default()), 60),
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
        let takes = |wanted: &dyn Fn(&Field) -> bool| {
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
    let title = brief(&on_one_line(main), 60);
    let whole = format!("{reference} {title}");
    (!whole.trim().is_empty()).then(|| whole.trim().to_owned())
}
