//! The modules of a plan, in order, each with the rules of its dates and of those units that have their own.

use leptos::prelude::*;

use super::{
    PlanForm,
    cell::{self, Cell, cell},
};
use crate::cohorts::plan::{Kind, ModuleRow, Move, UnitRow};

pub(super) fn modules(form: &PlanForm) -> impl IntoView + use<> {
    let rows = (1..).zip(&form.draft.modules).map(|(number, row)| module(form, number, row)).collect_view();
    let none = form.draft.modules.is_empty().then(|| {
        view! { <p class="empty">"Modules will stand here in the order in which they are studied, each with the rule of when it opens and when it is due."</p> }
    });
    view! {
        <section class="block plan-part" aria-labelledby="modules">
            <h2 id="modules">"Modules"</h2>
            {none}
            <ol class="plan-rows">{rows}</ol>
            <p class="form-actions">{form.button(Move::Add(Kind::Module), "Add a module", "Add a module".into())}</p>
        </section>
    }
}

fn module(form: &PlanForm, number: usize, row: &ModuleRow) -> impl IntoView + use<> {
    let one = |name, label, value| form.cell(Kind::Module, number, name, label, value);
    view! {
        <li class="plan-row" data-kind="module">
            <span class="plan-number" aria-hidden="true">{number}</span>
            {choice(one("slug", "Module", &row.slug), &form.library.modules())}
            {cell(one("opens", "Opens", row.opens.as_str()))}
            {cell(one("due", "Due", &row.due))}
            {form.moves(Kind::Module, number, &format!("module {number}"))}
            {units(form, number, row)}
        </li>
    }
}

/// One of what is published, or what was there before and is not any more.
fn choice(field: Cell<'_>, options: &[(String, String)]) -> impl IntoView + use<> {
    let (described, invalid) = (field.described(), field.wrong.is_some());
    let Cell { name, label, value: chosen, wrong, .. } = field;
    let known = chosen.is_empty() || options.iter().any(|(value, _)| value == chosen);
    let gone = (!known)
        .then(|| view! { <option value=chosen.to_owned() selected=true>{format!("{chosen} (not published, or retired)")}</option> });
    let option = |(value, title): &(String, String)| {
        let selected = value == chosen;
        view! { <option value=value.clone() selected=selected>{title.clone()}</option> }
    };
    let options = options.iter().map(option).collect_view();
    view! {
        <div class="field" data-invalid=invalid.then_some("")>
            <label for=name.clone()>{label}</label>
            {cell::error(&name, wrong)}
            <select id=name.clone() name=name aria-describedby=described aria-invalid=invalid.then_some("true")>
                <option value="" selected=chosen.is_empty()>"Choose…"</option>
                {gone}
                {options}
            </select>
        </div>
    }
}

/// Units with dates of their own, out of the way: open where there is one that is wrong, or that was just added.
fn units(form: &PlanForm, module: usize, of: &ModuleRow) -> impl IntoView + use<> {
    let (kind, rows) = (Kind::Unit(module), &of.units);
    let there = form.library.units(&of.slug);
    let title = match rows.len() {
        0 => "Dates of single units".to_owned(),
        some => format!("Dates of single units ({some})"),
    };
    let prefix = kind.prefix();
    let open = form.wrong.iter().any(|wrong| wrong.field.starts_with(&prefix)) || rows.iter().any(|row| row.slug.trim().is_empty());
    let lines = (1..).zip(rows).map(|(number, row)| unit(form, (module, number), row, &there)).collect_view();
    view! {
        <details class="plan-units" open=open>
            <summary>{title}</summary>
            <ol class="plan-rows">{lines}</ol>
            <p class="form-actions">{form.button(Move::Add(kind), "Add a unit", format!("Add a unit to module {module}"))}</p>
        </details>
    }
}

fn unit(form: &PlanForm, (module, number): (usize, usize), row: &UnitRow, there: &[(String, String)]) -> impl IntoView + use<> {
    let one = |name, label, value| form.cell(Kind::Unit(module), number, name, label, value);
    view! {
        <li class="plan-row" data-kind="unit">
            {choice(one("slug", "Unit", row.slug.as_str()), there)}
            {cell(one("due", "Due", &row.due))}
            {form.moves(Kind::Unit(module), number, &format!("unit {number} of module {module}"))}
        </li>
    }
}
