//! The teams of a cohort as they are, with the forms that change them.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Scope, store as cohorts},
    residencies::{
        store,
        teams::{Student, Team},
    },
};
use leptos::prelude::*;

use super::{
    forms::{Forms, mixing, moving, names},
    table::{Mixed, facts, table},
};
use crate::{
    AppError, Page, Site,
    cohorts::notice,
    cohorts::{as_staff, breadcrumbs, cohort_nav},
    forms::{error_summary, with_summary},
    page::Width,
    visit::{Staff, Visit},
};

const DONE: &[(&str, &str)] = &[
    ("mixed", "The teams are kept as you saw them."),
    ("moved", "The student is moved."),
    ("named", "The names are changed."),
    ("backgrounds", "Where the students come from is kept. Mix anew to use it."),
];

/// `GET /cohorts/{cohort}/teams`
pub async fn teams(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    show(&staff, scope, Forms::default()).await
}

/// The page, with the form that comes back.
pub async fn show(visit: &Visit, scope: Scope, forms: Forms) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let students = store::students(db, scope.cohort().id).await?;
    let teams = store::teams(db, scope.cohort().id).await?;
    let forms = forms.begun(&students, &teams);
    let title = forms.names.title(&with_summary(&forms.mixing, &with_summary(&forms.moving, "Teams")));
    let (again, visit) = (forms.clone(), visit.clone());
    let page = Page::new(&visit.clone(), title, move || {
        let of_team = |field: &str| teams.iter().find(|team| field == format!("name-{}", team.id)).map(|team| team.name.clone());
        view! {
            {notice(&visit, DONE)}
            {error_summary(&forms.mixing)}
            {error_summary(&forms.moving)}
            {forms.names.summary(&|field| of_team(field).unwrap_or_default())}
            {head(&scope, &[], "Teams")}
            {body(&scope, &students, &teams, &forms)}
        }
    });
    Ok(again.names.on(again.moving.on(again.mixing.on(page))).width(Width::Wide))
}

/// What stands over the pages of teams. `under` is the way from the cohort's teams down to the page.
pub fn head(scope: &Scope, under: &[(&str, &str)], here: &'static str) -> impl IntoView + use<> {
    let cohort = scope.cohort();
    let base = format!("/cohorts/{}", cohort.slug);
    let mut way = vec![
        ("Cohorts".to_owned(), "/cohorts".to_owned()),
        (cohort.title.clone(), base.clone()),
        ("Residencies".to_owned(), format!("{base}/residencies")),
    ];
    way.extend(under.iter().map(|(name, address)| ((*name).to_owned(), format!("{base}{address}"))));
    view! {
        <header class="page-head">
            {breadcrumbs(way, here.to_owned())}
            <h1>{here}</h1>
            <p class="lede">"Students who work together during residencies, mixed so that each team has different specialties, sites and employers."</p>
        </header>
        {cohort_nav(&cohort.slug, "/residencies")}
    }
}

fn body(scope: &Scope, students: &[Student], teams: &[Team], forms: &Forms) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}/teams", scope.cohort().slug);
    if students.is_empty() {
        return view! { <p class="empty">"Nobody studies in this cohort yet. Once somebody does, teams can be mixed here."</p> }.into_any();
    }
    let mixed = Mixed::standing(teams);
    let standing = (!teams.is_empty()).then(|| view! { {facts(students, &mixed, None)} {table(students, &mixed)} });
    let none = teams
        .is_empty()
        .then(|| view! { <p class="empty">"No teams yet. Say how many there should be, and see them before anything is kept."</p> });
    let changes =
        (!teams.is_empty()).then(|| view! { {moving(&base, students, teams, &forms.moving)} {names(&base, teams, &forms.names)} });
    view! {
        {none}
        {standing}
        {mixing(&base, &forms.mixing)}
        <p><a href=format!("{base}/backgrounds")>"Say where students come from"</a>" Employer and site, for mixing. The specialty stands with each person."</p>
        {changes}
    }
    .into_any()
}
