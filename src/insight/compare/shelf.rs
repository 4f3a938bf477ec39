//! What several plans print on the same topics, listed and never ranked: the figures stand as printed,
//! each with its period, what it counts and where it is from, and a sentence says how far they can be
//! held against each other.

use super::{
    Compared, Mention, mentions,
    population::heads,
    subject::{SUBJECTS, Subject, plain},
};
use crate::{
    insight::{
        Fact, budget, millions,
        rows::{Bit, Cell, Column, Home, Listing, Row, SortKey, Tag, and, sentence, short, some},
    },
    plan::{Decimal, Id, Kind, Period},
};

/// The figures on one topic.
#[derive(Clone, Debug)]
pub struct OnTopic {
    /// Its name in the address bar.
    pub key: &'static str,
    /// As a reader sees it.
    pub name: &'static str,
    /// Each figure with the place of its plan among those asked.
    pub figures: Vec<(usize, Mention)>,
}

/// The name of the topic of whole budgets in the address bar.
const BUDGET: &str = "budget";

/// What the plans print on each topic; topics that none has a figure on are left out.
pub fn on_topics(plans: &[Compared]) -> Vec<OnTopic> {
    // Each record is read once, whatever the number of topics.
    let mut all: Vec<(usize, Mention, String)> = Vec::new();
    for (at, compared) in plans.iter().enumerate() {
        let plan = &*compared.plan;
        for record in plan.records() {
            let found = mentions(plan, &*record);
            all.extend(found.into_iter().map(|mention| {
                let words = plain(&mention.title);
                (at, mention, words)
            }));
        }
    }
    let topic = |subject: &'static Subject| {
        let about = all.iter().filter(|(_, _, words)| subject.is_in(words));
        let figures = about
            .map(|(at, mention, _)| (*at, mention.clone()))
            .collect();
        OnTopic {
            key: subject.key,
            name: subject.name,
            figures: once(figures),
        }
    };
    let budgets = OnTopic {
        key: BUDGET,
        name: "The whole budget",
        figures: budgets(plans),
    };
    let topics = SUBJECTS.iter().map(topic).chain([budgets]);
    topics.filter(|topic| !topic.figures.is_empty()).collect()
}

/// The topics on which more than one of the plans prints a figure.
pub fn shared(topics: Vec<OnTopic>) -> Vec<OnTopic> {
    topics
        .into_iter()
        .filter(|topic| from(topic).len() > 1)
        .collect()
}

/// The plans that print a figure on a topic, by their places.
fn from(topic: &OnTopic) -> Vec<usize> {
    let printed = topic.figures.iter().filter(|(_, m)| !m.figure.is_empty());
    let mut from: Vec<usize> = printed.map(|(plan, _)| *plan).collect();
    from.dedup();
    from
}

/// Leaves out what the same plan prints again: with the same figure, or without one.
fn once(figures: Vec<(usize, Mention)>) -> Vec<(usize, Mention)> {
    let again = |at: usize, plan: usize, mention: &Mention| {
        figures
            .iter()
            .enumerate()
            .any(|(other_at, (other_plan, other))| {
                let linked =
                    other.same_as.contains(&mention.id) || mention.same_as.contains(&other.id);
                let told = match mention.figure.is_empty() {
                    true => !other.figure.is_empty() || other_at < at,
                    false => other.figure == mention.figure && other_at < at,
                };
                *other_plan == plan && other_at != at && linked && told
            })
    };
    let kept = figures.iter().enumerate();
    let kept = kept.filter(|(at, (plan, mention))| !again(*at, *plan, mention));
    kept.map(|(_, figure)| figure.clone()).collect()
}

/// The one sum that each plan is known by, and what it comes to a head where that can be said.
fn budgets(plans: &[Compared]) -> Vec<(usize, Mention)> {
    let of = |(at, compared): (usize, &Compared)| {
        let budget = budget(&compared.plan)?;
        let line = compared
            .plan
            .money
            .iter()
            .find(|line| line.id == budget.line)?;
        let mut mention = mentions(&compared.plan, &**line).pop()?;
        let lines = (budget.lines > 1).then(|| format!("{} lines added up", budget.lines));
        let heads = heads(&compared.plan, budget.period);
        mention.title = budget.what.clone();
        mention.retold = false;
        mention.figure = millions(budget.pounds);
        mention.number = Some(Decimal::new(budget.pounds, 0));
        mention.period = budget.period;
        mention.when = budget.period.map(|p| p.shown()).unwrap_or_default();
        mention.beside = lines
            .into_iter()
            .chain(heads.map(|heads| heads.told(budget.pounds)))
            .collect();
        // Net and gross are not one thing, and no year is another.
        mention.name = super::Name::of(&budget.what);
        Some((at, mention))
    };
    plans.iter().enumerate().filter_map(of).collect()
}

