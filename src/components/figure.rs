//! A figure: the finding as a heading, the chart, where it is from, and the same facts as a table.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::{
    app::{Panel, follow_media, follow_printing},
    charts::{
        Cell, ChartFigure, ChartTable, KeyItem, KeyShape, Look, Paper, Plot, TableRow, Width,
        option_json,
        picture::{picture, picture_json, room},
    },
    insight::{
        Document, Standing,
        document::{Part, Picture},
    },
    plan::{Day, Id, Rag},
};

use super::{
    abbreviated::told,
    carry::Carry,
    chart::{self, Chart},
    copied::copied_as,
    paper::on_paper,
};

/// A figure in the form the page keeps: the chart already text, so that an unchanged one is not
/// drawn again.
#[derive(Clone, Debug, PartialEq)]
struct Drawn {
    headline: String,
    subtitle: String,
    instead: String,
    key: Vec<KeyItem>,
    table: ChartTable,
    height: u32,
    summary: String,
    marks: Vec<Vec<Option<Id>>>,
    stretches: HashMap<(usize, usize), (Day, Day)>,
    plot: Plot,
    option: String,
}

impl From<ChartFigure> for Drawn {
    fn from(figure: ChartFigure) -> Drawn {
        Drawn {
            option: option_json(&figure),
            headline: figure.headline,
            subtitle: figure.subtitle,
            instead: figure.instead,
            key: figure.key,
            table: figure.table,
            height: figure.height,
            summary: figure.summary,
            marks: figure.marks,
            stretches: figure.stretches,
            plot: figure.plot,
        }
    }
}

impl Drawn {
    fn item_at(&self, series: usize, place: usize) -> Option<Id> {
        self.marks.get(series)?.get(place)?.clone()
    }

    /// The figure as it goes into a document.
    fn document(&self, level: u8, picture: Option<Picture>, source: &str) -> Document {
        let text = |words: &str| (!words.is_empty()).then(|| Part::Text(words.to_owned()));
        let parts = [
            Some(Part::Heading(level, self.headline.clone())),
            text(&self.subtitle),
            picture.map(Part::Picture),
            Some(Part::Table(self.table.document())),
            text(source),
        ];
        Document {
            parts: parts.into_iter().flatten().collect(),
        }
    }
}

/// A figure as a picture that stands alone, if it has a chart and ECharts is here.
fn to_save(draw: Callback<Look, ChartFigure>, paper: Paper, source: &str) -> Option<Picture> {
    let figure = draw.run(Look {
        paper,
        width: Width::Medium,
        motion: false,
    });
    let drawn = chart::svg(&picture_json(&figure), room(), figure.height.into())?;
    picture(&figure, &drawn, source)
}

/// Whether the page is dark: as the reader chose for Waymark, else as the system is.
fn is_dark(system: bool) -> bool {
    let root = document().document_element();
    match root
        .and_then(|root| root.get_attribute("data-theme"))
        .as_deref()
    {
        Some("dark") => true,
        Some("light") => false,
        _ => system,
    }
}

