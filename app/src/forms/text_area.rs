//! The only place where a `<textarea>` is written.
//!
//! Leptos 0.8 does not escape the children of a `<textarea>` on the server: what a person typed could end the element and begin a
//! script. Here the text is escaped by us and set as the element's content; `make test` refuses the bare element anywhere else.

use leptos::prelude::*;

use super::Filled;

/// A field for several lines.
#[derive(Clone, Copy, Debug)]
pub struct TextArea {
    /// The field's name, and its id on the page.
    pub name: &'static str,
    /// What is asked.
    pub label: &'static str,
    /// How to answer.
    pub hint: &'static str,
    /// How many lines show.
    pub rows: u32,
    /// The most characters it takes.
    pub limit: usize,
}

/// The field with its label, hint, error and text.
pub fn text_area(form: &Filled, area: TextArea) -> impl IntoView + use<> {
    text_area_of_many(area.name.to_owned(), form.typed.get(area.name), form.error(area.name), area)
}

/// The same for a field that stands on a page several times: each has a name of its own, a text and an error.
pub fn text_area_of_many(name: String, text: &str, error: Option<String>, area: TextArea) -> impl IntoView + use<> {
    let described = super::fields::described_by(&name, !area.hint.is_empty(), error.is_some());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name.clone()>{area.label}</label>
            {super::fields::hint(&name, area.hint)}
            {super::fields::field_error(&name, error.clone())}
            <textarea id=name.clone() name=name.clone() rows=area.rows maxlength=area.limit aria-describedby=described
                aria-invalid=error.is_some().then_some("true") inner_html=content(text)></textarea>
        </div>
    }
}

/// A `<textarea>` without label and hint, for what brings its own; `content` has been through [`content`].
pub fn bare_text_area(name: String, label: &'static str, rows: u32, limit: usize, content: String) -> impl IntoView {
    named_text_area(name.clone(), name, label, rows, limit, content)
}

/// The same, where several on a page bear one name: each has its own id.
pub fn named_text_area(id: String, name: String, label: &'static str, rows: u32, limit: usize, content: String) -> impl IntoView {
    view! { <textarea id=id name=name rows=rows maxlength=limit aria-label=label inner_html=content></textarea> }
}

/// Text as the content of a `<textarea>`: nothing in it is markup. The first line break would be dropped by the parser, so one stands before.
pub fn content(text: &str) -> String {
    format!("\n{}", escaped(text))
}

/// Text in which nothing is markup, for the elements whose children Leptos does not escape.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::forms::Typed;

    #[test]
    fn what_was_typed_cannot_leave_the_text_area() {
        let form = Filled { typed: Typed::of([("note", "</textarea><script>alert(1)</script>&amp;")]), errors: Vec::new() };
        let area = TextArea { name: "note", label: "Note", hint: "", rows: 3, limit: 100 };
        let html = Owner::new().with(|| text_area(&form, area).into_view().to_html());
        assert!(!html.contains("<script>"), "{html}");
        assert_eq!(html.matches("</textarea>").count(), 1, "{html}");
        assert!(html.contains("&lt;/textarea&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;amp;"), "{html}");
    }
}
