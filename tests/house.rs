//! The rules of the house that the compiler doesn't hold: dependencies point downwards, every file
//! says what it is for, and none grows past reading.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// The rooms from the ground up. Each may use itself and those before it.
const ROOMS: [&str; 9] = [
    "plan",
    "insight",
    "drafting",
    "formats",
    "charts",
    "storage",
    "app",
    "components",
    "pages",
];

fn files_below(folder: &Path, out: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files_below(&path, out);
        } else if path.extension().is_some_and(|e| e == "rs") {
            out.push(path);
        }
    }
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = Vec::new();
    for folder in ["src", "packing/src"] {
        files_below(
            &Path::new(env!("CARGO_MANIFEST_DIR")).join(folder),
            &mut files,
        );
    }
    files
        .into_iter()
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text)
        })
        .collect()
}

#[test]
fn dependencies_point_downwards() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = ROOMS
            .iter()
            .position(|room| path.components().any(|c| c.as_os_str() == *room));
        let Some(own) = room else { continue };
        for used in ROOMS.iter().skip(own + 1) {
            // A nested `use crate::{ pages::…` stands on a line of its own.
            let mut in_crate_use = false;
            for line in text.lines() {
                if line.starts_with("use crate::{") {
                    in_crate_use = true;
                }
                let direct = line.contains(&format!("crate::{used}::"));
                let nested = in_crate_use && line.trim_start().starts_with(&format!("{used}::"));
                if direct || nested {
                    wrong.push(format!("{} uses {used}", path.display()));
                }
                if line.starts_with("};") {
                    in_crate_use = false;
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn every_file_says_what_it_is_for_and_can_be_read_at_a_sitting() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if !text.starts_with("//!") {
            wrong.push(format!("{} doesn't say what it is for", path.display()));
        }
        let lines = text.lines().count();
        if lines > 620 {
            wrong.push(format!("{} has {lines} lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A block of style belongs to the file that declares it: a second one of its name would quietly change the first.
#[test]
fn no_two_files_of_style_declare_one_block() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("style/components");
    let mut declared = std::collections::BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let (mut block, mut depth) = (String::new(), 0);
        for line in fs::read_to_string(&path).unwrap().lines() {
            if depth == 0
                && let Some(name) = line.strip_suffix(" {")
            {
                block = name.to_owned();
            }
            let is_declaration = depth == 1 && line.ends_with(';') && line.starts_with("  ");
            if is_declaration && block.starts_with(".wm-") && !block.contains([' ', ',', ':']) {
                declared
                    .entry(block.clone())
                    .or_insert_with(std::collections::BTreeSet::new)
                    .insert(path.clone());
            }
            depth += line.matches('{').count();
            depth = depth.saturating_sub(line.matches('}').count());
        }
    }
    assert!(declared.len() > 50, "blocks are found");
    declared.retain(|_, files| files.len() > 1);
    assert!(declared.is_empty(), "{declared:#?}");
}
