//! Markdown files of others: the text stays as it was written, and only what our renderer would not keep is written otherwise or refused.
//!
//! Front matter (`front`) → marks read with the parser of our renderer (`reading`), which notes what is to be changed where (`edits`) →
//! the changed text is rendered once, and whatever is wrong with it is told with the line of the file.

mod edits;
mod front;
mod pictures;
mod reading;

use std::collections::BTreeMap;

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
    let mut reader = Reader::new(body, line, &units, beside, pictures);
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

/// What our renderer does not take of the text, as it will be.
fn faults(edited: &Edited, units: &BTreeMap<String, String>, pictures: &Pictures) -> Vec<Entry> {
    let mut report = Report::of(OWN_FILE);
    let place = markdown::Place { module: "", version: 0, file: OWN_FILE, files: pictures.files, units };
    let document = markdown::document(&edited.text, 1, &place, &mut report);
    for link in &document.links {
        if link.file == OWN_FILE && !document.headings.iter().any(|heading| heading.anchor == link.anchor) {
            report.say(link.line, format!("the link leads to `#{}`, and no heading of the text is called so", link.anchor));
        }
    }
    let told = |fault: package::Fault| Entry {
        place: Place::Line(fault.line.and_then(|line| edited.lines.get(line - 1)).copied().unwrap_or(1)),
        what: "text",
        fate: Fate::Refused,
        reasons: vec![fault.message],
    };
    report.faults().into_iter().map(told).collect()
}
