//! Word documents (`.docx`, ECMA-376): a zip file of XML parts as a lesson.
//!
//! Bytes → parts (`parts`, with `styles` and `numbering`) → what each paragraph is (`body`, `runs` and a file for each thing in them) →
//! blocks → Markdown. What is in the document and has no place in a lesson is refused or told, and never passed over.

mod body;
mod drawing;
mod fields;
mod formula;
mod line;
mod lists;
mod numbering;
mod outline;
mod parts;
mod runs;
mod styles;
mod symbols;
mod table;

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Pictures};
use crate::authoring::exchange::text::{self, Block};
use body::{Reader, grouped};
use numbering::Counters;
use parts::Parts;

/// What stands in the place of a text that is missing of a figure, to see whether all else is right.
const FILLED_IN: &str = "To be written";

/// Reads a document; an error is a sentence.
pub(super) fn read(bytes: &[u8], pictures: &mut Pictures) -> Result<Draft, String> {
    let parts = Parts::of(bytes)?;
    let body = parts.document.child("w:body").ok_or("its text is missing")?;
    let mut reader = Reader {
        parts: &parts,
        targets: &parts.targets,
        pictures,
        entries: Vec::new(),
        notes: BTreeSet::new(),
        place: (String::new(), 0),
        inside: 0,
        changes: BTreeSet::new(),
        fields: Vec::new(),
        counters: Counters::default(),
        used_notes: Vec::new(),
        note_numbers: BTreeMap::new(),
    };
    let items = reader.items(body.children());
    reader.end_fields();
    let mut outline = outline::of(grouped(items));
    let notes = reader.footnotes();
    if body.child("w:sectPr").is_some_and(has_margins) {
        reader.notes.insert("what stands at the top and foot of every page is not kept");
    }
    let bare = without_words(&outline.blocks);
    let (captioned, filled) = (with_captions(outline.blocks.clone(), ""), with_captions(std::mem::take(&mut outline.blocks), FILLED_IN));
    if text::markdown(&captioned).trim().is_empty() {
        return Err("there is no text in it below its title".to_owned());
    }
    let mut draft = Draft {
        title: outline.title,
        objectives: outline.objectives,
        entries: std::mem::take(&mut reader.entries),
        notes: reader.notes.iter().map(|note| (*note).to_owned()).chain(outline.notes).chain(bare).collect(),
        ..Draft::default()
    };
    draft.body = with_footnotes(text::markdown(&captioned), &notes, "", &mut draft.notes);
    draft.filled = with_footnotes(text::markdown(&filled), &notes, FILLED_IN, &mut Vec::new());
    Ok(draft)
}

fn has_margins(section: &crate::authoring::exchange::tree::Element) -> bool {
    section.child("w:headerReference").is_some() || section.child("w:footerReference").is_some()
}

impl Reader<'_, '_> {
    /// The notes in the order of their use.
    fn footnotes(&mut self) -> Vec<Vec<Block>> {
        let mut all = Vec::new();
        while let Some((end, id)) = self.used_notes.get(all.len()).cloned() {
            let parts = self.parts;
            let notes = if end { &parts.endnotes } else { &parts.footnotes };
            self.targets = &notes.targets;
            self.place = (format!("footnote {}", all.len() + 1), 0);
            let elements = notes.texts.get(&id).map_or(&[][..], |note| note.children());
            all.push(self.inner(elements));
            self.end_fields();
            self.end("footnote");
        }
        all
    }
}

/// The text with those of its footnotes under it that are used in it.
fn with_footnotes(mut body: String, notes: &[Vec<Block>], missing: &str, told: &mut Vec<String>) -> String {
    let used = marks(&body);
    for (index, blocks) in notes.iter().enumerate() {
        let number = index + 1;
        if !used.contains(&number) {
            told.push(format!("footnote {number} stood in the title, and is left out"));
            continue;
        }
        let text = text::markdown(&with_captions(blocks.clone(), missing));
        let text = if text.trim().is_empty() { "(left out)".to_owned() } else { text };
        body.push_str(&format!("\n\n{}", text::prefixed(&text, &format!("[^{number}]: "), "    ")));
    }
    body
}

/// The numbers of the footnotes that a text refers to.
fn marks(body: &str) -> BTreeSet<usize> {
    body.split("[^").skip(1).filter_map(|rest| rest.split_once(']')?.0.parse().ok()).collect()
}

/// That figures have no caption, where there is no description either to stand for one.
fn without_words(blocks: &[Block]) -> Vec<String> {
    let one = |block: &Block| match block {
        Block::Figure { path, alt, caption } if alt.is_empty() && caption.is_empty() => {
            vec![format!("`{path}` has no caption: write one into the unit, between the quotation marks behind its name")]
        }
        Block::List { items, .. } => items.iter().flat_map(|blocks| without_words(blocks)).collect(),
        Block::Quotation(blocks) => without_words(blocks),
        _ => Vec::new(),
    };
    blocks.iter().flat_map(one).collect()
}

/// Figures without a caption get their description as one; what is missing is this.
fn with_captions(blocks: Vec<Block>, missing: &str) -> Vec<Block> {
    let within = |blocks| with_captions(blocks, missing);
    let one = |block| match block {
        Block::Figure { path, alt, caption } => {
            let caption = if caption.is_empty() { alt.clone() } else { caption };
            let or = |text: String| if text.is_empty() { missing.to_owned() } else { text };
            Block::Figure { path, alt: or(alt), caption: or(caption) }
        }
        Block::List { first, items } => Block::List { first, items: items.into_iter().map(within).collect() },
        Block::Quotation(blocks) => Block::Quotation(within(blocks)),
        block => block,
    };
    blocks.into_iter().map(one).collect()
}
