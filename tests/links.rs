//! Share links as they travel: what mail does to them, and what arrives.

use std::sync::Arc;

use proptest::prelude::*;
use waymark::{
    formats::{
        Along,
        link::{
            Arrival, Arriving, Content, Edition, Envelope, LinkError, MAX_CHARACTERS, MAX_DECODED,
            Sharing, TooLargeForALink, looks_shared, share_plan, share_plan_with, share_url,
        },
        write_plan, write_plan_with,
    },
    insight::notes::Note,
    plan::{Front, Plan},
};

/// A plan as a person might draft it, with words of many kinds.
fn plans() -> impl Strategy<Value = Plan> {
    let words = "[a-zA-Z]{1,8}( [a-z0-9£%,.’“é—-]{1,9}){0,6}";
    let record = (words, words).prop_map(|(name, note)| (name, note));
    prop::collection::vec(record, 0..12).prop_map(|records| {
        let record = |(at, (text, note)): (usize, &(String, String))| {
            serde_json::json!({ "id": format!("a{at}"), "text": text, "note": note })
        };
        let actions: Vec<_> = records.iter().enumerate().map(record).collect();
        let plan = serde_json::json!({ "id": "drafted", "title": "A plan", "actions": actions });
        Plan::from_json(plan).unwrap()
    })
}

fn shared(plan: &Plan) -> String {
    share_plan(plan).unwrap()
}

/// A link takes a tenth of a second to make and another to open: fewer cases than elsewhere.
fn few() -> ProptestConfig {
    let cases = ProptestConfig::default().cases / 16;
    ProptestConfig::with_cases(cases.max(4))
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn a_plan_arrives_as_it_was_sent(plan in plans()) {
        let url = share_url("https://council.example/plans/", &shared(&plan));
        prop_assert_eq!(Arrival::read(&url), Ok(Arrival::of(plan)));
    }

    #[test]
    fn notes_arrive_beside_the_plan_or_not_at_all(plan in plans(), question in "\\PC{1,40}") {
        let note = Note { question: waymark::plan::tidy(&question).into_owned(), ..Note::default() };
        prop_assert_eq!(share_plan_with(&plan, &[]), share_plan(&plan), "without notes not a character differs");
        let fragment = share_plan_with(&plan, &[Arc::new(note.clone())]).unwrap();
        prop_assert_eq!(Arrival::read(&fragment), Ok(Arrival { notes: vec![note], ..Arrival::of(plan) }));
    }

    #[test]
    fn a_cut_link_says_how_much_arrived(plan in plans(), keep: prop::sample::Index) {
        let fragment = shared(&plan);
        let keep = keep.index(fragment.len());
        let expected = match keep {
            0..8 => LinkError::NotALink,
            _ => {
                let counted = fragment.match_indices('.').nth(1).unwrap().0 < keep;
                let total = counted.then_some(fragment.len());
                LinkError::Cut { arrived: keep, total }
            }
        };
        prop_assert_eq!(Arrival::read(&fragment[..keep]), Err(expected));
    }

    #[test]
    fn a_changed_character_opens_nothing_else(
        plan in plans(),
        at: prop::sample::Index,
        to in prop_oneof![any::<char>(), "[A-Za-z0-9_.%-]".prop_map(|c| c.chars().next().unwrap())],
    ) {
        let fragment = shared(&plan);
        let at = at.index(fragment.len());
        let bent = format!("{}{to}{}", &fragment[..at], &fragment[at + 1..]);
        match Arrival::read(&bent) {
            Err(LinkError::Plan(error)) => prop_assert!(false, "believed before checked: {error}"),
            Err(_) => {}
            Ok(arrival) => prop_assert_eq!(arrival, Arrival::of(plan)),
        }
    }

    #[test]
    fn what_mail_does_to_a_link_is_forgiven(
        plan in plans(),
        litter in prop::collection::vec(
            (any::<prop::sample::Index>(), prop_oneof![
                Just(" "), Just("\n"), Just("\r\n> "), Just("=\r\n"), Just("\u{ad}"),
                Just("\u{200b}"), Just("\u{2060}"), Just("\u{a0}"), Just("\t"),
            ]),
            0..6,
        ),
        rounds in 0..3usize,
        behind in prop_oneof![
            Just(""), Just("."), Just(",\n"), Just(")."), Just(">"), Just("]"), Just("\"'"),
            Just("”"), Just(";:"), Just("\n\nKind regards,\nJo"), Just("&data=05%7C02&reserved=0"),
        ],
    ) {
        let link = format!("#{}", shared(&plan));
        let mut pieces: Vec<String> = link.chars().map(String::from).collect();
        for (at, what) in litter {
            at.get_mut(&mut pieces).push_str(what);
        }
        let mut link = pieces.concat();
        for _ in 0..rounds {
            link = link.replace('%', "%25").replace('#', "%23").replace('\n', "%0A");
        }
        let url = format!("See https://council.example/plans/{link}{behind}");
        prop_assert_eq!(Arrival::read(&url), Ok(Arrival::of(plan)), "{}", url);
    }

    #[test]
    fn gateways_are_seen_through(plan in plans()) {
        let fragment = shared(&plan);
        let all = |text: &str| text.bytes().map(|b| format!("%{b:02X}")).collect::<String>();
        let v2 = fragment.replace('-', "-2D").replace('_', "-5F");
        for url in [
            format!("https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fa.example%2F%23{fragment}&data=05%7C02%7Cjo%40a.example&sdata=x%2By%3D&reserved=0"),
            format!("https://urldefense.proofpoint.com/v2/url?u=https-3A__a.example_-23{v2}&d=DwMF-g&c=x"),
            format!("https://urldefense.com/v3/__https://a.example/*{fragment}__;Iw!!N0t$"),
            format!("https://a.example/?u={}", all(&all(&format!("#{fragment}")))),
        ] {
            prop_assert_eq!(Arrival::read(&url), Ok(Arrival::of(plan.clone())), "{}", url);
        }
    }

    #[test]
    fn any_text_is_refused_without_harm(text: String, ours in "[#%*.=>A-Za-z0-9_-]{0,80}") {
        for text in [
            text.clone(),
            format!("#waymark1.{ours}"),
            format!("#waymark1.{}.{ours}", ours.len()),
            format!("#waymark{text}"),
            format!("-23waymark1.{text}{ours}"),
        ] {
            prop_assert!(Arrival::read(&text).is_err());
            looks_shared(&text);
        }
    }
}

