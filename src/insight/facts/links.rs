//! What an item is, what is linked to it, and the way down to it from the plan’s aims.

use crate::{
    insight::{index::Index, rows::sentence},
    plan::{Id, Kind, Plan, Project, Relation, Risk},
};

/// What refers to an item and what it refers to, under headings, for the links of its page. What the
/// page already shows as a fact isn't repeated.
pub fn related(plan: &Plan, index: &Index, id: &Id) -> Vec<(&'static str, Vec<(Id, String)>)> {
    let mut groups: Vec<(&'static str, Vec<(Id, String)>)> = Vec::new();
    let mut add = |heading: &'static str, id: &Id| {
        let entry = (id.clone(), index.title(plan, id));
        match groups.iter_mut().find(|(h, _)| *h == heading) {
            Some((_, items)) if items.contains(&entry) => {}
            Some((_, items)) => items.push(entry),
            None => groups.push((heading, vec![entry])),
        }
    };
    for (relation, from) in index.links_to(id) {
        let kind = index.place(from).map(|p| p.kind);
        let heading = match (relation, kind) {
            (Relation::Serves, Some(Kind::Action)) => "Actions working towards this",
            (Relation::Serves, Some(Kind::Measure)) => "Measures of this",
            (Relation::Serves, Some(Kind::Priority)) => "Priorities under this",
            (Relation::Threatens, _) => "Risks to this",
            (relation, _) => relation.reverse(),
        };
        add(heading, from);
    }
    groups
}

/// The way from the plan's widest aim down to an item: outcome, priority, the item, and for a part
/// its holder in between. The first of several links is followed.
pub fn thread(plan: &Plan, index: &Index, id: &Id) -> Vec<(Kind, Id, String)> {
    let mut chain = Vec::new();
    let mut next = Some(id.clone());
    let mut came_from: Option<Id> = None;
    // A cycle of links, or a very long chain, ends the walk.
    while let Some(id) = next.take()
        && chain.len() < 8
        && !chain.iter().any(|(_, seen, _)| *seen == id)
    {
        let Some(place) = index.place(&id) else { break };
        let Some(record) = index.record(plan, &id) else {
            break;
        };
        chain.push((place.kind, id.clone(), index.title(plan, &id)));
        if place.part.is_some() {
            let mut holder = record.id().clone();
            record.parts(&mut |part| {
                if let (true, Some(within)) = (*part.id == id, part.within) {
                    holder = within.clone();
                }
            });
            (came_from, next) = (Some(id), Some(holder));
            continue;
        }
        // A risk is printed under several priorities: the place one came from says under which.
        let risk = record.downcast::<Risk>();
        let appearances = risk.map_or(&[][..], |risk| &risk.appearances);
        let own = appearances
            .iter()
            .find(|a| came_from.as_ref() == Some(&a.id));
        let own = own
            .and_then(|a| a.priority.as_ref())
            .map(|to| to.to.clone());
        next = own.filter(|to| index.place(to).is_some());
        record.links(&mut |relation, to| {
            let upward = matches!(relation, Relation::Serves | Relation::Threatens)
                || (relation == Relation::PartOf && record.kind() != Kind::Statistic)
                || (relation == Relation::About && record.kind() == Kind::Benchmark);
            if next.is_none() && upward && index.place(&to.to).is_some() {
                next = Some(to.to.clone());
            }
        });
    }
    chain.reverse();
    chain
}

/// What an item is, with its reference: 'Priority 2', 'Action ASCH2/1', 'Milestone'.
pub fn what_is(plan: &Plan, index: &Index, id: &Id) -> String {
    let Some(place) = index.place(id) else {
        return String::new();
    };
    if let Some(noun) = place.part {
        return sentence(noun);
    }
    let record = index.record(plan, id);
    let project = record.as_deref().and_then(|r| r.downcast::<Project>());
    // A workstream or a pillar is called what the plan calls it.
    let noun = match project.map_or("", |p| p.sort.as_str()) {
        "" => sentence(place.kind.one()),
        sort => sentence(sort),
    };
    let reference = record.as_deref().map_or("", |r| r.reference());
    match reference.to_lowercase().contains(place.kind.one()) {
        true => reference.to_owned(),
        false => format!("{noun} {reference}").trim_end().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_part_hangs_from_the_place_it_is_printed_in() {
        let plan = Plan::from_json(json!({"id": "p",
            "priorities": [{"id": "p1", "text": "Safe"}, {"id": "p2", "text": "Well"}],
            "measures": [{"id": "m", "name": "Falls", "serves": ["p2"]}],
            "benchmarks": [{"id": "b", "name": "Falls", "measure": "m"}],
            "risks": [{"id": "r", "text": "Risk", "appearances": [
                {"id": "r-1", "priority": "p1"},
                {"id": "r-2", "priority": "p2", "mitigations": [{"id": "r-2-m", "text": "Train"}]}]}]}))
        .unwrap();
        let index = Index::new(&plan);
        let way = |id: &str| {
            let steps = thread(&plan, &index, &Id::slug(id)).into_iter();
            let ids: Vec<String> = steps.map(|(_, id, _)| id.to_string()).collect();
            ids.join(" ")
        };
        assert_eq!(way("r-2-m"), "p2 r r-2 r-2-m");
        assert_eq!(way("r-1"), "p1 r r-1");
        assert_eq!(way("r"), "p1 r");
        assert_eq!(way("b"), "p2 m b");
    }
}
