//! A measure's figure as a result in StratML.

use super::{lines::Lines, tree::Node};
use crate::plan::{Point, PointKind, Printed};

/// A figure as what is aimed at or what came of it; what it is beside that, in its description.
pub(super) fn result(point: &Point) -> Node {
    let kind = point.kind();
    let is_target = matches!(kind, PointKind::Target | PointKind::Forecast);
    let mut node = Node::new(if is_target {
        "TargetResult"
    } else {
        "ActualResult"
    });
    let mut said = Lines::default();
    if matches!(kind, PointKind::Baseline | PointKind::Forecast) {
        said.add("", kind.shown());
    }
    said.add("", &point.column);
    said.add("", &point.breakdown);
    if let Some(value) = &point.value {
        match value.value() {
            Some(number) => {
                node.put("NumberOfUnits", number.to_string());
                said.add("Printed as", value.as_printed().unwrap_or_default());
            }
            None => said.add("", &value.shown(|n| n.to_string())),
        }
    }
    said.add("", &point.qualifier);
    let taken = point.as_at.as_ref();
    match point.period {
        Some(period) => {
            node.put("StartDate", period.first_day().iso());
            node.put("EndDate", period.last_day().iso());
            said.date("Taken", &point.as_at);
        }
        None => match taken.and_then(Printed::value) {
            Some(date) => {
                node.put("EndDate", date.last_day().iso());
                said.beyond_a_day("Taken", &point.as_at);
            }
            None => said.date("Taken", &point.as_at),
        },
    }
    said.end(&mut node, "Description");
    node
}
