//! The shipped plans beside each other, as a careful reader of the documents finds them; a draft beside
//! what it came from; and plans large enough to show what doesn't grow in step.

use std::{collections::BTreeMap, fs, path::PathBuf, sync::Arc, time::Instant};

use serde_json::json;
use waymark::{
    drafting::{Change, Command, Draft, Path, draft_from},
    formats::{Caps, read_plan},
    insight::compare::{
        By, Compared, Comparison, Side, What, answer, called,
        differences::differences,
        shelf::{self, OnTopic, alike, caution, on_topics},
        side_by_side,
    },
    plan::{Id, Kind, Plan},
};

const PLANS: [&str; 5] = [
    "cheshire-west-2011-14",
    "warwickshire-2021-22",
    "coventry-2014",
    "worcestershire-2018-21",
    "worcestershire-update-2021-03",
];

fn plan(id: &str) -> Plan {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("public/plans/{id}.json"));
    read_plan(&fs::read(file).unwrap(), Caps::FILE).unwrap()
}

fn compared(plan: Plan) -> Compared {
    let name = called(&plan);
    Compared::new(Arc::new(plan), name)
}

fn side_by_side(open: &str, other: &str) -> Comparison {
    Comparison::new(compared(plan(open)), compared(plan(other)))
}

fn told(open: &str, other: &str) -> String {
    let c = side_by_side(open, other);
    let two = [c.open.clone(), c.other.clone()];
    answer::answer(&c, &[], &shelf::shared(on_topics(&two)))
}

#[test]
fn cheshire_wests_measures_are_found_among_worcestershires_benchmarks() {
    let c = side_by_side("cheshire-west-2011-14", "worcestershire-2018-21");
    let measures = c.both().filter(|(a, ..)| a.kind() == Kind::Measure);
    let pairs: Vec<(String, &str, By)> = measures
        .map(|(a, b, by)| (a.id().to_string(), b.reference(), by))
        .collect();
    let pairs: Vec<(&str, &str, By)> = pairs
        .iter()
        .map(|(a, b, by)| (a.as_str(), *b, *by))
        .collect();
    // The directorate's table words 4B in another way than the key performance indicators do; and it
    // joins two measures of quality of life in one row, which is neither 1A nor 1D.
    assert_eq!(
        pairs,
        [
            ("control-daily-life", "1B", By::Name),
            ("feel-safe", "4A", By::Name),
            ("learning-disabilities-own-home", "1G", By::Name),
            ("learning-disabilities-employment", "1E", By::Name),
            ("home-after-91-days", "2B1", By::Name),
            ("satisfaction-services", "3A", By::Name),
            ("satisfaction-carers", "3B", By::Name),
            ("carers-included", "3C", By::Name),
            ("kpi-services-made-safe", "4B", By::Name),
        ]
    );
    let twins = side_by_side::twins(&c);
    let twins: Vec<(&str, &str, &str)> = twins
        .iter()
        .map(|t| {
            (
                t.id.as_str(),
                t.open.figure.as_str(),
                t.other.figure.as_str(),
            )
        })
        .collect();
    assert_eq!(
        twins,
        [
            ("learning-disabilities-own-home", "85%", "78.1%"),
            ("learning-disabilities-employment", "10%", "6.8%"),
            ("home-after-91-days", "82%", "78.3%"),
        ]
    );
}

#[test]
fn the_sentence_says_what_is_in_both_and_for_which_years() {
    assert_eq!(
        told("cheshire-west-2011-14", "worcestershire-2018-21"),
        "9 of the 36 measures and benchmarks of Cheshire West and Chester 2011–14 are in \
         Worcestershire 2018–21 as well; 3 have a figure in both, never for the same year. Both print \
         figures on 13 topics."
    );
    assert_eq!(
        told("warwickshire-2021-22", "coventry-2014"),
        "None of the measures and benchmarks of Warwickshire 2021/22 has the code or name of one in \
         Coventry 2014. Both print figures on 5 topics."
    );
}

#[test]
fn money_is_told_a_head_only_where_a_plan_prints_its_population() {
    let c = side_by_side("coventry-2014", "warwickshire-2021-22");
    assert_eq!(
        answer::money(&c),
        [
            "Coventry 2014: Spending 2013/14 £70.2m. That is £211 a head of the estimated population \
             of the City (332,400, current).",
            "Warwickshire 2021/22: Net budget 2021/22 £193m, 2 lines added up. The plan prints no \
             population of its area, so no amount a head can be given.",
        ]
    );
}

#[test]
fn what_every_council_is_called_makes_no_two_one() {
    for open in PLANS {
        for other in PLANS.into_iter().filter(|other| *other != open) {
            let c = side_by_side(open, other);
            let councils = c.both().filter(|(a, b, _)| {
                a.title().ends_with("Council") && b.title().ends_with("Council")
            });
            for (a, b, by) in councils {
                assert_eq!((a.title(), by), (b.title(), By::Name), "{open} {other}");
            }
        }
    }
}

