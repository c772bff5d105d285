//! The ids of questions in texts that may be faulty: a copy of a unit gets others, for an id is unique in its module.

use std::collections::BTreeSet;

use super::{Files, text_of};

/// All ids of questions in these files.
pub(in crate::authoring) fn ids(files: &Files) -> BTreeSet<String> {
    let texts = files.keys().filter_map(|path| text_of(files, path).filter(|_| path.ends_with(".md")));
    texts.flat_map(|text| id_lines(text).map(|(_, id)| id.to_owned()).collect::<Vec<_>>()).collect()
}

/// The text with an id for each question that is not taken yet.
pub(super) fn with_fresh_ids(text: &str, mut taken: BTreeSet<String>) -> String {
    let mut lines: Vec<String> = text.split('\n').map(str::to_owned).collect();
    for (index, id) in id_lines(text) {
        let fresh = free(id, |name| taken.contains(name));
        lines[index] = format!("id: {fresh}");
        taken.insert(fresh);
    }
    lines.join("\n")
}

/// The name itself, or with a number behind it where that is taken; it stays a name in addresses, which have at most 80 letters.
pub(in crate::authoring) fn free(name: &str, is_taken: impl Fn(&str) -> bool) -> String {
    if !is_taken(name) {
        return name.to_owned();
    }
    let stem: String = name.chars().take(74).collect();
    let stem = stem.trim_end_matches('-');
    (2_u32..).map(|number| format!("{stem}-{number}")).find(|name| !is_taken(name)).unwrap_or_else(|| stem.to_owned())
}

/// The `id:` lines in the heads of question blocks, with their index.
fn id_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_head = false;
    text.split('\n').enumerate().filter_map(move |(index, line)| {
        if let Some(info) = line.strip_prefix("```") {
            in_head = info.trim_start_matches('`').trim() == "question";
            return None;
        }
        in_head &= !line.trim().is_empty();
        line.strip_prefix("id:").filter(|_| in_head).map(|id| (index, id.trim()))
    })
}
