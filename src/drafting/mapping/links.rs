//! Which records of the plan a cell names, and why what it names isn't one.

use serde_json::Value;

use super::names::{Found, Known};
use crate::plan::{Id, Kind, brief};

/// The records that a cell names.
pub(super) struct Search<'a> {
    known: &'a Known<'a>,
    kinds: &'a [Kind],
    /// The links, each with the title of its record.
    pub links: Vec<(Value, String)>,
    /// Why some of it named none.
    pub lost: Option<String>,
}

impl<'a> Search<'a> {
    /// Looks for what a cell names: as a whole, by its lines, and where that helps between its commas.
    pub fn of(text: &str, known: &'a Known<'a>, kinds: &'a [Kind]) -> Search<'a> {
        let mut search = Search {
            known,
            kinds,
            links: Vec::new(),
            lost: None,
        };
        search.cell(text);
        search
    }

    fn cell(&mut self, text: &str) {
        if self.one(text) {
            return;
        }
        for piece in text
            .split(['\n', ';'])
            .map(str::trim)
            .filter(|p| !p.is_empty())
        {
            if self.one(piece) {
                continue;
            }
            // A comma or an 'and' may stand within a name: only what is found is taken apart.
            let apart = piece.replace(" and ", ",");
            let parts = apart
                .split([',', '/', '&'])
                .map(str::trim)
                .filter(|p| !p.is_empty());
            let parts: Vec<&str> = parts.collect();
            let lost: Vec<&str> = parts
                .iter()
                .copied()
                .filter(|part| !self.one(part))
                .collect();
            if lost.len() == parts.len() {
                self.lost = Some(self.why(piece));
            } else if let Some(first) = lost.first() {
                self.lost = Some(self.why(first));
            }
        }
        if self.links.is_empty() && self.lost.is_none() {
            self.lost = Some(self.why(text));
        }
    }

    fn one(&mut self, text: &str) -> bool {
        let Found::One(link, _, title) = self.known.find(text, self.kinds) else {
            return false;
        };
        self.links.push((link, title));
        true
    }

    fn why(&self, piece: &str) -> String {
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.one()).collect();
        let kinds = match kinds.split_last() {
            Some((last, [])) => (*last).to_owned(),
            Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
            None => String::new(),
        };
        match self.known.find(piece, self.kinds) {
            Found::Several => format!(
                "more than one {kinds} in this plan is called “{}”",
                brief(piece, 60)
            ),
            _ => format!("no {kinds} in this plan is called “{}”", brief(piece, 60)),
        }
    }
}

/// The action that a cell names.
pub(super) fn action_of(known: &Known<'_>, text: &str) -> Result<(Id, String), String> {
    match known.find(text, &[Kind::Action]) {
        Found::One(_, id, title) => Ok((id, title)),
        Found::Several => Err(format!(
            "more than one action in this plan is called “{}”",
            brief(text, 60)
        )),
        Found::None => Err(format!(
            "no action in this plan is called “{}”",
            brief(text, 60)
        )),
    }
}
