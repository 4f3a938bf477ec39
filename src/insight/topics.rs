//! What a plan says of people, services and staff in figures, topic by topic: a printed table as it is
//! printed, other figures one a row.

use super::{
    facts::{Block, Fact, Grid, sheet, table, text},
    index::Index,
    rows::{sentence, some},
};
use crate::plan::{AnyRecord, Basis, Day, Id, Period, Plan, Statistic};

/// One topic.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// The heading the figures stand under; empty where they have none.
    pub name: String,
    /// Their tables.
    pub tables: Vec<Grid>,
}

/// The topics in the plan's order.
pub fn topics(plan: &Plan, index: &Index) -> Vec<Topic> {
    let mut names: Vec<&str> = Vec::new();
    for statistic in plan.statistics.iter() {
        if !names.contains(&statistic.topic.as_str()) {
            names.push(&statistic.topic);
        }
    }
    let mut shown: Vec<&Id> = Vec::new();
    let topic = |name: &str| {
        let of = || plan.statistics.iter().filter(|s| s.topic == name);
        let mut tables = Vec::new();
        for statistic in of() {
            let Some(table) = statistic.table.as_ref() else {
                continue;
            };
            if !shown.contains(&&table.to) {
                shown.push(&table.to);
                tables.extend(printed(plan, index, &table.to));
            }
        }
        let alone: Vec<&Statistic> = of().map(|s| &**s).filter(|s| s.table.is_none()).collect();
        let caption = if name.is_empty() { "Figures" } else { name };
        tables.extend(listed(caption, &alone));
        Topic {
            name: name.to_owned(),
            tables,
        }
    };
    let topics: Vec<Topic> = names.into_iter().map(topic).collect();
    let filled = |topic: &Topic| !topic.tables.is_empty();
    topics.into_iter().filter(filled).collect()
}

/// A printed table, under its own heading.
fn printed(plan: &Plan, index: &Index, id: &Id) -> Option<Grid> {
    // Nothing in a printed table depends on the day.
    let sheet = sheet(plan, index, id, Day(0))?;
    let grid = sheet.blocks.into_iter().find_map(|block| match block {
        Block::Grid(grid) => Some(grid),
        Block::Facts(_) | Block::List(..) => None,
    })?;
    Some(Grid {
        caption: sheet.title,
        ..grid
    })
}

fn listed(caption: &str, statistics: &[&Statistic]) -> Option<Grid> {
    let row = |s: &&Statistic| {
        let name = Fact::Items(vec![(s.id.clone(), s.title())]);
        let period = s.period.as_ref().map(|p| p.shown(|p: &Period| p.shown()));
        let cells = vec![
            Some(name),
            text(&s.told()),
            period.and_then(|p| text(&p)),
            text(&s.place),
            s.basis.map(Basis::shown).and_then(text),
        ];
        (Some(s.id.clone()), cells)
    };
    let columns = [
        "What is counted",
        "Figure",
        "When",
        "Where",
        "How it came about",
    ];
    table(
        caption.to_owned(),
        &columns,
        statistics.iter().map(row).collect(),
    )
}

/// What the figures of people are, in one sentence.
pub fn answer(plan: &Plan) -> String {
    if plan.statistics.is_empty() && plan.surveys.is_empty() {
        return "This plan prints no figures about people, services or staff.".to_owned();
    }
    let questions: usize = plan.surveys.iter().map(|s| s.questions.len()).sum();
    let figures = some(plan.statistics.len(), "figure", "figures");
    let asked = match plan.surveys.len() {
        0 => String::new(),
        n => format!(
            ", and {} with {}",
            some(n, "survey", "surveys"),
            some(questions, "question", "questions")
        ),
    };
    let said = format!("{figures} about people, services and staff{asked}.");
    sentence(&said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_printed_table_stays_one_and_other_figures_are_listed() {
        let plan = Plan::from_json(json!({"id": "p",
            "tables": [{"id": "staff", "title": "Teams"}],
            "statistics": [
                {"id": "a", "topic": "Workforce", "table": "staff", "value": "5", "dimensions":
                    [{"name": "team", "value": "East"}, {"name": "grade", "value": "Managers"}]},
                {"id": "b", "topic": "Workforce", "table": "staff", "value": "9", "dimensions":
                    [{"name": "team", "value": "East"}, {"name": "grade", "value": "Workers"}]},
                {"id": "c", "topic": "Carers", "label": "Carers assessed", "value": "169", "unit": "carers"},
                {"id": "d", "topic": "Workforce", "label": "Sickness", "value": "4.5", "unit": "%"}]}))
        .unwrap();
        let topics = topics(&plan, &Index::new(&plan));
        let names: Vec<_> = topics
            .iter()
            .map(|t| (t.name.as_str(), t.tables.len()))
            .collect();
        assert_eq!(names, [("Workforce", 2), ("Carers", 1)]);
        let teams = &topics[0].tables[0];
        assert_eq!((teams.caption.as_str(), teams.rows.len()), ("Teams", 1));
        assert_eq!(teams.columns, ["Row", "Managers", "Workers"]);
        let carers = &topics[1].tables[0];
        assert_eq!(carers.columns, ["What is counted", "Figure"]);
        assert_eq!(carers.rows[0].1[1], Some(Fact::Text("169 carers".into())));
        assert_eq!(answer(&plan), "4 figures about people, services and staff.");
    }
}
