//! What the checks find in the plans that the app ships, kept as golden files that were read by eye
//! against the documents. Run with `WAYMARK_BLESS=1` to write them anew.

use std::{env, fs, path::PathBuf};

use waymark::{
    formats::{Caps, read_plan},
    insight::{
        as_at_start,
        checks::{Finding, RULES, check, check_record},
    },
    plan::{AnyRecord, Day, Id, Plan},
};

const PLANS: [&str; 5] = [
    "cheshire-west-2011-14",
    "coventry-2014",
    "warwickshire-2021-22",
    "worcestershire-2018-21",
    "worcestershire-update-2021-03",
];

fn plan(id: &str) -> Plan {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("public/plans/{id}.json"));
    read_plan(&fs::read(file).unwrap(), Caps::FILE).unwrap()
}

/// The findings as a person reviews them: by rule, a line each.
fn told(plan: &Plan) -> String {
    let found = check(plan, as_at_start(plan, Day(20_000)));
    let mut text = String::new();
    for rule in RULES {
        let of_rule: Vec<_> = found.iter().filter(|f| f.rule == rule.id).collect();
        if !of_rule.is_empty() {
            text.push_str(&format!("{} ({})\n", rule.title, of_rule.len()));
        }
        for finding in of_rule {
            let severity = finding.severity.shown();
            text.push_str(&format!(
                "  {} | {severity} | {}\n",
                finding.at, finding.what
            ));
        }
    }
    text
}

#[test]
fn the_findings_are_those_that_were_reviewed() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/checks");
    for id in PLANS {
        let golden = folder.join(format!("{id}.txt"));
        let now = told(&plan(id));
        if env::var_os("WAYMARK_BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&golden, &now).unwrap();
        }
        assert_eq!(now, fs::read_to_string(&golden).unwrap(), "{id}");
    }
}

#[test]
fn known_contradictions_are_among_them() {
    for (id, words) in [
        ("warwickshire-2021-22", "4,232 of 6,838 is 61.9%"),
        ("coventry-2014", "The answers come to 99%"),
        ("coventry-2014", "The answers come to 101%"),
        ("cheshire-west-2011-14", "asch7-1"),
        ("cheshire-west-2011-14", "asch7-4"),
        ("cheshire-west-2011-14", "£1,000 apart"),
        ("cheshire-west-2011-14", "‘31/09/11’ is printed"),
        ("worcestershire-2018-21", "The action is without an owner"),
    ] {
        let text = told(&plan(id));
        assert!(text.contains(words), "{id}: {words}\n{text}");
    }
}

/// What of the whole run's findings is about a record or its parts.
fn about(found: &[Finding], record: &dyn AnyRecord) -> Vec<(Id, Finding)> {
    let mut own = vec![record.id().clone()];
    record.parts(&mut |part| own.push(part.id.clone()));
    let of_it = |finding: &Finding| {
        let mut ids = std::iter::once(&finding.at).chain(&finding.also);
        let at = ids.find(|id| own.contains(id))?;
        Some((at.clone(), finding.clone()))
    };
    found.iter().filter_map(of_it).collect()
}

#[test]
fn one_record_is_told_what_the_whole_run_finds_about_it() {
    let mut told = std::collections::BTreeSet::new();
    for id in PLANS {
        let plan = plan(id);
        // Long after, so that figures are old as well.
        for as_at in [as_at_start(&plan, Day(20_000)), Day(20_000)] {
            let all = check(&plan, as_at);
            for record in plan.records() {
                let own = check_record(&plan, as_at, record.kind(), record.id());
                assert_eq!(own, about(&all, &*record), "{id}: {}", record.id());
                told.extend(own.iter().map(|(_, finding)| finding.rule));
            }
        }
    }
    // The shipped plans give most rules something to find, so this held more than silence against silence.
    assert!(told.len() * 2 > RULES.len(), "{told:?}");
}
