//! The sessions of a residency that one holds, with who has a seat in them.

use std::collections::HashMap;

use axum::extract::{Path, State as Shared};
use domain::{
    ids::ResidencySessionId,
    residencies::{
        ReleasedSession,
        seats::{BookingState, Holder},
        store::{self, TaughtResidency},
    },
};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    cohorts::breadcrumbs,
    residencies::{frame::place, itinerary::day_and_hours},
    visit::Faculty,
    when,
};

/// `GET /teaching/{cohort}/residencies/{number}`
pub async fn taught_residency(
    Shared(site): Shared<Site>,
    faculty: Faculty,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Page, AppError> {
    let person = faculty.session.person.id;
    let position: i64 = number.parse().map_err(|_| AppError::NotFound)?;
    let all = store::taught_residencies(&site.db, person).await?;
    let residency = all.into_iter().find(|one| one.cohort_slug == cohort && one.position == position).ok_or(AppError::NotFound)?;
    let sessions = store::taught_by(&site.db, residency.id, person).await?;
    let expected = store::expected_by_session(&site.db, residency.id).await?;
    let holders = store::holders(&site.db, residency.id).await?;
    Ok(Page::new(&faculty, residency.title.clone(), move || body(&residency, &sessions, &expected, &holders)))
}

fn body(
    residency: &TaughtResidency,
    sessions: &[ReleasedSession],
    expected: &HashMap<ResidencySessionId, i64>,
    holders: &[Holder],
) -> impl IntoView + use<> {
    let hours = format!("/teaching/{}/residencies/{}/hours", residency.cohort_slug, residency.position);
    let of = |session: &ReleasedSession| {
        let holders = holders.iter().filter(|one| one.session_id == session.id).collect();
        entry(residency, session, expected.get(&session.id).copied().unwrap_or(0), holders)
    };
    let entries = sessions.iter().map(of).collect_view();
    view! {
        <header class="page-head">
            {breadcrumbs(vec![("Teaching".to_owned(), "/teaching".to_owned())], residency.title.clone())}
            <h1>{residency.title.clone()}</h1>
            <p class="lede">"The sessions you hold for "{residency.cohort_title.clone()}", "{when::days(residency.starts_on, residency.ends_on)}</p>
            <p class="meta"><span>{residency.place.clone()}</span><a href=hours>"When you are there"</a></p>
        </header>
        {entries}
    }
}

fn entry(residency: &TaughtResidency, session: &ReleasedSession, expected: i64, holders: Vec<&Holder>) -> impl IntoView + use<> {
    let (id, heading) = (format!("session-{}", session.id), format!("session-{}", session.id));
    let canceled = session.canceled_at.map(|_| view! { <p><strong>"Canceled"</strong></p> });
    let roll = format!("/cohorts/{}/residencies/{}/sessions/{}/roll", residency.cohort_slug, residency.position, session.id);
    let seats = session.seats.map(|seats| booked(format!("Who booked {}", session.title), seats, holders));
    view! {
        <section class="block" aria-labelledby=id>
            <h2 id=heading>{session.title.clone()}</h2>
            {canceled}
            <p class="meta">
                <span>{day_and_hours(session.times(), residency.campus)}</span>
                <span>{session.kind.label()}</span>
                <span>{place(session)}</span>
                <span>"for "{crate::cohorts::count(expected, "student")}</span>
                <a href=roll>"Roll"<span class="visually-hidden">" of "{session.title.clone()}</span></a>
            </p>
            {seats}
        </section>
    }
}

/// Who booked. Those who are offered a seat and those who wait are numbers: they may not come.
fn booked(label: String, seats: i64, holders: Vec<&Holder>) -> impl IntoView + use<> {
    let of = |state| holders.iter().filter(|one| one.state == state).count();
    let (offered, waiting) = (of(BookingState::Offered), of(BookingState::Waiting));
    let rows: Vec<_> = holders
        .iter()
        .filter(|one| one.state == BookingState::Booked)
        .map(|one| view! { <tr><th scope="row">{one.name.clone()}</th><td>{one.credentials.clone()}</td><td>{one.specialty.clone()}</td></tr> })
        .collect();
    let counts = format!("{} of {seats} booked, {offered} offered, {waiting} waiting", rows.len());
    let none = rows.is_empty().then(|| view! { <p class="empty">"Nobody has booked yet. Who does stands here."</p> });
    let table = (!rows.is_empty()).then(|| {
        view! {
            <div class="table-wrap" role="region" aria-label=label tabindex="0">
                <table class="table">
                    <thead><tr><th scope="col">"Booked"</th><th scope="col">"Degrees"</th><th scope="col">"Specialty"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
    });
    view! { <p>{counts}</p>{none}{table} }
}
