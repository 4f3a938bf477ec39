//! What stands out in a plan: sentences computed from its figures, worst first.

mod delivery;
mod measures;
mod money;
mod risks;

use super::index::Index;
use crate::plan::{Day, Id, Plan, Rag};

/// The most characters a link in a sentence has.
const LONGEST: usize = 90;

/// The sign beside a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A rating, by the rule or as reported.
    Rag(Rag),
    /// A risk score.
    Score(u32),
    /// Something to look into.
    Check,
    /// Something to go towards, or simply to know.
    ToGo,
    /// Something that goes well.
    Well,
}

/// Where a sentence leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Lead {
    /// To an item.
    Item(Id),
    /// To a view of the plan, by its name in the address bar.
    View(&'static str),
}

/// One thing that stands out: a sentence with a link in it, why, and its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Standout {
    /// The sign beside it.
    pub mark: Mark,
    /// The words of the link, which begin the sentence.
    pub link: String,
    /// The rest of the sentence.
    pub rest: String,
    /// Where the link leads.
    pub lead: Lead,
    /// Why, in one more sentence.
    pub why: String,
    /// The figure at the right.
    pub figure: String,
    /// What the figure is.
    pub figure_label: String,
    /// How much it matters, for sorting: more is worse.
    weight: u32,
}

/// The things that stand out, worst first, at most `most`.
pub fn standouts(plan: &Plan, index: &Index, as_at: Day, most: usize) -> Vec<Standout> {
    let mut all = Vec::new();
    all.extend(
        plan.measures
            .iter()
            .filter_map(|m| measures::off_target(plan, m)),
    );
    all.extend(measures::furthest_to_go(plan));
    all.extend(measures::ranks(plan));
    all.extend(risks::highest_risk(plan, index));
    all.extend(risks::risks_not_meant_to_fall(plan));
    all.extend(delivery::progress(plan, as_at));
    all.extend(delivery::late_milestones(plan));
    all.extend(delivery::unowned(plan));
    all.extend(delivery::undated(plan));
    all.extend(delivery::gaps_in_roles(plan));
    all.extend(delivery::next_dates(plan, as_at));
    all.extend(money::sums(plan));
    all.extend(money::largest_part(plan));
    all.sort_by_key(|s| std::cmp::Reverse(s.weight));
    all.truncate(most);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    fn said(plan: Value) -> Vec<String> {
        let plan = Plan::from_json(plan).unwrap();
        let all = standouts(&plan, &Index::new(&plan), Day(18_000), 9);
        let told = |s: &Standout| format!("{}{} [{}]", s.link, s.rest, s.figure);
        all.iter().map(told).collect()
    }

    #[test]
    fn ranks_among_many_are_told_from_both_ends() {
        let compared = |id: &str, rank: u32, of: u32| json!({"id": id, "name": id, "comparisons": [{"with": "England", "rank": rank, "of": of}]});
        let plan = |of| json!({"benchmarks": [compared("a", 2, of), compared("b", of / 2, of), compared("c", of, of)]});
        assert_eq!(
            said(plan(150)),
            [
                "c — its lowest rank against others. [150 of 150]",
                "a — its highest rank against others. [2 of 150]"
            ]
        );
        assert_eq!(
            said(plan(12)),
            Vec::<String>::new(),
            "of a handful nothing is said"
        );
    }

    #[test]
    fn actions_without_a_date_are_told_once_somebody_is_named() {
        let action = |id: &str| json!({"id": id, "text": id, "responsible": ["head"]});
        let mut plan = json!({"posts": [{"id": "head", "title": "Head"}],
            "actions": [action("a"), action("b"), action("c"), action("d"), action("e")]});
        assert_eq!(
            said(plan.clone()),
            ["None of the 5 actions has a date. [5]"]
        );
        plan["actions"][4]["end"] = "2012".into();
        assert_eq!(said(plan.clone()), ["4 of 5 actions have no date. [4]"]);
        plan["actions"][3]["end"] = "2012".into();
        assert_eq!(said(plan), Vec::<String>::new());
    }

    #[test]
    fn how_far_a_plan_is_shows_only_where_it_says_so() {
        let plan = |progress: Value| {
            json!({"projects": [{"id": "p", "name": "P", "milestones": [
                {"id": "m", "due": "2018", "progress": progress}, {"id": "n", "due": "2030"}]}]})
        };
        assert_eq!(
            said(plan("done".into())),
            ["1 of 2 milestones is done. [1 of 2]"]
        );
        assert_eq!(said(plan(Value::Null)), Vec::<String>::new());
    }

    #[test]
    fn the_largest_part_is_told_from_a_third_of_the_whole() {
        let line = |id: &str, pounds: i64| json!({"id": id, "label": id, "parent": "all", "amounts": [{"value": {"pounds": pounds}}]});
        let plan = |most: i64| {
            json!({"money": [
                {"id": "all", "label": "All", "role": "total", "amounts": [{"value": {"pounds": 90_000_000}}]},
                line("homes", most), line("rest", 90_000_000 - most)]})
        };
        assert_eq!(said(plan(60_000_000)), ["homes: 67% of the £90m. [£60m]"]);
        assert_eq!(said(plan(90_000_000)), ["homes: 100% of the £90m. [£90m]"]);
    }
}
