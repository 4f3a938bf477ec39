//! A chart as the text ECharts reads. The only place a chart is serialised.

use charming::Chart;
use serde::Serialize;

use super::{
    own::Own,
    table::ChartFigure,
    theme::{FONT, TEXT},
};

/// The tooltip, which charming cannot describe in full. It is a box over the picture, since one drawn
/// into it keeps to 12-pixel letters. The page's Content-Security-Policy blocks what ECharts writes
/// into such a box as HTML: `components::chart` puts bare text there, and `confine` leaves out the arrow.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Tip {
    trigger: &'static str,
    render_mode: &'static str,
    confine: bool,
    background_color: &'static str,
    border_color: &'static str,
    border_width: u8,
    padding: u8,
    transition_duration: u8,
    extra_css_text: &'static str,
    text_style: TipText,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct TipText {
    color: &'static str,
    font_family: &'static str,
    font_size: f64,
}

#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    chart: &'a Chart,
    /// In place of the chart's own series, which are left out where it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    series: Option<[&'a Own; 1]>,
    tooltip: Tip,
}

/// The chart of a figure in ECharts' JSON; empty if it has none.
pub fn option_json(figure: &ChartFigure) -> String {
    let Some(chart) = &figure.chart else {
        return String::new();
    };
    let palette = figure.look.palette();
    let whole = Whole {
        chart,
        series: figure.own.as_ref().map(|own| [own]),
        tooltip: Tip {
            trigger: "item",
            render_mode: "html",
            confine: true,
            background_color: palette.paper,
            border_color: palette.ink_2,
            border_width: 1,
            padding: 10,
            transition_duration: 0,
            extra_css_text: "white-space:pre-line;max-width:290px;line-height:1.35",
            text_style: TipText {
                color: palette.ink,
                font_family: FONT,
                font_size: TEXT,
            },
        },
    };
    // Charts hold only text, lists and numbers, which always serialise.
    serde_json::to_string(&whole).unwrap_or_default()
}
