//! Search: results as one types in the box at the top, those of the open plan first, then those of the other
//! plans here.

mod hints;
mod indexes;
mod keys;
mod others;
mod question;
mod results;
mod told;

use leptos::{prelude::*, task::spawn_local};

use hints::Hints;
use indexes::{Stage, ask, let_go, read};
use others::{Answer, Other, Others};
use question::{Question, THIS, Within, key};
use results::{More, line, results};
use told::{Count, Told, no_exact_match};

use crate::{
    app::{Address, Held, OpenPlan, View, is_saved_page, use_location, use_plan},
    components::{PageTitle, PlainPage, filters::select},
    insight::{
        rows::sentence,
        search::{Found, Marked},
    },
    plan::Kind,
};

/// The ids of what holds the results of the open plan, and of another one.
const HERE: &str = "found-here";
const THERE: &str = "found-there";

/// The page of a plan.
#[component]
pub fn Search() -> impl IntoView {
    let open = use_plan();
    let within = Signal::derive(move || open.get().front.title.clone());
    view! {
        <PageTitle text="Search" within=within class="wm-title" />
        <Page open=Some(open) />
    }
}

/// The page about no plan.
#[component]
pub fn Everywhere() -> impl IntoView {
    view! {
        <PlainPage>
            <PageTitle text="Search all plans" class="wm-title" />
            <Page open=None />
        </PlainPage>
    }
}

#[component]
fn Page(
    /// The open plan, if one is open.
    open: Option<OpenPlan>,
) -> impl IntoView {
    let location = use_location();
    let of = location.get_untracked().of;
    let_go(&of);
    let asked = location.part(Question::of);
    let stage = RwSignal::new(Stage::Waiting);
    if let Some(open) = open {
        let of = of.clone();
        Effect::new(move |_| {
            let (Held(plan), of) = (open.get(), of.clone());
            spawn_local(read(of, plan, move |to| stage.try_set(to).is_none()));
        });
    }
    let here = {
        let of = of.clone();
        Memo::new(move |_| {
            let asked = asked.get();
            let waits = open.is_none() || stage.get() == Stage::Waiting;
            if waits || asked.words.is_empty() || !asked.asks_this() {
                return None;
            }
            ask(&of, |index| {
                index.search(&asked.words, asked.kind, asked.show)
            })
        })
    };
    // The others are asked once what was found here has been drawn.
    let settled = RwSignal::new(asked.get_untracked());
    Effect::new(move |_| {
        asked.track();
        request_animation_frame(move || {
            let settle = move || {
                if let Some(asked) = asked.try_get_untracked() {
                    let _ = settled.try_set(asked);
                }
            };
            set_timeout(settle, std::time::Duration::ZERO);
        });
    });
    let others = Others::new();
    let opened = of.clone();
    Effect::new(move |_| {
        let asked = asked.get();
        let free = open.is_none() || stage.get().over();
        if free && !asked.words.is_empty() && asked.within != Within::This {
            others.begin(opened.clone());
        }
    });
    let there = Memo::new(move |_| {
        let asked = settled.get();
        let answers = others.answers(&asked);
        (asked, answers)
    });
    keys::listen(move || {
        let current = settled.with_untracked(|settled| *settled == asked.get_untracked());
        current || here.with_untracked(Option::is_some)
    });
    let told = Memo::new(move |_| {
        let asked = asked.get();
        let this = open.is_some() && asked.asks_this();
        let (_, answers) = there.get();
        let more = asked.within != Within::This;
        let unread = more && others.entries().is_none();
        Told {
            here: here.with(|found| found.as_ref().map(Count::of)),
            others: answers
                .iter()
                .filter_map(|a| a.found.as_ref())
                .map(Count::of)
                .collect(),
            reading: match stage.get() {
                Stage::Reading(percent) if this => Some(percent),
                _ => None,
            },
            pending: unread || this && !stage.get().over(),
            waiting: answers.iter().filter(|a| !a.stage.over()).count(),
            open: open.is_some(),
            kind: asked.kind,
            words: asked.words,
        }
    });
    let address = location.part(|a| a.to_view(View::Overview));
    let own = move || {
        let found = here.get().filter(|found| found.total > 0)?;
        let so_far = found.hits.len();
        let near = told.with(|told| only_near_here(told, &found));
        Some(view! {
            <section class="wm-found" aria-labelledby="in-this" id=HERE>
                <h2 id="in-this">"In this plan"</h2>
                {near}
                {results(found, &address.get(), &More::Here(so_far, HERE))}
            </section>
        })
    };
    let rest = move || {
        let (asked, answers) = there.get();
        let named = named(&asked, &others.entries().unwrap_or_default());
        let answers = answers.into_iter();
        let sections = answers.filter_map(|answer| told.with(|told| section(answer, &asked, told)));
        let trouble = others.trouble().into_iter();
        let trouble = trouble.filter(|_| !asked.words.is_empty());
        let trouble = trouble.map(|said| view! { <p class="wm-sub">{said}</p> });
        view! {
            {named}
            {sections.collect_view()}
            {trouble.collect_view()}
        }
    };
    let nothing = move || {
        let told = told.get();
        if told.words.is_empty() {
            return open.map(|open| Hints::to_begin(&open.get()).shown());
        }
        let kinds = here.get().map_or(0, |found| found.of_all_kinds())
            + there.with(|(_, all)| {
                let found = all.iter().filter_map(|a| a.found.as_ref());
                found.map(Found::of_all_kinds).sum::<usize>()
            });
        if told.found_nothing() && kinds > 0 {
            return Some(Hints::of_all_kinds(kinds).shown());
        }
        told.found_nothing().then(|| {
            let count = |word: &str| {
                let here = ask(&of, |index| index.search(word, None, 0).total).unwrap_or(0);
                let total = |answer: &Answer| {
                    ask(&answer.entry.of, |index| index.search(word, None, 0).total)
                };
                let (_, answers) = there.get();
                here + answers.iter().filter_map(total).sum::<usize>()
            };
            Hints::instead(&told.words, count).shown()
        })
    };
    view! {
        <p role="status">{move || told.with(Told::sentence)}</p>
        <Narrow open=open.is_some() asked here there others />
        {own}
        {rest}
        {nothing}
    }
}

