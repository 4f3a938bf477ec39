//! What is to be saved, and what presses on the budget, as the plan prints it.

use crate::plan::{Amount, AnyRecord, Id, MoneyKind, Plan, Pounds};

/// A line of money with its savings or pressures.
#[derive(Clone, Debug, PartialEq)]
pub struct Saving {
    /// The line.
    pub id: Id,
    /// What it is called.
    pub label: String,
    /// Its amounts.
    pub amounts: Vec<Saved>,
}

/// An amount saved or pressing.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// As printed: '£10m'.
    pub printed: String,
    /// In full: '£10,000,000'.
    pub in_full: String,
    /// What it is and when: 'Savings, by 2014/15'.
    pub what: String,
}

/// Every line with something to be saved, then every line with a pressure.
pub fn savings(plan: &Plan) -> Vec<Saving> {
    let of = |kind: MoneyKind| {
        plan.money.iter().filter_map(move |line| {
            let amounts = line.amounts.iter().filter(|a| a.kind() == kind);
            let amounts: Vec<Saved> = amounts.filter_map(saved).collect();
            (!amounts.is_empty()).then(|| Saving {
                id: line.id.clone(),
                label: line.title(),
                amounts,
            })
        })
    };
    of(MoneyKind::Saving)
        .chain(of(MoneyKind::Pressure))
        .collect()
}

fn saved(amount: &Amount) -> Option<Saved> {
    let pounds = amount.number()?;
    let period = amount.period.map(|p| p.shown()).unwrap_or_default();
    let column = match amount.column.as_str() {
        "" => amount.kind().shown(),
        column => column,
    };
    let mut what = crate::insight::rows::sentence(column);
    // Said once, whether the heading, the qualifier or the period says it.
    for more in [amount.qualifier.as_str(), period.as_str()] {
        if !more.is_empty() && !what.contains(more) {
            what.push_str(", ");
            what.push_str(more);
        }
    }
    let value = amount.value.as_ref()?;
    Some(Saved {
        printed: value.shown(Pounds::to_string),
        in_full: pounds.in_full(),
        what,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn savings_come_before_pressures_and_say_when() {
        let plan = Plan::from_json(json!({"money": [
            {"id": "p", "label": "Less funding", "amounts": [{"kind": "pressure", "column": "potential", "value": {"pounds": 2_000_000, "unit": "£m"}}]},
            {"id": "s", "label": "Services", "amounts": [
                {"kind": "saving", "column": "savings", "qualifier": "by 2014/15", "period": "2014/15", "value": {"pounds": 10_000_000, "unit": "£m"}},
                {"kind": "spend", "value": {"pounds": 5}}]},
            {"id": "x", "label": "Spent", "amounts": [{"value": {"pounds": 5}}]}]}))
        .unwrap();
        let told: Vec<String> = savings(&plan)
            .iter()
            .flat_map(|s| &s.amounts)
            .map(|a| format!("{} {} {}", a.printed, a.in_full, a.what))
            .collect();
        assert_eq!(
            told,
            [
                "£10m £10,000,000 Savings, by 2014/15",
                "£2m £2,000,000 Potential"
            ]
        );
    }
}
