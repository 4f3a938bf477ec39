//! What is due as rows, month by month. All but their states is made once a plan; when the as-at date moves, only rows
//! whose state changes are made anew.

use std::sync::Arc;

use super::{Bit, Cell, Column, Filter, Listing, Row, SortKey, counted, filter, short, state_tag};
use crate::{
    insight::{
        Fact, MilestoneState,
        timeline::{Carrier, Due, LaneBy, Timeline, What},
    },
    plan::{Day, Id, Plan, month_name},
};

const TITLE: usize = 110;
/// The place of the column of states.
const STATE: usize = 2;

/// The rows of a plan's time line, without their states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Undated {
    columns: Vec<Column>,
    filters: Vec<Filter>,
    rows: Vec<Arc<Row>>,
}

/// The rows as they stand at a date.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dated {
    of: Arc<Undated>,
    states: Vec<MilestoneState>,
    /// The rows with their columns and filters.
    pub listing: Listing,
}

/// Everything due, by month, with the lane each thing stands in.
pub fn undated(timeline: &Timeline, plan: &Plan, by: LaneBy) -> Undated {
    let heading = match timeline.noun() {
        ("milestone", _) => "Milestone",
        _ => "What is due",
    };
    let mut columns = vec![
        Column::words("name", heading),
        Column::words("due", "Due"),
        Column::words("state", "State"),
        Column::words("of", "Part of"),
    ];
    if by != LaneBy::Carrier {
        columns.push(Column::words("lane", &by.shown(timeline, plan)));
    }
    let rows = timeline.dues.iter().filter_map(|due| {
        let carrier = timeline.carrier(due)?;
        Some(Arc::new(row(due, carrier, by)))
    });
    let rows: Vec<Arc<Row>> = rows.collect();
    let filters = [
        LaneBy::Priority,
        LaneBy::Programme,
        LaneBy::Owner,
        LaneBy::Area,
    ];
    let filters = filters
        .iter()
        .filter_map(|by| filter(by.key(), &by.shown(timeline, plan), &rows));
    Undated {
        columns,
        filters: filters.collect(),
        rows,
    }
}

impl Undated {
    /// The rows as they stand at a date. Those that stood like that before are taken over.
    pub fn at(self: &Arc<Self>, timeline: &Timeline, as_at: Day, before: Option<&Dated>) -> Dated {
        let before = before.filter(|before| Arc::ptr_eq(&before.of, self));
        let states: Vec<_> = timeline.dues.iter().map(|due| due.state(as_at)).collect();
        let rows = self
            .rows
            .iter()
            .zip(&states)
            .enumerate()
            .map(|(at, (row, state))| {
                let kept = before.and_then(|b| Some((b.states.get(at)?, b.listing.rows.get(at)?)));
                match kept {
                    Some((was, kept)) if was == state => kept.clone(),
                    _ => Arc::new(stated(row, *state)),
                }
            });
        let rows: Vec<Arc<Row>> = rows.collect();
        let held = MilestoneState::ALL.into_iter().map(|state| {
            let count = states.iter().filter(|s| **s == state).count();
            (state_tag(state), count)
        });
        let held = held.filter(|(_, count)| *count > 0).collect();
        let filters = self.filters.iter().cloned();
        let filters = filters
            .chain(counted("state", "State", held, rows.len()))
            .collect();
        Dated {
            of: self.clone(),
            states,
            listing: Listing {
                columns: self.columns.clone(),
                filters,
                rows,
                ..Listing::default()
            },
        }
    }
}

/// A row with its state.
fn stated(row: &Row, state: MilestoneState) -> Row {
    let mut row = row.clone();
    let tag = state_tag(state);
    if let Some(cell) = row.cells.get_mut(STATE) {
        let key = SortKey::Number(tag.rank as f64);
        *cell = Cell::of(Some(Fact::State(state)), key);
    }
    row.tags.push(tag);
    row
}

