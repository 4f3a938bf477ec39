//! Nothing of a plan is out of reach: every record and part has a page, linked from a list, and every
//! field of it can be read there.

mod shelf;

use std::{collections::BTreeSet, fmt::Write};

use serde_json::Value;
use waymark::{
    insight::{
        Block, Fact, Index, Sheet,
        facts::{related, sheet},
        imprint,
    },
    plan::{
        ActionKind, AnyRecord, Basis, Date, Day, Decimal, Frequency, FromJson, Id, Level,
        MoneyKind, MoneyStatus, Period, Plan, PointKind, Polarity, Pounds, Progress, Provider, Rag,
        StatementRole, SumRole, Word, read,
    },
};

use shelf::plans;

/// A day on which no milestone of the shipped plans is due.
const AS_AT: Day = Day(15_000);

/// What the pages of a record and its parts say, as text, and the items they lead to.
#[derive(Default)]
struct Pages {
    text: String,
    items: BTreeSet<Id>,
}

impl Pages {
    fn of(plan: &Plan, index: &Index, record: &dyn AnyRecord) -> Pages {
        let mut pages = Pages::default();
        let mut ids = vec![record.id().clone()];
        record.parts(&mut |part| ids.push(part.id.clone()));
        for id in ids {
            pages.see(&sheet(plan, index, &id, AS_AT).unwrap());
        }
        pages
    }

    fn see(&mut self, sheet: &Sheet) {
        self.say(&[&sheet.title, &sheet.reference, &sheet.source, &sheet.note]);
        for name in &sheet.inferred {
            self.say(&[name]);
        }
        for block in &sheet.blocks {
            match block {
                Block::Facts(facts) => facts.iter().for_each(|(label, fact)| {
                    self.say(&[label]);
                    self.fact(fact);
                }),
                Block::List(_, entries) => entries.iter().for_each(|entry| {
                    self.items.extend(entry.id.clone());
                    self.fact(&entry.fact);
                }),
                Block::Grid(grid) => {
                    self.say(&[&grid.caption]);
                    for (id, cells) in &grid.rows {
                        self.items.extend(id.clone());
                        cells.iter().flatten().for_each(|cell| self.fact(cell));
                    }
                }
            }
        }
    }

    fn fact(&mut self, fact: &Fact) {
        match fact {
            Fact::Text(text) | Fact::Retold(text) | Fact::Word(text) | Fact::Inferred(text) => {
                self.say(&[text]);
            }
            Fact::Rating(rag) => self.say(&[rag.shown()]),
            Fact::Items(items) => items.iter().for_each(|(id, words)| {
                self.items.insert(id.clone());
                self.say(&[words]);
            }),
            Fact::Standing(_) | Fact::State(_) => {}
        }
    }

    fn say(&mut self, words: &[&str]) {
        words
            .iter()
            .for_each(|words| writeln!(self.text, "{words}").unwrap());
    }
}

/// A name of a closed list as a reader sees it.
fn shown<T: FromJson>(value: &Value, show: impl Fn(&T) -> &'static str) -> Option<String> {
    let read = read::<T>(value.clone()).ok()?;
    Some(show(&read).to_owned())
}

/// The ways in which a page may say the value of a field; none where it says it in its own way.
fn said(field: &str, value: &Value) -> Vec<String> {
    let named = match field {
        "polarity" => shown(value, |p: &Polarity| p.shown()),
        "frequency" => shown(value, |f: &Frequency| f.shown()),
        "status" => shown(value, |s: &MoneyStatus| s.shown()),
        "provider" => shown(value, |p: &Provider| p.shown()),
        "level" => shown(value, |l: &Level| l.shown()),
        "basis" => shown(value, |b: &Basis| b.shown()),
        "progress" => shown(value, |p: &Progress| p.shown()),
        "rating" => shown(value, |r: &Rag| r.shown()),
        "kinds" => shown(value, |k: &ActionKind| k.shown()),
        "kind" => shown(value, |k: &MoneyKind| k.shown())
            .or_else(|| shown(value, |k: &PointKind| k.shown())),
        "role" => shown(value, |r: &SumRole| r.shown())
            .or_else(|| shown(value, |r: &StatementRole| r.heading())),
        "print" => shown_word(value),
        _ => None,
    };
    if let Some(name) = named {
        // A review's frequency is words, and may be a name by chance.
        return [name]
            .into_iter()
            .chain(value.as_str().map(str::to_owned))
            .collect();
    }
    match value {
        // Each rating stands in a row named for what it judges.
        Value::String(_) if field == "aspect" => Vec::new(),
        Value::String(text) => {
            let number = read::<Decimal>(value.clone()).map(Decimal::grouped).ok();
            let date = text.parse::<Date>().map(Date::shown).ok();
            let period = text.parse::<Period>().map(Period::shown).ok();
            let ways = [number, date, period].into_iter().flatten();
            ways.chain([text.clone()]).collect()
        }
        Value::Number(number) => vec![number.to_string()],
        Value::Bool(_) if field == "gross" => vec!["gross".into()],
        Value::Bool(_) if field == "complete" => vec!["All answers".into()],
        Value::Bool(_) | Value::Null | Value::Array(_) | Value::Object(_) => Vec::new(),
    }
}

