//! More time for a unit: what the student has, what they asked for, and asking.

use axum::extract::{Path, State as Shared};
use chrono::TimeDelta;
use domain::{
    FieldError,
    cohorts::{Extension, ExtensionState, LONGEST_WORDS, store as cohorts},
    ids::ExtensionId,
    learning::store::{self, UnitView},
};
use leptos::prelude::*;

use super::state::{extension_address, module_address, own_due, unit_address};
use crate::{
    AppError, Page, Site,
    forms::{Field, Filled, TextArea, Typed, error_summary, field, text_area, with_summary},
    page::Width,
    visit::Student,
    when,
};

/// `GET /learn/{module}/{unit}/extension`
pub async fn extension_page(
    Shared(site): Shared<Site>,
    student: Student,
    Path((module, unit)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let unit = store::unit(&site.db, &site.shelf, &student.place, &module, &unit).await?;
    // A week on top of what they have is what most ask for.
    let wished = (unit.due_at.max(student.now) + TimeDelta::days(7)).with_timezone(&student.place.campus).date_naive().to_string();
    let form = Filled::with_values([("id", &ExtensionId::new().to_string()), ("due_on", &wished)]);
    show(&site, student, unit, form).await
}

/// The page again, with what was typed and what is wrong with it.
pub async fn extension_again(
    site: &Site,
    student: Student,
    unit: UnitView,
    typed: Typed,
    errors: Vec<FieldError>,
) -> Result<Page, AppError> {
    show(site, student, unit, typed.with(errors)).await
}

async fn show(site: &Site, student: Student, unit: UnitView, form: Filled) -> Result<Page, AppError> {
    let mut all = cohorts::extensions_of(&site.db, student.place.enrollment).await?;
    all.retain(|one| one.unit_id == unit.id);
    let title = with_summary(&form, &format!("More time: {}", unit.title));
    let (visit, filled) = (student.visit().clone(), form.clone());
    Ok(filled.on(Page::new(&visit, title, move || body(&student, &unit, &all, &form)).width(Width::Narrow)))
}

fn body(student: &Student, unit: &UnitView, all: &[Extension], form: &Filled) -> impl IntoView + use<> {
    let waiting = all.iter().find(|one| one.state == ExtensionState::Requested);
    let asks = (unit.completed_at.is_none() && (waiting.is_none() || !form.errors.is_empty())).then(|| ask(unit, form));
    let done = unit.completed_at.is_some().then(|| view! { <p class="empty">"You have completed this unit: it needs no more time."</p> });
    view! {
        {error_summary(form)}
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are">
                <ol>
                    <li><a href="/program">"Program"</a></li>
                    <li><a href=module_address(&unit.module_slug)>{unit.module_title.clone()}</a></li>
                    <li><a href=unit_address(&unit.module_slug, &unit.slug)>{unit.title.clone()}</a></li>
                </ol>
            </nav>
            <h1>"More time"</h1>
            <div class="meta">
                <span>{unit.kind.label()}", "{when::length(unit.minutes)}</span>
                <div>{own_due(student, unit.due_at, unit.was_due_at)}</div>
            </div>
        </header>
        {waiting.map(|one| waits(student, unit, one))}
        {done}
        {asks}
        {history(student, all)}
    }
}

/// What was asked for and has no answer yet.
fn waits(student: &Student, unit: &UnitView, one: &Extension) -> impl IntoView + use<> {
    let (campus, own) = (student.place.campus, student.session.person.time_zone);
    let action = format!("{}/withdrawal", extension_address(&unit.module_slug, &unit.slug));
    view! {
        <section class="block">
            <h2>"You asked for more time"</h2>
            <p><span class="state" data-state="waiting">"Waiting for an answer"</span></p>
            <dl class="facts">
                <div><dt>"Until"</dt><dd>{when::deadline(one.due_at, campus, own)}</dd></div>
                <div><dt>"Asked"</dt><dd>{when::long(one.requested_at, campus)}</dd></div>
                <div><dt>"Why"</dt><dd class="asked">{one.reason.clone()}</dd></div>
            </dl>
            <p class="hint">"Program staff are told and answer here and by mail. Until then the date stays what it is."</p>
            <form method="post" action=action>
                <input type="hidden" name="id" value=one.id.to_string()/>
                <p class="form-actions"><button class="button">"Take the request back"</button></p>
            </form>
        </section>
    }
}

fn ask(unit: &UnitView, form: &Filled) -> impl IntoView + use<> {
    let until = Field::text("due_on", "Until which day").kind("date").hint("Until 23:59 campus time on that day.");
    let why = TextArea {
        name: "reason",
        label: "Why",
        hint: "A sentence is enough. Read by program staff. Write no patient data.",
        rows: 3,
        limit: LONGEST_WORDS,
    };
    view! {
        <form class="form" method="post" action=extension_address(&unit.module_slug, &unit.slug)>
            <input type="hidden" name="id" value=form.typed.get("id").to_owned()/>
            {field(form, until)}
            {text_area(form, why)}
            <p class="form-actions"><button class="button" data-kind="primary">"Ask for more time"</button></p>
        </form>
    }
}

/// What was asked and granted before.
fn history(student: &Student, all: &[Extension]) -> impl IntoView + use<> {
    let past = all.iter().filter(|one| one.state != ExtensionState::Requested).map(|one| past(student, one)).collect_view();
    let some = all.iter().any(|one| one.state != ExtensionState::Requested);
    some.then(|| view! { <section class="block"><h2>"Until now"</h2><ol class="requests">{past}</ol></section> })
}

fn past(student: &Student, one: &Extension) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let state = if one.state == ExtensionState::Granted { "done" } else { "open" };
    let by = one.answered_by.clone().filter(|_| one.state != ExtensionState::Withdrawn || !one.answer.is_empty());
    let promise = (one.state == ExtensionState::Granted).then(|| view! { <p>{sentence(&one.basis().promise())}</p> });
    let answer = (!one.answer.is_empty()).then(|| view! { <p class="asked">{one.answer.clone()}</p> });
    view! {
        <li>
            <h3>"Until "{when::long(one.due_at, campus)}" campus time"</h3>
            <p class="meta">
                <span class="state" data-state=state>{one.state.label()}</span>
                {one.answered_at.map(|at| view! { <span>{when::long(at, campus)}{by.map(|by| format!(", {by}"))}</span> })}
            </p>
            {promise}
            <p class="hint">{if one.asked { "You wrote: " } else { "Why: " }}{one.reason.clone()}</p>
            {answer}
        </li>
    }
}

fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}
