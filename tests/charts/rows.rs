//! Rows with figures from the published plans of Cheshire West and Chester and of Warwickshire.

use serde_json::{Value, json};
use waymark::{
    charts::{
        Look,
        answers::QuestionRow,
        beside::{BesideRow, BesideWords},
        measures::MeasureRow,
        money::{AreaRow, AreaWords, TwoPeriodRow},
        ranks::{Rank, RankRow, RankWords},
        risks::RiskRow,
        tally::{TallyRow, TallyWords},
        timeline::{self, Scene},
    },
    insight::{
        Index, Standing, Timeline,
        compare::{areas::Areas, population::Heads},
        timeline::{LANES, LaneBy, bunches, lanes, see},
    },
    plan::{Date, Day, Decimal, Id, Plan, Rag},
};

fn id(text: &str) -> Option<Id> {
    Some(Id::slug(text))
}

pub fn measures() -> Vec<MeasureRow> {
    let rated = Standing::Rated;
    let row =
        |label: &str, value: &str, target: &str, ratio, lower_is_better, standing| MeasureRow {
            id: id(label),
            label: label.to_owned(),
            value: value.to_owned(),
            target: target.to_owned(),
            ratio,
            lower_is_better,
            standing,
            baseline: None,
            section: String::new(),
        };
    vec![
        row(
            "Proportion of people using social care who receive self-directed support in the year",
            "48%",
            "75%",
            Some(0.64),
            false,
            rated(Rag::Red),
        ),
        row(
            "Older people still at home 91 days after discharge",
            "86%",
            "88%",
            Some(86.0 / 88.0),
            false,
            rated(Rag::Amber),
        ),
        row(
            "Delayed transfers of care from hospital",
            "5.0",
            "6.0",
            Some(5.0 / 6.0),
            true,
            rated(Rag::Green),
        ),
        row(
            "Safeguarding training & awareness",
            "1,245",
            "400",
            Some(1245.0 / 400.0),
            false,
            rated(Rag::Green),
        ),
        row(
            "Carer assessments completed",
            "169",
            "220",
            Some(169.0 / 220.0),
            false,
            Standing::ToGo { reached: false },
        ),
        row(
            "Overall satisfaction of people who use services",
            "Awaiting survey",
            "Annual (survey)",
            None,
            false,
            Standing::None("the target is words, not a figure"),
        ),
    ]
}

pub fn beside() -> Vec<BesideRow> {
    [
        ("Live in their own home or with their family", 85.0, 78.1),
        ("In paid employment", 10.0, 6.8),
        ("Still at home 91 days after discharge", 82.0, 88.3),
    ]
    .map(|(label, first, second)| BesideRow {
        id: id(label),
        label: label.to_owned(),
        first,
        second,
        first_words: (format!("{first}%"), "2011/12".to_owned()),
        second_words: (format!("{second}%"), "2016/17".to_owned()),
    })
    .to_vec()
}

/// The money of two plans by area, one of which says how many people it is for.
pub fn two_plans() -> [Areas; 2] {
    let row = |at: usize, label: &str, spend| AreaRow {
        id: id(&format!("{at}-{label}")),
        label: label.to_owned(),
        spend: Some(spend),
        ..AreaRow::default()
    };
    let words = |whole: &str, period: &str| AreaWords {
        whole: whole.to_owned(),
        period: period.to_owned(),
        ..AreaWords::default()
    };
    let heads = Heads {
        id: Id::slug("people"),
        title: "Estimated population of the City".to_owned(),
        when: "current".to_owned(),
        people: Decimal::new(332_400, 0),
    };
    [
        Areas {
            name: "Ayton 2014".to_owned(),
            words: words("gross spending", "2013/14"),
            table: "Spend by service".to_owned(),
            rows: vec![
                row(0, "Home Support", 14_460_000),
                row(0, "Residential", 34_100_000),
                row(0, "Equipment", 950_000),
            ],
            heads: Some(heads),
        },
        Areas {
            name: "Beeton 2018–21".to_owned(),
            words: words("budget", "2018/19"),
            table: "Where the money goes".to_owned(),
            rows: vec![
                row(1, "Older People", 90_400_000),
                row(1, "Adults with a Learning Disability", 76_200_000),
                row(1, "Residential", 20_000_000),
            ],
            heads: None,
        },
    ]
}