fn shown_word(value: &Value) -> Option<String> {
    Word::from_key(value.as_str()?).map(|word| word.shown().to_owned())
}

/// Whether a text holds words that are not a piece of longer ones.
fn holds(text: &str, words: &str) -> bool {
    // A figure goes on with a digit, a word with a letter: '80.9' is whole in '£80.9m'.
    let goes_on = |edge: Option<char>, next: Option<char>| match (edge, next) {
        (Some(edge), Some(next)) if edge.is_ascii_digit() => next.is_ascii_digit(),
        (Some(edge), Some(next)) => edge.is_alphabetic() && next.is_alphabetic(),
        _ => false,
    };
    let (first, last) = (words.chars().next(), words.chars().next_back());
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        !goes_on(first, before) && !goes_on(last, after)
    })
}

/// Walks the fields of a record and names those that its pages don't show.
struct Walk<'a> {
    plan: &'a Plan,
    index: &'a Index,
    pages: &'a Pages,
    record: &'a Id,
    missing: Vec<String>,
}

impl Walk<'_> {
    fn value(&mut self, path: &str, field: &str, value: &Value) {
        match value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.value(&format!("{path}/{at}"), field, item);
                }
            }
            Value::Object(fields) if fields.contains_key("pounds") => {
                let amount = read::<Pounds>(value.clone()).unwrap();
                self.text(path, &[amount.to_string()]);
            }
            Value::Object(fields) => self.fields(path, field, fields),
            // A reference is shown as a link, from this side or from the other.
            Value::String(text) if self.is_reference(field, text) => self.reference(path, text),
            value => self.text(path, &said(field, value)),
        }
    }

    fn fields(&mut self, path: &str, field: &str, fields: &serde_json::Map<String, Value>) {
        let has = |name: &str| fields.contains_key(name);
        for (name, value) in fields {
            let path = format!("{path}/{name}");
            match name.as_str() {
                "id" => {}
                // What is printed is shown; what we read it as, where that is our conclusion.
                "value" if has("as_printed") && !has("inferred") => {}
                "inferred" if value.is_boolean() => {}
                // A cell's value is read as the field it stands in.
                "value" if !field.is_empty() => self.value(&path, field, value),
                name => self.value(&path, name, value),
            }
        }
    }

    fn is_reference(&self, field: &str, text: &str) -> bool {
        let list = [
            "to",
            "serves",
            "areas",
            "owners",
            "responsible",
            "measures",
            "same_as",
            "about",
            "part_of",
            "parent",
            "table",
            "share_of",
            "outcomes",
            "priority",
            "holders",
            "by",
            "post",
            "partners",
            "team",
            "within",
            "step",
            "measure",
        ];
        list.contains(&field) && Id::parse(text).is_some_and(|id| self.index.place(&id).is_some())
    }

    fn reference(&mut self, path: &str, text: &str) {
        let id = Id::parse(text).unwrap();
        let back = related(self.plan, self.index, &id);
        let holder = |from: &Id| {
            from == self.record
                || self
                    .index
                    .record(self.plan, from)
                    .is_some_and(|r| r.id() == self.record)
        };
        let linked_back = back
            .iter()
            .any(|(_, items)| items.iter().any(|(from, _)| holder(from)));
        if !self.pages.items.contains(&id) && !linked_back {
            self.missing.push(format!("{path}: no link to {text}"));
        }
    }

    fn text(&mut self, path: &str, ways: &[String]) {
        if !ways.is_empty() && !ways.iter().any(|words| holds(&self.pages.text, words)) {
            self.missing.push(format!("{path}: {ways:?}"));
        }
    }
}

