//! One change made to many places at once: who is responsible, a date, the progress, or words of the whole plan. What
//! would become of each place is shown before anything is done, and all of it is one command.

mod dates;
mod field;
mod items;
mod matching;
mod owners;
mod prose;
mod words;

use std::collections::BTreeSet;

use serde_json::Value;

use super::{Change, Command, Path};
use crate::{
    insight::rows::some,
    plan::{Date, Id, Plan, Printed, Progress, read},
};
pub use dates::{Moves, moved};
pub use field::{Field, Sort};
pub use items::{Item, items, responsible};
pub use owners::Owners;
pub use words::{Hit, Replaced, Sought, replaced};

/// What the chosen places become.
#[derive(Clone, Debug, PartialEq)]
pub enum To {
    /// Others are responsible.
    Owners(Owners),
    /// Another date: its value as a plan file has it.
    Date(Value),
    /// The date that stands there, moved.
    Moved(Moves),
    /// Another progress, or none said.
    Progress(Option<Progress>),
    /// Other words for how it stands.
    Words(String),
}

/// What becomes of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It changes to this, as people write it.
    Becomes(String),
    /// It stays as it is; why.
    Stays(String),
}

/// A chosen place and what becomes of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The place.
    pub item: Item,
    /// What becomes of it.
    pub fate: Fate,
}

/// What a change would do, place by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Preview {
    /// The chosen places, in the plan's order.
    pub lines: Vec<Line>,
    /// What carries it out; none where nothing would change.
    pub command: Option<Command>,
}

impl Preview {
    /// How many places change.
    pub fn changing(&self) -> usize {
        let becomes = |line: &&Line| matches!(line.fate, Fate::Becomes(_));
        self.lines.iter().filter(becomes).count()
    }
}

/// What would become of the chosen places of a field. `remember` keeps what a milestone's date was as when it was first
/// due, where nothing says that yet.
pub fn preview(
    plan: &Plan,
    field: &Field,
    chosen: &BTreeSet<Id>,
    to: &To,
    remember: bool,
) -> Preview {
    let names = items::people(plan);
    let mut changes = Vec::new();
    let mut places = 0;
    let mut lines = Vec::new();
    let chosen = |item: &Item| chosen.contains(&item.id);
    for item in items(plan, field).into_iter().filter(chosen) {
        let next = match to {
            To::Owners(owners) => owners.of(&item.value),
            To::Date(date) => set(&item.value, date),
            To::Moved(moves) => dates::moved_cell(&item.value, *moves),
            To::Progress(progress) => {
                let to = progress.map_or(Value::Null, |p| Value::from(p.key()));
                set(&item.value, &to)
            }
            To::Words(words) => {
                let words = words.trim();
                let to = (!words.is_empty()).then(|| Value::from(words));
                set(&item.value, &to.unwrap_or_default())
            }
        };
        let fate = match next {
            Err(why) => Fate::Stays(why),
            Ok(value) => {
                let mut said = items::shown(field, &value, &names);
                let first = (remember && field.remembers()).then(|| first_due(&item));
                if let Some((at, was)) = first.flatten() {
                    said = format!("{said} (first due {was})");
                    changes.push(Change::Set {
                        at,
                        to: item.value.clone(),
                    });
                }
                places += 1;
                changes.push(Change::Set {
                    at: item.at.clone(),
                    to: value,
                });
                Fate::Becomes(said)
            }
        };
        lines.push(Line { item, fate });
    }
    let done = match to {
        To::Moved(_) => "Moved",
        _ => "Changed",
    };
    let command = (!changes.is_empty()).then(|| Command {
        name: format!("{done} {} {}", field.said, of(field, places)),
        changes,
    });
    Preview { lines, command }
}

/// Where it is remembered when a milestone was first due, and as people read it; none if that is said already, or was no
/// date.
fn first_due(item: &Item) -> Option<(Path, String)> {
    let was = read::<Printed<Date>>(&item.value).ok()?;
    was.value().filter(|_| !item.first_due)?;
    let (milestone, _) = item.at.split_last()?;
    Some((milestone.field("original_due"), item.shown.clone()))
}

