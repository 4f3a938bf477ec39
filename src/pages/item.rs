//! The page of one item, whatever it is: the thread from the plan's aims down to it, what is said of
//! it, what links to it, where it is from, and the ones beside it.

use leptos::prelude::*;

use super::missing::NoSuchItem;
use crate::{
    app::{item_href, use_location, use_plan},
    components::{
        PageTitle, Retold,
        fact::{block, standing},
    },
    insight::{
        Index, Sheet, Standing, beside,
        facts::{related, thread},
        read, row_of, rows, sheet,
    },
    plan::{Id, Measure, Plan, Polarity, Rag, brief},
};

/// The most characters a link to another item has.
const LINK: usize = 110;
/// As many links a group shows at once.
const MANY: usize = 12;

/// The page of an item.
#[component]
pub fn Item(
    /// The item.
    id: Id,
) -> impl IntoView {
    let open = use_plan();
    let as_at = use_location().setting("as-at");
    let id = StoredValue::new(id);
    let of = move || id.get_value();
    let shown =
        Memo::new(move |_| sheet(&open.get(), &open.index(), &of(), open.as_at()));
    let part = move |take: fn(&Sheet) -> String| {
        Signal::derive(move || shown.with(|s| s.as_ref().map(take).unwrap_or_default()))
    };
    let on_sheet = move |draw: fn(&Sheet) -> AnyView| {
        // The links carry the date along.
        as_at.track();
        shown.with(|s| s.as_ref().map(draw))
    };
    view! {
        <Show
            when=move || shown.with(Option::is_some)
            fallback=move || view! { <NoSuchItem id=of().to_string() /> }
        >
            {move || {
                as_at.track();
                thread_nav(&open.get(), &open.index(), &of())
            }}
            {move || on_sheet(eyebrow)}
            <PageTitle
                text=part(|s| s.title.clone())
                within=Signal::derive(move || open.get().front.title.clone())
                class="wm-title"
            />
            <div class="wm-grid">
                <div class="wm-stack wm-stack--m">
                    {move || bar(&open.get(), &of())}
                    {move || on_sheet(blocks)}
                    {move || {
                        as_at.track();
                        let id = of();
                        row_of(&open.get(), &open.index(), &id, open.as_at())
                            .map(|table| block(&table, Some(&id)))
                    }}
                </div>
                <div class="wm-stack wm-stack--m">
                    {move || {
                        as_at.track();
                        links(&open.get(), &open.index(), &of())
                    }}
                    {move || on_sheet(origin)}
                </div>
            </div>
            {move || {
                as_at.track();
                prev_next(&open.get(), &open.index(), &of())
            }}
        </Show>
    }
}

/// From the plan's aims down to the item, unless it hangs from nothing.
fn thread_nav(plan: &Plan, index: &Index, id: &Id) -> AnyView {
    let chain = thread(plan, index, id);
    if chain.len() < 2 {
        return ().into_any();
    }
    let steps = chain.into_iter().map(|(_, step, title)| {
        let words = brief(&title, LINK);
        let here = step == *id;
        let kind = kind_of(plan, index, &step);
        let name = match here {
            true => view! { <span>{words}</span> }.into_any(),
            false => view! { <a href=item_href(&step)>{words}</a> }.into_any(),
        };
        view! {
            <li aria-current=here.then_some("true")>
                <span class="wm-thread__kind">{kind}</span>
                {name}
            </li>
        }
    });
    view! {
        <nav class="wm-thread" aria-label="Golden thread">
            <ol>{steps.collect_view()}</ol>
        </nav>
    }
    .into_any()
}

/// What an item is, with its reference: 'Priority 2', 'Action ASCH2/1', 'Milestone'.
fn kind_of(plan: &Plan, index: &Index, id: &Id) -> String {
    let Some(place) = index.place(id) else {
        return String::new();
    };
    if let Some(noun) = place.part {
        return rows::sentence(noun);
    }
    let noun = rows::sentence(place.kind.one());
    let record = index.record(plan, id);
    let reference = record.as_deref().map_or("", |r| r.reference());
    match reference.to_lowercase().starts_with(place.kind.one()) {
        true => reference.to_owned(),
        false => format!("{noun} {reference}").trim_end().to_owned(),
    }
}

/// What it is, its reference, and whether its title is in our words.
fn eyebrow(sheet: &Sheet) -> AnyView {
    let reference = (!sheet.reference.is_empty()).then(|| {
        view! {
            " "
            <span class="wm-ref">{sheet.reference.clone()}</span>
        }
    });
    let retold = sheet.retold.then(|| {
        view! {
            " "
            <Retold />
        }
    });
    view! { <p class="wm-eyebrow">{rows::sentence(sheet.noun)} {reference} {retold}</p> }.into_any()
}

fn blocks(sheet: &Sheet) -> AnyView {
    sheet
        .blocks
        .iter()
        .map(|part| block(part, None))
        .collect_view()
        .into_any()
}

/// A measure's figure as a bar against its target, where both are numbers.
fn bar(plan: &Plan, id: &Id) -> AnyView {
    let measure = plan.measures.iter().find(|m| m.id == *id);
    measure
        .and_then(|m| bar_of(plan, m))
        .unwrap_or_else(|| ().into_any())
}

