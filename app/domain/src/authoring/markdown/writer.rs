//! Walks through the events of a Markdown text and writes HTML. Blocks with rules of their own are in the files beside this one.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, utils::TextMergeWithOffset};

use super::{
    AnchorLink, Document, Part, Place,
    anchors::Anchors,
    escape, events,
    footnotes::Footnotes,
    math,
    sanitize::{formula_mark, sanitized},
    table::Columns,
};
use crate::authoring::{Heading, package::Report};

/// How deeply lists and quotations may nest.
const DEEPEST: usize = 30;

pub(super) struct Writer<'a, 'r> {
    pub source: &'a str,
    line: usize,
    line_ends: Vec<usize>,
    pub place: &'a Place<'a>,
    pub report: &'r mut Report,
    /// Whether it is the text of a unit or module, and may have headings, footnotes and questions.
    pub whole: bool,
    pub events: Vec<(Event<'a>, Range<usize>)>,
    pub out: String,
    pub parts: Vec<Part>,
    headings: Vec<Heading>,
    anchors: Anchors,
    pub links: Vec<AnchorLink>,
    pub footnotes: Footnotes,
    formulas: Vec<String>,
    pub columns: Columns,
    /// How many lists and quotations are open.
    pub depth: usize,
}

impl<'a, 'r> Writer<'a, 'r> {
    pub fn new(source: &'a str, line: usize, place: &'a Place<'a>, report: &'r mut Report, whole: bool) -> Self {
        let mut options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        options.set(Options::ENABLE_FOOTNOTES, whole);
        let events = TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter()).collect();
        Self {
            source,
            line,
            line_ends: source.match_indices('\n').map(|(at, _)| at).collect(),
            place,
            report,
            whole,
            events,
            out: String::new(),
            parts: Vec::new(),
            headings: Vec::new(),
            anchors: Anchors::default(),
            links: Vec::new(),
            footnotes: Footnotes::default(),
            formulas: Vec::new(),
            columns: Columns::default(),
            depth: 0,
        }
    }

    pub fn document(mut self) -> Document {
        self.find_footnotes();
        self.write(0, self.events.len());
        self.end_part();
        self.write_footnotes();
        let notes = sanitized(&self.out, &self.formulas);
        Document { parts: self.parts, notes, headings: self.headings, links: self.links }
    }

    /// What [`document`](Self::document) writes, block by block with the place of each, and the footnotes.
    pub fn blocks(mut self) -> (Vec<(Range<usize>, Part)>, String) {
        self.find_footnotes();
        let (mut blocks, mut at) = (Vec::new(), 0);
        while at < self.events.len() {
            let (end, range) = (self.after(at), self.events[at].1.clone());
            self.write(at, end);
            self.end_part();
            blocks.extend(self.parts.drain(..).map(|part| (range.clone(), part)));
            at = end;
        }
        self.write_footnotes();
        let notes = sanitized(&self.out, &self.formulas);
        (blocks, notes)
    }

    /// Writes the events from one index to before another.
    pub fn write(&mut self, mut at: usize, end: usize) {
        while at < end {
            at = self.write_one(at);
        }
    }

    /// The index after the event that ends what begins at this one.
    pub fn after(&self, at: usize) -> usize {
        events::after(&self.events, at)
    }

    /// The words between two events, without markup.
    pub fn words(&self, from: usize, to: usize) -> String {
        events::words(&self.events[from..to]).trim().to_owned()
    }

    /// The line of the file on which this byte of the source stands.
    pub fn line_at(&self, byte: usize) -> usize {
        self.line + self.line_ends.partition_point(|end| *end < byte)
    }

    /// Something is wrong with the event of this index.
    pub fn fault(&mut self, at: usize, message: impl Into<String>) {
        let line = self.line_at(self.events[at].1.start);
        self.report.say(line, message);
    }

    /// Writes one event, or all that it begins, and says which is next.
    pub fn write_one(&mut self, at: usize) -> usize {
        let (event, range) = self.events[at].clone();
        match event {
            Event::Start(tag) => return self.start(tag, at),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.text(&text, &range),
            Event::Code(code) => self.out.push_str(&format!("<code>{}</code>", escape(&code))),
            Event::InlineMath(latex) => self.formula(&latex, false, at),
            Event::DisplayMath(latex) => {
                self.fault(at, "a formula between $$ stands in a paragraph of its own: put empty lines around it");
                self.formula(&latex, true, at);
            }
            Event::Html(html) | Event::InlineHtml(html) => self.out.push_str(&escape(&html)),
            Event::FootnoteReference(label) => self.footnote_reference(&label, at),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::TaskListMarker(_) => {}
        }
        at + 1
    }