pub fn beside_words() -> BesideWords {
    BesideWords {
        first: "Ayton 2011–14".to_owned(),
        second: "Beeton 2018–21".to_owned(),
        noun: ("measure", "measures"),
        unit: "%".to_owned(),
        remark: "the years differ".to_owned(),
    }
}

pub fn risks() -> Vec<RiskRow> {
    [
        (
            "Providers cannot meet the new framework",
            Some(16),
            Some(14),
        ),
        (
            "A workforce not ready for the new model",
            Some(27),
            Some(12),
        ),
        (
            "Funding agreed with the primary care trust",
            Some(24),
            Some(6),
        ),
        ("Savings targets are not met", Some(24), Some(16)),
        ("Non-recurring funding ends", Some(10), Some(10)),
        ("A risk nobody has scored", None, Some(4)),
        ("A risk without a target", Some(18), None),
    ]
    .map(|(label, current, target)| RiskRow {
        id: id(label),
        label: label.to_owned(),
        current,
        target,
        section: String::new(),
    })
    .to_vec()
}

pub fn areas() -> Vec<AreaRow> {
    [
        ("Building Based Provision", 12_579, 1_762, 10_817),
        ("Domiciliary Care", 4_093, 55, 4_038),
        ("Administration/Management", 1_785, 0, 1_785),
        ("Adaptations & Equipment", 827, 0, 827),
        ("Strategic Commissioning", 4_670, 138, 4_532),
        ("Adult Safeguarding", 517, 58, 459),
        ("Supporting People", 10_043, 0, 10_043),
        ("Social Work Teams", 7_929, 68, 7_861),
        ("Community Based Care", 27_467, 5_766, 21_701),
        ("Residential / Nursing Care", 36_194, 12_386, 23_807),
    ]
    .map(|(label, spend, income, net)| AreaRow {
        id: id(label),
        label: label.to_owned(),
        spend: Some(spend * 1_000),
        income: Some(income * 1_000),
        net: Some(net * 1_000),
        ..AreaRow::default()
    })
    .to_vec()
}

pub fn two_periods() -> Vec<TwoPeriodRow> {
    [
        ("Older People: Care Home Placements", 48, 51),
        ("Older People: Support in the Community", 26, 25),
        ("Learning Disabilities: Care Home Placements", 29, 21),
        ("Learning Disabilities: Support in the Community", 40, 40),
        ("Mental Health: Support in the Community", 2, 2),
    ]
    .map(|(label, before, after)| TwoPeriodRow {
        id: id(label),
        label: label.to_owned(),
        before: Some(before * 1_000_000),
        after: Some(after * 1_000_000),
        ..TwoPeriodRow::default()
    })
    .to_vec()
}

pub fn day(iso: &str) -> Day {
    iso.parse::<Date>().unwrap().first_day()
}

/// A plan of three actions, as its timeline reads it.
pub fn plan() -> Plan {
    let due = |id: &str, text: &str, due: Value, progress: Option<&str>| {
        let mut milestone = json!({"id": id, "text": text, "due": due});
        if let Some(progress) = progress {
            milestone["progress"] = json!(progress);
        }
        milestone
    };
    Plan::from_json(json!({"id": "p",
        "priorities": [{"id": "dignity", "reference": "3", "text": "Treat people with dignity"},
                       {"id": "quality", "reference": "7", "text": "Buy services of high quality, whoever provides them, and see that they stay so"}],
        "actions": [
            {"id": "asch3-3", "reference": "ASCH3/3", "text": "Launch the dignity campaign", "serves": ["dignity"],
             "start": "2012-04", "end": "2012-09", "milestones": [
                due("m1", "Train dignity champions", json!("2012-06"), Some("done")),
                due("m2", "Agents across the third sector", json!("2012-06"), None),
                due("m3", "All providers adopt it", json!("2012-07"), Some("dropped")),
                due("m4", "Local plans with LINk & Healthwatch", json!("2012-09"), None)]},
            {"id": "asch7-1", "reference": "ASCH7/1", "text": "Review every contract by its outcomes", "serves": ["quality"],
             "start": "2012-04", "end": "2012-08", "milestones": [
                due("m5", "Contracts reviewed", json!("2012-06"), None),
                due("m6", "New contracts in place", json!("2014-03"), None)]},
            {"id": "asch8-2", "reference": "ASCH8/2", "text": "Progress through the Equality Framework", "milestones": [
                due("m7", "Level 3 of the framework", json!("2013-summer"), None),
                due("m8", "Reviewed regularly", json!({"print": "tbc"}), None)]}]}))
    .unwrap()
}

