//! Pages of prose from plain text, so that their words cost no code. A line is a paragraph; `# `
//! begins a section with its heading, which the first line of all is too; `- ` makes an item of a
//! list; `<storage|this page>` is a link to a page about no plan, `[…]` a place for a council to fill
//! in, and `{…}` a key of the keyboard. What a plan saved as one page leaves out begins with `! `, what it alone has with
//! `? `: a section by its heading, or a line.

use leptos::prelude::*;

use crate::app::{View, is_saved_page, page_href};

/// Prose as a page shows it.
#[component]
pub fn Prose(
    /// The text.
    text: &'static str,
) -> impl IntoView {
    let saved = is_saved_page();
    let sections = text.split("\n# ").filter_map(|text| meant_for(saved, text));
    let sections = sections.map(|text| section(saved, text));
    view! { {sections.collect_view()} }
}

/// A section or a line without its mark; nothing where it isn't for a page of this kind.
fn meant_for(saved: bool, text: &str) -> Option<&str> {
    match (text.strip_prefix("! "), text.strip_prefix("? ")) {
        (Some(rest), _) => (!saved).then_some(rest),
        (_, Some(rest)) => saved.then_some(rest),
        _ => Some(text),
    }
}

/// The first line is the heading, none where it is empty; the others stand under it.
fn section(saved: bool, text: &'static str) -> impl IntoView {
    let (heading, body) = text.split_once('\n').unwrap_or((text, ""));
    let mut blocks: Vec<AnyView> = Vec::new();
    let mut items: Vec<AnyView> = Vec::new();
    let lines = body.lines().filter_map(|line| meant_for(saved, line));
    for line in lines.chain([""]) {
        if let Some(item) = line.strip_prefix("- ") {
            items.push(view! { <li>{inline(item)}</li> }.into_any());
            continue;
        }
        if !items.is_empty() {
            blocks.push(view! { <ul>{std::mem::take(&mut items)}</ul> }.into_any());
        }
        if !line.is_empty() {
            blocks.push(view! { <p>{inline(line)}</p> }.into_any());
        }
    }
    let heading = (!heading.is_empty()).then(|| view! { <h2>{heading}</h2> });
    view! { <section class="wm-prose">{heading} {blocks}</section> }
}

fn inline(line: &'static str) -> Vec<AnyView> {
    let shown = |piece: Piece| match piece {
        Piece::Text(text) => text.into_any(),
        Piece::Gap(text) => view! { <mark>"[" {text} "]"</mark> }.into_any(),
        Piece::Key(text) => view! { <kbd>{text}</kbd> }.into_any(),
        Piece::Link(key, text) => {
            view! { <a href=page_href(View::from_key(key))>{text}</a> }.into_any()
        }
    };
    pieces(line).into_iter().map(shown).collect()
}

/// A piece of a line.
#[derive(Debug, PartialEq)]
enum Piece<'a> {
    Text(&'a str),
    Gap(&'a str),
    Key(&'a str),
    Link(&'a str, &'a str),
}

fn pieces(line: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', '<', '{']) {
        let (before, from) = rest.split_at(at);
        let close = match from.as_bytes().first() {
            Some(b'[') => ']',
            Some(b'<') => '>',
            _ => '}',
        };
        let Some((inside, after)) = from.get(1..).and_then(|from| from.split_once(close)) else {
            break;
        };
        if !before.is_empty() {
            pieces.push(Piece::Text(before));
        }
        pieces.push(match (close, inside.split_once('|')) {
            ('>', Some((key, text))) => Piece::Link(key, text),
            ('}', _) => Piece::Key(inside),
            _ => Piece::Gap(inside),
        });
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Text(rest));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_saved_page_says_what_it_can_do() {
        for (text, app, page) in [
            ("Keys", Some("Keys"), Some("Keys")),
            ("! Writing a plan", Some("Writing a plan"), None),
            ("? This page", None, Some("This page")),
        ] {
            assert_eq!(meant_for(false, text), app);
            assert_eq!(meant_for(true, text), page);
        }
    }

    #[test]
    fn a_line_is_taken_apart() {
        assert_eq!(
            pieces("Ask [Council name] or <help|read on>, then {Ctrl}."),
            [
                Piece::Text("Ask "),
                Piece::Gap("Council name"),
                Piece::Text(" or "),
                Piece::Link("help", "read on"),
                Piece::Text(", then "),
                Piece::Key("Ctrl"),
                Piece::Text("."),
            ]
        );
        assert_eq!(pieces("an open [ stays"), [Piece::Text("an open [ stays")]);
    }
}
