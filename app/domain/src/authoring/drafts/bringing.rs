//! What a whole package comes to that is brought into a draft: which files are new, changed, gone and refused.

use std::collections::BTreeSet;

use super::{Edits, Files, LONGEST_TEXT, check, front, skeleton::checked_name, text_of};
use crate::{
    Error, Result,
    authoring::{
        media::Pointer,
        package::{self, Fault},
    },
};

/// What becomes of a file, or of a thing in one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Becomes {
    /// It is not taken.
    Refused,
    /// It is taken and is different now: from what stands in the draft, or from what it was.
    Changed,
    /// It is taken, and was not there before.
    Added,
    /// It is taken out of the draft.
    Removed,
    /// It stays as it is.
    Same,
}

/// A file of the package or of the draft.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Brought {
    /// Its path.
    pub path: String,
    /// What becomes of it.
    pub becomes: Becomes,
    /// Why it is refused, or what is to be known of it; sentences that follow a colon.
    pub reasons: Vec<String>,
}

/// What a package comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bringing {
    /// Each file once, by path.
    pub files: Vec<Brought>,
    /// How many things are missing for publishing afterwards.
    pub missing: usize,
    /// What changes when everything is taken that is not refused.
    pub edits: Edits,
}

/// Why a pointer is not taken: for those the module has not, and for those whose file is lost.
pub const NOT_HERE: &str =
    "this only stands for a large file that the module does not have: upload the file itself under Files, and put it into the draft";

/// Compares a package, as zip, with the files of a draft of the module with this name in addresses. `media` are the hashes of the large
/// files the module has: a pointer to another one is refused. What is missing in texts is no reason to refuse them: a draft may be faulty.
///
/// # Errors
/// [`Error::Invalid`] by `package` if the zip file as a whole is none that is taken.
pub fn bring(zip: &[u8], module: &str, have: &Files, media: &BTreeSet<String>) -> Result<Bringing> {
    let unpacked = package::read_zip(zip).map_err(|faults| whole(&faults))?;
    let mut files: Vec<Brought> = Vec::new();
    let mut say = |path: &str, becomes: Becomes, reasons: Vec<String>| files.push(Brought { path: path.to_owned(), becomes, reasons });
    let (good, told, refused) = sorted_out(unpacked, module, media)?;
    for (path, reasons) in &refused {
        say(path, Becomes::Refused, reasons.clone());
    }
    let mut edits = Edits::default();
    for (path, content) in good {
        let reasons: Vec<String> = told.iter().filter(|(of, _)| *of == path).map(|(_, reason)| reason.clone()).collect();
        match have.get(&path) {
            Some(stands) if *stands == content => {
                say(&path, Becomes::Same, reasons);
                continue;
            }
            stands => say(&path, if stands.is_some() { Becomes::Changed } else { Becomes::Added }, reasons),
        }
        edits.written.push((path, content));
    }
    let known: BTreeSet<String> = files.iter().map(|file| file.path.clone()).collect();
    edits.removed = have.keys().filter(|path| !known.contains(*path)).cloned().collect();
    files.extend(edits.removed.iter().map(|path| Brought { path: path.clone(), becomes: Becomes::Removed, reasons: Vec::new() }));
    files.sort_by(|one, other| one.path.cmp(&other.path));
    let missing = check(with(have, &edits), module).err().map_or(0, |faults| faults.len());
    Ok(Bringing { files, missing, edits })
}

/// The same for a module that is not there yet, under this name or the one that the package has. Returns the name.
///
/// # Errors
/// [`Error::Invalid`] by `package`, or by `package-slug` if the name is none that a module may have.
pub fn bring_new(zip: &[u8], slug: &str) -> Result<(String, Bringing)> {
    let unpacked = package::read_zip(zip).map_err(|faults| whole(&faults))?;
    let text = unpacked.iter().find(|(path, _)| path == "module.md").map(|(_, content)| String::from_utf8_lossy(content).replace('\r', ""));
    let own = text.as_deref().and_then(|text| front::value(text.trim_start_matches('\u{FEFF}'), "module")).unwrap_or_default();
    let slug = if slug.is_empty() { own } else { slug };
    checked_name(slug, "package-slug")?;
    Ok((slug.to_owned(), bring(zip, slug, &Files::new(), &BTreeSet::new())?))
}

