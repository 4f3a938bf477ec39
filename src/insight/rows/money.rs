//! Money as tables: each printed table with its lines, its totals and whether they add up; amounts
//! that stand in no table come last.

use std::sync::Arc;

pub use super::money_line::amount_key;
use super::{
    CHOICE, Column, Filter, Listing, Row, Tag, filter,
    money_line::{heading, row, same_column},
    narrowed, sentence, setting, short, some, sort,
};
use crate::{
    insight::{Index, SumCheck, budget, millions, sum_checks},
    plan::{Amount, Id, MoneyKind, MoneyLine, Plan, Pounds},
};

/// A printed table with its lines as rows.
#[derive(Clone, Debug, PartialEq)]
pub struct MoneyTable {
    /// The printed table; none for amounts that stand in no table.
    pub id: Option<Id>,
    /// Its heading.
    pub title: String,
    /// Whether that is in our words.
    pub retold: bool,
    /// The table whose lines it prints again, if it does.
    pub repeats: Option<String>,
    /// Its columns and rows.
    pub listing: Listing,
}

/// All money of a plan, with what it can be narrowed by.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct MoneyTables {
    /// The tables in the plan's order.
    pub tables: Vec<MoneyTable>,
    /// The filters over all of them.
    pub filters: Vec<Filter>,
}

/// Every money line of a plan, table by table.
pub fn tables(plan: &Plan, index: &Index) -> MoneyTables {
    let checks = sum_checks(plan);
    let mut tables: Vec<MoneyTable> = Vec::new();
    let mut seen: Vec<Option<&Id>> = Vec::new();
    for line in plan.money.iter() {
        let id = line.table.as_ref().map(|t| &t.to);
        if seen.contains(&id) {
            continue;
        }
        seen.push(id);
        let lines: Vec<&MoneyLine> = plan
            .money
            .iter()
            .map(|l| &**l)
            .filter(|l| l.table.as_ref().map(|t| &t.to) == id)
            .collect();
        let repeats = repeats(plan, index, &lines, &tables);
        tables.push(table(plan, index, id, &lines, &checks, repeats));
    }
    // What stands in no table comes last.
    tables.sort_by_key(|t| t.id.is_none());
    let rows: Vec<Arc<Row>> = tables.iter().flat_map(|t| t.listing.rows.clone()).collect();
    let filters = [
        ("table", "Printed table"),
        ("group", "Client group or area"),
        ("amount", "Kind and period"),
    ];
    MoneyTables {
        filters: filters
            .iter()
            .filter_map(|(name, label)| filter(name, label, &rows))
            .collect(),
        tables,
    }
}

impl MoneyTables {
    /// How many lines there are.
    pub fn lines(&self) -> usize {
        self.tables.iter().map(|t| t.listing.rows.len()).sum()
    }

    /// The tables with the rows a reader's settings leave, and of the columns only the kind and
    /// period asked for. A table with no row left isn't shown.
    pub fn chosen(&self, settings: &[(String, String)]) -> Vec<MoneyTable> {
        let amount = setting(settings, "amount");
        let offered =
            |f: &Filter| f.name == "amount" && f.choices.iter().any(|c| c.value == amount);
        let amount = if self.filters.iter().any(offered) {
            amount
        } else {
            ""
        };
        let narrow = |table: &MoneyTable| {
            let mut rows = narrowed(&table.listing.rows, &self.filters, settings);
            sort(&mut rows, &table.listing.columns, setting(settings, "sort"));
            if rows.is_empty() {
                return None;
            }
            let mut listing = Listing {
                rows,
                filters: Vec::new(),
                columns: table.listing.columns.clone(),
                ..Listing::default()
            };
            if !amount.is_empty() {
                listing = listing.only(|c| c.key == "name" || c.key.starts_with(amount));
            }
            Some(MoneyTable {
                listing,
                ..table.clone()
            })
        };
        self.tables.iter().filter_map(narrow).collect()
    }
}

impl Listing {
    /// The same rows with some of the columns.
    fn only(self, keep: impl Fn(&Column) -> bool) -> Listing {
        let at: Vec<bool> = self.columns.iter().map(keep).collect();
        let keep = |i: usize| at.get(i).copied().unwrap_or(false);
        let narrow = |row: Arc<Row>| {
            Arc::new(Row {
                cells: super::kept(row.cells.clone(), keep),
                ..Row::clone(&row)
            })
        };
        Listing {
            rows: self.rows.into_iter().map(narrow).collect(),
            columns: super::kept(self.columns, keep),
            ..Listing::default()
        }
    }
}

