//! One change of a plan, and applying it. Applying gives back the change that undoes it.

use std::{fmt, sync::Arc};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::{
    ids::{Ids, ids_in},
    path::{Path, Segment},
};
use crate::plan::{Collection, Front, Id, Json, Kind, Plan, Reader, Remark, read, tidy_value};

/// One change. Values are JSON as in a plan file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Change {
    /// Gives a field a value; null takes the value away.
    Set {
        /// The field.
        at: Path,
        /// Its new value.
        to: Value,
    },
    /// Puts an element into a list.
    Add {
        /// The list.
        list: Path,
        /// The place it will have, from 0; past the end means last.
        place: usize,
        /// The element.
        value: Value,
    },
    /// Takes an element out of a list.
    Take {
        /// The element.
        at: Path,
    },
    /// Moves an element within its list.
    Shift {
        /// The element.
        at: Path,
        /// The place it will have.
        to: usize,
    },
}

impl Change {
    /// Where it happens.
    pub fn path(&self) -> &Path {
        match self {
            Change::Set { at, .. } | Change::Take { at } | Change::Shift { at, .. } => at,
            Change::Add { list, .. } => list,
        }
    }
}

/// Why a change could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ChangeError {
    /// There is no such place in the plan.
    NoSuchPlace(String),
    /// The value isn't one the field can have.
    DoesNotFit(String),
    /// The id is already used.
    IdTaken(String),
    /// A record keeps its id for good.
    IdIsPermanent,
    /// The step that is to be taken back or done again isn't known any more.
    StepForgotten,
}

impl fmt::Display for ChangeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ChangeError::NoSuchPlace(path) => {
                write!(f, "There is nothing at “{path}” in this plan any more.")
            }
            ChangeError::DoesNotFit(why) => write!(f, "That value can’t be kept here: {why}."),
            ChangeError::IdTaken(id) => {
                write!(f, "Something in this plan already has the id “{id}”.")
            }
            ChangeError::IdIsPermanent => f.write_str("A record keeps its id for good."),
            ChangeError::StepForgotten => {
                f.write_str("The step that it takes back or does again isn’t known any more.")
            }
        }
    }
}

/// The value at a place of a plan, as JSON; null if the place is empty or there is none.
pub fn value_at(plan: &Plan, path: &Path) -> Value {
    let (mut root, inside) = match (path.kind(), path.segments()) {
        (None, segments) => (front_json(&plan.front), segments),
        (Some(kind), [_, Segment::Item(id), inside @ ..]) => {
            let list = plan.collection(kind);
            let record = list.place(id).and_then(|at| list.record(at));
            (record.map(|r| r.json()).unwrap_or_default(), inside)
        }
        _ => return Value::Null,
    };
    walk(&mut root, inside, false)
        .map(Value::take)
        .unwrap_or_default()
}

/// Applies changes in order, all or none, and gives back the changes that undo them, in the order to
/// apply them.
///
/// # Errors
/// The first change that can't be made; the plan is then as it was.
pub fn apply_all(plan: &mut Plan, changes: &[Change]) -> Result<Vec<Change>, ChangeError> {
    // One change is all or nothing by itself, and in a plan that nobody shares it copies no list.
    if let [change] = changes {
        return Ok(vec![apply(plan, change)?]);
    }
    let mut next = plan.clone();
    let mut inverses = Vec::with_capacity(changes.len());
    let mut ids = Ids::of(changes.len());
    for change in changes {
        inverses.push(apply_knowing(&mut next, change, &mut ids)?);
    }
    if let Some(id) = ids.standing_twice(&next) {
        return Err(ChangeError::IdTaken(id));
    }
    inverses.reverse();
    *plan = next;
    Ok(inverses)
}

/// Applies one change and gives back the change that undoes it.
///
/// # Errors
/// If there is no such place or the value doesn't fit; the plan is then as it was.
pub fn apply(plan: &mut Plan, change: &Change) -> Result<Change, ChangeError> {
    apply_knowing(plan, change, &mut Ids::of(1))
}

