//! Search over the plans we ship and over any other: what is there is found, however it is typed, and an index
//! brought up to date answers like a new one.

use std::{collections::BTreeMap, fs, time::Instant};

use proptest::{prelude::*, sample::Index as Pick};
use serde_json::{Value, json};
use waymark::{
    formats::{Caps, read_plan},
    insight::{SearchIndex, search::Hit},
    plan::{AnyRecord, Id, Kind, Plan},
};

const PLANS: [&str; 5] = [
    "cheshire-west-2011-14",
    "coventry-2014",
    "warwickshire-2021-22",
    "worcestershire-2018-21",
    "worcestershire-update-2021-03",
];

fn file(id: &str) -> Vec<u8> {
    let path = format!("{}/public/plans/{id}.json", env!("CARGO_MANIFEST_DIR"));
    fs::read(path).unwrap()
}

fn shipped(id: &str) -> Plan {
    read_plan(&file(id), Caps::FILE).unwrap()
}

/// Ids and titles of a record and its parts.
fn titles(record: &dyn AnyRecord) -> Vec<(Id, String)> {
    let mut all = vec![(record.id().clone(), record.title())];
    record.parts(&mut |part| all.push((part.id.clone(), part.title.to_owned())));
    all
}

/// Each word of a plan's titles, with what it is in the title of.
fn title_words(plan: &Plan) -> BTreeMap<String, Vec<Id>> {
    let mut all: BTreeMap<String, Vec<Id>> = BTreeMap::new();
    for record in plan.records() {
        for (item, title) in titles(&*record) {
            let words = title.split_whitespace();
            for word in words.filter(|word| word.chars().any(char::is_alphanumeric)) {
                all.entry(word.to_owned()).or_default().push(item.clone());
            }
        }
    }
    all
}

#[test]
fn every_word_of_a_title_finds_its_record() {
    for id in PLANS {
        let plan = shipped(id);
        let index = SearchIndex::of(&plan);
        for (word, items) in title_words(&plan) {
            let found = index.search(&word, None, usize::MAX);
            for item in items {
                let to_the_letter = |hit: &&Hit| hit.id == item && !hit.near;
                let hit = found.hits.iter().find(to_the_letter);
                assert!(hit.is_some(), "{id}: {item} by {word:?}");
            }
        }
    }
}

#[test]
fn a_slip_in_a_long_word_of_a_title_finds_its_record_all_the_same() {
    for id in PLANS {
        let plan = shipped(id);
        let index = SearchIndex::of(&plan);
        let words = title_words(&plan).into_iter();
        let long = words
            .filter(|(word, _)| word.len() >= 8 && word.chars().all(|c| c.is_ascii_alphabetic()));
        for (n, (word, items)) in long.enumerate() {
            let typed = match n % 3 {
                0 => format!("{}{}{}{}", &word[..3], &word[4..5], &word[3..4], &word[5..]),
                1 => format!("{}{}", &word[..4], &word[5..]),
                _ => format!("{}q{}", &word[..2], &word[3..]),
            };
            let found = index.search(&typed, None, usize::MAX);
            for item in items {
                // What was typed may be another word of the plan.
                let another = found.total > found.near;
                let has = found.hits.iter().any(|hit| hit.id == item);
                assert!(another || has, "{id}: {item} by {typed:?}");
            }
        }
    }
}

#[test]
fn what_takes_no_slip_comes_first() {
    for id in PLANS {
        let index = SearchIndex::of(&shipped(id));
        for typed in [
            "carers",
            "safegaurding",
            "accomodation",
            "dement",
            "direct paymnts",
            "polices",
        ] {
            let found = index.search(typed, None, usize::MAX);
            let exact = found.hits.iter().take_while(|hit| !hit.near).count();
            assert_eq!(exact, found.total - found.near, "{id}: {typed}");
            assert_eq!(found.hits.len(), found.total);
        }
    }
}

/// A plan of some records with these words.
fn plan_of(words: &[String]) -> Value {
    let action = |(n, text): (usize, &String)| {
        json!({"id": format!("a{n}"), "text": text, "note": text.chars().rev().collect::<String>(),
            "milestones": [{"id": format!("a{n}-m"), "text": format!("{text} again")}]})
    };
    json!({"id": "p", "title": "P", "actions": words.iter().enumerate().map(action).collect::<Vec<_>>(),
        "abbreviations": [{"id": "ab", "short": "DP", "long": "direct payments"}]})
}

/// A change of a plan.
#[derive(Clone, Debug)]
enum Deed {
    Reword(Pick, String),
    Add(Pick, String),
    Take(Pick),
    Shift(Pick, Pick),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let pick = any::<Pick>;
    let text = "[a-e]{1,6}( [a-e]{1,9}){0,3}";
    let deed = prop_oneof![
        (pick(), text).prop_map(|(at, text)| Deed::Reword(at, text)),
        (pick(), text).prop_map(|(at, text)| Deed::Add(at, text)),
        pick().prop_map(Deed::Take),
        (pick(), pick()).prop_map(|(from, to)| Deed::Shift(from, to)),
    ];
    prop::collection::vec(deed, 1..12)
}

