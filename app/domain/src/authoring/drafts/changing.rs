//! What each change of the outline makes of the files.

use std::collections::BTreeSet;

use super::{
    Files, front,
    outline::{is_unit, named_units, units_of},
    questions::{free, ids, with_fresh_ids},
    skeleton::{name_of, titled, unit},
    text_of,
};
use crate::{
    Conflict, Error, Result,
    authoring::{UnitKind, package::MINUTES},
};

/// A change of the outline. Units are named by their files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// A new unit at the end.
    Add {
        /// Its kind.
        kind: UnitKind,
        /// Its title.
        title: String,
    },
    /// A unit goes to a place, from 0; beyond the last is last.
    Move {
        /// Which.
        file: String,
        /// Where to, among the others.
        to: usize,
    },
    /// A unit goes so many places down, or up if negative; not beyond the ends.
    Shift {
        /// Which.
        file: String,
        /// How far.
        by: isize,
    },
    /// A unit gets another title.
    Rename {
        /// Which.
        file: String,
        /// The title.
        title: String,
    },
    /// A unit is there twice, the copy behind it, with ids of its own.
    Duplicate {
        /// Which.
        file: String,
    },
    /// A unit is taken out.
    Remove {
        /// Which.
        file: String,
    },
    /// A unit that was taken out comes back, at the end.
    PutBack {
        /// Its file.
        file: String,
        /// What stood in it.
        content: Vec<u8>,
    },
}

/// What is to be written and taken away.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Edits {
    /// Files with what stands in them now.
    pub written: Vec<(String, Vec<u8>)>,
    /// Files that are gone.
    pub removed: Vec<String>,
    /// The unit it was about, as it is called now.
    pub file: String,
}

/// What a change makes of the files.
///
/// # Errors
/// [`Error::NotFound`] if there is no such unit; [`Error::Invalid`] by `title`, or by `outline` if `module.md` cannot list units.
pub fn apply(files: &Files, change: &Change) -> Result<Edits> {
    let listed = all(files);
    let there = |file: &String| if listed.contains(file) { Ok(text_of(files, file).unwrap_or_default()) } else { Err(Error::NotFound) };
    match change {
        Change::Add { kind, title } => add(files, listed, *kind, title),
        Change::Move { file, to } => there(file).and_then(|_| moved(files, listed, file, *to)),
        Change::Shift { file, by } => {
            there(file)?;
            let place = listed.iter().position(|have| have == file).unwrap_or_default();
            moved(files, listed, file, place.saturating_add_signed(*by))
        }
        Change::Rename { file, title } => renamed(file, there(file)?, &titled(title)?),
        Change::Duplicate { file } => duplicated(files, listed.clone(), file, there(file)?),
        Change::Remove { file } => {
            there(file)?;
            let module = listing(files, listed.iter().filter(|have| *have != file))?;
            Ok(Edits { written: vec![module], removed: vec![file.clone()], file: file.clone() })
        }
        Change::PutBack { file, content } => put_back(files, listed, file, content),
    }
}

/// All units in the order of the outline: those that are not listed stand at the end, and are listed with the next change.
fn all(files: &Files) -> Vec<String> {
    let mut listed = units_of(text_of(files, "module.md").unwrap_or_default());
    listed.retain(|file| files.contains_key(file));
    let others: Vec<String> = files.keys().filter(|path| is_unit(path) && !listed.contains(path)).cloned().collect();
    listed.extend(others);
    listed
}

/// `module.md` with these units.
fn listing<'u>(files: &Files, units: impl IntoIterator<Item = &'u String>) -> Result<(String, Vec<u8>)> {
    let units: Vec<String> = units.into_iter().cloned().collect();
    let text = text_of(files, "module.md").and_then(|text| front::with_items(text, "units", &units));
    let text =
        text.ok_or_else(|| Error::field("outline", "The page “About the module” has no front matter to list units in: correct it first."))?;
    Ok(("module.md".to_owned(), text.into_bytes()))
}

fn moved(files: &Files, mut listed: Vec<String>, file: &String, to: usize) -> Result<Edits> {
    listed.retain(|have| have != file);
    listed.insert(to.min(listed.len()), file.clone());
    Ok(Edits { written: vec![listing(files, &listed)?], removed: Vec::new(), file: file.clone() })
}

fn renamed(file: &str, text: &str, title: &str) -> Result<Edits> {
    let text = front::with_value(text, "title", title)
        .ok_or_else(|| Error::field("title", "The unit has no front matter to keep a title in: correct its text first."))?;
    Ok(Edits { written: vec![(file.to_owned(), text.into_bytes())], removed: Vec::new(), file: file.to_owned() })
}

