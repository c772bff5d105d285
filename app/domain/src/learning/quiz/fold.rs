//! Short answers are compared without what does not matter.

/// The letters and digits of a text in lower case: case, spaces and punctuation are gone, so "Cost-effectiveness" and
/// "cost effectiveness" are the same.
pub fn folded(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
}
