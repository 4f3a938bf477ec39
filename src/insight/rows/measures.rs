//! Measures as rows: figure, target, how far apart they are, which way the figure moves, the standing by the rule and
//! the council's own rating beside it.

use super::{
    Bit, Cell, Column, Desk, Listing, Row, SortKey, Tag, sentence, short, so_many, trend::trend,
};
use crate::{
    insight::{
        Fact, Index, Reading, Standing,
        facts::text,
        read,
        series::{moved, series},
    },
    plan::{Aspect, Id, Measure, Plan, Point, PointKind, Polarity, Printed, Rag, StandingRule},
};

const TITLE: usize = 110;

/// Every measure of a plan.
pub fn listing(plan: &Plan, index: &Index) -> Listing {
    let desk = Desk { plan, index };
    let columns = vec![
        Column::words("name", "Measure"),
        Column::figures("value", "Figure"),
        Column::figures("target", "Target"),
        Column::figures("gap", "Gap to target"),
        Column::words("standing", "By the rule"),
        Column::words("rating", "Council’s rating"),
        Column::words("trend", "Over time"),
    ];
    let serves = plan.measures.iter().flat_map(|m| &m.serves);
    let filters = [
        ("priority", desk.aims(serves)),
        ("group", "Listed under"),
        ("framework", "Framework"),
        ("owner", "Owner or area"),
        ("standing", "Standing by the rule"),
        ("rating", "Council’s rating"),
    ];
    // A column for one measure alone would be empty all the way down; its page shows the line.
    let several = plan
        .measures
        .iter()
        .filter(|m| series(m).moves())
        .nth(1)
        .is_some();
    let rows = plan
        .measures
        .iter()
        .map(|m| row(desk, m, several))
        .collect();
    Listing::new(columns, &filters, rows).grouped()
}

fn row(desk: Desk<'_>, m: &Measure, trends: bool) -> Row {
    let reading = read(m, desk.plan.front.rule());
    let mut tags = vec![tag(
        "standing",
        reading.standing.key(),
        reading.standing.shown(),
    )];
    if let Some(standing) = tags.first_mut() {
        let same = |s: &Standing| s.key() == reading.standing.key();
        standing.rank = Standing::ALL.iter().position(same).unwrap_or(0);
    }
    desk.tags("priority", m.serves.iter(), "Under none", &mut tags);
    desk.tags(
        "owner",
        m.owners.iter().chain(&m.areas),
        "Nobody named",
        &mut tags,
    );
    if !m.group.is_empty() {
        tags.push(tag("group", Id::slug(&m.group).as_str(), &m.group));
    }
    if !m.framework.is_empty() {
        tags.push(tag(
            "framework",
            Id::slug(&m.framework).as_str(),
            &m.framework,
        ));
    }
    tags.push(rating_tag(m));
    let mut under = Vec::new();
    if !m.code.is_empty() {
        under.push(Bit::Reference(m.code.clone()));
    }
    // A per cent or pound sign stands with each figure.
    if !matches!(m.unit.as_str(), "" | "%" | "£") {
        under.push(Bit::Small(format!("counted in {}", m.unit)));
    }
    let name = m.name.as_str();
    let words = [name, &m.code, &m.unit, &m.group, &m.framework].join(" ");
    Row {
        id: m.id.clone(),
        title: short(name, TITLE),
        retold: m.name.is_retold(),
        cells: vec![
            Cell::new(under, SortKey::text(name)),
            figure(m, reading.value),
            figure(m, reading.target),
            gap(m, &reading),
            standing(reading.standing),
            reported(m),
            over_time(m, &reading, trends),
        ],
        tags,
        words: words.to_lowercase().into(),
        ..Row::default()
    }
}

fn tag(filter: &'static str, value: &str, label: &str) -> Tag {
    Tag {
        filter,
        value: value.into(),
        label: label.into(),
        rank: 0,
    }
}

fn rating_tag(m: &Measure) -> Tag {
    let (value, label, rank) = match rated(m) {
        Some(Printed::Value { value, .. }) => {
            (value.shown().to_lowercase(), value.shown(), *value as usize)
        }
        Some(Printed::Word(word)) => {
            let slug = Id::slug(word.shown());
            (slug.to_string(), word.shown(), 8)
        }
        None => ("none".to_owned(), "Not rated", 9),
    };
    Tag {
        rank,
        ..tag("rating", &value, label)
    }
}

/// The council's overall assessment, else what it says of the target.
fn rated(m: &Measure) -> Option<&Printed<Rag>> {
    m.reported(Aspect::Overall)
        .or_else(|| m.reported(Aspect::Attainment))
}

