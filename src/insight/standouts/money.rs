//! What stands out in the money: what doesn't add up, and where most of it goes.

use super::{Lead, Mark, Standout};
use crate::{
    insight::{
        budget::millions,
        totals::{SumCheck, Verdict, sum_checks},
    },
    plan::{Amount, MoneyKind, MoneyLine, Plan, Pounds},
};

pub(super) fn sums(plan: &Plan) -> Vec<Standout> {
    let mut off: Vec<_> = sum_checks(plan)
        .into_iter()
        .filter(|c| c.verdict != Verdict::AddsUp)
        .collect();
    off.sort_by_key(|c| {
        std::cmp::Reverse((c.verdict == Verdict::DoesNotAddUp, c.difference().abs()))
    });
    let sentence = |c: SumCheck| {
        let line = plan.money.iter().find(|l| l.id == c.line)?;
        let printed = line
            .amounts
            .iter()
            .find(|a| a.kind() == c.kind && a.column == c.column)
            .and_then(Amount::number)?;
        let as_printed = |pounds: i64| Pounds { pounds, ..printed }.to_string();
        let off = as_printed(c.difference().abs());
        let may_be = match c.verdict {
            Verdict::MayBeRounding => "May be rounding.",
            _ => "Rounding can’t explain it.",
        };
        Some(Standout {
            mark: Mark::Check,
            link: line.label.as_str().to_owned(),
            rest: format!(
                ": the {} is {off} off its lines.",
                c.kind.shown().to_lowercase()
            ),
            lead: Lead::Item(c.line.clone()),
            why: format!(
                "Lines add to {}, printed {}. {may_be}",
                as_printed(c.sum),
                as_printed(c.printed)
            ),
            figure: off,
            figure_label: "difference".into(),
            weight: if c.verdict == Verdict::DoesNotAddUp {
                480
            } else {
                320
            },
        })
    };
    off.into_iter().take(2).filter_map(sentence).collect()
}

/// The one line that takes more than a third of the largest total.
pub(super) fn largest_part(plan: &Plan) -> Option<Standout> {
    let spent = |line: &MoneyLine| {
        let amount = line
            .amount(MoneyKind::Net)
            .or(line.amount(MoneyKind::Spend))?;
        Some((amount.clone(), amount.pounds()?))
    };
    let totals = plan.money.iter().filter(|line| line.is_total());
    let (total, (model, whole)) = totals
        .filter_map(|line| Some((line, spent(line)?)))
        .max_by_key(|(_, (_, pounds))| *pounds)?;
    let parts = plan.money.iter().filter(|line| {
        let of = line.parent.as_ref().is_some_and(|p| p.to == total.id);
        of && !line.is_total()
    });
    let (line, part) = parts
        .filter_map(|line| {
            let alike = line.amounts.iter().find(|a| a.same_column(&model))?;
            Some((line, alike.pounds()?))
        })
        .max_by_key(|(_, pounds)| *pounds)?;
    if whole <= 0 || part.saturating_mul(3) < whole {
        return None;
    }
    let percent = (part as f64 / whole as f64 * 100.0).round();
    Some(Standout {
        mark: Mark::ToGo,
        link: line.label.as_str().to_owned(),
        rest: format!(": {percent}% of the {}.", millions(whole)),
        lead: Lead::Item(line.id.clone()),
        why: String::new(),
        figure: millions(part),
        figure_label: format!("of {}", millions(whole)),
        weight: 200,
    })
}
