//! The marks of a Markdown text that are not as ours: what each of them becomes.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use super::{pictures::Shown, reading::Reader};
use crate::{authoring::markdown::leads_outside, text::squeezed};

impl Reader<'_, '_, '_> {
    /// A dollar sign that begins no formula is money.
    pub(super) fn dollars(&mut self, range: Range<usize>) {
        let bytes = self.source.as_bytes();
        let bare: Vec<usize> = range.filter(|at| bytes[*at] == b'$' && (*at == 0 || bytes[*at - 1] != b'\\')).collect();
        for at in bare {
            self.changed("a dollar sign that is money is written `\\$` now".to_owned());
            self.edits.replace(at..at + 1, "\\$");
        }
    }

    /// Lowers a heading, and writes one that is underlined or stands in a list in our way.
    pub(super) fn heading(&mut self, level: HeadingLevel, range: Range<usize>, at: usize) {
        let end = self.after(at) - 1;
        let inner = match (self.events.get(at + 1), self.events.get(end.saturating_sub(1))) {
            (Some((_, first)), Some((_, last))) if end > at + 1 => first.start..last.end.max(first.start),
            _ => return self.edits.replace(range, ""),
        };
        let (before, behind) = (range.start..inner.start, inner.end..range.end);
        let line_end = if self.source[range].ends_with('\n') { "\n" } else { "" };
        if self.inside > 0 {
            self.changed("a heading within a list or quotation is a bold line now".to_owned());
            self.edits.replace(before, "**");
            return self.edits.replace(behind, format!("**{line_end}"));
        }
        let marks = (level as usize + self.shift).min(6);
        if marks != level as usize {
            self.changed(format!("it is a heading of level {marks} now"));
        }
        let many_lines = self.source[inner].contains('\n');
        if many_lines {
            self.changed("a heading of several lines may break".to_owned());
        }
        self.edits.replace(before, format!("{} ", "#".repeat(marks)));
        self.edits.replace(behind, line_end);
    }

    pub(super) fn link(&mut self, kind: LinkType, address: &str, range: Range<usize>, at: usize) {
        let file = address.split('#').next().unwrap_or(address);
        let known = self.units.contains_key(file) || self.pictures.files.contains_key(address);
        let here = address.strip_prefix('#').map(|anchor| self.headings.as_ref().is_none_or(|headings| headings.contains(anchor)));
        if kind == LinkType::Email || leads_outside(address) || here.unwrap_or(known) {
            return;
        }
        let shown: String = address.chars().filter(|c| *c != '`').take(100).collect();
        self.changed(format!("the link to `{shown}` is plain text now: nothing here is called so"));
        let end = self.after(at) - 1;
        match (self.events.get(at + 1), self.events.get(end - 1)) {
            (Some((_, first)), Some((_, last))) if end > at + 1 => {
                let (begin, behind) = (range.start..first.start, last.end..range.end);
                self.edits.replace(begin, "");
                self.edits.replace(behind, "");
            }
            _ => self.edits.replace(range, ""),
        }
    }

    pub(super) fn image(&mut self, address: &str, title: &str, range: Range<usize>, at: usize) {
        let after = self.after(at);
        let before = at.checked_sub(1).and_then(|before| self.events.get(before)).map(|(event, _)| event);
        let opens = matches!(before, Some(Event::Start(Tag::Paragraph)));
        let closes = matches!(self.events.get(after).map(|(event, _)| event), Some(Event::End(TagEnd::Paragraph)));
        let alt = squeezed(&self.words(at));
        let (address, title) = (address.to_owned(), squeezed(title));
        self.picture(Shown { range, address, alt, title, alone: opens && closes, inside: self.inside > 0 });
    }

    /// HTML is text with us: comments and marks that only style go, and the rest is told.
    pub(super) fn html(&mut self, html: &str, range: Range<usize>) {
        let name: String = html.trim_start_matches(['<', '/']).chars().take_while(char::is_ascii_alphanumeric).collect();
        let name = name.to_ascii_lowercase();
        let one_tag = html.trim_end().ends_with('>') && html.matches('<').count() == 1;
        match name.as_str() {
            "" if html.trim_start().starts_with("<!--") && html.trim_end().ends_with("-->") => {
                self.changed("a comment is left out".to_owned());
                self.edits.replace(range, if html.ends_with('\n') { "\n" } else { "" });
            }
            "img" => {
                self.refuse(range.start, "picture", "it is written as HTML: write ![What it shows](file.png \"Caption\")");
                self.edits.replace(range, "");
            }
            "br" if one_tag => {
                self.changed("a line break is a space now".to_owned());
                self.edits.replace(range, " ");
            }
            "u" | "span" | "font" | "mark" | "small" | "sup" | "sub" | "kbd" | "abbr" | "center" | "a" | "b" | "i" | "strong" | "em"
            | "div" | "p"
                if one_tag =>
            {
                self.changed(format!("the mark `<{name}>` is left out, its words stay"));
                self.edits.replace(range, if html.ends_with('\n') { "\n" } else { "" });
            }
            _ => self.changed("HTML is shown as text".to_owned()),
        }
    }
}
