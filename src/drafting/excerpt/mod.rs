//! What of a plan is sent to somebody: all of it, or chosen kinds of records, with or without the names of people and
//! the remarks that are the authors' own. What is left stands on its own: no link leads to what was left out.
//!
//! An answer to an excerpt comes back without what was left out. [`Excerpt::answered`] puts that in again, so that
//! nothing is taken for deleted that was never sent.

mod names;
#[cfg(test)]
mod tests;

use std::{
    collections::{BTreeSet, HashSet},
    sync::Arc,
};

use serde_json::Value;

use super::{
    change::{ChangeError, front_json},
    ids::ids_in,
    link_fields::is_link,
    merge::{Choices, Clash, Conflict, Merge, Side},
};
use crate::plan::{Front, Id, Kind, Plan, read};

pub use names::{Named, names_of};

/// The fields that hold remarks: not what the plan says but what its authors note on it.
const REMARKS: [&str; 2] = ["note", "reasons"];
/// The fields that hold who somebody is, by the list of records they stand in; of the plan itself, under no list.
const NAMES: [(Option<Kind>, &str); 6] = [
    (Some(Kind::Post), "holder"),
    (Some(Kind::Post), "details"),
    (Some(Kind::Question), "asked_of"),
    (Some(Kind::Team), "lead"),
    (Some(Kind::Project), "holder"),
    (None, "authors"),
];

/// What of a plan is sent. The one that leaves nothing out is the default.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Excerpt {
    /// The kinds of records that stay behind.
    pub without: BTreeSet<Kind>,
    /// Whether the names of people stay behind.
    pub nameless: bool,
    /// Whether remarks stay behind: notes on records, and why something was changed.
    pub bare: bool,
}

/// What is left of a plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Taken {
    /// The plan to send.
    pub plan: Plan,
    /// How many records stay behind.
    pub records: usize,
    /// How many links to them do.
    pub links: usize,
    /// In how many places a name does.
    pub names: usize,
    /// How many remarks do.
    pub remarks: usize,
}

impl Excerpt {
    /// Whether it leaves nothing out.
    pub fn is_whole(&self) -> bool {
        *self == Excerpt::default()
    }

    /// What it leaves out, as a link names it: the lists of a plan file, `names` and `remarks`.
    pub fn keys(&self) -> Vec<&'static str> {
        let kinds = self.without.iter().map(|kind| kind.key());
        let also = [("names", self.nameless), ("remarks", self.bare)];
        let also = also.iter().filter(|(_, is)| *is).map(|(key, _)| *key);
        kinds.chain(also).collect()
    }

    /// The excerpt that leaves these out. What it doesn't know is passed over.
    pub fn from_keys<'k>(keys: impl Iterator<Item = &'k str>) -> Excerpt {
        let mut excerpt = Excerpt::default();
        for key in keys {
            match key {
                "names" => excerpt.nameless = true,
                "remarks" => excerpt.bare = true,
                key => excerpt.without.extend(Kind::from_key(key)),
            }
        }
        excerpt
    }

    /// Takes it of a plan.
    pub fn of(&self, plan: &Plan) -> Taken {
        let mut taken = Taken {
            plan: plan.clone(),
            records: 0,
            links: 0,
            names: 0,
            remarks: 0,
        };
        if self.is_whole() {
            return taken;
        }
        let gone = self.gone(plan);
        let posts = ids(plan, Kind::Post);
        for &kind in Kind::ALL {
            let list = taken.plan.collection_mut(kind);
            if self.without.contains(&kind) {
                taken.records += list.len();
                (0..list.len()).rev().for_each(|at| list.remove(at));
                continue;
            }
            let (mut cuts, mut refused) = (Vec::new(), Vec::new());
            for at in 0..list.len() {
                let Some(mut json) = list.record(at).map(|record| record.json()) else {
                    continue;
                };
                let mut cut = Cut::new(self, Some(kind), &gone, &posts);
                if cut.out_of(&mut json) {
                    // A record without some of its fields is still one. If ever it isn't, it stays behind whole.
                    match list.replace(at, &json) {
                        Ok(_) => cuts.push(cut),
                        Err(_) => refused.push(at),
                    }
                }
            }
            refused.iter().rev().for_each(|at| list.remove(*at));
            taken.records += refused.len();
            cuts.iter().for_each(|cut| taken.add(cut));
        }
        let mut front = front_json(&taken.plan.front);
        let mut cut = Cut::new(self, None, &gone, &posts);
        if cut.out_of(&mut front) {
            let named = || Front {
                id: plan.front.id.clone(),
                title: plan.front.title.clone(),
                ..Front::default()
            };
            taken.plan.front = Arc::new(read::<Front>(front).unwrap_or_else(|_| named()));
            taken.add(&cut);
        }
        taken
    }

    /// The ids of what stays behind.
    fn gone(&self, plan: &Plan) -> HashSet<String> {
        let mut gone = HashSet::new();
        for &kind in &self.without {
            let list = plan.collection(kind);
            for record in (0..list.len()).filter_map(|at| list.record(at)) {
                let json = record.json();
                let mut ids = Vec::new();
                ids_in(&json, &mut ids);
                gone.extend(ids.into_iter().map(str::to_owned));
            }
        }
        gone
    }

    /// An answer with what had stayed behind put in again: `sent` is the plan that the excerpt was taken of. Where the answer
    /// says something in a field that only looked empty, what `sent` says stays, and that is told.
    ///
    /// # Errors
    /// If a change can't be made in the answer, which then is no plan that reading gives.
    pub fn answered(&self, sent: &Plan, answer: &Plan) -> Result<Answered, ChangeError> {
        if self.is_whole() {
            return Ok(Answered {
                plan: answer.clone(),
                unseen: Vec::new(),
            });
        }
        // To those who got the excerpt it looks as if the whole plan had been made of it since.
        let merge = Merge::new(&self.of(sent).plan, answer, sent);
        // What they deleted is theirs to delete.
        let wrote = |c: &&Conflict| matches!(c.clash, Clash::BothChanged | Clash::BothAdded);
        let unseen: Vec<Conflict> = merge.conflicts.iter().filter(wrote).cloned().collect();
        let mut choices = Choices::all(Side::Mine);
        for conflict in &unseen {
            choices.choose(&conflict.issue, Side::Theirs);
        }
        let plan = merge.resolve(&choices, "")?.plan;
        Ok(Answered { plan, unseen })
    }
}

