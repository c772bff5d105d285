//! Reads tokens into blocks. What is open is a stack of bounded depth; whatever does not fit is closed or passed over, as browsers do.

use std::collections::BTreeSet;

use super::{
    formula::{self, Formula},
    guard,
    inline::Inline,
    nesting::{self, Open},
    tags::{Meaning, meaning, shifted},
    tokens::Token,
    writing,
};
use crate::text::squeezed;

/// A block of a text. Texts in it are Markdown.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::authoring::exchange) enum Block {
    /// `apart` is whether it was a paragraph by itself, and not only the words of a list's item.
    Paragraph {
        text: String,
        apart: bool,
    },
    /// Only lessons have headings; `level` is the number of its marks.
    Heading {
        level: u8,
        text: String,
    },
    /// `first` is the number of the first item, if they have any.
    List {
        first: Option<u64>,
        items: Vec<Vec<Block>>,
    },
    Quotation(Vec<Block>),
    Verbatim(String),
    /// The first row is the head.
    Table(Vec<Vec<String>>),
    Rule,
    /// LaTeX.
    Formula(String),
    /// A picture that is kept: its path, what it shows, and its caption.
    Figure {
        path: String,
        alt: String,
        caption: String,
    },
}

/// A picture as a text refers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::authoring::exchange) struct Picture {
    pub source: String,
    pub alt: String,
    /// The title, for a caption.
    pub title: String,
}

type Place<'a> = &'a mut dyn FnMut(&Picture) -> Result<String, String>;

pub(super) struct Reader<'a> {
    place: Place<'a>,
    /// What is open, each with the blocks read in it so far; below them those of the text itself.
    pub(super) open: Vec<(Open, Vec<Block>)>,
    blocks: Vec<Block>,
    inline: Inline,
    /// Whether a `<p>` is open.
    apart: bool,
    shift: Option<bool>,
    /// The text of a `<pre>` or `<code>`, and which of them it is.
    verbatim: Option<(String, Meaning)>,
    /// An element whose contents are passed over, and how many of its name are open.
    dropped: Option<(String, usize)>,
    lost: BTreeSet<String>,
}

impl<'a> Reader<'a> {
    pub fn new(place: Place<'a>) -> Self {
        Self {
            place,
            open: Vec::new(),
            blocks: Vec::new(),
            inline: Inline::default(),
            apart: false,
            shift: None,
            verbatim: None,
            dropped: None,
            lost: BTreeSet::new(),
        }
    }

    pub fn ended(mut self) -> (Vec<Block>, BTreeSet<String>) {
        self.end_verbatim();
        self.end_paragraph();
        while !self.open.is_empty() {
            self.close_innermost();
        }
        (self.blocks, self.lost)
    }

    pub fn take(&mut self, token: Token) {
        if self.pass_over(&token) {
            return;
        }
        match token {
            Token::Text(text) => self.text(&text),
            Token::Open { name, attributes } => self.begin(&name, &attributes),
            Token::Close(name) => self.end(meaning(&name)),
        }
    }

    /// Whether the token lies in an element that is dropped.
    fn pass_over(&mut self, token: &Token) -> bool {
        let Some((dropped, depth)) = &mut self.dropped else { return false };
        match token {
            Token::Open { name, .. } if name == dropped => *depth += 1,
            Token::Close(name) if name == dropped => *depth -= 1,
            _ => {}
        }
        if *depth == 0 {
            self.dropped = None;
        }
        true
    }

    fn text(&mut self, text: &str) {
        if let Some((verbatim, _)) = &mut self.verbatim {
            verbatim.extend(text.chars().filter(|c| guard::is_kept(*c)));
            return;
        }
        if let Some(raised) = self.shift {
            let shifted: Option<String> = text.trim().chars().map(|c| shifted(c, raised)).collect();
            if shifted.is_none() {
                self.lose("what was raised or lowered stands in the line: write it as a formula");
            }
            return self.inline.text(shifted.as_deref().unwrap_or(text));
        }
        let mut rest = text;
        while let Some((before, formula, after)) = formula::first(rest) {
            self.inline.text(before);
            self.formula(&formula);
            rest = after;
        }
        self.inline.text(rest);
    }

    /// A formula; one that is displayed is a paragraph of its own where it stands alone.
    fn formula(&mut self, formula: &Formula) {
        if formula.display && self.inline.is_empty() {
            self.end_paragraph();
            return self.push(Block::Formula(formula.latex.clone()));
        }
        self.inline.raw(&format!("${}$", formula.latex));
    }

