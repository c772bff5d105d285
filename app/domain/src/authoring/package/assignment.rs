//! The front matter of an assignment.

use super::{Report, front_matter::Fields, unit::words};
use crate::authoring::{AssignmentSettings, HandInPart, LateRule, Rubric};

/// Reads it; the rubric stands in the text. `None` when something is wrong, which is then in the report.
pub(super) fn read(fields: &mut Fields, report: &mut Report) -> Option<AssignmentSettings> {
    let parts = parts(fields, report);
    let words_line = fields.line_of("words");
    let words = words(fields, false, report);
    if let (Some(line), Some(parts)) = (words_line, &parts)
        && !parts.contains(&HandInPart::Text)
    {
        report.say(line, "`words` is the length of a text, and `hand-in` names none: write `hand-in: text, files`, or take `words` out");
    }
    let team = match fields.optional("team", report) {
        None | Some((_, "no")) => false,
        Some((_, "yes")) => true,
        Some((line, other)) => {
            report.say(line, format!("`team: {other}` is neither yes nor no"));
            false
        }
    };
    let markers = if fields.line_of("markers").is_some() { fields.optional_number("markers", 1..=2, report) } else { Some(1) };
    let pass = fields.number("pass", 0..=100, report);
    let late = late(fields, report);
    Some(AssignmentSettings { words, parts: parts?, team, markers: markers?, pass: pass?, late, rubric: Rubric::default() })
}

/// `late: 5 per day, at most 20`
fn late(fields: &mut Fields, report: &mut Report) -> Option<LateRule> {
    let (line, value) = fields.optional("late", report)?;
    let rule = value.parse().ok();
    if rule.is_none() {
        let words = "takes percentage points for each day that was begun: write `late: 5 per day, at most 20`, with numbers from 1 to 100";
        report.say(line, format!("`late: {value}` is not understood. It {words}"));
    }
    rule
}

/// `hand-in: text, files`
fn parts(fields: &mut Fields, report: &mut Report) -> Option<Vec<HandInPart>> {
    let (line, value) = fields.required("hand-in", report)?;
    let mut parts = Vec::new();
    for word in value.split(',').map(str::trim) {
        let Ok(part) = word.parse() else {
            let known = HandInPart::ALL.map(HandInPart::as_str).join(", ");
            report.say(line, format!("`{word}` cannot be handed in: write any of {known}, with a comma between"));
            return None;
        };
        parts.push(part);
    }
    parts.sort();
    parts.dedup();
    Some(parts)
}
