//! Markdown files of others: the text stays as it was written, and only what our renderer would not keep is written otherwise or refused.
//!
//! Front matter (`front`) → marks read with the parser of our renderer (`reading`), which notes what is to be changed where (`edits`) →
//! the changed text is rendered once, and whatever is wrong with it is told with the line of the file.

mod edits;
mod front;
mod marks;
mod pictures;
mod reading;

use std::collections::{BTreeMap, BTreeSet};

use super::{Draft, Entry, Failed, Pictures, Place};
use crate::authoring::{
    exchange::Fate,
    markdown,
    package::{self, Package, Report},
};
use edits::Edited;
use reading::Reader;

/// What stands in the place of a text that is missing of a figure, to see whether all else is right.
const FILLED_IN: &str = "To be written";
/// What the unit is called while it has no name.
const OWN_FILE: &str = "this-lesson.md";

/// Reads a text with Unix line ends into a package. `beside` has the pictures that are not in it.
pub(super) fn read(
    text: &str,
    beside: &dyn Fn(&str) -> Option<Vec<u8>>,
    package: &Package,
    pictures: &mut Pictures,
) -> Result<Draft, Failed> {
    let units = package::unit_sources(&package.files).map_err(Failed::Package)?;
    let units: BTreeMap<String, String> = units.into_iter().map(|unit| (unit.file, unit.slug)).collect();
    let (mut draft, body, line) = front::read(text);
    // The first reading shows which headings there will be, the second which links lead to one of them.
    let mut reader = Reader::new(body, line, &units, beside, pictures);
    reader.read(draft.title.as_deref());
    let headings = anchors(&reader.edits.applied(body, line, FILLED_IN), &units, reader.pictures);
    let mut reader = Reader::new(body, line, &units, beside, pictures);
    reader.headings = Some(headings);
    reader.read(draft.title.as_deref());
    let Reader { edits, mut entries, title, .. } = reader;
    let (written, filled) = (edits.applied(body, line, ""), edits.applied(body, line, FILLED_IN));
    if written.text.trim().is_empty() {
        return Err(Failed::File { line: None, sentence: "there is no text in it below its title".to_owned() });
    }
    entries.extend(faults(&filled, &units, pictures));
    entries.sort_by_key(|entry| if let Place::Line(line) = entry.place { line } else { 0 });
    draft.entries.append(&mut entries);
    draft.title = title.or(draft.title);
    (draft.body, draft.filled) = (written.text, filled.text);
    Ok(draft)
}

/// The text as our renderer reads it, and what it does not take of it.
fn rendered(edited: &Edited, units: &BTreeMap<String, String>, pictures: &Pictures) -> (markdown::Document, Vec<package::Fault>) {
    let mut report = Report::of(OWN_FILE);
    let place = markdown::Place { module: "", version: 0, file: OWN_FILE, files: pictures.files, units };
    let document = markdown::document(&edited.text, 1, &place, &mut report);
    (document, report.faults())
}

/// The addresses of the headings.
fn anchors(edited: &Edited, units: &BTreeMap<String, String>, pictures: &Pictures) -> BTreeSet<String> {
    rendered(edited, units, pictures).0.headings.into_iter().map(|heading| heading.anchor).collect()
}

/// What our renderer does not take of the text, as it will be.
fn faults(edited: &Edited, units: &BTreeMap<String, String>, pictures: &Pictures) -> Vec<Entry> {
    let told = |fault: package::Fault| Entry {
        place: Place::Line(fault.line.and_then(|line| edited.lines.get(line - 1)).copied().unwrap_or(1)),
        what: "text",
        fate: Fate::Refused,
        reasons: vec![fault.message],
    };
    rendered(edited, units, pictures).1.into_iter().map(told).collect()
}
