//! The elements of an XML file, however hostile, within limits: no DOCTYPE, no entities but XML's own.

use quick_xml::{
    XmlVersion,
    events::{BytesStart, Event},
    reader::Reader,
};

use super::Refused;
use crate::formats::decoded;

/// The most bytes of a file.
pub(super) const BYTES: usize = 16 << 20;
/// The most elements of a file.
pub(super) const ELEMENTS: usize = 500_000;
/// How deep elements may stand in one another.
pub(super) const DEPTH: usize = 64;

/// An element as the file has it.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Its name, without the prefix of its namespace.
    pub name: String,
    /// Its attributes, without those that declare namespaces or belong to XML Schema.
    pub attributes: Vec<(String, String)>,
    /// What stands in it.
    pub items: Vec<Item>,
    /// The line it begins in.
    pub line: usize,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Item {
    /// Text.
    Text(String),
    /// Another element.
    Element(Raw),
}

/// The outermost element of a file.
///
/// # Errors
/// Why it isn't read.
pub(super) fn parse(bytes: &[u8]) -> Result<Raw, Refused> {
    if bytes.len() > BYTES {
        return Err(Refused::TooLarge);
    }
    let text = decoded(bytes);
    if !text.trim_start().starts_with('<') {
        return Err(Refused::NotXml(1));
    }
    let mut reader = Reader::from_str(&text);
    let mut open: Vec<Raw> = Vec::new();
    let mut root = None;
    let (mut seen, mut elements, mut line) = (0, 0, 1);
    loop {
        // The line an event begins in is that of where the one before it ended.
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        line += text
            .get(seen..at)
            .map_or(0, |passed| passed.matches('\n').count());
        seen = at.max(seen);
        let event = reader.read_event().map_err(|_| Refused::NotXml(line))?;
        match event {
            Event::Start(start) => {
                elements += 1;
                if elements > ELEMENTS {
                    return Err(Refused::TooManyElements);
                }
                if open.len() >= DEPTH {
                    return Err(Refused::TooDeep(line));
                }
                if open.is_empty() && root.is_some() {
                    return Err(Refused::NotXml(line));
                }
                open.push(element(&start, line)?);
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > ELEMENTS {
                    return Err(Refused::TooManyElements);
                }
                if open.len() >= DEPTH {
                    return Err(Refused::TooDeep(line));
                }
                let raw = element(&start, line)?;
                close(raw, &mut open, &mut root, line)?;
            }
            Event::End(_) => {
                let raw = open.pop().ok_or(Refused::NotXml(line))?;
                close(raw, &mut open, &mut root, line)?;
            }
            Event::Text(said) => add(&mut open, &said.xml10_content(), line)?,
            Event::CData(said) => add(&mut open, &said.xml10_content(), line)?,
            Event::GeneralRef(name) => {
                let c = match name.resolve_char_ref() {
                    Ok(Some(c)) => c,
                    Err(_) => return Err(Refused::NotXml(line)),
                    Ok(None) => match &*name {
                        "amp" => '&',
                        "lt" => '<',
                        "gt" => '>',
                        "quot" => '"',
                        "apos" => '\'',
                        _ => return Err(Refused::Entity(line)),
                    },
                };
                add(&mut open, c.encode_utf8(&mut [0; 4]), line)?;
            }
            Event::DocType(_) => return Err(Refused::Doctype(line)),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
            Event::Eof => break,
        }
    }
    match root {
        Some(root) if open.is_empty() => Ok(root),
        _ => Err(Refused::NotXml(line)),
    }
}

fn element(start: &BytesStart<'_>, line: usize) -> Result<Raw, Refused> {
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|_| Refused::NotXml(line))?;
        let name = attribute.key.as_ref();
        if name == "xmlns" || name.starts_with("xmlns:") || name.starts_with("xsi:") {
            continue;
        }
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|_| Refused::Entity(line))?;
        let name = attribute.key.local_name().as_ref().to_owned();
        attributes.push((name, value.into_owned()));
    }
    Ok(Raw {
        name: start.local_name().as_ref().to_owned(),
        attributes,
        items: Vec::new(),
        line,
    })
}

fn close(raw: Raw, open: &mut [Raw], root: &mut Option<Raw>, line: usize) -> Result<(), Refused> {
    match open.last_mut() {
        Some(outer) => outer.items.push(Item::Element(raw)),
        None if root.is_some() => return Err(Refused::NotXml(line)),
        None => *root = Some(raw),
    }
    Ok(())
}

fn add(open: &mut [Raw], text: &str, line: usize) -> Result<(), Refused> {
    match open.last_mut() {
        Some(outer) => {
            match outer.items.last_mut() {
                Some(Item::Text(before)) => before.push_str(text),
                _ => outer.items.push(Item::Text(text.to_owned())),
            }
            Ok(())
        }
        None if text.trim().is_empty() => Ok(()),
        None => Err(Refused::NotXml(line)),
    }
}

impl Raw {
    /// Its words, with those of the elements in it: markup of web pages is read as what it says.
    pub fn words(&self) -> String {
        let mut out = String::new();
        self.say(&mut out);
        out
    }

    /// The words that stand in it directly.
    pub fn own_words(&self) -> String {
        let own = self.items.iter().map(|item| match item {
            Item::Text(text) => text.as_str(),
            Item::Element(_) => " ",
        });
        own.collect()
    }

    fn say(&self, out: &mut String) {
        for item in &self.items {
            match item {
                Item::Text(text) => out.push_str(text),
                Item::Element(inner) => {
                    let name = inner.name.to_ascii_lowercase();
                    let is_line = matches!(
                        name.as_str(),
                        "p" | "br"
                            | "li"
                            | "div"
                            | "tr"
                            | "ul"
                            | "ol"
                            | "table"
                            | "h1"
                            | "h2"
                            | "h3"
                            | "h4"
                    );
                    if is_line && !out.ends_with('\n') {
                        out.push('\n');
                    }
                    inner.say(out);
                    if is_line && name != "br" && !out.ends_with('\n') {
                        out.push('\n');
                    }
                }
            }
        }
    }
}
