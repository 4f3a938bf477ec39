//! The abbreviations a plan lists: finding them in a text, whole words only, and counting where the
//! plan uses each.

use std::collections::HashMap;

use super::search::texts;
use crate::plan::{Id, Kind, Plan};

/// One abbreviation.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Known {
    id: Id,
    short: String,
    long: String,
}

/// The abbreviations of a plan, by the first word of each; made once a plan.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Abbreviations {
    by_word: HashMap<String, Vec<Known>>,
}

/// A piece of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Words as they are.
    Text(&'a str),
    /// An abbreviation as it stands in the text, and what it stands for.
    Short(&'a str, &'a str),
}

/// How often the records of a plan use an abbreviation, and which do.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Uses {
    /// How often.
    pub times: usize,
    /// The records, in the plan's order.
    pub records: Vec<Id>,
}

impl Abbreviations {
    /// Those of a plan.
    pub fn new(plan: &Plan) -> Abbreviations {
        let mut by_word: HashMap<String, Vec<Known>> = HashMap::new();
        for listed in plan.abbreviations.iter() {
            let short = listed.short.trim();
            let word = word_at(short);
            if word.is_empty() {
                continue;
            }
            by_word.entry(word.to_owned()).or_default().push(Known {
                id: listed.id.clone(),
                short: short.to_owned(),
                long: listed.long.trim().to_owned(),
            });
        }
        // 'ASC&H' is looked for before 'ASC'.
        for known in by_word.values_mut() {
            known.sort_by_key(|k| std::cmp::Reverse(k.short.len()));
        }
        Abbreviations { by_word }
    }

    /// The text in pieces. What the plan lists and doesn't spell out stays text.
    pub fn split<'a>(&'a self, text: &'a str) -> Vec<Piece<'a>> {
        let mut pieces = Vec::new();
        let mut done = 0;
        self.find(text, |from, to, known| {
            if known.long.is_empty() {
                return;
            }
            let before = text.get(done..from).unwrap_or_default();
            if !before.is_empty() {
                pieces.push(Piece::Text(before));
            }
            let short = text.get(from..to).unwrap_or_default();
            pieces.push(Piece::Short(short, &known.long));
            done = to;
        });
        let rest = text.get(done..).unwrap_or_default();
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest));
        }
        pieces
    }

    /// Where the records of a plan use each, by its id; their own records aside.
    pub fn uses(&self, plan: &Plan) -> HashMap<Id, Uses> {
        let mut uses: HashMap<Id, Uses> = HashMap::new();
        for record in plan.records() {
            if record.kind() == Kind::Abbreviation {
                continue;
            }
            texts(&*record, &mut |_, text| {
                self.find(text, |_, _, known| {
                    let used = uses.entry(known.id.clone()).or_default();
                    used.times += 1;
                    if used.records.last() != Some(record.id()) {
                        used.records.push(record.id().clone());
                    }
                });
            });
        }
        uses
    }

    /// Tells each abbreviation in a text with where it begins and ends.
    fn find<'a>(&'a self, text: &str, mut found: impl FnMut(usize, usize, &'a Known)) {
        if self.by_word.is_empty() {
            return;
        }
        let mut at = 0;
        let mut before = "";
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let word = word_at(rest);
            if word.is_empty() {
                at += rest.chars().next().map_or(1, char::len_utf8);
            } else if let Some((len, known)) = self.at_start(rest, word).filter(|_| !joined(before))
            {
                found(at, at + len, known);
                at += len;
            } else {
                at += word.len();
            }
            before = text.get(..at).unwrap_or_default();
        }
    }

    /// The longest abbreviation that a text begins with, and how much of the text it is: 'CCGs' is all
    /// of it the plural of 'CCG'.
    fn at_start(&self, text: &str, word: &str) -> Option<(usize, &Known)> {
        let exact = self.by_word.get(word).into_iter().flatten();
        let one = word.strip_suffix('s').and_then(|one| self.by_word.get(one));
        exact.chain(one.into_iter().flatten()).find_map(|known| {
            let after = text.strip_prefix(known.short.as_str())?;
            let (after, plural) = match after.strip_prefix('s') {
                Some(rest) if word_at(after).len() == 1 => (rest, 1),
                _ => (after, 0),
            };
            let ends = word_at(after).is_empty() && !joins(after);
            ends.then_some((known.short.len() + plural, known))
        })
    }
}

