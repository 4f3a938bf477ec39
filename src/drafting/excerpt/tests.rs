//! What an excerpt takes and leaves, and that an answer to it loses nothing.

use super::*;
use crate::drafting::{Change, apply_all};
use serde_json::json;

fn plan() -> Plan {
    Plan::from_json(json!({
        "id": "p", "title": "A plan", "authors": ["Ann Bell"],
        "outcomes": [{ "id": "o", "text": "Live well", "note": "Ours alone." }],
        "measures": [{ "id": "m", "name": "Visits", "serves": ["o"], "owners": ["d"] }],
        "actions": [
            { "id": "a", "text": "Ann Bell opens it", "serves": ["o"], "responsible": ["d"], "measures": ["m"],
              "reasons": [{ "what": "Ends", "before": "May", "why": "Late." }],
              "milestones": [{ "id": "a1", "text": "Opened", "note": "Between us." }] },
            { "id": "b", "text": "Second", "responsible": ["d"] }
        ],
        "risks": [{ "id": "r", "text": "Fire", "about": ["a1"], "same_as": ["b"] }],
        "projects": [{ "id": "j", "name": "Build", "roles": [{ "id": "j1", "title": "Lead", "holder": "Cy Dee" }] }],
        "posts": [{ "id": "d", "title": "Director", "holder": "Ann Bell" }]
    }))
    .unwrap()
}

fn without(kinds: &[Kind]) -> Excerpt {
    Excerpt {
        without: kinds.iter().copied().collect(),
        ..Excerpt::default()
    }
}

#[test]
fn what_is_left_has_no_link_to_what_is_not() {
    let taken = without(&[Kind::Action, Kind::Outcome]).of(&plan());
    assert_eq!((taken.records, taken.links), (3, 3));
    assert!(taken.plan.actions.is_empty() && taken.plan.outcomes.is_empty());
    let measure = &taken.plan.measures[0];
    assert!(measure.serves.is_empty());
    assert_eq!(measure.owners[0].to.as_str(), "d");
    let risk = serde_json::to_value(&*taken.plan.risks[0]).unwrap();
    assert_eq!(risk, json!({ "id": "r", "text": "Fire" }));
}

#[test]
fn names_and_remarks_stay_behind_and_names_in_sentences_are_told() {
    let excerpt = Excerpt {
        nameless: true,
        bare: true,
        ..Excerpt::default()
    };
    let taken = excerpt.of(&plan());
    assert_eq!((taken.names, taken.remarks), (3, 3));
    let text = String::from_utf8(taken.plan.json_text()).unwrap();
    for word in ["Cy Dee", "Ours alone", "Between us", "Late."] {
        assert!(!text.contains(word), "{word}");
    }
    let still = names_of(&plan(), &taken.plan);
    let at = vec![Some((Kind::Action, crate::plan::Id::slug("a")))];
    let name = "Ann Bell".to_owned();
    assert_eq!(still, [Named { name, at }]);
}

#[test]
fn what_a_link_names_gives_the_excerpt_again() {
    let mut excerpt = without(&[Kind::Money, Kind::Post]);
    excerpt.bare = true;
    assert_eq!(excerpt.keys(), ["money", "posts", "remarks"]);
    let again = Excerpt::from_keys(excerpt.keys().into_iter().chain(["of a later Waymark"]));
    assert_eq!(again, excerpt);
    assert!(Excerpt::default().is_whole() && Excerpt::default().keys().is_empty());
    assert_eq!(Excerpt::default().of(&plan()).plan, plan());
}

#[test]
fn an_answer_deletes_nothing_that_was_never_sent() {
    let sent = plan();
    let mut excerpt = without(&[Kind::Outcome, Kind::Measure, Kind::Post]);
    excerpt.nameless = true;
    excerpt.bare = true;
    let mut answer = excerpt.of(&sent).plan;
    let change = |change: Value| -> Change { serde_json::from_value(change).unwrap() };
    let changes = [
        change(json!({ "do": "set", "at": "actions/#a/text", "to": "They open it" })),
        change(json!({ "do": "take", "at": "actions/#b" })),
        change(
            json!({ "do": "add", "list": "actions", "place": 9, "value": { "id": "c", "text": "New" } }),
        ),
    ];
    apply_all(&mut answer, &changes).unwrap();
    let mut wanted = sent.clone();
    apply_all(&mut wanted, &changes).unwrap();
    // The link to what they deleted is gone in their answer, as it is where it was never sent.
    let answered = excerpt.answered(&sent, &answer).unwrap();
    assert_eq!(answered.unseen, []);
    let whole = answered.plan;
    assert_eq!(whole.posts, sent.posts);
    assert_eq!(whole.outcomes, sent.outcomes);
    assert_eq!(whole.actions, wanted.actions);
}

#[test]
fn what_was_written_over_something_unseen_is_told_and_changes_nothing() {
    let sent = plan();
    let excerpt = Excerpt {
        nameless: true,
        bare: true,
        ..Excerpt::default()
    };
    let mut answer = excerpt.of(&sent).plan;
    let changes = [
        json!({ "do": "set", "at": "posts/#d/holder", "to": "Eve Fay" }),
        json!({ "do": "set", "at": "outcomes/#o/note", "to": "Theirs." }),
        json!({ "do": "set", "at": "outcomes/#o/text", "to": "Live better" }),
    ];
    let changes = changes.map(|change| serde_json::from_value::<Change>(change).unwrap());
    apply_all(&mut answer, &changes).unwrap();
    let answered = excerpt.answered(&sent, &answer).unwrap();
    let mut wanted = sent.clone();
    apply_all(&mut wanted, &changes[2..]).unwrap();
    assert_eq!(answered.plan, wanted);
    let told: Vec<&str> = answered
        .unseen
        .iter()
        .map(|c| c.mine.words.as_str())
        .collect();
    assert_eq!(told, ["Theirs.", "Eve Fay"]);
}

#[test]
fn how_a_post_is_printed_stays_behind_with_its_holder() {
    let printed = json!({
        "id": "p", "title": "P",
        "actions": [{ "id": "a", "text": "A", "responsible": [{ "to": "d", "as_printed": "Ann Bell" }] }],
        "posts": [{ "id": "d", "title": "Director", "details": ["assisted by Cy Dee"] }]
    });
    let excerpt = Excerpt {
        nameless: true,
        ..Excerpt::default()
    };
    let taken = excerpt.of(&Plan::from_json(printed).unwrap());
    assert_eq!(taken.names, 2);
    let text = String::from_utf8(taken.plan.json_text()).unwrap();
    assert!(
        !text.contains("Ann Bell") && !text.contains("Cy Dee"),
        "{text}"
    );
    assert_eq!(taken.plan.actions[0].responsible[0].to.as_str(), "d");
}
