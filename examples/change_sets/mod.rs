//! Two sets of changes to a published plan, by which links with changes are measured: five figures;
//! and twenty texts, forty figures and six new actions, or as many as the plan has to change. The
//! words in them are in no shipped plan.

use serde_json::{Value, json};
use waymark::plan::Plan;

/// A sentence for each text that is changed, and a word that takes another's place.
const ADDED: [(&str, &str); 20] = [
    (
        "improved",
        "Progress will be reported to the board each quarter.",
    ),
    ("local", "This now includes people who fund their own care."),
    ("shared", "A review with carers is to follow in the autumn."),
    (
        "timely",
        "The pilot has been extended to the north of the county.",
    ),
    ("planned", "Waiting times are to fall by a third."),
    ("joint", "Recruitment is under way for two further posts."),
    ("lasting", "The contract was let in May."),
    ("simpler", "Partners have agreed to share the cost."),
    ("regular", "Feedback from families shaped the final design."),
    ("wider", "Savings depend on fewer placements out of area."),
    (
        "earlier",
        "Training is open to personal assistants as well.",
    ),
    ("fairer", "The new team starts work in September."),
    ("closer", "Demand has grown faster than forecast."),
    (
        "smaller",
        "Hospital discharge is now covered seven days a week.",
    ),
    ("stronger", "An equality analysis has been published."),
    ("agreed", "The figures exclude direct payments."),
    ("tested", "Members asked for an update in six months."),
    (
        "clearer",
        "Digital tools will be tried with two hundred households.",
    ),
    ("modest", "The provider gave notice in March."),
    (
        "steady",
        "Housing colleagues have joined the steering group.",
    ),
];

const ACTIONS: [(&str, &str, &str); 6] = [
    (
        "carer-conversations",
        "Offer every carer a yearly conversation about their own health",
        "Scheme agreed with practices",
    ),
    (
        "second-reablement-unit",
        "Open a second reablement unit with twelve beds at the old school site",
        "Builder appointed",
    ),
    (
        "falls-pathway",
        "Agree one falls pathway with the ambulance trust and publish it",
        "Draft shared with the trust",
    ),
    (
        "online-bookings",
        "Move all day opportunities bookings to the online marketplace",
        "Providers trained",
    ),
    (
        "dehydration-training",
        "Train home care staff to spot early signs of dehydration",
        "First forty staff trained",
    ),
    (
        "therapy-waits",
        "Bring down the wait for occupational therapy to six weeks",
        "Locum therapists in post",
    ),
];

/// The plan with five figures changed.
pub fn five_figures(plan: &Plan) -> Plan {
    changed(plan, 0, 5, 0)
}

/// The plan with twenty texts and forty figures changed, and six actions more.
pub fn a_round_of_changes(plan: &Plan) -> Plan {
    changed(plan, 20, 40, 6)
}

fn changed(plan: &Plan, texts: usize, figures: usize, actions: usize) -> Plan {
    let mut value: Value = serde_json::from_slice(&plan.json_text()).unwrap_or_default();
    let spread = |count: usize, of: usize| move |nth: usize| nth * of / count.max(1);
    let places = places(&value, &|field, value| is_figure(field, value));
    let figures = figures.min(places.len());
    let nth = spread(figures, places.len());
    for at in 0..figures {
        if let Some(figure) = value.pointer_mut(&places[nth(at)]) {
            *figure = other_figure(figure, at);
        }
    }
    let places = self::places(&value, &|field, value| is_text(field, value));
    let texts = texts.min(places.len());
    let nth = spread(texts, places.len());
    for (at, (word, sentence)) in ADDED.iter().take(texts).enumerate() {
        if let Some(Value::String(text)) = value.pointer_mut(&places[nth(at)]) {
            let mut words: Vec<&str> = text.split(' ').collect();
            let place = at * 7 % words.len();
            words[place] = word;
            *text = format!("{} {sentence}", words.join(" "));
        }
    }
    let posts = value["posts"].as_array().cloned().unwrap_or_default();
    if actions > 0 && value["actions"].is_null() {
        value["actions"] = json!([]);
    }
    for (at, (id, text, milestone)) in ACTIONS.iter().take(actions).enumerate() {
        let action = json!({
            "id": id, "text": text, "start": "2026-04", "end": format!("2026-{:02}", 6 + at),
            "responsible": [posts[at % posts.len()]["id"]],
            "milestones": [{"id": format!("{id}-m1"), "text": milestone, "due": format!("2026-{:02}", 5 + at)}],
        });
        if let Some(list) = value["actions"].as_array_mut() {
            list.push(action);
        }
    }
    Plan::from_json(value).expect("the changed plan is a plan")
}

fn is_figure(field: &str, value: &Value) -> bool {
    match value {
        Value::Number(_) => field == "pounds",
        Value::String(text) => {
            let plain = |c: char| c.is_ascii_digit() || c == '.';
            field == "value" && text.len() < 10 && text.chars().all(plain)
        }
        _ => false,
    }
}

fn is_text(field: &str, value: &Value) -> bool {
    let fields = ["text", "retold", "meaning"];
    fields.contains(&field) && value.as_str().is_some_and(|text| text.len() > 60)
}

/// A figure of the same length with other digits.
fn other_figure(figure: &Value, nth: usize) -> Value {
    let text = match figure {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let digits: String = text
        .chars()
        .enumerate()
        .map(|(at, c)| match c {
            '1'..='9' if at < 3 => {
                let digit = c as usize - '0' as usize;
                char::from(b'1' + ((digit + nth * 5 + at * 3) % 9) as u8)
            }
            c => c,
        })
        .collect();
    match figure {
        Value::Number(_) => digits.parse::<i64>().map_or(Value::Null, Value::from),
        _ => Value::String(digits),
    }
}

/// Where values of a kind are, as JSON pointers, in the lists of a plan.
fn places(value: &Value, is_one: &dyn Fn(&str, &Value) -> bool) -> Vec<String> {
    fn walk(
        value: &Value,
        field: &str,
        pointer: &str,
        is_one: &dyn Fn(&str, &Value) -> bool,
        out: &mut Vec<String>,
    ) {
        if is_one(field, value) {
            out.push(pointer.to_owned());
        }
        match value {
            Value::Object(fields) => {
                for (name, value) in fields {
                    walk(value, name, &format!("{pointer}/{name}"), is_one, out);
                }
            }
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    walk(value, field, &format!("{pointer}/{at}"), is_one, out);
                }
            }
            _ => {}
        }
    }
    let mut out = Vec::new();
    for (name, list) in value.as_object().into_iter().flatten() {
        if list.is_array() {
            walk(list, name, &format!("/{name}"), is_one, &mut out);
        }
    }
    out
}
