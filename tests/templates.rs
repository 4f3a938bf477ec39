//! What must hold for every template: its plan is whole, and its prompts are true of the documents and stay out of it.

use std::{collections::BTreeSet, fs, path::PathBuf};

use serde_json::{Value, json};

use waymark::{
    drafting::{
        Change, Path, apply,
        templates::{Template, outline},
    },
    formats::{Caps, read_plan, write_plan},
    insight::checks::check,
    plan::{Day, Kind, Plan, json_schema},
};

/// The plans on the shelf that a template's shape is made from.
fn sources(template: Template) -> Vec<Plan> {
    let ids: &[&str] = match template {
        Template::Blank => &[],
        Template::BusinessPlan => &[
            "cheshire-west-2011-14",
            "warwickshire-2021-22",
            "worcestershire-2018-21",
        ],
        Template::CommissioningPlan => &["coventry-2014"],
        Template::ScrutinyUpdate => &["worcestershire-update-2021-03"],
    };
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("public/plans");
    let read = |id: &&str| {
        let text = fs::read(folder.join(format!("{id}.json"))).unwrap();
        read_plan(&text, Caps::FILE).unwrap()
    };
    ids.iter().map(read).collect()
}

/// The numbers in a text.
fn numbers(text: &str) -> Vec<usize> {
    let digits = text.split(|c: char| !c.is_ascii_digit());
    digits.filter_map(|n| n.parse().ok()).collect()
}

#[test]
fn each_plan_is_whole_and_reads_back_from_its_file() {
    let mut compiler = boon::Compiler::new();
    compiler.add_resource("s.json", json_schema()).unwrap();
    let mut schemas = boon::Schemas::new();
    let compiled = compiler.compile("s.json", &mut schemas).unwrap();
    for template in Template::ALL {
        let plan = template.plan();
        let file = write_plan(&plan);
        assert_eq!(read_plan(file.as_bytes(), Caps::FILE).unwrap(), plan);
        let value: Value = serde_json::from_str(&file).unwrap();
        if let Err(wrong) = schemas.validate(&value, compiled) {
            panic!("{template:?}: {wrong}");
        }
        let mut ids = BTreeSet::new();
        plan.records()
            .for_each(|record| assert!(ids.insert(record.id().clone())));
        assert_eq!(
            Template::from_key(&plan.front.template),
            (!template.key().is_empty()).then_some(template)
        );
    }
    assert_eq!(Template::from_key("of another Waymark"), None);
}

#[test]
fn the_checks_hold_nothing_against_an_empty_plan_but_that_it_is_empty() {
    for template in Template::ALL {
        let found = check(&template.plan(), Day::new(2026, 4, 1).unwrap());
        let rules: BTreeSet<&str> = found.iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, BTreeSet::new(), "{template:?}");
    }
}

#[test]
fn a_template_expects_what_most_of_its_documents_have() {
    for template in Template::ALL {
        let sources = sources(template);
        let mut kinds = BTreeSet::new();
        for part in template.parts() {
            assert!(
                kinds.insert(part.kind),
                "{template:?} has {:?} twice",
                part.kind
            );
            let have = sources
                .iter()
                .filter(|plan| !plan.collection(part.kind).is_empty());
            let have = have.count();
            assert!(
                have * 2 > sources.len(),
                "{template:?}: {have} have {:?}",
                part.kind
            );
        }
        let plan = template.plan();
        let there = |kind: &&Kind| !plan.collection(**kind).is_empty();
        for kind in Kind::ALL.iter().filter(there) {
            assert!(
                kinds.contains(kind) || *kind == Kind::Table,
                "{template:?}: {kind:?}"
            );
        }
    }
}

#[test]
fn what_a_prompt_counts_is_what_the_documents_have() {
    for template in Template::ALL {
        let sources = sources(template);
        for part in template.parts() {
            let counts: Vec<usize> = sources
                .iter()
                .map(|p| p.collection(part.kind).len())
                .collect();
            let told = numbers(part.prompt);
            assert!(
                told.iter().all(|n| counts.contains(n)),
                "{template:?} {:?}: {told:?} of {counts:?}",
                part.kind
            );
            // Where it tells any, it tells all that have some.
            let some = counts.iter().filter(|n| **n > 0).count();
            assert!(told.is_empty() || told.len() == some, "{:?}", part.prompt);
        }
        let visions = sources
            .iter()
            .filter(|p| !p.front.vision.as_str().is_empty())
            .count();
        assert!(!template.details().contains("vision") || visions == sources.len());
    }
}

#[test]
fn nothing_of_a_prompt_is_in_the_plan() {
    for template in Template::ALL {
        let file = write_plan(&template.plan());
        let details = [template.details(), template.what_for()].into_iter();
        let plan = template.plan();
        let passages = plan.narratives.iter().map(|passage| {
            let prompt = template.passage(&passage.id);
            prompt.unwrap_or_else(|| panic!("{} has no prompt", passage.heading))
        });
        let parts = template.parts().iter().map(|part| part.prompt);
        let prompts = parts.chain(passages);
        for sentence in details
            .chain(prompts)
            .flat_map(|text| text.split(['.', ':', ';']))
        {
            let sentence = sentence.trim();
            assert!(
                sentence.is_empty() || !file.contains(sentence),
                "{sentence}"
            );
        }
    }
}

#[test]
fn a_part_is_begun_once_it_says_more_than_its_heading() {
    let template = Template::BusinessPlan;
    let mut plan = template.plan();
    let part = |plan: &Plan, kind: Kind| {
        let all = outline(template, plan);
        let found = all.into_iter().find(|part| part.kind == kind).unwrap();
        (found.records, found.written)
    };
    let headings = plan.narratives.len();
    assert_eq!(part(&plan, Kind::Narrative), (headings, 0));
    assert_eq!(part(&plan, Kind::Action), (0, 0));
    let first = plan.narratives[0].id.clone();
    let write = Change::Set {
        at: Path::record(Kind::Narrative, &first).field("text"),
        to: json!("We write this for our residents"),
    };
    apply(&mut plan, &write).unwrap();
    let add = Change::Add {
        list: Path::list(Kind::Action),
        place: 0,
        value: json!({ "id": "a", "text": "Begin" }),
    };
    apply(&mut plan, &add).unwrap();
    assert_eq!(part(&plan, Kind::Narrative), (headings, 1));
    assert_eq!(part(&plan, Kind::Action), (1, 1));
}
