//! A module: what one can do afterwards, its units in order, and what is locked until when.

use axum::extract::{Path, State as Shared};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    authoring::competencies,
    learning::store::{self, ModuleView, OutlineUnit},
};
use leptos::prelude::*;

use super::{
    drafted::{drafted, left_out},
    state::{State, extension_address, own_due, unit_address},
};
use crate::{AppError, Page, Site, authoring::disclosed, cohorts::count, visit::Student, when};

/// How near a date must be for the way to more time to stand beside it.
const NEAR: TimeDelta = TimeDelta::days(14);

/// `GET /learn/{module}`
pub async fn module_page(Shared(site): Shared<Site>, student: Student, Path(slug): Path<String>) -> Result<Page, AppError> {
    let (module, units, hidden) = match drafted(&student, &slug).await? {
        Some(seen) => {
            let units = seen.outline();
            (seen.module, units, seen.hidden)
        }
        None => {
            let module = store::module(&site.db, &student.place, &slug).await?;
            let units = store::outline(&site.db, &student.place, module.version).await?;
            (module, units, Vec::new())
        }
    };
    let visit = student.visit().clone();
    Ok(Page::new(&visit, module.title.clone(), move || view! { {left_out(&hidden)} {body(&student, &module, &units)} }))
}

fn body(student: &Student, module: &ModuleView, units: &[OutlineUnit]) -> impl IntoView + use<> {
    let next = units.iter().find(|unit| unit.completed_at.is_none()).map(|unit| unit.position);
    let lines = units.iter().map(|unit| unit_line(student, module, unit, next == Some(unit.position))).collect_view();
    view! {
        {head(student, module, units)}
        <div class="split">
            <div>
                {locked(student, module)}
                <h2 class="visually-hidden">"Units"</h2>
                <ol class="units">{lines}</ol>
                <section class="prose" aria-label="About the module" inner_html=module.introduction.clone()></section>
            </div>
            {about(student, module)}
        </div>
    }
}

fn head(student: &Student, module: &ModuleView, units: &[OutlineUnit]) -> impl IntoView + use<> {
    let all: i64 = units.iter().map(|unit| unit.minutes).sum();
    let left: i64 = units.iter().filter(|unit| unit.completed_at.is_none()).map(|unit| unit.minutes).sum();
    let next = units.iter().find(|unit| unit.completed_at.is_none()).filter(|_| module.opens_at <= student.now);
    let start = next.map(|unit| {
        let word = if units.iter().any(|unit| unit.started_at.is_some()) { "Continue" } else { "Start" };
        view! { <p class="form-actions"><a class="button" data-kind="primary" href=unit_address(&module.slug, &unit.slug)>{word}</a></p> }
    });
    view! {
        <header class="page-head">
            <nav class="breadcrumbs" aria-label="Where you are">
                <ol><li><a href="/program">"Program"</a></li><li>"Module "{module.position}</li></ol>
            </nav>
            <h1>{module.title.clone()}</h1>
            <p class="lede">{module.summary.clone()}</p>
            <p class="meta">
                <span>{count(units.len() as i64, "unit")}</span>
                <span>{when::length(all)}" in all, "{when::length(left)}" left"</span>
                <span>"Version "{module.number}</span>
            </p>
            {start}
        </header>
        {disclosed(&module.authors.0, all, module.disclosures.as_ref().map(|json| &json.0))}
    }
}

fn locked(student: &Student, module: &ModuleView) -> impl IntoView + use<> {
    let opens = when::deadline(module.opens_at, student.place.campus, student.session.person.time_zone);
    (module.opens_at > student.now).then(|| {
        view! { <p class="notice" data-kind="info">"This module is locked until it opens: "{opens}". You can already see what it holds."</p> }
    })
}

fn unit_line(student: &Student, module: &ModuleView, unit: &OutlineUnit, is_next: bool) -> impl IntoView + use<> {
    let state = State::of_unit(unit, module.opens_at, student.now);
    let address = unit_address(&module.slug, &unit.slug);
    let title = match state {
        State::Locked => view! { <h3>{unit.title.clone()}</h3> }.into_any(),
        _ => view! { <h3><a href=address>{unit.title.clone()}</a></h3> }.into_any(),
    };
    let reason = (state == State::Locked).then(|| {
        view! { <p class="unit-reason">"Opens "{when::long(module.opens_at, student.place.campus)}" campus time."</p> }
    });
    let best = unit.best_percent.map(|percent| view! { <span>"Best result "{percent.floor()}"%"</span> });
    let when_done = unit.completed_at.map(|at| view! { <p class="due">{when::long(at, student.place.campus)}</p> });
    let when_due = unit.completed_at.is_none().then(|| own_due(student, unit.due_at, unit.was_due_at));
    let more_time = (student.seen_draft().is_none() && asks_for_more(unit, student.now)).then(|| {
        let address = extension_address(&module.slug, &unit.slug);
        view! { <p class="more-time"><a href=address>"More time"<span class="visually-hidden">" for "{unit.title.clone()}</span></a></p> }
    });
    view! {
        <li class="unit" data-state=state.word() aria-current=(is_next && state != State::Locked).then_some("step")>
            <span class="unit-number">{unit.position}</span>
            <div class="unit-what">
                {title}
                <p class="meta"><span>{unit.kind.label()}</span><span>{when::length(unit.minutes)}</span>{best}</p>
                {reason}
            </div>
            <div class="unit-when">{state.view()}{when_done}{when_due}{more_time}</div>
        </li>
    }
}

/// Where the date is near, gone or moved, the way to more time stands beside it; for all others it is on the unit's own page.
fn asks_for_more(unit: &OutlineUnit, now: DateTime<Utc>) -> bool {
    unit.completed_at.is_none() && (unit.was_due_at.is_some() || unit.due_at < now + NEAR)
}

fn about(student: &Student, module: &ModuleView) -> impl IntoView + use<> {
    let campus = student.place.campus;
    let opened = if module.opens_at > student.now { "Opens" } else { "Opened" };
    let objectives = module.objectives.0.iter().map(|text| view! { <li>{text.clone()}</li> }).collect_view();
    let reviewed = module.reviewed.map(|date| view! { <div><dt>"Reviewed"</dt><dd>{when::day(date)}</dd></div> });
    view! {
        <aside class="panel" aria-label="About this module">
            <section class="objectives"><h2>"Afterwards you can"</h2><ul>{objectives}</ul></section>
            <section>
                <h2>"Dates and origin"</h2>
                <dl class="facts">
                    <div><dt>{opened}</dt><dd>{when::long(module.opens_at, campus)}</dd></div>
                    <div><dt>"Due"</dt><dd>{when::long(module.due_at, campus)}</dd></div>
                    <div><dt>"Serves"</dt><dd>{competencies(&module.competencies.0)}</dd></div>
                    {reviewed}
                    <div><dt>"License"</dt><dd>{module.license.clone()}</dd></div>
                </dl>
            </section>
        </aside>
    }
}
