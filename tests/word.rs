//! Word files are whole: every part is XML, everything that is referred to is there and has a type, and the text of a small
//! document is what it was when someone last opened it in Word.
//!
//! `UPDATE_GOLDENS=1 cargo test --test word` writes the golden anew: open the file in a word processor before committing it.

#[path = "word/sample.rs"]
mod sample;

use std::{collections::BTreeSet, fs, path::Path};

use quick_xml::{Reader, events::Event};
use sample::{paper, picture};
use waymark::{
    formats::{
        archive::{Archive, Limits, refuse_active_content, refuse_doctype},
        word,
        word::About,
    },
    insight::{
        Document,
        document::{Cell, Column, Line, Part, Table},
    },
    plan::Day,
};

/// An element's name and its attributes.
type Element = (String, Vec<(String, String)>);

/// The elements of a part, of which everything must be well formed and every character one that XML allows.
fn elements(name: &str, bytes: &[u8]) -> Vec<Element> {
    let text = std::str::from_utf8(bytes).unwrap_or_else(|e| panic!("{name}: {e}"));
    let allowed = |c: char| !matches!(c, '\0'..='\x08' | '\x0b' | '\x0c' | '\x0e'..='\x1f' | '\u{fffe}' | '\u{ffff}');
    assert!(text.chars().all(allowed), "{name}");
    let mut reader = Reader::from_str(text);
    reader.config_mut().enable_all_checks(true);
    let (mut found, mut depth, mut roots) = (Vec::new(), 0, 0);
    loop {
        let event = reader.read_event();
        match event.unwrap_or_else(|e| panic!("{name}: {e}")) {
            ref event @ (Event::Start(ref element) | Event::Empty(ref element)) => {
                roots += usize::from(depth == 0);
                depth += usize::from(matches!(event, Event::Start(_)));
                let mut attributes = Vec::new();
                for attribute in element.attributes() {
                    let attribute = attribute.unwrap_or_else(|e| panic!("{name}: {e}"));
                    let value = quick_xml::escape::unescape(&attribute.value).unwrap();
                    attributes.push((attribute.key.as_ref().to_owned(), value.into_owned()));
                }
                found.push((element.name().as_ref().to_owned(), attributes));
            }
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            Event::DocType(_) | Event::PI(_) | Event::CData(_) => panic!("{name}: unasked for"),
            _ => {}
        }
    }
    assert_eq!((depth, roots), (0, 1), "{name}");
    found
}

fn get<'a>((_, attributes): &'a Element, name: &str) -> Option<&'a str> {
    let found = attributes.iter().find(|(n, _)| n == name);
    found.map(|(_, value)| value.as_str())
}

/// Holds a package against the rules of [ECMA-376] part 2 that Word insists on.
fn check(bytes: &[u8]) -> Archive {
    let archive = Archive::read(bytes, &Limits::default()).unwrap();
    refuse_active_content(&archive).unwrap();
    refuse_doctype(&archive).unwrap();
    let types = elements("types", archive.get("[Content_Types].xml").unwrap());
    let said = |element: &str, name: &str| -> BTreeSet<String> {
        let all = types.iter().filter(|(n, _)| n == element);
        all.filter_map(|e| Some(get(e, name)?.to_owned())).collect()
    };
    let (endings, parts) = (said("Default", "Extension"), said("Override", "PartName"));
    for part in &parts {
        assert!(
            archive.get(&part[1..]).is_some(),
            "{part} has a type and isn’t there"
        );
    }
    let mut referred = BTreeSet::from(["[Content_Types].xml".to_owned()]);
    for entry in archive.entries() {
        let name = &entry.name;
        if !name.ends_with(".png") {
            elements(name, &entry.bytes);
        }
        let ending = name.rsplit('.').next().unwrap();
        if name != "[Content_Types].xml" {
            let typed = parts.contains(&format!("/{name}"));
            let plain = endings.contains(ending) && ending != "xml";
            assert!(typed || plain, "{name} has no type of its own");
        }
        let Some((folder, of)) = name.split_once("_rels/") else {
            continue;
        };
        referred.insert(name.clone());
        let mut ids = BTreeSet::new();
        for one in elements(name, &entry.bytes).iter().skip(1) {
            let target = format!("{folder}{}", get(one, "Target").unwrap());
            assert!(archive.get(&target).is_some(), "{name} leads to {target}");
            assert!(
                ids.insert(get(one, "Id").unwrap().to_owned()),
                "{name}: an id twice"
            );
            referred.insert(target);
        }
        let of = format!("{folder}{}", of.trim_end_matches(".rels"));
        if let Some(part) = archive.get(&of) {
            for element in elements(&of, part) {
                for id in ["r:id", "r:embed"].iter().filter_map(|n| get(&element, n)) {
                    assert!(ids.contains(id), "{of} refers to {id}");
                }
            }
        }
    }
    for entry in archive.entries() {
        assert!(
            referred.contains(&entry.name),
            "nothing leads to {}",
            entry.name
        );
    }
    archive
}

