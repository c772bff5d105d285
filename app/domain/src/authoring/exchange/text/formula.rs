//! Formulas in the texts of other programs: LaTeX between `\(` and `\)`, `\[` and `\]`, or `$$` and `$$`, as Moodle's MathJax reads them.

use crate::text::squeezed;

/// The longest formula that is looked for, in bytes; a longer one is refused by whoever renders it.
const LONGEST: usize = 4_100;

/// A formula.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Formula {
    pub latex: String,
    /// Whether it is set apart from the line.
    pub display: bool,
}

/// The first formula in a text, with what stands before and after it.
pub(super) fn first(text: &str) -> Option<(&str, Formula, &str)> {
    let mut from = 0;
    while let Some(at) = text[from..].find(['\\', '$']).map(|at| from + at) {
        let rest = &text[at..];
        let marks = [("\\(", "\\)", false), ("\\[", "\\]", true), ("$$", "$$", true)];
        let found = marks.into_iter().find(|(open, ..)| rest.starts_with(open));
        if let Some((latex, close, display)) = found.and_then(|(_, close, display)| Some((until(&rest[2..], close)?, close, display))) {
            let after = &rest[2 + latex.len() + close.len()..];
            if let Some(latex) = ours(latex) {
                return Some((&text[..at], Formula { latex, display }, after));
            }
        }
        from = at + 1;
    }
    None
}

/// What stands before these characters, if they are not too far away.
fn until<'a>(text: &'a str, close: &str) -> Option<&'a str> {
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end))?;
    text[..end].find(close).map(|end| &text[..end])
}

/// The formula as we write it; none if it could not be one.
fn ours(latex: &str) -> Option<String> {
    let latex = squeezed(latex);
    let odd = latex.is_empty() || latex.ends_with('\\') || latex.contains(['$', '`']) || latex.contains(|c| !super::guard::is_kept(c));
    // What begins with a digit would be taken for money.
    let guard = if latex.starts_with(|c: char| c.is_ascii_digit()) { "{}" } else { "" };
    (!odd).then(|| format!("{guard}{latex}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_found_where_they_are_closed() {
        let found = |text| first(text).map(|(before, formula, after)| (before, formula.latex, formula.display, after));
        assert_eq!(found(r"a \(x^2\) b"), Some(("a ", "x^2".to_owned(), false, " b")));
        assert_eq!(found(r"\[ x \\ y \]"), Some(("", r"x \\ y".to_owned(), true, "")));
        assert_eq!(found("a \\ b $$\n2x\n$$c"), Some((r"a \ b ", "{}2x".to_owned(), true, "c")));
        for text in [r"\(x", "$5 and $6", "$$$$", r"\( \)", "$$a$", &format!("\\({}\\)", "x".repeat(5_000)), r"\(a$b\)"] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
