//! The shipped plans as Excel workbooks and as data packages, and back: nothing changed is nothing lost, and a changed cell
//! comes back as the change it is.

use std::{fs, io::Cursor};

use calamine::{Data, Reader as _, Xlsx};
use rust_xlsxwriter::Workbook as Book;
use waymark::{
    formats::{
        Along, Caps, Unread, archive,
        package::{Licence, package, read_package},
        read_plan,
        sheets::{Back, Came, Cell, Style, back},
        version_hash,
        workbook::{WorkbookError, read_workbook, workbook},
    },
    plan::{Date, Day, Plan},
};

const PLANS: [&str; 5] = [
    "cheshire-west-2011-14",
    "coventry-2014",
    "warwickshire-2021-22",
    "worcestershire-2018-21",
    "worcestershire-update-2021-03",
];

fn plan(id: &str) -> Plan {
    let path = format!("{}/public/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    read_plan(&fs::read(path).unwrap(), Caps::FILE).unwrap()
}

fn today() -> Day {
    Day::new(2026, 11, 29).unwrap()
}

fn along(plan: &Plan) -> Along {
    Along {
        versions: vec![version_hash(plan)],
        ..Along::default()
    }
}

fn made(plan: &Plan) -> Vec<u8> {
    let (bytes, lost) = workbook(plan, &along(plan), today()).unwrap();
    assert_eq!(lost, []);
    bytes
}

/// What a workbook says, read as a copy of the plan that went along.
fn said(bytes: &[u8]) -> (Back, Vec<Unread>, Vec<String>) {
    let read = read_workbook(bytes).unwrap();
    let carried = read.carried.expect("the plan goes along");
    let sheets: Vec<Came> = read
        .sheets
        .into_iter()
        .filter(|sheet| sheet.name != "About")
        .collect();
    let back = back(&sheets, &carried.plan, Style::Titles).unwrap();
    (back, read.unread, carried.versions)
}

#[test]
fn a_workbook_comes_back_as_the_plan_it_was_made_of() {
    for id in PLANS {
        let plan = plan(id);
        let (back, unread, versions) = said(&made(&plan));
        assert_eq!(unread, [], "{id}");
        assert_eq!(back.unread, [], "{id}");
        assert!(back.plan == plan, "{id}");
        assert_eq!(versions, [version_hash(&plan)]);
    }
}

#[test]
fn the_same_plan_gives_the_same_workbook() {
    let plan = plan("warwickshire-2021-22");
    assert!(made(&plan) == made(&plan));
}

#[test]
fn excel_sees_dates_as_dates_money_as_money_and_no_formula() {
    let mut plan = plan("cheshire-west-2011-14");
    let mut action = (**plan.actions.iter().next().unwrap()).clone();
    action.text = "=HYPERLINK(\"https://elsewhere.example\")".into();
    action.milestones[0].due = Some("2027-03-31".parse::<Date>().unwrap().into());
    let rest = plan.actions.iter().skip(1).map(|action| (**action).clone());
    plan.actions = std::iter::once(action).chain(rest).collect();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(made(&plan))).unwrap();
    let sheet = book.worksheet_range("Milestones");
    assert!(sheet.is_ok(), "milestones have a sheet");
    let kinds = |name: &str, heading: &str, book: &mut Xlsx<Cursor<Vec<u8>>>| -> Vec<Data> {
        let range = book.worksheet_range(name).unwrap();
        let at = range
            .rows()
            .next()
            .unwrap()
            .iter()
            .position(|cell| *cell == Data::String(heading.into()))
            .unwrap();
        range.rows().skip(1).map(|row| row[at].clone()).collect()
    };
    let amounts = kinds("Amounts", "Amount", &mut book);
    let numbers = amounts
        .iter()
        .filter(|cell| matches!(cell, Data::Float(_)))
        .count();
    assert!(
        numbers > amounts.len() / 2,
        "{numbers} of {} amounts are numbers",
        amounts.len()
    );
    let due = kinds("Milestones", "Due", &mut book);
    assert!(
        due.iter().any(|cell| matches!(cell, Data::DateTime(_))),
        "{due:?}"
    );
    let formulas = book.worksheet_formula("Actions").unwrap();
    assert!(formulas.is_empty());
    let done = kinds("Actions", "What will be done", &mut book);
    assert_eq!(
        done[0],
        Data::String("=HYPERLINK(\"https://elsewhere.example\")".into())
    );
}