/// The choices of kinds and of plans, where there is a choice.
#[component]
fn Narrow(
    /// Whether a plan is open.
    open: bool,
    asked: Memo<Question>,
    here: Memo<Option<Found>>,
    there: Memo<(Question, Vec<Answer>)>,
    others: Others,
) -> impl IntoView {
    let location = use_location();
    let kinds = Memo::new(move |_| {
        let here = here.get();
        let (_, there) = there.get();
        let all = here
            .iter()
            .chain(there.iter().filter_map(|a| a.found.as_ref()));
        let chosen = asked.get().kind;
        kind_choices(all, chosen)
    });
    let plans = Memo::new(move |_| {
        let every = (String::new(), "All plans".to_owned());
        let this = open.then(|| (THIS.to_owned(), "This plan".to_owned()));
        let entries = others.entries().unwrap_or_default().into_iter();
        let entry = |e: Other| (key(&e.of), e.name());
        [every]
            .into_iter()
            .chain(this)
            .chain(entries.map(entry))
            .collect::<Vec<_>>()
    });
    let some = Memo::new(move |_| !asked.get().words.is_empty());
    move || {
        some.get().then(|| {
            view! {
                <form
                    class="wm-filters"
                    aria-label="Narrow the results"
                    on:submit=|event| event.prevent_default()
                >
                    {select("kind", "Kind".to_owned(), location.setting("kind"), kinds.into())}
                    {(!is_saved_page())
                        .then(|| select("in", "Search in".to_owned(), location.setting("in"), plans.into()))}
                </form>
            }
        })
    }
}

