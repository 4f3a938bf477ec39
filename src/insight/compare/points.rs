//! Changes of figures that have no id of their own: the points of a measure and the amounts of a line
//! of money. Each is known by what it says it is.

use super::change::{Change, What};
use crate::{
    insight::facts::column,
    plan::{Amount, AnyRecord, Measure, MoneyLine, Point, PointKind, Pounds},
};

/// The changes of a record's figures; `None` if it isn't of a kind that has them.
pub(super) fn figures(before: &dyn AnyRecord, after: &dyn AnyRecord) -> Option<Vec<Change>> {
    if let (Some(old), Some(new)) = (before.downcast::<Measure>(), after.downcast::<Measure>()) {
        let of = |m: &Measure| m.points.iter().map(|p| point(m, p)).collect();
        return Some(changed(of(old), of(new)));
    }
    let (old, new) = (
        before.downcast::<MoneyLine>()?,
        after.downcast::<MoneyLine>()?,
    );
    let of = |line: &MoneyLine| line.amounts.iter().map(amount).collect();
    Some(changed(of(old), of(new)))
}

/// A figure: what kind of change it would be, what it is, and what it says.
#[derive(Debug)]
struct Told {
    what: What,
    label: String,
    says: String,
}

fn point(m: &Measure, p: &Point) -> Told {
    let kind = p.kind();
    let what = match kind {
        PointKind::Target => What::Target,
        PointKind::Actual | PointKind::Forecast | PointKind::Baseline => What::Figure,
    };
    let period = p.period.map(|p| p.shown()).unwrap_or_default();
    let mut label = format!("{} {period}", kind.shown()).trim_end().to_owned();
    if !p.breakdown.is_empty() {
        label.push_str(", ");
        label.push_str(&p.breakdown);
    }
    let value = p.value.as_ref();
    let figure = value.map_or(String::new(), |v| v.shown(|n| m.figure(n)));
    let taken = p.as_at.as_ref().map(|cell| cell.shown(|d| d.shown()));
    let taken = taken.map(|day| format!("at {day}")).unwrap_or_default();
    let says = [figure.as_str(), &p.qualifier, &taken];
    Told {
        what,
        label,
        says: joined(&says),
    }
}

fn amount(a: &Amount) -> Told {
    let mut label = column(a);
    let mut add = |words: &str| {
        if !words.is_empty() && !label.contains(words) {
            label.push_str(", ");
            label.push_str(words);
        }
    };
    add(&a.client_group);
    add(&a.period.map(|p| p.shown()).unwrap_or_default());
    let value = a.value.as_ref();
    let value = value.map_or(String::new(), |v| v.shown(Pounds::to_string));
    let share = a.share.as_ref();
    let share = share.map_or(String::new(), |s| {
        s.shown(|n| format!("({}%)", n.grouped()))
    });
    Told {
        what: What::Figure,
        label,
        says: joined(&[&value, &a.qualifier, &share]),
    }
}

fn joined(words: &[&str]) -> String {
    let said: Vec<&str> = words.iter().copied().filter(|w| !w.is_empty()).collect();
    said.join(" ")
}

/// Figures of one label are paired in their order.
fn changed(old: Vec<Told>, mut new: Vec<Told>) -> Vec<Change> {
    let mut found = Vec::new();
    let mut put = |what, label, before: String, after: String| {
        if before != after {
            found.push(Change {
                what,
                label,
                part: String::new(),
                before,
                after,
            });
        }
    };
    for before in old {
        let at = new.iter().position(|after| after.label == before.label);
        let after = at.map(|at| new.remove(at).says).unwrap_or_default();
        put(before.what, before.label, before.says, after);
    }
    for after in new {
        put(after.what, after.label, String::new(), after.says);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_target_and_a_figure_are_told_apart() {
        let measure = |target: &str, actual: &str| -> Measure {
            crate::plan::read(json!({"id": "m", "unit": "%", "points": [
                {"period": "2012/13", "kind": "target", "value": target, "qualifier": "at most"},
                {"period": "2012/13", "value": actual},
                {"period": "2012/13", "value": "1", "breakdown": "staff"}]}))
            .unwrap()
        };
        let told = |a: &Measure, b: &Measure| {
            let all = figures(a, b).unwrap().into_iter();
            let all: Vec<_> = all.map(|c| (c.what, c.label, c.before, c.after)).collect();
            all
        };
        let was = measure("75", "48");
        assert_eq!(told(&was, &was), []);
        let row = |what, label: &str, before: &str, after: &str| {
            (what, label.to_owned(), before.to_owned(), after.to_owned())
        };
        assert_eq!(
            told(&was, &measure("80", "48.0")),
            [
                row(What::Target, "Target 2012/13", "75% at most", "80% at most"),
                row(What::Figure, "Actual 2012/13", "48%", "48.0%"),
            ]
        );
        let without = Measure::default();
        assert_eq!(told(&without, &measure("75", "48")).len(), 3);
    }
}
