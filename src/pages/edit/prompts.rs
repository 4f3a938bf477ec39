//! What a template advises while one writes: a prompt for the open kind, and how far its parts have come. Nothing of it is
//! in the plan but the template's name.

use leptos::prelude::*;

use super::form_of;
use crate::{
    app::{View, use_editing, use_location, use_plan},
    components::Unfold,
    drafting::{
        Path,
        templates::{Begun, Template, outline},
    },
    insight::rows::{sentence, so_many},
    plan::{Id, Kind, with_article},
};

/// The outline's name among what is open on a page.
pub const OUTLINE: &str = "outline";

/// The templates that have prompts, as a choice.
pub fn options() -> Vec<(String, String)> {
    let all = Template::ALL.into_iter().filter(|t| !t.parts().is_empty());
    all.map(|t| (t.key().to_owned(), t.name().to_owned()))
        .collect()
}

/// The draft's template, followed.
fn template() -> Memo<Option<Template>> {
    let named = use_editing().value(Path::front("template"));
    Memo::new(move |_| named.with(|named| named.as_str().and_then(Template::from_key)))
}

/// Where to begin, in the plan's own details.
#[component]
pub fn OfDetails() -> impl IntoView {
    let template = template();
    move || {
        let template = template.get().filter(|t| !t.parts().is_empty())?;
        let label = format!(
            "Prompt for {}",
            with_article(&template.name().to_lowercase())
        );
        Some(view! {
            <section class="wm-banner wm-banner--info" aria-label=label>
                <p>{template.details()}</p>
            </section>
        })
    }
}

/// What to write in records of a kind, where the draft's template says something of it.
#[component]
pub fn Prompt(kind: Kind) -> impl IntoView {
    let template = template();
    let details = use_location().get_untracked().to_view(View::Edit).href();
    move || {
        let template = template.get()?;
        let prompt = template.prompt(kind)?;
        let label = format!("Prompt for {}", kind.many());
        Some(view! {
            <section class="wm-banner wm-banner--info" aria-label=label>
                <p>
                    <b>{format!("In {}: ", with_article(&template.name().to_lowercase()))}</b>
                    {prompt}
                    <small>
                        "Prompts are advice and never part of the plan. "
                        <a href=details.clone()>"Choose or turn off prompts in the details"</a>
                    </small>
                </p>
            </section>
        })
    }
}

/// What to write in the open record, where it is a passage that the draft began with.
#[component]
pub fn OfPassage(kind: Kind, id: Id) -> impl IntoView {
    let template = template();
    move || {
        let template = template.get().filter(|_| kind == Kind::Narrative)?;
        let prompt = template.passage(&id)?;
        Some(view! { <p class="govuk-hint">{prompt}</p> })
    }
}

/// What a plan of the draft's template holds, with how far each part has come.
#[component]
pub fn Outline() -> impl IntoView {
    let template = template();
    let open = use_plan();
    move || {
        let template = template.get().filter(|t| !t.parts().is_empty())?;
        let parts = Memo::new(move |_| outline(template, &open.written()));
        let label = format!(
            "What {} holds",
            with_article(&template.name().to_lowercase())
        );
        let told = move || {
            let (all, begun) =
                parts.with(|all| (all.len(), all.iter().filter(|p| p.written > 0).count()));
            format!(
                "{begun} of {all} parts are begun. Prompts are advice and never part of the plan."
            )
        };
        let item = |part: Begun| {
            let count = match (part.records, part.written) {
                (0, _) | (_, 0) => "not begun".to_owned(),
                (all, written) if all == written => so_many(all, part.kind.one(), part.kind.many()),
                (all, written) => format!("{written} of {all} begun"),
            };
            view! {
                <li>
                    <a href=form_of(part.kind, None).href()>{sentence(part.kind.many())}</a>
                    {format!(": {count}")}
                </li>
            }
        };
        Some(view! {
            <Unfold label name=OUTLINE>
                <div class="govuk-details__text wm-stack wm-stack--s">
                    <p>{told}</p>
                    <ol class="govuk-list govuk-list--number govuk-list--spaced">
                        {move || parts.get().into_iter().map(item).collect_view()}
                    </ol>
                </div>
            </Unfold>
        })
    }
}
