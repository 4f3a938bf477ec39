//! Projects, pillars and workstreams taken together: of which sorts they are, whose names stand in their
//! roles, and who carries how much.

use super::names::people;
use crate::plan::{Plan, Project, Role, Word};

/// What the projects are called, and how many there are of each, most first: `(16, "workstreams")`.
pub fn sorts(plan: &Plan) -> Vec<(usize, String)> {
    let mut sorts: Vec<(usize, &str)> = Vec::new();
    for project in plan.projects.iter() {
        match sorts.iter_mut().find(|(_, sort)| *sort == project.sort) {
            Some((count, _)) => *count += 1,
            None => sorts.push((1, &project.sort)),
        }
    }
    sorts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let called = |(count, sort): (usize, &str)| {
        let one = if sort.is_empty() { "project" } else { sort };
        let ending = if count == 1 { "" } else { "s" };
        (count, format!("{one}{ending}"))
    };
    sorts.into_iter().map(called).collect()
}

/// What is said of a role where nobody's name stands though one belongs there. 'None' is a choice, not a
/// gap.
pub fn gap(role: &Role) -> Option<&'static str> {
    match role.holder.as_ref()?.word()? {
        Word::Blank => Some("left blank"),
        Word::Tbc => Some("to be confirmed"),
        Word::Vacant => Some("vacant"),
        _ => None,
    }
}

/// Whether nobody's name stands where one belongs.
pub fn is_gap(role: &Role) -> bool {
    gap(role).is_some()
}

/// The people who hold a role.
pub fn holders(role: &Role) -> impl Iterator<Item = &str> {
    people(role.holder.as_ref())
}

/// What one person carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Load {
    /// The name as printed.
    pub name: String,
    /// How many roles.
    pub roles: usize,
    /// In how many projects.
    pub projects: usize,
}

/// Who carries how much, most roles first.
pub fn loads<'a>(projects: impl IntoIterator<Item = &'a Project>) -> Vec<Load> {
    let mut loads: Vec<Load> = Vec::new();
    for project in projects {
        let mut here: Vec<&str> = Vec::new();
        for name in project.roles.iter().flat_map(holders) {
            let first = !here.contains(&name);
            here.push(name);
            match loads.iter_mut().find(|load| load.name == name) {
                Some(load) => {
                    load.roles += 1;
                    load.projects += usize::from(first);
                }
                None => loads.push(Load {
                    name: name.to_owned(),
                    roles: 1,
                    projects: 1,
                }),
            }
        }
    }
    loads.sort_by(|a, b| (b.roles, &a.name).cmp(&(a.roles, &b.name)));
    loads
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        let role =
            |id: &str, holder: serde_json::Value| json!({"id": id, "title": id, "holder": holder});
        Plan::from_json(json!({"projects": [
            {"id": "one", "name": "One", "roles": [
                role("r1", json!("Ann Bell/Cy Dee")), role("r2", json!("Ann Bell")), role("r3", json!({"print": "tbc"}))]},
            {"id": "two", "name": "Two", "sort": "pillar", "roles": [
                role("r4", json!("Ann Bell")), role("r5", json!({"print": "none"}))]},
            {"id": "three", "name": "Three"}]}))
        .unwrap()
    }

    #[test]
    fn a_slash_stands_between_two_people() {
        let plan = plan();
        let loads = loads(plan.projects.iter().map(|p| &**p));
        let told: Vec<_> = loads
            .iter()
            .map(|l| (l.name.as_str(), l.roles, l.projects))
            .collect();
        assert_eq!(told, [("Ann Bell", 3, 2), ("Cy Dee", 1, 1)]);
    }

    #[test]
    fn none_is_no_gap_and_sorts_are_called_what_the_plan_calls_them() {
        let plan = plan();
        let gaps = plan
            .projects
            .iter()
            .flat_map(|p| &p.roles)
            .filter(|r| is_gap(r));
        assert_eq!(gaps.count(), 1);
        assert_eq!(
            sorts(&plan),
            [(2, "projects".to_owned()), (1, "pillar".to_owned())]
        );
    }
}
