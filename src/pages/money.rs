//! The money of a plan: where it comes from and where it goes, printed table by printed table what each holds
//! and whether its totals add up, what is to be saved and what is proposed.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_location, use_plan},
    charts::{
        ChartFigure, Look,
        money::{self, AreaWords},
    },
    components::{
        DataTable, Filters, PageTitle, Retold, Switch,
        carry::CopySection,
        figure::Figure,
        listed::{NothingLeft, NothingPrinted, opening, settings},
    },
    insight::{
        money::{Plot, Saved, Saving, adding_up, flow, plot, savings},
        rows::{
            self, Column,
            money::{MoneyTable, MoneyTables},
        },
    },
    plan::{Id, Plan, Proposal, brief},
};

/// The most characters of a proposal.
const PROPOSAL: usize = 160;
/// The setting that says how parts are drawn, and its value for boxes.
const SHOWN: &str = "show";
const BOXES: &str = "boxes";

/// The money's page.
#[component]
pub fn Money() -> impl IntoView {
    let open = use_plan();
    let tables = Memo::new(move |_| rows::money::tables(&open.get(), &open.index()));
    let all = Memo::new(move |_| tables.with(MoneyTables::lines));
    view! {
        <PageTitle
            text="Money"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::money::answer(&open.get())} " " {move || adding_up(&open.get())}</p>
        <div class="wm-stack wm-stack--m">
            <Show
                when=move || { all.get() > 0 }
                fallback=|| view! { <NothingPrinted noun="amounts of money" /> }
            >
                <Through tables=tables />
                <Lines tables=tables all=all />
            </Show>
            {move || saved(savings(&open.get()))}
            {move || proposed(&open.get())}
        </div>
    }
}

/// Where money comes from and where it goes, if the plan prints both or splits what it spends.
#[component]
fn Through(
    /// Every printed table.
    tables: Memo<MoneyTables>,
) -> impl IntoView {
    let open = use_plan();
    let on_item = opening();
    let flow = Memo::new(move |_| tables.with(|tables| flow(&open.get(), tables)));
    let draw = move |look: Look| {
        flow.with(|flow| match flow {
            Some(flow) => money::flow(flow, look),
            None => nothing(look),
        })
    };
    let source = move || flow.with(|flow| flow.as_ref().map(|f| f.remarks.join(" ")));
    view! {
        <Show when=move || flow.with(Option::is_some)>
            <Figure
                draw=Callback::new(draw)
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source=Signal::derive(move || source().unwrap_or_default())
            />
        </Show>
    }
}

/// The filters over all lines, and the printed tables with what they leave.
#[component]
fn Lines(
    /// Every printed table.
    tables: Memo<MoneyTables>,
    /// How many lines they have.
    all: Memo<usize>,
) -> impl IntoView {
    let open = use_plan();
    let settings = settings();
    let chosen = Memo::new(move |_| tables.with(|all| settings.with(|with| all.chosen(with))));
    let filters = Memo::new(move |_| tables.with(|all| all.filters.clone()));
    let columns = Memo::new(move |_| chosen.with(|tables| columns(tables)));
    let left = Memo::new(move |_| {
        chosen.with(|tables| tables.iter().map(|t| t.listing.rows.len()).sum::<usize>())
    });
    let shown = Memo::new(move |_| {
        chosen.with(|tables| tables.iter().map(|t| t.id.clone()).collect::<Vec<_>>())
    });
    let drawn = Memo::new(move |_| {
        let plan = open.get();
        chosen.with(|tables| {
            tables
                .iter()
                .any(|t| plot(&plan, t, "").is_some_and(|p| p.fits_boxes()))
        })
    });
    view! {
        <Filters noun="lines" filters=filters columns=columns left=left all=all />
        <Show when=move || left.get() == 0>
            <NothingLeft noun="lines" />
        </Show>
        <Show when=move || drawn.get()>
            <Switch
                name=SHOWN
                label="Draw the parts as"
                choices=vec![("", "Bars", None), (BOXES, "Boxes by size", None)]
            />
        </Show>
        <For each=move || shown.get() key=|id| id.clone() let:id>
            <Printed table=Memo::new(move |_| {
                chosen.with(|tables| tables.iter().find(|t| t.id == id).cloned())
            }) />
        </For>
    }
}

/// The columns of all tables, each once.
fn columns(tables: &[MoneyTable]) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for column in tables.iter().flat_map(|t| &t.listing.columns) {
        if !columns.iter().any(|c| c.key == column.key) {
            columns.push(column.clone());
        }
    }
    columns
}

