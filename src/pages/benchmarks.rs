//! How the council compares with others: where it leads, where it trails, and by how much.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{
        Look,
        apart::{self, ApartRow, ApartWords},
        ranks::{self, Rank, RankRow, RankWords},
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
        settled,
    },
    insight::{
        distance::{distances, extremes},
        rows::{self, benchmarks::widest},
    },
    plan::{Benchmark, Comparison, Decimal, Id, Plan, Printed},
};

/// The most characters a benchmark has beside its marks.
const LABEL: usize = 80;

/// The benchmarks' page.
#[component]
pub fn Benchmarks() -> impl IntoView {
    let open = use_plan();
    let listing = Memo::new(move |_| rows::benchmarks::listing(&open.get()));
    let rows = chosen(listing);
    let drawn = settled(rows);
    let on_item = opening();
    let draw = move |look: Look| {
        let plan = open.get();
        let chosen = drawn.with(|rows| rows::records(&plan.benchmarks, rows));
        let marks: Vec<RankRow> = chosen.iter().map(|b| mark(b)).collect();
        ranks::figure(&marks, &words(&plan), look)
    };
    let apart = move |look: Look| {
        let plan = open.get();
        let chosen = drawn.with(|rows| rows::records(&plan.benchmarks, rows));
        let bars: Vec<ApartRow> = chosen.iter().map(|b| bar(b)).collect();
        apart::figure(&bars, &words_apart(&plan, &chosen), look)
    };
    let said = move || {
        let plan = open.get();
        let said = rows::benchmarks::answer(&plan);
        match extremes(plan.benchmarks.iter().map(|b| &**b)) {
            Some(extremes) => format!("{said} It is {extremes}."),
            None => said,
        }
    };
    let has_averages = Memo::new(move |_| {
        let plan = open.get();
        plan.benchmarks.iter().any(|b| distances(b).0.is_some())
    });
    let has_ranks = Memo::new(move |_| {
        open.get()
            .benchmarks
            .iter()
            .any(|b| rank(widest(b)).is_some())
    });
    view! {
        <PageTitle
            text="Benchmarks"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{said}</p>
        <Listed noun="benchmarks" listing=listing rows=rows caption="Benchmarks in full">
            <Show when=move || has_averages.get()>
                <Figure
                    draw=Callback::new(apart)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="Which way is better is concluded where the document doesn’t say."
                />
            </Show>
            <Show when=move || has_ranks.get()>
                <Figure
                    draw=Callback::new(draw)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="Ranks are as printed: first is the best."
                />
            </Show>
        </Listed>
    }
}

fn rank(c: Option<&Comparison>) -> Option<Rank> {
    let c = c?;
    Some(Rank {
        rank: c.rank?,
        of: c.of?,
    })
}

/// The comparison with a smaller group than the widest.
fn narrower(b: &Benchmark) -> Option<&Comparison> {
    let widest = widest(b)?;
    b.comparisons
        .iter()
        .find(|c| c.rank.is_some() && c.with != widest.with)
}

fn mark(b: &Benchmark) -> RankRow {
    RankRow {
        id: Some(b.id.clone()),
        label: rows::indicator(b.name.as_str(), LABEL),
        among_all: rank(widest(b)),
        among_few: rank(narrower(b)),
    }
}

/// A benchmark as a bar: how far it is from the widest group, and from the next.
fn bar(b: &Benchmark) -> ApartRow {
    let (apart, second) = distances(b);
    let shown = |cell: &Option<Printed<Decimal>>| {
        let cell = cell
            .as_ref()
            .map(|cell| cell.shown(|n| rows::benchmarks::shown(n, b)));
        cell.unwrap_or_default()
    };
    let own = shown(&b.own);
    let average = widest(b).map_or(String::new(), |c| shown(&c.average));
    ApartRow {
        id: Some(b.id.clone()),
        label: rows::indicator(b.name.as_str(), LABEL),
        apart,
        second,
        figures: match (own.as_str(), average.as_str()) {
            ("", _) | (_, "") => String::new(),
            (own, average) => format!("{own} against {average}"),
        },
        beside: vec![own, average],
    }
}

