//! What must hold for next year's draft of any plan we ship, whatever is chosen: it can be written and
//! read, no id stands twice, every link leads somewhere, and what is carried keeps its id. `make soak`
//! runs many more cases (PROPTEST_CASES).

mod shelf;

use std::{collections::HashSet, sync::LazyLock};

use proptest::{collection::vec, prelude::*, sample::Index as Pick};
use waymark::{
    drafting::roll_forward::{ActionChoice, ActionFate, Choices, Dates, Targets, roll_forward},
    formats::{Caps, read_plan, write_plan},
    insight::{
        Index,
        compare::{By, Compared, Comparison, Side},
    },
    plan::{Id, Plan},
};

static SHELF: LazyLock<Vec<Plan>> =
    LazyLock::new(|| shelf::plans().into_iter().map(|(_, plan)| plan).collect());

fn fate(plan: &Plan, which: u8, other: &Pick) -> ActionFate {
    match which % 6 {
        0 | 1 => ActionFate::Carry,
        2 => ActionFate::Complete,
        3 => ActionFate::Drop,
        4 => ActionFate::Split(vec![
            "One half".into(),
            "Other half".into(),
            "The rest".into(),
        ]),
        _ => ActionFate::MergeWith(other.get(&plan.actions).id.clone()),
    }
}

fn ids(plan: &Plan) -> HashSet<Id> {
    let mut ids = HashSet::new();
    for record in plan.records() {
        assert!(
            ids.insert(record.id().clone()),
            "{} stands twice",
            record.id()
        );
        record.parts(&mut |part| assert!(ids.insert(part.id.clone()), "{} stands twice", part.id));
    }
    ids
}

fn check(plan: &Plan, choices: &Choices) -> Plan {
    let rolled = roll_forward(plan, choices, "").plan;
    let written = write_plan(&rolled);
    assert_eq!(read_plan(written.as_bytes(), Caps::FILE).unwrap(), rolled);
    let index = Index::new(&rolled);
    for record in rolled.records() {
        record.links(&mut |_, to| {
            assert!(
                index.place(&to.to).is_some(),
                "{} leads to {}",
                record.id(),
                to.to
            )
        });
        record.parts(&mut |part| {
            part.links().for_each(|(_, to)| {
                assert!(
                    index.place(&to.to).is_some(),
                    "{} leads to {}",
                    part.id,
                    to.to
                )
            });
        });
    }
    let left = ids(&rolled);
    for action in plan.actions.iter() {
        let stays = matches!(
            choices.of(&action.id).fate,
            ActionFate::Carry | ActionFate::Split(_)
        );
        assert!(!stays || left.contains(&action.id), "{} is lost", action.id);
    }
    rolled
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn any_choices_give_a_plan(
        which in any::<Pick>(),
        fates in vec((any::<u8>(), any::<Pick>(), any::<bool>()), 1..80),
        move_dates: bool,
        carry_targets: bool,
        outturn_to_baseline: bool,
    ) {
        let plan = which.get(&SHELF);
        let choose = |(action, (fate_of, other, dates)): (&std::sync::Arc<waymark::plan::Action>, &(u8, Pick, bool))| {
            let choice = ActionChoice {
                fate: fate(plan, *fate_of, other),
                dates: dates.then_some(Dates::MoveAYear),
                reason: "So it was agreed".into(),
            };
            (action.id.clone(), choice)
        };
        let choices = Choices {
            actions: plan.actions.iter().zip(fates.iter().cycle()).map(choose).collect(),
            dates: if move_dates { Dates::MoveAYear } else { Dates::Keep },
            targets: if carry_targets { Targets::Carry } else { Targets::Blank },
            outturn_to_baseline,
            ..Choices::default()
        };
        let once = check(plan, &choices);
        check(&once, &Choices::default());
    }
}

#[test]
fn a_comparison_knows_what_was_carried_by_its_id() {
    for plan in SHELF.iter() {
        let rolled = roll_forward(
            plan,
            &Choices {
                outturn_to_baseline: false,
                ..Choices::default()
            },
            "",
        )
        .plan;
        let of = |plan: &Plan| Compared::new(std::sync::Arc::new(plan.clone()), String::new());
        let comparison = Comparison::new(of(plan), of(&rolled));
        assert!(comparison.both().count() > 100);
        assert!(comparison.both().all(|(_, _, by)| by == By::Id));
        for side in [Side::Open, Side::Other] {
            let only: Vec<String> = comparison.only(side).map(|r| r.title()).collect();
            assert_eq!(only, [""; 0], "{}", plan.front.title);
        }
    }
}
