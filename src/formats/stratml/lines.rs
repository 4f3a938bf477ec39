//! What has no element of its own in StratML, said in words behind what an element says.

use super::{
    schema::ROOT,
    tree::{Node, clean},
};
use crate::plan::{Cell, Date, Milestone, Printed};

/// Words for what has no element, a line each.
#[derive(Default)]
pub(super) struct Lines(Vec<String>);

impl Lines {
    pub(super) fn add(&mut self, what: &str, said: &str) {
        let said = said.trim();
        if !said.is_empty() {
            self.0.push(match what {
                "" => said.to_owned(),
                what => format!("{what}: {said}"),
            });
        }
    }

    pub(super) fn date(&mut self, what: &str, date: &Option<Printed<Date>>) {
        self.add(what, &shown(date));
    }

    /// A date beside an element that holds a day: what that can't say of it.
    pub(super) fn beyond_a_day(&mut self, what: &str, date: &Option<Printed<Date>>) {
        let day = date.as_ref().and_then(Printed::value);
        if day.is_none_or(|date| date.first_day() != date.last_day()) {
            self.date(what, date);
        }
    }

    /// Puts them behind what the element says already.
    pub(super) fn end(self, node: &mut Node, name: &'static str) {
        let held = node.take(name);
        let all = [held, self.0.join("\n")];
        node.put(name, clean(&all.join("\n")));
    }
}

pub(super) fn shown(date: &Option<Printed<Date>>) -> String {
    date.as_ref()
        .map_or(String::new(), |date| date.shown(|d| d.shown()))
}

/// Puts each cell where its label leads, or says it in words.
pub(super) fn put_cells(node: &mut Node, cells: &[Cell], said: &mut Lines) {
    for cell in cells {
        let value = cell.value.as_ref();
        let value = value.map_or(String::new(), |v| v.shown(|w| w.as_str().to_owned()));
        let value = clean(&value);
        // An identifier is put with those of all other elements.
        if cell.label == "Identifier" && node.name != ROOT {
            continue;
        }
        if value.is_empty() {
            said.add(&cell.label, "blank");
        } else if !node.set(&cell.label, &value) {
            said.add(&cell.label, &value);
        }
    }
}

/// A milestone in a line: no element is for one.
pub(super) fn milestone(m: &Milestone) -> String {
    let when = shown(&m.due);
    let progress = m.progress.map_or(String::new(), |p| p.shown().to_owned());
    let aside: Vec<&str> = [when.as_str(), progress.as_str(), m.comment.as_str()]
        .into_iter()
        .filter(|said| !said.is_empty())
        .collect();
    beside(m.text.as_str(), &aside.join("; "))
}

/// A text with something in brackets behind it, unless that is nothing or said in it.
pub(super) fn beside(text: &str, aside: &str) -> String {
    match aside.is_empty() || text.contains(aside) {
        true => text.to_owned(),
        false => format!("{text} ({aside})"),
    }
}
