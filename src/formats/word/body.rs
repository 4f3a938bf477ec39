//! A document's headings, paragraphs, lists, tables and pictures as the text of a Word file.

use super::{
    About,
    page::Page,
    picture::Png,
    table::{self, UPRIGHT},
    xml::{NAMESPACES, Xml},
};
use crate::{
    formats::{Place, Unread},
    insight::document::{Document, Part},
};

/// The styles of `styles.xml` that paragraphs are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// The document's title.
    Title,
    /// Where it comes from, below its title.
    Subtitle,
    /// A heading of a level, 1 to 6.
    Heading(u8),
    /// A paragraph.
    Normal,
    /// A paragraph that leads to the table or picture right below.
    Leading,
    /// A point of a list.
    Bullet,
    /// A point of a point.
    BulletWithin,
    /// What a table holds, above it.
    Caption,
    /// Words in a table.
    Table,
    /// The same in smaller letters.
    TableSmall,
    /// Headings in a table.
    TableHead,
    /// The same in smaller letters.
    TableHeadSmall,
    /// The room below a table.
    Spacer,
}

impl Style {
    /// Its id.
    fn id(self) -> String {
        let id = match self {
            Style::Title => "Title",
            Style::Subtitle => "Subtitle",
            Style::Heading(level) => return format!("Heading{}", level.clamp(1, 6)),
            Style::Normal => "Normal",
            Style::Leading => "Leading",
            Style::Bullet => "ListBullet",
            Style::BulletWithin => "ListBullet2",
            Style::Caption => "Caption",
            Style::Table => "TableText",
            Style::TableSmall => "TableTextSmall",
            Style::TableHead => "TableHeading",
            Style::TableHeadSmall => "TableHeadingSmall",
            Style::Spacer => "TableSpacer",
        };
        id.to_owned()
    }

    /// The style of the headings of a table in this one.
    pub(super) fn of_head(self) -> Style {
        match self {
            Style::TableSmall => Style::TableHeadSmall,
            _ => Style::TableHead,
        }
    }
}

/// A paragraph; a line end in its words begins a line.
pub(super) fn paragraph(words: &str, style: Style, bold: bool, right: bool, xml: &mut Xml) {
    xml.within("w:p", &[], |xml| {
        xml.within("w:pPr", &[], |xml| {
            xml.value("w:pStyle", &style.id());
            if right {
                xml.value("w:jc", "right");
            }
        });
        if words.is_empty() {
            return;
        }
        xml.within("w:r", &[], |xml| {
            if bold {
                xml.within("w:rPr", &[], |xml| xml.value("w:rStyle", "Strong"));
            }
            for (at, line) in words.split('\n').enumerate() {
                if at > 0 {
                    xml.empty("w:br", &[]);
                }
                for (at, piece) in line.split('\t').enumerate() {
                    if at > 0 {
                        xml.empty("w:tab", &[]);
                    }
                    let keep = [("xml:space", "preserve")];
                    xml.within("w:t", &keep, |xml| xml.text(piece));
                }
            }
        });
    });
}

/// The room below a table, which also keeps it apart from the next.
pub(super) fn spacer(xml: &mut Xml) {
    paragraph("", Style::Spacer, false, false, xml);
}

/// The text of a Word file with what goes with it.
pub(super) struct Body {
    /// The part `word/document.xml`.
    pub(super) xml: Vec<u8>,
    /// The pictures in it, numbered from 1.
    pub(super) pictures: Vec<Vec<u8>>,
    /// What could not be put into it.
    pub(super) unread: Vec<Unread>,
}

/// Writes a document's text.
pub(super) fn body(document: &Document, about: &About) -> Body {
    // Documents of a paper begin with their title, which is the title here.
    let parts = match document.parts.split_first() {
        Some((Part::Heading(1, words), rest)) if *words == about.title => rest,
        _ => &document.parts,
    };
    let pages = pages(parts);
    let mut writing = Writing {
        raised: raised(parts),
        page: pages.first().copied().unwrap_or(Page::Portrait),
        heading: String::new(),
        seen: 0,
        pictures: Vec::new(),
        unread: Vec::new(),
    };
    let mut xml = Xml::new();
    xml.within("w:document", &NAMESPACES, |xml| {
        xml.within("w:body", &[], |xml| {
            paragraph(&about.title, Style::Title, false, false, xml);
            if !about.origin.is_empty() {
                paragraph(&about.origin, Style::Subtitle, false, false, xml);
            }
            let after = parts.iter().skip(1).map(Some).chain([None]);
            for ((part, page), next) in parts.iter().zip(pages).zip(after) {
                writing.turn(page, xml);
                writing.part(part, next, xml);
            }
            writing.page.section(xml);
        });
    });
    Body {
        xml: xml.done(),
        pictures: writing.pictures,
        unread: writing.unread,
    }
}

