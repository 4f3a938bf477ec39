//! Names, numbers and figures that are printed in more than one way.

use std::collections::{BTreeMap, BTreeSet};

use super::{Rule, inferred};
use crate::plan::{Id, Kind};

/// A text as the words it is made of: case and punctuation apart.
fn words(text: &str) -> Vec<String> {
    text.replace('&', " and ")
        .to_lowercase()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The same measure printed in two places with two figures.
pub const TWO_FIGURES: Rule = Rule {
    id: "two-figures",
    title: "The same fact printed with two figures",
    what_to_do: "See which of the two is right, or what makes them different.",
    run: |subject, report| {
        let measures = &subject.plan.measures;
        for measure in measures.iter() {
            for other in measure.same_as.iter().filter(|r| r.to > measure.id) {
                let Some(other) = measures.iter().find(|m| m.id == other.to) else {
                    continue;
                };
                // That they are the same may be our conclusion; the same name in print is not.
                if inferred(&**measure, "same_as")
                    && words(measure.name.as_str()) != words(other.name.as_str())
                {
                    continue;
                }
                for point in &measure.points {
                    let twin = other.points.iter().find(|p| {
                        p.kind() == point.kind()
                            && p.period == point.period
                            && p.breakdown == point.breakdown
                    });
                    let numbers = twin.and_then(|t| Some((point.number()?, t.number()?)));
                    if let Some((one, two)) = numbers.filter(|(one, two)| !one.same_value(two)) {
                        let period = point
                            .period
                            .map_or(String::new(), |p| format!(" for {}", p.shown()));
                        let what = format!(
                            "{}{period} is printed as {} here and as {} in ‘{}’.",
                            point.kind().shown(),
                            measure.figure(&one),
                            other.figure(&two),
                            other.group
                        );
                        report.contradiction(&measure.id, "points", what);
                    }
                }
            }
        }
    },
};

/// Names that are spelt in two ways.
pub const TWO_SPELLINGS: Rule = Rule {
    id: "two-spellings",
    title: "Names spelt in two ways",
    what_to_do: "Use one spelling throughout.",
    run: |subject, report| {
        let mut titles = BTreeMap::<Id, String>::new();
        for record in subject.plan.records() {
            titles.insert(record.id().clone(), record.title());
        }
        let mut seen = BTreeSet::new();
        for record in subject.plan.records() {
            record.links(&mut |_, link| {
                let (Some(printed), Some(title)) = (&link.as_printed, titles.get(&link.to)) else {
                    return;
                };
                if alike(printed, title) && seen.insert((link.to.clone(), printed.clone())) {
                    let what = format!("‘{printed}’ in one place, ‘{title}’ in another.");
                    report.doubt(record.id(), "as_printed", what);
                }
            });
        }
    },
};

/// Whether two names differ by a slip: two letters, or the order of their words.
fn alike(one: &str, other: &str) -> bool {
    let (one, other) = (words(one), words(other));
    if one == other {
        return false;
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
    one.chars().count() >= 8 && distance(&one, &other) <= 2
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
                        let what = format!(
                            "{stem}{after} follows {stem}{before}: there is no {}.",
                            missing.join(", ")
                        );
                        report.doubt(id, "reference", what);
                    }
                }
            }
        }
    },
};

/// Abbreviations that the plan never spells out.
pub const ABBREVIATIONS: Rule = Rule {
    id: "abbreviation",
    title: "Abbreviations that are never spelt out",
    what_to_do: "Spell it out where it is used first.",
    run: |subject, report| {
        for abbreviation in subject.plan.abbreviations.iter() {
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
        assert!(!alike("Head of Prevention", "Head of Provision and Care"));
    }
}
