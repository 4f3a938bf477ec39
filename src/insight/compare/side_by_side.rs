//! Two plans of their own beside each other: the measures and the money of both with their figures,
//! whether or not the other has them too, and whatever else is in both.

use super::{By, Comparison, Found, Mention, Name, Side, mentions, pair::family};
use crate::{
    insight::{
        Fact, millions,
        rows::{Bit, Cell, Column, Home, Listing, Row, SortKey, Tag, sentence, short},
    },
    plan::{Decimal, Id, Kind},
};

/// The most characters a record has.
const TITLE: usize = 110;

/// The most lines printed with a figure that a cell has room for.
const BESIDE: usize = 3;

/// Kinds of which each record is told, in both or not: what a plan measures and what it spends.
const TOLD: [Kind; 3] = [Kind::Measure, Kind::Benchmark, Kind::Money];

/// Kinds that any document has and that say nothing when two have them.
const UNTOLD: [Kind; 3] = [Kind::Table, Kind::Narrative, Kind::Abbreviation];

/// A measure that both have, with a number each in the same unit.
#[derive(Clone, Debug)]
pub struct Twin {
    /// The measure of the open plan.
    pub id: Id,
    /// What it is called there.
    pub title: String,
    /// The figure in the open plan.
    pub open: Mention,
    /// The figure in the other.
    pub other: Mention,
}

/// The measures that both have with a number each in the same unit.
pub fn twins(c: &Comparison) -> Vec<Twin> {
    let twin = |(a, b, _): (Found<'_>, Found<'_>, By)| {
        if family(a.kind()) != Kind::Measure {
            return None;
        }
        let (open, other) = (figure(c, Side::Open, a)?, figure(c, Side::Other, b)?);
        let alike = open.is_in_unit_of(&other) && open.number.is_some() && other.number.is_some();
        alike.then(|| Twin {
            id: a.id().clone(),
            title: short(&a.title(), TITLE),
            open,
            other,
        })
    };
    c.both().filter_map(twin).collect()
}

fn figure(c: &Comparison, side: Side, record: Found<'_>) -> Option<Mention> {
    mentions(&c.side(side).plan, &**record).pop()
}

fn columns(c: &Comparison) -> Vec<Column> {
    vec![
        Column::words("item", "Item"),
        Column::words("open", &c.open.name),
        Column::words("other", &c.other.name),
        Column::words("apart", "Apart"),
        Column::words("by", "How it was matched"),
    ]
}

/// What is in both, kind by kind.
pub fn both(c: &Comparison) -> Listing {
    let told = c.both().filter(|(a, ..)| !UNTOLD.contains(&a.kind()));
    let mut rows: Vec<(Kind, Row)> = told
        .map(|(a, b, by)| (family(a.kind()), row(c, Some(a), Some(b), Some(by))))
        .collect();
    rows.sort_by_key(|(kind, _)| *kind);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    let filters = [("kind", "Kind"), ("by", "How it was matched")];
    Listing::new(columns(c), &filters, rows)
}

/// What one plan measures and spends money on and the other doesn't have, kind by kind; what is printed
/// again once.
pub fn only(c: &Comparison, side: Side) -> Listing {
    let told = c.only(side).filter(|r| TOLD.contains(&r.kind()));
    let told = told.filter(|record| !is_again(c, side, record));
    let of = |record| match side {
        Side::Open => row(c, Some(record), None, None),
        Side::Other => row(c, None, Some(record), None),
    };
    let mut rows: Vec<(Kind, Row)> = told.map(|r| (family(r.kind()), of(r))).collect();
    rows.sort_by_key(|(kind, _)| *kind);
    let rows = rows.into_iter().map(|(_, row)| row).collect();
    Listing::new(columns(c), &[], rows)
}

/// Whether a record says that it is printed before.
fn is_again(c: &Comparison, side: Side, record: Found<'_>) -> bool {
    let again = record.provenance().same_as;
    let index = &c.side(side).index;
    let at = |id: &Id| index.place(id).map(|place| (place.kind, place.at));
    let own = at(record.id());
    again
        .iter()
        .any(|r| at(&r.to).is_some_and(|other| Some(other) < own))
}

