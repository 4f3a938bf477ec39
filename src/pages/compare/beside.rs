//! Two plans beside each other: the sentence, the chart, the rows of what differs or of what both
//! have, and how much of each kind there is.

use std::{collections::HashMap, sync::Arc};

use leptos::prelude::*;

use super::{ChooseAnother, against::Against, names, topics::Topics};
use crate::{
    app::{Address, Held, item_href, use_location, use_plan},
    charts::{
        ChartFigure, Look,
        beside::{self, BesideRow, BesideWords},
        money,
    },
    components::{
        DataTable, Figure, Filters, Unfold,
        listed::{NothingLeft, opening, settings},
    },
    insight::{
        compare::{
            Compared, Comparison, Count, Kin, Mention, Side, answer,
            areas::{Areas, areas, caution, sources},
            differences::{self, differences},
            shelf::{self, OnTopic},
            side_by_side::{self, Twin},
        },
        rows::{Listing, sentence, short, some, sort},
    },
    plan::{Id, Kind, Plan},
};

/// Everything the page says, made once for two plans.
#[derive(Debug)]
struct Told {
    comparison: Comparison,
    answer: String,
    money: Vec<String>,
    areas: Option<[Areas; 2]>,
    listing: Listing,
    topics: Vec<OnTopic>,
    topic_listing: Listing,
    twins: Vec<Twin>,
    counts: Vec<Count>,
}

impl Told {
    fn of(open: Compared, other: Compared) -> Told {
        let comparison = Comparison::new(open, other);
        let c = &comparison;
        let (differences, listing, topics) = match c.kin {
            Kin::Editions { later } => {
                let found = differences(c, later);
                let listing = differences::listing(c, later, &found);
                (found, listing, Vec::new())
            }
            Kin::Apart { .. } => {
                let two = [c.open.clone(), c.other.clone()];
                let topics = shelf::shared(shelf::on_topics(&two));
                (Vec::new(), side_by_side::both(c), topics)
            }
        };
        let apart = matches!(c.kin, Kin::Apart { .. });
        Told {
            answer: answer::answer(c, &differences, &topics),
            money: if apart { answer::money(c) } else { Vec::new() },
            areas: apart
                .then(|| [areas(&c.open), areas(&c.other)])
                .filter(|two| two.iter().any(|areas| !areas.rows.is_empty())),
            twins: one_unit(side_by_side::twins(c), apart),
            counts: counted(c, apart),
            topic_listing: shelf::listing(&topics, &[c.open.clone(), c.other.clone()]),
            listing,
            topics,
            comparison,
        }
    }
}

/// How much of each kind there is; between editions only where that differs.
fn counted(c: &Comparison, apart: bool) -> Vec<Count> {
    let mut counts = c.counts();
    counts.retain(|count| apart || count.open != count.other || count.both < count.open);
    counts
}

/// The figures of the unit that most have; between editions only those that differ.
fn one_unit(mut twins: Vec<Twin>, apart: bool) -> Vec<Twin> {
    let number = |mention: &Mention| mention.number.map(|n| n.millionths());
    twins.retain(|twin| apart || number(&twin.open) != number(&twin.other));
    let count = |unit: &str| twins.iter().filter(|t| t.open.unit == unit).count();
    let best = twins
        .iter()
        .map(|t| t.open.unit.clone())
        .max_by_key(|unit| count(unit));
    twins.retain(|twin| Some(&twin.open.unit) == best.as_ref());
    twins
}

