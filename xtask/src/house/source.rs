//! A source file in the readings that the rules need: with and without comments, strings and tests.

use std::ops::Range;

use super::Finding;

/// A file. All readings have the same length, so that a place in one is the same place in the others.
pub struct Source {
    /// From the root of the repository, with `/`.
    pub path: String,
    /// As it is.
    pub text: String,
    /// Rust without comments and without what stands in strings.
    pub code: String,
    /// As `code`, but without tests.
    pub product: String,
    /// Without comments and tests, but with strings.
    pub spoken: String,
}

impl Source {
    /// Reads a file. What is not Rust has one reading only.
    pub fn new(path: &str, text: String) -> Self {
        let path = path.to_owned();
        if !path.ends_with(".rs") {
            return Self { path, code: text.clone(), product: text.clone(), spoken: text.clone(), text };
        }
        let (comments, strings) = quiet(&text);
        let mut spoken = blanked(&text, &comments);
        let code = blanked(&spoken, &strings);
        let mut product = code.clone();
        let tests = tests(&path, &code);
        for reading in [&mut product, &mut spoken] {
            *reading = blanked(reading, &tests);
        }
        Self { path, text, code, product, spoken }
    }

    /// Something found at a place in any of the readings.
    pub fn finding(&self, at: usize, what: impl Into<String>) -> Finding {
        Finding { path: self.path.clone(), line: self.line(at), what: what.into() }
    }

    /// The line of a place, from 1.
    pub fn line(&self, at: usize) -> usize {
        self.text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count() + 1
    }
}

/// Where a word stands by itself: `store` in `x::store`, not in `restore` or `stored`.
pub fn words<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let part_of_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word)
        .map(|(at, _)| at)
        .filter(move |at| !text[..*at].ends_with(part_of_word) && !text[at + word.len()..].starts_with(part_of_word))
}

/// From an opening bracket, the place just after the one that closes it.
pub fn closed(code: &str, open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, byte) in code.bytes().enumerate().skip(open) {
        match byte {
            b'{' | b'(' | b'[' => depth += 1,
            b'}' | b')' | b']' => {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

fn blanked(text: &str, ranges: &[Range<usize>]) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for range in ranges {
        for byte in bytes[range.clone()].iter_mut().filter(|byte| **byte != b'\n') {
            *byte = b' ';
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Where comments are, and what stands within strings and characters.
fn quiet(text: &str) -> (Vec<Range<usize>>, Vec<Range<usize>>) {
    let (mut comments, mut strings) = (Vec::new(), Vec::new());
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let word_before = text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_');
        at = if rest.starts_with("//") {
            let end = rest.find('\n').map_or(text.len(), |length| at + length);
            comments.push(at..end);
            end
        } else if rest.starts_with("/*") {
            let end = rest.find("*/").map_or(text.len(), |length| at + length + 2);
            comments.push(at..end);
            end
        } else if let Some((open, close)) = raw_string(rest).filter(|_| !word_before) {
            let end = rest[open..].find(&close).map_or(text.len(), |length| at + open + length);
            strings.push(at + open..end);
            (end + close.len()).min(text.len())
        } else if let Some(inner) = rest.strip_prefix('"') {
            let end = at + 1 + escaped_length(inner, '"');
            strings.push(at + 1..end);
            (end + 1).min(text.len())
        } else if let Some(length) = character(rest) {
            strings.push(at + 1..at + length - 1);
            at + length
        } else {
            at + rest.chars().next().map_or(1, char::len_utf8)
        };
    }
    (comments, strings)
}

/// For `r##"`, `br"` and the like: the length of the opening, and what closes it.
fn raw_string(rest: &str) -> Option<(usize, String)> {
    let prefix = ["br", "cr", "r"].into_iter().find(|prefix| rest.starts_with(prefix))?.len();
    let hashes = rest[prefix..].bytes().take_while(|byte| *byte == b'#').count();
    let opens = rest[prefix + hashes..].starts_with('"');
    opens.then(|| (prefix + hashes + 1, format!("\"{}", "#".repeat(hashes))))
}

/// The bytes before the quote that ends a string.
fn escaped_length(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if c == quote => return at,
            _ => {}
        }
    }
    rest.len()
}

/// The length of a character with its quotes; none for a lifetime.
fn character(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix('\'')?;
    let first = inner.chars().next()?;
    let length = if first == '\\' { escaped_length(inner, '\'') } else { first.len_utf8() };
    inner[length..].starts_with('\'').then_some(length + 2)
}

/// Where tests are: whole files of tests, test modules, test functions.
fn tests(path: &str, code: &str) -> Vec<Range<usize>> {
    if path.split('/').any(|part| ["tests", "tests.rs", "testing", "testing.rs"].contains(&part)) {
        return std::iter::once(0..code.len()).collect();
    }
    let mut ranges = Vec::new();
    for (mark, opening) in [("#[cfg(test)]", '{'), ("#[test]", '{'), ("#[tokio::test", '{'), ("db_test!", '(')] {
        for (at, _) in code.match_indices(mark) {
            // `#[cfg(test)] mod tests;` ends before any brace: its file is known by its name.
            let open = code[at..].find([opening, ';']).map(|length| at + length);
            if let Some(open) = open.filter(|open| code[*open..].starts_with(opening))
                && let Some(end) = closed(code, open)
            {
                ranges.push(at..end);
            }
        }
    }
    ranges
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::new("app/src/a.rs", text.to_owned())
    }

    #[test]
    fn comments_and_strings_are_left_out_of_the_code() {
        let source = source("let a = \"x // \\\" {\"; // b\nlet c = r#\"\"{\"#; /* d { */ let e: &'a str = f('{', '\\'');\n");
        assert!(!source.code.contains('{') && !source.code.contains('b') && !source.code.contains('d'));
        assert!(source.code.contains("let c") && source.code.contains("&'a str = f('"));
        assert!(source.spoken.contains("x //") && !source.spoken.contains("d {"));
        assert_eq!(source.code.len(), source.text.len());
    }

    #[test]
    fn tests_are_left_out_of_the_product() {
        let source = source(
            "fn a() {}\n#[cfg(test)]\nmod tests { fn b() {} }\nfn c() {}\ndb_test!(d, |db| { e(); });\n#[cfg(test)]\nmod f;\nfn g() {}\n",
        );
        assert!(source.code.contains("fn b") && !source.product.contains("fn b") && !source.product.contains("e()"));
        assert!(source.product.contains("fn a") && source.product.contains("fn c") && source.product.contains("fn g"));
    }

    #[test]
    fn a_word_is_found_where_it_stands_by_itself() {
        assert_eq!(words("restore store stored my_store x::store", "store").collect::<Vec<_>>(), [8, 33]);
    }
}
