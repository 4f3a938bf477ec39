//! Writes two copies of a plan, each with a thousand changes of its own, as two officers send them to each other. For
//! figures and not for reading.
//!
//! `cargo run --example two_copies -- big.json mine.json theirs.json`

use std::process::ExitCode;

use serde_json::json;
use waymark::{
    drafting::{Change, Path, apply_all},
    formats::{Along, Caps, read_plan, version_hash, write_plan_with},
    plan::{Id, Kind, Plan},
};

/// How many changes each copy has.
const CHANGES: usize = 1_000;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [from, mine, theirs] = words.as_slice() else {
        eprintln!("two_copies PLAN MINE THEIRS");
        return ExitCode::FAILURE;
    };
    match make(from, [mine, theirs]) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn make(from: &str, copies: [&str; 2]) -> Result<(), String> {
    let bytes = std::fs::read(from).map_err(|e| format!("{from}: {e}"))?;
    let plan = read_plan(&bytes, Caps::FILE).map_err(|e| format!("{from}: {e}"))?;
    let along = Along {
        versions: vec![version_hash(&plan)],
        ..Along::default()
    };
    for (turn, to) in copies.into_iter().enumerate() {
        let mut copy = plan.clone();
        let changes = changes(&plan, turn);
        apply_all(&mut copy, &changes).map_err(|e| e.to_string())?;
        std::fs::write(to, write_plan_with(&copy, &along)).map_err(|e| format!("{to}: {e}"))?;
    }
    Ok(())
}

/// Changes all over the plan, of each sort; those of the second turn mostly touch other records than the first's.
fn changes(plan: &Plan, turn: usize) -> Vec<Change> {
    let records: Vec<(Kind, Id)> = plan
        .records()
        .map(|record| (record.kind(), record.id().clone()))
        .collect();
    let apart = (records.len() / CHANGES).max(2);
    let chosen = records.into_iter().skip(turn).step_by(apart).take(CHANGES);
    let change = |(n, (kind, id)): (usize, (Kind, Id))| {
        let at = Path::record(kind, &id);
        match n % 10 {
            0 => Change::Take { at },
            1 => Change::Shift { at, to: n },
            2 => Change::Add {
                list: Path::list(kind),
                place: n,
                value: json!({ "id": format!("added-{turn}-{n}") }),
            },
            _ => Change::Set {
                at: at.field("note"),
                to: json!(format!("As of turn {turn}: {n}")),
            },
        }
    };
    chosen.enumerate().map(change).collect()
}
