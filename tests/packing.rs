//! The packing of plans: it gives back every byte, in steps of any size, comes to an end whatever it
//! is given, and never changes.

use std::fmt::Write as _;

use proptest::prelude::*;
use serde_json::{Value, json};
use waymark::formats::Sha256;
use waymark_packing::{LONGEST, PRIMING, Packing, Refused, Unpacking, pack, unpack};

/// Learning the priming takes a tenth of a second: fewer cases than elsewhere.
fn few() -> ProptestConfig {
    let cases = ProptestConfig::default().cases / 16;
    ProptestConfig::with_cases(cases.max(4))
}

fn values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "[a-z “”’£é\"\\\\\n\t—]{0,30}".prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop_oneof![Just("on-track"), Just("2026-04"), Just("Adult social care")]
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        let name = prop_oneof![
            Just("id".to_owned()),
            Just("text".to_owned()),
            Just("milestones".to_owned()),
            "\\PC{0,9}",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::vec((name, inner), 0..8)
                .prop_map(|fields| Value::Object(fields.into_iter().collect())),
        ]
    })
}

fn sample() -> Value {
    let action = |n: u32| {
        json!({"id": format!("a{n}"), "text": format!("Review the care of {n} people each month"),
            "milestones": [{"id": format!("a{n}-m1"), "due": format!("2026-{:02}", n % 12 + 1)}]})
    };
    let actions: Vec<Value> = (1..40).map(action).collect();
    json!({"format": "waymark-plan", "plan": {"id": "p", "actions": actions}})
}

#[test]
fn what_is_learnt_first_never_changes() {
    let frozen = "18a02f2b0b4775dc4c03fb6a4e27f9daad97211e2200f4be0ee2a57674b1d16f";
    assert_eq!(Sha256::of(PRIMING).to_string(), frozen);
}

#[test]
fn not_a_bit_of_what_is_packed_ever_changes() {
    let hex = |bytes: Vec<u8>| {
        bytes.iter().fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        })
    };
    let small =
        br#"{"id":"a","text":"Care closer to home","value":"17.5","points":[1,-2.5e3,null,true]}"#;
    let base = sample().to_string();
    let changed = base
        .replace("of 17 people", "of 18 people")
        .replace("2026-03", "2027-03");
    let packed = [
        hex(pack(small, None).unwrap()),
        hex(pack(changed.as_bytes(), Some(base.as_bytes())).unwrap()),
        Sha256::of(&pack(PRIMING, None).unwrap()).to_string(),
    ];
    let frozen = [
        "748a3bbf45771add885cd4e7715a29f4c892073c8805eef4d180fa",
        "1b265143ad87503823e069eb",
        "61f2cb1bdaf114f692870d35306022abc929038b02fee872d8f8c593a3647db9",
    ];
    assert_eq!(packed, frozen);
}

#[test]
fn what_would_not_come_back_is_refused() {
    for odd in [
        "",
        " {}",
        "{} ",
        "{\"a\": 1}",
        "{\"a\":1,}",
        "[1 ,2]",
        "\"\\u0041\"",
        "\"\\/\"",
        "\"\\u0001\"",
        "nul",
        "\"open",
        "{\"a\"}",
        "[1",
        "{}{}",
        "\u{feff}{}",
    ] {
        assert_eq!(pack(odd.as_bytes(), None), Err(Refused), "{odd}");
    }
    assert_eq!(pack(b"\"\xff\"", None), Err(Refused));
    let deep = format!("{}{}", "[".repeat(40), "]".repeat(40));
    assert_eq!(pack(deep.as_bytes(), None), Err(Refused));
    let long = format!("\"{}\"", "x".repeat(LONGEST));
    assert_eq!(pack(long.as_bytes(), None), Err(Refused));
    assert_eq!(pack(b"{}", Some(b"no base")), Err(Refused));
}

