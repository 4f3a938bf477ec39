//! The walk through three versions of one record: what only they changed is taken, what both changed
//! differently is a conflict, decided by the choices.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use super::{Choices, Issue, RecordKey, Side, keys, order, words};
use crate::{drafting::Path, plan::Id};

/// How two versions clash.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Clash {
    /// Both changed it, differently.
    BothChanged,
    /// Deleted here and changed there.
    DeletedHere,
    /// Changed here and deleted there.
    DeletedThere,
    /// Both added it under the same id or name, differently.
    BothAdded,
    /// Both moved the same elements of a list, differently.
    Order,
    /// Both put it into different places.
    Placed,
    /// Only mine has it, and no common version says whether it was added here or deleted there.
    OnlyHere,
    /// Only theirs has it, and no common version says whether it was added there or deleted here.
    OnlyThere,
}

/// How the key of a list's order ends.
const IN_ORDER: &str = " in order";

/// A place while walking.
#[derive(Clone, Debug)]
pub(super) struct Spot {
    /// Where it is in mine, or the list it would come into.
    pub at: Path,
    /// The same text on either side.
    pub key: String,
    /// The field it is, or the list it is an element of.
    pub field: String,
    /// The elements on the way down: the list of each, and what it is called.
    pub parts: Vec<(String, String)>,
}

impl Spot {
    /// A record, a list of records, or the plan's own details.
    pub fn top(at: Path) -> Spot {
        Spot {
            key: at.to_string(),
            at,
            field: String::new(),
            parts: Vec::new(),
        }
    }

    /// The order of the list that it is.
    fn order(&self) -> Spot {
        Spot {
            key: format!("{}{IN_ORDER}", self.key),
            ..self.clone()
        }
    }

    /// Whether it is the order of a list.
    pub fn in_order(&self) -> bool {
        self.key.ends_with(IN_ORDER)
    }

    fn field(&self, name: &str) -> Spot {
        Spot {
            at: self.at.clone().field(name),
            key: format!("{}/{name}", self.key),
            field: name.to_owned(),
            parts: self.parts.clone(),
        }
    }

    fn element(&self, key: &str, place: Option<usize>, item: Seen) -> Spot {
        let id = item.and_then(|item| item.get("id")).and_then(Value::as_str);
        let at = match (id.and_then(Id::parse), place) {
            (Some(id), _) => self.at.clone().item(&id),
            (None, Some(place)) => self.at.clone().place(place),
            (None, None) => self.at.clone(),
        };
        let mut parts = self.parts.clone();
        let called = item.map(|item| words::called(&self.field, item));
        parts.push((self.field.clone(), called.unwrap_or_default()));
        Spot {
            at,
            key: format!("{}/[{key}]", self.key),
            field: self.field.clone(),
            parts,
        }
    }
}

/// A change that was met: one to take from theirs, or a conflict.
#[derive(Clone, Debug)]
pub(super) struct Met {
    pub spot: Spot,
    /// What clashes; `None` for a change to take.
    pub clash: Option<Clash>,
    pub before: Value,
    pub mine: Value,
    pub theirs: Value,
}

type Seen<'a> = Option<&'a Value>;

/// The walk through one record, or through the plan's own details.
pub(super) struct Walk<'a> {
    /// Whether there is a common version to tell by who changed what.
    pub known: bool,
    pub choices: &'a Choices,
    /// Ids that must not go, because they would be nowhere.
    pub keeps: &'a HashSet<String>,
    pub record: RecordKey,
    /// Conflicts and changes to take, in the record's order.
    pub met: Vec<Met>,
    /// How many changes both sides made alike.
    pub alike: usize,
}

