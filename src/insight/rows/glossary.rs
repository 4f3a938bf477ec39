//! The words a plan explains: each abbreviation with what it stands for and where the plan uses it, and
//! each term it defines.

use super::{Bit, Cell, Column, Listing, Row, SortKey, Tag, short, so_many};
use crate::{
    insight::{
        Abbreviations, Fact, Index,
        abbreviations::Uses,
        facts::{text, words},
    },
    plan::{Abbreviation, Definition, Id, Plan},
};

/// So many records that use an abbreviation are named.
const NAMED: usize = 4;
/// The most characters of a record's name.
const NAME: usize = 60;

/// Every abbreviation and definition of a plan.
pub fn listing(plan: &Plan, index: &Index) -> Listing {
    let uses = Abbreviations::new(plan).uses(plan);
    let columns = vec![
        Column::words("name", "Term"),
        Column::words("means", "What it stands for or means"),
        Column::figures("used", "Used"),
        Column::words("where", "Where"),
        Column::words("from", "Explained in"),
    ];
    let short = plan.abbreviations.iter();
    let rows = short
        .map(|a| abbreviation(a, uses.get(&a.id), plan, index))
        .chain(plan.definitions.iter().map(|d| definition(d)));
    let filters = [("kind", "Kind"), ("spelt", "Spelt out")];
    Listing::new(columns, &filters, rows.collect())
}

fn abbreviation(a: &Abbreviation, uses: Option<&Uses>, plan: &Plan, index: &Index) -> Row {
    let none = Uses::default();
    let uses = uses.unwrap_or(&none);
    let in_records = (uses.times > 0).then(|| {
        let records = so_many(uses.records.len(), "record", "records");
        format!("in {records}")
    });
    let spelt = match a.long.is_empty() {
        true => (1, "Not spelt out"),
        false => (0, "Spelt out"),
    };
    let means = match a.long.as_str() {
        "" => Cell::of(Some(Fact::Word(spelt.1.to_owned())), SortKey::Missing),
        long => Cell::text(long),
    };
    row(
        &a.id,
        &a.short,
        vec![
            Cell::default(),
            means,
            Cell::count(uses.times, in_records),
            named(&uses.records, plan, index),
            Cell::text(&a.source),
        ],
        &a.long,
        vec![
            tag("kind", "abbreviation", "Abbreviations", 0),
            tag(
                "spelt",
                if spelt.0 == 0 { "yes" } else { "no" },
                spelt.1,
                spelt.0,
            ),
        ],
    )
}

fn definition(d: &Definition) -> Row {
    let scope = text(&d.scope).map(|_| Bit::Small(d.scope.clone()));
    let mut means: Vec<Bit> = words(&d.meaning).map(Bit::Fact).into_iter().collect();
    means.extend(scope);
    row(
        &d.id,
        &d.term,
        vec![
            Cell::default(),
            Cell::new(means, SortKey::text(d.meaning.as_str())),
            Cell::default(),
            Cell::default(),
            Cell::text(&d.source),
        ],
        d.meaning.as_str(),
        vec![tag("kind", "definition", "Definitions", 1)],
    )
}

fn row(id: &Id, term: &str, mut cells: Vec<Cell>, means: &str, tags: Vec<Tag>) -> Row {
    if let Some(first) = cells.first_mut() {
        first.key = SortKey::text(term);
    }
    Row {
        id: id.clone(),
        title: term.to_owned(),
        cells,
        tags,
        words: format!("{term} {means}").to_lowercase().into(),
        ..Row::default()
    }
}

fn tag(filter: &'static str, value: &str, label: &str, rank: usize) -> Tag {
    Tag {
        filter,
        value: value.into(),
        label: label.into(),
        rank,
    }
}

/// The first few records by name, and how many more there are.
fn named(records: &[Id], plan: &Plan, index: &Index) -> Cell {
    let name = |id: &Id| (id.clone(), short(&index.title(plan, id), NAME));
    let items: Vec<(Id, String)> = records.iter().take(NAMED).map(name).collect();
    if items.is_empty() {
        return Cell::default();
    }
    let mut bits = vec![Bit::Fact(Fact::Items(items))];
    if records.len() > NAMED {
        bits.push(Bit::Small(format!("and {} more", records.len() - NAMED)));
    }
    Cell::new(bits, SortKey::Missing)
}

/// What the plan explains, in a sentence; `all` is its listing.
pub fn answer(plan: &Plan, all: &Listing) -> String {
    let (short, defined) = (plan.abbreviations.len(), plan.definitions.len());
    let unsaid = match plan
        .abbreviations
        .iter()
        .filter(|a| a.long.is_empty())
        .count()
    {
        0 => String::new(),
        1 => ", 1 of which it never spells out".to_owned(),
        n => format!(", {n} of which it never spells out"),
    };
    let abbreviations = format!(
        "{}{unsaid}",
        so_many(short, "abbreviation", "abbreviations")
    );
    let terms = so_many(defined, "term", "terms");
    let most = most_used(all);
    match (short, defined) {
        (0, 0) => "This plan lists no abbreviations and defines no terms.".to_owned(),
        (0, _) => format!("This plan defines {terms}."),
        (_, 0) => format!("This plan lists {abbreviations}.{most}"),
        _ => format!("This plan lists {abbreviations}, and defines {terms}.{most}"),
    }
}

/// The abbreviation that a reader meets most.
fn most_used(all: &Listing) -> String {
    let Some(used) = all.columns.iter().position(|c| c.key == "used") else {
        return String::new();
    };
    let times = |row: &Row| match row.cells.get(used).map(|cell| &cell.key) {
        Some(SortKey::Number(times)) => *times,
        _ => 0.0,
    };
    let mut most: (f64, &str) = (1.0, "");
    for row in &all.rows {
        if times(row) > most.0 {
            most = (times(row), &row.title);
        }
    }
    match most {
        (_, "") => String::new(),
        (times, term) => format!(" It uses {term} most, {times} times."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "abbreviations": [
                {"id": "x1", "short": "NHS", "long": "National Health Service", "source": "Page 2"},
                {"id": "x2", "short": "APB"}],
            "definitions": [{"id": "d", "term": "R", "scope": "Ratings", "meaning": "Under target"}],
            "actions": (0..6).map(|n| json!({"id": format!("a{n}"), "text": format!("NHS task {n}")})).collect::<Vec<_>>()}))
        .unwrap()
    }

    #[test]
    fn each_term_has_its_meaning_its_use_and_its_place() {
        let plan = plan();
        let listing = listing(&plan, &Index::new(&plan));
        let row = &listing.rows[0];
        let at = |key: &str| listing.columns.iter().position(|c| c.key == key).unwrap();
        assert_eq!(row.cells[at("used")].key, SortKey::Number(6.0));
        assert!(
            row.cells[at("where")]
                .bits
                .contains(&Bit::Small("and 2 more".into()))
        );
        assert_eq!(row.cells[at("from")], Cell::text("Page 2"));
        assert_eq!(listing.rows[2].title, "R");
        assert_eq!(listing.filters.len(), 2);
    }

    #[test]
    fn the_answer_counts_them() {
        let said = |plan: &Plan| answer(plan, &listing(plan, &Index::new(plan)));
        assert_eq!(
            said(&plan()),
            "This plan lists 2 abbreviations, 1 of which it never spells out, and defines 1 term. It uses NHS most, 6 times."
        );
        let empty = Plan::from_json(json!({})).unwrap();
        assert_eq!(
            said(&empty),
            "This plan lists no abbreviations and defines no terms."
        );
    }
}
