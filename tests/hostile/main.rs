//! Everything that is read is hostile until it is parsed: what comes in a file, a link, a pasted table, an address or from
//! storage ends in a plain message or in something safe to show. Each test here is one trick; what the fuzzer found is in
//! `tests/fixtures/hostile/<reader>`, and every reader must bear all of it.

mod targets;

use std::{
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use targets::{TARGETS, links, small};
use waymark::{
    app::Address,
    drafting::{Change, ChangeError, Entry, apply_all},
    formats::{
        Caps, PlanFile, ReadError,
        archive::{Archive, Limits, refuse_active_content, refuse_doctype},
        html_page,
        link::{Arrival, Arriving, Codec, Content, Envelope, LinkError},
        notes_file::read_notes,
        read_plan, read_plan_file, sha256_hex, write_plan,
    },
    insight::{Fact, Index, document, sheet},
    plan::{Day, Id, Plan},
    storage::understood,
};

/// The plan's fields, in the file of a plan with the id 'a'.
fn file(fields: &str) -> String {
    format!(r#"{{"format":"waymark-plan","version":1,"plan":{{"id":"a",{fields}}}}}"#)
}

fn read(fields: &str) -> Result<PlanFile, ReadError> {
    read_plan_file(file(fields).as_bytes(), Caps::FILE)
}

/// What is wrong, of a plan that can't be read.
fn wrong(fields: &str) -> String {
    match read(fields) {
        Err(ReadError::Unreadable(wrong)) => format!("{}: {}", wrong[0].place, wrong[0].what),
        other => panic!("expected it to be refused: {other:?}"),
    }
}

/// Runs with a time that no reader takes of what it should refuse or bear.
fn in_time<T>(what: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let result = what();
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(20), "it took {took:?}");
    result
}

#[test]
fn what_was_found_before_is_borne_by_every_reader() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let mut seen = 0;
    for (name, _) in TARGETS {
        let found = fs::read_dir(folder.join(name));
        let found = found.unwrap_or_else(|_| panic!("{name} has no folder"));
        let mut files: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
        files.sort();
        assert!(!files.is_empty(), "{name} has nothing to begin with");
        for path in files {
            let bytes = fs::read(&path).unwrap();
            seen += 1;
            // Whatever one reader stumbled over may be given to any other.
            for (reader, target) in TARGETS {
                let borne = std::panic::catch_unwind(|| in_time(|| target(&bytes)));
                assert!(borne.is_ok(), "{} by {reader}", path.display());
            }
        }
    }
    assert!(seen >= TARGETS.len());
}

/// What the fuzzer begins with is worth something only as long as it comes so far.
#[test]
fn links_of_every_kind_come_as_far_as_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile");
    let content = |arrival: Option<Arrival>| arrival.map(|arrival| arrival.content);
    for (name, comes) in [
        ("primed", Some(Content::Plan)),
        ("part", Some(Content::Part)),
        ("part-wrapped", Some(Content::Part)),
        ("changes", Some(Content::Changes)),
        ("primed-cut", None),
        ("part-cut", None),
        ("changes-cut", None),
        ("changes-to-another-plan", None),
        ("locked", None),
        ("locked-cut", None),
    ] {
        let link = fs::read_to_string(folder.join(format!("link/{name}.txt"))).unwrap();
        assert_eq!(content(links::open(Arriving::read(&link))), comes, "{name}");
    }
    for (name, comes) in [
        ("part", Some(Content::Part)),
        ("changes", Some(Content::Changes)),
        ("changes-to-another-plan", None),
        ("lock", None),
    ] {
        let body = fs::read(folder.join(format!("body/{name}.bin"))).unwrap();
        let arrived = content(links::open(Arriving::of_body(&body)));
        assert_eq!(arrived, comes, "{name}");
    }
    for (name, comes) in [("plan", true), ("changes", true), ("cut", false)] {
        let packed = fs::read(folder.join(format!("packed/{name}.bin"))).unwrap();
        let json = links::of_packed(&packed).map(|(json, _)| json);
        let plan = json.and_then(|json| read_plan(&json, Caps::LINK).ok());
        assert_eq!(plan.is_some(), comes, "{name}");
    }
}

