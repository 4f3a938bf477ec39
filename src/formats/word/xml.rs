//! Writing the XML of a part: elements within elements, every word escaped, and nothing that XML has no way to say.

use quick_xml::{
    Writer,
    events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event},
};

use crate::plan::is_unseemly;

/// The names that stand for the four vocabularies of a text with pictures ([ECMA-376] part 1).
pub(super) const NAMESPACES: [(&str, &str); 5] = [
    (
        "xmlns:w",
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    ),
    (
        "xmlns:r",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    ),
    (
        "xmlns:wp",
        "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    ),
    (
        "xmlns:a",
        "http://schemas.openxmlformats.org/drawingml/2006/main",
    ),
    (
        "xmlns:pic",
        "http://schemas.openxmlformats.org/drawingml/2006/picture",
    ),
];

/// Attributes, each a name and its value.
pub(super) type Attributes<'a> = &'a [(&'a str, &'a str)];

/// A part that is being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A part with its first line.
    pub(super) fn new() -> Xml {
        let mut xml = Xml(Writer::new(Vec::new()));
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        xml.event(Event::Decl(declaration));
        xml
    }

    /// An element and what is written in it.
    pub(super) fn within(
        &mut self,
        name: &str,
        attributes: Attributes,
        inner: impl FnOnce(&mut Xml),
    ) {
        self.event(Event::Start(element(name, attributes)));
        inner(self);
        self.event(Event::End(BytesEnd::new(name)));
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: Attributes) {
        self.event(Event::Empty(element(name, attributes)));
    }

    /// An element that says one value.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// Words.
    pub(super) fn text(&mut self, words: &str) {
        self.event(Event::Text(BytesText::new(&sayable(words))));
    }

    /// The bytes of the part.
    pub(super) fn done(self) -> Vec<u8> {
        self.0.into_inner()
    }

    fn event(&mut self, event: Event) {
        // Writing to memory can't fail.
        let _ = self.0.write_event(event);
    }
}

fn element<'a>(name: &'a str, attributes: Attributes) -> BytesStart<'a> {
    let mut element = BytesStart::new(name);
    for (name, value) in attributes {
        // A line end within an attribute would be read as a space.
        let value = sayable(value).replace(['\n', '\t'], " ");
        element.push_attribute((*name, value.as_str()));
    }
    element
}

/// Words without the characters that XML 1.0 (2.2) forbids and those that turn or hide others.
pub(super) fn sayable(words: &str) -> String {
    let odd = |c: char| is_unseemly(c) || matches!(c, '\u{fffe}' | '\u{ffff}');
    words.chars().filter(|c| !odd(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        let mut xml = Xml::new();
        xml.within("a", &[("b", "1 < \"2\"\n&")], |xml| {
            xml.text("</a>\u{0}\u{1b}\u{202e}\u{ffff}\u{fffe} & ‘x’");
        });
        let text = String::from_utf8(xml.done()).unwrap();
        assert_eq!(
            text,
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
             <a b=\"1 &lt; &quot;2&quot; &amp;\">&lt;/a&gt; &amp; ‘x’</a>"
        );
    }
}
