//! Risks in a grid: by likelihood and impact where a plan prints both, else by the score now and the score aimed at.

use crate::plan::{Cell, Id, Risk};

/// One side of a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Side {
    /// What it is: 'Likelihood', 'Target score'.
    pub name: &'static str,
    /// Its bands from low to high: '3', '16 to 20'.
    pub bands: Vec<String>,
}

/// A risk in a grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    /// The risk.
    pub id: Id,
    /// Its band down the grid, counted from the lowest.
    pub down: usize,
    /// Its band across.
    pub across: usize,
}

/// Risks in a grid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RiskGrid {
    /// What the rows are.
    pub down: Side,
    /// What the columns are.
    pub across: Side,
    /// Whether both sides are bands of scores, now and aimed at.
    pub by_score: bool,
    /// The risks, in the order given.
    pub placed: Vec<Placed>,
}

/// How many scores a band holds, the fewest first.
const WIDTHS: [u32; 6] = [1, 2, 5, 10, 25, 100];
/// As many bands a side has at most.
const MOST: u32 = 6;

/// The grid of these risks; `None` where fewer than two can be placed.
pub fn risk_grid(risks: &[&Risk]) -> Option<RiskGrid> {
    grid(risks, ("Likelihood", "Impact"), false, &|r| {
        Some((printed(r, "likelihood")?, printed(r, "impact")?))
    })
    .or_else(|| {
        grid(risks, ("Score now", "Target score"), true, &|r| {
            Some((r.current()?, r.target()?))
        })
    })
}

/// The whole number printed under a heading of a risk, or of a place where it appears: the highest of several.
fn printed(r: &Risk, heading: &str) -> Option<u32> {
    let own = r.cells.iter();
    let cells = own.chain(r.appearances.iter().flat_map(|a| &a.cells));
    let number = |cell: &Cell| {
        let words = cell.value.as_ref()?.value()?.as_str();
        words.split_whitespace().next()?.parse::<u32>().ok()
    };
    let under = cells.filter(|cell| cell.label.trim().eq_ignore_ascii_case(heading));
    under.filter_map(number).max()
}

fn grid(
    risks: &[&Risk],
    names: (&'static str, &'static str),
    by_score: bool,
    both: &dyn Fn(&Risk) -> Option<(u32, u32)>,
) -> Option<RiskGrid> {
    let found: Vec<(&Risk, (u32, u32))> =
        risks.iter().filter_map(|r| Some((*r, both(r)?))).collect();
    if found.len() < 2 {
        return None;
    }
    let highest = found
        .iter()
        .map(|(_, (down, across))| *down.max(across))
        .max()?;
    let fits = |width: &u32| highest.div_ceil(*width) <= MOST;
    let width = WIDTHS
        .into_iter()
        .find(fits)
        .unwrap_or(highest.div_ceil(MOST).max(1));
    let band = |n: u32| n.saturating_sub(1) / width;
    let (downs, down) = side(
        names.0,
        found.iter().map(|(_, (down, _))| band(*down)),
        width,
    )?;
    let (acrosses, across) = side(
        names.1,
        found.iter().map(|(_, (_, across))| band(*across)),
        width,
    )?;
    let place = |(r, (d, a)): &(&Risk, (u32, u32))| Placed {
        id: r.id.clone(),
        down: (band(*d) - downs) as usize,
        across: (band(*a) - acrosses) as usize,
    };
    Some(RiskGrid {
        placed: found.iter().map(place).collect(),
        down,
        across,
        by_score,
    })
}

/// The bands that any risk stands in and those between, with the first of them.
fn side(
    name: &'static str,
    bands: impl Iterator<Item = u32> + Clone,
    width: u32,
) -> Option<(u32, Side)> {
    let (first, last) = (bands.clone().min()?, bands.max()?);
    let called = |band: u32| match width {
        1 => (band + 1).to_string(),
        _ => format!(
            "{} to {}",
            band.saturating_mul(width).saturating_add(1),
            (band + 1).saturating_mul(width)
        ),
    };
    let bands = (first..=last).map(called).collect();
    Some((first, Side { name, bands }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Plan;
    use serde_json::json;

    fn of(risks: serde_json::Value) -> Option<RiskGrid> {
        let plan = Plan::from_json(json!({"id": "p", "risks": risks})).unwrap();
        let risks: Vec<&Risk> = plan.risks.iter().map(|r| &**r).collect();
        risk_grid(&risks)
    }

    #[test]
    fn scores_fall_into_bands_and_empty_ends_are_left_out() {
        let scored = |id: &str, now: u32, aim: u32| json!({"id": id, "text": id, "appearances": [{"id": format!("{id}-1"), "current": now, "target": aim}]});
        let grid = of(
            json!([scored("a", 27, 12), scored("b", 16, 15), scored("c", 20, 6),
                             {"id": "d", "text": "no scores"}]),
        )
        .unwrap();
        assert!(grid.by_score);
        assert_eq!(grid.down.bands, ["16 to 20", "21 to 25", "26 to 30"]);
        assert_eq!(grid.across.bands, ["6 to 10", "11 to 15"]);
        let placed: Vec<_> = grid
            .placed
            .iter()
            .map(|p| (p.id.as_str(), p.down, p.across))
            .collect();
        assert_eq!(placed, [("a", 2, 1), ("b", 0, 1), ("c", 0, 0)]);
        assert!(of(json!([scored("a", 27, 12)])).is_none());
        assert!(of(json!([scored("a", u32::MAX, 0), scored("b", 0, 1)])).is_some());
    }

    #[test]
    fn likelihood_and_impact_go_before_scores() {
        let both = |id: &str, likelihood: &str, impact: &str| {
            json!({"id": id, "text": id, "appearances": [{"id": format!("{id}-1"), "current": 9, "target": 4, "cells": [
                {"label": "Likelihood", "value": likelihood}, {"label": "IMPACT", "value": impact}]}]})
        };
        let grid = of(json!([both("a", "4 (likely)", "5"), both("b", "2", "5")])).unwrap();
        assert_eq!((grid.down.name, grid.across.name), ("Likelihood", "Impact"));
        assert_eq!(grid.down.bands, ["2", "3", "4"]);
        assert_eq!(grid.across.bands, ["5"]);
    }
}
