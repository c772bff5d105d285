//! The form of a plan: one plain form, whose rows are added, taken out and moved by buttons that send it.

mod cell;
mod help;
mod library;
mod modules;
mod outcome;
mod rest;
mod rows;
mod timeline;

use leptos::prelude::*;

pub(super) use cell::{Cell, cell};
pub(crate) use help::help;
pub(crate) use library::Library;
pub(crate) use outcome::{Outcome, calendar, collision, outline};
pub(crate) use rows::residencies;
pub(crate) use timeline::{Timeline, timeline};

use crate::{
    cohorts::plan::{Draft, Kind, Move, Wrong},
    forms,
};

/// A plan in its form.
pub(crate) struct PlanForm {
    /// What stands in the fields.
    pub draft: Draft,
    /// What is wrong with it.
    pub wrong: Vec<Wrong>,
    /// The modules there are to choose from.
    pub library: Library,
    /// The address to which buttons send the form.
    pub action: String,
    /// Whether residencies have days instead of rules: in a cohort.
    pub dated: bool,
}

impl PlanForm {
    fn wrong(&self, field: &str) -> Option<Wrong> {
        self.wrong.iter().find(|wrong| wrong.field == field).cloned()
    }

    /// The fields of a row's cell: its name, and what stands in it.
    fn cell<'a>(&self, kind: Kind, number: usize, name: &str, label: &'static str, value: &'a str) -> Cell<'a> {
        let name = crate::cohorts::plan::field(&kind.prefix(), number, name);
        Cell { wrong: self.wrong(&name), name, label, value, kind: "text", hint: "" }
    }

    /// A field there is only once.
    pub(super) fn single<'a>(&self, name: &'static str, label: &'static str, value: &'a str) -> Cell<'a> {
        Cell { wrong: self.wrong(name), name: name.to_owned(), label, value, kind: "text", hint: "" }
    }

    /// A button that changes the rows and comes back to where it did so.
    fn button(&self, change: Move, text: &'static str, spoken: String) -> impl IntoView + use<> {
        let place = match change {
            Move::Add(kind) => (kind, self.count(kind) + 1),
            Move::Remove(kind, number) => (kind, number.min(self.count(kind).saturating_sub(1)).max(1)),
            Move::Up(kind, number) => (kind, number.saturating_sub(1).max(1)),
            Move::Down(kind, number) => (kind, (number + 1).min(self.count(kind))),
        };
        let field = crate::cohorts::plan::field(&place.0.prefix(), place.1, place.0.first_field());
        let action = format!("{}#{field}", self.action);
        view! { <button class="button" data-size="small" name="do" value=change.value() formaction=action aria-label=spoken>{text}</button> }
    }

    fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Residency => self.draft.residencies.len(),
            Kind::Module => self.draft.modules.len(),
            Kind::Blackout => self.draft.blackouts.len(),
            Kind::Unit(module) => self.draft.modules.get(module.saturating_sub(1)).map_or(0, |module| module.units.len()),
        }
    }

    /// The buttons of a row: up, down, out.
    fn moves(&self, kind: Kind, number: usize, what: &str) -> impl IntoView + use<> {
        let up = (number > 1).then(|| self.button(Move::Up(kind, number), "↑", format!("Move {what} up")));
        let down = (number < self.count(kind)).then(|| self.button(Move::Down(kind, number), "↓", format!("Move {what} down")));
        let remove = self.button(Move::Remove(kind, number), "Remove", format!("Remove {what}"));
        view! { <p class="plan-moves">{up}{down}{remove}</p> }
    }
}

/// What is wrong, each entry a link to its field.
pub(crate) fn summary(library: &Library, draft: &Draft, wrong: &[Wrong]) -> impl IntoView + use<> {
    forms::summary(wrong.iter().map(|wrong| (format!("#{}", wrong.field), library.sentence(draft, wrong))).collect())
}

/// All parts of the form but the residencies, its first fields and its buttons.
pub(crate) fn others(form: &PlanForm) -> impl IntoView + use<> {
    view! {
        {modules::modules(form)}
        {rows::blackouts(form)}
        {rest::rest(form)}
    }
}

/// A draft as fields that are sent and not shown.
pub(crate) fn hidden(draft: &Draft) -> impl IntoView + use<> {
    draft.fields().into_iter().map(|(name, value)| view! { <input type="hidden" name=name value=value/> }).collect_view()
}

/// The button that Enter presses in any field: without it that would be the first one of a row.
pub(crate) fn default_button() -> impl IntoView {
    view! { <button class="visually-hidden" tabindex="-1" aria-hidden="true">"Go on"</button> }
}
