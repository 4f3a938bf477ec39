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
//! | 8 | the checksum: first eight bytes of the SHA-256 of all the bytes before it and the unpacked content |
//! | the rest | the packed content |
//!
//! A base64url text can end in `-` or `_` only where its bytes are a multiple of three; then a zero
//! byte is added, since mail programs leave such an ending out of the link that they make clickable.
//! Nothing of the content is believed before its checksum holds.

use super::{
    LinkError, MARKER, MAX_DECODED, VERSION, arrive::find_body, base64url, codec, codec::Codec,
};
use crate::formats::hash::{Prefix, Sha256};

/// Characters of base64url between two full stops.
const GROUP: usize = 96;
/// Added to the codec's number where a base follows.
const BASE_FOLLOWS: u8 = 0x80;

/// What a link carries. A released number is never given to anything else.
///
/// | number | carries |
/// |---|---|
/// | 1 | a whole plan: its file as compact JSON |
/// | 2 to 5 | kept for: a view of a published plan, changes to one, a part of a plan, something behind a passphrase |
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Content {
    /// A whole plan.
    Plan,
}

impl Content {
    fn number(self) -> u8 {
        match self {
            Content::Plan => 1,
        }
    }

    fn from_number(number: u8) -> Option<Content> {
        (number == Content::Plan.number()).then_some(Content::Plan)
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
        let (codec, packed) = codec::pack_shortest(&self.bytes);
        self.seal(codec, &packed)
    }

    /// The link's fragment without its `#`, packed by this codec.
    pub fn to_fragment_by(&self, codec: Codec) -> String {
        self.seal(codec, &codec.pack(&self.bytes))
    }

    fn seal(&self, codec: Codec, packed: &[u8]) -> String {
        let base_follows = if self.base.is_some() { BASE_FOLLOWS } else { 0 };
        let mut body = vec![self.content.number(), codec.number() | base_follows];
        write_length(self.bytes.len(), &mut body);
        if let Some(Prefix(base)) = self.base {
            body.extend(base);
        }
        let checksum = checksum(&body, &self.bytes);
        body.extend(checksum.0);
        body.extend(packed);
        let mut text = base64url::encode(&body);
        if text.ends_with(['-', '_']) {
            body.push(0);
            text = base64url::encode(&body);
        }
        let text = in_groups(&text);
        format!("{MARKER}{VERSION}.{}.{text}", text.len())
    }

    /// Opens the envelope in a fragment, a whole address, or a message with an address in it.
    ///
    /// # Errors
    /// Anything but a whole, undamaged link of a version and kind this code knows.
    pub fn read(text: &str) -> Result<Envelope, LinkError> {
        Envelope::open(find_body(text)?.as_bytes())
    }

    /// Opens the body of a link: its base64url characters, without the full stops.
    fn open(body: &[u8]) -> Result<Envelope, LinkError> {
        let body = base64url::decode(body).ok_or(LinkError::Damaged)?;
        let mut rest = body.as_slice();
        let [content, codec] = take(&mut rest)?;
        let length = read_length(&mut rest)?;
        if length > MAX_DECODED {
            return Err(LinkError::TooLargeInside { bytes: length });
        }
        let base = if codec & BASE_FOLLOWS == 0 {
            None
        } else {
            Some(Prefix(take(&mut rest)?))
        };
        let fields = body.len() - rest.len();
        let promised = Prefix(take(&mut rest)?);
        let number = codec & !BASE_FOLLOWS;
        let codec = Codec::from_number(number).ok_or(LinkError::UnknownCodec { number })?;
        let (bytes, behind) = codec.unpack(rest, length).ok_or(LinkError::Damaged)?;
        let fields = body.get(..fields).unwrap_or_default();
        if !matches!(behind, [] | [0]) || checksum(fields, &bytes) != promised {
            return Err(LinkError::Damaged);
        }
        let content =
            Content::from_number(content).ok_or(LinkError::UnknownContent { number: content })?;
        Ok(Envelope {
            content,
            base,
            bytes,
        })
    }
}

/// Over the fields as well as the content: a changed base or kind must not pass either.
fn checksum(fields: &[u8], bytes: &[u8]) -> Prefix {
    Sha256::of_parts(&[fields, bytes]).prefix()
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
        Envelope::open(base64url::encode(bytes).as_bytes())
    }

    #[test]
    fn a_kind_we_do_not_know_is_named_only_when_the_link_is_whole() {
        let content = b"something new";
        let mut body = vec![9, 0, content.len() as u8];
        let sum = checksum(&body, content);
        body.extend(sum.0);
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
            for codec in Codec::ALL {
                let fragment = envelope.to_fragment_by(codec);
                prop_assert_eq!(
                    Envelope::open(body_of(&fragment).as_bytes()),
                    Ok(envelope.clone())
                );
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
            prop_assert!(Envelope::open(&bytes).is_err());
        }
    }
}
