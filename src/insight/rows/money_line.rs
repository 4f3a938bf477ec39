//! A line of money as a row: its amounts column by column, and whether it adds up.

use super::{Bit, CHOICE, Cell, Home, Row, SortKey, Tag, short};
use crate::{
    insight::{Fact, SumCheck, Verdict, facts::column},
    plan::{Amount, Id, MoneyLine, Pounds, Printed},
};

const TITLE: usize = 100;

/// Whether two amounts stand in the same column. Where the document heads its columns the heading
/// decides: a column of expenditure may hold a line of income.
pub(super) fn same_column(a: &Amount, b: &Amount) -> bool {
    if a.column.is_empty() || b.column.is_empty() {
        return a.same_column(b);
    }
    a.column == b.column
        && a.column_group == b.column_group
        && a.period == b.period
        && a.client_group == b.client_group
}

pub(super) fn heading(amount: &Amount, with_period: bool) -> String {
    let name = column(amount);
    match amount.period {
        Some(period) if with_period => format!("{name}, {}", period.shown()),
        _ => name,
    }
}

/// The kind and the period of an amount, as a filter names them.
pub fn amount_key(amount: &Amount) -> String {
    let period = amount.period.map(|p| p.shown()).unwrap_or_default();
    let words = format!("{} {period}", amount.kind().shown());
    Id::slug(&words).to_string()
}

pub(super) fn row(
    line: &MoneyLine,
    amounts: &[&Amount],
    checks: &[SumCheck],
    section: String,
) -> Row {
    let mut under = Vec::new();
    if line.is_total() {
        under.push(Bit::Small("Total".to_owned()));
    }
    under.extend(sum(line, checks));
    let label = line.label.as_str();
    let mut cells = vec![Cell::new(under, SortKey::text(label))];
    cells.extend(amounts.iter().map(|column| {
        let amount = line.amounts.iter().find(|a| same_column(a, column));
        amount.map_or_else(Cell::default, |a| amount_cell(a, a.kind() != column.kind()))
    }));
    let mut tags: Vec<Tag> = Vec::new();
    for amount in &line.amounts {
        let value = amount_key(amount);
        if tags.iter().all(|t| *t.value != *value) {
            let label = match amount.period {
                Some(period) => format!("{}, {}", amount.kind().shown(), period.shown()),
                None => format!("{}, no period given", amount.kind().shown()),
            };
            tags.push(Tag {
                filter: "amount",
                value: value.into(),
                label: label.into(),
                rank: 0,
            });
        }
    }
    if !section.is_empty() {
        tags.push(Tag {
            filter: "group",
            value: Id::slug(&section).as_str().into(),
            label: short(&section, CHOICE).into(),
            rank: 0,
        });
    }
    let words = [label, &section, &line.service, &line.setting].join(" ");
    Row {
        home: Home::Open,
        id: line.id.clone(),
        title: short(label, TITLE),
        retold: line.label.is_retold(),
        section,
        total: line.is_total(),
        cells,
        tags,
        words: words.to_lowercase().into(),
    }
}

fn amount_cell(amount: &Amount, other_kind: bool) -> Cell {
    let bit = match &amount.value {
        Some(Printed::Value { value, .. }) => Bit::Amount(
            amount
                .value
                .as_ref()
                .map_or(String::new(), |v| v.shown(Pounds::to_string)),
            value.in_full(),
        ),
        Some(Printed::Word(word)) => Bit::Fact(Fact::Word(word.shown().to_owned())),
        None => return Cell::default(),
    };
    let mut bits = vec![bit];
    if other_kind {
        bits.push(Bit::Small(amount.kind().shown().to_lowercase()));
    }
    Cell::new(bits, SortKey::count(amount.pounds()))
}

/// Whether a line adds up, if anything can be added.
fn sum(line: &MoneyLine, checks: &[SumCheck]) -> Option<Bit> {
    let mine: Vec<&SumCheck> = checks.iter().filter(|c| c.line == line.id).collect();
    let worst = mine
        .iter()
        .map(|c| c.verdict)
        .max_by_key(|verdict| *verdict as u8)?;
    let off = mine
        .iter()
        .filter(|c| c.verdict != Verdict::AddsUp)
        .map(|c| {
            let printed = line
                .amounts
                .iter()
                .find(|a| a.kind() == c.kind && a.column == c.column)
                .and_then(|a| a.value.as_ref()?.value().copied())
                .unwrap_or_default();
            let off = Pounds {
                pounds: c.difference().saturating_abs(),
                ..printed
            };
            let kind = c.kind.shown();
            match line.is_total() {
                true => format!("{kind} is {off} off its lines"),
                false => format!("{kind} is {off} off expenditure less income"),
            }
        });
    let off: Vec<String> = off.collect();
    Some(Bit::Sum(worst, off.join("; ")))
}
