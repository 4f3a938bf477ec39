//! What archives are written and refused, each made here.

use super::*;

fn read(bytes: &[u8]) -> Result<Archive, ArchiveError> {
    Archive::read(bytes, &Limits::default())
}

/// An archive by the crate alone, with whatever names it takes.
fn raw(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// Writes other bytes over every place where some stand.
fn changed(mut bytes: Vec<u8>, from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let places: Vec<usize> = memmem::find_iter(&bytes, from).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at..at + to.len()].copy_from_slice(to);
    }
    bytes
}

#[test]
fn what_is_written_is_read_and_the_same_for_the_same() {
    let parts: [(&str, &[u8]); 3] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("word/document.xml", &[b'x'; 5_000]),
        ("empty", b""),
    ];
    let bytes = write(parts).unwrap();
    assert_eq!(bytes, write(parts).unwrap());
    let archive = read(&bytes).unwrap();
    let names: Vec<&str> = archive.entries().iter().map(|e| &*e.name).collect();
    assert_eq!(names, parts.map(|(name, _)| name));
    assert_eq!(archive.get("word/document.xml"), Some(&[b'x'; 5_000][..]));
    assert_eq!(archive.get("Word/document.xml"), None);
    // Written anew it is the same, if not to the byte.
    assert_eq!(
        Archive::read(&archive.clone().written(), &Limits::default()),
        Ok(archive)
    );
    // Time 00:00 and 1 January 1980 as MS-DOS says them, and packed (APPNOTE.TXT 4.4).
    assert_eq!(bytes.get(8..14), Some(&[8, 0, 0, 0, 0x21, 0][..]));
    assert!(bytes.len() < 600);
}

#[test]
fn what_is_no_archive_says_what_it_is() {
    assert_eq!(read(b""), Err(ArchiveError::NotAnArchive));
    assert_eq!(read(b"<html>"), Err(ArchiveError::NotAnArchive));
    let old = [COMPOUND, b"Workbook"].concat();
    assert_eq!(read(&old), Err(ArchiveError::OldOffice));
    let name: Vec<u8> = ENCRYPTED.bytes().flat_map(|b| [b, 0]).collect();
    let locked = [COMPOUND, &name].concat();
    assert_eq!(read(&locked), Err(ArchiveError::Encrypted));
    assert_eq!(read(b"PK\x03\x04 and no more"), Err(ArchiveError::Damaged));
    // A program in front of an archive runs when it is opened elsewhere.
    let behind = [b"MZ", &*raw(&[("a", b"a")])].concat();
    assert_eq!(read(&behind), Err(ArchiveError::NotAnArchive));
}

#[test]
fn what_opens_with_a_password_is_not_opened() {
    let mut bytes = raw(&[("a", b"a")]);
    let list = memmem::find(&bytes, LISTED).unwrap();
    bytes[6] |= 1;
    bytes[list + 8] |= 1;
    assert_eq!(read(&bytes), Err(ArchiveError::Encrypted));
    let manifest = b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
    let opendocument = raw(&[("META-INF/manifest.xml", manifest)]);
    assert_eq!(read(&opendocument), Err(ArchiveError::Encrypted));
}

#[test]
fn a_change_on_the_way_is_seen() {
    let bytes = write([("a", &b"some words, and the same words again, and again"[..])]).unwrap();
    assert!(read(&bytes).is_ok());
    for cut in [40, bytes.len() / 2, bytes.len() - 1] {
        assert_eq!(read(&bytes[..cut]), Err(ArchiveError::Damaged), "{cut}");
    }
    let mut other = bytes.clone();
    other[36] ^= 0x10;
    assert_eq!(read(&other), Err(ArchiveError::Damaged));
    let mut packing = bytes.clone();
    let list = memmem::find(&bytes, LISTED).unwrap();
    packing[8] = 12;
    packing[list + 10] = 12;
    assert_eq!(read(&packing), Err(ArchiveError::UnknownPacking));
}

#[test]
fn a_real_bomb_is_refused_before_it_takes_room() {
    let bomb = raw(&[("xl/worksheets/sheet1.xml", &vec![b' '; 80 * 1024 * 1024])]);
    assert!(bomb.len() < 100 * 1024);
    let begun = std::time::Instant::now();
    let refused = ArchiveError::Bomb {
        name: "xl/worksheets/sheet1.xml".into(),
    };
    assert_eq!(read(&bomb), Err(refused));
    // It unpacks to 1,030 times its size, and is stopped at 200 times.
    let took = begun.elapsed();
    assert!(took.as_secs() < 10, "{took:?}");
    // The same with sizes that lie: what it states is nowhere believed.
    let stated = (80u32 * 1024 * 1024).to_le_bytes();
    let lies = changed(bomb, &stated, &1_000u32.to_le_bytes());
    assert!(read(&lies).is_err());
}

