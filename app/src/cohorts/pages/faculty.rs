//! Who teaches a cohort, for staff.

use axum::extract::{Path, State as Shared};
use domain::cohorts::{
    Scope,
    store::{self, Teacher},
};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav, sight};
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{self, Choice, Field, Filled},
    visit::{Staff, Visit},
    when,
};

/// `GET /cohorts/{cohort}/faculty`
pub async fn cohort_faculty(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    faculty_page(&staff, scope, Filled::default()).await
}

/// The list and the form, with what was typed.
pub async fn faculty_page(visit: &Visit, scope: Scope, form: Filled) -> Result<Page, AppError> {
    let teachers = store::teachers(&visit.site.db, &scope).await?;
    let filled = form.clone();
    let page = Page::new(visit, forms::with_summary(&form, "Faculty"), move || {
        let (slug, title) = (scope.cohort().slug.clone(), scope.cohort().title.clone());
        let way = vec![("Cohorts".into(), "/cohorts".into()), (title, format!("/cohorts/{slug}"))];
        view! {
            <header class="page-head">
                {breadcrumbs(way, "Faculty".into())}
                <h1>"Faculty"</h1>
                <p class="lede">"Who teaches sees the students of the modules they teach, and nothing else."</p>
            </header>
            {cohort_nav(&slug, "/faculty")}
            {list(&scope, teachers)}
            {assign(&scope, &filled)}
            <p class="aside-note no-print">{sight(&scope)}" Days are campus days."</p>
        }
    });
    Ok(form.on(page))
}

fn list(scope: &Scope, teachers: Vec<Teacher>) -> impl IntoView + use<> {
    if teachers.is_empty() {
        let words = "Nobody teaches this cohort yet. Whoever is assigned below stands here, and finds the cohort under Teaching.";
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let rows = teachers.into_iter().map(|teacher| row(scope, teacher)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Faculty" tabindex="0">
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Name"</th><th scope="col">"Teaches"</th><th scope="col">"Since"</th>
                        <th scope="col"><span class="visually-hidden">"What can be done"</span></th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(scope: &Scope, teacher: Teacher) -> impl IntoView + use<> {
    let action = format!("/cohorts/{}/faculty/{}/removal", scope.cohort().slug, teacher.teaching);
    let name = if teacher.credentials.is_empty() { teacher.name.clone() } else { format!("{}, {}", teacher.name, teacher.credentials) };
    let what = teacher.module.unwrap_or_else(|| "The whole cohort".to_owned());
    let label = format!("Remove {}: {what}", teacher.name);
    let since = when::day(teacher.since.with_timezone(&scope.cohort().time_zone).date_naive());
    view! {
        <tr>
            <th scope="row">{name}<span class="roster-note">{teacher.email}</span></th>
            <td>{what}</td>
            <td>{since}</td>
            <td>
                <form class="inline no-print" method="post" action=action>
                    <button class="button" data-kind="danger" aria-label=label>"Remove"</button>
                </form>
            </td>
        </tr>
    }
}

fn assign(scope: &Scope, form: &Filled) -> impl IntoView + use<> {
    let whole = Choice { value: String::new(), label: "The whole cohort".into() };
    let modules = scope.modules().iter().map(|module| Choice { value: module.module_id.to_string(), label: module.title.clone() });
    let options = std::iter::once(whole).chain(modules).collect();
    view! {
        <form class="form" method="post" action=format!("/cohorts/{}/faculty", scope.cohort().slug) novalidate=true>
            <h2>"Assign somebody"</h2>
            {forms::error_summary(form)}
            {forms::field(form, Field::text("email", "E-mail").kind("email").hint("Of somebody who has an account. Whoever has none is invited first, under People or with the link below."))}
            {forms::select(form, "module", "Teaches", "", options)}
            <p class="form-actions"><button class="button" data-kind="primary">"Assign"</button><a href="/people/new">"Invite somebody"</a></p>
        </form>
    }
}
