//! What a comparison comes to, in a sentence at the top of its page.

use super::{
    Comparison, Kin, Side, What,
    differences::Difference,
    pair::family,
    population::heads,
    shelf::OnTopic,
    side_by_side::{targets, twins},
};
use crate::{
    insight::{
        budget, millions,
        rows::{and, sentence, so_many},
    },
    plan::Kind,
};

/// The sentence; `differences` are those of editions, `topics` those that two plans of their own share.
pub fn answer(c: &Comparison, differences: &[Difference], topics: &[OnTopic]) -> String {
    match c.kin {
        Kin::Editions { later } => of_editions(c, later, differences),
        Kin::Apart { .. } => format!("{} {}", apart(c), shared(topics)),
    }
}

/// How many topics both print figures on.
fn shared(topics: &[OnTopic]) -> String {
    match topics {
        [] => "They print no figures on the same topic.".to_owned(),
        [one] => format!(
            "Both print figures on one topic: {}.",
            one.name.to_lowercase()
        ),
        many => format!("Both print figures on {} topics.", many.len()),
    }
}

fn of_editions(c: &Comparison, later: Side, differences: &[Difference]) -> String {
    let (before, after) = (&c.side(later.across()).name, &c.side(later).name);
    if differences.is_empty() {
        return format!(
            "Nothing differs between {} and {}.",
            within(before),
            within(after)
        );
    }
    let count = |what: What| differences.iter().filter(|d| d.change.what == what).count();
    let told = |what: What| {
        let n = count(what);
        let words = match what {
            What::Added => so_many(n, "addition", "additions"),
            What::Dropped => so_many(n, "thing dropped", "things dropped"),
            What::Target => so_many(n, "target changed", "targets changed"),
            What::Date => so_many(n, "date moved", "dates moved"),
            What::Owner => so_many(
                n,
                "change of who is responsible",
                "changes of who is responsible",
            ),
            What::Score => so_many(n, "score or rating changed", "scores or ratings changed"),
            What::Figure => so_many(n, "figure changed", "figures changed"),
            What::Wording => so_many(n, "text worded anew", "texts worded anew"),
            What::Detail => so_many(n, "other detail changed", "other details changed"),
        };
        (n > 0).then_some(words)
    };
    let told: Vec<String> = What::ALL.iter().filter_map(|what| told(*what)).collect();
    let places = so_many(differences.len(), "place", "places");
    sentence(&format!(
        "{} differs from {} in {places}: {}.",
        within(after),
        within(before),
        and(&told)
    ))
}

/// A plan's name within a sentence: 'this draft'; a council's name keeps its capital.
pub fn within(name: &str) -> String {
    for ours in ["This ", "The "] {
        if name.starts_with(ours) {
            let mut chars = name.chars();
            let first = chars.next().map(|c| c.to_lowercase().to_string());
            return format!("{}{}", first.unwrap_or_default(), chars.as_str());
        }
    }
    name.to_owned()
}

fn apart(c: &Comparison) -> String {
    let measures = |side: Side| {
        let records = c.records(side).iter();
        records
            .filter(|r| family(r.kind()) == Kind::Measure)
            .count()
    };
    let (open, other) = (measures(Side::Open), measures(Side::Other));
    let both = c
        .both()
        .filter(|(a, ..)| family(a.kind()) == Kind::Measure)
        .count();
    let (here, there) = (&c.open.name, &c.other.name);
    if open + other == 0 {
        return format!("Neither {here} nor {there} has measures.");
    }
    if open == 0 || other == 0 {
        let (with, without) = match open {
            0 => (there, here),
            _ => (here, there),
        };
        return format!("{without} has no measures or benchmarks to set beside those of {with}.");
    }
    if both == 0 {
        return format!(
            "None of the measures and benchmarks of {here} has the code or name of one in {there}."
        );
    }
    let are = if both == 1 { "is" } else { "are" };
    let mut parts = vec![format!(
        "{both} of the {open} measures and benchmarks of {here} {are} in {there} as well"
    )];
    let twins = twins(c);
    if !twins.is_empty() {
        let same_year = twins
            .iter()
            .filter(|t| t.open.period == t.other.period)
            .count();
        let with = so_many(twins.len(), "has a figure in both", "have a figure in both");
        parts.push(match same_year {
            0 => format!("{with}, never for the same year"),
            n if n == twins.len() => format!("{with}, for the same year"),
            n => format!("{with}, {n} of them for the same year"),
        });
    }
    let (higher, lower, same) = targets(c);
    if higher + lower + same > 0 {
        let told = [
            (higher, "a higher target"),
            (lower, "a lower target"),
            (same, "the same target"),
        ];
        let told = told.iter().filter(|(n, _)| *n > 0);
        let told: Vec<String> = told
            .map(|(n, what)| match n {
                1 => format!("1 has {what}"),
                n => format!("{n} have {what}"),
            })
            .collect();
        parts.push(format!("in {here}, {}", and(&told)));
    }
    format!("{}.", parts.join("; "))
}

/// What the whole of each plan's money is, and what that is a head where a population is printed.
pub fn money(c: &Comparison) -> Vec<String> {
    let of = |side: Side| {
        let compared = c.side(side);
        let Some(budget) = budget(&compared.plan) else {
            return format!("{} prints no amounts to add up.", compared.name);
        };
        let lines = match budget.lines {
            1 => String::new(),
            n => format!(", {n} lines added up"),
        };
        let head = match heads(&compared.plan, budget.period) {
            Some(heads) => format!("That is {}.", heads.told(budget.pounds)),
            None => "The plan prints no population of its area, so no amount a head can be given."
                .to_owned(),
        };
        format!(
            "{}: {} {}{lines}. {head}",
            compared.name,
            budget.what,
            millions(budget.pounds)
        )
    };
    vec![of(Side::Open), of(Side::Other)]
}
