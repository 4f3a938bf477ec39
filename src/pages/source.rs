//! Where a plan comes from: the document it was typed from, what was retold, what was lost, where
//! the document disagrees with itself, and how much of each kind is ours.

use leptos::prelude::*;

use crate::{
    app::{View, use_plan, view_href},
    components::{PageTitle, carry::CopySection},
    insight::{Holding, holdings, imprint, rows::sentence},
    plan::{Front, PlanStatus, SourceDocument},
};

/// The page.
#[component]
pub fn Source() -> impl IntoView {
    let open = use_plan();
    let within = Signal::derive(move || open.get().front.title.clone());
    view! {
        <PageTitle text="Where this plan comes from" within=within class="wm-title" />
        {move || {
            let plan = open.get();
            let hash = open.origin.with_value(|from| from.published().map(str::to_owned));
            let held = holdings(&plan);
            let hash = hash.map(|hash| ("SHA-256 of the published file", hash));
            let facts = imprint(&plan.front).into_iter().chain(hash);
            view! {
                <p>{lede(&plan.front)}</p>
                <div class="wm-grid">
                    <section class="wm-card wm-wide">
                        <dl class="wm-facts">{facts.map(fact).collect_view()}</dl>
                        <CopySection name="Where this plan comes from" />
                    </section>
                    {plan.front.document.as_ref().map(about)}
                    {(!held.is_empty()).then(|| table(held))}
                </div>
            }
        }}
    }
}

fn fact((name, value): (&'static str, String)) -> impl IntoView {
    let wide = (value.chars().count() > 60).then_some("wm-wide");
    view! {
        <div class=wide>
            <dt>{name}</dt>
            <dd>{breakable(&value)}</dd>
        </div>
    }
}

/// Words longer than a phone is wide may break, and are copied whole all the same.
fn breakable(text: &str) -> impl IntoView + use<> {
    let piece = |piece: String| {
        view! {
            {piece}
            <wbr />
        }
    };
    pieces(text).into_iter().map(piece).collect_view()
}

/// A text in pieces: a very long word in several, everything else in one.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces = vec![String::new()];
    let mut run = 0;
    for c in text.chars() {
        run = if c.is_whitespace() { 0 } else { run + 1 };
        if run > 32 {
            pieces.push(String::new());
            run = 1;
        }
        if let Some(last) = pieces.last_mut() {
            last.push(c);
        }
    }
    pieces
}

fn about(document: &SourceDocument) -> impl IntoView + use<> {
    let how = document.transcription.clone();
    let how = (!how.is_empty()).then(|| {
        view! {
            <section>
                <h2>"How it was transcribed"</h2>
                <div class="wm-prose">
                    <p>{how}</p>
                </div>
                <CopySection name="How it was transcribed" />
            </section>
        }
    });
    view! {
        <div class="wm-stack">
            {how}
            <p>
                "What the plan says in two ways or leaves out is looked for by rule as well: see its "
                <a href=view_href(View::Checks)>"checks"</a> "."
            </p>
            {list("Where the document disagrees with itself", &document.remarks)}
            {list("Pictures the text lost", &document.lost)}
        </div>
    }
}

fn list(heading: &'static str, items: &[String]) -> Option<impl IntoView + use<>> {
    let count = items.len();
    let items = items.to_vec();
    (count > 0).then(|| {
        view! {
            <section>
                <h2>{heading} " " <small>{count}</small></h2>
                <ul class="wm-prose">
                    {items.into_iter().map(|item| view! { <li>{item}</li> }).collect_view()}
                </ul>
                <CopySection name=heading.to_owned() />
            </section>
        }
    })
}

/// How many records there are of each kind, and how much of them is ours.
fn table(held: Vec<Holding>) -> impl IntoView {
    let sum = |count: fn(&Holding) -> usize| held.iter().map(count).sum::<usize>();
    let total = [
        sum(|h| h.records),
        sum(|h| h.parts),
        sum(|h| h.retold),
        sum(|h| h.inferred),
    ];
    let cells = |numbers: [usize; 4]| {
        let cell = |number: usize| view! { <td class="wm-num">{shown(number)}</td> };
        numbers.into_iter().map(cell).collect_view()
    };
    let row = |h: Holding| {
        view! {
            <tr>
                <th scope="row">{sentence(h.kind.many())}</th>
                {cells([h.records, h.parts, h.retold, h.inferred])}
            </tr>
        }
    };
    let column = |name: &'static str| {
        view! {
            <th class="wm-num" scope="col">
                {name}
            </th>
        }
    };
    let columns = ["Records", "Parts", "Retold", "Inferred"];
    view! {
        <section>
            <h2>"What it holds"</h2>
            <p>
                "Parts are what a record is made of, such as milestones. Texts are retold in our words; values are inferred where the document doesn’t say them and we conclude them."
            </p>
            <div class="wm-card wm-card--flush">
                <div
                    class="wm-table-wrap"
                    role="region"
                    aria-label="What it holds, by kind"
                    tabindex="0"
                >
                    <table class="wm-table wm-table--tight wm-table--stick">
                        <caption class="govuk-visually-hidden">"What it holds, by kind"</caption>
                        <thead>
                            <tr>
                                <th scope="col">"Kind"</th>
                                {columns.into_iter().map(column).collect_view()}
                            </tr>
                        </thead>
                        <tbody>
                            {held.into_iter().map(row).collect_view()}
                            <tr class="wm-table__total">
                                <th scope="row">"All"</th>
                                {cells(total)}
                            </tr>
                        </tbody>
                    </table>
                </div>
            </div>
            <CopySection name="What it holds" />
        </section>
    }
}

/// A count; nothing where there is nothing.
fn shown(number: usize) -> String {
    match number {
        0 => "–".into(),
        n => n.to_string(),
    }
}

/// The answer in one sentence.
fn lede(front: &Front) -> String {
    match (&front.document, front.status) {
        (Some(document), _) => format!(
            "Transcribed from “{}”, published by {}. This is not the council’s own publication.",
            document.title, document.publisher
        ),
        (None, Some(PlanStatus::Draft)) => {
            "This is a draft: it was written here and comes from no published document.".into()
        }
        (None, _) => "Nothing is said about a document that this plan was typed from.".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_word_breaks_and_sentences_stay_whole() {
        let sentence = "A sentence of ordinary words that is longer than thirty-two characters";
        assert_eq!(pieces(sentence), [sentence]);
        let broken = pieces(&"a1".repeat(32));
        assert_eq!(broken.len(), 2);
        assert_eq!(broken.concat(), "a1".repeat(32));
    }
}
