//! Small things that are done with texts in several subjects.

/// The words of a text with one space between them and none around.
pub(crate) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A text as HTML, in an element or between the double quotes of an attribute.
#[cfg(feature = "db")]
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
