//! A part of a plan in a link: its file, and beside the plan what was left out of it, by name.

use serde::Deserialize;

/// More names of sections than a plan has.
const MOST: usize = 100;

/// The compact file of a plan with the names of what was left out beside it.
pub(super) fn with_left_out(file: String, left_out: &[String]) -> String {
    let names = serde_json::to_string(left_out).unwrap_or_else(|_| "[]".to_owned());
    match file.strip_suffix('}') {
        Some(open) => format!("{open},\"left_out\":{names}}}"),
        None => file,
    }
}

#[derive(Deserialize)]
struct Beside {
    #[serde(default)]
    left_out: Vec<String>,
}

/// The names beside a plan; none where they can't be read.
pub(super) fn left_out(file: &[u8]) -> Vec<String> {
    let beside: Result<Beside, _> = serde_json::from_slice(file);
    let mut names = beside.map_or(Vec::new(), |beside| beside.left_out);
    names.truncate(MOST);
    names
}
