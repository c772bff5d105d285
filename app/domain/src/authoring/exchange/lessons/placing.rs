//! Makes a unit's file of a draft and puts it into a package, the last of its units.

use std::collections::BTreeMap;

use super::{Draft, Failed, Import, Report};
use crate::{
    authoring::{
        exchange::{placing::listed, slugged},
        markdown::is_slug,
        package::{self, MINUTES, Package},
    },
    text::squeezed,
};

/// How many words a physician reads in a minute, with some thought.
const WORDS_A_MINUTE: usize = 200;
/// The longest name that is made of a title.
const LONGEST_SLUG: usize = 60;
/// The longest title, in characters.
const LONGEST_TITLE: usize = 200;

type Files = BTreeMap<String, Vec<u8>>;

/// The files that change: pictures first, then the unit, then what lists it. `files` are those of the package with the pictures in it.
pub(super) fn placed(
    mut draft: Draft,
    name: &str,
    unit: Option<&str>,
    package: &Package,
    mut files: Files,
    added: Vec<String>,
) -> Result<Import, Failed> {
    let title = titled(&mut draft, name);
    let slug = named(&draft, unit, &title, package)?;
    let head = head(&mut draft, &slug, &title);
    let file = format!("{slug}.md");
    let module = listed(&file, package);
    files.insert("module.md".to_owned(), module.into_bytes());
    // The package is read as it will be when somebody has written what is missing of the figures.
    let with = |body: &str| format!("{head}\n{}\n", body.trim_matches('\n').trim_end()).into_bytes();
    files.insert(file.clone(), with(&draft.filled));
    let mut files = package::read(files.into_iter().collect()).map_err(Failed::Package)?.files;
    files.insert(file.clone(), with(&draft.body));
    let changed = added.into_iter().chain([file, "module.md".to_owned()]);
    let files = changed.filter_map(|path| files.remove_entry(&path)).collect();
    let report = Report { file: name.to_owned(), entries: draft.entries, notes: draft.notes };
    Ok(Import { report, unit: slug, files })
}

fn titled(draft: &mut Draft, name: &str) -> String {
    let title = draft.title.take().map(|title| squeezed(&title)).filter(|title| !title.is_empty());
    let title = title.unwrap_or_else(|| {
        draft.notes.push("it has no title: that of the unit is the name of the file".to_owned());
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        squeezed(file.rsplit_once('.').map_or(file, |(stem, _)| stem))
    });
    let kept: String = title.chars().filter(|c| super::super::text::is_kept(*c)).take(LONGEST_TITLE).collect();
    if kept.trim().is_empty() { "Lesson".to_owned() } else { kept.trim().to_owned() }
}

/// The name of the unit in addresses: the one that was asked for, that of the file, or one made of the title that no unit has.
fn named(draft: &Draft, unit: Option<&str>, title: &str, package: &Package) -> Result<String, Failed> {
    let units = package::unit_sources(&package.files).map_err(Failed::Package)?;
    let taken = |slug: &str| units.iter().any(|unit| unit.slug == slug) || package.files.contains_key(&format!("{slug}.md"));
    if let Some(slug) = unit.or(draft.slug.as_deref()) {
        if !is_slug(slug) || slug == "module" {
            let sentence = "is used in addresses: write lower-case letters, digits and single hyphens";
            return Err(Failed::Place(format!("the unit's name `{slug}` {sentence}")));
        }
        if taken(slug) {
            return Err(Failed::Place(format!("the module has a unit `{slug}` already: give the new one another name")));
        }
        return Ok(slug.to_owned());
    }
    let name = match slugged(title, LONGEST_SLUG) {
        name if name.is_empty() || name == "module" => "lesson".to_owned(),
        name => name,
    };
    let mut numbered = std::iter::once(name.clone()).chain((2..).map(|number| format!("{name}-{number}")));
    Ok(numbered.find(|slug| !taken(slug)).unwrap_or(name))
}

/// The front matter; what the file does not say is said by us and told.
fn head(draft: &mut Draft, slug: &str, title: &str) -> String {
    let minutes = draft.minutes.unwrap_or_else(|| {
        let words = draft.body.split_whitespace().count().div_ceil(WORDS_A_MINUTE);
        let minutes = u32::try_from(words).unwrap_or(u32::MAX).clamp(*MINUTES.start(), *MINUTES.end());
        draft.notes.push(format!("it does not say how long it takes: `minutes: {minutes}` is counted from its words"));
        minutes
    });
    if draft.objectives.is_empty() {
        draft.notes.push("it names no objectives: write them in the place of “To be written”".to_owned());
        draft.objectives.push("To be written".to_owned());
    }
    let objectives: String = draft.objectives.iter().map(|objective| format!("- {objective}\n")).collect();
    format!("---\nunit: {slug}\nkind: lesson\ntitle: {title}\nminutes: {minutes}\nobjectives:\n{objectives}---\n")
}
