//! The kinds of chart that charming's builders can't describe in full: a sankey whose places have words of
//! their own, and a treemap with anything in it.

use charming::{
    datatype::CompositeValue,
    element::{ItemStyle, LabelPosition, LineStyle},
};
use serde::Serialize;

use super::theme::{FONT, Look, SMALL, TEXT};

/// The height of a line of words at a mark, in pixels.
pub(super) const LINE: f64 = 18.0;

/// One series that takes the place of the chart's own.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Own {
    /// Flows between places.
    Sankey(Box<Sankey>),
    /// Boxes as large as their amounts.
    Treemap(Box<Treemap>),
}

/// Flows between places in columns.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Sankey {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(flatten)]
    pub(super) margins: Margins,
    pub(super) node_width: f64,
    pub(super) node_gap: f64,
    pub(super) layout_iterations: u32,
    pub(super) draggable: bool,
    pub(super) emphasis: Focus,
    pub(super) line_style: LineStyle,
    pub(super) data: Vec<SankeyNode>,
    pub(super) links: Vec<SankeyLink>,
}

/// Room at the edges of a chart, in pixels.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

/// What happens under the pointer.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Focus {
    pub(super) focus: &'static str,
}

/// A place.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct SankeyNode {
    pub(super) id: String,
    /// What appears over it.
    pub(super) name: String,
    pub(super) depth: usize,
    pub(super) value: CompositeValue,
    pub(super) item_style: ItemStyle,
    pub(super) label: Words,
}

/// A flow from place to place.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SankeyLink {
    pub(super) source: String,
    pub(super) target: String,
    pub(super) value: CompositeValue,
    /// What appears over it.
    pub(super) name: String,
}

/// Boxes in boxes.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Treemap {
    #[serde(rename = "type")]
    pub(super) kind: &'static str,
    #[serde(flatten)]
    pub(super) margins: Margins,
    pub(super) roam: bool,
    pub(super) node_click: bool,
    pub(super) breadcrumb: Shown,
    /// Boxes of fewer pixels aren't drawn.
    pub(super) visible_min: f64,
    pub(super) label: Words,
    pub(super) upper_label: Words,
    pub(super) levels: Vec<Level>,
    pub(super) data: Vec<TreeBox>,
}

/// Whether a part of a chart is shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shown {
    pub(super) show: bool,
}

/// How boxes of one level look.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Level {
    pub(super) item_style: BoxStyle,
}

/// The look of a box: a group's border is what shows between its boxes and behind its name.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct BoxStyle {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) color: Option<&'static str>,
    pub(super) border_color: &'static str,
    pub(super) border_width: f64,
    pub(super) gap_width: f64,
}

/// Words at a mark. What is empty is left to ECharts.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Words {
    pub(super) show: bool,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(super) formatter: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<LabelPosition>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) distance: Option<f64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) color: &'static str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) text_border_color: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) text_border_width: Option<u8>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) font_family: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) font_size: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) line_height: Option<f64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) height: Option<f64>,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub(super) overflow: &'static str,
}

impl Words {
    /// Words in the page's letters. Without a height of its own a second line would run into the first.
    pub(super) fn new(look: Look, words: String) -> Words {
        Words {
            show: true,
            // Braces would name a value.
            formatter: words.replace(['{', '}'], ""),
            color: look.palette().ink,
            font_family: FONT,
            font_size: Some(if look.is_narrow() { SMALL } else { TEXT }),
            line_height: Some(LINE),
            ..Words::default()
        }
    }
}

/// A box with what is in it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TreeBox {
    /// What appears over it.
    pub(super) name: String,
    pub(super) value: CompositeValue,
    pub(super) label: Words,
    pub(super) upper_label: Words,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) children: Vec<TreeBox>,
}
