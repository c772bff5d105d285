//! Takes comments and needless space out of CSS, and changes nothing else: brotli does the rest, and no browser's reading of
//! a rule is second-guessed.

/// The same rules in fewer bytes; strings and addresses stay as they are.
///
/// # Errors
/// A comment, string or address that never ends, with its line.
pub fn css(text: &str) -> Result<String, String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(next) = rest.chars().next() {
        let (kind, length) = piece(rest, next);
        let Some(length) = length else {
            let line = text[..text.len() - rest.len()].matches('\n').count() + 1;
            return Err(format!("a {kind} begins in line {line} of all of them together and never ends"));
        };
        match kind {
            "space" => space(&mut out, &rest[length..]),
            "comment" => comment(&mut out, &rest[length..]),
            "symbol" => symbol(&mut out, next),
            _ => out.push_str(&rest[..length]),
        }
        rest = &rest[length..];
    }
    Ok(out.trim_end().to_owned())
}

/// What stands at the beginning of `rest`, and its length in bytes unless it never ends.
fn piece(rest: &str, next: char) -> (&'static str, Option<usize>) {
    if let Some(inner) = rest.strip_prefix("/*") {
        ("comment", inner.find("*/").map(|at| at + 4))
    } else if next == '"' || next == '\'' {
        ("string", string(rest, next))
    } else if rest.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("url(")) {
        let quoted = rest[4..].trim_start().starts_with(['"', '\'']);
        ("address", if quoted { Some(4) } else { rest.find(')').map(|at| at + 1) })
    } else if next.is_whitespace() {
        ("space", Some(rest.len() - rest.trim_start().len()))
    } else if matches!(next, '{' | '}' | ';' | ',') {
        ("symbol", Some(1))
    } else {
        ("text", Some(next.len_utf8()))
    }
}

/// The length of the string at the beginning of `rest`, with its quotes; it may not go past its line.
fn string(rest: &str, quote: char) -> Option<usize> {
    let mut escaped = false;
    for (at, next) in rest.char_indices().skip(1) {
        match next {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '\n' => return None,
            _ if next == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

/// One space, unless it stands at the edge of a block, a declaration or a list, where it says nothing.
fn space(out: &mut String, after: &str) {
    let before = out.chars().next_back();
    let says_nothing_after = before.is_none_or(|edge| matches!(edge, '{' | '}' | ';' | ',' | ':' | ' '));
    let says_nothing_before = after.starts_with(['{', '}', ';', ',']) || after.is_empty();
    if !says_nothing_after && !says_nothing_before {
        out.push(' ');
    }
}

/// Nothing, or one space where two words would run together.
fn comment(out: &mut String, after: &str) {
    let word = |edge: char| edge.is_alphanumeric() || matches!(edge, '-' | '_' | '%' | '#');
    if out.chars().next_back().is_some_and(word) && after.chars().next().is_some_and(word) {
        out.push(' ');
    }
}

/// A symbol; what ends the last declaration of a block is not needed.
fn symbol(out: &mut String, symbol: char) {
    if out.ends_with(' ') {
        out.pop();
    }
    if symbol == '}' && out.ends_with(';') {
        out.pop();
    }
    out.push(symbol);
}

#[cfg(test)]
mod tests {
    use super::css;

    #[test]
    fn comments_and_needless_space_go() {
        let text = "/* a */\n@layer base, layout ;\n\n.card , .tab > a {\n  color : red;\n  margin: 0 auto ;\n}\n";
        assert_eq!(css(text).unwrap(), "@layer base,layout;.card,.tab > a{color :red;margin:0 auto}");
    }

    #[test]
    fn space_that_means_something_stays() {
        for text in [
            "a :hover{x:y}",
            "a{width:calc(100% - 2rem)}",
            "@media (width >= 40rem) and (hover){a{x:y}}",
            "a{color:red !important}",
            "a{grid-template-areas:\"a  b\" \"c ; d\"}",
            "a{background:url(a  b;c.svg)}",
            "a{content:\"\\\"/* no comment */\"}",
            ":root{--a:1px 2px}",
        ] {
            assert_eq!(css(text).unwrap(), text);
        }
    }

    #[test]
    fn words_around_a_comment_do_not_run_together() {
        assert_eq!(css("a{margin:1px/* top */2px}").unwrap(), "a{margin:1px 2px}");
        assert_eq!(css("a/* link */:hover{x:y}").unwrap(), "a:hover{x:y}");
    }

    #[test]
    fn what_never_ends_is_named_with_its_line() {
        assert!(css("a{}\n/* open").unwrap_err().contains("comment begins in line 2"));
        assert!(css("a{content:\"open\n\"}").unwrap_err().contains("string begins in line 1"));
        assert!(css("a{b:url(open").unwrap_err().contains("address"));
    }
}
