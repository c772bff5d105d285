//! A paragraph while it is read: Markdown, the bare words, and what stands between them apart.

use super::styles::Look;
use crate::authoring::exchange::text::{self, Block, Inline};

/// A paragraph while it is read.
#[derive(Default)]
pub(super) struct Line {
    inline: Inline,
    done: Vec<Block>,
    /// Without any marks.
    words: String,
    look: Look,
    /// Words of code that may go on.
    code: String,
}

impl Line {
    /// From here on words look so.
    pub fn look(&mut self, look: Look) {
        let before = self.look;
        self.look = look;
        if !look.code {
            self.end_code();
        }
        let marks = [("~~", before.struck, look.struck), ("*", before.italic, look.italic), ("**", before.bold, look.bold)];
        for (mark, _, _) in marks.iter().filter(|(_, before, now)| *before && !now) {
            self.inline.end(mark);
        }
        for (mark, _, _) in marks.iter().rev().filter(|(_, before, now)| !before && *now) {
            self.inline.begin(mark);
        }
    }

    pub fn text(&mut self, text: &str) {
        self.words.push_str(text);
        if self.look.code {
            self.code.extend(text.chars().filter(|c| text::is_kept(*c)));
        } else {
            self.inline.text(text);
        }
    }

    pub fn line_break(&mut self) {
        self.end_code();
        self.words.push(' ');
        self.inline.line_break();
    }

    pub fn begin_link(&mut self, address: String) {
        self.end_code();
        self.inline.begin_link(address);
    }

    pub fn end_link(&mut self) {
        self.end_code();
        self.inline.end_link();
    }

    /// Markdown that is put in as it is.
    pub fn raw(&mut self, markdown: &str) {
        self.end_code();
        self.inline.raw(markdown);
    }

    /// A formula; one that is displayed is a paragraph of its own.
    pub fn formula(&mut self, latex: String, display: bool) {
        self.end_code();
        if display {
            return self.apart(Block::Formula(latex));
        }
        self.words.push_str(&latex);
        self.inline.raw(&format!("${latex}$"));
    }

    /// Something that stands in no line.
    pub fn apart(&mut self, block: Block) {
        self.end_paragraph();
        self.done.push(block);
    }

    fn end_code(&mut self) {
        let code = std::mem::take(&mut self.code);
        // Spaces around code belong to the line.
        let inner = code.trim();
        if inner.is_empty() {
            return self.inline.text(&code);
        }
        self.inline.text(if code.starts_with(char::is_whitespace) { " " } else { "" });
        self.inline.raw(&text::code(inner));
        self.inline.text(if code.ends_with(char::is_whitespace) { " " } else { "" });
    }

    fn end_paragraph(&mut self) {
        self.end_code();
        let text = self.inline.take();
        if !text.is_empty() {
            self.done.push(Block::Paragraph { text, apart: true });
        }
    }

    /// What the paragraph came to, and its bare words.
    pub fn ended(mut self) -> (Vec<Block>, String) {
        self.end_paragraph();
        (self.done, self.words)
    }
}
