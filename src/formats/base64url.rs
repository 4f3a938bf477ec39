//! Bytes as the 64 characters that every address, mail program and chat window leaves alone: RFC
//! 4648's URL-safe alphabet, without padding. Strict: a text stands for one run of bytes at most.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The characters for some bytes.
pub(in crate::formats) fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let group = chunk
            .iter()
            .fold(0u32, |group, byte| group << 8 | u32::from(*byte))
            << (8 * (3 - chunk.len()));
        for at in 0..=chunk.len() {
            let value = group >> (18 - 6 * at) & 63;
            text.push(char::from(
                ALPHABET.get(value as usize).copied().unwrap_or_default(),
            ));
        }
    }
    text
}

/// The bytes of some characters, or nothing where a character is foreign, one is missing or bits are
/// left over.
pub(in crate::formats) fn decode(text: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 3);
    for chunk in text.chunks(4) {
        let mut group = 0u32;
        for character in chunk {
            group = group << 6 | u32::from(value_of(*character)?);
        }
        group <<= 6 * (4 - chunk.len());
        let whole = chunk.len().checked_sub(1).filter(|whole| *whole > 0)?;
        if group & ((1 << (24 - 8 * whole)) - 1) != 0 {
            return None;
        }
        bytes.extend(group.to_be_bytes().iter().skip(1).take(whole));
    }
    Some(bytes)
}

/// Whether a character is one of the 64.
pub(in crate::formats) fn is_ours(character: char) -> bool {
    u8::try_from(character).is_ok_and(|byte| value_of(byte).is_some())
}

fn value_of(character: u8) -> Option<u8> {
    match character {
        b'A'..=b'Z' => Some(character - b'A'),
        b'a'..=b'z' => Some(character - b'a' + 26),
        b'0'..=b'9' => Some(character - b'0' + 52),
        b'-' => Some(62),
        b'_' => Some(63),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_standard_s_examples_come_out() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"\xfb\xff\xbf", "-_-_"),
        ] {
            assert_eq!(encode(bytes), text);
            assert_eq!(decode(text.as_bytes()).as_deref(), Some(bytes));
        }
    }

    #[test]
    fn what_is_foreign_short_or_left_over_is_refused() {
        for text in ["Z", "Zm9vZ", "Zm+v", "Zm9v=", "Zh", "Zm9", "Zm 9v", "é"] {
            assert_eq!(decode(text.as_bytes()), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_bytes_come_back(bytes: Vec<u8>) {
            prop_assert_eq!(decode(encode(&bytes).as_bytes()), Some(bytes));
        }

        #[test]
        fn a_text_that_reads_is_the_one_that_is_written(text in "[A-Za-z0-9_-]{0,24}") {
            if let Some(bytes) = decode(text.as_bytes()) {
                prop_assert_eq!(encode(&bytes), text);
            }
        }
    }
}
