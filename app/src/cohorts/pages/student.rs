//! One student, for staff and for the faculty of a module.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Scope, store as cohorts},
    ids::EnrollmentId,
    reports::{self, ModuleRecord, Student, StudentRecord, store},
};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav, seen, sight, standing};
use crate::{
    AppError, Page, Site,
    cohorts::{as_faculty, as_staff},
    visit::{Faculty, Staff, Visit},
};

mod units;

/// `GET /cohorts/{cohort}/students/{enrollment}`
pub async fn cohort_student(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let way = vec![("Cohorts".into(), "/cohorts".into()), (scope.cohort().title.clone(), format!("/cohorts/{cohort}"))];
    page(&staff, scope, (way, Some(cohort)), &enrollment).await
}

/// `GET /teaching/{cohort}/{module}/students/{enrollment}`
pub async fn taught_student(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module, enrollment)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_faculty(&faculty), &cohort, Some(&module)).await?;
    let title = scope.modules().first().map_or_else(String::new, |module| module.title.clone());
    let way = vec![("Teaching".into(), "/teaching".into()), (title, format!("/teaching/{cohort}/{module}"))];
    page(&faculty, scope, (way, None), &enrollment).await
}

/// The way up to a page, and the cohort whose other pages are linked.
type Ways = (Vec<(String, String)>, Option<String>);

async fn page(visit: &Visit, scope: Scope, (way, nav): Ways, enrollment: &str) -> Result<Page, AppError> {
    let enrollment: EnrollmentId = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let record = store::student(&visit.site.db, &scope, enrollment, visit.now).await?;
    let (title, inside) = (record.student.name.clone(), visit.clone());
    Ok(Page::new(visit, title, move || {
        let modules = record.modules.iter().map(|module| section(&inside, &scope, module)).collect_view();
        view! {
            <header class="page-head">
                {breadcrumbs(way, record.student.name.clone())}
                <h1>{record.student.name.clone()}</h1>
                {about(&record.student)}
            </header>
            {nav.map(|cohort| cohort_nav(&cohort, ""))}
            {facts(&inside, &scope, &record)}
            <p class="notice" data-kind="info">{sight(&scope)}</p>
            {record.modules.is_empty().then(|| view! { <p class="empty">"This cohort has no module yet. Once it has, the student's units, results and written answers stand here."</p> })}
            {modules}
        }
    }))
}

fn about(student: &Student) -> impl IntoView + use<> {
    let mail = format!("mailto:{}", student.email);
    let parts = [student.credentials.clone(), student.specialty.clone()];
    let parts = parts.into_iter().filter(|part| !part.is_empty()).map(|part| view! { <span>{part}</span> }).collect_view();
    view! {
        <p class="meta">
            {parts}
            <a href=mail>{student.email.clone()}</a>
            <span>{format!("{} time", student.time_zone.name().replace('_', " "))}</span>
        </p>
    }
}

fn facts(visit: &Visit, scope: &Scope, record: &StudentRecord) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let done: usize = record.modules.iter().map(|module| module.units.iter().filter(|unit| unit.completed_at.is_some()).count()).sum();
    let all: usize = record.modules.iter().map(|module| module.units.len()).sum();
    view! {
        <dl class="facts" data-columns="">
            <div><dt>"Standing"</dt><dd>{standing(record.standing)}</dd></div>
            <div><dt>"Units completed"</dt><dd>{done}" of "{all}</dd></div>
            <div><dt>"Last activity"</dt><dd>{seen(record.last_at, visit.now, campus)}</dd></div>
            <div><dt>"Enrollment"</dt><dd>{record.student.state.label()}</dd></div>
        </dl>
        {(!record.reason.is_empty()).then(|| view! { <p class="standing-reason">{reports_sentence(&record.reason)}</p> })}
    }
}

/// The reason as a sentence.
fn reports_sentence(reason: &str) -> String {
    let mut letters = reason.chars();
    let first = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}.", letters.as_str())
}

fn section(visit: &Visit, scope: &Scope, record: &ModuleRecord) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let opens_at = record.module.opens_at;
    let rows = record.units.iter().map(|unit| units::row(unit, reports::unit_standing(unit, opens_at, visit.now), campus)).collect_view();
    let written = record.units.iter().filter_map(|unit| units::response(unit, campus)).collect_view();
    view! {
        <section class="block">
            <div class="block-head"><h2>{record.module.title.clone()}</h2><p>"Version "{record.module.version}</p></div>
            <div class="table-wrap" role="region" aria-label=format!("Units of {}", record.module.title) tabindex="0">
                <table class="table unit-record">
                    <thead>
                        <tr>
                            <th scope="col">"Unit"</th>
                            <th scope="col">"State"</th>
                            <th scope="col">"Due"</th>
                            <th scope="col">"Completed"</th>
                            <th scope="col">"Results"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            {written}
        </section>
    }
}
