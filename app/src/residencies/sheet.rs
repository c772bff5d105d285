//! Forms with a field for each of several things: their names end in what they are about, and so do the errors.

use axum::http::StatusCode;
use leptos::prelude::*;

use crate::{
    Page,
    forms::{self, Typed},
};

/// What stands in such a form, and what is wrong with it.
#[derive(Clone, Default)]
pub(crate) struct Sheet {
    /// What stands in the fields.
    pub typed: Typed,
    /// The name of a field, and what is wrong with it.
    pub wrong: Vec<(String, String)>,
}

impl Sheet {
    /// Fields with values to begin with.
    pub fn of(pairs: Vec<(String, String)>) -> Self {
        Self { typed: Typed::from_address(pairs), wrong: Vec::new() }
    }

    /// What is wrong with a field, if anything.
    pub fn error(&self, name: &str) -> Option<String> {
        self.wrong.iter().find(|(field, _)| field == name).map(|(_, message)| message.clone())
    }

    /// What is wrong, each entry a link to its field; `whose` says what a field is about, as several have the same error.
    pub fn summary(&self, whose: &dyn Fn(&str) -> String) -> impl IntoView + use<> {
        let entry = |(field, message): &(String, String)| {
            let about = whose(field);
            let words = if about.is_empty() { message.clone() } else { format!("{about}: {message}") };
            (format!("#{field}"), words)
        };
        forms::summary(self.wrong.iter().map(entry).collect())
    }

    /// The page with its status: 422 when something is wrong.
    pub fn on(&self, page: Page) -> Page {
        if self.wrong.is_empty() { page } else { page.status(StatusCode::UNPROCESSABLE_ENTITY) }
    }

    /// A page's title, which says first when something is wrong.
    pub fn title(&self, title: &str) -> String {
        if self.wrong.is_empty() { title.to_owned() } else { format!("Error: {title}") }
    }
}

/// A field of one line in a table, whose label is read aloud and not seen.
pub(crate) fn cell(sheet: &Sheet, name: String, label: String, numeric: bool) -> impl IntoView + use<> {
    line(sheet, name, label, numeric, true)
}

/// A field of one line under its label.
pub(crate) fn labelled(sheet: &Sheet, name: String, label: String, numeric: bool) -> impl IntoView + use<> {
    line(sheet, name, label, numeric, false)
}

fn line(sheet: &Sheet, name: String, label: String, numeric: bool, quiet: bool) -> impl IntoView + use<> {
    let error = sheet.error(&name);
    let described = error.is_some().then(|| format!("{name}-error"));
    let value = sheet.typed.get(&name).to_owned();
    let invalid = error.is_some();
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            <label for=name.clone() class:visually-hidden=quiet>{label}</label>
            {error.map(|message| view! { <p class="field-error" id=format!("{name}-error")>{message}</p> })}
            <input id=name.clone() name=name.clone() type="text" inputmode=numeric.then_some("numeric") value=value autocomplete="off"
                aria-describedby=described aria-invalid=invalid.then_some("true")/>
        </div>
    }
}
