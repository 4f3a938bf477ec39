//! Percentages that don't match what they are shares of.

use super::{Rule, inferred};
use crate::plan::{Decimal, Statistic};

/// A share printed beside a count that is another share.
pub const SHARES: Rule = Rule {
    id: "share",
    title: "Shares that don’t match their counts",
    what_to_do: "Check the share, the count and the whole.",
    run: |subject, report| {
        let statistics = &subject.plan.statistics;
        let number = |s: &Statistic| s.value.as_ref()?.value().copied();
        for share in statistics.iter().filter(|s| s.unit == "%") {
            if inferred(&**share, "share_of") {
                continue;
            }
            let Some(whole_id) = share.share_of.as_ref().map(|r| &r.to) else {
                continue;
            };
            let is_count = |s: &&std::sync::Arc<Statistic>| {
                s.part_of.iter().any(|r| r.to == *whole_id)
                    && s.dimensions == share.dimensions
                    && !s.dimensions.is_empty()
                    && s.period == share.period
                    && s.unit != "%"
                    && !inferred(&***s, "part_of")
            };
            let whole = statistics.iter().find(|s| s.id == *whole_id);
            let Some((printed, part, whole)) = whole.and_then(|whole| {
                let part = statistics.iter().find(is_count)?;
                Some((number(share)?, number(part)?, number(whole)?))
            }) else {
                continue;
            };
            if whole.millionths() == 0 {
                continue;
            }
            let real = part.to_f64() / whole.to_f64() * 100.0;
            // Half of the last digit printed.
            let slack = 0.5 / 10f64.powi(i32::from(printed.places()));
            if (real - printed.to_f64()).abs() > slack + 1e-9 {
                report.contradiction(
                    &share.id,
                    "value",
                    format!(
                        "{}% is printed, and {} of {} is {real:.1}%.",
                        printed.grouped(),
                        part.grouped(),
                        whole.grouped()
                    ),
                );
            }
        }
    },
};

/// Answers to a question that don't come to 100%.
pub const ANSWERS: Rule = Rule {
    id: "answers",
    title: "Answers that don’t come to 100%",
    what_to_do: "Check the shares of the answers, or say that some are left out.",
    run: |subject, report| {
        for survey in subject.plan.surveys.iter() {
            for question in survey.questions.iter().filter(|q| q.complete) {
                let Some(total) = question.total() else {
                    continue;
                };
                let hundred = Decimal::new(100, 0);
                if total.same_value(&hundred) {
                    continue;
                }
                let shares = question
                    .answers
                    .iter()
                    .filter_map(|a| a.share.as_ref()?.value());
                let slack: i128 = shares.map(|s| s.rounding()).sum();
                let said = format!("The answers come to {}%", total.grouped());
                if total.minus(hundred).millionths().abs() <= slack {
                    report.doubt(
                        &question.id,
                        "answers",
                        format!("{said}; it may be rounding."),
                    );
                } else {
                    report.contradiction(&question.id, "answers", format!("{said}."));
                }
            }
        }
    },
};
