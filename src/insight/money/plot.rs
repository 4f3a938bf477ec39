//! What can be drawn of one printed table of money.

use crate::{
    insight::rows::{
        self, Row,
        money::{MoneyTable, amount_key},
    },
    plan::{Amount, AnyRecord, Id, MoneyKind, MoneyLine, MoneyStatus, Period, Plan},
};

/// The most characters a line has beside its mark.
const LABEL: usize = 70;
/// Of fewer parts boxes say nothing.
const FEWEST_BOXES: usize = 4;

/// An area of spending, or a source of funding, in whole pounds. Totals are left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaRow {
    /// The line of money.
    pub id: Option<Id>,
    /// What it pays for.
    pub label: String,
    /// The group it belongs to; empty for none.
    pub group: String,
    /// What is spent.
    pub spend: Option<i64>,
    /// What comes in.
    pub income: Option<i64>,
    /// What is left to pay: spending less income.
    pub net: Option<i64>,
}

impl AreaRow {
    /// What counts towards the whole: the net amount where there is one, else the spending.
    pub fn size(&self) -> Option<i64> {
        self.net.or(self.spend)
    }

    /// Its name where its group is named beside it.
    pub fn name_in_group(&self) -> &str {
        let rest = self.label.strip_prefix(self.group.as_str());
        let rest = rest.and_then(|rest| rest.strip_prefix(": "));
        rest.unwrap_or(&self.label)
    }
}

/// Whether amounts are spent or come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// What money is spent on.
    #[default]
    Spending,
    /// Where money comes from.
    Funding,
}

/// The words around amounts by area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AreaWords {
    /// What the areas are parts of: 'net budget', 'spending', 'funding'.
    pub whole: String,
    /// The period: '2012/13'.
    pub period: String,
    /// Whether the parts are areas or sources.
    pub side: Side,
}

/// An amount in two periods.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoPeriodRow {
    /// The line of money.
    pub id: Option<Id>,
    /// What it pays for.
    pub label: String,
    /// The group it belongs to; empty for none.
    pub group: String,
    /// In the earlier period, in whole pounds.
    pub before: Option<i64>,
    /// In the later period.
    pub after: Option<i64>,
}

impl TwoPeriodRow {
    /// How much the later amount is above the earlier.
    pub fn change(&self) -> Option<i64> {
        self.after?.checked_sub(self.before?)
    }
}

/// The words around a comparison.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TwoPeriodWords {
    /// What is compared: 'Spending by service'.
    pub what: String,
    /// The earlier column: '2020/21 spend'.
    pub before: String,
    /// The later column: '2021/22 budget'.
    pub after: String,
}

/// What can be drawn of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// The parts of one sum.
    Areas(Vec<AreaRow>, AreaWords),
    /// The same parts in two periods.
    Periods(Vec<TwoPeriodRow>, TwoPeriodWords),
}

impl Plot {
    /// The parts of one sum; of two periods those of the later.
    pub fn areas(&self) -> (Vec<AreaRow>, AreaWords) {
        match self {
            Plot::Areas(rows, words) => (rows.clone(), words.clone()),
            Plot::Periods(rows, words) => {
                let area = |row: &TwoPeriodRow| AreaRow {
                    id: row.id.clone(),
                    label: row.label.clone(),
                    group: row.group.clone(),
                    spend: row.after,
                    ..AreaRow::default()
                };
                let words = AreaWords {
                    whole: "spending".to_owned(),
                    period: words.after.clone(),
                    side: Side::Spending,
                };
                (rows.iter().map(area).collect(), words)
            }
        }
    }

    /// Whether there are enough parts for boxes to show more than bars do.
    pub fn fits_boxes(&self) -> bool {
        self.drawn().len() >= FEWEST_BOXES
    }

    /// The lines that are drawn.
    fn drawn(&self) -> Vec<&Id> {
        match self {
            Plot::Areas(rows, _) => rows.iter().filter_map(|row| row.id.as_ref()).collect(),
            Plot::Periods(rows, _) => rows.iter().filter_map(|row| row.id.as_ref()).collect(),
        }
    }

    /// Names the lines that are of another kind and so can't be drawn beside the others.
    pub fn left_out(&self, table: &MoneyTable) -> String {
        let drawn = self.drawn();
        let left = table.listing.rows.iter();
        let left = left.filter(|row| !row.total && !drawn.contains(&&row.id));
        let names: Vec<String> = left.map(|row| rows::short(&row.title, LABEL)).collect();
        match names.is_empty() {
            true => String::new(),
            false => format!("In the table only: {}.", names.join("; ")),
        }
    }
}

