//! A paragraph while it is being read: words with Markdown's own characters escaped, and where emphasis begins and ends.

use super::{DEEPEST, guard};

/// The most places of a paragraph that are emphasized; further ones lose their marks.
const MOST_SPANS: usize = 200;

/// The text of a paragraph. Marks of emphasis are put in at its end, where Markdown would understand them.
#[derive(Default)]
pub(in crate::authoring::exchange) struct Inline {
    out: String,
    /// Emphasis that is open, as its mark and where it began; outermost first.
    open: Vec<(&'static str, usize)>,
    /// Emphasis that has ended.
    spans: Vec<Span>,
    /// The byte at which a link began, and its address.
    link: Option<(usize, String)>,
}

#[derive(Clone, Copy, Debug)]
struct Span {
    mark: &'static str,
    start: usize,
    end: usize,
}

impl Inline {
    pub fn is_empty(&self) -> bool {
        self.out.trim().is_empty()
    }

    /// Words; any space is one space.
    pub fn text(&mut self, text: &str) {
        let mut chars = text.chars().filter(|c| guard::is_kept(*c)).peekable();
        while let Some(c) = chars.next() {
            if c.is_whitespace() {
                self.space();
            } else {
                guard::push_escaped(&mut self.out, c, chars.peek().copied());
            }
        }
    }

    fn space(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with([' ', '\n']) {
            self.out.push(' ');
        }
    }

    /// Markdown that is put in as it is.
    pub fn raw(&mut self, markdown: &str) {
        self.out.push_str(markdown);
    }

    pub fn line_break(&mut self) {
        self.trim();
        if !self.out.is_empty() && !self.out.ends_with('\n') {
            self.out.push_str("\\\n");
        }
    }

    fn trim(&mut self) {
        self.out.truncate(self.out.trim_end_matches(' ').len());
    }

    /// Begins a link to this address, which is written as Markdown has it between `<` and `>`.
    pub fn begin_link(&mut self, address: String) {
        self.end_link();
        self.link = Some((self.out.len(), address));
        self.out.push('[');
    }

    /// Ends the link; without words in it there is none. Emphasis that began in it begins again behind it.
    pub fn end_link(&mut self) {
        let Some((start, address)) = self.link.take() else { return };
        let within: Vec<_> = self.open.iter().rev().map_while(|(mark, at)| (*at > start).then_some(*mark)).collect();
        within.iter().for_each(|mark| self.end(mark));
        if self.out.get(start + 1..).unwrap_or_default().trim().is_empty() {
            self.out.truncate(start);
            self.spans.retain(|span| span.end <= start);
        } else {
            self.out.push_str(&format!("](<{address}>)"));
        }
        within.iter().rev().for_each(|mark| self.begin(mark));
    }

    pub fn begin(&mut self, mark: &'static str) {
        if self.open.len() < DEEPEST {
            self.open.push((mark, self.out.len()));
        }
    }

    /// Ends the innermost emphasis of this mark, if there is one.
    pub fn end(&mut self, mark: &'static str) {
        if let Some(index) = self.open.iter().rposition(|(known, _)| *known == mark) {
            let (mark, start) = self.open.remove(index);
            // What began before a link cannot end within it.
            let end = self.link.as_ref().map_or(self.out.len(), |(link, _)| if start > *link { self.out.len() } else { *link });
            if self.spans.len() < MOST_SPANS {
                self.spans.push(Span { mark, start, end });
            }
        }
    }

    /// The paragraph, and a new one in which the same emphasis is open.
    pub fn take(&mut self) -> String {
        self.end_link();
        let open: Vec<_> = self.open.iter().map(|(mark, _)| *mark).collect();
        for mark in open.iter().rev() {
            self.end(mark);
        }
        let done = std::mem::take(self);
        self.open = open.into_iter().map(|mark| (mark, 0)).collect();
        done.written()
    }

    fn written(self) -> String {
        // A line break at the end breaks nothing; a backslash that was typed is escaped, and stays.
        let mut text = self.out.trim_end_matches(' ');
        while let Some(before) = text.strip_suffix("\\\n") {
            text = before.trim_end_matches(' ');
        }
        let spans = fitting(text, self.spans);
        let starts = spans.iter().enumerate().map(|(order, span)| (span.start, order, span.mark));
        let ends = spans.iter().enumerate().map(|(order, span)| (span.end, spans.len() - order, span.mark));
        let mut marks: Vec<(usize, usize, &str)> = starts.chain(ends).collect();
        marks.sort_by_key(|(at, order, _)| (*at, *order));
        let (mut out, mut from) = (String::with_capacity(text.len() + marks.len() * 2), 0);
        for (at, _, mark) in marks {
            out.push_str(&text[from..at]);
            out.push_str(mark);
            from = at;
        }
        out.push_str(&text[from..]);
        guard::lines(&out)
    }
}

/// The spans that Markdown would understand, outer ones first: around words, not within others of their mark, not touching one another.
fn fitting(text: &str, spans: Vec<Span>) -> Vec<Span> {
    let mut spans: Vec<Span> = spans.into_iter().filter_map(|span| around_words(text, span)).collect();
    spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    let mut kept: Vec<Span> = Vec::new();
    for span in spans {
        if kept.iter().all(|other| other.end < span.start || (other.end >= span.end && other.mark != span.mark)) {
            kept.push(span);
        } else if let Some((last, others)) = kept.split_last_mut() {
            // What ends where the next of its mark begins is one, unless it is inside of something that ends there too.
            let alone = others.iter().all(|other| other.end < last.start || other.end >= span.end);
            if last.mark == span.mark && span.start <= last.end && alone {
                last.end = last.end.max(span.end);
            }
        }
    }
    kept.retain(|span| flanked(text, span));
    kept
}

/// The span without spaces at its ends; none if nothing is left.
fn around_words(text: &str, span: Span) -> Option<Span> {
    let inner = text.get(span.start..span.end.min(text.len()))?;
    let start = span.start + inner.len() - inner.trim_start_matches([' ', '\n']).len();
    let end = span.start + inner.trim_end_matches([' ', '\n']).len();
    // A line break at its end stays outside, a backslash that was typed inside.
    let breaks = text[..end].bytes().rev().take_while(|b| *b == b'\\').count() % 2;
    (start < end - breaks.min(end)).then_some(Span { start, end: end - breaks, ..span })
}

/// Whether marks here open and close, by CommonMark's rule for asterisks
/// (<https://spec.commonmark.org/0.31.2/#emphasis-and-strong-emphasis>): no space within, and punctuation within only if there is no letter without.
fn flanked(text: &str, span: &Span) -> bool {
    let inner = &text[span.start..span.end];
    let (before, after) = (text[..span.start].chars().next_back(), text[span.end..].chars().next());
    let fits = |within: Option<char>, without: Option<char>| {
        within.is_some_and(|c| !c.is_whitespace())
            && (!within.is_some_and(is_punctuation) || without.is_none_or(|c| c.is_whitespace() || is_punctuation(c)))
    };
    fits(inner.chars().next(), before) && fits(inner.chars().next_back(), after)
}

/// Punctuation or a symbol; every other character that is neither letter, digit nor space is taken for one.
fn is_punctuation(c: char) -> bool {
    !c.is_alphanumeric() && !c.is_whitespace()
}
