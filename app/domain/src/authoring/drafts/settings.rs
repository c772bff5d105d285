//! What an author sets beside a text: the front matter of a unit or of its module, as fields of a form.

use std::collections::BTreeSet;

use super::{front, skeleton::titled};
use crate::{
    Error, FieldError, Result,
    authoring::{UnitKind, package},
};

/// A name of the front matter, with what stands under it in a form: the value, or the items, each on a line of its own.
pub type Setting = (&'static str, String);

const MODULE: &[&str] = &["title", "summary", "objectives", "competencies", "authors", "reviewed", "license"];
const TEXT: &[&str] = &["title", "minutes", "objectives", "competencies"];
const QUIZ: &[&str] = &["title", "minutes", "competencies", "pass", "attempts", "time-limit", "shuffle", "confidence", "draw"];
const CASE: &[&str] = &["title", "minutes", "objectives", "competencies", "words"];
const ASSIGNMENT: &[&str] = &["title", "minutes", "objectives", "competencies", "hand-in", "words", "team", "markers", "pass", "late"];

/// What is set with codes that have commas between them.
const CODES: [&str; 2] = ["competencies", "hand-in"];

/// What is set with a list of items.
const LISTS: [&str; 3] = ["objectives", "authors", "draw"];

/// What holds where nothing is written.
const DEFAULTS: [(&str, &str); 4] = [("shuffle", "none"), ("confidence", "none"), ("team", "no"), ("markers", "1")];

/// The settings of a file as they stand in it, in the order of the form. `None` without front matter, or with a kind that is none.
pub fn settings(file: &str, text: &str) -> Option<Vec<Setting>> {
    Some(names(file, text)?.iter().map(|name| (*name, shown(text, name))).collect())
}

/// The setting of this name, if any file has it.
pub fn setting(name: &str) -> Option<&'static str> {
    [MODULE, TEXT, QUIZ, CASE, ASSIGNMENT].into_iter().flatten().find(|known| **known == name).copied()
}

fn names(file: &str, text: &str) -> Option<&'static [&'static str]> {
    if file == "module.md" {
        return front::line(text, "module").map(|_| MODULE);
    }
    front::line(text, "unit")?;
    Some(match front::value(text, "kind")?.parse().ok()? {
        UnitKind::Quiz => QUIZ,
        UnitKind::Case => CASE,
        UnitKind::Assignment => ASSIGNMENT,
        UnitKind::Lesson | UnitKind::Simulation | UnitKind::LiveSession => TEXT,
    })
}

/// The codes of the competencies that a text says it serves.
pub fn competencies_of(text: &str) -> Vec<String> {
    codes(&shown(text, "competencies")).map(str::to_owned).collect()
}

/// A value may stand as a list where it should not, and the other way round.
fn shown(text: &str, name: &str) -> String {
    let items = || front::items(text, name).join(if LISTS.contains(&name) { "\n" } else { ", " });
    let value = front::value(text, name).map_or_else(items, str::to_owned);
    let default = DEFAULTS.iter().find(|(have, _)| *have == name).map_or("", |(_, value)| value);
    cleaned(name, if value.is_empty() { default } else { &value })
}

/// What somebody wants of a setting, and what they saw when they said so.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// The setting.
    pub name: &'static str,
    /// What stood in it then.
    pub seen: String,
    /// What is to stand in it.
    pub value: String,
}

impl Wanted {
    /// Whether it is anything else than what they saw.
    fn is_change(&self) -> bool {
        !is_same(self.name, &cleaned(self.name, &self.value), &cleaned(self.name, &self.seen))
    }
}

/// What a form shows that was refused: what its reader changed as they typed it, and everything else as it stands now; all as they typed it
/// where nothing stands that can be read.
pub fn shown_again(stands: Option<&[Setting]>, wanted: &[Wanted]) -> Vec<Setting> {
    let Some(stands) = stands else { return wanted.iter().map(|one| (one.name, one.value.clone())).collect() };
    let typed = |name| wanted.iter().find(|one| one.name == name && one.is_change()).map(|one| one.value.clone());
    stands.iter().map(|(name, stands)| (*name, typed(*name).unwrap_or_else(|| stands.clone()))).collect()
}

