//! The calendar of a shipped plan, as it was looked through by eye: `GOLDENS=write cargo test --test calendar` writes it
//! anew. And of any plan: lines as a diary takes them, and events that keep their names whatever else changes.

use std::{fs, path::Path};

use proptest::prelude::*;
use waymark::{
    formats::{Caps, calendar::calendar, read_plan},
    plan::{Day, Plan},
};

#[test]
fn the_calendar_of_a_shipped_plan_is_as_it_was() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = "cheshire-west-2011-14";
    let file = fs::read(root.join(format!("public/plans/{name}.json"))).unwrap();
    let plan = read_plan(&file, Caps::FILE).unwrap();
    let made = calendar(&[&plan], None, Day::new(2026, 4, 1).unwrap());
    let told = made.unread.iter();
    let told: String = told.map(|u| format!("{}: {}\n", u.place, u.what)).collect();
    for (ending, text) in [("ics", &made.text), ("unread.txt", &told)] {
        let path = root.join(format!("tests/goldens/calendar/{name}.{ending}"));
        if std::env::var("GOLDENS").is_ok() {
            fs::write(&path, text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap();
        assert!(golden == *text, "{} is not as it was", path.display());
    }
    assert_eq!(made.text.matches("BEGIN:VEVENT").count(), made.events);
    assert!(made.text.split("\r\n").all(|line| line.len() <= 75));
}

/// A plan with a milestone of these words for each day of a month.
fn plan_of(words: &[String]) -> Plan {
    let milestones = words.iter().enumerate().map(|(at, words)| {
        serde_json::json!({ "id": format!("m{at}"), "text": words, "comment": words, "due": format!("2027-03-{:02}", at + 1) })
    });
    let milestones: Vec<_> = milestones.collect();
    let title = words.first();
    Plan::from_json(
        serde_json::json!({ "id": "any", "title": title, "organisation": title,
        "actions": [{ "id": "a1", "text": title, "milestones": milestones }] }),
    )
    .unwrap()
}

/// What an event says under a name, as RFC 5545 has it unfolded and unescaped.
fn said(text: &str, name: &str) -> Vec<String> {
    let unfolded = text.replace("\r\n ", "");
    let lines = unfolded
        .split("\r\n")
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
    let plain = |value: &str| {
        let mut out = String::new();
        let mut signs = value.chars();
        while let Some(sign) = signs.next() {
            out.push(match sign {
                '\\' => match signs.next() {
                    Some('n') => '\n',
                    Some(sign) => sign,
                    None => panic!("{value} ends within a sign"),
                },
                sign => sign,
            });
        }
        out
    };
    lines.map(plain).collect()
}

proptest! {
    #[test]
    fn any_words_make_lines_that_a_diary_takes(words in prop::collection::vec("[ -~éß€𝒳\n\r\t,;:\\\\\"]{1,120}", 1..20)) {
        let plan = plan_of(&words);
        let made = calendar(&[&plan], None, Day::new(2026, 4, 1).unwrap());
        prop_assert!(made.text.ends_with("END:VCALENDAR\r\n"));
        for line in made.text.trim_end().split("\r\n") {
            prop_assert!(line.len() <= 75, "{} bytes: {line}", line.len());
            prop_assert!(!line.contains(char::is_control), "{line:?}");
        }
        let summaries = said(&made.text, "SUMMARY");
        prop_assert_eq!(summaries.len(), made.events);
        for milestone in &plan.actions[0].milestones {
            let words = milestone.text.as_str().split_whitespace().next();
            let begin: String = words.unwrap_or_default().chars().take(20).collect();
            prop_assert!(summaries.iter().any(|said| said.contains(&*begin)), "{begin:?} in {summaries:?}");
        }
        // Other words are the same events.
        let uids = said(&made.text, "UID");
        let other = calendar(&[&plan_of(&vec!["Other".to_owned(); words.len()])], None, Day::new(2027, 1, 1).unwrap());
        prop_assert_eq!(&uids, &said(&other.text, "UID"));
        let mut once = uids.clone();
        once.sort();
        once.dedup();
        prop_assert_eq!(once.len(), uids.len());
    }
}
