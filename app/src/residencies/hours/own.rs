//! When one is at a residency oneself, for whoever teaches its cohort.

use axum::extract::{Path, State as Shared};
use domain::{
    cohorts::{Residency, Scope, store as cohorts},
    residencies::store,
};
use leptos::prelude::*;

use super::form;
use crate::{
    AppError, Page, Site,
    cohorts::notice,
    cohorts::{as_faculty, breadcrumbs},
    residencies::sheet::Sheet,
    visit::Faculty,
    when,
};

const DONE: &[(&str, &str)] =
    &[("kept", "Your hours are kept. Program staff see them when they place sessions."), ("open", "You can be placed at any time.")];

/// A residency of a cohort that somebody teaches.
pub struct Taught {
    /// The check that was passed.
    pub scope: Scope,
    /// The residency.
    pub residency: Residency,
}

impl Taught {
    /// The residency at this address. Not theirs, and not there, look the same.
    pub async fn load(faculty: &Faculty, cohort: &str, number: &str) -> Result<Self, AppError> {
        let db = &faculty.site.db;
        let scope = cohorts::scope(db, as_faculty(faculty), cohort, None).await?;
        let position = number.parse().map_err(|_| AppError::NotFound)?;
        let residency = cohorts::residency_at(db, scope.cohort().id, position).await?;
        Ok(Self { scope, residency })
    }

    /// The page's address.
    pub fn address(&self) -> String {
        format!("/teaching/{}/residencies/{}/hours", self.scope.cohort().slug, self.residency.position)
    }
}

/// `GET /teaching/{cohort}/residencies/{number}/hours`
pub async fn own_hours(
    Shared(_): Shared<Site>,
    faculty: Faculty,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let of = Taught::load(&faculty, &cohort, &number).await?;
    show(&faculty, of, None).await
}

/// The page, with what was typed, if it comes back.
pub async fn show(faculty: &Faculty, of: Taught, sheet: Option<Sheet>) -> Result<Page, AppError> {
    let teaching = store::hours_of(&faculty.site.db, of.residency.id, faculty.session.person.id).await?;
    let sheet = sheet.unwrap_or_else(|| form::sheet(&of.residency, &teaching.presence));
    let (again, visit) = (sheet.clone(), faculty.visit().clone());
    let page = Page::new(faculty, sheet.title("When you are there"), move || {
        let said = teaching.said.as_ref().map_or_else(
            || "Nobody has said anything yet, so you can be placed at any time.".to_owned(),
            |(at, by)| format!("Said {} by {by}.", when::long(*at, of.scope.cohort().time_zone)),
        );
        view! {
            {notice(&visit, DONE)}
            {form::summary(&of.residency, &sheet)}
            {head(&of)}
            <p class="hint">{said}" Times are campus time."</p>
            {form::form(of.address(), &of.residency, &sheet, "I can be placed at any time")}
        }
    });
    Ok(again.on(page))
}

fn head(of: &Taught) -> impl IntoView + use<> {
    let Residency { title, starts_on, ends_on, .. } = &of.residency;
    let lede = format!("{title} of {}, {}. Sessions are placed in these hours.", of.scope.cohort().title, when::days(*starts_on, *ends_on));
    view! {
        <header class="page-head">
            {breadcrumbs(vec![("Teaching".into(), "/teaching".into())], "When you are there".into())}
            <h1>"When you are there"</h1>
            <p class="lede">{lede}</p>
        </header>
    }
}
