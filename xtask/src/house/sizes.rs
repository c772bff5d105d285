//! Nothing is longer than a person can hold in view.

use super::{Finding, source};
use source::Source;

const FILE: usize = 300;
const BLOCK: usize = 40;

/// Files over 300 lines; functions and `view!` blocks over 40. Tests may have long functions, not long files.
pub fn check(source: &Source) -> Vec<Finding> {
    let mut findings = Vec::new();
    let lines = source.text.lines().count();
    let sized = [".rs", ".css", ".ts", ".js"].iter().any(|end| source.path.ends_with(end));
    if sized && lines > FILE {
        let what = format!("this file has {lines} lines, of at most {FILE}: make it a folder of the same name, split by what it is about");
        findings.push(Finding { path: source.path.clone(), line: FILE + 1, what });
    }
    if source.path.ends_with(".rs") {
        findings.extend(functions(source));
        findings.extend(views(source));
    }
    findings
}

fn functions(source: &Source) -> Vec<Finding> {
    let code = &source.product;
    let mut findings = Vec::new();
    for at in source::words(code, "fn") {
        let name = code[at + 2..].trim_start();
        let name = &name[..name.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(name.len())];
        if name.is_empty() {
            continue;
        }
        if let Some(end) = body(code, at).and_then(|open| source::closed(code, open)) {
            findings.extend(too_long(source, at, end, &format!("the function `{name}`")));
        }
    }
    findings
}

/// Where a function's body opens; none if it has none.
fn body(code: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += code[at..].find(['(', '[', '{', ';'])?;
        match code.as_bytes()[at] {
            b'{' => return Some(at),
            b';' => return None,
            _ => at = source::closed(code, at)?,
        }
    }
}

fn views(source: &Source) -> Vec<Finding> {
    let code = &source.product;
    let found = source::words(code, "view").filter_map(|at| {
        let rest = code[at + 4..].strip_prefix('!')?;
        let open = at + 5 + rest.find(['{', '(', '['])?;
        too_long(source, at, source::closed(code, open)?, "this `view!`")
    });
    found.collect()
}

fn too_long(source: &Source, from: usize, to: usize, what: &str) -> Option<Finding> {
    let lines = source.line(to - 1) - source.line(from) + 1;
    let sentence = format!("{what} has {lines} lines, of at most {BLOCK}: give its parts names of their own");
    (lines > BLOCK).then(|| source.finding(from, sentence))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> Vec<String> {
        check(&Source::new(path, text.to_owned())).iter().map(Finding::to_string).collect()
    }

    #[test]
    fn a_file_of_301_lines_is_too_long_and_one_of_300_is_not() {
        assert_eq!(found("style/a.css", &"a{}\n".repeat(300)), Vec::<String>::new());
        assert!(found("style/a.css", &"a{}\n".repeat(301))[0].starts_with("style/a.css:301: this file has 301 lines"));
        assert_eq!(found("docs/a.sql", &"a\n".repeat(301)), Vec::<String>::new());
    }

    #[test]
    fn a_function_of_41_lines_is_too_long_and_one_of_40_is_not() {
        let function = |lines: usize| format!("\nfn long(a: [u8; 2]) -> u8\nwhere A: B {{\n{}}}\n", "a();\n".repeat(lines - 3));
        assert_eq!(found("app/src/a.rs", &function(40)), Vec::<String>::new());
        assert!(found("app/src/a.rs", &function(41))[0].starts_with("app/src/a.rs:2: the function `long` has 41 lines"));
        let test = format!("#[cfg(test)]\nmod tests {{ {} }}", function(60));
        assert_eq!(found("app/src/a.rs", &test), Vec::<String>::new());
    }

    #[test]
    fn a_brace_in_a_string_or_comment_ends_no_function() {
        let text = format!("fn long() {{\n let a = \"}}\"; // }}\n let b = '}}';\n{}}}\n", "a();\n".repeat(50));
        assert!(found("app/src/a.rs", &text)[0].contains("`long` has 54 lines"));
    }

    #[test]
    fn a_view_of_41_lines_is_too_long_even_in_a_macro() {
        let text = format!("page!(view! {{\n{}}});\n", "<p>{a}</p>\n".repeat(39));
        assert!(found("app/src/a.rs", &text)[0].contains("this `view!` has 41 lines"));
        assert_eq!(found("app/src/a.rs", &text.replacen("<p>{a}</p>\n", "", 1)), Vec::<String>::new());
    }
}
