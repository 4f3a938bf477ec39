//! Making a plan what it was, or what another edition of it is, as changes that can be undone.

use super::{
    change::{Change, ChangeError},
    merge::{Choices, Merge, Side},
};
use crate::plan::Plan;

/// The changes that make `plan` say what `other` says, record for record and in its order: a merge of the two without a
/// common version, where the other is always right. The plan's own id stays.
///
/// # Errors
/// If a change can't be made in the plan, which then is none that reading gives.
pub fn becoming(plan: &Plan, other: &Plan) -> Result<Vec<Change>, ChangeError> {
    let merged = Merge::two_way(plan, other).resolve(&Choices::all(Side::Theirs), "")?;
    Ok(merged.command.changes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::apply_all;
    use serde_json::{Value, json};

    #[test]
    fn a_plan_becomes_another_and_itself_again() {
        let plan = |title: &str, actions: Value, risks: Value| {
            Plan::from_json(json!({"id": "p", "title": title, "actions": actions, "risks": risks}))
                .unwrap()
        };
        let with = |id: &str, milestone: &str| json!({"id": id, "text": id, "milestones": [{"id": milestone, "text": "M"}]});
        let one = plan(
            "One",
            json!([with("a", "m1"), with("b", "m2"), with("c", "m3")]),
            json!([{"id": "r", "text": "Risk"}]),
        );
        // A milestone goes over to another action, one action goes and the order is another.
        let other = plan(
            "Other",
            json!([with("c", "m1"), with("d", "m4"), with("a", "m3")]),
            json!([]),
        );
        for (from, to) in [(&one, &other), (&other, &one), (&one, &one)] {
            let mut now = from.clone();
            let back = apply_all(&mut now, &becoming(from, to).unwrap()).unwrap();
            assert_eq!(now, *to);
            apply_all(&mut now, &back).unwrap();
            assert_eq!(now, *from);
        }
        assert_eq!(becoming(&one, &one).unwrap(), []);
    }
}
