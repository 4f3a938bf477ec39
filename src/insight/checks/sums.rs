//! Money that doesn't add up.

use std::collections::BTreeMap;

use super::{Report, Rule, inferred};
use crate::{
    insight::totals::{SumCheck, Verdict, net_check, total_checks},
    plan::{Decimal, MoneyLine, Plan, Pounds, Statistic, SumRole},
};

/// Lines that don't come to their printed total.
pub const TOTALS: Rule = Rule {
    id: "lines-and-total",
    title: "Lines that don’t come to their printed total",
    what_to_do: "Check each line and the total against the source of the figures.",
    run: |subject, report| {
        for line in subject.each(&subject.plan.money) {
            for check in total_checks(subject.plan, line) {
                hold(subject.plan, line, &check, "The lines come to", report);
            }
        }
    },
};

/// Expenditure less income that isn't the net printed.
pub const NET: Rule = Rule {
    id: "net",
    title: "Expenditure less income that isn’t the printed net",
    what_to_do: "Check the three figures of the line.",
    run: |subject, report| {
        for line in subject.each(&subject.plan.money) {
            if let Some(check) = net_check(line) {
                let begins = "Expenditure less income comes to";
                hold(subject.plan, line, &check, begins, report);
            }
        }
    },
};

/// Cells of a grid that don't come to the total of their row or column.
pub const GRIDS: Rule = Rule {
    id: "cells-and-total",
    title: "Figures that don’t come to their printed total",
    what_to_do: "Check each figure and the total.",
    run: |subject, report| {
        let statistics = &subject.plan.statistics;
        let is_sum = |s: &&Statistic| s.role == Some(SumRole::Total);
        for total in subject.each(statistics).filter(is_sum) {
            let Some(printed) = total.number().filter(|_| !inferred(total, "role")) else {
                continue;
            };
            // A whole may be broken down in several ways: by row, by column and by both.
            let mut breakdowns = BTreeMap::<Vec<&str>, Vec<Option<Decimal>>>::new();
            for part in statistics.iter() {
                let counted = part.part_of.iter().any(|whole| whole.to == total.id);
                if counted && part.unit == total.unit && !inferred(&**part, "part_of") {
                    // By what it differs from its total: a row's total and a column's are two breakdowns.
                    let differs = part
                        .dimensions
                        .iter()
                        .filter(|d| !total.dimensions.contains(d));
                    let by = differs.map(|d| d.name.as_str()).collect();
                    breakdowns.entry(by).or_default().push(part.number());
                }
            }
            for parts in breakdowns.into_values() {
                // A cell without a number may hold anything.
                let parts = parts.into_iter().collect::<Option<Vec<_>>>();
                let Some(parts) = parts.filter(|parts| parts.len() > 1) else {
                    continue;
                };
                let sum = Decimal::sum(&parts);
                if !sum.same_value(&printed) {
                    let slack: i128 = parts.iter().map(|p| p.rounding()).sum();
                    let whole = parts.iter().all(|p| p.places() == 0);
                    let apart = sum.minus(printed);
                    let what = format!(
                        "{} figures come to {}, and {} is printed",
                        parts.len(),
                        sum.grouped(),
                        printed.grouped()
                    );
                    // People counted whole are not rounded.
                    let explained =
                        !whole && apart.millionths().abs() <= slack + printed.rounding();
                    report.difference(explained, &total.id, "value", &what);
                }
            }
        }
    },
};

/// The heading of the table that a line stands in.
fn table_of<'a>(plan: &'a Plan, line: &MoneyLine) -> Option<&'a str> {
    let of = line.table.as_ref()?;
    let table = plan.tables.iter().find(|t| t.id == of.to)?;
    Some(table.title.as_str()).filter(|title| !title.is_empty())
}

/// Tells of a sum that doesn't come to what is printed.
fn hold(plan: &Plan, line: &MoneyLine, check: &SumCheck, begins: &str, report: &mut Report) {
    if check.verdict == Verdict::AddsUp {
        return;
    }
    let pounds = |pounds: i64| {
        let amount = Pounds {
            pounds,
            ..Pounds::default()
        };
        amount.in_full()
    };
    // Two tables may print the same line.
    let table = table_of(plan, line).map_or(String::new(), |table| format!(" of ‘{table}’"));
    let column = match check.column.as_str() {
        "" => String::new(),
        column => format!(" in ‘{column}’{table}"),
    };
    let said = format!(
        "{begins} {}{column}, and {} is printed: {} apart",
        pounds(check.sum),
        pounds(check.printed),
        pounds(check.difference().saturating_abs()),
    );
    let explained = check.verdict == Verdict::MayBeRounding;
    report.difference(explained, &line.id, "amounts", &said);
}
