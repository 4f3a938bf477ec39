//! The golden thread: everything in the plan under the aim it works towards, as an outline to unfold.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    components::{PageTitle, Unfold, fact::fact},
    insight::{
        facts::words,
        outline::{self, Knot, outline},
        rows::{sentence, short},
    },
};

/// The most characters a step has.
const STEP: usize = 120;

/// The page.
#[component]
pub fn Thread() -> impl IntoView {
    let open = use_plan();
    let whole = Memo::new(move |_| outline(&open.get(), &open.index()));
    let vision = move || {
        let plan = open.get();
        words(&plan.front.vision).map(|said| view! { <p class="wm-prose">{fact(&said)}</p> })
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
            {move || {
                whole
                    .with(|outline| {
                        let aims = (!outline.aims.is_empty()).then(|| card("From its aims", &outline.aims));
                        let loose = outline
                            .loose
                            .iter()
                            .map(|(many, knots)| {
                                card(&format!("From no aim: {many}"), knots)
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

fn card(heading: &str, knots: &[Knot]) -> AnyView {
    let heading = heading.to_owned();
    view! {
        <section class="wm-card wm-outline">
            <h2>{heading}</h2>
            {match knots.len() > AT_ONCE && knots.iter().all(|k| !k.is_aim) {
                true => {
                    let (first, rest) = knots.split_at(AT_ONCE);
                    let rest = list(rest);
                    view! {
                        {list(first)}
                        <Unfold label=format!("Show {} more", knots.len() - AT_ONCE)>{rest}</Unfold>
                    }
                        .into_any()
                }
                false => list(knots),
            }}
        </section>
    }
    .into_any()
}

/// So many steps without an aim are shown at once; more unfold.
const AT_ONCE: usize = 12;

fn list(knots: &[Knot]) -> AnyView {
    let steps = knots.iter().map(step).collect_view();
    view! { <ul>{steps}</ul> }.into_any()
}

fn step(knot: &Knot) -> AnyView {
    let reference = (!knot.reference.is_empty())
        .then(|| view! { <span class="wm-ref">{knot.reference.clone()}</span> });
    let gist = (!knot.gist.is_empty()).then(|| view! { <small>{knot.gist.clone()}</small> });
    let under = knot
        .under
        .iter()
        .map(|(many, knots)| {
            // Aims are the map itself; what hangs from them unfolds.
            let inner = list(knots);
            match knots.iter().all(|k| k.is_aim) {
                true => inner,
                false => view! { <Unfold label=sentence(many)>{inner}</Unfold> }.into_any(),
            }
        })
        .collect_view();
    view! {
        <li>
            <p>
                {reference} " " <a href=item_href(&knot.id)>{short(&knot.title, STEP)}</a> " " {gist}
            </p>
            {under}
        </li>
    }
    .into_any()
}
