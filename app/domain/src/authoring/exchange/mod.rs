//! Question files of other programs: GIFT, Aiken and Moodle XML in, GIFT and Moodle XML out.
//!
//! In: bytes → text (`decode`) → drafts (one reader for each format) → questions of ours (`build`, with `text` for what is written in
//! HTML or Markdown) → blocks at the end of a unit (`placing`). Each question is taken or refused whole, and the report says
//! what became of it; either all files that change are given back, or none.
//!
//! Out: questions as written → HTML for programs that know no Markdown of ours (`export`).

mod aiken;
mod build;
mod decode;
mod draft;
mod export;
mod gift;
pub mod lessons;
mod moodle;
mod pictures;
mod placing;
mod report;
mod text;
mod tree;

use std::collections::BTreeMap;

pub use export::{Export, export};
pub use placing::Destination;
pub use report::{Entry, Fate, Report};

use super::package::{self, Fault, Package, UnitSource};
use crate::text::squeezed;
use build::Builder;
pub(in crate::authoring) use build::NO_RATIONALE;
use draft::{Draft, Drafts};

/// The largest file that is read, in bytes: 20 MB.
pub const LARGEST: usize = 20_000_000;
/// The most questions of a file.
const MOST_QUESTIONS: usize = 5_000;

crate::words! {
    /// A format of question files.
    pub enum Format {
        /// Text with answers in braces.
        Gift = "gift",
        /// Text with lettered options; is read only.
        Aiken = "aiken",
        /// What Moodle gives out.
        MoodleXml = "moodle-xml",
    }
}

/// A file of questions.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What it is called, for the report.
    pub name: &'a str,
    /// What is in it.
    pub bytes: &'a [u8],
    /// Its format; absent is to be told from it.
    pub format: Option<Format>,
}

/// What an import comes to.
#[derive(Clone, Debug)]
pub struct Import {
    /// What became of each question.
    pub report: Report,
    /// The files of the package that change or are new, in the order in which they are to be written; none if nothing is taken.
    pub files: Vec<(String, Vec<u8>)>,
}

/// Why a file could not be imported, or questions not exported, at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// The package has faults, or would have.
    #[error("the package has {} faults", .0.len())]
    Package(Vec<Fault>),
    /// The file cannot be read.
    #[error("{}{sentence}", .line.map(|line| format!("line {line}: ")).unwrap_or_default())]
    File {
        /// From 1; absent when the whole file is meant.
        line: Option<usize>,
        /// What is wrong and what to do.
        sentence: String,
    },
    /// The questions have no place in the package; a sentence.
    #[error("{0}")]
    Place(String),
}

/// Reads the questions of a file into a package. If one is refused, nothing is, unless `leave_out` allows to go on without it.
///
/// # Errors
/// If the file cannot be read at all, the package has faults, or there is no such place in it.
pub fn import(package: &Package, source: Source, destination: Destination, leave_out: bool) -> Result<Import, Failed> {
    let units = package::unit_sources(&package.files).map_err(Failed::Package)?;
    let place = placing::Place::of(destination, package, &units)?;
    let drafts = drafts(source)?;
    let mut builder = Builder { files: package.files.clone(), slugs: slugs(&units), count: 0 };
    let mut report = Report::of(source.name);
    report.notes = drafts.notes;
    let (mut blocks, mut pictures) = (Vec::new(), Vec::new());
    for draft in drafts.questions {
        let read = draft.map_err(|unreadable| refusal(unreadable.line, unreadable.name, unreadable.reason));
        let built = read.and_then(|draft| {
            let (line, name) = (draft.line, draft.name.clone().or_else(|| first_words(&draft)));
            builder.build(draft).map(|built| (line, built)).map_err(|reason| refusal(line, name, reason))
        });
        report.entries.push(match built {
            Ok((line, built)) => {
                blocks.push(built.block);
                pictures.extend(built.pictures);
                let fate = if built.changes.is_empty() { Fate::Taken } else { Fate::Changed };
                Entry { line, name: built.slug, fate, reasons: built.changes }
            }
            Err(refused) => refused,
        });
    }
    let nothing = blocks.is_empty() || (report.count(Fate::Refused) > 0 && !leave_out);
    let files = if nothing { Vec::new() } else { place.with(&blocks, &pictures, builder.files)? };
    Ok(Import { report, files })
}