/// The text with what somebody wants of its settings. What they left as they saw it stays as it is now, to the byte; what they emptied is taken
/// out, and is missing then.
///
/// # Errors
/// [`Error::Invalid`] by the names of those that cannot be read or were changed by somebody else meanwhile, by `text` if it has no front matter to
/// keep them in.
pub fn with_settings(file: &str, text: &str, wanted: &[Wanted]) -> Result<String> {
    let stands = settings(file, text)
        .ok_or_else(|| Error::field("text", "The text has no front matter to keep settings in: correct its first lines."))?;
    let (mut written, mut set, mut wrong) = (text.to_owned(), Vec::new(), Vec::new());
    for (name, stands) in &stands {
        let Some(wanted) = wanted.iter().find(|wanted| wanted.name == *name) else { continue };
        match changed(stands, wanted) {
            Ok(Some(value)) => {
                written = with_value(&written, name, &value).unwrap_or(written);
                set.push(*name);
            }
            Ok(None) => {}
            Err(Error::Invalid(errors)) => wrong.extend(errors),
            Err(other) => return Err(other),
        }
    }
    wrong.extend(unreadable(file, &written, &set));
    if wrong.is_empty() { Ok(written) } else { Err(Error::Invalid(wrong)) }
}

/// What is to be written, if it is anything new; or why not.
fn changed(stands: &str, wanted: &Wanted) -> Result<Option<String>> {
    let name = wanted.name;
    let value = cleaned(name, &wanted.value);
    if !wanted.is_change() || is_same(name, &value, stands) {
        return Ok(None);
    }
    if !is_same(name, &cleaned(name, &wanted.seen), stands) {
        let did = match stands {
            "" => "took out what was here".to_owned(),
            _ => format!("wrote “{}” here", stands.replace('\n', "; ")),
        };
        return Err(Error::field(name, format!("Somebody {did} meanwhile: say again what is to stand.")));
    }
    match name {
        "title" => titled(&value).map(Some),
        _ => Ok(Some(value)),
    }
}

/// Whether two values are one: codes have no order.
fn is_same(name: &str, one: &str, other: &str) -> bool {
    one == other || (CODES.contains(&name) && codes(one).collect::<BTreeSet<_>>() == codes(other).collect())
}

fn codes(value: &str) -> impl Iterator<Item = &str> {
    value.split(',').map(str::trim).filter(|code| !code.is_empty())
}

/// One line, or an item on each: no white space around it, no dash before it, no code that is empty.
fn cleaned(name: &str, value: &str) -> String {
    let one_line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    match name {
        _ if LISTS.contains(&name) => {
            let items = value.lines().map(|line| one_line(without_mark(line.trim_start()))).filter(|item| !item.is_empty());
            items.collect::<Vec<_>>().join("\n")
        }
        _ if CODES.contains(&name) => codes(&one_line(value)).collect::<Vec<_>>().join(", "),
        _ => one_line(value),
    }
}

/// An item without the mark that a list elsewhere had before it.
fn without_mark(line: &str) -> &str {
    ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line)
}

fn with_value(text: &str, name: &str, value: &str) -> Option<String> {
    if value.is_empty() || DEFAULTS.contains(&(name, value)) {
        return Some(front::without(text, name));
    }
    match LISTS.contains(&name) {
        true => front::with_items(text, name, &value.lines().map(str::to_owned).collect::<Vec<_>>()),
        false => front::with_value(text, name, value),
    }
}

/// What the reader of packages says of settings that were written. What is missing is on the checklist, and so is what was wrong before.
fn unreadable(file: &str, text: &str, set: &[&'static str]) -> Vec<FieldError> {
    let of = |line: usize| set.iter().copied().find(|name| front::covers(text, name, line));
    let error = |field, message: &str| FieldError { field, message: sentence(message) };
    package::head_faults(file, text).iter().filter_map(|fault| Some(error(of(fault.line?)?, &fault.message))).collect()
}

fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests;