/// By how many levels headings are raised: the highest is level 1, below a title that is none.
fn raised(parts: &[Part]) -> u8 {
    let levels = parts.iter().filter_map(|part| match part {
        Part::Heading(level, _) => Some((*level).clamp(1, 6)),
        _ => None,
    });
    levels.min().unwrap_or(1) - 1
}

/// Which way the page of each part stands: with a wide table goes the heading that it stands under.
fn pages(parts: &[Part]) -> Vec<Page> {
    let is_wide = |part: &Part| matches!(part, Part::Table(t) if table::columns(t) > UPRIGHT);
    let mut pages = vec![Page::Portrait; parts.len()];
    for (at, _) in parts.iter().enumerate().filter(|(_, part)| is_wide(part)) {
        let before = parts.get(..at).unwrap_or_default();
        let words = |part: &&Part| matches!(part, Part::Heading(..) | Part::Text(_));
        let led: Vec<&Part> = before.iter().rev().take_while(words).collect();
        let is_heading = |part: &&Part| matches!(part, Part::Heading(..));
        // Up to the headings, one right below the other, that the words before it stand under.
        let from = led.iter().position(is_heading);
        let headings = from.map_or(0, |from| {
            let above = led.iter().skip(from).take_while(|part| is_heading(part));
            from + above.count()
        });
        let turned = pages.get_mut(at - headings..=at).unwrap_or_default();
        turned.fill(Page::Landscape);
    }
    pages
}

/// The text as far as it is written.
struct Writing {
    raised: u8,
    page: Page,
    /// The heading right above, if nothing but paragraphs stand in between.
    heading: String,
    /// How many pictures were met.
    seen: usize,
    pictures: Vec<Vec<u8>>,
    unread: Vec<Unread>,
}

impl Writing {
    /// Ends the pages so far where the next ones stand the other way.
    fn turn(&mut self, page: Page, xml: &mut Xml) {
        if page == self.page {
            return;
        }
        xml.within("w:p", &[], |xml| {
            xml.within("w:pPr", &[], |xml| {
                xml.value("w:pStyle", &Style::Spacer.id());
                self.page.section(xml);
            });
        });
        self.page = page;
    }

    /// A part, and what it has to stay with.
    fn part(&mut self, part: &Part, next: Option<&Part>, xml: &mut Xml) {
        let heading = std::mem::take(&mut self.heading);
        match part {
            Part::Heading(level, words) => {
                let level = (*level).clamp(1, 6) - self.raised.min(level.saturating_sub(1));
                paragraph(words, Style::Heading(level), false, false, xml);
                self.heading.clone_from(words);
            }
            Part::Text(words) => {
                let style = match next {
                    Some(Part::Table(_) | Part::Picture(_)) => Style::Leading,
                    _ => Style::Normal,
                };
                paragraph(words, style, false, false, xml);
                self.heading = heading;
            }
            Part::Facts(facts) => table::facts(facts, self.page, xml),
            Part::List(items) => {
                for item in items {
                    let (words, style) = match item.strip_prefix("– ") {
                        Some(within) => (within, Style::BulletWithin),
                        None => (item.as_str(), Style::Bullet),
                    };
                    paragraph(words, style, false, false, xml);
                }
            }
            Part::Table(table) => {
                if !table.caption.is_empty() && table.caption != heading {
                    paragraph(&table.caption, Style::Caption, false, false, xml);
                }
                table::table(table, self.page, xml);
                if table.rows.iter().any(|row| row.cells.len() > table::MOST)
                    || table.columns.len() > table::MOST
                {
                    let what = format!(
                        "Only its first {} columns are written: Word takes no more.",
                        table::MOST
                    );
                    let place = Place::part(table.caption.as_str());
                    self.unread.push(Unread::at(place, what));
                }
            }
            Part::Picture(picture) => {
                self.seen += 1;
                match Png::read(&picture.source) {
                    Ok(png) => {
                        let number = self.pictures.len() + 1;
                        png.paragraph(picture, number, self.page, xml);
                        self.pictures.push(png.bytes);
                    }
                    Err(why) => {
                        let place = Place::part(format!("picture {}", self.seen));
                        let words = picture.words.trim();
                        let what = format!("‘{words}’ is left out: {why}.");
                        self.unread.push(Unread::at(place, what));
                    }
                }
            }
        }
    }
}
