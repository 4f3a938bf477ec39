//! Prints how long a link to each plan file would be: the plan's file name without `.json`,
//! characters stored, characters deflated, and bytes of its compact JSON, with tabs between.

use std::{path::Path, process::ExitCode};

use waymark::formats::{
    Caps,
    link::{Codec, Content, Envelope},
    plan_file::compact_plan,
    read_plan,
};

fn main() -> ExitCode {
    let mut all_read = true;
    for file in std::env::args().skip(1) {
        match sizes(&file) {
            Ok(line) => println!("{line}"),
            Err(why) => {
                eprintln!("{file}: {why}");
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

fn sizes(file: &str) -> Result<String, String> {
    let bytes = std::fs::read(file).map_err(|e| e.to_string())?;
    let plan = read_plan(&bytes, Caps::FILE).map_err(|e| e.to_string())?;
    let compact = compact_plan(&plan).into_bytes();
    let length = compact.len();
    let envelope = Envelope::new(Content::Plan, compact);
    let [stored, deflated] =
        [Codec::Stored, Codec::Deflate].map(|codec| envelope.to_fragment_by(codec).len());
    let name = Path::new(file).file_stem().unwrap_or_default();
    let name = name.to_string_lossy();
    Ok(format!("{name}\t{stored}\t{deflated}\t{length}"))
}
