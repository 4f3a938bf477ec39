//! How far the parts of a template have come in a plan.

use super::Template;
use crate::plan::{Kind, Plan};

/// A part of a template in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Begun {
    /// The kind of its records.
    pub kind: Kind,
    /// How many records there are.
    pub records: usize,
    /// How many of them say more than the heading they began with.
    pub written: usize,
}

/// The parts of a template, each with how far it has come.
pub fn outline(template: Template, plan: &Plan) -> Vec<Begun> {
    let skeleton = template.plan();
    let begun = |kind: Kind| {
        let (now, then) = (plan.collection(kind), skeleton.collection(kind));
        let records = (0..now.len()).filter_map(|at| now.record(at));
        let untouched = |record: &dyn crate::plan::AnyRecord| {
            let began = then.place(record.id());
            let began = began.and_then(|at| then.record(at));
            began.is_some_and(|began| kind.same(&*began, record))
        };
        Begun {
            kind,
            records: now.len(),
            written: records.filter(|record| !untouched(&**record)).count(),
        }
    };
    template
        .parts()
        .iter()
        .map(|part| begun(part.kind))
        .collect()
}
