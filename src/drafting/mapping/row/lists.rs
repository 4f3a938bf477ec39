//! Cells that name other records, or have a part in each line.

use serde_json::{Value, json};

use super::{
    super::{fields::Field, links::Search, names::Found},
    Row,
};
use crate::plan::Kind;

impl Row<'_> {
    /// Puts a value at the end of one of the record's lists, unless it is there.
    fn push(&mut self, list: &str, value: Value) {
        let list = self.record.entry(list).or_insert_with(|| json!([]));
        if let Some(list) = list.as_array_mut()
            && !list.contains(&value)
        {
            list.push(value);
        }
    }

    pub(super) fn links(
        &mut self,
        at: usize,
        field: &Field,
        name: &str,
        kinds: &[Kind],
        text: &str,
    ) {
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
    pub(super) fn lines(
        &mut self,
        at: usize,
        field: &Field,
        name: &str,
        text: &str,
        kinds: &[Kind],
    ) {
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
}
