//! One row on its way to a record: each cell goes into its field, beside the record as words, or is told.

use serde_json::{Map, Value, json};

use super::{
    Mapping, Takes,
    choices::{Choice, RATING, printed},
    fields::{Field, How},
    figures::{amount, figure},
    heading::Heading,
    links::Search,
    names::{Found, Known},
};
use crate::{
    drafting::typed::{Meant, Reading},
    plan::{Kind, MoneyKind, Period, PointKind},
};

/// What of a cell stands in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// The column, from 0.
    pub column: usize,
    /// The field, as an officer sees it.
    pub label: String,
    /// What it says.
    pub words: String,
}

/// What becomes of a cell that isn't what its column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CellFate {
    /// Its field keeps it as words.
    InField,
    /// It is kept as words beside the record, under its heading.
    Beside,
    /// It is in the report alone.
    NotKept,
    /// It was read, and there is something to know.
    Read,
}

/// A remark on a row or on one of its cells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The column, from 0; none for the row as a whole.
    pub column: Option<usize>,
    /// The column by its name.
    pub heading: String,
    /// What stands in the cell.
    pub text: String,
    /// Why, as the rest of a sentence after 'because'; of a cell that was read, a sentence.
    pub why: String,
    /// What becomes of it.
    pub fate: CellFate,
}

/// A row being read.
pub(super) struct Row<'a> {
    known: &'a Known<'a>,
    mapping: &'a Mapping,
    headings: &'a [Heading],
    /// A milestone more of the action above.
    joins: bool,
    /// Whether a cell has said whose milestone it is.
    has_action: bool,
    period: Option<Period>,
    unit: String,
    milestone: Map<String, Value>,
    cells: Vec<Value>,
    pub record: Map<String, Value>,
    pub taken: Vec<Taken>,
    pub remarks: Vec<Remark>,
}

/// The cells of a row that stand in a column that isn't left out, and aren't empty.
pub(super) fn filled<'a>(
    row: &'a [String],
    mapping: &'a Mapping,
) -> impl Iterator<Item = (usize, Takes, &'a str)> {
    let columns = mapping.columns.iter().enumerate();
    columns.filter_map(|(at, column)| {
        let text = row.get(at).map_or("", |cell| cell.trim());
        (column.takes != Takes::Nothing && !text.is_empty()).then_some((at, column.takes, text))
    })
}