/// A chart with its finding, source and table. It is drawn again when what `draw` reads changes, and
/// when the room, the theme or the medium does.
#[component]
pub fn Figure(
    /// Makes the figure for a look, as the functions of `charts` do.
    draw: Callback<Look, ChartFigure>,
    /// The address of a record's page, for the table's links.
    item_href: Callback<Id, String>,
    /// Called with the record behind a mark that was pressed.
    on_item: Callback<Id>,
    /// Called with the stretch of time behind a mark that was pressed, where it stands for one.
    #[prop(optional)]
    on_stretch: Option<Callback<(Day, Day)>>,
    /// What is laid over the chart, given where its scale stands.
    #[prop(optional)]
    over: Option<Callback<Signal<Plot>, AnyView>>,
    /// Where the figures are from: 'Source: section E, financial information'.
    #[prop(into, optional)]
    source: Signal<String>,
    /// The level of its heading, 2 or 3.
    #[prop(default = 2)]
    level: u8,
    /// What its table is called in the address, where its caption is long or not its own.
    #[prop(into, optional)]
    name: String,
) -> impl IntoView {
    // On paper the section has the heading above it.
    let level = if on_paper() { 3 } else { level };
    let screen = window().inner_width().ok().and_then(|w| w.as_f64());
    // A guess until the box has been measured: the window less the page's and the card's margins.
    let width = RwSignal::new(Width::of(screen.unwrap_or(1280.0) - 70.0));
    let dark = follow_media("(prefers-color-scheme: dark)");
    let still = follow_media("(prefers-reduced-motion: reduce)");
    let printing = follow_printing();
    let drawn = Memo::new(move |_| {
        let look = if printing.get() {
            Look {
                paper: Paper::Print,
                width: Width::Medium,
                motion: false,
            }
        } else {
            Look {
                paper: if is_dark(dark.get()) {
                    Paper::Dark
                } else {
                    Paper::Light
                },
                width: width.get(),
                motion: !still.get(),
            }
        };
        Drawn::from(draw.run(look))
    });
    let panel = Panel::named(&match name.is_empty() {
        true => drawn.with_untracked(|d| d.table.caption.clone()),
        false => name,
    });
    let failed = RwSignal::new(false);
    let open = Memo::new(move |_| panel.is_open() || failed.get());
    let toggle = move |_| {
        let now = open.get_untracked();
        failed.set(false);
        panel.set(!now);
    };
    let draw_picture =
        Callback::new(move |paper: Paper| to_save(draw, paper, &source.get_untracked()));
    let content = Callback::new(move |()| {
        drawn.with_untracked(|d| {
            d.document(
                level,
                draw_picture.run(Paper::Light),
                &source.get_untracked(),
            )
        })
    });
    let headline = move || drawn.with(|d| d.headline.clone());
    let has_chart = Memo::new(move |_| drawn.with(|d| !d.option.is_empty()));
    let has_rows = Memo::new(move |_| drawn.with(|d| !d.table.rows.is_empty()));
    let on_mark = Callback::new(move |(series, place): (usize, usize)| {
        if let Some(item) = drawn.with_untracked(|d| d.item_at(series, place)) {
            on_item.run(item);
            return;
        }
        let stretch = drawn.with_untracked(|d| d.stretches.get(&(series, place)).copied());
        if let Some((stretch, on_stretch)) = stretch.zip(on_stretch) {
            on_stretch.run(stretch);
        }
    });
    let plot = Signal::from(Memo::new(move |_| drawn.with(|d| d.plot)));
    let on_width = Callback::new(move |pixels: f64| {
        let class = Width::of(pixels);
        if !printing.get_untracked() && width.get_untracked() != class {
            width.set(class);
        }
    });

    view! {
        <figure class="wm-figure wm-card" data-copied=copied_as(content)>
            <figcaption>
                {if level == 3 {
                    view! { <h3>{headline}</h3> }.into_any()
                } else {
                    view! { <h2>{headline}</h2> }.into_any()
                }} <p>{move || drawn.with(|d| d.subtitle.clone())}</p>
            </figcaption>
            <Show
                when=move || has_chart.get()
                fallback=move || {
                    view! {
                        <Show when=move || has_rows.get()>
                            <p class="wm-empty">{move || drawn.with(|d| d.instead.clone())}</p>
                        </Show>
                    }
                }
            >
                <ul class="wm-key">
                    {move || {
                        drawn
                            .with(|d| {
                                d.key
                                    .iter()
                                    .map(|item| {
                                        view! { <li>{key_mark(item)} {item.words.clone()}</li> }
                                    })
                                    .collect_view()
                            })
                    }}
                </ul>
                <Chart
                    option=Signal::derive(move || drawn.with(|d| d.option.clone()))
                    height=Signal::derive(move || drawn.with(|d| d.height))
                    summary=Signal::derive(move || drawn.with(|d| d.summary.clone()))
                    printing=printing
                    on_mark=on_mark
                    on_width=on_width
                    on_fail=Callback::new(move |()| failed.set(true))
                    over=over.map(|over| Callback::new(move |()| over.run(plot)))
                />
            </Show>
            <Show when=move || open.get() && has_rows.get()>
                {move || drawn.with(|d| table_view(&d.table, item_href))}
            </Show>
            <div class="wm-figure__foot">
                <span>{source}</span>
                <Show when=move || has_rows.get()>
                    <button
                        class="wm-link-btn"
                        type="button"
                        aria-expanded=move || open.get().to_string()
                        on:click=toggle
                    >
                        {move || if open.get() { "Hide the table" } else { "Show as table" }}
                    </button>
                    <Carry name=Signal::derive(headline) content=content picture=draw_picture />
                </Show>
            </div>
        </figure>
    }
}

