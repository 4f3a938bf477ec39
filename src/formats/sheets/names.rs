//! What links are called in cells, `Head of Care [post-head]`, and which record such words lead to.

use std::{cell::OnceCell, collections::HashMap};

use serde_json::{Value, json};

use super::cell::Read;
use crate::plan::brief;

/// Longer titles are cut in cells; the id behind them says which it is.
const LONGEST: usize = 80;

/// How links are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// For people: a title with the id behind it.
    Titles,
    /// For programs: the id alone.
    Ids,
}

/// The titles of all that has an id, and the other way about.
pub(super) struct Names<'a> {
    style: Style,
    titles: HashMap<&'a str, &'a str>,
    /// The titles and references, each with what it leads to.
    called: Vec<(&'a str, &'a str)>,
    /// What each title and reference leads to; nothing where several are called so. Made when the first is asked for:
    /// writing never asks.
    leads: OnceCell<HashMap<String, Option<&'a str>>>,
}

/// Lines of a cell that are named where they lead nowhere.
const NAMED: usize = 3;

impl<'a> Names<'a> {
    pub fn new(style: Style) -> Names<'a> {
        Names {
            style,
            titles: HashMap::new(),
            called: Vec::new(),
            leads: OnceCell::new(),
        }
    }

    /// Takes note of what something with an id is called.
    pub fn call(&mut self, id: &'a str, title: &'a str, reference: &'a str) {
        let names = [title, reference].into_iter();
        let names = names.filter(|name| !name.is_empty());
        self.called.extend(names.map(|name| (name, id)));
        self.titles.insert(id, title);
    }

    fn lead(&self, words: &str) -> Option<Option<&'a str>> {
        let leads = self.leads.get_or_init(|| {
            let mut leads = HashMap::new();
            for (name, id) in &self.called {
                let lead = leads.entry(folded(name)).or_insert(Some(*id));
                if *lead != Some(*id) {
                    *lead = None;
                }
            }
            leads
        });
        leads.get(&folded(words)).copied()
    }

    /// A link as it is written.
    pub fn link(&self, link: &Value) -> String {
        let id = to(link);
        self.of(id)
    }

    /// Something with an id as it is written.
    pub fn of(&self, id: &str) -> String {
        match (self.style, self.titles.get(id)) {
            (Style::Titles, Some(title)) if !title.is_empty() => {
                // The end of a cell's line is the end of the link.
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                format!("{} [{id}]", brief(&title, LONGEST))
            }
            _ => id.to_owned(),
        }
    }

    /// The id that words lead to.
    pub fn id(&self, words: &str) -> Result<&'a str, String> {
        let words = words.trim();
        for id in [id_in(words), words] {
            if let Some((id, _)) = self.titles.get_key_value(id) {
                return Ok(id);
            }
        }
        match self.lead(words) {
            Some(Some(id)) => Ok(id),
            Some(None) => Err(format!(
                "more than one thing is called “{}”",
                brief(words, 60)
            )),
            None => Err(format!("nothing is called “{}”", brief(words, 60))),
        }
    }

    /// The link that a cell means. What leads to the same as `before` stays as it was.
    pub fn found(&self, words: &str, before: &[Value]) -> Read {
        match self.id(words) {
            Ok(id) => Read::Value(kept(id, before)),
            Err(why) => Read::No(why),
        }
    }

    /// The links that a cell means, one a line.
    pub fn all_found(&self, words: &str, before: &[Value]) -> Read {
        let (mut links, mut lost, mut more) = (Vec::new(), Vec::new(), 0);
        for line in words.lines().map(str::trim).filter(|line| !line.is_empty()) {
            match self.id(line) {
                Ok(id) => links.push(kept(id, before)),
                Err(why) if lost.len() < NAMED => lost.push(why),
                Err(_) => more += 1,
            }
        }
        if more > 0 {
            lost.push(format!("{more} more lines lead nowhere"));
        }
        match lost.is_empty() {
            true => Read::Value(json!(links)),
            false => Read::Told(
                json!(links),
                format!("{}; it was left out", lost.join(", and ")),
            ),
        }
    }
}

/// The id in a link as it is written, ‘Its title [its-id]’, or the words where there is none in brackets.
pub fn id_in(words: &str) -> &str {
    let bracketed = words.strip_suffix(']').and_then(|w| w.rsplit_once('['));
    bracketed.map_or(words, |(_, id)| id)
}

/// Where a link leads.
pub(super) fn to(link: &Value) -> &str {
    let to = link.get("to").unwrap_or(link);
    to.as_str().unwrap_or_default()
}

fn kept(id: &str, before: &[Value]) -> Value {
    let same = before.iter().find(|link| to(link) == id);
    same.cloned().unwrap_or_else(|| json!(id))
}

fn folded(words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
