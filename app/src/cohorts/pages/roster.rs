//! The roster of a cohort for staff, and of a module for its faculty: the same table.

use axum::{
    extract::{Path, State as Shared},
    response::Response,
};
use chrono::NaiveDate;
use domain::{
    cohorts::{Residency, Scope, store as cohorts},
    reports::{Roster, Standing, UNSEEN_AFTER_DAYS, store as reports},
};
use leptos::prelude::*;

use super::{
    table,
    words::{breadcrumbs, cohort_nav, sight},
};
use crate::{
    AppError, Page, Site,
    cohorts::{arrangement::Arrangement, as_faculty, as_staff, csv},
    page::Width,
    visit::{Faculty, Staff, Visit},
    when,
};

/// `GET /cohorts/{cohort}`
pub async fn cohort(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let title = scope.cohort().title.clone();
    let heading =
        Heading { base: format!("/cohorts/{cohort}"), way: vec![("Cohorts".into(), "/cohorts".into())], title, nav: Some(cohort) };
    page(&staff, heading, scope).await
}

/// `GET /teaching/{cohort}/{module}`
pub async fn taught_module(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let scope = cohorts::scope(&site.db, as_faculty(&faculty), &cohort, Some(&module)).await?;
    let title = scope.modules().first().map_or_else(String::new, |module| module.title.clone());
    let heading =
        Heading { base: format!("/teaching/{cohort}/{module}"), way: vec![("Teaching".into(), "/teaching".into())], title, nav: None };
    page(&faculty, heading, scope).await
}

/// `GET /cohorts/{cohort}/roster.csv`
pub async fn cohort_csv(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    download(&staff, &scope, format!("{cohort}-roster.csv")).await
}

/// `GET /teaching/{cohort}/{module}/roster.csv`
pub async fn taught_module_csv(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, module)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let scope = cohorts::scope(&site.db, as_faculty(&faculty), &cohort, Some(&module)).await?;
    download(&faculty, &scope, format!("{cohort}-{module}-roster.csv")).await
}

async fn download(visit: &Visit, scope: &Scope, name: String) -> Result<Response, AppError> {
    let roster = reports::roster(&visit.site.db, scope, visit.now).await?;
    let lines = Arrangement::asked(visit).arrange(&roster);
    Ok(csv::download(&name, csv::roster(&roster, &lines, scope.cohort().time_zone)))
}

/// What stands over a roster and where its links lead.
struct Heading {
    /// The address of the page.
    base: String,
    way: Vec<(String, String)>,
    title: String,
    /// The cohort whose other pages are linked.
    nav: Option<String>,
}

async fn page(visit: &Visit, heading: Heading, scope: Scope) -> Result<Page, AppError> {
    let db = &visit.site.db;
    let roster = reports::roster(db, &scope, visit.now).await?;
    let today = visit.now.with_timezone(&scope.cohort().time_zone).date_naive();
    let next = cohorts::next_residency(db, scope.cohort().id, today).await?;
    let (arrangement, visit) = (Arrangement::asked(visit), visit.clone());
    let title = heading.title.clone();
    let page = Page::new(&visit.clone(), title, move || {
        let (base, site) = (heading.base.clone(), visit.site.settings.base_url.clone());
        let shown = table::Shown { base, site, scope: &scope, roster: &roster, arrangement: &arrangement, now: visit.now };
        view! {
            {head(heading, &scope, next.map(|next| residency(&next, today)))}
            {facts(&roster)}
            {table::view(&shown)}
            <p class="aside-note no-print">{sight(&scope)}" Days and times are campus time."</p>
        }
    });
    Ok(page.width(Width::Wide))
}

fn head(heading: Heading, scope: &Scope, next: Option<String>) -> impl IntoView + use<> {
    let cohort = scope.cohort();
    let whose = if cohort.title == heading.title { cohort.program.clone() } else { cohort.title.clone() };
    view! {
        <header class="page-head">
            {breadcrumbs(heading.way, heading.title.clone())}
            <h1>{heading.title.clone()}</h1>
            <p class="meta">
                <span>{whose}</span>
                <span>{when::days(cohort.starts_on, cohort.ends_on)}</span>
                {next.map(|next| view! { <span>{next}</span> })}
                {heading.nav.is_none().then(|| view! { <a href=format!("{}/grades", heading.base)>"Grades"</a> })}
            </p>
        </header>
        {heading.nav.map(|cohort| cohort_nav(&cohort, ""))}
    }
}

/// `Residency 2 in 39 days`.
fn residency(residency: &Residency, today: NaiveDate) -> String {
    let title = &residency.title;
    match (residency.starts_on - today).num_days() {
        1 => format!("{title} tomorrow"),
        days @ 2.. => format!("{title} in {days} days"),
        _ => format!("{title} is on until {}", when::day(residency.ends_on)),
    }
}

fn facts(roster: &Roster) -> impl IntoView + use<> {
    let number = |holds: fn(&Standing) -> bool| roster.lines.iter().filter(|line| holds(&line.standing)).count();
    let facts = [
        ("Studying".to_owned(), number(|standing| !matches!(standing, Standing::Away(_)))),
        ("On track".to_owned(), number(|standing| matches!(standing, Standing::OnTrack | Standing::Finished))),
        ("Behind".to_owned(), number(|standing| matches!(standing, Standing::Behind(_)))),
        (format!("Not seen for {UNSEEN_AFTER_DAYS} days, nothing past due"), number(|standing| matches!(standing, Standing::Unseen(_)))),
    ];
    let facts = facts.into_iter().map(|(name, number)| view! { <div><dt>{name}</dt><dd>{number}</dd></div> }).collect_view();
    (!roster.lines.is_empty()).then(|| view! { <dl class="facts" data-columns="">{facts}</dl> })
}
