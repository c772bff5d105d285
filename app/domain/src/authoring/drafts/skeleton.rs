//! What stands in a new unit and in a new module: little, and in order, so that the format is seen and nothing is missing at once.

use crate::{Error, Result, authoring::UnitKind};

/// Names in addresses of the studio that are no module's.
const RESERVED: [&str; 2] = ["bank", "new"];

/// The longest title, in characters.
const LONGEST: usize = 200;

/// A title as it is typed, on one line.
///
/// # Errors
/// [`Error::Invalid`] by `title` if it is empty or too long.
pub fn titled(title: &str) -> Result<String> {
    let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
    match title.chars().count() {
        0 => Err(Error::field("title", "Write a title.")),
        1..=LONGEST => Ok(title),
        _ => Err(Error::field("title", format!("Write a title of at most {LONGEST} characters."))),
    }
}

/// A name in addresses, made of a title: lower-case letters and digits with hyphens between, at most 60.
pub fn name_of(title: &str) -> String {
    let mut name = String::new();
    for letter in title.chars().flat_map(char::to_lowercase) {
        if letter.is_ascii_alphanumeric() {
            name.push(letter);
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name: String = name.chars().take(60).collect();
    let name = name.trim_matches('-').to_owned();
    if name.is_empty() { "untitled".to_owned() } else { name }
}

/// The file of a new unit. `question` is an id that no question has yet.
pub(super) fn unit(kind: UnitKind, slug: &str, title: &str, question: &str) -> String {
    let head = format!("---\nunit: {slug}\nkind: {kind}\ntitle: {title}\n");
    match kind {
        UnitKind::Lesson => format!(
            "{head}minutes: 15\nobjectives:\n- Say what this lesson is for\n---\n\n## The first section\n\nWrite the lesson here.\n"
        ),
        UnitKind::Quiz => format!(
            "{head}minutes: 10\npass: 70\nattempts: 0\n---\n\nA few words before the quiz.\n\n```question\nid: {question}\nkind: single\n\nWhat is asked?\n\n\
             (x) The right answer\n( ) A wrong answer\n\nWhy: Say why the right answer is right.\n```\n"
        ),
        UnitKind::Case => format!(
            "{head}minutes: 30\nobjectives:\n- Say what this case is for\nwords: 150-400\n---\n\nTell the case here.\n\n## For discussion\n\nWhat would you do, and why?\n"
        ),
        UnitKind::Assignment => format!(
            "{head}minutes: 240\nobjectives:\n- Say what students make\nhand-in: text, files\npass: 70\n---\n\nSay what is to be done here.\n\n```rubric\n\
             ## argument Argument\n- 20 Excellent: say what is found in the best work\n- 15 Good: say what is missing here\n- 5 Insufficient: say what is found in work that does not pass\n```\n"
        ),
        UnitKind::Simulation => format!(
            "{head}minutes: 20\nobjectives:\n- Say what this simulation is for\n---\n\nSay what is to be found out here. It is done when a run is saved.\n\n\
             ![What the simulator shows](simulator:investment?preset=alert \"Say what to try.\")\n"
        ),
        UnitKind::LiveSession => format!(
            "{head}minutes: 90\nobjectives:\n- Say what this session is for\n---\n\n## Before\n\nSay what to read and bring.\n\n## In the session\n\nSay what happens there.\n"
        ),
    }
}

/// Whether a module may have this name in addresses; what is wrong is said of this field.
pub(super) fn checked_name(slug: &str, field: &'static str) -> Result<()> {
    if !crate::authoring::markdown::is_slug(slug) {
        return Err(Error::field(field, "Write lower-case letters and digits with single hyphens between, at most 80."));
    }
    if RESERVED.contains(&slug) {
        return Err(Error::field(field, "This name belongs to a page of the studio: write another."));
    }
    Ok(())
}

/// A module that somebody begins.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewModule {
    /// Its title.
    pub title: String,
    /// Its name in addresses, made of the title where it is empty.
    pub slug: String,
}

/// The day of review of a new module, which nobody has reviewed: it is written over before anything is published.
pub const NOT_REVIEWED: &str = "1970-01-01";

/// The name of a new module in addresses, and its `module.md`.
///
/// # Errors
/// [`Error::Invalid`] by `title` and `slug`.
pub fn new_module(new: &NewModule, author: &str) -> Result<(String, String)> {
    let title = titled(&new.title)?;
    let slug = if new.slug.trim().is_empty() { name_of(&title) } else { new.slug.trim().to_owned() };
    checked_name(&slug, "slug")?;
    let text = format!(
        "---\nmodule: {slug}\ntitle: {title}\nsummary: Say in one or two sentences what this module is about.\ncompetencies: PL-1\nauthors:\n- {author}\n\
         license: CC-BY-4.0\nreviewed: {NOT_REVIEWED}\nobjectives:\n- Say what students can do afterwards\nunits:\n- introduction.md\n---\n\nIntroduce the module here.\n"
    );
    Ok((slug, text))
}
