//! The plans that the app ships, as tests read them.

use std::{fs, path::PathBuf};

use serde_json::Value;
use waymark::{
    formats::{Caps, read_plan},
    plan::Plan,
};

/// The plans of the shelf in its order, each with its id.
pub fn plans() -> Vec<(String, Plan)> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/plans");
    let index = fs::read_to_string(folder.join("index.json")).unwrap();
    let index: Value = serde_json::from_str(&index).unwrap();
    let shelf = index["plans"].as_array().unwrap().iter();
    let read = |entry: &Value| {
        let text = fs::read(folder.join(entry["file"].as_str().unwrap())).unwrap();
        let plan = read_plan(&text, Caps::FILE).unwrap();
        (entry["id"].as_str().unwrap().to_owned(), plan)
    };
    shelf.map(read).collect()
}
