//! Zip archives, which the files of Office are: the one place that writes and reads them. What is written is the same for
//! the same parts; what is read is hostile until it is an [`Archive`], and is counted while it is unpacked.

mod active;
mod error;
mod xml;

use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};

pub use active::refuse_active_content;
use error::shown;
pub use error::{Active, ArchiveError};
use memchr::memmem;
pub use xml::{refuse_doctype, xml_text};
use zip::{
    CompressionMethod, DateTime, System, ZipArchive, ZipWriter, result::ZipError,
    write::SimpleFileOptions,
};

/// What a file's bytes begin with when it is an archive with anything in it (APPNOTE.TXT 4.3.7).
const LOCAL_HEADER: &[u8] = b"PK\x03\x04";
/// What each file's line in the archive's list begins with (APPNOTE.TXT 4.3.12).
const LISTED: &[u8] = b"PK\x01\x02";
/// What a compound file begins with ([MS-CFB] 2.2): Office before 2007, and any Office file with a password.
const COMPOUND: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The stream of a compound file in which Office keeps what it encrypted ([MS-OFFCRYPTO] 2.3.4.4), in UTF-16.
const ENCRYPTED: &str = "EncryptedPackage";
/// Up to here nothing is taken for a bomb: a small file of little variety packs to very little.
const HARMLESS: usize = 1024 * 1024;

/// What we open of an archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the archive itself.
    pub packed: usize,
    /// Files inside.
    pub entries: usize,
    /// Bytes that one of them unpacks to.
    pub entry: usize,
    /// Bytes that all of them unpack to.
    pub total: usize,
    /// How many times its packed size one unpacks to, once that is more than 1 MB.
    pub ratio: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            packed: 64 * 1024 * 1024,
            entries: 2_000,
            entry: 64 * 1024 * 1024,
            total: 128 * 1024 * 1024,
            ratio: 200,
        }
    }
}

/// A file inside an archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its name: folders with slashes between them, never one that leads elsewhere.
    pub name: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
}

/// An archive that was unpacked within its [`Limits`]: every name is plain and stands once, and every checksum held.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Archive {
    entries: Vec<Entry>,
}

impl Archive {
    /// Unpacks an archive, whatever the sizes that it states.
    ///
    /// # Errors
    ///
    /// An [`ArchiveError`] where it is no archive, opens with a password only, is damaged, holds more than we open, or
    /// holds names that no Office file has.
    pub fn read(bytes: &[u8], limits: &Limits) -> Result<Archive, ArchiveError> {
        if bytes.starts_with(COMPOUND) {
            let name: Vec<u8> = ENCRYPTED.bytes().flat_map(|b| [b, 0]).collect();
            let locked = memmem::find(bytes, &name).is_some();
            return Err(match locked {
                true => ArchiveError::Encrypted,
                false => ArchiveError::OldOffice,
            });
        }
        if !bytes.starts_with(LOCAL_HEADER) {
            return Err(ArchiveError::NotAnArchive);
        }
        if bytes.len() > limits.packed {
            let cap = limits.packed;
            return Err(ArchiveError::TooLarge { cap });
        }
        // Counted before the list is made: a line of it takes far more memory than room in the archive.
        let too_many = ArchiveError::TooMany {
            cap: limits.entries,
        };
        if memmem::find_iter(bytes, LISTED)
            .nth(limits.entries)
            .is_some()
        {
            return Err(too_many);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| refused(&error))?;
        if zip.len() > limits.entries {
            return Err(too_many);
        }
        let wanted = listed(&zip, bytes.len())?;
        let mut archive = Archive::default();
        let mut total = 0;
        for (at, name) in wanted {
            let bytes = unpacked(&mut zip, at, &name, limits, total)?;
            total += bytes.len();
            archive.entries.push(Entry { name, bytes });
        }
        let manifest = archive.get("META-INF/manifest.xml").unwrap_or_default();
        // OpenDocument 1.3, part 2, 3.4: the list of the parts says of each how it is encrypted.
        if memmem::find(manifest, b"encryption-data").is_some() {
            return Err(ArchiveError::Encrypted);
        }
        Ok(archive)
    }

    /// The files inside, in their order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The bytes of the file with exactly this name.
    pub fn get(&self, name: &str) -> Option<&[u8]> {
        let entry = self.entries.iter().find(|entry| entry.name == name);
        entry.map(|entry| entry.bytes.as_slice())
    }

    /// The archive written anew, for a reader of its own: of what two readers might understand differently, an overlap, a
    /// second list, bytes in between, nothing is left in it.
    ///
    /// It isn't packed: it is read at once, and packing takes longer than all the rest.
    pub fn written(self) -> Vec<u8> {
        let size: usize = self.entries.iter().map(|entry| entry.bytes.len()).sum();
        let parts = self.entries.into_iter();
        let parts = parts.map(|entry| (entry.name, entry.bytes));
        let options = options().compression_method(CompressionMethod::Stored);
        // Beside each file stands its name, twice, and less than 100 bytes.
        let room = Vec::with_capacity(size + size / 16 + 4_096);
        // The names were checked and the sizes are within our limits: there is nothing left to refuse.
        write_into(room, options, parts).unwrap_or_default()
    }
}

