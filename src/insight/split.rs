//! A whole split by how its parts stand: so many green, so many amber, so many without a rating.

use super::standing::{Standing, read};
use crate::plan::{Action, Aspect, Date, Day, Measure, Plan, Printed, Rag};

/// What a share of a whole stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// A rating.
    Rag(Rag),
    /// Already where its target is.
    Reached,
    /// Not yet where its target is.
    ToGo,
    /// Without a rating.
    Unrated,
    /// Its time is over.
    Past,
    /// Its time is now.
    Underway,
    /// Its time is to come.
    Ahead,
}

impl Tone {
    const ALL: [Tone; 9] = [
        Tone::Rag(Rag::Green),
        Tone::Rag(Rag::Amber),
        Tone::Rag(Rag::Red),
        Tone::Reached,
        Tone::ToGo,
        Tone::Past,
        Tone::Underway,
        Tone::Ahead,
        Tone::Unrated,
    ];

    /// Its letter, where it has one.
    pub fn letter(self) -> &'static str {
        match self {
            Tone::Rag(rag) => rag.letter(),
            Tone::Reached | Tone::ToGo | Tone::Past | Tone::Underway | Tone::Ahead => "",
            Tone::Unrated => "–",
        }
    }

    /// What it says of several, with what is said of those that have no rating.
    pub fn words(self, unrated: &'static str) -> &'static str {
        match self {
            Tone::Rag(Rag::Green) => "green",
            Tone::Rag(Rag::Amber) => "amber",
            Tone::Rag(Rag::Red) => "red",
            Tone::Reached => "already at their target",
            Tone::ToGo => "to go",
            Tone::Past => "past their end",
            Tone::Underway => "under way",
            Tone::Ahead => "still to begin",
            Tone::Unrated => unrated,
        }
    }
}

/// How a measure stands by the rule of its plan.
pub fn by_rule(plan: &Plan, measure: &Measure) -> Tone {
    match read(measure, plan.front.rule()).standing {
        Standing::Rated(rag) => Tone::Rag(rag),
        Standing::ToGo { reached: true } => Tone::Reached,
        Standing::ToGo { reached: false } => Tone::ToGo,
        Standing::None(_) => Tone::Unrated,
    }
}

/// How a measure stands: as the council reported it, else by the rule.
pub fn rated(plan: &Plan, measure: &Measure) -> Tone {
    match reported(measure.reported(Aspect::Overall)) {
        Tone::Unrated => by_rule(plan, measure),
        rated => rated,
    }
}

/// When an action's time is, by its own dates and its milestones'.
pub fn time(action: &Action, as_at: Day) -> Tone {
    let date = |cell: &Option<Printed<Date>>| cell.as_ref()?.value().copied();
    let due = || action.milestones.iter().filter_map(|m| date(&m.due));
    let end = date(&action.end).into_iter().chain(due());
    let end = end.map(Date::last_day).max();
    let start = date(&action.start).map(Date::first_day);
    match (start, end) {
        (None, None) => Tone::Unrated,
        (_, Some(end)) if end <= as_at => Tone::Past,
        (Some(start), _) if start > as_at => Tone::Ahead,
        _ => Tone::Underway,
    }
}

/// How many there are of each tone, best first; a tone that nothing has is left out.
pub fn split(tones: impl Iterator<Item = Tone>) -> Vec<(Tone, usize)> {
    let tones: Vec<Tone> = tones.collect();
    let count = |tone: Tone| tones.iter().filter(|t| **t == tone).count();
    let all = Tone::ALL.into_iter().map(|tone| (tone, count(tone)));
    all.filter(|(_, count)| *count > 0).collect()
}

/// The parts in words, with what is said of those that have no rating.
pub fn told(split: &[(Tone, usize)], unrated: &'static str) -> String {
    let mut words: Vec<String> = split
        .iter()
        .map(|(tone, count)| format!("{count} {}", tone.words(unrated)))
        .collect();
    let has = |rag| split.iter().any(|(tone, _)| *tone == Tone::Rag(rag));
    if (has(Rag::Green) || has(Rag::Amber)) && !has(Rag::Red) {
        let at = words.len() - usize::from(split.iter().any(|(tone, _)| *tone == Tone::Unrated));
        words.insert(at, "none red".into());
    }
    words.join(", ")
}

/// A rating as the document gives it; what has none is not rated.
pub fn reported(rating: Option<&Printed<Rag>>) -> Tone {
    rating
        .and_then(|cell| cell.value())
        .map_or(Tone::Unrated, |rag| Tone::Rag(*rag))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_where_its_dates_put_it() {
        let time = |start: &str, end: &str, due: &str, as_at: &str| {
            let mut action = serde_json::json!({"id": "a"});
            for (name, date) in [("start", start), ("end", end)] {
                if !date.is_empty() {
                    action[name] = date.into();
                }
            }
            if !due.is_empty() {
                action["milestones"] = serde_json::json!([{"id": "m", "due": due}]);
            }
            let as_at: Date = as_at.parse().unwrap();
            super::time(&crate::plan::read(action).unwrap(), as_at.first_day())
        };
        assert_eq!(time("2012-04", "2012-06", "", "2012-05-01"), Tone::Underway);
        assert_eq!(time("2012-04", "2012-06", "", "2012-03-31"), Tone::Ahead);
        assert_eq!(time("2012-04", "2012-06", "", "2012-06-30"), Tone::Past);
        assert_eq!(
            time("2012-04", "2012-06", "2012-09", "2012-06-30"),
            Tone::Underway
        );
        assert_eq!(time("", "", "", "2012-06-30"), Tone::Unrated);
    }

    #[test]
    fn no_red_is_said_where_there_are_ratings_and_only_there() {
        let tones = [
            Tone::Unrated,
            Tone::Rag(Rag::Amber),
            Tone::Rag(Rag::Green),
            Tone::Rag(Rag::Green),
        ];
        let words = |tones: &[Tone]| told(&split(tones.iter().copied()), "not rated");
        assert_eq!(words(&tones), "2 green, 1 amber, none red, 1 not rated");
        assert_eq!(words(&tones[..1]), "1 not rated");
        assert_eq!(
            words(&[Tone::Rag(Rag::Red), Tone::Rag(Rag::Green)]),
            "1 green, 1 red"
        );
    }
}
