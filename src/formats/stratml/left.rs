//! What a plan says that StratML has no place for: each record, and each field of those that have one, by the sheets that
//! hold all of a plan. A field counts as left out until it is named here, so that a new one is told until it is written.

use std::collections::{HashMap, HashSet};

use super::{Edition, FILE_HEADING};
use crate::{
    formats::{
        Place, Unread,
        sheets::{Cell, Column, ID, Layout, Of, PARENT, Style, everything, id_in, sheets},
        unread::Told,
    },
    insight::rows::some,
    plan::{Plan, StatementRole, brief},
};

/// Letters of a text that are told.
const TOLD: usize = 80;

/// The fields of a sheet that are in the file, as elements or in words; none where the sheet has no place in it.
fn written(layout: &Layout, edition: Edition) -> Option<&'static [&'static str]> {
    let has_measures = edition == Edition::PerformancePlan;
    let fields: &[&str] = match layout.key {
        "plan" if has_measures => &PLAN,
        // Part 1 has no identifier of the whole.
        "plan" => &PLAN[1..],
        "statements" => &["role", "name", "text"],
        "outcomes" => &["reference", "text", "level", "parent"],
        "priorities" => &["reference", "text", "level", "outcomes"],
        "actions" => &[
            "reference",
            "text",
            "start",
            "end",
            "progress",
            "responsible",
            "areas",
            "serves",
            "measures",
            "kinds",
        ],
        "milestones" => &["text", "due", "progress", "comment"],
        "timescales" => &["text", "date"],
        "steps" | "measured_by" | "improvements" => &["text"],
        "organisations" => &["name", "description"],
        "measures" if has_measures => &[
            "code",
            "framework",
            "name",
            "unit",
            "polarity",
            "frequency",
            "group",
            "marks",
            "areas",
            "owners",
            "serves",
            "corporate_priority",
            "explanation",
        ],
        "points" if has_measures => &[
            "period",
            "kind",
            "value",
            "as_at",
            "qualifier",
            "breakdown",
            "column",
        ],
        "ratings" if has_measures => &["aspect", "rating"],
        "narratives" => &["heading"],
        "cells" => &["label", "value"],
        _ => return None,
    };
    Some(fields)
}

const PLAN: [&str; 9] = [
    "id",
    "title",
    "organisation",
    "directorate",
    "period",
    "edition",
    "published",
    "vision",
    "mission",
];

/// The fields of which only the number is told: they say where words come from, not what the plan is to do.
const COUNTED: [&str; 5] = ["about", "same_as", "table", "source", "inferred"];

/// What becomes of something that a sheet says.
enum Fate<'a> {
    /// It is in the file.
    #[cfg_attr(
        not(test),
        expect(
            dead_code,
            reason = "a test holds the file to it; whoever is told needs no more"
        )
    )]
    Written(&'a Column, &'a Cell),
    /// It is not; of which column and of what it is, and its words.
    Left(&'static str, &'a str, String),
    /// It is not, and neither is much else under this heading.
    Counted(&'static str),
}

/// All that is left out of a plan.
pub(super) fn told(plan: &Plan, edition: Edition) -> Vec<Unread> {
    let titles: HashMap<String, String> = everything(plan)
        .into_iter()
        .map(|(id, _, title)| (id, title))
        .collect();
    let mut told = Told::default();
    let mut counted: Vec<(&str, usize)> = Vec::new();
    each_fate(plan, edition, |layout, fate| match fate {
        Fate::Written(..) => {}
        Fate::Left(column, of, words) => {
            // A record is known by its title, a field by what it is of.
            let words = match titles.get(of) {
                Some(title) if column.is_empty() && layout.has_ids() => title,
                _ => &words,
            };
            let words: Vec<&str> = words.split_whitespace().collect();
            let words = brief(&words.join(" "), TOLD);
            let of = match titles.get(of).filter(|title| brief(title, TOLD) != words) {
                Some(title) => format!(", of ‘{}’", brief(title, TOLD)),
                None => String::new(),
            };
            let why = match layout.key {
                "posts" | "teams" => {
                    "StratML has a place only for the names of those who answer for an action"
                }
                "measures" if column.is_empty() => "part 1 of StratML has no place for it",
                _ => "StratML has no place for it",
            };
            let place = Place::part(layout.name).column(column);
            told.push(Unread::at(place, format!("‘{words}’{of}: {why}.")));
        }
        Fate::Counted(heading) => match counted.iter_mut().find(|(of, _)| *of == heading) {
            Some((_, count)) => *count += 1,
            None => counted.push((heading, 1)),
        },
    });
    for (heading, count) in counted {
        let them = some(
            count,
            "record or part of one says",
            "records and parts of them say",
        );
        let what = format!("What {them} there: StratML has no place for it.");
        told.push(Unread::at(Place::default().column(heading), what));
    }
    told.list()
}

