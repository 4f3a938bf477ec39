//! The readers of share links: of their characters, of the bytes behind these, and of what is packed in them. Nobody can make
//! up a checksum by trying: so some are given what comes behind one.

use std::sync::LazyLock;

use waymark::formats::{
    Caps,
    link::{
        Arrival, Arriving, Codec, Content, Envelope, LinkError, MAX_CHARACTERS, Shared,
        looks_shared,
    },
    read_plan_file, write_plan,
};
use waymark_packing::{Packing, Unpacking};

use super::{note, seemly, small, sound, told};

/// The published plan that links of changes are opened with: its file's very bytes.
fn published() -> &'static str {
    static FILE: LazyLock<String> = LazyLock::new(|| write_plan(&small()));
    &FILE
}

/// Steps that a link is opened by. A fuzzer has no time for what is learnt before anything is unpacked: there a link that is
/// packed by the words of plans is left before, and what would come then is seen by the reader `packed`.
const STEPS: usize = if cfg!(fuzzing) { 4 } else { 100_000 };
/// Bytes of a step.
const STEP: usize = 512;

/// Goes on with a link, whatever it needs, until it is open or says why not.
pub fn open(arriving: Result<Arriving, LinkError>) -> Option<Arrival> {
    let mut arriving = match arriving {
        Ok(arriving) => arriving,
        Err(refused) => {
            told(refused);
            return None;
        }
    };
    let fragment = arriving.fragment();
    // Full stops may be what makes it too long.
    if fragment.len() <= MAX_CHARACTERS {
        let again = Arriving::read(&fragment).expect("a link is one without what mail did");
        assert_eq!(again.fragment(), fragment);
    }
    if let Some(locked) = arriving.locked() {
        open(Arriving::of_body(&locked.locked));
    }
    if arriving.needs().is_some() {
        let missing = arriving.step(STEP).and_then(Result::err);
        told(missing.expect("it has no base yet"));
        let other = arriving.give(b"another plan".to_vec());
        told(other.expect_err("these are other bytes"));
        match arriving.give(published().into()).map(drop) {
            Ok(()) => assert_eq!(arriving.needs(), None),
            Err(refused) => told(refused),
        }
    }
    match (0..STEPS).find_map(|_| arriving.step(STEP)) {
        Some(Ok(arrival)) => {
            sound(&arrival.plan);
            arrival.notes.iter().for_each(note);
            arrival.left_out.iter().for_each(|name| seemly(name));
            Some(arrival)
        }
        Some(Err(refused)) => {
            told(refused);
            None
        }
        None if cfg!(fuzzing) => None,
        None => panic!("it comes to no end"),
    }
}

/// The fragment of an address, or a message with a link in it.
pub fn link(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if open(Arriving::read(&text)).is_some() {
        assert!(looks_shared(&text));
    }
}

/// The bytes that a link's characters stand for, as a passphrase unlocks them; and what a link of each kind carries, its
/// checksum right.
pub fn body(bytes: &[u8]) {
    open(Arriving::of_body(bytes));
    if let Ok(shared) = Shared::locked([1; 16], [2; 12], bytes) {
        let arriving = Arriving::read(&shared.fragment()).expect("it was made as links are");
        assert_eq!(arriving.locked().expect("it is locked").locked, bytes);
    }
    for content in [
        Content::Plan,
        Content::Changes,
        Content::Part,
        Content::Locked,
    ] {
        let envelope = Envelope::new(content, bytes.to_vec());
        let codec = match content {
            Content::Part => Codec::Deflate,
            _ => Codec::Stored,
        };
        let fragment = envelope.to_fragment_by(codec).expect("it packs any bytes");
        if let Some(arrival) = open(Arriving::read(&fragment)) {
            assert_eq!(arrival.content, content);
        }
    }
}

/// What the readers `packed` and `changes` learn first: as good as nothing, so that each input takes milliseconds.
const LITTLE: &[u8] = b"{}";
/// Bytes or edits of a step of theirs.
const STEP_OF_LITTLE: usize = 16;

/// Steps of theirs until there is room for what is learnt: 16 MB, in lines of 64 bytes, 64 of them in the time of a byte.
const STEPS_OF_ROOM: usize = (16 << 20) / 64 / (64 * STEP_OF_LITTLE);

/// Unpacks, in steps of a few bytes and in no more of them than there is work for.
fn unpacked(packed: &[u8], length: usize, base: Option<&[u8]>) -> Option<Vec<u8>> {
    let based = base.map(<[u8]>::to_vec);
    let mut unpacking = Unpacking::primed_with(LITTLE, packed.to_vec(), length, based);
    // A plan taken apart comes to three times its length at most, and each of its bytes to one that is said and one edit.
    let most = 16 + STEPS_OF_ROOM + (6 * length + 2 * base.map_or(0, <[u8]>::len)) / STEP_OF_LITTLE;
    let json = (0..most).find_map(|_| unpacking.step(STEP_OF_LITTLE));
    let json = json.expect("it comes to an end").ok()?;
    assert_eq!(json.len(), length, "as long as was said");
    Some(json)
}

fn packed_with_little(json: &[u8], base: Option<&[u8]>) -> Option<Vec<u8>> {
    let based = base.map(<[u8]>::to_vec);
    let mut packing = Packing::primed_with(LITTLE.to_vec(), json.to_vec(), based);
    let mut steps = std::iter::repeat_with(|| packing.step(1 << 20));
    steps.find_map(|step| step)?.ok()
}

/// Packs, and sees that the very same comes back.
fn comes_back(json: &[u8], base: Option<&[u8]>) -> Option<()> {
    let packed = packed_with_little(json, base)?;
    assert_ne!(packed.last(), Some(&0));
    let back = unpacked(&packed, json.len(), base);
    assert_eq!(back.as_deref(), Some(json));
    Some(())
}

/// What is packed in a link, no checksum before it: two bytes of length, the lower first; one that is odd where what is
/// packed are changes to the published plan; then what is packed.
pub fn packed(bytes: &[u8]) {
    let Some((json, base)) = of_packed(bytes) else {
        return;
    };
    match read_plan_file(&json, Caps::LINK) {
        Ok(file) => {
            sound(&file.plan);
            file.notes.iter().for_each(note);
        }
        Err(refused) => told(refused),
    }
    comes_back(&json, base);
}

/// What is packed so, and the base of it.
pub fn of_packed(bytes: &[u8]) -> Option<(Vec<u8>, Option<&'static [u8]>)> {
    let (&[low, high, based], packed) = bytes.split_first_chunk()?;
    let length = usize::from(u16::from_le_bytes([low, high])) % 2048;
    let base = (based & 1 == 1).then(|| published().as_bytes());
    Some((unpacked(packed, length, base)?, base))
}

/// Compact JSON on its way into a link and out again; with a published plan before it, a line of '---' between, as changes to
/// that.
pub fn changes(bytes: &[u8]) {
    // More would take a fuzzer too long.
    if bytes.len() > 2_500 {
        return;
    }
    let behind = bytes.windows(5).position(|five| five == b"\n---\n");
    let Some(at) = behind else {
        comes_back(bytes, None);
        return;
    };
    let (base, json) = (&bytes[..at], &bytes[at + 5..]);
    if comes_back(json, Some(base)).is_some() {
        // A base is only likened to: the plan goes as well without it.
        comes_back(json, None).expect("it can be packed");
    }
}
