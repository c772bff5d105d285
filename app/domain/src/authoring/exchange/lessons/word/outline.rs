//! What of a document is not its text: the title, the objectives, and how deep its headings lie.

use pulldown_cmark::{Event, Options, Parser};

use crate::{authoring::exchange::text::Block, text::squeezed};

/// The deepest heading that a lesson has.
const DEEPEST: u8 = 6;
/// Headings above a list of objectives.
const OBJECTIVES: [&str; 4] = ["objectives", "learning objectives", "learning outcomes", "goals"];

/// A document's title, objectives and text.
pub(super) struct Outline {
    pub title: Option<String>,
    pub objectives: Vec<String>,
    pub blocks: Vec<Block>,
    pub notes: Vec<String>,
}

/// Takes the title and objectives out, and moves headings so that the highest are those of a lesson.
pub(super) fn of(mut blocks: Vec<Block>) -> Outline {
    let first = blocks.iter().position(|block| matches!(block, Block::Heading { .. }));
    let title = first.and_then(|first| match blocks.remove(first) {
        Block::Heading { text, .. } => Some(plain(&text)),
        _ => None,
    });
    let mut outline = Outline { title, objectives: Vec::new(), blocks, notes: Vec::new() };
    outline.take_objectives();
    outline.shift_headings();
    outline
}

impl Outline {
    /// A heading of objectives, words that lead to them if there are some, their list, and then another heading or the end.
    fn take_objectives(&mut self) {
        let named = |block: &Block| matches!(block, Block::Heading { text, .. } if OBJECTIVES.contains(&plain(text).trim_end_matches(':').to_lowercase().as_str()));
        let Some(at) = self.blocks.iter().position(named) else { return };
        let leads = matches!(self.blocks.get(at + 1), Some(Block::Paragraph { .. }));
        let list = at + 1 + usize::from(leads);
        let Some(Block::List { items, .. }) = self.blocks.get(list) else { return };
        if !matches!(self.blocks.get(list + 1), None | Some(Block::Heading { .. })) {
            return;
        }
        let words = |item: &Vec<Block>| match &item[..] {
            [Block::Paragraph { text, .. }] => Some(plain(text)).filter(|words| !words.is_empty()),
            _ => None,
        };
        let Some(objectives) = items.iter().map(words).collect::<Option<Vec<_>>>() else { return };
        self.objectives = objectives;
        self.blocks.drain(at..=list);
        self.notes.push("its list of objectives stands in the front matter now".to_owned());
    }

    fn shift_headings(&mut self) {
        let levels = self.blocks.iter().filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            _ => None,
        });
        let Some(highest) = levels.min() else { return };
        let mut cut = false;
        for block in &mut self.blocks {
            if let Block::Heading { level, .. } = block {
                let moved = *level - highest + 2;
                cut |= moved > DEEPEST;
                *level = moved.min(DEEPEST);
            }
        }
        if cut {
            self.notes.push(format!("its deepest headings are headings of level {DEEPEST} now"));
        }
    }
}

/// The words of a line of Markdown.
fn plain(markdown: &str) -> String {
    let markdown = without_notes(markdown);
    let words = Parser::new_ext(&markdown, Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH).map(|event| match event {
        Event::Text(text) | Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => text.into_string(),
        Event::SoftBreak | Event::HardBreak => " ".to_owned(),
        _ => String::new(),
    });
    squeezed(&words.collect::<String>())
}

/// A line without the marks of footnotes, `[^1]`; what was typed so is escaped.
fn without_notes(markdown: &str) -> String {
    let mut pieces = markdown.split("[^");
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        match piece.split_once(']') {
            Some((number, rest)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => out.push_str(rest),
            _ => out.push_str(&format!("[^{piece}")),
        }
    }
    out
}