fn act(plan: &mut Plan, deed: &Deed, number: usize) {
    let actions = plan.collection_mut(Kind::Action);
    let len = actions.len();
    let record = |id: String, text: &str| json!({"id": id, "text": text});
    match deed {
        Deed::Add(at, text) => {
            let mut reader = waymark::plan::Reader::default();
            actions.insert(
                at.index(len + 1),
                record(format!("n{number}"), text).into(),
                &mut reader,
            );
        }
        _ if len == 0 => {}
        Deed::Reword(at, text) => {
            let at = at.index(len);
            let id = actions.id_at(at).unwrap().to_string();
            actions.replace(at, &record(id, text)).unwrap();
        }
        Deed::Take(at) => actions.remove(at.index(len)),
        Deed::Shift(from, to) => actions.shift(from.index(len), to.index(len)),
    }
}

proptest! {
    #[test]
    fn nothing_typed_and_nothing_written_panics(
        texts in prop::collection::vec("\\PC{0,40}", 0..4),
        typed in "\\PC{0,60}",
        most in 0usize..9,
    ) {
        let plan = Plan::from_json(plan_of(&texts)).unwrap();
        let index = SearchIndex::of(&plan);
        for typed in texts.iter().chain([&typed]) {
            let found = index.search(typed, None, most);
            prop_assert!(found.hits.len() <= most.min(found.total));
        }
    }

    #[test]
    fn an_index_brought_up_to_date_answers_like_a_new_one(
        texts in prop::collection::vec("[a-e]{1,6}( [a-e]{1,9}){0,3}", 0..200),
        deeds in deeds(),
        typed in prop::collection::vec("[a-e]{1,9}( [a-e]{1,6})?", 4),
    ) {
        let mut plan = Plan::from_json(plan_of(&texts)).unwrap();
        let mut index = SearchIndex::of(&plan);
        for (number, deed) in deeds.iter().enumerate() {
            act(&mut plan, deed, number);
            index.turn_to(&plan);
            // Half-read in between, as when a reader types on.
            index.read_on();
        }
        while index.read_on() {}
        let fresh = SearchIndex::of(&plan);
        for typed in typed {
            let (old, new) = (index.search(&typed, None, 50), fresh.search(&typed, None, 50));
            prop_assert_eq!(old, new);
        }
    }
}

#[test]
fn only_what_was_touched_is_read_again() {
    let texts: Vec<String> = (0..1000).map(|n| format!("word{n}")).collect();
    let mut plan = Plan::from_json(plan_of(&texts)).unwrap();
    let mut index = SearchIndex::of(&plan);
    let new = json!({"id": "new", "text": "new"});
    let mut reader = waymark::plan::Reader::default();
    plan.collection_mut(Kind::Action)
        .insert(0, new.into(), &mut reader);
    index.turn_to(&plan);
    let (read, all) = index.progress();
    assert_eq!(all, 1002);
    assert!(all - read <= 65, "{} are read again", all - read);
    index.turn_to(&plan);
    while index.read_on() {}
    index.turn_to(&plan);
    assert_eq!(index.progress(), (1002, 1002));
}

/// Cheshire West's records a hundred times, each time under new ids.
fn hundredfold() -> Plan {
    let file: Value = serde_json::from_slice(&file(PLANS[0])).unwrap();
    let mut plan = file["plan"].clone();
    let mut ids = Vec::new();
    for record in shipped(PLANS[0]).records() {
        ids.extend(titles(&*record).into_iter().map(|(id, _)| id.to_string()));
    }
    ids.sort();
    for kind in Kind::ALL {
        let Some(Value::Array(list)) = plan.get_mut(kind.key()) else {
            continue;
        };
        let first = list.clone();
        for n in 1..100 {
            list.extend(first.iter().cloned().map(|record| renamed(record, n, &ids)));
        }
    }
    Plan::from_json(plan).unwrap()
}

fn renamed(value: Value, n: usize, ids: &[String]) -> Value {
    match value {
        Value::String(text) if ids.binary_search(&text).is_ok() => json!(format!("{text}-{n}")),
        Value::Array(all) => all.into_iter().map(|v| renamed(v, n, ids)).collect(),
        Value::Object(all) => {
            let all = all.into_iter().map(|(name, v)| (name, renamed(v, n, ids)));
            Value::Object(all.collect())
        }
        other => other,
    }
}

/// `cargo test --release --test search -- --ignored --nocapture`
#[test]
#[ignore = "takes seconds: prints how long a very large plan takes, and checks how much room"]
fn a_very_large_plan() {
    let plan = hundredfold();
    let began = Instant::now();
    let index = SearchIndex::of(&plan);
    let (records, bytes) = (index.progress().1, index.bytes());
    println!("{records} records in {:?}, {bytes} bytes", began.elapsed());
    assert!(bytes < 25_000_000);
    for typed in [
        "s",
        "se",
        "serv",
        "services",
        "direct payments",
        "safegaurding",
        "zzzzzzzz",
    ] {
        let began = Instant::now();
        let found = index.search(typed, None, 60);
        println!("{typed:?}: {} in {:?}", found.total, began.elapsed());
    }
}
