//! What an Office file carries that runs, or fetches from elsewhere: such a file is refused before anything in it is
//! looked at.

use quick_xml::{Reader, events::Event};

use super::{Active, Archive, ArchiveError, error::shown, xml_text};

/// Refuses an Office file that has macros, external links, embedded objects or ActiveX controls, and says which. Addresses
/// that a reader may follow (`TargetMode="External"` of the type hyperlink, [ECMA-376] part 2, 6.5.3) are let pass: they
/// are words to us.
///
/// # Errors
///
/// [`ArchiveError::Active`] with what it is and the part that says so; [`ArchiveError::NotXml`] for a list of
/// relationships that can't be read.
pub fn refuse_active_content(archive: &Archive) -> Result<(), ArchiveError> {
    let active = |what, name: &str| {
        let name = shown(name);
        Err(ArchiveError::Active { what, name })
    };
    for entry in archive.entries() {
        if let Some(what) = by_name(&entry.name) {
            return active(what, &entry.name);
        }
    }
    for entry in archive.entries() {
        let name = entry.name.to_ascii_lowercase();
        let types = name == "[content_types].xml";
        if !types && !name.ends_with(".rels") {
            continue;
        }
        match in_part(&entry.bytes, types) {
            Some(None) => {}
            Some(Some(what)) => return active(what, &entry.name),
            None => {
                let name = shown(&entry.name);
                return Err(ArchiveError::NotXml { name });
            }
        }
    }
    Ok(())
}

/// What a part is by its name, where that alone tells.
fn by_name(name: &str) -> Option<Active> {
    let name = format!("/{}", name.to_ascii_lowercase());
    let has = |folder: &str| name.contains(folder);
    let file = name.rsplit('/').next().unwrap_or_default();
    if file.starts_with("vbaproject") || file.starts_with("vbadata") || has("/macrosheets/") {
        return Some(Active::Macros);
    }
    // OpenDocument keeps its programs in these two folders.
    if name.starts_with("/basic/") || name.starts_with("/scripts/") {
        return Some(Active::Macros);
    }
    if has("/externallinks/") {
        return Some(Active::ExternalLinks);
    }
    if has("/activex/") {
        return Some(Active::ActiveX);
    }
    if has("/embeddings/") || file.starts_with("oleobject") {
        return Some(Active::EmbeddedObjects);
    }
    None
}

/// What a list of relationships or of content types says; nothing at all where it can't be read.
fn in_part(bytes: &[u8], types: bool) -> Option<Option<Active>> {
    let text = xml_text(bytes)?;
    let mut reader = Reader::from_str(&text);
    loop {
        let element = match reader.read_event().ok()? {
            Event::Start(element) | Event::Empty(element) => element,
            Event::Eof => return Some(None),
            _ => continue,
        };
        let mut external = false;
        let mut kind = String::new();
        for attribute in element.attributes() {
            let attribute = attribute.ok()?;
            let value = quick_xml::escape::unescape(&attribute.value)
                .ok()?
                .to_ascii_lowercase();
            match attribute.key.local_name().as_ref() {
                "TargetMode" => external = value.trim() != "internal",
                "Type" if !types => kind = value,
                "ContentType" if types => kind = value,
                _ => {}
            }
        }
        let found = match types {
            true if kind.contains("macroenabled") || kind.contains("vbaproject") => {
                Some(Active::Macros)
            }
            true if kind.contains("activex") => Some(Active::ActiveX),
            false if kind.ends_with("/vbaproject") => Some(Active::Macros),
            false if kind.ends_with("/control") => Some(Active::ActiveX),
            false if kind.ends_with("/oleobject") || kind.ends_with("/package") => {
                Some(Active::EmbeddedObjects)
            }
            false if external && !kind.ends_with("/hyperlink") => Some(Active::ExternalLinks),
            _ => None,
        };
        if found.is_some() {
            return Some(found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::archive::{Limits, write};

    const TYPE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

    fn with(name: &str, part: &str) -> Result<(), ArchiveError> {
        let bytes = write([("a.xml", &b"<a/>"[..]), (name, part.as_bytes())]).unwrap();
        refuse_active_content(&Archive::read(&bytes, &Limits::default()).unwrap())
    }

    fn found(name: &str, part: &str) -> Option<Active> {
        match with(name, part) {
            Ok(()) => None,
            Err(ArchiveError::Active { what, name: said }) => {
                assert_eq!(said, name);
                Some(what)
            }
            Err(other) => panic!("{name}: {other}"),
        }
    }

    #[test]
    fn parts_that_run_or_fetch_are_named() {
        for (name, what) in [
            ("xl/vbaProject.bin", Active::Macros),
            ("word/VBAPROJECT.BIN", Active::Macros),
            ("xl/macrosheets/sheet1.xml", Active::Macros),
            ("Basic/Standard/Module1.xml", Active::Macros),
            ("xl/externalLinks/externalLink1.xml", Active::ExternalLinks),
            ("word/embeddings/oleObject1.bin", Active::EmbeddedObjects),
            ("word/activeX/activeX1.xml", Active::ActiveX),
        ] {
            assert_eq!(found(name, "<a/>"), Some(what), "{name}");
        }
        assert_eq!(found("xl/worksheets/sheet1.xml", "<a/>"), None);
    }

    #[test]
    fn relationships_that_fetch_are_refused_and_addresses_are_not() {
        let one = |kind: &str, mode: &str| {
            format!(
                r#"<Relationships xmlns="r"><p:Relationship Id="a" Type="{TYPE}{kind}" Target="file:///x" {mode}/></Relationships>"#
            )
        };
        let rels = "word/_rels/document.xml.rels";
        let external = r#"TargetMode="External""#;
        assert_eq!(found(rels, &one("hyperlink", external)), None);
        assert_eq!(found(rels, &one("image", "")), None);
        assert_eq!(found(rels, &one("image", r#"TargetMode="Internal""#)), None);
        for kind in ["image", "attachedTemplate", "frame", "externalLinkPath"] {
            let fetched = found(rels, &one(kind, external));
            assert_eq!(fetched, Some(Active::ExternalLinks), "{kind}");
        }
        let ole = one("oleObject", external);
        assert_eq!(found(rels, &ole), Some(Active::EmbeddedObjects));
        let broken = with(rels, "<Relationships><a b=></Relationships>");
        assert!(matches!(broken, Err(ArchiveError::NotXml { .. })));
    }

    #[test]
    fn a_file_that_says_it_has_macros_is_believed() {
        let types = r#"<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>"#;
        assert_eq!(found("[Content_Types].xml", types), Some(Active::Macros));
    }
}
