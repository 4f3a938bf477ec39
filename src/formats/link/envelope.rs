//! The envelope of a share link: how its characters are laid out, and how they are checked.
//!
//! ```text
//! waymark1.2718.AQGm8w…  96 characters  .  96 characters  .  …
//! └──┬───┘ └─┬┘ └─────────── the body: 2,718 characters ───────────┘
//!    │       └ how many characters follow, so that a cut link can say what is missing
//!    └ marker and version of the layout
//! ```
//!
//! The body is base64url with a full stop after every 96 characters: a line that long without a break
//! is broken by some mail programs, which then lose what follows. Without the full stops, its bytes:
//!
//! | bytes | what |
//! |---|---|
//! | 1 | what the link carries: see [`Content`] |
//! | 1 | the codec's number: see [`Codec`]; 128 is added where a base follows |
//! | 1 to 4 | length of the content once unpacked, seven bits a byte, lowest first, 128 added to all but the last |
//! | 0 or 8 | the base: first eight bytes of the SHA-256 of the published plan that the content changes |
//! | 0 or 1 and more | where a base follows and the codec is 2 or more: how many bytes the base's name has, and its name: its id, and where it has an edition a space and that |
//! | 8 | the checksum |
//! | the rest | the packed content |
//!
//! The checksum of codecs 0 and 1 is the first eight bytes of the SHA-256 of all the bytes before it and
//! the unpacked content. From codec 2 on it is in two halves of four: the first over the bytes before it
//! and the packed content, so that damage is seen before anything is unpacked, the second over the bytes
//! before it and the unpacked content, so that no other content is ever taken for what was sent.
//!
//! A base64url text can end in `-` or `_` only where its bytes are a multiple of three; then a zero
//! byte is added, since mail programs leave such an ending out of the link that they make clickable.
//! Packed content of codec 2 never ends in a zero. Nothing of the content is believed before its checksum
//! holds.

use super::{
    LinkError, MARKER, MAX_DECODED, VERSION,
    arrive::find_body,
    codec,
    codec::Codec,
    needed::{Edition, Needed},
};
use crate::formats::{
    base64url,
    hash::{Prefix, Sha256},
};

/// Characters of base64url between two full stops.
const GROUP: usize = 96;
/// Added to the codec's number where a base follows.
const BASE_FOLLOWS: u8 = 0x80;

/// What a link carries. A released number is never given to anything else.
///
/// | number | carries |
/// |---|---|
/// | 1 | a whole plan: its file as compact JSON |
/// | 2 | kept for a view of a published plan |
/// | 3 | a whole plan, packed as what differs from a published one |
/// | 4 | a part of a plan: its file as compact JSON, with `left_out` beside it |
/// | 5 | a body that opens with a passphrase: 16 bytes of salt, 12 that are used once, what AES-GCM gave |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A whole plan.
    Plan,
    /// A whole plan, as changes to a published one.
    Changes,
    /// A part of a plan.
    Part,
    /// Something behind a passphrase.
    Locked,
}

impl Content {
    const ALL: [Content; 4] = [
        Content::Plan,
        Content::Changes,
        Content::Part,
        Content::Locked,
    ];

    fn number(self) -> u8 {
        match self {
            Content::Plan => 1,
            Content::Changes => 3,
            Content::Part => 4,
            Content::Locked => 5,
        }
    }

    fn from_number(number: u8) -> Option<Content> {
        let mut all = Content::ALL.into_iter();
        all.find(|content| content.number() == number)
    }
}

/// What a link carries, unpacked and checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// What the bytes are.
    pub content: Content,
    /// The published plan they change, by the start of its SHA-256.
    pub base: Option<Prefix>,
    /// The bytes themselves.
    pub bytes: Vec<u8>,
}

impl Envelope {
    /// An envelope for bytes that stand on their own.
    pub fn new(content: Content, bytes: Vec<u8>) -> Envelope {
        Envelope {
            content,
            base: None,
            bytes,
        }
    }

