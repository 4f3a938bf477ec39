//! Prints a priming for the packing of links, chosen from plan files: how `packing/src/priming.json`
//! was made, from the plans of `public/plans` at the time. That file is frozen: a priming made
//! anew is for a codec with a number of its own.

#[path = "priming/mod.rs"]
mod priming;

use waymark::formats::{Caps, plan_file::compact_plan, read_plan};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut sources = Vec::new();
    for file in std::env::args_os().skip(1) {
        let plan = read_plan(&std::fs::read(&file)?, Caps::FILE).map_err(|e| e.to_string())?;
        sources.push(priming::Source::of(&compact_plan(&plan)));
    }
    print!("{}", priming::priming(&sources, priming::LENGTH));
    Ok(())
}
