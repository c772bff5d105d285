//! The run of show: everything that happens, by day, or by room to hang on the door.

use std::collections::BTreeMap;

use axum::extract::Path;
use domain::residencies::ReleasedSession;
use leptos::prelude::*;

use super::loading::Paper;
use crate::{
    AppError, Page,
    residencies::{frame::place, itinerary::hours},
    visit::Staff,
    when,
};

/// `GET /cohorts/{cohort}/residencies/{number}/paper/run-of-show`
pub async fn run_of_show(staff: Staff, Path(address): Path<(String, String)>) -> Result<Page, AppError> {
    let paper = Paper::load(&staff, address).await?;
    let by_room = staff.asked("by").as_deref() == Some("room");
    let title = if by_room { "Run of show by room" } else { "Run of show by day" };
    let page = Page::new(&staff, format!("{title}: {}", paper.of.residency.title), move || {
        let parts = parts(&paper, by_room).into_iter().map(|(heading, sessions)| sheet(&paper, by_room, heading, sessions)).collect_view();
        view! { {paper.head(title)}{paper.nothing()}{parts} }
    });
    Ok(page)
}

/// The sessions under the headings of their days, or of their rooms.
fn parts(paper: &Paper, by_room: bool) -> Vec<(String, Vec<&ReleasedSession>)> {
    let mut parts: BTreeMap<String, Vec<&ReleasedSession>> = BTreeMap::new();
    for session in &paper.sessions {
        let part = match place(session) {
            room if by_room && room.is_empty() => "Without a room".to_owned(),
            room if by_room => room,
            _ => session.starts_at.with_timezone(&paper.campus).date_naive().to_string(),
        };
        parts.entry(part).or_default().push(session);
    }
    let heading = |part: String, sessions: &[&ReleasedSession]| match sessions.first() {
        Some(first) if !by_room => when::day(first.starts_at.with_timezone(&paper.campus).date_naive()),
        _ => part,
    };
    parts.into_iter().map(|(part, sessions)| (heading(part, &sessions), sessions)).collect()
}

fn sheet(paper: &Paper, by_room: bool, heading: String, sessions: Vec<&ReleasedSession>) -> impl IntoView + use<> {
    let where_or_when = if by_room { "Day" } else { "Room" };
    let rows = sessions
        .into_iter()
        .map(|session| {
            let other = if by_room { when::day(session.starts_at.with_timezone(&paper.campus).date_naive()) } else { place(session) };
            view! {
                <tr>
                    <td class="nowrap">{hours(session, paper.campus)}</td>
                    <th scope="row">{session.title.clone()}</th>
                    <td>{session.kind.label()}</td>
                    <td>{other}</td>
                    <td>{paper.faculty(session)}</td>
                    <td>{paper.whom(session)}</td>
                    <td class="num">{paper.expected(session).len()}</td>
                </tr>
            }
        })
        .collect_view();
    view! {
        <section class="sheet">
            <h2>{heading.clone()}</h2>
            <div class="table-wrap" role="region" aria-label=heading tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Time"</th><th scope="col">"Session"</th><th scope="col">"Kind"</th><th scope="col">{where_or_when}</th>
                            <th scope="col">"With"</th><th scope="col">"For"</th><th scope="col" class="num">"Expected"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}
