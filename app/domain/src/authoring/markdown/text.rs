//! Plain words, and what in them is probably a slip of the pen.

use std::ops::Range;

use super::{escape, simulator::SCHEME, writer::Writer};

impl Writer<'_, '_> {
    /// Writes words; a dollar sign or a bracket that was meant as more is a fault.
    pub fn text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(byte) = lone_dollar(self.source, range) {
            let line = self.line_at(byte);
            self.report.say(line, "this $ begins no formula: write money as \\$5, or close the formula with a $");
        }
        if let Some(label) = footnote_like(self.source, range) {
            let line = self.line_at(range.start);
            self.report.say(
                line,
                match self.whole {
                    true => format!("the footnote [^{label}] does not exist: write `[^{label}]: …` below, or correct the name"),
                    false => format!("[^{label}] stands in a question, which has no footnotes: put the reference into the text"),
                },
            );
        }
        if let Some(byte) = address_cut_off(self.source, range) {
            let line = self.line_at(byte);
            self.report.say(
                line,
                "this is read as words, because its address has a space in it: write + or %20 for each, and the caption in quotation marks",
            );
        }
        self.out.push_str(&escape(text));
    }
}

/// The byte of the address of a simulator, figure or medium that was not taken for one.
fn address_cut_off(source: &str, range: &Range<usize>) -> Option<usize> {
    let text = source.get(range.clone())?;
    let mut opened = text.match_indices('(').map(|(at, _)| range.start + at);
    let is_address = |rest: &str| [SCHEME, "figures/", "media/"].iter().any(|start| rest.starts_with(start));
    opened.find(|at| source[..*at].ends_with(']') && !source[..*at].ends_with("\\]") && is_address(&source[at + 1..]))
}

/// The byte of a dollar sign in this text that has no backslash before it.
fn lone_dollar(source: &str, range: &Range<usize>) -> Option<usize> {
    let bytes = source.as_bytes();
    let mut dollars = range.clone().filter(|at| bytes.get(*at) == Some(&b'$'));
    dollars.find(|at| *at == 0 || bytes.get(at - 1) != Some(&b'\\'))
}

/// The label of what looks like a reference to a footnote but was not taken for one; with a backslash before it, it is meant as words.
fn footnote_like<'s>(source: &'s str, range: &Range<usize>) -> Option<&'s str> {
    let text = source.get(range.clone())?;
    let mut marks = text.match_indices("[^").filter(|(at, _)| !source[..range.start + at].ends_with('\\'));
    let (label, _) = text[marks.next()?.0 + 2..].split_once(']')?;
    (!label.is_empty() && !label.contains(char::is_whitespace)).then_some(label)
}