fn apply_knowing(plan: &mut Plan, change: &Change, ids: &mut Ids) -> Result<Change, ChangeError> {
    let path = change.path();
    let Some(kind) = path.kind() else {
        let before = front_json(&plan.front);
        let mut value = before.clone();
        let inverse = apply_in(&mut value, path.segments(), change)?;
        let changed = value != before;
        let front = read::<Front>(value).map_err(does_not_fit)?;
        let mut after = front_json(&front);
        check_taken(changed, &before, &after, path)?;
        check_way_back(&mut after, 0, &inverse)?;
        plan.front = Arc::new(front);
        return Ok(inverse);
    };
    match (path.segments().get(1..).unwrap_or(&[]), change) {
        ([], Change::Add { place, value, .. }) => {
            add_record(plan, kind, *place, value.clone(), ids)
        }
        ([Segment::Item(id)], Change::Take { .. }) => {
            let at = plan
                .collection(kind)
                .place(id)
                .ok_or_else(|| nowhere(path))?;
            let collection = plan.collection_mut(kind);
            let value = collection.record(at).map(|r| r.json());
            collection.remove(at);
            ids.changed(value.as_ref(), None);
            Ok(Change::Add {
                list: Path::list(kind),
                place: at,
                value: value.unwrap_or_default(),
            })
        }
        ([Segment::Item(id)], Change::Shift { to, .. }) => {
            let from = plan
                .collection(kind)
                .place(id)
                .ok_or_else(|| nowhere(path))?;
            plan.collection_mut(kind).shift(from, *to);
            Ok(Change::Shift {
                at: path.clone(),
                to: from,
            })
        }
        ([Segment::Item(id), inside @ ..], _) if !inside.is_empty() => {
            let at = plan
                .collection(kind)
                .place(id)
                .ok_or_else(|| nowhere(path))?;
            check_id_stays(inside, change)?;
            let list = plan.collection(kind);
            let record = list.record(at).ok_or_else(|| nowhere(path))?;
            let before = record.json();
            let mut value = before.clone();
            let inverse = apply_in(&mut value, inside, change)?;
            match change {
                // On its way from one record to another a part may stand in both, until the last of the changes.
                Change::Set { to: new, .. } if ids.is_of_several() => ids.ask_at_the_end(new),
                Change::Add { value: new, .. } | Change::Set { to: new, .. } => {
                    check_ids_within(plan, new, &before, &value, ids)?;
                }
                _ => {}
            }
            let changed = value != before;
            let collection = plan.collection_mut(kind);
            let mut after = collection.replace(at, &value).map_err(does_not_fit)?;
            check_taken(changed, &before, &after, path)?;
            let way_back = check_way_back(&mut after, RECORD, &inverse);
            if let Err(why) = way_back.and_then(|()| check_parts(&*collection, at)) {
                collection.replace(at, &before).map_err(does_not_fit)?;
                return Err(why);
            }
            ids.changed(Some(&before), Some(&after));
            Ok(inverse)
        }
        _ => Err(nowhere(path)),
    }
}

/// Reading passes over fields it doesn't know. A change that only touched such a field has changed
/// nothing, and must not be taken for one that can be undone.
fn check_taken(
    changed: bool,
    before: &Value,
    after: &Value,
    path: &Path,
) -> Result<(), ChangeError> {
    if changed && before == after {
        return Err(nowhere(path));
    }
    Ok(())
}

fn add_record(
    plan: &mut Plan,
    kind: Kind,
    place: usize,
    mut value: Value,
    ids: &mut Ids,
) -> Result<Change, ChangeError> {
    tidy_value(&mut value);
    check_new_ids(plan, &value, ids)?;
    let id = value
        .get("id")
        .and_then(Value::as_str)
        .and_then(Id::parse)
        .ok_or_else(|| ChangeError::DoesNotFit("it has no id".into()))?;
    let mut reader = Reader::default();
    let json = Json::from(&value);
    let list = plan.collection_mut(kind);
    let place = place.min(list.len());
    list.insert(place, json, &mut reader);
    reader.done(Some(())).map_err(does_not_fit)?;
    if let Err(why) = check_parts(&*list, place) {
        list.remove(place);
        return Err(why);
    }
    ids.changed(None, Some(&value));
    Ok(Change::Take {
        at: Path::record(kind, &id),
    })
}