fn all() -> (Vec<Compared>, Vec<OnTopic>) {
    let plans: Vec<Compared> = PLANS.iter().map(|id| compared(plan(id))).collect();
    let topics = on_topics(&plans);
    (plans, topics)
}

/// How many figures each plan has on each topic, as counted in the documents.
#[test]
fn each_topic_has_the_figures_a_reader_finds() {
    let (_, topics) = all();
    let counted: Vec<(&str, [usize; 5])> = topics
        .iter()
        .map(|topic| {
            let mut counts = [0; 5];
            topic
                .figures
                .iter()
                .for_each(|(plan, _)| counts[*plan] += 1);
            (topic.key, counts)
        })
        .collect();
    assert_eq!(
        counted,
        [
            ("direct-payments", [1, 5, 3, 7, 3]),
            ("self-directed-support", [2, 1, 1, 2, 0]),
            ("control", [2, 1, 2, 1, 0]),
            ("satisfaction", [4, 1, 2, 5, 0]),
            ("safety", [8, 0, 2, 4, 0]),
            ("carers", [3, 3, 7, 11, 0]),
            ("at-home", [2, 1, 0, 2, 0]),
            ("delayed-transfers", [2, 1, 0, 2, 0]),
            ("admissions", [1, 4, 0, 2, 0]),
            ("care-homes", [2, 11, 6, 5, 2]),
            ("information", [2, 0, 0, 2, 0]),
            ("own-home", [2, 2, 0, 2, 0]),
            ("budget", [1, 1, 1, 1, 0]),
        ]
    );
}

#[test]
fn direct_payments_are_found_in_three_years_of_worcestershire_and_in_every_other_plan() {
    let (plans, topics) = all();
    let topic = topics.iter().find(|t| t.key == "direct-payments").unwrap();
    let of = |plan: usize| -> Vec<(&str, &str, &str)> {
        let own = topic.figures.iter().filter(|(at, _)| *at == plan);
        own.map(|(_, m)| (m.figure.as_str(), m.when.as_str(), m.id.as_str()))
            .collect()
    };
    assert!(of(3).contains(&("30.4%", "2016/17", "ascof-1c2a")));
    assert!(of(3).contains(&("1,200 people", "", "direct-payments")));
    assert!(of(4).contains(&("27%", "March 2021", "benchmark-direct-payments")));
    assert_eq!(of(0), [("11%", "2011/12 forecast", "kpi-personal-budget")]);
    assert!(of(1).contains(&("1,044", "2020/21", "direct-payments")));
    assert!(of(2).contains(&("8.4%", "", "benchmark-direct-payments")));
    assert_eq!(
        caution(topic, &plans),
        "18 figures from 5 plans. 3 have much the same name and the same unit as another; the others \
         count something else, so they are listed, not ranked."
    );
    // What has no period of its own says for when the plan is, and each row leads to its own plan.
    let listing = shelf::listing(&topics, &plans);
    let row = listing
        .rows
        .iter()
        .find(|row| row.title == "People receiving direct payments")
        .unwrap();
    assert!(
        format!("{:?}", row.cells).contains("the plan is for 2018–21"),
        "{:?}",
        row.cells
    );
    assert_eq!(format!("{:?}", row.home), "Beside(3)");
}

#[test]
fn only_what_is_called_alike_in_one_unit_is_drawn_together() {
    let (_, topics) = all();
    let drawn: Vec<(&str, Vec<&str>)> = topics
        .iter()
        .flat_map(|topic| {
            let figures = move |group: Vec<usize>| {
                let figures = group
                    .into_iter()
                    .map(|at| topic.figures[at].1.figure.as_str());
                (topic.key, figures.collect())
            };
            alike(topic).into_iter().map(figures)
        })
        .collect();
    assert_eq!(
        drawn,
        [
            (
                "direct-payments",
                vec!["1,044", "1,062 people", "1,200 people"]
            ),
            ("at-home", vec!["82%", "78.3%"]),
            ("care-homes", vec!["1,836 people", "2,000 people"]),
            ("own-home", vec!["85%", "78.1%"]),
            ("own-home", vec!["10%", "6.8%"]),
        ]
    );
}

