//! The front matter of a Markdown file, which is YAML and may say anything: what a lesson has is taken, the rest told.

use crate::{
    authoring::{
        exchange::{
            Fate,
            lessons::{Draft, Entry, Place},
        },
        package::MINUTES,
    },
    text::squeezed,
};

/// What the front matter says, the text under it, and the line on which that begins.
pub(super) fn read(text: &str) -> (Draft, &str, usize) {
    let mut draft = Draft::default();
    let Some(rest) = text.strip_prefix("---\n") else { return (draft, text, 1) };
    let ends = ["\n---\n", "\n...\n"].into_iter().filter_map(|end| rest.find(end).map(|at| (at, end))).min();
    let Some((at, end)) = ends else { return (draft, text, 1) };
    let (head, body) = (&rest[..at], &rest[at + end.len()..]);
    let mut of_list = "";
    for (index, line) in head.split('\n').enumerate() {
        let number = index + 2;
        let item = line.trim_start().strip_prefix("- ").map(bare);
        match (line.split_once(':'), item) {
            (_, Some(item)) if of_list == "objectives" => draft.objectives.extend((!item.is_empty()).then_some(item)),
            (_, Some(_)) => {}
            (Some((name, value)), None) if !line.starts_with([' ', '\t', '#']) => {
                of_list = name.trim();
                if let Some(reason) = field(&mut draft, name.trim(), &bare(value)) {
                    draft.entries.push(Entry {
                        place: Place::Line(number),
                        what: "front matter",
                        fate: Fate::Changed,
                        reasons: vec![reason],
                    });
                }
            }
            _ => {}
        }
    }
    let line = head.matches('\n').count() + 4;
    (draft, body, line)
}

/// Takes a field, or says why it is not kept.
fn field(draft: &mut Draft, name: &str, value: &str) -> Option<String> {
    match name {
        "title" if !value.is_empty() => draft.title = Some(value.to_owned()),
        "unit" | "slug" if !value.is_empty() => draft.slug = Some(value.to_owned()),
        "minutes" => match value.parse().ok().filter(|minutes| MINUTES.contains(minutes)) {
            Some(minutes) => draft.minutes = Some(minutes),
            None => return Some(format!("`minutes: {}` is no whole number from 1 to 600", short(value))),
        },
        "objectives" if value.is_empty() => {}
        "kind" if value == "lesson" => {}
        _ => return Some(format!("`{}` is not kept: a lesson has title, unit, minutes and objectives", short(name))),
    }
    None
}

fn short(text: &str) -> String {
    text.chars().filter(|c| *c != '`').take(40).collect()
}

/// A value without the quotes around it.
fn bare(value: &str) -> String {
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    let value = quoted('"').or_else(|| quoted('\'')).unwrap_or(value);
    squeezed(&value.chars().filter(|c| super::super::super::text::is_kept(*c)).collect::<String>())
}
