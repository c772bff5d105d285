//! The run of show: everything that happens, by day, or by room to hang on the door.

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
        let parts = parts(&paper, &paper.sessions, by_room)
            .into_iter()
            .map(|(heading, sessions)| sheet(&paper, by_room, heading, sessions))
            .collect_view();
        view! { {paper.head(title)}{paper.nothing()}{parts} }
    });
    Ok(page)
}

/// The sessions under the headings of their days, or of their rooms.
fn parts<'p>(
    paper: &Paper,
    sessions: impl IntoIterator<Item = &'p ReleasedSession>,
    by_room: bool,
) -> Vec<(String, Vec<&'p ReleasedSession>)> {
    let mut parts: Vec<(String, Vec<&ReleasedSession>)> = Vec::new();
    for session in sessions {
        let part = match place(session) {
            room if by_room && room.is_empty() => "Without a room".to_owned(),
            room if by_room => room,
            _ => when::day(session.starts_at.with_timezone(&paper.campus).date_naive()),
        };
        match parts.iter_mut().find(|(heading, _)| *heading == part) {
            Some((_, sessions)) => sessions.push(session),
            None => parts.push((part, vec![session])),
        }
    }
    // Days stand in the order of their sessions already.
    if by_room {
        parts.sort_by(|(one, _), (other, _)| one.cmp(other));
    }
    parts
}

/// A page for a day, or for a room with the days one under the other.
fn sheet(paper: &Paper, by_room: bool, heading: String, sessions: Vec<&ReleasedSession>) -> impl IntoView + use<> {
    let body = if by_room {
        let day = |(day, sessions): (String, Vec<&ReleasedSession>)| {
            let rows = rows(paper, by_room, sessions);
            view! { <tbody><tr class="sheet-day"><th scope="rowgroup" colspan="6">{day}</th></tr>{rows}</tbody> }
        };
        parts(paper, sessions, false).into_iter().map(day).collect_view().into_any()
    } else {
        view! { <tbody>{rows(paper, by_room, sessions)}</tbody> }.into_any()
    };
    view! {
        <section class="sheet">
            {paper.over()}
            <h2>{heading.clone()}</h2>
            <div class="table-wrap" role="region" aria-label=heading tabindex="0">
                <table class="table">
                    <thead>
                        <tr>
                            <th scope="col">"Time"</th><th scope="col">"Session"</th><th scope="col">"Kind"</th>
                            {(!by_room).then(|| view! { <th scope="col">"Room"</th> })}
                            <th scope="col">"With"</th><th scope="col">"For"</th><th scope="col" class="num">"Expected"</th>
                        </tr>
                    </thead>
                    {body}
                </table>
            </div>
        </section>
    }
}

fn rows(paper: &Paper, by_room: bool, sessions: Vec<&ReleasedSession>) -> impl IntoView + use<> {
    let row = |session: &ReleasedSession| {
        view! {
            <tr>
                <td class="nowrap">{hours((session.starts_at, session.ends_at), paper.campus)}</td>
                <th scope="row">{session.title.clone()}</th>
                <td>{session.kind.label()}</td>
                {(!by_room).then(|| view! { <td>{place(session)}</td> })}
                <td>{paper.faculty(session)}</td>
                <td>{paper.whom(session)}</td>
                <td class="num">{paper.expected(session).len()}</td>
            </tr>
        }
    };
    sessions.into_iter().map(row).collect_view()
}
