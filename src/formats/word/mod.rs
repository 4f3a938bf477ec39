//! A document as a Word file: styles that a word processor's navigation and contents know, tables whose heads repeat, and
//! pictures with alternative text, on A4 as councils print it.
//!
//! It is our own writer on quick-xml and `formats::archive`. The one library for it, docx-rs, brings a library that decodes
//! pictures of every format, which hostile pictures could reach and every reader would have to fetch, and it has no
//! alternative text. The vocabulary is that of [ECMA-376] part 1 (transitional), and no more of it than we use.

mod body;
mod page;
mod picture;
mod table;
mod xml;

use self::{page::Page, xml::Xml};
use super::{Unread, archive};
use crate::{insight::document::Document, plan::Day};

/// What a Word file says of itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct About {
    /// Its title, at its top and among its properties.
    pub title: String,
    /// The plan's name, at the foot of each page and among its properties.
    pub plan: String,
    /// Where its words come from, below its title; empty for nothing.
    pub origin: String,
    /// The day on which it was made, where that is to be said.
    pub made: Option<Day>,
}

/// The parts that are the same in every file.
const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const SETTINGS: &str = include_str!("settings.xml");

/// How the types of parts and relationships begin.
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";
const RELATED: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/";

/// A document as the bytes of a `.docx`, and what could not be put into it. The same document always gives the same bytes.
pub fn word(document: &Document, about: &About) -> (Vec<u8>, Vec<Unread>) {
    let body = body::body(document, about);
    let mut parts = vec![
        ("[Content_Types].xml".to_owned(), content_types()),
        ("_rels/.rels".to_owned(), package_relationships()),
        ("docProps/core.xml".to_owned(), properties(about)),
        ("word/document.xml".to_owned(), body.xml),
        (
            "word/_rels/document.xml.rels".to_owned(),
            document_relationships(body.pictures.len()),
        ),
        ("word/styles.xml".to_owned(), STYLES.into()),
        ("word/numbering.xml".to_owned(), NUMBERING.into()),
        ("word/settings.xml".to_owned(), SETTINGS.into()),
    ];
    for (name, page) in FEET {
        parts.push((format!("word/{name}"), page::foot(page, &about.plan)));
    }
    for (at, bytes) in body.pictures.into_iter().enumerate() {
        parts.push((format!("word/{}", media(at + 1)), bytes));
    }
    let parts = parts
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()));
    // The names are ours and differ: there is nothing to refuse.
    let bytes = archive::write(parts).unwrap_or_default();
    (bytes, body.unread)
}

/// The feet of pages, each with its file.
const FEET: [(&str, Page); 2] = [
    ("footer1.xml", Page::Portrait),
    ("footer2.xml", Page::Landscape),
];

/// The file of a picture.
fn media(number: usize) -> String {
    format!("media/image{number}.png")
}

fn content_types() -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}content-types");
    xml.within("Types", &[("xmlns", &space)], |xml| {
        let relationships = "application/vnd.openxmlformats-package.relationships+xml";
        for (ending, kind) in [
            ("rels", relationships),
            ("xml", "application/xml"),
            ("png", "image/png"),
        ] {
            xml.empty("Default", &[("Extension", ending), ("ContentType", kind)]);
        }
        let mut part = |name: &str, kind: &str| {
            xml.empty("Override", &[("PartName", name), ("ContentType", kind)]);
        };
        part("/word/document.xml", &format!("{TYPE}document.main+xml"));
        for name in ["styles", "numbering", "settings"] {
            part(&format!("/word/{name}.xml"), &format!("{TYPE}{name}+xml"));
        }
        for (name, _) in FEET {
            part(&format!("/word/{name}"), &format!("{TYPE}footer+xml"));
        }
        let core = "application/vnd.openxmlformats-package.core-properties+xml";
        part("/docProps/core.xml", core);
    });
    xml.done()
}

fn package_relationships() -> Vec<u8> {
    let properties = format!("{PACKAGE}relationships/metadata/core-properties");
    relationships(&[
        (
            "rId1".into(),
            format!("{RELATED}officeDocument"),
            "word/document.xml".into(),
        ),
        ("rId2".into(), properties, "docProps/core.xml".into()),
    ])
}

fn document_relationships(pictures: usize) -> Vec<u8> {
    let mut all = Vec::new();
    for (at, name) in ["styles", "numbering", "settings"].into_iter().enumerate() {
        all.push((
            format!("rId{}", at + 1),
            format!("{RELATED}{name}"),
            format!("{name}.xml"),
        ));
    }
    for (name, page) in FEET {
        all.push((
            page.foot().to_owned(),
            format!("{RELATED}footer"),
            name.to_owned(),
        ));
    }
    for number in 1..=pictures {
        let id = picture::relationship(number);
        all.push((id, format!("{RELATED}image"), media(number)));
    }
    relationships(&all)
}

/// A list of relationships, each with its id, its type and what it leads to.
fn relationships(all: &[(String, String, String)]) -> Vec<u8> {
    let mut xml = Xml::new();
    let space = format!("{PACKAGE}relationships");
    xml.within("Relationships", &[("xmlns", &space)], |xml| {
        for (id, kind, target) in all {
            let one = [("Id", id.as_str()), ("Type", kind), ("Target", target)];
            xml.empty("Relationship", &one);
        }
    });
    xml.done()
}

/// What a file's list of properties says: no author, who is whoever sends it on ([ECMA-376] part 2, 8.3).
fn properties(about: &About) -> Vec<u8> {
    let mut xml = Xml::new();
    let core = format!("{PACKAGE}metadata/core-properties");
    let spaces = [
        ("xmlns:cp", core.as_str()),
        ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
        ("xmlns:dcterms", "http://purl.org/dc/terms/"),
        ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
    ];
    xml.within("cp:coreProperties", &spaces, |xml| {
        xml.within("dc:title", &[], |xml| xml.text(&about.title));
        xml.within("dc:subject", &[], |xml| xml.text(&about.plan));
        xml.within("dc:language", &[], |xml| xml.text("en-GB"));
        // A year of four digits is all that the form of these dates has room for.
        let made = about.made.map(Day::civil);
        if let Some((year @ 1..=9_999, month, day)) = made {
            let when = format!("{year:04}-{month:02}-{day:02}T00:00:00Z");
            for name in ["dcterms:created", "dcterms:modified"] {
                let kind = [("xsi:type", "dcterms:W3CDTF")];
                xml.within(name, &kind, |xml| xml.text(&when));
            }
        }
    });
    xml.done()
}

#[cfg(test)]
mod tests;