    fn start(&mut self, tag: Tag<'a>, at: usize) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(at),
            Tag::Heading { level, .. } => return self.heading(level, at),
            Tag::BlockQuote(_) => return self.nested(at, |writer, at| writer.quotation(at)),
            Tag::CodeBlock(kind) => return self.code_block(&kind, at),
            Tag::List(first) => return self.nested(at, |writer, at| writer.list(first, at)),
            Tag::Item => self.out.push_str("<li>"),
            Tag::FootnoteDefinition(_) => return self.after(at),
            Tag::Table(alignments) => self.table(&alignments, at),
            Tag::TableHead => self.out.push_str("<thead><tr>"),
            Tag::TableRow => self.table_row(),
            Tag::TableCell => self.table_cell(at),
            Tag::Emphasis => self.out.push_str("<em>"),
            Tag::Strong => self.out.push_str("<strong>"),
            Tag::Strikethrough => self.out.push_str("<del>"),
            Tag::Link { dest_url, link_type, .. } => self.link(&dest_url, link_type, at),
            Tag::Image { .. } => {
                self.fault(at, "a picture or video stands alone in its paragraph: put empty lines around it");
                return self.after(at);
            }
            Tag::HtmlBlock => self.out.push_str("<p>"),
            // Only made by options that are off.
            Tag::Superscript | Tag::Subscript | Tag::MetadataBlock(_) => {}
            Tag::DefinitionList | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {}
        }
        at + 1
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.out.push_str("</p>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => self.table_end(),
            TagEnd::TableHead => self.out.push_str("</tr></thead>\n<tbody>\n"),
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => self.table_cell_end(),
            TagEnd::Emphasis => self.out.push_str("</em>"),
            TagEnd::Strong => self.out.push_str("</strong>"),
            TagEnd::Strikethrough => self.out.push_str("</del>"),
            TagEnd::Link => self.out.push_str("</a>"),
            _ => {}
        }
    }

    /// Writes something that may hold itself, down to a limit.
    fn nested(&mut self, at: usize, write: impl FnOnce(&mut Self, usize)) -> usize {
        let after = self.after(at);
        if self.depth >= DEEPEST {
            self.fault(at, format!("lists and quotations nest deeper than {DEEPEST}"));
            return after;
        }
        self.depth += 1;
        write(self, at);
        self.depth -= 1;
        after
    }

    /// A paragraph, unless it is a picture, a video or a formula alone.
    fn paragraph(&mut self, at: usize) -> usize {
        let after = self.after(at);
        match self.events.get(at + 1).map(|(event, _)| event.clone()) {
            Some(Event::Start(Tag::Image { dest_url, title, .. })) if self.after(at + 1) + 1 == after => {
                self.figure(&dest_url, &title, at + 1);
                after
            }
            Some(Event::DisplayMath(latex)) if at + 3 == after => {
                self.out.push_str("<div class=\"math\" role=\"group\" aria-label=\"Formula\" tabindex=\"0\">");
                self.formula(&latex, true, at + 1);
                self.out.push_str("</div>\n");
                after
            }
            _ => {
                self.out.push_str("<p>");
                at + 1
            }
        }
    }

    fn heading(&mut self, level: HeadingLevel, at: usize) -> usize {
        let after = self.after(at);
        if !self.whole {
            self.fault(at, "a question has no headings: write the line in bold");
        } else if level == HeadingLevel::H1 {
            self.fault(at, "headings begin at ##: the title is in the front matter");
        }
        if self.depth > 0 {
            self.fault(at, "a heading stands outside of lists and quotations");
        }
        let text = self.words(at + 1, after - 1);
        let anchor = self.anchors.claim(&text);
        let level = level as u8;
        let id = escape(&anchor);
        // A link cannot stand inside a link.
        let has_link = |(event, _): &(Event, _)| matches!(event, Event::Start(Tag::Link { .. }) | Event::FootnoteReference(_));
        let (open, close) = match self.events[at + 1..after - 1].iter().any(has_link) {
            true => (String::new(), ""),
            false => (format!("<a class=\"anchor\" href=\"#{id}\">"), "</a>"),
        };
        self.out.push_str(&format!("<h{level} id=\"{id}\">{open}"));
        self.write(at + 1, after - 1);
        self.out.push_str(&format!("{close}</h{level}>\n"));
        self.headings.push(Heading { level, anchor, text });
        after
    }

    fn list(&mut self, first: Option<u64>, at: usize) {
        let (open, close) = match first {
            None => ("<ul>\n".to_owned(), "</ul>\n"),
            Some(1) => ("<ol>\n".to_owned(), "</ol>\n"),
            Some(first) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
        };
        self.out.push_str(&open);
        self.write(at + 1, self.after(at) - 1);
        self.out.push_str(close);
    }

    pub fn formula(&mut self, latex: &str, display: bool, at: usize) {
        match math::mathml(latex, display) {
            Ok(markup) => {
                self.out.push_str(&formula_mark(self.formulas.len()));
                self.formulas.push(markup);
            }
            Err(message) => self.fault(at, message),
        }
    }

    /// Ends the part of the text that was being written.
    pub fn end_part(&mut self) {
        let html = std::mem::take(&mut self.out);
        if !html.trim().is_empty() {
            self.parts.push(Part::Html(sanitized(&html, &self.formulas)));
        }
    }
}
