//! Residencies and blackouts.

use leptos::prelude::*;

use super::{PlanForm, cell};
use crate::cohorts::plan::{BlackoutRow, Kind, Move, ResidencyRow};

/// The residencies, with rules in a program and days in a cohort.
pub(crate) fn residencies(form: &PlanForm) -> impl IntoView + use<> {
    let rows = (1..).zip(&form.draft.residencies).map(|(number, row)| residency(form, number, row)).collect_view();
    let none = form.draft.residencies.is_empty().then(|| {
        view! { <p class="empty">"Days in person will stand here, in order: rules call them R1, R2 and so on."</p> }
    });
    let lede = if form.dated {
        "The days that are booked. Move one, and see what it moves before anybody is told."
    } else {
        "Rules call them R1, R2 and so on, in this order. If one changes its place, what counts from it goes along."
    };
    view! {
        <section class="block plan-part" aria-labelledby="residencies">
            <h2 id="residencies">"Residencies"</h2>
            <p class="hint">{lede}</p>
            {none}
            <ol class="plan-rows">{rows}</ol>
            <p class="form-actions">{form.button(Move::Add(Kind::Residency), "Add a residency", "Add a residency".into())}</p>
        </section>
    }
}

fn residency(form: &PlanForm, number: usize, row: &ResidencyRow) -> impl IntoView + use<> {
    let one = |name, label, value| form.cell(Kind::Residency, number, name, label, value);
    let first = if form.dated {
        one("first", "First day", row.first_day.as_str()).kind("date")
    } else {
        one("first", "Rule of the first day", row.first_day.as_str())
    };
    view! {
        <li class="plan-row" data-kind="residency">
            <span class="plan-number" aria-hidden="true">{format!("R{number}")}</span>
            {cell(one("title", "Name", &row.title))}
            {cell(one("place", "Place", &row.place))}
            {cell(first)}
            {cell(one("days", "Days", &row.days).kind("number"))}
            {form.moves(Kind::Residency, number, &format!("residency {number}"))}
        </li>
    }
}

pub(super) fn blackouts(form: &PlanForm) -> impl IntoView + use<> {
    let rows = (1..).zip(&form.draft.blackouts).map(|(number, row)| blackout(form, number, row)).collect_view();
    let none = form.draft.blackouts.is_empty().then(|| {
        view! { <p class="empty">"Holidays and other days on which nothing should open or be due. Rules that end in skip leave them out."</p> }
    });
    view! {
        <section class="block plan-part" aria-labelledby="blackouts">
            <h2 id="blackouts">"Blackouts"</h2>
            {none}
            <ol class="plan-rows">{rows}</ol>
            <p class="form-actions">{form.button(Move::Add(Kind::Blackout), "Add a blackout", "Add a blackout".into())}</p>
        </section>
    }
}

fn blackout(form: &PlanForm, number: usize, row: &BlackoutRow) -> impl IntoView + use<> {
    let one = |name, label, value| form.cell(Kind::Blackout, number, name, label, value);
    view! {
        <li class="plan-row" data-kind="blackout">
            <span class="plan-number" aria-hidden="true">{number}</span>
            {cell(one("title", "Name", row.title.as_str()))}
            {cell(one("first", "First day", &row.first).kind("date"))}
            {cell(one("last", "Last day", &row.last).kind("date"))}
            {form.moves(Kind::Blackout, number, &format!("blackout {number}"))}
        </li>
    }
}
