//! What each of two plans spends by area: the printed table that splits the money furthest, what its amounts count, and
//! how many people they are for. Councils cut their money differently, so areas are never paired or ranked across plans.

use super::{
    Compared,
    population::{Heads, heads},
};
use crate::{
    insight::{
        money::{AreaRow, AreaWords, Side, plot, whole},
        rows::{
            money::{MoneyTable, tables},
            sentence,
        },
    },
    plan::{Amount, Id, MoneyKind, Period, Plan},
};

/// The money of one plan by area.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    /// What the plan is called: 'Coventry 2014'.
    pub name: String,
    /// What is counted, and for when.
    pub words: AreaWords,
    /// The heading of the printed table it is from.
    pub table: String,
    /// The areas, in the order of the table.
    pub rows: Vec<AreaRow>,
    /// How many people the plan says it is for.
    pub heads: Option<Heads>,
}

/// The areas of a plan: those of the table with most of them, of several the first. Without a table that splits
/// spending there are none.
pub fn areas(of: &Compared) -> Areas {
    let found = tables(&of.plan, &of.index);
    let split = |table: &MoneyTable| {
        let (rows, words) = plot(&of.plan, table, "")?.areas();
        (words.side == Side::Spending).then(|| (rows, words, table.title.clone()))
    };
    let most = found.tables.iter().rev().filter_map(split);
    let Some((mut rows, mut words, table)) = most.max_by_key(|(rows, ..)| rows.len()) else {
        return Areas {
            name: of.name.clone(),
            ..Areas::default()
        };
    };
    let counted = rows.iter().find_map(|row| amount(&of.plan, row));
    let period = counted.and_then(|amount| amount.period);
    if let Some(amount) = counted {
        let gross = if amount.gross { "gross " } else { "" };
        words.whole = format!("{gross}{}", whole(amount));
        words.period = period.map(Period::shown).unwrap_or_default();
    }
    for row in &mut rows {
        if !row.group.is_empty() && !row.label.starts_with(&row.group) {
            row.label = format!("{}: {}", row.group, row.label);
        }
    }
    Areas {
        name: of.name.clone(),
        heads: heads(&of.plan, period),
        words,
        table,
        rows,
    }
}

/// The printed amount that an area's size is.
fn amount<'a>(plan: &'a Plan, row: &AreaRow) -> Option<&'a Amount> {
    let line = plan
        .money
        .iter()
        .find(|line| Some(&line.id) == row.id.as_ref())?;
    let kind = match row.net {
        Some(_) => MoneyKind::Net,
        None => MoneyKind::Spend,
    };
    let same = |a: &&Amount| a.kind() == kind && a.pounds() == row.size();
    line.amounts.iter().filter(same).max_by_key(|a| a.period)
}

impl Areas {
    /// What is counted: 'net budget 2012/13'.
    pub fn counted(&self) -> String {
        match self.words.period.as_str() {
            "" => self.words.whole.clone(),
            period => format!("{} {period}", self.words.whole),
        }
    }

    /// The id of a row among those of both plans, which may share some.
    pub fn marked(&self, at: usize) -> Areas {
        let mark = |row: &AreaRow| AreaRow {
            id: row.id.as_ref().map(|id| Id::slug(&format!("{at}-{id}"))),
            ..row.clone()
        };
        Areas {
            rows: self.rows.iter().map(mark).collect(),
            ..self.clone()
        }
    }
}

/// What to know before one plan's amounts are held against the other's.
pub fn caution(one: &Areas, other: &Areas) -> String {
    let mut unlike = Vec::new();
    if one.words.whole != other.words.whole {
        unlike.push(format!(
            "one counts the {} and the other the {}",
            one.words.whole, other.words.whole
        ));
    }
    if one.words.period != other.words.period || one.words.period.is_empty() {
        unlike.push("the years differ".to_owned());
    }
    unlike.push("each council cuts its money in its own way".to_owned());
    format!(
        "{}. Read each plan’s bars against each other, not against the other plan’s.",
        sentence(&unlike.join("; "))
    )
}

/// Where the amounts are from, and the population that those a head are by.
pub fn sources(all: &[Areas]) -> String {
    let table = |a: &Areas| format!("{}: table “{}”.", a.name, a.table);
    let mut said: Vec<String> = all
        .iter()
        .filter(|a| !a.rows.is_empty())
        .map(table)
        .collect();
    for a in all.iter().filter(|a| !a.rows.is_empty()) {
        said.push(match &a.heads {
            Some(heads) => format!(
                "Amounts a head of {} are by its own {}.",
                a.name,
                heads.counted()
            ),
            None => format!(
                "{} prints no population of its area, so it has no amounts a head.",
                a.name
            ),
        });
    }
    said.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};
    use std::sync::Arc;

    fn of(money: Value, statistics: Value) -> Areas {
        let tables = json!([{"id": "t", "title": "Spending"}, {"id": "u", "title": "More"}]);
        let plan = json!({"money": money, "statistics": statistics, "tables": tables});
        let plan = Arc::new(Plan::from_json(plan).unwrap());
        areas(&Compared::new(plan, "Here".to_owned()))
    }

    fn line(id: &str, table: &str, kind: &str, pounds: i64) -> Value {
        json!({"id": id, "label": id, "table": table, "amounts": [
            {"kind": kind, "period": "2013/14", "status": "outturn", "gross": true, "value": {"pounds": pounds}}]})
    }

    #[test]
    fn the_table_that_splits_spending_furthest_is_told_with_what_it_counts() {
        let found = of(
            json!([
                line("a", "t", "spend", 10),
                line("b", "t", "spend", 20),
                line("c", "u", "spend", 1),
                line("d", "u", "spend", 2),
                line("e", "u", "spend", 3)
            ]),
            json!([{"id": "p", "label": "Population", "value": "9", "unit": "people"}]),
        );
        assert_eq!(found.rows.len(), 3);
        assert_eq!(
            (found.table.as_str(), found.counted()),
            ("More", "gross spending 2013/14".to_owned())
        );
        assert!(sources(&[found]).contains("own population (9, no year printed)"));
    }

    #[test]
    fn what_comes_in_or_is_saved_is_no_area() {
        for kind in ["funding", "saving"] {
            let found = of(
                json!([line("a", "t", kind, 1), line("b", "t", kind, 2)]),
                json!([]),
            );
            assert!(found.rows.is_empty(), "{kind}");
        }
    }

    #[test]
    fn one_is_warned_of_other_years_and_other_kinds_of_money() {
        let one = of(
            json!([line("a", "t", "spend", 1), line("b", "t", "spend", 2)]),
            json!([]),
        );
        let mut other = one.clone();
        assert!(!caution(&one, &other).contains("differ"));
        other.words.period = "2014/15".to_owned();
        other.words.whole = "net budget".to_owned();
        let said = caution(&one, &other);
        assert!(
            said.starts_with(
                "One counts the gross spending and the other the net budget; the years differ"
            ),
            "{said}"
        );
    }
}
