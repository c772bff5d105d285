//! The paragraphs of a unit: what comments hold on to, each with what students see of it.

use std::{collections::BTreeMap, ops::Range};

use super::super::{
    Files, Ways, front,
    outline::{address, named_units},
    text_of,
};
use crate::authoring::{
    Rubric, Simulation,
    markdown::{self, Part, Place},
    package::{self, Report},
};

/// A paragraph, or another block that stands by itself: a list, a table, a figure, a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// As its author wrote it.
    pub words: String,
    /// Where that stands in the file, in bytes.
    pub range: Range<usize>,
    /// The line on which it begins, from 1.
    pub line: usize,
    /// What students see of it.
    pub seen: Seen,
}

/// What students see of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// HTML, rendered and sanitized.
    Html(String),
    /// The question with this name.
    Question(String),
    /// A simulator.
    Simulator(Simulation),
    /// The rubric of an assignment, as far as it can be read.
    Rubric(Rubric),
}

/// The paragraphs of a file, in order, however faulty the draft is; footnotes stand at the end of the last one. Addresses are those of the
/// pages of review.
pub fn passages(files: &Files, module: &str, file: &str) -> Vec<Passage> {
    let text = text_of(files, file).unwrap_or_default();
    let start = front::body(text);
    let body = &text[start..];
    let line = text[..start].matches('\n').count() + 1;
    let units: BTreeMap<String, String> = named_units(files).map(|(slug, path, _)| (path.to_owned(), slug.to_owned())).collect();
    let place = Place { module, version: 0, file, files, units: &units };
    let mut report = Report::of(file);
    let (blocks, notes) = markdown::blocks(body, line, &place, &mut report);
    let ways = Ways::review(module);
    let here = |html: String| ways.led(html, module, units.iter().map(|(file, slug)| (slug.as_str(), address(file))), "\"");
    let mut found: Vec<Passage> = Vec::new();
    for (range, part) in blocks {
        let words = body[range.clone()].trim_end();
        let line = line + body[..range.start].matches('\n').count();
        let range = start + range.start..start + range.start + words.len();
        let seen = match part {
            Part::Html(html) => Seen::Html(here(html)),
            Part::Question(source) => Seen::Question(named_in(&source.text)),
            Part::Simulator(simulation) => Seen::Simulator(simulation),
            Part::Rubric(source) => Seen::Rubric(package::rubric_of(&source)),
        };
        found.push(Passage { words: words.to_owned(), range, line, seen });
    }
    if let Some(Passage { seen: Seen::Html(html), .. }) = found.iter_mut().rev().find(|one| matches!(one.seen, Seen::Html(_))) {
        html.push_str(&here(notes));
    }
    found
}

/// The name of a question in its block.
fn named_in(block: &str) -> String {
    block.lines().find_map(|line| line.strip_prefix("id:")).unwrap_or_default().trim().to_owned()
}
