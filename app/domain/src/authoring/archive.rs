//! Zip files: read within bounds, so that no file can fill the memory, and written so that the same files are the same bytes.

use std::{
    collections::BTreeMap,
    io::{self, Cursor, Read, Write},
};

use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, read::ZipFileEntry, write::SimpleFileOptions};

/// What begins an entry in the directory of a zip file.
const DIRECTORY_ENTRY: &[u8] = b"PK\x01\x02";
/// An entry may unpack to so many times its bytes, if it is no small one: plain repetition packs a thousandfold, texts and pictures never.
const HIGHEST_RATIO: u64 = 250;
/// Below so many bytes an entry's ratio does not matter.
const SMALL: u64 = 1_000_000;

/// How much a zip file may hold.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Bounds {
    /// The bytes of the file itself.
    pub archive: usize,
    /// Its entries, folders among them.
    pub entries: usize,
    /// The bytes of one entry that is unpacked.
    pub entry: usize,
    /// The bytes of all entries that are unpacked.
    pub total: usize,
}

/// Why a zip file is refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The entry that is to blame, if it is one.
    pub entry: Option<String>,
    /// What is wrong and what to do, as a sentence that follows a colon.
    pub sentence: String,
}

impl Refused {
    fn whole(sentence: impl Into<String>) -> Self {
        Self { entry: None, sentence: sentence.into() }
    }

    fn entry(name: &str, sentence: impl Into<String>) -> Self {
        Self { entry: Some(name.to_owned()), sentence: sentence.into() }
    }
}

/// The files of a zip file by path, without its folders. Only what is `wanted` is unpacked; what is not must be harmless all the same.
pub(crate) fn unpacked(bytes: &[u8], bounds: Bounds, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, Vec<u8>)>, Refused> {
    let mut archive = opened(bytes, bounds)?;
    let mut files = Vec::new();
    let mut left = bounds.total;
    for index in 0..archive.len() {
        let name = {
            let entry = archive.by_index_data(index).map_err(|error| unreadable(&error))?;
            checked(&entry)?
        };
        let Some(name) = name.filter(|name| wanted(name)) else { continue };
        let content = content(&mut archive, index, &name, bounds.entry.min(left), bounds)?;
        left -= content.len();
        files.push((name, content));
    }
    Ok(files)
}

/// The names in a zip file; nothing of it is unpacked.
pub(crate) fn names(bytes: &[u8], bounds: Bounds) -> Result<Vec<String>, Refused> {
    let archive = opened(bytes, bounds)?;
    let names = archive.file_names().map(|name| name.map(std::borrow::Cow::into_owned));
    names.collect::<Result<_, _>>().map_err(|error| unreadable(&error))
}

/// The directory of a zip file, which is read only if it cannot be too long.
fn opened(bytes: &[u8], bounds: Bounds) -> Result<ZipArchive<Cursor<&[u8]>>, Refused> {
    if bytes.len() > bounds.archive {
        return Err(Refused::whole(format!(
            "{} bytes are more than the {} it may have: leave out what is not needed",
            bytes.len(),
            bounds.archive
        )));
    }
    let too_many =
        || Refused::whole(format!("it holds more than the {} files and folders it may have: leave out what is not needed", bounds.entries));
    // However the directory is found, it has no more entries than there are beginnings of some; others may stand in files that are not packed.
    if bytes.windows(DIRECTORY_ENTRY.len()).filter(|window| *window == DIRECTORY_ENTRY).count() > bounds.entries * 2 {
        return Err(too_many());
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    if archive.len() > bounds.entries {
        return Err(too_many());
    }
    if archive.has_duplicate_names() {
        return Err(Refused::whole("two of its files have the same name: give one another, and make the zip file again"));
    }
    if archive.has_overlapping_entries().map_err(|error| unreadable(&error))? {
        return Err(Refused::whole(
            "files in it lie upon each other, as only files that are made to harm do: make the zip file with your system's own program",
        ));
    }
    Ok(archive)
}

fn unreadable(error: &zip::result::ZipError) -> Refused {
    Refused::whole(format!("this is no zip file that can be read ({error}): make it again"))
}

/// The path of a file; none for a folder. What could lead elsewhere, hides something or is no plain file is refused.
fn checked(entry: &ZipFileEntry<'_>) -> Result<Option<String>, Refused> {
    let name = entry
        .name()
        .map_err(|_| Refused::whole("the name of a file in it cannot be read: rename it in plain letters, and make the zip file again"))?
        .into_owned();
    let folder = name.ends_with('/');
    let path = name.trim_end_matches('/');
    let odd = |part: &str| part.is_empty() || part == "." || part == "..";
    if path.contains(['\\', ':', '\0']) || path.split('/').any(odd) {
        return Err(Refused::entry(
            &name,
            "the name leads out of the folder in which it is unpacked: give the file a plain name, and make the zip file again",
        ));
    }
    let kind = entry.unix_mode().map_or(0, |mode| mode & 0o170_000);
    if entry.is_symlink() || !matches!(kind, 0 | 0o100_000 | 0o040_000) {
        return Err(Refused::entry(
            &name,
            "this is a link or a device, and only plain files and folders may be in it: put the file itself in its place, and make the zip file again",
        ));
    }
    if entry.encrypted() {
        return Err(Refused::entry(&name, "it is protected by a password: save the file without one"));
    }
    if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
        return Err(Refused::entry(&name, "it is packed in a rare way: make the zip file with your system's own program"));
    }
    if entry.size() > SMALL && entry.size() / entry.compressed_size().max(1) > HIGHEST_RATIO {
        return Err(Refused::entry(
            &name,
            "it would unpack to a multiple that no real file has: leave it out, and make the zip file again",
        ));
    }
    Ok((!folder).then_some(path.to_owned()))
}

/// The bytes of an entry: no more are read than may be, whatever its size is said to be.
fn content(archive: &mut ZipArchive<Cursor<&[u8]>>, index: usize, name: &str, most: usize, bounds: Bounds) -> Result<Vec<u8>, Refused> {
    let file = archive.by_index(index).map_err(|error| unreadable(&error))?;
    let mut content = Vec::new();
    let read = file.take(most as u64 + 1).read_to_end(&mut content);
    read.map_err(|error| Refused::entry(name, format!("it is broken ({error}): make the zip file again")))?;
    if content.len() > most {
        let sentence = if most < bounds.entry {
            format!("with this file it unpacks to more than the {} bytes it may have: leave out what is not needed", bounds.total)
        } else {
            format!("it has more than the {most} bytes a file may have: make it smaller")
        };
        return Err(Refused::entry(name, sentence));
    }
    Ok(content)
}

/// A zip file of these files, in the order of their paths. Nothing in it depends on the day, the machine or a way of packing: files are
/// stored as they are, for what is large in a package (pictures, videos) is packed already.
pub(crate) fn packed(files: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (path, content) in files {
        writer.start_file(path.as_str(), options)?;
        writer.write_all(content)?;
    }
    Ok(writer.finish()?.into_inner())
}
