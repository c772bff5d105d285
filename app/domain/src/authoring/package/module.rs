//! `module.md`: what the module is.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::{
    Report, disclosing,
    front_matter::{Placed, front_matter},
};
use crate::authoring::disclosures::Disclosures;

/// What a module version says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ModuleText {
    /// Its name in addresses; never changes.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Codes of competencies.
    pub competencies: Vec<String>,
    /// Names with credentials.
    pub authors: Vec<String>,
    /// What the authors disclosed, where they did.
    pub disclosures: Option<Disclosures>,
    /// An SPDX name.
    pub license: String,
    /// The day of the last expert review.
    pub reviewed: NaiveDate,
    /// What a student will be able to do, each beginning with a verb.
    pub objectives: Vec<String>,
    /// HTML.
    pub introduction: String,
}

/// `module.md` before its introduction is rendered.
pub(super) struct Manifest<'a> {
    pub text: ModuleText,
    /// The files of the units in their order.
    pub units: Vec<Placed<&'a str>>,
    /// The introduction as written, and the line it begins on.
    pub body: &'a str,
    pub line: usize,
}

const KNOWN: &str = "module.md has module, title, summary, competencies, authors, disclosed, disclosures, mitigated, license, reviewed, objectives and units";

/// Reads `module.md`; `None` when something in its front matter is wrong, which is then in the report.
pub(super) fn manifest<'a>(text: &'a str, report: &mut Report) -> Option<Manifest<'a>> {
    let (mut fields, body, line) = front_matter(text, report)?;
    let slug = fields.slug("module", report);
    let title = fields.required("title", report);
    let summary = fields.required("summary", report);
    let competencies = fields.codes("competencies", true, report);
    let authors = fields.list("authors", report);
    let disclosures = disclosing::read(&mut fields, &authors, report);
    let license = fields.required("license", report);
    let reviewed = fields.required("reviewed", report).and_then(|day| fields.day("reviewed", day, report));
    let objectives = fields.list("objectives", report);
    let units = fields.list("units", report);
    fields.refuse_rest(KNOWN, report);
    if let Some((line, license)) = license.filter(|(_, license)| !is_license(license)) {
        report.say(line, format!("`{license}` is no SPDX name of a license, such as CC-BY-4.0"));
    }
    if body.trim().is_empty() {
        report.say(line, "the introduction is missing: write it under the front matter");
    }
    let text = ModuleText {
        slug: slug?.1.to_owned(),
        title: title?.1.to_owned(),
        summary: summary?.1.to_owned(),
        competencies,
        authors: owned(&authors),
        disclosures,
        license: license?.1.to_owned(),
        reviewed: reviewed?,
        objectives: owned(&objectives),
        introduction: String::new(),
    };
    Some(Manifest { text, units, body, line })
}

/// Checks that the units named are there, each once, and that no other text is.
pub(super) fn check_units(manifest: &Manifest, files: &BTreeMap<String, Vec<u8>>, report: &mut Report) {
    for (index, (line, name)) in manifest.units.iter().enumerate() {
        if *name == "module.md" || !name.ends_with(".md") {
            report.say(*line, format!("`{name}` is no unit: units are other .md files beside module.md"));
        } else if !files.contains_key(*name) {
            report.say(*line, format!("the file `{name}` is missing: add it, or take it out of the list"));
        } else if manifest.units[..index].iter().any(|(_, earlier)| earlier == name) {
            report.say(*line, format!("`{name}` is listed twice: keep one"));
        }
    }
}

pub(super) fn owned(items: &[Placed<&str>]) -> Vec<String> {
    items.iter().map(|(_, item)| (*item).to_owned()).collect()
}

fn is_license(name: &str) -> bool {
    name.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.' | b'+'))
}
