//! A plan at a glance: what stands out in it, its figures, what is due next, what it is for and
//! where it comes from.

use leptos::prelude::*;

use crate::{
    app::{Held, View, item_href, use_location, use_plan, view_href},
    components::{Retold, Shape, Unfold, standout::Standouts, tile::Tiles},
    insight::{Aim, Coming, Figures, aims, standouts, tiles::counted, upcoming, upcoming::nearest},
    plan::{Day, Kind, Plan, brief},
};

/// Sentences shown at once where there are more than this and one; the rest unfold.
const AT_ONCE: usize = 4;
/// Sentences in all.
const AT_MOST: usize = 7;

/// The page.
#[component]
pub fn Overview() -> impl IntoView {
    let open = use_plan();
    // What no date touches is computed once a plan.
    let lasting = Memo::new(move |_| standouts::lasting(&open.get(), &open.index()));
    let aims = Memo::new(move |_| aims(&open.get(), &open.index()));
    let figures = Memo::new(move |_| Figures::of(&open.get()));
    move || {
        let plan = open.get();
        let as_at = open.as_at();
        let aims = aims.get().into_iter().map(|aim| aim.at(&plan, as_at));
        let aims: Vec<Aim> = aims.collect();
        let coming = upcoming(&plan, as_at);
        let mut said = lasting.get();
        said.extend(standouts::at(&plan, as_at));
        let said = standouts::worst(said, AT_MOST);
        let figures = figures.with(|figures| figures.with(&coming));
        if said.is_empty() && figures.is_empty() && aims.is_empty() {
            return view! {
                <div class="wm-empty wm-card">
                    <p>"This plan holds no aims, measures or actions yet."</p>
                    {ways_on()}
                </div>
            }
            .into_any();
        }
        let next = next_section(&plan, coming, as_at);
        // What is due next stands in the place of the aims where a plan names none.
        let (left, next) = match aims.is_empty() {
            true => (next, None),
            false => (Some(aims_section(aims).into_any()), next),
        };
        view! {
            <div class="wm-grid">
                <section>
                    <h2>"What stands out " <small>{how_many(said.len())}</small></h2>
                    {striking(said)}
                </section>
                <section>
                    <h2>"The plan in figures"</h2>
                    <Tiles tiles=figures />
                </section>
                {left} <div class="wm-stack">{next} {vision(&plan)} {origin(&plan)}</div>
            </div>
        }
        .into_any()
    }
}

/// What the reader of an empty plan can do.
fn ways_on() -> impl IntoView {
    let draft = matches!(use_location().get().of, crate::app::Of::Draft(_));
    draft.then(|| {
        view! {
            <div class="wm-acts">
                <a class="wm-btn wm-btn--main" href=view_href(View::Edit)>
                    "Write the first of them"
                </a>
            </div>
        }
    })
}

fn striking(mut said: Vec<crate::insight::Standout>) -> AnyView {
    if said.is_empty() {
        return view! {
            <div class="wm-card">
                <p>
                    "Nothing does. What the plan leaves out or says in two ways is among its "
                    <a href=view_href(View::Checks)>"checks"</a> "."
                </p>
            </div>
        }
        .into_any();
    }
    // A single sentence isn't worth hiding.
    let at_once = match said.len() {
        all if all <= AT_ONCE + 1 => all,
        _ => AT_ONCE,
    };
    let rest = said.split_off(at_once);
    let more = rest.len();
    view! {
        <div class="wm-card">
            <Standouts items=said />
            {(more > 0)
                .then(|| {
                    view! {
                        <Unfold label=format!("Show {more} more") name="out">
                            <Standouts items=rest />
                        </Unfold>
                    }
                })}
        </div>
    }
    .into_any()
}

