//! The list for a meeting as a text or as HTML, with the context of each item: to be pasted, sent or printed by whoever
//! wrote it.

use super::html_text::escaped;
use crate::{
    insight::{
        document::{Document, Part as Content},
        notes::{Entry, Part},
    },
    plan::Date,
};

/// A list for a meeting, ready to be written out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Agenda {
    /// The plan's title.
    pub title: String,
    /// Whose plan it is.
    pub organisation: String,
    /// The as-at date of its figures, in words.
    pub as_at: String,
    items: Vec<Item>,
    beside: Vec<Item>,
}

/// One item of the list.
#[derive(Clone, Debug, Default, PartialEq)]
struct Item {
    title: String,
    /// What it is, what it comes to and where it hangs, a line each.
    context: Vec<String>,
    /// What is written on it, labelled.
    written: Vec<(&'static str, String)>,
}

impl Agenda {
    /// The entries of a plan's notes, in their order.
    pub fn of(title: &str, organisation: &str, as_at: &str, entries: &[Entry]) -> Agenda {
        let (items, beside): (Vec<&Entry>, Vec<&Entry>) =
            entries.iter().partition(|entry| entry.note.listed);
        Agenda {
            title: title.to_owned(),
            organisation: organisation.to_owned(),
            as_at: as_at.to_owned(),
            items: items.into_iter().map(item).collect(),
            beside: beside.into_iter().map(item).collect(),
        }
    }

    /// As plain text.
    pub fn text(&self) -> String {
        let mut out = format!("For the meeting: {}\n", self.title);
        for line in self.head() {
            out.push_str(&format!("{line}\n"));
        }
        let mut write = |at: String, item: &Item| {
            out.push_str(&format!("\n{at}{}\n", item.title));
            for line in &item.context {
                out.push_str(&format!("   {line}\n"));
            }
            for (label, words) in &item.written {
                let words = words.replace('\n', "\n   ");
                out.push_str(&format!("   {label}: {words}\n"));
            }
        };
        for (at, item) in self.items.iter().enumerate() {
            write(format!("{}. ", at + 1), item);
        }
        for item in &self.beside {
            write("Not on the list: ".to_owned(), item);
        }
        out
    }

    /// As HTML, to stand in a document.
    pub fn html(&self) -> String {
        let mut out = format!("<h1>For the meeting: {}</h1>\n", escaped(&self.title));
        for line in self.head() {
            out.push_str(&format!("<p>{}</p>\n", escaped(&line)));
        }
        let all = |items: &[Item]| -> String { items.iter().map(Item::html).collect() };
        if !self.items.is_empty() {
            out.push_str(&format!("<ol>\n{}</ol>\n", all(&self.items)));
        }
        if !self.beside.is_empty() {
            let beside = all(&self.beside);
            out.push_str(&format!("<h2>Not on the list</h2>\n<ul>\n{beside}</ul>\n"));
        }
        out
    }

    /// As a whole HTML page, to be kept as a file.
    pub fn page(&self) -> String {
        format!(
            "<!doctype html>\n<html lang=\"en-GB\">\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n<title>For the meeting: {}</title>\n\
             <style>body{{max-width:44em;margin:2em auto;padding:0 1em;font:1rem/1.5 sans-serif}}\
             li{{margin:0 0 1.5em;break-inside:avoid}}p{{margin:0 0 .4em}}</style>\n{}</html>\n",
            escaped(&self.title),
            self.html()
        )
    }

    /// What is on the list, as a section of a larger document.
    pub fn section(&self, heading: &str, remark: &str) -> Document {
        let item = |item: &Item| {
            let written = item.written.iter();
            let written = written.map(|(label, words)| ((*label).to_owned(), words.clone()));
            let context = item.context.iter().cloned().map(Content::Text);
            let mut parts = vec![Content::Heading(3, item.title.clone())];
            parts.extend(context);
            if !item.written.is_empty() {
                parts.push(Content::Facts(written.collect()));
            }
            parts
        };
        let remark = [Content::Text(remark.to_owned())];
        Document::headed(
            heading,
            remark.into_iter().chain(self.items.iter().flat_map(item)),
        )
    }