/// What a question without a name is called in the report.
fn first_words(draft: &Draft) -> Option<String> {
    Some(text::words(&draft.prompt)).filter(|words| !words.is_empty())
}

fn refusal(line: usize, name: Option<String>, reason: String) -> Entry {
    let name = name.unwrap_or_else(|| "a question".to_owned());
    let name = squeezed(&name).chars().take(80).collect();
    Entry { line, name, fate: Fate::Refused, reasons: vec![reason] }
}

/// The ids of a package's questions, each with the file it is in.
fn slugs(units: &[UnitSource]) -> BTreeMap<String, String> {
    let of_unit =
        |unit: &UnitSource| unit.questions.iter().map(|(_, question)| (question.0.slug.clone(), unit.file.clone())).collect::<Vec<_>>();
    units.iter().flat_map(of_unit).collect()
}

/// Reads a file in its format.
fn drafts(source: Source) -> Result<Drafts, Failed> {
    let whole = |sentence: String| Failed::File { line: None, sentence };
    if source.bytes.len() > LARGEST {
        return Err(whole(format!("{} bytes are more than the {LARGEST} a file of questions may have: split it", source.bytes.len())));
    }
    let (text, guessed) = decode::decode(source.bytes).map_err(whole)?;
    let mut drafts = match source.format.unwrap_or_else(|| told(&text)) {
        Format::Gift => gift::read(&text),
        Format::Aiken => aiken::read(&text),
        Format::MoodleXml => moodle::read(&text).map_err(|(line, sentence)| Failed::File { line: Some(line), sentence })?,
    };
    match drafts.questions.len() {
        0 => return Err(whole("there is no question in the file: is it GIFT, Aiken or Moodle XML?".to_owned())),
        1..=MOST_QUESTIONS => {}
        count => return Err(whole(format!("{count} questions are more than the {MOST_QUESTIONS} of one file: split it"))),
    }
    if let Some(encoding) = guessed {
        drafts.notes.insert(0, format!("the file is not UTF-8 and was read as {encoding}: look whether letters with accents are right"));
    }
    Ok(drafts)
}

/// The format that a text seems to have.
fn told(text: &str) -> Format {
    if text.trim_start().starts_with('<') {
        Format::MoodleXml
    } else if text.lines().any(|line| line.trim_start().starts_with("ANSWER:")) && !text.contains('{') {
        Format::Aiken
    } else {
        Format::Gift
    }
}

/// A name in addresses, of at most so many letters, made of the letters and digits of a text; empty if it has none.
fn slugged(text: &str, longest: usize) -> String {
    let mut slug = String::new();
    for c in text.chars() {
        let c = without_accent(c.to_lowercase().next().unwrap_or(c));
        if slug.len() >= longest {
            break;
        }
        if c.is_ascii_lowercase() || c.is_ascii_digit() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

/// The letter under an accent, for those of western Europe.
fn without_accent(c: char) -> char {
    match c {
        'à'..='å' => 'a',
        'ç' => 'c',
        'è'..='ë' => 'e',
        'ì'..='ï' => 'i',
        'ñ' => 'n',
        'ò'..='ö' | 'ø' => 'o',
        'ù'..='ü' => 'u',
        'ý' | 'ÿ' => 'y',
        _ => c,
    }
}

/// A tag as a code: letters, digits, hyphens and full stops; empty if it has none of them.
fn code(tag: &str) -> String {
    let mut code = String::new();
    for c in tag.chars().take(80) {
        if c.is_alphanumeric() || c == '.' || c == '-' {
            code.push(c);
        } else if !code.is_empty() && !code.ends_with('-') {
            code.push('-');
        }
    }
    code.trim_matches('-').to_owned()
}

/// The tag that stands for a category: its innermost name, if somebody gave it.
fn category_tag(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path).trim();
    let own = !name.is_empty() && name != "top" && !name.starts_with("Default for") && !name.starts_with('$');
    own.then(|| code(name)).filter(|code| !code.is_empty())
}
