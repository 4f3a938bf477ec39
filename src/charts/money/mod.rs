//! Money: amounts by area with income set against spending, as bars or as boxes; one period beside another and
//! the change between them; where money comes from and goes to.

mod areas;
mod boxes;
mod change;
mod flow;
mod periods;
mod two_plans;

pub use crate::insight::money::{AreaRow, AreaWords, Side, TwoPeriodRow, TwoPeriodWords};
pub use areas::by_area;
pub use boxes::boxes;
pub use change::change;
pub use flow::flow;
pub use periods::two_periods;
pub use two_plans::two_plans;

use crate::plan::Pounds;

use super::{
    frame::{Tick, steps},
    table::Cell,
    theme::Width,
};

/// How amounts are said in one chart: all millions with the same digits after the point.
#[derive(Clone, Copy)]
struct Said {
    tenths: bool,
}

impl Said {
    /// With tenths of a million unless all are whole millions, as some plans print them.
    fn of(amounts: impl Iterator<Item = i64>) -> Said {
        let tenths = amounts
            .filter(|pounds| pounds.unsigned_abs() >= MILLION_FROM)
            .any(|pounds| pounds % 1_000_000 != 0);
        Said { tenths }
    }

    /// £36.2m, £48m, £827k, £749.
    fn short(self, pounds: i64) -> String {
        let sign = if pounds < 0 { "−" } else { "" };
        let size = pounds.unsigned_abs();
        if size >= MILLION_FROM && self.tenths {
            let tenths = size.saturating_add(50_000) / 100_000;
            format!("{sign}£{}.{}m", tenths / 10, tenths % 10)
        } else if size >= MILLION_FROM {
            format!("{sign}£{}m", size.saturating_add(500_000) / 1_000_000)
        } else if size >= 1_000 {
            format!("{sign}£{}k", (size + 500) / 1_000)
        } else {
            format!("{sign}£{size}")
        }
    }
}

/// Amounts are said in millions from here, in pounds.
const MILLION_FROM: u64 = 950_000;

fn in_full(amount: Option<i64>) -> Cell {
    let words = amount.map(|pounds| {
        Pounds {
            pounds,
            ..Pounds::default()
        }
        .in_full()
    });
    Cell::Text(words.unwrap_or_default())
}

/// Ticks at round amounts.
fn ticks(min: f64, max: f64, width: Width) -> Vec<Tick> {
    let most = if width == Width::Narrow { 3 } else { 5 };
    steps(min, max, most)
        .into_iter()
        .map(|at| Tick {
            at,
            words: Said::of(std::iter::once(at as i64)).short(at as i64),
        })
        .collect()
}

/// The scale that holds all of these amounts, and nought.
fn scale(amounts: impl Iterator<Item = i64> + Clone) -> (f64, f64) {
    let max = amounts.clone().max().unwrap_or(0).max(0) as f64;
    let min = amounts.min().unwrap_or(0).min(0) as f64;
    if max == min { (0.0, 1.0) } else { (min, max) }
}
