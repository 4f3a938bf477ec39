//! Writes a plan many times as large as another, for figures and not for reading: every record again and
//! again, each with ids of its own and links within its own copy.
//!
//! `cargo run --example big_plan -- public/plans/cheshire-west-2011-14.json 100 big.json`

use std::{collections::HashMap, process::ExitCode};

use serde_json::{Value, json};
use waymark::{
    formats::{Caps, read_plan, write_plan},
    plan::{Id, Kind, Plan},
};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [from, times, to] = words.as_slice() else {
        eprintln!("big_plan PLAN TIMES FILE");
        return ExitCode::FAILURE;
    };
    match make(from, times, to) {
        Ok(said) => {
            println!("{said}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn make(from: &str, times: &str, to: &str) -> Result<String, String> {
    let bytes = std::fs::read(from).map_err(|e| format!("{from}: {e}"))?;
    let plan = read_plan(&bytes, Caps::FILE).map_err(|e| format!("{from}: {e}"))?;
    let times: usize = times.parse().map_err(|_| format!("{times} is no number"))?;
    let big = enlarged(&plan, times)?;
    std::fs::write(to, write_plan(&big)).map_err(|e| format!("{to}: {e}"))?;
    let milestones: usize = big.milestone_lists().map(<[_]>::len).sum();
    Ok(format!(
        "{} actions, {milestones} milestones, {} measures",
        big.actions.len(),
        big.measures.len()
    ))
}

/// The plan with each of its records so many times.
fn enlarged(plan: &Plan, times: usize) -> Result<Plan, String> {
    let mut ids: Vec<Id> = Vec::new();
    for record in plan.records() {
        ids.push(record.id().clone());
        record.parts(&mut |part| ids.push(part.id.clone()));
    }
    let front = serde_json::to_value(&*plan.front).map_err(|e| e.to_string())?;
    let mut whole = json!({});
    if let (Value::Object(whole), Value::Object(front)) = (&mut whole, front) {
        whole.extend(front);
        let suffix = format!("-{times}x");
        whole.insert(
            "id".into(),
            json!(plan.front.id.as_ref().map(|id| format!("{id}{suffix}"))),
        );
        for &kind in Kind::ALL {
            let records = plan.collection(kind);
            let mut copies = Vec::new();
            for copy in 0..times {
                let names = names(&ids, copy);
                for at in 0..records.len() {
                    let Some(record) = records.record(at) else {
                        continue;
                    };
                    let mut record = record.json();
                    rename(&mut record, &names);
                    copies.push(record);
                }
            }
            if !copies.is_empty() {
                whole.insert(kind.key().to_owned(), Value::Array(copies));
            }
        }
    }
    Plan::from_json(whole).map_err(|wrong| format!("{:?}", wrong.first()))
}

/// What each id is called in one copy.
fn names(ids: &[Id], copy: usize) -> HashMap<&str, String> {
    let name = |(at, id): (usize, &Id)| {
        let text = id.as_str();
        match text.get(..Id::LONGEST - 12) {
            // Too long for a number behind it: what is cut off could have told two apart.
            Some(start) => format!("{}-{at}-{copy}", start.trim_end_matches('-')),
            None => format!("{text}-{copy}"),
        }
    };
    ids.iter()
        .enumerate()
        .map(|(at, id)| (id.as_str(), name((at, id))))
        .collect()
}

/// Gives every id in a record its name of this copy.
fn rename(value: &mut Value, names: &HashMap<&str, String>) {
    match value {
        Value::String(text) => {
            if let Some(name) = names.get(text.as_str()) {
                name.clone_into(text);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| rename(item, names)),
        Value::Object(fields) => fields.values_mut().for_each(|field| rename(field, names)),
        _ => {}
    }
}
