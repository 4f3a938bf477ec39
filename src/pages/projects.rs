//! The projects, pillars and workstreams of a plan: how each stands, and who carries how much.

use leptos::prelude::*;

use crate::{
    app::{item_href, use_plan},
    charts::{
        Look,
        tally::{self, TallyRow, TallyWords},
    },
    components::{
        Listed, PageTitle,
        figure::Figure,
        listed::{chosen, opening},
        settled,
    },
    insight::{
        projects::{Load, loads},
        rows,
    },
    plan::Id,
};

/// As many people are drawn; the rest are in the table.
const DRAWN: usize = 20;

/// The projects' page.
#[component]
pub fn Projects() -> impl IntoView {
    let open = use_plan();
    let listing =
        Memo::new(move |_| rows::projects::listing(&open.get(), &open.index(), open.as_at()));
    let rows = chosen(listing);
    let drawn = settled(rows);
    let on_item = opening();
    let carried = move || {
        let plan = open.get();
        drawn.with(|rows| loads(rows::records(&plan.projects, rows)))
    };
    let draw = move |look: Look| people(&carried(), look);
    let has_roles = Memo::new(move |_| open.get().projects.iter().any(|p| p.roles.len() > 1));
    view! {
        <PageTitle
            text="Projects"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{move || rows::projects::answer(&open.get(), open.as_at())}</p>
        <Listed noun="projects" listing=listing rows=rows caption="Projects in full">
            <Show when=move || has_roles.get()>
                <Figure
                    draw=Callback::new(draw)
                    item_href=Callback::new(|id: Id| item_href(&id))
                    on_item=on_item
                    source="Names are as printed; two with a slash between them are two people."
                />
            </Show>
        </Listed>
    }
}

/// Who carries how much.
fn people(loads: &[Load], look: Look) -> crate::charts::ChartFigure {
    let row = |load: &Load| TallyRow {
        id: None,
        label: load.name.clone(),
        amount: load.roles as f64,
        value: load.roles.to_string(),
        beside: vec![load.projects.to_string()],
        ..TallyRow::default()
    };
    let all: Vec<TallyRow> = loads.iter().map(row).collect();
    let headline = match loads {
        [] => "No role has a name".to_owned(),
        [first, ..] => format!(
            "{} holds most roles: {} in {}",
            first.name,
            first.roles,
            rows::some(first.projects, "project", "projects")
        ),
    };
    let words = TallyWords {
        headline,
        subtitle: "Roles each person holds in these projects".to_owned(),
        caption: "Who holds how many roles".to_owned(),
        what: "Person".to_owned(),
        amount: "Roles".to_owned(),
        beside: vec!["Projects".to_owned()],
        drawn: DRAWN,
    };
    tally::figure(&all, &words, look)
}
