//! The pages of measures and benchmarks.

use super::{Block, Body, Desk, Fact, cell, facts, grid, printed_words, tables::rank, text, words};
use crate::{
    insight::{
        rows::measures::rule,
        standing::{self, Standing},
    },
    plan::{AnyRecord, Aspect, Benchmark, Date, Measure, Printed, Rag},
};

impl Desk<'_> {
    pub(super) fn performance(&self, record: &dyn AnyRecord) -> Body {
        if let Some(measure) = record.downcast::<Measure>() {
            return self.measure(measure);
        }
        record
            .downcast::<Benchmark>()
            .map_or_else(Body::default, |b| self.benchmark(b))
    }

    fn measure(&self, m: &Measure) -> Body {
        let reading = standing::read(m, self.plan.front.rule());
        let why = match reading.standing {
            Standing::None(why) => text(&format!("No comparison: {why}")),
            standing => Some(Fact::Standing(standing)),
        };
        let rated = |aspect| rating(m.reported(aspect));
        let mut blocks = vec![facts([
            ("Standing by the rule", why),
            ("The rule", text(&rule(self.plan.front.rule()))),
            ("Overall assessment, as reported", rated(Aspect::Overall)),
            ("Target attainment, as reported", rated(Aspect::Attainment)),
            ("Direction of travel, as reported", rated(Aspect::Direction)),
        ])];
        let rows = m.points.iter().map(|p| {
            let period = p.period.map(|period| Fact::Text(period.shown()));
            let figure = match &p.value {
                Some(Printed::Word(word)) => Some(Fact::Word(word.shown().to_owned())),
                Some(_) => text(&m.cell(p)),
                None => None,
            };
            let cells = vec![
                period.or_else(|| text("No period given")),
                text(p.kind().shown()),
                figure,
                cell(&p.as_at, date),
                text(&p.column),
            ];
            (None, cells)
        });
        let columns = ["Period", "What it is", "Figure", "As at", "Column"];
        blocks.extend(grid(figures_caption(m), &columns, rows.collect()));
        blocks.push(facts([
            ("Code", text(&m.code)),
            ("Framework", text(&m.framework)),
            ("Marks", text(&m.marks.join(", "))),
            ("Counted in", text(&m.unit)),
            (
                "Which way is better",
                m.polarity.and_then(|p| text(p.shown())),
            ),
            ("How often", cell(&m.frequency, |f| f.shown().to_owned())),
            ("Listed under", text(&m.group)),
            ("Service area", self.items(&m.areas)),
            ("Responsible", self.items(&m.owners)),
            (
                "Corporate priority",
                cell(&m.corporate_priority, String::clone),
            ),
            (
                "Explanation of the difference",
                printed_words(&m.explanation),
            ),
            ("Shows the way to", self.items(&m.serves)),
        ]));
        Body {
            retold: m.name.is_retold(),
            blocks,
        }
    }

    fn benchmark(&self, b: &Benchmark) -> Body {
        let show = |n: &crate::plan::Decimal| n.grouped();
        let rows = b.comparisons.iter().map(|c| {
            let cells = vec![
                text(&c.with),
                cell(&c.average, show),
                rank(c),
                text(&c.position),
            ];
            (None, cells)
        });
        let mut blocks: Vec<Block> = vec![facts([
            ("Own figure", cell(&b.own, show)),
            ("Period", b.period.and_then(|p| text(&p.shown()))),
            ("Code", text(&b.code)),
            ("Framework", text(&b.framework)),
            ("Counted in", text(&b.unit)),
            (
                "Which way is better",
                b.polarity.and_then(|p| text(p.shown())),
            ),
            ("The measure", self.items(b.measure.as_slice())),
        ])];
        let columns = ["Compared with", "Average", "Rank", "Position"];
        blocks.extend(grid("Comparisons".into(), &columns, rows.collect()));
        Body {
            retold: matches!(words(&b.name), Some(Fact::Retold(_))),
            blocks,
        }
    }
}

fn figures_caption(m: &Measure) -> String {
    if m.unit.is_empty() {
        "Figures".into()
    } else {
        format!("Figures, in {}", m.unit)
    }
}

/// A rating, or the word printed instead.
pub(super) fn rating(cell: Option<&Printed<Rag>>) -> Option<Fact> {
    Some(match cell? {
        Printed::Value { value, .. } => Fact::Rating(*value),
        Printed::Word(word) => Fact::Word(word.shown().to_owned()),
    })
}

/// A date as people write it.
pub(super) fn date(date: &Date) -> String {
    date.shown()
}
