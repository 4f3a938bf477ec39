//! Whether printed totals are the sum of their lines.

use crate::plan::{Amount, Id, MoneyKind, MoneyLine, Plan};

/// What a difference may come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The lines add up.
    AddsUp,
    /// They don't, but the printed rounding could explain it.
    MayBeRounding,
    /// They don't add up.
    DoesNotAddUp,
}

impl Verdict {
    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Verdict::AddsUp => "Adds up",
            Verdict::MayBeRounding => "May be rounding",
            Verdict::DoesNotAddUp => "Does not add up",
        }
    }
}

/// One printed total held against the sum of its lines.
#[derive(Clone, Debug, PartialEq)]
pub struct SumCheck {
    /// The line with the total.
    pub line: Id,
    /// What the amount is.
    pub kind: MoneyKind,
    /// Its column as printed.
    pub column: String,
    /// The printed total, in pounds.
    pub printed: i64,
    /// What the lines add to.
    pub sum: i64,
    /// What to make of it.
    pub verdict: Verdict,
    /// Whether it is expenditure less income against the net of the same line, not a total against its lines.
    pub within_line: bool,
}

impl SumCheck {
    /// How far the lines are from the total, in pounds.
    pub fn difference(&self) -> i64 {
        self.sum - self.printed
    }
}

/// Holds every printed total against its lines, and every net against expenditure less income.
pub fn sum_checks(plan: &Plan) -> Vec<SumCheck> {
    let totals = plan.money.iter().flat_map(|line| total_checks(plan, line));
    let nets = plan.money.iter().filter_map(|line| net_check(line));
    totals.chain(nets).collect()
}

/// Holds the printed totals of a line, if it is a total, against the lines it is of.
pub fn total_checks(plan: &Plan, total: &MoneyLine) -> Vec<SumCheck> {
    if !total.is_total() {
        return Vec::new();
    }
    let (subtotals, lines): (Vec<&MoneyLine>, Vec<&MoneyLine>) = plan
        .money
        .iter()
        .map(|line| &**line)
        .filter(|line| line.parent.as_ref().is_some_and(|p| p.to == total.id))
        // Where we concluded what belongs to what, a difference would be our own.
        .filter(|line| !line.inferred.iter().any(|field| field == "parent"))
        .partition(|line| line.is_total());
    // A table may print both the subtotals and, again, the lines: each has to come to the total.
    let each = |parts: Vec<&MoneyLine>| {
        let against = |amount| against_lines(total, amount, &parts);
        total.amounts.iter().filter_map(against).collect::<Vec<_>>()
    };
    [subtotals, lines].into_iter().flat_map(each).collect()
}

fn against_lines(total: &MoneyLine, amount: &Amount, parts: &[&MoneyLine]) -> Option<SumCheck> {
    let printed = amount.number()?;
    let cells: Vec<_> = parts
        .iter()
        .filter_map(|line| line.amounts.iter().find(|a| a.same_column(amount)))
        .filter_map(Amount::number)
        .collect();
    if cells.is_empty() {
        return None;
    }
    let sum = cells
        .iter()
        .fold(0i64, |sum, p| sum.saturating_add(p.pounds));
    let slack = cells
        .iter()
        .fold(printed.rounding(), |sum, p| sum + p.rounding());
    Some(SumCheck {
        line: total.id.clone(),
        kind: amount.kind(),
        column: amount.column.clone(),
        printed: printed.pounds,
        sum,
        verdict: verdict(sum.saturating_sub(printed.pounds), slack),
        within_line: false,
    })
}

/// Holds the printed net of a line against its expenditure less its income; nothing where they agree.
pub fn net_check(line: &MoneyLine) -> Option<SumCheck> {
    let cell = |kind| line.amount(kind)?.number();
    let (net, spend) = (cell(MoneyKind::Net)?, cell(MoneyKind::Spend)?);
    let income = cell(MoneyKind::Income)?;
    let same = |kind| line.amount(kind).map(|a| (a.period, a.status));
    if same(MoneyKind::Net) != same(MoneyKind::Spend)
        || same(MoneyKind::Net) != same(MoneyKind::Income)
    {
        return None;
    }
    let sum = spend.pounds.saturating_sub(income.pounds);
    let slack = spend.rounding() + income.rounding() + net.rounding();
    let verdict = verdict(sum.saturating_sub(net.pounds), slack);
    (verdict != Verdict::AddsUp).then(|| SumCheck {
        line: line.id.clone(),
        kind: MoneyKind::Net,
        column: line
            .amount(MoneyKind::Net)
            .map_or(String::new(), |a| a.column.clone()),
        printed: net.pounds,
        sum,
        verdict,
        within_line: true,
    })
}

fn verdict(difference: i64, slack: i64) -> Verdict {
    match difference.saturating_abs() {
        0 => Verdict::AddsUp,
        d if d <= slack => Verdict::MayBeRounding,
        _ => Verdict::DoesNotAddUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::List;
    use serde_json::json;

    fn line(id: &str, parent: Option<&str>, income: i64) -> MoneyLine {
        let mut value = json!({"id": id, "amounts":
            [{"kind": "income", "value": {"pounds": income * 1000, "unit": "£000"}}]});
        match parent {
            Some(parent) => value["parent"] = json!(parent),
            None => value["role"] = json!("total"),
        }
        crate::plan::read(value).unwrap()
    }

    #[test]
    fn a_thousand_off_may_be_rounding_and_ten_are_not() {
        let plan = |total| Plan {
            money: [
                line("t", None, total),
                line("a", Some("t"), 1817),
                line("b", Some("t"), 196),
            ]
            .into_iter()
            .collect::<List<_>>(),
            ..Plan::default()
        };
        let verdict = |total| sum_checks(&plan(total))[0].verdict;
        assert_eq!(verdict(2013), Verdict::AddsUp);
        assert_eq!(verdict(2014), Verdict::MayBeRounding);
        assert_eq!(verdict(2023), Verdict::DoesNotAddUp);
        assert_eq!(sum_checks(&plan(2014))[0].difference(), -1000);
    }
}
