//! The risks of a plan: how grave each is now, and how grave it is meant to become.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{Look, risks},
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
    },
    insight::rows,
    plan::{Id, Risk},
};

/// The most characters a risk has beside its mark.
const LABEL: usize = 80;

/// The risks' page.
#[component]
pub fn Risks() -> impl IntoView {
    let open = use_plan();
    let listing = Memo::new(move |_| rows::risks::listing(&open.get(), &open.index()));
    let rows = chosen(listing);
    let on_item = opening();
    let draw = move |look: Look| {
        let plan = open.get();
        let chosen = rows.with(|rows| rows::records(&plan.risks, rows));
        let marks: Vec<_> = chosen.into_iter().map(mark).collect();
        risks::figure(&marks, look)
    };
    let has_scores = Memo::new(move |_| open.get().risks.iter().any(|r| r.current().is_some()));
    view! {
        <PageTitle
            text="Risks"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::risks::answer(&open.get())}</p>
        <Listed noun="risks" listing=listing rows=rows caption="Risks in full">
            <Show when=move || has_scores.get()>
            <Figure
                draw=Callback::new(draw)
                item_href=Callback::new(|id: Id| item_href(&id))
                on_item=on_item
                source="Where a risk is printed with several scores, the highest counts."
            />
            </Show>
        </Listed>
    }
}

fn mark(risk: &Risk) -> risks::RiskRow {
    risks::RiskRow {
        id: Some(risk.id.clone()),
        label: rows::short(risk.text.as_str(), LABEL),
        current: risk.current(),
        target: risk.target(),
    }
}
