//! The outline of a draft: what is in it, in order, however faulty it is.

use super::{Files, front, text_of};
use crate::authoring::{UnitKind, package::Fault};

/// What a module consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline {
    /// Its title; empty if it has none.
    pub title: String,
    /// Its units in order; those that `module.md` does not list stand at the end.
    pub units: Vec<Line>,
    /// What is wrong with `module.md` and with figures: what is in no unit.
    pub faults: Vec<Fault>,
}

/// A unit as a line of the outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its file.
    pub file: String,
    /// Its name in addresses of students, if its front matter has one.
    pub slug: Option<String>,
    /// Its kind, if its front matter names one.
    pub kind: Option<UnitKind>,
    /// Its title, or the name of its file.
    pub title: String,
    /// How long it takes, if its front matter says so.
    pub minutes: Option<u32>,
    /// Whether `module.md` lists it.
    pub listed: bool,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
}

impl Line {
    /// Its name in addresses of the studio.
    pub fn address(&self) -> &str {
        address(&self.file)
    }
}

impl Outline {
    /// Minutes of all units.
    pub fn minutes(&self) -> u32 {
        self.units.iter().filter_map(|unit| unit.minutes).fold(0, u32::saturating_add)
    }

    /// A unit by its file.
    pub fn unit(&self, file: &str) -> Option<&Line> {
        self.units.iter().find(|unit| unit.file == file)
    }
}

/// A file's name in addresses of the studio: it stays when its title and its name for students change.
pub fn address(file: &str) -> &str {
    file.strip_suffix(".md").unwrap_or(file)
}

/// The file with this name in addresses.
pub fn file_of(address: &str) -> String {
    format!("{address}.md")
}

/// The outline of these files, with what was found wrong with them.
pub fn outline(files: &Files, faults: &[Fault]) -> Outline {
    let module = text_of(files, "module.md").unwrap_or_default();
    let listed = units_of(module);
    let others = files.keys().filter(|path| is_unit(path) && !listed.contains(path));
    let there = listed.iter().filter(|path| files.contains_key(*path));
    let units: Vec<Line> = there
        .map(|path| (path, true))
        .chain(others.map(|path| (path, false)))
        .map(|(path, listed)| line(files, path, listed, faults))
        .collect();
    let in_no_unit = faults.iter().filter(|fault| !units.iter().any(|unit| unit.file == fault.file));
    Outline { title: title_of(module).unwrap_or_default().to_owned(), faults: in_no_unit.cloned().collect(), units }
}

/// The line of one of them, without what is wrong with it.
pub fn line_of(files: &Files, file: &str) -> Option<Line> {
    (is_unit(file) && files.contains_key(file)).then(|| line(files, file, true, &[]))
}

/// The units that have a name in addresses of students, however faulty they are otherwise: that name, their path and their text.
pub(super) fn named_units(files: &Files) -> impl Iterator<Item = (&str, &str, &str)> {
    files.keys().filter(|path| is_unit(path)).filter_map(|path| {
        let text = text_of(files, path)?;
        Some((front::value(text, "unit")?, path.as_str(), text))
    })
}

/// The name of a module in the front matter of its `module.md`, if that has one.
pub fn module_of(text: &str) -> Option<&str> {
    front::value(text, "module")
}

/// The title in the front matter of a file, if it has one.
pub fn title_of(text: &str) -> Option<&str> {
    front::value(text, "title")
}

/// The files that `module.md` lists, each once.
pub(super) fn units_of(module: &str) -> Vec<String> {
    let mut listed: Vec<String> = Vec::new();
    for item in front::items(module, "units") {
        if !listed.iter().any(|have| have == item) {
            listed.push(item.to_owned());
        }
    }
    listed
}

/// Whether a file is a unit's.
pub(super) fn is_unit(path: &str) -> bool {
    path != "module.md" && path.ends_with(".md") && !path.contains('/')
}

fn line(files: &Files, file: &str, listed: bool, faults: &[Fault]) -> Line {
    let text = text_of(files, file).unwrap_or_default();
    Line {
        slug: front::value(text, "unit").map(str::to_owned),
        kind: front::value(text, "kind").and_then(|kind| kind.parse().ok()),
        title: front::value(text, "title").unwrap_or(file).to_owned(),
        minutes: front::value(text, "minutes").and_then(|minutes| minutes.parse().ok()),
        listed,
        faults: faults.iter().filter(|fault| fault.file == file).cloned().collect(),
        file: file.to_owned(),
    }
}
