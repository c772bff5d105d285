//! A package as one zip file.

use std::{collections::BTreeMap, io};

use super::{Fault, LARGEST_FILE, LARGEST_PACKAGE, files::MOST_FILES};
use crate::authoring::archive::{self, Bounds};

/// The largest zip file of a package, in bytes: what a package may have, and room for the names.
pub const LARGEST_ZIP: usize = LARGEST_PACKAGE + 2_000_000;

/// As many entries as files, and again as many for what systems add to a zip of their own.
const BOUNDS: Bounds = Bounds { archive: LARGEST_ZIP, entries: MOST_FILES * 2, entry: LARGEST_FILE, total: LARGEST_PACKAGE };

/// All files of a package in a zip file with their paths, for `read`. As in a folder, what begins with a full stop is left out, and what
/// a Mac adds for itself; a package may stand in one folder of the zip file.
///
/// # Errors
/// If the file cannot be read, is too large or holds what no package has, such as a link or a name that leads elsewhere.
pub fn read_zip(bytes: &[u8]) -> Result<Vec<(String, Vec<u8>)>, Vec<Fault>> {
    let files = archive::unpacked(bytes, BOUNDS, is_meant).map_err(|refused| {
        let file = refused.entry.unwrap_or_else(|| "package".to_owned());
        vec![Fault { file, line: None, message: refused.sentence }]
    })?;
    let folder = files.first().and_then(|(path, _)| path.split_once('/')).map(|(folder, _)| format!("{folder}/")).unwrap_or_default();
    let in_folder = !folder.is_empty() && files.iter().all(|(path, _)| path.starts_with(&folder));
    let inside = |(path, content): (String, Vec<u8>)| if in_folder { (path[folder.len()..].to_owned(), content) } else { (path, content) };
    Ok(files.into_iter().map(inside).collect())
}

/// Writes a package's files as a zip file: the same files are the same bytes, at any time and on any machine.
///
/// # Errors
/// If a zip file cannot hold them, which those of a package it can.
pub fn write_zip(files: &BTreeMap<String, Vec<u8>>) -> io::Result<Vec<u8>> {
    archive::packed(files)
}

fn is_meant(path: &str) -> bool {
    !path.split('/').any(|name| name.starts_with('.') || name == "__MACOSX")
}
