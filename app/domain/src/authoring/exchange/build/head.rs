//! The id, tags and points of an imported question.

use std::collections::BTreeMap;

use super::super::{draft::Draft, slugged, text};

/// The longest id that is made of a name or of the first words; there is room for a number behind it.
const LONGEST: usize = 60;

/// An id that is not used yet, and what is to be told of it. One that the file gives is kept or refused; one that is made of the name
/// gets a number where it is used.
pub(super) fn slug(draft: &Draft, used: &BTreeMap<String, String>, count: usize) -> Result<(String, Vec<String>), String> {
    if let Some(id) = draft.id.as_deref().filter(|id| !id.is_empty()) {
        let slug = slugged(id, 80);
        if let Some(file) = used.get(&slug) {
            return Err(format!("the id `{slug}` is used in {file} already: take one of the two out, or give it another id"));
        }
        let changed = (slug != id).then(|| format!("its id `{id}` is `{slug}` now"));
        return if slug.is_empty() {
            Err(format!("its id `{id}` has no letters of a to z and no digits"))
        } else {
            Ok((slug, changed.into_iter().collect()))
        };
    }
    let name = draft.name.clone().unwrap_or_else(|| text::words(&draft.prompt).chars().take(LONGEST).collect());
    let name = match slugged(&name, LONGEST) {
        name if name.is_empty() => format!("question-{count}"),
        name => name,
    };
    let mut numbered = (2..).map(|number| format!("{name}-{number}"));
    let slug = if used.contains_key(&name) { numbered.find(|slug| !used.contains_key(slug)).unwrap_or_default() } else { name };
    Ok((slug, Vec::new()))
}

/// Its tags as codes, each once.
pub(super) fn tags(draft: &Draft, changes: &mut Vec<String>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for tag in &draft.tags {
        let code = super::super::code(tag);
        if code != *tag {
            changes.push(if code.is_empty() { format!("its tag `{tag}` is no code") } else { format!("its tag `{tag}` is `{code}` now") });
        }
        if !code.is_empty() && !tags.contains(&code) {
            tags.push(code);
        }
    }
    tags
}

/// Whole points from 1 to 100.
pub(super) fn points(draft: &Draft, changes: &mut Vec<String>) -> u32 {
    let Some(points) = draft.points else { return 1 };
    let whole = points.round().clamp(1.0, 100.0);
    if (whole - points).abs() > 1e-6 {
        changes.push(format!("it was worth {points} points and is worth {whole} now"));
    }
    // Between 1 and 100.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let whole = whole as u32;
    whole
}
