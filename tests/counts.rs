//! The plans that the app ships hold what a careful reader of each document counts.

use std::{collections::BTreeMap, fs, path::PathBuf};

use waymark::{
    formats::{Caps, read_plan},
    plan::{MoneyKind, MoneyLine, Plan, PointKind, StatementRole, Word},
};

fn plan(id: &str) -> Plan {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("public/plans/{id}.json"));
    read_plan(&fs::read(file).unwrap(), Caps::FILE).unwrap()
}

fn parts(plan: &Plan, noun: &str) -> usize {
    let mut count = 0;
    for record in plan.records() {
        record.parts(&mut |part| count += usize::from(part.noun == noun));
    }
    count
}

fn statements(plan: &Plan, role: StatementRole) -> usize {
    let of_role = |s: &&std::sync::Arc<waymark::plan::Statement>| s.role == Some(role);
    plan.statements.iter().filter(of_role).count()
}

/// The lines of a printed table, its total apart.
fn lines<'a>(plan: &'a Plan, table: &str) -> Vec<&'a MoneyLine> {
    let in_table = |m: &&MoneyLine| m.table.as_ref().is_some_and(|t| t.to.as_str() == table);
    plan.money
        .iter()
        .map(|m| &**m)
        .filter(in_table)
        .filter(|m| !m.is_total())
        .collect()
}

#[test]
fn warwickshire_is_all_there() {
    let plan = plan("warwickshire-2021-22");
    assert_eq!(plan.outcomes.len(), 3);
    assert_eq!(plan.priorities.len(), 10);
    assert_eq!(plan.actions.len(), 17);
    let key = plan.measures.iter().filter(|m| m.points.is_empty()).count();
    let business: Vec<_> = plan
        .measures
        .iter()
        .filter(|m| !m.points.is_empty())
        .collect();
    assert_eq!((key, business.len()), (6, 22));
    let marked = business
        .iter()
        .filter(|m| m.marks.iter().any(|mark| mark == "KBM"));
    assert_eq!(marked.count(), 5);
    for measure in business {
        let kinds: Vec<PointKind> = measure.points.iter().map(|p| p.kind()).collect();
        assert_eq!(
            kinds,
            [PointKind::Actual, PointKind::Target],
            "{}",
            measure.id
        );
    }
    assert_eq!(plan.projects.len(), 13);
    let mut holders: BTreeMap<&str, usize> = BTreeMap::new();
    for role in plan.projects.iter().flat_map(|p| &p.roles) {
        let word = role.holder.as_ref().and_then(|h| h.word());
        *holders
            .entry(word.map_or("named", Word::shown))
            .or_default() += 1;
    }
    let expected = [
        ("Blank", 2),
        ("None", 2),
        ("TBC", 3),
        ("Vacant", 1),
        ("named", 71),
    ];
    assert_eq!(holders, BTreeMap::from(expected), "79 role entries");
    assert_eq!(plan.teams.iter().filter(|t| t.lead.is_some()).count(), 8);
    let spend = plan.money.iter().filter(|m| m.amounts.len() == 2).count();
    let budget = plan.money.iter().filter(|m| m.amounts.len() == 4).count();
    assert_eq!((spend, budget), (11, 2));
    let grid = |s: &&std::sync::Arc<waymark::plan::Statistic>| {
        s.dimensions.iter().any(|d| d.name == "grade")
    };
    assert_eq!(
        plan.statistics.iter().filter(grid).count(),
        36,
        "workforce cells"
    );
}

#[test]
fn cheshire_west_is_all_there() {
    let plan = plan("cheshire-west-2011-14");
    assert_eq!(plan.priorities.len(), 8);
    assert_eq!(plan.actions.len(), 26);
    assert_eq!(parts(&plan, "milestone"), 75);
    let (table, kpis): (Vec<_>, Vec<_>) = plan.measures.iter().partition(|m| !m.ratings.is_empty());
    assert_eq!((table.len(), kpis.len()), (23, 13));
    assert!(table.iter().all(|m| m.ratings.len() == 3));
    assert_eq!(plan.risks.len(), 11);
    assert_eq!(parts(&plan, "appearance"), 22);
    assert_eq!(parts(&plan, "mitigation"), 45);
    let rated = plan
        .equality_objectives
        .iter()
        .filter(|e| e.rating.is_some())
        .count();
    assert_eq!((rated, plan.equality_objectives.len()), (7, 17));
    assert_eq!(plan.proposals.len(), 14);
    assert_eq!(plan.achievements.len(), 7);
    assert_eq!(
        plan.definitions
            .iter()
            .filter(|d| ["R", "A", "G"].contains(&d.term.as_str()))
            .count(),
        3
    );
    let whole = |m: &waymark::plan::MoneyLine| {
        [MoneyKind::Spend, MoneyKind::Income, MoneyKind::Net]
            .iter()
            .all(|k| m.amount(*k).is_some())
    };
    let lines = plan.money.iter().filter(|m| whole(m) && !m.is_total());
    assert_eq!(lines.count(), 20, "ten lines, printed twice");
}