#[test]
fn a_base_may_be_laid_out_anyhow() {
    let base = sample();
    let laid_out = format!(
        "\u{feff}{}\r\n",
        serde_json::to_string_pretty(&base).unwrap()
    );
    let json = base.to_string().replace("of 7 people", "of 70 people");
    let packed = pack(json.as_bytes(), Some(laid_out.as_bytes())).unwrap();
    assert!(packed.len() < 12, "{}", packed.len());
    let back = unpack(&packed, json.len(), Some(laid_out.as_bytes()));
    assert_eq!(back.unwrap(), json.as_bytes());
    let same = pack(base.to_string().as_bytes(), Some(laid_out.as_bytes())).unwrap();
    assert!(same.len() < 4, "{}", same.len());
}

#[test]
fn whatever_is_damaged_comes_to_an_end() {
    let base = sample().to_string();
    let json = base.replace("people each month", "families a year");
    for base in [None, Some(base.as_bytes())] {
        let packed = pack(json.as_bytes(), base).unwrap();
        let mut seed = 1u32;
        for _ in 0..24 {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (mut bent, at) = (packed.clone(), (seed >> 8) as usize % packed.len());
            bent[at] ^= 1 << (seed >> 28 & 7);
            // The checksum of the link is over what is packed: here all that counts is that it ends.
            let came = unpack(&bent, json.len(), base);
            assert!(
                came.is_err() || came.unwrap().len() == json.len(),
                "byte {at}"
            );
            bent.truncate(at);
            let _ = unpack(&bent, json.len(), base);
        }
    }
    // A promise of much that little is behind.
    for packed in [&[][..], &[0xff; 40], &[0x55; 9]] {
        for length in [0, 1, 20_000] {
            let came = unpack(packed, length, None);
            assert!(came.is_err() || came.unwrap().len() == length);
        }
    }
    assert!(unpack(&[1, 2, 3], usize::MAX, None).is_err());
}

proptest! {
    #![proptest_config(few())]

    #[test]
    fn every_byte_comes_back(value in values(), steps in prop::collection::vec(1..4_000usize, 1..9)) {
        let json = value.to_string();
        let packed = match pack(json.as_bytes(), None) {
            Ok(packed) => packed,
            // What can't be packed has control characters.
            Err(Refused) => {
                prop_assert!(json.contains("\\u00") || json.contains('\u{7f}') || json.contains("\\b") || json.contains("\\f") || json.contains("\\r"), "{}", json);
                return Ok(());
            }
        };
        prop_assert_ne!(packed.last(), Some(&0));
        let mut packing = Packing::new(json.clone().into_bytes(), None);
        let mut sizes = steps.iter().cycle().copied();
        let again = std::iter::repeat_with(|| packing.step(sizes.next().unwrap())).find_map(|step| step);
        prop_assert_eq!(again, Some(Ok(packed.clone())));
        let mut unpacking = Unpacking::new(packed, json.len(), None);
        let back = std::iter::repeat_with(|| unpacking.step(sizes.next().unwrap())).find_map(|step| step);
        prop_assert_eq!(back, Some(Ok(json.into_bytes())));
    }

    #[test]
    fn every_byte_comes_back_against_a_base(one in values(), other in values(), mixed: bool) {
        let (base, json) = match mixed {
            true => (json!([one, sample(), other]), json!([sample(), one, 7, other])),
            false => (one, other),
        };
        let (base, json) = (base.to_string(), json.to_string());
        if let Ok(packed) = pack(json.as_bytes(), Some(base.as_bytes())) {
            let back = unpack(&packed, json.len(), Some(base.as_bytes()));
            prop_assert_eq!(back, Ok(json.into_bytes()));
        }
    }

    #[test]
    fn any_bytes_come_to_an_end(packed: Vec<u8>, length in 0..3_000usize, based: bool) {
        let base = sample().to_string();
        let came = unpack(&packed, length, based.then_some(base.as_bytes()));
        prop_assert!(came.is_err() || came.unwrap().len() == length);
    }
}
