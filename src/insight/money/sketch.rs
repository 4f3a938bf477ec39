//! A flow while it is put together, and sums with their rounding.

use super::flow::{FlowLink, FlowNode, Place};
use crate::plan::{Amount, Id, Pounds};

/// No chain of totals is longer; a longer one is a cycle.
pub(super) const HIGHEST: usize = 6;

/// A flow being put together.
#[derive(Default)]
pub(super) struct Sketch {
    pub nodes: Vec<FlowNode>,
    pub links: Vec<FlowLink>,
    pub remarks: Vec<String>,
}

impl Sketch {
    pub fn node(&mut self, id: Option<&Id>, name: &str, pounds: i64, place: Place) -> usize {
        self.nodes.push(FlowNode {
            id: id.cloned(),
            name: name.to_owned(),
            pounds,
            place,
            column: 0,
        });
        self.nodes.len() - 1
    }

    /// What isn't said, once for each name.
    pub fn open(&mut self, name: &str, pounds: i64) -> usize {
        let known = self
            .nodes
            .iter()
            .position(|n| n.place == Place::Open && n.name == name);
        let at = known.unwrap_or_else(|| self.node(None, name, 0, Place::Open));
        if let Some(node) = self.nodes.get_mut(at) {
            node.pounds = node.pounds.saturating_add(pounds);
        }
        at
    }

    pub fn link(&mut self, from: usize, to: usize, pounds: i64, id: Option<&Id>) {
        let id = id.cloned();
        FlowLink {
            from,
            to,
            pounds,
            id,
        }
        .join(&mut self.links);
    }

    /// Counts the steps from the first places on.
    pub fn columns(&mut self) {
        for _ in 0..HIGHEST {
            for link in &self.links {
                let from = self.nodes.get(link.from).map_or(0, |n| n.column);
                if let Some(to) = self.nodes.get_mut(link.to) {
                    to.column = to.column.max(from + 1);
                }
            }
        }
    }
}

/// An amount with how far its printed rounding lets it be off.
#[derive(Clone, Copy, Default)]
pub(super) struct Sum {
    pub pounds: i64,
    slack: i64,
}

impl Sum {
    pub fn of(amount: &Amount) -> Option<Sum> {
        let number: Pounds = amount.number()?;
        Some(Sum {
            pounds: number.pounds,
            slack: number.rounding(),
        })
    }

    pub fn and(self, other: Sum) -> Sum {
        Sum {
            pounds: self.pounds.saturating_add(other.pounds),
            slack: self.slack.saturating_add(other.slack),
        }
    }

    /// How much more this is than another, if rounding can't explain it.
    pub fn beyond(self, other: Sum) -> i64 {
        let rest = self.pounds.saturating_sub(other.pounds);
        match rest > self.slack.saturating_add(other.slack) {
            true => rest,
            false => 0,
        }
    }
}
