//! A StratML document in its one normal form, which everything is read into and written from: known elements alone, in
//! the schema's order, nothing empty, each figure with its period, each identifier one that XML allows and given once.

use std::collections::HashSet;

use super::schema::{Child, How, child, children, label, place_for_words};
use crate::plan::{Date, Day, Decimal, tidy};

/// An element.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Node {
    /// Its name in the schema.
    pub name: &'static str,
    /// Its text, if it holds no others.
    pub text: String,
    /// The elements in it, and its attributes as if they were some.
    pub children: Vec<Node>,
}

/// The elements that are records of a plan, or parts of one.
const RECORDS: [&str; 5] = [
    "Goal",
    "Objective",
    "PerformanceIndicator",
    "MeasurementInstance",
    "Value",
];

impl Node {
    /// An element with nothing in it.
    pub fn new(name: &'static str) -> Node {
        Node {
            name,
            ..Node::default()
        }
    }

    /// An element of text.
    pub fn leaf(name: &'static str, text: impl Into<String>) -> Node {
        let text = text.into();
        Node {
            text,
            ..Node::new(name)
        }
    }

    /// The text of a child; nothing if it isn't there.
    pub fn get(&self, name: &str) -> &str {
        let found = self.children.iter().find(|child| child.name == name);
        found.map_or("", |child| &child.text)
    }