impl<'a> Walk<'a> {
    pub fn new(
        known: bool,
        choices: &'a Choices,
        keeps: &'a HashSet<String>,
        record: RecordKey,
    ) -> Walk<'a> {
        Walk {
            known,
            choices,
            keeps,
            record,
            met: Vec::new(),
            alike: 0,
        }
    }

    /// Merges the fields of an object that both sides have.
    pub fn fields(&mut self, spot: &Spot, base: Seen, mine: Seen, theirs: Seen) -> Value {
        let sides = [base, mine, theirs].into_iter().flatten();
        let objects = sides.filter_map(Value::as_object);
        let names: BTreeSet<&String> = objects.flat_map(Map::keys).collect();
        let mut merged = Map::new();
        for name in names {
            let [b, m, t] = [base, mine, theirs].map(|seen| seen.and_then(|v| v.get(name)));
            let value = if m == t {
                self.alike(b, m)
            } else {
                self.value(&spot.field(name), b, m, t)
            };
            if let Some(value) = value {
                merged.insert(name.clone(), value);
            }
        }
        Value::Object(merged)
    }

    /// What is the same on both sides.
    fn alike(&mut self, base: Seen, both: Seen) -> Option<Value> {
        self.alike += usize::from(self.known && both != base);
        both.cloned()
    }

    /// Merges a field that is different on the two sides.
    fn value(&mut self, spot: &Spot, base: Seen, mine: Seen, theirs: Seen) -> Option<Value> {
        if self.known && base == theirs && self.keeps.is_empty() {
            return mine.cloned();
        }
        let lists: Vec<&[Value]> = [base, mine, theirs].into_iter().filter_map(items).collect();
        let by_element = match lists.as_slice() {
            [base, mine, theirs] => self.list(spot, base, mine, theirs),
            _ => None,
        };
        if let Some(list) = by_element {
            return Some(list).filter(|l| l.as_array().is_some_and(|l| !l.is_empty()));
        }
        if self.known && base == theirs {
            return mine.cloned();
        }
        if self.known && base == mine {
            self.meet(spot, None, base, mine, theirs);
            return theirs.cloned();
        }
        if keys::is_made_of_fields(&spot.field) && mine.is_some() && theirs.is_some() {
            return Some(self.fields(spot, base, mine, theirs));
        }
        self.decide(spot, Clash::BothChanged, base, mine, theirs)
    }

    /// Merges a list element by element; `None` if its elements can't be told apart.
    fn list(
        &mut self,
        spot: &Spot,
        base: &[Value],
        mine: &[Value],
        theirs: &[Value],
    ) -> Option<Value> {
        let base_keys = keys::keys(&spot.field, base)?;
        let my_keys = keys::keys(&spot.field, mine)?;
        let their_keys = keys::keys(&spot.field, theirs)?;
        let before = by_key(&base_keys, base);
        let (here, there) = (by_key(&my_keys, mine), by_key(&their_keys, theirs));
        let mut merged: HashMap<&str, Value> = HashMap::new();
        let only_there = their_keys.iter().filter(|k| !here.contains_key(k.as_str()));
        for (place, key) in my_keys.iter().chain(only_there).enumerate() {
            let key = key.as_str();
            let [b, m, t] = [&before, &here, &there].map(|side| side.get(key).copied());
            let value = if m == t {
                self.alike(b, m)
            } else {
                let place = Some(place).filter(|_| m.is_some());
                let inside = spot.element(key, place, m.or(t));
                if self.keeps.contains(key) && (m.is_none() || t.is_none()) {
                    m.or(t).cloned()
                } else {
                    self.element(&inside, b, m, t)
                }
            };
            if let Some(value) = value {
                merged.insert(key, value);
            }
        }
        let gone = base_keys
            .iter()
            .filter(|k| !here.contains_key(k.as_str()) && !there.contains_key(k.as_str()));
        self.alike += gone.count();
        let stays: HashSet<&str> = merged.keys().copied().collect();
        let (b, m, t) = (strs(&base_keys), strs(&my_keys), strs(&their_keys));
        let order = self.order(spot, &b, &m, &t, &|key| stays.contains(key));
        let list = order.iter().filter_map(|key| merged.remove(key));
        Some(Value::Array(list.collect()))
    }

    /// The merged order of a list of which `stays` is left.
    pub fn order<'k>(
        &mut self,
        spot: &Spot,
        base: &[&str],
        mine: &[&'k str],
        theirs: &[&'k str],
        stays: &dyn Fn(&str) -> bool,
    ) -> Vec<&'k str> {
        let spot = spot.order();
        let choice = self.choices.of(&self.record, &Issue(spot.key.clone()));
        let merged = order::merged(base, mine, theirs, stays, choice.unwrap_or(Side::Mine));
        let clash = merged.clash.then_some(Clash::Order);
        let told = clash.is_some()
            || self.known && !order::alike(base, theirs) && !order::alike(mine, theirs);
        if told {
            let (b, m, t) = (Value::from(base), Value::from(mine), Value::from(theirs));
            self.meet(&spot, clash, Some(&b), Some(&m), Some(&t));
        }
        merged.keys
    }

    fn element(&mut self, spot: &Spot, base: Seen, mine: Seen, theirs: Seen) -> Option<Value> {
        match verdict(self.known, base, mine, theirs) {
            Verdict::Keep | Verdict::Take
                if !self.keeps.is_empty() && both_have_fields(&spot.field, mine, theirs) =>
            {
                Some(self.fields(spot, base, mine, theirs))
            }
            Verdict::Keep => mine.cloned(),
            Verdict::Take => {
                self.tell(spot, base, mine, theirs);
                theirs.cloned()
            }
            Verdict::Clash(clash) => self.decide(spot, clash, base, mine, theirs),
            Verdict::Join if both_have_fields(&spot.field, mine, theirs) => {
                Some(self.fields(spot, base, mine, theirs))
            }
            Verdict::Join => self.decide(spot, Clash::BothChanged, base, mine, theirs),
        }
    }

    /// Tells of a change to take: field by field where there are fields.
    fn tell(&mut self, spot: &Spot, base: Seen, mine: Seen, theirs: Seen) {
        if both_have_fields(&spot.field, mine, theirs) {
            self.fields(spot, base, mine, theirs);
        } else {
            self.meet(spot, None, base, mine, theirs);
        }
    }

    /// Notes a conflict and gives what is chosen, mine as long as nothing is.
    pub fn decide(
        &mut self,
        spot: &Spot,
        clash: Clash,
        base: Seen,
        mine: Seen,
        theirs: Seen,
    ) -> Option<Value> {
        self.meet(spot, Some(clash), base, mine, theirs);
        match self.choices.of(&self.record, &Issue(spot.key.clone())) {
            Some(Side::Theirs) => theirs.cloned(),
            Some(Side::Mine) | None => mine.cloned(),
        }
    }

    /// Notes a conflict, or a change to take.
    pub fn meet(
        &mut self,
        spot: &Spot,
        clash: Option<Clash>,
        base: Seen,
        mine: Seen,
        theirs: Seen,
    ) {
        let json = |seen: Seen| seen.cloned().unwrap_or_default();
        self.met.push(Met {
            spot: spot.clone(),
            clash,
            before: json(base),
            mine: json(mine),
            theirs: json(theirs),
        });
    }
}

