//! The choices of a form, as a plan file names them and as a reader sees them.

use crate::{
    drafting::Path,
    plan::{Kind, Rag},
};

/// The JSON name and the shown name of each choice.
pub fn choices<T: serde::Serialize + Copy>(
    all: &[T],
    shown: fn(T) -> &'static str,
) -> Vec<(String, String)> {
    all.iter()
        .filter_map(|&one| {
            let key = serde_json::to_string(&one).ok()?;
            Some((key.trim_matches('"').to_owned(), shown(one).to_owned()))
        })
        .collect()
}

/// The ratings a council reports.
pub fn ratings() -> Vec<(String, String)> {
    choices(&[Rag::Green, Rag::Amber, Rag::Red], Rag::shown)
}

/// What a record can work towards.
pub const AIMS: &[Kind] = &[Kind::Priority, Kind::Outcome];

/// Who can answer for something.
pub const ANSWERS: &[Kind] = &[Kind::Post, Kind::Team, Kind::Organisation];

/// A field of the record or part at a path.
pub fn of(at: &Path) -> impl Fn(&str) -> Path + use<> {
    let at = at.clone();
    move |name| at.clone().field(name)
}
