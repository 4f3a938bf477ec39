//! Search over the open plan: results as one types in the box at the top, grouped by kind.

use leptos::{ev, prelude::*};

use crate::{
    app::{Held, focus, item_href, use_location, use_plan},
    components::PageTitle,
    insight::{
        Hit,
        rows::sentence,
        search::{marked, search},
    },
    plan::{Kind, Plan},
};

/// The most results shown.
const AT_MOST: usize = 60;

/// The page.
#[component]
pub fn Search() -> impl IntoView {
    let open = use_plan();
    let location = use_location();
    let words = location.setting("q");
    let within = Signal::derive(move || open.get().front.title.clone());
    // With the words they were found by, so that what is shown is always of one piece.
    let found = Memo::new(move |_| {
        let words = words.get();
        let (hits, total) = search(&open.get(), &words, AT_MOST);
        (words, hits, total)
    });
    let keys = window_event_listener(ev::keydown, |event| {
        let step = match event.key().as_str() {
            "ArrowDown" => 1,
            "ArrowUp" => -1,
            _ => return,
        };
        if step_among_hits(step) {
            event.prevent_default();
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <PageTitle text="Search this plan" within=within class="wm-title" />
        <KeepTyping />
        <p role="status">{move || found.with(|(words, _, total)| counted(*total, words))}</p>
        {move || {
            let (words, hits, total) = found.get();
            if hits.is_empty() {
                return hints(&open.get(), &words);
            }
            let refine = (total > hits.len()).then(|| {
                view! {
                    <p>
                        {format!(
                            "The best {AT_MOST} of {total} are shown. Add a word to see fewer.",
                        )}
                    </p>
                }
            });
            let mut before = 0;
            let groups = grouped(hits)
                .into_iter()
                .map(|group| {
                    let from = before;
                    before += group.1.len();
                    section(group, from, &words)
                });
            view! {
                <div class="wm-stack wm-hits">{groups.collect_view()}</div>
                {refine}
            }
                .into_any()
        }}
    }
}

/// Leaves the focus in the search box when typing there led to this page: its heading takes the
/// focus of a reader who came by a link.
#[component]
fn KeepTyping() -> impl IntoView {
    let typing = document()
        .active_element()
        .is_some_and(|element| element.id() == "find");
    Effect::new(move |_| {
        if typing {
            focus("find");
        }
    });
}

/// The results of one kind; the first has the number `from`.
fn section((kind, hits): (Kind, Vec<Hit>), from: usize, words: &str) -> impl IntoView + use<> {
    let count = hits.len();
    let line = |(at, hit): (usize, Hit)| {
        let excerpt = (!hit.excerpt.is_empty())
            .then(|| view! { <small>" " {lit(&hit.excerpt, words)}</small> });
        view! {
            <li>
                <a class="wm-hit" id=format!("hit-{}", from + at) href=item_href(&hit.id)>
                    <span class="wm-hit__kind">{sentence(hit.noun)}</span>
                    <span class="wm-hit__text">{lit(&cut(&hit.title), words)} {excerpt}</span>
                    <span class="wm-hit__where">{lit(&hit.reference, words)}</span>
                </a>
            </li>
        }
    };
    view! {
        <section>
            <h2>{sentence(kind.many())} " " <small>{count}</small></h2>
            <div class="wm-card wm-card--flush">
                <ul>{hits.into_iter().enumerate().map(line).collect_view()}</ul>
            </div>
        </section>
    }
}

/// A text with the words looked for marked.
fn lit(text: &str, words: &str) -> impl IntoView + use<> {
    let piece = |(text, on): (String, bool)| match on {
        true => view! { <mark>{text}</mark> }.into_any(),
        false => text.into_any(),
    };
    marked(text, words).into_iter().map(piece).collect_view()
}

/// What to look for instead, or at all.
fn hints(plan: &Held<Plan>, words: &str) -> AnyView {
    let single: Vec<(String, String)> = match words.split_whitespace().count() {
        0 => examples(plan).into_iter().map(|w| (w.clone(), w)).collect(),
        1 => Vec::new(),
        _ => alone(plan, words)
            .into_iter()
            .map(|(word, count)| (word.clone(), format!("{word} ({count})")))
            .collect(),
    };
    let lead = match (words.trim().is_empty(), single.is_empty()) {
        (true, true) => "This plan holds nothing to look for yet.",
        (true, false) => "For example:",
        (false, true) => "Try a shorter word, or another one for the same thing.",
        (false, false) => "Every word has to occur in the same item. These occur alone:",
    };
    let location = use_location();
    let link = |(word, shown): (String, String)| {
        let href = location.get_untracked().set("q", &word).href();
        view! {
            <a class="wm-btn" href=href>
                {shown}
            </a>
        }
    };
    view! {
        <div class="wm-empty">
            <p>{lead}</p>
            <div class="wm-cluster">{single.into_iter().map(link).collect_view()}</div>
        </div>
    }
    .into_any()
}

/// Moves the focus from the search box or a result to the next or the one before.
fn step_among_hits(step: i32) -> bool {
    let here = document().active_element().map(|element| element.id());
    let Some(to) = next_stop(&here.unwrap_or_default(), step) else {
        return false;
    };
    focus(&to);
    true
}

/// The id of what comes next: results are numbered down the page, and before them is the box.
fn next_stop(here: &str, step: i32) -> Option<String> {
    let at: i32 = match here.strip_prefix("hit-") {
        Some(number) => number.parse().ok()?,
        None if here == "find" => -1,
        None => return None,
    };
    match at + step {
        ..-1 => None,
        -1 => Some("find".into()),
        to => Some(format!("hit-{to}")),
    }
}

/// How many there are, in a sentence.
fn counted(total: usize, words: &str) -> String {
    let words = words.trim();
    match total {
        _ if words.is_empty() => "Type a word, a code or a name in the box at the top.".into(),
        0 => format!("Nothing in this plan matches “{words}”."),
        1 => format!("1 result for “{words}”."),
        n => format!("{n} results for “{words}”."),
    }
}

/// A title, cut after a whole word if it is very long; its later sentences may hold the match.
fn cut(title: &str) -> String {
    match title.char_indices().nth(220) {
        None => title.to_owned(),
        Some((at, _)) => {
            let kept = title.get(..at).unwrap_or(title);
            format!(
                "{}…",
                kept.rsplit_once(' ').map_or(kept, |(words, _)| words)
            )
        }
    }
}

/// Results kind by kind, the kind of the best result first.
fn grouped(hits: Vec<Hit>) -> Vec<(Kind, Vec<Hit>)> {
    let mut groups: Vec<(Kind, Vec<Hit>)> = Vec::new();
    for hit in hits {
        match groups.iter_mut().find(|(kind, _)| *kind == hit.kind) {
            Some((_, group)) => group.push(hit),
            None => groups.push((hit.kind, vec![hit])),
        }
    }
    groups
}

/// A code, a name and a place of this very plan to look for.
fn examples(plan: &Plan) -> Vec<String> {
    let kinds = [Kind::Action, Kind::Team, Kind::Project, Kind::Organisation];
    let example = |kind: Kind| {
        let record = plan.collection(kind).record(0)?;
        Some(match record.reference() {
            "" => record.title(),
            reference => reference.to_owned(),
        })
    };
    let short = |words: &String| !words.is_empty() && words.chars().count() <= 40;
    kinds
        .into_iter()
        .filter_map(example)
        .filter(short)
        .collect()
}

/// Each of several words that occurs by itself, and how often.
fn alone(plan: &Plan, words: &str) -> Vec<(String, usize)> {
    words
        .split_whitespace()
        .map(|word| (word.to_owned(), search(plan, word, 1).1))
        .filter(|(_, count)| *count > 0)
        .take(5)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "measures": [{"id": "m1", "name": "Carers helped"}, {"id": "m2", "name": "Carers"}],
            "actions": [{"id": "a1", "reference": "A/1", "text": "Reach carers"}]}))
        .unwrap()
    }

    #[test]
    fn the_kind_of_the_best_result_comes_first() {
        let (hits, _) = search(&plan(), "reach carers", 9);
        assert_eq!(grouped(hits)[0].0, Kind::Action);
        let (hits, _) = search(&plan(), "carers", 9);
        let told: Vec<(Kind, usize)> = grouped(hits)
            .iter()
            .map(|(kind, hits)| (*kind, hits.len()))
            .collect();
        assert_eq!(told, [(Kind::Measure, 2), (Kind::Action, 1)]);
    }

    #[test]
    fn words_that_never_meet_are_offered_alone() {
        assert_eq!(
            alone(&plan(), "helped reach zebra"),
            [("helped".to_owned(), 1), ("reach".to_owned(), 1)]
        );
    }

    #[test]
    fn arrows_go_from_the_box_down_the_results_and_back() {
        let stop = |here, step| next_stop(here, step).unwrap_or_default();
        assert_eq!(stop("find", 1), "hit-0");
        assert_eq!(stop("hit-0", 1), "hit-1");
        assert_eq!(stop("hit-0", -1), "find");
        assert_eq!(stop("find", -1), "");
        assert_eq!(stop("as-at", 1), "");
    }

    #[test]
    fn examples_are_the_plans_own() {
        assert_eq!(examples(&plan()), ["A/1"]);
    }
}