/// The fields of a plan that no page shows.
fn missing_of(id: &str, plan: &Plan) -> Vec<String> {
    let mut missing = Vec::new();
    let index = Index::new(plan);
    for record in plan.records() {
        let pages = Pages::of(plan, &index, &*record);
        let mut walk = Walk {
            plan,
            index: &index,
            pages: &pages,
            record: record.id(),
            missing: Vec::new(),
        };
        walk.value("", "", &(*record).json());
        let named = walk
            .missing
            .iter()
            .map(|m| format!("{id} {}{m}", record.id()));
        missing.extend(named);
    }
    missing
}

#[test]
fn every_field_of_every_record_is_on_a_page() {
    let all = plans();
    let missing: Vec<String> = all
        .iter()
        .flat_map(|(id, plan)| missing_of(id, plan))
        .collect();
    assert!(
        missing.is_empty(),
        "{} fields:\n{}",
        missing.len(),
        missing.join("\n")
    );
}

/// Gives a reason to whatever has an id; counts them.
fn give_reasons(value: &mut Value, given: &mut usize) {
    match value {
        Value::Object(fields) => {
            fields.values_mut().for_each(|v| give_reasons(v, given));
            if fields.contains_key("id") {
                *given += 1;
                let reason = serde_json::json!({
                    "what": format!("Thing {given}"),
                    "before": format!("old {given}"),
                    "why": format!("because {given}"),
                });
                fields.insert("reasons".into(), vec![reason].into());
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|v| give_reasons(v, given)),
        _ => {}
    }
}

#[test]
fn the_reason_of_every_change_is_on_a_page() {
    let (id, plan) = plans().remove(0);
    let mut json: Value = serde_json::from_slice(&plan.json_text()).unwrap();
    let mut given = 0;
    give_reasons(&mut json, &mut given);
    assert!(given > 400, "{given}");
    let plan = Plan::from_json(json).unwrap();
    assert_eq!(missing_of(&id, &plan), [""; 0]);
    let told: Vec<String> = imprint(&plan.front)
        .into_iter()
        .map(|(_, value)| value)
        .collect();
    let whole = format!("Thing {given}: was old {given}: because {given}");
    assert!(told.contains(&whole), "{told:?}");
}

#[test]
fn every_part_is_linked_from_the_page_of_its_record() {
    for (id, plan) in plans() {
        let index = Index::new(&plan);
        for record in plan.records() {
            let mut page = Pages::default();
            page.see(&sheet(&plan, &index, record.id(), AS_AT).unwrap());
            record.parts(&mut |part| {
                assert!(page.items.contains(part.id), "{id}: {}", part.id);
            });
        }
    }
}

#[test]
fn the_details_of_every_plan_are_told() {
    for (id, plan) in plans() {
        let front: Value = serde_json::to_value(&*plan.front).unwrap();
        let told: String = imprint(&plan.front)
            .into_iter()
            .map(|(_, value)| value + "\n")
            .collect();
        // The rest stand on the overview, or in lists of their own on the page of the source.
        let elsewhere = [
            "id",
            "title",
            "vision",
            "mission",
            "standing_rule",
            "supersedes",
            "document",
            "status",
        ];
        let fields = front.as_object().unwrap().iter();
        for (field, value) in fields.filter(|(field, _)| !elsewhere.contains(&field.as_str())) {
            let texts = match value {
                Value::Array(items) => items.clone(),
                Value::Object(cell) => {
                    let printed = cell.get("as_printed").or(cell.get("value"));
                    printed.cloned().into_iter().collect()
                }
                value => vec![value.clone()],
            };
            for text in texts {
                let ways = said(field, &text);
                let is_told = ways.iter().any(|words| holds(&told, words));
                assert!(is_told, "{id}: {field} {ways:?}");
            }
        }
    }
}
