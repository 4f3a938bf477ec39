//! Swim lanes: what is due, gathered by priority, programme, owner or service area, or one action a lane.

use std::collections::HashMap;

use super::{Carrier, Timeline};
use crate::{
    insight::rows::{Tag, sentence},
    plan::{Id, Plan},
};

/// What lanes stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LaneBy {
    /// The priorities or outcomes that are worked towards.
    Priority,
    /// The pillars or programmes that projects belong to.
    Programme,
    /// Who answers for it.
    Owner,
    /// The service areas that carry it.
    Area,
    /// One action or project a lane.
    Carrier,
}

impl LaneBy {
    const ALL: [LaneBy; 5] = [
        LaneBy::Priority,
        LaneBy::Programme,
        LaneBy::Owner,
        LaneBy::Area,
        LaneBy::Carrier,
    ];

    /// Its name in the address bar, which is that of the filter for the same.
    pub fn key(self) -> &'static str {
        match self {
            LaneBy::Priority => "priority",
            LaneBy::Programme => "part-of",
            LaneBy::Owner => "owner",
            LaneBy::Area => "area",
            LaneBy::Carrier => "action",
        }
    }

    /// Whether a tag names such a lane.
    pub fn names(self, tag: &Tag) -> bool {
        tag.filter == self.key()
    }

    /// What one lane is called: 'Priority', 'Outcome', 'Pillar'.
    pub fn shown(self, timeline: &Timeline, plan: &Plan) -> String {
        let words = match self {
            LaneBy::Priority => timeline.aims,
            LaneBy::Programme => {
                let parents = plan.projects.iter().filter_map(|p| p.parent.as_ref());
                let parent = parents.map(|r| &r.to).next();
                let sort = plan.projects.iter().find(|p| Some(&p.id) == parent);
                return sentence(match sort {
                    Some(p) if !p.sort.is_empty() => &p.sort,
                    _ => "programme",
                });
            }
            LaneBy::Owner => "Owner",
            LaneBy::Area => "Service area",
            LaneBy::Carrier => {
                let projects = timeline.carriers.iter().filter(|c| c.is_project).count();
                match projects {
                    0 => "Action",
                    n if n == timeline.carriers.len() => "Project",
                    _ => "Action or project",
                }
            }
        };
        words.to_owned()
    }

    /// The lanes a setting of the address names, of those offered; the first that tells something apart if it names
    /// none.
    pub fn named(name: &str, offered: &[LaneBy]) -> LaneBy {
        let by = offered.iter().find(|by| by.key() == name);
        by.or(offered.first()).copied().unwrap_or(LaneBy::Carrier)
    }
}

/// The kinds of lanes that the plan fills: more than one lane, and most of what is due in a named one.
pub fn offered(timeline: &Timeline) -> Vec<LaneBy> {
    let fills = |by: &LaneBy| {
        let of = |c: &&Carrier| c.tags.iter().any(|t| by.names(t) && t.is_named());
        let named = timeline.carriers.iter().filter(of).count();
        let tags = timeline.carriers.iter().flat_map(|c| &c.tags);
        let mut values = tags.filter(|t| by.names(t)).map(|t| &t.value);
        let first = values.next();
        let several = values.any(|value| Some(value) != first);
        *by == LaneBy::Carrier || (several && named * 2 >= timeline.carriers.len())
    };
    LaneBy::ALL.into_iter().filter(fills).collect()
}

/// A lane with what stands in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Lane {
    /// The record it stands for.
    pub id: Option<Id>,
    /// What it is called.
    pub label: String,
    /// The actions and projects in it.
    pub tracks: Vec<Track>,
}

/// An action or project in a lane, with what is due of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Track {
    /// Its place among the carriers.
    pub carrier: usize,
    /// The places of what is due, in the order of dates.
    pub dues: Vec<usize>,
}

/// Gathers what is chosen into lanes, in the plan's order. What belongs to several stands in each of them.
pub fn lanes(timeline: &Timeline, by: LaneBy, chosen: &[usize]) -> Vec<Lane> {
    let mut of_carrier: Vec<Vec<usize>> = vec![Vec::new(); timeline.carriers.len()];
    for at in chosen {
        let carrier = timeline.dues.get(*at).map(|due| due.carrier);
        if let Some(dues) = carrier.and_then(|carrier| of_carrier.get_mut(carrier)) {
            dues.push(*at);
        }
    }
    let mut lanes: Vec<(usize, Lane)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    let carriers = timeline.carriers.iter().zip(of_carrier).enumerate();
    for (at, (carrier, dues)) in carriers.filter(|(_, (_, dues))| !dues.is_empty()) {
        if by == LaneBy::Carrier {
            let track = Track { carrier: at, dues };
            let lane = Lane {
                id: Some(carrier.id.clone()),
                label: carrier.label.clone(),
                tracks: vec![track],
            };
            lanes.push((at, lane));
            continue;
        }
        for tag in carrier.tags.iter().filter(|t| by.names(t)) {
            let place = *places.entry(&tag.value).or_insert(lanes.len());
            if place == lanes.len() {
                let lane = Lane {
                    id: tag.is_named().then(|| Id::slug(&tag.value)),
                    label: tag.label.to_string(),
                    tracks: Vec::new(),
                };
                lanes.push((tag.rank, lane));
            }
            if let Some((_, lane)) = lanes.get_mut(place) {
                let dues = dues.clone();
                lane.tracks.push(Track { carrier: at, dues });
            }
        }
    }
    lanes.sort_by_key(|(rank, _)| *rank);
    lanes.into_iter().map(|(_, lane)| lane).collect()
}
