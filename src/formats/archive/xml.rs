//! The XML parts of an Office file: what they may not declare, and their text.

use super::{Archive, ArchiveError, error::shown};

/// Names of parts that are XML end in one of these.
const ENDINGS: [&str; 4] = [".xml", ".rels", ".vml", ".rdf"];

/// Whether a part is XML, by its name.
pub(super) fn is_xml(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Refuses an archive in which a part declares a document type or entities of its own, which can unfold without end or
/// fetch from elsewhere: no Office program writes one ([ECMA-376] part 2, 6.2.5 forbids it).
///
/// # Errors
///
/// [`ArchiveError::Doctype`] with the part's name.
pub fn refuse_doctype(archive: &Archive) -> Result<(), ArchiveError> {
    let parts = archive.entries().iter().filter(|e| is_xml(&e.name));
    for part in parts {
        let name = || shown(&part.name);
        if declares(&part.bytes) {
            return Err(ArchiveError::Doctype { name: name() });
        }
        // What no rule of ours can see through is no part of an Office file: UTF-7 and the like.
        if let Some(letters) = declared_letters(&part.bytes)
            && !["utf-8", "utf8", "utf-16", "us-ascii", "iso-8859-1"].contains(&&*letters)
        {
            return Err(ArchiveError::NotXml { name: name() });
        }
    }
    Ok(())
}

/// Whether bytes have a `<!DOCTYPE` or `<!ENTITY` in any width of letters: zero bytes between letters are passed over.
fn declares(bytes: &[u8]) -> bool {
    let words = |at: usize, word: &[u8]| {
        let rest = bytes.get(at + 1..).unwrap_or_default();
        // Three zeros a letter at most, which is UTF-32.
        let rest = rest.get(..word.len() * 4).unwrap_or(rest);
        let mut letters = rest.iter().filter(|byte| **byte != 0);
        word.iter().all(|letter| {
            letters
                .next()
                .is_some_and(|b| b.eq_ignore_ascii_case(letter))
        })
    };
    memchr::memchr_iter(b'<', bytes).any(|at| words(at, b"!DOCTYPE") || words(at, b"!ENTITY"))
}

/// The letters that the first line of a part says it is written in, in small letters.
fn declared_letters(bytes: &[u8]) -> Option<String> {
    let start = bytes.get(..400).unwrap_or(bytes);
    let start: String = start
        .iter()
        .filter(|byte| byte.is_ascii() && **byte != 0)
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect();
    let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
    let (_, value) = declaration.split_once("encoding")?;
    let value = value.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (letters, _) = value.get(1..)?.split_once(quote)?;
    Some(letters.to_owned())
}

/// The text of an XML part: UTF-8, or UTF-16 by its mark or its first letter (XML 1.0, appendix F). Nothing for bytes that
/// are neither.
pub fn xml_text(bytes: &[u8]) -> Option<String> {
    let wide = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks(2)
            .map(|pair| <[u8; 2]>::try_from(pair).map(unit))
            .collect::<Result<_, _>>()
            .ok()?;
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        [b'<', 0, ..] => wide(bytes, u16::from_le_bytes),
        [0, b'<', ..] => wide(bytes, u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::formats::archive::{Limits, write};

    fn with(part: &[u8]) -> Result<(), ArchiveError> {
        let bytes = write([("word/document.xml", part)]).unwrap();
        refuse_doctype(&Archive::read(&bytes, &Limits::default()).unwrap())
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn a_document_type_is_refused_in_any_letters() {
        let bomb = r#"<?xml version="1.0"?><!doctype x [<!ENTITY a "aaaa">]><x>&a;</x>"#;
        let refused = Err(ArchiveError::Doctype {
            name: "word/document.xml".into(),
        });
        let utf32 = |c: char| u32::from(c).to_be_bytes();
        for part in [
            bomb.as_bytes().to_vec(),
            bomb.replace("<!doctype x [", "").into_bytes(),
            wide(bomb, u16::to_le_bytes),
            wide(bomb, u16::to_be_bytes),
            wide(&format!("\u{feff}{bomb}"), u16::to_le_bytes),
            bomb.chars().flat_map(utf32).collect(),
        ] {
            assert_eq!(with(&part), refused);
        }
        let plain = r#"<?xml version="1.0" encoding="UTF-8"?><x>!DOCTYPE &lt;!ENTITY</x>"#;
        assert_eq!(with(plain.as_bytes()), Ok(()));
        assert_eq!(with(&wide(plain, u16::to_le_bytes)), Ok(()));
        let utf7 = r#"<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE"#;
        assert!(matches!(
            with(utf7.as_bytes()),
            Err(ArchiveError::NotXml { .. })
        ));
    }

    #[test]
    fn text_is_read_in_either_width_or_not_at_all() {
        assert_eq!(xml_text("\u{feff}<a>£</a>".as_bytes()).unwrap(), "<a>£</a>");
        for unit in [u16::to_le_bytes, u16::to_be_bytes] {
            assert_eq!(xml_text(&wide("<a>£</a>", unit)).unwrap(), "<a>£</a>");
            assert_eq!(xml_text(&wide("\u{feff}<a/>", unit)).unwrap(), "<a/>");
        }
        assert_eq!(xml_text(b"\xff\xfe<"), None);
        assert_eq!(xml_text(b"<a>\xa3</a>"), None);
    }
}
