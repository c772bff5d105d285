//! A draft beside a version of its module: what will be different once it is published.

use std::collections::HashMap;

use super::{Files, outline::named_units, text_of, title_of};
use crate::authoring::{
    changes::{Changes, Written, WrittenUnit, changes},
    package::{self, Edition},
};

/// What is different in a draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// Compared with the version.
    pub changes: Changes,
    /// Titles of units that cannot be read as they stand, and are compared once nothing is wrong with their front matter.
    pub left_out: Vec<String>,
}

/// Compares a draft with a version.
pub fn compared(mut before: Written, files: &Files) -> Compared {
    let (edition, _) = package::look(files.clone().into_iter().collect());
    let after = written(edition.as_ref(), files);
    let unread: HashMap<&str, &str> = named_units(files)
        .filter(|(slug, ..)| after.units.iter().all(|unit| unit.slug != *slug))
        .map(|(slug, path, text)| (slug, title_of(text).unwrap_or(path)))
        .collect();
    before.units.retain(|unit| !unread.contains_key(unit.slug.as_str()));
    let mut left_out: Vec<String> = unread.into_values().map(str::to_owned).collect();
    left_out.sort();
    Compared { changes: changes(&before, &after), left_out }
}

/// A draft as its authors wrote it, as far as it can be read. Questions are those that would be asked in version 0.
fn written(edition: Option<&Edition>, files: &Files) -> Written {
    let texts: HashMap<&str, &str> = named_units(files).map(|(slug, _, text)| (slug, text)).collect();
    let text = text_of(files, "module.md").unwrap_or_default();
    let units = edition.iter().flat_map(|edition| &edition.units).map(|unit| WrittenUnit {
        slug: unit.slug.clone(),
        kind: unit.settings.kind(),
        title: unit.title.clone(),
        minutes: i64::from(unit.minutes),
        settings: unit.settings.clone(),
        text: texts.get(unit.slug.as_str()).copied().unwrap_or_default().to_owned(),
        questions: unit.questions.clone(),
    });
    Written { number: 0, title: title_of(text).unwrap_or_default().to_owned(), text: text.to_owned(), units: units.collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::{changes::Fate, package::tests::sample};

    fn files() -> Files {
        sample().into_iter().collect()
    }

    fn before() -> Written {
        let files = files();
        written(package::look(sample()).0.as_ref(), &files)
    }

    fn edited(path: &str, from: &str, to: &str) -> Files {
        let mut files = files();
        let text = String::from_utf8(files[path].clone()).unwrap();
        assert!(text.contains(from), "{path} does not say {from}");
        files.insert(path.to_owned(), text.replace(from, to).into_bytes());
        files
    }

    fn fates(compared: &Compared) -> Vec<(&str, Fate)> {
        let other = compared.changes.units.iter().filter(|unit| unit.fate != Fate::Same);
        other.map(|unit| (unit.slug.as_str(), unit.fate)).collect()
    }

    #[test]
    fn a_draft_that_was_only_begun_is_as_its_version() {
        let same = compared(before(), &files());
        assert!(same.changes.none() && same.left_out.is_empty(), "{same:?}");
    }

    #[test]
    fn what_was_written_over_is_told_unit_by_unit() {
        let found = compared(before(), &edited("03-case.md", "What would you do?", "What would you rather do?"));
        assert_eq!(fates(&found), [("case", Fate::Changed)]);
        let mut fewer = files();
        fewer.remove("03-case.md");
        let text = String::from_utf8(fewer["module.md"].clone()).unwrap();
        fewer.insert("module.md".into(), text.replace("- 03-case.md\n", "").into_bytes());
        let gone = compared(before(), &fewer);
        assert_eq!(fates(&gone), [("case", Fate::Removed)]);
        assert!(!gone.changes.module.is_empty());
    }

    #[test]
    fn a_unit_that_cannot_be_read_is_not_told_as_gone() {
        let found = compared(before(), &edited("03-case.md", "kind: case", "kind: riddle"));
        assert_eq!((fates(&found).len(), found.left_out.len()), (0, 1), "{found:?}");
    }
}