/// The shape of a key, as large as its mark.
fn key_mark(item: &KeyItem) -> AnyView {
    let shape = match item.shape {
        KeyShape::Bar => view! { <rect x="1" y="3" width="18" height="10" /> }.into_any(),
        KeyShape::DashedBar => {
            view! { <rect x="1" y="3" width="18" height="10" stroke-dasharray="3 2" /> }.into_any()
        }
        KeyShape::ThinBar => view! { <rect x="1" y="6" width="18" height="5" rx="2" /> }.into_any(),
        KeyShape::Tick => view! { <path d="M10 1v14" stroke-width="3" /> }.into_any(),
        KeyShape::Circle => {
            view! { <circle cx="10" cy="8" r="5.5" stroke-width="2.5" /> }.into_any()
        }
        KeyShape::Diamond => view! { <path d="M10 1l7 7-7 7-7-7z" /> }.into_any(),
        KeyShape::Square => view! { <rect x="4" y="2" width="12" height="12" /> }.into_any(),
        KeyShape::Cross => view! { <path d="M5 3l10 10M15 3L5 13" stroke-width="3" /> }.into_any(),
    };
    view! {
        <svg width="20" height="16" aria-hidden="true" fill=item.fill stroke=item.stroke>
            {shape}
        </svg>
    }
    .into_any()
}

/// The table twin: rows become cards on a phone, so every part says what it is.
fn table_view(table: &ChartTable, item_href: Callback<Id, String>) -> AnyView {
    let headings = table
        .columns
        .iter()
        .map(|column| {
            view! {
                <th scope="col" role="columnheader" class:wm-num=column.numeric>
                    {column.heading.clone()}
                </th>
            }
        })
        .collect_view();
    let rows = table
        .rows
        .iter()
        .map(|row| row_view(table, row, item_href))
        .collect_view();
    view! {
        <div class="wm-table-wrap" role="region" aria-label=table.caption.clone() tabindex="0">
            <table class="wm-table wm-table--cards" role="table">
                <caption>{table.caption.clone()}</caption>
                <thead role="rowgroup">
                    <tr role="row">{headings}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row_view(table: &ChartTable, row: &TableRow, item_href: Callback<Id, String>) -> AnyView {
    let mut cells = row.cells.iter().zip(&table.columns);
    let first = cells.next().map(|(cell, _)| {
        let header = match (&row.item, cell) {
            // Nothing is pressed within a link.
            (Some(id), Cell::Text(words)) => {
                view! { <a href=item_href.run(id.clone())>{words.clone()}</a> }.into_any()
            }
            (Some(id), cell) => {
                view! { <a href=item_href.run(id.clone())>{cell_view(cell)}</a> }.into_any()
            }
            (None, cell) => cell_view(cell),
        };
        view! {
            <th scope="row" role="rowheader">
                {header}
            </th>
        }
    });
    let rest = cells
        .map(|(cell, column)| {
            view! {
                <td role="cell" class:wm-num=column.numeric data-label=column.heading.clone()>
                    {cell_view(cell)}
                </td>
            }
        })
        .collect_view();
    view! { <tr role="row">{first} {rest}</tr> }.into_any()
}

fn cell_view(cell: &Cell) -> AnyView {
    match cell {
        Cell::Text(text) => told(text),
        Cell::Standing(Standing::Rated(rag)) => {
            let class = match rag {
                Rag::Red => "wm-rag wm-rag--s wm-rag--r",
                Rag::Amber => "wm-rag wm-rag--s wm-rag--a",
                Rag::Green => "wm-rag wm-rag--s wm-rag--g",
            };
            view! {
                <span class=class>
                    <b>{rag.letter()}</b>
                    " "
                    <span class="wm-rag__word">{Standing::Rated(*rag).shown()}</span>
                </span>
            }
            .into_any()
        }
        Cell::Standing(Standing::None(why)) => {
            let why = match *why {
                "" => String::new(),
                why => format!(": {why}"),
            };
            view! { <span>{Standing::None("").shown()} {why}</span> }.into_any()
        }
        Cell::Standing(standing) => standing.shown().into_any(),
    }
}
