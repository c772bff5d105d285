//! Which characters of plain words Markdown, or a question block, would take for more, and how they are written so that it does not.

use crate::authoring::{markdown::leads_outside, package::is_invisible};

/// Whether a character may be in a package's text. A mark of the byte order, which a text may have anywhere, is none of it.
pub(in crate::authoring::exchange) fn is_kept(c: char) -> bool {
    !is_invisible(c) && c != '\u{FEFF}'
}

/// Appends a character of plain words. `next` is the one that follows, if it is known.
pub(super) fn push_escaped(out: &mut String, c: char, next: Option<char>) {
    let inside_word = || out.ends_with(char::is_alphanumeric) && next.is_some_and(char::is_alphanumeric);
    let escape = match c {
        '\\' | '`' | '*' | '[' | ']' | '$' | '~' | '|' => true,
        '_' => !inside_word(),
        '<' => next.is_none_or(|next| next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?')),
        '&' => next.is_none_or(|next| next.is_ascii_alphabetic() || next == '#'),
        '!' => next.is_none_or(|next| next == '['),
        // `=>` stands between the sides of a pair.
        '>' => out.ends_with('='),
        _ => false,
    };
    if escape {
        out.push('\\');
    }
    out.push(c);
}

/// The text with the beginnings of its lines guarded: none is a heading, a list, a line of answers or the end of a prompt.
pub(super) fn lines(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(line).collect();
    lines.join("\n")
}

fn line(line: &str) -> String {
    let words = ["Why:", "words:", "model:"].iter().find(|word| line.starts_with(**word));
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let at = match line.chars().next() {
        Some('#' | '+' | '-' | '=' | '>' | ':') => Some(0),
        Some('(') if line.starts_with("( )") || line.starts_with("(x)") => Some(0),
        Some('0'..='9') if line[digits..].starts_with(['.', ')']) => Some(digits),
        _ => words.map(|word| word.len() - 1),
    };
    match at {
        Some(at) => format!("{}\\{}", &line[..at], &line[at..]),
        None => line.to_owned(),
    }
}

/// An address as it stands between `<` and `>`; none if it leads nowhere we would lead to.
pub(in crate::authoring::exchange) fn address(address: &str) -> Option<String> {
    let address = address.trim();
    let odd = |c: char| c.is_whitespace() || !is_kept(c) || matches!(c, '<' | '>' | '\\' | '`');
    (leads_outside(address) && !address.contains(odd)).then(|| address.replace('&', "\\&").replace('$', "\\$").replace('|', "\\|"))
}
