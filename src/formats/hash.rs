//! SHA-256: how a published plan, a checkpoint or a link's content is known to be the one that was
//! meant.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use sha2::Digest as _;

/// The SHA-256 of some bytes. As text, and so in JSON, it is 64 lower-case hexadecimal digits.
///
/// ```
/// use waymark::formats::Sha256;
/// let hash = Sha256::of(b"abc");
/// assert!(hash.to_string().starts_with("ba7816bf"));
/// assert_eq!(hash.to_string().parse(), Ok(hash));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Sha256([u8; 32]);

/// The first eight bytes of a [`Sha256`]: as much as a link has room for. Enough to notice damage
/// and to find a plan on a shelf; not enough to prove that nobody forged it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Prefix(pub [u8; 8]);

/// A text that isn't 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAHash;

/// The SHA-256 of some bytes, as text.
pub fn sha256_hex(bytes: &[u8]) -> String {
    Sha256::of(bytes).to_string()
}

impl Sha256 {
    /// The hash of some bytes.
    pub fn of(bytes: &[u8]) -> Sha256 {
        Sha256::of_parts(&[bytes])
    }

    /// The hash of several runs of bytes, one after the other.
    pub fn of_parts(parts: &[&[u8]]) -> Sha256 {
        let mut hasher = sha2::Sha256::new();
        for part in parts {
            hasher.update(part);
        }
        Sha256(hasher.finalize().into())
    }

    /// All of it.
    pub(in crate::formats) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Its first eight bytes.
    pub fn prefix(&self) -> Prefix {
        Prefix(self.0.first_chunk().copied().unwrap_or_default())
    }
}

/// In hexadecimal, as the beginning of the whole hash.
impl fmt::Display for Prefix {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Display for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Sha256 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sha256({self})")
    }
}

/// Reads 64 hexadecimal digits of either case.
impl FromStr for Sha256 {
    type Err = NotAHash;

    fn from_str(text: &str) -> Result<Self, NotAHash> {
        let mut hash = [0; 32];
        if text.len() != 2 * hash.len() {
            return Err(NotAHash);
        }
        for (byte, pair) in hash.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            for digit in pair {
                let value = char::from(*digit).to_digit(16).ok_or(NotAHash)?;
                *byte = *byte << 4 | u8::try_from(value).map_err(|_| NotAHash)?;
            }
        }
        Ok(Sha256(hash))
    }
}

impl From<Sha256> for String {
    fn from(hash: Sha256) -> String {
        hash.to_string()
    }
}

impl TryFrom<String> for Sha256 {
    type Error = NotAHash;

    fn try_from(text: String) -> Result<Self, NotAHash> {
        text.parse()
    }
}

impl fmt::Display for NotAHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("this is not a SHA-256: one is 64 hexadecimal digits")
    }
}

impl std::error::Error for NotAHash {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_examples_come_out() {
        let nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let two_blocks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
        assert_eq!(sha256_hex(b""), nothing);
        assert_eq!(
            sha256_hex(b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            two_blocks
        );
        assert_eq!(Sha256::of_parts(&[b"a", b"", b"bc"]), Sha256::of(b"abc"));
        assert_eq!(
            Sha256::of(b"").prefix(),
            Prefix([0xe3, 0xb0, 0xc4, 0x42, 0x98, 0xfc, 0x1c, 0x14])
        );
    }

    #[test]
    fn only_a_whole_hash_is_read() {
        let text = sha256_hex(b"plan");
        assert_eq!(text.to_uppercase().parse(), Ok(Sha256::of(b"plan")));
        for wrong in [
            "",
            "ab",
            &text[1..],
            &format!("{text}0"),
            &text.replace(&text[..1], "+"),
            &"é".repeat(32),
        ] {
            assert_eq!(wrong.parse::<Sha256>(), Err(NotAHash), "{wrong}");
        }
    }

    #[test]
    fn in_json_it_is_its_text() {
        let json = serde_json::to_string(&Sha256::of(b"plan")).unwrap();
        assert_eq!(json, format!("\"{}\"", sha256_hex(b"plan")));
        assert_eq!(
            serde_json::from_str::<Sha256>(&json).unwrap(),
            Sha256::of(b"plan")
        );
        assert!(serde_json::from_str::<Sha256>("\"12\"").is_err());
    }
}
