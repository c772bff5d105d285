//! The residencies of a cohort, for staff.

use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use domain::{
    cohorts::{Residency, Scope, store},
    residencies::store::{ReleasedDays, released_days},
};
use leptos::prelude::*;

use super::all_moved;
use crate::{
    AppError, Page, Site,
    cohorts::{as_staff, breadcrumbs, cohort_nav},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies`
pub async fn residencies(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let residencies = store::residencies(&site.db, scope.cohort().id).await?;
    let released = released_days(&site.db, scope.cohort().id).await?;
    let today = staff.now.with_timezone(&scope.cohort().time_zone).date_naive();
    Ok(Page::new(&staff, "Residencies", move || {
        let (slug, title) = (scope.cohort().slug.clone(), scope.cohort().title.clone());
        let moved = all_moved(&slug, &residencies, &released);
        let way = vec![("Cohorts".into(), "/cohorts".into()), (title, format!("/cohorts/{slug}"))];
        view! {
            <header class="page-head">
                {breadcrumbs(way, "Residencies".into())}
                <h1>"Residencies"</h1>
                <p class="lede">"The days in person: their sessions, who comes, and who was there."</p>
            </header>
            {cohort_nav(&slug, "/residencies")}
            {moved}
            {list(&scope, residencies, &released, today)}
            {beside(&slug)}
        }
    }))
}

/// What is prepared once for all of them.
fn beside(slug: &str) -> impl IntoView + use<> {
    let links = [
        (format!("/cohorts/{slug}/teams"), "Teams"),
        ("/venues".to_owned(), "Venues and rooms"),
        (format!("/cohorts/{slug}/busy"), "Busy times"),
        (format!("/cohorts/{slug}/dates"), "Find dates"),
    ];
    let links = links.into_iter().map(|(address, label)| view! { <a href=address>{label}</a> }).collect_view();
    view! { <p class="meta no-print"><span>"For all of them:"</span>{links}</p> }
}

/// `over`, `now`, `in 77 days`.
fn away(one: &Residency, today: NaiveDate) -> String {
    match (one.starts_on - today).num_days() {
        1 => "tomorrow".to_owned(),
        days if days > 1 => format!("in {days} days"),
        _ if today <= one.ends_on => "now".to_owned(),
        _ => "over".to_owned(),
    }
}

fn list(scope: &Scope, residencies: Vec<Residency>, released: &[ReleasedDays], today: NaiveDate) -> impl IntoView + use<> {
    let base = format!("/cohorts/{}", scope.cohort().slug);
    if residencies.is_empty() {
        let edit = format!("{base}/calendar/edit");
        return view! { <p class="empty">"This cohort has no residency yet. "<a href=edit>"Add one to its calendar"</a>", and its days are prepared here."</p> }
            .into_any();
    }
    let rows = residencies
        .into_iter()
        .map(|one| {
            let (address, away) = (format!("{base}/residencies/{}", one.position), away(&one, today));
            let schedule = match released.iter().find(|released| released.residency_id == one.id) {
                Some(ReleasedDays { number, .. }) => {
                    view! { <a href=format!("{address}/schedule/releases/{number}")>"Release "{*number}</a> }.into_any()
                }
                None if one.ends_on < today => "Nothing was released".into_any(),
                None => "Nothing released yet".into_any(),
            };
            view! {
                <tr>
                    <th scope="row"><a href=address>{one.title}</a><span class="roster-note">{away}</span></th>
                    <td class="nowrap" data-name="Days">{when::days(one.starts_on, one.ends_on)}</td>
                    <td data-name="Place">{one.place}</td>
                    <td data-name="Schedule">{schedule}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Residencies" tabindex="0">
            <table class="table" data-stacks="">
                <thead><tr><th scope="col">"Residency"</th><th scope="col">"Days"</th><th scope="col">"Place"</th><th scope="col">"Schedule"</th></tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}
