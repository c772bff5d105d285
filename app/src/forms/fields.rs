//! The fields themselves: label above, hint under it, error beside the field.

use leptos::prelude::*;

use super::{Filled, coded};

/// A field of one line.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The field's name, and its id on the page.
    pub name: &'static str,
    /// What is asked.
    pub label: &'static str,
    /// How to answer; may be empty.
    pub hint: &'static str,
    /// The kind of input: `text`, `email`, `password`, `number`, …
    pub kind: &'static str,
    /// What browsers and password managers may fill in.
    pub autocomplete: &'static str,
}

impl Field {
    /// A field for plain text.
    pub const fn text(name: &'static str, label: &'static str) -> Self {
        Self { name, label, hint: "", kind: "text", autocomplete: "off" }
    }

    /// With a hint under the label.
    pub const fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// Of another kind than text.
    pub const fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// To be filled in by the browser.
    pub const fn autocomplete(self, autocomplete: &'static str) -> Self {
        Self { autocomplete, ..self }
    }
}

/// One thing to choose.
#[derive(Clone, Debug)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

/// A field of one line with its label, hint, error and value. A password is never sent back.
pub fn field(form: &Filled, field: Field) -> impl IntoView + use<> {
    field_of_many(field.name.to_owned(), form.typed.get(field.name), form.error(field.name), field)
}

/// The same for a field that stands on a page several times: each has a name of its own, a value and an error.
pub fn field_of_many(name: String, value: &str, error: Option<String>, field: Field) -> impl IntoView + use<> {
    let described = described_by(&name, !field.hint.is_empty(), error.is_some());
    let value = (field.kind != "password").then(|| value.to_owned());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name.clone()>{field.label}</label>
            {hint(&name, field.hint)}
            {field_error(&name, error.clone())}
            <input id=name.clone() name=name.clone() r#type=field.kind value=value autocomplete=field.autocomplete
                aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}

/// A field to choose a file by. `accept` is what browsers offer first: endings and kinds.
pub fn file_field(
    form: &Filled,
    name: &'static str,
    label: &'static str,
    about: &'static str,
    accept: &'static str,
) -> impl IntoView + use<> {
    let error = form.error(name);
    let described = described_by(name, !about.is_empty(), error.is_some());
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            {hint(name, about)}
            {field_error(name, error.clone())}
            <input id=name name=name r#type="file" accept=accept aria-describedby=described aria-invalid=error.is_some().then_some("true")/>
        </div>
    }
}

/// A list to choose one from.
pub fn select(form: &Filled, name: &'static str, label: &'static str, about: &'static str, options: Vec<Choice>) -> impl IntoView + use<> {
    let error = form.error(name);
    let described = described_by(name, !about.is_empty(), error.is_some());
    let chosen = form.typed.get(name).to_owned();
    let options = options
        .into_iter()
        .map(|choice| {
            let selected = choice.value == chosen;
            view! { <option value=choice.value selected=selected>{choice.label}</option> }
        })
        .collect_view();
    view! {
        <div class="field" data-invalid=error.is_some().then_some("")>
            <label for=name>{label}</label>
            {hint(name, about)}
            {field_error(name, error.clone())}
            <select id=name name=name aria-describedby=described aria-invalid=error.is_some().then_some("true")>{options}</select>
        </div>
    }
}

/// Radio buttons under one question.
pub fn choices(form: &Filled, name: &'static str, legend: &'static str, options: Vec<Choice>) -> impl IntoView + use<> {
    choices_of_many(name.to_owned(), form.typed.get(name), form.error(name), (legend.to_owned(), options))
}

