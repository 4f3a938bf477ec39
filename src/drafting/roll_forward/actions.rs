//! Actions carried, completed, dropped, split and merged.

use std::collections::{HashMap, HashSet};

use super::{ActionFate, Choices, Work, dates};
use crate::plan::{Achievement, Action, Id, Plan, Reason, Ref, Words, brief};

/// What becomes of each action, with choices that can't be carried out put right.
pub(super) fn settle(plan: &Plan, choices: &Choices, work: &mut Work) -> HashMap<Id, ActionFate> {
    let chosen = |action: &Action| (action.id.clone(), choices.of(&action.id).fate);
    let mut fates: HashMap<Id, ActionFate> = plan.actions.iter().map(|a| chosen(a)).collect();
    for action in plan.actions.iter() {
        let fate = fates.get(&action.id).cloned().unwrap_or_default();
        let cannot = match &fate {
            ActionFate::MergeWith(_) => match goes_into(&action.id, &fates) {
                Some(last) if last != action.id => {
                    fates.insert(action.id.clone(), ActionFate::MergeWith(last));
                    None
                }
                _ => Some("what it was to be merged with isn’t carried"),
            },
            ActionFate::Split(words) if said(words).len() < 2 => {
                Some("an action is split into two or more")
            }
            _ => None,
        };
        if let Some(why) = cannot {
            fates.insert(action.id.clone(), ActionFate::Carry);
            work.remarks
                .push(format!("{} is carried as it is: {why}.", name(action)));
        }
    }
    fates
}

/// The action that is left when one is merged with another, which may itself be merged; `None` if
/// there is none.
fn goes_into(id: &Id, fates: &HashMap<Id, ActionFate>) -> Option<Id> {
    let mut seen = HashSet::new();
    let mut here = id;
    while seen.insert(here) {
        match fates.get(here)? {
            ActionFate::MergeWith(next) => here = next,
            ActionFate::Carry | ActionFate::Split(_) => return Some(here.clone()),
            ActionFate::Complete | ActionFate::Drop => return None,
        }
    }
    None
}

fn said(words: &[String]) -> Vec<&str> {
    words
        .iter()
        .map(|w| w.trim())
        .filter(|w| !w.is_empty())
        .collect()
}

/// How the summary calls an action.
pub(super) fn name(action: &Action) -> String {
    let text = brief(action.text.as_str(), 60);
    match (action.reference.as_str(), text.as_str()) {
        ("", "") => "An unnamed action".to_owned(),
        ("", text) => format!("“{text}”"),
        (reference, "") => reference.to_owned(),
        (reference, text) => format!("{reference} “{text}”"),
    }
}

pub(super) fn carry(
    next: &mut Plan,
    plan: &Plan,
    fates: &HashMap<Id, ActionFate>,
    choices: &Choices,
    work: &mut Work,
) {
    let mut carried: Vec<Action> = Vec::new();
    let mut achieved: Vec<Achievement> = Vec::new();
    let mut merged: Vec<(Id, Action)> = Vec::new();
    let (mut kept, mut dropped, mut split, mut pieces, mut moved) = (0, 0, 0, 0, 0);
    for old in next.actions.iter() {
        let mut action = (**old).clone();
        let why = choices.of(&action.id).reason;
        let fate = fates.get(&action.id).cloned().unwrap_or_default();
        if !matches!(fate, ActionFate::Complete | ActionFate::Drop) {
            let (dates, dates_why) = choices.dates_of(&action.id);
            moved += usize::from(dates::of_action(&mut action, dates, &dates_why));
        }
        match fate {
            ActionFate::Carry => {
                kept += 1;
                carried.push(action);
            }
            ActionFate::Complete => achieved.push(achievement(&action, why, work)),
            ActionFate::Drop => {
                dropped += 1;
                work.reasons.push(Reason {
                    what: format!("{} was dropped", name(&action)),
                    before: String::new(),
                    why: or_none(why),
                });
            }
            ActionFate::Split(words) => {
                let words = said(&words);
                split += 1;
                pieces += words.len();
                carried.extend(pieces_of(&action, &words, &why, work));
            }
            ActionFate::MergeWith(into) => merged.push((into, action)),
        }
    }
    let into = merged.len();
    for (id, action) in merged {
        let why = choices.of(&action.id).reason;
        if let Some(target) = carried.iter_mut().find(|a| a.id == id) {
            take_in(target, action, &why);
        }
    }
    work.tell(kept, "action is carried.", "actions are carried.");
    let done = achieved.len();
    work.tell(
        done,
        "completed action is now an achievement.",
        "completed actions are now achievements.",
    );
    work.tell(dropped, "action is dropped.", "actions are dropped.");
    work.tell(
        split,
        &format!("action is split into {pieces}."),
        &format!("actions are split into {pieces}."),
    );
    work.tell(
        into,
        "action is merged with another.",
        "actions are merged with others.",
    );
    work.tell(
        moved,
        "action has its dates moved on by a year.",
        "actions have their dates moved on by a year.",
    );
    next.actions = carried.into_iter().collect();
    let before = plan.achievements.iter().map(|a| (**a).clone());
    next.achievements = before.chain(achieved).collect();
}

