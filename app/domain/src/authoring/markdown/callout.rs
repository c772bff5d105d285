//! Quotations, and the callouts that are written as such.

use pulldown_cmark::{Event, Tag};

use super::{escape, inline, writer::Writer};

const KINDS: [(&str, &str); 5] =
    [("note", "Note"), ("tip", "Tip"), ("important", "Important"), ("warning", "Warning"), ("caution", "Caution")];

impl Writer<'_, '_> {
    /// A quotation, or, if its first line begins with a kind in brackets, a callout.
    pub fn quotation(&mut self, at: usize) {
        let (start, after) = (self.events[at].1.start, self.after(at));
        let line = self.source[start..].split('\n').next().unwrap_or_default();
        let words = line.trim_start().trim_start_matches('>').trim_start();
        let Some((kind, title)) = words.strip_prefix("[!").and_then(|rest| rest.split_once(']')) else {
            self.out.push_str("<blockquote>\n");
            self.write(at + 1, after - 1);
            self.out.push_str("</blockquote>\n");
            return;
        };
        let lower = kind.to_ascii_lowercase();
        let Some((kind, name)) = KINDS.iter().find(|(known, _)| *known == lower) else {
            self.fault(at, format!("[!{kind}] is no kind of callout: write NOTE, TIP, IMPORTANT, WARNING or CAUTION"));
            return;
        };
        let title = match title.trim() {
            "" => (*name).to_owned(),
            title => {
                let (line, place) = (self.line_at(start), self.place);
                let document = inline(title, line, place, self.report);
                document.html()
            }
        };
        self.out.push_str(&format!("<aside class=\"callout\" role=\"note\" data-kind=\"{}\">\n", escape(kind)));
        self.out.push_str(&format!("<p class=\"callout-title\">{title}</p>\n"));
        self.callout_body(at, after - 1, start + line.len());
        self.out.push_str("</aside>\n");
    }

    /// What follows the title line, which ends at this byte.
    fn callout_body(&mut self, at: usize, end: usize, title_end: usize) {
        let mut next = at + 1;
        if matches!(self.events[next].0, Event::Start(Tag::Paragraph)) {
            let after = self.after(next);
            let is_title = |writer: &Self, index: usize| writer.events[index].1.start <= title_end;
            if (next + 1..after - 1).any(|index| !is_title(self, index)) {
                self.out.push_str("<p>");
                let mut index = next + 1;
                while index < after - 1 {
                    index = if is_title(self, index) { index + 1 } else { self.write_one(index) };
                }
                self.out.push_str("</p>\n");
            }
            next = after;
        }
        self.write(next, end);
    }
}
