//! The pages of money lines, printed tables, statistics and surveys.

use super::{Block, Body, Desk, Entry, Fact, cell, facts, grid, listed, text, words};
use crate::{
    insight::totals::{Verdict, sum_checks},
    plan::{
        Amount, Answer, AnyRecord, Basis, Decimal, MoneyLine, Pounds, PrintedTable, Question,
        Statistic, Survey, share_shown,
    },
};

impl Desk<'_> {
    pub(super) fn figures(&self, record: &dyn AnyRecord) -> Body {
        if let Some(line) = record.downcast::<MoneyLine>() {
            return self.money(line);
        }
        if let Some(table) = record.downcast::<PrintedTable>() {
            return self.table(table);
        }
        if let Some(statistic) = record.downcast::<Statistic>() {
            return self.statistic(statistic);
        }
        record
            .downcast::<Survey>()
            .map_or_else(Body::default, |s| self.survey(s))
    }

    fn money(&self, m: &MoneyLine) -> Body {
        let rows = m.amounts.iter().map(|a| {
            let in_full = a
                .value
                .as_ref()
                .and_then(|v| v.value())
                .map(|p| p.in_full());
            let cells = vec![
                Some(Fact::Text(column(a))),
                text(&kind_words(a)),
                text(&a.client_group),
                a.period.and_then(|p| text(&p.shown())),
                a.status.and_then(|s| text(s.shown())),
                cell(&a.value, Pounds::to_string),
                text(&a.qualifier),
                in_full.map(Fact::Text),
                cell(&a.share, |n| format!("{}%", n.grouped())),
            ];
            (None, cells)
        });
        let columns = [
            "Column",
            "What it is",
            "Client group",
            "Period",
            "Status",
            "As printed",
            "Said of it",
            "In full",
            "Share of the whole",
        ];
        let mut blocks: Vec<Block> = grid("Amounts".into(), &columns, rows.collect())
            .into_iter()
            .collect();
        blocks.push(facts([
            ("Service", text(&m.service)),
            ("Client group", text(&m.client_group)),
            ("Where care is given", text(&m.setting)),
            ("Part of", self.items(m.parent.as_slice())),
            ("Sum or part", m.role.and_then(|r| text(r.shown()))),
        ]));
        let checks = sum_checks(self.plan)
            .into_iter()
            .filter(|c| c.line == m.id)
            .map(|c| {
                let found = match c.verdict {
                    Verdict::AddsUp => "adds up",
                    Verdict::MayBeRounding => "off by an amount that may be rounding",
                    Verdict::DoesNotAddUp => "does not add up",
                };
                let pounds = |n: i64| {
                    Pounds {
                        pounds: n,
                        ..Pounds::default()
                    }
                    .in_full()
                };
                text(&format!(
                    "{}: printed {}, the lines come to {}: {found}.",
                    c.kind.shown(),
                    pounds(c.printed),
                    pounds(c.sum)
                ))
            });
        blocks.extend(super::list("Does it add up?", checks));
        Body {
            retold: m.label.is_retold(),
            blocks,
        }
    }

    fn statistic(&self, s: &Statistic) -> Body {
        let figure = match &s.value {
            Some(crate::plan::Printed::Word(word)) => Some(Fact::Word(word.shown().to_owned())),
            _ => text(&s.shown()),
        };
        let change = s.change.as_ref().and_then(|c| text(&c.by));
        let mut shown = vec![
            ("Figure", figure),
            ("Counted in", text(&s.unit)),
            ("Change", change),
            ("Topic", text(&s.topic)),
        ];
        let dimensions: Vec<String> = s
            .dimensions
            .iter()
            .map(|d| format!("{}: {}", d.name, d.value))
            .collect();
        shown.extend([
            ("Broken down by", text(&dimensions.join("; "))),
            ("Period", cell(&s.period, |p| p.shown())),
            ("Place", text(&s.place)),
            (
                "How it came about",
                s.basis.map(Basis::shown).and_then(text),
            ),
            ("Source cited", text(&s.cited)),
            ("A share of", self.items(s.share_of.as_slice())),
            ("Counted in the figure", self.items(&s.part_of)),
            ("Sum or part", s.role.and_then(|r| text(r.shown()))),
        ]);
        Body {
            retold: s.label.is_retold(),
            blocks: vec![facts(shown)],
        }
    }

    fn survey(&self, s: &Survey) -> Body {
        let count = |n: Option<Decimal>| n.map(|n| Fact::Text(n.grouped()));
        let mut blocks = vec![facts([
            ("Taken", s.period.and_then(|p| text(&p.shown()))),
            ("Responses", count(s.responses)),
            ("Asked", count(s.issued)),
            ("How sure the figures are", text(&s.confidence)),
            ("Said of it", words(&s.remark)),
        ])];
        let asked = s.questions.iter().filter_map(|q| {
            Some(Entry {
                id: Some(q.id.clone()),
                fact: words(&q.text)?,
                nested: false,
            })
        });
        blocks.extend(listed("What was asked", asked.collect()));
        blocks.extend(s.questions.iter().filter_map(answers));
        Body {
            retold: s.name.is_retold(),
            blocks,
        }
    }
}

/// The answers to a question, as a table.
pub(super) fn answers(q: &Question) -> Option<Block> {
    let row = |a: &Answer| {
        let share = a.share.as_ref().map(|s| Fact::Text(share_shown(s)));
        (None, vec![words(&a.text), share])
    };
    let mut rows: Vec<_> = q.answers.iter().map(row).collect();
    if q.complete {
        let sum = q.total().map(|sum| format!("{}%", sum.grouped()));
        let sum = sum.map(Fact::Text);
        rows.push((None, vec![text("All answers"), sum]));
    }
    grid(q.text.as_str().to_owned(), &["Answer", "Share"], rows)
}

/// A column of a money table in words.
pub(crate) fn column(a: &Amount) -> String {
    match (a.column_group.as_str(), a.column.as_str()) {
        ("", "") => a.kind().shown().to_owned(),
        ("", column) | (column, "") => column.to_owned(),
        (group, column) => format!("{group}: {column}"),
    }
}

/// What an amount is, with who provides what it pays for.
fn kind_words(a: &Amount) -> String {
    let gross = if a.gross { ", gross" } else { "" };
    let provider = a
        .provider
        .map_or(String::new(), |p| format!(", {}", p.shown()));
    format!("{}{gross}{provider}", a.kind().shown())
}
