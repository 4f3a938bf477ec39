//! What the chosen places become: the fields for it, and what they mean.

use leptos::prelude::*;
use serde_json::Value;

use super::{select, text};
use crate::{
    app::use_plan,
    components::{Chosen, picker::Pick, radio, tick::tick_box},
    drafting::{
        many::{Field, Moves, Owners, Sort, To, items, responsible},
        typed::{Meant, Reading},
    },
    plan::{Id, Kind, Progress},
};

/// As far as a date can be moved: a hundred years.
const MOST: i32 = 1_200;

/// What is filled in.
#[derive(Clone, Copy)]
pub struct Wish {
    field: &'static Field,
    way: RwSignal<&'static str>,
    who: RwSignal<Option<Id>>,
    of: RwSignal<String>,
    words: RwSignal<String>,
    months: RwSignal<String>,
    progress: RwSignal<String>,
    /// Whether it is kept when a milestone was first due.
    pub remember: RwSignal<bool>,
}

impl Wish {
    /// Nothing filled in yet.
    pub fn new(field: &'static Field) -> Wish {
        let way = match field.sort {
            Sort::Owner => "only",
            Sort::Date => "move",
            Sort::Progress => "",
        };
        Wish {
            field,
            way: RwSignal::new(way),
            who: RwSignal::new(None),
            of: RwSignal::new(String::new()),
            words: RwSignal::new(String::new()),
            months: RwSignal::new(String::new()),
            progress: RwSignal::new(String::new()),
            remember: RwSignal::new(true),
        }
    }

    /// What it means, followed; or what is still to fill in.
    pub fn to(self) -> Result<To, &'static str> {
        match (self.field.sort, self.way.get()) {
            (Sort::Owner, way) => self.owners(way).map(To::Owners),
            (Sort::Date, "move") => self.moves().map(To::Moved),
            (Sort::Date, _) => match Reading::Date.read(&self.words.get()) {
                Meant::Value(Value::Null) => Err("Write the new date."),
                Meant::Value(date) | Meant::Words(date, _) => Ok(To::Date(date)),
                Meant::Error(what) => Err(what),
            },
            (Sort::Progress, _) if self.field.is_free() => match self.words.get() {
                words if words.trim().is_empty() => Err("Write how they stand."),
                words => Ok(To::Words(words)),
            },
            (Sort::Progress, _) => match self.progress.get().as_str() {
                "" => Err("Choose how far they have come."),
                key => Ok(To::Progress(PROGRESS.into_iter().find(|p| p.key() == key))),
            },
        }
    }

    fn owners(self, way: &str) -> Result<Owners, &'static str> {
        let who = self.who.get();
        let of = Id::parse(&self.of.get());
        match (way, of, who) {
            ("only", _, Some(id)) => Ok(Owners::Only(id)),
            ("and", _, Some(id)) => Ok(Owners::And(id)),
            ("instead", Some(of), Some(id)) => Ok(Owners::Instead { of, is: Some(id) }),
            ("off", Some(of), _) => Ok(Owners::Instead { of, is: None }),
            ("off" | "instead", None, _) => Err("Choose who is responsible now."),
            _ => Err("Choose who is to be responsible."),
        }
    }

    fn moves(self) -> Result<Moves, &'static str> {
        let text = self.months.get().trim().replace('−', "-");
        match text.parse() {
            _ if text.is_empty() => Err("Write by how many months."),
            Ok(months) if (-MOST..=MOST).contains(&months) && months != 0 => Ok(Moves { months }),
            _ => Err("Write a whole number of months, such as 3 or -3."),
        }
    }
}

const PROGRESS: [Progress; 4] = [
    Progress::NotStarted,
    Progress::Underway,
    Progress::Done,
    Progress::Dropped,
];

/// The fields.
#[component]
pub fn WishFields(
    /// What is filled in.
    wish: Wish,
) -> impl IntoView {
    match wish.field.sort {
        Sort::Owner => view! { <Who wish /> }.into_any(),
        Sort::Date => view! { <When wish /> }.into_any(),
        Sort::Progress if wish.field.is_free() => text(
            "many-status",
            "How they stand",
            "Such as on track",
            "govuk-input--width-20",
            wish.words,
        ),
        Sort::Progress => {
            let asked = (String::new(), "Choose one".to_owned());
            let none = ("none".to_owned(), "Not said".to_owned());
            let known = PROGRESS.map(|p| (p.key().to_owned(), p.shown().to_owned()));
            select(
                "many-progress-to",
                "How far they have come",
                [asked].into_iter().chain(known).chain([none]).collect(),
                wish.progress.into(),
                move |key| wish.progress.set(key),
            )
        }
    }
}

