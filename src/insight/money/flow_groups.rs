//! What the whole of a flow pays for: groups of lines, who provides them, and the lines.

use super::{
    flow::Place,
    flow_parts::{Candidate, Part, in_column},
    sketch::{Sketch, Sum},
};
use crate::plan::{Amount, AnyRecord, MoneyLine, Provider};

impl<'a> Candidate<'a> {
    /// What the whole pays for. Says whether there is a step between the whole and the lines.
    pub(super) fn groups(&self, sketch: &mut Sketch, whole: usize) -> bool {
        if self.split.len() > 1 {
            self.by_column(sketch, whole);
            return true;
        }
        let mut groups: Vec<(String, Option<&MoneyLine>)> = Vec::new();
        let by_total = self.parts.iter().any(|p| p.group.is_some());
        let group_of = |part: &Part<'a>| match (by_total, part.group) {
            (true, group) => (group.map_or(String::new(), |g| g.title()), group),
            (false, _) => (part.line.client_group.clone(), None),
        };
        for part in &self.parts {
            let (name, line) = group_of(part);
            if !groups.iter().any(|(known, _)| *known == name) {
                groups.push((name, line));
            }
        }
        if groups.len() < 2 {
            self.lines(
                sketch,
                whole,
                self.whole,
                &self.parts.iter().collect::<Vec<_>>(),
            );
            return false;
        }
        let mut under = Vec::new();
        let mut all = Sum::default();
        for (name, line) in &groups {
            let parts: Vec<&Part> = self
                .parts
                .iter()
                .filter(|p| group_of(p).0 == *name)
                .collect();
            let ours = parts.iter().fold(Sum::default(), |sum, p| sum.and(p.sum));
            let sum = line
                .and_then(|line| in_column(line, self.model))
                .unwrap_or(ours);
            all = all.and(sum);
            let shown = if name.is_empty() { "In no group" } else { name };
            let at = sketch.node(line.map(|l| &l.id), shown, sum.pounds, Place::Group);
            sketch.link(whole, at, sum.pounds, line.map(|l| &l.id));
            under.push((at, sum, parts));
        }
        self.rest(sketch, whole, self.whole.beyond(all));
        for (at, sum, parts) in under {
            self.lines(sketch, at, sum, &parts);
        }
        true
    }

    /// What a total pays for that no line says.
    fn rest(&self, sketch: &mut Sketch, from: usize, pounds: i64) {
        if pounds > 0 {
            let open = sketch.open("Not broken down", pounds);
            sketch.link(from, open, pounds, None);
        }
    }

    /// Lines under a group. Lines of the same setting in several groups are one place.
    fn lines(&self, sketch: &mut Sketch, from: usize, of: Sum, parts: &[&Part]) {
        let mut all = Sum::default();
        for part in parts {
            let line = part.line;
            all = all.and(part.sum);
            let shared = self
                .parts
                .iter()
                .filter(|p| p.line.setting == line.setting)
                .count()
                > 1;
            let at = match !line.setting.is_empty() && shared {
                true => {
                    let known = sketch.nodes.iter();
                    let known = known
                        .clone()
                        .position(|n| n.place == Place::Area && n.name == line.setting);
                    known.unwrap_or_else(|| sketch.node(None, &line.setting, 0, Place::Area))
                }
                false => sketch.node(Some(&line.id), line.label.as_str(), 0, Place::Area),
            };
            if let Some(node) = sketch.nodes.get_mut(at) {
                node.pounds = node.pounds.saturating_add(part.sum.pounds);
            }
            sketch.link(from, at, part.sum.pounds, Some(&line.id));
        }
        self.rest(sketch, from, of.beyond(all));
    }

    /// Columns stand between the whole and the lines.
    fn by_column(&self, sketch: &mut Sketch, whole: usize) {
        let cell =
            |line: &MoneyLine, column: &Amount| in_column(line, column).filter(|s| s.pounds > 0);
        let mut columns = Vec::new();
        for column in &self.split {
            let ours = self.parts.iter().filter_map(|p| cell(p.line, column));
            let ours = ours.fold(Sum::default(), Sum::and);
            let printed = self.top.and_then(|top| cell(top, column)).unwrap_or(ours);
            if printed.pounds == 0 {
                continue;
            }
            let at = sketch.node(None, &provided(column), printed.pounds, Place::Group);
            sketch.link(whole, at, printed.pounds, self.top.map(|t| &t.id));
            columns.push((at, *column, printed.beyond(ours)));
        }
        for part in &self.parts {
            let at = sketch.node(
                Some(&part.line.id),
                part.line.label.as_str(),
                part.sum.pounds,
                Place::Area,
            );
            let mut all = Sum::default();
            for (from, column, _) in &columns {
                if let Some(sum) = cell(part.line, column) {
                    sketch.link(*from, at, sum.pounds, Some(&part.line.id));
                    all = all.and(sum);
                }
            }
            let rest = part.sum.beyond(all);
            if rest > 0 {
                let open = sketch.open("Not said by whom", rest);
                sketch.link(whole, open, rest, None);
                sketch.link(open, at, rest, Some(&part.line.id));
            }
        }
        for (at, _, rest) in columns {
            self.rest(sketch, at, rest);
        }
    }
}

/// Who provides what a column pays for, and for whom.
fn provided(column: &Amount) -> String {
    let by = match column.provider {
        Some(Provider::Internal) => "The council’s own",
        Some(Provider::External) => "Other providers",
        None => "",
    };
    match (by, column.client_group.as_str()) {
        ("", group) => group.to_owned(),
        (by, "") => by.to_owned(),
        (by, group) => format!("{by}, {group}"),
    }
}
