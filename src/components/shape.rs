//! The shape of a plan at a glance: a row for each of its aims, with a small mark for each measure and action that
//! works towards it. Drawn by the page itself, so that it is there at once.

use leptos::prelude::*;

use crate::{
    app::{View, item_href, use_location},
    insight::{Aim, Tone, split::told, tiles::counted},
    plan::{Kind, Rag, brief},
};

/// The most marks of a cell; more are counted.
const MARKS: usize = 24;
/// So many stand in a row.
const ROW: usize = 8;
/// The most characters of an aim's name.
const NAME: usize = 90;

/// The most rows; the golden thread has the others.
const AIMS: usize = 40;

/// The kinds that have a column, in their order.
const COLUMNS: [Kind; 4] = [Kind::Measure, Kind::Action, Kind::Project, Kind::Risk];

/// Aims with what works towards each.
#[component]
pub fn Shape(
    /// Outcomes with the priorities under them.
    aims: Vec<Aim>,
) -> impl IntoView {
    let (aims, hidden) = first(aims, AIMS);
    let all = || {
        aims.iter()
            .flat_map(|aim| std::iter::once(aim).chain(&aim.under))
    };
    let held = |kind: &Kind| all().any(|aim| aim.counts.iter().any(|(k, _)| k == kind));
    let columns: Vec<Kind> = COLUMNS.into_iter().filter(held).collect();
    // Marks that all say 'no rating' or 'no date' say nothing.
    let speaks = |of: fn(&Aim) -> &Vec<(Tone, usize)>| {
        all().flat_map(of).any(|(tone, _)| *tone != Tone::Unrated)
    };
    let marked = [
        (Kind::Measure, speaks(|aim| &aim.measures)),
        (Kind::Action, speaks(|aim| &aim.actions)),
    ];
    let marked: Vec<Kind> = marked
        .into_iter()
        .filter(|(_, speaks)| *speaks)
        .map(|(kind, _)| kind)
        .collect();
    let mut tones: Vec<Tone> = Vec::new();
    for (tone, _) in all().flat_map(|aim| marked.iter().flat_map(|kind| tones_of(aim, *kind))) {
        if !tones.contains(tone) {
            tones.push(*tone);
        }
    }
    let headings = columns.iter().map(|kind| {
        let words = crate::insight::rows::sentence(kind.many());
        view! { <th scope="col">{words}</th> }
    });
    let headings = headings.collect_view();
    let rows = aims.iter().map(|aim| {
        let nested = !aim.under.is_empty();
        let under = aim
            .under
            .iter()
            .map(|aim| row(aim, &columns, &marked, false));
        view! {
            {row(aim, &columns, &marked, nested)}
            {under.collect_view()}
        }
    });
    let rows = rows.collect_view();
    view! {
        <table class="wm-shape">
            <caption class="govuk-visually-hidden">"Aims, and what works towards each or puts it at risk"</caption>
            <thead>
                <tr>
                    <th scope="col">"Aim"</th>
                    {headings}
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {key(tones)}
        {(hidden > 0).then(|| view! { <p>{format!("{hidden} more aims are not shown here.")}</p> })}
    }
}

/// So many of the aims, those under others counted, and how many are left out.
fn first(mut aims: Vec<Aim>, most: usize) -> (Vec<Aim>, usize) {
    let rows = |aims: &[Aim]| aims.iter().map(|aim| 1 + aim.under.len()).sum::<usize>();
    let all = rows(&aims);
    let mut room = most;
    for aim in &mut aims {
        aim.under.truncate(room.saturating_sub(1));
        room = room.saturating_sub(1 + aim.under.len());
    }
    let mut room = most;
    aims.retain(|aim| {
        let fits = room > 0;
        room = room.saturating_sub(1 + aim.under.len());
        fits
    });
    let hidden = all - rows(&aims);
    (aims, hidden)
}

