//! The residencies of one's cohort.

use axum::extract::State as Shared;
use domain::cohorts::{Residency, store as cohorts};
use leptos::prelude::*;

use crate::{AppError, Page, Site, visit::Student, when};

/// `GET /residencies`
pub async fn own_residencies(Shared(site): Shared<Site>, student: Student) -> Result<Page, AppError> {
    let residencies = cohorts::residencies(&site.db, student.place.cohort).await?;
    let today = student.now.with_timezone(&student.place.campus).date_naive();
    let cohort = student.place.cohort_title.clone();
    Ok(Page::new(&student, "Residencies", move || {
        let none = residencies.is_empty().then(|| {
            view! { <p class="empty">"Your cohort has no residency in its calendar yet. Once program staff release one, its days stand here, and later its sessions."</p> }
        });
        let entries = residencies.into_iter().map(|one| entry(one, today)).collect_view();
        view! {
            <header class="page-head">
                <p class="eyebrow">{cohort}</p>
                <h1>"Residencies"</h1>
                <p class="lede">"Your days in person: what happens when and where, and what to prepare."</p>
            </header>
            {none}
            <ol class="units">{entries}</ol>
        }
    }))
}

fn entry(residency: Residency, today: chrono::NaiveDate) -> impl IntoView {
    let state = if residency.ends_on < today { "done" } else { "open" };
    view! {
        <li class="unit" data-kind="residency" data-state=state>
            <span class="unit-number">"R"{residency.position}</span>
            <div class="unit-what">
                <h2><a href=format!("/residencies/{}", residency.position)>{residency.title}</a></h2>
                <p class="meta"><span>{residency.place}</span></p>
            </div>
            <div class="unit-when">
                <p class="due"><time datetime=residency.starts_on.to_string()>{when::days(residency.starts_on, residency.ends_on)}</time></p>
            </div>
        </li>
    }
}
