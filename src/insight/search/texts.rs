//! The texts of a record and its parts, each with the part it belongs to: read off the record's own JSON, so
//! that no field of any kind is forgotten and none needs a line of its own here.

use std::borrow::Cow;

use crate::plan::{AnyRecord, Date, Id, MoneyUnit, Pounds};

/// Shows each text of a record as a reader sees it: dates and amounts written out; no ids, references
/// or names of fields. Nought is the record itself, `n` its `n`th part.
pub fn texts(record: &dyn AnyRecord, see: &mut dyn FnMut(usize, &str)) {
    let mut parts: Vec<Id> = Vec::new();
    let mut refs: Vec<Id> = Vec::new();
    record.links(&mut |_, to| refs.push(to.to.clone()));
    record.parts(&mut |part| {
        parts.push(part.id.clone());
        refs.extend(part.links().map(|(_, to)| to.to.clone()));
    });
    refs.sort_unstable();
    refs.dedup();
    let json = record.json_text();
    let mut walk = Walk {
        json: &json,
        at: 0,
        parts: &parts,
        next_part: 0,
    };
    walk.each(&mut |part, value| match value {
        Value::Text(text) if refs.binary_search_by(|id| id.as_str().cmp(text)).is_ok() => {}
        Value::Text(text) => match date(text) {
            Some(date) => see(part, &date),
            None => see(part, text),
        },
        Value::Pounds(pounds) => see(part, &pounds),
    });
}

/// What a field holds.
enum Value<'a> {
    Text(&'a str),
    Pounds(String),
}

/// A day or month as people write it.
fn date(text: &str) -> Option<String> {
    let dated = text.len() >= 7
        && text.bytes().take(4).all(|b| b.is_ascii_digit())
        && text.as_bytes().get(4) == Some(&b'-');
    let date: Date = text.parse().ok().filter(|_| dated)?;
    Some(date.shown())
}

/// A walk through canonical JSON.
struct Walk<'a> {
    json: &'a [u8],
    at: usize,
    parts: &'a [Id],
    next_part: usize,
}

/// An object or list that is open: the part it belongs to and the field it stands in.
struct Open<'a> {
    part: usize,
    key: Cow<'a, str>,
}

impl<'a> Walk<'a> {
    fn each(&mut self, see: &mut dyn FnMut(usize, Value<'_>)) {
        let mut above: Vec<Open<'a>> = Vec::new();
        let mut here = Open {
            part: 0,
            key: Cow::Borrowed(""),
        };
        while let Some(&byte) = self.json.get(self.at) {
            match byte {
                b'{' | b'[' => {
                    let inner = Open {
                        part: here.part,
                        key: here.key.clone(),
                    };
                    above.push(std::mem::replace(&mut here, inner));
                    self.at += 1;
                }
                b'}' | b']' => {
                    if let Some(outer) = above.pop() {
                        here = outer;
                    }
                    self.at += 1;
                }
                b'"' => {
                    let text = self.string();
                    if self.json.get(self.at) == Some(&b':') {
                        here.key = text;
                        continue;
                    }
                    match &*here.key {
                        "id" => here.part = self.part(&text).unwrap_or(here.part),
                        "to" | "inferred" | "unit" => {}
                        _ => see(here.part, Value::Text(&text)),
                    }
                }
                b'-' | b'0'..=b'9' => {
                    let figure = self.number();
                    if here.key == "pounds"
                        && let Ok(pounds) = figure.parse()
                    {
                        let amount = Pounds {
                            pounds,
                            unit: MoneyUnit::Pounds,
                            places: 0,
                        };
                        see(here.part, Value::Pounds(amount.in_full()));
                    }
                }
                _ => self.at += 1,
            }
        }
    }

    /// The number of the part with an id. Parts mostly come in the order in which the record shows them.
    fn part(&mut self, id: &str) -> Option<usize> {
        let is = |part: &Id| part.as_str() == id;
        let next = self.parts.get(self.next_part).is_some_and(is);
        let at = match next {
            true => self.next_part,
            false => self.parts.iter().position(is)?,
        };
        self.next_part = at + 1;
        Some(at + 1)
    }

    fn number(&mut self) -> &'a str {
        let rest = self.json.get(self.at..).unwrap_or_default();
        let digits = rest.iter().take_while(|b| !matches!(b, b',' | b'}' | b']'));
        let figure = rest.get(..digits.count()).unwrap_or_default();
        self.at += figure.len().max(1);
        std::str::from_utf8(figure).unwrap_or_default()
    }

    /// The string that begins here; steps past it.
    fn string(&mut self) -> Cow<'a, str> {
        let from = self.at + 1;
        let mut end = from;
        let mut escaped = false;
        while let Some(&byte) = self.json.get(end) {
            match byte {
                b'"' => break,
                b'\\' => {
                    escaped = true;
                    end += 2;
                }
                _ => end += 1,
            }
        }
        let whole = self.json.get(self.at..=end).unwrap_or_default();
        self.at = end + 1;
        if escaped {
            return Cow::Owned(serde_json::from_slice(whole).unwrap_or_default());
        }
        let inner = whole
            .get(1..whole.len().saturating_sub(1))
            .unwrap_or_default();
        Cow::Borrowed(std::str::from_utf8(inner).unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Kind, Plan};
    use serde_json::json;

    fn of(plan: serde_json::Value, kind: Kind) -> Vec<(usize, String)> {
        let plan = Plan::from_json(plan).unwrap();
        let record = plan.collection(kind).record(0).unwrap();
        let mut all = Vec::new();
        texts(&*record, &mut |part, text| {
            all.push((part, text.to_owned()))
        });
        all
    }

    fn pair(part: usize, text: &str) -> (usize, String) {
        (part, text.to_owned())
    }

    #[test]
    fn each_text_belongs_to_its_part() {
        let found = of(
            json!({"actions": [{
                "id": "a1", "text": "Say \"yes\"", "serves": ["priority-1"], "note": "Ours",
                "milestones": [
                    {"id": "m1", "text": "First", "due": "2012-08"},
                    {"id": "m2", "text": "Second", "note": "Late"}],
            }]}),
            Kind::Action,
        );
        let expected = [
            pair(0, "Say \"yes\""),
            pair(1, "First"),
            pair(1, "August 2012"),
            pair(2, "Second"),
            pair(2, "Late"),
            pair(0, "Ours"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn amounts_are_written_out_and_references_left_out() {
        let found = of(
            json!({"money": [{"id": "b", "label": "Homes", "parent": "c",
                "about": [{"to": "team-1", "as_printed": "The team"}],
                "amounts": [{"kind": "spend", "value": {"pounds": 12579000, "unit": "£000"}}]}]}),
            Kind::Money,
        );
        let texts: Vec<&str> = found.iter().map(|(_, text)| text.as_str()).collect();
        assert!(texts.contains(&"£12,579,000"), "{texts:?}");
        assert!(texts.contains(&"The team"));
        assert!(!texts.contains(&"c") && !texts.contains(&"team-1"));
    }
}