    /// The link's fragment without its `#`, packed in the way that makes it shortest.
    pub fn to_fragment(&self) -> String {
        let (codec, packed) = match self.base {
            None => codec::pack_shortest(&self.bytes),
            Some(_) => codec::plainly(&self.bytes),
        };
        self.fragment(codec, &packed)
    }

    /// The link's fragment without its `#`, packed by this codec, if it can pack the bytes.
    pub fn to_fragment_by(&self, codec: Codec) -> Option<String> {
        // Packed by the words of plans, a base is no mere note: it takes part.
        if self.base.is_some() && codec >= Codec::Primed {
            return None;
        }
        Some(self.fragment(codec, &codec.pack(&self.bytes)?))
    }

    fn fragment(&self, codec: Codec, packed: &[u8]) -> String {
        let base = self.base.map(|prefix| Needed {
            prefix,
            edition: Edition::default(),
        });
        to_fragment(&seal(
            self.content,
            base.as_ref(),
            codec,
            &self.bytes,
            packed,
        ))
    }

    /// Opens the envelope in a fragment, a whole address, or a message with an address in it.
    ///
    /// # Errors
    /// Anything but a whole, undamaged link of a version and kind this code knows, that stands on its
    /// own.
    pub fn read(text: &str) -> Result<Envelope, LinkError> {
        Sealed::read(text)?.open()
    }
}

/// The bytes of a link's body.
pub(super) fn seal(
    content: Content,
    base: Option<&Needed>,
    codec: Codec,
    bytes: &[u8],
    packed: &[u8],
) -> Vec<u8> {
    let base_follows = if base.is_some() { BASE_FOLLOWS } else { 0 };
    let mut body = vec![content.number(), codec.number() | base_follows];
    write_length(bytes.len(), &mut body);
    if let Some(base) = base {
        base.write(codec, &mut body);
    }
    let checksum = checksum(codec, &body, packed, bytes);
    body.extend(checksum);
    body.extend(packed);
    body
}

/// The characters of a link's body, behind the marker and how many they are.
pub(super) fn to_fragment(body: &[u8]) -> String {
    let mut text = base64url::encode(body);
    if text.ends_with(['-', '_']) {
        let mut longer = body.to_vec();
        longer.push(0);
        text = base64url::encode(&longer);
    }
    let text = in_groups(&text);
    format!("{MARKER}{VERSION}.{}.{text}", text.len())
}

/// A link whose fields are read and whose content is still packed.
#[derive(Clone, Debug)]
pub(super) struct Sealed {
    content: u8,
    pub(super) codec: Codec,
    base: Option<Needed>,
    pub(super) length: usize,
    /// The bytes before the checksum.
    fields: Vec<u8>,
    promised: [u8; 8],
    pub(super) packed: Vec<u8>,
}

impl Sealed {
    pub(super) fn read(text: &str) -> Result<Sealed, LinkError> {
        let body = base64url::decode(find_body(text)?.as_bytes());
        Sealed::of_body(&body.ok_or(LinkError::Damaged)?)
    }

    /// Reads the bytes of a body. From codec 2 on, what is damaged goes no further.
    pub(super) fn of_body(body: &[u8]) -> Result<Sealed, LinkError> {
        let mut rest = body;
        let [content, codec] = take(&mut rest)?;
        let length = read_length(&mut rest)?;
        if length > MAX_DECODED {
            return Err(LinkError::TooLargeInside { bytes: length });
        }
        let number = codec & !BASE_FOLLOWS;
        let base = if codec & BASE_FOLLOWS == 0 {
            None
        } else {
            Some(Needed::read(&mut rest, number)?)
        };
        let fields = body.get(..body.len() - rest.len()).unwrap_or_default();
        let promised = take(&mut rest)?;
        let codec = Codec::from_number(number).ok_or(LinkError::UnknownCodec { number })?;
        if codec >= Codec::Primed {
            rest = rest.strip_suffix(&[0]).unwrap_or(rest);
            let [half, _] = halves(checksum(codec, fields, rest, &[]));
            if half != halves(promised)[0] {
                return Err(LinkError::Damaged);
            }
        }
        Ok(Sealed {
            content,
            codec,
            base,
            length,
            fields: fields.to_vec(),
            promised,
            packed: rest.to_vec(),
        })
    }