fn row(aim: &Aim, columns: &[Kind], marked: &[Kind], over_others: bool) -> AnyView {
    let cells = columns
        .iter()
        .map(|kind| cell(aim, *kind, marked.contains(kind)))
        .collect_view();
    let title = brief(&aim.title, NAME);
    let name = match aim.reference.as_str() {
        "" => title,
        reference => format!("{reference}: {title}"),
    };
    view! {
        <tr class:wm-shape__over=over_others>
            <th scope="row">
                <a href=item_href(&aim.id)>{name}</a>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// How the things of a kind stand.
fn tones_of(aim: &Aim, kind: Kind) -> &[(Tone, usize)] {
    match kind {
        Kind::Measure => &aim.measures,
        Kind::Action => &aim.actions,
        _ => &[],
    }
}

/// How many of a kind, as a link to the list of them, with a mark for each.
fn cell(aim: &Aim, kind: Kind, marked: bool) -> AnyView {
    let count = aim.counts.iter().find(|(k, _)| *k == kind);
    let Some((_, count)) = count else {
        return view! { <td></td> }.into_any();
    };
    let tones = tones_of(aim, kind);
    let unrated = match kind {
        Kind::Measure => "not rated",
        _ => "without a date",
    };
    let (figure, rest) = (count.to_string(), counted(*count, kind));
    let rest = rest.trim_start_matches(figure.as_str()).to_owned();
    let words = view! {
        {figure}
        <span class="wm-shape__noun">{rest}</span>
    };
    let list = match kind {
        Kind::Measure => Some(View::Measures),
        Kind::Action => Some(View::Actions),
        Kind::Risk => Some(View::Risks),
        _ => None,
    };
    let link = match list {
        Some(list) => {
            let here = use_location().get_untracked();
            let href = here.to_view(list).set("priority", aim.id.as_str()).href();
            view! { <a href=href>{words}</a> }.into_any()
        }
        None => words.into_any(),
    };
    let marks = marked.then(|| {
        let each = tones.iter();
        let each = each.flat_map(|(tone, count)| std::iter::repeat_n(*tone, *count));
        let each: Vec<Tone> = each.take(MARKS).collect();
        // A row of marks that could break anywhere would have no width of its own beside the words.
        let row = |tones: &[Tone]| {
            let marks = tones.iter().map(|tone| unit(*tone)).collect_view();
            view! { <span>{marks}</span> }
        };
        view! {
            <span class="wm-units" role="img" aria-label=told(tones, unrated)>
                {each.chunks(ROW).map(row).collect_view()}
            </span>
        }
    });
    view! { <td>{link} {marks}</td> }.into_any()
}

/// One mark: a letter or a shape, never a colour alone.
fn unit(tone: Tone) -> AnyView {
    view! { <i class=mark(tone) aria-hidden="true">{tone.letter()}</i> }.into_any()
}

fn mark(tone: Tone) -> &'static str {
    match tone {
        Tone::Rag(Rag::Green) => "wm-unit wm-unit--g",
        Tone::Rag(Rag::Amber) => "wm-unit wm-unit--a",
        Tone::Rag(Rag::Red) => "wm-unit wm-unit--r",
        Tone::Reached | Tone::Past => "wm-unit wm-unit--full",
        Tone::Underway => "wm-unit wm-unit--half",
        Tone::ToGo | Tone::Ahead => "wm-unit wm-unit--open",
        Tone::Unrated => "wm-unit",
    }
}

/// What the marks mean that are there.
fn key(tones: Vec<Tone>) -> AnyView {
    let words = |tone: Tone| match tone {
        Tone::Unrated => "no rating or no date".to_owned(),
        tone => tone.words("").to_owned(),
    };
    // A mark that stands for two things is in the key once.
    let mut held: Vec<(Tone, String)> = Vec::new();
    for tone in tones {
        match held
            .iter_mut()
            .find(|(other, _)| mark(*other) == mark(tone))
        {
            Some((_, said)) => *said = format!("{said} or {}", words(tone)),
            None => held.push((tone, words(tone))),
        }
    }
    let item = |(tone, words)| view! { <li>{unit(tone)} " " {words}</li> };
    let is_marked = !held.is_empty();
    let items = held.into_iter().map(item).collect_view();
    is_marked
        .then(|| view! { <ul class="wm-shape__key">{items}</ul> })
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Id;

    fn aim(under: usize) -> Aim {
        Aim {
            id: Id::slug("a"),
            kind: Kind::Outcome,
            reference: String::new(),
            title: String::new(),
            counts: Vec::new(),
            measures: Vec::new(),
            actions: Vec::new(),
            under: (0..under).map(|_| aim(0)).collect(),
            acts: Vec::new(),
        }
    }

    #[test]
    fn so_many_rows_are_shown_and_the_others_counted() {
        let told = |aims: Vec<Aim>, most| {
            let (shown, hidden) = first(aims, most);
            let under: Vec<usize> = shown.iter().map(|aim| aim.under.len()).collect();
            (under, hidden)
        };
        assert_eq!(told(vec![aim(2), aim(3)], 40), (vec![2, 3], 0));
        assert_eq!(told(vec![aim(2), aim(3), aim(0)], 5), (vec![2, 1], 3));
        assert_eq!(told(vec![aim(4), aim(0)], 5), (vec![4], 1));
        assert_eq!(told(vec![aim(0), aim(0), aim(0)], 2), (vec![0, 0], 1));
    }
}