#[test]
fn a_draft_differs_from_its_plan_in_exactly_what_was_written() {
    let published = plan("cheshire-west-2011-14");
    let mut draft = Draft::new(draft_from(&published, "hash"));
    let target = Change::Set {
        at: Path::parse("measures/#self-directed-support/points/0/value").unwrap(),
        to: json!("80"),
    };
    let command = Command::one(draft.plan(), target);
    draft.perform(command, false).unwrap();
    for (open, other, later) in [
        (draft.plan().clone(), published.clone(), Side::Open),
        (published, draft.plan().clone(), Side::Other),
    ] {
        let c = Comparison::new(compared(open), compared(other));
        let found = differences(&c, later);
        assert_eq!(found.len(), 1, "{found:#?}");
        let change = &found[0].change;
        assert_eq!(
            (
                change.what,
                change.label.as_str(),
                change.before.as_str(),
                change.after.as_str()
            ),
            (What::Target, "Target 2011/12", "75%", "80%")
        );
        assert_eq!(found[0].id.as_str(), "self-directed-support");
    }
}

/// A plan with every record many times, each under an id of its own.
fn many(plan: &Plan, times: usize) -> Plan {
    let mut value: serde_json::Value = serde_json::from_slice(&plan.json_text()).unwrap();
    for &kind in Kind::ALL {
        let Some(list) = value.get(kind.key()).and_then(|v| v.as_array()).cloned() else {
            continue;
        };
        let copies = (0..times).flat_map(|n| {
            list.iter().map(move |record| {
                let mut record = record.clone();
                let id = Id::slug(&format!(
                    "c{n}-{}",
                    record["id"].as_str().unwrap_or_default()
                ));
                record["id"] = json!(id.as_str());
                record
            })
        });
        value[kind.key()] = copies.collect();
    }
    Plan::from_json(value).unwrap()
}

/// A hundred times Cheshire West's plan beside ten times: what grew with the square of it would take
/// minutes, and a limit a hundred times what it takes is no measure of speed.
#[test]
fn a_plan_a_hundred_times_as_large_is_compared_in_step() {
    let base = plan("cheshire-west-2011-14");
    let of = |times: usize| {
        let (a, b) = (
            many(&base, times),
            many(&plan("worcestershire-2018-21"), times),
        );
        let begun = Instant::now();
        let c = Comparison::new(compared(a), compared(b));
        let found = c.both().count();
        (found, begun.elapsed())
    };
    let (few, _) = of(10);
    let (lots, took) = of(100);
    assert!(lots >= few * 9, "{few} {lots}");
    assert!(took.as_secs() < 120, "{took:?}");
}

/// Every label that a page has is known to be of a kind of change: a new one has to be put into one.
#[test]
fn every_field_is_of_a_known_kind_of_change() {
    use waymark::insight::{Block, Index, sheet};
    let mut details: BTreeMap<String, usize> = BTreeMap::new();
    let mut see = |label: &str| {
        if What::of(label) == What::Detail {
            *details.entry(label.to_owned()).or_default() += 1;
        }
    };
    for id in PLANS {
        let plan = plan(id);
        let index = Index::new(&plan);
        for record in plan.records() {
            // Headings as printed are no fields of ours.
            let printed: Vec<&str> = record
                .provenance()
                .cells
                .iter()
                .map(|cell| cell.label.as_str())
                .collect();
            let day = waymark::plan::Day(0);
            for block in sheet(&plan, &index, record.id(), day).unwrap().blocks {
                match block {
                    Block::Facts(facts) => facts
                        .iter()
                        .filter(|(label, _)| !printed.contains(&label.as_ref()))
                        .for_each(|(label, _)| see(label)),
                    Block::Grid(grid) if record.kind() != Kind::Table => {
                        grid.columns.iter().for_each(|label| see(label));
                    }
                    Block::List(heading, _) => see(heading),
                    Block::Grid(_) => {}
                }
            }
        }
    }
    let details: Vec<&str> = details.keys().map(String::as_str).collect();
    assert_eq!(
        details,
        [
            "A share of",
            "About",
            "Address printed",
            "Also printed as",
            "Also written",
            "Answer",
            "Answers for",
            "As at",
            "As printed",
            "Asked of",
            "Broken down by",
            "Client group",
            "Code",
            "Column",
            "Columns",
            "Comes from",
            "Compared with",
            "Corporate priority",
            "Counted in",
            "Counted in the figure",
            "Details",
            "Does it add up?",
            "For",
            "For the step",
            "Framework",
            "How it came about",
            "How often",
            "How sure the figures are",
            "In full",
            "In the plan’s",
            "Kind of work",
            "Listed under",
            "Marks",
            "Part of",
            "Place",
            "Present score",
            "Printed as",
            "Printed in",
            "Printed with it",
            "Reference",
            "Role",
            "Service",
            "Share of the whole",
            "Shows the way to",
            "Sort",
            "Source cited",
            "Standing by the rule",
            "State",
            "Status",
            "Sum or part",
            "Target score",
            "The rule",
            "Threatens",
            "Topic",
            "Under",
            "Under the heading",
            "Used in",
            "What it takes in",
            "What the plan says of it",
            "What was asked",
            "Where care is given",
            "Which way is better",
            "Whose objective",
            "Whose outcome",
            "Whose priority",
            "Works towards",
            "Works with",
        ]
    );
}