fn row(due: &Due, carrier: &Carrier, by: LaneBy) -> Row {
    let under = match due.what {
        What::Milestone => Vec::new(),
        What::Timescale => vec![Bit::Small("From its timescales".to_owned())],
        What::End => vec![Bit::Small("End of the action".to_owned())],
    };
    let words = [&due.text, &carrier.label, &carrier.name].map(|w| w.to_lowercase());
    let day = due.last().map(|day| i64::from(day.0));
    let printed = crate::insight::facts::text(&due.words);
    let mut cells = vec![
        Cell::new(under, SortKey::text(&due.text)),
        Cell::of(printed, SortKey::count(day)),
        Cell::default(),
        match due.what {
            What::End => Cell::default(),
            _ => links([(carrier.id.clone(), carrier.name.clone())]),
        },
    ];
    if by != LaneBy::Carrier {
        let named = carrier.tags.iter();
        let named = named.filter(|t| by.names(t) && t.is_named());
        cells.push(links(
            named.map(|t| (Id::slug(&t.value), t.label.to_string())),
        ));
    }
    Row {
        id: due.id.clone(),
        title: short(&due.text, TITLE),
        retold: due.retold,
        section: due.last().map_or("Without a date".to_owned(), month),
        cells,
        words: words.join(" ").into(),
        tags: carrier.tags.clone(),
        ..Row::default()
    }
}

/// The month a date ends in.
fn month(day: Day) -> String {
    let (year, month, _) = day.civil();
    format!("{} {year}", month_name(month))
}

fn links(items: impl IntoIterator<Item = (Id, String)>) -> Cell {
    let items: Vec<(Id, String)> = items.into_iter().collect();
    let key = items.first().map(|(_, name)| SortKey::text(name));
    let fact = (!items.is_empty()).then_some(Fact::Items(items));
    Cell::of(fact, key.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::insight::Index;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p",
            "posts": [{"id": "head", "title": "Head of Care"}, {"id": "lead", "title": "Lead"}],
            "actions": [
                {"id": "a", "reference": "A1", "text": "First", "responsible": ["head"],
                 "milestones": [{"id": "m1", "text": "Agreed", "due": "2012-04"},
                                {"id": "m2", "text": "Carers asked", "due": {"print": "tbc"}}]},
                {"id": "b", "reference": "B1", "text": "Second", "responsible": ["lead"],
                 "milestones": [{"id": "m3", "text": "Bought", "due": "2012-04-10"}]}]}))
        .unwrap()
    }

    fn told(listing: &Listing, settings: &[(&str, &str)]) -> Vec<String> {
        let settings: Vec<_> = settings
            .iter()
            .map(|(n, v)| ((*n).to_owned(), (*v).to_owned()))
            .collect();
        let rows = listing.chosen(&settings);
        rows.iter()
            .map(|r| format!("{}: {}", r.section, r.title))
            .collect()
    }

    fn day(month: u8, day: u8) -> Day {
        Day::new(2012, month, day).unwrap()
    }

    #[test]
    fn rows_stand_month_by_month_and_filters_narrow_them() {
        let plan = plan();
        let timeline = Timeline::new(&plan, &Index::new(&plan));
        let base = Arc::new(undated(&timeline, &plan, LaneBy::Owner));
        let dated = base.at(&timeline, day(4, 10), None);
        assert_eq!(
            told(&dated.listing, &[]),
            [
                "April 2012: Bought",
                "April 2012: Agreed",
                "Without a date: Carers asked"
            ]
        );
        assert_eq!(
            told(&dated.listing, &[("owner", "lead")]),
            ["April 2012: Bought"]
        );
        assert_eq!(
            told(&dated.listing, &[("state", "passed")]),
            ["April 2012: Bought"]
        );
        assert_eq!(
            told(&dated.listing, &[("q", "a1 agreed")]),
            ["April 2012: Agreed"]
        );
    }

    #[test]
    fn another_date_makes_only_the_rows_anew_that_stand_otherwise() {
        let plan = plan();
        let timeline = Timeline::new(&plan, &Index::new(&plan));
        let base = Arc::new(undated(&timeline, &plan, LaneBy::Carrier));
        let before = base.at(&timeline, day(4, 1), None);
        let after = base.at(&timeline, day(4, 10), Some(&before));
        let same = |at: usize| Arc::ptr_eq(&before.listing.rows[at], &after.listing.rows[at]);
        assert_eq!([same(0), same(1), same(2)], [false, true, true]);
        assert_eq!(after, base.at(&timeline, day(4, 10), None));
    }
}
