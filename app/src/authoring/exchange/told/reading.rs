//! Each kind of file read into what it comes to. Pure, and slow for large ones.

use domain::{
    Error, Result,
    authoring::{
        drafts::{Becomes, Bringing, Edits, Files, LONGEST_TEXT, Sound, bring, bring_new, sound, unit_name},
        exchange::{self, Destination, Failed, Fate, lessons},
        package::Fault,
        store::drafts::Ground,
    },
};

use super::{Item, Told};
use crate::authoring::exchange::kept::{Kept, What};

/// What a file comes to in the module of this name.
pub fn read(kept: &Kept, module: &str, ground: Option<&Ground>) -> Result<Told> {
    if kept.bytes.is_empty() {
        return Err(Error::field(kept.head.what.field(), "This file is empty. Choose another one."));
    }
    match (&kept.head.what, ground) {
        (What::Module(slug), _) => bring_new(&kept.bytes, slug).map(|(slug, come)| package(slug, come)),
        (_, None) => Err(Error::NotFound),
        (What::Package, Some(ground)) => {
            bring(&kept.bytes, module, &ground.files, &ground.media).map(|come| package(module.to_owned(), come))
        }
        (What::Lesson, Some(ground)) => lesson(kept, &base(&ground.files, module, "lesson")?),
        (What::Questions(unit), Some(ground)) => {
            let base = base(&ground.files, module, "questions")?;
            if let Some(fault) = base.fault_of(unit) {
                return Err(Error::field("unit", format!("Something in this unit has to be corrected first: {fault}.")));
            }
            questions(kept, &base, Destination::Unit(unit))
        }
        (What::NewQuiz(title), Some(ground)) => {
            let slug = unit_name(&ground.files, title);
            questions(kept, &base(&ground.files, module, "questions")?, Destination::NewQuiz { slug: &slug, title })
        }
    }
}

fn package(slug: String, come: Bringing) -> Told {
    let item = |file: domain::authoring::drafts::Brought| Item {
        place: String::new(),
        name: file.path,
        becomes: file.becomes,
        reasons: file.reasons,
    };
    Told { items: come.files.into_iter().map(item).collect(), notes: Vec::new(), missing: come.missing, edits: come.edits, slug }
}

/// The draft as the readers of other files need it.
fn base(files: &Files, module: &str, field: &'static str) -> Result<Sound> {
    sound(files, module).map_err(|faults| {
        let first = faults.first().map(ToString::to_string).unwrap_or_default();
        Error::field(field, format!("The draft has a fault that has to be corrected first. {first}."))
    })
}

fn lesson(kept: &Kept, base: &Sound) -> Result<Told> {
    let source = lessons::Source { name: &kept.head.name, bytes: &kept.bytes, format: None, beside: &|_| None };
    let import = |leave_out| lessons::import(&base.package, source, None, leave_out);
    // If there is nothing left without what is refused, it is told all the same why.
    let import = import(true).or_else(|failed| import(false).ok().filter(|import| import.files.is_empty()).ok_or(failed));
    let import = import.map_err(|failed| refused("lesson", &failed))?;
    let item = |entry: lessons::Entry| Item {
        place: entry.place.to_string(),
        name: entry.what.to_owned(),
        becomes: becomes(entry.fate),
        reasons: entry.reasons,
    };
    let items = import.report.entries.into_iter().map(item).collect();
    let file = if import.unit.is_empty() { String::new() } else { format!("{}.md", import.unit) };
    told("lesson", items, import.report.notes, Edits { written: import.files, removed: Vec::new(), file })
}

fn questions(kept: &Kept, base: &Sound, destination: Destination) -> Result<Told> {
    let source = exchange::Source { name: &kept.head.name, bytes: &kept.bytes, format: None };
    let import = exchange::import(&base.package, source, destination, true).map_err(|failed| refused("questions", &failed))?;
    let items = import.report.entries.into_iter().map(question).collect();
    let file = import.files.iter().map(|(path, _)| path).find(|path| path.ends_with(".md") && *path != "module.md");
    let file = file.cloned().unwrap_or_default();
    told("questions", items, import.report.notes, Edits { written: import.files, removed: Vec::new(), file })
}

/// A question of a report.
pub fn question(entry: exchange::Entry) -> Item {
    Item { place: format!("line {}", entry.line), name: entry.name, becomes: becomes(entry.fate), reasons: entry.reasons }
}

fn becomes(fate: Fate) -> Becomes {
    match fate {
        Fate::Taken => Becomes::Added,
        Fate::Changed => Becomes::Changed,
        Fate::Refused => Becomes::Refused,
    }
}

/// What was read, unless nobody could write on in it.
fn told(field: &'static str, items: Vec<Item>, notes: Vec<String>, edits: Edits) -> Result<Told> {
    match edits.written.iter().find(|(path, content)| path.ends_with(".md") && content.len() > LONGEST_TEXT) {
        Some((path, content)) => {
            let size = content.len();
            let sentence = format!("{path} would have {size} bytes, and a unit may have {LONGEST_TEXT} here. Make two files of this one.");
            Err(Error::field(field, sentence))
        }
        None => Ok(Told { items, notes, missing: 0, edits, slug: String::new() }),
    }
}

/// Why a file cannot be read into a draft at all.
pub fn refused(field: &'static str, failed: &Failed) -> Error {
    let sentence = match failed {
        Failed::Package(faults) => {
            let first = faults.first().map(Fault::to_string).unwrap_or_default();
            format!("This file cannot be taken, because something would be wrong with the module then. {first}.")
        }
        Failed::File { .. } | Failed::Place(_) => format!("This file cannot be taken: {failed}."),
    };
    Error::field(field, sentence)
}