/// Refuses a value that brings an id the plan already has, or one id twice.
fn check_new_ids(plan: &Plan, value: &Value, ids: &mut Ids) -> Result<(), ChangeError> {
    check_ids_within(plan, value, &Value::Null, value, ids)
}

/// Refuses what a new value makes of a record, if it then has an id that stands elsewhere in the plan, or one id twice.
fn check_ids_within(
    plan: &Plan,
    new: &Value,
    before: &Value,
    after: &Value,
    ids: &mut Ids,
) -> Result<(), ChangeError> {
    let mut brought = Vec::new();
    ids_in(new, &mut brought);
    if brought.is_empty() {
        return Ok(());
    }
    let (mut were, mut are) = (Vec::new(), Vec::new());
    ids_in(before, &mut were);
    ids_in(after, &mut are);
    let count = |ids: &[&str], id: &str| ids.iter().filter(|other| **other == id).count();
    let twice = brought
        .iter()
        .find(|id| count(&are, id) > count(&were, id).max(1));
    let taken = match twice {
        Some(id) => Some((*id).to_owned()),
        None => {
            brought.retain(|id| !were.contains(id));
            ids.taken(plan, &brought)
        }
    };
    taken.map_or(Ok(()), |id| Err(ChangeError::IdTaken(id)))
}

/// Refuses a record with a part that has no id, as a plan's file would be refused that has one.
fn check_parts(list: &dyn Collection, at: usize) -> Result<(), ChangeError> {
    let mut all_have = true;
    if let Some(record) = list.record(at) {
        record.parts(&mut |part| all_have &= !part.id.as_str().is_empty());
    }
    match all_have {
        true => Ok(()),
        false => Err(ChangeError::DoesNotFit("a part of it has no id".into())),
    }
}

/// The steps of a path that lead to a record.
const RECORD: usize = 2;

/// What has an id keeps it: the change that undoes another finds it by that.
fn check_id_stays(inside: &[Segment], change: &Change) -> Result<(), ChangeError> {
    let Change::Set { to, .. } = change else {
        return Ok(());
    };
    let stays = match inside.last() {
        Some(Segment::Field(name)) => name != "id",
        Some(Segment::Item(id)) => to.get("id").and_then(Value::as_str) == Some(id.as_str()),
        _ => true,
    };
    match stays {
        true => Ok(()),
        false => Err(ChangeError::IdIsPermanent),
    }
}

/// Refuses a change that could not be taken back: what was put in with an id can have been read as something that has
/// none.
fn check_way_back(after: &mut Value, to: usize, inverse: &Change) -> Result<(), ChangeError> {
    let Change::Take { at } = inverse else {
        return Ok(());
    };
    let inside = at.segments().get(to..).unwrap_or_default();
    match walk(after, inside, false) {
        Some(_) => Ok(()),
        None => Err(nowhere(at)),
    }
}

