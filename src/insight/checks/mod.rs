//! What in a plan doesn't agree with itself, is missing, or is worth a second look: small rules, each
//! with a name, run on any plan, published or draft. Only what is printed or was written counts: what
//! was inferred in transcribing is never held against a plan, and nothing is scored.

mod dates;
mod figures;
mod gaps;
mod names;
mod shares;
mod sums;
mod targets;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::document::{Document, Part};
use crate::plan::{AnyRecord, Day, Id, Kind, List, Milestone, Plan, Record};

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Two things the plan says can't both be right.
    Contradiction,
    /// Something a plan of this kind would say isn't said.
    Gap,
    /// It may well be right, and someone should look.
    Doubt,
}

impl Severity {
    /// Every severity, gravest first.
    pub const ALL: [Severity; 3] = [Severity::Contradiction, Severity::Gap, Severity::Doubt];

    /// Its name in the address bar and in filters.
    pub fn key(self) -> &'static str {
        match self {
            Severity::Contradiction => "contradiction",
            Severity::Gap => "gap",
            Severity::Doubt => "doubt",
        }
    }

    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Severity::Contradiction => "Does not agree",
            Severity::Gap => "Not said",
            Severity::Doubt => "Worth a look",
        }
    }
}

/// One thing a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The id of its rule.
    pub rule: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The record or part it is about.
    pub at: Id,
    /// The others it is about, where many share it.
    pub also: Vec<Id>,
    /// The field of it that a person would look at.
    pub field: &'static str,
    /// What was found, in a sentence.
    pub what: String,
}

/// A rule: what it looks for and what to do about what it finds.
pub struct Rule {
    /// Its permanent name.
    pub id: &'static str,
    /// What it looks for, as a heading.
    pub title: &'static str,
    /// What a person can do.
    pub what_to_do: &'static str,
    run: fn(&Subject, &mut Report),
}

/// Findings of a rule as a document; `title` names a record or part.
pub fn document(rule: &Rule, found: &[Finding], title: impl Fn(&Id) -> String) -> Document {
    let line = |finding: &Finding| {
        let also: Vec<String> = finding.also.iter().map(&title).collect();
        let also = match also.is_empty() {
            true => String::new(),
            false => format!(" Also: {}.", also.join("; ")),
        };
        let severity = finding.severity.shown();
        format!("{}. {severity}: {}{also}", title(&finding.at), finding.what)
    };
    let lines = found.iter().map(line).collect();
    let what = Part::Text(rule.what_to_do.to_owned());
    Document::headed(rule.title, [what, Part::List(lines)])
}

/// What the rules are run on: a plan, or one record of it. A rule goes through what is asked about, and looks at the
/// rest of the plan only as far as that needs it.
struct Subject<'a> {
    plan: &'a Plan,
    as_at: Day,
    /// The record that is asked about; none for all of them.
    one: Option<Arc<dyn AnyRecord>>,
}

impl Subject<'_> {
    /// The records of a list that are asked about.
    fn each<'s, T: Record>(&'s self, list: &'s List<T>) -> impl Iterator<Item = &'s T> {
        let (one, all) = match &self.one {
            Some(one) => ((**one).downcast::<T>(), &[][..]),
            None => (None, &list[..]),
        };
        one.into_iter().chain(all.iter().map(|record| &**record))
    }

    /// All records that are asked about, whatever their kind.
    fn records(&self) -> impl Iterator<Item = Arc<dyn AnyRecord>> {
        let all = self.one.is_none().then(|| self.plan.records());
        self.one.iter().cloned().chain(all.into_iter().flatten())
    }

    /// The milestones that are asked about, by what they are of.
    fn milestone_lists(&self) -> impl Iterator<Item = &[Milestone]> {
        let of_actions = self.each(&self.plan.actions).map(|a| &a.milestones[..]);
        of_actions.chain(self.each(&self.plan.projects).map(|p| &p.milestones[..]))
    }

    /// Whether records of a kind are asked about.
    fn asks_about(&self, kind: Kind) -> bool {
        self.one.as_ref().is_none_or(|one| one.kind() == kind)
    }

    /// The same plan, with all its records.
    fn whole(&self) -> Subject<'_> {
        Subject { one: None, ..*self }
    }

    /// Runs every rule.
    fn findings(&self) -> Vec<Finding> {
        let mut report = Report {
            rule: "",
            findings: Vec::new(),
        };
        for rule in RULES {
            report.rule = rule.id;
            (rule.run)(self, &mut report);
        }
        report.findings
    }
}