#[test]
fn worcestershire_is_all_there() {
    let plan = plan("worcestershire-2018-21");
    assert_eq!(plan.benchmarks.len(), 26);
    for benchmark in plan.benchmarks.iter() {
        assert_eq!(benchmark.comparisons.len(), 2, "{}", benchmark.id);
        for comparison in &benchmark.comparisons {
            let whole = comparison.rank.is_some() && comparison.average.is_some();
            assert!(whole, "{}: a rank and an average", benchmark.id);
        }
    }
    assert_eq!(plan.risks.len(), 5);
    assert_eq!(parts(&plan, "mitigation"), 9);
    assert_eq!(plan.actions.len(), 12);
    assert_eq!(parts(&plan, "step"), 26);
    assert_eq!(parts(&plan, "timescale"), 24);
    assert_eq!(lines(&plan, "table-spend").len(), 5);
    assert_eq!(lines(&plan, "table-funding").len(), 6);
    for total in ["spend-total", "funding-total"] {
        let line = plan.money.iter().find(|m| m.id.as_str() == total).unwrap();
        let amount = line.amounts[0].value.as_ref().unwrap().value().unwrap();
        assert_eq!(amount.to_string(), "£187.691m");
    }
    let topic = "Packages of care and support that the budget includes";
    let volumes = plan.statistics.iter().filter(|s| s.topic == topic);
    assert_eq!(volumes.count(), 15);
    assert_eq!(statements(&plan, StatementRole::Strength), 14);
    assert_eq!(statements(&plan, StatementRole::Initiative), 11);
    assert_eq!(plan.case_studies.len(), 3);
    let organised = |p: &&std::sync::Arc<waymark::plan::Post>| p.source == "How we are organised";
    assert_eq!(
        plan.posts.iter().filter(organised).count(),
        7,
        "posts of the leadership"
    );
    let director = |d: &&std::sync::Arc<waymark::plan::Duty>| d.id.as_str().starts_with("dass-");
    assert_eq!(plan.duties.iter().filter(director).count(), 14);
    // Four with a cycle of their own, and the monthly review of performance named in passing.
    assert_eq!(plan.reviews.len(), 5);
}

#[test]
fn coventry_is_all_there() {
    let plan = plan("coventry-2014");
    let mut rows: BTreeMap<&str, usize> = BTreeMap::new();
    for action in plan.actions.iter() {
        *rows.entry(action.serves[0].to.as_str()).or_default() += 1;
    }
    let mut counts: Vec<usize> = rows.into_values().collect();
    counts.sort();
    assert_eq!(counts, [6, 7, 10], "23 action rows");
    let steps = plan.actions.iter().flat_map(|a| &a.steps);
    // Six services stand under one step as a list of its own.
    assert_eq!(steps.filter(|s| s.within.is_none()).count(), 80);
    assert_eq!(parts(&plan, "intended improvement"), 54);
    assert_eq!(plan.posts.len(), 9);
    let questions: Vec<usize> = plan.surveys.iter().map(|s| s.questions.len()).collect();
    assert_eq!(questions, [5, 7]);
    assert_eq!(lines(&plan, "table-gross-spend").len(), 14);
    assert_eq!(lines(&plan, "table-chart-two").len(), 4);
    assert_eq!(statements(&plan, StatementRole::Aim), 10);
    let listed =
        |r: &&std::sync::Arc<waymark::plan::Reference>| r.source.contains("list of key documents");
    assert_eq!(plan.references.iter().filter(listed).count(), 8);
}

#[test]
fn the_scrutiny_update_is_all_there() {
    let plan = plan("worcestershire-update-2021-03");
    let (pillars, workstreams): (Vec<_>, Vec<_>) =
        plan.projects.iter().partition(|p| p.sort == "pillar");
    assert_eq!((pillars.len(), workstreams.len()), (3, 16));
    let under: Vec<usize> = pillars
        .iter()
        .map(|pillar| {
            let mine = |w: &&&std::sync::Arc<waymark::plan::Project>| {
                w.parent.as_ref().is_some_and(|p| p.to == pillar.id)
            };
            workstreams.iter().filter(mine).count()
        })
        .collect();
    assert_eq!(under, [4, 5, 7]);
    assert!(workstreams.iter().all(|w| !w.updates.is_empty()));
    let milestones: Vec<_> = plan.projects.iter().flat_map(|p| &p.milestones).collect();
    assert_eq!(milestones.len(), 18);
    assert!(
        milestones
            .iter()
            .all(|m| m.due.is_some() || m.done_on.is_some())
    );
    assert_eq!(statements(&plan, StatementRole::Aim), 10);
    assert_eq!(plan.questions.len(), 3);
}

#[test]
fn the_pictures_that_the_text_lost_are_named_by_their_captions() {
    for (id, caption) in [
        ("cheshire-west-2011-14", "Management Structure"),
        ("coventry-2014", "Chart One: Ethnicity Breakdown"),
        ("coventry-2014", "Health Projections"),
        ("coventry-2014", "Social Care Need Projections"),
    ] {
        let plan = plan(id);
        let lost = &plan.front.document.as_ref().unwrap().lost;
        assert!(
            lost.iter().any(|named| named.contains(caption)),
            "{id}: {caption}"
        );
    }
}
