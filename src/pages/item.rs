//! The page of one item, whatever it is: the thread from the plan's aims down to it, what is said of
//! it, what links to it, where it is from, and the ones beside it.

use leptos::prelude::*;

use super::{
    item_ways::{prev_next, thread_nav},
    later::Noting,
    missing::NoSuchItem,
    over_time::OverTime,
};
use crate::{
    app::{item_href, use_plan},
    components::{
        PageTitle, Retold, Rule, Unfold, carry::Copy, fact::block, measure_bar::measure_bar,
    },
    insight::{
        Block, Fact, Index, Sheet, Standing, document, facts::related, read, row_of, rows, sheet,
    },
    plan::{Day, Id, Plan},
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
    let id = StoredValue::new(id);
    let of = move || id.get_value();
    let shown = Memo::new(move |_| sheet(&open.get(), &open.index(), &of(), open.as_at()));
    let part = move |take: fn(&Sheet) -> String| {
        Signal::derive(move || shown.with(|s| s.as_ref().map(take).unwrap_or_default()))
    };
    let content = Callback::new(move |()| {
        shown.with_untracked(|s| s.as_ref().map(document::sheet).unwrap_or_default())
    });
    // The field stays while the figures are read anew by what is typed in it.
    let stands = Memo::new(move |_| {
        let (plan, id) = (open.get(), of());
        let measure = plan.measures.iter().find(|m| m.id == id);
        measure.is_some_and(|m| matches!(read(m, plan.front.rule()).standing, Standing::Rated(_)))
    });
    let on = move |draw: fn(&Desk<'_>) -> AnyView| {
        move || {
            let (plan, index, id) = (open.get(), open.index(), of());
            let as_at = open.as_at();
            shown.with(|sheet| {
                let sheet = sheet.as_ref()?;
                let (plan, index, id) = (&plan, &index, &id);
                Some(draw(&Desk {
                    sheet,
                    plan,
                    index,
                    id,
                    as_at,
                }))
            })
        }
    };
    view! {
        <Show
            when=move || shown.with(Option::is_some)
            fallback=move || view! { <NoSuchItem id=of().to_string() /> }
        >
            {on(|desk| thread_nav(desk.plan, desk.index, desk.id))}
            <div class="wm-section-head">
                <PageTitle
                    text=part(|s| s.title.clone())
                    within=Signal::derive(move || open.get().front.title.clone())
                    class="wm-title"
                />
                <Copy name=part(|s| s.title.clone()) content=content class="wm-link-btn" />
                {on(retold)}
            </div>
            {Noting::Item(of()).shown()}
            <div class="wm-grid">
                <div class="wm-stack wm-stack--m">
                    {on(bar)}
                    <Show when=move || stands.get()>
                        <Rule />
                    </Show>
                    <OverTime id=of() />
                    {on(narrow)}
                    {on(row)}
                    {on(|desk| if is_short(desk.sheet) { links(desk) } else { ().into_any() })}
                </div>
                <div class="wm-stack wm-stack--m">
                    {on(|desk| if is_short(desk.sheet) { ().into_any() } else { links(desk) })}
                    {on(origin)}
                </div>
                {on(wide)}
            </div>
            {on(|desk| prev_next(desk.plan, desk.index, desk.id))}
        </Show>
    }
}

/// What the parts of the page are drawn from.
struct Desk<'a> {
    sheet: &'a Sheet,
    plan: &'a Plan,
    index: &'a Index,
    id: &'a Id,
    as_at: Day,
}

/// A table with more columns than this takes the whole width, and so does what follows it.
const NARROW: usize = 5;

/// The place of the first block that takes the whole width.
fn first_wide(sheet: &Sheet) -> usize {
    let wide = |block: &Block| matches!(block, Block::Grid(grid) if grid.columns.len() > NARROW);
    let first = sheet.blocks.iter().position(wide);
    // Beside nothing at all, the first block stays where it is.
    first.filter(|at| *at > 0).unwrap_or(sheet.blocks.len())
}

