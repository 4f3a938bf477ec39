//! Prints how long a link to each plan file would be: the plan's file name without `.json`,
//! characters stored, characters deflated, and bytes of its compact JSON, with tabs between. Without
//! names it takes the plans of `public/plans`.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use waymark::formats::{
    Caps,
    link::{Codec, Content, Envelope},
    plan_file::compact_plan,
    read_plan,
};

fn main() -> ExitCode {
    let mut all_read = true;
    let mut files: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if files.is_empty() {
        files = published();
    }
    for file in files {
        match sizes(&file) {
            Ok(line) => println!("{line}"),
            Err(why) => {
                eprintln!("{}: {why}", file.display());
                all_read = false;
            }
        }
    }
    if all_read {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn published() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("public/plans").into_iter().flatten();
    let mut files: Vec<PathBuf> = folder
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|file| file.extension().is_some_and(|e| e == "json"))
        .filter(|file| !file.ends_with("index.json") && !file.ends_with("schema.json"))
        .collect();
    files.sort();
    files
}

fn sizes(file: &Path) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|e| e.to_string())?;
    let plan = read_plan(&bytes, Caps::FILE).map_err(|e| e.to_string())?;
    let compact = compact_plan(&plan).into_bytes();
    let length = compact.len();
    let envelope = Envelope::new(Content::Plan, compact);
    let [stored, deflated] =
        [Codec::Stored, Codec::Deflate].map(|codec| envelope.to_fragment_by(codec).len());
    let name = file.file_stem().unwrap_or_default();
    let name = name.to_string_lossy();
    Ok(format!("{name}\t{stored}\t{deflated}\t{length}"))
}
