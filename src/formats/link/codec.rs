//! The ways a link packs its content. A number that has been released means the same for ever: a
//! better way gets a number of its own, and links already sent keep opening.
//!
//! | number | packs |
//! |---|---|
//! | 0 | stored: the bytes as they are |
//! | 1 | deflate (RFC 1951), without a dictionary, a zlib header or a checksum |
//! | 2 | compact JSON, foreseen bit by bit from the words of plans: see [`waymark_packing`] |

use miniz_oxide::{
    deflate::compress_to_vec,
    inflate::{
        TINFLStatus,
        core::{
            DecompressorOxide, decompress, inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        },
    },
};

/// miniz's most thorough search: a link is made once, and every character of it is sent.
const THOROUGH: u8 = 10;
/// The first buffer for what is unpacked. It doubles as content comes, never as a header promises.
const FIRST_BUFFER: usize = 16 * 1024;

/// A way to pack bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Codec {
    /// As they are.
    Stored,
    /// Deflate without a dictionary.
    Deflate,
    /// Foreseen from the words of plans, or from a base that both sides have.
    Primed,
}

impl Codec {
    /// Every codec, by number.
    pub const ALL: [Codec; 3] = [Codec::Stored, Codec::Deflate, Codec::Primed];

    /// The number it has in a link.
    pub fn number(self) -> u8 {
        match self {
            Codec::Stored => 0,
            Codec::Deflate => 1,
            Codec::Primed => 2,
        }
    }

    /// The codec with this number.
    pub fn from_number(number: u8) -> Option<Codec> {
        Codec::ALL
            .into_iter()
            .find(|codec| codec.number() == number)
    }

    /// Packs bytes. The same bytes come out in a browser and out of one. Nothing where the codec
    /// can't pack them: [`Codec::Primed`] packs compact JSON alone.
    pub fn pack(self, bytes: &[u8]) -> Option<Vec<u8>> {
        match self {
            Codec::Stored => Some(bytes.to_vec()),
            Codec::Deflate => Some(compress_to_vec(bytes, THOROUGH)),
            Codec::Primed => waymark_packing::pack(bytes, None).ok(),
        }
    }

    /// Unpacks as many bytes as a link says it holds. Gives them with what lies behind the packed
    /// content; nothing where the content is damaged, or is not exactly that long.
    pub(super) fn unpack(self, packed: &[u8], length: usize) -> Option<(Vec<u8>, &[u8])> {
        match self {
            Codec::Stored => {
                let (bytes, rest) = packed.split_at_checked(length)?;
                Some((bytes.to_vec(), rest))
            }
            Codec::Deflate => inflate(packed, length),
            // It doesn't know where it ends: what lies behind is seen to by the envelope.
            Codec::Primed => {
                let bytes = waymark_packing::unpack(packed, length, None).ok()?;
                Some((bytes, &[]))
            }
        }
    }
}

/// Packs bytes in the way that gives the fewest, the lower number where two are as good.
pub(super) fn pack_shortest(bytes: &[u8]) -> (Codec, Vec<u8>) {
    let shorter = plainly(bytes);
    match Codec::Primed.pack(bytes) {
        Some(primed) if primed.len() < shorter.1.len() => (Codec::Primed, primed),
        _ => shorter,
    }
}

/// The same without the codec that takes its time.
pub(super) fn plainly(bytes: &[u8]) -> (Codec, Vec<u8>) {
    let deflated = compress_to_vec(bytes, THOROUGH);
    if deflated.len() < bytes.len() {
        (Codec::Deflate, deflated)
    } else {
        (Codec::Stored, bytes.to_vec())
    }
}

fn inflate(packed: &[u8], length: usize) -> Option<(Vec<u8>, &[u8])> {
    let mut state = Box::<DecompressorOxide>::default();
    let mut bytes = vec![0; length.min(FIRST_BUFFER)];
    let (mut rest, mut filled) = (packed, 0);
    loop {
        let (status, read, wrote) = decompress(
            &mut state,
            rest,
            &mut bytes,
            filled,
            TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
        );
        rest = rest.get(read..)?;
        filled += wrote;
        match status {
            TINFLStatus::Done if filled == length => return Some((bytes, rest)),
            TINFLStatus::HasMoreOutput if bytes.len() < length => {
                bytes.resize(bytes.len().saturating_mul(2).min(length), 0);
            }
            _ => return None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The codecs that know where they end.
    const PLAIN: [Codec; 2] = [Codec::Stored, Codec::Deflate];

    #[test]
    fn a_released_number_never_changes() {
        assert_eq!(Codec::from_number(0), Some(Codec::Stored));
        assert_eq!(Codec::from_number(1), Some(Codec::Deflate));
        assert_eq!(Codec::from_number(2), Some(Codec::Primed));
        assert_eq!(Codec::from_number(3), None);
        assert_eq!(Codec::Stored.pack(b"plan").unwrap(), b"plan");
        // "plan" as zlib's own raw deflate writes it.
        assert_eq!(
            Codec::Deflate.pack(b"plan").unwrap(),
            b"\x2b\xc8\x49\xcc\x03\x00"
        );
    }

    #[test]
    fn the_shortest_wins() {
        assert_eq!(pack_shortest(b"").0, Codec::Stored);
        assert_eq!(pack_shortest(b"xyz").0, Codec::Stored);
        assert_eq!(pack_shortest(&[b'x'; 99]).0, Codec::Deflate);
    }

    #[test]
    fn a_bomb_stops_at_the_length_it_declared() {
        let bomb = Codec::Deflate.pack(&vec![0; 4_000_000]).unwrap();
        for length in [0, 1, FIRST_BUFFER, 3_999_999, 4_000_001] {
            assert_eq!(Codec::Deflate.unpack(&bomb, length), None, "{length}");
        }
        assert!(Codec::Deflate.unpack(&bomb, 4_000_000).is_some());
    }

    #[test]
    fn a_promise_takes_no_memory() {
        let short = Codec::Deflate.pack(b"short").unwrap();
        assert_eq!(Codec::Deflate.unpack(&short, usize::MAX), None);
        assert_eq!(Codec::Stored.unpack(b"short", usize::MAX), None);
    }

    proptest! {
        #[test]
        fn every_codec_gives_back_what_it_packed(bytes: Vec<u8>, behind: Vec<u8>) {
            for codec in PLAIN {
                let mut packed = codec.pack(&bytes).unwrap();
                packed.extend(&behind);
                prop_assert_eq!(
                    codec.unpack(&packed, bytes.len()),
                    Some((bytes.clone(), behind.as_slice()))
                );
            }
        }

        #[test]
        fn content_cut_short_is_refused(bytes in "[a-f ]{1,400}", cut: prop::sample::Index) {
            for codec in PLAIN {
                let packed = codec.pack(bytes.as_bytes()).unwrap();
                let kept = &packed[..cut.index(packed.len())];
                prop_assert_eq!(codec.unpack(kept, bytes.len()), None);
            }
        }

        #[test]
        fn any_bytes_are_refused_or_read_to_the_length(packed: Vec<u8>, length in 0..70_000usize) {
            for codec in PLAIN {
                if let Some((bytes, _)) = codec.unpack(&packed, length) {
                    prop_assert_eq!(bytes.len(), length);
                }
            }
        }
    }
}
