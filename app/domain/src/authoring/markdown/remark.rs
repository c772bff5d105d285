//! What people write to each other: Markdown without headings, pictures, formulas and tables. Nothing they type is a fault; what is
//! not understood stands there as they typed it.

use std::{
    collections::{HashMap, HashSet},
    ops::Range,
    sync::LazyLock,
};

use ammonia::Builder;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TextMergeStream};

use super::{escape, links::leads_outside};

/// How deeply lists, quotations and emphasis may nest.
const DEEPEST: usize = 20;

/// Where a remark is read, and which of its words stand out.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// What stands before addresses of the site: nothing on its pages, the site's own address in mail.
    pub base: &'a str,
    /// The places of a text that are names of people, in order and apart.
    pub names: &'a dyn Fn(&str) -> Vec<Range<usize>>,
}

/// A remark as HTML that may stand in a page: sanitized, links only to http, https, mail addresses and the site itself.
pub fn remark(text: &str, reading: Reading<'_>) -> String {
    let parser = Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH);
    let mut writer = Remark { reading, out: String::with_capacity(text.len() * 2), open: Vec::new(), verbatim: 0 };
    TextMergeStream::new(parser).for_each(|event| writer.write(event));
    ALLOWED.clean(&writer.out).to_string()
}

struct Remark<'a> {
    reading: Reading<'a>,
    out: String,
    /// How each open element ends.
    open: Vec<&'static str>,
    /// In how many links and code blocks the text stands: nothing in it is a link or a name there.
    verbatim: usize,
}

