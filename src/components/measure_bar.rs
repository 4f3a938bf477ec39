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
    let (fill, mark) = lengths(value.to_f64(), target.to_f64())?;
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
    let words = format!(
        "{}{}, target {}{}{better}",
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
                </svg>
            </section>
        }
        .into_any(),
    )
}

/// How long the bar is and where the target stands, as shares of the drawing; the larger of the two
/// leaves a little room.
fn lengths(value: f64, target: f64) -> Option<(String, String)> {
    let most = value.max(target) * 1.02;
    let share = |n: f64| format!("{:.1}%", n * 100.0 / most);
    (value >= 0.0 && target >= 0.0 && most > 0.0).then(|| (share(value), share(target)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_larger_of_figure_and_target_nearly_fills_the_bar() {
        assert_eq!(
            lengths(48.0, 75.0),
            Some(("62.7%".to_owned(), "98.0%".to_owned()))
        );
        assert_eq!(lengths(-1.0, 5.0), None);
        assert_eq!(lengths(0.0, 0.0), None);
    }
}
