//! Turns authored text into HTML that may stand in a page.
//!
//! The Markdown of `docs/content-package.md` and nothing else: raw HTML appears as text, addresses are checked, formulas become
//! MathML, and what comes out has passed an allow-list. It is done once, when a package is imported.

mod anchors;
mod callout;
mod code;
pub(super) mod events;
mod figure;
mod footnotes;
mod links;
mod math;
mod remark;
mod sanitize;
mod simulator;
mod table;
mod text;
mod writer;

use std::{collections::BTreeMap, ops::Range};

pub(super) use anchors::is_slug;
pub(super) use links::leads_outside;
pub use remark::{Reading, remark};
pub(super) use sanitize::escape;
pub use simulator::simulator_line;

use super::{Heading, Simulation, package::Report};
use writer::Writer;

/// Where a text stands: what its addresses are relative to.
pub(super) struct Place<'a> {
    /// The module's slug.
    pub module: &'a str,
    /// The number of the version it is rendered for.
    pub version: i64,
    /// The path of the text's own file.
    pub file: &'a str,
    /// The package's files.
    pub files: &'a BTreeMap<String, Vec<u8>>,
    /// The slugs of the units, by file name.
    pub units: &'a BTreeMap<String, String>,
}

/// A unit's text, rendered.
#[derive(Default)]
pub(super) struct Document {
    /// Text and questions in their order.
    pub parts: Vec<Part>,
    /// The list of footnotes, HTML; empty if there are none.
    pub notes: String,
    /// For the table of contents.
    pub headings: Vec<Heading>,
    /// Links to anchors, to be checked once all headings of the module are known.
    pub links: Vec<AnchorLink>,
}

/// A part of a text.
pub(super) enum Part {
    /// Rendered and sanitized.
    Html(String),
    /// A question block, still to be read.
    Question(BlockSource),
    /// A simulator with its author's inputs.
    Simulator(Simulation),
    /// A rubric block, still to be read.
    Rubric(BlockSource),
}

/// What stands between the fences of a question or rubric block.
pub(super) struct BlockSource {
    /// The line of the file on which the text begins.
    pub line: usize,
    pub text: String,
}

/// A link to a heading.
pub(super) struct AnchorLink {
    /// Where the link stands.
    pub line: usize,
    /// The file it leads to.
    pub file: String,
    pub anchor: String,
}

/// A whole text, with headings, footnotes and question blocks. `line` is the one its text begins on.
pub(super) fn document(text: &str, line: usize, place: &Place, report: &mut Report) -> Document {
    Writer::new(text, line, place, report, true).document()
}

/// The same, each block that stands by itself with its place in the text, in bytes; and the footnotes of all, HTML.
pub(super) fn blocks(text: &str, line: usize, place: &Place, report: &mut Report) -> (Vec<(Range<usize>, Part)>, String) {
    Writer::new(text, line, place, report, true).blocks()
}

/// What is wrong with a formula, if anything is.
pub(super) fn formula_fault(latex: &str, display: bool) -> Option<String> {
    math::mathml(latex, display).err()
}

/// A text inside a question: a prompt, a rationale, a model answer. No headings, footnotes or questions.
pub(super) fn block(text: &str, line: usize, place: &Place, report: &mut Report) -> Document {
    Writer::new(text, line, place, report, false).document()
}

/// A single line, such as an option: no block around it, and nothing at its beginning is taken for a list or a heading.
pub(super) fn inline(text: &str, line: usize, place: &Place, report: &mut Report) -> Document {
    // A line that begins with a full stop is always a paragraph, and emphasis may open after one.
    let guarded = format!(".{}", text.trim());
    let mut document = block(&guarded, line, place, report);
    for part in &mut document.parts {
        if let Part::Html(html) = part {
            let bare = html.trim().strip_prefix("<p>.").and_then(|html| html.strip_suffix("</p>"));
            *html = bare.unwrap_or_default().to_owned();
        }
    }
    document
}

impl Document {
    /// The text of a document that has no questions and no rubric.
    pub fn html(self) -> String {
        let texts = self.parts.into_iter().map(|part| match part {
            Part::Html(html) => html,
            Part::Question(_) | Part::Rubric(_) | Part::Simulator(_) => String::new(),
        });
        texts.chain([self.notes]).collect()
    }
}
