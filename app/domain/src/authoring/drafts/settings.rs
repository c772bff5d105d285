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
    let codes = front::value(text, "competencies").unwrap_or_default().split(',').map(str::trim);
    codes.filter(|code| !code.is_empty()).map(str::to_owned).collect()
}

fn shown(text: &str, name: &str) -> String {
    if LISTS.contains(&name) {
        return front::items(text, name).join("\n");
    }
    let default = || DEFAULTS.iter().find(|(have, _)| *have == name).map_or("", |(_, value)| value);
    front::value(text, name).unwrap_or_else(default).to_owned()
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

/// The text with what somebody wants of its settings. What they left as they saw it stays as it is now, to the byte; what they emptied is taken
/// out, and is missing then.
///
/// # Errors
/// [`Error::Invalid`] by the names of the settings that cannot be read or were changed by somebody else meanwhile, by `text` if it has no front
/// matter to keep them in.
pub fn with_settings(file: &str, text: &str, wanted: &[Wanted]) -> Result<String> {
    let before = settings(file, text)
        .ok_or_else(|| Error::field("text", "The text has no front matter to keep settings in: correct its first lines."))?;
    let mut written = text.to_owned();
    let mut wrong = Vec::new();
    for (name, stands) in &before {
        let Some(wanted) = wanted.iter().find(|wanted| wanted.name == *name) else { continue };
        match changed(stands, wanted) {
            Ok(Some(value)) => written = set(&written, name, &value).unwrap_or(written),
            Ok(None) => {}
            Err(Error::Invalid(errors)) => wrong.extend(errors),
            Err(other) => return Err(other),
        }
    }
    wrong.extend(unreadable(file, &written, &before));
    if wrong.is_empty() { Ok(written) } else { Err(Error::Invalid(wrong)) }
}

/// What is to be written, if it is anything new; or why not.
fn changed(stands: &str, wanted: &Wanted) -> Result<Option<String>> {
    let Wanted { name, seen, value } = wanted;
    let value = cleaned(name, value);
    if is_same(name, &value, &cleaned(name, seen)) || is_same(name, &value, stands) {
        return Ok(None);
    }
    if !is_same(name, &cleaned(name, seen), stands) {
        let stands = if stands.is_empty() {
            "took out what was here".to_owned()
        } else {
            format!("wrote “{}” here", stands.replace('\n', "; "))
        };
        return Err(Error::field(name, format!("Somebody {stands} meanwhile: say again what is to stand.")));
    }
    match *name {
        "title" => titled(&value).map(Some),
        _ => Ok(Some(value)),
    }
}

/// Whether two values are one: codes have no order, and commas no spaces.
fn is_same(name: &str, one: &str, other: &str) -> bool {
    let codes = |value: &str| value.split(',').map(|code| code.trim().to_owned()).collect::<BTreeSet<_>>();
    one == other || (CODES.contains(&name) && codes(one) == codes(other))
}

/// One line, or an item on each: no white space around it, no dash before it.
fn cleaned(name: &str, value: &str) -> String {
    let one_line = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    if !LISTS.contains(&name) {
        return one_line(value);
    }
    let items = value.lines().map(|line| one_line(without_mark(line.trim_start()))).filter(|item| !item.is_empty());
    items.collect::<Vec<_>>().join("\n")
}

/// An item without the mark that a list elsewhere had before it.
fn without_mark(line: &str) -> &str {
    ["- ", "* ", "• "].iter().find_map(|mark| line.strip_prefix(mark)).unwrap_or(line)
}

fn set(text: &str, name: &str, value: &str) -> Option<String> {
    if value.is_empty() || DEFAULTS.contains(&(name, value)) {
        return Some(front::without(text, name));
    }
    match LISTS.contains(&name) {
        true => front::with_items(text, name, &value.lines().map(str::to_owned).collect::<Vec<_>>()),
        false => front::with_value(text, name, value),
    }
}

/// What the reader of packages says of a setting that is there. What is not there is on the checklist.
fn unreadable(file: &str, text: &str, settings: &[Setting]) -> Vec<FieldError> {
    let faults = package::head_faults(file, text);
    let of = |line: usize| settings.iter().map(|(name, _)| *name).find(|name| front::covers(text, name, line));
    let error = |field, message: &str| FieldError { field, message: sentence(message) };
    faults.iter().filter_map(|fault| Some(error(of(fault.line?)?, &fault.message))).collect()
}

fn sentence(message: &str) -> String {
    let mut letters = message.chars();
    letters.next().map(|first| format!("{}{}.", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LESSON: &str = "---\nunit: value\nkind: lesson\ntitle: What is value?\nminutes: 20\ncompetencies: PL-1, PL-2\nobjectives:\n- Define value\n\n- Measure it\n---\n\nA text.\n";
    const QUIZ_TEXT: &str = "---\nunit: check\nkind: quiz\ntitle: Check\nminutes: 10\npass: 70\nattempts: 0\n---\n\nWords.\n";

    /// As whoever looked at the text just now.
    fn wanted(file: &str, text: &str, values: &[(&'static str, &str)]) -> Vec<Wanted> {
        let seen = settings(file, text).unwrap_or_default();
        let seen = |name| seen.iter().find(|(have, _)| *have == name).map(|(_, value)| value.clone()).unwrap_or_default();
        values.iter().map(|(name, value)| Wanted { name, seen: seen(*name), value: (*value).to_owned() }).collect()
    }

    fn with(text: &str, values: &[(&'static str, &str)]) -> Result<String> {
        with_settings("one.md", text, &wanted("one.md", text, values))
    }

    fn refused(text: &str, wanted: &[(&'static str, &str)]) -> Vec<FieldError> {
        match with(text, wanted) {
            Err(Error::Invalid(errors)) => errors,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_form_that_nobody_changed_changes_no_byte() {
        for text in [LESSON, QUIZ_TEXT, "---\nunit: a\nkind: quiz\ntitle: A\nshuffle: none\n---\n"] {
            let all = settings("one.md", text).unwrap();
            let all: Vec<_> = all.iter().map(|(name, value)| (*name, value.as_str())).collect();
            assert_eq!(with(text, &all).unwrap(), text);
        }
        let spaced = LESSON.replace("PL-1, PL-2", "PL-2,PL-1");
        assert_eq!(with(&spaced, &[("competencies", "PL-1, PL-2")]).unwrap(), spaced, "the same codes");
    }

    #[test]
    fn lists_are_lines_and_values_stay_in_their_places() {
        let settings = settings("one.md", LESSON).unwrap();
        assert_eq!(settings[2], ("objectives", "Define value\nMeasure it".to_owned()));
        let text =
            with(LESSON, &[("objectives", "- Define value\r\n\r\n  • Pay   for it "), ("minutes", "25"), ("title", "Value ")]).unwrap();
        assert_eq!(
            text,
            "---\nunit: value\nkind: lesson\ntitle: Value\nminutes: 25\ncompetencies: PL-1, PL-2\nobjectives:\n- Define value\n- Pay for it\n---\n\nA text.\n"
        );
    }

    #[test]
    fn what_is_empty_or_goes_without_saying_is_taken_out() {
        let text = with(LESSON, &[("competencies", ""), ("objectives", " ")]).unwrap();
        assert!(!text.contains("PL-1") && !text.contains("objectives"), "{text}");
        let quiz = with(QUIZ_TEXT, &[("shuffle", "both"), ("draw", "2 of hard"), ("time-limit", "15")]).unwrap();
        assert!(
            quiz.contains("\nshuffle: both\n") && quiz.contains("\ndraw:\n- 2 of hard\n") && quiz.contains("\ntime-limit: 15\n"),
            "{quiz}"
        );
        assert_eq!(with(&quiz, &[("shuffle", "none"), ("draw", ""), ("time-limit", "")]).unwrap(), QUIZ_TEXT);
    }

    #[test]
    fn what_cannot_be_read_is_said_at_its_field_and_what_is_missing_is_not_refused() {
        let errors = refused(QUIZ_TEXT, &[("pass", "101"), ("draw", "2 of hard\nall of them"), ("minutes", "")]);
        let fields: Vec<&str> = errors.iter().map(|error| error.field).collect();
        assert_eq!(fields, ["draw", "pass"], "{errors:?}");
        assert!(errors[1].message.starts_with("`pass: 101` is not") && errors[1].message.ends_with('.'), "{errors:?}");
        assert!(matches!(with(LESSON, &[("title", " ")]), Err(Error::Invalid(errors)) if errors[0].field == "title"));
    }

    #[test]
    fn a_value_cannot_end_the_front_matter_or_bring_lines_of_its_own() {
        let text = with(LESSON, &[("competencies", "PL-1\n---\nkind: quiz")]);
        assert!(matches!(text, Err(Error::Invalid(ref errors)) if errors[0].field == "competencies"), "{text:?}");
        let text = with(LESSON, &[("objectives", "---\nkind: quiz\n- a")]).unwrap();
        assert_eq!(settings("one.md", &text).unwrap()[2].1, "---\nkind: quiz\na");
        assert_eq!(front::value(&text, "kind"), Some("lesson"));
    }

    #[test]
    fn what_somebody_else_changed_meanwhile_stands_unless_both_changed_it() {
        let seen = wanted("one.md", LESSON, &[("minutes", "20"), ("title", "Worth"), ("objectives", "Define value\r\nMeasure it")]);
        let theirs = LESSON.replace("minutes: 20", "minutes: 35").replace("A text.", "Another text.");
        let both = with_settings("one.md", &theirs, &seen).unwrap();
        assert_eq!(both, theirs.replace("What is value?", "Worth"), "theirs, with what was changed here");
        let met = LESSON.replace("What is value?", "Value of what?");
        let errors = match with_settings("one.md", &met, &seen) {
            Err(Error::Invalid(errors)) => errors,
            other => panic!("{other:?}"),
        };
        assert_eq!(errors.len(), 1);
        assert!(errors[0].field == "title" && errors[0].message.contains("“Value of what?”"), "{errors:?}");
        assert_eq!(
            with_settings("one.md", &LESSON.replace("What is value?", "Worth"), &seen).unwrap(),
            LESSON.replace("What is value?", "Worth")
        );
    }

    #[test]
    fn a_module_has_settings_and_a_text_without_front_matter_has_none() {
        let module = "---\nmodule: m\ntitle: M\nauthors:\n- Ann, MD\nreviewed: 2027-01-02\n---\n\nWords.\n";
        let set = |name, value: &str| with_settings("module.md", module, &wanted("module.md", module, &[(name, value)]));
        assert!(set("authors", "Ann, MD\nBo, MD").unwrap().contains("authors:\n- Ann, MD\n- Bo, MD\nreviewed"));
        assert!(matches!(set("reviewed", "soon"), Err(Error::Invalid(errors)) if errors[0].field == "reviewed"));
        for text in ["Words alone.", "---\nkind: lesson\n", "---\nunit: a\nkind: song\n---\n"] {
            assert!(settings("one.md", text).is_none(), "{text}");
            assert!(matches!(with(text, &[("title", "A")]), Err(Error::Invalid(errors)) if errors[0].field == "text"));
        }
    }
}
