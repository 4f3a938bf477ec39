//! Links of released versions open for ever, and are written alike by every build: natively and in
//! wasm, where the same tests run by `wasm-bindgen-test-runner`.

use waymark::formats::{
    Caps,
    hash::Prefix,
    link::{Arrival, Codec, Content, Envelope},
    read_plan,
};

macro_rules! released {
    ($($name:literal)*) => {
        &[$(($name, include_str!(concat!("fixtures/links/", $name)))),*]
    };
}

/// The first line of a file is the fragment, the second the base it names or '-', the rest what it
/// carries. A file is never changed and never removed; with a codec or a version comes a new file.
const RELEASED: &[(&str, &str)] =
    released!["v1-stored.txt" "v1-deflate.txt" "v1-zero-behind.txt" "v1-base.txt"];

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
        assert_eq!(Arrival::read(fragment), Ok(Arrival::Plan(plan)), "{name}");
    }
}

/// Should a new release of the packer find a shorter form, these still open: then keep them, add a
/// file in the new form, and let this test look at that.
#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn they_are_written_as_they_were_then() {
    for (name, fragment, envelope) in links() {
        let written = match name {
            "v1-stored.txt" => envelope.to_fragment_by(Codec::Stored),
            _ => envelope.to_fragment(),
        };
        assert_eq!(written, fragment, "{name}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn none_is_left_out() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/links");
    assert_eq!(std::fs::read_dir(folder).unwrap().count(), RELEASED.len());
}
