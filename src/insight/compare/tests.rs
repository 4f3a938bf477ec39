//! Two small plans beside each other.

use super::{
    differences::{self, differences},
    *,
};
use serde_json::{Value, json};

fn compared(plan: Value, name: &str) -> Compared {
    Compared::new(Arc::new(Plan::from_json(plan).unwrap()), name.to_owned())
}

fn comparison(open: Value, other: Value) -> Comparison {
    Comparison::new(
        compared(open, "This draft"),
        compared(other, "The published plan"),
    )
}

fn told(open: Value, other: Value) -> Vec<(What, String, String, String)> {
    let c = comparison(open, other);
    let found = differences(&c, Side::Open).into_iter();
    found
        .map(|d| {
            (
                d.change.what,
                d.change.label,
                d.change.before,
                d.change.after,
            )
        })
        .collect()
}

fn one(what: What, label: &str, before: &str, after: &str) -> (What, String, String, String) {
    (what, label.to_owned(), before.to_owned(), after.to_owned())
}

/// An action with a milestone, as an edition of one plan has it.
fn edition(text: &str, responsible: &str, due: &str) -> Value {
    json!({"id": "p", "title": "P",
        "teams": [{"id": "east", "name": "East"}, {"id": "west", "name": "West"}],
        "actions": [{"id": "a", "reference": "A1", "text": text, "responsible": [responsible],
            "milestones": [{"id": "m", "text": "Open the hub", "due": due}]}]})
}

#[test]
fn each_change_is_told_in_the_words_of_its_field() {
    let was = edition("Open a hub", "east", "2012-08");
    assert_eq!(told(was.clone(), was.clone()), []);
    assert_eq!(
        told(edition("Open a large hub", "west", "2012-10"), was),
        [
            one(What::Wording, "Wording", "Open a hub", "Open a large hub"),
            one(What::Owner, "Responsible", "East", "West"),
            one(What::Date, "Due", "August 2012", "October 2012"),
        ]
    );
}

#[test]
fn a_new_name_of_what_is_linked_is_no_change_of_the_link() {
    let was = edition("Open a hub", "east", "2012-08");
    let mut now = was.clone();
    now["teams"][0]["name"] = json!("East team");
    assert_eq!(
        told(now, was),
        [one(What::Wording, "Wording", "East", "East team")]
    );
}

#[test]
fn parts_and_records_come_and_go() {
    let was = edition("Open a hub", "east", "2012-08");
    let mut now = was.clone();
    now["actions"][0]["milestones"][0]["id"] = json!("n");
    now["teams"] = json!([{"id": "east", "name": "East"}, {"id": "north", "name": "North"}]);
    let milestone = "Open the hub, August 2012";
    assert_eq!(
        told(now, was),
        [
            one(What::Dropped, "Milestones", milestone, ""),
            one(What::Added, "Milestones", "", milestone),
            one(What::Added, "The whole service area", "", "North"),
            one(What::Dropped, "The whole service area", "West", ""),
        ]
    );
}

#[test]
fn what_no_page_says_is_told_all_the_same() {
    let plan = |text: Value| json!({"id": "p", "outcomes": [{"id": "o", "text": text}]});
    assert_eq!(
        told(
            plan(json!({"retold": "Live well"})),
            plan(json!("Live well"))
        ),
        [one(What::Detail, "Recorded in another way: text", "", "")]
    );
}

#[test]
fn a_score_a_target_and_the_plans_own_title_change() {
    let plan = |title: &str, score: u32, target: &str, amount: i64| {
        json!({"id": "p", "title": title, "vision": "Live well",
            "measures": [{"id": "m", "name": "M", "unit": "%",
                "points": [{"period": "2012/13", "kind": "target", "value": target}]}],
            "risks": [{"id": "r", "text": "R",
                "appearances": [{"id": "r-1", "current": score}]}],
            "money": [{"id": "l", "label": "L", "amounts":
                [{"kind": "net", "period": "2012/13", "value": {"pounds": amount, "unit": "£000"}}]}]})
    };
    assert_eq!(
        told(plan("New", 12, "80", 2_000), plan("Old", 20, "75", 1_000)),
        [
            one(What::Wording, "Title", "Old", "New"),
            one(What::Target, "Target 2012/13", "75%", "80%"),
            one(What::Score, "Present", "20", "12"),
            one(What::Figure, "Net, 2012/13", "£1k", "£2k"),
        ]
    );
}

