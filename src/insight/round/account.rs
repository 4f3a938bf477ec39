//! What a progress round found, in words that can be sent: what was done, given up, put off, and the new figures.

use std::collections::HashMap;

use super::{called, is_over};
use crate::{
    insight::{
        document::{Document, Part},
        rows::{and, sentence, short},
    },
    plan::{Date, Id, Measure, Milestone, Plan, Point, PointKind, Printed, Progress, Reason},
};

/// The most characters of a name in a line.
const NAME: usize = 120;

/// What was recorded between two states of a plan, a line each.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Account {
    /// What was done.
    pub done: Vec<String>,
    /// What was given up.
    pub dropped: Vec<String>,
    /// What was given another date.
    pub moved: Vec<String>,
    /// What is said of what is still open.
    pub open: Vec<String>,
    /// New figures.
    pub figures: Vec<String>,
}

/// What a milestone and the end of an action have in common.
struct Dated<'a> {
    id: &'a Id,
    name: String,
    due: &'a Option<Printed<Date>>,
    progress: Option<Progress>,
    done_on: &'a Option<Printed<Date>>,
    comment: &'a str,
    reasons: &'a [Reason],
}

/// What was recorded since `before`.
pub fn account(before: &Plan, now: &Plan) -> Account {
    let mut account = Account::default();
    let old = dated(before);
    let old: HashMap<&Id, &Dated> = old.iter().map(|one| (one.id, one)).collect();
    for one in dated(now) {
        account.tell(old.get(one.id).copied(), &one);
    }
    let measures: HashMap<&Id, &Measure> = before.measures.iter().map(|m| (&m.id, &**m)).collect();
    for measure in now.measures.iter() {
        account.figures_of(measures.get(&measure.id).copied(), measure);
    }
    account
}

fn dated(plan: &Plan) -> Vec<Dated<'_>> {
    fn milestone<'a>(m: &'a Milestone, of: &str) -> Dated<'a> {
        Dated {
            id: &m.id,
            name: match of {
                "" => short(m.text.as_str(), NAME),
                of => format!("{} ({of})", short(m.text.as_str(), NAME)),
            },
            due: &m.due,
            progress: m.progress,
            done_on: &m.done_on,
            comment: &m.comment,
            reasons: &m.reasons,
        }
    }
    let mut all = Vec::new();
    for action in plan.actions.iter() {
        all.push(Dated {
            id: &action.id,
            name: called(&action.reference, action.text.as_str()),
            due: &action.end,
            progress: action.progress,
            done_on: &None,
            comment: "",
            reasons: &action.reasons,
        });
        let milestones = action.milestones.iter();
        all.extend(milestones.map(|m| milestone(m, &action.reference)));
    }
    for project in plan.projects.iter() {
        let milestones = project.milestones.iter();
        all.extend(milestones.map(|m| milestone(m, project.name.as_str())));
    }
    all
}

fn shown(cell: &Option<Printed<Date>>) -> String {
    cell.as_ref()
        .map_or(String::new(), |d| d.shown(|d| d.shown()))
}

impl Account {
    fn tell(&mut self, old: Option<&Dated>, new: &Dated) {
        let before = old.map_or((None, "", String::new()), |old| {
            (old.progress, old.comment, shown(old.due))
        });
        let (progress, comment, due) = before;
        let said = match new.comment != comment && !new.comment.is_empty() {
            true => format!(" {}", new.comment),
            false => String::new(),
        };
        let name = &new.name;
        let ended = new.progress != progress && is_over(new.progress);
        let now = shown(new.due);
        match new.progress {
            Some(Progress::Dropped) if ended => self.dropped.push(format!("{name}.{said}")),
            Some(Progress::Done) if ended => {
                let on = match shown(new.done_on) {
                    on if on.is_empty() => String::new(),
                    on => format!(", {on}"),
                };
                self.done.push(format!("{name}{on}.{said}"));
            }
            _ if old.is_some() && now != due => {
                let why = new
                    .reasons
                    .iter()
                    .rev()
                    .find(|r| matches!(r.what.as_str(), "Due" | "Ends") && !r.why.is_empty());
                let why = why.map_or(String::new(), |r| format!(" {}", sentence_of(&r.why)));
                let was = if due.is_empty() { "no date" } else { &due };
                let to = if now.is_empty() { "no date" } else { &now };
                self.moved.push(format!("{name}: {was} → {to}.{why}{said}"));
            }
            _ if !said.is_empty() => self.open.push(format!("{name}:{said}")),
            now if now != progress => {
                let now = now.map_or("nothing said of it", Progress::shown);
                self.open.push(format!("{name}: {}.", now.to_lowercase()));
            }
            _ => {}
        }
    }

