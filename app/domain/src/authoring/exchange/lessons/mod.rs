//! Lessons that were written elsewhere: Word documents and Markdown files, as a new unit of a package.
//!
//! In: bytes → a draft (`word`, `markdown`: a reader each) → a unit's file with its front matter, and figures (`placing`). All files that
//! change are given back, or none. The report says of each thing in the file whether it was taken, changed or refused, where and why.

mod markdown;
mod placing;
mod report;
mod word;

use std::collections::BTreeMap;

pub use report::{Entry, Place, Report};

use super::{Failed, Fate, decode, pictures::Pictures};
use crate::authoring::package::Package;

/// The largest file that is read, in bytes: 50 MB, for a document with photographs.
pub const LARGEST: usize = 50_000_000;
/// The largest file of Markdown, in bytes.
const LARGEST_TEXT: usize = 4_000_000;

crate::words! {
    /// A format in which lessons are written.
    pub enum Format {
        /// What Word saves.
        Word = "docx",
        /// Text with marks.
        Markdown = "md",
    }
}

/// A file that holds a lesson.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    /// What it is called, for the report; its title, if it has no other.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// Its format; absent is to be told from it.
    pub format: Option<Format>,
    /// The bytes of a picture that a Markdown file shows by a path from its own folder. A path never leads out of that.
    pub beside: &'a dyn Fn(&str) -> Option<Vec<u8>>,
}

/// What an import comes to.
#[derive(Clone, Debug)]
pub struct Import {
    /// What became of each thing in the file.
    pub report: Report,
    /// The name of the new unit in addresses; empty if nothing is taken.
    pub unit: String,
    /// The files of the package that change or are new, in the order in which they are to be written; none if nothing is taken.
    pub files: Vec<(String, Vec<u8>)>,
}

/// A lesson before it is a unit of ours.
#[derive(Debug, Default)]
struct Draft {
    title: Option<String>,
    slug: Option<String>,
    minutes: Option<u32>,
    objectives: Vec<String>,
    /// Markdown of ours.
    body: String,
    /// The body as it will be when what is missing of its figures is filled in.
    filled: String,
    entries: Vec<Entry>,
    notes: Vec<String>,
}

/// Reads a file into a package as its last unit, under a name in addresses of its own or one that is made of its title. If anything in
/// it is refused, nothing is taken, unless `leave_out` allows to go on without it.
///
/// A figure without a text for those who cannot see it is taken, and is a fault of the package until somebody writes the text.
///
/// # Errors
/// If the file cannot be read at all, or the package would have other faults.
pub fn import(package: &Package, source: Source, unit: Option<&str>, leave_out: bool) -> Result<Import, Failed> {
    let whole = |sentence: String| Failed::File { line: None, sentence };
    if source.bytes.len() > LARGEST {
        return Err(whole(format!("{} bytes are more than the {LARGEST} a lesson's file may have: split it", source.bytes.len())));
    }
    let mut files: BTreeMap<String, Vec<u8>> = package.files.clone();
    let mut pictures = Pictures { sent: &[], files: &mut files, added: Vec::new() };
    let draft = match source.format.unwrap_or_else(|| told(source.bytes)) {
        Format::Word => word::read(source.bytes, &mut pictures).map_err(whole)?,
        Format::Markdown => {
            if source.bytes.len() > LARGEST_TEXT {
                return Err(whole(format!("{} bytes are more than the {LARGEST_TEXT} a text may have", source.bytes.len())));
            }
            let (text, guessed) = decode::decode(source.bytes).map_err(whole)?;
            let mut draft = markdown::read(&text, source.beside, package, &mut pictures)?;
            draft.notes.extend(guessed.map(|encoding| format!("the file is not UTF-8 and was read as {encoding}: look at its accents")));
            draft
        }
    };
    if !leave_out && draft.entries.iter().any(|entry| entry.fate == Fate::Refused) {
        let report = Report { file: source.name.to_owned(), entries: draft.entries, notes: draft.notes };
        return Ok(Import { report, unit: String::new(), files: Vec::new() });
    }
    let added = pictures.added;
    placing::placed(draft, source.name, unit, package, files, added)
}

/// The format that bytes seem to have.
fn told(bytes: &[u8]) -> Format {
    if bytes.starts_with(b"PK") || bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) { Format::Word } else { Format::Markdown }
}
