//! Money that doesn't add up.

use super::{Report, Rule, Subject};
use crate::{
    insight::totals::{SumCheck, Verdict, sum_checks},
    plan::Pounds,
};

/// Lines that don't come to their printed total.
pub const TOTALS: Rule = Rule {
    id: "lines-and-total",
    title: "Lines that don’t come to their printed total",
    what_to_do: "Check each line and the total against the source of the figures.",
    run: |subject, report| {
        each(subject, report, |c| !c.within_line, "The lines come to");
    },
};

/// Expenditure less income that isn't the net printed.
pub const NET: Rule = Rule {
    id: "net",
    title: "Expenditure less income that isn’t the printed net",
    what_to_do: "Check the three figures of the line.",
    run: |subject, report| {
        each(
            subject,
            report,
            |c| c.within_line,
            "Expenditure less income comes to",
        );
    },
};

fn each(subject: &Subject, report: &mut Report, wanted: fn(&SumCheck) -> bool, begins: &str) {
    for check in sum_checks(subject.plan).iter().filter(|c| wanted(c)) {
        let pounds = |pounds: i64| {
            let amount = Pounds {
                pounds,
                ..Pounds::default()
            };
            amount.in_full()
        };
        let column = match check.column.as_str() {
            "" => String::new(),
            column => format!(" in ‘{column}’"),
        };
        let said = format!(
            "{begins} {}{column}, and {} is printed: {} apart",
            pounds(check.sum),
            pounds(check.printed),
            pounds(check.difference().saturating_abs()),
        );
        match check.verdict {
            Verdict::AddsUp => {}
            Verdict::MayBeRounding => {
                report.doubt(
                    &check.line,
                    "amounts",
                    format!("{said}; it may be rounding."),
                );
            }
            Verdict::DoesNotAddUp => {
                report.contradiction(&check.line, "amounts", format!("{said}."));
            }
        }
    }
}
