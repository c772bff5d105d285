//! Small things that are done with texts in several subjects.

/// The words of a text with one space between them and none around.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text with its first letter large.
pub fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A text as HTML, in an element or between the double quotes of an attribute.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A text as LIKE with `ESCAPE '\'` finds it in what is lower case: what is typed is no pattern itself.
#[cfg(feature = "db")]
pub(crate) fn literally(text: &str) -> String {
    text.to_lowercase().replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}

/// Words as a pattern that finds them anywhere.
#[cfg(feature = "db")]
pub(crate) fn pattern(words: &str) -> String {
    format!("%{}%", literally(words.trim()))
}

#[cfg(all(test, feature = "db"))]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_into_the_search_is_no_pattern() {
        assert_eq!(pattern(" 100%_Ana\\ "), "%100\\%\\_ana\\\\%");
    }
}
