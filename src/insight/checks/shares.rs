//! Percentages that don't match what they are shares of.

use super::{Rule, inferred};
use crate::plan::{Amount, Decimal, Statistic};

/// A share printed beside a count that is another share.
pub const SHARES: Rule = Rule {
    id: "share",
    title: "Shares that don’t match their counts",
    what_to_do: "Check the share, the count and the whole.",
    run: |subject, report| {
        let statistics = &subject.plan.statistics;
        for share in subject.each(statistics).filter(|s| s.unit == "%") {
            if inferred(share, "share_of") {
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
                Some((share.number()?, part.number()?, whole.number()?))
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

/// A share printed beside an amount that is another share of the whole.
pub const AMOUNTS: Rule = Rule {
    id: "amount-share",
    title: "Shares that don’t match their amounts",
    what_to_do: "Check the share, the amount and the whole.",
    run: |subject, report| {
        let money = &subject.plan.money;
        for line in subject
            .each(money)
            .filter(|line| !inferred(*line, "parent"))
        {
            let whole = line
                .parent
                .as_ref()
                .and_then(|p| money.iter().find(|m| m.id == p.to));
            for amount in &line.amounts {
                let of =
                    whole.and_then(|whole| whole.amounts.iter().find(|a| a.same_column(amount)));
                let share = amount.share.as_ref().filter(|s| !s.is_inferred());
                let (Some(share), Some(part), Some(whole)) = (
                    share.and_then(|s| s.value()),
                    amount.number(),
                    of.and_then(Amount::number),
                ) else {
                    continue;
                };
                if whole.pounds <= 0 {
                    continue;
                }
                // How far the printed digits of part and whole let the share be from what is printed.
                let least = (part.pounds - part.rounding()) as f64
                    / (whole.pounds + whole.rounding()) as f64;
                let most = (part.pounds + part.rounding()) as f64
                    / (whole.pounds - whole.rounding()).max(1) as f64;
                let half = 0.5 / 10f64.powi(i32::from(share.places())) + 1e-9;
                let said = share.to_f64();
                if said + half < least * 100.0 || said - half > most * 100.0 {
                    let what = format!(
                        "{}% is printed, and {} of {} is {:.1}%.",
                        share.grouped(),
                        part,
                        whole,
                        part.pounds as f64 / whole.pounds as f64 * 100.0
                    );
                    report.contradiction(&line.id, "amounts", what);
                }
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
        for survey in subject.each(&subject.plan.surveys) {
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
                let explained = total.minus(hundred).millionths().abs() <= slack;
                report.difference(explained, &question.id, "answers", &said);
            }
        }
    },
};
