//! The paragraphs of a text as its author wrote it.

/// A paragraph.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Paragraph {
    /// Its text. Where its lines mean nothing they are run together, so that to wrap it otherwise changes nothing.
    pub text: String,
    /// Whether its lines mean something: a list, a table, a quotation, a formula, a fenced block, front matter.
    pub lines: bool,
}

/// What stands between blank lines; fenced blocks and front matter in one piece.
pub(super) fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut found = Vec::new();
    let mut open: Vec<&str> = Vec::new();
    let mut until: Option<String> = None;
    for (number, line) in text.lines().enumerate() {
        let closes = until.as_ref().is_some_and(|fence| line.trim() == fence);
        let fence = if until.is_some() { None } else { opened(number, line) };
        if fence.is_some() || (until.is_none() && line.trim().is_empty()) {
            found.extend(paragraph(&open, false));
            open.clear();
        }
        if until.is_some() || !line.trim().is_empty() {
            open.push(line.trim_end_matches('\r'));
        }
        if closes {
            found.extend(paragraph(&open, true));
            open.clear();
            until = None;
        }
        until = until.or(fence);
    }
    found.extend(paragraph(&open, until.is_some()));
    found
}

/// What closes the block that a line opens, if it opens one.
fn opened(number: usize, line: &str) -> Option<String> {
    let line = line.trim();
    if number == 0 && line == "---" {
        return Some("---".to_owned());
    }
    let fence = |mark: char| line.chars().take_while(|other| *other == mark).count();
    ['`', '~'].into_iter().find(|mark| fence(*mark) >= 3).map(|mark| String::from(mark).repeat(fence(mark)))
}

fn paragraph(lines: &[&str], block: bool) -> Option<Paragraph> {
    let first = lines.first()?;
    let kept = block || lines.iter().any(|line| means_something(line)) || first.starts_with("    ");
    let text = if kept { lines.join("\n") } else { lines.iter().flat_map(|line| line.split_whitespace()).collect::<Vec<_>>().join(" ") };
    Some(Paragraph { text, lines: kept })
}

/// Whether where this line begins or ends means something.
fn means_something(line: &str) -> bool {
    let marked = |line: &str| {
        let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = rest.len() < line.len() && rest.starts_with(['.', ')']);
        numbered || line.starts_with(['-', '*', '+', '|', '>', '#', '$', '[', '!'])
    };
    line.ends_with("  ") || line.ends_with('\\') || marked(line.trim_start())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str) -> Vec<(String, bool)> {
        paragraphs(text).into_iter().map(|one| (one.text, one.lines)).collect()
    }

    #[test]
    fn a_paragraph_may_be_wrapped_otherwise() {
        assert_eq!(told("Costs\nrise.\n\n\nAnd  fall.\n"), told("Costs rise.\n\nAnd fall."));
        assert_ne!(told("- Costs\n- rise."), told("- Costs - rise."));
        assert_ne!(told("Costs  \nrise."), told("Costs\nrise."), "two spaces break the line");
    }

    #[test]
    fn blocks_are_one_piece() {
        let text = "---\ntitle: A\n\nunit: a\n---\nText\n```question\nid: a\n\nWhy?\n```\n````\n```\n\n````\nEnd\n";
        let expected = [
            ("---\ntitle: A\n\nunit: a\n---", true),
            ("Text", false),
            ("```question\nid: a\n\nWhy?\n```", true),
            ("````\n```\n\n````", true),
            ("End", false),
        ];
        assert_eq!(told(text), expected.map(|(text, lines)| (text.to_owned(), lines)));
        assert_eq!(told("```\nnever\n\nclosed"), [("```\nnever\n\nclosed".to_owned(), true)]);
    }
}