/// 'of 7 actions', 'for one measure'.
fn of(field: &Field, count: usize) -> String {
    let word = match field.sort {
        Sort::Owner => "for",
        Sort::Date | Sort::Progress => "of",
    };
    format!("{word} {}", some(count, field.one, field.many))
}

/// Another value, unless it is the one that stands there.
fn set(before: &Value, to: &Value) -> Result<Value, String> {
    match before == to {
        true if to.is_null() => Err("Nothing is said there already".to_owned()),
        true => Err("It says so already".to_owned()),
        false => Ok(to.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drafting::apply_all;
    use serde_json::json;

    fn plan() -> Plan {
        let action = |id: &str, end: Value| {
            json!({ "id": id, "text": id, "end": end, "responsible": ["t"], "milestones": [
                { "id": format!("{id}-m"), "text": "Met", "due": "2026-Q4" }] })
        };
        let plan = json!({
            "id": "p", "title": "P",
            "actions": [action("a", json!("2026-08")), action("b", json!({ "print": "tbc" })), action("c", Value::Null)],
            "teams": [{ "id": "t", "name": "Team one" }, { "id": "u", "name": "Team two" }],
        });
        Plan::from_json(plan).unwrap()
    }

    fn told(field: &str, ids: &[&str], to: &To) -> (Vec<Fate>, Option<String>) {
        let chosen = ids.iter().map(|id| Id::slug(id)).collect();
        let preview = preview(&plan(), Field::from_key(field).unwrap(), &chosen, to, false);
        let fates = preview.lines.into_iter().map(|line| line.fate).collect();
        (fates, preview.command.map(|command| command.name))
    }

    #[test]
    fn what_moves_moves_and_the_rest_says_why_not() {
        let on = To::Moved(Moves { months: 2 });
        let (fates, name) = told("actions-end", &["a", "b", "c"], &on);
        let stays = |why: &str| Fate::Stays(why.to_owned());
        assert_eq!(
            fates,
            [
                Fate::Becomes("October 2026".into()),
                stays("“TBC” isn’t a date that can be moved"),
                stays("There is no date to move"),
            ]
        );
        assert_eq!(name.as_deref(), Some("Moved the end of one action"));
        let (fates, name) = told("actions-milestones-due", &["a-m"], &on);
        let why = "Quarter 4 2026 can’t be moved by 2 months: it would need another precision";
        assert_eq!((fates, name), (vec![stays(why)], None));
    }

    #[test]
    fn a_command_says_what_changed_and_where() {
        let who = To::Owners(Owners::And(Id::slug("u")));
        let (fates, name) = told("actions-responsible", &["a", "c"], &who);
        assert_eq!(fates[0], Fate::Becomes("Team one and Team two".into()));
        assert_eq!(
            name.as_deref(),
            Some("Changed who is responsible for 2 actions")
        );
        let done = To::Progress(Some(Progress::Done));
        let (_, name) = told("actions-milestones-progress", &["a-m", "b-m"], &done);
        assert_eq!(
            name.as_deref(),
            Some("Changed the progress of 2 milestones of actions")
        );
    }

    #[test]
    fn when_a_milestone_was_first_due_is_remembered_once() {
        let mut plan = plan();
        let field = Field::from_key("actions-milestones-due").unwrap();
        let chosen = [Id::slug("a-m")].into();
        let on = |plan: &Plan| preview(plan, field, &chosen, &To::Moved(Moves { months: 3 }), true);
        let first = on(&plan);
        let said = "quarter 1 2027 (first due quarter 4 2026)";
        assert_eq!(first.lines[0].fate, Fate::Becomes(said.into()));
        let command = first.command.unwrap();
        assert_eq!(
            command.name,
            "Moved the due date of one milestone of an action"
        );
        apply_all(&mut plan, &command.changes).unwrap();
        let again = on(&plan);
        assert_eq!(again.lines[0].fate, Fate::Becomes("quarter 2 2027".into()));
        apply_all(&mut plan, &again.command.unwrap().changes).unwrap();
        let first_due = plan.actions[0].milestones[0].original_due.clone();
        assert_eq!(first_due.unwrap().shown(|d| d.to_string()), "2026-Q4");
    }
}
