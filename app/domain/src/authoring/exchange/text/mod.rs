//! Texts of other programs as our Markdown: structure is kept, styling dropped without a word, and what is active or has no
//! place with us dropped and told.
//!
//! Whatever the notation, a text becomes HTML first and goes one way from there: tokens, blocks, Markdown. Nothing here recurses deeper
//! than `DEEPEST`, and the work grows with the length of the text.

mod blocks;
mod formula;
mod guard;
mod inline;
mod nesting;
mod tags;
mod tokens;
mod writing;

use std::collections::BTreeSet;

use super::draft::{Notation, Text};
use crate::text::squeezed;
use blocks::Reader;
pub(super) use blocks::{Block, Picture};
pub(super) use guard::{address, is_kept};
pub(super) use inline::Inline;
pub(super) use tags::shifted;
pub(super) use writing::{block as markdown, code, line, prefixed};

/// How deeply lists, quotations and tables may nest; what lies deeper stays there without its marks.
const DEEPEST: usize = 20;

/// A text as blocks, and what was dropped from it.
pub(super) struct Converted {
    blocks: Vec<Block>,
    /// What was dropped, each once.
    pub lost: BTreeSet<String>,
    /// Why it cannot be what was asked for at all.
    pub unfit: Option<String>,
}

/// Reads a text. `place` says under which path a picture is kept, or why it is not.
pub(super) fn converted(text: &Text, place: &mut dyn FnMut(&Picture) -> Result<String, String>) -> Converted {
    let html = match text.notation {
        Notation::Html => text.source.clone(),
        Notation::Moodle => with_line_ends(&text.source),
        Notation::Plain => with_line_ends(&html_escape(&text.source)),
        Notation::Markdown => from_markdown(&text.source),
    };
    let mut reader = Reader::new(place);
    for token in tokens::tokens(&html) {
        reader.take(token);
    }
    let (blocks, lost) = reader.ended();
    Converted { blocks, lost, unfit: None }
}

impl Converted {
    /// As paragraphs, lists and so on.
    pub fn block(&self) -> String {
        writing::block(&self.blocks)
    }

    /// As one line. What cannot be on one is dropped or loses its form, which is told.
    pub fn line(&mut self) -> String {
        if writing::has_figure(&self.blocks) {
            self.unfit =
                Some("a picture stands in an option, side or item, which is one line of text: put it into the question".to_owned());
        }
        let (line, lost) = writing::line(&self.blocks);
        self.lost.extend(lost);
        line
    }

    /// As one block without an empty line in it.
    pub fn together(&mut self) -> String {
        if self.blocks.len() > 1 {
            self.lost.insert("paragraphs of the model answer were put together: it is one block".to_owned());
        }
        writing::together(&self.blocks)
    }
}

/// The words of a text, without any markup.
pub(super) fn words(text: &Text) -> String {
    match text.notation {
        Notation::Plain => squeezed(&text.source),
        _ => {
            let mut words = String::new();
            for token in tokens::tokens(&text.source) {
                match token {
                    tokens::Token::Text(text) => words.push_str(&text),
                    tokens::Token::Open { .. } | tokens::Token::Close(_) => {}
                }
            }
            squeezed(&words)
        }
    }
}

/// Two ends of lines begin a paragraph, one is a line break.
fn with_line_ends(html: &str) -> String {
    let paragraphs = html.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty());
    let paragraphs: Vec<String> = paragraphs.map(|paragraph| paragraph.replace('\n', "<br>")).collect();
    match &paragraphs[..] {
        [one] => one.clone(),
        several => several.iter().map(|paragraph| format!("<p>{paragraph}</p>")).collect(),
    }
}

fn html_escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Markdown as other programs understand it: with HTML in it, and a dollar sign is one.
fn from_markdown(source: &str) -> String {
    use pulldown_cmark::{Options, Parser, html};
    let parser = Parser::new_ext(source, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH);
    let mut out = String::new();
    html::push_html(&mut out, parser);
    out
}
