//! The sides of a flow, from the lines of one table: what makes up its whole, what that pays for, and where
//! it comes from.

use std::collections::HashMap;

use super::{
    flow::{Flow, Place},
    plot::whole as whole_words,
    sketch::{HIGHEST, Sketch, Sum},
};
use crate::{
    insight::rows::{money::MoneyTables, some},
    plan::{Amount, Id, MoneyKind, MoneyLine, Plan},
};

/// A table whose lines may be what money is spent on.
pub(super) struct Candidate<'a> {
    plan: &'a Plan,
    table: &'a Id,
    title: &'a str,
    /// The column of spending.
    pub model: &'a Amount,
    /// Columns that split it by who provides it or for whom.
    pub split: Vec<&'a Amount>,
    pub parts: Vec<Part<'a>>,
    pub top: Option<&'a MoneyLine>,
    pub whole: Sum,
}

/// A line of spending.
pub(super) struct Part<'a> {
    pub line: &'a MoneyLine,
    pub sum: Sum,
    /// The total it belongs to, where that belongs to a larger one.
    pub group: Option<&'a MoneyLine>,
}

impl<'a> Candidate<'a> {
    pub fn of(
        plan: &'a Plan,
        lines: &HashMap<&'a Id, &'a MoneyLine>,
        table: &'a Id,
        title: &'a str,
    ) -> Option<Candidate<'a>> {
        let here = plan.money.iter().map(|l| &**l);
        let here =
            here.filter(|l| !l.is_total() && l.table.as_ref().is_some_and(|t| t.to == *table));
        let here: Vec<&MoneyLine> = here.collect();
        let spent = |a: &&Amount| a.kind() == MoneyKind::Spend && a.pounds().is_some();
        let all = || here.iter().flat_map(|l| &l.amounts).filter(spent);
        let latest = all().map(|a| a.period).max()?;
        let now = || all().filter(|a| a.period == latest);
        let is_split = |a: &Amount| a.provider.is_some() || !a.client_group.is_empty();
        let model = now().find(|a| !is_split(a))?;
        let mut split: Vec<&Amount> = Vec::new();
        for amount in now().filter(|a| is_split(a)) {
            if !split.iter().any(|a| a.same_column(amount)) {
                split.push(amount);
            }
        }
        let mut tops: Vec<Option<&MoneyLine>> = Vec::new();
        let mut parts = Vec::new();
        for line in here {
            let Some(sum) = in_column(line, model).filter(|s| s.pounds > 0) else {
                continue;
            };
            let above = above(lines, line);
            let top = above.last().copied();
            if !tops.iter().any(|t| t.map(|t| &t.id) == top.map(|t| &t.id)) {
                tops.push(top);
            }
            let group = above.first().copied().filter(|_| above.len() > 1);
            parts.push(Part { line, sum, group });
        }
        let top = match tops.as_slice() {
            [one] => *one,
            _ => None,
        };
        let ours = || parts.iter().fold(Sum::default(), |sum, p| sum.and(p.sum));
        let whole = top
            .and_then(|top| in_column(top, model))
            .unwrap_or_else(ours);
        (parts.len() > 1 && whole.pounds > 0).then_some(Candidate {
            plan,
            table,
            title,
            model,
            split,
            parts,
            top,
            whole,
        })
    }

    /// The flow through this table, if it has more than one step.
    pub fn flow(self, tables: &MoneyTables) -> Option<Flow> {
        let mut sketch = Sketch::default();
        let from = self.sources(&mut sketch, tables);
        let name = match self.top.map(|t| t.label.as_str()) {
            None | Some("" | "Total" | "Grand Total") => "All spending",
            Some(label) => label,
        };
        let top = self.top.filter(|top| in_column(top, self.model).is_some());
        let whole = sketch.node(top.map(|t| &t.id), name, self.whole.pounds, Place::Whole);
        let mut paid = Sum::default();
        for (at, sum, id) in from.iter() {
            sketch.link(*at, whole, sum.pounds, id.as_ref());
            paid = paid.and(*sum);
        }
        if !from.is_empty() {
            let rest = self.whole.beyond(paid);
            if rest > 0 {
                let open = sketch.open("Not said where from", rest);
                sketch.link(open, whole, rest, None);
            }
        }
        let grouped = self.groups(&mut sketch, whole);
        if from.is_empty() && !grouped {
            return None;
        }
        let more = paid.beyond(self.whole);
        if !from.is_empty() && more > 0 {
            let open = sketch.open("Not said what for", more);
            sketch.link(whole, open, more, None);
        }
        sketch
            .remarks
            .push(format!("Into the table “{}”.", self.title));
        if top.is_none() {
            let lines = some(self.parts.len(), "line", "lines");
            sketch
                .remarks
                .push(format!("No total is printed: it is our sum of {lines}."));
        }
        if !from.is_empty() {
            let open = "The plan doesn’t print which of this money pays for what.";
            sketch.remarks.push(open.to_owned());
        }
        sketch.columns();
        let period = self.model.period.map_or(String::new(), |p| p.shown());
        Some(Flow::new(sketch, whole_words(self.model), period))
    }

    /// Where the whole comes from: a table of funding for the same period, else income and net of the total,
    /// else what comes in among the lines.
    fn sources(&self, sketch: &mut Sketch, tables: &MoneyTables) -> Vec<(usize, Sum, Option<Id>)> {
        let same = |a: &&Amount| a.period == self.model.period && a.status == self.model.status;
        let of_kind = |line: &'a MoneyLine, kind| {
            let cells = line.amounts.iter().filter(same);
            let cell = cells.clone().find(|a| a.kind() == kind)?;
            Sum::of(cell).filter(|s| s.pounds > 0)
        };
        let lines = || {
            self.plan
                .money
                .iter()
                .map(|l| &**l)
                .filter(|l| !l.is_total())
        };
        let line = |kind| {
            move |line: &'a MoneyLine| {
                Some((
                    line.label.as_str().to_owned(),
                    of_kind(line, kind)?,
                    line.id.clone(),
                ))
            }
        };
        let mut found: Vec<(String, Sum, Id)> =
            lines().filter_map(line(MoneyKind::Funding)).collect();
        if !found.is_empty() {
            let funds = lines().find(|l| of_kind(l, MoneyKind::Funding).is_some());
            let table = funds.and_then(|l| l.table.as_ref()).map(|t| &t.to);
            let table = tables
                .tables
                .iter()
                .find(|t| t.id.as_ref() == table && table.is_some());
            if let Some(table) = table {
                sketch
                    .remarks
                    .push(format!("From the table “{}”.", table.title));
            }
        } else if let Some(top) = self.top
            && let (Some(income), Some(net)) = (
                of_kind(top, MoneyKind::Income),
                of_kind(top, MoneyKind::Net),
            )
        {
            let net_name = match whole_words(self.model).as_str() {
                "budget" => "The council’s net budget",
                _ => "The council’s net spending",
            };
            found.push(("Income".to_owned(), income, top.id.clone()));
            found.push((net_name.to_owned(), net, top.id.clone()));
            let label = top.label.as_str();
            sketch
                .remarks
                .push(format!("From the income and net printed for “{label}”."));
        } else {
            let here = |l: &&MoneyLine| l.table.as_ref().is_some_and(|t| t.to == *self.table);
            let alone = |l: &&MoneyLine| l.amount(MoneyKind::Spend).is_none();
            found = lines()
                .filter(here)
                .filter(alone)
                .filter_map(line(MoneyKind::Income))
                .collect();
            if !found.is_empty() {
                sketch
                    .remarks
                    .push("From the income printed among the lines.".to_owned());
            }
        }
        let place = |(name, sum, id): (String, Sum, Id)| {
            (
                sketch.node(Some(&id), &name, sum.pounds, Place::Source),
                sum,
                Some(id),
            )
        };
        found.into_iter().map(place).collect()
    }
}

/// The totals over a line, nearest first.
fn above<'a>(lines: &HashMap<&'a Id, &'a MoneyLine>, line: &'a MoneyLine) -> Vec<&'a MoneyLine> {
    let mut above: Vec<&MoneyLine> = Vec::new();
    let mut next = line.parent.as_ref();
    while let Some(total) = next.and_then(|p| lines.get(&p.to))
        && above.len() < HIGHEST
    {
        above.push(total);
        next = total.parent.as_ref();
    }
    above
}

pub(super) fn in_column(line: &MoneyLine, model: &Amount) -> Option<Sum> {
    let cell = line.amounts.iter().find(|a| a.same_column(model))?;
    Sum::of(cell)
}