/// What becomes of something that is different on the two sides.
pub(super) enum Verdict {
    /// Only mine changed it.
    Keep,
    /// Only theirs changed it.
    Take,
    /// Both did, and it is one or the other.
    Clash(Clash),
    /// Both did, and their changes may go together.
    Join,
}

/// The verdict on a record, or on an element of a list, that differs on the two sides.
pub(super) fn verdict<T: PartialEq>(
    known: bool,
    base: Option<T>,
    mine: Option<T>,
    theirs: Option<T>,
) -> Verdict {
    let same_as_base = |side: &Option<T>| known && *side == base;
    match (&mine, &theirs) {
        _ if same_as_base(&theirs) => Verdict::Keep,
        _ if same_as_base(&mine) => Verdict::Take,
        (Some(_), Some(_)) if known && base.is_none() => Verdict::Clash(Clash::BothAdded),
        (Some(_), Some(_)) => Verdict::Join,
        (Some(_), None) if known => Verdict::Clash(Clash::DeletedThere),
        (None, Some(_)) if known => Verdict::Clash(Clash::DeletedHere),
        (Some(_), None) => Verdict::Clash(Clash::OnlyHere),
        (None, Some(_)) => Verdict::Clash(Clash::OnlyThere),
        (None, None) => Verdict::Keep,
    }
}

fn both_have_fields(list: &str, mine: Seen, theirs: Seen) -> bool {
    [mine, theirs]
        .iter()
        .all(|seen| seen.is_some_and(|item| keys::has_fields(list, item)))
}

/// The elements of a list; an absent list is empty.
fn items(seen: Seen<'_>) -> Option<&[Value]> {
    match seen {
        None => Some(&[]),
        Some(Value::Array(items)) => Some(items),
        Some(_) => None,
    }
}

fn by_key<'v>(keys: &'v [String], items: &'v [Value]) -> HashMap<&'v str, &'v Value> {
    keys.iter().map(String::as_str).zip(items).collect()
}

fn strs(keys: &[String]) -> Vec<&str> {
    keys.iter().map(String::as_str).collect()
}
