//! Pictures of a Markdown file: taken from beside the file, and put where a figure stands.

use std::ops::Range;

use super::{edits::MISSING, reading::Reader};
use crate::text::squeezed;

/// A picture as the text shows it.
pub(super) struct Shown {
    /// All of it in the text.
    pub range: Range<usize>,
    /// Its address.
    pub address: String,
    pub alt: String,
    pub title: String,
    /// Whether nothing else is in its paragraph.
    pub alone: bool,
    /// Whether it stands in a list, quotation, table or link.
    pub inside: bool,
}

impl Reader<'_, '_, '_> {
    pub fn picture(&mut self, shown: Shown) {
        if shown.inside && !shown.alone {
            let reason = "it stands within a line of a list, table or link: put empty lines around it";
            return self.without(shown.range, reason);
        }
        let path = match self.kept(&shown.address) {
            Ok(path) => path,
            Err(reason) => return self.without(shown.range, reason),
        };
        let words = |text: &str| if text.is_empty() { MISSING.to_string() } else { escaped(text) };
        if shown.alt.is_empty() {
            self.changed(format!("`{path}` has no text for those who cannot see it: write it between `![` and `]`"));
        }
        let caption = if shown.title.is_empty() { &shown.alt } else { &shown.title };
        let figure = format!("![{}]({path} \"{}\")", words(&shown.alt), words(caption).replace('"', "\\\""));
        if shown.alone {
            self.edits.replace(shown.range, figure);
        } else {
            self.changed("a picture within a line stands in a paragraph of its own now".to_owned());
            self.edits.replace(shown.range, format!("\n\n{figure}\n\n"));
        }
    }

    /// A picture is refused; without it the text may still be taken.
    fn without(&mut self, range: Range<usize>, reason: impl Into<String>) {
        self.refuse(range.start, "picture", reason);
        self.edits.replace(range, "");
    }

    /// The path of a picture in the package.
    fn kept(&mut self, address: &str) -> Result<String, String> {
        let path = percent_decoded(address.split(['?', '#']).next().unwrap_or(address));
        if self.pictures.files.contains_key(&path) && path.starts_with("figures/") {
            return Ok(path);
        }
        let shown: String = path.chars().filter(|c| *c != '`').take(100).collect();
        let outside = path.contains([':', '\\']) || path.starts_with('/') || path.split('/').any(|name| name == "..");
        if outside {
            return Err(format!("`{shown}` is not beside the file, and nothing is loaded from elsewhere: put it there"));
        }
        let content =
            (self.beside)(path.trim_start_matches("./")).ok_or_else(|| format!("`{shown}` is not beside the file: put it there"))?;
        let name = path.rsplit('/').next().unwrap_or(&path);
        self.pictures.put(name, content)
    }
}

/// Words in a figure, in which no mark is one.
fn escaped(text: &str) -> String {
    let escape = |c: char| {
        if c.is_ascii_punctuation() && !matches!(c, '.' | ',' | '-' | ':' | ';' | '(' | ')' | '\'' | '"' | '/' | '%' | '?') {
            format!("\\{c}")
        } else {
            c.to_string()
        }
    };
    squeezed(text).chars().map(escape).collect()
}

fn percent_decoded(address: &str) -> String {
    super::super::super::pictures::unquoted(address)
}
