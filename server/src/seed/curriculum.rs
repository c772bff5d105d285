//! The starter modules, which travel inside the program: the demo needs no checkout.

use std::collections::{BTreeMap, BTreeSet};

use domain::authoring::package::{self, Package};
use rust_embed::RustEmbed;

use crate::Failure;

#[derive(RustEmbed)]
#[folder = "curriculum"]
struct Embedded;

/// The module the demo cohort studies.
pub const HEALTH_ECONOMICS: &str = "health-economics";

/// The module that comes before all others.
pub const ORIENTATION: &str = "orientation";

/// The live session of health economics, which is held in the second residency.
pub const HELD: &str = "value-for-whom";

/// The names of all starter modules.
pub fn starters() -> BTreeSet<String> {
    Embedded::iter().filter_map(|path| Some(path.split_once('/')?.0.to_owned())).collect()
}

/// The files of a starter module, by their path in its folder.
pub fn files(module: &str) -> BTreeMap<String, Vec<u8>> {
    let prefix = format!("{module}/");
    let read = |path: &str| Embedded::get(path).map(|file| file.data.into_owned());
    Embedded::iter().filter_map(|path| Some((path.strip_prefix(&prefix)?.to_owned(), read(&path)?))).collect()
}

/// A starter module as a package.
///
/// # Errors
/// If its files have a fault: a defect of the build.
pub fn package(module: &str) -> Result<Package, Failure> {
    read(files(module))
}

/// The same module under another name, with another title: for crowds that study many.
///
/// # Errors
/// As [`package`].
pub fn copy(module: &str, name: &str, title: &str) -> Result<Package, Failure> {
    let mut files = files(module);
    if let Some(head) = files.get_mut("module.md") {
        let text = String::from_utf8_lossy(head);
        let renamed = |line: &str| match line.split_once(": ").map(|(key, _)| key) {
            Some("module") => format!("module: {name}\n"),
            Some("title") => format!("title: {title}\n"),
            _ => format!("{line}\n"),
        };
        *head = text.lines().map(renamed).collect::<String>().into_bytes();
    }
    read(files)
}

/// The starter modules beside the one that the demo cohort studies now.
///
/// # Errors
/// As [`package`].
pub fn catalog() -> Result<Vec<Package>, Failure> {
    starters().iter().filter(|name| *name != HEALTH_ECONOMICS).map(|name| package(name)).collect()
}

/// What the authors changed for the second version: file, what it said, what it says now.
const REVISION: [(&str, &str, &str); 4] = [
    ("02-costs.md", "minutes: 25", "minutes: 30"),
    (
        "02-costs.md",
        "the\nfirst days of a stay are expensive and the last ones are cheap, and the last ones are what length-of-stay projects remove.",
        "the\nfirst days of a stay are expensive, the last ones cheap, and it is the last ones that projects on length of stay remove.",
    ),
    (
        "02-costs.md",
        "> [!WARNING] A saved bed-day is not saved cash",
        "Your own hospital can measure this in an afternoon: take twenty admissions, and let finance price their last full day line by\n\
         line.\n\n> [!WARNING] A saved bed-day is not saved cash",
    ),
    (
        "05-checkpoint.md",
        "The organization values a QALY at \\$100,000 and will spend what it saves. By that rule, what should it do?",
        "The organization values a QALY at \\$100,000, whether it is gained or given up, and will spend what it saves on other patients. By \
         that rule, should it accept the less intensive follow-up?",
    ),
];

/// The second version of the module on health economics.
///
/// # Errors
/// If a text to be changed is not there, or as [`package`]: a defect of the build.
pub fn revised() -> Result<Package, Failure> {
    let mut files = files(HEALTH_ECONOMICS);
    for (file, before, after) in REVISION {
        let text = files.get_mut(file).filter(|text| String::from_utf8_lossy(text).contains(before));
        let text = text.ok_or_else(|| Failure::Work(format!("{file} does not say any more: {before}")))?;
        *text = String::from_utf8_lossy(text).replacen(before, after, 1).into_bytes();
    }
    read(files)
}

fn read(files: BTreeMap<String, Vec<u8>>) -> Result<Package, Failure> {
    package::read(files.into_iter().collect()).map_err(|faults| {
        let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
        Failure::Work(format!("A starter module in this program has faults: {}", lines.join("; ")))
    })
}

#[cfg(test)]
mod tests {
    use domain::{authoring::UnitKind, learning::quiz::share};

    use super::*;
    use crate::seed::answers::right;

    /// What a starter module has: at least so many lessons, so many quizzes, cases and assignments, and at least so many questions that are scored.
    /// The orientation is short: it teaches how to study here, and examines nothing else.
    fn whole(module: &str) -> (usize, usize, usize, usize, usize) {
        if module == ORIENTATION { (5, 1, 0, 0, 14) } else { (6, 2, 1, 1, 30) }
    }

    #[test]
    fn every_starter_module_is_whole_and_its_questions_can_be_answered() {
        assert!(starters().iter().any(|module| module == HEALTH_ECONOMICS));
        for module in starters() {
            let units = package(&module).unwrap().edition(1).unwrap().units;
            let count = |kind| units.iter().filter(|unit| unit.settings.kind() == kind).count();
            let (lessons, quizzes, cases, assignments, fewest) = whole(&module);
            assert!(count(UnitKind::Lesson) >= lessons, "{module}");
            assert!(count(UnitKind::Quiz) == quizzes && count(UnitKind::Case) == cases, "{module}");
            assert_eq!(count(UnitKind::Assignment), assignments, "{module}");
            assert!(units.iter().all(|unit| unit.settings.kind() == UnitKind::Quiz || !unit.objectives.is_empty()), "{module}");
            let questions = units.iter().flat_map(|unit| &unit.questions);
            let scored: Vec<_> = questions.filter(|question| question.kind().is_scored()).collect();
            assert!(scored.len() >= fewest, "{module} has {} questions", scored.len());
            for question in scored {
                assert_eq!(share(question, &right(question)), 1.0, "{module}: {}", question.slug);
            }
        }
    }
}
