//! What must hold for any change of many places at once, on any plan we ship: it panics nowhere, it changes what its
//! preview says and nothing else, and one undo gives the plan back to the byte. `make soak` runs many more cases
//! (PROPTEST_CASES).

mod shelf;

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::LazyLock,
};

use proptest::{collection::vec, prelude::*, sample::Index as Pick};
use serde_json::{Value, json};
use waymark::{
    drafting::{
        Command, Draft, Path,
        many::{
            Fate, Field, Item, Moves, Owners, Sort, Sought, To, items, preview, replaced,
            responsible,
        },
        typed::{Meant, Reading},
        value_at,
    },
    formats::{Caps, read_plan, write_plan},
    plan::{Id, Kind, Plan, Progress},
};

static SHELF: LazyLock<Vec<Plan>> =
    LazyLock::new(|| shelf::plans().into_iter().map(|(_, plan)| plan).collect());

fn fields() -> Vec<&'static Field> {
    let sorts = [Sort::Owner, Sort::Date, Sort::Progress].into_iter();
    sorts.flat_map(Field::all).collect()
}

/// Every value of a plan that isn't made of others, by its place.
fn leaves(plan: &Plan) -> BTreeMap<String, Value> {
    fn walk(value: &Value, at: &str, out: &mut BTreeMap<String, Value>) {
        match value {
            Value::Object(fields) => fields
                .iter()
                .for_each(|(name, value)| walk(value, &format!("{at}/{name}"), out)),
            Value::Array(items) => items.iter().enumerate().for_each(|(place, value)| {
                let id = value.get("id").and_then(Value::as_str);
                let step = id.map_or_else(|| place.to_string(), |id| format!("#{id}"));
                walk(value, &format!("{at}/{step}"), out);
            }),
            leaf => drop(out.insert(at.trim_start_matches('/').to_owned(), leaf.clone())),
        }
    }
    let mut out = BTreeMap::new();
    walk(
        &serde_json::from_slice(&plan.json_text()).unwrap(),
        "",
        &mut out,
    );
    out
}

/// The places where two plans differ.
fn differences(one: &Plan, other: &Plan) -> BTreeSet<String> {
    let (one, other) = (leaves(one), leaves(other));
    let all = one.keys().chain(other.keys());
    let differ = all.filter(|at| one.get(*at) != other.get(*at));
    differ.cloned().collect()
}

/// Carries a command out and back; gives the plan between.
fn there_and_back(plan: &Plan, command: Command) -> Plan {
    let before = write_plan(plan);
    let mut draft = Draft::new(plan.clone());
    draft.perform(command, false).unwrap();
    let done = draft.plan().clone();
    let written = write_plan(&done);
    assert_eq!(read_plan(written.as_bytes(), Caps::FILE).unwrap(), done);
    draft.undo().unwrap();
    assert_eq!(write_plan(draft.plan()), before);
    assert_eq!(draft.undo().unwrap(), None);
    done
}

fn someone(plan: &Plan, pick: &Pick) -> Id {
    let kinds = [Kind::Post, Kind::Team, Kind::Organisation];
    let all: Vec<Id> = plan
        .records()
        .filter(|r| kinds.contains(&r.kind()))
        .map(|r| r.id().clone())
        .collect();
    match all.is_empty() {
        true => Id::slug("someone"),
        false => pick.get(&all).clone(),
    }
}

fn to(plan: &Plan, field: &Field, which: u8, months: i32, who: &[Pick; 2]) -> To {
    let [mut one, other] = [someone(plan, &who[0]), someone(plan, &who[1])];
    // Half of the time one who is responsible already.
    let already = responsible(plan, &items(plan, field));
    if which >= 128 && !already.is_empty() {
        one = who[0].get(&already).0.clone();
    }
    match (field.sort, which % 4) {
        (Sort::Owner, 0) => To::Owners(Owners::Only(one)),
        (Sort::Owner, 1) => To::Owners(Owners::And(one)),
        (Sort::Owner, way) => To::Owners(Owners::Instead {
            of: one,
            is: (way == 2).then_some(other),
        }),
        (Sort::Date, 0) => To::Date(json!("2027-03-31")),
        (Sort::Date, 1) => To::Date(match Reading::Date.read("TBC") {
            Meant::Value(value) => value,
            other => panic!("{other:?}"),
        }),
        (Sort::Date, _) => To::Moved(Moves { months }),
        (Sort::Progress, _) if field.is_free() => {
            To::Words(["", "On track", " Paused "][usize::from(which % 3)].into())
        }
        (Sort::Progress, 0) => To::Progress(None),
        (Sort::Progress, 1) => To::Progress(Some(Progress::Underway)),
        (Sort::Progress, _) => To::Progress(Some(Progress::Done)),
    }
}

