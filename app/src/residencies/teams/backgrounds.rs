//! Where students come from: what teams are mixed by.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Scope, store as cohorts},
    residencies::{store, teams::Student},
};
use leptos::prelude::*;

use super::page::head;
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    page::Width,
    residencies::sheet::{Sheet, cell},
    visit::{Staff, Visit},
};

/// `GET /cohorts/{cohort}/teams/backgrounds`
pub async fn backgrounds(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    show(&staff, scope, None).await
}

/// The page, with what was typed, if it comes back.
pub async fn show(visit: &Visit, scope: Scope, sheet: Option<Sheet>) -> Result<Page, AppError> {
    let students = store::students(&visit.site.db, scope.cohort().id).await?;
    let sheet = sheet.unwrap_or_else(|| begun(&students));
    let again = sheet.clone();
    let page = Page::new(visit, sheet.title("Where students come from"), move || {
        let whose = |field: &str| students.iter().find(|student| field.ends_with(&student.enrollment.to_string()));
        view! {
            {sheet.summary(&|field| whose(field).map(|student| student.name.clone()).unwrap_or_default())}
            {head(&scope, &[("Teams", "/teams")], "Where students come from")}
            {form(&scope, &students, &sheet)}
        }
    });
    Ok(again.on(page).width(Width::Wide))
}

fn begun(students: &[Student]) -> Sheet {
    let of = |student: &Student| {
        let id = student.enrollment;
        [(format!("employer-{id}"), student.employer.clone()), (format!("site-{id}"), student.site.clone())]
    };
    Sheet::of(students.iter().flat_map(of).collect())
}

fn form(scope: &Scope, students: &[Student], sheet: &Sheet) -> impl IntoView + use<> {
    if students.is_empty() {
        return view! { <p class="empty">"Nobody studies in this cohort yet."</p> }.into_any();
    }
    let base = format!("/cohorts/{}/teams", scope.cohort().slug);
    let rows = students.iter().map(|student| row(student, sheet)).collect_view();
    view! {
        <form class="backgrounds" method="post" action=format!("{base}/backgrounds") novalidate=true>
            <p class="hint">"Write the same words for the same place. What is empty makes no difference to the mix."</p>
            <div class="table-wrap" role="region" aria-label="Where students come from" tabindex="0">
                <table class="table" data-dense="" data-stacks="">
                    <thead>
                        <tr>
                            <th scope="col">"Student"</th><th scope="col">"Specialty"</th><th scope="col">"Employer"</th><th scope="col">"Site"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="form-actions"><button class="button" data-kind="primary">"Keep this"</button><a href=base.clone()>"Cancel"</a></p>
        </form>
    }
    .into_any()
}

fn row(student: &Student, sheet: &Sheet) -> impl IntoView + use<> {
    let id = student.enrollment;
    view! {
        <tr>
            <th scope="row">{student.name.clone()}</th>
            <td data-name="Specialty">{student.specialty.clone()}</td>
            <td data-name="Employer">{cell(sheet, format!("employer-{id}"), format!("Employer of {}", student.name), false)}</td>
            <td data-name="Site">{cell(sheet, format!("site-{id}"), format!("Site of {}", student.name), false)}</td>
        </tr>
    }
}