/// The group that most of these are compared with widest, and the next one.
fn groups(chosen: &[&Benchmark]) -> (String, String) {
    let with = |c: Option<&Comparison>| c.map(|c| rows::group(&c.with, 48));
    let far = || chosen.iter().filter(|b| distances(b).0.is_some());
    let first = far().find_map(|b| with(widest(b))).unwrap_or_default();
    let second = |b: &&Benchmark| {
        let wide = widest(b)?;
        let second = distances(b)
            .1
            .and(b.comparisons.iter().find(|c| c.with != wide.with));
        with(second)
    };
    (first, far().find_map(second).unwrap_or_default())
}

/// '18 of 26 are better than England, 6 worse'.
fn apart_headline(all: usize, ahead: usize, behind: usize, among: &str) -> String {
    let better = match ahead {
        0 => format!("None of {all} is better"),
        1 => format!("1 of {all} is better"),
        n => format!("{n} of {all} are better"),
    };
    let worse = match behind {
        0 => "none worse".to_owned(),
        n => format!("{n} worse"),
    };
    match (all, ahead, behind) {
        (0, ..) => "No figure can be set against an average".to_owned(),
        (1, 1, _) => format!("The one that can be compared is better than {among}"),
        (1, _, 1) => format!("The one that can be compared is worse than {among}"),
        (1, ..) => format!("The one that can be compared is level with {among}"),
        _ => format!("{better} than {among}, {worse}"),
    }
}

fn words_apart(plan: &Plan, chosen: &[&Benchmark]) -> ApartWords {
    let (first, second) = groups(chosen);
    let far: Vec<f64> = chosen.iter().filter_map(|b| distances(b).0).collect();
    let ahead = far.iter().filter(|apart| **apart > 0.0).count();
    let behind = far.iter().filter(|apart| **apart < 0.0).count();
    let among = match plan
        .benchmarks
        .iter()
        .filter_map(|b| widest(b))
        .any(|c| rows::group(&c.with, 48) != first)
    {
        true => "those it is compared with".to_owned(),
        false => first.clone(),
    };
    ApartWords {
        headline: apart_headline(far.len(), ahead, behind, &among),
        subtitle: format!(
            "How far from {among}, in per cent of its figure; the better way is to the right"
        ),
        caption: format!("Distance from {among}"),
        what: "Benchmark".to_owned(),
        apart: format!("From {among}"),
        second: match second.as_str() {
            "" => String::new(),
            second => format!("From {second}"),
        },
        beside: vec!["Here".to_owned(), "Their figure".to_owned()],
        sides: ("Worse".to_owned(), "Better".to_owned()),
    }
}

/// Whom the ranks are among.
fn words(plan: &Plan) -> RankWords {
    let ranked = || plan.benchmarks.iter().filter(|b| rank(widest(b)).is_some());
    let with = |c: Option<&Comparison>| c.map_or(String::new(), |c| rows::group(&c.with, 48));
    RankWords {
        all: with(ranked().find_map(|b| widest(b))),
        few: with(ranked().find_map(|b| narrower(b))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn none_and_one_are_told_as_people_tell_them() {
        let said = |all, ahead, behind| apart_headline(all, ahead, behind, "England");
        assert_eq!(said(26, 18, 6), "18 of 26 are better than England, 6 worse");
        assert_eq!(said(3, 1, 0), "1 of 3 is better than England, none worse");
        assert_eq!(said(2, 0, 1), "None of 2 is better than England, 1 worse");
        assert_eq!(
            said(1, 1, 0),
            "The one that can be compared is better than England"
        );
        assert_eq!(said(0, 0, 0), "No figure can be set against an average");
    }
}