/// One printed table: its figures, unless it prints another's lines again, and its lines.
#[component]
fn Printed(
    /// The table with the lines the settings leave.
    table: Memo<Option<MoneyTable>>,
) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let (amount, shown) = (location.setting("amount"), location.setting(SHOWN));
    let of = move |what: fn(&MoneyTable) -> String| {
        table.with(|table| table.as_ref().map(what).unwrap_or_default())
    };
    let on_item = opening();
    let plot = Memo::new(move |_| {
        let plan = open.get();
        amount.with(|amount| table.with(|table| plot(&plan, table.as_ref()?, amount)))
    });
    let parts = move |look: Look| {
        let boxed = shown.with(|shown| shown == BOXES);
        plot.with(|plot| {
            plot.as_ref()
                .map_or_else(|| nothing(look), |p| drawn(p, boxed, look))
        })
    };
    let change = move |look: Look| {
        plot.with(|plot| match plot {
            Some(Plot::Periods(rows, words)) => money::change(rows, words, look),
            _ => nothing(look),
        })
    };
    let two = move || plot.with(|plot| matches!(plot, Some(Plot::Periods(..))));
    let again = move || {
        let title = table.with(|table| table.as_ref()?.repeats.clone());
        title.map(|title| {
            view! {
                <p>{format!("These lines are printed a second time; they are drawn under “{title}”.")}</p>
            }
        })
    };
    let source = Signal::derive(move || {
        let left =
            plot.with(|plot| table.with(|table| Some(plot.as_ref()?.left_out(table.as_ref()?))));
        format!(
            "Table: {}. {}",
            of(|t| t.title.clone()),
            left.unwrap_or_default()
        )
    });
    let href = Callback::new(|id: Id| item_href(&id));
    let columns = move || table.with(|t| t.as_ref().map(|t| t.listing.columns.clone()));
    let rows = move || table.with(|t| t.as_ref().map(|t| t.listing.rows.clone()));
    view! {
        <Show when=move || plot.with(Option::is_some)>
            <Figure draw=Callback::new(parts) item_href=href on_item=on_item source=source />
        </Show>
        <Show when=two>
            <Figure draw=Callback::new(change) item_href=href on_item=on_item source=source />
        </Show>
        {again}
        <DataTable
            caption=Signal::derive(move || of(|t| t.title.clone()))
            columns=Memo::new(move |_| columns().unwrap_or_default())
            rows=Memo::new(move |_| rows().unwrap_or_default())
        />
    }
}

/// The parts of a table as bars or as boxes.
fn drawn(plot: &Plot, boxed: bool, look: Look) -> ChartFigure {
    match plot {
        _ if boxed && plot.fits_boxes() => {
            let (rows, words) = plot.areas();
            money::boxes(&rows, &words, look)
        }
        Plot::Areas(rows, words) => money::by_area(rows, words, look),
        Plot::Periods(rows, words) => money::two_periods(rows, words, look),
    }
}

/// Between two states of a plan a figure may be asked for once more.
fn nothing(look: Look) -> ChartFigure {
    money::by_area(&[], &AreaWords::default(), look)
}

/// What is to be saved, and what presses on the budget.
fn saved(savings: Vec<Saving>) -> Option<AnyView> {
    let amount = |saved: Saved| {
        let full = (saved.in_full != saved.printed).then(|| format!(" ({})", saved.in_full));
        view! {
            <span>
                {saved.what} ": " <b>{saved.printed}</b> {full}
            </span>
        }
    };
    let line = |saving: Saving| {
        view! {
            <li>
                <a href=item_href(&saving.id)>{saving.label}</a>
                <small>{saving.amounts.into_iter().map(amount).collect_view()}</small>
            </li>
        }
    };
    (!savings.is_empty()).then(|| {
        view! {
            <section class="wm-card wm-links wm-links--told">
                <h2>"Savings and pressures"</h2>
                <ul>{savings.into_iter().map(line).collect_view()}</ul>
                <CopySection name="Savings and pressures" />
            </section>
        }
        .into_any()
    })
}

/// What is proposed for the budget, by the council or by others.
fn proposed(plan: &Plan) -> Option<AnyView> {
    let line = |proposal: &Proposal| {
        let ours = proposal.text.is_retold().then(|| view! { <Retold /> });
        view! {
            <li>
                <span>
                    <span class="wm-ref">{proposal.reference.clone()}</span>
                    " "
                    <a href=item_href(&proposal.id)>{brief(proposal.text.as_str(), PROPOSAL)}</a>
                    " "
                    {ours}
                </span>
            </li>
        }
    };
    let all = plan.proposals.len();
    (all > 0).then(|| {
        let lines = plan.proposals.iter().map(|p| line(p)).collect_view();
        view! {
            <section class="wm-card wm-links">
                <h2>
                    "Budget options and proposals "
                    <span class="wm-links__n">{all}</span>
                </h2>
                <p>"The plan prints no amounts with them."</p>
                <ul>{lines}</ul>
                <CopySection name="Budget options and proposals" />
            </section>
        }
        .into_any()
    })
}
