//! The whole program: modules between residencies.

use axum::extract::State as Shared;
use domain::learning::store::{self, ModuleLine, ResidencyLine};
use leptos::prelude::*;

use super::state::{State, due, module_address};
use crate::{AppError, Page, Site, cohorts::count, visit::Student, when};

/// `GET /program`
pub async fn program_page(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let modules = store::modules(&site.db, &student.place).await?;
    let residencies = store::residencies(&site.db, &student.place).await?;
    let attended = crate::residencies::presence::attended(&site.db, student.place.enrollment).await?;
    let visit = student.visit().clone();
    Ok(Page::new(&visit, "Program", move || body(&student, &modules, &residencies, attended)))
}

fn body(student: &Student, modules: &[ModuleLine], residencies: &[ResidencyLine], attended: Option<String>) -> impl IntoView + use<> {
    let entries = timeline(student, modules, residencies)
        .into_iter()
        .map(|entry| match entry {
            Entry::Module(module, state) => module_entry(student, module, state).into_any(),
            Entry::Residency(residency, state) => residency_entry(residency, state).into_any(),
        })
        .collect_view();
    let none = modules.is_empty().then(|| {
        view! { <p class="empty">"Program staff have not put a module into your cohort yet. Modules and residencies will stand here, with their dates."</p> }
    });
    view! {
        <header class="page-head">
            <p class="eyebrow">{student.place.cohort_title.clone()}</p>
            <h1>"Program"</h1>
            <p class="lede">"Online modules between residencies. Dates are campus time, with yours beside them where it differs."</p>
            <p class="meta">
                <a href="/grades">"Grades"</a>
                {attended.map(|words| view! { <span>"Residencies: "<a href="/attendance">{words}</a></span> })}
            </p>
        </header>
        {none}
        <ol class="units">{entries}</ol>
    }
}

fn module_entry(student: &Student, module: &ModuleLine, state: State) -> impl IntoView + use<> {
    let reason = (state == State::Locked).then(|| {
        view! { <p class="unit-reason">"Opens "{when::long(module.opens_at, student.place.campus)}" campus time."</p> }
    });
    view! {
        <li class="unit" data-state=state.word()>
            <span class="unit-number">{module.position}</span>
            <div class="unit-what">
                <h2><a href=module_address(&module.slug)>{module.title.clone()}</a></h2>
                <p>{module.summary.clone()}</p>
                <p class="meta">
                    <span>{module.completed}" of "{count(module.units, "unit")}" done"</span>
                    <span>{when::length(module.minutes_left)}" left of "{when::length(module.minutes)}</span>
                </p>
                {reason}
            </div>
            <div class="unit-when">{state.view()}{due(student, module.due_at)}</div>
        </li>
    }
}

fn residency_entry(residency: &ResidencyLine, state: State) -> impl IntoView + use<> {
    view! {
        <li class="unit" data-kind="residency" data-state=state.word()>
            <span class="unit-number">"R"{residency.position}</span>
            <div class="unit-what"><h2><a href=format!("/residencies/{}", residency.position)>{residency.title.clone()}</a></h2><p class="meta"><span>{residency.place.clone()}</span></p></div>
            <div class="unit-when"><p class="due"><time datetime=residency.starts_on.to_string()>{when::days(residency.starts_on, residency.ends_on)}</time></p></div>
        </li>
    }
}

/// A stop of the program.
enum Entry<'a> {
    Module(&'a ModuleLine, State),
    Residency(&'a ResidencyLine, State),
}

/// Modules and residencies in the order of their days: a module stands where it opens.
fn timeline<'a>(student: &Student, modules: &'a [ModuleLine], residencies: &'a [ResidencyLine]) -> Vec<Entry<'a>> {
    let campus = student.place.campus;
    let today = student.now.with_timezone(&campus).date_naive();
    let mut entries: Vec<_> = modules
        .iter()
        .map(|module| {
            (
                (module.opens_at.with_timezone(&campus).date_naive(), 1, module.position),
                Entry::Module(module, State::of_module(module, student.now)),
            )
        })
        .chain(residencies.iter().map(|residency| {
            let state = if residency.ends_on < today { State::Done } else { State::Locked };
            ((residency.starts_on, 0, residency.position), Entry::Residency(residency, state))
        }))
        .collect();
    entries.sort_by_key(|(when, _)| *when);
    entries.into_iter().map(|(_, entry)| entry).collect()
}

/// The program as a strip: a bar for each module, a post for each residency.
pub(super) fn strip(student: &Student, modules: &[ModuleLine], residencies: &[ResidencyLine]) -> impl IntoView + use<> {
    let current = modules.iter().find(|module| matches!(State::of_module(module, student.now), State::Started | State::Late | State::Open));
    let current = current.map(|module| module.position);
    let stops = timeline(student, modules, residencies)
        .into_iter()
        .map(|entry| match entry {
            Entry::Module(module, state) => {
                let here = (Some(module.position) == current).then_some("step");
                let name = module.position.to_string();
                let spoken = format!(" {}, {}", module.title, state.label().to_lowercase());
                stop("module", state, module_address(&module.slug), here, name, spoken).into_any()
            }
            Entry::Residency(residency, state) => {
                let spoken = format!(" {}, {}", residency.title, when::days(residency.starts_on, residency.ends_on));
                stop("residency", state, format!("/residencies/{}", residency.position), None, format!("R{}", residency.position), spoken)
                    .into_any()
            }
        })
        .collect_view();
    view! { <ol class="program-strip">{stops}</ol> }
}

fn stop(kind: &'static str, state: State, address: String, here: Option<&'static str>, name: String, spoken: String) -> impl IntoView {
    view! {
        <li data-kind=kind data-state=state.word()>
            <a href=address aria-current=here>
                <span class="strip-bar" aria-hidden="true"></span>
                <span class="strip-name">{name}</span>
                <span class="visually-hidden">{spoken}</span>
            </a>
        </li>
    }
}

/// Where the student is in the program, in a sentence.
pub(super) fn current(student: &Student, modules: &[ModuleLine]) -> impl IntoView + use<> {
    let all = modules.len();
    let here = modules.iter().find(|module| module.opens_at <= student.now && module.completed < module.units);
    here.map(|module| {
        let verb = if module.units == 1 { " is" } else { " are" };
        view! {
            <p class="strip-now">
                <b>"Module "{module.position}" of "{all}"."</b>" "
                {module.completed}" of its "{count(module.units, "unit")}{verb}" done; "{when::length(module.minutes_left)}" are left."
            </p>
        }
    })
}
