//! Times how long each file for other programs takes to make and to read back, for figures: nothing passes or fails on
//! them.
//!
//! `cargo run --example file_times -- big.json [NAME…]`

use std::{process::ExitCode, time::Instant};

use waymark::{
    formats::{
        Along, Caps,
        calendar::calendar,
        package::{package, read_package},
        read_plan,
        sheets::{Style, back},
        stratml::{self, Edition},
        workbook::{ABOUT, read_workbook, workbook},
    },
    plan::{Day, Plan},
};

fn main() -> ExitCode {
    let mut words = std::env::args().skip(1);
    let Some(from) = words.next() else {
        eprintln!("file_times PLAN [workbook] [package] [calendar] [stratml]");
        return ExitCode::FAILURE;
    };
    let wanted: Vec<String> = words.collect();
    match times(&from, &wanted) {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

/// Runs something and says how long it took.
fn timed<T>(what: &str, run: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    let begun = Instant::now();
    let result = run().map_err(|why| format!("{what}: {why}"))?;
    println!("{what:<24}{:>9.0} ms", begun.elapsed().as_secs_f64() * 1e3);
    Ok(result)
}

/// The most memory that this process has held, where the system tells.
fn memory() {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("{peak}");
    }
}

fn times(from: &str, wanted: &[String]) -> Result<(), String> {
    let bytes = std::fs::read(from).map_err(|e| format!("{from}: {e}"))?;
    let plan = timed("read the plan", || {
        read_plan(&bytes, Caps::FILE).map_err(|e| e.to_string())
    })?;
    memory();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|one| one == name);
    let today = Day::new(2026, 11, 29).unwrap_or(Day(0));
    if is_wanted("workbook") {
        of_workbook(&plan, today)?;
        memory();
    }
    if is_wanted("package") {
        of_package(&plan, today)?;
        memory();
    }
    if is_wanted("calendar") {
        let made = timed("calendar", || Ok(calendar(&[&plan], None, today)))?;
        println!("  {} bytes", made.text.len());
        memory();
    }
    if is_wanted("stratml") {
        let made = timed("stratml::write", || {
            Ok(stratml::write(&plan, Edition::PerformancePlan))
        })?;
        println!("  {} bytes", made.text.len());
        timed("stratml::read", || {
            stratml::read(made.text.as_bytes()).map_err(|e| e.to_string())
        })?;
        memory();
    }
    Ok(())
}

fn of_workbook(plan: &Plan, today: Day) -> Result<(), String> {
    let (bytes, lost) = timed("workbook", || {
        workbook(plan, &Along::default(), today).map_err(|e| e.to_string())
    })?;
    println!("  {} bytes, {} lost", bytes.len(), lost.len());
    memory();
    let mut read = timed("read_workbook", || {
        read_workbook(&bytes).map_err(|e| e.to_string())
    })?;
    memory();
    read.sheets.retain(|sheet| sheet.name != ABOUT);
    let said = timed("back", || {
        back(&read.sheets, plan, Style::Titles).map_err(|wrong| format!("{wrong:?}"))
    })?;
    println!(
        "  the same: {}, {} unread",
        said.plan == *plan,
        said.unread.len()
    );
    Ok(())
}

fn of_package(plan: &Plan, today: Day) -> Result<(), String> {
    let bytes = timed("package", || {
        package(plan, &Along::default(), None, today).map_err(|e| e.to_string())
    })?;
    println!("  {} bytes", bytes.len());
    let read = timed("read_package", || {
        read_package(&bytes).map_err(|e| e.to_string())
    })?;
    let said = timed("back", || {
        back(&read.sheets, plan, Style::Ids).map_err(|wrong| format!("{wrong:?}"))
    })?;
    println!(
        "  the same: {}, {} unread",
        said.plan == *plan,
        said.unread.len()
    );
    Ok(())
}