    /// The children of a name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Node> {
        self.children.iter().filter(move |child| child.name == name)
    }

    /// Adds a child of text, if there is any.
    pub fn put(&mut self, name: &'static str, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.children.push(Node::leaf(name, text));
        }
    }

    /// The child of a name, put there if it isn't.
    pub fn open(&mut self, name: &'static str) -> &mut Node {
        self.nth(name, 0)
    }

    /// The child of a name and number; the next one of that name if there are fewer.
    fn nth(&mut self, name: &'static str, n: usize) -> &mut Node {
        let mut places = (0..self.children.len())
            .filter(|at| self.children.get(*at).is_some_and(|c| c.name == name));
        let at = places.nth(n).unwrap_or(self.children.len());
        if at == self.children.len() {
            self.children.push(Node::new(name));
        }
        // It was put there if it wasn't.
        &mut self.children[at]
    }

    /// Takes out the child of a name and tells its text.
    pub fn take(&mut self, name: &str) -> String {
        let at = self.children.iter().position(|child| child.name == name);
        at.map_or(String::new(), |at| self.children.remove(at).text)
    }

    /// Every text in it with the way to it, 'Stakeholder 2, Role 1, Name', but for what becomes records.
    pub fn cells(&self) -> Vec<(String, String)> {
        let mut out = Vec::new();
        self.flatten("", &mut out);
        out
    }

    fn flatten(&self, way: &str, out: &mut Vec<(String, String)>) {
        let mut before = ("", 0);
        for inner in self.children.iter().filter(|c| !RECORDS.contains(&c.name)) {
            before = match before {
                (name, n) if name == inner.name => (name, n + 1),
                _ => (inner.name, 1),
            };
            let many = child(self.name, inner.name).is_some_and(|c| c.how == How::Many);
            let name = match many {
                true => format!("{way}{} {}", label(inner.name), before.1),
                false => format!("{way}{}", label(inner.name)),
            };
            match children(inner.name).is_empty() {
                true => out.push((name, inner.text.clone())),
                false => inner.flatten(&format!("{name}, "), out),
            }
        }
    }

    /// Puts a text where its way leads; false if it leads nowhere or something stands there.
    pub fn set(&mut self, way: &str, text: &str) -> bool {
        let (step, rest) = match way.split_once(", ") {
            Some((step, rest)) => (step, Some(rest)),
            None => (way, None),
        };
        let Some((known, n)) = step_of(self.name, step) else {
            return false;
        };
        if RECORDS.contains(&known.name) {
            return false;
        }
        if let How::Attribute(values) = known.how
            && !values.contains(&text)
        {
            return false;
        }
        match (rest, children(known.name).is_empty()) {
            (None, true) => {
                let inner = self.nth(known.name, n);
                let is_free = inner.text.is_empty();
                if is_free {
                    inner.text = clean(text);
                }
                is_free
            }
            (Some(rest), false) => self.nth(known.name, n).set(rest, text),
            _ => false,
        }
    }

    /// Puts it into normal form.
    pub fn normalise(&mut self) {
        self.tidy();
        let mut seen = HashSet::new();
        for rank in 0..3 {
            self.unique(rank, &mut seen);
        }
        self.tidy();
    }

    fn tidy(&mut self) {
        self.text = match self.name {
            "Identifier" | "ReferentIdentifier" => ncname(&clean(&self.text)),
            "StartDate" | "EndDate" | "PublicationDate" => date(&clean(&self.text)),
            _ => clean(&self.text),
        };
        let mut kept: Vec<Node> = Vec::new();
        let mut words = Vec::new();
        let mut again: Vec<(usize, Node)> = Vec::new();
        for mut inner in std::mem::take(&mut self.children) {
            inner.tidy();
            if inner.is_empty() {
                continue;
            }
            let how = child(self.name, inner.name).map(|c| c.how);
            let known = match how {
                Some(How::Attribute(values)) => values.contains(&inner.text.as_str()),
                _ if inner.name == "RoleType" => {
                    ["Performer", "Beneficiary"].contains(&inner.text.as_str())
                }
                _ => true,
            };
            if !known {
                words.push(format!("{}: {}", label(inner.name), inner.text));
                continue;
            }
            let first = match how {
                Some(How::Many) => None,
                _ => kept.iter().position(|other| other.name == inner.name),
            };
            match first {
                Some(at) => again.push((at, inner)),
                None => kept.push(inner),
            }
        }
        // All at once: one by one, a file of many would take the square of its length.
        again.sort_by_key(|(at, _)| *at);
        for same in again.chunk_by(|(one, _), (other, _)| one == other) {
            let Some(other) = same.first().and_then(|(at, _)| kept.get_mut(*at)) else {
                continue;
            };
            let mut texts = vec![other.text.as_str()];
            for (_, inner) in same {
                if !texts.contains(&inner.text.as_str()) && texts.len() < 1_000 {
                    texts.push(&inner.text);
                }
            }
            // Two identifiers are not one longer one.
            let is_attribute = other.name == "Identifier"
                || texts.len() > 1
                    && child(self.name, other.name)
                        .is_some_and(|c| matches!(c.how, How::Attribute(_)));
            if !is_attribute {
                other.text = clean(&texts.join("\n"));
            }
            for (_, inner) in same {
                other.children.extend(inner.children.iter().cloned());
            }
            if !other.children.is_empty() {
                other.tidy();
            }
        }
        self.children = kept;
        if let Some(place) = place_for_words(self.name).filter(|_| !words.is_empty()) {
            let held = self.open(place);
            held.text = clean(&format!("{}\n{}", held.text, words.join("\n")));
        }
        match self.name {
            "Goal" | "Objective" | "Value" if self.get("Name").is_empty() => {
                let described = self.take("Description");
                self.put("Name", described);
            }
            "Stakeholder" if !self.is_empty() && self.get("Name").is_empty() => {
                self.put("Name", "Unnamed");
            }
            "TargetResult" | "ActualResult" => self.tidy_result(),
            "PerformanceIndicator" => self.group_results(),
            _ => {}
        }
        let order = children(self.name);
        self.children
            .sort_by_key(|inner| order.iter().position(|c| c.name == inner.name));
    }

    fn is_empty(&self) -> bool {
        self.text.is_empty() && self.children.is_empty()
    }

    /// A result with what our figures hold: a number, a period or the day it ends with; the rest as words.
    fn tidy_result(&mut self) {
        let mut words = vec![self.take("Description")];
        for mut descriptor in self.take_all("Descriptor") {
            let (name, value) = (
                descriptor.take("DescriptorName"),
                descriptor.take("DescriptorValue"),
            );
            words.push(match (name.as_str(), value.as_str()) {
                ("", value) => value.to_owned(),
                (name, "") => name.to_owned(),
                (name, value) => format!("{name}: {value}"),
            });
        }
        let units = self.take("NumberOfUnits");
        match units.replace(',', "").parse::<Decimal>() {
            Ok(number) => self.put("NumberOfUnits", number.to_string()),
            Err(_) if units.is_empty() => {}
            Err(_) => words.push(format!("Number of units: {units}")),
        }
        let (start, end) = (self.take("StartDate"), self.take("EndDate"));
        match (day(&start), day(&end)) {
            (Some(first), Some(last)) if first <= last => {
                self.put("StartDate", start);
                self.put("EndDate", end);
            }
            (None, Some(_)) if start.is_empty() => self.put("EndDate", end),
            _ => {
                for (name, said) in [("Start date", start), ("End date", end)] {
                    if !said.is_empty() {
                        words.push(format!("{name}: {said}"));
                    }
                }
            }
        }
        self.put("Description", clean(&words.join("\n")));
    }

    /// One instance a period, in the order they first come; what is aimed at before what came of it.
    fn group_results(&mut self) {
        let mut groups: Vec<Node> = Vec::new();
        let mut at = std::collections::HashMap::new();
        for instance in self.take_all("MeasurementInstance") {
            for result in instance.children {
                let key = (
                    result.get("StartDate").to_owned(),
                    result.get("EndDate").to_owned(),
                );
                let at = *at.entry(key).or_insert(groups.len());
                if at == groups.len() {
                    groups.push(Node::new("MeasurementInstance"));
                }
                if let Some(group) = groups.get_mut(at) {
                    group.children.push(result);
                }
            }
        }
        for group in &mut groups {
            group
                .children
                .sort_by_key(|result| result.name != "TargetResult");
        }
        self.children.append(&mut groups);
    }

    fn take_all(&mut self, name: &str) -> Vec<Node> {
        let all = std::mem::take(&mut self.children);
        let (taken, left) = all.into_iter().partition(|child| child.name == name);
        self.children = left;
        taken
    }

    /// Takes away an identifier that another element has: those of records come first, those that name others last.
    fn unique(&mut self, rank: usize, seen: &mut HashSet<String>) {
        let own = match self.name {
            "Goal" | "Objective" | "PerformanceIndicator" => 0,
            "Relationship" => 2,
            _ => 1,
        };
        if own == rank {
            let mut twice = |id: &str| !id.is_empty() && !seen.insert(id.to_owned());
            if twice(self.get("Identifier")) {
                let id = self.take("Identifier");
                // Older files name the other element so.
                if self.name == "Relationship" && self.get("ReferentIdentifier").is_empty() {
                    self.put("ReferentIdentifier", id);
                }
            }
        }
        for inner in &mut self.children {
            inner.unique(rank, seen);
        }
    }
}

