//! Links of released versions open for ever, and are written alike by every build: natively and in
//! wasm, where the same tests run by `wasm-bindgen-test-runner`.

use waymark::formats::{
    Along, Caps,
    hash::Prefix,
    link::{Arrival, Arriving, Codec, Content, Edition, Envelope, LinkError, Shared, Sharing},
    read_plan,
};

macro_rules! released {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("fixtures/links/", $name)))),*]
    };
}

/// The first line of a file is the fragment, the second the base it names or '-', the rest what it
/// carries. A file is never changed and never removed; with a codec or a version comes a new file.
const RELEASED: &[(&str, &str)] = released!["v1-stored.txt" "v1-deflate.txt" "v1-zero-behind.txt" "v1-base.txt" "v1-primed.txt" "v1-primed-short.txt"];

/// The fragment, the id of the plan it changes and its edition, and the plan as it was sent.
const CHANGES: [&str; 2] = [
    include_str!("fixtures/links/v1-changes.txt"),
    include_str!("fixtures/links/v1-changes-edition.txt"),
];
/// The fragment, the names of what was left out, and the plan.
const PART: &str = include_str!("fixtures/links/v1-part.txt");
/// The fragment, '-', and the plan that is inside.
const LOCKED: &str = include_str!("fixtures/links/v1-locked.txt");

fn links() -> impl Iterator<Item = (&'static str, &'static str, Envelope)> {
    RELEASED.iter().map(|(name, file)| {
        let mut lines = file.splitn(3, '\n');
        let mut line = || lines.next().unwrap();
        let (fragment, base, content) = (line(), line(), line());
        let envelope = Envelope {
            content: Content::Plan,
            base: (base != "-")
                .then(|| Prefix(u64::from_str_radix(base, 16).unwrap().to_be_bytes())),
            bytes: content.into(),
        };
        (*name, fragment, envelope)
    })
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn they_open_as_they_always_did() {
    for (name, fragment, envelope) in links() {
        assert_eq!(Envelope::read(fragment).as_ref(), Ok(&envelope), "{name}");
        let plan = read_plan(&envelope.bytes, Caps::LINK).unwrap();
        assert_eq!(Arrival::read(fragment), Ok(Arrival::of(plan)), "{name}");
    }
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn they_are_written_as_they_were_then() {
    for (name, fragment, envelope) in links() {
        let codec = match name {
            "v1-primed.txt" | "v1-primed-short.txt" => Codec::Primed,
            "v1-deflate.txt" | "v1-zero-behind.txt" => Codec::Deflate,
            "v1-stored.txt" => Codec::Stored,
            _ => {
                assert_eq!(envelope.to_fragment(), fragment, "{name}");
                continue;
            }
        };
        assert_eq!(
            envelope.to_fragment_by(codec).as_deref(),
            Some(fragment),
            "{name}"
        );
    }
}

/// The plan whose changes are sent: what the file of this name carries.
fn published() -> &'static str {
    let (_, file) = RELEASED
        .iter()
        .find(|(name, _)| *name == "v1-deflate.txt")
        .unwrap();
    file.splitn(3, '\n').nth(2).unwrap()
}

/// The lines of a file: the fragment, what else is to be known, what it carries.
fn lines(file: &'static str) -> [&'static str; 3] {
    let mut lines = file.splitn(3, '\n');
    [(); 3].map(|()| lines.next().unwrap())
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn changes_open_and_are_written_as_they_were_then() {
    CHANGES.into_iter().for_each(opens_and_is_written);
}

fn opens_and_is_written(file: &'static str) {
    let [fragment, name, content] = lines(file);
    let (id, edition) = name.split_once(' ').unwrap_or((name, ""));
    let edition = Edition::new(id, edition);
    let plan = read_plan(content.as_bytes(), Caps::LINK).unwrap();
    let mut arriving = Arriving::read(fragment).unwrap();
    assert_eq!(
        arriving.needs().map(|needed| &needed.edition),
        Some(&edition)
    );
    let missing = Arrival::read(fragment).unwrap_err();
    assert_eq!(missing, LinkError::BaseMissing(edition.clone()));
    let other = published().replace("Somewhere", "Elsewhere").into_bytes();
    let differs = LinkError::BaseDiffers(edition.clone());
    assert_eq!(arriving.give(other), Err(differs));
    arriving.give(published().into()).unwrap();
    assert_eq!(arriving.needs(), None);
    let arrival = arriving.finish().unwrap();
    let content = Content::Changes;
    let sent = Arrival {
        content,
        ..Arrival::of(plan.clone())
    };
    assert_eq!(arrival, sent);
    let written = Sharing::changes(published().as_bytes(), edition, &plan, &Along::default())
        .finish()
        .unwrap();
    assert_eq!(written.fragment(), fragment);
    assert_eq!(written.content(), Content::Changes);
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn a_part_opens_and_is_written_as_it_was_then() {
    let [fragment, names, content] = lines(PART);
    let plan = read_plan(content.as_bytes(), Caps::LINK).unwrap();
    let left_out: Vec<String> = names.split(',').map(String::from).collect();
    let along = Along {
        left_out: left_out.clone(),
        ..Along::default()
    };
    let written = Sharing::part(&plan, &along).finish().unwrap();
    assert_eq!(written.fragment(), fragment);
    let part = Arrival {
        content: Content::Part,
        left_out,
        ..Arrival::of(plan)
    };
    assert_eq!(Arrival::read(fragment), Ok(part));
}

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn what_is_locked_stays_locked_and_comes_out_whole() {
    let [fragment, _, inside] = lines(LOCKED);
    assert_eq!(Arrival::read(fragment), Err(LinkError::Locked));
    let arriving = Arriving::read(fragment).unwrap();
    let locked = arriving.locked().unwrap();
    assert_eq!((locked.salt, locked.once), ([1; 16], [2; 12]));
    let plan = read_plan(inside.as_bytes(), Caps::LINK).unwrap();
    let body = Sharing::plan(&plan, &Along::default()).finish().unwrap();
    // Locked by nothing, so that the test needs no cipher.
    assert_eq!(locked.locked, body.body());
    let written = Shared::locked([1; 16], [2; 12], body.body()).unwrap();
    assert_eq!(written.fragment(), fragment);
    let opened = Arriving::of_body(&locked.locked).unwrap().finish();
    assert_eq!(opened, Ok(Arrival::of(plan)));
    let lock_in_a_lock = Arriving::of_body(written.body());
    assert!(matches!(lock_in_a_lock, Err(LinkError::Damaged)));
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn none_is_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/links");
    assert_eq!(
        std::fs::read_dir(folder).unwrap().count(),
        RELEASED.len() + 4
    );
}