impl Remark<'_> {
    fn write(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(end) => {
                if matches!(end, pulldown_cmark::TagEnd::Link | pulldown_cmark::TagEnd::CodeBlock) {
                    self.verbatim -= 1;
                }
                self.out.push_str(self.open.pop().unwrap_or_default());
            }
            Event::Text(text) => self.text(&text),
            Event::Code(code) => self.out.push_str(&format!("<code>{}</code>", escape(&code))),
            Event::Html(html) | Event::InlineHtml(html) => self.out.push_str(&escape(&html)),
            // People press Enter where they want a new line.
            Event::SoftBreak | Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::InlineMath(_) | Event::DisplayMath(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        if matches!(tag, Tag::Link { .. } | Tag::CodeBlock(_)) {
            self.verbatim += 1;
        }
        let (begin, end) = match tag {
            Tag::Paragraph | Tag::HtmlBlock => ("<p>".to_owned(), "</p>\n"),
            Tag::Heading { .. } => ("<p><strong>".to_owned(), "</strong></p>\n"),
            Tag::BlockQuote(_) => ("<blockquote>\n".to_owned(), "</blockquote>\n"),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => ("<pre><code>".to_owned(), "</code></pre>\n"),
            Tag::List(None) => ("<ul>\n".to_owned(), "</ul>\n"),
            Tag::List(Some(first)) => (format!("<ol start=\"{first}\">\n"), "</ol>\n"),
            Tag::Item => ("<li>".to_owned(), "</li>\n"),
            Tag::Emphasis => ("<em>".to_owned(), "</em>"),
            Tag::Strong => ("<strong>".to_owned(), "</strong>"),
            Tag::Strikethrough => ("<del>".to_owned(), "</del>"),
            Tag::Link { dest_url, .. } => match self.address(dest_url) {
                Some(address) => (format!("<a href=\"{}\" rel=\"noopener nofollow\">", escape(&address)), "</a>"),
                None => (String::new(), ""),
            },
            // Of a picture its words remain; the rest is made by options that are off.
            _ => (String::new(), ""),
        };
        let too_deep = self.open.len() >= DEEPEST;
        self.out.push_str(if too_deep { "" } else { &begin });
        self.open.push(if too_deep { "" } else { end });
    }

    /// Where a link may lead.
    fn address(&self, address: &str) -> Option<String> {
        let lower = address.to_ascii_lowercase();
        let outside = leads_outside(address);
        let inside = address.starts_with('/') && !address.starts_with("//") && !address.contains('\\');
        match (outside, inside) {
            (true, _) => Some(address.to_owned()),
            (_, true) => Some(format!("{}{address}", self.reading.base)),
            _ if lower.contains('@') && !lower.contains([':', '/', ' ']) => Some(format!("mailto:{address}")),
            _ => None,
        }
    }

    fn text(&mut self, text: &str) {
        if self.verbatim > 0 {
            self.out.push_str(&escape(text));
            return;
        }
        let mut at = 0;
        for name in (self.reading.names)(text) {
            self.with_links(&text[at..name.start]);
            self.out.push_str(&format!("<strong>{}</strong>", escape(&text[name.clone()])));
            at = name.end;
        }
        self.with_links(&text[at..]);
    }

    /// Addresses that were typed as they are become links.
    fn with_links(&mut self, mut text: &str) {
        while let Some(at) = text.find("https://").into_iter().chain(text.find("http://")).min() {
            let end = text[at..].find(|c: char| c.is_whitespace() || "<>\"".contains(c)).map_or(text.len(), |length| at + length);
            let address = text[at..end].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']);
            let shown = escape(address);
            self.out.push_str(&escape(&text[..at]));
            self.out.push_str(&format!("<a href=\"{shown}\" rel=\"noopener nofollow\">{shown}</a>"));
            text = &text[at + address.len()..];
        }
        self.out.push_str(&escape(text));
    }
}

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from(["p", "ul", "ol", "li", "blockquote", "pre", "code", "em", "strong", "del", "a", "br", "hr"]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href", "rel"])), ("ol", HashSet::from(["start"]))]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        remark(text, Reading { base: "", names: &|_| Vec::new() })
    }

    #[test]
    fn what_people_write_keeps_its_lines_and_its_emphasis() {
        assert_eq!(
            html("One\ntwo\n\n- *a*\n- **b**"),
            "<p>One<br>\ntwo</p>\n<ul>\n<li><em>a</em></li>\n<li><strong>b</strong></li>\n</ul>\n"
        );
        assert_eq!(html("# Loud"), "<p><strong>Loud</strong></p>\n");
        assert_eq!(html("It costs $5 or $10, [^1]"), "<p>It costs $5 or $10, [^1]</p>\n");
        assert_eq!(html("![A cat](https://cats.example/1.png)"), "<p>A cat</p>\n");
    }

    #[test]
    fn addresses_become_links_wherever_they_may_lead() {
        let link = |to: &str, words: &str| format!("<p><a href=\"{to}\" rel=\"noopener nofollow\">{words}</a></p>\n");
        assert_eq!(html("[here](https://a.example/?b=1&c=2)"), link("https://a.example/?b=1&amp;c=2", "here"));
        assert_eq!(html("https://a.example/b"), link("https://a.example/b", "https://a.example/b"));
        assert_eq!(html("[unit](/learn/a/b)"), link("/learn/a/b", "unit"));
        assert_eq!(html("<ana@school.example>"), link("mailto:ana@school.example", "ana@school.example"));
        assert!(html("(see https://a.example.)").contains("\">https://a.example</a>.)"));
        let mailed = remark("[unit](/learn/a/b)", Reading { base: "https://school.example", names: &|_| Vec::new() });
        assert_eq!(mailed, link("https://school.example/learn/a/b", "unit"));
    }

    #[test]
    fn nothing_that_is_typed_comes_alive() {
        for text in [
            "<script>alert(1)</script>",
            "[a](javascript:alert(1))",
            "[a](JaVaScRiPt:alert(1))",
            "[a](//evil.example)",
            "[a](/\\evil.example)",
            "[a](data:text/html,x)",
            "<img src=x onerror=alert(1)>",
            "<a href=\"https://evil.example\" onclick=\"x()\">a</a>",
            "https://a.example/\"onmouseover=\"alert(1)",
            "`</code><script>alert(1)</script>`",
        ] {
            let html = html(text).to_lowercase();
            let tags: Vec<&str> = html.split('<').skip(1).map(|rest| rest.split('>').next().unwrap()).collect();
            for alive in ["script", "img", "href=\"javascript", "href=\"//", "href=\"/\\", "href=\"data", " on"] {
                assert!(!tags.iter().any(|tag| tag.contains(alive)), "{text}: {html}");
            }
        }
    }

    #[test]
    fn names_stand_out_but_not_in_code_and_links() {
        let names = |text: &str| text.match_indices("@Ana").map(|(at, name)| at..at + name.len()).collect();
        let html = remark("@Ana `@Ana` [@Ana](/a) @Ana", Reading { base: "", names: &names });
        assert_eq!(html.matches("<strong>@Ana</strong>").count(), 2, "{html}");
    }

    #[test]
    fn deep_nesting_costs_nothing() {
        let html = html(&format!("{} deep", ">".repeat(50_000)));
        assert!(html.matches("<blockquote>").count() <= DEEPEST && html.contains("deep"));
    }
}
