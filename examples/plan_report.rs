//! Reads plan files and says what is in them: what can't be read, references that lead nowhere,
//! counts by kind, and whether the file is in canonical form. `--write` puts it in that form.

use std::collections::HashSet;

use waymark::{
    formats::{Caps, PlanFile, read_plan_file, write_plan},
    plan::Kind,
};

fn main() {
    let (flags, files): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let mut failed = false;
    for file in files {
        let Ok(bytes) = std::fs::read(&file) else {
            eprintln!("{file}: can't be opened");
            failed = true;
            continue;
        };
        let plan = match read_plan_file(&bytes, Caps::FILE) {
            Ok(PlanFile { plan, unknown, .. }) => {
                for field in &unknown {
                    eprintln!("{file}: {}: {}", field.place, field.what);
                }
                failed |= !unknown.is_empty();
                plan
            }
            Err(waymark::formats::ReadError::Unreadable(wrong)) => {
                for w in wrong {
                    eprintln!("{file}: {}: {}", w.place, w.what);
                }
                failed = true;
                continue;
            }
            Err(e) => {
                eprintln!("{file}: {e}");
                failed = true;
                continue;
            }
        };
        let mut ids = HashSet::new();
        for record in plan.records() {
            ids.insert(record.id().clone());
            record.parts(&mut |part| {
                ids.insert(part.id.clone());
            });
        }
        for record in plan.records() {
            record.links(&mut |relation, to| {
                if !ids.contains(&to.to) {
                    eprintln!(
                        "{file}: {} {relation:?} {} leads nowhere",
                        record.id(),
                        to.to
                    );
                    failed = true;
                }
            });
        }
        println!("{file}");
        for &kind in Kind::ALL {
            let collection = plan.collection(kind);
            if collection.is_empty() {
                continue;
            }
            let mut parts = std::collections::BTreeMap::<&str, usize>::new();
            for at in 0..collection.len() {
                if let Some(record) = collection.record(at) {
                    record.parts(&mut |part| *parts.entry(part.noun).or_default() += 1);
                }
            }
            println!("  {:4} {} {parts:?}", collection.len(), kind.many());
        }
        let canonical = write_plan(&plan);
        if canonical.as_bytes() != bytes {
            if flags.iter().any(|f| f == "--write") {
                failed |= std::fs::write(&file, canonical).is_err();
                println!("  rewritten in canonical form");
            } else {
                println!("  not in canonical form: run again with --write");
            }
        }
    }
    if failed {
        std::process::exit(1);
    }
}
