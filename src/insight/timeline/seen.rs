//! What of the lanes can be read at once: in the window, in so many lanes, and with marks put together where there
//! would be too many.

use std::collections::BTreeMap;

use super::{Carrier, Due, Lane, LaneBy, MilestoneState, Timeline, Window, months_on};
use crate::plan::{Day, Id, month_name};

/// So many lanes are drawn at first, and so many more whenever the reader asks.
pub const LANES: usize = 40;
/// Where more marks than this would stand in the window, a mark stands for a month of one state in its lane.
pub const MARKS: usize = 300;
/// Where lanes hold more bars than this between them, a bar stands for all of its lane.
const BARS: usize = 120;

/// What is to be drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Seen {
    /// The lanes with something in the window.
    pub lanes: Vec<SeenLane>,
    /// How many more there are.
    pub hidden: usize,
    /// Whether marks stand for a month of a state.
    pub merged: bool,
}

/// A lane as it is drawn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeenLane {
    /// The record it stands for.
    pub id: Option<Id>,
    /// What it is called.
    pub label: String,
    /// Its bars with their marks.
    pub tracks: Vec<SeenTrack>,
}

/// A bar with its marks: an action or a project, or all that a lane holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SeenTrack {
    /// The action or project.
    pub id: Option<Id>,
    /// What stands beside it; empty where the lane's name says it.
    pub name: String,
    /// Its whole name.
    pub label: String,
    /// From when to when it runs.
    pub span: Option<(Day, Day)>,
    /// Its marks.
    pub marks: Vec<Mark>,
}

/// A mark: one thing due, or a month of one state.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// The record of a single one.
    pub id: Option<Id>,
    /// What will have happened, or how many things.
    pub label: String,
    /// Where it stands.
    pub at: Day,
    /// The first and last day of its date, or of the month.
    pub stretch: (Day, Day),
    /// Its date in words.
    pub words: String,
    /// How it stands.
    pub state: MilestoneState,
    /// How many it stands for.
    pub count: usize,
}

/// What is to be drawn of lanes in a window, as it stands at a date.
pub fn see(
    timeline: &Timeline,
    lanes: &[Lane],
    by: LaneBy,
    window: Window,
    most: usize,
    as_at: Day,
) -> Seen {
    let mut seen = Seen::default();
    let mut drawn: Vec<(&Lane, Vec<Within<'_>>)> = Vec::new();
    let mut marks = 0;
    for lane in lanes {
        let tracks: Vec<Within> = lane
            .tracks
            .iter()
            .filter_map(|track| {
                let carrier = timeline.carriers.get(track.carrier)?;
                let dues = track.dues.iter().filter_map(|at| timeline.dues.get(*at));
                let inside = |due: &&Due| due.place().is_some_and(|day| window.holds(day));
                let dues: Vec<&Due> = dues.filter(inside).collect();
                let span = carrier.span.filter(|span| window.meets(*span));
                let within = Within {
                    carrier,
                    span,
                    dues,
                };
                (span.is_some() || !within.dues.is_empty()).then_some(within)
            })
            .collect();
        if tracks.is_empty() {
            continue;
        }
        if drawn.len() < most {
            marks += tracks.iter().map(|t| t.dues.len()).sum::<usize>();
            drawn.push((lane, tracks));
        } else {
            seen.hidden += 1;
        }
    }
    let bars: usize = drawn.iter().map(|(_, tracks)| tracks.len()).sum();
    let named = by != LaneBy::Carrier;
    let merged = marks > MARKS || (bars > BARS && named);
    seen.merged = merged;
    let lane = |(lane, mut tracks): (&Lane, Vec<Within<'_>>)| SeenLane {
        id: lane.id.clone(),
        label: lane.label.clone(),
        tracks: if merged {
            vec![together(lane, &tracks, as_at)]
        } else {
            tracks.sort_by_key(Within::begins);
            tracks.iter().map(|t| apart(t, named, as_at)).collect()
        },
    };
    // Lanes of counts are cut short as well, unless the reader asked for more of them.
    let mut room = MARKS * most.max(LANES) / LANES;
    for one in drawn {
        let one = lane(one);
        let marks: usize = one.tracks.iter().map(|track| track.marks.len()).sum();
        if merged && marks > room && !seen.lanes.is_empty() {
            seen.hidden += 1;
            room = 0;
            continue;
        }
        room = room.saturating_sub(marks);
        seen.lanes.push(one);
    }
    seen
}

/// What stands in the window of one action or project.
struct Within<'a> {
    carrier: &'a Carrier,
    span: Option<(Day, Day)>,
    dues: Vec<&'a Due>,
}

impl Within<'_> {
    fn begins(&self) -> Option<Day> {
        let first = self.dues.first().and_then(|due| due.place());
        self.span.map(|(first, _)| first).or(first)
    }
}

fn apart(track: &Within<'_>, named: bool, as_at: Day) -> SeenTrack {
    let mark = |due: &&Due| {
        Some(Mark {
            id: Some(due.id.clone()),
            label: due.text.clone(),
            at: due.place()?,
            stretch: due.stretch()?,
            words: due.words.clone(),
            state: due.state(as_at),
            count: 1,
        })
    };
    SeenTrack {
        id: Some(track.carrier.id.clone()),
        name: if named {
            track.carrier.name.clone()
        } else {
            String::new()
        },
        label: track.carrier.label.clone(),
        span: track.span,
        marks: track.dues.iter().filter_map(mark).collect(),
    }
}

/// All of a lane as one bar, with a mark for each state of each month.
fn together(lane: &Lane, tracks: &[Within<'_>], as_at: Day) -> SeenTrack {
    let spans = tracks.iter().filter_map(|t| t.span);
    let span = spans.reduce(|(a, b), (c, d)| (a.min(c), b.max(d)));
    let mut months: BTreeMap<(i32, u8, MilestoneState), usize> = BTreeMap::new();
    for due in tracks.iter().flat_map(|t| &t.dues) {
        let Some(day) = due.place() else { continue };
        let (year, month, _) = day.civil();
        *months.entry((year, month, due.state(as_at))).or_default() += 1;
    }
    let marks = months
        .into_iter()
        .filter_map(|((year, month, state), count)| {
            let first = Day::new(year, month, 1)?;
            let last = months_on(first, 1).0 - 1;
            let words = format!("{} {year}", month_name(month));
            Some(Mark {
                id: None,
                label: format!("{count} due in {words}"),
                at: Day(first.0 + (last - first.0) / 2),
                stretch: (first, Day(last)),
                words,
                state,
                count,
            })
        });
    SeenTrack {
        id: lane.id.clone(),
        name: String::new(),
        label: lane.label.clone(),
        span,
        marks: marks.collect(),
    }
}
