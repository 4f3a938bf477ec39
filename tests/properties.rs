//! What must hold for any input: readers never panic, writing and reading give the same bytes, and
//! undoing every step gives back the plan it began with. `make soak` runs many more cases
//! (PROPTEST_CASES).

use std::{fs, path::PathBuf, sync::Arc};

use proptest::{collection::vec, prelude::*, sample::Index as Pick};
use serde_json::{Value, json};
use waymark::{
    app::Address,
    drafting::{
        Change, Command, Draft, Entry, Path, draft_from,
        typed::{Meant, Reading},
    },
    formats::{
        Caps,
        notes_file::{read_notes, write_notes},
        pasted::{COLUMNS, ROWS, read_table},
        read_plan, write_plan,
    },
    insight::compare::{
        Compared, Comparison, Side, What,
        differences::{Difference, differences},
    },
    plan::{Date, Decimal, Id, Kind, Period, Plan},
};

fn shipped() -> Plan {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/plans");
    let text = fs::read(folder.join("cheshire-west-2011-14.json")).unwrap();
    read_plan(&text, Caps::FILE).unwrap()
}

/// JSON of any shape, with the names a plan uses among its field names.
fn any_json() -> impl Strategy<Value = Value> {
    let name = prop_oneof![
        Just("id"),
        Just("plan"),
        Just("measures"),
        Just("actions"),
        Just("points"),
        Just("value"),
        Just("print"),
        Just("words"),
        Just("as_printed"),
        Just("to"),
        Just("retold"),
        Just("period"),
        Just("pounds"),
        Just("due"),
        Just("title"),
        Just("milestones"),
        Just("item"),
        Just("question"),
        Just("listed"),
        Just("place"),
        Just("__proto__"),
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        "(2012/13|2012-08|tbc|asch1-1|8\\.00|-?[0-9]{1,18})".prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..6).prop_map(Value::from),
            vec((name.clone(), inner), 0..6).prop_map(|fields| {
                Value::Object(fields.into_iter().map(|(n, v)| (n.to_owned(), v)).collect())
            }),
        ]
    })
}

/// What an officer may do, in terms that fit any plan.
#[derive(Clone, Debug)]
enum Deed {
    Retitle(String),
    Reword(Pick, String),
    Date(Pick, String),
    AddMilestone(Pick, Pick),
    Take(Pick),
    Shift(Pick, Pick),
    Undo,
    Redo,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let pick = any::<Pick>;
    let deed = prop_oneof![
        "\\PC{0,20}".prop_map(Deed::Retitle),
        (pick(), "\\PC{0,20}").prop_map(|(at, text)| Deed::Reword(at, text)),
        (pick(), "\\PC{0,10}|Aug 2012|TBC").prop_map(|(at, text)| Deed::Date(at, text)),
        (pick(), pick()).prop_map(|(at, place)| Deed::AddMilestone(at, place)),
        pick().prop_map(Deed::Take),
        (pick(), pick()).prop_map(|(from, to)| Deed::Shift(from, to)),
        Just(Deed::Undo),
        Just(Deed::Redo),
    ];
    vec(deed, 1..40)
}

/// Does a deed; gives the entry that the journal would keep.
fn act(draft: &mut Draft, deed: &Deed, number: usize) -> Option<Entry> {
    let actions = &draft.plan().actions;
    let chosen = |pick: &Pick| {
        let id = &actions.get(pick.index(actions.len().max(1)))?.id;
        Some(Path::record(Kind::Action, id))
    };
    let change = match deed {
        Deed::Retitle(text) => Change::Set {
            at: Path::front("title"),
            to: json!(text),
        },
        Deed::Reword(at, text) => Change::Set {
            at: chosen(at)?.field("text"),
            to: json!(text),
        },
        Deed::Date(at, text) => match Reading::Date.read(text) {
            Meant::Value(to) | Meant::Words(to, _) => Change::Set {
                at: chosen(at)?.field("end"),
                to,
            },
            Meant::Error(_) => return None,
        },
        Deed::AddMilestone(at, place) => Change::Add {
            list: chosen(at)?.field("milestones"),
            place: place.index(9),
            value: json!({ "id": format!("new-{number}"), "text": "More" }),
        },
        Deed::Take(at) => Change::Take { at: chosen(at)? },
        Deed::Shift(from, to) => Change::Shift {
            at: chosen(from)?,
            to: to.index(30),
        },
        Deed::Undo => return draft.undo().unwrap().map(|(_, entry)| entry),
        Deed::Redo => return draft.redo().unwrap().map(|(_, entry)| entry),
    };
    let command = Command::one(draft.plan(), change);
    draft.perform(command, number.is_multiple_of(3)).ok()
}