/// Each archive that the fuzzer begins with is refused for its own trick and no other.
#[test]
fn archives_of_every_kind_come_as_far_as_they_should() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/hostile/archive");
    for (name, said) in [
        ("small", ""),
        ("stored", ""),
        ("length-behind", ""),
        ("cut", "damaged"),
        ("locked", "password"),
        ("bomb", "overwhelm"),
        ("same-name", "twice"),
        ("leads-elsewhere", "under the name"),
        ("macros", "macros"),
        ("fetches", "links that fetch"),
        ("doctype", "words of its own"),
    ] {
        let bytes = fs::read(folder.join(format!("{name}.zip"))).unwrap();
        let read = Archive::read(&bytes, &Limits::default()).and_then(|archive| {
            refuse_active_content(&archive)?;
            refuse_doctype(&archive)
        });
        let refused = read.err().map_or(String::new(), |error| error.to_string());
        assert_eq!(refused.is_empty(), said.is_empty(), "{name}: {refused}");
        assert!(refused.contains(said), "{name}: {refused}");
    }
}

#[test]
fn no_reader_stumbles_over_the_usual_tricks() {
    let deep = "[".repeat(100_000);
    let tricks = [
        "",
        "\0",
        "\u{feff}",
        "\u{202e}",
        "{}",
        "[]",
        "null",
        "\"\\ud800\"",
        "{\"\\udfff\":1}",
        "1e999",
        "-",
        "\"",
        "{\"a\":",
        "__proto__",
        "{\"__proto__\":{\"id\":\"x\"}}",
        "constructor",
        "javascript:alert(1)",
        "<script>alert(1)</script>",
        "<table><tr><td><img src=x onerror=alert(1)></table>",
        "waymark1.",
        "#waymark1.99999999999999999999.A",
        "waymark/journal/__proto__/1\n{}",
        "?plan=__proto__&draft=../..&item=%00&view=%ff&as-at=9999-99-99&amber=1e9",
        "99999999999999999999",
        "-0",
        "0000-00-00",
        "9999/00",
        "£-999999999999999999999999m",
        &deep,
    ];
    for trick in tricks {
        for (name, target) in TARGETS {
            let borne = std::panic::catch_unwind(|| in_time(|| target(trick.as_bytes())));
            assert!(
                borne.is_ok(),
                "{name} and {:?}",
                trick.chars().take(60).collect::<String>()
            );
        }
    }
    // Bytes that are no text at all.
    for (name, target) in TARGETS {
        let borne = std::panic::catch_unwind(|| target(&[0xff, 0xfe, 0x00, 0xd8, 0x80, 0xc0]));
        assert!(borne.is_ok(), "{name}");
    }
}

