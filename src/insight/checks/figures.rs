//! The same fact printed in two places with two figures.

use std::sync::Arc;

use super::{Report, Rule, Subject, inferred, names::words};
use crate::plan::{List, Measure, MoneyLine, Record, Statistic};

/// The same measure, line or figure printed in two places with two figures.
pub const TWO_FIGURES: Rule = Rule {
    id: "two-figures",
    title: "The same fact printed with two figures",
    what_to_do: "See which of the two is right, or what makes them different.",
    run: |subject, report| {
        let plan = subject.plan;
        each_pair(subject, &plan.measures, |m, n| measures(m, n, report));
        each_pair(subject, &plan.statistics, |s, t| statistics(s, t, report));
        each_pair(subject, &plan.money, |m, n| lines(m, n, report));
    },
};

/// Shows every two records of a list, the first of them asked about, that are the same by what is printed. That they are may be our
/// conclusion; the same name in print is not.
fn each_pair<T: Record>(subject: &Subject, list: &List<T>, mut see: impl FnMut(&T, &T)) {
    for one in subject.each(list) {
        let twins = one.provenance().same_as.iter();
        for twin in twins.filter(|r| r.to > *one.id()) {
            let found = list.iter().find(|other: &&Arc<T>| *other.id() == twin.to);
            let concluded = inferred(one, "same_as");
            if let Some(other) = found
                && (!concluded || words(&one.title()) == words(&other.title()))
            {
                see(one, other);
            }
        }
    }
}

fn measures(one: &Measure, other: &Measure, report: &mut Report) {
    for point in &one.points {
        let twin = other.points.iter().find(|p| {
            p.kind() == point.kind() && p.period == point.period && p.breakdown == point.breakdown
        });
        let numbers = twin.and_then(|t| Some((point.number()?, t.number()?)));
        if let Some((here, there)) = numbers.filter(|(here, there)| !here.same_value(there)) {
            let period = point
                .period
                .map_or(String::new(), |p| format!(" for {}", p.shown()));
            let what = format!(
                "{}{period} is printed as {} here and as {} in ‘{}’.",
                point.kind().shown(),
                one.figure(&here),
                other.figure(&there),
                other.group
            );
            report.contradiction(&one.id, "points", what);
        }
    }
}

fn statistics(one: &Statistic, other: &Statistic, report: &mut Report) {
    let period = |s: &Statistic| s.period.as_ref()?.value().copied();
    let alike = one.unit == other.unit && period(one) == period(other);
    if let (true, Some(here), Some(there)) = (alike, one.number(), other.number())
        && !here.same_value(&there)
    {
        let what = format!(
            "{} is printed here and {} in {}.",
            one.shown(),
            other.shown(),
            other.source
        );
        report.contradiction(&one.id, "value", what);
    }
}

fn lines(one: &MoneyLine, other: &MoneyLine, report: &mut Report) {
    for amount in &one.amounts {
        let twin = other.amounts.iter().find(|a| {
            a.kind() == amount.kind()
                && a.period == amount.period
                && a.status == amount.status
                && a.provider == amount.provider
                && a.client_group == amount.client_group
        });
        let Some((here, there)) = twin.and_then(|t| Some((amount.number()?, t.number()?))) else {
            continue;
        };
        let apart = here.pounds.abs_diff(there.pounds);
        if apart
            > here
                .rounding()
                .saturating_add(there.rounding())
                .unsigned_abs()
        {
            let what = format!(
                "{} is printed as {here} here and as {there} in {}.",
                amount.kind().shown(),
                other.source
            );
            report.contradiction(&one.id, "amounts", what);
        }
    }
}
