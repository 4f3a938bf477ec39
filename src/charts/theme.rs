//! How charts look: colours for light, dark and print, sizes, and what a narrow screen changes.

use charming::element::{ItemStyle, Label};

use crate::{insight::Standing, plan::Rag};

/// What a chart is drawn on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Paper {
    /// A light screen.
    #[default]
    Light,
    /// A dark screen.
    Dark,
    /// A printed page, which may be black and white.
    Print,
}

/// How much room there is across.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Width {
    /// A phone, up to 560 pixels: labels stand above their marks.
    Narrow,
    /// A tablet or a column, up to 900 pixels.
    Medium,
    /// A laptop.
    #[default]
    Wide,
}

impl Width {
    /// The class of a box so many pixels wide.
    pub fn of(pixels: f64) -> Width {
        if pixels <= 560.0 {
            Width::Narrow
        } else if pixels <= 900.0 {
            Width::Medium
        } else {
            Width::Wide
        }
    }

    /// The narrowest such box worth drawing for, in pixels.
    pub(super) fn least(self) -> f64 {
        match self {
            Width::Narrow => 296.0,
            Width::Medium => 560.0,
            Width::Wide => 900.0,
        }
    }
}

/// Everything about the reader's screen that changes a drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Look {
    /// What it is drawn on.
    pub paper: Paper,
    /// The room there is.
    pub width: Width,
    /// Whether marks may move.
    pub motion: bool,
}

/// The fonts of the page, which marks share.
pub(super) const FONT: &str = "\"Helvetica Neue\", Helvetica, Arial, system-ui, sans-serif";
/// The size of words beside marks, in pixels.
pub(super) const TEXT: f64 = 15.0;
/// The size of words along an axis.
pub(super) const SMALL: f64 = 14.0;
/// No paint at all, and nothing to click on.
pub(super) const NONE: &str = "none";
/// No paint, yet it can be clicked.
pub(super) const CLEAR: &str = "rgba(0,0,0,0)";

/// The colours of one kind of paper: the chart colours of the Government Analysis Function on
/// light, and lighter ones of the same hues on dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Palette {
    pub ink: &'static str,
    pub ink_2: &'static str,
    pub paper: &'static str,
    pub grid: &'static str,
    /// Behind the row under the pointer.
    pub hover: &'static str,
    /// Behind words that stand on marks.
    pub veil: &'static str,
    /// Behind every second lane.
    pub stripe: &'static str,
    pub c1: &'static str,
    pub c1_soft: &'static str,
    pub good: &'static str,
    pub near: &'static str,
    pub off: &'static str,
    pub none: &'static str,
    /// Letters on a mark filled with one of the four above.
    pub on_mark: &'static str,
}

const LIGHT: Palette = Palette {
    ink: "#12181b",
    ink_2: "#46535a",
    paper: "#ffffff",
    grid: "#d5dcdf",
    hover: "rgba(11,79,74,0.08)",
    veil: "rgba(255,255,255,0.8)",
    stripe: "rgba(18,24,27,0.035)",
    c1: "#12436D",
    c1_soft: "#9fb7cc",
    good: "#12664f",
    near: "#855300",
    off: "#a3232b",
    none: "#55646b",
    on_mark: "#ffffff",
};

const DARK: Palette = Palette {
    ink: "#eef3f3",
    ink_2: "#adbabe",
    paper: "#172125",
    grid: "#34434a",
    hover: "rgba(127,209,196,0.12)",
    veil: "rgba(23,33,37,0.8)",
    stripe: "rgba(238,243,243,0.04)",
    c1: "#7fb2e5",
    c1_soft: "#3d5a76",
    good: "#7fd6b4",
    near: "#f0c060",
    off: "#ff9c9c",
    none: "#adbabe",
    on_mark: "#0b0c0c",
};

/// As light, with darker lines and no tints: a printer drops them.
const PRINT: Palette = Palette {
    ink: "#000000",
    ink_2: "#222222",
    grid: "#999999",
    hover: CLEAR,
    stripe: CLEAR,
    ..LIGHT
};

impl Look {
    pub(super) fn palette(self) -> &'static Palette {
        match self.paper {
            Paper::Light => &LIGHT,
            Paper::Dark => &DARK,
            Paper::Print => &PRINT,
        }
    }

    pub(super) fn is_narrow(self) -> bool {
        self.width == Width::Narrow
    }

    /// Words beside a mark.
    pub(super) fn label(self) -> Label {
        Label::new()
            .show(true)
            .color(self.palette().ink)
            .font_family(FONT)
            .font_size(TEXT)
    }
}

impl Palette {
    pub(super) fn standing(&self, standing: Standing) -> &'static str {
        match standing {
            Standing::Rated(Rag::Green) => self.good,
            Standing::Rated(Rag::Amber) => self.near,
            Standing::Rated(Rag::Red) => self.off,
            Standing::ToGo { .. } => self.c1,
            Standing::None(_) => self.none,
        }
    }
}

/// A mark of one colour, opaque: scattered marks are see-through unless they are told.
pub(super) fn filled(color: &str) -> ItemStyle {
    ItemStyle::new().color(color).opacity(1)
}
