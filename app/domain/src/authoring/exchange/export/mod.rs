//! Questions of ours for other programs, as HTML, which all of them read.

mod gift;
mod html;
mod moodle;

use std::collections::BTreeMap;

use super::{Entry, Failed, Fate, Format, Report, build::Builder};
use crate::authoring::{
    Question, Written,
    package::{self, Package},
};

/// Questions in a format, and what of them it cannot say.
#[derive(Clone, Debug)]
pub struct Export {
    /// What became of each question; lines are those of the units, and names `file/id`.
    pub report: Report,
    /// The file.
    pub text: String,
}

/// What a format made of a question: its text, or why it has no word for it.
type Said = Result<String, String>;

/// Writes the questions of a package, or of one unit of it. A question that the format has no kind for is left out, which the report tells.
///
/// # Errors
/// If the package has faults, has no such unit or no questions in it, or the format is only read.
pub fn export(package: &Package, unit: Option<&str>, format: Format) -> Result<Export, Failed> {
    let units = package::unit_sources(&package.files).map_err(Failed::Package)?;
    if let Some(slug) = unit.filter(|slug| !units.iter().any(|unit| unit.slug == **slug)) {
        return Err(Failed::Place(format!("the module has no unit `{slug}`")));
    }
    let mut report = Report::of(&package.module);
    let mut said = Vec::new();
    let mut again = Builder { files: package.files.clone(), slugs: BTreeMap::new(), count: 0 };
    for unit in units.iter().filter(|of| unit.is_none_or(|slug| of.slug == slug)) {
        for (line, question) in &unit.questions {
            let mut lost = Vec::new();
            let one = one(question, package, format, &mut lost)?;
            let (fate, reasons) = match one {
                Ok(text) => {
                    if lost.is_empty() && !is_same(&text, question, &mut again, format) {
                        lost.push("read again, its texts are not quite the same: its words are kept, some of their form is not".to_owned());
                    }
                    said.push(text);
                    (if lost.is_empty() { Fate::Taken } else { Fate::Changed }, lost)
                }
                Err(reason) => (Fate::Refused, vec![reason]),
            };
            report.entries.push(Entry { line: *line, name: format!("{}/{}", unit.file, question.0.slug), fate, reasons });
        }
    }
    if report.entries.is_empty() {
        return Err(Failed::Place("there are no questions to export".to_owned()));
    }
    let text = if format == Format::MoodleXml { moodle::file(&said) } else { said.join("\n") };
    Ok(Export { report, text })
}

/// Whether two questions are the same but for where their lines end.
fn alike(one: &Question, other: &Question) -> bool {
    let words = |question: &Question| serde_json::to_string(question).map(|json| json.replace("\\n", " ")).unwrap_or_default();
    words(one) == words(other)
}

/// Whether the text of a question, read by our own reader, makes the very same question.
fn is_same(text: &str, question: &Written, again: &mut Builder, format: Format) -> bool {
    let drafts = match format {
        Format::MoodleXml => super::moodle::read(&moodle::file(&[text.to_owned()])).unwrap_or_default(),
        _ => super::gift::read(text),
    };
    again.slugs.clear();
    let read = drafts.questions.into_iter().next().and_then(|draft| again.build(draft.ok()?).ok());
    // No other program has a word for our bank.
    let plain = Written(Question { bank: None, ..question.0.clone() });
    let before = package::question_of(&package::block(&plain), &again.files);
    matches!((read, before), (Some(read), Ok((_, before))) if alike(&read.rendered, &before))
}

fn one(question: &Written, package: &Package, format: Format, lost: &mut Vec<String>) -> Result<Said, Failed> {
    match format {
        Format::Gift => Ok(gift::question(question, lost)),
        Format::MoodleXml => Ok(Ok(moodle::question(question, package, lost))),
        Format::Aiken => Err(Failed::Place("Aiken is only read: export GIFT or Moodle XML".to_owned())),
    }
}