fn or_none(why: String) -> String {
    match why.trim() {
        "" => "no reason given".to_owned(),
        _ => why,
    }
}

fn achievement(action: &Action, why: String, work: &mut Work) -> Achievement {
    let reason = Reason {
        what: format!("{} was completed", name(action)),
        before: String::new(),
        why,
    };
    Achievement {
        id: work.fresh(&action.id),
        text: action.text.clone(),
        serves: action.serves.clone(),
        source: action.source.clone(),
        reasons: vec![reason]
            .into_iter()
            .filter(|r| !r.why.is_empty())
            .collect(),
        ..Achievement::default()
    }
}

/// The pieces of an action: the first goes on under its id, the others are new and about the first.
fn pieces_of(action: &Action, words: &[&str], why: &str, work: &mut Work) -> Vec<Action> {
    let reason = Reason {
        what: "Split".to_owned(),
        before: name(action),
        why: why.to_owned(),
    };
    let piece = |(number, words): (usize, &&str)| {
        if number == 0 {
            let mut first = action.clone();
            first.text = Words::from(*words);
            first.reasons.push(reason.clone());
            return first;
        }
        Action {
            id: work.fresh(&action.id),
            text: Words::from(*words),
            kinds: action.kinds.clone(),
            serves: action.serves.clone(),
            start: action.start.clone(),
            end: action.end.clone(),
            areas: action.areas.clone(),
            responsible: action.responsible.clone(),
            measures: action.measures.clone(),
            about: vec![Ref::to(&action.id)],
            reasons: vec![reason.clone()],
            ..Action::default()
        }
    };
    words.iter().enumerate().map(piece).collect()
}

/// One action becomes a part of another, with all that is in it.
fn take_in(target: &mut Action, action: Action, why: &str) {
    let reason = Reason {
        what: "Merged".to_owned(),
        before: format!("{} and {}", name(target), name(&action)),
        why: why.to_owned(),
    };
    for (refs, more) in [
        (&mut target.serves, action.serves),
        (&mut target.areas, action.areas),
        (&mut target.responsible, action.responsible),
        (&mut target.measures, action.measures),
    ] {
        for one in more {
            if !refs.iter().any(|known| known.to == one.to) {
                refs.push(one);
            }
        }
    }
    for kind in action.kinds {
        if !target.kinds.contains(&kind) {
            target.kinds.push(kind);
        }
    }
    target.milestones.extend(action.milestones);
    target.steps.extend(action.steps);
    target.timescales.extend(action.timescales);
    target.measured_by.extend(action.measured_by);
    target.improvements.extend(action.improvements);
    target.reasons.push(reason);
    target
        .reasons
        .extend(action.reasons.into_iter().map(|r| Reason {
            what: format!("{} (of what was merged)", r.what),
            ..r
        }));
}
