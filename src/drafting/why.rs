//! What a plan that follows another is asked about: why a target, a date, a score or who answers for something isn't
//! as it was.

use serde_json::Value;

use super::{
    change::{Change, value_at},
    draft::Command,
    path::{Path, Segment},
};
use crate::plan::{Date, Period, Plan, Printed, read};

/// A field whose change wants a reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The list that the reason is kept in: of the record or part that the field belongs to.
    pub reasons: Path,
    /// What changed, as its page calls it: 'Ends', 'Target 2026/27'.
    pub what: String,
}

/// What a field is called where its change wants a reason; `None` for all others.
fn called(field: &str) -> Option<&'static str> {
    Some(match field {
        "start" => "Starts",
        "end" => "Ends",
        "due" => "Due",
        "date" => "By",
        "current" => "Present score",
        "target" => "Target score",
        "responsible" | "owners" => "Responsible",
        // Of a measure's figures, and only a target.
        "value" => "Target",
        _ => return None,
    })
}

/// Whether a change of the field at a place may want a reason, whatever the plan says.
pub fn is_asked(at: &Path) -> bool {
    matches!(at.segments(), [_, Segment::Item(_), .., Segment::Field(name)] if called(name).is_some())
}

/// What is asked about a change of the field at a place; `None` where no reason is wanted.
///
/// ```
/// use waymark::drafting::{Path, why::asked};
/// use waymark::plan::Plan;
/// let plan = Plan::from_json(serde_json::json!({
///     "actions": [{"id": "a1", "text": "Act", "end": "2026-03"}]
/// })).unwrap();
/// let asked = asked(&plan, &Path::parse("actions/#a1/end").unwrap()).unwrap();
/// assert_eq!((asked.what.as_str(), asked.reasons.to_string().as_str()), ("Ends", "actions/#a1/reasons"));
/// ```
pub fn asked(plan: &Plan, at: &Path) -> Option<Asked> {
    let (holder, last) = at.split_last()?;
    let Segment::Field(name) = last else {
        return None;
    };
    let mut what = called(name)?.to_owned();
    if name == "value" {
        let point = value_at(plan, &holder);
        if holder.last_field() != Some("points") || point.get("kind")? != "target" {
            return None;
        }
        if let Some(period) = point
            .get("period")
            .cloned()
            .and_then(|p| read::<Period>(p).ok())
        {
            what = format!("{what} {}", period.shown());
        }
    }
    let segments = at.segments();
    let own = segments
        .iter()
        .rposition(|s| matches!(s, Segment::Item(_)))?;
    let owner = segments.get(..=own)?.to_vec();
    Some(Asked {
        reasons: Path::from(owner).field("reasons"),
        what,
    })
}

/// The step that keeps the first date of a milestone that was put off: from `before` to the later date at this place.
/// `None` where nothing was put off, or an earlier date is remembered already.
pub fn put_off(plan: &Plan, at: &Path, before: &Value) -> Option<Command> {
    let (holder, last) = at.split_last()?;
    let milestone = holder.last_field() == Some("milestones");
    if !milestone || *last != Segment::Field("due".to_owned()) {
        return None;
    }
    let first = holder.field("original_due");
    if !value_at(plan, &first).is_null() {
        return None;
    }
    let day = |value: Value| {
        let date = read::<Printed<Date>>(value).ok()?;
        Some(date.value()?.last_day())
    };
    let later = day(value_at(plan, at))? > day(before.clone())?;
    let change = Change::Set {
        at: first,
        to: before.clone(),
    };
    later.then(|| Command::one(plan, change))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "measures": [{"id": "m1", "name": "M", "points": [
                {"period": "2026/27", "kind": "target", "value": "40"},
                {"period": "2025/26", "value": "38"}
            ]}],
            "actions": [{"id": "a1", "text": "Act", "milestones": [
                {"id": "a1-m1", "text": "Step", "due": "2026-09"}
            ]}],
            "risks": [{"id": "r1", "text": "R", "appearances": [{"id": "r1-a", "current": 12}]}]
        }))
        .unwrap()
    }

    fn about(path: &str) -> Option<(String, String)> {
        let asked = asked(&plan(), &Path::parse(path)?)?;
        Some((asked.what, asked.reasons.to_string()))
    }

    #[test]
    fn targets_dates_scores_and_owners_are_asked_about_where_they_stand() {
        for (path, what, reasons) in [
            (
                "measures/#m1/points/0/value",
                "Target 2026/27",
                "measures/#m1/reasons",
            ),
            ("measures/#m1/owners", "Responsible", "measures/#m1/reasons"),
            (
                "actions/#a1/milestones/#a1-m1/due",
                "Due",
                "actions/#a1/milestones/#a1-m1/reasons",
            ),
            (
                "risks/#r1/appearances/#r1-a/current",
                "Present score",
                "risks/#r1/appearances/#r1-a/reasons",
            ),
        ] {
            assert!(is_asked(&Path::parse(path).unwrap()), "{path}");
            assert_eq!(about(path), Some((what.into(), reasons.into())), "{path}");
        }
        for path in ["measures/#m1/points/1/value", "actions/#a1/text", "title"] {
            assert_eq!(about(path), None, "{path}");
        }
        assert!(!is_asked(&Path::parse("title").unwrap()));
    }

    #[test]
    fn what_is_put_off_remembers_its_first_date_once() {
        let at = Path::parse("actions/#a1/milestones/#a1-m1/due").unwrap();
        let plan = plan();
        assert_eq!(
            put_off(&plan, &at, &json!("2026-10")),
            None,
            "brought forward"
        );
        let command = put_off(&plan, &at, &json!("2026-06")).unwrap();
        let mut later = plan;
        super::super::apply_all(&mut later, &command.changes).unwrap();
        let step = &later.actions[0].milestones[0];
        assert_eq!(
            step.original_due.as_ref().unwrap().shown(|d| d.shown()),
            "June 2026"
        );
        assert_eq!(put_off(&later, &at, &json!("2026-03")), None);
        assert_eq!(put_off(&later, &at, &json!({"print": "tbc"})), None);
    }
}
