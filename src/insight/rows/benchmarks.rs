//! Benchmarks as rows: the council's figure beside others', its ranks, and which way it stands.

use super::{Bit, Cell, Column, Listing, Row, SortKey, Tag, and, group, sentence, short, some};
use crate::{
    insight::{Fact, facts},
    plan::{Benchmark, Comparison, Decimal, Plan, Polarity, Printed},
};

const TITLE: usize = 120;
/// Groups have columns of their own up to so many.
const MOST_GROUPS: usize = 3;

/// How a figure stands beside an average, by which way is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// On the better side.
    Better,
    /// The same.
    Same,
    /// On the worse side.
    Worse,
    /// Nothing says which.
    Unknown,
}

impl Beside {
    fn key(self) -> &'static str {
        match self {
            Beside::Better => "better",
            Beside::Same => "same",
            Beside::Worse => "worse",
            Beside::Unknown => "unknown",
        }
    }

    /// As a reader sees it.
    pub fn shown(self) -> &'static str {
        match self {
            Beside::Better => "Better than average",
            Beside::Same => "At the average",
            Beside::Worse => "Worse than average",
            Beside::Unknown => "Can’t be told",
        }
    }
}

/// The comparison that counts: the one among most, which is the country's where it is printed.
pub fn widest(b: &Benchmark) -> Option<&Comparison> {
    let ranked = b.comparisons.iter().filter(|c| c.of.is_some());
    ranked.max_by_key(|c| c.of).or_else(|| b.comparisons.last())
}

/// How the council's figure stands beside an average.
pub fn beside(b: &Benchmark, c: &Comparison) -> Beside {
    let value = |cell: &Option<Printed<Decimal>>| cell.as_ref()?.value().copied();
    let (Some(own), Some(average)) = (value(&b.own), value(&c.average)) else {
        return Beside::Unknown;
    };
    let higher = own.millionths().cmp(&average.millionths());
    let better = match b.polarity {
        Some(Polarity::HigherIsBetter) => higher,
        Some(Polarity::LowerIsBetter) => higher.reverse(),
        Some(Polarity::Neutral) | None => return Beside::Unknown,
    };
    match better {
        std::cmp::Ordering::Greater => Beside::Better,
        std::cmp::Ordering::Equal => Beside::Same,
        std::cmp::Ordering::Less => Beside::Worse,
    }
}

/// Every benchmark of a plan, with two columns for each group that any of them compares with.
pub fn listing(plan: &Plan) -> Listing {
    let mut groups: Vec<&str> = Vec::new();
    for c in plan.benchmarks.iter().flat_map(|b| &b.comparisons) {
        if !groups.contains(&c.with.as_str()) {
            groups.push(&c.with);
        }
    }
    // Of many groups, each named by few, the columns would be mostly empty.
    if groups.len() > MOST_GROUPS {
        groups.clear();
    }
    let mut columns = vec![
        Column::words("name", "Benchmark"),
        Column::figures("own", "Here"),
        Column::words("standing", "Beside the average"),
        Column::words("compared", "Compared with"),
    ];
    for (at, with) in groups.iter().enumerate() {
        let group = group(with, 40);
        columns.push(Column::figures(
            &format!("average-{at}"),
            &format!("{group}: average"),
        ));
        columns.push(Column::figures(
            &format!("rank-{at}"),
            &format!("{group}: rank"),
        ));
    }
    columns.push(Column::words("period", "Period"));
    let filters = [
        ("standing", "Beside the average"),
        ("framework", "Framework"),
    ];
    let rows = plan.benchmarks.iter().map(|b| row(b, &groups));
    Listing::new(columns, &filters, rows.collect())
}

fn row(b: &Benchmark, groups: &[&str]) -> Row {
    let stands = widest(b).map_or(Beside::Unknown, |c| beside(b, c));
    let mut under = Vec::new();
    if !b.code.is_empty() {
        under.push(Bit::Reference(b.code.clone()));
    }
    let name = b.name.as_str();
    let standing = (stands != Beside::Unknown).then(|| Fact::Text(stands.shown().to_owned()));
    let mut cells = vec![
        Cell::new(under, SortKey::text(name)),
        figure(&b.own, b),
        Cell::of(standing, SortKey::Number(f64::from(stands as u8))),
        match groups.is_empty() {
            true => compared(b),
            false => Cell::default(),
        },
    ];
    for group in groups {
        let c = b.comparisons.iter().find(|c| c.with == *group);
        cells.push(c.map_or_else(Cell::default, |c| average(c, b)));
        cells.push(c.map_or_else(Cell::default, rank));
    }
    let period = b.period.map(|p| p.shown()).unwrap_or_default();
    cells.push(Cell::text(&period));
    let mut tags = vec![Tag {
        filter: "standing",
        value: stands.key().into(),
        label: stands.shown().into(),
        rank: stands as usize,
    }];
    if !b.framework.is_empty() {
        tags.push(Tag {
            filter: "framework",
            value: b.framework.clone().into(),
            label: b.framework.clone().into(),
            rank: 0,
        });
    }
    Row {
        id: b.id.clone(),
        title: short(name, TITLE),
        retold: b.name.is_retold(),
        cells,
        tags,
        words: format!("{name} {} {}", b.code, b.framework)
            .to_lowercase()
            .into(),
        ..Row::default()
    }
}

/// A figure with its unit, where that is short.
pub fn shown(n: &Decimal, b: &Benchmark) -> String {
    match b.unit.as_str() {
        "%" => format!("{}%", n.grouped()),
        _ => n.grouped(),
    }
}

