//! Prints what stands out in plan files, for reading over the wording.

use waymark::{
    formats::{Caps, read_plan},
    insight::{Index, as_at_start, standouts},
    plan::Day,
};

fn main() {
    for file in std::env::args().skip(1) {
        let Some(plan) = std::fs::read(&file)
            .ok()
            .and_then(|b| read_plan(&b, Caps::FILE).ok())
        else {
            eprintln!("{file}: can't be read");
            continue;
        };
        let index = Index::new(&plan);
        let as_at = as_at_start(&plan, Day(20_000));
        println!("{file}, as at {as_at}");
        for s in standouts(&plan, &index, as_at, 12) {
            println!(
                "  {:?} {}{}\n      {}  [{} {}]",
                s.mark, s.link, s.rest, s.why, s.figure, s.figure_label
            );
        }
    }
}