fn repeats(
    plan: &Plan,
    index: &Index,
    lines: &[&MoneyLine],
    before: &[MoneyTable],
) -> Option<String> {
    let parts: Vec<&&MoneyLine> = lines.iter().filter(|l| !l.is_total()).collect();
    let twin = |line: &&&MoneyLine| {
        let twin = line.same_as.first()?;
        let place = index.place(&twin.to)?;
        let twin = plan.money.get(place.at)?;
        let table = &twin.table.as_ref()?.to;
        before.iter().find(|t| t.id.as_ref() == Some(table))
    };
    let first = parts.first().and_then(twin)?;
    parts
        .iter()
        .all(|l| twin(l).is_some_and(|t| t.id == first.id))
        .then(|| first.title.clone())
}

fn table(
    plan: &Plan,
    index: &Index,
    id: Option<&Id>,
    lines: &[&MoneyLine],
    checks: &[SumCheck],
    repeats: Option<String>,
) -> MoneyTable {
    let printed = id.and_then(|id| plan.tables.iter().find(|t| t.id == *id));
    let title = match (id, printed) {
        (Some(_), Some(table)) if !table.title.as_str().is_empty() => {
            table.title.as_str().to_owned()
        }
        (Some(_), _) => "A table without a heading".to_owned(),
        (None, _) => "Amounts elsewhere in the plan".to_owned(),
    };
    let mut amounts: Vec<&Amount> = Vec::new();
    for amount in lines.iter().flat_map(|l| &l.amounts) {
        // In one printed column, income may stand among expenditure.
        if !amounts.iter().any(|a| same_column(a, amount)) {
            amounts.push(amount);
        }
    }
    let mut columns = vec![Column::words("name", "Line")];
    columns.extend(amounts.iter().enumerate().map(|(at, a)| {
        let key = format!("{}.{at}", amount_key(a));
        Column::figures(&key, &heading(a, id.is_none()))
    }));
    let parents: Vec<&Id> = lines
        .iter()
        .filter(|l| l.is_total())
        .map(|l| &l.id)
        .collect();
    let section = |line: &MoneyLine| -> String {
        let parent = match &line.parent {
            Some(parent) if !line.is_total() => Some(&parent.to),
            _ => line.is_total().then_some(&line.id),
        };
        match parent.filter(|p| parents.len() > 1 && parents.contains(p)) {
            Some(parent) => index.title(plan, parent),
            None => line.client_group.clone(),
        }
    };
    let tag_table = Tag {
        filter: "table",
        value: id.map_or("none", |id| id.as_str()).into(),
        label: short(&title, CHOICE).into(),
        rank: usize::from(id.is_none()),
    };
    let rows = lines.iter().map(|line| {
        let mut row = row(line, &amounts, checks, section(line));
        row.tags.push(tag_table.clone());
        row
    });
    MoneyTable {
        id: id.cloned(),
        retold: printed.is_some_and(|t| t.title.is_retold()),
        title,
        repeats,
        listing: Listing::new(columns, &[], rows.collect()),
    }
}

/// What the money comes to, in one sentence.
pub fn answer(plan: &Plan) -> String {
    let Some(budget) = budget(plan) else {
        return match plan.money.len() {
            0 => "This plan prints no money.".to_owned(),
            n => format!("{} and no total.", sentence(&some(n, "amount", "amounts"))),
        };
    };
    let made = match (budget.net, budget.spend, budget.income) {
        (true, Some(spend), Some(income)) => format!(
            ": {} of spending less {} of income",
            millions(spend),
            millions(income)
        ),
        _ => String::new(),
    };
    let added = match budget.lines {
        1 => String::new(),
        n => format!(", added up from {n} lines, as no total is printed"),
    };
    let (what, sum) = (budget.what, millions(budget.pounds));
    format!("{what} is {sum}{made}{added}.")
}

