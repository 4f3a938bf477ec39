//! A figure as a plan prints it, whatever kind of record prints it: a measure, a benchmark, a
//! statistic, a line of money or a question of a survey.

use super::Name;
use crate::{
    insight::{Standing, facts::column, read},
    plan::{
        AnyRecord, Benchmark, Decimal, Id, Kind, Measure, MoneyKind, MoneyLine, Period, Plan,
        Point, PointKind, Pounds, Printed, Provenance, Question, Ref, Statistic, Survey, Words,
        share_shown,
    },
};

/// A printed figure with what says what it counts.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The record, or the part of it, that prints it.
    pub id: Id,
    /// The kind of the record.
    pub kind: Kind,
    /// What is counted, in the plan's words.
    pub title: String,
    /// Whether these are ours for the document's.
    pub retold: bool,
    /// The figure as printed; empty where none is printed.
    pub figure: String,
    /// What is printed with it: a target, a comparison, the other answers.
    pub beside: Vec<String>,
    /// How it stands against its target, where that can be said.
    pub standing: Option<Standing>,
    /// The figure as a number.
    pub number: Option<Decimal>,
    /// The target as a number.
    pub target: Option<Decimal>,
    /// What it is counted in.
    pub unit: String,
    /// What keeps it apart from others of its name: whether money is net or spent, what a statistic is
    /// broken down by.
    pub basis: String,
    /// The period it is for, where that is known.
    pub period: Option<Period>,
    /// The period in words.
    pub when: String,
    /// The page or section that prints it.
    pub source: String,
    /// What is counted, as it is compared.
    pub name: Name,
    /// Where it is printed again.
    pub same_as: Vec<Id>,
}

/// The figures of a record; none for a kind that prints none.
pub fn mentions(plan: &Plan, record: &dyn AnyRecord) -> Vec<Mention> {
    if let Some(m) = record.downcast::<Measure>() {
        return vec![of_measure(plan, m)];
    }
    if let Some(b) = record.downcast::<Benchmark>() {
        return vec![of_benchmark(b)];
    }
    if let Some(s) = record.downcast::<Statistic>() {
        return vec![of_statistic(s)];
    }
    if let Some(line) = record.downcast::<MoneyLine>() {
        return vec![of_money(line)];
    }
    let survey = record.downcast::<Survey>();
    survey.map_or_else(Vec::new, |s| {
        s.questions.iter().map(|q| of_question(s, q)).collect()
    })
}

impl Mention {
    fn of(record: &dyn AnyRecord, words: &Words) -> Mention {
        let title = record.title();
        Mention {
            kind: record.kind(),
            retold: words.is_retold(),
            name: Name::of(&title),
            title,
            ..Mention::part(record.id(), record.provenance())
        }
    }

    fn part(id: &Id, about: Provenance<'_>) -> Mention {
        Mention {
            id: id.clone(),
            kind: Kind::Survey,
            title: String::new(),
            retold: false,
            figure: String::new(),
            beside: Vec::new(),
            standing: None,
            number: None,
            target: None,
            unit: String::new(),
            basis: String::new(),
            period: None,
            when: String::new(),
            source: about.source.to_owned(),
            name: Name::default(),
            same_as: about.same_as.iter().map(|r: &Ref| r.to.clone()).collect(),
        }
    }

    /// Whether both are in one unit, and of one sort of money or one group of people.
    pub fn is_in_unit_of(&self, other: &Mention) -> bool {
        self.unit.eq_ignore_ascii_case(&other.unit) && self.basis == other.basis
    }

    /// Whether it is counted as another is: the same thing by name, in the same unit.
    pub fn is_counted_as(&self, other: &Mention) -> bool {
        self.is_in_unit_of(other) && self.name.is_nearly(&other.name)
    }
}

fn of_measure(plan: &Plan, m: &Measure) -> Mention {
    let reading = read(m, plan.front.rule());
    let told = |p: &Point| {
        let period = p.period.map(|p| p.shown()).unwrap_or_default();
        let kind = p.kind().shown();
        format!("{kind} {period}: {}", m.cell(p))
            .replace("  ", " ")
            .replace(" :", ":")
    };
    let main = reading.value;
    let others = m
        .points
        .iter()
        .filter(|p| main.is_none_or(|main| !std::ptr::eq(main, *p)));
    let when = main.map_or(String::new(), |p| {
        let period = p.period.map(|p| p.shown()).unwrap_or_default();
        match p.kind() {
            PointKind::Actual => period,
            kind => format!("{period} {}", kind.shown().to_lowercase()),
        }
    });
    Mention {
        figure: main.map_or(String::new(), |p| m.cell(p)),
        beside: others.map(told).collect(),
        standing: match reading.standing {
            Standing::None(_) => None,
            standing => Some(standing),
        },
        number: main.and_then(Point::number),
        target: reading.target.and_then(Point::number),
        unit: m.unit.clone(),
        period: main.and_then(|p| p.period),
        when,
        ..Mention::of(m, &m.name)
    }
}