fn row(c: &Comparison, open: Option<Found<'_>>, other: Option<Found<'_>>, by: Option<By>) -> Row {
    let home = match open {
        Some(_) => Home::Open,
        None => Home::Beside(0),
    };
    let record = open.or(other);
    let title = record.map(|r| r.title()).unwrap_or_default();
    let other_title = other.map(|r| r.title()).unwrap_or_default();
    let kind = record.map_or(Kind::Measure, |r| family(r.kind()));
    let here = open.and_then(|r| figure(c, Side::Open, r));
    let there = other.and_then(|r| figure(c, Side::Other, r));
    let reference = record
        .map(|r| r.reference().to_owned())
        .filter(|r| !r.is_empty());
    let under = reference.map(Bit::Reference).into_iter().collect();
    let section = match kind {
        Kind::Measure => "Measures and benchmarks".to_owned(),
        Kind::Money => "Money".to_owned(),
        kind => sentence(kind.many()),
    };
    let tag = |filter, value: &str, label: &str, rank| Tag {
        filter,
        value: value.into(),
        label: label.into(),
        rank,
    };
    let mut tags = vec![tag("kind", kind.key(), &section, kind as usize)];
    tags.extend(by.map(|by| tag("by", by.key(), by.shown(), by as usize)));
    // Under the same name it need not be said twice.
    let link = open.map(|_| (Home::Beside(0), Name::of(&title)));
    Row {
        id: record.map(|r| r.id().clone()).unwrap_or_default(),
        home,
        title: short(&title, TITLE),
        retold: here.as_ref().or(there.as_ref()).is_some_and(|m| m.retold),
        words: [title.as_str(), &other_title, &section]
            .join(" ")
            .to_lowercase()
            .into(),
        cells: vec![
            Cell::new(under, SortKey::text(&title)),
            cell(c, open, here.as_ref(), None),
            cell(c, other, there.as_ref(), link),
            apart(here.as_ref(), there.as_ref()),
            Cell::text(by.map_or("", By::shown)),
        ],
        section,
        tags,
        ..Row::default()
    }
}

/// What one plan says of it: its figure with what is printed beside it, and for the plan that the row's
/// name doesn't lead to, a link.
fn cell(
    c: &Comparison,
    record: Option<Found<'_>>,
    mention: Option<&Mention>,
    link: Option<(Home, Name)>,
) -> Cell {
    let Some(record) = record else {
        return Cell::default();
    };
    let mut bits = Vec::new();
    let mut key = SortKey::Missing;
    if let Some(m) = mention {
        let figure = match m.figure.as_str() {
            "" => Fact::Word("No figure printed".to_owned()),
            figure => Fact::Text(figure.to_owned()),
        };
        bits.push(Bit::Fact(figure));
        if !m.when.is_empty() && !m.figure.is_empty() {
            bits.push(Bit::Small(m.when.clone()));
        }
        bits.extend(m.beside.iter().take(BESIDE).cloned().map(Bit::Small));
        bits.extend(m.standing.map(|s| Bit::Fact(Fact::Standing(s))));
        key = m
            .number
            .map(|n| SortKey::Number(n.to_f64()))
            .unwrap_or_default();
    }
    if let Some((home, named)) = link {
        let title = short(&record.title(), TITLE);
        let words = match mention {
            Some(m) if m.name == named => format!("In {}", c.other.name),
            Some(_) => format!("As “{title}”"),
            None => title,
        };
        bits.push(Bit::Item(home, record.id().clone(), words));
    } else if mention.is_none() {
        bits.push(Bit::Fact(Fact::Text("In this plan".to_owned())));
    }
    Cell::new(bits, key)
}

/// How far the open plan's figure is above the other's, where both count in the same unit.
fn apart(open: Option<&Mention>, other: Option<&Mention>) -> Cell {
    let (Some(a), Some(b)) = (open, other) else {
        return Cell::default();
    };
    let (Some(x), Some(y), true) = (a.number, b.number, a.is_in_unit_of(b)) else {
        return Cell::default();
    };
    let by = x.minus(y);
    let sign = match by.millionths() {
        0 => "",
        n if n < 0 => "−",
        _ => "+",
    };
    let size = match a.unit.as_str() {
        "%" => format!("{} points", by.abs().grouped()),
        "£" => millions((by.abs().millionths() / 1_000_000).clamp(0, i64::MAX.into()) as i64),
        _ => by.abs().grouped(),
    };
    let mut bits = vec![Bit::Fact(Fact::Text(format!("{sign}{size}")))];
    if a.period != b.period || a.when != b.when {
        bits.push(Bit::Small("Different periods".to_owned()));
    }
    Cell::new(bits, SortKey::Number(by.to_f64()))
}

/// How a figure with a target compares: how many of the pairs have a higher, a lower and the same
/// target in the open plan.
pub fn targets(c: &Comparison) -> (usize, usize, usize) {
    let mut found = (0, 0, 0);
    for (a, b, _) in c.both() {
        let target = |side, record| -> Option<(Decimal, String)> {
            let mention = figure(c, side, record)?;
            Some((mention.target?, mention.unit))
        };
        let (Some(x), Some(y)) = (target(Side::Open, a), target(Side::Other, b)) else {
            continue;
        };
        match x.0.millionths().cmp(&y.0.millionths()) {
            _ if x.1 != y.1 => {}
            std::cmp::Ordering::Greater => found.0 += 1,
            std::cmp::Ordering::Less => found.1 += 1,
            std::cmp::Ordering::Equal => found.2 += 1,
        }
    }
    found
}