/// Makes an archive of files, each with its name, in their order. The same files always give the same bytes: they are
/// dated 1980-01-01, the first day that an archive can say.
///
/// # Errors
///
/// An [`ArchiveError`] where a name stands twice or isn't one that [`Archive::read`] would take.
pub fn write<'a>(
    parts: impl IntoIterator<Item = (&'a str, &'a [u8])>,
) -> Result<Vec<u8>, ArchiveError> {
    write_into(Vec::new(), options(), parts)
}

fn options() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .system(System::Dos)
}

fn write_into<N: AsRef<str>, B: AsRef<[u8]>>(
    room: Vec<u8>,
    options: SimpleFileOptions,
    parts: impl IntoIterator<Item = (N, B)>,
) -> Result<Vec<u8>, ArchiveError> {
    let mut names = Names::default();
    let mut zip = ZipWriter::new(Cursor::new(room));
    for (name, bytes) in parts {
        let name = name.as_ref();
        names.add(name)?;
        let written = zip.start_file(name, options);
        written.map_err(|_| ArchiveError::UnsafeName { name: shown(name) })?;
        // Nothing but a size beyond 4 GB is refused from here on.
        let too_large = |_| ArchiveError::TooLarge {
            cap: u32::MAX as usize,
        };
        zip.write_all(bytes.as_ref()).map_err(too_large)?;
    }
    let written = zip.finish().map_err(|error| refused(&error))?;
    Ok(written.into_inner())
}

/// Names that have been taken: Office knows no case in them ([ECMA-376] part 2, 6.2.2.3).
#[derive(Default)]
struct Names(BTreeSet<String>);

impl Names {
    fn add(&mut self, name: &str) -> Result<(), ArchiveError> {
        let odd = |piece: &str| matches!(piece, "" | "." | "..");
        let unsafe_name = name.is_empty()
            || name.len() > 1_000
            || name.contains(['\\', ':', '\n'])
            || name.chars().any(crate::plan::is_unseemly)
            || name.trim_end_matches('/').split('/').any(odd)
            || name.ends_with("//");
        if unsafe_name {
            return Err(ArchiveError::UnsafeName { name: shown(name) });
        }
        let key = name.trim_end_matches('/').to_lowercase();
        match self.0.insert(key) {
            true => Ok(()),
            false => Err(ArchiveError::SameName { name: shown(name) }),
        }
    }
}

/// The files that an archive lists, each with its place: checked as far as the list says.
fn listed(
    zip: &ZipArchive<Cursor<&[u8]>>,
    size: usize,
) -> Result<Vec<(usize, String)>, ArchiveError> {
    let list = zip.metadata();
    let mut names = Names::default();
    let mut wanted = Vec::new();
    let mut packed: u64 = 0;
    for at in 0..list.len() {
        let entry = list.entry(at).map_err(|error| refused(&error))?;
        let name = entry.name().map_err(|error| refused(&error))?;
        if entry.encrypted() {
            return Err(ArchiveError::Encrypted);
        }
        let known = [CompressionMethod::Stored, CompressionMethod::Deflated];
        if !known.contains(&entry.compression()) {
            return Err(ArchiveError::UnknownPacking);
        }
        names.add(&name)?;
        packed = packed.saturating_add(entry.compressed_size());
        if !entry.is_dir() {
            wanted.push((at, name.into_owned()));
        }
    }
    // By now the names that are listed differ, so what the list has more of was listed byte for byte.
    if list.has_duplicate_names() {
        let name = "a name".to_owned();
        return Err(ArchiveError::SameName { name });
    }
    // Files that share their bytes would have us unpack the same ones again and again.
    if packed > size as u64 {
        return Err(ArchiveError::Damaged);
    }
    Ok(wanted)
}

/// One file of an archive, counted while it is unpacked.
fn unpacked(
    zip: &mut ZipArchive<Cursor<&[u8]>>,
    at: usize,
    name: &str,
    limits: &Limits,
    before: usize,
) -> Result<Vec<u8>, ArchiveError> {
    let mut file = zip.by_index(at).map_err(|error| refused(&error))?;
    let packed = usize::try_from(file.compressed_size()).unwrap_or(usize::MAX);
    let mut bytes = Vec::new();
    let mut some = [0; 16 * 1024];
    loop {
        let read = match file.read(&mut some) {
            Ok(0) => {
                // Memory that the browser gives is never given back.
                bytes.shrink_to_fit();
                return Ok(bytes);
            }
            Ok(read) => read,
            Err(_) => return Err(ArchiveError::Damaged),
        };
        let now = bytes.len() + read;
        let name = || shown(name);
        if now > HARMLESS && now / limits.ratio.max(1) > packed {
            return Err(ArchiveError::Bomb { name: name() });
        }
        if now > limits.entry {
            let cap = limits.entry;
            return Err(ArchiveError::TooLargeInside { name: name(), cap });
        }
        if before + now > limits.total {
            let cap = limits.total;
            return Err(ArchiveError::TooLargeTogether { cap });
        }
        bytes.extend_from_slice(some.get(..read).unwrap_or_default());
    }
}

fn refused(error: &ZipError) -> ArchiveError {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            ArchiveError::Encrypted
        }
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => {
            ArchiveError::UnknownPacking
        }
        _ => ArchiveError::Damaged,
    }
}

#[cfg(test)]
mod tests;
