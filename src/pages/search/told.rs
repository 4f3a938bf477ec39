//! What was found, in sentences.

use crate::{
    insight::{rows::and, search::Found},
    plan::Kind,
};

/// What is told of a search.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// The words looked for.
    pub words: String,
    /// The kind of record looked for, if it is one.
    pub kind: Option<Kind>,
    /// Whether a plan is open, so that the others are 'other' plans.
    pub open: bool,
    /// What was found in the open plan, if it was asked.
    pub here: Option<Count>,
    /// What was found in other plans, one by one.
    pub others: Vec<Count>,
    /// How far the open plan has been read, in per cent, while it is.
    pub reading: Option<usize>,
    /// Whether some plan has still to answer that is not worth a word yet.
    pub pending: bool,
    /// How many other plans have still to answer.
    pub waiting: usize,
}

/// What was found in a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Count {
    /// All hits.
    pub total: usize,
    /// Those that are only near.
    pub near: usize,
    /// The words found instead.
    pub instead: Vec<String>,
}

impl Count {
    /// Of what was found.
    pub fn of(found: &Found) -> Count {
        Count {
            total: found.total,
            near: found.near,
            instead: found.instead().into_iter().map(str::to_owned).collect(),
        }
    }

    /// Whether something was found, and none of it to the letter.
    pub fn only_near(&self) -> bool {
        self.total > 0 && self.near == self.total
    }
}

impl Told {
    /// In a sentence or two.
    pub fn sentence(&self) -> String {
        if self.words.is_empty() {
            return "Type a word, a code or a name in the box at the top.".to_owned();
        }
        let words = &self.words;
        let there: usize = self.others.iter().map(|c| c.total).sum();
        let holding = self.others.iter().filter(|c| c.total > 0).count();
        let elsewhere = match (there, holding, self.open) {
            (0, ..) => None,
            (n, 1, true) => Some(format!("{n} in another plan")),
            (n, plans, true) => Some(format!("{n} in {plans} other plans")),
            (n, 1, false) => Some(format!("{} in one plan", results(n))),
            (n, plans, false) => Some(format!("{} in {plans} plans", results(n))),
        };
        let here = self.here.as_ref().filter(|c| c.total > 0);
        let here = here.map(|c| format!("{} in this plan", results(c.total)));
        let found = match (here, elsewhere) {
            (Some(here), Some(there)) => Some(format!("{here} and {there}")),
            (here, there) => here.or(there.map(|t| match self.here {
                Some(_) => format!("Nothing in this plan, {t}"),
                None => t,
            })),
        };
        let said = match found {
            None if self.is_over() => match self.kind {
                Some(kind) => format!("No {} match “{words}”.", kind.many()),
                None => format!("Nothing matches “{words}”."),
            },
            None => String::new(),
            Some(found) if self.only_near() => {
                let mut instead: Vec<String> = Vec::new();
                for word in self.counts().flat_map(|c| &c.instead) {
                    if instead.len() < 3 && !instead.contains(word) {
                        instead.push(word.clone());
                    }
                }
                no_exact_match(&instead, &format!(" for “{words}”"), &format!(": {found}."))
            }
            Some(found) => format!("{found} for “{words}”."),
        };
        let wait = match (self.reading, self.waiting) {
            (Some(read), _) => format!("Still looking: {read}% of the plan has been read."),
            (None, 0) => String::new(),
            (None, 1) => "Looking in one more plan…".to_owned(),
            (None, n) if self.open => format!("Looking in {n} other plans…"),
            (None, n) => format!("Looking in {n} plans…"),
        };
        [said, wait].join(" ").trim().to_owned()
    }

    /// Whether something was found, and none of it to the letter.
    pub fn only_near(&self) -> bool {
        let mut found = self.counts().filter(|c| c.total > 0).peekable();
        found.peek().is_some() && found.all(Count::only_near)
    }

    /// Whether all have answered, and none with anything.
    pub fn found_nothing(&self) -> bool {
        self.is_over() && self.counts().all(|c| c.total == 0)
    }

    fn counts(&self) -> impl Iterator<Item = &Count> {
        self.here.iter().chain(&self.others)
    }

    /// Whether all have answered.
    fn is_over(&self) -> bool {
        self.reading.is_none() && self.waiting == 0 && !self.pending
    }
}

/// What is shown where nothing matches to the letter.
pub fn no_exact_match(instead: &[String], asked: &str, and_then: &str) -> String {
    let quoted: Vec<String> = instead.iter().map(|word| format!("“{word}”")).collect();
    match quoted.is_empty() {
        true => format!("No exact match{asked}; showing what is near{and_then}"),
        false => format!("No exact match{asked}; showing {}{and_then}", and(&quoted)),
    }
}

fn results(count: usize) -> String {
    match count {
        1 => "1 result".to_owned(),
        n => format!("{n} results"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(total: usize, near: usize) -> Count {
        let instead = if near > 0 {
            vec!["carers".to_owned()]
        } else {
            Vec::new()
        };
        Count {
            total,
            near,
            instead,
        }
    }

    fn told(here: Option<Count>, others: &[Count]) -> String {
        let told = Told {
            words: "x".into(),
            open: here.is_some(),
            here,
            others: others.to_vec(),
            ..Told::default()
        };
        told.sentence()
    }

    #[test]
    fn counts_are_told_of_this_plan_and_others() {
        let (none, one, two) = (count(0, 0), count(1, 0), count(2, 0));
        assert_eq!(
            told(Some(one.clone()), &[]),
            "1 result in this plan for “x”."
        );
        assert_eq!(
            told(Some(two.clone()), &[one.clone(), none.clone(), two.clone()]),
            "2 results in this plan and 3 in 2 other plans for “x”."
        );
        assert_eq!(
            told(Some(none.clone()), &[one]),
            "Nothing in this plan, 1 in another plan for “x”."
        );
        assert_eq!(
            told(None, &[two, none.clone()]),
            "2 results in one plan for “x”."
        );
        assert_eq!(told(Some(none.clone()), &[none]), "Nothing matches “x”.");
    }

    #[test]
    fn what_is_only_near_is_said_to_be() {
        assert_eq!(
            told(Some(count(3, 3)), &[]),
            "No exact match for “x”; showing “carers”: 3 results in this plan."
        );
        assert_eq!(
            told(Some(count(3, 3)), &[count(1, 0)]),
            "3 results in this plan and 1 in another plan for “x”."
        );
    }

    #[test]
    fn waiting_is_told_as_well() {
        let mut told = Told {
            words: "x".into(),
            open: true,
            here: Some(count(0, 0)),
            waiting: 2,
            ..Told::default()
        };
        assert_eq!(told.sentence(), "Looking in 2 other plans…");
        told.reading = Some(40);
        assert_eq!(
            told.sentence(),
            "Still looking: 40% of the plan has been read."
        );
    }
}