    fn head(&self) -> Vec<String> {
        let as_at = (!self.as_at.is_empty()).then(|| format!("Figures as at {}", self.as_at));
        let lines = [Some(self.organisation.clone()), as_at];
        lines
            .into_iter()
            .flatten()
            .filter(|line| !line.is_empty())
            .collect()
    }
}

impl Item {
    fn html(&self) -> String {
        let mut out = format!("<li><p><b>{}</b></p>\n", escaped(&self.title));
        for line in &self.context {
            out.push_str(&format!("<p><i>{}</i></p>\n", escaped(line)));
        }
        for (label, words) in &self.written {
            let words = escaped(words).replace('\n', "<br>");
            out.push_str(&format!("<p><b>{label}:</b> {words}</p>\n"));
        }
        out.push_str("</li>\n");
        out
    }
}

fn item(entry: &Entry) -> Item {
    let mut what = entry.what.clone();
    if !entry.gist.is_empty() {
        what = format!("{what}: {}", entry.gist);
    }
    if !entry.here {
        what.push_str(" (no longer in this plan)");
    }
    let steps: Vec<&str> = entry.thread.iter().map(|(_, title)| &**title).collect();
    let note = &entry.note;
    let mut written: Vec<(&str, String)> = Part::ALL
        .into_iter()
        .map(|part| (part.label(), said(part, note.text(part))))
        .filter(|(_, words)| !words.is_empty())
        .collect();
    if note.done {
        written.push(("Dealt with", "yes".to_owned()));
    }
    let context = [what, steps.join(" > ")];
    Item {
        title: entry.title.clone(),
        context: context
            .into_iter()
            .filter(|line| !line.is_empty())
            .collect(),
        written,
    }
}

/// The words of a part as they are read: a date in words.
pub fn said(part: Part, words: &str) -> String {
    match words.parse::<Date>() {
        Ok(date) if part == Part::AskedBy => date.shown(),
        _ => words.trim().to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{insight::notes::Note, plan::Id};

    fn agenda() -> Agenda {
        let note = Note {
            listed: true,
            done: true,
            question: "Why <so> low?\nSince when?".into(),
            asked_of: "The director".into(),
            asked_by: "2012-08-31".into(),
            ..Note::about(Some(&Id::slug("m1")))
        };
        let mut beside = note.clone();
        beside.listed = false;
        let entry = |note: Note| Entry {
            note: Arc::new(note),
            here: false,
            what: "Measure".into(),
            title: "Carers & families".into(),
            gist: "60% against 75%".into(),
            thread: vec![
                (Id::slug("o"), "Well".into()),
                (Id::slug("p"), "Safe".into()),
            ],
            kind: None,
        };
        Agenda::of(
            "A plan",
            "A council",
            "31 March 2012",
            &[entry(note), entry(beside)],
        )
    }

    #[test]
    fn a_text_says_each_item_with_its_context() {
        assert_eq!(
            agenda().text(),
            "For the meeting: A plan\nA council\nFigures as at 31 March 2012\n\n\
             1. Carers & families\n   Measure: 60% against 75% (no longer in this plan)\n   Well > Safe\n   \
             Question to ask: Why <so> low?\n   Since when?\n   Asked of: The director\n   \
             Needed by: 31 August 2012\n   Dealt with: yes\n\n\
             Not on the list: Carers & families\n   Measure: 60% against 75% (no longer in this plan)\n   \
             Well > Safe\n   Question to ask: Why <so> low?\n   Since when?\n   Asked of: The director\n   \
             Needed by: 31 August 2012\n   Dealt with: yes\n"
        );
    }

    #[test]
    fn what_is_written_is_never_markup() {
        let html = agenda().html();
        assert!(
            html.contains("<b>Question to ask:</b> Why &lt;so&gt; low?<br>Since when?"),
            "{html}"
        );
        assert!(html.contains("<b>Carers &amp; families</b>"), "{html}");
        let page = agenda().page();
        assert!(page.contains(&html) && !page.contains("<so>"), "{page}");
    }
}
