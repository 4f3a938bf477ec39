//! Whether the printed totals of a plan add up, in a sentence.

use crate::{
    insight::{
        rows::{and, sentence, some},
        totals::{Verdict, sum_checks},
    },
    plan::Plan,
};

/// '13 printed sums can be checked: 11 add up, 2 are off by what rounding may explain.' Nothing where
/// the plan prints no sum that could be.
pub fn adding_up(plan: &Plan) -> Option<String> {
    let checks = sum_checks(plan);
    let (within, totals): (Vec<_>, Vec<_>) = checks.iter().partition(|c| c.within_line);
    let count = |verdict| totals.iter().filter(|c| c.verdict == verdict).count();
    let all = totals.len();
    let verb = |n: usize, one: &'static str, many: &'static str| if n == 1 { one } else { many };
    let told = [
        (
            Verdict::AddsUp,
            verb(count(Verdict::AddsUp), "adds up", "add up"),
        ),
        (
            Verdict::DoesNotAddUp,
            verb(count(Verdict::DoesNotAddUp), "does not", "do not"),
        ),
        (
            Verdict::MayBeRounding,
            verb(
                count(Verdict::MayBeRounding),
                "is off by no more than rounding may explain",
                "are off by no more than rounding may explain",
            ),
        ),
    ];
    let told: Vec<String> = told
        .into_iter()
        .filter(|(verdict, _)| count(*verdict) > 0)
        .map(|(verdict, words)| match count(verdict) {
            2 if all == 2 => format!("both {words}"),
            n if n == all && n > 1 => format!("all {words}"),
            n if n == all => format!("it {words}"),
            n => format!("{n} {words}"),
        })
        .collect();
    let lines = within.len();
    let within = (lines > 0).then(|| {
        format!(
            "In {} the net is not expenditure less income{}.",
            some(lines, "line", "lines"),
            match within.iter().all(|c| c.verdict == Verdict::MayBeRounding) {
                true => ", by no more than rounding may explain",
                false => "",
            }
        )
    });
    let totals = (all > 0).then(|| {
        let of = sentence(&some(all, "printed total", "printed totals"));
        let held = match all {
            1 => "was held against its lines",
            _ => "were held against their lines",
        };
        format!("{of} {held}: {}.", and(&told))
    });
    let said: Vec<String> = totals.into_iter().chain(within).collect();
    (!said.is_empty()).then(|| said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn said(totals: &[i64], net: i64) -> Option<String> {
        let cell = |kind: &str, thousands: i64| json!({"kind": kind, "value": {"pounds": thousands * 1000, "unit": "£000"}});
        let mut money: Vec<Value> = Vec::new();
        for (at, total) in totals.iter().enumerate() {
            let of = format!("t{at}");
            money.push(json!({"id": of, "role": "total", "amounts": [cell("spend", *total)]}));
            for part in ["a", "b"] {
                money.push(json!({"id": format!("{of}{part}"), "parent": of, "amounts": [cell("spend", 5)]}));
            }
        }
        if net > 0 {
            money.push(json!({"id": "n", "amounts": [cell("spend", 9), cell("income", 1), cell("net", net)]}));
        }
        adding_up(&Plan::from_json(json!({"money": money})).unwrap())
    }

    #[test]
    fn what_adds_up_is_told_beside_what_does_not() {
        assert_eq!(said(&[], 0), None);
        assert_eq!(
            said(&[10], 0).unwrap(),
            "One printed total was held against its lines: it adds up."
        );
        assert_eq!(
            said(&[10, 10, 11, 30], 20).unwrap(),
            "4 printed totals were held against their lines: 2 add up, 1 does not and 1 is off by no more \
             than rounding may explain. In one line the net is not expenditure less income."
        );
    }
}