/// The letters and digits a text begins with.
fn word_at(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric());
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// Whether a text goes on after an ampersand without a space, as in 'P&EH': one word with what is before.
fn joins(after: &str) -> bool {
    after
        .strip_prefix('&')
        .is_some_and(|rest| !word_at(rest).is_empty())
}

/// Whether a text ends within such a word.
fn joined(before: &str) -> bool {
    before
        .strip_suffix('&')
        .is_some_and(|rest| rest.ends_with(char::is_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "abbreviations": [
                {"id": "x1", "short": "ASC", "long": "Adult Social Care"},
                {"id": "x2", "short": "ASC&H", "long": "Adult Social Care and Health"},
                {"id": "x3", "short": "CCG", "long": "Clinical Commissioning Group"},
                {"id": "x4", "short": "IAs", "long": "impact assessments"},
                {"id": "x5", "short": "CEC PCT", "long": "Central & Eastern Cheshire PCT"},
                {"id": "x6", "short": "APB"},
                {"id": "x7", "short": "c", "long": "circa"},
                {"id": "x8", "short": "&", "long": "and"},
                {"id": "x9", "short": "N/A", "long": "not applicable"}],
            "actions": [
                {"id": "a", "text": "ASC and APB", "note": "APB, again"},
                {"id": "b", "text": "Ask the CCGs"}]}))
        .unwrap()
    }

    fn split(text: &str) -> Vec<String> {
        let known = Abbreviations::new(&plan());
        let shown = known.split(text).into_iter().map(|piece| match piece {
            Piece::Text(text) => text.to_owned(),
            Piece::Short(short, long) => format!("[{short}={long}]"),
        });
        shown.collect()
    }

    #[test]
    fn whole_words_are_found_and_the_longest_first() {
        let said = split("ASC&H, with the CCGs’ help");
        let long = "[ASC&H=Adult Social Care and Health]";
        let group = "[CCGs=Clinical Commissioning Group]";
        assert_eq!(said, [long, ", with the ", group, "’ help"]);
        assert_eq!(
            split("the CEC PCT.")[1],
            "[CEC PCT=Central & Eastern Cheshire PCT]"
        );
        assert_eq!(split("IAs"), ["[IAs=impact assessments]"]);
        assert_eq!(split("ASC-funded")[0], "[ASC=Adult Social Care]");
        assert_eq!(split("(N/A)")[1], "[N/A=not applicable]");
    }

    #[test]
    fn parts_of_words_are_left_alone() {
        for text in [
            "ASCH2/1", "asc", "CASC", "CCGsx", "P&ASC", "ASC&Q", "council", "CEC", "APB", "& é",
        ] {
            assert_eq!(split(text), [text]);
        }
        assert!(split("").is_empty());
    }

    #[test]
    fn no_text_is_lost_whatever_it_is() {
        let known = Abbreviations::new(&plan());
        for text in [
            "ASC\u{301} ASC",
            "éASC ASCé ASC",
            "ASC & ASC&H&ASC",
            "🙂ASC🙂c c",
            "s ASCs s",
        ] {
            let whole: String = known
                .split(text)
                .iter()
                .map(|piece| match piece {
                    Piece::Text(text) | Piece::Short(text, _) => *text,
                })
                .collect();
            assert_eq!(whole, text);
        }
    }

    #[test]
    fn uses_are_counted_by_record() {
        let plan = plan();
        let uses = Abbreviations::new(&plan).uses(&plan);
        let used = |id: &str| uses.get(&Id::slug(id)).cloned().unwrap_or_default();
        assert_eq!(used("x6").times, 2);
        assert_eq!(used("x6").records, [Id::slug("a")]);
        assert_eq!(used("x3").records, [Id::slug("b")]);
        assert_eq!(used("x2"), Uses::default());
    }
}
