//! Who is supported, what people answered, and who works for them: surveys as charts, figures topic by topic.

use leptos::prelude::*;

use super::supported::{Growing, Supported, Workforce};
use crate::{
    app::{item_href, use_plan},
    charts::{
        Look,
        answers::{self, QuestionRow},
    },
    components::{
        PageTitle,
        fact::block,
        figure::Figure,
        listed::{NothingPrinted, opening},
    },
    insight::{Block, supported::shares_told, topics},
    plan::{Id, Question, Survey},
};

/// The most characters a question has beside its bar.
const LABEL: usize = 80;

/// The page of people.
#[component]
pub fn People() -> impl IntoView {
    let open = use_plan();
    let surveys = Memo::new(move |_| {
        let plan = open.get();
        plan.surveys
            .iter()
            .map(|s| s.id.clone())
            .collect::<Vec<_>>()
    });
    let is_empty = Memo::new(move |_| {
        let plan = open.get();
        plan.statistics.is_empty() && plan.surveys.is_empty()
    });
    let said = move || {
        let plan = open.get();
        let counted = topics::answer(&plan);
        match shares_told(&plan) {
            Some(shares) => format!("{shares} {counted}"),
            None => counted,
        }
    };
    view! {
        <PageTitle
            text="People"
            within=Signal::derive(move || open.get().front.title.clone())
            class="wm-title"
        />
        <p>{said}</p>
        <Show when=move || is_empty.get()>
            <NothingPrinted noun="figures about people" />
        </Show>
        <div class="wm-stack wm-stack--m">
            <Supported />
            <For each=move || surveys.get() key=|id| id.clone() let:id>
                <Answers id=id />
            </For>
            <Growing />
            <Workforce />
            {move || {
                topics::topics(&open.get(), &open.index())
                    .into_iter()
                    .map(|topic| {
                        // One table says by itself what it is about.
                        let heading = (topic.tables.len() > 1)
                            .then(|| view! { <h2>{topic.name.clone()}</h2> });
                        let tables = topic.tables.into_iter().map(|grid| block(&Block::Grid(grid), None));
                        view! { <section class="wm-stack wm-stack--s">{heading} {tables.collect_view()}</section> }
                    })
                    .collect_view()
            }}
        </div>
    }
}

/// The answers to a survey's questions.
#[component]
fn Answers(
    /// The survey.
    id: Id,
) -> impl IntoView {
    let open = use_plan();
    let on_item = opening();
    let survey = StoredValue::new(id);
    let with = move || {
        let plan = open.get();
        plan.surveys
            .iter()
            .find(|s| survey.with_value(|id| s.id == *id))
            .cloned()
    };
    let draw = move |look: Look| {
        let survey = with();
        let rows: Vec<QuestionRow> = survey
            .iter()
            .flat_map(|s| s.questions.iter())
            .map(row)
            .collect();
        let name = survey.as_ref().map_or("", |s| s.name.as_str());
        answers::figure(&rows, name, look)
    };
    let said = move || with().map_or(String::new(), |survey| about(&survey));
    view! {
        <Figure
            draw=Callback::new(draw)
            item_href=Callback::new(|id: Id| item_href(&id))
            on_item=on_item
            name=survey.with_value(|id| format!("chart-{id}"))
            source=Signal::derive(said)
        />
    }
}

fn row(q: &Question) -> QuestionRow {
    let answer = |a: &crate::plan::Answer| {
        let share = a.share.as_ref().and_then(|s| s.value());
        (a.text.as_str().to_owned(), share.map(|n| n.to_f64()))
    };
    QuestionRow {
        id: Some(q.id.clone()),
        label: crate::insight::rows::short(q.text.as_str(), LABEL),
        answers: q.answers.iter().map(answer).collect(),
        complete: q.complete,
    }
}

/// When it was taken and how many answered.
fn about(survey: &Survey) -> String {
    let taken = survey.period.map(|p| format!("Taken {}", p.shown()));
    let answered = survey
        .responses
        .map(|n| format!("{} answered", n.grouped()));
    let said: Vec<String> = taken.into_iter().chain(answered).collect();
    let parts = "Questions whose answers are not all printed stand in the table alone.";
    match said.is_empty() {
        true => parts.to_owned(),
        false => format!("{}. {parts}", said.join(", ")),
    }
}