/// Where little is said of an item, what is linked to it is its main part.
fn is_short(sheet: &Sheet) -> bool {
    sheet.blocks.iter().all(|b| matches!(b, Block::Facts(_)))
}

fn blocks(blocks: &[Block]) -> AnyView {
    let drawn = blocks.iter().map(|part| block(part, None));
    drawn.collect_view().into_any()
}

fn narrow(desk: &Desk<'_>) -> AnyView {
    let first = desk.sheet.blocks.get(..first_wide(desk.sheet));
    blocks(first.unwrap_or_default())
}

/// The table a part stands in, with its row marked.
fn row(desk: &Desk<'_>) -> AnyView {
    let table = row_of(desk.plan, desk.index, desk.id, desk.as_at);
    table.map(|table| block(&table, Some(desk.id))).into_any()
}

fn retold(desk: &Desk<'_>) -> AnyView {
    let retold = desk.sheet.retold;
    retold.then(|| view! { <p><Retold /></p> }).into_any()
}

fn wide(desk: &Desk<'_>) -> AnyView {
    let rest = desk
        .sheet
        .blocks
        .get(first_wide(desk.sheet)..)
        .unwrap_or_default();
    match rest {
        [] => ().into_any(),
        rest => view! { <div class="wm-wide wm-stack wm-stack--m">{blocks(rest)}</div> }.into_any(),
    }
}

/// A measure's figure as a bar against its target, where both are numbers.
fn bar(desk: &Desk<'_>) -> AnyView {
    let &Desk { plan, id, .. } = desk;
    let measure = plan.measures.iter().find(|m| m.id == *id);
    measure
        .and_then(|m| measure_bar(plan, m))
        .unwrap_or_else(|| ().into_any())
}

/// The items that the page names already, in facts, lists and tables.
fn mentioned(sheet: &Sheet) -> Vec<&Id> {
    let mut said = Vec::new();
    for block in &sheet.blocks {
        match block {
            Block::Facts(facts) => facts.iter().for_each(|(_, fact)| items(fact, &mut said)),
            Block::List(_, entries) => said.extend(entries.iter().filter_map(|e| e.id.as_ref())),
            Block::Grid(grid) => {
                for (id, cells) in &grid.rows {
                    said.extend(id);
                    cells
                        .iter()
                        .flatten()
                        .for_each(|cell| items(cell, &mut said));
                }
            }
        }
    }
    said
}

fn items<'a>(fact: &'a Fact, said: &mut Vec<&'a Id>) {
    if let Fact::Items(items) = fact {
        said.extend(items.iter().map(|(id, _)| id));
    }
}

/// What refers to the item, under headings.
fn links(desk: &Desk<'_>) -> AnyView {
    let &Desk {
        plan, index, id, ..
    } = desk;
    let said = mentioned(desk.sheet);
    let mut groups = related(plan, index, id);
    for (_, items) in &mut groups {
        items.retain(|(id, _)| !said.contains(&id));
    }
    groups.retain(|(_, items)| !items.is_empty());
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
                    <a href=item_href(&id)>{rows::short(&title, LINK)}</a>
                    {gist}
                </li>
            }
        };
        let mut items = items.into_iter().map(link);
        let first: Vec<_> = items.by_ref().take(MANY).collect();
        let more: Vec<_> = items.collect();
        let more = (!more.is_empty()).then(|| {
            view! {
                <Unfold label=format!("{} more", more.len()) name=heading.to_string()>
                    <ul>{more}</ul>
                </Unfold>
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
fn origin(desk: &Desk<'_>) -> AnyView {
    let told = document::origin(desk.sheet);
    if told.is_empty() {
        return ().into_any();
    }
    let told = told.into_iter();
    view! {
        <section class="wm-card">
            <h2>"Where it is from"</h2>
            {told.map(|said| view! { <p>{said}</p> }).collect_view()}
        </section>
    }
    .into_any()
}
