//! What is fuzzed. Another importer is one more line of `TARGETS`, with a function that gives back what the importer says.

mod lessons;
mod module;

use std::sync::LazyLock;

use domain::authoring::{
    Question,
    exchange::{self, Destination, Fate, Format, Import, Source},
    package::{self, Package},
};

use crate::media;

/// Something that reads files of others.
pub struct Target {
    pub name: &'static str,
    /// The folder of inputs written by us, from the root of the repository.
    pub corpus: &'static str,
    /// Reads an input. What it says of it, without what differs each time, tells inputs apart; an error is a broken promise.
    pub run: fn(&[u8]) -> Result<Vec<String>, String>,
}

pub const TARGETS: [Target; 11] = [
    Target { name: "gift", corpus: "app/domain/tests/exchange/corpus/gift", run: |input| questions(input, Format::Gift) },
    Target { name: "aiken", corpus: "app/domain/tests/exchange/corpus/aiken", run: |input| questions(input, Format::Aiken) },
    Target { name: "moodle-xml", corpus: "app/domain/tests/exchange/corpus/moodle", run: |input| questions(input, Format::MoodleXml) },
    Target { name: "module", corpus: "fuzz/corpus/module", run: module::module },
    Target { name: "unit", corpus: "fuzz/corpus/unit", run: unit },
    Target { name: "word", corpus: "app/domain/tests/exchange/corpus/word", run: lessons::word },
    Target { name: "word-zip", corpus: "fuzz/corpus/zip", run: lessons::word_zip },
    Target { name: "lesson", corpus: "app/domain/tests/exchange/corpus/lesson", run: lessons::markdown },
    Target { name: "package-zip", corpus: "fuzz/corpus/zip", run: lessons::zip },
    Target { name: "captions", corpus: "fuzz/corpus/captions", run: media::read_captions },
    Target { name: "media", corpus: "fuzz/corpus/media", run: media::read_media },
];

const MODULE: &str = "---\nmodule: rounds\ntitle: Rounds\nsummary: S.\ncompetencies: PL-1\nauthors:\n- A Example, MD\nlicense: CC-BY-4.0\n\
                      reviewed: 2026-11-01\nobjectives:\n- Say it\nunits:\n- unit.md\n---\n\nWords.\n";
const UNIT: &str = "---\nunit: unit\nkind: lesson\ntitle: U\nminutes: 5\nobjectives:\n- Say it\n---\n\nWords.\n";

/// A module with a lesson that has no questions.
static EMPTY: LazyLock<Result<Package, String>> = LazyLock::new(|| package_of(UNIT.as_bytes()));

fn package_of(unit: &[u8]) -> Result<Package, String> {
    let files = vec![("module.md".to_owned(), MODULE.as_bytes().to_vec()), ("unit.md".to_owned(), unit.to_vec())];
    package::read(files).map_err(|faults| faults.iter().map(|fault| format!("{}\n", fault.message)).collect())
}

/// A file of questions: what is taken has a place in a package without fault, and comes back from Moodle XML as it was.
fn questions(input: &[u8], format: Format) -> Result<Vec<String>, String> {
    let empty = EMPTY.as_ref().map_err(Clone::clone)?;
    let import = match import(empty, input, format) {
        Ok(import) => import,
        // Bytes that make the package faulty must have been refused one by one.
        Err(exchange::Failed::Package(faults)) => return Err(format!("the package would have faults: {faults:?}")),
        Err(failed) => return Ok(vec![alike(&failed.to_string())]),
    };
    let said = import
        .report
        .entries
        .iter()
        .flat_map(|entry| entry.reasons.iter().map(|reason| alike(reason)).chain([format!("{:?}", entry.fate)]));
    let said = said.collect();
    if !import.files.is_empty() {
        again(&with(empty, import)?)?;
    }
    Ok(said)
}

fn import(into: &Package, input: &[u8], format: Format) -> Result<Import, exchange::Failed> {
    exchange::import(into, Source { name: "file", bytes: input, format: Some(format) }, Destination::Unit("unit"), true)
}

fn with(package: &Package, import: Import) -> Result<Package, String> {
    let mut files = package.files.clone();
    files.extend(import.files);
    package::read(files.into_iter().collect()).map_err(|faults| format!("what was imported is faulty: {faults:?}"))
}

/// Questions that Moodle XML can say are the same after they were written and read.
fn again(package: &Package) -> Result<(), String> {
    let empty = EMPTY.as_ref().map_err(Clone::clone)?;
    let export = exchange::export(package, None, Format::MoodleXml).map_err(|failed| failed.to_string())?;
    let import = import(empty, export.text.as_bytes(), Format::MoodleXml).map_err(|failed| format!("what was exported: {failed}"))?;
    if import.report.count(Fate::Refused) > 0 {
        return Err(format!("what was exported is refused: {}", import.report));
    }
    let (before, after) = (rendered(package)?, rendered(&with(empty, import)?)?);
    let whole = export.report.entries.iter().map(|entry| entry.fate == Fate::Taken);
    match before.iter().zip(&after).zip(whole).find(|((one, other), whole)| *whole && one != other) {
        Some(((one, other), _)) => Err(format!("what was exported came back changed:\n{one:?}\n{other:?}")),
        None => Ok(()),
    }
}

fn rendered(package: &Package) -> Result<Vec<Question>, String> {
    let edition = package.edition(0).map_err(|faults| format!("{faults:?}"))?;
    Ok(edition.units.into_iter().flat_map(|unit| unit.questions).collect())
}

/// A unit of a content package, written by hand.
fn unit(input: &[u8]) -> Result<Vec<String>, String> {
    match package_of(input) {
        Ok(package) => again(&package)
            .map(|()| vec!["read".to_owned()])
            .or_else(|said| if said.contains("no questions") { Ok(vec![said]) } else { Err(said) }),
        Err(faults) => Ok(faults.lines().map(alike).collect()),
    }
}

/// A sentence without what it quotes and counts.
fn alike(sentence: &str) -> String {
    let quotes = sentence.split('`').enumerate().filter(|(index, _)| index % 2 == 0).map(|(_, words)| words);
    quotes.collect::<String>().chars().filter(|c| !c.is_ascii_digit()).take(120).collect()
}