fn reported(m: &Measure) -> Cell {
    match rated(m) {
        Some(Printed::Value { value, .. }) => Cell::of(
            Some(Fact::Rating(*value)),
            SortKey::Number(*value as u8 as f64),
        ),
        Some(Printed::Word(word)) => Cell::of(
            Some(Fact::Word(word.shown().to_owned())),
            SortKey::Number(9.0),
        ),
        None => Cell::default(),
    }
}

fn figure(m: &Measure, point: Option<&Point>) -> Cell {
    let Some(point) = point else {
        return Cell::default();
    };
    let fact = match &point.value {
        Some(Printed::Word(word)) => Some(Fact::Word(word.shown().to_owned())),
        _ => text(&m.cell(point)),
    };
    let key = point.number().map(|n| SortKey::Number(n.to_f64()));
    let bits = fact.map(Bit::Fact).into_iter().chain(when(point));
    Cell::new(bits.collect(), key.unwrap_or_default())
}

/// How far the figure is from its target, in the measure's unit; sorted by the share of the target
/// that is missing, so that measures of different units can be held against each other.
fn gap(m: &Measure, reading: &Reading<'_>) -> Cell {
    let (Some((value, target)), false) = (
        reading.numbers(),
        matches!(reading.standing, Standing::None(_)),
    ) else {
        return Cell::default();
    };
    let apart = value.minus(target);
    let size = match m.unit.as_str() {
        "%" => format!("{} points", apart.abs().grouped()),
        _ => m.figure(&apart.abs()),
    };
    let lower = m.polarity == Some(Polarity::LowerIsBetter);
    let said = match apart.millionths() {
        0 => "None".to_owned(),
        n if (n < 0) == lower => format!("{size} better"),
        _ if lower => format!("{size} too high"),
        _ => format!("{size} short"),
    };
    let key = match target.millionths() {
        0 => SortKey::Missing,
        whole => {
            let short = apart.to_f64() / (whole.unsigned_abs() as f64 / 1e6);
            SortKey::Number(if lower { short } else { -short })
        }
    };
    Cell::of(text(&said), key)
}

/// The figure over time as a line, and which way it has moved and from where, by which way is better.
fn over_time(m: &Measure, reading: &Reading<'_>, line: bool) -> Cell {
    let mut cell = if line { trend(m) } else { Cell::default() };
    let Some((way, from)) = reading.value.and_then(|value| moved(m, value)) else {
        return cell;
    };
    let when = match (from.kind(), from.period) {
        (PointKind::Baseline, _) => ", the baseline".to_owned(),
        (_, Some(period)) => format!(" in {}", period.shown()),
        (_, None) => String::new(),
    };
    cell = cell
        .and(Bit::Fact(Fact::Text(way.shown().to_owned())))
        .and(Bit::Small(format!("from {}{when}", m.cell(from))));
    if cell.key == SortKey::Missing {
        cell.key = SortKey::Number(f64::from(way as u8));
    }
    cell
}

fn standing(standing: Standing) -> Cell {
    let mut bits = vec![Bit::Fact(Fact::Standing(standing))];
    if let Standing::None(why) = standing {
        bits.push(Bit::Small(sentence(why)));
    }
    let same = |s: &Standing| s.key() == standing.key();
    let rank = Standing::ALL.iter().position(same).unwrap_or(0);
    Cell::new(bits, SortKey::Number(rank as f64))
}

/// When the figure is for, and what it is where it wasn't counted.
fn when(point: &Point) -> Option<Bit> {
    let taken = point.as_at.as_ref().and_then(|cell| cell.value());
    let taken = taken.map(|date| date.short());
    let when = taken
        .or_else(|| point.period.map(|p| p.shown()))
        .unwrap_or_default();
    let said = match point.kind() {
        PointKind::Actual | PointKind::Target => when,
        other => format!("{} {when}", other.shown()),
    };
    let said = said.trim();
    (!said.is_empty()).then(|| Bit::Small(said.to_owned()))
}

/// How a measure is rated, in words.
pub fn rule(rule: StandingRule) -> String {
    format!(
        "Green where the target is met, amber within {}% of it, red otherwise",
        rule.amber_within_percent
    )
}

