//! Who answers for what a calendar holds: by the name that a plan gives a post, team or organisation, so that one choice
//! does for several plans.

use std::collections::BTreeMap;

use crate::{
    insight::Index,
    plan::{Id, Plan, Ref},
};

/// All that answer for an action or have a role in a project, by name.
pub fn owners(plan: &Plan, index: &Index) -> Vec<String> {
    named(plan, index).into_keys().collect()
}

/// The one of this name, if the plan has it.
pub fn owner(plan: &Plan, name: &str) -> Option<Id> {
    named(plan, &Index::new(plan)).remove(name)
}

fn named(plan: &Plan, index: &Index) -> BTreeMap<String, Id> {
    let of_actions = plan.actions.iter().flat_map(|a| a.responsible.iter());
    let roles = plan.projects.iter().flat_map(|p| p.roles.iter());
    let of_projects = roles.filter_map(|role| role.post.as_ref());
    let mut named = BTreeMap::new();
    for Ref { to, .. } in of_actions.chain(of_projects) {
        // What leads nowhere has no name to choose it by.
        if index.place(to).is_some() {
            let name = index.title(plan, to);
            named.entry(name).or_insert_with(|| to.clone());
        }
    }
    named
}