    /// The bytes of its body, as they were made.
    pub(super) fn body(&self) -> Vec<u8> {
        [&self.fields, &self.promised[..], &self.packed].concat()
    }

    /// The published plan without which it can't be unpacked.
    pub(super) fn needs(&self) -> Option<&Needed> {
        self.base.as_ref().filter(|_| self.codec >= Codec::Primed)
    }

    /// What it carries, by what it says; nothing for a kind we don't know.
    pub(super) fn says(&self) -> Option<Content> {
        Content::from_number(self.content)
    }

    /// Unpacks a link that stands on its own.
    pub(super) fn open(self) -> Result<Envelope, LinkError> {
        if let Some(needed) = self.needs() {
            return Err(LinkError::BaseMissing(needed.edition.clone()));
        }
        let unpacked = self.codec.unpack(&self.packed, self.length);
        let (bytes, behind) = unpacked.ok_or(LinkError::Damaged)?;
        if !matches!(behind, [] | [0]) {
            return Err(LinkError::Damaged);
        }
        self.accept(bytes)
    }

    /// Takes bytes for its content, if they are.
    pub(super) fn accept(&self, bytes: Vec<u8>) -> Result<Envelope, LinkError> {
        if checksum(self.codec, &self.fields, &self.packed, &bytes) != self.promised {
            return Err(LinkError::Damaged);
        }
        let number = self.content;
        Ok(Envelope {
            content: self.says().ok_or(LinkError::UnknownContent { number })?,
            base: self.base.as_ref().map(|base| base.prefix),
            bytes,
        })
    }
}

/// Over the fields as well as the content: a changed base or kind must not pass either.
fn checksum(codec: Codec, fields: &[u8], packed: &[u8], bytes: &[u8]) -> [u8; 8] {
    let Prefix(content) = Sha256::of_parts(&[fields, bytes]).prefix();
    if codec < Codec::Primed {
        return content;
    }
    let Prefix(packed) = Sha256::of_parts(&[fields, packed]).prefix();
    let ([one, _], [two, _]) = (halves(packed), halves(content));
    let mut both = [0; 8];
    for (to, from) in both.iter_mut().zip(one.into_iter().chain(two)) {
        *to = from;
    }
    both
}

fn halves(checksum: [u8; 8]) -> [[u8; 4]; 2] {
    let [a, b, c, d, e, f, g, h] = checksum;
    [[a, b, c, d], [e, f, g, h]]
}

fn in_groups(text: &str) -> String {
    let mut grouped = String::with_capacity(text.len() + text.len() / GROUP);
    for (at, character) in text.chars().enumerate() {
        if at > 0 && at.is_multiple_of(GROUP) {
            grouped.push('.');
        }
        grouped.push(character);
    }
    grouped
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], LinkError> {
    let (taken, left) = rest.split_first_chunk().ok_or(LinkError::Damaged)?;
    *rest = left;
    Ok(*taken)
}

fn write_length(mut length: usize, body: &mut Vec<u8>) {
    loop {
        let low = (length & 0x7f) as u8;
        length >>= 7;
        if length == 0 {
            return body.push(low);
        }
        body.push(low | 0x80);
    }
}