#[test]
fn what_turns_or_hides_words_is_taken_out_of_all_that_is_shown() {
    let odd = r"Pay \u202e0001\u202c \u2066x\u2069 now\u0000\u0007\u009b31m\u007f";
    let shown = "Pay 0001 x now31m";
    let plan = read(&format!(
        r#""title":"{odd}","measures":[{{"id":"m1","name":"{odd}","marks":["{odd}"],"cells":[{{"label":"{odd}","value":"{odd}"}}]}}]"#
    ));
    let plan = plan.unwrap().plan;
    assert_eq!(plan.front.title, shown);
    assert_eq!(plan.measures[0].name.as_str(), shown);
    let text = write_plan(&plan);
    assert!(text.contains(shown) && !text.contains("\\u"), "{text}");
    // A letter that ends a line, and marks that only say which way a neighbour goes, are nobody's trick.
    let kept = read(r#""title":"One\r\ntwo\t\u200eא""#).unwrap().plan;
    assert_eq!(kept.front.title, "One\ntwo\t\u{200e}א");

    let notes = format!(
        r#"{{"format":"waymark-notes","version":1,"plan":{{"id":"{odd}","title":"{odd}"}},"notes":[{{"question":"{odd}","title":"{odd}"}}]}}"#
    );
    let notes = read_notes(notes.as_bytes(), Caps::FILE).unwrap();
    assert_eq!((&*notes.title, &*notes.plan), (shown, shown));
    assert_eq!(
        (&*notes.notes[0].question, &*notes.notes[0].title),
        (shown, shown)
    );

    let address = Address::parse("?plan=a&q=%E2%80%AE%00cod", "");
    assert_eq!(address.get("q"), Some("cod"));
    let hidden = Address::parse("?%7Fdraft=k3f9", "");
    assert_eq!(Address::parse(&hidden.href(), "").of, hidden.of);

    let step = format!(r#"{{"step":"did","command":{{"name":"{odd}","changes":[]}}}}"#);
    let Entry::Did { command, .. } = serde_json::from_str(&step).unwrap() else {
        panic!("it is a step");
    };
    assert_eq!(command.name, shown);

    let version = format!(r#"{{"seq":0,"at":0,"len":1,"sha256":"","name":"{odd}"}}"#);
    let card = json!({ "meta": format!(
        r#"{{"id":"k3f9","title":"{odd}","created":0,"updated":0,"head":0,"versions":[{version}]}}"#) });
    let card = understood("waymark/drafts/k3f9/0", &card.to_string());
    assert_eq!(card, Some(format!("{shown}\n{shown}")));
}

#[test]
fn a_message_about_a_hostile_text_is_no_trick_itself() {
    let said = wrong(r#""measures":[{"id":"\u202eevil\u0000","name":7}]"#);
    assert!(said.starts_with("measures, number 1 (evil), "), "{said}");
    let unknown = read(r#""\u202egnp\u0007":1"#).unwrap().unknown;
    assert_eq!(unknown[0].place, "gnp");
    let long = "x".repeat(100_000);
    assert!(wrong(&format!(r#""measures":[{{"id":"{long}"}}]"#)).len() < 400);
    assert!(wrong(&format!(r#""period":"{long}""#)).len() < 400);
}

#[test]
fn half_a_character_is_no_text() {
    for half in [r"\ud800", r"\udc00", r"x\ud83dx", r"\udc00\ud800"] {
        let refused = read(&format!(r#""title":"{half}""#));
        assert!(
            matches!(refused, Err(ReadError::NotJson { line: 1 })),
            "{half}"
        );
    }
    let whole = read(r#""title":"\ud83d\ude00""#).unwrap();
    assert_eq!(whole.plan.front.title, "😀");
    let bytes = [file("").replace(r#","}"#, "").as_bytes(), b"\xed\xa0\x80"].concat();
    assert!(matches!(
        read_plan(&bytes, Caps::FILE),
        Err(ReadError::NotJson { .. })
    ));
}

#[test]
fn names_that_mean_something_to_javascript_are_names_like_any_other() {
    let file =
        read(r#""__proto__":{"title":"x"},"constructor":{"prototype":{"id":"y"}},"toString":1"#);
    let file = file.unwrap();
    assert_eq!(
        (file.plan.front.title.as_str(), file.unknown.len()),
        ("", 3)
    );
    for id in [
        "__proto__",
        "hasOwnProperty",
        "a\\u0000b",
        "a/b",
        "../a",
        "A",
        "a b",
        "",
        "é",
    ] {
        let said = wrong(&format!(r#""measures":[{{"id":"{id}"}}]"#));
        assert!(said.contains("id"), "{id}: {said}");
    }
    // Names that could be ids are: nothing keeps them in an object of JavaScript.
    assert!(read(r#""measures":[{"id":"constructor"}]"#).is_ok());
    let changes = [
        json!({"do":"set","at":"__proto__/title","to":"x"}),
        json!({"do":"set","at":"constructor","to":"x"}),
    ];
    assert!(serde_json::from_value::<Change>(changes[0].clone()).is_err());
    let change: Change = serde_json::from_value(changes[1].clone()).unwrap();
    assert!(matches!(
        apply_all(&mut small(), &[change]),
        Err(ChangeError::NoSuchPlace(_))
    ));
}

#[test]
fn two_things_never_share_an_id_however_they_come() {
    let said = wrong(r#""measures":[{"id":"x"}],"actions":[{"id":"y","milestones":[{"id":"x"}]}]"#);
    assert!(said.contains("used twice"), "{said}");
    // A field written twice: the first counts, and the other is named and not dropped in silence.
    let twice = read(r#""title":"First","title":"Second""#).unwrap();
    assert_eq!(twice.plan.front.title, "First");
    assert_eq!(twice.unknown[0].place, "title");
    let two = r#"{"format":"waymark-plan","version":1,"plan":{"id":"a"},"plan":{"id":"b"}}"#;
    assert_eq!(
        read_plan(two.as_bytes(), Caps::FILE),
        Err(ReadError::NotAPlan)
    );
    let steps = [
        json!({"do":"set","at":"actions/#a1/milestones","to":[{"id":"x"},{"id":"x"}]}),
        json!({"do":"set","at":"actions/#a1/milestones","to":[{"id":"m1"}]}),
        json!({"do":"set","at":"actions/#a1/milestones/0","to":{"id":"a1-s1"}}),
        json!({"do":"add","list":"actions/#a1/milestones","place":0,"value":{"id":"a1-m1"}}),
        json!({"do":"add","list":"actions","place":0,"value":{"id":"n","milestones":[{"id":"n"}]}}),
        json!({"do":"add","list":"actions","place":0,"value":{"id":"n","milestones":[{"id":"o"},{"id":"o"}]}}),
    ];
    for step in steps {
        let change: Change = serde_json::from_value(step.clone()).unwrap();
        let mut plan = small();
        let refused = apply_all(&mut plan, &[change]);
        assert!(
            matches!(refused, Err(ChangeError::IdTaken(_))),
            "{step}: {refused:?}"
        );
        assert_eq!(plan, small());
    }
    // Several at once may pass a part over, and must not leave it in two places.
    let over = [
        json!({"do":"set","at":"actions/#a2/milestones","to":[{"id":"a1-m1"}]}),
        json!({"do":"set","at":"actions/#a1/milestones","to":[]}),
    ];
    let over: Vec<Change> = serde_json::from_value(json!(over)).unwrap();
    assert!(apply_all(&mut small(), &over).is_ok());
    let other = json!({"do":"set","at":"title","to":"Other"});
    let left = [over[0].clone(), serde_json::from_value(other).unwrap()];
    let mut plan = small();
    assert_eq!(
        apply_all(&mut plan, &left),
        Err(ChangeError::IdTaken("a1-m1".into()))
    );
    assert_eq!(plan, small());
    for at in ["actions/#a1/id", "actions/#a1/milestones/#a1-m1/id"] {
        let change = serde_json::from_value(json!({"do":"set","at":at,"to":"new"})).unwrap();
        assert_eq!(
            apply_all(&mut small(), &[change]),
            Err(ChangeError::IdIsPermanent)
        );
    }
    let other = json!({"do":"set","at":"actions/#a1/milestones/#a1-m1","to":{"id":"other"}});
    let other = serde_json::from_value(other).unwrap();
    assert_eq!(
        apply_all(&mut small(), &[other]),
        Err(ChangeError::IdIsPermanent)
    );
    // A part without an id would be found by nobody, and refused in the plan's file.
    for nameless in [
        json!({"do":"add","list":"actions","place":9,"value":{"id":"n","milestones":[{"text":"M"}]}}),
        json!({"do":"set","at":"actions/#a1/milestones","to":[{"text":"M"}]}),
        json!({"do":"add","list":"actions/#a1/milestones","place":0,"value":{"text":"M"}}),
    ] {
        let change = serde_json::from_value(nameless).unwrap();
        let mut plan = small();
        let refused = apply_all(&mut plan, &[change]);
        assert!(
            matches!(refused, Err(ChangeError::DoesNotFit(_))),
            "{refused:?}"
        );
        assert_eq!(plan, small());
    }
    // What nobody reads has no id to be found by again.
    let odd = json!({"do":"add","list":"measures/#m1/points","place":0,"value":{"id":"x","period":"2020/21"}});
    let odd = serde_json::from_value(odd).unwrap();
    assert!(matches!(
        apply_all(&mut small(), &[odd]),
        Err(ChangeError::NoSuchPlace(_))
    ));
}

#[test]
fn what_leads_back_to_itself_is_walked_once() {
    let plan = file(
        r#""priorities":[{"id":"p","text":"P","parent":"q"},{"id":"q","text":"Q","parent":"p"}],
        "projects":[{"id":"x","name":"X","parent":"y"},{"id":"y","name":"Y","parent":"x"},{"id":"z","name":"Z","parent":"z"}],
        "money":[{"id":"l","label":"L","parent":"k","amounts":[{"value":{"pounds":1}}]},{"id":"k","label":"K","parent":"l","amounts":[{"value":{"pounds":2}}]},
        {"id":"o","label":"O","parent":"o","amounts":[{"value":{"pounds":3}}]}],
        "outcomes":[{"id":"u","text":"U","parent":"v","serves":["v"]},{"id":"v","text":"V","parent":"u","serves":["u"]}],
        "teams":[{"id":"t","name":"T","parent":"t"}],
        "measures":[{"id":"m","name":"M","serves":["m"],"parent":"m"}],
        "actions":[{"id":"a1","text":"A","serves":["a1","a2"],"steps":[{"id":"s1","text":"S","within":"s2"},{"id":"s2","text":"S","within":"s1"}]},
        {"id":"a2","text":"A","serves":["a1"]}]"#,
    );
    in_time(|| {
        TARGETS
            .iter()
            .for_each(|(_, target)| target(plan.as_bytes()))
    });
    let read = read_plan(plan.as_bytes(), Caps::FILE).unwrap();
    assert_eq!(
        read.projects.len() + read.outcomes.len() + read.actions.len(),
        7
    );
}

#[test]
fn numbers_and_dates_past_all_measure_are_refused_or_kept_as_they_are_never_cut() {
    for (fields, part) in [
        (
            r#""money":[{"id":"l","amounts":[{"value":{"pounds":9223372036854775807}}]}]"#,
            "more money than there is",
        ),
        (
            r#""money":[{"id":"l","amounts":[{"value":{"pounds":-9223372036854775808}}]}]"#,
            "more money than there is",
        ),
        (
            r#""money":[{"id":"l","amounts":[{"value":{"pounds":1e3}}]}]"#,
            "not a whole number",
        ),
        (
            r#""money":[{"id":"l","amounts":[{"value":{"pounds":99999999999999999999999}}]}]"#,
            "not a whole number",
        ),
        (
            r#""money":[{"id":"l","amounts":[{"value":{"pounds":1,"places":300}}]}]"#,
            "not a number from 0 to 255",
        ),
        (
            r#""measures":[{"id":"m","points":[{"period":"2012/13","value":"1e9"}]}]"#,
            "“1e9”",
        ),
        (
            r#""measures":[{"id":"m","points":[{"period":"2012/13","value":"9999999999999999"}]}]"#,
            "“9999999999999999”",
        ),
        (
            r#""measures":[{"id":"m","points":[{"period":"99999/00"}]}]"#,
            "“99999/00”",
        ),
        (
            r#""actions":[{"id":"m","start":"2023-02-30"}]"#,
            "“2023-02-30”",
        ),
        (
            r#""actions":[{"id":"m","start":"12023-02-03"}]"#,
            "“12023-02-03”",
        ),
        (r#""period":"2012/13-0000/01""#, "“2012/13-0000/01”"),
    ] {
        let said = wrong(fields);
        assert!(said.contains(part), "{fields}: {said}");
    }
    // JSON that no number can hold is still JSON.
    assert!(read(r#""nobody-reads-this":1e999"#).is_err());
    let most = read(r#""money":[{"id":"l","amounts":[{"value":{"pounds":999999999999999}}]}]"#);
    assert_eq!(
        most.unwrap().plan.money[0].amounts[0].pounds(),
        Some(999_999_999_999_999)
    );
}

#[test]
fn what_is_too_large_too_deep_or_too_many_says_so_before_it_takes_room() {
    let nested = format!(r#""title":{}1{}"#, "[".repeat(20), "]".repeat(20));
    assert!(matches!(read(&nested), Err(ReadError::TooDeep)));
    let endless = "[".repeat(2_000_000);
    assert_eq!(
        read_plan(endless.as_bytes(), Caps::FILE),
        Err(ReadError::TooDeep)
    );
    let commas = format!("[{}", "1,".repeat(4_100_000));
    assert_eq!(
        in_time(|| read_plan(commas.as_bytes(), Caps::FILE)),
        Err(ReadError::TooMany)
    );
    let long = vec![b' '; Caps::FILE.bytes + 1];
    assert!(matches!(
        read_plan(&long, Caps::FILE),
        Err(ReadError::TooLarge { .. })
    ));
    // Many that share an id are named as far as that helps, and then counted no more.
    let same = vec![r#"{"id":"x"}"#; 150_000].join(",");
    let Err(ReadError::Unreadable(named)) = in_time(|| read(&format!(r#""measures":[{same}]"#)))
    else {
        panic!("expected the ids to be refused");
    };
    assert_eq!(named.len(), 200);
    let many = vec![r#"{"id":"x"}"#; Caps::FILE.records + 1].join(",");
    assert!(matches!(
        in_time(|| read(&format!(r#""measures":[{many}]"#))),
        Err(ReadError::TooMany)
    ));
}

#[test]
fn a_link_that_unpacks_to_more_than_it_may_unpacks_nothing() {
    let bomb = Envelope::new(Content::Plan, vec![b' '; 4 * 1024 * 1024]);
    let refused = in_time(|| Arrival::read(&bomb.to_fragment_by(Codec::Deflate).unwrap()));
    assert!(
        matches!(refused, Err(LinkError::Plan(ReadError::NotJson { .. }))),
        "{refused:?}"
    );
    let over = Envelope::new(Content::Plan, vec![b' '; Caps::LINK.bytes + 1]);
    let refused = in_time(|| Arrival::read(&over.to_fragment_by(Codec::Deflate).unwrap()));
    assert!(
        matches!(refused, Err(LinkError::TooLargeInside { .. })),
        "{refused:?}"
    );
}

#[test]
fn a_link_whose_checksum_holds_is_believed_no_more_than_a_file() {
    for (content, json, refused) in [
        (Content::Plan, "[1,2]", "a link of no plan"),
        (
            Content::Part,
            r#"{"format":"waymark-plan","version":1,"plan":{"id":"A b"}}"#,
            "an id that is none",
        ),
        (
            Content::Plan,
            r#"{"format":"waymark-plan","version":99,"plan":{"id":"a"}}"#,
            "a newer file",
        ),
    ] {
        let envelope = Envelope::new(content, json.into());
        let link = envelope.to_fragment_by(Codec::Primed).unwrap();
        let arrived = Arrival::read(&link);
        assert!(
            matches!(arrived, Err(LinkError::Plan(_))),
            "{refused}: {arrived:?}"
        );
    }
    // Nothing that we lock is packed, nor is a lock told by a base.
    let locked = Envelope::new(Content::Locked, b"[1,2]".to_vec());
    let link = locked.to_fragment_by(Codec::Primed).unwrap();
    assert!(matches!(Arriving::read(&link), Err(LinkError::Damaged)));
}

#[test]
fn a_printed_address_is_shown_and_never_led_to() {
    let fields = r#""references":[{"id":"r1","title":"<img src=x onerror=alert(1)>","url":"javascript:alert(1)"},
        {"id":"r2","title":"R","url":"data:text/html,<script>alert(1)</script>"}]"#;
    let plan = read(fields).unwrap().plan;
    let index = Index::new(&plan);
    for (id, url) in [
        ("r1", "javascript:alert(1)"),
        ("r2", "data:text/html,<script>alert(1)</script>"),
    ] {
        let sheet = sheet(&plan, &index, &Id::parse(id).unwrap(), Day(15_000)).unwrap();
        let facts = sheet.blocks.iter().flat_map(|block| match block {
            waymark::insight::Block::Facts(facts) => facts.as_slice(),
            _ => &[],
        });
        let fact = facts
            .into_iter()
            .find(|(label, _)| *label == "Address printed")
            .unwrap();
        assert_eq!(fact.1, Fact::Text(url.to_owned()), "words, not a link");
        let html = html_page(&sheet.title, &document::sheet(&sheet));
        assert!(
            !html.contains("<img") && !html.contains("<script") && !html.contains("href"),
            "{html}"
        );
    }
}

/// Addresses that lead out of the app would be `href`s; each is made by `app::Address` or written in the code.
#[test]
fn every_link_within_the_app_begins_with_a_question_mark() {
    for query in [
        "?plan=javascript:alert(1)",
        "?draft=javascript:alert(1)",
        "?view=//evil.example",
        "//evil.example/?plan=a",
    ] {
        let href = Address::parse(query, "#javascript:alert(1)").href();
        assert!(
            href.starts_with('?') && !href.contains(':') && !href.contains("//"),
            "{href}"
        );
    }
}

#[test]
fn rows_of_storage_that_are_not_ours_or_not_whole_are_not_understood() {
    let row = |text: &str, sum: &str| {
        json!({ "meta": format!(r#"{{"at":1,"sum":"{sum}"}}"#), "text": text }).to_string()
    };
    let sum = &sha256_hex(b"k3f9\n1\n{}")[..16];
    assert_eq!(
        understood("waymark/journal/k3f9/1", &row("{}", sum)),
        Some("step 1".into())
    );
    for (key, text) in [
        ("waymark/journal/k3f9/2", row("{}", sum)),
        ("waymark/journal/__proto__/1", row("{}", sum)),
        ("waymark/journal/k3f9/1", row("{ }", sum)),
        ("waymark/journal/k3f9/1", "[".repeat(100_000)),
        ("waymark/journal/k3f9/1", json!({ "meta": r#"{"layout":2}"# }).to_string()),
        ("theirs/journal/k3f9/1", row("{}", sum)),
        ("waymark/drafts/__proto__/0", json!({ "meta": r#"{"id":"__proto__","title":"","created":0,"updated":0,"head":0,"versions":[]}"# }).to_string()),
        ("waymark/drafts/k3f9/0", json!({ "meta": r#"{"id":"other","title":"","created":0,"updated":0,"head":0,"versions":[]}"# }).to_string()),
        ("waymark/notes/n/0", json!({ "meta": r#"{"rev":1e99,"sum":""}"#, "text": "x" }).to_string()),
    ] {
        assert_eq!(understood(key, &text), None, "{key} {}", &text[..text.len().min(80)]);
    }
}

#[test]
fn a_path_in_a_journal_is_short_and_has_plain_names() {
    use waymark::drafting::Path;
    assert!(Path::parse(&["a"; 12].join("/")).is_some());
    assert!(Path::parse(&["a"; 13].join("/")).is_none());
    assert!(Path::parse(&"a".repeat(65)).is_none());
    in_time(|| assert!(Path::parse(&"a/".repeat(5_000_000)).is_none()));
    let value: Value = json!({"do":"set","at":"title","to":"x","and":"more"});
    assert!(
        serde_json::from_value::<Change>(value).is_err(),
        "what nobody knows isn't passed over"
    );
    let _: fn(Value) -> Result<Plan, _> = Plan::from_json;
}
