//! What stands out in a plan: sentences computed from its figures, worst first.

mod delivery;
mod late;
mod measures;
mod money;
mod owners;
mod risks;
mod travel;

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

/// What stands out whatever the date.
pub fn lasting(plan: &Plan, index: &Index) -> Vec<Standout> {
    let mut all = Vec::new();
    all.extend(
        plan.measures
            .iter()
            .filter_map(|m| measures::off_target(plan, m)),
    );
    all.extend(measures::furthest_to_go(plan));
    all.extend(measures::ranks(plan));
    all.extend(travel::getting_worse(plan));
    all.extend(risks::highest_risk(plan, index));
    all.extend(risks::risks_not_meant_to_fall(plan));
    all.extend(delivery::late_milestones(plan));
    all.extend(owners::actions(plan));
    all.extend(owners::beside_others(plan));
    all.extend(delivery::undated(plan));
    all.extend(delivery::gaps_in_roles(plan));
    all.extend(money::sums(plan));
    all.extend(money::largest_part(plan));
    all
}

/// What stands out at a date.
pub fn at(plan: &Plan, as_at: Day) -> Vec<Standout> {
    let all = [
        late::milestones(plan, as_at),
        late::stale_measures(plan, as_at),
        late::stale_projects(plan, as_at),
        delivery::progress(plan, as_at),
        delivery::next_dates(plan, as_at),
    ];
    all.into_iter().flatten().collect()
}

/// Of what stands out, the worst first, at most `most`.
pub fn worst(mut all: Vec<Standout>, most: usize) -> Vec<Standout> {
    all.sort_by_key(|s| std::cmp::Reverse(s.weight));
    all.truncate(most);
    all
}

/// The things that stand out, worst first, at most `most`.
pub fn standouts(plan: &Plan, index: &Index, as_at: Day, most: usize) -> Vec<Standout> {
    let mut all = lasting(plan, index);
    all.extend(at(plan, as_at));
    worst(all, most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::Date;
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
        assert_eq!(
            said(plan(Value::Null)),
            ["One milestone is past its date, with no outcome recorded. [1 of 2]"]
        );
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

    #[test]
    fn what_gets_worse_is_told_by_which_way_is_better() {
        let measure = |id: &str, polarity: &str, before: &str, after: &str| {
            json!({"id": id, "name": id, "unit": "%", "polarity": polarity, "points": [
                {"period": "2010/11", "kind": "actual", "value": before},
                {"period": "2011/12", "kind": "actual", "value": after}]})
        };
        let worse = measure("falls", "higher-is-better", "50", "40");
        let also = measure("grows", "lower-is-better", "50", "75");
        let better = measure("good", "lower-is-better", "50", "40");
        let neither = measure("even", "neutral", "50", "40");
        let told = |measures: Value| {
            let plan = Plan::from_json(json!({"measures": measures})).unwrap();
            travel::getting_worse(&plan)
                .map(|s| format!("{}{} {} [{}]", s.link, s.rest, s.why, s.figure))
        };
        assert_eq!(
            told(json!([better, worse, neither])).unwrap(),
            "falls: getting worse. 50% in 2010/11, 40% in 2011/12. [40%]"
        );
        assert_eq!(
            told(json!([worse, also])).unwrap(),
            "2 measures are getting worse. Most of all “grows”: 50% in 2010/11, 75% in 2011/12. [2]"
        );
        assert_eq!(told(json!([better, neither])), None);
        let rated = json!([{"id": "m", "name": "M", "ratings": [{"aspect": "direction", "rating": "red"}]}]);
        assert_eq!(
            told(rated).unwrap(),
            "M: getting worse, as the council rates it.  [1]"
        );
    }

    #[test]
    fn a_milestone_is_late_only_where_outcomes_are_recorded() {
        let plan = |progress: Value| {
            json!({"actions": [{"id": "a", "text": "A", "responsible": ["x"], "milestones": [
                {"id": "m", "text": "Open", "due": "2012", "progress": progress}, {"id": "n", "text": "Close", "due": "2013"}]}]})
        };
        assert_eq!(
            said(plan("done".into()))[0],
            "One milestone is overdue. [1 of 2]"
        );
        assert_eq!(
            said(plan(Value::Null))[0],
            "2 milestones are past their dates, with no outcome recorded. [2 of 2]"
        );
    }

    #[test]
    fn what_nobody_looked_at_for_long_is_told() {
        let day = Date::day(Day(18_000));
        assert_eq!(day.shown(), "14 April 2019");
        let measure = |id: &str, period: &str| json!({"id": id, "name": id, "points": [{"period": period, "kind": "actual", "value": "5"}]});
        assert_eq!(
            said(json!({"measures": [measure("new", "2017/18"), measure("old", "2015/16")]})),
            ["old has had no new figure for a year and a half or longer. [1 of 2]"]
        );
        let project = |id: &str, date: &str| json!({"id": id, "name": id, "updates": [{"id": format!("{id}-1"), "date": date}]});
        assert_eq!(
            said(
                json!({"projects": [project("p", "2018-09"), project("q", "2018-08"), project("r", "2019-03"), {"id": "s", "name": "S"}]})
            ),
            ["2 projects have had no update for half a year or longer. [2 of 3]"]
        );
    }

    #[test]
    fn nobody_is_missed_where_a_table_names_no_one() {
        let measure = |id: &str, table: &str, owned: bool| {
            let owners = if owned { json!(["head"]) } else { json!([]) };
            json!({"id": id, "name": id, "table": table, "owners": owners})
        };
        let plan = |measures: Value| json!({"measures": measures, "posts": [{"id": "head", "title": "Head"}], "tables": [{"id": "t"}, {"id": "u"}]});
        let mixed = json!([
            measure("a", "t", true),
            measure("b", "t", true),
            measure("c", "t", false),
            measure("d", "u", false)
        ]);
        assert_eq!(said(plan(mixed)), ["c names nobody responsible. [1]"]);
        let none = json!([measure("c", "t", false), measure("d", "u", true)]);
        assert_eq!(said(plan(none)), Vec::<String>::new());
    }
}
