//! What becomes of each action in next year's plan.

use leptos::prelude::*;

use crate::{
    app::use_plan,
    components::Select,
    drafting::roll_forward::{ActionChoice, ActionFate, Choices},
    plan::{Id, brief},
};

/// What can become of an action: its name in the field, and as an officer sees it.
const FATES: [(&str, &str); 5] = [
    ("carry", "Goes on"),
    ("complete", "Is done: it becomes an achievement"),
    ("drop", "Is dropped"),
    ("split", "Becomes several"),
    ("merge", "Becomes part of another"),
];

/// The actions, each with its choice.
#[component]
pub fn Actions(
    /// All that is chosen.
    choices: RwSignal<Choices>,
) -> impl IntoView {
    let open = use_plan();
    let named = Memo::new(move |_| {
        let plan = open.written();
        let name = |reference: &str, text: &str| brief(format!("{reference} {text}").trim(), 110);
        let named = plan
            .actions
            .iter()
            .map(|a| (a.id.clone(), name(&a.reference, a.text.as_str())));
        named.collect::<Vec<(Id, String)>>()
    });
    move || {
        (!named.with(Vec::is_empty)).then(|| {
            view! {
                <section class="wm-stack wm-stack--s">
                    <h2>"The actions"</h2>
                    <p>"Each goes on unless you say otherwise."</p>
                    <ul class="wm-versions">
                        {named
                            .get()
                            .into_iter()
                            .map(|(id, name)| view! { <One id name named choices /> })
                            .collect_view()}
                    </ul>
                </section>
            }
        })
    }
}

/// One action.
#[component]
fn One(
    id: Id,
    name: String,
    named: Memo<Vec<(Id, String)>>,
    choices: RwSignal<Choices>,
) -> impl IntoView {
    let element = format!("fate-{id}");
    let (of, why, lines, into) = (
        element.clone(),
        format!("{element}-why"),
        format!("{element}-lines"),
        format!("{element}-into"),
    );
    let own = StoredValue::new(id.clone());
    let choice = Memo::new(move |_| choices.with(|all| own.with_value(|id| all.of(id))));
    let change = move |change: &dyn Fn(&mut ActionChoice)| {
        choices.update(|all| {
            let id = own.get_value();
            let mut now = all.of(&id);
            change(&mut now);
            match now == ActionChoice::default() {
                true => all.actions.remove(&id),
                false => all.actions.insert(id, now),
            };
        });
    };
    let fate = Memo::new(move |_| key(&choice.get().fate));
    let merged = Signal::derive(move || match choice.get().fate {
        ActionFate::MergeWith(into) => into.to_string(),
        _ => String::new(),
    });
    let others = named.get_untracked();
    let others: Vec<(Id, String)> = others
        .into_iter()
        .filter(|(other, _)| *other != id)
        .collect();
    let first = others.first().map(|(id, _)| id.clone());
    let choose = move |name: String| {
        let fate = match (name.as_str(), &first) {
            ("complete", _) => ActionFate::Complete,
            ("drop", _) => ActionFate::Drop,
            ("split", _) => ActionFate::Split(Vec::new()),
            ("merge", Some(first)) => ActionFate::MergeWith(first.clone()),
            _ => ActionFate::Carry,
        };
        change(&|choice| choice.fate = fate.clone());
    };
    let alone = others.is_empty();
    let options = FATES
        .into_iter()
        .filter(|(key, _)| *key != "merge" || !alone);
    let options = options.map(|(key, label)| (key.to_owned(), label.to_owned()));
    let options: Vec<(String, String)> = options.collect();
    let others = others.into_iter().map(|(id, name)| (id.to_string(), name));
    let others = Signal::stored(others.collect::<Vec<(String, String)>>());
    let (lines, into) = (StoredValue::new(lines), StoredValue::new(into));
    view! {
        <li class="wm-card wm-stack wm-stack--s">
            <h3 class="govuk-heading-s">{name}</h3>
            <div class="wm-rowform__fields">
                <Select
                    id=of
                    label="What becomes of it"
                    chosen=Signal::derive(move || fate.get().to_owned())
                    options=Signal::stored(options)
                    choose=choose
                />
                <div class="govuk-form-group">
                    <label class="govuk-label" for=why.clone()>
                        "Why (if you want to say)"
                    </label>
                    <input
                        class="govuk-input"
                        id=why
                        autocomplete="off"
                        prop:value=move || choice.get().reason
                        on:input=move |event| {
                            let to = event_target_value(&event);
                            change(&|choice| choice.reason = to.clone());
                        }
                    />
                </div>
            </div>
            <Show when=move || fate.get() == "split">
                <div class="govuk-form-group">
                    <label class="govuk-label" for=lines.get_value()>
                        "The new actions, one on each line"
                    </label>
                    <textarea
                        class="govuk-textarea"
                        id=lines.get_value()
                        rows="3"
                        on:input=move |event| {
                            let text = event_target_value(&event);
                            let lines = text.lines().map(str::trim).filter(|l| !l.is_empty()).map(str::to_owned);
                            let lines: Vec<String> = lines.collect();
                            change(&|choice| choice.fate = ActionFate::Split(lines.clone()));
                        }
                    ></textarea>
                </div>
            </Show>
            <Show when=move || fate.get() == "merge">
                <Select
                    id=into.get_value()
                    label="Which it becomes part of"
                    chosen=merged
                    options=others
                    choose=move |id: String| {
                        if let Some(id) = Id::parse(&id) {
                            change(&|choice| choice.fate = ActionFate::MergeWith(id.clone()));
                        }
                    }
                />
            </Show>
        </li>
    }
}

/// The name of a choice in its field.
fn key(fate: &ActionFate) -> &'static str {
    match fate {
        ActionFate::Carry => "carry",
        ActionFate::Complete => "complete",
        ActionFate::Drop => "drop",
        ActionFate::Split(_) => "split",
        ActionFate::MergeWith(_) => "merge",
    }
}
