//! What is missing for publishing, and what can be shown already.

use serde::{Serialize, de::DeserializeOwned};

use super::{
    Files, front,
    outline::{address, is_unit},
    text_of,
};
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

/// HTML of a draft with addresses of the studio: there are its files, and its other units, each by its name for students with where it is
/// below the module. `quote` is the end of an attribute, as the text writes it.
pub(super) fn in_studio<'u>(html: String, module: &str, units: impl IntoIterator<Item = (&'u str, String)>, quote: &str) -> String {
    let mut html = html.replace(&format!("/modules/{module}/versions/0/files/"), &format!("/studio/{module}/files/"));
    for (slug, there) in units {
        for end in [quote, "#"] {
            html = html.replace(&format!("/learn/{module}/{slug}{end}"), &format!("/studio/{module}/{there}{end}"));
        }
    }
    html
}

/// A draft as far as it can be shown.
pub struct Looked {
    module: String,
    /// Names of units for students, and in addresses of the studio.
    units: Vec<(String, String)>,
    /// Whether addresses are those of the pages of review.
    reviewed: bool,
    edition: Option<Edition>,
    /// Everything that is wrong with it.
    pub faults: Vec<Fault>,
}

/// Renders what can be rendered.
pub fn look(files: &Files, module: &str) -> Looked {
    let (edition, mut faults) = package::look(files.clone().into_iter().collect());
    faults.extend(renamed(files, module));
    let units = files.keys().filter(|path| is_unit(path)).filter_map(|path| {
        let slug = front::value(text_of(files, path)?, "unit")?;
        Some((slug.to_owned(), address(path).to_owned()))
    });
    Looked { module: module.to_owned(), units: units.collect(), reviewed: false, edition, faults }
}

impl Looked {
    /// The same for reviewers: other units are where they read them.
    #[must_use]
    pub fn at_review(self) -> Self {
        Self { reviewed: true, ..self }
    }

    /// A unit as students would read it, if its front matter is in order. `text` is its file.
    pub fn unit(&self, text: &str) -> Option<(&EditionUnit, UnitText)> {
        let slug = front::value(text, "unit")?;
        let unit = self.edition.as_ref()?.units.iter().find(|unit| unit.slug == slug)?;
        let text = UnitText {
            objectives: unit.objectives.clone(),
            body: self.at_the_desk(&unit.body),
            contents: unit.contents.clone(),
            settings: unit.settings.clone(),
            questions: unit
                .questions
                .iter()
                .map(|question| StoredQuestion { id: id_of(&question.slug), question: self.at_the_desk(question) })
                .collect(),
        };
        Some((unit, text))
    }

    /// The same with addresses of the studio: there are the files of a draft, and its other units.
    fn at_the_desk<T: Clone + Serialize + DeserializeOwned>(&self, shown: &T) -> T {
        let Ok(json) = serde_json::to_string(shown) else { return shown.clone() };
        let units = self.units.iter().map(|(slug, address)| {
            let there = if self.reviewed { format!("review/{address}") } else { format!("units/{address}/trial") };
            (slug.as_str(), there)
        });
        serde_json::from_str(&in_studio(json, &self.module, units, "\\\"")).unwrap_or_else(|_| shown.clone())
    }

    /// The introduction of the module, HTML, if `module.md` is in order.
    pub fn introduction(&self) -> Option<String> {
        self.edition.as_ref().map(|edition| self.at_the_desk(&edition.module.introduction))
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