    fn figures_of(&mut self, old: Option<&Measure>, new: &Measure) {
        let same = |a: &Point, b: &Point| {
            (a.period, a.kind(), &a.breakdown, &a.column)
                == (b.period, b.kind(), &b.breakdown, &b.column)
        };
        let actual = |p: &&Point| p.kind() == PointKind::Actual && p.value.is_some();
        for point in new.points.iter().filter(actual) {
            let before = old.and_then(|m| m.points.iter().find(|p| same(p, point)));
            if before.is_some_and(|before| before.value == point.value) {
                continue;
            }
            let period = point
                .period
                .map_or(String::new(), |p| format!(" in {}", p.shown()));
            let target = new.points.iter().find(|p| {
                p.kind() == PointKind::Target
                    && p.period == point.period
                    && p.breakdown == point.breakdown
            });
            let target = target.map_or(String::new(), |t| format!(", target {}", new.cell(t)));
            let was = before.map_or(String::new(), |p| format!(", was {}", new.cell(p)));
            let name = called(&new.code, new.name.as_str());
            let figure = new.cell(point);
            self.figures
                .push(format!("{name}: {figure}{period}{target}{was}."));
        }
    }

    /// Whether nothing was recorded.
    pub fn is_empty(&self) -> bool {
        self.parts().iter().all(|(.., lines)| lines.is_empty())
    }

    fn parts(&self) -> [(&'static str, &'static str, &'static str, &[String]); 5] {
        [
            ("Done", "done", "done", &self.done),
            (
                "Another date",
                "given another date",
                "given another date",
                &self.moved,
            ),
            ("Given up", "given up", "given up", &self.dropped),
            (
                "Still open",
                "still open with news",
                "still open with news",
                &self.open,
            ),
            ("New figures", "new figure", "new figures", &self.figures),
        ]
    }

    /// What was recorded, under the headings there is anything for.
    pub fn lists(&self) -> impl Iterator<Item = (&'static str, &[String])> {
        let parts = self.parts().into_iter();
        let parts = parts.filter(|(.., lines)| !lines.is_empty());
        parts.map(|(name, .., lines)| (name, lines))
    }

    /// How much was recorded, in a sentence.
    pub fn told(&self) -> String {
        let counts = self
            .parts()
            .into_iter()
            .filter(|(.., lines)| !lines.is_empty());
        let counts: Vec<String> = counts
            .map(|(_, one, more, lines)| match lines.len() {
                1 => format!("1 {one}"),
                n => format!("{n} {more}"),
            })
            .collect();
        match counts.is_empty() {
            true => "Nothing is recorded yet.".to_owned(),
            false => format!("Recorded: {}.", and(&counts)),
        }
    }

    /// The account as it can be sent, under a heading.
    pub fn document(&self, heading: &str) -> Document {
        let lists = self.lists().flat_map(|(name, lines)| {
            [
                Part::Heading(3, name.to_owned()),
                Part::List(lines.to_vec()),
            ]
        });
        let told = Part::Text(self.told());
        Document::headed(heading, [told].into_iter().chain(lists))
    }
}

/// What was typed, with a full stop where it has none.
fn sentence_of(text: &str) -> String {
    let text = sentence(text.trim());
    match text.ends_with(['.', '!', '?', '…']) {
        true => text,
        false => format!("{text}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan(milestones: serde_json::Value, points: serde_json::Value) -> Plan {
        Plan::from_json(json!({
            "actions": [{"id": "a1", "reference": "A1", "text": "Act", "milestones": milestones}],
            "measures": [{"id": "x", "code": "1C", "name": "Support", "unit": "%", "points": points}]
        }))
        .unwrap()
    }

    #[test]
    fn what_was_recorded_is_told_and_nothing_else() {
        let before = plan(
            json!([
                {"id": "m1", "text": "One", "due": "2026-03"},
                {"id": "m2", "text": "Two", "due": "2026-03"},
                {"id": "m3", "text": "Three", "due": "2026-03", "progress": "underway"},
                {"id": "m4", "text": "Four", "due": "2026-03"},
                {"id": "m5", "text": "Five", "due": "2026-03", "comment": "Old news."}
            ]),
            json!([{"period": "2025/26", "kind": "target", "value": "40"}]),
        );
        let now = plan(
            json!([
                {"id": "m1", "text": "One", "due": "2026-03", "progress": "done", "done_on": "2026-03-20"},
                {"id": "m2", "text": "Two, in other words", "due": "2026-09", "reasons": [
                    {"what": "Due", "before": "March 2026", "why": "staff left"}
                ]},
                {"id": "m3", "text": "Three", "due": "2026-03", "progress": "dropped", "comment": "No money."},
                {"id": "m4", "text": "Four", "due": "2026-03", "progress": "underway"},
                {"id": "m5", "text": "Five", "due": "2026-03", "comment": "Old news."}
            ]),
            json!([
                {"period": "2025/26", "kind": "target", "value": "40"},
                {"period": "2025/26", "value": "38.5"}
            ]),
        );
        let found = account(&before, &now);
        assert_eq!(found.done, ["One (A1), 20 March 2026."]);
        assert_eq!(
            found.moved,
            ["Two, in other words (A1): March 2026 → September 2026. Staff left."]
        );
        assert_eq!(found.dropped, ["Three (A1). No money."]);
        assert_eq!(found.open, ["Four (A1): under way."]);
        assert_eq!(found.figures, ["1C Support: 38.5% in 2025/26, target 40%."]);
        assert_eq!(
            found.told(),
            "Recorded: 1 done, 1 given another date, 1 given up, 1 still open with news and 1 new figure."
        );
        assert!(account(&before, &before).is_empty());
        assert!(account(&now, &now).is_empty());
    }
}
