//! A package on disk.

use std::{
    fs,
    io::{self, Write},
    path::Path,
};

use super::{Apart, Fault, LARGEST_FILE, LARGEST_PACKAGE, apart::pointer};
use crate::authoring::media::apart;

/// How deeply folders may nest; a package has one level.
const DEEPEST: usize = 4;

/// All files under a folder with their paths from it, for `read`. What begins with a full stop (`.git`, `.DS_Store`) is left out. A link
/// to elsewhere is a fault and is not followed, and a file that is too large is not loaded. Large media are pointers.
pub fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<Fault>> {
    read_folder_with_media(folder).map(|(files, _)| files)
}

/// The files of a package with their paths, and the large ones it has pointers to.
pub type WithMedia = (Vec<(String, Vec<u8>)>, Vec<Apart>);

/// The same, with where the files lie that the package has pointers to.
pub fn read_folder_with_media(folder: &Path) -> Result<WithMedia, Vec<Fault>> {
    let mut found = Found::default();
    match fs::symlink_metadata(folder) {
        Ok(kind) if kind.is_dir() => found.folder(folder, "", 0),
        Ok(_) => found.fault(&folder.display().to_string(), "this is not a folder"),
        Err(error) => found.unreadable(&folder.display().to_string(), &error),
    }
    if found.faults.is_empty() { Ok((found.files, found.apart)) } else { Err(found.faults) }
}

/// Writes a package's files under a folder, which is made if it is not there and must be empty but for what begins with a full stop.
pub fn write_folder<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.any(|entry| entry.map_or(true, |entry| is_of_package(&entry.file_name().to_string_lossy()))) {
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, format!("{} is not empty", folder.display())));
    }
    for (path, content) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, content)?;
    }
    Ok(())
}

/// Whether a name in the folder of a package is of the package: what begins with a full stop, as `.git`, is not.
fn is_of_package(name: &str) -> bool {
    !name.starts_with('.')
}

/// Where a change is prepared, inside of the folder that is changed, so that moving files into place is one step each. It begins with
/// a full stop: whoever reads the folder meanwhile leaves it out.
const PREPARED: &str = ".attending-change";

/// Writes files of a package over those it has, or adds them, all or none: they are written beside the package first and moved into
/// place in the order given, and if one cannot be moved, those before it are put back. If the machine stops in between, the next
/// change is refused and says where the old files are.
pub fn change_folder<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> io::Result<()> {
    let prepared = folder.join(PREPARED);
    fs::create_dir(&prepared).map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            let message = format!(
                "{} is there: another change is going on, or one was cut off, and what was there before is in it under `old-`",
                prepared.display()
            );
            io::Error::new(error.kind(), message)
        }
        _ => error,
    })?;
    let changed = match prepare(&prepared, files) {
        Ok(paths) => put_in_place(folder, &prepared, &paths)?,
        Err(error) => Err(error),
    };
    fs::remove_dir_all(&prepared)?;
    changed
}

/// Writes all files to the disk under numbers, and says where each belongs.
fn prepare<'f>(prepared: &Path, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> io::Result<Vec<&'f str>> {
    let mut paths = Vec::new();
    for (path, content) in files {
        let mut file = fs::File::create(prepared.join(format!("new-{}", paths.len())))?;
        file.write_all(content)?;
        file.sync_all()?;
        paths.push(path);
    }
    Ok(paths)
}

/// Whether all are in place now, or none; an error of its own where neither could be had: what was there is among the prepared files then.
fn put_in_place(folder: &Path, prepared: &Path, paths: &[&str]) -> io::Result<io::Result<()>> {
    for (index, path) in paths.iter().enumerate() {
        if let Err(error) = replace(folder, prepared, index, path) {
            for (index, path) in paths[..=index].iter().enumerate().rev() {
                put_back(folder, prepared, index, path)?;
            }
            return Ok(Err(error));
        }
    }
    Ok(Ok(()))
}

/// Keeps what is there, and moves the new file to its place.
fn replace(folder: &Path, prepared: &Path, index: usize, path: &str) -> io::Result<()> {
    let (new, old, place) = (prepared.join(format!("new-{index}")), prepared.join(format!("old-{index}")), folder.join(path));
    if let Some(parent) = place.parent() {
        fs::create_dir_all(parent)?;
    }
    if place.try_exists()? {
        fs::hard_link(&place, old).or_else(|_| fs::copy(&place, prepared.join(format!("old-{index}"))).map(drop))?;
    }
    fs::rename(new, place)
}

fn put_back(folder: &Path, prepared: &Path, index: usize, path: &str) -> io::Result<()> {
    let (new, old, place) = (prepared.join(format!("new-{index}")), prepared.join(format!("old-{index}")), folder.join(path));
    match (new.try_exists()?, old.try_exists()?) {
        // It was not moved yet.
        (true, _) => Ok(()),
        (false, true) => fs::rename(old, place),
        (false, false) => fs::remove_file(place),
    }
}

#[derive(Default)]
struct Found {
    files: Vec<(String, Vec<u8>)>,
    apart: Vec<Apart>,
    size: usize,
    faults: Vec<Fault>,
}

impl Found {
    fn fault(&mut self, path: &str, message: impl Into<String>) {
        self.faults.push(Fault { file: path.to_owned(), line: None, message: message.into() });
    }

    fn unreadable(&mut self, path: &str, error: &io::Error) {
        self.fault(path, format!("this cannot be read: {error}"));
    }

    fn folder(&mut self, folder: &Path, prefix: &str, depth: usize) {
        let entries = fs::read_dir(folder).and_then(|entries| entries.collect::<io::Result<Vec<_>>>());
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.unreadable(prefix, &error),
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if is_of_package(&name) {
                self.entry(&entry.path(), &format!("{prefix}{name}"), depth);
            }
        }
    }

    fn entry(&mut self, on_disk: &Path, path: &str, depth: usize) {
        let kind = match fs::symlink_metadata(on_disk) {
            Ok(kind) => kind,
            Err(error) => return self.unreadable(path, &error),
        };
        if kind.is_dir() && depth < DEEPEST {
            self.folder(on_disk, &format!("{path}/"), depth + 1);
        } else if !kind.is_file() {
            self.fault(path, "a package has plain files and folders only: put the file itself in the place of the link");
        } else if apart(path, kind.len()) {
            match pointer(path, on_disk, kind.len()) {
                Ok(apart) => {
                    self.files.push((path.to_owned(), apart.pointer.text().into_bytes()));
                    self.apart.push(apart);
                }
                Err(message) => self.fault(path, message),
            }
        } else if kind.len() > LARGEST_FILE as u64 {
            self.fault(path, format!("{} bytes are more than the {LARGEST_FILE} a file may have", kind.len()));
        } else if self.size.saturating_add(usize::try_from(kind.len()).unwrap_or(usize::MAX)) > LARGEST_PACKAGE {
            self.fault(path, format!("with this file the package has more than the {LARGEST_PACKAGE} bytes it may have"));
        } else {
            match fs::read(on_disk) {
                Ok(content) => {
                    self.size += content.len();
                    self.files.push((path.to_owned(), content));
                }
                Err(error) => self.unreadable(path, &error),
            }
        }
    }
}