/// What a timeline of that plan is drawn of, in lanes of a kind.
pub fn scene(plan: &Plan, by: LaneBy, look: Look) -> Scene {
    let held = Timeline::new(plan, &Index::new(plan));
    let as_at = day("2012-07-31");
    let all: Vec<usize> = (0..held.dues.len()).collect();
    let window = held.whole(as_at).unwrap();
    let lanes = lanes(&held, by, &all);
    Scene {
        seen: see(&held, &lanes, by, window, LANES, as_at),
        bunches: bunches(&held, &all, window, timeline::columns(look)),
        window,
        as_at,
        noun: held.noun(),
        lane: by.shown(&held, plan).to_lowercase(),
        undrawn: 1,
    }
}

/// So many actions with a milestone each month that there is no room for each mark.
pub fn crowd() -> Plan {
    let months = |n: usize| {
        let due = |m: usize| json!({"id": format!("a{n}-m{m}"), "text": "Step", "due": format!("2012-{m:02}")});
        (1..=12).map(due).collect::<Vec<_>>()
    };
    let action = |n: usize| {
        json!({"id": format!("a{n}"), "reference": format!("A{n}"), "text": "Act", "serves": [format!("p{}", n % 2)],
            "start": "2012-01", "end": "2012-12", "milestones": months(n)})
    };
    Plan::from_json(json!({"id": "p",
        "priorities": [{"id": "p0", "text": "Live well"}, {"id": "p1", "text": "Age well"}],
        "actions": (0..40).map(action).collect::<Vec<_>>()}))
    .unwrap()
}

pub fn ranks() -> Vec<RankRow> {
    let row = |label: &str, all: Option<(u32, u32)>, few: Option<(u32, u32)>| {
        let rank = |(rank, of)| Rank { rank, of };
        RankRow {
            id: id(label),
            label: label.to_owned(),
            among_all: all.map(rank),
            among_few: few.map(rank),
        }
    };
    vec![
        row(
            "Carers who receive direct payments",
            Some((1, 150)),
            Some((1, 16)),
        ),
        row(
            "Delayed transfers of care from hospital, per 100,000 population",
            Some((120, 151)),
            Some((12, 16)),
        ),
        row(
            "Carers who find it easy to find information",
            Some((29, 151)),
            None,
        ),
        row("Not ranked", None, None),
        // No such place.
        row("Out of range", Some((9, 3)), None),
    ]
}

pub fn rank_words() -> RankWords {
    RankWords {
        all: "England".to_owned(),
        few: "Comparison group of 16".to_owned(),
    }
}

pub fn tally() -> Vec<TallyRow> {
    let row = |label: &str, amount: f64| TallyRow {
        id: id(label),
        label: label.to_owned(),
        amount,
        value: amount.to_string(),
        beside: vec!["1".to_owned()],
        section: String::new(),
    };
    vec![
        row("Ann Bell", 9.0),
        row("Cy Dee", 4.0),
        row("Nobody", 0.0),
        row("Ed Fox", 1.0),
    ]
}

pub fn tally_words() -> TallyWords {
    TallyWords {
        headline: "Ann Bell holds most roles".to_owned(),
        subtitle: "Roles each person holds".to_owned(),
        caption: "Who holds how many roles".to_owned(),
        what: "Person".to_owned(),
        amount: "Roles".to_owned(),
        beside: vec!["Projects".to_owned()],
        drawn: 3,
    }
}

pub fn answers() -> Vec<QuestionRow> {
    let row = |label: &str, shares: &[f64], complete: bool| QuestionRow {
        id: id(label),
        label: label.to_owned(),
        answers: shares
            .iter()
            .enumerate()
            .map(|(at, share)| (format!("Answer {}", at + 1), Some(*share)))
            .collect(),
        complete,
    };
    vec![
        row("Control over daily life", &[33.0, 43.0, 20.0, 3.0], true),
        row("Time for personal care", &[57.0, 28.0, 16.0], true),
        row("Asked of two", &[60.0, 40.0], true),
        row("Not all printed", &[65.0], false),
        // No such share.
        row("Out of range", &[140.0, -40.0], true),
    ]
}
