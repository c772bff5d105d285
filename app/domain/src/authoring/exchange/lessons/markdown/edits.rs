//! What is written otherwise of a text, and where each line of the changed text came from.

use std::ops::Range;

/// What stands in a replacement where a text that is missing will be.
pub(super) const MISSING: char = '\u{FDD0}';

/// Replacements of pieces of a text.
#[derive(Default)]
pub(super) struct Edits(Vec<(Range<usize>, String)>);

/// A changed text.
pub(super) struct Edited {
    pub text: String,
    /// The line of the file from which each line came.
    pub lines: Vec<usize>,
}

impl Edits {
    pub fn replace(&mut self, range: Range<usize>, by: impl Into<String>) {
        self.0.push((range, by.into()));
    }

    /// The text with all replacements; of those that lie upon each other the first. `line` is the one its text begins on.
    pub fn applied(&self, text: &str, line: usize, missing: &str) -> Edited {
        let mut edits: Vec<&(Range<usize>, String)> = self.0.iter().collect();
        edits.sort_by_key(|(range, _)| (range.start, std::cmp::Reverse(range.end)));
        let mut edited = Edited { text: String::with_capacity(text.len()), lines: vec![line] };
        let (mut at, mut line) = (0, line);
        for (range, by) in edits {
            if range.start < at {
                continue;
            }
            edited.copy(&text[at..range.start], &mut line);
            for _ in by.matches('\n') {
                edited.lines.push(line);
            }
            edited.text.push_str(&by.replace(MISSING, missing));
            line += text[range.clone()].matches('\n').count();
            at = range.end;
            if let Some(last) = edited.lines.last_mut().filter(|_| edited.text.is_empty() || edited.text.ends_with('\n')) {
                *last = line;
            }
        }
        edited.copy(&text[at..], &mut line);
        edited
    }
}

impl Edited {
    fn copy(&mut self, text: &str, line: &mut usize) {
        for _ in text.matches('\n') {
            *line += 1;
            self.lines.push(*line);
        }
        self.text.push_str(text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_changed_text_are_those_of_the_file() {
        let mut edits = Edits::default();
        edits.replace(2..6, "");
        edits.replace(7..8, "x\n\ny");
        edits.replace(3..4, "lies upon another");
        let edited = edits.applied("a\nb\nc\nd\ne", 10, "");
        assert_eq!(edited.text, "a\ndx\n\nye");
        assert_eq!(edited.lines, [10, 13, 13, 13]);
    }
}