#[test]
fn a_paper_of_a_shipped_plan_is_a_whole_word_file() {
    let (document, about) = paper();
    let (bytes, unread) = word(&document, &about);
    assert_eq!(unread, []);
    let archive = check(&bytes);
    let text = elements("text", archive.get("word/document.xml").unwrap());
    let count = |name: &str| text.iter().filter(|(n, _)| n == name).count();
    let tables = document
        .parts
        .iter()
        .filter(|p| matches!(p, Part::Table(_)));
    assert_eq!(count("w:tblHeader"), tables.count());
    assert_eq!(count("w:drawing"), 1);
    assert!(bytes.len() < 400_000, "{} bytes", bytes.len());
}

#[test]
fn a_document_of_nothing_is_a_whole_word_file() {
    check(&word(&Document::default(), &About::default()).0);
}

/// A document with one of everything.
fn small() -> Document {
    let line = |under: &str, name: &str, figure: &str, total| Line {
        under: under.into(),
        total,
        cells: vec![Cell::of(name), Cell::of(figure)],
    };
    let column = |heading: &str, numeric| Column {
        heading: heading.into(),
        numeric,
    };
    Document {
        parts: vec![
            Part::Heading(2, "Homes & care".into()),
            Part::Text("Two lines:\nthis is the other.".into()),
            Part::List(vec!["A point".into(), "– A point of it".into()]),
            Part::Facts(vec![("Owner".into(), "Head of Care".into())]),
            Part::Table(Table {
                caption: "Budget".into(),
                columns: vec![column("Line", false), column("2026/27", true)],
                rows: vec![
                    line("Older people", "Homes", "£1.2m", false),
                    line("", "All", "£1.2m", true),
                ],
            }),
            Part::Picture(picture()),
        ],
    }
}

#[test]
fn a_small_document_is_as_it_was_last_opened() {
    let about = About {
        title: "Homes".into(),
        plan: "Anytown plan".into(),
        origin: "Anytown Council, 2026/27.".into(),
        made: Some(Day(20_700)),
    };
    let archive = check(&word(&small(), &about).0);
    let seen = String::from_utf8(archive.get("word/document.xml").unwrap().to_vec()).unwrap();
    // A line for each paragraph and row, so that a change to one is a change to a line.
    let mut text = seen + "\n";
    for start in ["<w:p>", "<w:tbl>", "<w:tr>", "<w:tc>", "<w:sectPr>"] {
        text = text.replace(start, &format!("\n{start}"));
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/goldens/word/small.xml");
    if std::env::var_os("UPDATE_GOLDENS").is_some() {
        fs::write(&path, &text).unwrap();
    }
    let kept = fs::read_to_string(&path).expect("UPDATE_GOLDENS=1 writes it");
    assert!(
        text == kept,
        "not as it was: UPDATE_GOLDENS=1, then look at what git says changed"
    );
}
