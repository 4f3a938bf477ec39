//! A picture of a document: PNG bytes out of a `data:` address, read strictly, and the size it has on paper.

use super::{page::Page, xml::Xml};
use crate::insight::document::Picture;

/// How an address begins that is a PNG itself.
const DATA: &str = "data:image/png;base64,";
/// The most characters of such an address: 12 MB of picture.
const LONGEST: usize = 16 * 1024 * 1024;
/// What each PNG begins with (PNG 5.2), and the first piece of it, which has its size (11.2.1).
const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR";
/// The last piece of each PNG (11.2.4).
const END: &[u8] = b"\x00\x00\x00\x00IEND\xaeB`\x82";
/// Office's unit in a pixel of the screen (96 an inch), and in a twentieth of a point.
const OF_PIXEL: u64 = 9_525;
const OF_TWENTIETH: u64 = 635;
/// Pixels beyond which nobody draws a chart.
const LARGEST: u32 = 20_000;

/// A picture that can be put into a document.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Png {
    /// Its bytes.
    pub(super) bytes: Vec<u8>,
    /// How wide it is, in pixels.
    width: u32,
    /// How high it is.
    height: u32,
}

impl Png {
    /// The picture in a `data:` address; or why there is none.
    pub(super) fn read(source: &str) -> Result<Png, &'static str> {
        let Some(coded) = source.strip_prefix(DATA) else {
            return Err("it isn’t a PNG");
        };
        if coded.len() > LONGEST {
            return Err("it is larger than 12 MB");
        }
        let bytes = from_base64(coded).ok_or("it is damaged")?;
        let number = |at: usize| {
            let four = bytes.get(at..at + 4)?;
            Some(u32::from_be_bytes(four.try_into().ok()?))
        };
        let whole = bytes.starts_with(SIGNATURE) && bytes.ends_with(END);
        match (number(16), number(20)) {
            (Some(width @ 1..=LARGEST), Some(height @ 1..=LARGEST)) if whole => Ok(Png {
                bytes,
                width,
                height,
            }),
            _ => Err("it is damaged"),
        }
    }

    /// Its width and height on a page, in Office's units: as wide as the document says, in its own proportion, and within
    /// the page with room for a heading.
    fn on(&self, page: Page, width: u32) -> (u64, u64) {
        let (own_wide, own_high) = (u64::from(self.width), u64::from(self.height));
        let asked = match width {
            0 => own_wide,
            asked => u64::from(asked.min(LARGEST)),
        };
        let widest = u64::from(page.width()) * OF_TWENTIETH;
        let highest = u64::from(page.height()) * OF_TWENTIETH * 9 / 10;
        let wide = (asked * OF_PIXEL).min(widest);
        let wide = wide.min(highest * own_wide / own_high).max(1);
        (wide, (wide * own_high / own_wide).max(1))
    }

    /// The picture as a paragraph ([ECMA-376] part 1, 20.4.2.8), its words as its alternative text.
    pub(super) fn paragraph(&self, picture: &Picture, number: usize, page: Page, xml: &mut Xml) {
        let (wide, high) = self.on(page, picture.width);
        let (wide, high) = (wide.to_string(), high.to_string());
        let size = [("cx", wide.as_str()), ("cy", high.as_str())];
        let (id, name) = (number.to_string(), format!("Picture {number}"));
        let told = [
            ("id", id.as_str()),
            ("name", &name),
            ("descr", &picture.words),
        ];
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| xml.value("w:pStyle", "Figure"));
            xml.within("w:r", &[], |xml| {
                xml.within("w:drawing", &[], |xml| {
                    let apart = [
                        ("distT", "0"),
                        ("distB", "0"),
                        ("distL", "0"),
                        ("distR", "0"),
                    ];
                    xml.within("wp:inline", &apart, |xml| {
                        xml.empty("wp:extent", &size);
                        xml.empty("wp:docPr", &told);
                        xml.within("a:graphic", &[], |xml| {
                            let uri = "http://schemas.openxmlformats.org/drawingml/2006/picture";
                            xml.within("a:graphicData", &[("uri", uri)], |xml| {
                                self.drawn(&told, &size, number, xml);
                            });
                        });
                    });
                })
            });
        });
    }

    fn drawn(&self, told: &[(&str, &str)], size: &[(&str, &str)], number: usize, xml: &mut Xml) {
        xml.within("pic:pic", &[], |xml| {
            xml.within("pic:nvPicPr", &[], |xml| {
                xml.empty("pic:cNvPr", told);
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.within("pic:blipFill", &[], |xml| {
                xml.empty("a:blip", &[("r:embed", &relationship(number))]);
                xml.within("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.within("pic:spPr", &[], |xml| {
                xml.within("a:xfrm", &[], |xml| {
                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                    xml.empty("a:ext", size);
                });
                let shape = [("prst", "rect")];
                xml.within("a:prstGeom", &shape, |xml| xml.empty("a:avLst", &[]));
            });
        });
    }
}

/// The name of the relationship to a picture.
pub(super) fn relationship(number: usize) -> String {
    format!("rIdPicture{number}")
}

/// Bytes in base64 as RFC 4648 (4) has it: its own letters alone, filled up to fours, and no bit left over.
fn from_base64(coded: &str) -> Option<Vec<u8>> {
    let coded = coded.as_bytes();
    if !coded.len().is_multiple_of(4) {
        return None;
    }
    let filled = coded.iter().rev().take_while(|b| **b == b'=').count();
    let letters = coded.get(..coded.len() - filled.min(2))?;
    let mut bytes = Vec::with_capacity(coded.len() / 4 * 3);
    for four in letters.chunks(4) {
        let mut bits = 0u32;
        for letter in four {
            bits = bits << 6 | u32::from(value(*letter)?);
        }
        match four.len() {
            4 => bytes.extend(bits.to_be_bytes().get(1..)?),
            3 if bits & 0b11 == 0 => bytes.extend((bits >> 2).to_be_bytes().get(2..)?),
            2 if bits & 0b1111 == 0 => bytes.extend((bits >> 4).to_be_bytes().get(3..)?),
            _ => return None,
        }
    }
    Some(bytes)
}

fn value(letter: u8) -> Option<u8> {
    match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read_strictly() {
        for (coded, bytes) in [
            ("", Some(&b""[..])),
            ("Zg==", Some(b"f")),
            ("Zm8=", Some(b"fo")),
            ("Zm9v", Some(b"foo")),
            ("Zm9vYmFy", Some(b"foobar")),
            ("+/+/", Some(b"\xfb\xff\xbf")),
            ("Zh==", None),
            ("Zm9=", None),
            ("Zg=", None),
            ("Zg", None),
            ("Z===", None),
            ("====", None),
            ("Zg==Zg==", None),
            ("Zm9v\n", None),
            ("Zm 9", None),
            ("-_-_", None),
        ] {
            assert_eq!(from_base64(coded).as_deref(), bytes, "{coded:?}");
        }
    }

    #[test]
    fn a_picture_keeps_its_proportion_within_the_page() {
        let png = |width, height| Png {
            bytes: Vec::new(),
            width,
            height,
        };
        // Twice as fine as it is shown.
        assert_eq!(
            png(800, 400).on(Page::Portrait, 400),
            (400 * 9_525, 200 * 9_525)
        );
        let widest = u64::from(Page::Portrait.width()) * 635;
        assert_eq!(
            png(2_000, 1_000).on(Page::Portrait, 0),
            (widest, widest / 2)
        );
        let (wide, high) = png(1, 20_000).on(Page::Landscape, 20_000);
        assert!(wide >= 1 && high <= u64::from(Page::Landscape.height()) * 635);
    }

    #[test]
    fn what_is_no_png_says_why() {
        assert_eq!(Png::read("<svg/>"), Err("it isn’t a PNG"));
        assert_eq!(
            Png::read("data:image/svg+xml;base64,AAAA"),
            Err("it isn’t a PNG")
        );
        assert_eq!(
            Png::read("data:image/png;base64,AAAA"),
            Err("it is damaged")
        );
        assert_eq!(
            Png::read("data:image/png;base64,A A="),
            Err("it is damaged")
        );
    }
}
