//! A residency for staff: what is released of it.

use std::collections::BTreeMap;

use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::residencies::{ReleasedSession, store};
use leptos::prelude::*;

use crate::{
    AppError, Page, Site,
    residencies::{OfStaff, frame::place, pages::moved},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}`
pub async fn residency(Shared(site): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let sessions = store::released_sessions(&site.db, of.residency.id).await?;
    let days = store::released_days(&site.db, of.scope.cohort().id).await?;
    let moved = moved(&of.scope.cohort().slug, &of.residency, &days);
    Ok(Page::new(&staff, of.residency.title.clone(), move || {
        view! {
            {of.head("", of.residency.title.clone())}
            {moved}
            <section class="block" aria-labelledby="released">
                <h2 id="released">"What is released"</h2>
                {released(sessions, of.scope.cohort().time_zone)}
            </section>
        }
    }))
}

fn released(sessions: Vec<ReleasedSession>, campus: Tz) -> impl IntoView {
    let mut days: BTreeMap<NaiveDate, Vec<ReleasedSession>> = BTreeMap::new();
    for session in sessions.into_iter().filter(|session| session.canceled_at.is_none()) {
        days.entry(session.starts_at.with_timezone(&campus).date_naive()).or_default().push(session);
    }
    if days.is_empty() {
        let words = "No schedule is released yet. Students see the days and the place, and the sessions once there is one.";
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    days.into_iter().map(|(day, sessions)| view! { <h3>{when::day(day)}</h3>{of_day(sessions, campus)} }).collect_view().into_any()
}

fn of_day(sessions: Vec<ReleasedSession>, campus: Tz) -> impl IntoView {
    let rows = sessions
        .into_iter()
        .map(|session| {
            let hours = format!(
                "{}–{}",
                session.starts_at.with_timezone(&campus).format("%H:%M"),
                session.ends_at.with_timezone(&campus).format("%H:%M")
            );
            view! {
                <tr>
                    <td class="nowrap">{hours}</td>
                    <th scope="row">{session.title.clone()}</th>
                    <td>{session.kind.label()}</td>
                    <td>{place(&session)}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <div class="table-wrap">
            <table class="table">
                <thead>
                    <tr><th scope="col">"Time"</th><th scope="col">"Session"</th><th scope="col">"Kind"</th><th scope="col">"Room"</th></tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
}