/// The text of a unit with another estimate of how long it takes.
///
/// # Errors
/// [`Error::Invalid`] by `minutes` if a unit cannot take so long, or its text has no front matter to say it in.
pub fn with_minutes(text: &str, minutes: &str) -> Result<String> {
    let wrong = |message: String| Error::field("minutes", message);
    let number = minutes.parse().ok().filter(|number| MINUTES.contains(number));
    let number = number.ok_or_else(|| wrong(format!("A unit takes {} to {} minutes.", MINUTES.start(), MINUTES.end())))?;
    front::with_value(text, "minutes", &number.to_string())
        .ok_or_else(|| wrong("The unit has no front matter to keep its minutes in: correct its text first.".to_owned()))
}

/// Names of units in addresses of students.
fn slugs(files: &Files) -> BTreeSet<String> {
    named_units(files).map(|(slug, ..)| slug.to_owned()).collect()
}

/// A name in addresses for a new unit with this title, which neither a unit nor a file has.
pub fn unit_name(files: &Files, title: &str) -> String {
    names(files, &name_of(title))
}

/// A file and a name in addresses that are not taken, of one stem.
fn names(files: &Files, stem: &str) -> String {
    let slugs = slugs(files);
    free(stem, |name| slugs.contains(name) || files.contains_key(&format!("{name}.md")) || name == "module")
}

fn add(files: &Files, mut listed: Vec<String>, kind: UnitKind, title: &str) -> Result<Edits> {
    let title = titled(title)?;
    let slug = names(files, &name_of(&title));
    let taken = ids(files);
    let question = free(&format!("{slug}-1"), |name| taken.contains(name));
    let file = format!("{slug}.md");
    listed.push(file.clone());
    let text = unit(kind, &slug, &title, &question);
    Ok(Edits { written: vec![(file.clone(), text.into_bytes()), listing(files, &listed)?], removed: Vec::new(), file })
}

fn duplicated(files: &Files, mut listed: Vec<String>, file: &String, text: &str) -> Result<Edits> {
    let stem = front::value(text, "unit").unwrap_or_else(|| super::address(file));
    let slug = names(files, stem);
    let copy = format!("{slug}.md");
    let text = with_fresh_ids(text, ids(files));
    let title = format!("{} (copy)", front::value(&text, "title").unwrap_or(stem));
    let text = front::with_value(&text, "unit", &slug).unwrap_or(text);
    let text = front::with_value(&text, "title", &title).unwrap_or(text);
    let place = listed.iter().position(|have| have == file).map_or(listed.len(), |place| place + 1);
    listed.insert(place, copy.clone());
    Ok(Edits { written: vec![(copy.clone(), text.into_bytes()), listing(files, &listed)?], removed: Vec::new(), file: copy })
}

fn put_back(files: &Files, mut listed: Vec<String>, file: &String, content: &[u8]) -> Result<Edits> {
    if files.contains_key(file) {
        return Err(Error::Conflict(Conflict::PlaceTaken));
    }
    let mut written = vec![(file.clone(), content.to_vec())];
    if is_unit(file) {
        listed.push(file.clone());
        written.push(listing(files, &listed)?);
    }
    Ok(Edits { written, removed: Vec::new(), file: file.clone() })
}

/// A unit goes from one module to another, to the end, with the figures and videos that it shows: what to change in each. What leads to
/// it from the module it leaves is found by the check.
///
/// # Errors
/// Those of [`apply`]; [`Error::Invalid`] by `to` if the other module has a file of the same name with something else in it.
pub fn hand_over(from: &Files, file: &str, to: &Files) -> Result<(Edits, Edits)> {
    let left = apply(from, &Change::Remove { file: file.to_owned() })?;
    let text = text_of(from, file).unwrap_or_default();
    let shown: Vec<&String> = from.keys().filter(|path| is_shown(path, text)).collect();
    if let Some(other) = shown.iter().find(|path| to.get(**path).is_some_and(|content| Some(content) != from.get(**path))) {
        return Err(Error::field("to", format!("That module has another file called {other}: rename one of them first.")));
    }
    let slug = names(to, front::value(text, "unit").unwrap_or_else(|| super::address(file)));
    let text = front::with_value(text, "unit", &slug).unwrap_or_else(|| text.to_owned());
    let text = with_fresh_ids(&text, ids(to));
    let new = free(super::address(file), |name| to.contains_key(&format!("{name}.md")));
    let mut come = apply(to, &Change::PutBack { file: format!("{new}.md"), content: text.into_bytes() })?;
    let missing = shown.into_iter().filter(|path| !to.contains_key(*path));
    come.written.extend(missing.map(|path| (path.clone(), from[path].clone())));
    Ok((left, come))
}

/// Whether a text shows a file, or a video whose captions the file is.
fn is_shown(path: &str, text: &str) -> bool {
    let stem = path.strip_suffix(".vtt").or_else(|| path.strip_suffix(".txt"));
    let captions = stem.is_some_and(|stem| ["webm", "mp4", "mp3", "m4a"].iter().any(|end| text.contains(&format!("{stem}.{end}"))));
    path.contains('/') && (captions || text.contains(path))
}
