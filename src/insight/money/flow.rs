//! Where money comes from and where it goes, as far as a plan prints both: never a flow that it doesn't
//! print. What one side leaves open is a place of its own.

use std::collections::HashMap;

use super::{flow_parts::Candidate, sketch::Sketch};
use crate::{
    insight::rows::money::MoneyTables,
    plan::{Id, Plan},
};

/// What a place in the flow is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Where money comes from.
    Source,
    /// All of it.
    Whole,
    /// A group of areas, or who provides them.
    Group,
    /// What it is spent on.
    Area,
    /// What the plan leaves open.
    Open,
}

/// A place money comes from, goes through or goes to.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowNode {
    /// Its line of money, if it is one line's.
    pub id: Option<Id>,
    /// Its name.
    pub name: String,
    /// What passes through it, in whole pounds.
    pub pounds: i64,
    /// What it is.
    pub place: Place,
    /// How many steps it is from the first.
    pub column: usize,
}

/// Money from one place to the next.
#[derive(Clone, Debug, PartialEq)]
pub struct FlowLink {
    /// The place it comes from.
    pub from: usize,
    /// The place it goes to.
    pub to: usize,
    /// How much, in whole pounds.
    pub pounds: i64,
    /// The line of money that says so.
    pub id: Option<Id>,
}

impl FlowLink {
    /// Adds it to others: between two places there is one.
    pub(super) fn join(self, links: &mut Vec<FlowLink>) {
        let twin = links
            .iter_mut()
            .find(|l| (l.from, l.to) == (self.from, self.to));
        match twin {
            Some(twin) => {
                twin.pounds = twin.pounds.saturating_add(self.pounds);
                twin.id = twin.id.take().filter(|id| self.id.as_ref() == Some(id));
            }
            None => links.push(self),
        }
    }
}

/// Money from its sources to what it is spent on.
#[derive(Clone, Debug, PartialEq)]
pub struct Flow {
    /// The places, column by column.
    pub nodes: Vec<FlowNode>,
    /// What runs between them.
    pub links: Vec<FlowLink>,
    /// What it is: 'spending', 'budget'.
    pub what: String,
    /// Its period: '2018/19'.
    pub period: String,
    /// Where each side stands in the document, and what isn't said, as sentences.
    pub remarks: Vec<String>,
}

/// The most places one above the other; the smallest of more are taken together.
pub(super) const MOST: usize = 20;

/// The flow of a plan's money: of several tables that of the one that shows most steps, then the largest.
pub fn flow(plan: &Plan, tables: &MoneyTables) -> Option<Flow> {
    let lines: HashMap<&Id, _> = plan.money.iter().map(|l| (&l.id, &**l)).collect();
    let printed = tables.tables.iter().filter(|t| t.repeats.is_none());
    let found = printed.filter_map(|table| {
        let id = table.id.as_ref()?;
        Candidate::of(plan, &lines, id, &table.title)?.flow(tables)
    });
    let best = |flow: &Flow| {
        let steps = flow.nodes.iter().map(|n| n.column).max();
        (steps, flow.whole().map(|n| n.pounds))
    };
    let flow = found.reduce(|a, b| if best(&b) > best(&a) { b } else { a })?;
    Some(flow.capped())
}

impl Flow {
    pub(super) fn new(sketch: Sketch, what: String, period: String) -> Flow {
        Flow {
            nodes: sketch.nodes,
            links: sketch.links,
            what,
            period,
            remarks: sketch.remarks,
        }
    }

    /// All of the money.
    pub fn whole(&self) -> Option<&FlowNode> {
        self.nodes.iter().find(|n| n.place == Place::Whole)
    }

    /// Takes the smallest places of a long column together.
    fn capped(mut self) -> Flow {
        let columns = self.nodes.iter().map(|n| n.column + 1).max().unwrap_or(0);
        for column in 0..columns {
            let mut here: Vec<usize> = (0..self.nodes.len())
                .filter(|at| self.node(*at).is_some_and(|n| n.column == column))
                .collect();
            if here.len() <= MOST {
                continue;
            }
            here.sort_by_key(|at| std::cmp::Reverse(self.node(*at).map(|n| n.pounds)));
            let small = here.split_off(MOST - 1);
            self.merge(&small, column);
        }
        self
    }

    fn node(&self, at: usize) -> Option<&FlowNode> {
        self.nodes.get(at)
    }

    /// Puts one place where several were.
    fn merge(&mut self, small: &[usize], column: usize) {
        let all: Vec<&FlowNode> = small.iter().filter_map(|at| self.node(*at)).collect();
        let Some(first) = all.first() else { return };
        let one = FlowNode {
            id: None,
            name: format!("{} smaller", all.len()),
            pounds: all.iter().map(|n| n.pounds).fold(0, i64::saturating_add),
            place: first.place,
            column,
        };
        let kept: Vec<usize> = (0..self.nodes.len())
            .filter(|at| !small.contains(at))
            .collect();
        let mut places = vec![kept.len(); self.nodes.len()];
        for (to, from) in kept.iter().enumerate() {
            if let Some(place) = places.get_mut(*from) {
                *place = to;
            }
        }
        let place = |at: usize| places.get(at).copied().unwrap_or(kept.len());
        let mut links: Vec<FlowLink> = Vec::new();
        for link in std::mem::take(&mut self.links) {
            let (from, to) = (place(link.from), place(link.to));
            FlowLink { from, to, ..link }.join(&mut links);
        }
        let mut nodes: Vec<FlowNode> = kept
            .iter()
            .filter_map(|at| self.node(*at))
            .cloned()
            .collect();
        nodes.push(one);
        (self.nodes, self.links) = (nodes, links);
    }
}
