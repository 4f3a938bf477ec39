//! The text of a file that some other program saved: UTF-8, UTF-16 with its mark, or else the letters of
//! Windows, in which Excel still saves CSV and a pound sign is a byte of its own.

/// The text in some bytes; any bytes give one.
///
/// ```
/// use waymark::formats::decoded;
/// assert_eq!(decoded(b"Cost \xa312"), "Cost £12");
/// assert_eq!(decoded("Cost £12".as_bytes()), "Cost £12");
/// ```
pub fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
            Err(_) => bytes.iter().copied().map(of_windows).collect(),
        },
    }
}

fn wide(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).filter_map(|pair| match pair {
        [a, b] => Some(unit([*a, *b])),
        _ => None,
    });
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

/// A byte of Windows-1252. Of the signs it has where Latin-1 has none, those that are typed are known.
fn of_windows(byte: u8) -> char {
    match byte {
        0x80 => '€',
        0x85 => '…',
        0x91 => '‘',
        0x92 => '’',
        0x93 => '“',
        0x94 => '”',
        0x95 => '•',
        0x96 => '–',
        0x97 => '—',
        0x99 => '™',
        byte => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_saves_is_read_with_its_signs() {
        assert_eq!(decoded(b"\x93By\x94 May \x96 \xa35"), "“By” May – £5");
        assert_eq!(decoded(b"\xff\xfe\xa3\x005\x00\t\x00"), "£5\t");
        assert_eq!(decoded(b"\xfe\xff\x00\xa3\x005"), "£5");
        assert_eq!(decoded("\u{feff}£5".as_bytes()), "£5");
        assert_eq!(decoded(b"\xff\xfe\x00\xd8\x00"), "\u{fffd}");
    }
}
