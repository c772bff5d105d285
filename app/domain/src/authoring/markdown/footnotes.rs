//! Footnotes: numbered in the order of their use, listed at the end, with ways there and back.

use std::{collections::BTreeMap, ops::Range};

use pulldown_cmark::{Event, Tag};

use super::{escape, writer::Writer};

/// What is known of the footnotes of a text.
#[derive(Default)]
pub(super) struct Footnotes {
    /// The events of each definition, by label.
    definitions: BTreeMap<String, Range<usize>>,
    /// Labels in the order of their first use, with how often each is used.
    used: Vec<(String, usize)>,
    writing: bool,
}

impl Footnotes {
    /// Whether the notes themselves are being written.
    pub fn is_writing(&self) -> bool {
        self.writing
    }
}

impl Writer<'_, '_> {
    /// Notes which events define which footnote, so that a reference knows its note before that is written.
    pub fn find_footnotes(&mut self) {
        for at in 0..self.events.len() {
            let Event::Start(Tag::FootnoteDefinition(label)) = &self.events[at].0 else { continue };
            let label = label.to_string();
            let definition = at..self.after(at);
            if self.footnotes.definitions.insert(label.to_lowercase(), definition).is_some() {
                self.fault(at, format!("the footnote [^{label}] is written twice: keep one"));
            }
        }
    }

    pub fn footnote_reference(&mut self, label: &str, at: usize) {
        let key = label.to_lowercase();
        let used = &mut self.footnotes.used;
        let index = used.iter().position(|(known, _)| *known == key).unwrap_or_else(|| {
            used.push((key, 0));
            used.len() - 1
        });
        used[index].1 += 1;
        let (number, time) = (index + 1, used[index].1);
        self.out.push_str(&format!(
            "<sup class=\"footnote-ref\"><a href=\"#fn_{number}\" id=\"fnref_{number}_{time}\" role=\"doc-noteref\" \
             aria-label=\"Footnote {number}\">{number}</a></sup>"
        ));
        if time == 1 && self.is_in_plain_paragraph(at) {
            self.margin_note(label);
        }
    }

    /// The note's words once more, beside the text, for screens that have the room; the style hides it on others. Readers of the
    /// page by ear have the list.
    fn margin_note(&mut self, label: &str) {
        if let Some(definition) = self.footnotes.definitions.get(&label.to_lowercase()) {
            let words = self.words(definition.start + 1, definition.end - 1);
            self.out.push_str(&format!("<span class=\"margin-note\" aria-hidden=\"true\">{}</span>", escape(&words)));
        }
    }

    /// Whether what is written stands in a paragraph that is as wide as the text.
    fn is_in_plain_paragraph(&self, at: usize) -> bool {
        let opened = self.events[..at].iter().rev().find_map(|(event, _)| match event {
            Event::Start(Tag::Heading { .. }) => Some(false),
            Event::Start(Tag::Paragraph) => Some(true),
            _ => None,
        });
        self.depth == 0 && !self.columns.is_open() && !self.footnotes.writing && opened == Some(true)
    }

    /// The list of footnotes. A note may use another one, which then joins the list.
    pub fn write_footnotes(&mut self) {
        self.footnotes.writing = true;
        let mut open = false;
        let mut index = 0;
        while let Some((label, _)) = self.footnotes.used.get(index).cloned() {
            let number = index + 1;
            index += 1;
            let Some(definition) = self.footnotes.definitions.get(&label).cloned() else { continue };
            if !open {
                self.out.push_str(
                    "<section class=\"footnotes\" role=\"doc-endnotes\" aria-labelledby=\"footnotes_title\">\n\
                     <h2 id=\"footnotes_title\">References</h2>\n<ol>\n",
                );
                open = true;
            }
            self.out.push_str(&format!("<li id=\"fn_{number}\">\n"));
            self.write(definition.start + 1, definition.end - 1);
            let back = self.ways_back(index - 1);
            let end = self.out.strip_suffix("</p>\n").map(str::len);
            match end {
                Some(end) => self.out.insert_str(end, &back),
                None => self.out.push_str(&back),
            }
            self.out.push_str("</li>\n");
        }
        if open {
            self.out.push_str("</ol>\n</section>\n");
        }
        self.refuse_unused();
    }

    fn ways_back(&self, index: usize) -> String {
        let (number, times) = (index + 1, self.footnotes.used[index].1);
        let back = |time: usize| {
            let name = if times == 1 { format!("Back to footnote {number}") } else { format!("Back to footnote {number}, place {time}") };
            format!(
                " <a class=\"footnote-back\" href=\"#fnref_{number}_{time}\" role=\"doc-backlink\" aria-label=\"{}\">↩</a>",
                escape(&name)
            )
        };
        (1..=times).map(back).collect()
    }

    fn refuse_unused(&mut self) {
        let is_used = |label: &String| self.footnotes.used.iter().any(|(used, _)| used == label);
        let unused: Vec<(String, usize)> = (self.footnotes.definitions.iter())
            .filter(|(label, _)| !is_used(label))
            .map(|(label, range)| (label.clone(), range.start))
            .collect();
        for (label, at) in unused {
            self.fault(at, format!("the footnote [^{label}] is never used: refer to it in the text, or take it out"));
        }
    }
}
