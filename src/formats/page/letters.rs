//! Bytes as text that stands in a page, seven bits a character. Base64 carries six, and a page of the largest plan would be
//! past its 2 MB.

/// What a character that HTML wouldn't keep is raised by: NUL, which it replaces, a return, which it makes a new line,
/// and '<', by which a script could be left. Whoever reads takes the lowest seven bits of each.
const RAISED: u16 = 0x100;

/// The characters for some bytes, the first bit first. What is left over at the end is filled with zeros.
pub(super) fn spell(bytes: &[u8], out: &mut String) {
    out.reserve(bytes.len() / 7 * 8 + bytes.len() / 32);
    let (mut group, mut bits) = (0u16, 0);
    for byte in bytes {
        group = group << 8 | u16::from(*byte);
        bits += 8;
        while bits >= 7 {
            bits -= 7;
            out.push(letter(group >> bits));
            group &= (1 << bits) - 1;
        }
    }
    if bits > 0 {
        out.push(letter(group << (7 - bits)));
    }
}

fn letter(group: u16) -> char {
    let low = group & 0x7f;
    let value = match u8::try_from(low) {
        Ok(b'\0' | b'\r' | b'<') => low | RAISED,
        _ => low,
    };
    char::from_u32(u32::from(value)).unwrap_or_default()
}

#[cfg(test)]
pub(super) fn read(text: &str) -> Vec<u8> {
    let (mut group, mut bits) = (0u32, 0);
    let mut bytes = Vec::new();
    for c in text.chars() {
        group = group << 7 | (u32::from(c) & 0x7f);
        bits += 7;
        if bits >= 8 {
            bits -= 8;
            bytes.push((group >> bits) as u8);
            group &= (1 << bits) - 1;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn any_bytes_come_back_and_none_leaves_the_script(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
            let mut text = String::new();
            spell(&bytes, &mut text);
            prop_assert!(!text.contains(['<', '\0', '\r']));
            prop_assert_eq!(read(&text), bytes);
        }
    }

    #[test]
    fn every_length_comes_back_without_a_byte_more() {
        for length in 0..40 {
            for byte in [0, 0x3c, 0xff] {
                let bytes = vec![byte; length];
                let mut text = String::new();
                spell(&bytes, &mut text);
                assert_eq!(read(&text), bytes);
            }
        }
    }
}
