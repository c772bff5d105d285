//! Reads the marks of a Markdown text, and notes what of them our renderer would not keep.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd, utils::TextMergeWithOffset};

use super::edits::Edits;
use crate::{
    authoring::{
        exchange::{
            Fate,
            lessons::{Entry, Place},
            pictures::Pictures,
        },
        markdown::events,
    },
    text::squeezed,
};

/// How many things the report tells one by one.
const MOST_ENTRIES: usize = 20_000;

type Beside<'a> = &'a dyn Fn(&str) -> Option<Vec<u8>>;

pub(super) struct Reader<'a, 'r, 'p> {
    pub(super) source: &'a str,
    pub(super) line_ends: Vec<usize>,
    line: usize,
    pub(super) events: Vec<(Event<'a>, Range<usize>)>,
    pub(super) units: &'a BTreeMap<String, String>,
    pub beside: Beside<'a>,
    pub pictures: &'r mut Pictures<'p>,
    pub edits: Edits,
    pub entries: Vec<Entry>,
    pub title: Option<String>,
    /// The addresses of headings, once they are known.
    pub headings: Option<BTreeSet<String>>,
    /// What is different of the block that is being read.
    changes: Vec<String>,
    /// Lists, quotations, tables and links that are open.
    pub(super) inside: usize,
    /// By how much headings are lowered.
    pub(super) shift: usize,
    /// Whether a block of code is open.
    verbatim: bool,
    /// Whether a comment of HTML is open.
    comment: bool,
}