/// Reads a length of at most four bytes: 256 MB, well past what we unpack.
fn read_length(rest: &mut &[u8]) -> Result<usize, LinkError> {
    let mut length = 0;
    for at in 0..4 {
        let [byte] = take(rest)?;
        length |= usize::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Ok(length);
        }
    }
    Err(LinkError::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn plan_like() -> impl Strategy<Value = Vec<u8>> {
        let word = "[a-z]{2,9}|é|—|[0-9]{1,4}|£|\\{|\"|,";
        prop::collection::vec(word, 0..300).prop_map(|words| words.join(" ").into_bytes())
    }

    fn envelopes() -> impl Strategy<Value = Envelope> {
        let bytes = prop_oneof![any::<Vec<u8>>(), plan_like()];
        (bytes, any::<Option<[u8; 8]>>()).prop_map(|(bytes, base)| Envelope {
            content: Content::Plan,
            base: base.map(Prefix),
            bytes,
        })
    }

    fn body_of(fragment: &str) -> String {
        let body = fragment.splitn(3, '.').nth(2).unwrap();
        body.replace('.', "")
    }

    /// An envelope's bytes, to bend and to seal again.
    fn bytes_of(envelope: &Envelope) -> Vec<u8> {
        base64url::decode(body_of(&envelope.to_fragment()).as_bytes()).unwrap()
    }

    fn open(bytes: &[u8]) -> Result<Envelope, LinkError> {
        Sealed::of_body(bytes)?.open()
    }

    #[test]
    fn a_kind_we_do_not_know_is_named_only_when_the_link_is_whole() {
        let content = b"something new";
        let mut body = vec![9, 0, content.len() as u8];
        body.extend(checksum(Codec::Stored, &body, &[], content));
        body.extend(content);
        assert_eq!(open(&body), Err(LinkError::UnknownContent { number: 9 }));
        *body.last_mut().unwrap() ^= 1;
        assert_eq!(open(&body), Err(LinkError::Damaged));
    }

    #[test]
    fn a_lying_header_is_refused() {
        let mut body = bytes_of(&Envelope::new(Content::Plan, b"plan".to_vec()));
        assert_eq!(body[..3], [1, 0, 4]);
        body[1] = 77;
        assert_eq!(open(&body), Err(LinkError::UnknownCodec { number: 77 }));
        let huge = [1, 1, 0xff, 0xff, 0xff, 0x7f, 0, 0];
        let bytes = (1 << 28) - 1;
        assert_eq!(open(&huge), Err(LinkError::TooLargeInside { bytes }));
        assert_eq!(
            open(&[1, 1, 0xff, 0xff, 0xff, 0xff]),
            Err(LinkError::Damaged)
        );
    }

    #[test]
    fn a_changed_field_does_not_pass() {
        let envelope = Envelope {
            base: Some(Prefix(*b"basehash")),
            ..Envelope::new(Content::Plan, b"{\"id\":\"a\"}".to_vec())
        };
        let body = bytes_of(&envelope);
        assert_eq!(open(&body), Ok(envelope));
        for at in 0..body.len() {
            for bit in 0..8 {
                let mut bent = body.clone();
                bent[at] ^= 1 << bit;
                assert!(open(&bent).is_err(), "bit {bit} of byte {at}");
            }
        }
    }

    #[test]
    fn nothing_rides_along_behind_the_content() {
        let mut body = bytes_of(&Envelope::new(Content::Plan, b"plan".to_vec()));
        body.push(0);
        assert!(open(&body).is_ok());
        body.push(0);
        assert_eq!(open(&body), Err(LinkError::Damaged));
    }

    proptest! {
        #[test]
        fn an_envelope_comes_back_by_every_codec(envelope in envelopes()) {
            for fragment in Codec::ALL.iter().filter_map(|codec| envelope.to_fragment_by(*codec)) {
                prop_assert_eq!(Envelope::read(&fragment), Ok(envelope.clone()));
                prop_assert!(envelope.to_fragment().len() <= fragment.len());
            }
        }

        #[test]
        fn a_fragment_survives_mail(envelope in envelopes()) {
            let fragment = envelope.to_fragment();
            let plain = |c: char| base64url::is_ours(c) || c == '.';
            prop_assert!(fragment.chars().all(plain), "{}", fragment);
            prop_assert!(fragment.ends_with(|c: char| c.is_ascii_alphanumeric()));
            prop_assert!(fragment.split('.').all(|part| part.len() < 100));
            prop_assert!(!fragment.contains(".."));
            let mut parts = fragment.splitn(3, '.');
            prop_assert_eq!(parts.next(), Some("waymark1"));
            let follows = parts.next().unwrap().parse::<usize>().unwrap();
            prop_assert_eq!(follows, parts.next().unwrap().len());
        }

        #[test]
        fn any_bytes_are_refused(bytes: Vec<u8>) {
            prop_assert!(open(&bytes).is_err());
        }
    }
}