    fn begin(&mut self, name: &str, attributes: &[(String, String)]) {
        let meaning = meaning(name);
        if self.verbatim.is_some() {
            if meaning == Meaning::LineBreak {
                self.text("\n");
            }
            return;
        }
        match meaning {
            Meaning::Paragraph | Meaning::Boundary => {
                self.end_paragraph();
                self.apart = meaning == Meaning::Paragraph;
            }
            Meaning::Heading => {
                self.end_paragraph();
                self.apart = true;
                self.inline.begin("**");
            }
            Meaning::List | Meaning::NumberedList => {
                let first = nesting::attribute(attributes, "start").and_then(|first| first.trim().parse().ok()).unwrap_or(1);
                self.begin_open(Open::List { first: (meaning == Meaning::NumberedList).then_some(first), items: Vec::new() });
            }
            Meaning::Item => self.begin_item(),
            Meaning::Quotation => self.begin_open(Open::Quotation),
            Meaning::Table => self.begin_open(Open::Table(Vec::new())),
            Meaning::Row => self.begin_part(|open| matches!(open, Open::Table(_)), Open::Row(Vec::new())),
            Meaning::Cell => self.begin_part(|open| matches!(open, Open::Row(_)), Open::Cell),
            Meaning::Verbatim => {
                self.end_paragraph();
                self.verbatim = Some((String::new(), meaning));
            }
            Meaning::Code => self.verbatim = Some((String::new(), meaning)),
            _ => self.begin_inline(meaning, name, attributes),
        }
    }

    fn begin_inline(&mut self, meaning: Meaning, name: &str, attributes: &[(String, String)]) {
        match meaning {
            Meaning::Rule => {
                self.end_paragraph();
                self.push(Block::Rule);
            }
            Meaning::LineBreak => self.inline.line_break(),
            Meaning::Emphasis(mark) => self.inline.begin(mark),
            Meaning::Raised => self.shift = Some(true),
            Meaning::Lowered => self.shift = Some(false),
            Meaning::Link => match nesting::attribute(attributes, "href").and_then(guard::address) {
                Some(address) => self.inline.begin_link(address),
                None => {
                    self.inline.end_link();
                    self.lose("a link that leads to no whole address is plain text now");
                }
            },
            Meaning::Picture => self.picture(attributes),
            Meaning::Dropped(told) => {
                self.lose(told);
                self.dropped = Some((name.to_owned(), 1));
            }
            Meaning::Void(told) => self.lose(told),
            _ => {}
        }
    }

    fn end(&mut self, meaning: Meaning) {
        if self.verbatim.as_ref().is_some_and(|(_, open)| *open == meaning) {
            return self.end_verbatim();
        }
        if self.verbatim.is_some() {
            return;
        }
        match meaning {
            Meaning::Paragraph | Meaning::Boundary => self.end_paragraph(),
            Meaning::Heading => {
                self.inline.end("**");
                self.end_paragraph();
            }
            Meaning::List | Meaning::NumberedList => self.close(|open| matches!(open, Open::List { .. })),
            Meaning::Item => self.close(|open| matches!(open, Open::Item)),
            Meaning::Quotation => self.close(|open| matches!(open, Open::Quotation)),
            Meaning::Table => self.close(|open| matches!(open, Open::Table(_))),
            Meaning::Row => self.close(|open| matches!(open, Open::Row(_))),
            Meaning::Cell => self.close(|open| matches!(open, Open::Cell)),
            Meaning::Emphasis(mark) => self.inline.end(mark),
            Meaning::Link => self.inline.end_link(),
            Meaning::Raised | Meaning::Lowered => self.shift = None,
            _ => {}
        }
    }

    fn picture(&mut self, attributes: &[(String, String)]) {
        let words = |name| nesting::attribute(attributes, name).map(squeezed).unwrap_or_default();
        let picture = Picture { source: words("src"), alt: words("alt"), title: words("title") };
        match (self.place)(&picture) {
            Ok(path) => {
                self.end_paragraph();
                let caption = if picture.title.is_empty() { picture.alt.clone() } else { picture.title };
                self.push(Block::Figure { path, alt: picture.alt, caption });
            }
            Err(why) => self.lose(&why),
        }
    }

    pub(super) fn lose(&mut self, what: &str) {
        if !what.is_empty() {
            self.lost.insert(what.to_owned());
        }
    }

    fn end_verbatim(&mut self) {
        match self.verbatim.take() {
            Some((text, Meaning::Verbatim)) => self.push(Block::Verbatim(text)),
            Some((text, _)) => self.inline.raw(&writing::code(&text)),
            None => {}
        }
    }

    pub(super) fn end_paragraph(&mut self) {
        let text = self.inline.take();
        let apart = std::mem::take(&mut self.apart);
        if !text.is_empty() {
            self.push(Block::Paragraph { text, apart });
        }
    }

    pub(super) fn push(&mut self, block: Block) {
        self.open.last_mut().map_or(&mut self.blocks, |(_, blocks)| blocks).push(block);
    }
}
