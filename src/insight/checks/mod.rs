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

use super::{
    document::{Document, Part},
    totals::{SumCheck, sum_checks},
};
use crate::plan::{AnyRecord, Day, Id, Plan};

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

/// What the rules are run on.
struct Subject<'a> {
    plan: &'a Plan,
    as_at: Day,
    sums: Vec<SumCheck>,
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
    let subject = Subject {
        plan,
        as_at,
        sums: sum_checks(plan),
    };
    let mut report = Report {
        rule: "",
        findings: Vec::new(),
    };
    for rule in RULES {
        report.rule = rule.id;
        (rule.run)(&subject, &mut report);
    }
    report.findings
}

/// Whether a field was concluded in transcribing.
fn inferred(record: &dyn AnyRecord, field: &str) -> bool {
    let fields = record.provenance().inferred;
    fields.iter().any(|name| name == field)
}
