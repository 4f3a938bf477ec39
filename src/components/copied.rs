//! What a part of the page is when it is copied. Tables and figures know more than the page shows of
//! them, and are asked; all else is read off the page.

use leptos::{
    prelude::*,
    web_sys::{Element, HtmlElement},
};
use wasm_bindgen::JsCast;

use crate::insight::document::{Cell, Column, Document, Line, Part, Table};

/// Marks an element that is asked.
const MARK: &str = "data-copied";

/// Those that are asked, by the number at their element.
#[derive(Clone, Copy)]
struct Asked(StoredValue<Vec<Callback<(), Document>>>);

/// Lets the parts of the page below be asked what they are when they are copied.
pub fn ask_parts() {
    provide_context(Asked(StoredValue::new(Vec::new())));
}

/// The mark for the element whose copy is made by `content`; none where nobody will ask.
pub fn copied_as(content: Callback<(), Document>) -> Option<String> {
    let Asked(asked) = use_context()?;
    asked.try_update_value(|all| {
        all.push(content);
        (all.len() - 1).to_string()
    })
}

/// What stands below an element. It is to be called where [`ask_parts`] was.
pub fn reader() -> impl Fn(&Element) -> Document + Clone {
    let asked = use_context::<Asked>();
    move |root| {
        let mut document = Document::default();
        read(root, asked, &mut document.parts);
        document
    }
}

fn read(element: &Element, asked: Option<Asked>, parts: &mut Vec<Part>) {
    let number = element
        .get_attribute(MARK)
        .and_then(|n| n.parse::<usize>().ok());
    let content = number.and_then(|at| asked?.0.with_value(|all| all.get(at).copied()));
    if let Some(content) = content {
        parts.extend(content.try_run(()).unwrap_or_default().parts);
        return;
    }
    let words = || words_of(element);
    let part = match element.tag_name().to_ascii_lowercase().as_str() {
        "button" | "form" | "nav" | "svg" | "script" => return,
        // What came of the last press of the button.
        _ if element.class_list().contains("wm-carry__said") => return,
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            let level = name.strip_prefix('h').and_then(|n| n.parse().ok());
            Part::Heading(level.unwrap_or(2), words())
        }
        "p" | "summary" => Part::Text(words()),
        "ul" | "ol" if is_flat(element) => {
            Part::List(inside(element, "li").map(|li| words_of(&li)).collect())
        }
        "dl" => {
            let labels = inside(element, "dt").map(|label| words_of(&label));
            let values = inside(element, "dd").map(|value| words_of(&value));
            Part::Facts(labels.zip(values).collect())
        }
        "table" => Part::Table(table(element)),
        _ => {
            let children = element.children();
            match children.length() {
                0 if !words().is_empty() => parts.push(Part::Text(words())),
                n => (0..n)
                    .filter_map(|at| children.item(at))
                    .for_each(|child| read(&child, asked, parts)),
            }
            return;
        }
    };
    if part != Part::Text(String::new()) {
        parts.push(part);
    }
}

/// The words of an element as they are laid out, on one line.
fn words_of(element: &Element) -> String {
    let words = match element.dyn_ref::<HtmlElement>() {
        Some(element) => element.inner_text(),
        None => element.text_content().unwrap_or_default(),
    };
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether no list stands in a list.
fn is_flat(list: &Element) -> bool {
    matches!(list.query_selector("ul, ol, details"), Ok(None))
}

fn inside(element: &Element, css: &str) -> impl Iterator<Item = Element> + use<> {
    let found = element.query_selector_all(css).ok();
    let count = found.as_ref().map_or(0, |found| found.length());
    (0..count).filter_map(move |at| found.as_ref()?.item(at)?.dyn_into().ok())
}

fn table(element: &Element) -> Table {
    let column = |th: Element| Column {
        heading: words_of(&th),
        numeric: th.class_list().contains("wm-num"),
    };
    let row = |tr: Element| Line {
        cells: inside(&tr, "th, td")
            .map(|cell| Cell::of(words_of(&cell)))
            .collect(),
        total: tr.class_list().contains("wm-table__total"),
        ..Line::default()
    };
    Table {
        caption: inside(element, "caption")
            .next()
            .map_or(String::new(), |c| words_of(&c)),
        columns: inside(element, "thead th").map(column).collect(),
        rows: inside(element, "tbody tr").map(row).collect(),
    }
}