/// The id of a record and those of its parts.
fn own_ids(record: &dyn AnyRecord) -> Vec<Id> {
    let mut ids = vec![record.id().clone()];
    record.parts(&mut |part| ids.push(part.id.clone()));
    ids
}

/// Where a rule puts what it found.
struct Report {
    rule: &'static str,
    findings: Vec<Finding>,
}

impl Report {
    fn add(&mut self, severity: Severity, at: &Id, field: &'static str, what: String) {
        self.findings.push(Finding {
            rule: self.rule,
            severity,
            at: at.clone(),
            also: Vec::new(),
            field,
            what,
        });
    }

    fn contradiction(&mut self, at: &Id, field: &'static str, what: String) {
        self.add(Severity::Contradiction, at, field, what);
    }

    fn gap(&mut self, at: &Id, field: &'static str, what: String) {
        self.add(Severity::Gap, at, field, what);
    }

    /// A difference that the printed rounding explains, or one that it doesn't.
    fn difference(&mut self, explained: bool, at: &Id, field: &'static str, what: &str) {
        match explained {
            true => self.doubt(at, field, format!("{what}; it may be rounding.")),
            false => self.contradiction(at, field, format!("{what}.")),
        }
    }

    /// A gap that many records of a kind share.
    fn gap_of_many(&mut self, ids: &[Id], field: &'static str, what: String) {
        if let [first, rest @ ..] = ids {
            self.gap(first, field, what);
            if let Some(finding) = self.findings.last_mut() {
                finding.also = rest.to_vec();
            }
        }
    }

    fn doubt(&mut self, at: &Id, field: &'static str, what: String) {
        self.add(Severity::Doubt, at, field, what);
    }
}

/// Every rule, in the order they are shown.
pub const RULES: &[Rule] = &[
    sums::TOTALS,
    sums::NET,
    sums::GRIDS,
    shares::SHARES,
    shares::AMOUNTS,
    shares::ANSWERS,
    dates::OUTSIDE,
    dates::BACKWARDS,
    dates::IMPOSSIBLE,
    dates::OUT_OF_ORDER,
    dates::BEFORE_THE_PLAN,
    dates::BUNCHED,
    targets::WEAKER,
    targets::RATING,
    targets::RATED_BLIND,
    targets::RISK_TARGET,
    targets::STALE,
    figures::TWO_FIGURES,
    names::TWO_SPELLINGS,
    names::MISSING_NUMBERS,
    names::ABBREVIATIONS,
    gaps::RISKS,
    gaps::MEASURES,
    gaps::ACTIONS,
];

/// The rule with an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

/// Runs every rule on a plan, as at a day.
pub fn check(plan: &Plan, as_at: Day) -> Vec<Finding> {
    let one = None;
    Subject { plan, as_at, one }.findings()
}

/// What [`check`] finds about one record and its parts, each with the id that it is about. It takes as long as the record
/// is large, and little of the plan's size.
pub fn check_record(plan: &Plan, as_at: Day, kind: Kind, id: &Id) -> Vec<(Id, Finding)> {
    let collection = plan.collection(kind);
    let place = collection.place(id);
    let Some(record) = place.and_then(|at| collection.record(at)) else {
        return Vec::new();
    };
    let own = own_ids(&*record);
    let one = Some(record);
    let findings = Subject { plan, as_at, one }.findings();
    let of_it = |finding: Finding| {
        let own = |id: &&Id| own.contains(id);
        let also = finding.also.iter().find(own);
        let at = Some(&finding.at).filter(own).or(also)?.clone();
        Some((at, finding))
    };
    findings.into_iter().filter_map(of_it).collect()
}

/// Whether a field was concluded in transcribing.
fn inferred(record: &dyn AnyRecord, field: &str) -> bool {
    let fields = record.provenance().inferred;
    fields.iter().any(|name| name == field)
}
