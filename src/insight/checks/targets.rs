//! Targets, ratings and scores that don't fit the figures beside them.

use super::{Rule, inferred};
use crate::{
    insight::standing::{Standing, read},
    plan::{Aspect, Frequency, Point, PointKind, Printed, Rag, Word},
};

/// Targets weaker than the figure already reached, with no reason given.
pub const WEAKER: Rule = Rule {
    id: "weaker-target",
    title: "Targets weaker than the figure already reached",
    what_to_do: "Set a target that keeps what was reached, or explain why it is lower.",
    run: |subject, report| {
        for measure in subject.each(&subject.plan.measures) {
            let explained = measure
                .explanation
                .as_ref()
                .and_then(Printed::value)
                .is_some_and(|words| !words.as_str().is_empty());
            let Some(polarity) = measure.polarity else {
                continue;
            };
            if explained || inferred(measure, "polarity") {
                continue;
            }
            let reading = read(measure, subject.plan.front.rule());
            let Some((value, target)) = reading.numbers() else {
                continue;
            };
            let later = match (reading.value, reading.target) {
                (Some(value), Some(target)) => target.period > value.period,
                _ => false,
            };
            if later && polarity.prefers(value, target) {
                let what = format!(
                    "{} is reached already, and the target is {}.",
                    measure.figure(&value),
                    measure.figure(&target)
                );
                report.doubt(&measure.id, "points", what);
            }
        }
    },
};

/// A reported rating that value and target contradict.
pub const RATING: Rule = Rule {
    id: "rating",
    title: "Reported ratings at odds with the figures",
    what_to_do: "Check the rating, the figure and the target, or say by what rule it was rated.",
    run: |subject, report| {
        for measure in subject.each(&subject.plan.measures) {
            if measure.polarity.is_none() || inferred(measure, "polarity") {
                continue;
            }
            let reported = measure.reported(Aspect::Attainment).and_then(|r| r.value());
            let reading = read(measure, subject.plan.front.rule());
            let (Some(&reported), Standing::Rated(by_rule)) = (reported, reading.standing) else {
                continue;
            };
            // Amber is anyone's; only a green miss or a red hit contradict each other.
            let odds = (reported == Rag::Green) != (by_rule == Rag::Green)
                && reported != Rag::Amber
                && by_rule != Rag::Amber;
            if let (true, Some((value, target))) = (odds, reading.numbers()) {
                let what = format!(
                    "Reported {}, with {} against a target of {}.",
                    reported.shown().to_lowercase(),
                    measure.figure(&value),
                    measure.figure(&target)
                );
                report.doubt(&measure.id, "ratings", what);
            }
        }
    },
};

/// A reported rating where the figure it rates isn't there.
pub const RATED_BLIND: Rule = Rule {
    id: "rated-without-figure",
    title: "Ratings of figures that aren’t there",
    what_to_do: "Say what the rating rests on until the figure comes.",
    run: |subject, report| {
        for measure in subject.each(&subject.plan.measures) {
            let counted = |p: &&Point| matches!(p.kind(), PointKind::Actual | PointKind::Forecast);
            let latest = measure
                .points
                .iter()
                .filter(counted)
                .map(|p| p.period)
                .max();
            let Some(latest) = latest else { continue };
            let newest: Vec<&Point> = measure
                .points
                .iter()
                .filter(|p| counted(p) && p.period == latest)
                .collect();
            // 'Complete' is a figure of its own kind: only a word that stands for none counts.
            let none = |word: &&Word| word.key().is_some();
            let word = newest.iter().find_map(|p| p.value.as_ref()?.word());
            let word = word.filter(none);
            let (Some(word), true) = (word, newest.iter().all(|p| p.number().is_none())) else {
                continue;
            };
            let rated = [Aspect::Attainment, Aspect::Overall]
                .into_iter()
                .find_map(|aspect| {
                    let rating = measure.reported(aspect)?.value().copied()?;
                    Some((aspect, rating))
                });
            if let Some((aspect, rating)) = rated {
                let what = format!(
                    "{} is reported {}, and the figure is ‘{}’.",
                    aspect.shown(),
                    rating.shown().to_lowercase(),
                    word.shown()
                );
                report.doubt(&measure.id, "ratings", what);
            }
        }
    },
};

/// Target risk scores that aren't below the current ones.
pub const RISK_TARGET: Rule = Rule {
    id: "risk-target",
    title: "Risks whose target score isn’t below the current one",
    what_to_do: "Lower the target, or say that the risk is accepted as it is.",
    run: |subject, report| {
        for risk in subject.each(&subject.plan.risks) {
            for appearance in &risk.appearances {
                let score = |cell: &Option<Printed<u32>>| cell.as_ref()?.value().copied();
                if let (Some(now), Some(target)) =
                    (score(&appearance.current), score(&appearance.target))
                    && target >= now
                {
                    let what = format!("The score is {now} and is meant to become {target}.");
                    report.doubt(&appearance.id, "target", what);
                }
            }
        }
    },
};

/// Figures older than how often they are taken.
pub const STALE: Rule = Rule {
    id: "stale",
    title: "Figures older than they should be",
    what_to_do: "Add the newer figure, or say why there is none.",
    run: |subject, report| {
        for measure in subject.each(&subject.plan.measures) {
            let Some(frequency) = measure
                .frequency
                .as_ref()
                .filter(|f| !f.is_inferred() && !inferred(measure, "frequency"))
                .and_then(|f| f.value())
            else {
                continue;
            };
            let days = match frequency {
                Frequency::Monthly => 31,
                Frequency::Quarterly => 92,
                Frequency::HalfYearly => 184,
                Frequency::Annual => 366,
                Frequency::Biennial => 731,
            };
            let latest = measure
                .points
                .iter()
                .filter(|p| p.kind() == PointKind::Actual && p.number().is_some())
                .filter_map(|p| Some((p.period?.last_day(), p.period?)))
                .max_by_key(|(day, _)| *day);
            // One more round may be under way, and figures take a quarter to come.
            if let Some((_, period)) =
                latest.filter(|(day, _)| day.0 + 2 * days + 92 < subject.as_at.0)
            {
                let what = format!("The newest figure is for {}.", period.shown());
                report.doubt(&measure.id, "points", what);
            }
        }
    },
};
