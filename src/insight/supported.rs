//! Who is supported and at what cost: figures that a plan breaks down by client group, age and the like, held beside each
//! other.

use super::rows::sentence;
use crate::plan::{Decimal, Id, Plan, Statistic};

/// A figure of a breakdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    /// The statistic.
    pub id: Id,
    /// Whose it is: 'Older people'; empty where that is the label.
    pub group: String,
    /// What it is.
    pub label: String,
    /// The figure.
    pub number: Decimal,
    /// The figure as a reader sees it.
    pub shown: String,
}

/// Figures of one unit, broken down by one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    /// What they are broken down by: 'client group'.
    pub by: String,
    /// What all of them are, where they are all one thing: 'Weekly cost of a placement'.
    pub what: String,
    /// The figures.
    pub shares: Vec<Share>,
}

/// The one thing a figure is broken down by.
fn one_dimension(s: &Statistic) -> Option<(&str, &str)> {
    let mut filled = s.dimensions.iter().filter(|d| !d.value.is_empty());
    match (filled.next(), filled.next()) {
        (Some(d), None) => Some((&d.name, &d.value)),
        _ => None,
    }
}

/// A group of people, however it is printed: 'people with a learning disability' are 'learning disability'.
fn group_of(value: &str) -> String {
    let value = value.to_lowercase();
    let bare = [
        "people with a ",
        "people with ",
        "adults with a ",
        "adults with ",
    ]
    .iter()
    .find_map(|before| value.strip_prefix(before));
    bare.unwrap_or(&value).to_owned()
}

/// Every breakdown of two figures or more, in the plan's order. Shares and sums of money are held beside each other across
/// topics, counts within one: those of different things have no scale in common.
pub fn breakdowns(plan: &Plan) -> Vec<Breakdown> {
    type Key<'a> = (&'a str, &'a str, &'a str);
    let mut found: Vec<(Key, Vec<&Statistic>)> = Vec::new();
    for s in plan.statistics.iter() {
        let (Some((by, _)), Some(number)) = (one_dimension(s), s.number()) else {
            continue;
        };
        if number.millionths() <= 0 {
            continue;
        }
        let across = s.unit == "%" || s.unit.starts_with('£');
        let topic = if across { "" } else { s.topic.as_str() };
        let key = (by, s.unit.as_str(), topic);
        match found.iter_mut().find(|(known, _)| *known == key) {
            Some((_, statistics)) => statistics.push(s),
            None => found.push((key, vec![s])),
        }
    }
    found.retain(|(_, statistics)| statistics.len() > 1);
    found
        .into_iter()
        .map(|((by, ..), s)| breakdown(by, &s))
        .collect()
}

fn breakdown(by: &str, statistics: &[&Statistic]) -> Breakdown {
    let value =
        |s: &Statistic| one_dimension(s).map_or(String::new(), |(_, value)| value.to_owned());
    let label = |s: &Statistic| s.label.as_str().to_owned();
    let same = |of: &dyn Fn(&Statistic) -> String| match statistics {
        [first, rest @ ..] => rest.iter().all(|s| of(s) == of(first)),
        [] => true,
    };
    let one_thing = same(&label);
    let mut groups: Vec<(String, String)> = Vec::new();
    for s in statistics {
        let (group, printed) = (group_of(&value(s)), sentence(&value(s)));
        if !groups.iter().any(|(known, _)| *known == group) {
            groups.push((group, printed));
        }
    }
    let place = |s: &Statistic| {
        groups
            .iter()
            .position(|(known, _)| *known == group_of(&value(s)))
    };
    let share = |s: &&Statistic| {
        let printed = place(s)
            .and_then(|at| groups.get(at))
            .map(|(_, printed)| printed.clone());
        let (group, label) = match one_thing {
            true => (String::new(), sentence(&value(s))),
            false => (printed.unwrap_or_default(), sentence(&label(s))),
        };
        Some(Share {
            id: s.id.clone(),
            group,
            label,
            number: s.number()?,
            shown: s.told(),
        })
    };
    let mut sorted = statistics.to_vec();
    match one_thing {
        true => sorted.sort_by_key(|s| std::cmp::Reverse(s.number())),
        false => sorted.sort_by_key(|s| place(s)),
    }
    Breakdown {
        by: by.to_owned(),
        what: if one_thing {
            statistics.first().map_or(String::new(), |s| label(s))
        } else {
            String::new()
        },
        shares: sorted.iter().filter_map(share).collect(),
    }
}

