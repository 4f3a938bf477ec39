//! The golden thread: a plan's vision, the aims under it and how much works towards each, as a map; then
//! everything under the aim it works towards, as an outline to unfold.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_location, use_plan},
    charts::{Look, thread},
    components::{
        PageTitle, Unfold, carry::CopySection, fact::fact, figure::Figure, filters::select,
        listed::opening,
    },
    insight::{
        Document,
        facts::words,
        outline::{self, Branch, Knot, knots, outline},
        rows::{sentence, short},
        thread_map::{aims_of, thread_map},
    },
    plan::Id,
};

/// The most characters a step has.
const STEP: usize = 120;
/// So many steps are made at once; more when they are asked for.
const AT_ONCE: usize = 12;
/// So many more then.
const NEXT: usize = 100;
/// Folds of a plan of so many steps are made with the page, so that they print; of a larger one when opened.
const SMALL: usize = 400;

/// The page.
#[component]
pub fn Thread() -> impl IntoView {
    let open = use_plan();
    let whole = Memo::new(move |_| outline(&open.get(), &open.index()));
    let vision = move || {
        let plan = open.get();
        words(&plan.front.vision).map(|said| {
            view! {
                <section class="wm-card">
                    <h2>"Its vision"</h2>
                    <p class="wm-prose">{fact(&said)}</p>
                    <CopySection name="Vision" />
                </section>
            }
        })
    };
    view! {
        <PageTitle
            text="Golden thread"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || whole.with(|outline| outline::answer(outline, &open.get()))}</p>
        <div class="wm-stack wm-stack--m">
            {vision}
            <Map />
            {move || {
                whole
                    .with(|outline| {
                        let small = outline.size() <= SMALL;
                        let aims = (!outline.aims.is_empty())
                            .then(|| {
                                let heading = "From its aims";
                                let aims = outline.aims.clone();
                                let content = move || {
                                    let plan = open.get_untracked();
                                    outline::document(&plan, &open.index(), heading, &aims)
                                };
                                card(heading, steps(outline.aims.clone(), Vec::new(), small), content)
                            });
                        let loose = outline.loose.iter().map(|branch| {
                            let heading = format!("From no aim: {}", branch.words);
                            let steps = branch_steps(branch.ids.clone(), Vec::new(), small, AT_ONCE);
                            let (branch, name) = (branch.clone(), heading.clone());
                            let content = move || {
                                let plan = open.get_untracked();
                                outline::branch_document(&plan, &open.index(), &name, &branch)
                            };
                            card(&heading, steps, content)
                        });
                        let loose = loose.collect_view();
                        view! {
                            {aims}
                            {loose}
                        }
                    })
            }}
        </div>
    }
}

/// The chart: of the whole plan, or of the aim a reader chose.
#[component]
fn Map() -> impl IntoView {
    let open = use_plan();
    let aim = use_location().setting("aim");
    let on_item = opening();
    let aims = Memo::new(move |_| aims_of(&open.get(), &open.index()));
    let map = Memo::new(move |_| {
        let plan = open.get();
        aim.with(|aim| thread_map(&plan, &open.index(), aim))
    });
    let choices = Signal::derive(move || {
        let every = [(String::new(), "The whole plan".to_owned())];
        let each = aims.get().into_iter();
        let each = each.map(|(id, name)| (id.to_string(), name));
        every.into_iter().chain(each).collect::<Vec<_>>()
    });
    view! {
        <Show when=move || aims.with(|aims| !aims.is_empty())>
            {select("aim", "Show what hangs from".to_owned(), aim, choices)}
            <Figure
                draw=Callback::new(move |look: Look| map.with(|map| thread::figure(map, look)))
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
            />
        </Show>
    }
}

fn card(
    heading: &str,
    steps: AnyView,
    content: impl Fn() -> Document + Send + Sync + 'static,
) -> AnyView {
    let heading = heading.to_owned();
    view! {
        <section class="wm-card wm-outline">
            <h2>{heading.clone()}</h2>
            {steps}
            <CopySection name=heading content=Callback::new(move |()| content()) />
        </section>
    }
    .into_any()
}

/// Steps as a list, with what hangs from each folded away.
fn steps(knots: Vec<Knot>, above: Vec<Id>, small: bool) -> AnyView {
    let steps = knots.into_iter().map(|knot| step(knot, &above, small));
    view! { <ul>{steps.collect_view()}</ul> }.into_any()
}

/// The first steps of a branch as a list, and the rest a part at a time.
fn branch_steps(mut ids: Vec<Id>, above: Vec<Id>, small: bool, most: usize) -> AnyView {
    let rest = ids.split_off(ids.len().min(most));
    let open = use_plan();
    let first = knots(&open.get_untracked(), &open.index(), &ids, &above);
    let first = steps(first, above.clone(), small);
    let more = (!rest.is_empty()).then(|| {
        let label = format!("Show {} more", rest.len());
        fold(label, small, move || {
            branch_steps(rest.clone(), above.clone(), small, NEXT)
        })
    });
    view! {
        {first}
        {more}
    }
    .into_any()
}

/// Something folded away: made with the page if that is little, else when it is first opened.
fn fold(label: String, small: bool, make: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let (opened, open) = signal(small);
    view! {
        <Unfold label=label opened=open>
            {move || opened.get().then(&make)}
        </Unfold>
    }
    .into_any()
}

fn step(knot: Knot, above: &[Id], small: bool) -> AnyView {
    let above = [above, std::slice::from_ref(&knot.id)].concat();
    let reference = (!knot.reference.is_empty())
        .then(|| view! { <span class="wm-ref">{knot.reference.clone()}</span> });
    let gist = (!knot.gist.is_empty()).then(|| view! { <small>{knot.gist.clone()}</small> });
    // Aims are the map itself; what hangs from them unfolds.
    let aims = (!knot.aims.is_empty()).then(|| steps(knot.aims, above.clone(), small));
    let branch = |branch: Branch| {
        let above = above.clone();
        fold(sentence(&branch.words), small, move || {
            branch_steps(branch.ids.clone(), above.clone(), small, NEXT)
        })
    };
    let under = knot.under.into_iter().map(branch).collect_view();
    view! {
        <li>
            <p>
                {reference} " " <a href=item_href(&knot.id)>{short(&knot.title, STEP)}</a> " " {gist}
            </p>
            {aims}
            {under}
        </li>
    }
    .into_any()
}
