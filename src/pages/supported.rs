//! The figures of the page of people: breakdowns by client group and the like, staff by team and grade, and what grows.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{
        ChartFigure, Look,
        apart::{self, ApartRow, ApartWords, percent},
        tally::{self, TallyRow, TallyWords},
    },
    components::{figure::Figure, listed::opening},
    insight::{
        growth::{Growth, growths},
        rows::{self, sentence},
        supported::{Breakdown, Share, breakdowns},
        workforce::{Staff, staff},
    },
    plan::Id,
};

/// The most characters a figure has beside its bar.
const LABEL: usize = 80;
/// As many bars are drawn; the rest are in the table.
const DRAWN: usize = 30;

/// A list of figures, each drawn from the same place of what `all` finds.
#[component]
fn Each<T: Send + Sync + Clone + PartialEq + 'static>(
    /// Finds what is drawn.
    all: fn(&crate::plan::Plan) -> Vec<T>,
    /// Draws one of them.
    draw: fn(&T, Look) -> ChartFigure,
) -> impl IntoView {
    let open = use_plan();
    let on_item = opening();
    let found = Memo::new(move |_| all(&open.get()));
    let count = Memo::new(move |_| found.with(Vec::len));
    let one = move |at: usize| {
        let drawn = move |look: Look| found.with(|found| found.get(at).map(|one| draw(one, look)));
        view! {
            <Figure
                draw=Callback::new(move |look| drawn(look).unwrap_or_default())
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source="Figures are as printed."
            />
        }
    };
    move || (0..count.get()).map(one).collect_view()
}

/// Who is supported, by client group and the like.
#[component]
pub fn Supported() -> impl IntoView {
    view! { <Each all=breakdowns draw=breakdown /> }
}

/// Who works for them, by team and grade.
#[component]
pub fn Workforce() -> impl IntoView {
    view! { <Each all=staff draw=grid /> }
}

/// All changes: one figure.
#[derive(Clone, PartialEq)]
struct Together(Vec<Growth>);

/// What grows, counted or projected.
#[component]
pub fn Growing() -> impl IntoView {
    // All of it is one figure, and one change alone is told by its row in the tables.
    let all = |plan: &crate::plan::Plan| {
        let growths = Some(growths(plan)).filter(|all| all.len() > 1);
        growths.map(Together).into_iter().collect()
    };
    view! { <Each all=all draw=grown /> }
}

fn breakdown(breakdown: &Breakdown, look: Look) -> ChartFigure {
    let row = |share: &Share| TallyRow {
        id: Some(share.id.clone()),
        label: rows::short(&share.label, LABEL),
        amount: share.number.to_f64(),
        value: share.shown.clone(),
        section: share.group.clone(),
        ..TallyRow::default()
    };
    let all: Vec<TallyRow> = breakdown.shares.iter().map(row).collect();
    let largest = breakdown.shares.iter().max_by_key(|share| share.number);
    let headline = match (largest, breakdown.what.as_str()) {
        (None, _) => "No figures to show".to_owned(),
        (Some(share), "") => format!(
            "{} is the highest by {}: {} ({})",
            sentence(&share.group),
            breakdown.by,
            share.shown,
            rows::short(&share.label, LABEL)
        ),
        (Some(share), what) => {
            format!(
                "{}: the highest is {}, {}",
                sentence(what),
                share.label,
                share.shown
            )
        }
    };
    let words = TallyWords {
        headline,
        subtitle: match breakdown.what.as_str() {
            "" => format!("Figures by {}", breakdown.by),
            what => format!("{}, by {}", sentence(what), breakdown.by),
        },
        caption: format!("Figures by {}", breakdown.by),
        what: match breakdown.what.as_str() {
            "" => "What is counted".to_owned(),
            _ => sentence(&breakdown.by),
        },
        amount: "Figure".to_owned(),
        drawn: DRAWN,
        ..TallyWords::default()
    };
    tally::figure(&all, &words, look)
}

fn grid(staff: &Staff, look: Look) -> ChartFigure {
    let mut all = Vec::new();
    for group in &staff.groups {
        let section = match group.total {
            Some(total) => format!("{}: {}", group.name, total.grouped()),
            None => group.name.clone(),
        };
        for (id, part, number) in &group.parts {
            all.push(TallyRow {
                id: Some(id.clone()),
                label: part.clone(),
                amount: number.to_f64(),
                value: number.grouped(),
                section: section.clone(),
                ..TallyRow::default()
            });
        }
    }
    let largest = staff.groups.first().and_then(|g| Some((&g.name, g.total?)));
    let headline = match (largest, staff.total) {
        (Some((name, most)), Some(total)) => format!(
            "{}: {name} has the most {}, {} of {}",
            staff.name,
            staff.unit,
            most.grouped(),
            total.grouped()
        ),
        (Some((name, most)), None) => {
            format!(
                "{}: {name} has the most {}, {}",
                staff.name,
                staff.unit,
                most.grouped()
            )
        }
        (None, _) => format!("{}, by {} and {}", staff.name, staff.by, staff.then_by),
    };
    let words = TallyWords {
        headline,
        subtitle: sentence(&format!(
            "{} by {} and {}",
            staff.unit, staff.by, staff.then_by
        )),
        caption: format!("{} by {} and {}", staff.name, staff.by, staff.then_by),
        what: sentence(&staff.then_by),
        amount: sentence(&staff.unit),
        drawn: DRAWN,
        ..TallyWords::default()
    };
    tally::figure(&all, &words, look)
}

fn grown(Together(growths): &Together, look: Look) -> ChartFigure {
    let at = |(number, when): &(crate::plan::Decimal, String)| match when.as_str() {
        "" => number.grouped(),
        when => format!("{} ({when})", number.grouped()),
    };
    let row = |growth: &Growth| ApartRow {
        id: Some(growth.id.clone()),
        label: rows::short(&growth.label, LABEL),
        apart: growth.percent(),
        figures: format!("{} to {}", at(&growth.from), at(&growth.to)),
        beside: vec![at(&growth.from), at(&growth.to)],
        ..ApartRow::default()
    };
    let all: Vec<ApartRow> = growths.iter().map(row).collect();
    let most = growths.iter().filter_map(|g| Some((g, g.percent()?)));
    let most = most.max_by(|a, b| a.1.total_cmp(&b.1));
    let words = ApartWords {
        headline: match most {
            Some((g, by)) => format!(
                "The largest change is {}: {}",
                percent(by),
                rows::short(&g.label, LABEL)
            ),
            None => "Nothing is printed at two moments".to_owned(),
        },
        subtitle: "Change from the earlier figure to the later one, in per cent of the earlier"
            .to_owned(),
        caption: "Figures at two moments".to_owned(),
        what: "What is counted".to_owned(),
        apart: "Change".to_owned(),
        beside: vec!["From".to_owned(), "To".to_owned()],
        sides: ("Less".to_owned(), "More".to_owned()),
        ..ApartWords::default()
    };
    apart::figure(&all, &words, look)
}
