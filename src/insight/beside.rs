//! What stands beside an item: the one before and after it among its own kind, and for a part the
//! table of its holder that it is a row of.

use super::{Block, Index, facts::sheet};
use crate::plan::{Day, Id, Plan};

/// The items before and after one, in the plan's order: records among records of its kind, parts
/// among the same parts of their holder.
pub fn beside(plan: &Plan, index: &Index, id: &Id) -> (Option<Id>, Option<Id>) {
    let Some(place) = index.place(id) else {
        return (None, None);
    };
    let collection = plan.collection(place.kind);
    if place.part.is_none() {
        let before = place.at.checked_sub(1);
        let at = |at: usize| collection.id_at(at).cloned();
        return (before.and_then(at), place.at.checked_add(1).and_then(at));
    }
    let mut alike: Vec<(Id, &'static str, Option<Id>)> = Vec::new();
    if let Some(record) = collection.record(place.at) {
        record.parts(&mut |part| {
            alike.push((part.id.clone(), part.list, part.within.cloned()));
        });
    }
    let Some(own) = alike.iter().find(|(other, ..)| other == id).cloned() else {
        return (None, None);
    };
    alike.retain(|(_, list, within)| *list == own.1 && *within == own.2);
    let at = alike
        .iter()
        .position(|(other, ..)| other == id)
        .unwrap_or(0);
    let of = |at: usize| alike.get(at).map(|(id, ..)| id.clone());
    (at.checked_sub(1).and_then(of), of(at + 1))
}

/// The table of a part's holder in which the part is a row.
pub fn row_of(plan: &Plan, index: &Index, id: &Id, as_at: Day) -> Option<Block> {
    let place = index.place(id)?;
    place.part?;
    let holder = index.record(plan, id)?;
    let blocks = sheet(plan, index, holder.id(), as_at)?.blocks;
    blocks.into_iter().find(|block| match block {
        Block::Grid(grid) => grid.rows.iter().any(|(row, _)| row.as_ref() == Some(id)),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({"id": "p",
            "actions": [
                {"id": "a", "text": "A", "milestones": [{"id": "a-1", "text": "One"}, {"id": "a-2", "text": "Two"}],
                 "steps": [{"id": "a-s", "text": "Step"}]},
                {"id": "b", "text": "B"}]}))
        .unwrap()
    }

    fn around(id: &str) -> (String, String) {
        let plan = plan();
        let (before, after) = beside(&plan, &Index::new(&plan), &Id::slug(id));
        let shown = |id: Option<Id>| id.map_or(String::new(), |id| id.to_string());
        (shown(before), shown(after))
    }

    #[test]
    fn records_and_parts_keep_to_their_own() {
        assert_eq!(around("a"), (String::new(), "b".into()));
        assert_eq!(around("b"), ("a".into(), String::new()));
        assert_eq!(around("a-1"), (String::new(), "a-2".into()));
        assert_eq!(around("a-2"), ("a-1".into(), String::new()));
        assert_eq!(around("a-s"), (String::new(), String::new()));
        assert_eq!(around("nothing"), (String::new(), String::new()));
    }

    #[test]
    fn a_milestone_is_a_row_of_its_action() {
        let plan = plan();
        let index = Index::new(&plan);
        let row = |id: &str| row_of(&plan, &index, &Id::slug(id), Day(0));
        assert!(matches!(row("a-2"), Some(Block::Grid(grid)) if grid.rows.len() == 2));
        assert_eq!(row("a-s"), None);
        assert_eq!(row("a"), None);
    }
}