/// Makes a change inside the JSON of one record, or of the plan's own details.
fn apply_in(
    root: &mut Value,
    segments: &[Segment],
    change: &Change,
) -> Result<Change, ChangeError> {
    let path = change.path();
    match change {
        Change::Add { list, place, value } => {
            let mut value = value.clone();
            tidy_value(&mut value);
            let items = list_at(root, segments, true).ok_or_else(|| nowhere(path))?;
            let place = (*place).min(items.len());
            let last = match value.get("id").and_then(Value::as_str).and_then(Id::parse) {
                Some(id) => Segment::Item(id),
                None => Segment::Place(place),
            };
            items.insert(place, value);
            Ok(Change::Take {
                at: match last {
                    Segment::Item(id) => list.clone().item(&id),
                    _ => list.clone().place(place),
                },
            })
        }
        Change::Take { .. } => {
            let (items, at) = element(root, segments).ok_or_else(|| nowhere(path))?;
            let value = items.remove(at);
            let (list, _) = path.split_last().ok_or_else(|| nowhere(path))?;
            Ok(Change::Add {
                list,
                place: at,
                value,
            })
        }
        Change::Shift { to, .. } => {
            let (items, from) = element(root, segments).ok_or_else(|| nowhere(path))?;
            let value = items.remove(from);
            let to = (*to).min(items.len());
            items.insert(to, value);
            let at = match path.split_last() {
                Some((list, Segment::Place(_))) => list.place(to),
                _ => path.clone(),
            };
            Ok(Change::Shift { at, to: from })
        }
        Change::Set { to, .. } => {
            let (last, way) = segments.split_last().ok_or_else(|| nowhere(path))?;
            let mut to = to.clone();
            tidy_value(&mut to);
            let holder = walk(root, way, true).ok_or_else(|| nowhere(path))?;
            let before = match last {
                Segment::Field(name) => {
                    let fields = object(holder).ok_or_else(|| nowhere(path))?;
                    if to.is_null() {
                        fields.remove(name)
                    } else {
                        fields.insert(name.clone(), to)
                    }
                }
                _ => {
                    let (items, at) = element(root, segments).ok_or_else(|| nowhere(path))?;
                    items.get_mut(at).map(|slot| std::mem::replace(slot, to))
                }
            };
            Ok(Change::Set {
                at: path.clone(),
                to: before.unwrap_or_default(),
            })
        }
    }
}

/// Follows segments down; `make` creates fields that are absent, since absent means empty.
fn walk<'a>(root: &'a mut Value, segments: &[Segment], make: bool) -> Option<&'a mut Value> {
    let mut here = root;
    for segment in segments {
        here = match segment {
            Segment::Field(name) if make => {
                object(here)?.entry(name.clone()).or_insert(Value::Null)
            }
            Segment::Field(name) => here.get_mut(name)?,
            Segment::Place(at) => here.get_mut(*at)?,
            Segment::Item(id) => {
                let at = position(here.as_array()?, id)?;
                here.get_mut(at)?
            }
        };
    }
    Some(here)
}

/// The fields of an object; a null becomes an empty one.
fn object(value: &mut Value) -> Option<&mut Map<String, Value>> {
    if value.is_null() {
        *value = Value::Object(Map::new());
    }
    value.as_object_mut()
}

fn list_at<'a>(
    root: &'a mut Value,
    segments: &[Segment],
    make: bool,
) -> Option<&'a mut Vec<Value>> {
    let value = walk(root, segments, make)?;
    if value.is_null() {
        *value = Value::Array(Vec::new());
    }
    value.as_array_mut()
}

/// The list an element is in, and its place there.
fn element<'a>(root: &'a mut Value, segments: &[Segment]) -> Option<(&'a mut Vec<Value>, usize)> {
    let (last, way) = segments.split_last()?;
    let items = list_at(root, way, false)?;
    let at = match last {
        Segment::Item(id) => position(items, id)?,
        Segment::Place(at) => *at,
        Segment::Field(_) => return None,
    };
    (at < items.len()).then_some((items, at))
}

fn position(items: &[Value], id: &Id) -> Option<usize> {
    items
        .iter()
        .position(|item| item.get("id").and_then(Value::as_str) == Some(id.as_str()))
}

pub(super) fn front_json(front: &Front) -> Value {
    serde_json::to_vec(front)
        .and_then(|text| serde_json::from_slice(&text))
        .unwrap_or_default()
}

fn nowhere(path: &Path) -> ChangeError {
    ChangeError::NoSuchPlace(path.to_string())
}

fn does_not_fit(wrong: Vec<Remark>) -> ChangeError {
    let first = wrong.first();
    ChangeError::DoesNotFit(first.map_or(String::new(), |r| format!("{}: {}", r.place, r.what)))
}
