//! The facts of an item's page as a document.

use super::{Cell, Column, Document, Line, Part, Table};
use crate::insight::{
    Block, Fact, Sheet, Standout,
    facts::{Grid, Labelled},
    rows::sentence,
};

/// A value in words alone.
pub fn said(fact: &Fact) -> String {
    match fact {
        Fact::Text(words) | Fact::Word(words) => words.clone(),
        Fact::Retold(words) => format!("{words} (in our words)"),
        Fact::Inferred(words) => format!("{words} (inferred)"),
        Fact::Rating(rag) => rag.shown().to_owned(),
        Fact::Standing(standing) => standing.shown().to_owned(),
        Fact::State(state) => state.shown().to_owned(),
        Fact::Items(items) => {
            let words: Vec<&str> = items.iter().map(|(_, words)| words.as_str()).collect();
            words.join(", ")
        }
    }
}

/// A table of an item's page.
pub fn grid(grid: &Grid) -> Table {
    let column = |heading: &std::borrow::Cow<'static, str>| Column {
        heading: heading.clone().into_owned(),
        numeric: false,
    };
    let cell = |fact: &Option<Fact>| Cell::of(fact.as_ref().map(said).unwrap_or_default());
    let row = |(_, cells): &(_, Vec<Option<Fact>>)| Line {
        cells: cells.iter().map(cell).collect(),
        ..Line::default()
    };
    Table {
        caption: grid.caption.clone(),
        columns: grid.columns.iter().map(column).collect(),
        rows: grid.rows.iter().map(row).collect(),
    }
}

/// A block of an item's page.
pub fn block(block: &Block) -> Vec<Part> {
    match block {
        Block::Facts(facts) if facts.is_empty() => Vec::new(),
        Block::Facts(facts) => {
            let pair = |(label, fact): &Labelled| (label.clone().into_owned(), said(fact));
            vec![Part::Facts(facts.iter().map(pair).collect())]
        }
        Block::Grid(table) => vec![Part::Table(grid(table))],
        Block::List(heading, entries) => {
            let entry = |entry: &crate::insight::facts::Entry| match entry.nested {
                true => format!("– {}", said(&entry.fact)),
                false => said(&entry.fact),
            };
            vec![
                Part::Heading(3, (*heading).to_owned()),
                Part::List(entries.iter().map(entry).collect()),
            ]
        }
    }
}

/// The page of an item.
pub fn sheet(sheet: &Sheet) -> Document {
    let what = format!("{} {}", sentence(sheet.noun), sheet.reference);
    let ours = if sheet.retold { " (in our words)" } else { "" };
    let mut parts = vec![Part::Text(format!("{}{ours}", what.trim_end()))];
    parts.extend(sheet.blocks.iter().flat_map(block));
    parts.extend(origin(sheet).into_iter().map(Part::Text));
    Document::headed(&sheet.title, parts)
}

/// Sentences that stand out, each with its figure.
pub fn standouts(said: &[Standout]) -> Part {
    let sentence = |s: &Standout| {
        let words = format!("{}{} {}", s.link, s.rest, s.why);
        let figure = format!("{} {}", s.figure, s.figure_label);
        match figure.trim() {
            "" => words.trim_end().to_owned(),
            figure => format!("{} ({figure})", words.trim_end()),
        }
    };
    Part::List(said.iter().map(sentence).collect())
}

/// Where an item came from and what we added, a sentence each.
pub fn origin(sheet: &Sheet) -> Vec<String> {
    let mut told = Vec::new();
    if !sheet.source.is_empty() {
        told.push(format!("From {}.", sheet.source.trim_end_matches('.')));
    }
    if !sheet.note.is_empty() {
        told.push(format!("Our note: {}", sheet.note));
    }
    if !sheet.inferred.is_empty() {
        let names: Vec<String> = sheet.inferred.iter().map(|name| in_words(name)).collect();
        told.push(format!("We concluded: {}.", names.join(", ")));
    }
    told
}

/// The name of a field as a reader would say it.
fn in_words(field: &str) -> String {
    let words = match field {
        "polarity" => "which way is better",
        "same_as" => "that both are the same",
        "variants" => "that it is the same under another name",
        "level" => "whose it is",
        "amounts.status" => "whether amounts are planned or spent",
        "team" => "the service area",
        other => return other.replace('_', " "),
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        insight::Index,
        plan::{Day, Id, Plan},
    };
    use serde_json::json;

    #[test]
    fn an_items_page_is_its_title_its_facts_and_where_it_is_from() {
        let plan = Plan::from_json(json!({"actions": [
            {"id": "a", "reference": "A/1", "text": "Reach carers", "source": "Section B.",
             "milestones": [{"id": "m", "text": "Begin", "due": {"value": "2012-08"}}]}]}))
        .unwrap();
        let id = Id::slug("a");
        let page = crate::insight::sheet(&plan, &Index::new(&plan), &id, Day(0)).unwrap();
        let document = sheet(&page);
        assert_eq!(document.parts[0], Part::Heading(2, "Reach carers".into()));
        assert_eq!(document.parts[1], Part::Text("Action A/1".into()));
        let table = document.table().unwrap();
        assert_eq!(table.rows[0].cells[0].lines, ["Begin"]);
        assert_eq!(
            document.parts.last(),
            Some(&Part::Text("From Section B.".into()))
        );
    }

    #[test]
    fn what_is_ours_says_so() {
        assert_eq!(said(&Fact::Retold("x".into())), "x (in our words)");
        assert_eq!(said(&Fact::Inferred("x".into())), "x (inferred)");
        let items = [("a", "A"), ("b", "B")].map(|(id, words)| (Id::slug(id), words.into()));
        assert_eq!(said(&Fact::Items(items.to_vec())), "A, B");
    }
}
