//! Which column is what, guessed from its heading, and from what stands in it where that says more. A guess
//! is only where the officer begins: the page shows it before anything is made.

use super::{
    Also, Column, Field, Made, Mapping, Takes,
    fields::How,
    figures::{amount, figure},
    heading::Heading,
};
use crate::{
    drafting::typed::{Meant, Reading},
    plan::{MoneyUnit, Plan},
};

/// A mapping to begin with.
pub fn guess(plan: &Plan, rows: &[Vec<String>], made: Made) -> Mapping {
    let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
    let heading = rows.len() > 1 && rows.first().is_some_and(|row| is_heading(made, row));
    let first = rows.first().filter(|_| heading);
    let headings: Vec<Heading> = (0..wide)
        .map(|at| Heading::of(first.and_then(|row| row.get(at)).map_or("", String::as_str)))
        .collect();
    let below: Vec<&Vec<String>> = rows.iter().skip(usize::from(heading)).collect();
    let mut takes = by_heading(made, &headings, &below);
    figures_by_content(plan, made, &headings, &below, &mut takes);
    main_by_content(made, &below, &mut takes);
    due_of_milestones(made, &headings, &below, &mut takes);
    let columns = takes
        .iter()
        .zip(&headings)
        .enumerate()
        .map(|(at, (takes, heading))| {
            let kept = match heading.text.is_empty() || !any(&below, at) {
                true => Takes::Nothing,
                false => Takes::Words,
            };
            Column {
                takes: takes.map_or(kept, Takes::Field),
                period: heading.period,
            }
        });
    Mapping {
        made,
        heading,
        columns: columns.collect(),
        unit: headings
            .iter()
            .find_map(|h| h.unit)
            .unwrap_or(MoneyUnit::Pounds),
        action: None,
        keep_words: true,
        also: Also::default(),
        rows: Default::default(),
    }
}

/// Words that name a column alone, and say nothing of it among others: 'Date raised' is no end.
const VAGUE: [&str; 9] = [
    "date", "what", "when", "item", "line", "area", "year", "from", "value",
];

/// How well a field goes with a heading: as it is printed, or among other words.
fn score(field: &Field, heading: &Heading) -> usize {
    let score = |name: &str| match (heading.words == name, heading.says(name)) {
        (true, _) => 1000,
        (false, true) if name.len() > 3 && !VAGUE.contains(&name) => 10 + name.len(),
        _ => 0,
    };
    let own = score(&field.label.to_lowercase());
    field.headings().map(score).max().unwrap_or(0).max(own)
}

/// Whether a row is one of headings: most of its cells are such as a heading has, and none is a date or a figure.
fn is_heading(made: Made, row: &[String]) -> bool {
    let mut known = 0;
    let mut cells = 0;
    for cell in row.iter().filter(|cell| !cell.trim().is_empty()) {
        let heading = Heading::of(cell);
        let short = heading.words.split(' ').count() <= 4;
        let exact = |field: &Field| score(field, &heading) >= if short { 10 } else { 1000 };
        let named = heading.period.is_some() || heading.unit.is_some();
        let dated = matches!(Reading::Date.read(cell), Meant::Value(value) if value.is_string());
        let counted =
            matches!(Reading::Figure.read(cell), Meant::Value(value) if value.is_string());
        let day = heading
            .period
            .is_some_and(|p| p.first_day() == p.last_day());
        if (dated || counted) && (heading.period.is_none() || day) {
            return false;
        }
        cells += 1;
        known += usize::from(named || made.fields().iter().any(exact));
    }
    known > 0 && known * 2 >= cells
}

/// Columns whose cells are numbers, for most of those that have any.
fn counts(made: Made, below: &[&Vec<String>], at: usize) -> bool {
    let cells = below
        .iter()
        .filter_map(|row| row.get(at))
        .filter(|cell| !cell.trim().is_empty());
    let (mut all, mut counted) = (0, 0);
    for cell in cells.take(200) {
        let number = match made {
            Made::Money => amount(cell, MoneyUnit::Pounds)
                .0
                .value
                .get("pounds")
                .is_some(),
            _ => figure(cell, &mut String::new()).value.is_string(),
        };
        all += 1;
        counted += usize::from(number);
    }
    all > 0 && counted * 10 >= all * 6
}

fn any(below: &[&Vec<String>], at: usize) -> bool {
    let mut cells = below.iter().filter_map(|row| row.get(at));
    cells.any(|cell| !cell.trim().is_empty())
}

