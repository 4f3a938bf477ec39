//! A measure's figures as a grid of periods and what each figure is: which place of the list a cell is, and what a
//! table pasted into the grid becomes. A figure of a part, or with words that change what it means, has no cell: a grid
//! would hide what it says. Its column's heading and the day it was taken stay with it.

use serde_json::{Value, json};

use super::{
    change::Change,
    path::Path,
    typed::{Meant, Reading},
};
use crate::plan::{Period, PointKind, read};

/// The columns of the grid.
pub const KINDS: [PointKind; 4] = [
    PointKind::Baseline,
    PointKind::Actual,
    PointKind::Forecast,
    PointKind::Target,
];

/// The most periods that a pasted table may add below the last one.
const FURTHER: usize = 60;

/// A cell of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its row.
    pub period: Period,
    /// Its column.
    pub kind: PointKind,
}

/// The cell of a figure; `None` for one that says more than a cell can.
fn cell_of(point: &Value) -> Option<Cell> {
    let says_more = ["qualifier", "breakdown"];
    if says_more.iter().any(|name| point.get(name).is_some()) {
        return None;
    }
    let kind = match point.get("kind") {
        None => PointKind::default(),
        Some(kind) => read(kind.clone()).ok()?,
    };
    let period = read(point.get("period")?.clone()).ok()?;
    Some(Cell { period, kind })
}

fn list(points: &Value) -> &[Value] {
    points.as_array().map_or(&[], Vec::as_slice)
}

/// Where in the list the figure of a cell is. The last, where there are several.
pub fn place_of(points: &Value, cell: Cell) -> Option<usize> {
    list(points)
        .iter()
        .rposition(|point| cell_of(point) == Some(cell))
}

/// The periods of the figures that have a cell, from the first.
pub fn periods(points: &Value) -> Vec<Period> {
    let mut periods: Vec<Period> = list(points)
        .iter()
        .filter_map(|point| Some(cell_of(point)?.period))
        .collect();
    periods.sort();
    periods.dedup();
    periods
}

/// The periods a plan's figures can be for: the years of a plan of several, else its own period.
pub fn years_of(plan: Period) -> Vec<Period> {
    match plan {
        Period::Years(from, to) if (0..12).contains(&(to - from)) => {
            (from..=to).map(Period::Financial).collect()
        }
        period => vec![period],
    }
}

/// How many figures no cell shows: they say more, or another of the same period and kind comes after them.
pub fn beyond(points: &Value) -> usize {
    let hidden = |(place, point): &(usize, &Value)| {
        cell_of(point).is_none_or(|cell| place_of(points, cell) != Some(*place))
    };
    list(points).iter().enumerate().filter(hidden).count()
}

/// The change that puts a value in a cell, or takes the figure out where the value is null; `None` where an empty cell
/// stays empty. `at` is the measure's list of figures.
pub fn put(at: &Path, points: &Value, cell: Cell, to: Value) -> Option<Change> {
    match (place_of(points, cell), to) {
        (None, Value::Null) => None,
        (Some(place), Value::Null) => Some(Change::Take {
            at: at.clone().place(place),
        }),
        (Some(place), to) => Some(Change::Set {
            at: at.clone().place(place).field("value"),
            to,
        }),
        (None, to) => Some(Change::Add {
            list: at.clone(),
            place: usize::MAX,
            value: json!({ "period": cell.period, "kind": cell.kind, "value": to }),
        }),
    }
}

/// What a pasted table becomes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Pasted {
    /// The changes, in order; together one step.
    pub changes: Vec<Change>,
    /// How many cells got a figure or words.
    pub filled: usize,
    /// What had no cell or couldn't be read, a sentence each.
    pub left: Vec<String>,
}

/// What pasting a table at a cell does. A table whose first column holds periods goes where those say, under its own
/// headings if it has any; any other fills the cells from `from` on, to the right and down, with further years where
/// the periods end. An empty cell changes nothing.
///
/// ```
/// use serde_json::json;
/// use waymark::drafting::{Path, figures::{Cell, paste}};
/// use waymark::plan::PointKind;
/// let rows = vec![vec!["38".to_owned(), "40".to_owned()]];
/// let at = Path::parse("measures/#m1/points").unwrap();
/// let from = Cell { period: "2025/26".parse().unwrap(), kind: PointKind::Forecast };
/// let pasted = paste(&at, &json!([]), &[from.period], &rows, from);
/// assert_eq!(pasted.filled, 2);
/// ```
pub fn paste(
    at: &Path,
    points: &Value,
    periods: &[Period],
    rows: &[Vec<String>],
    from: Cell,
) -> Pasted {
    let mut pasted = Pasted::default();
    let (headings, body) = match rows.split_first() {
        Some((first, rest)) if first.iter().any(|cell| kind_named(cell).is_some()) => {
            (Some(first.as_slice()), rest)
        }
        _ => (None, rows),
    };
    let own: Option<Vec<Period>> = body
        .iter()
        .map(|row| period_named(row.first()?))
        .collect::<Option<_>>()
        .filter(|_| body.iter().any(|row| row.len() > 1));
    let skip = usize::from(own.is_some());
    let start = KINDS.iter().position(|kind| *kind == from.kind);
    let kind_at = |column: usize| match headings {
        Some(headings) => headings.get(column).and_then(|text| kind_named(text)),
        None => KINDS.get(start? + column - skip).copied(),
    };
    let down = below(periods, from.period, body.len());
    for (number, row) in body.iter().enumerate() {
        let period = match &own {
            Some(own) => own.get(number),
            None => down.get(number),
        };
        for (column, text) in row.iter().enumerate().skip(skip) {
            if text.is_empty() {
                continue;
            }
            let Some((&period, kind)) = period.zip(kind_at(column)) else {
                pasted.left.push(format!("“{text}” has no cell here."));
                continue;
            };
            let cell = Cell { period, kind };
            let to = match Reading::Figure.read(text) {
                Meant::Value(to) => to,
                Meant::Words(to, _) => {
                    pasted.left.push(format!(
                        "“{text}” was kept as words, because it isn’t a figure."
                    ));
                    to
                }
                Meant::Error(_) => continue,
            };
            pasted.changes.extend(put(at, points, cell, to));
            pasted.filled += 1;
        }
    }
    pasted
}

