//! Fenced blocks: code, and the questions and rubrics that stand between texts.

use pulldown_cmark::{CodeBlockKind, Event};

use super::{BlockSource, Part, escape, writer::Writer};

impl Writer<'_, '_> {
    /// A block of code, a question or a rubric. The last two end the part of the text before them.
    pub fn code_block(&mut self, kind: &CodeBlockKind, at: usize) -> usize {
        let after = self.after(at);
        if let CodeBlockKind::Fenced(word) = kind
            && let Some(what @ ("question" | "rubric")) = word.split_whitespace().next()
        {
            let part = if what == "question" { Part::Question } else { Part::Rubric };
            let source = self.apart(what, word.trim() == what, at);
            self.parts.extend(source.map(part));
            return after;
        }
        let code = self.words_exactly(at + 1, after - 1);
        self.out.push_str(&format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(&code)));
        after
    }

    /// The text of a block that is read apart, if it can stand where it does.
    fn apart(&mut self, what: &str, alone: bool, at: usize) -> Option<BlockSource> {
        let range = self.events[at].1.clone();
        let block = self.source[range.clone()].trim_end_matches('\n');
        let fence: String = block.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        let mut lines: Vec<&str> = block.split('\n').skip(1).collect();
        let closed = lines.pop().is_some_and(|last| last.trim().len() >= fence.len() && last.trim().starts_with(&fence));
        if !alone {
            self.fault(at, format!("the line that begins a {what} says only `{what}` after its fence"));
        } else if !self.whole {
            self.fault(at, format!("a {what} cannot stand inside a question"));
        } else if self.depth > 0 || self.footnotes.is_writing() || fence.is_empty() {
            self.fault(at, format!("a {what} block stands outside of lists, quotations and footnotes, at the beginning of its lines"));
        } else if !closed {
            self.fault(at, format!("this {what} block is not closed: end it with a line of {fence}"));
        } else {
            self.end_part();
            let line = self.line_at(range.start) + 1;
            return Some(BlockSource { line, text: lines.join("\n") });
        }
        None
    }

    fn words_exactly(&self, from: usize, to: usize) -> String {
        let texts = self.events[from..to].iter();
        texts.map(|(event, _)| if let Event::Text(text) = event { text } else { "" }).collect()
    }
}