fn of_benchmark(b: &Benchmark) -> Mention {
    let shown = |n: &Decimal| match b.unit.as_str() {
        "%" => format!("{}%", n.grouped()),
        _ => n.grouped(),
    };
    let beside = b.comparisons.iter().map(|c| {
        let average = c.average.as_ref().map(|cell| cell.shown(shown));
        let rank = c
            .rank
            .zip(c.of)
            .map(|(rank, of)| format!("rank {rank} of {of}"));
        let position = (!c.position.is_empty()).then(|| c.position.clone());
        let said: Vec<String> = average.into_iter().chain(rank).chain(position).collect();
        format!("{}: {}", c.with, said.join(", "))
    });
    Mention {
        figure: b
            .own
            .as_ref()
            .map_or(String::new(), |cell| cell.shown(shown)),
        beside: beside.collect(),
        number: b.own.as_ref().and_then(Printed::value).copied(),
        unit: b.unit.clone(),
        period: b.period,
        when: b.period.map(|p| p.shown()).unwrap_or_default(),
        ..Mention::of(b, &b.name)
    }
}

/// What a statistic is broken down by, in small letters.
pub(super) fn split(s: &Statistic) -> String {
    let values = s.dimensions.iter().map(|d| d.value.to_lowercase());
    values.collect::<Vec<_>>().join(", ")
}

fn of_statistic(s: &Statistic) -> Mention {
    let period = s.period.as_ref();
    Mention {
        figure: s.told(),
        number: s.number(),
        unit: s.unit.clone(),
        basis: split(s),
        period: period.and_then(Printed::value).copied(),
        when: period.map_or(String::new(), |cell| cell.shown(|p| p.shown())),
        ..Mention::of(s, &s.label)
    }
}

fn of_money(line: &MoneyLine) -> Mention {
    // The net amount is what a line comes to, then what is spent; the last period counts.
    let of = |kind| {
        let amounts = line.amounts.iter().filter(move |a| a.kind() == kind);
        amounts
            .filter(|a| a.pounds().is_some())
            .reduce(|best, a| match a.period > best.period {
                true => a,
                false => best,
            })
    };
    let main = of(MoneyKind::Net).or_else(|| of(MoneyKind::Spend));
    let main = main.or_else(|| line.amounts.iter().find(|a| a.pounds().is_some()));
    let pounds = main.and_then(|a| a.value.as_ref());
    let heading = main.map(column).filter(|heading| !heading.is_empty());
    Mention {
        figure: pounds.map_or(String::new(), |cell| cell.shown(Pounds::to_string)),
        beside: heading.into_iter().collect(),
        number: main
            .and_then(|a| a.pounds())
            .map(|pounds| Decimal::new(pounds, 0)),
        unit: "£".to_owned(),
        basis: main.map_or("", |a| a.kind().shown()).to_owned(),
        period: main.and_then(|a| a.period),
        when: main
            .and_then(|a| a.period)
            .map(|p| p.shown())
            .unwrap_or_default(),
        ..Mention::of(line, &line.label)
    }
}

fn of_question(survey: &Survey, question: &Question) -> Mention {
    let told = question.answers.iter().filter_map(|answer| {
        let share = answer.share.as_ref().map(share_shown)?;
        Some(format!("{share} {}", answer.text.as_str()))
    });
    let mut told = told.collect::<Vec<_>>().into_iter();
    let figure = told.next().unwrap_or_default();
    let title = format!("{}: {}", survey.title(), question.text.as_str());
    let source = question.source.clone();
    Mention {
        figure,
        beside: told.collect(),
        unit: "% of answers".to_owned(),
        period: survey.period,
        when: survey.period.map(|p| p.shown()).unwrap_or_default(),
        retold: question.text.is_retold(),
        source: match source.is_empty() {
            true => survey.source.clone(),
            false => source,
        },
        name: Name::of(&title),
        title,
        ..Mention::part(&question.id, Provenance::default())
    }
}