/// The comparison.
#[component]
pub fn Beside(
    /// What the open plan is compared with.
    with: Against,
    /// That plan.
    plan: Arc<Plan>,
    /// What it is called beside an edition of itself.
    name: String,
) -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let of = location.of();
    let settings = settings();
    let sorted = location.setting("sort");
    let told = Memo::new(move |_| {
        let Held(here) = open.get();
        let (open_name, other_name) = names(&of.get(), &here, &plan, &name);
        let here = Compared::new(here, open_name);
        Held(Arc::new(Told::of(
            here,
            Compared::new(plan.clone(), other_name),
        )))
    });
    let listing = Memo::new(move |_| told.get().listing.clone());
    let rows = Memo::new(move |_| listing.with(|all| settings.with(|with| all.chosen(with))));
    let columns = Memo::new(move |_| listing.with(|all| all.columns.clone()));
    let left = Memo::new(move |_| rows.with(Vec::len));
    let all = Memo::new(move |_| listing.with(|l| l.rows.len()));
    let topic_columns = Memo::new(move |_| told.get().topic_listing.columns.clone());
    let topic_rows = Memo::new(move |_| {
        let told = told.get();
        let mut rows = told.topic_listing.rows.clone();
        sort(&mut rows, &told.topic_listing.columns, &sorted.get());
        rows
    });
    let other = with.clone();
    let beside = Callback::new(move |(_, id): (usize, Id)| other.item_href(&id));
    let swapped = with.swapped(&of.get_untracked()).map(|to| {
        view! {
            <a class="wm-btn" href=to.href()>
                "Exchange the two sides"
            </a>
        }
    });
    let on_item = opening();
    let noun = match told.get_untracked().comparison.is_of_editions() {
        true => "differences",
        false => "items",
    };
    let caption = match noun {
        "differences" => "What differs",
        _ => "Item by item",
    };
    view! {
        <div class="wm-stack wm-stack--m">
        <p>{move || told.get().answer.clone()}</p>
        <div class="wm-cluster">
            <p class="wm-sub">
                <span>{move || told.get().comparison.open.name.clone()}</span>
                <span>{move || format!("beside {}", answer::within(&told.get().comparison.other.name))}</span>
            </p>
            {swapped}
        </div>
        <ChooseAnother />
            {move || {
                let money = told.get().money.clone();
                (!money.is_empty())
                    .then(|| {
                        let line = |line: String| view! { <li>{line}</li> };
                        view! {
                            <section>
                                <h2>"Money in total"</h2>
                                <ul>{money.into_iter().map(line).collect_view()}</ul>
                            </section>
                        }
                    })
            }}
            {move || {
                told.get().areas.clone().map(|areas| view! { <ByArea areas=areas beside=beside /> })
            }}
            <Show when=move || { told.get().twins.len() > 1 }>
                <Figure
                    draw=Callback::new(move |look: Look| draw(&told.get(), look))
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="Only measures that both have with a number in the same unit; how each was matched is in the table below."
                />
            </Show>
            <Show when=move || { all.get() > 0 }>
                <Filters
                    noun=noun
                    filters=Signal::derive(move || listing.with(|l| l.filters.clone()))
                    columns=columns
                    left=left
                    all=all
                />
                <Show
                    when=move || { left.get() > 0 }
                    fallback=move || view! { <NothingLeft noun=noun /> }
                >
                    <DataTable caption=caption columns=columns rows=rows beside=beside />
                </Show>
            </Show>
            {move || {
                let told = told.get();
                let href = Callback::new(move |(at, id): (usize, Id)| match at {
                    0 => Some(item_href(&id)),
                    _ => beside.run((at, id)),
                });
                let plans = vec![told.comparison.open.clone(), told.comparison.other.clone()];
                (!told.topics.is_empty())
                    .then(|| {
                        view! {
                            <section class="wm-stack wm-stack--m">
                                <h2>"On the same topics"</h2>
                                <Topics
                                    topics=Arc::new(told.topics.clone())
                                    plans=Arc::new(plans)
                                    rows=topic_rows
                                    columns=topic_columns
                                    href=href
                                    level=3
                                />
                            </section>
                        }
                    })
            }}
            {move || {
                let told = told.get();
                let only = |side: Side| {
                    (!told.comparison.is_of_editions())
                        .then(|| {
                            let listing = side_by_side::only(&told.comparison, side);
                            let name = told.comparison.side(side).name.clone();
                            view! { <Only listing=listing name=name beside=beside /> }
                        })
                };
                (only(Side::Open), only(Side::Other))
            }}
            {move || counts(&told.get())}
        </div>
    }
}

/// The money of the two by area.
#[component]
fn ByArea(
    /// The areas of the open plan, and of the other.
    areas: [Areas; 2],
    /// The address of a record of the other plan.
    beside: Callback<(usize, Id), Option<String>>,
) -> impl IntoView {
    let location = use_location();
    // Both plans may have a line of the same id: in the chart each carries its plan's place.
    let [open, other] = &areas;
    let marked = [open.marked(0), other.marked(1)];
    let ids = |at: usize| {
        let own = areas.get(at).map(|a| a.rows.clone()).unwrap_or_default();
        let marked = marked.get(at).map(|a| a.rows.clone()).unwrap_or_default();
        let pairs = marked.into_iter().zip(own);
        pairs.filter_map(move |(marked, own)| Some((marked.id?, (at, own.id?))))
    };
    let of: HashMap<Id, (usize, Id)> = ids(0).chain(ids(1)).collect();
    let to = Callback::new(move |id: Id| match of.get(&id) {
        Some((0, id)) => item_href(id),
        Some((at, id)) => beside.run((*at, id.clone())).unwrap_or_default(),
        None => String::new(),
    });
    let on_item = Callback::new(move |id: Id| {
        let to = to.run(id);
        if !to.is_empty() {
            location.go(Address::parse(&to, ""));
        }
    });
    let source = sources(&marked);
    let caution = caution(&marked[0], &marked[1]);
    let draw = move |look: Look| -> ChartFigure { money::two_plans(&marked, &caution, look) };
    view! {
        <Figure draw=Callback::new(draw) item_href=to on_item=on_item source=source />
    }
}