/// What the measures say together, in one sentence.
pub fn answer(plan: &Plan) -> String {
    let all = plan.measures.len();
    if all == 0 {
        return "This plan has no measures.".to_owned();
    }
    let count = |key: &str| {
        let same = |m: &&std::sync::Arc<Measure>| read(m, plan.front.rule()).standing.key() == key;
        plan.measures.iter().filter(same).count()
    };
    let (green, amber, red) = (count("green"), count("amber"), count("red"));
    let (reached, to_go) = (count("reached"), count("to-go"));
    let mut parts = Vec::new();
    let rated = green + amber + red;
    if rated > 0 {
        let met = match green {
            0 => "none meets its target".to_owned(),
            1 => "1 meets its target".to_owned(),
            n => format!("{n} meet their targets"),
        };
        let close = match amber {
            0 => "none is close".to_owned(),
            1 => "1 is close".to_owned(),
            n => format!("{n} are close"),
        };
        let off = match red {
            0 => "none is off".to_owned(),
            1 => "1 is off".to_owned(),
            n => format!("{n} are off"),
        };
        parts.push(format!("{met}, {close} and {off}"));
    }
    if reached + to_go > 0 {
        let later = match (reached + to_go, reached) {
            (1, 0) => "1 has a target for a later period and isn’t there yet".to_owned(),
            (1, _) => "1 is already at its target for a later period".to_owned(),
            (n, 0) => format!("{n} have a target for a later period, and none is there yet"),
            (n, 1) => format!("{n} have a target for a later period, and 1 is there already"),
            (n, r) => format!("{n} have a target for a later period, and {r} are there already"),
        };
        parts.push(later);
    }
    match all - rated - reached - to_go {
        0 => {}
        1 => parts.push("1 can’t be compared with a target".to_owned()),
        n => parts.push(format!("{n} can’t be compared with a target")),
    }
    let of = so_many(all, "measure", "measures");
    format!("Of {of}, {}.", parts.join("; "))
}

/// A measure's figure and target, for beside a link; nothing where the document has words for them.
pub(super) fn gist(plan: &Plan, m: &Measure) -> String {
    let reading = read(m, plan.front.rule());
    let number = |p: Option<&Point>| p.and_then(Point::number).map(|n| m.figure(&n));
    match (number(reading.value), number(reading.target)) {
        (Some(value), Some(target)) => format!("{value}, target {target}"),
        (Some(value), None) => value,
        (None, Some(target)) => format!("target {target}"),
        (None, None) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        let points = |value: &str, target: &str| {
            json!([{"period": "2011/12", "kind": "target", "value": target},
                   {"period": "2011/12", "value": value}])
        };
        Plan::from_json(json!({"id": "p", "measures": [
            {"id": "a", "name": "Far off", "unit": "%", "polarity": "higher-is-better",
             "points": points("48", "75"), "ratings": [{"aspect": "overall", "rating": "amber"}]},
            {"id": "b", "name": "Met", "polarity": "lower-is-better", "points": points("5.2", "6.0")},
            {"id": "c", "name": "Awaited", "polarity": "higher-is-better",
             "points": [{"kind": "target", "value": "5"}, {"value": {"print": "awaiting-survey"}}]},
            {"id": "d", "name": "Near", "polarity": "higher-is-better", "points": points("990", "1000")},
            {"id": "e", "name": "No figures at all"}
        ]}))
        .unwrap()
    }

    fn chosen(settings: &[(&str, &str)]) -> String {
        let plan = plan();
        let listing = listing(&plan, &Index::new(&plan));
        let settings: Vec<_> = settings
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let rows = listing.chosen(&settings);
        rows.iter()
            .map(|r| r.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn the_widest_gap_of_any_unit_comes_first() {
        assert_eq!(chosen(&[("sort", "-gap")]), "a d b c e");
    }

    #[test]
    fn standing_and_rating_are_filtered_apart() {
        assert_eq!(chosen(&[("standing", "red")]), "a");
        assert_eq!(chosen(&[("rating", "amber")]), "a");
        assert_eq!(chosen(&[("rating", "red")]), "a b c d e");
        assert_eq!(chosen(&[("standing", "none")]), "c e");
    }

    #[test]
    fn the_answer_counts_every_measure_once() {
        assert_eq!(
            answer(&plan()),
            "Of 5 measures, 1 meets its target, 1 is close and 1 is off; \
             2 can’t be compared with a target."
        );
    }

    #[test]
    fn a_gap_in_percent_is_in_points() {
        let plan = plan();
        let listing = listing(&plan, &Index::new(&plan));
        let cell = &listing.rows[0].cells[3];
        assert_eq!(
            *cell.bits,
            [Bit::Fact(Fact::Text("27 points short".to_owned()))]
        );
    }
}
