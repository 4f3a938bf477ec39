//! What a Word file has in it, read back with a parser.

use quick_xml::{Reader, events::Event};

use super::*;
use crate::{
    formats::archive::{Archive, Limits, refuse_active_content, refuse_doctype},
    insight::document::{Cell, Column, Line, Part, Picture, Table},
};

/// A PNG of one grey point.
const POINT: &str = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==";

/// An element of a part: its name, its attributes, what is in it and its words.
#[derive(Debug, Default)]
struct Node {
    name: String,
    attributes: Vec<(String, String)>,
    inner: Vec<Node>,
    words: String,
}

impl Node {
    fn parse(bytes: &[u8]) -> Node {
        let text = std::str::from_utf8(bytes).unwrap();
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        let mut open = vec![Node::default()];
        loop {
            match reader.read_event().unwrap() {
                Event::Start(element) => open.push(Node {
                    name: element.name().as_ref().to_owned(),
                    attributes: element
                        .attributes()
                        .map(|a| a.unwrap())
                        .map(|a| {
                            let value = quick_xml::escape::unescape(&a.value).unwrap();
                            (a.key.as_ref().to_owned(), value.into_owned())
                        })
                        .collect(),
                    ..Node::default()
                }),
                Event::End(_) => {
                    let node = open.pop().unwrap();
                    let above = open.last_mut().unwrap();
                    above.words.push_str(&node.words);
                    above.inner.push(node);
                }
                Event::Text(words) => open.last_mut().unwrap().words.push_str(words.as_ref()),
                Event::GeneralRef(name) => {
                    let words = format!("&{};", name.as_ref() as &str);
                    let words = quick_xml::escape::unescape(&words).unwrap();
                    open.last_mut().unwrap().words.push_str(&words);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(open.len(), 1);
        open.pop().unwrap().inner.remove(0)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Every element of a name, however deep.
    fn all(&self, name: &str) -> Vec<&Node> {
        let mut found: Vec<&Node> = Vec::new();
        for node in &self.inner {
            if node.name == name {
                found.push(node);
            }
            found.extend(node.all(name));
        }
        found
    }

    /// The value of the first element of a name.
    fn value(&self, name: &str) -> Option<&str> {
        self.all(name).first()?.get("w:val")
    }
}

fn about() -> About {
    About {
        title: "Actions".into(),
        plan: "Care & support plan".into(),
        origin: "Anytown Council, 2026/27.".into(),
        made: Some(Day(20_700)),
    }
}

fn opened(document: &Document) -> (Archive, Vec<Unread>) {
    let (bytes, unread) = word(document, &about());
    assert_eq!(word(document, &about()).0, bytes, "always the same");
    let archive = Archive::read(&bytes, &Limits::default()).unwrap();
    refuse_active_content(&archive).unwrap();
    refuse_doctype(&archive).unwrap();
    (archive, unread)
}

#[test]
fn columns_beyond_what_word_takes_are_said_to_be_left_out() {
    let (_, unread) = opened(&Document::from(table(61)));
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].place.to_string(), "What is done");
    assert!(opened(&Document::from(table(60))).1.is_empty());
}

fn body(parts: Vec<Part>) -> Node {
    let (archive, _) = opened(&Document { parts });
    Node::parse(archive.get("word/document.xml").unwrap())
}

fn table(columns: usize) -> Table {
    let row = |under: &str, total| Line {
        under: under.into(),
        total,
        cells: (0..columns).map(|at| Cell::of(format!("c{at}"))).collect(),
    };
    Table {
        caption: "What is done".into(),
        columns: (0..columns)
            .map(|at| Column {
                heading: format!("H{at}"),
                numeric: at == 1,
            })
            .collect(),
        rows: vec![row("Homes", false), row("", true)],
    }
}

#[test]
fn styles_are_there_for_all_that_is_written() {
    let document = body(vec![
        Part::Heading(1, "Actions".into()),
        Part::Heading(2, "First".into()),
        Part::Heading(4, "Within".into()),
        Part::Text("One\ntwo".into()),
        Part::List(vec!["a".into(), "– b".into()]),
        Part::Facts(vec![("Due".into(), "May".into())]),
        Part::Table(table(9)),
    ]);
    let used: Vec<&str> = document
        .all("w:pStyle")
        .iter()
        .filter_map(|n| n.get("w:val"))
        .collect();
    // The title stands once, and headings begin at level 1 below it.
    assert_eq!(
        used[..7],
        [
            "Title",
            "Subtitle",
            "Heading1",
            "Heading3",
            "Normal",
            "ListBullet",
            "ListBullet2"
        ]
    );
    let styles = Node::parse(STYLES.as_bytes());
    let known = |id: &str| {
        let mut all = styles.all("w:style").into_iter();
        all.find(|s| s.get("w:styleId") == Some(id))
            .unwrap_or_else(|| panic!("no style {id}"))
    };
    for name in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
        for node in document.all(name) {
            known(node.get("w:val").unwrap());
        }
    }
    for level in 1..=6 {
        let outline = known(&format!("Heading{level}")).value("w:outlineLvl");
        assert_eq!(outline, Some(&*(level - 1).to_string()));
    }
    assert_eq!(known("ListBullet").value("w:numId"), Some("1"));
    let numbering = Node::parse(NUMBERING.as_bytes());
    assert_eq!(numbering.all("w:num")[0].get("w:numId"), Some("1"));
    assert_eq!(styles.all("w:lang")[0].get("w:val"), Some("en-GB"));
    assert_eq!(styles.all("w:rFonts")[0].get("w:ascii"), Some("Arial"));
    assert_eq!(document.all("w:br").len(), 1);
}

#[test]
fn a_table_repeats_its_head_and_keeps_its_rows_whole() {
    let document = body(vec![Part::Table(table(3))]);
    let rows = document.all("w:tr");
    assert_eq!(rows.len(), 5, "head, two groups, two rows");
    assert!(rows.iter().all(|row| row.all("w:cantSplit").len() == 1));
    let heads: Vec<usize> = rows
        .iter()
        .map(|row| row.all("w:tblHeader").len())
        .collect();
    assert_eq!(heads, [1, 0, 0, 0, 0]);
    assert_eq!(rows[1].value("w:gridSpan"), Some("3"));
    assert_eq!((&*rows[1].words, &*rows[3].words), ("Homes", "Others"));
    // Figures stand at the right, their heading too; totals are bold.
    for row in [rows[0], rows[2], rows[4]] {
        let right: Vec<usize> = row
            .all("w:tc")
            .iter()
            .map(|c| c.all("w:jc").len())
            .collect();
        assert_eq!(right, [0, 1, 0]);
    }
    assert_eq!(
        (rows[2].all("w:rStyle").len(), rows[4].all("w:rStyle").len()),
        (0, 3)
    );
    let caption = document
        .all("w:p")
        .into_iter()
        .find(|p| p.words == "What is done")
        .unwrap();
    assert_eq!(caption.value("w:pStyle"), Some("Caption"));
    assert_eq!(document.value("w:tblCaption"), Some("What is done"));
    let widths = |name: &str, node: &Node| {
        let all = node.all(name).into_iter();
        all.filter_map(|c| c.get("w:w")?.parse::<u32>().ok())
            .sum::<u32>()
    };
    assert_eq!(widths("w:gridCol", &document), Page::Portrait.width());
    assert_eq!(widths("w:tcW", rows[1]), Page::Portrait.width());
    // A caption that says what its heading says stands once.
    let headed = body(vec![
        Part::Heading(2, "What is done".into()),
        Part::Table(table(3)),
    ]);
    assert!(
        !headed
            .all("w:pStyle")
            .iter()
            .any(|s| s.get("w:val") == Some("Caption"))
    );
}

#[test]
fn a_wide_table_turns_its_page_with_its_heading() {
    let document = body(vec![
        Part::Text("Before".into()),
        Part::Heading(2, "Wide".into()),
        Part::Text("A sentence".into()),
        Part::Table(table(UPRIGHT_PLUS)),
        Part::Text("After".into()),
    ]);
    let ways: Vec<Option<&str>> = document
        .all("w:pgSz")
        .iter()
        .map(|s| s.get("w:orient"))
        .collect();
    assert_eq!(ways, [None, Some("landscape"), None]);
    let paragraphs = document.all("w:p");
    let at = |words: &str| paragraphs.iter().position(|p| p.words == words).unwrap();
    let turned = paragraphs
        .iter()
        .position(|p| !p.all("w:sectPr").is_empty())
        .unwrap();
    assert!(at("Before") < turned && turned < at("Wide"));
    // The words that lead to a table never stand alone at the foot of a page.
    assert_eq!(
        paragraphs[at("A sentence")].value("w:pStyle"),
        Some("Leading")
    );
    let styles = Node::parse(STYLES.as_bytes());
    let leading = styles
        .all("w:style")
        .into_iter()
        .find(|s| s.get("w:styleId") == Some("Leading"));
    assert_eq!(leading.unwrap().all("w:keepNext").len(), 1);
}

const UPRIGHT_PLUS: usize = super::table::UPRIGHT + 1;

#[test]
fn pictures_have_their_words_or_are_said_to_be_left_out() {
    let picture = |source: &str| {
        Part::Picture(Picture {
            source: source.into(),
            words: "Homes \"by\" year & area".into(),
            width: 400,
            height: 200,
        })
    };
    let parts = vec![picture("<svg/>"), picture(POINT), picture(POINT)];
    let (archive, unread) = opened(&Document { parts });
    assert_eq!(unread.len(), 1);
    assert_eq!(unread[0].place.to_string(), "picture 1");
    assert!(unread[0].what.contains("isn’t a PNG"));
    let document = Node::parse(archive.get("word/document.xml").unwrap());
    let told = document.all("wp:docPr");
    assert_eq!(told.len(), 2);
    assert_eq!(told[0].get("descr"), Some("Homes \"by\" year & area"));
    assert_ne!(told[0].get("id"), told[1].get("id"));
    let extent = document.all("wp:extent")[0];
    assert_eq!(extent.get("cx"), extent.get("cy"), "a point is square");
    assert!(
        archive
            .get("word/media/image2.png")
            .unwrap()
            .starts_with(b"\x89PNG")
    );
}

#[test]
fn it_says_what_it_is_and_not_who_wrote_it() {
    let (archive, _) = opened(&Document::default());
    let core = Node::parse(archive.get("docProps/core.xml").unwrap());
    let said: Vec<(&str, &str)> = core.inner.iter().map(|n| (&*n.name, &*n.words)).collect();
    assert_eq!(
        said,
        [
            ("dc:title", "Actions"),
            ("dc:subject", "Care & support plan"),
            ("dc:language", "en-GB"),
            ("dcterms:created", "2026-09-04T00:00:00Z"),
            ("dcterms:modified", "2026-09-04T00:00:00Z"),
        ]
    );
    for name in ["word/footer1.xml", "word/footer2.xml"] {
        let foot = Node::parse(archive.get(name).unwrap());
        assert_eq!(foot.words, "Care & support planPage 1 of 1");
        let fields: Vec<_> = foot
            .all("w:fldSimple")
            .iter()
            .filter_map(|f| f.get("w:instr"))
            .collect();
        assert_eq!(fields, ["PAGE", "NUMPAGES"]);
    }
}

#[test]
fn words_are_words_whatever_they_say() {
    let hostile = "</w:t><w:instrText>DDE</w:instrText>&x;\u{0}\u{b}\u{202e}\u{ffff}]]>";
    let words = || hostile.to_owned();
    let document = body(vec![
        Part::Heading(0, words()),
        Part::Heading(9, words()),
        Part::Facts(vec![(words(), words())]),
        Part::List(vec![words()]),
        Part::Table(Table {
            caption: words(),
            columns: Vec::new(),
            rows: vec![Line {
                under: words(),
                total: true,
                cells: vec![Cell::of(words()); 100],
            }],
        }),
        Part::Table(Table::default()),
        Part::Facts(Vec::new()),
        Part::List(Vec::new()),
    ]);
    assert!(document.all("w:instrText").is_empty());
    // Of what is empty nothing is written: Word takes a table without a row for damage.
    let tables = document.all("w:tbl");
    assert_eq!(tables.len(), 2);
    assert!(tables.iter().all(|table| !table.all("w:tr").is_empty()));
    let plain = "</w:t><w:instrText>DDE</w:instrText>&x;]]>";
    let said = document
        .all("w:t")
        .iter()
        .filter(|t| t.words == plain)
        .count();
    assert_eq!(said, 2 + 2 + 1 + 1 + 60);
}
