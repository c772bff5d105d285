//! Sentences in which names, lines and paths stand between backticks, as those of the package's reader.

use leptos::prelude::*;

/// The sentence with what stands between backticks as code. A backtick without another stays one.
pub fn coded(sentence: &str) -> AnyView {
    let parts: Vec<&str> = sentence.split('`').collect();
    let last = parts.len() - 1;
    let view = |(place, part): (usize, &str)| {
        let part = part.to_owned();
        match place % 2 {
            1 if place == last => format!("`{part}").into_any(),
            1 => view! { <code>{part}</code> }.into_any(),
            _ => part.into_any(),
        }
    };
    parts.into_iter().enumerate().map(view).collect_view().into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_backticks_is_code_and_everything_is_escaped() {
        let html = Owner::new().with(|| coded("write `minutes: <b>` here").to_html());
        assert!(html.contains("<code>minutes: &lt;b&gt;<") && html.contains("</code>") && !html.contains('`'), "{html}");
        let html = Owner::new().with(|| coded("one ` alone").to_html());
        assert!(html.contains('`') && !html.contains("<code>"), "{html}");
    }
}