/// What stands in a draft after a change.
fn with(have: &Files, edits: &Edits) -> Files {
    let mut files = have.clone();
    files.retain(|path, _| !edits.removed.contains(path));
    files.extend(edits.written.iter().cloned());
    files
}

/// Files that can be taken, what is to be known of some of them, and why others cannot.
type Sorted = (Files, Vec<(String, String)>, Vec<(String, Vec<String>)>);

fn sorted_out(unpacked: Vec<(String, Vec<u8>)>, module: &str, media: &BTreeSet<String>) -> Result<Sorted> {
    let mut told = Vec::new();
    let plain = unpacked.into_iter().map(|(path, content)| {
        let content = plain(&path, content, &mut told);
        (path, content)
    });
    let (mut good, faults) = package::sorted_out(plain.collect());
    if let Some(fault) = faults.iter().find(|fault| fault.file == "package") {
        return Err(whole(std::slice::from_ref(fault)));
    }
    if let Some(fault) = faults.iter().find(|fault| fault.file == "module.md") {
        return Err(whole(std::slice::from_ref(fault)));
    }
    let mut refused: Vec<(String, Vec<String>)> = Vec::new();
    for fault in faults {
        let words = fault.line.map_or(fault.message.clone(), |line| format!("line {line}: {}", fault.message));
        match refused.last_mut().filter(|(path, _)| *path == fault.file) {
            Some((_, reasons)) => reasons.push(words),
            None => refused.push((fault.file, vec![words])),
        }
    }
    let unknown = |content: &[u8]| Pointer::read(content).is_some_and(|pointer| !media.contains(&pointer.sha256));
    for (path, _) in good.extract_if(.., |_, content| unknown(content)) {
        refused.push((path, vec![NOT_HERE.to_owned()]));
    }
    renamed(&mut good, module, &mut told)?;
    let long = good.iter().filter(|(path, content)| path.ends_with(".md") && content.len() > LONGEST_TEXT);
    let long = long.map(|(path, _)| {
        (
            path.clone(),
            format!("it has more than {LONGEST_TEXT} bytes: it can be published, but not be saved in the editor; make two units of it"),
        )
    });
    told.extend(long.collect::<Vec<_>>());
    Ok((good, told, refused))
}

/// A text as packages have it: what Windows does to line ends is undone.
fn plain(path: &str, content: Vec<u8>, told: &mut Vec<(String, String)>) -> Vec<u8> {
    let is_text = [".md", ".txt", ".vtt", ".svg"].iter().any(|end| path.ends_with(end));
    let Some(text) = std::str::from_utf8(&content).ok().filter(|_| is_text) else { return content };
    if !text.contains("\r\n") && !text.starts_with('\u{FEFF}') {
        return content;
    }
    told.push((path.to_owned(), "its lines ended in the manner of Windows, and now end as in all packages".to_owned()));
    text.trim_start_matches('\u{FEFF}').replace("\r\n", "\n").into_bytes()
}

/// `module.md` names the module into which the package goes.
fn renamed(files: &mut Files, module: &str, told: &mut Vec<(String, String)>) -> Result<()> {
    let Some(text) = text_of(files, "module.md") else {
        return Err(refused("There is no module.md in this zip file. Zip the folder of a content package, the one with module.md in it."));
    };
    let Some(other) = front::value(text, "module").filter(|name| *name != module).map(str::to_owned) else { return Ok(()) };
    if let Some(text) = front::with_value(text, "module", module) {
        files.insert("module.md".to_owned(), text.into_bytes());
        told.push(("module.md".to_owned(), format!("`module: {other}` is written `module: {module}`, as this module is called")));
    }
    Ok(())
}

fn refused(sentence: impl Into<String>) -> Error {
    Error::field("package", sentence)
}

/// Why nothing of a zip file is taken.
fn whole(faults: &[Fault]) -> Error {
    let words = |fault: &Fault| if fault.file == "package" { fault.message.clone() } else { fault.to_string() };
    let first = faults.first().map(words).unwrap_or_default();
    refused(format!("This zip file is not taken: {first}."))
}

#[cfg(test)]
mod tests;
