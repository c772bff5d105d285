//! Who was there in a residency: students by sessions, and the make-ups.

use axum::{
    extract::{Path, State as Shared},
    response::Response,
};
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use domain::{
    ids::EnrollmentId,
    residencies::{
        ReleasedSession,
        presence::{AttendanceState, MakeUp, rules},
        store::presence::{self as presences, Grid},
    },
};
use leptos::prelude::*;

use super::make_up_lines;
use crate::{
    AppError, Page, Site,
    cohorts::csv,
    forms::{Choice, Field, Filled, field, select},
    page::Width,
    residencies::{OfStaff, itinerary::hours, place, presence::csv::attendance},
    visit::Staff,
};

/// `GET /cohorts/{cohort}/residencies/{number}/presence`
pub async fn presence(Shared(site): Shared<Site>, staff: Staff, Path((cohort, number)): Path<(String, String)>) -> Result<Page, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let grid = presences::presence(&site.db, of.residency.id).await?;
    let make_ups = presences::make_ups(&site.db, of.residency.id).await?;
    let guests = presences::guests(&site.db, of.residency.id).await?;
    let now = staff.now;
    // What waits for staff stands before everything else.
    let (waiting, rest) = make_ups.into_iter().partition(|one: &MakeUp| one.state.waits_for_staff());
    let (done, owner) = (staff.asked("done").is_some(), staff.session.person.id.to_string());
    let asked = [("q", staff.asked("q").unwrap_or_default()), ("show", staff.asked("show").unwrap_or_default())];
    let filter = Filled::with_values(asked.each_ref().map(|(name, value)| (*name, value.as_str())));
    let page = Page::new(&staff, "Presence", move || {
        view! {
            {done.then(|| view! { <p class="notice" data-kind="success" role="status">"It is decided, and the student is told."</p> })}
            {of.head("/presence", "Presence".to_owned())}
            {next_rolls(&of, &grid, now)}
            {part("to-decide", "To be decided", waiting)}
            <div id="presence" data-owner=owner>{attended(&of, &grid, &filter, now)}</div>
            {part("make-ups", "Make-ups", rest)}
            {seats(&guests)}
        }
    });
    // Marks that wait on this device are sent from here, too.
    Ok(page.width(Width::Wide).with_script("roll.js"))
}

/// `GET /cohorts/{cohort}/residencies/{number}/presence.csv`
pub async fn presence_csv(
    Shared(site): Shared<Site>,
    staff: Staff,
    Path((cohort, number)): Path<(String, String)>,
) -> Result<Response, AppError> {
    let of = OfStaff::load(&staff, &cohort, &number).await?;
    let grid = presences::presence(&site.db, of.residency.id).await?;
    Ok(csv::download(&format!("{cohort}-residency-{number}-presence.csv"), attendance(&grid, of.scope.cohort().time_zone)))
}

/// Make-ups under a heading of their own; nothing where there are none.
fn part(id: &'static str, heading: &'static str, all: Vec<MakeUp>) -> impl IntoView {
    let lines = make_up_lines(&all, |one| format!("{}: {}", one.student, one.session_title));
    (!all.is_empty()).then(|| view! { <section class="block" aria-labelledby=id><h2 id=id>{heading}</h2>{lines}</section> })
}

/// On a day of the residency: the rolls of what is on and of what begins later that day, before a table that is wider than the screen.
fn next_rolls(of: &OfStaff, grid: &Grid, now: DateTime<Utc>) -> impl IntoView + use<> {
    let campus = of.scope.cohort().time_zone;
    let day = |at: DateTime<Utc>| at.with_timezone(&campus).date_naive();
    let is_next = |one: &&ReleasedSession| one.canceled_at.is_none() && one.ends_at >= now && day(one.starts_at) <= day(now);
    let lines: Vec<_> = grid
        .sessions
        .iter()
        .filter(is_next)
        .map(|one| {
            let roll = format!("{}/sessions/{}/roll", of.address(), one.id);
            let hours = hours((one.starts_at, one.ends_at), campus);
            view! { <li><p><a href=roll>"Roll of "{one.title.clone()}</a></p><p class="meta"><span>{hours}</span><span>{place(one)}</span></p></li> }
        })
        .collect();
    (!lines.is_empty()).then(|| {
        view! {
            <section class="block" aria-labelledby="next-rolls"><h2 id="next-rolls">"Now and later today"</h2><ul class="extension-list">{lines}</ul></section>
        }
    })
}

fn seats(guests: &[MakeUp]) -> impl IntoView + use<> {
    let some = !guests.is_empty();
    let entries = guests.iter().map(|one| view! { <li><p>{one.student.clone()}": "{one.session_title.clone()}</p></li> }).collect_view();
    some.then(|| {
        view! {
            <section class="block" aria-labelledby="seats">
                <h2 id="seats">"Seats for earlier cohorts"</h2>
                <p class="hint">"They missed the session with their own cohort, and make up for it in this residency."</p>
                <ul class="extension-list">{entries}</ul>
            </section>
        }
    })
}