impl<'a, 'r, 'p> Reader<'a, 'r, 'p> {
    pub fn new(
        source: &'a str,
        line: usize,
        units: &'a BTreeMap<String, String>,
        beside: Beside<'a>,
        pictures: &'r mut Pictures<'p>,
    ) -> Self {
        let options = Options::ENABLE_TABLES
            | Options::ENABLE_STRIKETHROUGH
            | Options::ENABLE_MATH
            | Options::ENABLE_FOOTNOTES
            | Options::ENABLE_TASKLISTS;
        let events = TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter()).collect();
        let line_ends = source.match_indices('\n').map(|(at, _)| at).collect();
        let (edits, entries) = (Edits::default(), Vec::new());
        Self {
            source,
            line_ends,
            line,
            events,
            units,
            beside,
            pictures,
            edits,
            entries,
            title: None,
            headings: None,
            verbatim: false,
            changes: Vec::new(),
            inside: 0,
            shift: 0,
            comment: false,
        }
    }

    /// Reads all. `titled` is the title that the front matter gives.
    pub fn read(&mut self, titled: Option<&str>) {
        self.take_title(titled);
        let (mut depth, mut begun) = (0_usize, 0);
        for at in 0..self.events.len() {
            let (event, range) = self.events[at].clone();
            if depth == 0 {
                begun = range.start;
            }
            match &event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth = depth.saturating_sub(1),
                _ => {}
            }
            self.event(&event, range, at);
            if depth == 0 {
                self.end(begun, block_name(&event));
            }
        }
    }

    /// The first heading of the highest level is the title, and lies above the others; so does one that only repeats the title.
    fn take_title(&mut self, titled: Option<&str>) {
        let headings = self.events.iter().enumerate().filter_map(|(at, (event, _))| match event {
            Event::Start(Tag::Heading { level, .. }) => Some((at, *level)),
            _ => None,
        });
        let headings: Vec<(usize, HeadingLevel)> = headings.collect();
        let Some((first, level)) = headings.iter().copied().find(|(_, level)| *level == HeadingLevel::H1).or(headings.first().copied())
        else {
            return;
        };
        let words = squeezed(&self.words(first));
        let is_title = match titled {
            Some(title) => squeezed(title) == words,
            None => level == HeadingLevel::H1 || first == 0,
        };
        let mut left = headings;
        if is_title && !words.is_empty() {
            let (range, after) = (self.events[first].1.clone(), self.after(first));
            self.edits.replace(range.clone(), "");
            self.events.drain(first..after);
            self.title = Some(words);
            left.retain(|(at, _)| *at != first);
            self.end(range.start, "heading");
        }
        self.shift = usize::from(left.iter().any(|(_, level)| *level == HeadingLevel::H1));
    }

    fn event(&mut self, event: &Event<'a>, range: Range<usize>, at: usize) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => self.heading(*level, range, at),
            Event::Text(_) if !self.verbatim => self.dollars(range),
            Event::End(TagEnd::CodeBlock) => self.verbatim = false,
            Event::Start(Tag::CodeBlock(kind)) => {
                self.verbatim = true;
                if matches!(kind, CodeBlockKind::Fenced(word) if !word.is_empty() && !word.starts_with("question")) {
                    self.changed("the language of a block of code is not kept".to_owned());
                }
            }
            Event::Start(Tag::Link { link_type, dest_url, .. }) => {
                self.inside += 1;
                self.link(*link_type, dest_url, range, at);
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => self.image(dest_url, title, range, at),
            Event::Start(Tag::List(_) | Tag::BlockQuote(_) | Tag::Table(_) | Tag::FootnoteDefinition(_)) => self.inside += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_) | TagEnd::Table | TagEnd::FootnoteDefinition | TagEnd::Link) => {
                self.inside = self.inside.saturating_sub(1);
            }
            Event::Start(Tag::HtmlBlock) => {
                let block = self.source[range.clone()].trim();
                self.comment = block.starts_with("<!--") && block.ends_with("-->") && block.matches("-->").count() == 1;
                if self.comment {
                    self.changed("a comment is left out".to_owned());
                    self.edits.replace(range, "\n");
                }
            }
            Event::End(TagEnd::HtmlBlock) => self.comment = false,
            Event::Html(_) if self.comment => {}
            Event::Html(html) | Event::InlineHtml(html) => self.html(html, range),
            Event::InlineMath(latex) if latex.starts_with(|c: char| c.is_ascii_digit()) => {
                self.changed("dollar signs around a number are money, and written `\\$`".to_owned());
                self.edits.replace(range.start..range.start + 1, "\\$");
                self.edits.replace(range.end - 1..range.end, "\\$");
            }
            Event::TaskListMarker(_) => self.changed("boxes to tick are shown as text".to_owned()),
            _ => {}
        }
    }

    /// The words of what begins with this event.
    pub(super) fn words(&self, at: usize) -> String {
        events::words(&self.events[at..self.after(at)])
    }

    /// The index after the event that ends what begins at this one.
    pub(super) fn after(&self, at: usize) -> usize {
        events::after(&self.events, at)
    }

    fn line_at(&self, byte: usize) -> usize {
        self.line + self.line_ends.partition_point(|end| *end < byte)
    }

    /// Something of the block that is being read is different.
    pub fn changed(&mut self, what: String) {
        if !self.changes.contains(&what) && self.changes.len() < 20 {
            self.changes.push(what);
        }
    }

    pub fn refuse(&mut self, byte: usize, what: &'static str, reason: impl Into<String>) {
        let place = Place::Line(self.line_at(byte));
        self.entries.push(Entry { place, what, fate: Fate::Refused, reasons: vec![reason.into()] });
    }

    /// A block is read to its end.
    fn end(&mut self, begun: usize, what: &'static str) {
        let reasons = std::mem::take(&mut self.changes);
        if self.entries.len() < MOST_ENTRIES {
            let fate = if reasons.is_empty() { Fate::Taken } else { Fate::Changed };
            self.entries.push(Entry { place: Place::Line(self.line_at(begun)), what, fate, reasons });
        }
    }
}

/// What the block is called that this event ends.
fn block_name(event: &Event) -> &'static str {
    match event {
        Event::End(TagEnd::Heading(_)) => "heading",
        Event::End(TagEnd::List(_)) => "list",
        Event::End(TagEnd::BlockQuote(_)) => "quotation",
        Event::End(TagEnd::CodeBlock) => "code",
        Event::End(TagEnd::Table) => "table",
        Event::End(TagEnd::FootnoteDefinition) => "footnote",
        Event::End(TagEnd::HtmlBlock) => "HTML",
        Event::Rule => "rule",
        _ => "paragraph",
    }
}