/// 'Older people are 66.7% of those supported and take 45% of the spend', where a plan prints both shares of a group.
pub fn shares_told(plan: &Plan) -> Option<String> {
    let holds = |s: &Statistic, words: &[&str]| {
        let label = s.label.as_str().to_lowercase();
        words.iter().any(|word| label.contains(word))
    };
    let shares = || {
        let percent = plan
            .statistics
            .iter()
            .filter(|s| s.unit == "%" && s.number().is_some());
        percent.filter_map(|s| Some((&**s, one_dimension(s)?.1)))
    };
    let spent = |s: &Statistic| holds(s, &["spend", "expenditure", "cost"]);
    let told = shares()
        .filter(|(s, _)| holds(s, &["support"]) && !spent(s))
        .filter_map(|(people, value)| {
            let same =
                |(s, other): &(&Statistic, &str)| spent(s) && group_of(other) == group_of(value);
            let (money, printed) = shares().find(same)?;
            // The longer of the two names says more: 'people with a learning disability'.
            let name = if printed.len() > value.len() {
                printed
            } else {
                value
            };
            Some((name.to_owned(), people.shown(), money.shown()))
        });
    let told: Vec<String> = told
        .enumerate()
        .map(|(at, (name, people, money))| match at {
            0 => format!("{name} are {people} of those supported and take {money} of the spend"),
            _ => format!("{name} are {people} and take {money}"),
        })
        .collect();
    (!told.is_empty()).then(|| format!("{}.", sentence(&told.join("; "))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        let of = |id: &str, topic: &str, label: &str, group: &str, value: &str, unit: &str| {
            json!({"id": id, "topic": topic, "label": label, "value": value, "unit": unit,
                   "dimensions": [{"name": "client group", "value": group}]})
        };
        Plan::from_json(json!({"id": "p", "statistics": [
            of("a", "People", "Share of all those supported", "older people", "66.7", "%"),
            of("b", "People", "Share of those supported", "learning disability", "20.4", "%"),
            of("c", "Spend", "Share of the spend", "older people", "45", "%"),
            of("d", "Spend", "Share of the expenditure", "people with a learning disability", "35", "%"),
            of("e", "Homes", "Weekly cost", "older people", "625", "£ a week"),
            of("f", "Homes", "Weekly cost", "people with a learning disability", "1378", "£ a week"),
            of("g", "Homes", "In a home", "older people", "9", "people"),
            of("h", "Help", "Helped", "older people", "900", "people")]}))
        .unwrap()
    }

    #[test]
    fn shares_of_a_group_stand_together_and_counts_keep_to_their_topic() {
        let found = breakdowns(&plan());
        assert_eq!(found.len(), 2);
        let told = |b: &Breakdown| -> Vec<String> {
            b.shares
                .iter()
                .map(|s| format!("{}|{}|{}", s.group, s.label, s.shown))
                .collect()
        };
        assert_eq!(
            told(&found[0]),
            [
                "Older people|Share of all those supported|66.7%",
                "Older people|Share of the spend|45%",
                "Learning disability|Share of those supported|20.4%",
                "Learning disability|Share of the expenditure|35%"
            ]
        );
        assert_eq!(found[1].what, "Weekly cost");
        assert_eq!(
            told(&found[1]),
            [
                "|People with a learning disability|£1,378 a week",
                "|Older people|£625 a week"
            ]
        );
    }

    #[test]
    fn the_sentence_sets_people_against_spend() {
        assert_eq!(
            shares_told(&plan()).as_deref(),
            Some(
                "Older people are 66.7% of those supported and take 45% of the spend; people with a learning \
                 disability are 20.4% and take 35%."
            )
        );
        assert_eq!(shares_told(&Plan::default()), None);
    }
}
