//! What a search found, ready to be shown: made only for the hits that are.

use super::{
    marked::{Marked, Marks},
    segment::Match,
    texts::texts,
    wanted::{Slips, Wanted},
};
use crate::plan::{AnyRecord, Id, Kind};

/// The longest a title is shown, in characters.
const TITLE: usize = 220;
/// The longest an excerpt is, in characters, and how much of it stands before the match.
const EXCERPT: usize = 150;
const BEFORE: usize = 40;

/// What was found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The best hits.
    pub hits: Vec<Hit>,
    /// How many there are in all.
    pub total: usize,
    /// How many of them are only near: a slip away. They come last.
    pub near: usize,
    /// How many there are of each kind, whatever kind was asked for.
    pub kinds: Vec<(Kind, usize)>,
}

impl Found {
    /// How many there are, whatever kind was asked for.
    pub fn of_all_kinds(&self) -> usize {
        self.kinds.iter().map(|(_, count)| count).sum()
    }

    /// The words that stand for what was typed, where only slips match: the first few.
    pub fn instead(&self) -> Vec<&str> {
        let mut words: Vec<&str> = Vec::new();
        for word in self.hits.iter().flat_map(|hit| &hit.slipped) {
            if words.len() < 3 && !words.contains(&word.as_str()) {
                words.push(word);
            }
        }
        words
    }
}

/// Something found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    /// The record or part.
    pub id: Id,
    /// The kind of its record.
    pub kind: Kind,
    /// What it is, in one word.
    pub noun: &'static str,
    /// Its printed reference.
    pub reference: Marked,
    /// Its title.
    pub title: Marked,
    /// Words around the match, where it isn't in the title.
    pub excerpt: Option<Marked>,
    /// Whether it is only near: a slip away.
    pub near: bool,
    /// The words of it that are a slip away from what was typed.
    slipped: Vec<String>,
}

impl Hit {
    /// Makes what is shown of an answer.
    pub fn new(record: &dyn AnyRecord, found: &Match, wanted: &Wanted, slips: Slips) -> Hit {
        let mut hit = Hit {
            id: record.id().clone(),
            kind: record.kind(),
            noun: record.kind().one(),
            reference: Marked::default(),
            title: Marked::default(),
            excerpt: None,
            near: found.near(),
            slipped: Vec::new(),
        };
        let mut title = record.title();
        let mut at = 0;
        record.parts(&mut |part| {
            at += 1;
            if at == found.part {
                hit.id = part.id.clone();
                hit.noun = part.noun;
                part.title.clone_into(&mut title);
            }
        });
        let marks = Marks::new(wanted, if hit.near { slips } else { Slips::Never });
        let reference = marks.of(record.reference());
        let shown = marks.of(&cut_at(&title, TITLE));
        let met = reference.met | shown.met;
        if met != marks.all() {
            let mut best: Option<(u32, String)> = None;
            texts(record, &mut |part, text| {
                // A part's words stand for its record's only where the record answers with them.
                if part != found.part && found.part != 0 {
                    return;
                }
                let own = part == found.part;
                let more = marks.of(text).met & !met;
                let worth = more.count_ones() * 2 + u32::from(own);
                if more != 0 && best.as_ref().is_none_or(|(least, _)| worth > *least) {
                    best = Some((worth, text.to_owned()));
                }
            });
            if let Some((_, text)) = best {
                let around = marks.of(&text).first.unwrap_or(0);
                let excerpt = marks.of(&excerpt(&text, around));
                hit.slipped.extend(excerpt.slipped);
                hit.excerpt = Some(excerpt.marked);
            }
        }
        hit.slipped.extend(shown.slipped);
        hit.slipped.extend(reference.slipped);
        hit.title = match title.trim().is_empty() {
            true => Marked::plain(&format!("Unnamed {}", hit.noun)),
            false => shown.marked,
        };
        hit.reference = reference.marked;
        hit
    }
}

/// Some words of a text around a place in it.
fn excerpt(text: &str, around: usize) -> String {
    let before = text.get(..around).unwrap_or_default();
    let from = before
        .char_indices()
        .rev()
        .nth(BEFORE)
        .map_or(0, |(at, _)| {
            let rest = before.get(at..).unwrap_or_default();
            at + rest.find(' ').map_or(0, |space| space + 1)
        });
    let lead = if from > 0 { "…" } else { "" };
    format!(
        "{lead}{}",
        cut_at(text.get(from..).unwrap_or_default(), EXCERPT)
    )
}

/// A text, cut after a whole word if it has more than so many characters.
fn cut_at(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        None => text.to_owned(),
        Some((at, _)) => {
            let kept = text.get(..at).unwrap_or(text);
            let whole = kept.rsplit_once(' ').map_or(kept, |(words, _)| words);
            format!("{whole}…")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_stands_around_the_match() {
        let text = "one ".repeat(30) + "carers" + &" two".repeat(60);
        let cut = excerpt(&text, 120);
        assert!(cut.starts_with("…one") && cut.ends_with("two…"), "{cut}");
        assert!(cut.contains("carers") && cut.chars().count() < 160);
        assert_eq!(excerpt("carers", 0), "carers");
    }
}
