//! Files of other programs through the one door in and the one door out: each is known by its bytes, and what can't be opened
//! says what it is and what to do.

use std::fs;

use rust_xlsxwriter::{Chart, ChartType, Format, Formula, Workbook as Book};
use waymark::{
    formats::{
        Along, Caps,
        archive::{Archive, Limits, write},
        calendar::owners,
        foreign::{Kind, NotOpened, NotSaved, Opened, Wanted, open, save},
        package::Licence,
        read_plan,
        stratml::Edition,
        version_hash, write_plan,
    },
    insight::Index,
    plan::{Day, Plan},
};

fn plan(id: &str) -> Plan {
    let path = format!("{}/public/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    read_plan(&fs::read(path).unwrap(), Caps::FILE).unwrap()
}

fn saved(plan: &Plan, wanted: &Wanted) -> Vec<u8> {
    let along = Along {
        versions: vec!["a".repeat(64)],
        ..Along::default()
    };
    let day = Day::new(2026, 11, 29).unwrap();
    save(wanted, &[plan], &along, day).unwrap().bytes
}

#[test]
fn what_is_saved_is_opened_as_what_it_is() {
    let plan = plan("warwickshire-2021-22");
    let all = [
        (Wanted::Workbook, Kind::Workbook),
        (
            Wanted::Package(Some(Licence::OpenGovernment)),
            Kind::Package,
        ),
        (Wanted::Stratml(Edition::StrategicPlan), Kind::Stratml),
        (Wanted::Stratml(Edition::PerformancePlan), Kind::Stratml),
    ];
    for (wanted, kind) in all {
        let Opened::Plan(copy) = open(&saved(&plan, &wanted)).unwrap() else {
            panic!("{wanted:?} is a plan");
        };
        assert_eq!(copy.kind, Some(kind));
        assert_eq!(copy.file.plan.front.title, plan.front.title, "{kind:?}");
        if kind != Kind::Stratml {
            assert!(copy.file.plan == plan, "{kind:?}");
            let expected = [version_hash(&plan), "a".repeat(64)];
            assert_eq!(copy.file.versions, expected, "{kind:?}");
        }
    }
    let Opened::Plan(copy) = open(write_plan(&plan).as_bytes()).unwrap() else {
        panic!("a plan file is a plan");
    };
    assert!(copy.kind.is_none() && copy.file.plan == plan);
}

#[test]
fn any_other_workbook_or_text_is_tables() {
    let mut book = Book::new();
    book.add_worksheet().set_name("Nothing here").unwrap();
    let page = book.add_worksheet();
    page.set_name("Our actions").unwrap();
    page.write_string(2, 0, "Action").unwrap();
    page.write_string(2, 1, "Due").unwrap();
    page.write_string(3, 0, "Open a hub").unwrap();
    page.write_number(3, 1, 12.5).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let Opened::Tables(tables, unread) = open(&bytes).unwrap() else {
        panic!("it is none of ours");
    };
    assert_eq!(unread, []);
    assert_eq!(tables.len(), 1, "a sheet with nothing in it is none");
    assert_eq!(tables[0].name, "Our actions");
    assert_eq!(
        tables[0].grid.rows,
        [["Action", "Due"], ["Open a hub", "12.5"]]
    );
    let text = "Action,Due\nOpen a hub,31/3/2027\n";
    let Opened::Tables(tables, _) = open(text.as_bytes()).unwrap() else {
        panic!("text is a table");
    };
    assert_eq!(tables[0].grid.rows[1], ["Open a hub", "31/3/2027"]);
}

/// As Excel on an old Mac counts its days.
fn of_1904(bytes: &[u8]) -> Vec<u8> {
    let archive = Archive::read(bytes, &Limits::default()).unwrap();
    let parts = archive.entries().iter().map(|entry| {
        let is_book = entry.name == "xl/workbook.xml";
        let bytes = match is_book {
            true => String::from_utf8(entry.bytes.clone())
                .unwrap()
                .replace("<workbookPr ", "<workbookPr date1904=\"1\" ")
                .into_bytes(),
            false => entry.bytes.clone(),
        };
        (entry.name.clone(), bytes)
    });
    let parts: Vec<(String, Vec<u8>)> = parts.collect();
    write(parts.iter().map(|(name, bytes)| (&**name, &**bytes))).unwrap()
}

#[test]
fn a_cell_is_read_as_what_excel_shows_of_it() {
    let mut book = Book::new();
    let page = book.add_worksheet();
    page.set_name("Ours").unwrap();
    let (bold, dated) = (
        Format::new().set_bold(),
        Format::new().set_num_format("dd/mm/yyyy"),
    );
    let plain = Format::new();
    page.write_rich_string(0, 0, &[(&plain, "Open a "), (&bold, "hub")])
        .unwrap();
    page.write_number_with_format(0, 1, 44_800.0, &dated)
        .unwrap();
    page.write_formula(1, 0, Formula::new("=1+1").set_result("2"))
        .unwrap();
    page.write_formula(1, 1, Formula::new("=A1&\"s\"").set_result("Open a hubs"))
        .unwrap();
    page.write_formula(2, 0, Formula::new("=1/0").set_result("#DIV/0!"))
        .unwrap();
    page.write_boolean(2, 1, true).unwrap();
    page.merge_range(3, 0, 3, 1, "Over two", &plain).unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("Put away").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "Still").unwrap();
    hidden.write_string(1, 0, "here").unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart.add_series().set_values("=Ours!$A$2:$A$2");
    book.add_chartsheet().insert_chart(0, 0, &chart).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    for (bytes, day) in [(bytes.clone(), "27/8/2022"), (of_1904(&bytes), "28/8/2026")] {
        let Opened::Tables(tables, unread) = open(&bytes).unwrap() else {
            panic!("it is none of ours");
        };
        let names: Vec<&str> = tables.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(
            names,
            ["Ours", "Put away"],
            "a sheet that is a chart has no cells"
        );
        let rows = &tables[0].grid.rows;
        assert_eq!(rows[0], ["Open a hub", day]);
        assert_eq!(rows[1], ["2", "Open a hubs"]);
        assert_eq!(rows[2], ["", "Yes"]);
        assert_eq!(rows[3][0], "Over two");
        let told: Vec<String> = unread.iter().map(|one| one.place.to_string()).collect();
        assert_eq!(told, ["Ours, row 3, ‘A’"]);
    }
}