/// Says of everything in a plan what becomes of it. What is in something that is left out goes with it, unsaid.
fn each_fate(plan: &Plan, edition: Edition, mut say: impl FnMut(&'static Layout, Fate<'_>)) {
    let mut placed = chosen(plan);
    let mut celled = HashSet::new();
    for sheet in &sheets(plan, Style::Titles) {
        let layout = sheet.layout;
        let place_of = |heading: &str| sheet.headings().position(|own| own == heading);
        // The plan's own sheet has an ‘Id’ among its fields.
        let own = place_of(ID).filter(|_| layout.of != Of::Plan);
        let within = place_of(PARENT);
        for row in &sheet.rows {
            let id_at = |at: Option<usize>| {
                let cell = at.and_then(|at| row.get(at)).map(Cell::plain);
                cell.map_or(String::new(), |words| id_in(&words).to_owned())
            };
            let (id, parent) = (id_at(own), id_at(within));
            if within.is_some() && !placed.contains(&parent) {
                continue;
            }
            let of = if own.is_some() { &id } else { &parent };
            let cells = row.get(sheet.leading()..).unwrap_or_default();
            let has_place = match layout.key {
                "cells" => celled.contains(&parent),
                key => !CHOSEN.contains(&key) || placed.contains(&id),
            };
            let Some(written) = written(layout, edition).filter(|_| has_place) else {
                let words = cells.iter().filter(|cell| !cell.is_empty());
                let words: Vec<String> = words.map(Cell::plain).collect();
                say(layout, Fate::Left("", of, words.join(", ")));
                continue;
            };
            for (column, cell) in layout.columns().zip(cells) {
                if cell.is_empty() {
                    continue;
                }
                let fate = match column.field {
                    field if written.contains(&field) => Fate::Written(column, cell),
                    field if COUNTED.contains(&field) => Fate::Counted(column.heading),
                    _ => Fate::Left(column.heading, of, cell.plain()),
                };
                say(layout, fate);
            }
            if CELLED.contains(&layout.key) {
                celled.insert(id.clone());
            }
            placed.insert(id);
        }
    }
}

/// The sheets whose rows are elements that hold cells.
const CELLED: [&str; 5] = [
    "outcomes",
    "priorities",
    "actions",
    "measures",
    "narratives",
];

/// The sheets of which only some records have a place.
const CHOSEN: [&str; 2] = ["statements", "narratives"];

/// The ids of those, and the plan itself, which has an empty one.
fn chosen(plan: &Plan) -> HashSet<String> {
    let values = plan.statements.iter();
    let values = values.filter(|s| s.role == Some(StatementRole::Value));
    let file = plan.narratives.iter().filter(|n| n.heading == FILE_HEADING);
    let ids = values.map(|s| &s.id).chain(file.map(|n| &n.id));
    ids.map(ToString::to_string)
        .chain([String::new()])
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        drafting::typed::Reading,
        formats::{
            Caps, read_plan,
            sheets::How,
            stratml::{tree::clean, write},
        },
    };

    /// Words as both a sheet and a file have them: in a line, and with signs as they are.
    fn plainly(words: &str) -> String {
        let signs = [
            ("&lt;", "<"),
            ("&gt;", ">"),
            ("&quot;", "\""),
            ("&#13;", ""),
            ("&amp;", "&"),
        ];
        let words = signs.iter().fold(words.to_owned(), |words, (from, to)| {
            words.replace(from, to)
        });
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_not_told_of_stands_in_the_file() {
        for id in [
            "cheshire-west-2011-14",
            "coventry-2014",
            "warwickshire-2021-22",
            "worcestershire-2018-21",
            "worcestershire-update-2021-03",
        ] {
            let path = format!("{}/public/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
            let plan = read_plan(&std::fs::read(path).unwrap(), Caps::FILE).unwrap();
            for edition in [Edition::PerformancePlan, Edition::StrategicPlan] {
                let file = plainly(&write(&plan, edition).text);
                let (mut held, mut lost) = (0, Vec::new());
                each_fate(&plan, edition, |layout, fate| {
                    // What the file has in signs of its own, dates and figures, is held to it by reading it again.
                    if let Fate::Written(column, Cell::Text(words)) = fate
                        && let How::Typed(
                            Reading::Text | Reading::Words | Reading::Lines | Reading::Cell,
                        ) = column.how
                    {
                        held += 1;
                        let words = clean(words);
                        if !words.lines().all(|line| file.contains(&plainly(line))) {
                            lost.push(format!("{}, {}: {words}", layout.name, column.heading));
                        }
                    }
                });
                assert_eq!(lost, Vec::<String>::new(), "{id}, {edition:?}");
                assert!(held > 20, "{id}: {held}");
            }
        }
    }
}