/// What one plan has and the other hasn't, for whoever asks.
#[component]
fn Only(
    /// Its rows.
    listing: Listing,
    /// What the plan is called.
    name: String,
    /// The address of a record of the other plan.
    beside: Callback<(usize, Id), Option<String>>,
) -> impl IntoView {
    let sorted = use_location().setting("sort");
    let (opened, set_opened) = signal(false);
    let count = some(
        listing.rows.len(),
        "measure or amount",
        "measures and amounts",
    );
    let caption = format!("Measured or paid for only in {name}");
    let label = format!("Only in {name}: {count}");
    let columns = Memo::new({
        let columns = listing.columns.clone();
        move |_| columns.clone()
    });
    let none = listing.rows.is_empty();
    let rows = Memo::new(move |_| {
        let mut rows = listing.rows.clone();
        sort(&mut rows, &listing.columns, &sorted.get());
        rows
    });
    (!none).then(|| {
        view! {
            <Unfold label=label opened=set_opened>
                <Show when=move || opened.get()>
                    <DataTable
                        caption=caption.clone()
                        columns=columns
                        rows=rows
                        beside=beside
                    />
                </Show>
            </Unfold>
        }
    })
}

/// The most characters a measure has beside its marks.
const LABEL: usize = 80;

fn draw(told: &Told, look: Look) -> ChartFigure {
    let words = |mention: &Mention| (mention.figure.clone(), mention.when.clone());
    let row = |twin: &Twin| {
        Some(BesideRow {
            id: Some(twin.id.clone()),
            label: short(&twin.title, LABEL),
            first: twin.open.number?.to_f64(),
            second: twin.other.number?.to_f64(),
            first_words: words(&twin.open),
            second_words: words(&twin.other),
        })
    };
    let rows: Vec<BesideRow> = told.twins.iter().filter_map(row).collect();
    let differ = told.twins.iter().any(|t| t.open.period != t.other.period);
    let unit = told.twins.first().map(|t| t.open.unit.clone());
    let words = BesideWords {
        first: told.comparison.open.name.clone(),
        second: told.comparison.other.name.clone(),
        noun: ("measure", "measures"),
        unit: unit
            .filter(|unit| !unit.is_empty())
            .unwrap_or_else(|| "the same unit".to_owned()),
        remark: if differ {
            "the years differ".to_owned()
        } else {
            String::new()
        },
    };
    beside::figure(&rows, &words, look)
}

/// How many records of each kind there are.
fn counts(told: &Told) -> impl IntoView + use<> {
    let (open, other) = (&told.comparison.open.name, &told.comparison.other.name);
    let number = |n: usize, label: String| {
        view! {
            <td role="cell" class="wm-num" data-label=label>
                {n}
            </td>
        }
    };
    let row = |count: &Count| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {kind(count.kind)}
                </th>
                {number(count.open, open.clone())}
                {number(count.other, other.clone())}
                {number(count.both, "In both".to_owned())}
            </tr>
        }
    };
    let rows: Vec<_> = told.counts.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <div class="wm-table-wrap" role="region" aria-label="How much of each" tabindex="0">
                <table class="wm-table wm-table--cards" role="table">
                    <caption>"How much of each"</caption>
                    <thead role="rowgroup">
                        <tr role="row">
                            <th scope="col" role="columnheader">
                                "Kind"
                            </th>
                            <th scope="col" role="columnheader" class="wm-num">
                                {open.clone()}
                            </th>
                            <th scope="col" role="columnheader" class="wm-num">
                                {other.clone()}
                            </th>
                            <th scope="col" role="columnheader" class="wm-num">
                                "In both"
                            </th>
                        </tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                </table>
            </div>
        }
    })
}

fn kind(kind: Kind) -> String {
    sentence(kind.many())
}
