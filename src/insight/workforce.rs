//! Printed grids of figures by two things at once, such as staff by team and grade.

use crate::plan::{Decimal, Id, Plan, Statistic, SumRole};

/// A row of a grid: a team with its grades.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// What it is called.
    pub name: String,
    /// What it comes to, where the grid prints that.
    pub total: Option<Decimal>,
    /// Its parts in the order printed: the statistic, what it is called, the figure.
    pub parts: Vec<(Id, String, Decimal)>,
}

/// A printed grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Staff {
    /// What it counts.
    pub name: String,
    /// What its rows are: 'team'.
    pub by: String,
    /// What they are broken down by: 'grade'.
    pub then_by: String,
    /// What is counted: 'staff'.
    pub unit: String,
    /// What the whole grid comes to, where that is printed.
    pub total: Option<Decimal>,
    /// Its rows, the largest first.
    pub groups: Vec<Group>,
}

/// Whether a heading stands over a sum.
fn is_total(value: &str) -> bool {
    value.eq_ignore_ascii_case("total")
}

/// Every printed grid of a plan in which figures stand by two things, neither of which is a period.
pub fn staff(plan: &Plan) -> Vec<Staff> {
    let mut tables: Vec<&Id> = Vec::new();
    for table in plan.statistics.iter().filter_map(|s| s.table.as_ref()) {
        if !tables.contains(&&table.to) {
            tables.push(&table.to);
        }
    }
    let of = |table: &&Id| {
        let cells = plan.statistics.iter().map(|s| &**s);
        let cells = cells.filter(|s| s.table.as_ref().is_some_and(|t| t.to == **table));
        grid(&cells.collect::<Vec<_>>())
    };
    tables.iter().filter_map(of).collect()
}

fn grid(cells: &[&Statistic]) -> Option<Staff> {
    let first = cells.first()?;
    let [a, b] = first.dimensions.as_slice() else {
        return None;
    };
    // Teams have grades, not grades teams.
    let (by, then_by) = match b.name == "team" {
        true => (&b.name, &a.name),
        false => (&a.name, &b.name),
    };
    let value = |s: &Statistic, name: &str| {
        let found = s.dimensions.iter().find(|d| d.name == name);
        found.map_or(String::new(), |d| d.value.clone())
    };
    let mut staff = Staff {
        name: first.label.as_str().to_owned(),
        by: by.clone(),
        then_by: then_by.clone(),
        unit: first.unit.clone(),
        total: None,
        groups: Vec::new(),
    };
    for s in cells {
        let (name, part) = (value(s, by), value(s, then_by));
        let (Some(number), false) = (s.number(), name.is_empty() || part.is_empty()) else {
            continue;
        };
        match (is_total(&name), is_total(&part)) {
            (true, true) => staff.total = Some(number),
            (true, false) => {}
            (false, whole) => {
                let at = staff
                    .groups
                    .iter()
                    .position(|g| g.name == name)
                    .unwrap_or_else(|| {
                        let (total, parts) = (None, Vec::new());
                        staff.groups.push(Group {
                            name: name.clone(),
                            total,
                            parts,
                        });
                        staff.groups.len() - 1
                    });
                if let Some(group) = staff.groups.get_mut(at) {
                    match whole || s.role == Some(SumRole::Total) {
                        true => group.total = Some(number),
                        false => group.parts.push((s.id.clone(), part, number)),
                    }
                }
            }
        }
    }
    staff.groups.retain(|group| !group.parts.is_empty());
    staff
        .groups
        .sort_by_key(|group| std::cmp::Reverse(group.total));
    (staff.groups.len() > 1).then_some(staff)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn teams_have_grades_and_sums_are_no_parts() {
        let cell = |id: &str, team: &str, grade: &str, value: &str| {
            json!({"id": id, "label": "Teams", "table": "t", "value": value, "unit": "staff",
                   "dimensions": [{"name": "grade", "value": grade}, {"name": "team", "value": team}]})
        };
        let plan = Plan::from_json(json!({"id": "p", "tables": [{"id": "t", "title": "T"}], "statistics": [
            cell("a", "East", "Total", "9"), cell("b", "West", "Total", "20"), cell("c", "Total", "Total", "29"),
            cell("d", "East", "Managers", "2"), cell("e", "West", "Managers", "3"), cell("f", "Total", "Managers", "5"),
            cell("g", "East", "Workers", "7"), cell("h", "West", "Workers", "17")]}))
        .unwrap();
        let found = staff(&plan);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].total.map(|n| n.to_string()).as_deref(), Some("29"));
        let told: Vec<String> = found[0]
            .groups
            .iter()
            .map(|g| format!("{} {} {}", g.name, g.total.unwrap(), g.parts.len()))
            .collect();
        assert_eq!(told, ["West 20 2", "East 9 2"]);
        assert_eq!(found[0].groups[0].parts[0].1, "Managers");
    }
}