fn bar_of(plan: &Plan, m: &Measure) -> Option<AnyView> {
    let reading = read(m, plan.front.rule());
    let (value, target) = reading.numbers()?;
    let (fill, mark) = lengths(value.to_f64(), target.to_f64())?;
    if matches!(reading.standing, Standing::None(_)) {
        return None;
    }
    let class = match reading.standing {
        Standing::Rated(Rag::Green) => "wm-bar wm-bar--track wm-bar--g",
        Standing::Rated(Rag::Amber) => "wm-bar wm-bar--track wm-bar--a",
        Standing::Rated(Rag::Red) => "wm-bar wm-bar--track wm-bar--r",
        _ => "wm-bar wm-bar--track",
    };
    let better = match m.polarity {
        Some(Polarity::LowerIsBetter) => "; lower is better",
        _ => "",
    };
    let (value, target) = (reading.value?, reading.target?);
    let when = |period: Option<crate::plan::Period>| {
        period.map_or(String::new(), |p| format!(" for {}", p.shown()))
    };
    let words = format!(
        "{}{}, target {}{}{better}",
        value.kind().shown(),
        when(value.period),
        m.cell(target),
        when(target.period),
    );
    Some(
        view! {
            <section class="wm-card" aria-label="Figure against target">
                <div class="wm-cluster wm-cluster--apart">
                    <p>
                        <b>{m.cell(value)}</b>
                        " "
                        <small>{words}</small>
                    </p>
                    {standing(reading.standing)}
                </div>
                <svg class=class aria-hidden="true">
                    <rect class="wm-bar__fill" width=fill />
                    <line class="wm-bar__mark" x1=mark.clone() x2=mark y1="-20%" y2="120%" />
                </svg>
            </section>
        }
        .into_any(),
    )
}

/// How long the bar is and where the target stands, as shares of the drawing; the larger of the two
/// leaves a little room.
fn lengths(value: f64, target: f64) -> Option<(String, String)> {
    let most = value.max(target) * 1.02;
    let share = |n: f64| format!("{:.1}%", n * 100.0 / most);
    (value >= 0.0 && target >= 0.0 && most > 0.0).then(|| (share(value), share(target)))
}

/// What refers to the item, under headings.
fn links(plan: &Plan, index: &Index, id: &Id) -> AnyView {
    let groups = related(plan, index, id);
    if groups.is_empty() {
        return ().into_any();
    }
    let groups = groups.into_iter().map(|(heading, items)| {
        let count = items.len();
        let link = |(id, title): (Id, String)| {
            let gist = rows::gist(plan, index, &id);
            let gist = (!gist.is_empty()).then(|| view! { <small>{gist}</small> });
            view! {
                <li>
                    <a href=item_href(&id)>{brief(&title, LINK)}</a>
                    {gist}
                </li>
            }
        };
        let mut items = items.into_iter().map(link);
        let first: Vec<_> = items.by_ref().take(MANY).collect();
        let more: Vec<_> = items.collect();
        let more = (!more.is_empty()).then(|| {
            view! {
                <details class="govuk-details">
                    <summary class="govuk-details__summary">
                        <span class="govuk-details__summary-text">
                            {format!("{} more", more.len())}
                        </span>
                    </summary>
                    <ul>{more}</ul>
                </details>
            }
        });
        view! {
            <section class="wm-links">
                <h3>{heading} " " <span class="wm-links__n">{count}</span></h3>
                <ul>{first}</ul>
                {more}
            </section>
        }
    });
    view! {
        <section class="wm-card">
            <h2>"Linked to this"</h2>
            {groups.collect_view()}
        </section>
    }
    .into_any()
}

/// Where it came from and what we added.
fn origin(sheet: &Sheet) -> AnyView {
    if sheet.source.is_empty() && sheet.note.is_empty() && sheet.inferred.is_empty() {
        return ().into_any();
    }
    let source = (!sheet.source.is_empty()).then(|| {
        view! { <p>{format!("From {}.", sheet.source.trim_end_matches('.'))}</p> }
    });
    let inferred = (!sheet.inferred.is_empty()).then(|| {
        view! { <p>{format!("We concluded: {}.", sheet.inferred.join(", "))}</p> }
    });
    let note = (!sheet.note.is_empty()).then(|| view! { <p>{sheet.note.clone()}</p> });
    view! {
        <section class="wm-card">
            <h2>"In the document"</h2>
            {source}
            {note}
            {inferred}
        </section>
    }
    .into_any()
}

/// The ones before and after it among its own kind.
fn prev_next(plan: &Plan, index: &Index, id: &Id) -> AnyView {
    let (before, after) = beside(plan, index, id);
    if before.is_none() && after.is_none() {
        return ().into_any();
    }
    let place = index.place(id);
    let many = place.map_or("items", |p| match p.part {
        Some(_) => "Parts",
        None => p.kind.many(),
    });
    let link = |id: Id, rel: &'static str, word: &'static str| {
        view! {
            <a rel=rel href=item_href(&id)>
                <small>{word}</small>
                <span>{brief(&index.title(plan, &id), 60)}</span>
            </a>
        }
    };
    view! {
        <nav class="wm-prevnext" aria-label=rows::sentence(many)>
            {before.map(|id| link(id, "prev", "Previous"))}
            {after.map(|id| link(id, "next", "Next"))}
        </nav>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_of_figure_and_target_nearly_fills_the_bar() {
        assert_eq!(
            lengths(48.0, 75.0),
            Some(("62.7%".to_owned(), "98.0%".to_owned()))
        );
        assert_eq!(lengths(-1.0, 5.0), None);
        assert_eq!(lengths(0.0, 0.0), None);
    }
}