fn attended(of: &OfStaff, grid: &Grid, filter: &Filled, now: DateTime<Utc>) -> AnyView {
    if grid.sessions.is_empty() || grid.students.is_empty() {
        let words = if of.is_over(now) {
            "This residency is over, and nothing was released for it, or nobody studies here."
        } else {
            "Nothing is released yet, or nobody studies here. Each session will have its roll here, and each student their minutes."
        };
        return view! { <p class="empty">{words}</p> }.into_any();
    }
    let campus = of.scope.cohort().time_zone;
    let heads = grid.sessions.iter().map(|session| head(of, session, campus)).collect_view();
    let rows = chosen(grid, filter).map(|(student, name)| row(of, grid, *student, name)).collect_view();
    let file = format!("{}/presence.csv", of.address());
    view! {
        <section class="block presence-part" aria-labelledby="attended">
            <h2 id="attended">"Minutes by session"</h2>
            {filters(of, filter)}
            <div class="table-wrap" role="region" aria-label="Table of students and sessions" tabindex="0">
                <table class="table presence-table" data-dense="">
                    <thead><tr><th scope="col">"Student"</th>{heads}<th scope="col" class="num">"Hours"</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
            <p class="aside-note">"Minutes there; the hours are of what counts as education, each minute once, rounded once to a quarter hour. A dash: not marked."</p>
            <p class="form-actions no-print"><a class="button" href=file download="">"Download CSV"</a></p>
        </section>
    }
    .into_any()
}

fn filters(of: &OfStaff, filter: &Filled) -> impl IntoView + use<> {
    let options = [("", "Everybody"), ("missing", "Who missed something")];
    let options = options.map(|(value, label)| Choice { value: value.to_owned(), label: label.to_owned() }).to_vec();
    view! {
        <form class="filters no-print" method="get" action=format!("{}/presence", of.address())>
            {field(filter, Field::text("q", "Name").kind("search"))}
            {select(filter, "show", "Show", "", options)}
            <p class="form-actions"><button class="button">"Filter"</button></p>
        </form>
    }
}

fn chosen<'a>(grid: &'a Grid, filter: &Filled) -> impl Iterator<Item = &'a (EnrollmentId, String)> {
    let (name, missing) = (filter.typed.trimmed("q").to_lowercase(), filter.typed.get("show") == "missing");
    grid.students.iter().filter(move |(student, own)| {
        let missed = || {
            let cell = |session: &ReleasedSession| grid.cells.get(&(*student, session.id));
            let mut cells = grid.sessions.iter().filter_map(cell);
            cells.any(|cell| cell.expected && matches!(cell.state, Some(AttendanceState::Absent | AttendanceState::Partly)))
        };
        own.to_lowercase().contains(&name) && (!missing || missed())
    })
}

fn head(of: &OfStaff, session: &ReleasedSession, campus: Tz) -> impl IntoView + use<> {
    let roll = format!("{}/sessions/{}/roll", of.address(), session.id);
    let from = session.starts_at.with_timezone(&campus).format("%a %H:%M").to_string();
    let off = session.canceled_at.is_some().then_some(", called off");
    view! {
        <th scope="col" class="presence-session">
            <a class="presence-roll" href=roll>{session.title.clone()}<span class="visually-hidden">": roll"</span></a>
            <span class="roster-note">{from}{off}</span>
        </th>
    }
}

fn row(of: &OfStaff, grid: &Grid, student: EnrollmentId, name: &str) -> impl IntoView + use<> {
    let cells = grid
        .sessions
        .iter()
        .map(|session| {
            let cell = grid.cells.get(&(student, session.id)).copied();
            let address = format!("{}/sessions/{}/students/{student}", of.address(), session.id);
            let (shape, words) = match cell {
                Some(cell) if cell.state.is_some() => (cell.state.map(AttendanceState::as_str), cell.present.to_string()),
                Some(cell) if cell.expected => (None, "–".to_owned()),
                _ => return view! { <td class="num"><span class="visually-hidden">"Not for them"</span></td> }.into_any(),
            };
            let corrected = cell.is_some_and(|cell| cell.corrected).then(|| view! { <span title="Corrected">"*"</span> });
            view! { <td class="num" data-presence=shape><a href=address>{words}{corrected}</a></td> }.into_any()
        })
        .collect_view();
    let minutes = grid.sessions.iter().filter_map(|session| grid.cells.get(&(student, session.id))).map(|cell| cell.minutes).sum();
    view! { <tr><th scope="row">{name.to_owned()}</th>{cells}<td class="num">{rules::hours(minutes)}</td></tr> }
}
