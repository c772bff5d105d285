//! The releases of a cohort's calendar, the newest first.

use axum::extract::{Path, State as Shared};
use domain::cohorts::{
    Scope,
    calendar::changes,
    store::{self, Release},
};
use leptos::prelude::*;

use super::head;
use crate::{AppError, Page, Site, cohorts::as_staff, page::Width, visit::Staff, when};

/// `GET /cohorts/{cohort}/calendar/releases`
pub async fn releases(Shared(site): Shared<Site>, staff: Staff, Path(cohort): Path<String>) -> Result<Page, AppError> {
    let scope = store::scope(&site.db, as_staff(&staff), &cohort, None).await?;
    let mut all = Vec::new();
    for line in store::releases(&site.db, scope.cohort().id).await? {
        all.push(store::release_by_number(&site.db, scope.cohort().id, line.number).await?);
    }
    let page = Page::new(&staff, "Releases of the calendar", move || body(&scope, &all));
    Ok(page.width(Width::Wide))
}

fn body(scope: &Scope, all: &[Release]) -> impl IntoView + use<> {
    let cohort = scope.cohort();
    let lede = view! { <p class="lede">"A release is never changed; the next one takes its place. Each can be read and compared."</p> };
    let before = |place: usize| all.get(place + 1);
    let rows = all.iter().enumerate().map(|(place, one)| row(scope, one, before(place))).collect_view();
    let content = if all.is_empty() { empty(&cohort.slug).into_any() } else { table(rows).into_any() };
    view! {
        {head(cohort, "Releases", "Releases of the calendar".into(), lede.into_any())}
        {content}
    }
}

fn table(rows: impl IntoView) -> impl IntoView {
    view! {
        <div class="table-wrap" role="region" aria-label="Releases" tabindex="0">
            <table class="table releases">
                <thead><tr>
                    <th scope="col">"Number"</th><th scope="col">"Since"</th><th scope="col">"By"</th>
                    <th scope="col">"What is different"</th><th scope="col" class="num">"Dates changed"</th>
                </tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}

fn row(scope: &Scope, one: &Release, before: Option<&Release>) -> impl IntoView + use<> {
    let cohort = scope.cohort();
    let address = format!("/cohorts/{}/calendar/releases/{}", cohort.slug, one.number);
    let changed = before.map_or_else(|| "–".to_owned(), |old| changes(&old.calendar.0, &one.calendar.0).len().to_string());
    view! {
        <tr>
            <th scope="row"><a href=address>{name(one.number)}</a></th>
            <td class="nowrap">{when::long(one.released_at, cohort.time_zone)}</td>
            <td>{one.released_by.clone().unwrap_or_else(|| "The program".to_owned())}</td>
            <td>{one.note.clone()}</td>
            <td class="num">{changed}</td>
        </tr>
    }
}

/// What a release is called.
pub(super) fn name(number: i64) -> String {
    if number == 0 { "Before the first".to_owned() } else { format!("Release {number}") }
}

fn empty(slug: &str) -> impl IntoView + use<> {
    view! {
        <div class="empty">
            <h2>"No release yet"</h2>
            <p>"The dates stand as they were set up. Once you change them, each release stands here with its number, its note and what it moved."</p>
            <a class="button" href=format!("/cohorts/{slug}/calendar/edit")>"Change dates"</a>
        </div>
    }
}