/// An answer, made whole.
#[derive(Clone, Debug)]
pub struct Answered {
    /// The plan.
    pub plan: Plan,
    /// What it says where something stood that its writer never got: theirs is called `mine` here, and isn't in the plan.
    pub unseen: Vec<Conflict>,
}

impl Taken {
    fn add(&mut self, cut: &Cut<'_>) {
        self.links += cut.links;
        self.names += cut.names;
        self.remarks += cut.remarks;
    }
}

/// What is cut out of one record, or of the plan's own details.
struct Cut<'a> {
    excerpt: &'a Excerpt,
    kind: Option<Kind>,
    gone: &'a HashSet<String>,
    /// The posts of the plan: a link to one can print its holder's name.
    posts: &'a HashSet<Id>,
    links: usize,
    names: usize,
    remarks: usize,
}

impl<'a> Cut<'a> {
    fn new(
        excerpt: &'a Excerpt,
        kind: Option<Kind>,
        gone: &'a HashSet<String>,
        posts: &'a HashSet<Id>,
    ) -> Cut<'a> {
        Cut {
            excerpt,
            kind,
            gone,
            posts,
            links: 0,
            names: 0,
            remarks: 0,
        }
    }

    /// Cuts it out of a value; tells whether anything was.
    fn out_of(&mut self, value: &mut Value) -> bool {
        self.walk(value);
        self.links + self.names + self.remarks > 0
    }

    fn walk(&mut self, value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|name, inner| self.stays(name, inner));
                fields.values_mut().for_each(|inner| self.walk(inner));
            }
            Value::Array(items) => items.iter_mut().for_each(|item| self.walk(item)),
            _ => {}
        }
    }

    /// Whether a field stays; of a list of links, those that lead somewhere do.
    fn stays(&mut self, name: &str, value: &mut Value) -> bool {
        if self.excerpt.bare && REMARKS.contains(&name) {
            self.remarks += value.as_array().map_or(1, Vec::len);
            return false;
        }
        if self.excerpt.nameless && NAMES.contains(&(self.kind, name)) {
            self.names += value.as_array().map_or(1, Vec::len);
            return false;
        }
        if !is_link(name) {
            return true;
        }
        if self.excerpt.nameless {
            match &mut *value {
                Value::Array(links) => links.iter_mut().for_each(|link| self.unprint(link)),
                link => self.unprint(link),
            }
        }
        let leads = |link: &Value| {
            let to = link.as_str().or_else(|| link.get("to")?.as_str());
            to.is_some_and(|to| self.gone.contains(to))
        };
        match value {
            Value::Array(links) => {
                let before = links.len();
                links.retain(|link| !leads(link));
                self.links += before - links.len();
                !links.is_empty()
            }
            link => {
                let out = leads(link);
                self.links += usize::from(out);
                !out
            }
        }
    }

    /// Takes off how a link to a post is printed: that can be by its holder's name.
    fn unprint(&mut self, link: &mut Value) {
        let to = link.get("to").and_then(Value::as_str).and_then(Id::parse);
        if let Some(to) = to.filter(|to| self.posts.contains(to)) {
            *link = Value::from(to.as_str());
            self.names += 1;
        }
    }
}

/// The ids of the records of a kind.
fn ids(plan: &Plan, kind: Kind) -> HashSet<Id> {
    let list = plan.collection(kind);
    (0..list.len())
        .filter_map(|at| list.id_at(at))
        .cloned()
        .collect()
}
