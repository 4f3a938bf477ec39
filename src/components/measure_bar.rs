//! A measure’s figure as a bar, with a line where its target is.

use leptos::prelude::*;

use super::fact::standing;
use crate::{
    insight::{Standing, read},
    plan::{Measure, Period, Plan, Polarity, Rag},
};

/// Figure and target of a measure as a bar; nothing where they can’t be held against each other.
pub fn measure_bar(plan: &Plan, m: &Measure) -> Option<AnyView> {
    let reading = read(m, plan.front.rule());
    let (value, target) = reading.numbers()?;
    let start = reading.start(m).map(|(start, _)| start);
    let drawn = start.map_or(0.0, |n| n.to_f64());
    let [fill, mark, begin] = lengths([value.to_f64(), target.to_f64(), drawn])?;
    if matches!(reading.standing, Standing::None(_)) {
        return None;
    }
    let class = match reading.standing {
        Standing::Rated(Rag::Green) => "wm-bar wm-bar--track wm-bar--g",
        Standing::Rated(Rag::Amber) => "wm-bar wm-bar--track wm-bar--a",
        Standing::Rated(Rag::Red) => "wm-bar wm-bar--track wm-bar--r",
        _ => "wm-bar wm-bar--track",
    };
    let better = match m.polarity {
        Some(Polarity::LowerIsBetter) => "; lower is better",
        _ => "",
    };
    let (value, target) = (reading.value?, reading.target?);
    let when =
        |period: Option<Period>| period.map_or(String::new(), |p| format!(" for {}", p.shown()));
    let began = start.map_or(String::new(), |n| format!(", baseline {}", m.figure(&n)));
    let words = format!(
        "{}{}, target {}{}{began}{better}",
        value.kind().shown(),
        when(value.period),
        m.cell(target),
        when(target.period),
    );
    Some(
        view! {
            <section class="wm-card wm-stack wm-stack--s" aria-label="Figure against target">
                <div class="wm-cluster wm-cluster--apart">
                    <p>
                        <b>{m.cell(value)}</b>
                        " "
                        <small>{words}</small>
                    </p>
                    {standing(reading.standing)}
                </div>
                <svg class=class aria-hidden="true">
                    <rect class="wm-bar__fill" width=fill />
                    <line class="wm-bar__mark" x1=mark.clone() x2=mark y1="-20%" y2="120%" />
                    {start.map(|_| view! { <circle class="wm-bar__start" cx=begin cy="50%" r="5" /> })}
                </svg>
            </section>
        }
        .into_any(),
    )
}

/// How long the bar is, where the target stands and where it began, as shares of the drawing; the
/// largest of them leaves a little room.
fn lengths(figures: [f64; 3]) -> Option<[String; 3]> {
    let most = figures.into_iter().fold(0.0, f64::max) * 1.02;
    let share = |n: f64| format!("{:.1}%", n * 100.0 / most);
    let drawn = most > 0.0 && figures.iter().all(|n| *n >= 0.0);
    drawn.then(|| figures.map(share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_of_figure_and_target_nearly_fills_the_bar() {
        assert_eq!(
            lengths([48.0, 75.0, 0.0]),
            Some(["62.7%".to_owned(), "98.0%".to_owned(), "0.0%".to_owned()])
        );
        assert_eq!(lengths([-1.0, 5.0, 0.0]), None);
        assert_eq!(lengths([0.0, 0.0, 0.0]), None);
    }
}