/// Periods from one on, as the grid has them and then year by year.
fn below(periods: &[Period], from: Period, many: usize) -> Vec<Period> {
    let mut down: Vec<Period> = periods.iter().copied().filter(|p| *p >= from).collect();
    if down.first() != Some(&from) {
        down.insert(0, from);
    }
    while down.len() < many.min(periods.len() + FURTHER) {
        let next = down.last().map_or(from, |last| last.a_year_on());
        down.push(next);
    }
    down
}

fn period_named(text: &str) -> Option<Period> {
    match Reading::Period.read(text) {
        Meant::Value(value) => read(value).ok(),
        _ => None,
    }
}

/// What kind of figure a heading names.
fn kind_named(text: &str) -> Option<PointKind> {
    let text = text.to_lowercase();
    let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
    Some(match () {
        () if has(&["target", "ambition"]) => PointKind::Target,
        () if has(&["forecast", "projected"]) => PointKind::Forecast,
        () if has(&["baseline"]) => PointKind::Baseline,
        () if has(&["actual", "outturn", "result"]) => PointKind::Actual,
        () => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{drafting::apply_all, plan::Plan};

    fn at() -> Path {
        Path::parse("measures/#m1/points").unwrap()
    }

    fn points() -> Value {
        json!([
            {"period": "2024/25", "value": "36", "column": "Outturn"},
            {"period": "2024/25", "kind": "target", "value": "35", "qualifier": "at least"},
            {"period": "2025/26", "kind": "target", "value": "38"}
        ])
    }

    fn year(text: &str) -> Period {
        text.parse().unwrap()
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        let row = |line: &str| line.split('|').map(|c| c.trim().to_owned()).collect();
        text.lines().map(row).collect()
    }

    fn after(pasted: &Pasted) -> Vec<String> {
        let plan = json!({"measures": [{"id": "m1", "name": "M", "points": points()}]});
        let mut plan = Plan::from_json(plan).unwrap();
        apply_all(&mut plan, &pasted.changes).unwrap();
        let measure = &plan.measures[0];
        let told = |p: &crate::plan::Point| {
            let value = p.value.as_ref().unwrap().shown(|v| v.to_string());
            format!("{} {} {value}", p.period.unwrap(), p.kind().shown())
        };
        measure.points.iter().map(told).collect()
    }

    #[test]
    fn a_plan_of_several_years_has_a_row_for_each() {
        let rows = years_of(year("2011/12-2013/14"));
        assert_eq!(rows, ["2011/12", "2012/13", "2013/14"].map(year));
        assert_eq!(years_of(year("2014")), [year("2014")]);
    }

    #[test]
    fn what_says_more_than_a_cell_has_none() {
        let points = points();
        assert_eq!(periods(&points), [year("2024/25"), year("2025/26")]);
        assert_eq!(beyond(&points), 1);
        let cell = |kind| Cell {
            period: year("2024/25"),
            kind,
        };
        assert_eq!(place_of(&points, cell(PointKind::Actual)), Some(0));
        assert_eq!(place_of(&points, cell(PointKind::Target)), None);
        let emptied = put(&at(), &points, cell(PointKind::Actual), Value::Null);
        assert_eq!(emptied, Some(Change::Take { at: at().place(0) }));
        assert_eq!(
            put(&at(), &points, cell(PointKind::Target), Value::Null),
            None
        );
    }

    #[test]
    fn a_pasted_block_fills_cells_and_goes_on_year_by_year() {
        let from = Cell {
            period: year("2025/26"),
            kind: PointKind::Forecast,
        };
        let periods = periods(&points());
        let pasted = paste(
            &at(),
            &points(),
            &periods,
            &rows("37.5|39|x\n|41\ntbc|42"),
            from,
        );
        assert_eq!(pasted.filled, 5);
        assert_eq!(pasted.left, ["“x” has no cell here."]);
        assert_eq!(
            after(&pasted)[2..],
            [
                "2025/26 Target 39",
                "2025/26 Forecast 37.5",
                "2026/27 Target 41",
                "2027/28 Forecast TBC",
                "2027/28 Target 42",
            ]
        );
    }

    #[test]
    fn a_table_with_periods_and_headings_goes_where_they_say() {
        let from = Cell {
            period: year("2025/26"),
            kind: PointKind::Baseline,
        };
        let table = "Year|Target 26|Outturn|Remarks\n2023-24|33|31.5|fine\n2024/25||about 36|";
        let pasted = paste(&at(), &points(), &periods(&points()), &rows(table), from);
        assert_eq!(
            pasted.left,
            [
                "“fine” has no cell here.",
                "“about 36” was kept as words, because it isn’t a figure."
            ]
        );
        assert_eq!(
            after(&pasted),
            [
                "2024/25 Actual about 36",
                "2024/25 Target 35",
                "2025/26 Target 38",
                "2023/24 Target 33",
                "2023/24 Actual 31.5",
            ]
        );
    }
}
