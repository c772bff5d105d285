//! A residency for staff: how it stands, what is to be done next, and what is released of it.

use std::collections::BTreeMap;

use axum::extract::{Path, State as Shared};
use chrono::NaiveDate;
use chrono_tz::Tz;
use domain::residencies::{ReleasedSession, store};
use leptos::prelude::*;

use super::standing::Standing;
use crate::{
    AppError, Page, Site,
    residencies::{frame::place, itinerary::hours, pages::moved},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}`
pub async fn residency(Shared(site): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let standing = Standing::load(&staff, &cohort, &number).await?;
    let of = standing.board.of.clone();
    let sessions = store::released_sessions(&site.db, of.residency.id).await?;
    let over = of.is_over(staff.now);
    let moved = moved(&of.scope.cohort().slug, &of.residency, standing.board.outdated);
    Ok(Page::new(&staff, of.residency.title.clone(), move || {
        view! {
            {of.head("", of.residency.title.clone())}
            {moved}
            <section class="block" aria-labelledby="stands"><h2 id="stands">"How it stands"</h2>{standing.view()}</section>
            <section class="block" aria-labelledby="released">
                <h2 id="released">"What is released"</h2>
                {released(sessions, over, of.scope.cohort().time_zone)}
            </section>
        }
    }))
}

fn released(sessions: Vec<ReleasedSession>, over: bool, campus: Tz) -> impl IntoView {
    let mut days: BTreeMap<NaiveDate, Vec<ReleasedSession>> = BTreeMap::new();
    for session in sessions.into_iter().filter(|session| session.canceled_at.is_none()) {
        days.entry(session.starts_at.with_timezone(&campus).date_naive()).or_default().push(session);
    }
    if days.is_empty() {
        let words = if over {
            "This residency is over, and no schedule was released for it."
        } else {
            "No schedule is released yet. Students see the days and the place, and the sessions once there is one."
        };
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let days = days.into_iter().map(|(day, sessions)| of_day(day, sessions, campus)).collect_view();
    view! {
        <div class="table-wrap" role="region" aria-label="Released sessions" tabindex="0">
            <table class="table" data-dense="" data-stacks="">
                <thead><tr><th scope="col">"Time"</th><th scope="col">"Session"</th><th scope="col">"Room"</th></tr></thead>
                {days}
            </table>
        </div>
    }
    .into_any()
}

fn of_day(day: NaiveDate, sessions: Vec<ReleasedSession>, campus: Tz) -> impl IntoView {
    let rows = sessions
        .into_iter()
        .map(|session| {
            view! {
                <tr>
                    <td class="nowrap">{hours((session.starts_at, session.ends_at), campus)}</td>
                    <th scope="row">{session.title.clone()}<span class="roster-note">{session.kind.label()}</span></th>
                    <td>{place(&session)}</td>
                </tr>
            }
        })
        .collect_view();
    view! { <tbody><tr><th scope="rowgroup" colspan="3">{when::day(day)}</th></tr>{rows}</tbody> }
}