#[test]
fn each_and_all_unpack_to_no_more_than_they_may() {
    // Bytes that hardly pack, so that nothing here is taken for a bomb.
    let mut seed = 1u32;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 24) as u8
    })
    .take(40_000)
    .collect();
    let bytes = raw(&[("a", &noise), ("b", &noise)]);
    let limits = |entry, total| Limits {
        entry,
        total,
        ..Limits::default()
    };
    assert!(Archive::read(&bytes, &limits(40_000, 80_000)).is_ok());
    assert_eq!(
        Archive::read(&bytes, &limits(39_999, 80_000)),
        Err(ArchiveError::TooLargeInside {
            name: "a".into(),
            cap: 39_999
        })
    );
    assert_eq!(
        Archive::read(&bytes, &limits(40_000, 79_999)),
        Err(ArchiveError::TooLargeTogether { cap: 79_999 })
    );
    let packed = Limits {
        packed: 1_000,
        ..Limits::default()
    };
    assert_eq!(
        Archive::read(&bytes, &packed),
        Err(ArchiveError::TooLarge { cap: 1_000 })
    );
}

#[test]
fn what_packs_well_and_stays_small_is_no_bomb() {
    let bytes = raw(&[("a", &vec![b' '; HARMLESS])]);
    assert!(read(&bytes).is_ok());
    let bytes = raw(&[("a", &vec![b' '; HARMLESS + 1])]);
    assert!(matches!(read(&bytes), Err(ArchiveError::Bomb { .. })));
}

#[test]
fn more_files_than_an_office_file_has_are_not_listed() {
    let names: Vec<String> = (0..2_001).map(|at| format!("p{at}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|n| (n.as_str(), &b""[..])).collect();
    assert!(read(&raw(&parts[..2_000])).is_ok());
    assert_eq!(
        read(&raw(&parts)),
        Err(ArchiveError::TooMany { cap: 2_000 })
    );
}

#[test]
fn two_files_never_share_a_name() {
    let same = |name: &str| Err(ArchiveError::SameName { name: name.into() });
    let case = raw(&[("word/a.xml", b"1"), ("WORD/A.xml", b"2")]);
    assert_eq!(read(&case), same("WORD/A.xml"));
    // Byte for byte, which no writer of ours makes.
    let twice = changed(raw(&[("aaaa", b"1"), ("bbbb", b"2")]), b"bbbb", b"aaaa");
    assert!(matches!(read(&twice), Err(ArchiveError::SameName { .. })));
    let refused = write([("a", &b""[..]), ("A", b"")]);
    assert_eq!(refused, Err(ArchiveError::SameName { name: "A".into() }));
}

#[test]
fn files_never_share_their_bytes() {
    let mut bytes = raw(&[("aaaa", &[7; 9_000]), ("bbbb", &[7; 9_000])]);
    let lists: Vec<usize> = memmem::find_iter(&bytes, LISTED).collect();
    // The first says that it has as many packed bytes as the whole archive.
    let all = (bytes.len() as u32).to_le_bytes();
    bytes[lists[0] + 20..lists[0] + 24].copy_from_slice(&all);
    assert_eq!(read(&bytes), Err(ArchiveError::Damaged));
}

#[test]
fn names_lead_nowhere_else() {
    for name in [
        "/etc/passwd",
        "../a",
        "a/../../b",
        "a\\b",
        "C:/a",
        "a//b",
        "./a",
        "a\u{0}b",
        "a\u{202e}b",
    ] {
        let refused = read(&raw(&[(name, b"")]));
        assert!(
            matches!(refused, Err(ArchiveError::UnsafeName { .. })),
            "{name:?}: {refused:?}"
        );
        assert!(write([(name, &b""[..])]).is_err(), "{name:?}");
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    zip.add_directory("word/", SimpleFileOptions::default())
        .unwrap();
    let folder = zip.finish().unwrap().into_inner();
    assert_eq!(read(&folder), Ok(Archive::default()));
}

proptest::proptest! {
    /// Damage of a few bytes, or a cut, is refused or changes nothing that was packed.
    #[test]
    fn whatever_is_changed_nothing_else_is_unpacked(
        changes in proptest::collection::vec((0..2_000usize, 0..=255u8), 0..6),
        cut in 0..2_000usize,
    ) {
        let parts = [("a.xml", &b"<a>some words, some words</a>"[..]), ("b/c.xml", b"<b/>")];
        let mut bytes = write(parts).unwrap();
        let whole = read(&bytes).unwrap();
        let length = bytes.len();
        for (at, byte) in changes {
            bytes[at % length] = byte;
        }
        bytes.truncate(length - if cut % 4 == 0 { cut % length } else { 0 });
        if let Ok(other) = read(&bytes) {
            // Names and the list stand under no checksum; what was packed does.
            for entry in other.entries() {
                let known = whole.entries().iter().any(|e| e.bytes == entry.bytes);
                proptest::prop_assert!(known, "{entry:?}");
            }
            let _ = (refuse_active_content(&other), refuse_doctype(&other));
        }
    }
}