/// The best fields for the headings; each field once, but for those that several columns can be of.
fn by_heading(
    made: Made,
    headings: &[Heading],
    below: &[&Vec<String>],
) -> Vec<Option<&'static Field>> {
    let mut pairs: Vec<(usize, usize, &'static Field)> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let numbers = counts(made, below, at);
        for field in made.fields() {
            // In money a word such as 'saving' heads the names as well as the amounts: the cells decide.
            let fits = match field.how {
                How::Amount(_) => numbers && !is_no_amount(heading),
                How::One("label", _) => !numbers,
                How::Figure(_) => {
                    numbers
                        || score(field, heading) >= 1000
                        || !any(below, at)
                        || heading.period.is_some()
                }
                _ => true,
            };
            let score = score(field, heading);
            if score > 0 && fits {
                pairs.push((score, at, field));
            }
        }
    }
    pairs.sort_by_key(|(score, at, _)| (std::cmp::Reverse(*score), *at));
    let mut takes: Vec<Option<&'static Field>> = vec![None; headings.len()];
    for (_, at, field) in pairs {
        let taken =
            !field.takes_several() && takes.iter().flatten().any(|other| other.key == field.key);
        if let Some(slot @ None) = takes.get_mut(at)
            && !taken
        {
            *slot = Some(field);
        }
    }
    takes
}

/// Numbers that are no amounts of money.
fn is_no_amount(heading: &Heading) -> bool {
    let words = [
        "code",
        "ref",
        "no",
        "number",
        "variance",
        "change",
        "cost centre",
        "fte",
        "id",
    ];
    heading.percent || words.iter().any(|word| heading.says(word))
}

/// Columns of numbers under a year, or in a table of money under anything, that their heading says no more of.
fn figures_by_content(
    plan: &Plan,
    made: Made,
    headings: &[Heading],
    below: &[&Vec<String>],
    takes: &mut [Option<&'static Field>],
) {
    let begins = plan.front.period.map(|period| period.first_day());
    for ((at, heading), slot) in headings.iter().enumerate().zip(takes) {
        if slot.is_some() || !counts(made, below, at) {
            continue;
        }
        let ahead = heading
            .period
            .zip(begins)
            .is_some_and(|(period, begins)| period.first_day() >= begins);
        let dated = heading.period.is_some() || heading.text.is_empty();
        let kind = match made {
            Made::Money if !is_no_amount(heading) => "spend",
            Made::Measures if dated && ahead => "target",
            Made::Measures if dated => "actual",
            _ => continue,
        };
        *slot = made.field(kind);
    }
}

/// Without a heading that says so, the column with the most words is what the records are called.
fn main_by_content(made: Made, below: &[&Vec<String>], takes: &mut [Option<&'static Field>]) {
    if takes.iter().flatten().any(|field| field.key == made.main()) {
        return;
    }
    let words = |at: usize| -> usize {
        let cells = below.iter().filter_map(|row| row.get(at));
        cells
            .map(|cell| cell.chars().filter(|c| c.is_alphabetic()).count())
            .sum()
    };
    let free = takes.iter().enumerate().filter(|(_, slot)| slot.is_none());
    let longest = free
        .map(|(at, _)| (words(at), at))
        .max_by_key(|(words, at)| (*words, std::cmp::Reverse(*at)));
    if let Some((1.., at)) = longest
        && let Some(slot) = takes.get_mut(at)
    {
        *slot = made.field(made.main());
    }
}

/// A date that stands behind the milestones is theirs, where they have no other.
fn due_of_milestones(
    made: Made,
    headings: &[Heading],
    below: &[&Vec<String>],
    takes: &mut [Option<&'static Field>],
) {
    let place = |takes: &[Option<&'static Field>], key: &str| {
        takes.iter().position(|f| f.is_some_and(|f| f.key == key))
    };
    if made == Made::Actions {
        let (milestone, due, end) = (
            place(takes, "milestone"),
            place(takes, "milestone-due"),
            place(takes, "end"),
        );
        if let (Some(milestone), None, Some(end)) = (milestone, due, end)
            && end > milestone
            && let Some(slot) = takes.get_mut(end)
        {
            *slot = made.field("milestone-due");
        }
    }
    // Without headings, a column of dates is when things are due.
    let due = match made {
        Made::Actions => "end",
        Made::Milestones => "due",
        _ => return,
    };
    if place(takes, due).is_some() || headings.iter().any(|heading| !heading.text.is_empty()) {
        return;
    }
    for (at, slot) in takes.iter_mut().enumerate() {
        let mut cells = below
            .iter()
            .filter_map(|row| row.get(at))
            .filter(|c| !c.trim().is_empty())
            .peekable();
        let date = |cell: &String| matches!(Reading::Date.read(cell), Meant::Value(value) if value.is_string());
        if slot.is_none() && cells.peek().is_some() && cells.all(date) {
            *slot = made.field(due);
            return;
        }
    }
}
