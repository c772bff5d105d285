//! A package on disk.

use std::{fs, io, path::Path};

use super::{Fault, LARGEST_FILE, LARGEST_PACKAGE};

/// How deeply folders may nest; a package has one level.
const DEEPEST: usize = 4;

/// All files under a folder with their paths from it, for `read`. What begins with a full stop (`.git`, `.DS_Store`) is left out. A link
/// to elsewhere is a fault and is not followed, and a file that is too large is not loaded.
pub fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Vec<Fault>> {
    let mut found = Found::default();
    match fs::symlink_metadata(folder) {
        Ok(kind) if kind.is_dir() => found.folder(folder, "", 0),
        Ok(_) => found.fault(&folder.display().to_string(), "this is not a folder"),
        Err(error) => found.unreadable(&folder.display().to_string(), &error),
    }
    if found.faults.is_empty() { Ok(found.files) } else { Err(found.faults) }
}

/// Writes a package's files under a folder, which is made if it is not there and must be empty.
pub fn write_folder<'f>(folder: &Path, files: impl IntoIterator<Item = (&'f str, &'f [u8])>) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    if fs::read_dir(folder)?.next().is_some() {
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

#[derive(Default)]
struct Found {
    files: Vec<(String, Vec<u8>)>,
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
            if !name.starts_with('.') {
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