/// Two plans beside each other.
fn beside(open: &Plan, other: &Plan) -> Comparison {
    let of = |plan: &Plan| Compared::new(Arc::new(plan.clone()), String::new());
    Comparison::new(of(open), of(other))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_a_plan_or_an_error(bytes in vec(any::<u8>(), 0..400)) {
        let _ = read_plan(&bytes, Caps::FILE);
    }

    #[test]
    fn any_notes_are_read_or_refused(value in any_json(), bytes: Vec<u8>) {
        let _ = read_notes(&bytes, Caps::FILE);
        for format in ["waymark-notes", "waymark-plan"] {
            let file = json!({ "format": format, "version": 1, "plan": { "id": "a", "title": "A" }, "notes": value });
            if let Ok(read) = read_notes(file.to_string().as_bytes(), Caps::FILE) {
                let notes: Vec<_> = read.notes.into_iter().map(Arc::new).collect();
                let written = write_notes("plan/a", "A", &notes);
                let again = read_notes(written.as_bytes(), Caps::FILE).unwrap().notes;
                let again: Vec<_> = again.into_iter().map(Arc::new).collect();
                prop_assert_eq!(write_notes("plan/a", "A", &again), written);
            }
        }
    }

    #[test]
    fn any_pasted_text_is_a_table_or_an_error(
        text in "\\PC{0,60}|[\"\t\r\n,a]{0,60}|(<table>|<tr>|<td colspan=\"9\">|<td rowspan=\"3\">|</td>|<table|&#x41;|&amp;|<!--|-->|<style>|é|\"|>){0,20}",
    ) {
        if let Ok(grid) = read_table(&text) {
            let wide = grid.rows.first().map_or(0, Vec::len);
            prop_assert!((1..=COLUMNS).contains(&wide) && (1..=ROWS).contains(&grid.rows.len()));
            for row in &grid.rows {
                prop_assert_eq!(row.len(), wide);
                prop_assert!(row.iter().flat_map(|cell| cell.chars()).all(|c| c == '\n' || !c.is_control()));
            }
            let cells = |found: &str| grid.rows.iter().flatten().any(|cell| cell.to_lowercase().contains(found));
            if !cells("<table") {
                prop_assert_eq!(read_table(&grid.text()), Ok(grid.clone()));
            }
        }
    }

    #[test]
    fn a_table_that_is_copied_is_read_back(rows in vec(vec("[a-z,\" ]{0,6}\n?[a-z]{1,4}", 2..5), 1..5), tabs in any::<bool>()) {
        let wide = rows.iter().map(Vec::len).max().unwrap_or(0);
        let between = if tabs { "\t" } else { "," };
        let quoted = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let line = |row: &Vec<String>| row.iter().map(quoted).collect::<Vec<_>>().join(between);
        let text = rows.iter().map(line).collect::<Vec<_>>().join("\r\n");
        let grid = read_table(&text).unwrap();
        let tidy = |cell: &String| cell.lines().map(str::trim).collect::<Vec<_>>().join("\n").trim().to_owned();
        for (read, row) in grid.rows.iter().zip(&rows) {
            let mut told: Vec<String> = row.iter().map(tidy).collect();
            told.resize(wide, String::new());
            prop_assert_eq!(read, &told);
        }
        prop_assert_eq!(grid.rows.len(), rows.len());
    }

    #[test]
    fn any_json_is_a_plan_or_an_error(value in any_json()) {
        let file = json!({ "format": "waymark-plan", "version": 1, "plan": value });
        if let Ok(plan) = read_plan(file.to_string().as_bytes(), Caps::FILE) {
            let once = write_plan(&plan);
            let again = read_plan(once.as_bytes(), Caps::FILE).unwrap();
            prop_assert_eq!(write_plan(&again), once);
        }
    }

    #[test]
    fn a_damaged_plan_is_a_plan_or_an_error(at in any::<Pick>(), with in any::<u8>(), cut in any::<bool>()) {
        let mut bytes = write_plan(&shipped()).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = with;
        if cut {
            bytes.truncate(at);
        }
        let _ = read_plan(&bytes, Caps::FILE);
    }

    #[test]
    fn undoing_everything_gives_back_the_beginning(deeds in deeds()) {
        let start = draft_from(&shipped(), "");
        let mut draft = Draft::new(start.clone());
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut draft, deed, number);
        }
        while draft.undo().unwrap().is_some() {}
        prop_assert_eq!(draft.plan(), &start);
    }

    #[test]
    fn a_plan_beside_itself_differs_in_nothing(deeds in deeds()) {
        let mut draft = Draft::new(draft_from(&shipped(), ""));
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut draft, deed, number);
        }
        let c = beside(draft.plan(), draft.plan());
        let found = differences(&c, Side::Open);
        prop_assert!(found.is_empty(), "{:#?}", found);
    }

    #[test]
    fn exchanging_the_sides_exchanges_added_and_dropped(deeds in deeds()) {
        let start = shipped();
        let mut draft = Draft::new(draft_from(&start, ""));
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut draft, deed, number);
        }
        let there = differences(&beside(draft.plan(), &start), Side::Open);
        let back = differences(&beside(&start, draft.plan()), Side::Open);
        let told = |found: &[Difference], exchanged: bool| {
            let one = |d: &Difference| {
                let change = d.change.clone();
                let what = match (change.what, exchanged) {
                    (What::Added, true) => What::Dropped,
                    (What::Dropped, true) => What::Added,
                    (what, _) => what,
                };
                let (before, after) = match exchanged {
                    true => (change.after, change.before),
                    false => (change.before, change.after),
                };
                (what, d.kind, change.label, before, after)
            };
            let mut all: Vec<_> = found.iter().map(one).collect();
            all.sort();
            all
        };
        prop_assert_eq!(told(&there, false), told(&back, true));
    }

    #[test]
    fn replaying_the_journal_gives_the_same_draft(deeds in deeds()) {
        let start = Draft::new(draft_from(&shipped(), ""));
        let mut draft = start.clone();
        let mut journal = Vec::new();
        for (number, deed) in deeds.iter().enumerate() {
            journal.extend(act(&mut draft, deed, number).map(|e| serde_json::to_string(&e).unwrap()));
        }
        let mut again = start.clone();
        for text in &journal {
            again.replay(serde_json::from_str(text).unwrap()).unwrap();
        }
        prop_assert_eq!(&again, &draft);
        let mut at_once = start;
        let entries = journal.iter().map(|text| serde_json::from_str(text).unwrap());
        prop_assert_eq!(at_once.replay_all(entries), Ok(()));
        prop_assert_eq!(&at_once, &draft);
        let kept = Draft::from_checkpoint(draft.plan().clone(), &draft.steps_json());
        prop_assert_eq!(kept, draft);
    }

    #[test]
    fn any_entry_is_taken_or_refused_whole(path in "[a-z_#0-9/]{0,40}", value in any_json(), place in any::<usize>()) {
        let mut draft = Draft::new(shipped());
        let before = draft.clone();
        let paths = [Path::parse(&path), Path::parse("actions/#asch1-1/milestones"), Path::parse("measures")];
        for at in paths.into_iter().flatten() {
            let changes = [
                Change::Set { at: at.clone(), to: value.clone() },
                Change::Add { list: at.clone(), place, value: value.clone() },
                Change::Take { at: at.clone() },
                Change::Shift { at, to: place },
            ];
            for change in changes {
                let command = Command::one(draft.plan(), change);
                if draft.perform(command, false).is_ok() {
                    draft.undo().unwrap();
                }
                prop_assert_eq!(draft.plan(), before.plan());
            }
        }
    }

    #[test]
    fn small_readers_never_panic_and_give_back_what_they_read(text in "\\PC{0,24}|[-0-9/.Q]{0,14}") {
        let _ = Id::parse(&text);
        prop_assert!(Id::parse(Id::slug(&text).as_str()).is_some());
        let _ = Path::parse(&text);
        let _ = Address::parse(&text, &text);
        if let Ok(number) = text.parse::<Decimal>() {
            prop_assert_eq!(number.to_string().parse::<Decimal>().unwrap(), number);
        }
        if let Ok(date) = text.parse::<Date>() {
            prop_assert_eq!(date.to_string().parse::<Date>().unwrap(), date);
            prop_assert!(date.first_day() <= date.last_day());
        }
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        }
        for reading in [Reading::Text, Reading::Cell, Reading::Date, Reading::Figure, Reading::Count, Reading::Money, Reading::Period] {
            if let Meant::Value(value) | Meant::Words(value, _) = reading.read(&text) {
                let shown = reading.show(&value);
                let again = match reading.read(&shown) {
                    Meant::Value(again) | Meant::Words(again, _) => again,
                    Meant::Error(e) => return Err(TestCaseError::fail(format!("{shown}: {e}"))),
                };
                prop_assert_eq!(again, value, "{:?} of {}", reading, shown);
            }
        }
    }
}
