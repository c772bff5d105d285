//! Fenced blocks: code, and the questions that stand between texts.

use pulldown_cmark::{CodeBlockKind, Event};

use super::{Part, QuestionSource, escape, writer::Writer};

impl Writer<'_, '_> {
    /// A block of code, or a question. A question ends the part of the text before it.
    pub fn code_block(&mut self, kind: &CodeBlockKind, at: usize) -> usize {
        let after = self.after(at);
        if let CodeBlockKind::Fenced(word) = kind
            && word.split_whitespace().next() == Some("question")
        {
            self.question(word, at);
            return after;
        }
        let code = self.words_exactly(at + 1, after - 1);
        self.out.push_str(&format!("<pre tabindex=\"0\"><code>{}</code></pre>\n", escape(&code)));
        after
    }

    fn question(&mut self, word: &str, at: usize) {
        let range = self.events[at].1.clone();
        let block = self.source[range.clone()].trim_end_matches('\n');
        let fence: String = block.chars().take_while(|c| matches!(c, '`' | '~')).collect();
        let mut lines: Vec<&str> = block.split('\n').skip(1).collect();
        let closed = lines.pop().is_some_and(|last| last.trim().len() >= fence.len() && last.trim().starts_with(&fence));
        if word.trim() != "question" {
            self.fault(at, "the line that begins a question says only `question` after its fence");
        } else if !self.whole {
            self.fault(at, "a question cannot stand inside a question");
        } else if self.depth > 0 || self.footnotes.is_writing() || fence.is_empty() {
            self.fault(at, "a question block stands outside of lists, quotations and footnotes, at the beginning of its lines");
        } else if !closed {
            self.fault(at, format!("this question block is not closed: end it with a line of {fence}"));
        } else {
            self.end_part();
            let line = self.line_at(range.start) + 1;
            self.parts.push(Part::Question(QuestionSource { line, text: lines.join("\n") }));
        }
    }

    fn words_exactly(&self, from: usize, to: usize) -> String {
        let texts = self.events[from..to].iter();
        texts.map(|(event, _)| if let Event::Text(text) = event { text } else { "" }).collect()
    }
}
