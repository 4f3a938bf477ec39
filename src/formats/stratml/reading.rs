//! A StratML file as a plan: goals are priorities, objectives are actions, performance indicators are measures. What has
//! no field is kept beside them, each text under the way that leads to it.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value, json};

use super::{
    FILE_HEADING, Refused,
    schema::{PLAN_TYPE, ROOT, USUAL_TYPE, child, children, own_text},
    tree::{Node, clean, day},
    xml::{Item, Raw, parse},
};
use crate::{
    formats::{Place, Unread, unread::Told},
    plan::{Day, Id, Period, Plan},
};

/// The document in a file, in normal form, and what of it has no place in one.
///
/// # Errors
/// Why it isn't read.
pub(super) fn document(bytes: &[u8]) -> Result<(Node, Vec<Unread>), Refused> {
    let raw = parse(bytes)?;
    let is_plan = raw.name.eq_ignore_ascii_case("StrategicPlan");
    let is_core = raw.name.eq_ignore_ascii_case("StrategicPlanCore");
    if !is_plan && !is_core && !raw.name.eq_ignore_ascii_case(ROOT) {
        return Err(Refused::NotStratml(
            clean(&raw.name).chars().take(60).collect(),
        ));
    }
    let mut root = Node::new(ROOT);
    let mut unread = Told::default();
    if is_plan || is_core {
        root.put("Type", PLAN_TYPE);
    }
    // Before 2009 the core stood alone, and what it stands in now was said in its attributes.
    let into = if is_core { "StrategicPlanCore" } else { ROOT };
    let read = node(&raw, into, &mut root, &mut unread);
    match is_core {
        true => root.children.push(read),
        false => root.children.extend(read.children),
    }
    root.normalise();
    Ok((root, unread.list()))
}

