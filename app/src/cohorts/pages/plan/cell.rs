//! One field of a row, with its label and what is wrong with it.

use leptos::prelude::*;

use crate::cohorts::plan::{Marked, Wrong};

/// A field of one line.
pub(crate) struct Cell<'a> {
    /// Its name, and its id on the page.
    pub name: String,
    /// What is asked.
    pub label: &'static str,
    /// What stands in it.
    pub value: &'a str,
    /// The kind of input.
    pub kind: &'static str,
    /// How to answer; may be empty.
    pub hint: &'static str,
    /// What is wrong with it.
    pub wrong: Option<Wrong>,
}

impl Cell<'_> {
    /// Of another kind than text.
    pub(crate) fn kind(self, kind: &'static str) -> Self {
        Self { kind, ..self }
    }

    /// With a hint under the label.
    pub(crate) fn hint(self, hint: &'static str) -> Self {
        Self { hint, ..self }
    }

    /// The ids of what describes it.
    pub(super) fn described(&self) -> Option<String> {
        let hint = (!self.hint.is_empty()).then(|| format!("{}-hint", self.name));
        let error = self.wrong.is_some().then(|| format!("{}-error", self.name));
        let ids: Vec<_> = [hint, error].into_iter().flatten().collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }
}

/// A field with its label, hint, error and value.
pub(crate) fn cell(cell: Cell<'_>) -> impl IntoView + use<> {
    let described = cell.described();
    let invalid = cell.wrong.is_some();
    let Cell { name, label, value, kind, hint, wrong } = cell;
    let numeric = (kind == "number").then_some("numeric");
    let kind = if kind == "number" { "text" } else { kind };
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            <label for=name.clone()>{label}</label>
            {(!hint.is_empty()).then(|| view! { <p class="hint" id=format!("{name}-hint")>{hint}</p> })}
            {error(&name, wrong)}
            <input id=name.clone() name=name.clone() type=kind inputmode=numeric value=value.to_owned() autocomplete="off"
                spellcheck="false" aria-describedby=described aria-invalid=invalid.then_some("true")/>
        </div>
    }
}

/// What is wrong with a field, with the piece of its rule it is about.
pub(super) fn error(name: &str, wrong: Option<Wrong>) -> impl IntoView + use<> {
    let id = format!("{name}-error");
    wrong.map(|wrong| {
        let rule = wrong.rule.map(marked);
        view! { <p class="field-error" id=id><span>{rule}{wrong.reason}</span></p> }
    })
}

fn marked(rule: Marked) -> impl IntoView {
    let Marked { before, piece, after } = rule;
    let piece = if piece.is_empty() { " ?".to_owned() } else { piece };
    view! { <code class="rule-wrong">{before}<mark>{piece}</mark>{after}</code>" " }
}
