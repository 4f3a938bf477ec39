//! Where a new plan can begin: an empty one, or the shape that plans of a sort share, with prompts. A template leaves
//! headings in a plan and its own name; what it advises stays here and is never part of a plan.

mod business_plan;
mod commissioning_plan;
mod outline;
mod scrutiny_update;

use std::sync::Arc;

use super::blank_plan;
use crate::plan::{Front, Id, Kind, Narrative, Plan, PrintedTable};
pub use outline::{Begun, outline};

/// A template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Template {
    /// Nothing but a title.
    Blank,
    /// A directorate's business plan.
    BusinessPlan,
    /// A commissioning plan.
    CommissioningPlan,
    /// An update for a scrutiny panel.
    ScrutinyUpdate,
}

/// A part of a plan that a template expects, with what to write there.
#[derive(Debug)]
pub struct Part {
    /// The kind of its records.
    pub kind: Kind,
    /// What to write there, as advice.
    pub prompt: &'static str,
}

const fn part(kind: Kind, prompt: &'static str) -> Part {
    Part { kind, prompt }
}

/// What plans of one sort have in common.
struct Shape {
    /// Its name in a plan file.
    key: &'static str,
    /// Its name.
    name: &'static str,
    /// What it is for.
    what_for: &'static str,
    /// What begins with it, as a button says.
    starts: &'static str,
    /// The title of a plan that begins with it.
    title: &'static str,
    /// What to write in the plan's own details.
    details: &'static str,
    /// The parts it expects, in the order such documents have them.
    parts: &'static [Part],
    /// The headings of its passages, each with what to write there.
    headings: &'static [(&'static str, &'static str)],
    /// The tables of its money, with their columns.
    tables: &'static [(&'static str, &'static [&'static str])],
}

const BLANK: Shape = Shape {
    key: "",
    name: "Blank",
    what_for: "An empty plan. You add each part yourself, and nothing is suggested.",
    starts: "Start a blank draft",
    title: "New plan",
    details: "",
    parts: &[],
    headings: &[],
    tables: &[],
};

impl Template {
    /// Every template, in the order they are offered.
    pub const ALL: [Template; 4] = [
        Template::Blank,
        Template::BusinessPlan,
        Template::CommissioningPlan,
        Template::ScrutinyUpdate,
    ];

    fn shape(self) -> &'static Shape {
        match self {
            Template::Blank => &BLANK,
            Template::BusinessPlan => &business_plan::SHAPE,
            Template::CommissioningPlan => &commissioning_plan::SHAPE,
            Template::ScrutinyUpdate => &scrutiny_update::SHAPE,
        }
    }

    /// Its name in a plan file; nothing for an empty plan.
    pub fn key(self) -> &'static str {
        self.shape().key
    }

    /// The template of a name. A plan may name one that we don't know: then it has no prompts.
    pub fn from_key(key: &str) -> Option<Template> {
        let known = |template: &Template| template.key() == key && !key.is_empty();
        Template::ALL.into_iter().find(known)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        self.shape().name
    }

    /// What it is for, in a sentence.
    pub fn what_for(self) -> &'static str {
        self.shape().what_for
    }

    /// What begins with it: 'Start a business plan'.
    pub fn starts(self) -> &'static str {
        self.shape().starts
    }

    /// The parts it expects, in the order such documents have them.
    pub fn parts(self) -> &'static [Part] {
        self.shape().parts
    }

    /// What to write in the plan's own details; nothing for an empty plan.
    pub fn details(self) -> &'static str {
        self.shape().details
    }

    /// What to write in records of a kind.
    pub fn prompt(self, kind: Kind) -> Option<&'static str> {
        let part = self.parts().iter().find(|part| part.kind == kind)?;
        Some(part.prompt)
    }

    /// What to write in one of the passages that a plan of this template begins with.
    pub fn passage(self, id: &Id) -> Option<&'static str> {
        let mut headings = self.shape().headings.iter();
        headings.find_map(|(heading, prompt)| (Id::slug(heading) == *id).then_some(*prompt))
    }

    /// A plan to begin with: headings and tables, and nothing that isn't for its author to say.
    pub fn plan(self) -> Plan {
        let shape = self.shape();
        let mut plan = blank_plan(shape.title);
        plan.front = Arc::new(Front {
            template: shape.key.to_owned(),
            ..(*plan.front).clone()
        });
        let passage = |(heading, _): &(&str, &str)| Narrative {
            id: Id::slug(heading),
            heading: (*heading).to_owned(),
            ..Narrative::default()
        };
        plan.narratives = shape.headings.iter().map(passage).collect();
        let table = |(title, columns): &(&str, &[&str])| PrintedTable {
            id: Id::slug(&format!("table {title}")),
            title: (*title).into(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            ..PrintedTable::default()
        };
        plan.tables = shape.tables.iter().map(table).collect();
        plan
    }
}
