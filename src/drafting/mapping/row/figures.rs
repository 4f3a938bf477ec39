//! Cells with figures, amounts and ratings, each with the period it is for.

use serde_json::{Map, Value, json};

use super::{
    super::{
        choices::{RATING, printed},
        fields::Field,
        figures::{amount, figure},
        told::sentence,
    },
    CellFate, Row, on_one_line,
};
use crate::{
    drafting::typed::Reading,
    plan::{MoneyKind, Period, PointKind},
};

impl Row<'_> {
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

    pub(super) fn figure(&mut self, at: usize, field: &Field, kind: PointKind, text: &str) {
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

    pub(super) fn amount(&mut self, at: usize, field: &Field, kind: MoneyKind, text: &str) {
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
                self.took(at, sentence(&label), shown);
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

    pub(super) fn rating(&mut self, at: usize, field: &Field, text: &str) {
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
}
