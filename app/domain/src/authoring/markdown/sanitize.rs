//! The last gate before authored text becomes markup.
//!
//! The writer escapes everything it copies from an author; this allow-list is the second belt. It never allows `svg`, `math` or
//! `style`: formulas are kept as marks in the text meanwhile, and put in afterwards.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use ammonia::Builder;

/// Stand around the number of a formula. Not characters in the sense of Unicode; `escape` drops them from authored text.
const MARKS: [char; 2] = ['\u{FDD0}', '\u{FDD1}'];

/// Authored text as HTML text or inside a quoted attribute.
pub(in crate::authoring) fn escape(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c if MARKS.contains(&c) || c == '\0' => {}
            c => html.push(c),
        }
    }
    html
}

/// What stands for the formula of this index until `sanitized` puts it in.
pub(super) fn formula_mark(index: usize) -> String {
    format!("{}{index}{}", MARKS[0], MARKS[1])
}

/// The markup as far as it is allowed, with the formulas in their places.
pub(super) fn sanitized(html: &str, formulas: &[String]) -> String {
    let clean = ALLOWED.clean(html).to_string();
    let mut parts = clean.split(MARKS[0]);
    let mut whole = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (index, rest) = part.split_once(MARKS[1]).unwrap_or((part, ""));
        whole.push_str(index.parse().ok().and_then(|index: usize| formulas.get(index)).map_or("", String::as_str));
        whole.push_str(rest);
    }
    whole
}

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut builder = Builder::empty();
    builder
        .tags(HashSet::from([
            "p",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "blockquote",
            "pre",
            "code",
            "em",
            "strong",
            "del",
            "a",
            "sup",
            "table",
            "thead",
            "tbody",
            "tr",
            "th",
            "td",
            "br",
            "hr",
            "aside",
            "div",
            "figure",
            "figcaption",
            "img",
            "video",
            "audio",
            "details",
            "summary",
            "source",
            "track",
            "section",
            "span",
        ]))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .generic_attributes(HashSet::from(["id", "class", "role", "aria-label", "aria-labelledby", "aria-hidden", "tabindex"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "rel", "download"])),
            ("aside", HashSet::from(["data-kind"])),
            ("ol", HashSet::from(["start"])),
            ("th", HashSet::from(["scope", "data-align"])),
            ("td", HashSet::from(["data-align"])),
            ("img", HashSet::from(["src", "alt", "width", "height", "loading"])),
            ("video", HashSet::from(["controls", "preload", "playsinline"])),
            ("audio", HashSet::from(["controls", "preload"])),
            ("source", HashSet::from(["src", "type"])),
            ("track", HashSet::from(["kind", "src", "srclang", "label", "default"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        .link_rel(None);
    builder
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_acts_or_loads_gets_through() {
        for (html, clean) in [
            ("<p onclick=\"x()\">a</p>", "<p>a</p>"),
            ("<script>x()</script>a", "a"),
            ("<style>p{}</style>a", "a"),
            ("<svg><script>x()</script></svg>a", "a"),
            ("<math><mi>a</mi></math>", ""),
            ("<a href=\"javascript:x()\">a</a>", "<a>a</a>"),
            ("<a href=\"data:text/html,x\">a</a>", "<a>a</a>"),
            ("<p style=\"color:red\">a</p>", "<p>a</p>"),
            ("<iframe src=\"https://example.org\"></iframe>a", "a"),
        ] {
            assert_eq!(sanitized(html, &[]), clean, "{html}");
        }
    }

    #[test]
    fn formulas_come_back_where_they_stood_and_unknown_marks_vanish() {
        let html = format!("<p>a {} b {}</p>", formula_mark(0), formula_mark(7));
        assert_eq!(sanitized(&html, &["<math></math>".into()]), "<p>a <math></math> b </p>");
    }

    #[test]
    fn authored_text_cannot_hold_a_mark() {
        assert_eq!(escape("a\u{FDD0}0\u{FDD1}<b>\"'&"), "a0&lt;b&gt;&quot;&#39;&amp;");
    }
}