#[test]
fn more_than_a_table_holds_is_told_by_its_row() {
    let mut book = Book::new();
    let page = book.add_worksheet();
    page.set_name("Long").unwrap();
    for row in 0..5_003 {
        page.write_string(row, 0, "a").unwrap();
    }
    let Opened::Tables(tables, unread) = open(&book.save_to_buffer().unwrap()).unwrap() else {
        panic!("it is none of ours");
    };
    assert_eq!(tables[0].grid.rows.len(), 5_000);
    assert_eq!(unread[0].place.to_string(), "Long, row 5001");
}

#[test]
fn a_mark_in_front_and_a_letter_cut_in_two_hide_no_stratml() {
    let begin = "\u{feff}<StrategicPlan><Name>";
    for more in 0..3 {
        let name = format!(
            "{}{}",
            "a".repeat(1_021 - begin.len() + more),
            "’".repeat(3)
        );
        let file = format!("{begin}{name}</Name></StrategicPlan>");
        assert!(
            matches!(open(file.as_bytes()), Ok(Opened::Plan(_))),
            "{more}"
        );
    }
}

#[test]
fn a_calendar_without_a_date_is_none_and_a_plan_and_its_draft_are_once_in_it() {
    let plan = plan("cheshire-west-2011-14");
    let day = Day::new(2026, 11, 29).unwrap();
    let calendar = |owner: Option<&str>, plans: &[&Plan]| {
        save(
            &Wanted::Calendar(owner.map(str::to_owned)),
            plans,
            &Along::default(),
            day,
        )
    };
    let nothing = Plan::default();
    assert_eq!(calendar(None, &[&nothing]), Err(NotSaved::NothingDated));
    let once = calendar(None, &[&plan]).unwrap();
    let twice = calendar(None, &[&plan, &plan]).unwrap();
    assert_eq!(once.bytes, twice.bytes);
    let events = String::from_utf8(once.bytes)
        .unwrap()
        .matches("BEGIN:VEVENT")
        .count();
    assert_eq!(twice.unread.len(), once.unread.len() * 2 + events);
    let owner = owners(&plan, &Index::new(&plan))
        .into_iter()
        .next()
        .unwrap();
    let told = calendar(Some(&owner), &[&plan, &nothing]).unwrap().unread;
    assert!(
        told.iter()
            .any(|one| one.what.contains("knows nobody called")),
        "{told:?}"
    );
}

#[test]
fn what_is_something_else_says_what_it_is() {
    let word = write([("word/document.xml", &b"<a/>"[..])]).unwrap();
    let zip = write([("letter.txt", &b"Dear all"[..])]).unwrap();
    let ods = write([
        (
            "mimetype",
            &b"application/vnd.oasis.opendocument.spreadsheet"[..],
        ),
        ("content.xml", &b"<a/>"[..]),
    ])
    .unwrap();
    assert_eq!(open(&word).unwrap_err(), NotOpened::WordDocument);
    assert_eq!(open(&zip).unwrap_err(), NotOpened::OtherArchive);
    assert_eq!(open(b"%PDF-1.7 ...").unwrap_err(), NotOpened::Pdf);
    assert_eq!(
        open(b"\x89PNG\r\n\x1a\n\0\0\0").unwrap_err(),
        NotOpened::Unknown
    );
    let letter = b"Dear all\n\nThe plan is late.\n";
    assert_eq!(open(letter).unwrap_err(), NotOpened::Unknown);
    let all: [&[u8]; 8] = [
        &word,
        &zip,
        &ods,
        b"",
        b"{}",
        b"<a/>",
        b"PK\x03\x04",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ];
    for bytes in all {
        let error = open(bytes).unwrap_err();
        assert!(error.to_string().ends_with('.'), "{error}");
        assert!(error.what_to_do().ends_with('.'), "{error}");
    }
}