/// The child a step of a way means, and its number from 0.
fn step_of(of: &str, step: &str) -> Option<(&'static Child, usize)> {
    let (name, n) = match step.rsplit_once(' ') {
        Some((name, n)) if n.bytes().all(|b| b.is_ascii_digit()) => (name, n.parse().ok()?),
        _ => (step, 0_usize),
    };
    let known = children(of).iter().find(|c| label(c.name) == name)?;
    match (known.how == How::Many, n) {
        (true, 1..) => Some((known, n - 1)),
        (false, 0) => Some((known, 0)),
        _ => None,
    }
}

/// A text in normal form: no spaces around its lines, no empty ones around it, no character that XML can't hold.
pub(super) fn clean(text: &str) -> String {
    let text = tidy(text);
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{fffe}' | '\u{ffff}' | '\u{feff}'))
        .collect();
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join("\n").trim().to_owned()
}

/// A date as XML has it, without its time; a text that is none stays as it is.
fn date(text: &str) -> String {
    match text.split_at_checked(10) {
        Some((first, rest)) if rest.is_empty() || rest.starts_with(['T', 'Z', '+', '-', ' ']) => {
            match day(first) {
                Some(_) => first.to_owned(),
                None => text.to_owned(),
            }
        }
        _ => text.to_owned(),
    }
}

/// The day a text names, as XML has it.
pub(super) fn day(text: &str) -> Option<Day> {
    let date: Date = text.parse().ok()?;
    (text.len() == 10 && date.end().is_none() && date.first_day() == date.last_day())
        .then(|| date.first_day())
}

/// An identifier that XML allows: a UUID that begins with a digit gets the line before it that StratML's own forms give.
pub(super) fn ncname(text: &str) -> String {
    let allowed = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name: String = text
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    match name.chars().next() {
        Some(c) if !c.is_alphabetic() && c != '_' => format!("_{name}"),
        _ => name,
    }
}
