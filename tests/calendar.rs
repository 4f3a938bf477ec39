//! The calendar of a shipped plan, as it was looked through by eye: `GOLDENS=write cargo test --test calendar` writes it anew.

use std::{fs, path::Path};

use waymark::{
    formats::{Caps, calendar::calendar, read_plan},
    plan::Day,
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
