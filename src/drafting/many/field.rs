//! The fields of a plan that can be changed in many places at once.

use crate::plan::Kind;

/// What sort of change a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Who is responsible.
    Owner,
    /// A date.
    Date,
    /// How far something has come.
    Progress,
}

/// A field of the records of a kind, or of one of their lists of parts.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// What sort of change it takes.
    pub sort: Sort,
    /// The kind of record.
    pub kind: Kind,
    /// The lists of parts on the way to it; none for a field of the record itself.
    pub way: &'static [&'static str],
    /// Its name in a plan file.
    pub name: &'static str,
    /// Its label, as the forms have it.
    pub label: &'static str,
    /// What has the field, in a sentence.
    pub one: &'static str,
    /// Several of them.
    pub many: &'static str,
    /// What is changed, in a sentence: 'who is responsible', 'the end'.
    pub said: &'static str,
}

const fn owner(
    kind: Kind,
    way: &'static [&'static str],
    name: &'static str,
    label: &'static str,
    [one, many]: [&'static str; 2],
) -> Field {
    Field {
        sort: Sort::Owner,
        kind,
        way,
        name,
        label,
        one,
        many,
        said: "who is responsible",
    }
}

const fn date(
    kind: Kind,
    way: &'static [&'static str],
    name: &'static str,
    [label, said]: [&'static str; 2],
    [one, many]: [&'static str; 2],
) -> Field {
    Field {
        sort: Sort::Date,
        kind,
        way,
        name,
        label,
        one,
        many,
        said,
    }
}

const fn progress(
    kind: Kind,
    way: &'static [&'static str],
    name: &'static str,
    [label, said]: [&'static str; 2],
    [one, many]: [&'static str; 2],
) -> Field {
    Field {
        sort: Sort::Progress,
        kind,
        way,
        name,
        label,
        one,
        many,
        said,
    }
}

const ACTIONS: [&str; 2] = ["action", "actions"];
const OF_ACTIONS: [&str; 2] = ["milestone of an action", "milestones of actions"];
const OF_PROJECTS: [&str; 2] = ["milestone of a project", "milestones of projects"];
const MITIGATIONS: [&str; 2] = ["mitigation", "mitigations"];
const STARTS: [&str; 2] = ["Starts", "the start"];
const ENDS: [&str; 2] = ["Ends", "the end"];
const DUE: [&str; 2] = ["Due", "the due date"];
const PROGRESS: [&str; 2] = ["Progress", "the progress"];

static FIELDS: [Field; 18] = [
    owner(Kind::Action, &[], "responsible", "Responsible", ACTIONS),
    owner(
        Kind::Measure,
        &[],
        "owners",
        "Responsible",
        ["measure", "measures"],
    ),
    owner(
        Kind::Risk,
        &["appearances"],
        "owners",
        "Responsible",
        ["place of a risk", "places of risks"],
    ),
    owner(
        Kind::Risk,
        &["appearances", "mitigations"],
        "owners",
        "Who does it",
        MITIGATIONS,
    ),
    owner(
        Kind::Review,
        &[],
        "by",
        "Who reviews",
        ["review", "reviews"],
    ),
    owner(Kind::Duty, &[], "holders", "Held by", ["duty", "duties"]),
    date(Kind::Action, &[], "end", ENDS, ACTIONS),
    date(Kind::Action, &[], "start", STARTS, ACTIONS),
    date(Kind::Action, &["milestones"], "due", DUE, OF_ACTIONS),
    date(
        Kind::Action,
        &["timescales"],
        "date",
        ["By", "the date"],
        ["timescale", "timescales"],
    ),
    date(Kind::Project, &["milestones"], "due", DUE, OF_PROJECTS),
    date(
        Kind::Risk,
        &["appearances", "mitigations"],
        "end",
        ENDS,
        MITIGATIONS,
    ),
    date(
        Kind::Risk,
        &["appearances", "mitigations"],
        "start",
        STARTS,
        MITIGATIONS,
    ),
    date(
        Kind::Review,
        &[],
        "next",
        ["Next", "the next date"],
        ["review", "reviews"],
    ),
    progress(Kind::Action, &[], "progress", PROGRESS, ACTIONS),
    progress(
        Kind::Action,
        &["milestones"],
        "progress",
        PROGRESS,
        OF_ACTIONS,
    ),
    progress(
        Kind::Project,
        &["milestones"],
        "progress",
        PROGRESS,
        OF_PROJECTS,
    ),
    progress(
        Kind::Project,
        &[],
        "status",
        ["How it stands", "the status"],
        ["project", "projects"],
    ),
];

impl Field {
    /// All that take a sort of change, the most used first.
    pub fn all(sort: Sort) -> impl Iterator<Item = &'static Field> {
        FIELDS.iter().filter(move |field| field.sort == sort)
    }

    /// Its name in a list of choices.
    pub fn key(&self) -> String {
        let mut key = self.kind.key().to_owned();
        for step in self.way.iter().chain([&self.name]) {
            key.push('-');
            key.push_str(step);
        }
        key
    }

    /// The field of a name.
    pub fn from_key(key: &str) -> Option<&'static Field> {
        FIELDS.iter().find(|field| field.key() == key)
    }

    /// Whether what a date was can be remembered beside it: a milestone says when it was first due.
    pub fn remembers(&self) -> bool {
        self.sort == Sort::Date && self.name == "due"
    }

    /// Whether it holds words of one's own where others have a fixed choice.
    pub fn is_free(&self) -> bool {
        self.sort == Sort::Progress && self.name == "status"
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::json_schema;
    use serde_json::Value;

    /// What a field of the schema holds, through any references.
    fn entered<'a>(schema: &'a Value, mut here: &'a Value, name: &str) -> Option<&'a Value> {
        loop {
            if let Some(items) = here.get("items") {
                here = items;
            } else if let Some(to) = here.get("$ref").and_then(Value::as_str) {
                here = schema.pointer(to.strip_prefix('#')?)?;
            } else {
                return here.get("properties")?.get(name);
            }
        }
    }

    #[test]
    fn every_field_is_one_of_the_plan_and_has_a_name_of_its_own() {
        let schema = json_schema();
        let plan = &schema["properties"]["plan"];
        for field in &FIELDS {
            let mut here = &plan["properties"][field.kind.key()];
            for step in field.way.iter().chain([&field.name]) {
                let next = entered(&schema, here, step);
                here = next.unwrap_or_else(|| panic!("{field:?}: no {step}"));
            }
            let holds = here.to_string();
            let fits = match field.sort {
                Sort::Owner => holds.contains("Ref\""),
                Sort::Date => holds.contains("Printed_Date"),
                Sort::Progress => field.is_free() || holds.contains("Progress"),
            };
            assert!(fits, "{field:?} holds {holds}");
            assert_eq!(Field::from_key(&field.key()), Some(field));
        }
    }
}
