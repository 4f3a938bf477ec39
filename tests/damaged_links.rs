//! Damage to a link ends in an error message and never in content: every cut and every changed
//! character of short links of each kind, and many places of the link to each shipped plan.

use waymark::{
    formats::{
        Along, Caps,
        link::{Arriving, Edition, LinkError, Shared, Sharing},
        read_plan,
    },
    plan::Plan,
};

const ALPHABET: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_. %#";

fn short_plan(text: &str) -> Plan {
    let action = |n: u32| {
        serde_json::json!({"id": format!("a{n}"), "text": format!("{text} {n}: Quiet juggling of vexed fjord maps"),
            "note": "Zwölf Boxkämpfer jagen Viktor quer über den großen Sylter Deich"})
    };
    let actions: Vec<_> = (0..3).map(action).collect();
    let plan = serde_json::json!({"id": "short", "title": "Kings of quartz", "actions": actions, "vision": text});
    Plan::from_json(plan).unwrap()
}

/// What is sent, and the published plan that it needs.
fn short_links() -> Vec<(Shared, Option<Vec<u8>>)> {
    let base = waymark::formats::write_plan(&short_plan("Once"));
    let long = "How razorback-jumping frogs can level six piqued gymnasts. Sphinx of black quartz, judge my vow! \
        Jackdaws love my big sphinx; five boxing wizards jump quickly, while waltzing nymphs vex Bud’s quick jigs. \
        Mr Glock, TV quiz PhD, bags few lynx. Bright vixens jump; dozy fowl quack. \
        Amazingly few discotheques provide jukeboxes; the onyx goblin hops over a lazy dwarf. Watch Jeopardy, a fun \
        TV quiz game. We promptly judged antique ivory buckles for the next prize. Waltz, nymph, for quick jigs vex Bud. ";
    let changes = Sharing::changes(
        base.as_bytes(),
        Edition::new("short", "Second"),
        &short_plan(long),
        &Along::default(),
    );
    let along = Along {
        left_out: vec!["risks".into(), "money".into()],
        ..Along::default()
    };
    let part = Sharing::part(&short_plan(long), &along);
    vec![
        (
            Sharing::plan(&short_plan(long), &Along::default())
                .finish()
                .unwrap(),
            None,
        ),
        (changes.finish().unwrap(), Some(base.into_bytes())),
        (part.finish().unwrap(), None),
        (Shared::locked([7; 16], [9; 12], &[5; 200]).unwrap(), None),
    ]
}

/// What becomes of a link.
fn opened(link: &str, base: Option<&[u8]>) -> Result<(), LinkError> {
    let mut arriving = Arriving::read(link)?;
    if arriving.locked().is_some() {
        return Ok(());
    }
    if let (Some(_), Some(base)) = (arriving.needs(), base) {
        arriving.give(base.to_vec())?;
    }
    arriving.finish().map(|_| ())
}

#[test]
fn every_cut_of_a_short_link_is_told() {
    for (shared, base) in short_links() {
        let link = format!("#{}", shared.fragment());
        assert!((300..800).contains(&link.len()), "{}", link.len());
        assert_eq!(opened(&link, base.as_deref()), Ok(()));
        for end in 0..link.len() {
            let error = opened(&link[..end], base.as_deref()).unwrap_err();
            assert!(
                matches!(error, LinkError::Cut { .. } | LinkError::NotALink),
                "{end}: {error}"
            );
        }
    }
}

/// Changes every character of a link to others, and sees that nothing opens.
fn change_every_character(shared: &Shared, base: Option<&[u8]>, others: usize) {
    let fragment = shared.fragment();
    let every = ALPHABET.len() / others;
    for (at, was) in fragment.char_indices() {
        for to in ALPHABET.chars().skip(at % every).step_by(every) {
            // The marker is read whatever its case.
            if to == was || at < 7 && to.eq_ignore_ascii_case(&was) {
                continue;
            }
            let bent = format!("{}{to}{}", &fragment[..at], &fragment[at + 1..]);
            assert!(opened(&bent, base).is_err(), "{at}, {to}: {bent}");
        }
    }
}

#[test]
fn every_changed_character_of_a_short_link_is_told() {
    let (shared, base) = &short_links()[0];
    change_every_character(shared, base.as_deref(), ALPHABET.len());
}

#[test]
fn every_changed_character_of_links_of_other_kinds_is_told() {
    for (shared, base) in &short_links()[1..] {
        change_every_character(shared, base.as_deref(), 8);
    }
}

#[test]
fn five_hundred_places_of_the_link_to_each_shipped_plan() {
    let mut plans = 0;
    for entry in std::fs::read_dir("public/plans").unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        if name == "index.json" || name == "schema.json" {
            continue;
        }
        plans += 1;
        let plan = read_plan(&std::fs::read(&path).unwrap(), Caps::FILE).unwrap();
        let fragment = Sharing::plan(&plan, &Along::default())
            .finish()
            .unwrap()
            .fragment();
        let (mut seed, others) = (name.len() as u32, ALPHABET.as_bytes());
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 4) as usize % below
        };
        for _ in 0..500 {
            let at = 10 + next(fragment.len() - 10);
            let to = char::from(others[next(64)]);
            if fragment[at..].starts_with(to) {
                continue;
            }
            let bent = format!("{}{to}{}", &fragment[..at], &fragment[at + 1..]);
            assert!(opened(&bent, None).is_err(), "{name}: {at} {to}");
            let cut = opened(&fragment[..at], None);
            assert!(matches!(cut, Err(LinkError::Cut { .. })), "{name}: {at}");
        }
        assert_eq!(opened(&fragment, None), Ok(()), "{name}");
    }
    assert!(plans >= 5);
}
