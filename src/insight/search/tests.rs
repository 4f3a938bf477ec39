//! What a reader types and what is found.

use super::*;
use crate::plan::{Kind, Plan};
use serde_json::json;

fn plan() -> Plan {
    Plan::from_json(json!({
        "id": "p",
        "measures": [{"id": "m1", "code": "1C(2B)", "name": "Direct payments to carers"},
                     {"id": "m2", "name": "Reviews", "note": "Counts carers too"},
                     {"id": "m3", "name": "Safeguarding enquiries"}],
        "actions": [{"id": "a1", "reference": "A/1", "text": "Publish the plan",
                     "milestones": [{"id": "a1-m1", "text": "Carer strategy agreed", "due": "2012-08",
                                     "note": "By cabinet"}]}],
        "abbreviations": [{"id": "dp", "short": "DP", "long": "Direct payment"}]
    }))
    .unwrap()
}

fn found(words: &str) -> Found {
    SearchIndex::of(&plan()).search(words, None, 99)
}

fn ids(words: &str) -> Vec<String> {
    found(words).hits.iter().map(|h| h.id.to_string()).collect()
}

fn shown(marked: &Marked) -> String {
    let piece = |(text, on): &(String, bool)| match on {
        true => format!("[{text}]"),
        false => text.clone(),
    };
    marked.0.iter().map(piece).collect()
}

#[test]
fn plurals_order_and_beginnings_do_not_matter() {
    assert_eq!(ids("carer payment"), ["m1"]);
    assert_eq!(ids("carers"), ["a1-m1", "m1", "m2"]);
    assert_eq!(ids("review"), ["m2"]);
    assert_eq!(ids("safeg"), ["m3"]);
    assert_eq!(ids("zebra"), [""; 0]);
    assert_eq!(ids("  "), [""; 0]);
}

#[test]
fn a_reference_is_found_however_it_is_written() {
    for typed in ["1c2b", "1C(2B)", "1c 2b"] {
        assert_eq!(ids(typed), ["m1"], "{typed}");
    }
    assert_eq!(ids("a1")[0], "a1");
}

#[test]
fn dates_are_found_as_they_are_shown() {
    assert_eq!(ids("august 2012"), ["a1-m1"]);
    let hit = &found("august").hits[0];
    assert_eq!(shown(hit.excerpt.as_ref().unwrap()), "[August] 2012");
}

#[test]
fn words_that_only_a_record_and_its_part_hold_find_the_record() {
    assert_eq!(ids("publish cabinet"), ["a1"]);
    let hit = &found("publish cabinet").hits[0];
    assert_eq!(shown(&hit.title), "[Publish] the plan");
    assert_eq!(shown(hit.excerpt.as_ref().unwrap()), "By [cabinet]");
}

#[test]
fn slips_are_forgiven_where_nothing_else_answers_and_come_last() {
    for typed in ["safegaurding", "safegarding", "sefeguarding", "safegaurd"] {
        let found = found(typed);
        assert_eq!(found.hits[0].id.as_str(), "m3", "{typed}");
        assert_eq!((found.total, found.near), (1, 1));
        assert_eq!(found.instead(), ["safeguarding"]);
        assert_eq!(shown(&found.hits[0].title), "[Safeguarding] enquiries");
    }
    assert_eq!(found("safeguarding").near, 0);
    // A code that isn't there is not one that is.
    assert_eq!(found("1c2c").total, 0);
}

#[test]
fn abbreviations_and_what_they_stand_for_find_each_other() {
    assert!(ids("dp").contains(&"m1".into()));
    let hit = found("dp")
        .hits
        .into_iter()
        .find(|h| h.id.as_str() == "m1")
        .unwrap();
    assert_eq!(shown(&hit.title), "[Direct payments] to carers");
    assert!(ids("direct payments").contains(&"dp".into()));
}

#[test]
fn marks_what_was_typed_of_a_word() {
    let hit = &found("pay").hits[0];
    assert_eq!(shown(&hit.title), "Direct [pay]ments to carers");
}

#[test]
fn kinds_are_counted_whatever_kind_is_asked_for() {
    let index = SearchIndex::of(&plan());
    let found = index.search("carers", Some(Kind::Action), 1);
    assert_eq!(found.total, 1);
    assert_eq!(found.kinds, [(Kind::Measure, 2), (Kind::Action, 1)]);
}

#[test]
fn a_half_read_index_answers_with_what_it_has() {
    let mut index = SearchIndex::default();
    index.turn_to(&plan());
    assert_eq!(index.search("carers", None, 9).total, 0);
    for _ in 0..3 {
        index.read_on();
    }
    assert_eq!(index.progress(), (3, 5));
    assert_eq!(index.search("carers", None, 9).total, 2);
}
