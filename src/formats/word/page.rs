//! The paper a document is on: A4, upright or on its side, and the foot of each page.

use super::xml::{NAMESPACES, Xml};

/// Which way a page stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// Upright.
    Portrait,
    /// On its side, for wide tables.
    Landscape,
}

/// The sides of A4 in twentieths of a point.
const SIDES: (u32, u32) = (11_906, 16_838);
/// The margin on each side: 2 cm.
const MARGIN: u32 = 1_134;

impl Page {
    /// Its width and height, in twentieths of a point.
    fn size(self) -> (u32, u32) {
        let (short, long) = SIDES;
        match self {
            Page::Portrait => (short, long),
            Page::Landscape => (long, short),
        }
    }

    /// How wide its text is, in twentieths of a point.
    pub(super) fn width(self) -> u32 {
        self.size().0 - 2 * MARGIN
    }

    /// How high its text is.
    pub(super) fn height(self) -> u32 {
        self.size().1 - 2 * MARGIN
    }

    /// The name of the relationship to its foot.
    pub(super) fn foot(self) -> &'static str {
        match self {
            Page::Portrait => "rIdFoot1",
            Page::Landscape => "rIdFoot2",
        }
    }

    /// Says that what stands before is on such pages ([ECMA-376] part 1, 17.6.17).
    pub(super) fn section(self, xml: &mut Xml) {
        let (wide, high) = self.size();
        let (wide, high, margin) = (wide.to_string(), high.to_string(), MARGIN.to_string());
        xml.within("w:sectPr", &[], |xml| {
            let foot = [("w:type", "default"), ("r:id", self.foot())];
            xml.empty("w:footerReference", &foot);
            let mut size = vec![("w:w", wide.as_str()), ("w:h", high.as_str())];
            if self == Page::Landscape {
                size.push(("w:orient", "landscape"));
            }
            xml.empty("w:pgSz", &size);
            let margin = margin.as_str();
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", margin),
                    ("w:right", margin),
                    ("w:bottom", margin),
                    ("w:left", margin),
                    ("w:header", "567"),
                    ("w:footer", "567"),
                    ("w:gutter", "0"),
                ],
            );
        });
    }
}

/// The foot of such pages: whose plan it is, and which page of how many.
pub(super) fn foot(page: Page, plan: &str) -> Vec<u8> {
    let mut xml = Xml::new();
    let run = |xml: &mut Xml, words: &str| {
        xml.within("w:r", &[], |xml| {
            xml.within("w:t", &[("xml:space", "preserve")], |xml| xml.text(words));
        });
    };
    let field = |xml: &mut Xml, name: &str| {
        xml.within("w:fldSimple", &[("w:instr", name)], |xml| run(xml, "1"));
    };
    xml.within("w:ftr", &NAMESPACES, |xml| {
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.value("w:pStyle", "Footer");
                xml.within("w:tabs", &[], |xml| {
                    let at = page.width().to_string();
                    xml.empty("w:tab", &[("w:val", "right"), ("w:pos", &at)]);
                });
            });
            run(xml, &cut(plan, page.width() as usize / 120));
            xml.within("w:r", &[], |xml| xml.empty("w:tab", &[]));
            run(xml, "Page ");
            field(xml, "PAGE");
            run(xml, " of ");
            field(xml, "NUMPAGES");
        });
    });
    xml.done()
}

/// A name that fits on a line.
fn cut(name: &str, most: usize) -> String {
    let line = name.replace(['\n', '\t'], " ");
    match line.chars().count() > most {
        true => line.chars().take(most).chain(['…']).collect(),
        false => line,
    }
}
