//! Content packages: folders of plain text files, as described in `docs/content-package.md`.
//!
//! Reading is pure: bytes in, a package or a list of everything that is wrong with it out.

mod answers;
mod apart;
mod assignment;
mod block;
mod disclosing;
mod drawing;
mod edition;
mod files;
mod folder;
mod front_matter;
mod module;
mod picture;
mod question;
mod readability;
mod report;
mod rubric;
mod sources;
mod unit;
mod zipped;

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

pub use apart::Apart;
pub use edition::{Edition, EditionUnit};
pub(in crate::authoring) use files::is_invisible;
pub use files::{LARGEST_FILE, LARGEST_PACKAGE, media_type};
pub use folder::{WithMedia, change_folder, read_folder, read_folder_with_media, write_folder};
pub use module::ModuleText;
pub use readability::{Readabilities, Readability};
pub use report::Fault;
pub use zipped::{LARGEST_ZIP, read_zip, write_zip};

pub(super) use block::block;
pub(super) use front_matter::missing_name;
pub(super) use picture::{picture_fault, picture_size};
pub(super) use report::Report;
pub(super) use rubric::as_far_as_read as rubric_of;
pub use sources::UnitSource;
pub(super) use sources::{last_unit_line, question_of, unit_sources};
pub use unit::MINUTES;

/// A package without fault.
#[derive(Clone, Debug)]
pub struct Package {
    /// The module's name in addresses.
    pub module: String,
    /// SHA-256 over its files, in hexadecimal: the same for the same names and bytes, whatever their order.
    pub digest: String,
    /// Its files by path, byte for byte.
    pub files: BTreeMap<String, Vec<u8>>,
}

/// Reads a package from its files, each with its path from the package's folder, or says everything that is wrong with it.
pub fn read(files: Vec<(String, Vec<u8>)>) -> Result<Package, Vec<Fault>> {
    let (files, mut faults) = files::checked(files);
    match edition::compose(&files, 0) {
        Ok(edition) if faults.is_empty() => Ok(Package { module: edition.module.slug, digest: digest(&files), files }),
        Ok(_) => Err(sorted(faults)),
        Err(more) => {
            faults.extend(more);
            Err(sorted(faults))
        }
    }
}

/// The files that a package may have, without looking at what their texts say, and what is wrong with the others.
pub(in crate::authoring) fn sorted_out(files: Vec<(String, Vec<u8>)>) -> (BTreeMap<String, Vec<u8>>, Vec<Fault>) {
    let (mut files, faults) = files::checked(files);
    files.retain(|path, _| !faults.iter().any(|fault| fault.file == *path));
    (files, sorted(faults))
}

/// Whatever of a package can be rendered while it is being written, without its faulty units, and everything that is wrong with it.
pub fn look(files: Vec<(String, Vec<u8>)>) -> (Option<Edition>, Vec<Fault>) {
    let (files, mut faults) = files::checked(files);
    let (edition, more) = edition::look(&files, 0);
    faults.extend(more);
    (edition, sorted(faults))
}

/// What is wrong with the front matter of a file by itself.
pub(super) fn head_faults(file: &str, text: &str) -> Vec<Fault> {
    let mut report = Report::of(file);
    match file {
        "module.md" => drop(module::manifest(text, &mut report)),
        _ => drop(unit::head(text, &mut report)),
    }
    report.faults()
}

impl Package {
    /// Everything in it, rendered for the version of this number. A package that was read has no fault; the faults are there so
    /// that a defect of ours is an error and no panic.
    pub fn edition(&self, number: i64) -> Result<Edition, Vec<Fault>> {
        edition::compose(&self.files, number)
    }
}

/// SHA-256 over names and bytes of the files, in hexadecimal. Lengths are part of it, so that no byte can change sides.
pub fn digest(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hash = Sha256::new();
    for (path, content) in files {
        hash.update((path.len() as u64).to_be_bytes());
        hash.update(path);
        hash.update((content.len() as u64).to_be_bytes());
        hash.update(content);
    }
    hex::encode(hash.finalize())
}

/// The text of a file, if it is there and is one.
fn text_of<'a>(files: &'a BTreeMap<String, Vec<u8>>, name: &str) -> Option<&'a str> {
    files.get(name).and_then(|content| std::str::from_utf8(content).ok())
}

fn sorted(mut faults: Vec<Fault>) -> Vec<Fault> {
    faults.sort();
    faults.dedup();
    faults
}

#[cfg(test)]
pub(super) mod tests;
