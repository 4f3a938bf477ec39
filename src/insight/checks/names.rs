//! Names, numbers and figures that are printed in more than one way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, gaps::or, inferred};
use crate::{
    insight::names,
    plan::{Id, Kind, Plan, Printed},
};

/// A text as the words it is made of: case and punctuation apart.
pub(super) fn words(text: &str) -> Vec<String> {
    text.replace('&', " and ")
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Names that are spelt in two ways.
pub const TWO_SPELLINGS: Rule = Rule {
    id: "two-spellings",
    title: "Names spelt in two ways",
    what_to_do: "Use one spelling throughout.",
    run: |subject, report| {
        let mut seen = BTreeSet::new();
        for (id, one, other) in spellings(subject.plan) {
            let pair = match one < other {
                true => (one.clone(), other.clone()),
                false => (other.clone(), one.clone()),
            };
            if alike(&one, &other) && seen.insert(pair) {
                let what = format!("‘{one}’ in one place, ‘{other}’ in another.");
                report.doubt(&id, "as_printed", what);
            }
        }
    },
};

/// Every two texts that may be one name: a reference and the record it names, the ways in which a
/// record is written, the people named.
fn spellings(plan: &Plan) -> Vec<(Id, String, String)> {
    let mut pairs = Vec::new();
    let mut titles = BTreeMap::<Id, String>::new();
    for record in plan.records() {
        titles.insert(record.id().clone(), record.title());
    }
    for record in plan.records() {
        record.links(&mut |_, link| {
            if let (Some(printed), Some(title)) = (&link.as_printed, titles.get(&link.to)) {
                pairs.push((record.id().clone(), printed.clone(), title.clone()));
            }
        });
    }
    let organisations = plan
        .organisations
        .iter()
        .map(|o| (&o.id, &o.name, &o.variants));
    let teams = plan.teams.iter().map(|t| (&t.id, &t.name, &t.variants));
    let posts = plan.posts.iter().map(|p| (&p.id, &p.title, &p.variants));
    let references = plan
        .references
        .iter()
        .map(|r| (&r.id, &r.title, &r.variants));
    for (id, name, variants) in organisations.chain(teams).chain(posts).chain(references) {
        let others = variants
            .iter()
            .map(|v| (id.clone(), name.clone(), v.clone()));
        pairs.extend(others);
    }
    let people = people(plan);
    for (at, (id, one)) in people.iter().enumerate() {
        for (_, other) in people.iter().skip(at + 1) {
            pairs.push((id.clone(), one.clone(), other.clone()));
        }
    }
    pairs
}

/// The people a plan names, each spelling once, with where it is met first.
fn people(plan: &Plan) -> Vec<(Id, String)> {
    let mut people: Vec<(Id, String)> = Vec::new();
    let mut name = |id: &Id, cell: &Option<Printed<String>>| {
        for one in names::people(cell.as_ref()) {
            // One word is a first name, or no name.
            if one.contains(' ') && !people.iter().any(|(_, known)| known == one) {
                people.push((id.clone(), one.to_owned()));
            }
        }
    };
    for post in plan.posts.iter() {
        name(&post.id, &post.holder);
    }
    for team in plan.teams.iter() {
        name(&team.id, &team.lead);
    }
    for project in plan.projects.iter() {
        for role in &project.roles {
            name(&role.id, &role.holder);
        }
    }
    people
}

/// Whether two names differ by a slip: two letters, or the order of their words.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one == other {
        return false;
    }
    // 'Service' and 'services' are one and several, not two names.
    let last = |words: &[String]| words.last().map(|w| w.trim_end_matches('s').to_owned());
    if one.len() == other.len() && last(&one) == last(&other) {
        let before = |words: &[String]| words.split_last().map(|(_, before)| before.to_vec());
        if before(&one) == before(&other) {
            return false;
        }
    }
    let sorted = |words: &[String]| {
        let mut words = words.to_vec();
        words.sort();
        words
    };
    if sorted(&one) == sorted(&other) {
        return true;
    }
    let (one, other) = (one.join(" "), other.join(" "));
    // 'Stage 1' and 'Stage 2' are two things, 'board' and 'boards' one.
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    digits(&one) == digits(&other) && one.chars().count() >= 8 && distance(&one, &other) <= 2
}

/// How many letters have to be put in, taken out or changed to make one text of the other.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut before = i;
        let mut left = i + 1;
        let mut next = vec![left];
        for (b, above) in other.iter().zip(row.iter().skip(1)) {
            left = (before + usize::from(a != *b)).min(above + 1).min(left + 1);
            before = *above;
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}

/// Numbers that are missing in a run of references.
pub const MISSING_NUMBERS: Rule = Rule {
    id: "missing-number",
    title: "Numbers missing in a run of references",
    what_to_do: "See whether something was left out, or number the run anew.",
    run: |subject, report| {
        for kind in [Kind::Outcome, Kind::Priority, Kind::Action, Kind::Risk] {
            let collection = subject.plan.collection(kind);
            let mut runs = BTreeMap::<String, BTreeMap<u32, Id>>::new();
            for at in 0..collection.len() {
                let Some(record) = collection.record(at) else {
                    continue;
                };
                let reference = record.reference();
                let stem = reference.trim_end_matches(|c: char| c.is_ascii_digit());
                let number = reference.get(stem.len()..).and_then(|n| n.parse().ok());
                if let Some(number) = number {
                    let run = runs.entry(stem.to_owned()).or_default();
                    run.insert(number, record.id().clone());
                }
            }
            for (stem, run) in runs {
                let numbers = run.iter().zip(run.iter().skip(1));
                for ((before, _), (after, id)) in numbers {
                    let missing: Vec<String> = (before + 1..*after)
                        .take(20)
                        .map(|n| format!("{stem}{n}"))
                        .collect();
                    if !missing.is_empty() {
                        let missing: Vec<&str> = missing.iter().map(String::as_str).collect();
                        let what = format!(
                            "{stem}{after} follows {stem}{before}: there is no {}.",
                            or(&missing)
                        );
                        report.doubt(id, "reference", what);
                    }
                }
            }
        }
    },
};

/// Abbreviations that every reader knows.
const EVERYDAY: [&str; 10] = [
    "N/A", "TBC", "c", "c.", "e.g.", "i.e.", "etc", "No.", "UK", "&",
];

/// Abbreviations that the plan never spells out.
pub const ABBREVIATIONS: Rule = Rule {
    id: "abbreviation",
    title: "Abbreviations that are never spelt out",
    what_to_do: "Spell it out where it is used first.",
    run: |subject, report| {
        for abbreviation in subject.plan.abbreviations.iter() {
            if EVERYDAY.contains(&abbreviation.short.as_str()) {
                continue;
            }
            let spelt = !abbreviation.long.is_empty() && !inferred(&**abbreviation, "long");
            if !spelt {
                let what = format!(
                    "The plan never says what ‘{}’ stands for.",
                    abbreviation.short
                );
                report.gap(&abbreviation.id, "long", what);
            }
        }
    },
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_told_from_another_name() {
        assert!(alike("Pawla Mawson", "Paula Mawson"));
        assert!(alike(
            "Head of Joint Commissioning",
            "Joint Head of Commissioning"
        ));
        assert!(!alike("Health & Wellbeing", "Health and wellbeing"));
        assert!(!alike("Resource Centre", "Resource Centres"));
        assert!(!alike("Priority 1 of the plan", "Priority 2 of the plan"));
        assert!(alike("Outcome Framework", "Outcomes Framework"));
        assert!(!alike("Head of Prevention", "Head of Provision and Care"));
    }
}
