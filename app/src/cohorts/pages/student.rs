//! One student, for staff and for the faculty of a module.

mod staff;
mod units;

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Extension, Note, Scope, store as cohorts},
    ids::EnrollmentId,
    reports::{self, Dealings, ModuleRecord, Student, StudentRecord, store},
    text::capitalized,
};
use leptos::prelude::*;

use super::{
    extensions::extensions_section,
    place::{Place, place, place_section},
    words::{breadcrumbs, cohort_nav, hours, seen, sight, standing},
};
use crate::{
    AppError, Page, Site,
    cohorts::{as_faculty, as_staff},
    forms::{self, Filled},
    residencies::presence::OfStudent,
    visit::{Faculty, Staff, Visit},
};

/// `GET /cohorts/{cohort}/students/{enrollment}`
pub async fn cohort_student(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, enrollment)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let enrollment = enrollment.parse().map_err(|_| AppError::NotFound)?;
    student_page(&staff, scope, enrollment, Filled::default()).await
}

/// A student's page for staff, with the note they were writing.
pub async fn student_page(visit: &Visit, scope: Scope, enrollment: EnrollmentId, note: Filled) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let cohort = scope.cohort().clone();
    let record = store::student(db, &scope, enrollment, visit.now).await?;
    let known = Known {
        dealings: store::dealings(db, &scope, enrollment).await?,
        notes: cohorts::notes(db, &scope, enrollment).await?,
        extensions: cohorts::extensions_of(db, enrollment).await?,
        attendance: OfStudent::load(db, enrollment).await?,
        place: place(visit, &scope, enrollment).await?,
        form: note.clone(),
        cohort: cohort.slug.clone(),
    };
    let way = vec![("Cohorts".into(), "/cohorts".into()), (cohort.title, format!("/cohorts/{}", cohort.slug))];
    Ok(note.on(page(visit, scope, way, record, Some(known))))
}

/// `GET /teaching/{cohort}/{module}/students/{enrollment}`
pub async fn taught_student(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module, enrollment)): Path<(String, String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_faculty(&faculty), &cohort, Some(&module)).await?;
    let enrollment = enrollment.parse().map_err(|_| AppError::NotFound)?;
    let record = store::student(&site.db, &scope, enrollment, faculty.now).await?;
    let title = scope.modules().first().map_or_else(String::new, |module| module.title.clone());
    let way = vec![("Teaching".into(), "/teaching".into()), (title, format!("/teaching/{cohort}/{module}"))];
    Ok(page(&faculty, scope, way, record, None))
}

/// What is on the page for staff alone.
struct Known {
    dealings: Dealings,
    notes: Vec<Note>,
    extensions: Vec<Extension>,
    /// Where they were in person.
    attendance: OfStudent,
    /// How they stand, and how that came to be.
    place: Place,
    /// The note being written.
    form: Filled,
    /// The cohort's name in addresses.
    cohort: String,
}

fn page(visit: &Visit, scope: Scope, way: Vec<(String, String)>, record: StudentRecord, known: Option<Known>) -> Page {
    let inside = visit.clone();
    let title = known.as_ref().map_or_else(|| record.student.name.clone(), |known| forms::with_summary(&known.form, &record.student.name));
    Page::new(visit, title, move || {
        let modules = record.modules.iter().map(|module| section(&inside, &scope, module)).collect_view();
        view! {
            <header class="page-head">
                {breadcrumbs(way, record.student.name.clone())}
                <h1>{record.student.name.clone()}</h1>
                {about(&record.student)}
            </header>
            {known.as_ref().map(|known| cohort_nav(&known.cohort, ""))}
            {known.as_ref().map(|known| forms::error_summary(&known.form))}
            {facts(&inside, &scope, &record, known.as_ref())}
            {known.as_ref().map(|known| extensions_section(&known.cohort, record.student.enrollment, &known.extensions))}
            {known.as_ref().map(|known| known.attendance.section(&known.cohort))}
            {known.as_ref().map(|known| place_section(&inside, &scope, &known.place))}
            {known.as_ref().map(|known| staff::notes(&inside, &record.student, known))}
            {record.modules.is_empty().then(|| view! { <p class="empty">"This cohort has no module yet. Once it has, the student's units, results and written answers stand here."</p> })}
            {modules}
            {known.as_ref().map(|known| staff::dealings(&inside, &scope, &record, known))}
            <p class="aside-note no-print">{sight(&scope)}</p>
        }
    })
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

fn facts(visit: &Visit, scope: &Scope, record: &StudentRecord, known: Option<&Known>) -> impl IntoView + use<> {
    let campus = scope.cohort().time_zone;
    let done: usize = record.modules.iter().map(|module| module.units.iter().filter(|unit| unit.completed_at.is_some()).count()).sum();
    let all: usize = record.modules.iter().map(|module| module.units.len()).sum();
    let studied = record.expected_minutes.map(|expected| {
        view! { <div><dt>"Hours in 2 weeks, estimated"</dt><dd>{hours(record.minutes)}" of "{hours(expected)}</dd></div> }
    });
    let signed_in =
        known.map(|known| view! { <div><dt>"Last seen on the site"</dt><dd>{seen(known.dealings.seen_at.max(record.last_at), visit.now, campus)}</dd></div> });
    view! {
        <dl class="facts" data-columns="">
            <div><dt>"Standing"</dt><dd>{standing(record.standing)}</dd></div>
            <div><dt>"Units completed"</dt><dd>{done}" of "{all}</dd></div>
            {studied}
            <div><dt>"Last activity"</dt><dd>{seen(record.last_at, visit.now, campus)}</dd></div>
            {signed_in}
            <div><dt>"Enrollment"</dt><dd>{record.student.state.label()}</dd></div>
        </dl>
        {(!record.reason.is_empty()).then(|| view! { <p class="standing-reason">{reports_sentence(&record.reason)}</p> })}
    }
}

/// The reason as a sentence.
fn reports_sentence(reason: &str) -> String {
    format!("{}.", capitalized(reason))
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