fn node(raw: &Raw, name: &'static str, root: &mut Node, unread: &mut Told) -> Node {
    let mut out = Node::new(name);
    if children(name).is_empty() {
        out.text = raw.words();
        return out;
    }
    let mut strange = |line: usize, what: &str, words: &str, said: &str| {
        let begin: String = clean(said).chars().take(80).collect();
        let of = match begin.is_empty() {
            true => String::new(),
            false => format!(" Its words begin: ‘{begin}’."),
        };
        let place = Place::part(raw.name.clone()).row(line).column(words);
        unread.push(Unread::at(
            place,
            format!("StratML has no such {what} here, so it was not read.{of}"),
        ));
    };
    for (attribute, said) in &raw.attributes {
        let admin = ["StartDate", "EndDate", "PublicationDate", "Source"];
        let known = child(name, attribute).filter(|c| children(c.name).is_empty());
        let of_admin = admin
            .into_iter()
            .find(|known| known.eq_ignore_ascii_case(attribute));
        match (known, of_admin) {
            (Some(known), _) => out.put(known.name, said.as_str()),
            (None, Some(admin)) if matches!(name, ROOT | "StrategicPlanCore") => {
                root.open("AdministrativeInformation")
                    .put(admin, said.as_str());
            }
            // Which schema it follows, or the language of its words.
            _ if matches!(attribute.as_str(), "schemaLocation" | "lang" | "space") => {}
            _ if said.trim().is_empty() => {}
            _ => strange(raw.line, "attribute", attribute, said),
        }
    }
    let own = clean(&raw.own_words());
    if !own.is_empty() {
        match own_text(name) {
            Some(place) => out.put(place, own),
            None => strange(raw.line, "text", "", &own),
        }
    }
    let mut inner: Vec<(&Raw, &'static str, bool)> = Vec::new();
    for item in &raw.items {
        let Item::Element(element) = item else {
            continue;
        };
        let is_submitter = element.name.eq_ignore_ascii_case("Submitter");
        match child(name, &element.name) {
            Some(known) => inner.push((element, known.name, false)),
            // Part 1 has it among the administrative information, the oldest files in the core.
            None if is_submitter => inner.push((element, "Submitter", true)),
            None => strange(element.line, "element", &element.name, &element.words()),
        }
    }
    for (element, known, is_of_root) in inner {
        let read = node(element, known, root, unread);
        match is_of_root {
            true => root.children.push(read),
            false => out.children.push(read),
        }
    }
    out
}

/// Gives ids that no other record has: an element's own identifier where it can be one.
struct Ids {
    taken: HashSet<Id>,
    next: HashMap<String, usize>,
}

impl Ids {
    fn give(&mut self, identifier: &str, stem: &str) -> (Id, bool) {
        // It was noted as taken before any was made.
        if let Some(own) = Id::parse(identifier) {
            return (own, true);
        }
        let slug = match identifier {
            "" => stem.to_owned(),
            said => Id::slug(said).to_string(),
        };
        let base = slug.get(..54).unwrap_or(&slug).trim_end_matches('-');
        // Those that are numbered from the first are counted apart from those that are made of an identifier.
        let key = format!("{base}{}", if identifier.is_empty() { "-" } else { "" });
        let next = self.next.entry(key).or_insert(1);
        loop {
            let words = match (*next, identifier) {
                (n, "") => format!("{base}-{n}"),
                (1, _) => base.to_owned(),
                (n, _) => format!("{base}-{n}"),
            };
            *next += 1;
            let id = Id::slug(&words);
            if self.taken.insert(id.clone()) {
                return (id, false);
            }
        }
    }

    /// The id of an element that has an identifier, which is taken out of it where the id says the same.
    fn of(&mut self, node: &mut Node, stem: &str) -> String {
        let (id, is_own) = self.give(node.get("Identifier"), stem);
        if is_own {
            node.take("Identifier");
        }
        id.to_string()
    }
}

/// A plan as it is put together.
#[derive(Default)]
struct Made {
    priorities: Vec<Value>,
    actions: Vec<Value>,
    measures: Vec<Value>,
    statements: Vec<Value>,
    organisations: Vec<Value>,
    narratives: Vec<Value>,
}

/// The plan a document in normal form tells of.
pub(super) fn plan(mut root: Node) -> Option<Plan> {
    let mut ids = Ids {
        taken: HashSet::new(),
        next: HashMap::new(),
    };
    note_ids(&root, &mut ids.taken);
    let mut front = Map::new();
    let mut made = Made::default();
    let mut people: Vec<(usize, Vec<String>)> = Vec::new();
    let core = root.open("StrategicPlanCore");
    for mut goal in core.children.extract_if(.., |c| c.name == "Goal") {
        let id = ids.of(&mut goal, "goal");
        for mut objective in goal.children.extract_if(.., |c| c.name == "Objective") {
            let own = ids.of(&mut objective, "objective");
            let indicators = objective
                .children
                .extract_if(.., |c| c.name == "PerformanceIndicator");
            let mut shown_by = Vec::new();
            for mut indicator in indicators {
                let measure = ids.of(&mut indicator, "indicator");
                made.measures.push(of_indicator(&mut indicator, &measure));
                shown_by.push(measure);
            }
            let mut named = Vec::new();
            for who in objective
                .children
                .iter_mut()
                .filter(|c| c.name == "Stakeholder")
            {
                named.push(who.take("Name"));
            }
            people.push((made.actions.len(), named));
            let mut action = of_element(&mut objective, &own);
            if let Some(fields) = action.as_object_mut() {
                fields.insert("serves".into(), json!([id]));
                fields.insert("measures".into(), json!(shown_by));
            }
            made.actions.push(action);
        }
        made.priorities.push(of_element(&mut goal, &id));
    }
    for mut value in core.children.extract_if(.., |c| c.name == "Value") {
        let (id, _) = ids.give("", "value");
        let (name, text) = (value.take("Name"), value.take("Description"));
        made.statements
            .push(json!({ "id": id.as_str(), "role": "value", "name": name, "text": text }));
    }
    // Only the first organisation's name is the plan's own.
    if let Some(own) = core.children.iter_mut().find(|c| c.name == "Organization") {
        front.insert("organisation".into(), own.take("Name").into());
    }
    for (name, field) in [("Vision", "vision"), ("Mission", "mission")] {
        if let Some(found) = core.children.iter_mut().find(|c| c.name == name) {
            front.insert(field.into(), found.take("Description").into());
        }
    }
    front.insert("title".into(), root.take("Name").into());
    if root.get("Type") == USUAL_TYPE {
        root.take("Type");
    }
    of_administration(&mut root, &mut front);
    let mut known: HashMap<String, String> = HashMap::new();
    for (at, names) in people {
        let mut refs = Vec::new();
        for name in names {
            let id = known.entry(name.clone()).or_insert_with(|| {
                let (id, _) = ids.give("", "organisation");
                made.organisations
                    .push(json!({ "id": id.as_str(), "name": name }));
                id.to_string()
            });
            refs.push(id.clone());
        }
        if let Some(fields) = made.actions.get_mut(at).and_then(Value::as_object_mut) {
            fields.insert("responsible".into(), json!(refs));
        }
    }
    let rest = root.cells();
    if !rest.is_empty() {
        let (id, _) = ids.give("", "stratml-file");
        made.narratives
            .push(json!({ "id": id.as_str(), "heading": FILE_HEADING, "cells": cells(&rest) }));
    }
    for (name, list) in [
        ("priorities", made.priorities),
        ("actions", made.actions),
        ("measures", made.measures),
        ("statements", made.statements),
        ("organisations", made.organisations),
        ("narratives", made.narratives),
    ] {
        front.insert(name.into(), Value::Array(list));
    }
    Plan::from_json(Value::Object(front)).ok()
}

fn note_ids(node: &Node, taken: &mut HashSet<Id>) {
    // Only what becomes a record or the plan itself has an id here.
    if matches!(
        node.name,
        "Goal" | "Objective" | "PerformanceIndicator" | "AdministrativeInformation"
    ) {
        taken.extend(Id::parse(node.get("Identifier")));
    }
    node.children.iter().for_each(|c| note_ids(c, taken));
}

fn cells(of: &[(String, String)]) -> Value {
    let cell = |(label, value): &(String, String)| json!({ "label": label, "value": value });
    Value::Array(of.iter().map(cell).collect())
}

fn of_element(node: &mut Node, id: &str) -> Value {
    let (text, reference) = (node.take("Name"), node.take("SequenceIndicator"));
    json!({ "id": id, "text": text, "reference": reference, "cells": cells(&node.cells()) })
}

fn of_indicator(node: &mut Node, id: &str) -> Value {
    let (code, name) = (
        node.take("SequenceIndicator"),
        node.take("MeasurementDimension"),
    );
    let unit = node.take("UnitOfMeasurement");
    let instances = node.all("MeasurementInstance");
    let points: Vec<Value> = instances
        .flat_map(|instance| &instance.children)
        .map(point)
        .collect();
    json!({
        "id": id, "code": code, "name": name, "unit": unit, "points": points, "cells": cells(&node.cells()),
    })
}

fn point(result: &Node) -> Value {
    let mut fields = Map::new();
    if result.name == "TargetResult" {
        fields.insert("kind".into(), "target".into());
    }
    let (start, end) = (result.get("StartDate"), result.get("EndDate"));
    match (day(start), day(end)) {
        (Some(first), Some(last)) => {
            fields.insert("period".into(), period(first, last).to_string().into());
        }
        (None, Some(last)) => {
            fields.insert("as_at".into(), last.iso().into());
        }
        _ => {}
    }
    let units = result.get("NumberOfUnits");
    if !units.is_empty() {
        fields.insert("value".into(), units.into());
    }
    fields.insert("qualifier".into(), result.get("Description").into());
    Value::Object(fields)
}

/// The period from a day to a day, as councils say it.
fn period(first: Day, last: Day) -> Period {
    let ((from, m, d), (to, last_m, last_d)) = (first.civil(), last.civil());
    if (m, d, last_m, last_d) == (4, 1, 3, 31) && to > from {
        return match to - from {
            1 => Period::Financial(from),
            _ => Period::Years(from, to - 1),
        };
    }
    let said = match first == last {
        true => first.iso(),
        false => format!("{}..{}", first.iso(), last.iso()),
    };
    said.parse().unwrap_or(Period::Financial(from))
}

fn of_administration(root: &mut Node, front: &mut Map<String, Value>) {
    let found = root
        .children
        .iter_mut()
        .find(|c| c.name == "AdministrativeInformation");
    let Some(admin) = found else {
        return;
    };
    if let Some(id) = Id::parse(admin.get("Identifier")) {
        admin.take("Identifier");
        front.insert("id".into(), id.as_str().into());
    }
    if let (Some(first), Some(last)) = (day(admin.get("StartDate")), day(admin.get("EndDate")))
        && first <= last
    {
        admin.take("StartDate");
        admin.take("EndDate");
        front.insert("period".into(), period(first, last).to_string().into());
    }
    if day(admin.get("PublicationDate")).is_some() {
        let published = admin.take("PublicationDate");
        front.insert("published".into(), published.into());
    }
}
