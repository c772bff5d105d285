//! All cohorts, for staff.

use axum::extract::State as Shared;
use chrono::{DateTime, Utc};
use domain::cohorts::store::{self, Listed};
use leptos::prelude::*;

use super::words::count;
use crate::{AppError, Page, Site, cohorts::as_staff, visit::Staff, when};

/// `GET /cohorts`
pub async fn cohorts(Shared(site): Shared<Site>, staff: Staff) -> Result<Page, AppError> {
    let cohorts = store::cohorts(&site.db, as_staff(&staff)).await?;
    let now = staff.now;
    Ok(Page::new(&staff, "Cohorts", move || body(cohorts, now)))
}

fn body(cohorts: Vec<Listed>, now: DateTime<Utc>) -> impl IntoView {
    let none = cohorts.is_empty();
    let (over, running): (Vec<_>, Vec<_>) =
        cohorts.into_iter().partition(|cohort| cohort.ends_on < now.with_timezone(&cohort.time_zone).date_naive());
    view! {
        <header class="page-head">
            <h1>"Cohorts"</h1>
            <p class="lede">"Groups of physicians who go through a program together. Each has its roster: who is where, and who needs help."</p>
        </header>
        {none.then(empty)}
        {(!running.is_empty()).then(|| section("Running and coming", running))}
        {(!over.is_empty()).then(|| section("Over", over))}
    }
}

fn section(title: &'static str, cohorts: Vec<Listed>) -> impl IntoView {
    view! {
        <section class="block">
            <h2>{title}</h2>
            <ul class="cards">{cohorts.into_iter().map(card).collect_view()}</ul>
        </section>
    }
}

fn card(cohort: Listed) -> impl IntoView {
    view! {
        <li class="card">
            <p class="eyebrow">{cohort.program}</p>
            <h3><a href=format!("/cohorts/{}", cohort.slug)>{cohort.title}</a></h3>
            <p>{when::days(cohort.starts_on, cohort.ends_on)}</p>
            <p class="meta"><span>{count(cohort.students, "student")}</span><span>{count(cohort.modules, "module")}</span></p>
        </li>
    }
}

fn empty() -> impl IntoView {
    view! {
        <div class="empty">
            <h2>"No cohort yet"</h2>
            <p>"Cohorts will stand here with their students, modules and residencies, and whoever falls behind will be easy to see."</p>
            <p>"To look around in a school that is already running, load the demo on the server: "<code>"attending seed --demo"</code>"."</p>
        </div>
    }
}
