//! Files of other programs through the one door in and the one door out: each is known by its bytes, and what can't be opened
//! says what it is and what to do.

use std::fs;

use rust_xlsxwriter::Workbook as Book;
use waymark::{
    formats::{
        Along, Caps,
        archive::write,
        foreign::{Kind, NotOpened, Opened, Wanted, open, save},
        package::Licence,
        read_plan,
        stratml::Edition,
        version_hash, write_plan,
    },
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
