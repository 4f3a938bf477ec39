//! How many people a plan is for, where it says so, and what a sum of money comes to for each of them.

use std::sync::Arc;

use super::subject::plain;
use crate::plan::{AnyRecord, Basis, Decimal, Id, Period, Plan, Printed, Statistic};

/// A population that a plan prints.
#[derive(Clone, Debug, PartialEq)]
pub struct Heads {
    /// The statistic.
    pub id: Id,
    /// What it is called: 'estimated population of the City'.
    pub title: String,
    /// For when, as printed; empty where nothing is.
    pub when: String,
    /// How many.
    pub people: Decimal,
}

/// The population a plan prints of its whole area: the one nearest to a period, of several as near the
/// one that isn't a projection.
pub fn heads(plan: &Plan, period: Option<Period>) -> Option<Heads> {
    let whole = plan.statistics.iter().filter(|s| is_whole(s));
    let nearest = whole.min_by_key(|s| (apart(s, period), s.basis == Some(Basis::Projected)))?;
    let when = nearest.period.as_ref();
    Some(Heads {
        id: nearest.id.clone(),
        title: nearest.title(),
        when: when.map_or(String::new(), |cell| cell.shown(|p| p.shown())),
        people: nearest.number()?,
    })
}

/// Whether a statistic counts everybody in the council's area.
fn is_whole(s: &Arc<Statistic>) -> bool {
    let label = plain(s.label.as_str());
    let counted = matches!(
        s.unit.as_str(),
        "people" | "residents" | "persons" | "inhabitants"
    );
    let said = label.contains("population") || label.contains("residents of");
    let alone = s.dimensions.is_empty() && s.place.is_empty() && s.share_of.is_none();
    let number = s.number().is_some_and(|n| n.millionths() > 0);
    counted && said && alone && number && s.part_of.is_empty() && s.change.is_none()
}

/// How many days a statistic's period is from another. One without a period of its own is of the plan's
/// day, which is as near as any.
fn apart(s: &Statistic, period: Option<Period>) -> i64 {
    let own = s.period.as_ref().and_then(Printed::value);
    match (own, period) {
        (Some(own), Some(period)) => {
            (i64::from(own.first_day().0) - i64::from(period.first_day().0)).abs()
        }
        _ => 0,
    }
}

impl Heads {
    /// What a sum comes to for each: '£211 a head of the estimated population of the City (332,400, current)'.
    pub fn told(&self, pounds: i64) -> String {
        let each = pounds as f64 / self.people.to_f64();
        let each = Decimal::new(each.round() as i64, 0).grouped();
        format!("£{each} a head of the {}", self.counted())
    }

    /// Who is counted, how many and when: 'estimated population of the City (332,400, current)'.
    pub fn counted(&self) -> String {
        let when = match self.when.as_str() {
            "" => "no year printed",
            when => when,
        };
        let people = self.people.grouped();
        format!("{} ({people}, {when})", begun_small(&self.title))
    }

    /// An amount for each: '£157', below ten pounds with pence.
    pub fn each(&self, pounds: i64) -> String {
        let each = pounds as f64 / self.people.to_f64();
        let sign = if each < 0.0 { "−" } else { "" };
        let size = each.abs();
        match size < 9.995 {
            true => format!("{sign}£{size:.2}"),
            false => format!("{sign}£{}", Decimal::new(size.round() as i64, 0).grouped()),
        }
    }
}

/// A label in the middle of a sentence.
fn begun_small(label: &str) -> String {
    let mut chars = label.chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_nearest_count_of_everybody_is_taken() {
        let person = |id: &str, label: &str, period: &str, value: &str| json!({"id": id, "label": label, "value": value, "unit": "people", "period": period});
        let mut part = person("c", "Population", "2014", "40");
        part["dimensions"] = json!([{"name": "age", "value": "65+"}]);
        let plan = Plan::from_json(json!({"statistics": [
            person("a", "Population in 2020", "2020", "200000"),
            person("b", "Population in 2015", "2015", "100000"),
            part,
            person("d", "People with dementia", "2014", "9")]}))
        .unwrap();
        let near = |period: &str| heads(&plan, period.parse().ok()).unwrap();
        assert_eq!(near("2014").id.as_str(), "b");
        assert_eq!(near("2021/22").id.as_str(), "a");
        assert_eq!(
            near("2014").told(21_150_000),
            "£212 a head of the population in 2015 (100,000, 2015)"
        );
        let each = [21_150_000, 340_000, -5_000_000].map(|pounds| near("2014").each(pounds));
        assert_eq!(each, ["£212", "£3.40", "−£50"]);
        assert_eq!(heads(&Plan::default(), None), None);
    }
}
