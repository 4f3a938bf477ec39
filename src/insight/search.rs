//! Finding items of a plan by the words in them: every word looked for must occur, in any order,
//! plurals and capitals aside; the best matches first.

use crate::plan::{AnyRecord, Id, Kind, Plan};

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
    pub reference: String,
    /// Its title.
    pub title: String,
    /// Words around the match, where it isn't in the title.
    pub excerpt: String,
}

/// Finds at most `most` items, and says how many there are in all.
pub fn search(plan: &Plan, looked_for: &str, most: usize) -> (Vec<Hit>, usize) {
    let words: Vec<String> = looked_for.split_whitespace().map(stem).collect();
    if words.iter().all(String::is_empty) {
        return (Vec::new(), 0);
    }
    let mut found: Vec<(u32, Hit)> = Vec::new();
    for record in plan.records() {
        look_in(&*record, &words, &mut found);
    }
    let total = found.len();
    // A stable sort keeps the plan's own order among equals.
    found.sort_by_key(|(score, _)| std::cmp::Reverse(*score));
    found.truncate(most);
    (found.into_iter().map(|(_, hit)| hit).collect(), total)
}

fn look_in(record: &dyn AnyRecord, words: &[String], found: &mut Vec<(u32, Hit)>) {
    let title = record.title();
    let reference = record.reference();
    let hit = |id: &Id, noun, title: String, excerpt| Hit {
        id: id.clone(),
        kind: record.kind(),
        noun,
        reference: reference.to_owned(),
        title,
        excerpt,
    };
    let headed = format!("{reference} {title}");
    let mut parts = Vec::new();
    record.parts(&mut |part| {
        let score = score(part.title, words);
        if score > 0 {
            let title = part.title.to_owned();
            parts.push((score, hit(part.id, part.noun, title, String::new())));
        }
    });
    let score = score(&headed, words);
    if score > 0 {
        let exact = u32::from(stem(reference) == words.concat()) * 100;
        let whole = hit(record.id(), record.kind().one(), title, String::new());
        found.push((score + exact, whole));
    } else if parts.is_empty() {
        let mut body = String::new();
        strings(&record.json(), &mut body);
        if self::score(&format!("{headed} {body}"), words) > 0 {
            let excerpt = excerpt(&body, words);
            found.push((1, hit(record.id(), record.kind().one(), title, excerpt)));
        }
    }
    found.append(&mut parts);
}

/// Small letters, without marks at either end and without a plural s.
fn stem(word: &str) -> String {
    let word = word
        .trim_matches(|c: char| !c.is_alphanumeric())
        .to_lowercase();
    match word.strip_suffix('s') {
        Some(rest) if rest.len() >= 3 && !rest.ends_with('s') => rest.to_owned(),
        _ => word,
    }
}

/// How well a text holds all the words: nought if one is missing, more for whole words and for words
/// near the front.
fn score(text: &str, words: &[String]) -> u32 {
    let text = text.to_lowercase();
    let mut score = 1;
    for word in words.iter().filter(|w| !w.is_empty()) {
        let Some(at) = text.find(word.as_str()) else {
            return 0;
        };
        let starts = text
            .get(..at)
            .and_then(|before| before.chars().next_back())
            .is_none_or(|c| !c.is_alphanumeric());
        score += if starts { 10 } else { 2 };
        score += u32::from(at < 24) * 2;
    }
    score
}

/// Every string of a record's JSON but its ids, one after another.
pub(super) fn strings(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::String(text) => {
            out.push_str(text);
            out.push_str(" · ");
        }
        serde_json::Value::Array(items) => items.iter().for_each(|v| strings(v, out)),
        serde_json::Value::Object(fields) => fields
            .iter()
            .filter(|(name, _)| !matches!(name.as_str(), "id" | "to" | "inferred"))
            .for_each(|(_, v)| strings(v, out)),
        _ => {}
    }
}

/// Some words around the first match.
fn excerpt(body: &str, words: &[String]) -> String {
    let lower = body.to_lowercase();
    let at = words
        .iter()
        .filter(|w| !w.is_empty())
        .filter_map(|w| lower.find(w.as_str()))
        .min()
        .unwrap_or(0);
    let before = lower.get(..at).map_or(0, |t| t.chars().count());
    let from = before.saturating_sub(30);
    let text: String = body.chars().skip(from).take(110).collect();
    let lead = if from > 0 { "…" } else { "" };
    format!("{lead}{}…", text.trim_matches([' ', '·']))
}

/// Splits a text into pieces, each marked if it is one of the words looked for.
pub fn marked(text: &str, looked_for: &str) -> Vec<(String, bool)> {
    let words: Vec<String> = looked_for
        .split_whitespace()
        .map(stem)
        .filter(|w| !w.is_empty())
        .collect();
    let mut pieces: Vec<(String, bool)> = Vec::new();
    let mut push = |piece: &str, on: bool| match pieces.last_mut() {
        Some((text, was)) if *was == on => text.push_str(piece),
        _ => pieces.push((piece.to_owned(), on)),
    };
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let found = words.iter().find_map(|w| {
            let piece: String = rest.chars().take(w.chars().count()).collect();
            (piece.to_lowercase() == *w).then_some(piece.len())
        });
        let len = found.unwrap_or(c.len_utf8());
        let (piece, after) = rest.split_at_checked(len).unwrap_or((rest, ""));
        push(piece, found.is_some());
        rest = after;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn plan() -> Plan {
        Plan::from_json(json!({
            "id": "p",
            "measures": [{"id": "m1", "code": "1C2B", "name": "Direct payments to carers"},
                         {"id": "m2", "name": "Reviews", "note": "Counts carers too"}],
            "actions": [{"id": "a1", "text": "Plan", "milestones": [{"id": "a1-m1", "text": "Carer strategy agreed"}]}]
        }))
        .unwrap()
    }

    #[test]
    fn plurals_and_order_do_not_matter() {
        let ids = |words: &str| -> Vec<String> {
            search(&plan(), words, 9)
                .0
                .iter()
                .map(|h| h.id.to_string())
                .collect()
        };
        assert_eq!(ids("carer payment"), ["m1"]);
        assert_eq!(ids("carers"), ["a1-m1", "m1", "m2"]);
        assert_eq!(ids("1c2b"), ["m1"]);
        assert_eq!(ids("zebra"), [""; 0]);
        assert_eq!(ids("  "), [""; 0]);
    }

    #[test]
    fn marks_the_words_found() {
        let pieces = marked("Direct payments", "payment");
        assert_eq!(
            pieces,
            [
                ("Direct ".into(), false),
                ("payment".into(), true),
                ("s".into(), false)
            ]
        );
    }
}