/// As another program saves it: its own sheets, no plan along.
fn by_hand(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = Book::new();
    for (name, rows) in sheets {
        let page = book.add_worksheet();
        page.set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (at, cell) in cells.iter().enumerate() {
                page.write_string(row as u32, at as u16, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_made_by_hand_is_read_by_its_headings() {
    let bytes = by_hand(&[
        (
            "Plan",
            &[
                &["Title", "Council", "Id"],
                &["Our plan", "Our county", "ours"],
            ],
        ),
        (
            "Actions",
            &[
                &["What will be done", "Ends"],
                &["Open a hub", "31/3/2027"],
                &["Train staff", "soon"],
            ],
        ),
        (
            "Milestones",
            &[
                &["Belongs to", "What will have happened"],
                &["Open a hub", "Lease signed"],
                &["Something else", "Lost"],
            ],
        ),
    ]);
    let read = read_workbook(&bytes).unwrap();
    assert!(read.carried.is_none());
    let back = back(&read.sheets, &Plan::default(), Style::Titles).unwrap();
    assert_eq!(back.plan.front.title, "Our plan");
    let first = back.plan.actions.iter().next().unwrap();
    assert_eq!(serde_json::to_string(&first.end).unwrap(), "\"2027-03-31\"");
    assert_eq!(first.milestones.len(), 1);
    let told: Vec<String> = back
        .unread
        .iter()
        .map(|one| format!("{}: {}", one.place, one.what))
        .collect();
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].starts_with("Actions, row 3, ‘Ends’: Kept as words"),
        "{told:#?}"
    );
    assert!(
        told[1].starts_with(
            "Milestones, row 3, ‘Belongs to’: “Something else” is nothing that could hold it"
        ),
        "{told:#?}"
    );
}

#[test]
fn what_is_no_workbook_is_refused_in_words() {
    for bytes in [
        &b"PK\x03\x04"[..],
        b"",
        b"hello",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ] {
        let error = read_workbook(bytes).unwrap_err();
        assert!(error.to_string().ends_with('.') && !error.what_to_do().is_empty());
    }
    let zip = archive::write([("word/document.xml", &b"<a/>"[..])]).unwrap();
    assert_eq!(
        read_workbook(&zip).unwrap_err(),
        WorkbookError::NotAWorkbook
    );
}

#[test]
fn a_package_comes_back_as_the_plan_it_was_made_of() {
    for id in PLANS {
        let plan = plan(id);
        let bytes = package(&plan, &along(&plan), Some(Licence::OpenGovernment), today()).unwrap();
        let read = read_package(&bytes).unwrap();
        assert_eq!(read.unread, [], "{id}");
        let carried = read.carried.unwrap();
        assert!(carried.plan == plan, "{id}");
        let back = back(&read.sheets, &plan, Style::Ids).unwrap();
        assert_eq!(back.unread, [], "{id}");
        assert!(back.plan == plan, "{id}");
    }
}

#[test]
fn without_the_plan_file_a_package_still_holds_every_record_and_link() {
    for id in PLANS {
        let plan = plan(id);
        let bytes = package(&plan, &Along::default(), None, today()).unwrap();
        let read = read_package(&bytes).unwrap();
        let back = back(&read.sheets, &Plan::default(), Style::Ids).unwrap();
        assert_eq!(back.plan.count(), plan.count(), "{id}");
        for (one, other) in plan.records().zip(back.plan.records()) {
            let links = |record: &dyn waymark::plan::AnyRecord| {
                let mut links = Vec::new();
                record.links(&mut |relation, to| {
                    links.push((format!("{relation:?}"), to.to.clone()))
                });
                links
            };
            assert_eq!(links(&*one), links(&*other), "{id}, {}", one.id());
        }
    }
}

#[test]
fn a_cell_changed_in_a_workbook_is_the_one_change() {
    let plan = plan("cheshire-west-2011-14");
    let read = read_workbook(&made(&plan)).unwrap();
    let mut sheets = read.sheets;
    let measures = sheets
        .iter_mut()
        .find(|sheet| sheet.name == "Measures")
        .unwrap();
    let unit = measures.rows[0]
        .iter()
        .position(|cell| cell.plain() == "Counted in")
        .unwrap();
    let row = &mut measures.rows[2];
    row.resize(row.len().max(unit + 1), Cell::Empty);
    row[unit] = Cell::Text("people a year".into());
    let back = back(&sheets, &plan, Style::Titles).unwrap();
    let changed = plan
        .measures
        .iter()
        .zip(back.plan.measures.iter())
        .filter(|(one, other)| one != other);
    let units: Vec<&str> = changed.map(|(_, other)| other.unit.as_str()).collect();
    assert_eq!(units, ["people a year"]);
}

#[test]
fn a_row_that_belongs_to_what_cannot_hold_it_is_told() {
    let plan = plan("cheshire-west-2011-14");
    let mut sheets = read_workbook(&made(&plan)).unwrap().sheets;
    let measure = plan.measures.iter().next().unwrap().id.to_string();
    let milestones = sheets
        .iter_mut()
        .find(|sheet| sheet.name == "Milestones")
        .unwrap();
    milestones.rows[1][1] = Cell::Text(format!("A measure [{measure}]"));
    let back = back(&sheets, &plan, Style::Titles).unwrap();
    let told = back
        .unread
        .iter()
        .filter(|one| one.place.part == "Milestones");
    assert_eq!(told.count(), 1, "{:#?}", back.unread);
}

/// A workbook by hand in which a part says something else.
fn with_part(bytes: &[u8], name: &str, from: &str, to: &str) -> Vec<u8> {
    let archive = archive::Archive::read(bytes, &archive::Limits::default()).unwrap();
    let parts = archive.entries().iter().map(|entry| {
        let text = String::from_utf8(entry.bytes.clone()).unwrap();
        match entry.name == name {
            true => {
                assert!(text.contains(from), "{text}");
                (entry.name.as_str(), text.replace(from, to))
            }
            false => (entry.name.as_str(), text),
        }
    });
    let parts: Vec<(&str, String)> = parts.collect();
    archive::write(parts.iter().map(|(name, text)| (*name, text.as_bytes()))).unwrap()
}

#[test]
fn a_workbook_that_promises_or_repeats_too_much_is_refused() {
    let bytes = by_hand(&[("A", &[&["One", "Two"]])]);
    for count in [
        "4000000000",
        "18446744073709551615",
        "99999999999999999999999",
    ] {
        let unique = format!("uniqueCount=\"{count}\"");
        let strings = with_part(&bytes, "xl/sharedStrings.xml", "uniqueCount=\"2\"", &unique);
        assert_eq!(
            read_workbook(&strings).unwrap_err(),
            WorkbookError::NotAWorkbook
        );
    }
    // One text of a megabyte that a thousand cells show.
    let mut random = 1_u32;
    let letter = |_| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        char::from(b'a' + (random >> 24) as u8 % 26)
    };
    let long: String = (0..1024 * 1024).map(letter).collect();
    let strings = with_part(
        &bytes,
        "xl/sharedStrings.xml",
        "<t>One</t>",
        &format!("<t>{long}</t>"),
    );
    let cells: String = (2..1_000)
        .map(|row| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>"))
        .collect();
    let sheet = with_part(
        &strings,
        "xl/worksheets/sheet1.xml",
        "</sheetData>",
        &format!("{cells}</sheetData>"),
    );
    assert_eq!(read_workbook(&sheet).unwrap_err(), WorkbookError::TooMuch);
    // Empty rows in every sheet.
    let sheets: Vec<String> = (0..20).map(|n| format!("S{n}")).collect();
    let rows: &[&[&str]] = &[&["One"]];
    let named: Vec<(&str, &[&[&str]])> = sheets.iter().map(|name| (name.as_str(), rows)).collect();
    let mut far = by_hand(&named);
    for n in 1..=20 {
        far = with_part(
            &far,
            &format!("xl/worksheets/sheet{n}.xml"),
            "<row r=\"1\"",
            "<row r=\"900000\"",
        );
        far = with_part(
            &far,
            &format!("xl/worksheets/sheet{n}.xml"),
            "r=\"A1\"",
            "r=\"A900000\"",
        );
    }
    assert_eq!(read_workbook(&far).unwrap_err(), WorkbookError::TooMuch);
}
