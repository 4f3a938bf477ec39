//! The plan in figures: a number each, with what it is made up of and where more of it is.

use leptos::prelude::*;

use super::standout::lead_href;
use crate::{
    insight::{Tile, Tone},
    plan::Rag,
};

/// Tiles side by side.
#[component]
pub fn Tiles(
    /// The figures.
    tiles: Vec<Tile>,
) -> impl IntoView {
    let tile = |tile: Tile| {
        let split = (!tile.split.is_empty()).then(|| split(&tile.split, &tile.note));
        view! {
            <a class="wm-tile" href=lead_href(&tile.lead)>
                <h3>{tile.heading}</h3>
                <p class="wm-big">{tile.figure}</p>
                {split}
                <p>{tile.note}</p>
            </a>
        }
    };
    view! { <div class="wm-tiles">{tiles.into_iter().map(tile).collect_view()}</div> }
}

/// The parts of a whole as one bar; the sentence under it says the same in words.
fn split(parts: &[(Tone, usize)], words: &str) -> impl IntoView + use<> {
    let drawn = bars(parts).into_iter().map(|bar| {
        view! {
            <g class=bar.class>
                <rect x=percent(bar.from) width=percent(bar.share) />
                <text x=percent(bar.from + bar.share / 2.0) y="50%">
                    {bar.text}
                </text>
            </g>
        }
    });
    view! {
        <svg class="wm-split" role="img" aria-label=words.to_owned()>
            {drawn.collect_view()}
        </svg>
    }
}

/// A part of a bar, in percent.
struct Bar {
    class: &'static str,
    from: f64,
    share: f64,
    text: String,
}

fn bars(parts: &[(Tone, usize)]) -> Vec<Bar> {
    let all: usize = parts.iter().map(|(_, count)| count).sum();
    let mut from = 0.0;
    let bar = |(tone, count): &(Tone, usize)| {
        let share = *count as f64 * 100.0 / all.max(1) as f64;
        let class = match tone {
            Tone::Rag(Rag::Green) => "wm-split__g",
            Tone::Rag(Rag::Amber) => "wm-split__a",
            Tone::Rag(Rag::Red) => "wm-split__r",
            Tone::Reached | Tone::Past => "wm-split__c2",
            Tone::ToGo | Tone::Underway => "wm-split__c1",
            Tone::Unrated | Tone::Ahead => "wm-split__n",
        };
        // A narrow part has no room for both.
        let text = match share {
            20.0.. => format!("{count} {}", tone.letter()).trim_end().to_owned(),
            9.0.. => count.to_string(),
            _ => String::new(),
        };
        let bar = Bar {
            class,
            from,
            share,
            text,
        };
        from += share;
        bar
    };
    parts.iter().map(bar).collect()
}

/// A length in percent, as an attribute of a drawing.
fn percent(share: f64) -> String {
    format!("{}%", (share * 10.0).round() / 10.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_fill_the_bar_and_narrow_ones_lose_their_words() {
        let drawn = bars(&[
            (Tone::Rag(Rag::Green), 16),
            (Tone::Rag(Rag::Amber), 3),
            (Tone::Unrated, 1),
        ]);
        let texts: Vec<&str> = drawn.iter().map(|bar| bar.text.as_str()).collect();
        assert_eq!(texts, ["16 G", "3", ""]);
        let last = &drawn[2];
        assert_eq!(percent(last.from + last.share), "100%");
        assert!(bars(&[]).is_empty());
    }
}
