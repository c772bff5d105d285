//! A draft as readers of other files need it: a package without fault. What is faulty of it stands there as a placeholder, so that one
//! unit that is not finished keeps nobody from bringing in another.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Files, address, check, front,
    outline::{is_unit, units_of},
    questions::ids,
    text_of,
};
use crate::authoring::{
    UnitKind,
    markdown::{self, Place, is_slug},
    package::{Fault, Package, Report},
};

/// A draft whose faulty units are placeholders.
#[derive(Clone, Debug)]
pub struct Sound {
    /// The package.
    pub package: Package,
    /// What is wrong with the units that are placeholders in it, by file.
    pub faulty: BTreeMap<String, Vec<Fault>>,
}

impl Sound {
    /// What is wrong with the unit of this name in addresses of students, if it is a placeholder.
    pub fn fault_of(&self, slug: &str) -> Option<&Fault> {
        self.faults_of(Some(slug)).next()
    }

    /// What is wrong with a unit, by its name in addresses of students, or with any.
    pub fn faults_of(&self, slug: Option<&str>) -> impl Iterator<Item = &Fault> {
        let named = move |file: &str| text_of(&self.package.files, file).and_then(|text| front::value(text, "unit"));
        self.faulty.iter().filter(move |(file, _)| slug.is_none_or(|slug| named(file) == Some(slug))).flat_map(|(_, faults)| faults)
    }
}

/// The package of a draft of the module with this name in addresses.
///
/// # Errors
/// What is wrong with it, if that is not in units that are listed, where it could be left aside.
pub fn sound(files: &Files, module: &str) -> Result<Sound, Vec<Fault>> {
    let mut sound = aside(files, module)?;
    // What leads to a faulty unit was faulty for that reason only: with a placeholder to lead to, it can stand as it is.
    for file in sound.faulty.keys().cloned().collect::<Vec<_>>() {
        let mut with = sound.package.files.clone();
        with.extend(files.get_key_value(&file).map(|(name, content)| (name.clone(), content.clone())));
        if let Ok(package) = check(with, module) {
            sound.package = package;
            sound.faulty.remove(&file);
        }
    }
    Ok(sound)
}

/// The package with placeholders for all units in which something is wrong.
fn aside(files: &Files, module: &str) -> Result<Sound, Vec<Fault>> {
    let mut faulty: BTreeMap<String, Vec<Fault>> = BTreeMap::new();
    let mut files = files.clone();
    let listed = units_of(text_of(&files, "module.md").unwrap_or_default());
    loop {
        let faults = match check(files.clone(), module) {
            Ok(package) => return Ok(Sound { package, faulty }),
            Err(faults) => faults,
        };
        // What leads to a faulty unit is faulty with it: only what is wrong once all of them have placeholders is wrong by itself.
        let aside = |fault: &&Fault| is_unit(&fault.file) && listed.contains(&fault.file) && !faulty.contains_key(&fault.file);
        let units: BTreeSet<String> = faults.iter().filter(aside).map(|fault| fault.file.clone()).collect();
        if units.is_empty() {
            return Err(faults);
        }
        for file in &units {
            let text = placeholder(&files, file);
            files.insert(file.clone(), text.into_bytes());
        }
        for fault in faults.into_iter().filter(|fault| units.contains(&fault.file)) {
            faulty.entry(fault.file.clone()).or_default().push(fault);
        }
    }
}

/// A unit without fault that has the name in addresses, the headings (others lead to them) and the questions' ids of another.
fn placeholder(files: &Files, file: &str) -> String {
    let text = text_of(files, file).unwrap_or_default();
    let slug = front::value(text, "unit").filter(|slug| is_slug(slug)).unwrap_or_else(|| address(file));
    let quiz = super::kind_of(text) == Some(UnitKind::Quiz);
    let kind = if quiz {
        "kind: quiz\ntitle: T\nminutes: 1\npass: 70\nattempts: 0"
    } else {
        "kind: lesson\ntitle: T\nminutes: 1\nobjectives:\n- T"
    };
    let question = |id: &str| format!("\n```question\nid: {id}\nkind: single\n\nT\n\n(x) T\n( ) F\n\nWhy: T\n```\n");
    let only: Files = [(file.to_owned(), text.as_bytes().to_vec())].into();
    let mut questions: Vec<String> = ids(&only).iter().filter(|id| is_slug(id)).map(|id| question(id)).collect();
    if quiz && questions.is_empty() {
        questions.push(question(&format!("{slug}-placeholder")));
    }
    format!("---\nunit: {slug}\n{kind}\n---\n\nT\n{}{}", headings(text), questions.concat())
}

/// Headings with the anchors of those in a text, as a reader of it finds them: whatever else is wrong with it.
fn headings(text: &str) -> String {
    let (files, units) = (Files::new(), BTreeMap::new());
    let place = Place { module: "", version: 0, file: "", files: &files, units: &units };
    let document = markdown::document(&text[front::body(text)..], 1, &place, &mut Report::of(""));
    document.headings.iter().map(|heading| format!("\n## {}\n", heading.anchor)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::authoring::package::tests::with;

    #[test]
    fn what_is_faulty_is_a_placeholder_and_keeps_its_names() {
        let files: Files = with("02-quiz.md", "pass: ", "passes: ").into_iter().collect();
        let mut faults = check(files.clone(), "demo-module").unwrap_err();
        faults.retain(|fault| fault.file == "02-quiz.md");
        let sound = sound(&files, "demo-module").unwrap();
        assert_eq!(sound.faulty.keys().collect::<Vec<_>>(), ["02-quiz.md"], "{:?}", sound.faulty);
        assert_eq!(sound.faulty["02-quiz.md"], faults);
        let (before, after) = (ids(&files), ids(&sound.package.files));
        assert_eq!(before, after);
        let name = |files: &Files| front::value(text_of(files, "02-quiz.md").unwrap(), "unit").map(str::to_owned);
        assert_eq!(name(&files), name(&sound.package.files));
    }

    #[test]
    fn links_to_headings_of_a_faulty_unit_lead_somewhere() {
        let mut files: Files = with("01-lesson.md", "minutes: ", "hours: ").into_iter().collect();
        let lesson = text_of(&files, "01-lesson.md").unwrap().to_owned();
        let fenced = "\n````text\n```\n## No heading\n````\n\n## *Marked*, twice\n\n## Marked twice\n";
        files.insert("01-lesson.md".into(), (lesson + fenced).into_bytes());
        let module = text_of(&files, "module.md").unwrap().replace("#dominance", "#marked-twice-2");
        files.insert("module.md".into(), module.into_bytes());
        let sound = super::sound(&files, "demo-module").unwrap();
        assert_eq!(sound.faulty.keys().collect::<Vec<_>>(), ["01-lesson.md"]);
        assert!(!text_of(&sound.package.files, "01-lesson.md").unwrap().contains("no-heading"));
    }

    #[test]
    fn what_is_wrong_elsewhere_is_told() {
        let files: Files = with("module.md", "license: ", "licence: ").into_iter().collect();
        let faults = super::sound(&files, "demo-module").unwrap_err();
        assert!(faults.iter().all(|fault| fault.file == "module.md"), "{faults:?}");
    }
}