/// Figures that count the same thing in the same unit, from more than one plan; by their places among
/// the figures of the topic.
pub fn alike(topic: &OnTopic) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for (at, (_, mention)) in topic.figures.iter().enumerate() {
        if mention.number.is_none() || mention.name.is_empty() {
            continue;
        }
        let same = |group: &&mut Vec<usize>| {
            let first = group.first().and_then(|first| topic.figures.get(*first));
            first.is_some_and(|(_, first)| first.is_counted_as(mention))
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups.retain(|group| {
        let plans = group
            .iter()
            .filter_map(|at| topic.figures.get(*at))
            .map(|(plan, _)| plan);
        let mut plans: Vec<&usize> = plans.collect();
        plans.dedup();
        plans.len() > 1
    });
    groups
}

/// How far the figures of a topic can be held against each other, in a sentence or two.
pub fn caution(topic: &OnTopic, plans: &[Compared]) -> String {
    let printed: Vec<&(usize, Mention)> = topic
        .figures
        .iter()
        .filter(|(_, m)| !m.figure.is_empty())
        .collect();
    let from = from(topic);
    let names: Vec<&str> = from
        .iter()
        .filter_map(|at| plans.get(*at))
        .map(|p| p.name.as_str())
        .collect();
    let figures = some(printed.len(), "figure", "figures");
    match (printed.len(), from.len()) {
        (0, _) => return "Measured, but no figure is printed.".to_owned(),
        (1, _) => return format!("Only {} prints a figure.", and(&names)),
        (_, 1) => return format!("Only {} prints figures: {figures}.", and(&names)),
        _ => {}
    }
    let alike = alike(topic);
    let count: usize = alike.iter().map(Vec::len).sum();
    let start = format!("{} from {} plans", sentence(&figures), from.len());
    if count == 0 {
        return format!(
            "{start}. They count different things{}{}, so they are listed, not ranked.",
            units(&printed),
            years(printed.iter().map(|(_, m)| m.period))
        );
    }
    let grouped = alike
        .iter()
        .flatten()
        .filter_map(|at| topic.figures.get(*at));
    let periods: Vec<Option<Period>> = grouped.map(|(_, m)| m.period).collect();
    let of_one_year = periods
        .iter()
        .all(|p| p.is_some() && Some(p) == periods.first());
    let when = match of_one_year {
        true => " and are for the same year".to_owned(),
        false => years(periods.iter().copied()),
    };
    let all = count == printed.len();
    let whole = match all {
        true => "All have much the same name and the same unit as another".to_owned(),
        false => format!("{count} have much the same name and the same unit as another"),
    };
    let rest = match (all, of_one_year) {
        (true, true) => "",
        (true, false) => ", so they are listed, not ranked",
        (false, _) => "; the others count something else, so they are listed, not ranked",
    };
    format!("{start}. {whole}{when}{rest}.")
}

/// ' (people, %, £)'.
fn units(figures: &[&(usize, Mention)]) -> String {
    let mut units: Vec<&str> = Vec::new();
    for (_, mention) in figures {
        let unit = mention.unit.as_str();
        if !unit.is_empty() && !units.contains(&unit) {
            units.push(unit);
        }
    }
    match units.len() {
        0 | 1 => String::new(),
        2..=5 => format!(" ({})", units.join(", ")),
        n => format!(" (in {n} units)"),
    }
}

/// ' in different years', if they are.
fn years(periods: impl Iterator<Item = Option<Period>>) -> String {
    let mut periods: Vec<Period> = periods.flatten().collect();
    periods.sort_unstable();
    periods.dedup();
    match periods.as_slice() {
        [] | [_] => String::new(),
        [first, .., last] => {
            format!(
                " in different years, from {} to {}",
                first.shown(),
                last.shown()
            )
        }
    }
}

/// The most characters a figure's name has.
const TITLE: usize = 110;

/// All figures as rows, topic by topic.
pub fn listing(topics: &[OnTopic], plans: &[Compared]) -> Listing {
    let columns = vec![
        Column::words("counted", "What is counted"),
        Column::figures("figure", "Figure"),
        Column::words("beside", "Printed with it"),
        Column::words("when", "Period"),
        Column::words("plan", "Printed in"),
    ];
    let rows = topics.iter().flat_map(|topic| {
        let figures = topic.figures.iter();
        figures.filter_map(|(at, mention)| Some(row(topic, mention, *at, plans.get(*at)?)))
    });
    Listing::new(
        columns,
        &[("topic", "Topic"), ("from", "Plan")],
        rows.collect(),
    )
}

fn row(topic: &OnTopic, mention: &Mention, at: usize, from: &Compared) -> Row {
    let figure = match mention.figure.as_str() {
        "" => Fact::Word("No figure printed".to_owned()),
        figure => Fact::Text(figure.to_owned()),
    };
    let beside = mention.beside.iter().cloned().map(Bit::Small).collect();
    let number = mention.number.map(|n| SortKey::Number(n.to_f64()));
    let when = match (mention.when.as_str(), from.plan.front.period) {
        ("", Some(period)) if !mention.figure.is_empty() => vec![
            Bit::Fact(Fact::Word("None printed".to_owned())),
            Bit::Small(format!("the plan is for {}", period.shown())),
        ],
        ("", _) => Vec::new(),
        (when, _) => vec![Bit::Fact(Fact::Text(sentence(when)))],
    };
    let day = mention
        .period
        .map(|p| SortKey::Number(f64::from(p.first_day().0)));
    let mut place = vec![Bit::Fact(Fact::Text(from.name.clone()))];
    if !mention.source.is_empty() {
        place.push(Bit::Small(mention.source.clone()));
    }
    let words = [
        mention.title.as_str(),
        &mention.figure,
        &mention.source,
        &from.name,
    ];
    let tag = |filter, value: &str, label: &str, rank| Tag {
        filter,
        value: value.into(),
        label: label.into(),
        rank,
    };
    let id: Id = from.plan.front.id.clone().unwrap_or_default();
    let mut under = vec![Bit::Small(match mention.kind {
        Kind::Money => "Money".to_owned(),
        kind => sentence(kind.one()),
    })];
    if mention.unit.len() > 1 && !matches!(mention.kind, Kind::Money | Kind::Statistic) {
        under.push(Bit::Small(format!("counted in {}", mention.unit)));
    }
    Row {
        id: mention.id.clone(),
        home: Home::Beside(at),
        title: short(&mention.title, TITLE),
        retold: mention.retold,
        cells: vec![
            Cell::new(under, SortKey::text(&mention.title)),
            Cell::new(vec![Bit::Fact(figure)], number.unwrap_or_default()),
            Cell::new(beside, SortKey::Missing),
            Cell::new(when, day.unwrap_or_default()),
            Cell::new(place, SortKey::text(&from.name)),
        ],
        tags: vec![
            tag("topic", topic.key, topic.name, 0),
            tag("from", id.as_str(), &from.name, at),
        ],
        words: words.join(" ").to_lowercase().into(),
        ..Row::default()
    }
}

/// What the page found, in one sentence.
pub fn answer(topics: &[OnTopic], plans: &[Compared]) -> String {
    let figures: usize = topics.iter().map(|topic| topic.figures.len()).sum();
    let shared = topics.iter().filter(|topic| from(topic).len() > 1);
    let shared = match shared.count() {
        n if n == topics.len() && n > 1 => "every topic is in more than one plan".to_owned(),
        1 => "1 of the topics is in more than one plan".to_owned(),
        n => format!("{n} of the topics are in more than one plan"),
    };
    match plans.len() {
        0 => "There is no plan to compare.".to_owned(),
        n => format!(
            "{} on {} in {}; {shared}.",
            sentence(&some(figures, "figure", "figures")),
            some(topics.len(), "topic", "topics"),
            some(n, "plan", "plans"),
        ),
    }
}
