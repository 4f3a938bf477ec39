//! Names, numbers and figures that are printed in more than one way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, Subject, gaps::or, inferred, own_ids};
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
        let mut twice = Vec::new();
        let mut see = |id: &Id, one: &str, other: &str| {
            if alike(one, other) && seen.insert(pair(one, other)) {
                twice.push((id.clone(), one.to_owned(), other.to_owned()));
            }
        };
        printed(subject, &mut see);
        people(subject, &mut see);
        // Two spellings are told where they are met first, which may be in another record.
        if subject.one.is_some() && !twice.is_empty() {
            let mut first = BTreeMap::new();
            printed(&subject.whole(), &mut |id, one, other| {
                let first = first.entry(pair(one, other));
                first.or_insert_with(|| id.clone());
            });
            twice.retain(|(id, one, other)| {
                let first = first.get(&pair(one, other));
                first.is_none_or(|first| first == id)
            });
        }
        for (id, one, other) in twice {
            let what = format!("‘{one}’ in one place, ‘{other}’ in another.");
            report.doubt(&id, "as_printed", what);
        }
    },
};

/// Two texts, whichever is first.
fn pair(one: &str, other: &str) -> (String, String) {
    let (one, other) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    (one.to_owned(), other.to_owned())
}

/// Shows every two texts that may be one name, with the record where they are met: a reference and what the record it
/// names is called, and the ways in which a record is written.
fn printed(subject: &Subject, see: &mut dyn FnMut(&Id, &str, &str)) {
    let plan = subject.plan;
    let mut named = Vec::new();
    for record in subject.records() {
        record.links(&mut |_, link| {
            if let Some(printed) = &link.as_printed {
                named.push((record.id().clone(), printed.clone(), link.to.clone()));
            }
        });
    }
    let wanted: BTreeSet<&Id> = named.iter().map(|(_, _, to)| to).collect();
    if !wanted.is_empty() {
        let records = plan.records().filter(|record| wanted.contains(record.id()));
        let titles: BTreeMap<Id, String> = records
            .map(|record| (record.id().clone(), record.title()))
            .collect();
        for (id, printed, to) in &named {
            if let Some(title) = titles.get(to) {
                see(id, printed, title);
            }
        }
    }
    let organisations = subject
        .each(&plan.organisations)
        .map(|o| (&o.id, &o.name, &o.variants));
    let teams = subject
        .each(&plan.teams)
        .map(|t| (&t.id, &t.name, &t.variants));
    let posts = subject
        .each(&plan.posts)
        .map(|p| (&p.id, &p.title, &p.variants));
    let references = subject
        .each(&plan.references)
        .map(|r| (&r.id, &r.title, &r.variants));
    for (id, name, variants) in organisations.chain(teams).chain(posts).chain(references) {
        for variant in variants {
            see(id, name, variant);
        }
    }
}

/// Shows every two people named, with where the first of them is met first.
fn people(subject: &Subject, see: &mut dyn FnMut(&Id, &str, &str)) {
    let kinds = [Kind::Post, Kind::Team, Kind::Project];
    if !kinds.into_iter().any(|kind| subject.asks_about(kind)) {
        return;
    }
    let own = subject.one.as_ref().map(|one| own_ids(&**one));
    let people = named(subject.plan);
    for (at, (id, one)) in people.iter().enumerate() {
        if own.as_ref().is_none_or(|own| own.contains(id)) {
            for (_, other) in people.iter().skip(at + 1) {
                see(id, one, other);
            }
        }
    }
}

/// The people a plan names, each spelling once, with where it is met first.
fn named(plan: &Plan) -> Vec<(Id, String)> {
    let mut known = BTreeSet::new();
    let mut people: Vec<(Id, String)> = Vec::new();
    let mut name = |id: &Id, cell: &Option<Printed<String>>| {
        for one in names::people(cell.as_ref()) {
            // One word is a first name, or no name.
            if one.contains(' ') && known.insert(one.to_owned()) {
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
        let stem = |reference: &str| {
            let stem = reference.trim_end_matches(|c: char| c.is_ascii_digit());
            stem.to_owned()
        };
        let asked = subject.one.as_ref().map(|one| stem(one.reference()));
        let kinds = [Kind::Outcome, Kind::Priority, Kind::Action, Kind::Risk];
        for kind in kinds.into_iter().filter(|kind| subject.asks_about(*kind)) {
            let collection = subject.plan.collection(kind);
            let mut runs = BTreeMap::<String, BTreeMap<u32, Id>>::new();
            for at in 0..collection.len() {
                let Some(record) = collection.record(at) else {
                    continue;
                };
                let reference = record.reference();
                let stem = stem(reference);
                if asked.as_ref().is_some_and(|asked| *asked != stem) {
                    continue;
                }
                let number = reference.get(stem.len()..).and_then(|n| n.parse().ok());
                if let Some(number) = number {
                    let run = runs.entry(stem).or_default();
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
        for abbreviation in subject.each(&subject.plan.abbreviations) {
            if EVERYDAY.contains(&abbreviation.short.as_str()) {
                continue;
            }
            let spelt = !abbreviation.long.is_empty() && !inferred(abbreviation, "long");
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
