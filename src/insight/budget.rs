//! The one sum of money that a plan is known by: its largest total, or its first table added up.

use crate::plan::{Amount, Decimal, Id, MoneyKind, MoneyLine, MoneyStatus, Period, Plan};

/// A plan's headline sum, in pounds.
#[derive(Clone, Debug, PartialEq)]
pub struct Budget {
    /// What it is, with its period: 'Net budget 2012/13'.
    pub what: String,
    /// The sum.
    pub pounds: i64,
    /// Whether income is taken off already.
    pub net: bool,
    /// Spending before income, in the same lines.
    pub spend: Option<i64>,
    /// Income, in the same lines.
    pub income: Option<i64>,
    /// How many lines were added up: one if the document prints the sum itself.
    pub lines: usize,
    /// The line with the sum, or the first of those added up.
    pub line: Id,
    /// The period it is for.
    pub period: Option<Period>,
}

/// The headline sum: the largest total line, else the lines of the first table with net amounts,
/// else of the first table with spending, added up for the last period.
pub fn budget(plan: &Plan) -> Option<Budget> {
    let lines = whole(plan)?;
    let sum = |kind: MoneyKind| {
        let model = lines.iter().find_map(|line| latest(line, kind))?;
        let alike = lines
            .iter()
            .filter_map(|line| line.amounts.iter().find(|a| a.same_column(model)));
        let pounds = alike
            .filter_map(Amount::pounds)
            .fold(0i64, i64::saturating_add);
        Some((pounds, model))
    };
    let ((pounds, model), net) = match sum(MoneyKind::Net) {
        Some(found) => (found, true),
        None => (sum(MoneyKind::Spend)?, false),
    };
    let what = match (net, model.status) {
        (true, Some(MoneyStatus::Budget)) => "Net budget",
        (true, _) => "Net spending",
        (false, Some(MoneyStatus::Budget)) => "Budget",
        (false, _) => "Spending",
    };
    let period = model
        .period
        .map_or(String::new(), |p| format!(" {}", p.shown()));
    let beside = |kind| {
        let (pounds, other) = sum(kind)?;
        (other.period == model.period).then_some(pounds)
    };
    Some(Budget {
        what: format!("{what}{period}"),
        pounds,
        net,
        spend: beside(MoneyKind::Spend),
        income: beside(MoneyKind::Income),
        lines: lines.len(),
        line: lines
            .first()
            .map(|line| line.id.clone())
            .unwrap_or_default(),
        period: model.period,
    })
}

/// The lines that make up the whole.
fn whole(plan: &Plan) -> Option<Vec<&MoneyLine>> {
    let top = || {
        let lines = plan.money.iter().map(|line| &**line);
        lines.filter(|line| line.parent.is_none())
    };
    let total = top().filter(|line| line.is_total()).max_by_key(|line| {
        let amount = latest(line, MoneyKind::Net).or(latest(line, MoneyKind::Spend));
        amount.and_then(Amount::pounds)
    });
    if let Some(total) = total {
        return Some(vec![total]);
    }
    let with = |kind| top().find(|line| latest(line, kind).is_some());
    let first = with(MoneyKind::Net).or_else(|| with(MoneyKind::Spend))?;
    Some(top().filter(|line| line.table == first.table).collect())
}

/// The amount of a kind for the last period; of several, the first printed.
fn latest(line: &MoneyLine, kind: MoneyKind) -> Option<&Amount> {
    line.amounts
        .iter()
        .filter(|a| a.kind() == kind && a.pounds().is_some())
        .reduce(|best, a| if a.period > best.period { a } else { best })
}

/// Pounds for a headline: '£85.9m', '£193m', '£749k'.
pub fn millions(pounds: i64) -> String {
    let sign = if pounds < 0 { "−" } else { "" };
    let size = pounds.saturating_abs();
    let rounded = |unit: i64| size.saturating_add(unit / 2) / unit;
    let (figure, unit) = match size {
        999_500.. => {
            let tenths = rounded(100_000);
            match tenths % 10 {
                0 => (Decimal::new(tenths / 10, 0), "m"),
                _ => (Decimal::new(tenths, 1), "m"),
            }
        }
        10_000.. => (Decimal::new(rounded(1_000), 0), "k"),
        _ => (Decimal::new(size, 0), ""),
    };
    format!("{sign}£{}{unit}", figure.grouped())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn of(money: Value) -> Budget {
        budget(&Plan::from_json(json!({"money": money})).unwrap()).unwrap()
    }

    #[test]
    fn pounds_become_headlines() {
        let told = [
            85_870_000,
            193_000_000,
            999_700,
            748_600,
            12_499,
            749,
            -1_800_000,
        ]
        .map(millions);
        assert_eq!(
            told,
            ["£85.9m", "£193m", "£1m", "£749k", "£12k", "£749", "−£1.8m"]
        );
    }

    #[test]
    fn the_largest_total_is_the_sum() {
        let line = |id: &str, role: &str, net: i64| {
            json!({"id": id, "role": role, "amounts": [
                {"kind": "net", "period": "2012/13", "status": "budget", "value": {"pounds": net}},
                {"kind": "spend", "period": "2012/13", "value": {"pounds": net + 10}},
                {"kind": "income", "period": "2011/12", "value": {"pounds": 10}}]})
        };
        let sum = of(json!([
            line("a", "total", 20),
            line("b", "total", 55),
            line("c", "part", 90)
        ]));
        assert_eq!((sum.what.as_str(), sum.pounds), ("Net budget 2012/13", 55));
        assert_eq!((sum.spend, sum.income, sum.lines), (Some(65), None, 1));
    }

    #[test]
    fn without_a_total_the_lines_of_one_table_and_period_are_added_up() {
        let line = |id: &str, table: &str, net: i64| {
            json!({"id": id, "table": table, "amounts": [
                {"kind": "net", "period": "2020/21", "value": {"pounds": 7}},
                {"kind": "net", "period": "2021/22", "value": {"pounds": net}}]})
        };
        let sum = of(json!([
            line("a", "t", 159),
            line("b", "t", 34),
            line("c", "u", 1)
        ]));
        assert_eq!((sum.pounds, sum.lines), (193, 2));
    }
}