/// A line's net amount, or its first, for beside a link.
pub(super) fn gist(line: &MoneyLine) -> String {
    let amount = line.amount(MoneyKind::Net).or_else(|| line.amounts.first());
    amount.map_or(String::new(), |a| {
        let value = a.value.as_ref();
        let shown = value.map_or(String::new(), |v| v.shown(Pounds::to_string));
        match a.period {
            Some(period) if !a.column.contains(&period.shown()) => {
                format!("{shown}, {}", period.shown())
            }
            _ if a.column.is_empty() => shown,
            _ => format!("{shown} ({})", a.column),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::{Verdict, rows::Bit};
    use serde_json::json;

    fn line(id: &str, table: &str, parent: &str, spend: i64, income: i64) -> serde_json::Value {
        let amount = |kind: &str, thousands: i64| {
            json!({"kind": kind, "period": "2012/13", "column": kind,
                   "value": {"pounds": thousands * 1000, "unit": "£000"}})
        };
        let mut line = json!({"id": id, "label": id, "table": table,
            "amounts": [amount("spend", spend), amount("income", income), amount("net", spend - income)]});
        if parent.is_empty() {
            line["role"] = json!("total");
        } else {
            line["parent"] = json!(parent);
        }
        line
    }

    fn plan() -> Plan {
        let mut again = line("z", "t2", "all", 10, 1);
        again["same_as"] = json!(["a"]);
        Plan::from_json(json!({"id": "p",
            "tables": [{"id": "t1", "title": "Budget"}, {"id": "t2", "title": "Again"}],
            "money": [line("a", "t1", "care", 10, 1), line("b", "t1", "care", 30, 2),
                      line("care", "t1", "", 40, 4),
                      line("c", "t1", "work", 5, 0), line("work", "t1", "", 5, 0),
                      again, {"id": "s", "label": "Saved", "amounts": [{"kind": "saving", "value": {"pounds": 5}}]}]}))
        .unwrap()
    }

    fn chosen(settings: &[(&str, &str)]) -> Vec<(String, String, usize)> {
        let plan = plan();
        let all = tables(&plan, &Index::new(&plan));
        let settings: Vec<_> = settings
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let shown = all.chosen(&settings).into_iter().map(|t| {
            let ids: Vec<&str> = t.listing.rows.iter().map(|r| r.id.as_str()).collect();
            (t.title.clone(), ids.join(" "), t.listing.columns.len())
        });
        shown.collect()
    }

    #[test]
    fn each_printed_table_has_its_own_columns_and_rows() {
        let shown = chosen(&[]);
        assert_eq!(shown[0], ("Budget".into(), "a b care c work".into(), 4));
        assert_eq!(shown[1].1, "z");
        assert_eq!(
            shown[2],
            ("Amounts elsewhere in the plan".into(), "s".into(), 2)
        );
    }

    #[test]
    fn sorting_keeps_groups_and_their_totals() {
        assert_eq!(
            chosen(&[("sort", "-spend-2012-13.0")])[0].1,
            "a b care c work"
        );
        assert_eq!(
            chosen(&[("sort", "-expenditure-2012-13.0")])[0].1,
            "b a care c work"
        );
    }

    #[test]
    fn a_kind_and_period_leaves_its_column_and_its_lines() {
        let shown = chosen(&[("amount", "income-2012-13")]);
        assert_eq!(shown.len(), 2);
        assert_eq!(shown[0].2, 2);
        assert_eq!(chosen(&[("group", "care")])[0].1, "a b care");
    }

    #[test]
    fn each_total_says_whether_it_adds_up() {
        let plan = plan();
        let all = tables(&plan, &Index::new(&plan));
        let under = |at: usize| all.tables[0].listing.rows[at].cells[0].bits.clone();
        assert_eq!(
            under(2)[1],
            Bit::Sum(
                Verdict::MayBeRounding,
                "Income is £1k off its lines; Net is £1k off its lines".to_owned()
            )
        );
        assert_eq!(under(4)[1], Bit::Sum(Verdict::AddsUp, String::new()));
        assert!(under(0).is_empty());
    }

    #[test]
    fn a_table_printed_again_says_of_which() {
        let plan = plan();
        let all = tables(&plan, &Index::new(&plan));
        assert_eq!(all.tables[1].repeats.as_deref(), Some("Budget"));
        assert_eq!(all.tables[0].repeats, None);
    }

    #[test]
    fn the_answer_says_what_the_sum_is_made_of() {
        assert_eq!(
            answer(&plan()),
            "Net spending 2012/13 is £36k: £40k of spending less £4,000 of income."
        );
    }
}
