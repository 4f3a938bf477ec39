//! Who is responsible, changed: one in the place of all, one more, one in the place of another.

use serde_json::{Value, json};

use super::items::target;
use crate::plan::Id;

/// What becomes of those responsible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Owners {
    /// This one alone is.
    Only(Id),
    /// This one is too.
    And(Id),
    /// One is in the place of another.
    Instead {
        /// Who no longer is.
        of: Id,
        /// Who is; nobody if none.
        is: Option<Id>,
    },
}

impl Owners {
    /// The list of references it makes of another, or why that stays as it is.
    pub(super) fn of(&self, before: &Value) -> Result<Value, String> {
        let refs = before.as_array().map_or(&[][..], Vec::as_slice);
        let has = |id: &Id| refs.iter().any(|r| target(r).as_ref() == Some(id));
        match self {
            Owners::Only(id) => match refs {
                [one] if target(one).as_ref() == Some(id) => Err("It says so already".to_owned()),
                _ => Ok(json!([id])),
            },
            Owners::And(id) if has(id) => Err("It says so already".to_owned()),
            Owners::And(id) => {
                let mut all = refs.to_vec();
                all.push(json!(id));
                Ok(json!(all))
            }
            Owners::Instead { of, .. } if !has(of) => {
                Err("They aren’t responsible here".to_owned())
            }
            Owners::Instead { of, is } if is.as_ref() == Some(of) => {
                Err("It says so already".to_owned())
            }
            Owners::Instead { of, is } => {
                // Nobody is named twice.
                let mut is = is.as_ref().filter(|id| !has(id));
                let next = |r: &Value| match target(r).as_ref() == Some(of) {
                    false => Some(r.clone()),
                    true => is.take().map(|id| json!(id)),
                };
                let left: Vec<Value> = refs.iter().filter_map(next).collect();
                Ok(match left.is_empty() {
                    true => Value::Null,
                    false => json!(left),
                })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_takes_the_place_of_another_and_nobody_stands_twice() {
        let [a, b, c] = ["a", "b", "c"].map(Id::slug);
        let instead = |of: &Id, is: Option<&Id>| Owners::Instead {
            of: of.clone(),
            is: is.cloned(),
        };
        let there = json!(["a", { "to": "b", "as_printed": "The B team" }]);
        let printed = json!({ "to": "b", "as_printed": "The B team" });
        assert_eq!(instead(&a, Some(&c)).of(&there), Ok(json!(["c", printed])));
        assert_eq!(instead(&b, Some(&a)).of(&there), Ok(json!(["a"])));
        assert_eq!(instead(&a, None).of(&json!(["a"])), Ok(Value::Null));
        assert!(instead(&c, Some(&a)).of(&there).is_err());
        assert!(instead(&a, Some(&a)).of(&there).is_err());
        assert_eq!(Owners::And(c.clone()).of(&Value::Null), Ok(json!(["c"])));
        assert!(Owners::And(b.clone()).of(&there).is_err());
        assert_eq!(Owners::Only(b.clone()).of(&there), Ok(json!(["b"])));
        assert!(Owners::Only(a).of(&json!(["a"])).is_err());
    }
}
