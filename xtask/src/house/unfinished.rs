//! What is here is finished: nothing is put off, and no test is left out.

use super::{Finding, source};
use source::Source;

/// Pieces, so that this file is not its own finding; what is found is their sum.
const MARKS: [(&str, &str); 8] = [
    ("TO", "DO"),
    ("FIX", "ME"),
    ("to", "do!"),
    ("unimpl", "emented!"),
    ("#[ig", "nore"),
    ("test.s", "kip"),
    ("test.fi", "xme"),
    ("test.on", "ly"),
];

/// Work put off and tests left out, comments included.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (head, tail) in MARKS {
        let mark = format!("{head}{tail}");
        for (at, _) in source.text.match_indices(&mark) {
            let letter = |c: char| c.is_alphanumeric() || c == '_';
            let word = mark.ends_with(letter) && source.text[at + mark.len()..].starts_with(letter);
            // Left out of the plain run only because a task of `make test` runs it with what it needs.
            let elsewhere = source.text[at..].lines().next().is_some_and(|line| line.contains("run `cargo xtask kill`"));
            if !word && !elsewhere && !source.text[..at].ends_with(letter) {
                findings.push(source.finding(at, format!("`{mark}`: what is here is finished and tested; finish it or take it out")));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_is_found() {
        for (head, tail) in MARKS {
            let text = format!("\n // {head}{tail} (later)\n");
            assert_eq!(check(&Source::new("app/src/a.rs", text.clone())).len(), 1, "{text}");
            assert_eq!(check(&Source::new("end2end/tests/a.spec.ts", text)).len(), 1);
        }
    }

    #[test]
    fn a_longer_word_is_not_a_mark() {
        assert_eq!(check(&Source::new("a.rs", format!("AU{}{}S m{}{}", "TO", "DO", "to", "do!()"))), []);
    }
}
