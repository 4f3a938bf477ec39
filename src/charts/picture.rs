//! A chart as a picture that stands alone: its finding, what is plotted, the key, the drawing and where
//! it is from, in one SVG.

use std::fmt::Write;

use super::{
    option::option_json,
    table::{ChartFigure, KeyItem, KeyShape},
    theme::{FONT, Palette, SMALL, TEXT},
    words::{width_of, wrap},
};
use crate::{formats::escaped, insight::document::Picture};

/// How wide a picture is, in pixels: a page of a document less its margins.
pub const PICTURE: u32 = 720;
/// The margin around all.
const MARGIN: f64 = 20.0;
/// The size of the finding.
const HEAD: f64 = 20.0;
/// The width of a shape of the key with the space after it.
const SHAPE: f64 = 26.0;

/// Words and shapes as they come to stand one under another.
struct Sheet<'a> {
    svg: String,
    y: f64,
    palette: &'a Palette,
}

impl Sheet<'_> {
    fn line(&mut self, x: f64, words: &str, size: f64, weight: u32, ink: &str) {
        // Writing to a String can't fail.
        let _ = writeln!(
            self.svg,
            "<text x=\"{x}\" y=\"{}\" font-size=\"{size}\" font-weight=\"{weight}\" fill=\"{ink}\">{}</text>",
            self.y + size,
            escaped(words)
        );
    }

    fn lines(&mut self, words: &str, size: f64, weight: u32, ink: &str) {
        for line in wrap(words, size, f64::from(PICTURE) - 2.0 * MARGIN, 6) {
            self.line(MARGIN, &line, size, weight, ink);
            self.y += size * 1.3;
        }
    }

    fn key(&mut self, items: &[KeyItem]) {
        let ink = self.palette.ink;
        let mut x = MARGIN;
        for item in items {
            let wide = SHAPE + width_of(&item.words, SMALL);
            if x > MARGIN && x + wide > f64::from(PICTURE) - MARGIN {
                x = MARGIN;
                self.y += SMALL * 1.7;
            }
            let _ = writeln!(
                self.svg,
                "<g transform=\"translate({x} {})\" fill=\"{}\" stroke=\"{}\">{}</g>",
                self.y,
                item.fill,
                item.stroke,
                shape(item.shape)
            );
            self.line(x + SHAPE, &item.words, SMALL, 400, ink);
            x += wide + SHAPE;
        }
        if !items.is_empty() {
            self.y += SMALL * 1.7;
        }
    }
}

/// The shape of a key in a box of 20 by 16.
fn shape(shape: KeyShape) -> &'static str {
    match shape {
        KeyShape::Bar => r#"<rect x="1" y="3" width="18" height="10"/>"#,
        KeyShape::DashedBar => {
            r#"<rect x="1" y="3" width="18" height="10" stroke-dasharray="3 2"/>"#
        }
        KeyShape::ThinBar => r#"<rect x="1" y="6" width="18" height="5" rx="2"/>"#,
        KeyShape::Tick => r#"<path d="M10 1v14" stroke-width="3"/>"#,
        KeyShape::Circle => r#"<circle cx="10" cy="8" r="5.5" stroke-width="2.5"/>"#,
        KeyShape::Diamond => r#"<path d="M10 1l7 7-7 7-7-7z"/>"#,
        KeyShape::Square => r#"<rect x="4" y="2" width="12" height="12"/>"#,
        KeyShape::Cross => r#"<path d="M5 3l10 10M15 3L5 13" stroke-width="3"/>"#,
    }
}

/// The chart of a figure for a picture, in ECharts' JSON. ECharts writes a font into an attribute as it
/// is, so its name stands in single quotes.
pub fn picture_json(figure: &ChartFigure) -> String {
    option_json(figure).replace(r#"\"Helvetica Neue\""#, "'Helvetica Neue'")
}

/// The picture of a figure: `drawn` is what ECharts made of its chart as SVG, as wide as [`PICTURE`]
/// less the margins. `None` where ECharts gave no SVG.
pub fn picture(figure: &ChartFigure, drawn: &str, source: &str) -> Option<Picture> {
    let inner = drawn.strip_prefix("<svg ")?;
    let palette = figure.look.palette();
    let mut sheet = Sheet {
        svg: String::new(),
        y: MARGIN,
        palette,
    };
    sheet.lines(&figure.headline, HEAD, 700, palette.ink);
    sheet.lines(&figure.subtitle, TEXT, 400, palette.ink_2);
    sheet.y += 10.0;
    sheet.key(&figure.key);
    let _ = writeln!(sheet.svg, "<svg x=\"{MARGIN}\" y=\"{}\" {inner}", sheet.y);
    sheet.y += f64::from(figure.height) + 10.0;
    sheet.lines(source, SMALL, 400, palette.ink_2);
    let (width, height) = (PICTURE, (sheet.y + MARGIN).ceil());
    Some(Picture {
        source: format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" font-family=\"{}\">\n<title>{}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"{}\"/>\n{}</svg>\n",
            escaped(FONT),
            escaped(&figure.summary),
            palette.paper,
            sheet.svg
        ),
        words: figure.summary.clone(),
        width,
        height: height as u32,
    })
}

/// How wide ECharts is to draw for a picture, in pixels.
pub fn room() -> f64 {
    f64::from(PICTURE) - 2.0 * MARGIN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure() -> ChartFigure {
        ChartFigure {
            headline: "Risks </text><script>x</script> fall & rise".into(),
            subtitle: "Scores".into(),
            height: 200,
            summary: "A \"summary\"".into(),
            key: vec![KeyItem {
                shape: KeyShape::Circle,
                stroke: "#000000",
                fill: "none",
                words: "Now <b>".into(),
            }],
            ..ChartFigure::default()
        }
    }

    #[test]
    fn a_picture_holds_all_its_words_and_none_of_them_is_markup() {
        let picture = picture(&figure(), "<svg width=\"680\">drawn</svg>", "Source: p. 3").unwrap();
        let svg = &picture.source;
        assert!(svg.contains("Risks &lt;/text&gt;&lt;script&gt;"), "{svg}");
        for words in [
            "Scores",
            "Now &lt;b&gt;",
            "Source: p. 3",
            ">drawn</svg>",
            "&quot;summary",
        ] {
            assert!(svg.contains(words), "{words} in {svg}");
        }
        assert!(
            svg.contains("fill=\"#ffffff\""),
            "white unless dark is asked for"
        );
        assert!(picture.height > 260 && picture.width == PICTURE);
        assert!(!svg.contains("<script"));
    }

    #[test]
    fn without_a_drawing_there_is_no_picture() {
        assert_eq!(super::picture(&figure(), "", ""), None);
    }

    #[test]
    fn a_long_finding_takes_more_lines() {
        let mut long = figure();
        long.headline = "Many words ".repeat(30);
        let height = |figure: &ChartFigure| picture(figure, "<svg >", "").unwrap().height;
        assert!(height(&long) > height(&figure()) + 60);
    }
}