#[test]
fn changes_open_with_the_published_file_or_one_saved_of_it() {
    let plan =
        |title: &str| Plan::from_json(serde_json::json!({ "id": "p", "title": title })).unwrap();
    let (published, sent) = (plan("Published"), plan("Sent"));
    let file = write_plan(&published).into_bytes();
    let edition = Edition::new("p", "Version 2 – April 2014");
    let shared = Sharing::changes(&file, edition.clone(), &sent, &Along::default())
        .finish()
        .unwrap();
    let arriving = || Arriving::read(&shared.fragment()).unwrap();
    let said = LinkError::BaseMissing(edition.clone()).to_string();
    assert_eq!(arriving().finish().unwrap_err().to_string(), said);
    assert_eq!(
        said,
        "This link holds changes to the published plan “p”, edition “Version 2 – April 2014”, and needs that plan."
    );
    let along = Along {
        notes: vec![Arc::new(Note {
            question: "Why?".into(),
            ..Note::default()
        })],
        versions: vec!["a".repeat(64)],
        ..Along::default()
    };
    let saved = write_plan_with(&published, &along).into_bytes();
    for given in [file.clone(), saved] {
        let mut arriving = arriving();
        assert_eq!(arriving.give(given).unwrap(), file);
        assert_eq!(arriving.finish().unwrap().plan, sent);
    }
    for other in [
        write_plan(&plan("Another")).into_bytes(),
        b"no plan".to_vec(),
    ] {
        let mut arriving = arriving();
        assert_eq!(
            arriving.give(other),
            Err(LinkError::BaseDiffers(edition.clone()))
        );
        arriving.give(file.clone()).unwrap();
    }
}

#[test]
fn what_is_whole_but_no_plan_says_so() {
    let of = |text: &str| Envelope::new(Content::Plan, text.into()).to_fragment();
    let newer = r#"{"format":"waymark-plan","version":2,"plan":{"id":"a"}}"#;
    let error = Arrival::read(&of(newer)).unwrap_err();
    assert!(error.to_string().contains("newer Waymark"), "{error}");
    assert!(error.what_to_do().contains("update"));
    assert!(matches!(Arrival::read(&of("[]")), Err(LinkError::Plan(_))));
}

#[test]
fn a_bomb_is_stopped_by_its_own_words() {
    let bomb = Envelope::new(Content::Plan, vec![b' '; MAX_DECODED + 1]).to_fragment();
    assert!(bomb.len() < MAX_CHARACTERS);
    let bytes = MAX_DECODED + 1;
    assert_eq!(
        Arrival::read(&bomb),
        Err(LinkError::TooLargeInside { bytes })
    );
}

#[test]
fn a_plan_too_large_for_a_link_is_refused_before_it_is_sent() {
    let titled = |title: String| Plan {
        front: Arc::new(Front {
            title,
            ..Front::default()
        }),
        ..Plan::default()
    };
    // A run of numbers by a linear rule packs badly; a run of one letter packs to nothing.
    let numbers = (0..40_000u32).map(|n| n.wrapping_mul(2_654_435_761).to_string());
    assert!(matches!(
        share_plan(&titled(numbers.collect())),
        Err(TooLargeForALink::Characters(characters)) if characters > MAX_CHARACTERS
    ));
    assert!(matches!(
        share_plan(&titled("x".repeat(MAX_DECODED))),
        Err(TooLargeForALink::Bytes(bytes)) if bytes > MAX_DECODED
    ));
    let fits = titled("x".repeat(MAX_DECODED / 2));
    assert_eq!(Arrival::read(&shared(&fits)), Ok(Arrival::of(fits)));
}