/// Chooses by what the lines hold: spending in two periods is compared, otherwise each line stands with
/// its income set against it. Nothing is drawn of savings and the like, of a single line, of lines printed
/// before, and of amounts from here and there. `amount` is the kind and period a reader asked for, or empty.
pub fn plot(plan: &Plan, table: &MoneyTable, amount: &str) -> Option<Plot> {
    if table.repeats.is_some() || table.id.is_none() {
        return None;
    }
    let parts = table.listing.rows.iter().filter(|row| !row.total);
    let parts: Vec<_> = parts.cloned().collect();
    let lines = Lines {
        all: rows::records(&plan.money, &parts),
        rows: &parts,
        amount,
    };
    lines.periods().or_else(|| lines.areas())
}

/// The lines of a table and what is asked of them.
struct Lines<'a> {
    all: Vec<&'a MoneyLine>,
    rows: &'a [std::sync::Arc<Row>],
    amount: &'a str,
}

impl<'a> Lines<'a> {
    fn wanted(&self, amount: &Amount) -> bool {
        self.amount.is_empty() || amount_key(amount) == self.amount
    }

    fn amounts(&self) -> impl Iterator<Item = &'a Amount> + '_ {
        let all = self.all.iter().flat_map(|line| &line.amounts);
        all.filter(|amount| self.wanted(amount))
    }

    fn cell(&self, line: &MoneyLine, kind: MoneyKind, period: Option<Period>) -> Option<i64> {
        line.amounts
            .iter()
            .filter(|amount| self.wanted(amount))
            .find(|a| a.kind() == kind && a.period == period)
            .and_then(Amount::pounds)
    }

    /// Each line with its label and the heading it stands under.
    fn named(&self) -> impl Iterator<Item = (&'a MoneyLine, String, String)> + '_ {
        self.all.iter().zip(self.rows).map(|(line, row)| {
            let label = rows::short(&line.title(), LABEL);
            (*line, label, row.section.clone())
        })
    }

    fn periods(&self) -> Option<Plot> {
        let spent = |a: &&Amount| a.kind() == MoneyKind::Spend && a.period.is_some();
        let mut spent: Vec<&Amount> = self.amounts().filter(spent).collect();
        spent.sort_by_key(|a| a.period);
        spent.dedup_by_key(|a| a.period);
        let [before, .., after] = spent.as_slice() else {
            return None;
        };
        let rows = self.named().map(|(line, label, group)| TwoPeriodRow {
            id: Some(line.id.clone()),
            label,
            group,
            before: self.cell(line, MoneyKind::Spend, before.period),
            after: self.cell(line, MoneyKind::Spend, after.period),
        });
        let rows: Vec<_> = rows
            .filter(|row| row.before.is_some() || row.after.is_some())
            .collect();
        let words = TwoPeriodWords {
            what: "Spending by service".to_owned(),
            before: headed(before),
            after: headed(after),
        };
        (rows.len() > 1).then_some(Plot::Periods(rows, words))
    }

    fn areas(&self) -> Option<Plot> {
        const DRAWN: [MoneyKind; 4] = [
            MoneyKind::Net,
            MoneyKind::Spend,
            MoneyKind::Funding,
            MoneyKind::Income,
        ];
        let of_kind = |kind: &MoneyKind| self.amounts().find(|a| a.kind() == *kind);
        let model = DRAWN.iter().find_map(of_kind)?;
        // What comes in is drawn as the amounts themselves where nothing else is there.
        let comes_in = matches!(model.kind(), MoneyKind::Income | MoneyKind::Funding);
        let rows = self.named().map(|(line, label, group)| {
            let of = |kind| self.cell(line, kind, model.period);
            AreaRow {
                id: Some(line.id.clone()),
                label,
                group,
                spend: match comes_in {
                    true => of(model.kind()),
                    false => of(MoneyKind::Spend),
                },
                income: of(MoneyKind::Income).filter(|_| !comes_in),
                net: of(MoneyKind::Net),
            }
        });
        let rows: Vec<_> = rows.filter(|row| row.size().is_some()).collect();
        let words = AreaWords {
            whole: whole(model),
            period: model.period.map(|p| p.shown()).unwrap_or_default(),
            side: match comes_in {
                true => Side::Funding,
                false => Side::Spending,
            },
        };
        (rows.len() > 1).then_some(Plot::Areas(rows, words))
    }
}

/// '2020/21 spend', as the column is headed.
fn headed(amount: &Amount) -> String {
    match (amount.column.as_str(), amount.period) {
        ("", Some(period)) => period.shown(),
        (column, _) => column.to_owned(),
    }
}

/// 'net budget'.
pub fn whole(amount: &Amount) -> String {
    let budget = amount.status == Some(MoneyStatus::Budget);
    let words = match (amount.kind(), budget) {
        (MoneyKind::Net, true) => "net budget",
        (MoneyKind::Net, false) => "net spending",
        (MoneyKind::Income, _) => "income",
        (MoneyKind::Funding, _) => "funding",
        (_, true) => "budget",
        (_, false) => "spending",
    };
    words.to_owned()
}