#[test]
fn the_answer_counts_each_kind_of_change() {
    let was = edition("Open a hub", "east", "2012-08");
    let now = edition("Open a large hub", "west", "2012-08");
    let c = comparison(now, was.clone());
    assert_eq!(
        answer::answer(&c, &differences(&c, Side::Open), &[]),
        "This draft differs from the published plan in 2 places: 1 change of who is responsible \
         and 1 text worded anew."
    );
    let c = comparison(was.clone(), was);
    assert_eq!(
        answer::answer(&c, &differences(&c, Side::Open), &[]),
        "Nothing differs between the published plan and this draft."
    );
}

#[test]
fn a_row_leads_to_the_plan_that_has_the_record() {
    let was = edition("Open a hub", "east", "2012-08");
    let mut now = was.clone();
    now["teams"] = json!([{"id": "east", "name": "East"}]);
    now["title"] = json!("Q");
    let c = comparison(now, was);
    let found = differences(&c, Side::Open);
    let listing = differences::listing(&c, Side::Open, &found);
    let homes: Vec<_> = listing
        .rows
        .iter()
        .map(|row| (row.title.as_str(), row.home))
        .collect();
    use crate::insight::rows::Home;
    assert_eq!(homes, [("Title", Home::Nowhere), ("West", Home::Beside(0))]);
    let headings: Vec<_> = listing.columns.iter().map(|c| c.heading.as_str()).collect();
    assert_eq!(
        headings,
        ["Item", "What changed", "The published plan", "This draft"]
    );
}

#[test]
fn two_councils_stand_side_by_side() {
    let plan = |id: &str, council: &str, target: &str, value: &str| {
        json!({"id": id, "organisation": council, "period": "2012/13",
            "measures": [{"id": "m", "name": "Carers helped", "unit": "%", "polarity": "higher-is-better",
                "points": [{"period": "2012/13", "kind": "target", "value": target},
                    {"period": "2012/13", "value": value}]},
                {"id": id, "name": format!("Only of {council}")}]})
    };
    let (a, b) = (
        plan("a", "Ayton Council", "80", "71.5"),
        plan("b", "Beeton", "75", "70"),
    );
    let named = |plan: &Value| called(&Plan::from_json(plan.clone()).unwrap());
    assert_eq!(
        (named(&a).as_str(), named(&b).as_str()),
        ("Ayton 2012/13", "Beeton 2012/13")
    );
    let c = Comparison::new(compared(a.clone(), "Ayton"), compared(b, "Beeton"));
    assert_eq!(
        answer::answer(&c, &[], &[]),
        "1 of the 2 measures and benchmarks of Ayton is in Beeton as well; 1 has a figure in both, \
         for the same year; in Ayton, 1 has a higher target. They print no figures on the same topic."
    );
    let titles = |listing: &crate::insight::rows::Listing| {
        let titles: Vec<String> = listing.rows.iter().map(|row| row.title.clone()).collect();
        titles
    };
    assert_eq!(
        titles(&side_by_side::only(&c, Side::Open)),
        ["Only of Ayton Council"]
    );
    assert_eq!(
        titles(&side_by_side::only(&c, Side::Other)),
        ["Only of Beeton"]
    );
    let listing = side_by_side::both(&c);
    assert_eq!(titles(&listing), ["Carers helped"]);
    let apart = &listing.rows[0].cells[3];
    assert_eq!(*apart.bits, [rows_bit("+1.5 points")]);
}

fn rows_bit(text: &str) -> crate::insight::rows::Bit {
    crate::insight::rows::Bit::Fact(crate::insight::Fact::Text(text.to_owned()))
}
