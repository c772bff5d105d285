//! Inviting one student by mail.

use axum::extract::{Path, State as Shared};
use domain::cohorts::{Scope, store};
use leptos::prelude::*;

use super::words::{breadcrumbs, cohort_nav};
use crate::{
    AppError, Page, Site,
    cohorts::as_staff,
    forms::{self, Field, Filled},
    visit::{Staff, Visit},
};

/// `GET /cohorts/{cohort}/invitations/new`
pub async fn new_student(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    Ok(invitation_page(&staff, &scope, Filled::default()))
}

/// The form, with what was typed.
pub fn invitation_page(visit: &Visit, scope: &Scope, form: Filled) -> Page {
    let (filled, cohort) = (form.clone(), scope.cohort().clone());
    let page = Page::new(visit, forms::with_summary(&form, "Invite a student"), move || {
        let base = format!("/cohorts/{}", cohort.slug);
        let way = vec![
            ("Cohorts".into(), "/cohorts".into()),
            (cohort.title.clone(), base.clone()),
            ("Roster import".into(), format!("{base}/imports")),
        ];
        view! {
            <header class="page-head">
                {breadcrumbs(way, "Invite a student".into())}
                <h1>"Invite a student"</h1>
                <p class="lede">"They get a link by mail, and have their place in "{cohort.title.clone()}" once they accept."</p>
            </header>
            {cohort_nav(&cohort.slug, "/imports")}
            <form class="form" method="post" action=format!("{base}/invitations") novalidate=true>
                {forms::error_summary(&filled)}
                {forms::field(&filled, Field::text("email", "E-mail").kind("email").hint("Whoever has an account with this address keeps what they wrote about themselves."))}
                {forms::field(&filled, Field::text("name", "Name").hint("As it is to stand on the certificate."))}
                {forms::field(&filled, Field::text("credentials", "Credentials").hint("Such as MD, MPH. May be left empty."))}
                {forms::field(&filled, Field::text("specialty", "Specialty").hint("May be left empty."))}
                <p class="form-actions"><button class="button" data-kind="primary">"Send the invitation"</button></p>
            </form>
        }
    });
    form.on(page)
}