/// What a preview says of a change and what it does are the same.
fn check(plan: &Plan, field: &Field, chosen: &BTreeSet<Id>, to: &To, remember: bool) {
    let preview = preview(plan, field, chosen, to, remember);
    let all = items(plan, field);
    let expected: Vec<&Item> = all
        .iter()
        .filter(|item| chosen.contains(&item.id))
        .collect();
    let shown: Vec<&Item> = preview.lines.iter().map(|line| &line.item).collect();
    assert_eq!(shown, expected);
    let changing = preview.changing();
    let Some(command) = preview.command.clone() else {
        assert_eq!(changing, 0);
        return;
    };
    // When a milestone was first due is remembered beside its date, and told with it.
    let remembers = remember && field.remembers();
    assert!(remembers || command.changes.len() == changing);
    let done = there_and_back(plan, command);
    let differ = differences(plan, &done);
    let now = items(&done, field);
    for line in &preview.lines {
        let at = line.item.at.to_string();
        let touched = differ.iter().any(|place| place.starts_with(&at));
        assert_eq!(touched, matches!(line.fate, Fate::Becomes(_)), "{at}");
        if let Fate::Becomes(said) = &line.fate {
            let is = now.iter().find(|item| item.at == line.item.at).unwrap();
            let (now, _) = said
                .split_once(" (first due ")
                .filter(|_| remembers)
                .unwrap_or((said, ""));
            assert_eq!(is.shown, now);
        }
    }
    for place in &differ {
        let place = match remembers {
            true => place.replace("/original_due", "/due"),
            false => place.clone(),
        };
        let told = preview
            .lines
            .iter()
            .any(|line| place.starts_with(&line.item.at.to_string()));
        assert!(told, "{place} changed, and nothing said so");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn what_a_preview_shows_is_what_is_done(
        which in any::<Pick>(),
        field in any::<Pick>(),
        ticks in vec(any::<bool>(), 1..60),
        way: u8,
        months in -30..30_i32,
        who in any::<[Pick; 2]>(),
        remember: bool,
    ) {
        let plan = which.get(&SHELF);
        let field = field.get(&fields()).to_owned();
        let all = items(plan, field);
        let ticked = all.iter().zip(ticks.iter().cycle()).filter(|(_, ticked)| **ticked);
        let chosen = ticked.map(|(item, _)| item.id.clone()).collect();
        check(plan, field, &chosen, &to(plan, field, way, months, &who), remember);
    }

    #[test]
    fn words_are_replaced_where_the_hits_are_and_nowhere_else(
        which in any::<Pick>(),
        find in prop_oneof![
            prop::sample::select(vec!["care", "Health", "a", "e ", "the", "’", "social care", "Council", "’s", "2018", ".", "İ"]).prop_map(str::to_owned),
            "\\PC{0,3}",
        ],
        instead in prop_oneof![Just(String::new()), "\\PC{0,6}", Just("e\u{301}\r\n".to_owned())],
        case: bool,
        whole: bool,
        kind in proptest::option::of(prop::sample::select(Kind::ALL.to_vec())),
        leave in vec(any::<bool>(), 1..9),
    ) {
        let plan = which.get(&SHELF);
        let sought = Sought { find, instead, case, whole, within: kind };
        let all = replaced(plan, &sought, &BTreeSet::new());
        let left = all.hits.iter().zip(leave.iter().cycle()).filter(|(_, leave)| **leave);
        let left: BTreeSet<String> = left.map(|(hit, _)| hit.key.clone()).collect();
        let some = replaced(plan, &sought, &left);
        prop_assert_eq!(all.hits.len(), some.hits.len());
        let keys: BTreeSet<&String> = some.hits.iter().map(|hit| &hit.key).collect();
        prop_assert_eq!(keys.len(), some.hits.len());
        let replacing = some.hits.iter().filter(|hit| hit.stays.is_none() && !left.contains(&hit.key)).count();
        prop_assert_eq!(replacing, some.replacing);
        let Some(command) = some.command else {
            prop_assert_eq!(replacing, 0);
            return Ok(());
        };
        let done = there_and_back(plan, command);
        let places: BTreeSet<&str> = some.hits.iter()
            .filter(|hit| hit.stays.is_none() && !left.contains(&hit.key))
            .filter_map(|hit| hit.key.rsplit_once('~').map(|(at, _)| at))
            .collect();
        for place in differences(plan, &done) {
            let told = places.iter().any(|at| place == *at || place.starts_with(&format!("{at}/")));
            prop_assert!(told, "{} changed, and no hit said so", place);
        }
    }
}

#[test]
fn each_field_has_places_somewhere_on_the_shelf_or_is_one_no_source_prints() {
    let empty: Vec<String> = fields()
        .into_iter()
        .filter(|field| SHELF.iter().all(|plan| items(plan, field).is_empty()))
        .map(Field::key)
        .collect();
    assert_eq!(empty, [""; 0]);
}

#[test]
fn nothing_is_replaced_in_ids_links_dates_and_figures() {
    for plan in SHELF.iter() {
        for find in ["a", "1", "2"] {
            let sought = Sought {
                find: find.into(),
                instead: "#".into(),
                ..Sought::default()
            };
            let command = replaced(plan, &sought, &BTreeSet::new()).command.unwrap();
            let done = there_and_back(plan, command);
            let links = |plan: &Plan| {
                let mut all = Vec::new();
                plan.records().for_each(|record| {
                    all.push(record.id().clone());
                    record.links(&mut |_, to| all.push(to.to.clone()));
                    record.parts(&mut |part| all.push(part.id.clone()));
                });
                all
            };
            assert_eq!(links(plan), links(&done));
            let dates = |plan: &Plan| {
                let all = Field::all(Sort::Date).flat_map(|field| items(plan, field));
                all.map(|item| value_at(plan, &item.at)).collect::<Vec<_>>()
            };
            assert_eq!(dates(plan), dates(&done));
            let figures = |plan: &Plan| {
                let points = plan.measures.iter().flat_map(|m| m.points.clone());
                let points: Vec<_> = points.map(|p| (p.value, p.period)).collect();
                let amounts = plan.money.iter().flat_map(|m| m.amounts.clone());
                (points, amounts.map(|a| a.value).collect::<Vec<_>>())
            };
            assert_eq!(figures(plan), figures(&done));
        }
    }
}

#[test]
fn a_place_is_found_by_its_path() {
    let plan = &SHELF[0];
    for field in fields() {
        for item in items(plan, field) {
            assert_eq!(value_at(plan, &item.at), item.value);
            assert_eq!(Path::parse(&item.at.to_string()), Some(item.at));
        }
    }
}
