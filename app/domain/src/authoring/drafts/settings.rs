//! What an author sets beside a text: the front matter of a unit or of its module, as fields of a form.

use std::collections::BTreeSet;

use super::{front, skeleton::titled};
use crate::{
    Error, FieldError, Result,
    authoring::{
        UnitKind,
        package::{self, Fault},
    },
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

/// What may be left out. Competencies a unit may leave out, and a module not.
const OPTIONAL: [&str; 8] = ["time-limit", "shuffle", "confidence", "draw", "words", "team", "markers", "late"];

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

/// The text with what somebody wants of its settings. What they left as they saw it stays as it is now, to the byte: a draft may lack much. What they
/// emptied is taken out, if it may be.
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
        match changed(file, stands, wanted) {
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
fn changed(file: &str, stands: &str, wanted: &Wanted) -> Result<Option<String>> {
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
    let may_lack = OPTIONAL.contains(&name) || (name == "competencies" && file != "module.md");
    match name {
        "title" => titled(&value).map(Some),
        _ if value.is_empty() && !may_lack => Err(Error::field(name, how(name))),
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

/// Which settings that were written the reader of packages does not take, with how to say them. What is missing is on the checklist, and so is what was
/// wrong before.
fn unreadable(file: &str, text: &str, set: &[&'static str]) -> Vec<FieldError> {
    let faults = package::head_faults(file, text);
    let is_wrong = |name: &&&str| faults.iter().any(|fault| fault.line.is_some_and(|line| front::covers(text, name, line)));
    set.iter().filter(is_wrong).map(|name| FieldError { field: name, message: how(name).to_owned() }).collect()
}

/// What to write into which setting, where a fault of a file is that it is missing.
pub fn missing_setting(fault: &Fault) -> Option<&'static str> {
    setting(package::missing_name(&fault.message)?).map(how)
}

/// What to write into the field of a setting: whoever sees it knows nothing of how packages are written.
fn how(name: &str) -> &'static str {
    match name {
        "title" => "Write a title.",
        "minutes" => "Write how many minutes it takes, a whole number from 1 to 600.",
        "objectives" => "Write what students can do afterwards, an objective on each line.",
        "competencies" => "Tick what it serves; codes have letters, digits and hyphens.",
        "summary" => "Write in one or two sentences what the module is about.",
        "authors" => "Write who the authors are, a name on each line.",
        "reviewed" => "Write the day of the last expert review, such as 2027-03-09.",
        "license" => "Write the SPDX name of a license, such as CC-BY-4.0.",
        "pass" => "Write the passing level in percent, a whole number from 0 to 100.",
        "attempts" => "Write how often one may try, a whole number from 0 to 100; 0 is as often as one likes.",
        "time-limit" => "Write a whole number of minutes from 1 to 600, or nothing.",
        "shuffle" | "confidence" | "team" | "markers" => "Choose one of these.",
        "hand-in" => "Tick what is handed in.",
        "words" => "Write the fewest and the most words, such as 150-400, at most 3000; only a text that is handed in has a length.",
        "late" => "Write what each day costs and the most in all, such as “5 per day, at most 20”, with numbers from 1 to 100.",
        "draw" => "Write on each line how many questions of which tags, such as “3 of PL-1”.",
        _ => "Write it otherwise.",
    }
}

#[cfg(test)]
mod tests;
