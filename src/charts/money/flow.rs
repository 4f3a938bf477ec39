//! Where money comes from and where it goes.

use crate::{
    charts::{
        sankey::{self, Paint, Run},
        table::{Cell, ChartFigure, ChartTable, Column, KeyItem, KeyShape, TableRow},
        theme::{CLEAR, Look},
        words::{capital, share, tip},
    },
    insight::money::{Flow, FlowLink, FlowNode, Place},
    plan::brief,
};

use super::{Said, in_full};

/// The most characters of a name in the headline.
const NAME: usize = 60;

/// The chart of a plan's money from its sources to what it is spent on.
pub fn flow(flow: &Flow, look: Look) -> ChartFigure {
    let said = Said::of(flow.nodes.iter().map(|n| n.pounds));
    let headline = headline(flow);
    let period = match flow.period.as_str() {
        "" => String::new(),
        period => format!(" {period}"),
    };
    let from = match flow.nodes.iter().any(|n| n.place == Place::Source) {
        true => "where it comes from and where it goes",
        false => "where it goes",
    };
    let subtitle = format!("{}{period}: {from}", capital(&flow.what));
    let mut figure = ChartFigure {
        summary: format!("Flow chart. {subtitle}. {headline}."),
        table: table(flow, &subtitle),
        headline,
        subtitle,
        instead: "There is too little to draw a chart.".to_owned(),
        look,
        ..ChartFigure::default()
    };
    let whole = flow.whole().map_or(0, |n| n.pounds).max(1) as f64;
    let facts = |pounds: i64| {
        let share = share_of(pounds as f64 / whole);
        format!("{}, {share} of the {}", said.short(pounds), flow.what)
    };
    let first = flow.whole().map_or(0, |n| n.column + 1);
    let places: Vec<sankey::Place> = flow
        .nodes
        .iter()
        .map(|node| sankey::Place {
            item: node.id.clone(),
            column: node.column,
            label: node.name.clone(),
            value: said.short(node.pounds),
            weight: node.pounds as f64,
            tip: tip(&node.name, &[&facts(node.pounds)]),
            paint: paint(node.place),
            bar: bar(node, first).map(|name| (name, said.short(node.pounds))),
        })
        .collect();
    let runs: Vec<Run> = flow
        .links
        .iter()
        .map(|link| Run {
            from: link.from,
            to: link.to,
            weight: link.pounds as f64,
            tip: tip(&ends(flow, link).join(" → "), &[&facts(link.pounds)]),
            item: link.id.clone(),
        })
        .collect();
    sankey::draw(&mut figure, &places, &runs);
    figure.key = key(flow, look);
    figure
}

/// What a place is called on a phone, which shows the first step on either side of the whole.
fn bar(node: &FlowNode, first: usize) -> Option<String> {
    match node.column {
        column if column == first => Some(format!("To: {}", node.name)),
        column if column + 1 < first => Some(format!("From: {}", node.name)),
        _ => None,
    }
}

/// 'Of the spending, two thirds comes from A and just over half goes to B'.
fn headline(flow: &Flow) -> String {
    let Some(whole) = flow.whole() else {
        return "No amounts to show".to_owned();
    };
    let part = |node: &FlowNode| share_of(node.pounds as f64 / whole.pounds.max(1) as f64);
    let largest = |column: usize| {
        let here = flow.nodes.iter();
        let here = here.filter(|n| n.column == column && n.place != Place::Open);
        // Of equals the first: `max_by_key` would take the last.
        here.rev().max_by_key(|n| n.pounds)
    };
    let said = |verb: &str, node: &FlowNode| {
        // What a long name says in brackets is beside its place.
        let name = match node.name.split_once(" (") {
            Some((name, _)) if node.name.chars().count() > NAME => name,
            _ => &node.name,
        };
        let name = brief(name, NAME);
        // Our own words for a place are no name.
        let name = match name.strip_prefix("The council’s") {
            Some(rest) => format!("the council’s{rest}"),
            None => name.replace("Other providers", "other providers"),
        };
        format!("{} {verb} {name}", part(node))
    };
    let from = whole.column.checked_sub(1).and_then(largest);
    let to = largest(whole.column + 1);
    let said: Vec<String> = [("comes from", from), ("goes to", to)]
        .into_iter()
        .filter_map(|(verb, node)| Some(said(verb, node?)))
        .collect();
    match said.as_slice() {
        [] => "No amounts to show".to_owned(),
        said => format!("Of the {}, {}", flow.what, said.join(" and ")),
    }
}

fn share_of(part: f64) -> String {
    match part {
        0.01.. => share(part),
        _ => "under 1%".to_owned(),
    }
}

fn paint(place: Place) -> Paint {
    match place {
        Place::Source | Place::Group => Paint::Soft,
        Place::Whole | Place::Area => Paint::Strong,
        Place::Open => Paint::Open,
    }
}

fn ends(flow: &Flow, link: &FlowLink) -> [String; 2] {
    let name = |at: usize| flow.nodes.get(at).map_or(String::new(), |n| n.name.clone());
    [name(link.from), name(link.to)]
}

fn table(flow: &Flow, caption: &str) -> ChartTable {
    let whole = flow.whole().map_or(0, |n| n.pounds).max(1) as f64;
    let row = |link: &FlowLink| {
        let [from, to] = ends(flow, link);
        let percent = link.pounds as f64 / whole * 100.0;
        TableRow {
            item: link.id.clone(),
            cells: vec![
                Cell::Text(from),
                Cell::Text(to),
                in_full(Some(link.pounds)),
                Cell::Text(format!("{percent:.1}%")),
            ],
        }
    };
    ChartTable {
        caption: caption.to_owned(),
        columns: vec![
            Column::words("From"),
            Column::words("To"),
            Column::figures("Amount"),
            Column::figures("Share of the whole"),
        ],
        rows: flow.links.iter().map(row).collect(),
    }
}

/// A key where something is left open: all else says what it is.
fn key(flow: &Flow, look: Look) -> Vec<KeyItem> {
    let open = flow.nodes.iter().any(|n| n.place == Place::Open);
    let item = KeyItem {
        shape: KeyShape::DashedBar,
        stroke: look.palette().ink_2,
        fill: CLEAR,
        words: "What the plan leaves open".to_owned(),
    };
    open.then_some(item).into_iter().collect()
}