impl<'a> Row<'a> {
    /// Reads the cells of a row.
    pub fn read(
        row: &[String],
        mapping: &'a Mapping,
        headings: &'a [Heading],
        known: &'a Known<'a>,
        joins: bool,
    ) -> Row<'a> {
        let mut made = Row {
            known,
            mapping,
            headings,
            joins,
            has_action: false,
            period: None,
            unit: String::new(),
            milestone: Map::new(),
            cells: Vec::new(),
            record: Map::new(),
            taken: Vec::new(),
            remarks: Vec::new(),
        };
        // What its figures are for and count is known before they are read.
        let first = |takes: Takes| {
            takes
                .field()
                .is_some_and(|f| matches!(f.key, "period" | "unit"))
        };
        for turn in [true, false] {
            for (at, takes, text) in filled(row, mapping) {
                if first(takes) == turn {
                    made.cell(at, takes, text);
                }
            }
        }
        made.finish();
        made
    }

    fn finish(&mut self) {
        self.taken.sort_by_key(|taken| taken.column);
        self.remarks.sort_by_key(|remark| remark.column);
        if !self.unit.is_empty() {
            self.record.entry("unit").or_insert(json!(self.unit));
        }
        let cells = std::mem::take(&mut self.cells);
        let milestone = std::mem::take(&mut self.milestone);
        if self.joins {
            self.record = milestone;
        } else if !milestone.is_empty() {
            self.record.insert("milestones".into(), json!([milestone]));
        }
        if !cells.is_empty() {
            self.record.insert("cells".into(), Value::Array(cells));
        }
    }

    /// A column by its name.
    fn heading(&self, at: usize) -> String {
        named(self.headings, at)
    }

    fn took(&mut self, at: usize, label: impl Into<String>, words: impl Into<String>) {
        self.taken.push(Taken {
            column: at,
            label: label.into(),
            words: words.into(),
        });
    }

    fn remark(&mut self, at: usize, text: &str, why: impl Into<String>, fate: CellFate) {
        let why = why.into();
        let why = why.strip_prefix("Kept as words, because ").unwrap_or(&why);
        self.remarks.push(Remark {
            column: Some(at),
            heading: self.heading(at),
            text: text.to_owned(),
            why: why.to_owned(),
            fate,
        });
    }

    /// Keeps a cell as words under its heading, where that is wanted.
    fn beside(&mut self, at: usize, text: &str, why: impl Into<String>) {
        let fate = match self.mapping.keep_words {
            true => CellFate::Beside,
            false => CellFate::NotKept,
        };
        if self.mapping.keep_words {
            self.keep(at, text);
        }
        self.remark(at, text, why, fate);
    }

    fn keep(&mut self, at: usize, text: &str) {
        let label = self.heading(at);
        self.cells.push(json!({ "label": label, "value": text }));
    }

    /// A field with one value that another column has filled.
    fn another(&mut self, at: usize, field: &Field, text: &str) {
        let why = format!("another column is “{}” already", field.label);
        self.beside(at, text, why);
    }

    fn cell(&mut self, at: usize, takes: Takes, text: &str) {
        let field = match takes {
            Takes::Nothing => return,
            Takes::Words => {
                self.keep(at, text);
                let label = self.heading(at);
                return self.took(at, label, text);
            }
            Takes::Field(field) => field,
        };
        match field.how {
            How::Milestone(name, reading) => self.one(at, field, name, reading, text, true),
            How::MilestoneChoice(name, choice) => self.choice(at, field, name, choice, text, true),
            // The row's date is its milestone's, where it has no action of its own and no other.
            How::One("end", reading) if self.joins && !self.milestone.contains_key("due") => {
                self.one(at, field, "due", reading, text, true);
            }
            _ if self.joins => {
                let why = "the row has no action of its own, so it stays with the milestone";
                self.beside(at, text, why);
            }
            How::One("unit", _) if !self.unit.is_empty() => self.another(at, field, text),
            How::One("unit", _) => {
                let unit = on_one_line(text);
                self.took(at, field.label, unit.clone());
                self.unit = unit;
            }
            How::One(name, reading) => self.one(at, field, name, reading, text, false),
            How::Choice(name, choice) => self.choice(at, field, name, choice, text, false),
            How::Links(name, kinds) => self.links(at, field, name, kinds, text),
            How::Lines(name) => self.lines(at, field, name, text, &[]),
            How::MeasuredBy => self.lines(at, field, "measured_by", text, &[Kind::Measure]),
            How::Figure(kind) => self.figure(at, field, kind, text),
            How::Amount(kind) => self.amount(at, field, kind, text),
            How::Rating => self.rating(at, field, text),
            How::Period if self.period.is_some() => self.another(at, field, text),
            How::Period => self.period(at, field, text),
            // Whose milestone it is was found before.
            How::OfAction if !self.has_action => self.has_action = true,
            How::OfAction => self.another(at, field, text),
        }
    }

    fn one(
        &mut self,
        at: usize,
        field: &Field,
        name: &str,
        reading: Reading,
        text: &str,
        milestone: bool,
    ) {
        let whole = matches!(name, "text" | "name")
            && !milestone
            && self.mapping.made.kind() != Kind::Money;
        let text = match whole || reading == Reading::Cell {
            true => text.to_owned(),
            false => on_one_line(text),
        };
        let into = if milestone {
            &mut self.milestone
        } else {
            &mut self.record
        };
        if into.contains_key(name) {
            return self.another(at, field, &text);
        }
        match reading.read(&text) {
            Meant::Value(value) => {
                let words = reading.show(&value);
                into.insert(name.to_owned(), value);
                self.took(at, field.label, words);
            }
            Meant::Words(value, why) => {
                into.insert(name.to_owned(), value);
                self.remark(at, &text, why, CellFate::InField);
            }
            Meant::Error(_) => self.beside(at, &text, "it could not be read"),
        }
    }

    fn choice(
        &mut self,
        at: usize,
        field: &Field,
        name: &str,
        choice: &Choice,
        text: &str,
        milestone: bool,
    ) {
        let into = if milestone {
            &mut self.milestone
        } else {
            &mut self.record
        };
        if into.contains_key(name) {
            return self.another(at, field, text);
        }
        match choice.read(text) {
            Some(key) => {
                into.insert(name.to_owned(), json!(key));
                self.took(at, field.label, choice.shown(key));
            }
            None if choice.holds_words => {
                let value = printed(text);
                let named = value.get("print").is_some();
                into.insert(name.to_owned(), value);
                match named {
                    true => self.took(at, field.label, text),
                    false => self.remark(at, text, choice.why, CellFate::InField),
                }
            }
            None => self.beside(at, text, choice.why),
        }
    }

    /// Puts a value at the end of one of the record's lists, unless it is there.
    fn push(&mut self, list: &str, value: Value) {
        let list = self.record.entry(list).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut()
            && !list.contains(&value)
        {
            list.push(value);
        }
    }

    fn links(&mut self, at: usize, field: &Field, name: &str, kinds: &[Kind], text: &str) {
        let Search { links, lost, .. } = Search::of(text, self.known, kinds);
        let mut titles: Vec<String> = Vec::new();
        for (link, title) in links {
            self.push(name, link);
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        if !titles.is_empty() {
            self.took(at, field.label, titles.join("; "));
        }
        if let Some(why) = lost {
            self.beside(at, text, why);
        }
    }

    /// A part for each line; a line that names a record of `kinds` is a link to it.
    fn lines(&mut self, at: usize, field: &Field, name: &str, text: &str, kinds: &[Kind]) {
        let mut told = Vec::new();
        for line in text.lines() {
            let line = line.trim().trim_start_matches(['•', '·', '▪']).trim();
            if line.is_empty() {
                continue;
            }
            match self.known.find(line, kinds) {
                Found::One(link, _, title) => {
                    self.push("measures", link);
                    told.push(title);
                }
                _ => {
                    self.push(name, json!({ "text": line }));
                    told.push(line.to_owned());
                }
            }
        }
        match told.is_empty() {
            true => self.beside(at, text, "it has no words"),
            false => self.took(at, field.label, told.join("; ")),
        }
    }

    /// The period of a column's figures, and a label that says it.
    fn for_period(&self, at: usize, label: &str) -> (Option<Period>, String) {
        let period = self
            .mapping
            .columns
            .get(at)
            .and_then(|column| column.period);
        let period = period.or(self.period);
        let label = match period {
            Some(period) => format!("{label} {}", period.shown()),
            None => label.to_owned(),
        };
        (period, label)
    }

    fn figure(&mut self, at: usize, field: &Field, kind: PointKind, text: &str) {
        let heading = self.headings.get(at).cloned().unwrap_or_default();
        if self.unit.is_empty() && heading.percent {
            self.unit = "%".to_owned();
        }
        let text = on_one_line(text);
        let cell = figure(&text, &mut self.unit);
        let (period, label) = self.for_period(at, field.label);
        let mut point = Map::new();
        let known = heading.words.is_empty() || field.headings().any(|name| name == heading.words);
        if let Some(period) = period {
            point.insert("period".into(), json!(period.to_string()));
        }
        point.insert("kind".into(), json!(kind));
        point.insert("value".into(), cell.value.clone());
        if !known {
            point.insert("column".into(), json!(heading.text));
        }
        self.points("points", point);
        match cell.words {
            None => self.took(at, label, Reading::Figure.show(&cell.value)),
            Some(why) => self.remark(at, &text, why, CellFate::InField),
        }
    }

    fn amount(&mut self, at: usize, field: &Field, kind: MoneyKind, text: &str) {
        let heading = self.headings.get(at).cloned().unwrap_or_default();
        let text = on_one_line(text);
        let (cell, against) = amount(&text, heading.unit.unwrap_or(self.mapping.unit));
        let label = field.label.strip_prefix("Amount: ").unwrap_or(field.label);
        let status = [
            ("budget", "budget"),
            ("forecast", "forecast"),
            ("projected", "forecast"),
            ("outturn", "outturn"),
            ("actual", "outturn"),
        ];
        let status = status.into_iter().find(|(word, _)| heading.says(word));
        let label = match status {
            Some((_, status)) => format!("{label}, {status}"),
            None => label.to_owned(),
        };
        let (period, label) = self.for_period(at, &label);
        let mut one = Map::new();
        one.insert("kind".into(), json!(kind));
        if !heading.text.is_empty() {
            one.insert("column".into(), json!(heading.text));
        }
        if let Some(period) = period {
            one.insert("period".into(), json!(period.to_string()));
        }
        if let Some((_, status)) = status {
            one.insert("status".into(), json!(status));
        }
        if heading.says("gross") {
            one.insert("gross".into(), json!(true));
        }
        one.insert("value".into(), cell.value.clone());
        self.points("amounts", one);
        match cell.words {
            Some(why) => self.remark(at, &text, why, CellFate::InField),
            None => {
                let shown = Reading::Money.show(&cell.value);
                if against {
                    let why = format!("Read as {shown}, though the column counts in other units");
                    self.remark(at, &text, why, CellFate::Read);
                }
                self.took(at, super::told::sentence(&label), shown);
            }
        }
    }

    /// Figures stand in their list even where two say the same.
    fn points(&mut self, list: &str, point: Map<String, Value>) {
        let list = self.record.entry(list).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut() {
            list.push(Value::Object(point));
        }
    }

    fn rating(&mut self, at: usize, field: &Field, text: &str) {
        let key = RATING.read(text);
        let rating = key.map_or_else(|| printed(text), |key| json!(key));
        let named = rating.get("print").is_some();
        let one = Map::from_iter([
            ("aspect".to_owned(), json!("overall")),
            ("rating".to_owned(), rating),
        ]);
        self.points("ratings", one);
        match key {
            Some(key) => self.took(at, field.label, RATING.shown(key)),
            None if named => self.took(at, field.label, text),
            None => self.remark(at, text, RATING.why, CellFate::InField),
        }
    }

    fn period(&mut self, at: usize, field: &Field, text: &str) {
        let found = match Reading::Period.read(text) {
            Meant::Value(value) => value.as_str().and_then(|text| text.parse::<Period>().ok()),
            _ => None,
        };
        match found {
            Some(period) => {
                self.period = Some(period);
                self.took(at, field.label, period.shown());
            }
            None => self.beside(
                at,
                text,
                "it isn’t a period such as 2026/27, 2026 or March 2026",
            ),
        }
    }
}

/// The column at a place, by its name.
pub(super) fn named(headings: &[Heading], at: usize) -> String {
    let heading = headings.get(at).map_or("", |heading| &heading.text);
    match heading {
        "" => format!("Column {}", at + 1),
        heading => heading.to_owned(),
    }
}

/// A text whose field has one line.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