/// The kinds there are results of, with how many; the chosen one in any case.
fn kind_choices<'a>(
    all: impl Iterator<Item = &'a Found>,
    chosen: Option<Kind>,
) -> Vec<(String, String)> {
    let mut kinds: Vec<(Kind, usize)> = chosen.map(|kind| (kind, 0)).into_iter().collect();
    for (kind, count) in all.flat_map(|found| &found.kinds) {
        match kinds.iter_mut().find(|(known, _)| known == kind) {
            Some((_, total)) => *total += count,
            None => kinds.push((*kind, *count)),
        }
    }
    kinds.sort_unstable();
    let every: usize = kinds.iter().map(|(_, count)| count).sum();
    let choice = |(kind, count): (Kind, usize)| {
        let label = format!("{} ({count})", sentence(kind.many()));
        (kind.key().to_owned(), label)
    };
    let all = match every {
        0 => "All kinds".to_owned(),
        n => format!("All kinds ({n})"),
    };
    let all = (String::new(), all);
    [all]
        .into_iter()
        .chain(kinds.into_iter().map(choice))
        .collect()
}

/// The plans whose own name holds what was typed.
fn named(asked: &Question, entries: &[Other]) -> Option<AnyView> {
    let everywhere = asked.within == Within::All && asked.kind.is_none();
    let row = |entry: &Other| {
        let title = Marked::of(&entry.name(), &asked.words)?;
        let when = Marked::plain(&entry.when);
        Some(line("plan", &title, None, &when, entry.href()))
    };
    let rows: Vec<_> = entries
        .iter()
        .filter(|_| everywhere)
        .filter_map(row)
        .collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="wm-found" aria-labelledby="plans-named">
                <h2 id="plans-named">"Plans"</h2>
                <div class="wm-hits">
                    <div class="wm-card wm-card--flush">
                        <ul>{rows}</ul>
                    </div>
                </div>
            </section>
        }
        .into_any()
    })
}

/// What was found in another plan, under its name.
fn section(answer: Answer, asked: &Question, told: &Told) -> Option<AnyView> {
    let Answer {
        entry,
        stage,
        found,
    } = answer;
    if let Stage::Failed(why) = stage {
        let said = format!("“{}” can’t be searched. {why}", entry.title);
        return Some(view! { <p class="wm-sub">{said}</p> }.into_any());
    }
    let found = found.filter(|found| found.total > 0)?;
    let plan = Address::view(entry.of.clone(), View::Overview);
    let (id, more) = match &asked.within {
        Within::One(_) => (Some(THERE), More::Here(found.hits.len(), THERE)),
        _ => {
            let here = use_location().get_untracked();
            (None, More::At(here.set("in", &key(&entry.of)).href()))
        }
    };
    let near = only_near_here(told, &found);
    let heading = format!("in-{}", key(&entry.of).replace(':', "-"));
    Some(
        view! {
            <section class="wm-found" aria-labelledby=heading.clone() id=id>
                <p class="wm-eyebrow">{entry.whose.clone()}</p>
                <h2 id=heading.clone()>
                    <a href=entry.href()>{entry.title.clone()}</a>
                    " "
                    <small>{entry.when.clone()}</small>
                </h2>
                {near}
                {results(found, &plan, &more)}
            </section>
        }
        .into_any(),
    )
}

/// Says so where nothing in a plan matches to the letter; where nothing does in any, the first sentence says it.
fn only_near_here(told: &Told, found: &Found) -> Option<impl IntoView + use<>> {
    let count = Count::of(found);
    let said = count.only_near() && !told.only_near();
    said.then(|| view! { <p class="wm-sub">{no_exact_match(&count.instead, " here", ".")}</p> })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_offered_with_how_many_there_are_in_all_plans() {
        let found = |kinds: &[(Kind, usize)]| Found {
            kinds: kinds.to_vec(),
            ..Found::default()
        };
        let all = [
            found(&[(Kind::Action, 2), (Kind::Risk, 1)]),
            found(&[(Kind::Action, 3)]),
        ];
        let shown = |chosen| {
            let choices = kind_choices(all.iter(), chosen).into_iter();
            choices
                .map(|(_, label)| label)
                .collect::<Vec<_>>()
                .join(", ")
        };
        assert_eq!(shown(None), "All kinds (6), Actions (5), Risks (1)");
        assert_eq!(
            shown(Some(Kind::Risk)),
            "All kinds (6), Actions (5), Risks (1)"
        );
        assert_eq!(
            shown(Some(Kind::Measure)),
            "All kinds (6), Measures (0), Actions (5), Risks (1)"
        );
    }
}
