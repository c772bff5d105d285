//! What is missing for publishing, and what can be shown already.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    Files, Ways, front,
    outline::{address, is_unit, module_of, named_units},
    text_of,
    unfinished::unfinished,
};
use crate::{
    authoring::{
        Question, StoredQuestion,
        package::{self, Edition, EditionUnit, Fault, ModuleText, Package},
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

/// Everything that is missing for publishing a draft, apart from what its authors have to disclose: what is wrong with its package, and what
/// still stands as it was given to begin with.
pub fn missing(files: &Files, module: &str) -> Vec<Fault> {
    let mut faults = check(files.clone(), module).err().unwrap_or_default();
    faults.extend(unfinished(files));
    faults.sort();
    faults
}

fn renamed(files: &Files, module: &str) -> Option<Fault> {
    let text = text_of(files, "module.md")?;
    let named = module_of(text).filter(|name| *name != module)?;
    let message = format!("`module: {named}` was `{module}`, which never changes: write `module: {module}`");
    Some(Fault { file: "module.md".into(), line: front::line(text, "module"), message })
}

/// A draft as far as it can be shown.
pub struct Looked {
    module: String,
    /// Names of units for students, and in addresses of the studio.
    units: Vec<(String, String)>,
    ways: Ways,
    edition: Option<Edition>,
    /// Titles of units that cannot be shown, for something is missing in them.
    pub hidden: Vec<String>,
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
}

/// Renders what can be rendered.
pub fn look(files: &Files, module: &str) -> Looked {
    let (edition, mut faults) = package::look(files.clone().into_iter().collect());
    faults.extend(renamed(files, module));
    faults.extend(unfinished(files));
    let units = named_units(files).map(|(slug, path, _)| (slug.to_owned(), address(path).to_owned())).collect();
    let hidden = hidden(files, edition.as_ref());
    Looked { module: module.to_owned(), units, ways: Ways::trial(module), edition, hidden, faults }
}

fn hidden(files: &Files, edition: Option<&Edition>) -> Vec<String> {
    let shown: Vec<&str> = edition.iter().flat_map(|edition| &edition.units).map(|unit| unit.slug.as_str()).collect();
    let value = |path: &str, name| text_of(files, path).and_then(|text| front::value(text, name));
    let missing = |path: &&String| is_unit(path) && !value(path, "unit").is_some_and(|slug| shown.contains(&slug));
    files.keys().filter(missing).map(|path| value(path, "title").unwrap_or(path).to_owned()).collect()
}

impl Looked {
    /// The same, leading elsewhere than to the trials of the studio.
    #[must_use]
    pub fn leading(self, ways: Ways) -> Self {
        Self { ways, ..self }
    }

    /// The module as it says of itself, with its introduction, if `module.md` is in order.
    pub fn module(&self) -> Option<ModuleText> {
        let module = &self.edition.as_ref()?.module;
        Some(ModuleText { introduction: self.led(&module.introduction), ..module.clone() })
    }

    /// The units that can be shown, in order, as students would read them.
    pub fn units(&self) -> impl Iterator<Item = (&EditionUnit, UnitText)> {
        self.edition.iter().flat_map(|edition| &edition.units).map(|unit| (unit, self.text(unit)))
    }

    /// A unit as students would read it, if its front matter is in order. `text` is its file.
    pub fn unit(&self, text: &str) -> Option<(&EditionUnit, UnitText)> {
        let slug = front::value(text, "unit")?;
        let unit = self.edition.as_ref()?.units.iter().find(|unit| unit.slug == slug)?;
        Some((unit, self.text(unit)))
    }

    fn text(&self, unit: &EditionUnit) -> UnitText {
        let stored = |question: &Question| StoredQuestion { id: id_of(&question.slug), question: self.led(question) };
        UnitText {
            objectives: unit.objectives.clone(),
            competencies: unit.competencies.clone(),
            body: self.led(&unit.body),
            contents: unit.contents.clone(),
            settings: unit.settings.clone(),
            questions: unit.questions.iter().map(stored).collect(),
        }
    }

    /// The same with addresses that lead where the reader reads it.
    fn led<T: Clone + Serialize + DeserializeOwned>(&self, shown: &T) -> T {
        let Ok(json) = serde_json::to_string(shown) else { return shown.clone() };
        let units = self.units.iter().map(|(slug, address)| (slug.as_str(), address.as_str()));
        serde_json::from_str(&self.ways.led(json, &self.module, units, "\\\"")).unwrap_or_else(|_| shown.clone())
    }

    /// The introduction of the module, HTML, if `module.md` is in order.
    pub fn introduction(&self) -> Option<String> {
        self.module().map(|module| module.introduction)
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