/// The same for a question that stands on a page several times: each has a name of its own, an answer and an error.
pub fn choices_of_many(
    name: String,
    chosen: &str,
    error: Option<String>,
    (legend, options): (String, Vec<Choice>),
) -> impl IntoView + use<> {
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            // The summary links to the field's name: the first button bears it.
            let id = if place == 0 { name.clone() } else { format!("{name}-{place}") };
            let checked = choice.value == chosen;
            view! {
                <div class="choice">
                    <input id=id.clone() name=name.clone() r#type="radio" value=choice.value checked=checked/>
                    <label for=id>{choice.label}</label>
                </div>
            }
        })
        .collect_view();
    view! {
        <fieldset class="field" data-invalid=error.is_some().then_some("")>
            <legend>{legend}</legend>
            {field_error(&name, error.clone())}
            {rows}
        </fieldset>
    }
}

/// Boxes to tick under one question; several may be. `about` may be empty. Nothing where there is nothing to tick.
pub fn checks(form: &Filled, name: &'static str, legend: &'static str, about: &'static str, options: Vec<Choice>) -> impl IntoView + use<> {
    let error = form.error(name);
    let some = !options.is_empty();
    let rows = options
        .into_iter()
        .enumerate()
        .map(|(place, choice)| {
            // The summary links to the field's name: the first box bears it.
            let id = if place == 0 { name.to_owned() } else { format!("{name}-{place}") };
            let checked = form.typed.all(name).any(|value| value == choice.value);
            view! {
                <div class="choice">
                    <input id=id.clone() name=name r#type="checkbox" value=choice.value checked=checked/>
                    <label for=id>{choice.label}</label>
                </div>
            }
        })
        .collect_view();
    some.then(|| {
        view! {
            <fieldset class="field" data-invalid=error.is_some().then_some("")>
                <legend>{legend}</legend>
                {hint(name, about)}
                {field_error(name, error.clone())}
                {rows}
            </fieldset>
        }
    })
}

/// What is wrong with the form, each entry a link to its field.
pub fn error_summary(form: &Filled) -> impl IntoView + use<> {
    summary(form.errors.iter().map(|error| (format!("#{}", error.field), error.message.clone())).collect())
}

/// What is wrong, each entry with the place on the page it links to. Nothing where nothing is wrong.
pub fn summary(errors: Vec<(String, String)>) -> impl IntoView {
    let some = !errors.is_empty();
    let entries = errors.into_iter().map(|(place, message)| view! { <li><a href=place>{coded(&message)}</a></li> }).collect_view();
    some.then(|| {
        view! {
            <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="error-summary-title">
                <h2 id="error-summary-title">"Please check what you typed"</h2>
                <ul>{entries}</ul>
            </div>
        }
    })
}

/// A page's title, which says first when something is wrong: it is what a screen reader reads first.
pub fn with_summary(form: &Filled, title: &str) -> String {
    if form.errors.is_empty() { title.to_owned() } else { format!("Error: {title}") }
}

/// The hint under a label.
pub(super) fn hint(name: &str, text: &'static str) -> impl IntoView + use<> {
    (!text.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{text}</p> })
}

/// What is wrong with the field, beside it.
pub(super) fn field_error(name: &str, message: Option<String>) -> impl IntoView + use<> {
    let id = format!("{name}-error");
    message.map(|message| view! { <p class="field-error" id=id>{coded(&message)}</p> })
}

/// The ids of what describes a field.
pub(super) fn described_by(name: &str, hint: bool, error: bool) -> Option<String> {
    match (hint, error) {
        (true, true) => Some(format!("{name}-hint {name}-error")),
        (true, false) => Some(format!("{name}-hint")),
        (false, true) => Some(format!("{name}-error")),
        (false, false) => None,
    }
}

/// An address that was just made and is shown this once, to be copied: what it is, what to do with it, what the address is of, and where to
/// go from there.
pub fn address_made(title: &'static str, words: &'static str, label: &'static str, address: String, ways: impl IntoView) -> impl IntoView {
    view! {
        <section class="address-made" aria-labelledby="address-made">
            <h2 id="address-made">{title}</h2>
            <p>{words}</p>
            <div class="field">
                <label for="address">{label}</label>
                <input id="address" type="text" readonly=true value=address/>
            </div>
            <p class="form-actions">{ways}</p>
        </section>
    }
}