/// Outcomes with their priorities, and how much works towards each.
fn aims_section(aims: Vec<Aim>) -> impl IntoView {
    let all = || {
        aims.iter()
            .flat_map(|aim| std::iter::once(aim).chain(&aim.under))
    };
    let count = |kind| all().filter(|aim| aim.kind == kind).count();
    let held = [Kind::Outcome, Kind::Priority].map(|kind| (count(kind), kind));
    let small: Vec<String> = held
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, kind)| counted(count, kind))
        .collect();
    view! {
        <section>
            <h2>"What it is for " <small>{small.join(", ")}</small></h2>
            <div class="wm-card">
                <Shape aims=aims />
                <p>
                    <a href=view_href(View::Thread)>"The golden thread"</a>
                    " shows everything under the aim it works towards."
                </p>
            </div>
        </section>
    }
}

/// The next few dates with what is due on each.
fn next_section(plan: &Plan, coming: Vec<Coming<'_>>, as_at: Day) -> Option<AnyView> {
    let dated = plan.actions.iter().any(|a| !a.milestones.is_empty());
    if coming.is_empty() {
        return dated.then(|| {
            let day = crate::plan::Date::day(as_at).shown();
            view! {
                <section>
                    <h2>"Due next"</h2>
                    <div class="wm-card">
                        <p>{format!("No milestone has a date after {day}.")}</p>
                    </div>
                </section>
            }
            .into_any()
        });
    }
    let shown = nearest(coming, 6);
    let date = |(at, (coming, hidden)): (usize, (Coming<'_>, usize))| {
        let step = |step: crate::insight::upcoming::Step<'_>| {
            view! {
                <p>
                    <a href=item_href(step.id)>{brief(step.text, 64)}</a>
                    " "
                    <span class="wm-ref">{step.of.into_owned()}</span>
                </p>
            }
        };
        let more = (hidden > 0).then(|| {
            view! {
                <p class="wm-dates__note">
                    <a href=view_href(View::Actions)>{format!("and {hidden} more")}</a>
                </p>
            }
        });
        view! {
            <li class=(at == 0).then_some("is-next")>
                <time datetime=coming.date.last_day().iso()>{coming.date.short()}</time>
                <div>{coming.steps.into_iter().map(step).collect_view()} {more}</div>
            </li>
        }
    };
    Some(
        view! {
            <section>
                <h2>"Due next"</h2>
                <div class="wm-card">
                    <ol class="wm-dates">{shown.into_iter().enumerate().map(date).collect_view()}</ol>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn vision(plan: &Held<Plan>) -> impl IntoView + use<> {
    let front = &plan.front;
    let all = [
        ("Its vision", &front.vision),
        ("Its mission", &front.mission),
    ];
    let said = all
        .into_iter()
        .filter(|(_, words)| !words.as_str().is_empty());
    said.map(|(heading, words)| {
        let ours = words.is_retold().then(|| view! { <Retold /> });
        view! {
            <section>
                <h2>{heading}</h2>
                <div class="wm-card">
                    <p class="wm-prose">{words.as_str().to_owned()} " " {ours}</p>
                </div>
            </section>
        }
    })
    .collect_view()
}

/// Whose document it was typed from.
fn origin(plan: &Held<Plan>) -> Option<impl IntoView + use<>> {
    let document = plan.front.document.as_ref()?;
    let period = plan
        .front
        .period
        .map_or(String::new(), |p| format!(", for {}", p.shown()));
    Some(view! {
        <section>
            <h2>"Where it comes from"</h2>
            <div class="wm-card">
                <p>
                    "Transcribed from “" {document.title.clone()} "” by "
                    {document.publisher.clone()} {period}
                    ". It is not the council’s own publication. "
                    <a href=view_href(View::Source)>"How it was transcribed"</a>
                </p>
            </div>
        </section>
    })
}

/// 'seven, worst first'.
fn how_many(count: usize) -> String {
    const WORDS: [&str; 8] = ["", "", "two", "three", "four", "five", "six", "seven"];
    match WORDS.get(count) {
        Some(&"") | None => String::new(),
        Some(word) => format!("{word}, worst first"),
    }
}