fn figure(cell: &Option<Printed<Decimal>>, b: &Benchmark) -> Cell {
    let key = cell.as_ref().and_then(|c| c.value());
    let key = key.map_or(SortKey::Missing, |n| SortKey::Number(n.to_f64()));
    Cell::of(facts::cell(cell, |n| shown(n, b)), key)
}

/// The average, or the words that stand for where the council is beside it.
fn average(c: &Comparison, b: &Benchmark) -> Cell {
    let cell = figure(&c.average, b);
    match (c.position.as_str(), cell.bits.is_empty()) {
        ("", _) => cell,
        (position, true) => cell.and(Bit::Fact(Fact::Text(position.to_owned()))),
        (position, false) => cell.and(Bit::Small(position.to_owned())),
    }
}

/// Every comparison in words, where groups have no columns of their own.
fn compared(b: &Benchmark) -> Cell {
    let told = |c: &Comparison| {
        let average = c.average.as_ref().map(|cell| cell.shown(|n| shown(n, b)));
        let rank = match (c.rank, c.of) {
            (Some(rank), Some(of)) => format!("rank {rank} of {of}"),
            _ => String::new(),
        };
        let said = [average.unwrap_or_default(), rank, c.position.clone()];
        let said: Vec<String> = said.into_iter().filter(|s| !s.is_empty()).collect();
        Bit::Small(format!("{}: {}", c.with, said.join(", ")))
    };
    Cell::new(b.comparisons.iter().map(told).collect(), SortKey::Missing)
}

fn rank(c: &Comparison) -> Cell {
    let key = match (c.rank, c.of) {
        (Some(rank), Some(of)) if of > 0 => SortKey::Number(f64::from(rank) / f64::from(of)),
        (Some(rank), _) => SortKey::Number(f64::from(rank)),
        _ => SortKey::Missing,
    };
    Cell::of(facts::rank(c), key)
}

/// What the benchmarks say together, in one sentence.
pub fn answer(plan: &Plan) -> String {
    let all = plan.benchmarks.len();
    if all == 0 {
        return "This plan compares itself with nobody.".to_owned();
    }
    let mut counts = [0usize; 4];
    let mut with: Vec<&str> = Vec::new();
    for b in plan.benchmarks.iter() {
        let widest = widest(b);
        let stands = widest.map_or(Beside::Unknown, |c| beside(b, c));
        if let Some(count) = counts.get_mut(stands as usize) {
            *count += 1;
        }
        if let (Some(c), true) = (widest, stands != Beside::Unknown)
            && !with.contains(&c.with.as_str())
        {
            with.push(&c.with);
        }
    }
    let [better, same, worse, unknown] = counts;
    let of = some(all, "benchmark", "benchmarks");
    if all == unknown {
        return format!(
            "{} in words alone: no average is printed beside a figure.",
            sentence(&of)
        );
    }
    let whose = match with.as_slice() {
        [one] => format!(" of {one}"),
        _ => String::new(),
    };
    let parts = [
        (better, "better than the average"),
        (same, "at it"),
        (worse, "worse"),
        (unknown, "that can’t be told"),
    ];
    let parts = parts.iter().enumerate().filter(|(_, (n, _))| *n > 0);
    let told: Vec<String> = parts
        .map(|(at, (n, what))| match at {
            0 => format!("{n} {what}{whose}"),
            _ => format!("{n} {what}"),
        })
        .collect();
    format!("{}: {}.", sentence(&of), and(&told))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        let england = |average: &str, rank: u32| json!({"with": "England", "average": average, "rank": rank, "of": 150});
        let peers = json!({"with": "Peers", "average": "9", "rank": 2, "of": 16});
        Plan::from_json(json!({"id": "p", "benchmarks": [
            {"id": "up", "code": "1A", "name": "More", "unit": "%", "own": "12", "polarity": "higher-is-better",
             "comparisons": [peers, england("10.5", 20)]},
            {"id": "down", "name": "Less", "own": "12", "polarity": "lower-is-better",
             "comparisons": [england("10.5", 130)]},
            {"id": "even", "name": "Even", "own": "7.0", "polarity": "higher-is-better",
             "comparisons": [england("7", 75)]},
            {"id": "words", "name": "In words", "comparisons": [{"with": "England", "position": "slightly below"}]}]}))
        .unwrap()
    }

    #[test]
    fn which_way_is_better_decides() {
        let plan = plan();
        let listing = listing(&plan);
        let chosen = |standing: &str| {
            let rows = listing.chosen(&[("standing".to_owned(), standing.to_owned())]);
            rows.iter()
                .map(|r| r.id.to_string())
                .collect::<Vec<_>>()
                .join(" ")
        };
        assert_eq!(chosen("better"), "up");
        assert_eq!(chosen("worse"), "down");
        assert_eq!(chosen("same"), "even");
        assert_eq!(chosen("unknown"), "words");
        assert_eq!(
            answer(&plan),
            "4 benchmarks: 1 better than the average of England, 1 at it, 1 worse and 1 that can’t be told."
        );
    }

    #[test]
    fn ranks_of_different_lengths_sort_by_their_place() {
        let plan = plan();
        let rows = listing(&plan).chosen(&[("sort".to_owned(), "rank-1".to_owned())]);
        let ids: Vec<&str> = rows.iter().map(|r| r.id.as_str()).collect();
        assert_eq!(ids, ["up", "even", "down", "words"]);
    }
}
