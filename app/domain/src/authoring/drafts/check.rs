//! What is missing for publishing, and what can be shown already.

use super::{Files, front, text_of};
use crate::{
    authoring::{
        StoredQuestion,
        package::{self, Edition, EditionUnit, Fault, Package},
        store::UnitText,
    },
    ids::QuestionId,
};

/// The package of a draft of the module with this name in addresses, or everything that is wrong with it.
pub fn check(files: Files, module: &str) -> Result<Package, Vec<Fault>> {
    let renamed = renamed(&files, module);
    let read = package::read(files.into_iter().collect());
    match (read, renamed) {
        (Ok(package), None) => Ok(package),
        (Ok(_), Some(fault)) => Err(vec![fault]),
        (Err(mut faults), renamed) => {
            faults.extend(renamed);
            faults.sort();
            Err(faults)
        }
    }
}

fn renamed(files: &Files, module: &str) -> Option<Fault> {
    let text = text_of(files, "module.md")?;
    let named = front::value(text, "module").filter(|name| *name != module)?;
    let message = format!("`module: {named}` was `{module}`, which never changes: write `module: {module}`");
    Some(Fault { file: "module.md".into(), line: front::line(text, "module"), message })
}

/// A draft as far as it can be shown.
pub struct Looked {
    edition: Option<Edition>,
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
}

/// Renders what can be rendered.
pub fn look(files: &Files, module: &str) -> Looked {
    let (edition, mut faults) = package::look(files.clone().into_iter().collect());
    faults.extend(renamed(files, module));
    Looked { edition, faults }
}

impl Looked {
    /// A unit as students would read it, if its front matter is in order. `text` is its file.
    pub fn unit(&self, text: &str) -> Option<(&EditionUnit, UnitText)> {
        let slug = front::value(text, "unit")?;
        let unit = self.edition.as_ref()?.units.iter().find(|unit| unit.slug == slug)?;
        let text = UnitText {
            objectives: unit.objectives.clone(),
            body: unit.body.clone(),
            contents: unit.contents.clone(),
            settings: unit.settings.clone(),
            questions: unit.questions.iter().map(|question| StoredQuestion { id: id_of(&question.slug), question: question.clone() }).collect(),
        };
        Some((unit, text))
    }

    /// The introduction of the module, HTML, if `module.md` is in order.
    pub fn introduction(&self) -> Option<&str> {
        self.edition.as_ref().map(|edition| edition.module.introduction.as_str())
    }

    /// What is wrong with one file.
    pub fn faults_of<'f>(&'f self, file: &'f str) -> impl Iterator<Item = &'f Fault> {
        self.faults.iter().filter(move |fault| fault.file == file)
    }
}

/// A question that is not published has no id yet; the fields of its form need the same one each time.
fn id_of(slug: &str) -> QuestionId {
    use sha2::{Digest, Sha256};
    let hash = Sha256::digest(slug.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    QuestionId(uuid::Uuid::from_bytes(bytes))
}
