//! The questions of a package as their authors wrote them, for programs that read other formats.

use std::collections::BTreeMap;

use super::{Fault, Report, edition, module, question, text_of, unit};
use crate::authoring::{
    Question, UnitKind, Written,
    markdown::{self, BlockSource, Part, Place},
};

/// A unit of a package, with its questions as written.
#[derive(Clone, Debug)]
pub struct UnitSource {
    /// Its file.
    pub file: String,
    /// Its name in addresses.
    pub slug: String,
    /// Its kind.
    pub kind: UnitKind,
    /// Its questions in their order, each with the line it begins on.
    pub questions: Vec<(usize, Written)>,
}

/// The units of a package in their order, or all that is wrong with it.
pub(in crate::authoring) fn unit_sources(files: &BTreeMap<String, Vec<u8>>) -> Result<Vec<UnitSource>, Vec<Fault>> {
    edition::compose(files, 0)?;
    let mut report = Report::of("module.md");
    let names = text_of(files, "module.md").and_then(|text| module::manifest(text, &mut report)).map(|manifest| manifest.units);
    let units = names.unwrap_or_default().into_iter().filter_map(|(_, file)| unit_source(file, files));
    Ok(units.collect())
}

/// A unit without fault; its text is not looked at, only the question blocks in it.
fn unit_source(file: &str, files: &BTreeMap<String, Vec<u8>>) -> Option<UnitSource> {
    let mut report = Report::of(file);
    let head = unit::head(text_of(files, file)?, &mut report)?;
    let questions = blocks(head.body, head.line, &mut report).into_iter();
    let written = |source: BlockSource| Some((source.line, question::read_as_written(&source, &mut report)?));
    let questions = questions.filter_map(written).collect();
    Some(UnitSource { file: file.to_owned(), kind: head.settings.kind(), slug: head.slug, questions })
}

/// The question blocks of a text, which may have faults otherwise.
fn blocks(text: &str, line: usize, report: &mut Report) -> Vec<BlockSource> {
    let (files, units) = (BTreeMap::new(), BTreeMap::new());
    let parts = markdown::document(text, line, &nowhere(&files, &units), report).parts;
    let questions = parts.into_iter().filter_map(|part| match part {
        Part::Question(source) => Some(source),
        Part::Html(_) | Part::Rubric(_) | Part::Simulator(_) => None,
    });
    questions.collect()
}

/// One question block by itself: as it was written and as it is rendered, or what is wrong with it. Figures may be any of `files`.
pub(in crate::authoring) fn question_of(block: &str, files: &BTreeMap<String, Vec<u8>>) -> Result<(Written, Question), Vec<Fault>> {
    let mut report = Report::of("question");
    let units = BTreeMap::new();
    let sources = blocks(block, 1, &mut report);
    let [source] = &sources[..] else {
        report.say(1, "this is not one question");
        return Err(report.faults());
    };
    let written = question::read_as_written(source, &mut Report::of("question"));
    match (written, question::read(source, &nowhere(files, &units), &mut report)) {
        (Some(written), Some((rendered, _))) => report.or(|| (written, rendered)),
        _ => Err(report.faults()),
    }
}

/// Where a text stands that belongs to no unit yet.
fn nowhere<'a>(files: &'a BTreeMap<String, Vec<u8>>, units: &'a BTreeMap<String, String>) -> Place<'a> {
    Place { module: "", version: 0, file: "", files, units }
}

/// The line of `module.md` after which another unit can be listed: that of the last one.
pub(in crate::authoring) fn last_unit_line(module: &str) -> Option<usize> {
    let mut report = Report::of("module.md");
    module::manifest(module, &mut report)?.units.last().map(|(line, _)| *line)
}