/// Who is to be responsible.
#[component]
fn Who(wish: Wish) -> impl IntoView {
    let open = use_plan();
    let way = move |id, key: &'static str, label| {
        radio(
            id,
            "many-way",
            label,
            move || wish.way.get() == key,
            move || wish.way.set(key),
        )
    };
    let takes_off = Memo::new(move |_| matches!(wish.way.get(), "instead" | "off"));
    let names = Memo::new(move |_| wish.way.get() != "off");
    let linked = Memo::new(move |_| wish.who.get().into_iter().collect::<Vec<Id>>());
    let now = move || {
        let plan = open.written();
        let people = responsible(&plan, &items(&plan, wish.field));
        let asked = (String::new(), "Choose one".to_owned());
        let people = people.into_iter().map(|(id, name)| (id.to_string(), name));
        select(
            "many-of",
            "Who is responsible now",
            std::iter::once(asked).chain(people).collect(),
            wish.of.into(),
            move |id| wish.of.set(id),
        )
    };
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-label">"How"</legend>
            <div class="govuk-radios govuk-radios--small">
                {way("many-only", "only", "One alone is responsible, whoever was")}
                {way("many-and", "and", "One more is responsible")}
                {way("many-instead", "instead", "One takes the place of another")}
                {way("many-off", "off", "One is no longer responsible")}
            </div>
        </fieldset>
        <p class="wm-sub">
            "Who holds a role in a project or a post is a name: to put another in its place everywhere, choose words above."
        </p>
        <Show when=move || takes_off.get()>{now}</Show>
        <Show when=move || names.get()>
            <Chosen
                id="many-who".to_owned()
                label="Who is to be responsible".to_owned()
                kinds=&[Kind::Post, Kind::Team, Kind::Organisation]
                linked
                take=Callback::new(move |_| wish.who.set(None))
                makes=&[]
                choose=Callback::new(move |(pick, _)| {
                    if let Pick::There(id) = pick {
                        wish.who.set(Some(id));
                    }
                })
                asks="Find".to_owned()
            />
        </Show>
    }
}

/// The new date, or how far it moves.
#[component]
fn When(wish: Wish) -> impl IntoView {
    let way = move |id, key: &'static str, label| {
        radio(
            id,
            "many-way",
            label,
            move || wish.way.get() == key,
            move || wish.way.set(key),
        )
    };
    let moves = Memo::new(move |_| wish.way.get() == "move");
    let remark = move || match Reading::Date.read(&wish.words.get()) {
        Meant::Words(_, why) => why,
        _ => "",
    };
    view! {
        <fieldset class="govuk-fieldset">
            <legend class="govuk-label">"How"</legend>
            <div class="govuk-radios govuk-radios--small">
                {way("many-move", "move", "Dates move by some months")}
                {way("many-set", "set", "All get the same date")}
            </div>
        </fieldset>
        {move || match moves.get() {
            true => text(
                "many-months",
                "By how many months",
                "12 is a year. To move back, write a minus before it: -3",
                "govuk-input--width-4",
                wish.months,
            ),
            false => view! {
                {text(
                    "many-when",
                    "The new date",
                    "Such as 31 August 2026, August 2026, 2026/27 or TBC",
                    "govuk-input--width-10",
                    wish.words,
                )}
                <p class="govuk-hint" role="status">{remark}</p>
            }
            .into_any(),
        }}
        {wish
            .field
            .remembers()
            .then(|| {
                view! {
                    <div class="govuk-checkboxes govuk-checkboxes--small">
                        {tick_box(
                            "many-remember".to_owned(),
                            "Keep what it was as ‘First due’, where nothing is said there yet".into_any(),
                            None,
                            wish.remember.into(),
                            Callback::new(move |on| wish.remember.set(on)),
                        )}
                    </div>
                }
            })}
    }
}
