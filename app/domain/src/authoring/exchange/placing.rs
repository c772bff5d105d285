//! Puts imported questions into a package: at the end of a unit, or into a quiz of their own.

use std::collections::BTreeMap;

use super::Failed;
use crate::authoring::package::{self, Package, UnitSource};

/// Where imported questions go.
#[derive(Clone, Copy, Debug)]
pub enum Destination<'a> {
    /// To the end of the unit with this name in addresses.
    Unit(&'a str),
    /// Into a new quiz, the last unit of the module.
    NewQuiz {
        /// Its name in addresses, of which its file's is made.
        slug: &'a str,
        /// Its title.
        title: &'a str,
    },
}

/// A place that is there.
pub(super) struct Place {
    /// The file that gets the questions, and what is in it so far.
    file: String,
    text: String,
    /// What else changes, after that.
    module: Option<String>,
    new_quiz: bool,
}

impl Place {
    /// Looks a destination up, or makes room for it.
    pub fn of(destination: Destination, package: &Package, units: &[UnitSource]) -> Result<Self, Failed> {
        match destination {
            Destination::Unit(slug) => existing(slug, package, units),
            Destination::NewQuiz { slug, title } => new_quiz(slug, title, package),
        }
    }

    /// The files that change when these blocks are added: pictures first, then the unit, then what lists it. `files` are those of
    /// the package with the pictures in it.
    pub fn with(
        self,
        blocks: &[String],
        pictures: &[String],
        mut files: BTreeMap<String, Vec<u8>>,
    ) -> Result<Vec<(String, Vec<u8>)>, Failed> {
        let mut text = if self.new_quiz { self.text.replace("MINUTES", &(blocks.len() * 2).clamp(1, 600).to_string()) } else { self.text };
        for block in blocks {
            if !text.ends_with('\n') {
                text.push('\n');
            }
            text.push('\n');
            text.push_str(block);
        }
        let mut changed = pictures.to_vec();
        changed.push(self.file.clone());
        files.insert(self.file, text.into_bytes());
        if let Some(module) = self.module {
            changed.push("module.md".to_owned());
            files.insert("module.md".to_owned(), module.into_bytes());
        }
        let package = package::read(files.into_iter().collect()).map_err(Failed::Package)?;
        let mut files = package.files;
        Ok(changed.into_iter().filter_map(|path| files.remove_entry(&path)).collect())
    }
}

fn text_of(package: &Package, file: &str) -> String {
    package.files.get(file).map(|content| String::from_utf8_lossy(content).into_owned()).unwrap_or_default()
}

fn existing(slug: &str, package: &Package, units: &[UnitSource]) -> Result<Place, Failed> {
    let Some(unit) = units.iter().find(|unit| unit.slug == slug) else {
        let known: Vec<&str> = units.iter().filter(|unit| unit.kind.has_questions()).map(|unit| unit.slug.as_str()).collect();
        return Err(Failed::Place(format!("the module has no unit `{slug}`; it has {}", known.join(", "))));
    };
    if !unit.kind.has_questions() {
        let kind = unit.kind.with_article();
        return Err(Failed::Place(format!("the unit `{slug}` is {kind}, which has no questions: name a quiz or a lesson")));
    }
    Ok(Place { file: unit.file.clone(), text: text_of(package, &unit.file), module: None, new_quiz: false })
}

fn new_quiz(slug: &str, title: &str, package: &Package) -> Result<Place, Failed> {
    let file = format!("{slug}.md");
    if package.files.contains_key(&file) {
        return Err(Failed::Place(format!("the module has a file {file} already: give the quiz another name, or name it as the unit")));
    }
    let module = listed(&file, package);
    let text = format!(
        "---\nunit: {slug}\nkind: quiz\ntitle: {}\nminutes: MINUTES\npass: 70\nattempts: 0\n---\n",
        title.replace('\n', " ").trim()
    );
    Ok(Place { file, text, module: Some(module), new_quiz: true })
}

/// `module.md` with another file as its last unit.
pub(super) fn listed(file: &str, package: &Package) -> String {
    let module = text_of(package, "module.md");
    let after = package::last_unit_line(&module).unwrap_or_default();
    let mut lines: Vec<&str> = module.split('\n').collect();
    let listed = format!("- {file}");
    lines.insert(after.min(lines.len()), &listed);
    lines.join("\n")
}
